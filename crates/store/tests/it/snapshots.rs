//! Snapshots of the counted tables at older positions of the journal.

use std::io;

use bagyt_core::command::CommandMeta;
use bagyt_core::identity::{StreamId, StreamKind};
use bagyt_core::view::{Cell, ViewRow, ViewRows, ViewTable};
use bagyt_store::query::{
    self, EventDimension, EventFilter, Page, PracticeDimension, PracticeFilter, Scope,
};
use bagyt_store::{Append, Commit, Progress, RebuildError, SnapshotOf, Store};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::cluster::{Place, on_both};
use crate::sample::{case, entry, meta, noting};
use crate::tables::{CLOCK, EVENT, TABLES, day, row};

static COUNTED: &[&ViewTable] = &[&CLOCK, &EVENT];

const MARCH: i64 = 2026 * 12 + 2;

/// Streams, and in what order they are written to: some end early, some begin late.
const ORDER: [u128; 24] =
    [1, 2, 1, 3, 3, 2, 1, 4, 5, 4, 6, 1, 2, 7, 7, 7, 8, 3, 9, 1, 10, 8, 4, 11];

/// The instant at which the entry of a position is recorded.
fn recorded_at(position: usize) -> Timestamp {
    let start: Timestamp = "2026-03-02T04:30:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_hours(6 * i64::try_from(position).unwrap())
}

/// Notes words in one stream and gives the rows that follow.
fn noted(position: usize, stream: StreamId, version: u32) -> Commit {
    let number = u128::try_from(position).unwrap();
    let meta = CommandMeta { recorded_at: recorded_at(position), ..meta(number) };
    let mut commit = noting(number, stream, version, &[]);
    let entries = vec![entry(&meta, stream, version, "words")];
    commit.meta = meta;
    commit.appends = vec![Append { stream, first_version: version, entries }];
    commit.views = vec![(stream, rows_of(stream, version))];
    commit
}

/// A record whose journal ends at a position.
fn record(place: &Place, until: usize) -> Store {
    let store = place.open(TABLES);
    let mut versions = std::collections::BTreeMap::new();
    for (position, number) in (1..=until).zip(ORDER) {
        let version = versions.entry(number).or_insert(0);
        *version += 1;
        store.submit(noted(position, case(number), *version)).unwrap();
    }
    store
}

/// A happening and a clock for each entry; a further entry meets the clock of the one before it.
fn rows_of(stream: StreamId, versions: u32) -> Vec<ViewRows> {
    let of_entry = |version: u32| -> (ViewRow, ViewRow) {
        let month = MARCH + i64::from(version % 3);
        let is_met = version < versions;
        let id = stream.id.to_string();
        let happening = [
            ("kind", Cell::from("contact")),
            ("on_day", day("2026-03-01").into()),
            ("month", month.into()),
            ("case_id", id.as_str().into()),
            ("office", "ZZ-01".into()),
            ("domain", "non_custodial".into()),
            ("measure", "probation".into()),
            ("article_group", "property".into()),
            ("sex", "f".into()),
            ("age_group", "25_34".into()),
            ("amount", 1_i64.into()),
            ("version", version.into()),
        ];
        let at = recorded_at(1);
        let clock = [
            ("case_id", Cell::from(id.as_str())),
            ("office", "ZZ-01".into()),
            ("domain", "non_custodial".into()),
            ("row", "contact".into()),
            ("edition", day("2026-01-01").into()),
            ("from_at", at.into()),
            ("due_at", at.into()),
            ("due_on", day("2026-03-02").into()),
            ("due_month", month.into()),
            ("started_version", version.into()),
            ("met_version", is_met.then_some(version + 1).into()),
            ("state", if is_met { "in_time" } else { "open" }.into()),
        ];
        (row(&EVENT, &happening), row(&CLOCK, &clock))
    };
    let (events, clocks) = (1..=versions).map(of_entry).unzip();
    vec![
        ViewRows { table: &EVENT, rows: events },
        ViewRows { table: &CLOCK, rows: clocks },
        ViewRows { table: &crate::tables::CASE, rows: Vec::new() },
    ]
}

fn project(
    stream: StreamId,
    entries: &[(u64, Vec<u8>)],
    _: Option<&[u8]>,
) -> Result<Vec<ViewRows>, io::Error> {
    Ok(rows_of(stream, u32::try_from(entries.len()).unwrap()))
}

fn of(position: u64) -> SnapshotOf {
    SnapshotOf { position, kind: StreamKind::CaseId, tables: COUNTED }
}

