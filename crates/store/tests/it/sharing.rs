//! Several users of one record: readers beside the writer, and several servers on one database.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use bagyt_core::identity::StreamId;
use bagyt_store::{CommitRefusal, SubmitError};

use crate::cluster::{Place, on_both};
use crate::rebuilding::project;
use crate::sample::{VIEWS, case, notes, noting};

on_both! {
    fn a_reader_sees_one_state_however_long_it_looks(place) {
        let store = place.open(VIEWS);
        store.submit(noting(1, case(1), 1, &["a"])).unwrap();
        let before = store.read().unwrap();
        assert_eq!(before.head().unwrap().seq, 1);
        store.submit(noting(2, case(1), 2, &["b"])).unwrap();
        assert_eq!(store.read().unwrap().head().unwrap().seq, 2);
        assert_eq!(before.head().unwrap().seq, 1);
        assert_eq!(before.stream(case(1)).unwrap().unwrap().version, 1);
    }

    fn more_readers_than_connections_wait_for_each_other(place) {
        let store = place.open(VIEWS);
        store.submit(noting(1, case(1), 1, &["a"])).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..32 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        assert_eq!(store.read().unwrap().head().unwrap().seq, 1);
                    }
                });
            }
        });
    }
}

#[test]
fn two_servers_on_one_database_keep_one_order() {
    let place = Place::postgresql();
    let stores = [place.open(VIEWS), place.open(VIEWS)];
    std::thread::scope(|scope| {
        for (number, store) in (0_u128..).zip(&stores) {
            for writer in 0..4_u128 {
                scope.spawn(move || {
                    for round in 1..=25_u32 {
                        let command = (number * 4 + writer) * 1_000 + u128::from(round);
                        let own = case(number * 4 + writer + 1);
                        store.submit(noting(command + 1, own, round, &["own"])).unwrap();
                        let contested = noting(command + 90_000, case(99), round, &["both"]);
                        match store.submit(contested) {
                            Ok(_) | Err(SubmitError::Refused(CommitRefusal::Conflict { .. })) => {}
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
            }
        }
    });
    let verified = stores[0].verify(&mut |_| {}).unwrap();
    let reader = stores[1].read().unwrap();
    let contested = reader.standing(case(99)).unwrap().map_or(0, |(_, version)| version);
    assert_eq!(verified.entries, 200 + u64::from(contested));
    assert_eq!(reader.head().unwrap().root(), verified.root);
}

#[test]
fn what_another_server_writes_during_a_rebuild_is_in_the_new_projection() {
    let place = Place::postgresql();
    let (store, other) = (place.open(VIEWS), place.open(VIEWS));
    for number in 1..=3_u128 {
        let mut commit = noting(number, case(number), 1, &["a"]);
        commit.views = vec![(case(number), vec![notes(&["a"])])];
        store.submit(commit).unwrap();
    }
    let is_written = AtomicBool::new(false);
    let projecting = |stream: StreamId, entries: &[(u64, Vec<u8>)], key: Option<&[u8]>| {
        if !is_written.swap(true, Ordering::Relaxed) {
            for (number, stream, version) in [(11, case(2), 2), (12, case(4), 1)] {
                let mut commit = noting(number, stream, version, &["meanwhile"]);
                commit.views = vec![(stream, vec![notes(&["old words"])])];
                other.submit(commit).map_err(io::Error::other)?;
            }
        }
        project(stream, entries, key)
    };
    store.rebuild(&projecting, "", &mut |_| {}).unwrap();
    let checked = store.rebuild_check(&project, &mut |_| {}).unwrap();
    assert_eq!((checked.streams, checked.entries, checked.rows), (4, 5, 5));
    let mut next = noting(20, case(4), 2, &["b"]);
    next.views = vec![(case(4), vec![notes(&["meanwhile", "b"])])];
    other.submit(next).unwrap();
    assert_eq!(store.rebuild_check(&project, &mut |_| {}).unwrap().rows, 6);
}
