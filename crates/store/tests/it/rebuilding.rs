//! Projections are what the journal gives, whether they were written, rebuilt or tampered with.

use std::io;

use bagyt_core::identity::StreamId;
use bagyt_core::journal;
use bagyt_core::view::{Cell, ViewRows, ViewTable, integer, text};
use bagyt_store::{Difference, Malformed, RebuildError, Store, SubmitError};

use crate::cluster::on_both;
use crate::sample::{NOTE_VIEW, VIEWS, case, notes, noting};

/// The same table as [`NOTE_VIEW`], as a newer program declares it.
const NEW_NOTE_VIEW: ViewTable = ViewTable {
    version: 2,
    columns: &[text("words"), integer("length"), integer("seq")],
    ..NOTE_VIEW
};

static NEW_VIEWS: &[&ViewTable] = &[&NEW_NOTE_VIEW];

fn words(entries: &[(u64, Vec<u8>)]) -> Vec<(u64, String)> {
    let word = |(seq, bytes): &(u64, Vec<u8>)| {
        let entry = journal::read(bytes).unwrap();
        let payload: serde_json::Value = serde_json::from_str(entry.payload.get()).unwrap();
        (*seq, payload["words"].as_str().unwrap().to_owned())
    };
    entries.iter().map(word).collect()
}

#[expect(clippy::unnecessary_wraps, reason = "the form that the store asks for")]
pub(crate) fn project(
    _: StreamId,
    entries: &[(u64, Vec<u8>)],
    _: Option<&[u8]>,
) -> Result<Vec<ViewRows>, io::Error> {
    let words = words(entries);
    Ok(vec![notes(&words.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>())])
}

#[expect(clippy::unnecessary_wraps, reason = "the form that the store asks for")]
fn project_anew(
    _: StreamId,
    entries: &[(u64, Vec<u8>)],
    wrapped: Option<&[u8]>,
) -> Result<Vec<ViewRows>, io::Error> {
    let row = |(seq, words): (u64, String)| {
        let length = words.len() as i64 + wrapped.map_or(0, |key| key.len() as i64);
        vec![words.into(), length.into(), Cell::Integer(seq as i64)]
    };
    let rows = words(entries).into_iter().map(row).collect();
    Ok(vec![ViewRows { table: &NEW_NOTE_VIEW, rows }])
}

/// Writes some entries to 150 streams, with the rows that follow.
fn filled(store: &Store) {
    for number in 0..150_u128 {
        let mut first = noting(number * 2 + 1, case(number), 1, &["a", "bb"]);
        first.views = vec![(case(number), vec![notes(&["a", "bb"])])];
        first.keys = vec![(case(number), vec![7; 10])];
        store.submit(first).unwrap();
        if number % 3 == 0 {
            let mut second = noting(number * 2 + 2, case(number), 3, &["ccc"]);
            second.views = vec![(case(number), vec![notes(&["a", "bb", "ccc"])])];
            store.submit(second).unwrap();
        }
    }
}

#[track_caller]
fn check_same(store: &Store) {
    let checked = store.rebuild_check(&project, &mut |_| {}).unwrap();
    assert_eq!((checked.streams, checked.entries, checked.rows), (150, 350, 350));
}

#[track_caller]
fn check_difference(store: &Store, stream: Option<StreamId>, ordinal: i64, words: &str) {
    match store.rebuild_check(&project, &mut |_| {}).unwrap_err() {
        RebuildError::Difference(difference) => {
            assert_eq!(difference.to_string(), words);
            let Difference { stream: found, table, ordinal: place, .. } = difference;
            assert_eq!((found, table, place), (stream, "note_view", ordinal));
        }
        other => panic!("{other}"),
    }
}

