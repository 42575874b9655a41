//! Rows are of one basis: a change of it is found until the rows are made anew.

use std::io;

use bagyt_core::identity::{InstallationId, StreamId, StreamKind};
use bagyt_core::view::{Cell, ViewRow, ViewRows};
use bagyt_store::{Changed, Commit, CommitRefusal, Recomputing, Store, SubmitError};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::rebuilding::project;
use crate::sample::{NOTE_VIEW, VIEWS, case, notes, noting};

fn installation() -> StreamId {
    InstallationId(Uuid::from_u128(1)).stream()
}

/// A command whose rows were made with a basis.
fn noting_with(basis: &str, number: u128, stream: StreamId, version: u32, words: &str) -> Commit {
    let mut commit = noting(number, stream, version, &[words]);
    commit.basis = basis.to_owned();
    if stream.kind == StreamKind::CaseId && version == 1 {
        commit.views = vec![(stream, vec![notes(&[words])])];
    }
    commit
}

fn basis(store: &Store) -> String {
    store.read().unwrap().basis().unwrap()
}

#[track_caller]
fn check_refused(store: &Store, commit: Commit, standing: &str) {
    match store.submit(commit).unwrap_err() {
        SubmitError::Refused(CommitRefusal::OtherBasis { found, .. }) => {
            assert_eq!(found, standing);
        }
        other => panic!("{other}"),
    }
}

/// As [`project`], under a basis by which words that begin with `b` are written large.
fn project_large(
    stream: StreamId,
    entries: &[(u64, Vec<u8>)],
    key: Option<&[u8]>,
) -> Result<Vec<ViewRows>, io::Error> {
    let mut views = project(stream, entries, key)?;
    for row in views.iter_mut().flat_map(|view| &mut view.rows) {
        if let [Cell::Text(words), ..] = row.as_mut_slice()
            && words.starts_with('b')
        {
            *words = words.to_uppercase();
        }
    }
    Ok(views)
}

fn recompute(store: &Store, basis: Option<&str>) -> Vec<(StreamId, Vec<ViewRow>, Vec<ViewRow>)> {
    let mut told = Vec::new();
    let which = Recomputing { kind: StreamKind::CaseId, basis };
    let mut changed = |one: &Changed<'_>| {
        assert_eq!(one.table, &NOTE_VIEW);
        told.push((one.stream, one.before.to_vec(), one.after.to_vec()));
    };
    store.recompute(which, &project_large, &mut changed, &mut |_| {}).unwrap();
    told
}

on_both! {
    fn rows_of_another_basis_are_refused_and_a_change_waits_for_new_rows(place) {
        let store = place.open(VIEWS);
        assert_eq!(basis(&store), "");
        store.submit(noting_with("one", 1, case(1), 1, "a")).unwrap();
        assert_eq!(basis(&store), "one");
        check_refused(&store, noting_with("two", 2, case(2), 1, "b"), "one");
        let mut unfelt = noting_with("one", 3, installation(), 1, "no row depends on it");
        unfelt.next_basis = Some("two".to_owned());
        store.submit(unfelt).unwrap();
        store.submit(noting_with("two", 4, case(2), 1, "b")).unwrap();
        let mut felt = noting_with("two", 5, installation(), 2, "rows depend on it");
        felt.next_basis = Some(String::new());
        store.submit(felt).unwrap();
        check_refused(&store, noting_with("two", 6, case(3), 1, "c"), "");
        drop(store);
        let store = place.open(VIEWS);
        assert_eq!(basis(&store), "");
        store.rebuild(&project, "three", &mut |_| {}).unwrap();
        assert_eq!(basis(&store), "three");
        store.submit(noting_with("three", 7, case(3), 1, "c")).unwrap();
        // What was accepted under the former basis is still the same answer.
        assert!(store.submit(noting_with("one", 1, case(1), 1, "a")).unwrap().repeated);
    }

    fn recomputing_writes_what_differs_and_tells_it(place) {
        let store = place.open(VIEWS);
        for (number, words) in [(1, "a"), (2, "b"), (3, "bb")] {
            store.submit(noting_with("one", number, case(number), 1, words)).unwrap();
        }
        store.submit(noting_with("one", 9, installation(), 1, "b is no case")).unwrap();
        let expected = |number: u128, before: &str, after: &str| {
            (case(number), notes(&[before]).rows, notes(&[after]).rows)
        };
        let expected = vec![expected(2, "b", "B"), expected(3, "bb", "BB")];
        assert_eq!(recompute(&store, None), expected);
        assert_eq!(recompute(&store, None), expected, "comparing writes nothing");
        assert_eq!(basis(&store), "one");
        assert_eq!(recompute(&store, Some("two")), expected);
        assert_eq!(recompute(&store, Some("two")), Vec::new());
        assert_eq!(basis(&store), "two");
        store.submit(noting_with("two", 10, case(4), 1, "c")).unwrap();
    }
}
