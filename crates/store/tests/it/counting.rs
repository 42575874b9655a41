//! Counts and what stands behind them: events, law against practice, follow-up times.

use bagyt_core::identity::OfficeCode;
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::Store;
use bagyt_store::query::{
    self, Count, EventDimension, EventFilter, Page, PracticeDimension, PracticeFilter, Scope,
};

use crate::asking::{OFFICE, waiting};
use crate::cluster::on_both;
use crate::tables::{EVENT, TABLES, day, id, put, row};

const MARCH: i64 = 2026 * 12 + 2;

fn event(case: u128, kind: &str, on: &str, sex: &str, version: i64) -> ViewRow {
    let month = i64::from(day(on).year()) * 12 + i64::from(day(on).month()) - 1;
    row(
        &EVENT,
        &[
            ("kind", kind.into()),
            ("on_day", day(on).into()),
            ("month", month.into()),
            ("case_id", id(case).into()),
            ("office", OFFICE.into()),
            ("domain", "non_custodial".into()),
            ("measure", "probation".into()),
            ("article_group", "property".into()),
            ("sex", sex.into()),
            ("age_group", "25_34".into()),
            ("amount", 2_i64.into()),
            ("version", version.into()),
        ],
    )
}

fn events(store: &Store) {
    let first = vec![
        event(1, "entry", "2026-03-01", "f", 1),
        event(1, "contact", "2026-03-31", "f", 2),
        event(1, "reoffence", "2026-04-10", "f", 3),
        event(1, "reoffence", "2026-05-10", "f", 4),
        event(1, "exit", "2026-06-01", "f", 5),
    ];
    let second =
        vec![event(2, "entry", "2026-03-15", "m", 1), event(2, "contact", "2026-04-01", "m", 2)];
    put(store, 1, 5, vec![(&EVENT, first)]);
    put(store, 2, 2, vec![(&EVENT, second)]);
}

fn filter(kinds: &[&str], from: i64, until: i64) -> EventFilter {
    EventFilter {
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        from_month: from,
        until_month: until,
        scope: Scope::Everything,
        only: Vec::new(),
    }
}

on_both! {
    fn events_are_counted_by_columns_and_open_to_their_entries(place) {
        let store = place.open(TABLES);
        events(&store);
        let reader = store.read().unwrap();
        let march = filter(&[], MARCH, MARCH + 1);
        let by = [EventDimension::Kind, EventDimension::Sex];
        let counts = query::event_counts(&reader, &march, &by).unwrap();
        let cell = |kind: &str, sex: &str, rows| Count {
            key: vec![kind.into(), sex.into()], rows, amount: 2 * rows as i64,
        };
        let expected = [cell("contact", "f", 1), cell("entry", "f", 1), cell("entry", "m", 1)];
        assert_eq!(counts, expected);
        let total = query::event_counts(&reader, &filter(&["contact"], MARCH, MARCH + 2), &[]);
        assert_eq!(total.unwrap(), [Count { key: Vec::new(), rows: 2, amount: 4 }]);
        let plain = Count { key: Vec::new(), rows: 2, amount: 2 };
        let rows = query::event_rows(&reader, &filter(&["contact"], MARCH, MARCH + 2), &[]);
        assert_eq!(rows.unwrap(), [plain]);
        let many = filter(&["contact"], 0, MARCH + 2);
        let by_sex = query::event_rows(&reader, &many, &[EventDimension::Sex]).unwrap();
        let sexes: Vec<_> = by_sex.iter().map(|count| (count.key[0].clone(), count.rows)).collect();
        assert_eq!(sexes, [("f".into(), 1), ("m".into(), 1)]);
        let by = [EventDimension::Month, EventDimension::Kind];
        let by_month = query::event_rows(&reader, &filter(&[], MARCH, MARCH + 2), &by).unwrap();
        let found: Vec<_> =
            by_month.iter().map(|count| (count.key.clone(), count.rows)).collect();
        let key = |month: i64, kind: &str, rows| (vec![month.into(), kind.into()], rows);
        let expected: [(Vec<Cell>, u64); 4] = [
            key(MARCH, "contact", 1), key(MARCH, "entry", 2),
            key(MARCH + 1, "contact", 1), key(MARCH + 1, "reoffence", 1),
        ];
        assert_eq!(found, expected);
        let nothing = query::event_counts(&reader, &filter(&["transfer"], MARCH, MARCH + 9), &[]);
        assert_eq!(nothing.unwrap(), [Count { key: Vec::new(), rows: 0, amount: 0 }]);

        let mut women = filter(&["entry", "contact"], MARCH, MARCH + 1);
        women.only = vec![
            (EventDimension::Sex, "f".into()),
            (EventDimension::Month, MARCH.into()),
            (EventDimension::Detail, Cell::Null),
        ];
        let behind = query::events_behind(&reader, &women, Page::first(10)).unwrap();
        let found: Vec<_> =
            behind.rows.iter().map(|one| (one.stream, one.version, one.seq)).collect();
        assert_eq!(found, [(crate::sample::case(1), 1, 1), (crate::sample::case(1), 2, 2)]);
        assert_eq!(behind.total, 2);
    }

    fn follow_up_runs_from_the_entry_to_the_first_event(place) {
        let store = place.open(TABLES);
        events(&store);
        let reader = store.read().unwrap();
        let all = filter(&[], MARCH, MARCH + 1);
        let episodes = query::survival(&reader, &all, "reoffence").unwrap();
        let days: Vec<_> =
            episodes.iter().map(|one| (one.entered_on, one.event_on, one.exited_on)).collect();
        let expected = [
            (day("2026-03-01"), Some(day("2026-04-10")), Some(day("2026-06-01"))),
            (day("2026-03-15"), None, None),
        ];
        assert_eq!(days, expected);
    }

    fn clocks_are_counted_by_row_month_office_and_state(place) {
        let store = place.open(TABLES);
        waiting(&store);
        let reader = store.read().unwrap();
        let mut practice = PracticeFilter {
            from_month: MARCH,
            until_month: MARCH + 1,
            scope: Scope::Office(OfficeCode(OFFICE.to_owned())),
            only: Vec::new(),
        };
        let by = [PracticeDimension::State, PracticeDimension::Row];
        let counts = query::practice_counts(&reader, &practice, &by).unwrap();
        let keys: Vec<_> = counts.iter().map(|count| (count.key.clone(), count.rows)).collect();
        let key = |state: &str, row: &str| (vec![state.into(), row.into()], 1);
        let expected: [(Vec<Cell>, u64); 4] = [
            key("in_time", "assessment"), key("open", "first_meeting"),
            key("open", "plan"), key("open", "report_breach"),
        ];
        assert_eq!(keys, expected);
        practice.only = vec![(PracticeDimension::State, "in_time".into())];
        let behind = query::clocks_behind(&reader, &practice, Page::first(10)).unwrap();
        assert_eq!((behind.total, behind.rows[0].row.as_str()), (1, "assessment"));
        assert_eq!((behind.rows[0].started_version, behind.rows[0].met_version), (1, None));
        practice.from_month = MARCH + 1;
        practice.until_month = MARCH + 2;
        assert_eq!(query::clocks_behind(&reader, &practice, Page::first(9)).unwrap().total, 0);
    }
}