on_both! {
    fn rows_are_replaced_where_they_differ(place) {
        let store = place.open(VIEWS);
        filled(&store);
        check_same(&store);
        let mut fewer = noting(1_000, case(0), 4, &["d"]);
        fewer.views = vec![(case(0), vec![notes(&["x"])])];
        store.submit(fewer).unwrap();
        let words = format!("row 0 of `{}` in `note_view` is not what the journal gives", case(0));
        check_difference(&store, Some(case(0)), 0, &words);
        let mut all = noting(1_001, case(0), 5, &["e"]);
        all.views = vec![(case(0), vec![notes(&["a", "bb", "ccc", "d", "e"])])];
        store.submit(all).unwrap();
        assert_eq!(store.rebuild_check(&project, &mut |_| {}).unwrap().rows, 352);
    }

    fn a_rebuild_gives_the_rows_that_writing_gave(place) {
        let store = place.open(VIEWS);
        filled(&store);
        place.tamper("DELETE FROM note_view WHERE length = 2; UPDATE note_view SET words = 'z'");
        let words = format!("row 0 of `{}` in `note_view` is not what the journal gives", case(0));
        check_difference(&store, Some(case(0)), 0, &words);
        let mut told = (0, 0);
        let rebuilt = store
            .rebuild(&project, "", &mut |progress| told = (progress.done, progress.total))
            .unwrap();
        assert_eq!((rebuilt.rows, told), (350, (350, 350)));
        check_same(&store);
        // Once more, so that the names of the second generation's indexes are free.
        store.rebuild(&project, "", &mut |_| {}).unwrap();
        check_same(&store);
        let mut next = noting(1_000, case(1), 3, &["c"]);
        next.views = vec![(case(1), vec![notes(&["a", "bb", "c"])])];
        store.submit(next).unwrap();
        assert_eq!(store.rebuild_check(&project, &mut |_| {}).unwrap().rows, 351);
    }

    fn a_missing_a_surplus_and_a_stranger_row_are_named(place) {
        let store = place.open(VIEWS);
        filled(&store);
        place.tamper("DELETE FROM note_view WHERE stream_no = 70 AND ordinal = 1");
        let words = format!("row 1 of `{}` in `note_view` is missing", case(69));
        check_difference(&store, Some(case(69)), 1, &words);
        place.tamper("INSERT INTO note_view VALUES (70, 1, 'bb', 2), (80, 7, 'x', 1)");
        let words = format!("row 7 of `{}` in `note_view` should not be there", case(79));
        check_difference(&store, Some(case(79)), 7, &words);
        place.tamper("UPDATE note_view SET stream_no = 151 WHERE ordinal = 7");
        let words = "row 7 of an unknown stream in `note_view` should not be there";
        check_difference(&store, None, 7, words);
        place.tamper("DELETE FROM note_view WHERE ordinal = 7");
        check_same(&store);
        place.tamper("UPDATE journal SET version = version + 100 WHERE seq = 5");
        let found = store.rebuild_check(&project, &mut |_| {}).unwrap_err();
        assert!(matches!(found, RebuildError::Column { seq: 5, column: "version" }));
    }

    fn a_projection_of_an_older_program_is_rebuilt_before_anything_is_written(place) {
        let store = place.open(VIEWS);
        filled(&store);
        drop(store);
        let store = place.open(NEW_VIEWS);
        assert_eq!(store.stale_views(), ["note_view"]);
        let refusal = store.submit(noting(1_000, case(1), 3, &["c"])).unwrap_err();
        assert!(matches!(refusal, SubmitError::Malformed(Malformed::StaleViews)));
        store.rebuild(&project_anew, "", &mut |_| {}).unwrap();
        assert_eq!(store.stale_views(), Vec::<&str>::new());
        store.submit(noting(1_000, case(1), 3, &["c"])).unwrap();
        drop(store);
        assert_eq!(place.open(NEW_VIEWS).stale_views(), Vec::<&str>::new());
    }

    fn a_rebuild_that_fails_changes_nothing(place) {
        let store = place.open(VIEWS);
        filled(&store);
        let failing = |stream: StreamId, entries: &[(u64, Vec<u8>)], key: Option<&[u8]>| {
            if stream == case(140) {
                return Err(io::Error::other("no"));
            }
            project(stream, entries, key)
        };
        let failed = store.rebuild(&failing, "", &mut |_| {}).unwrap_err();
        assert!(matches!(failed, RebuildError::Project { stream, .. } if stream == case(140)));
        check_same(&store);
        let misfit = |_: StreamId, _: &[(u64, Vec<u8>)], _: Option<&[u8]>| {
            let rows = vec![vec![Cell::Null]];
            Ok::<_, io::Error>(vec![ViewRows { table: &NOTE_VIEW, rows }])
        };
        let failed = store.rebuild(&misfit, "", &mut |_| {}).unwrap_err();
        assert!(matches!(failed, RebuildError::Malformed(Malformed::Row { .. })));
        check_same(&store);
        store.submit(noting(1_000, case(1), 3, &["c"])).unwrap();
    }
}