/// Everything that is counted and what stands behind it, as one text.
fn counted(reader: &bagyt_store::Reader<'_>) -> String {
    let events = EventFilter {
        kinds: Vec::new(),
        from_month: 0,
        until_month: i64::MAX,
        scope: Scope::Everything,
        only: Vec::new(),
    };
    let clocks = PracticeFilter {
        from_month: 0,
        until_month: i64::MAX,
        scope: Scope::Everything,
        only: Vec::new(),
    };
    let by = [EventDimension::Month, EventDimension::Kind];
    let states = [PracticeDimension::Month, PracticeDimension::State];
    let page = Page::first(1_000);
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        query::event_counts(reader, &events, &by).unwrap(),
        query::event_rows(reader, &events, &by).unwrap(),
        query::events_behind(reader, &events, page).unwrap(),
        query::practice_counts(reader, &clocks, &states).unwrap(),
        query::clocks_behind(reader, &clocks, page).unwrap(),
    )
}

fn fresh(place: &Place) -> Place {
    match place.location {
        bagyt_store::Location::Sqlite { .. } => Place::sqlite(),
        bagyt_store::Location::Postgres { .. } => Place::postgresql(),
    }
}

on_both! {
    fn a_snapshot_has_the_rows_of_a_record_whose_journal_ends_there(place) {
        let store = record(&place, ORDER.len());
        let folder = TempDir::new().unwrap();
        let now = counted(&store.read().unwrap());
        for position in [1, 2, 7, 12, 19, ORDER.len()] {
            let shorter = fresh(&place);
            let ended = record(&shorter, position);
            ended.rebuild_check(&project, &mut |_| {}).unwrap();
            let maker = store.snapshot_maker(folder.path(), &position.to_string()).unwrap();
            let snapshot = maker.make(of(position as u64), &project, &mut |_| true).unwrap();
            assert_eq!(snapshot.position(), position as u64);
            let then = counted(&snapshot.read().unwrap());
            assert_eq!(then, counted(&ended.read().unwrap()), "at {position}");
            assert_eq!(then == now, position == ORDER.len());
        }
        store.rebuild_check(&project, &mut |_| {}).unwrap();
    }

    fn a_snapshot_that_fails_or_is_stopped_leaves_nothing(place) {
        let store = record(&place, ORDER.len());
        let folder = TempDir::new().unwrap();
        let maker = store.snapshot_maker(folder.path(), "one").unwrap();
        let mut told = Vec::new();
        let made = maker.make(of(9), &project, &mut |progress| {
            told.push(progress);
            true
        });
        assert_eq!(told.last(), Some(&Progress { done: 11, total: 11 }));
        assert!(folder.path().join("one/9.sqlite").exists());
        drop(made);
        assert!(!folder.path().join("one/9.sqlite").exists());
        let stopped = maker.make(of(9), &project, &mut |_| false).map(drop).unwrap_err();
        assert!(matches!(stopped, RebuildError::Stopped));
        let failing = |stream: StreamId, entries: &[(u64, Vec<u8>)], key: Option<&[u8]>| {
            if stream == case(4) { Err(io::Error::other("no")) } else { project(stream, entries, key) }
        };
        let failed = maker.make(of(9), &failing, &mut |_| true).map(drop).unwrap_err();
        assert!(matches!(failed, RebuildError::Project { stream, .. } if stream == case(4)));
        assert!(!folder.path().join("one/9.sqlite").exists());
    }

    fn a_removed_snapshot_is_read_no_more_and_those_of_a_former_process_go(place) {
        let store = record(&place, ORDER.len());
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("one/5.sqlite");
        let maker = store.snapshot_maker(folder.path(), "one").unwrap();
        let made = maker.make(of(5), &project, &mut |_| true).unwrap();
        made.read().unwrap();
        // Nobody takes away what a living process holds.
        Store::remove_left_snapshots(folder.path()).unwrap();
        assert!(file.exists());
        made.remove().unwrap();
        assert!(made.read().is_err() && !file.exists());
        drop((made, maker));
        std::fs::create_dir_all(folder.path().join("left")).unwrap();
        std::fs::write(folder.path().join("left/7.sqlite"), "left").unwrap();
        std::fs::write(folder.path().join("left/lock"), "").unwrap();
        Store::remove_left_snapshots(folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    fn the_last_position_before_an_instant_is_found(place) {
        let store = record(&place, ORDER.len());
        let reader = store.read().unwrap();
        let after = jiff::SignedDuration::from_micros(1);
        assert_eq!(reader.last_before(recorded_at(1)).unwrap(), None);
        for position in 1..=ORDER.len() {
            let found = Some(position as u64);
            assert_eq!(reader.last_before(recorded_at(position) + after).unwrap(), found);
            assert_eq!(reader.last_before(recorded_at(position + 1)).unwrap(), found);
        }
        let other = fresh(&place);
        let empty = other.open(TABLES);
        assert_eq!(empty.read().unwrap().last_before(recorded_at(3)).unwrap(), None);
    }
}
