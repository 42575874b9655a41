//! Filling an empty journal gives what submitting the same commands gives.

use bagyt_core::identity::StreamId;
use bagyt_store::{
    Blob, BulkError, Claim, Commit, INSIDE_BYTES_MAX, Location, OpenError, Options, Outage, Store,
    SubmitError,
};

use crate::cluster::on_both;
use crate::sample::{VIEWS, case, notes, noting};

/// Commands over some streams, with all that a command can bring.
fn commands() -> Vec<Commit> {
    let mut commands = Vec::new();
    for number in 0..300_u128 {
        let (stream, version) = (case(number % 37), u32::try_from(number / 37).unwrap() + 1);
        let mut commit = noting(number + 1, stream, version, &[&format!("word {number}")]);
        if version == 1 {
            commit.claims = vec![Claim { name: format!("pin:{number}"), stream }];
            commit.keys = vec![(stream, vec![u8::try_from(number).unwrap(); 40])];
            commit.blobs = vec![Blob::new(vec![u8::try_from(number).unwrap(); 10])];
        }
        commands.push(commit);
    }
    commands[0].blobs.push(Blob::new(vec![5; INSIDE_BYTES_MAX + 1]));
    commands
}

fn streams() -> Vec<StreamId> {
    (0..37).map(case).collect()
}

on_both! {
    fn a_filled_journal_is_the_one_that_submitting_makes(place) {
        let store = place.open(VIEWS);
        let mut bulk = store.bulk().unwrap();
        for commit in commands() {
            bulk.append(commit).unwrap();
        }
        for stream in streams() {
            bulk.project(stream, vec![notes(&["last"])]).unwrap();
        }
        let head = bulk.finish().unwrap();

        let submitted = crate::cluster::Place::sqlite();
        let submitted = submitted.open(VIEWS);
        for commit in commands() {
            submitted.submit(commit).unwrap();
        }
        let (filled, expected) = (store.read().unwrap(), submitted.read().unwrap());
        assert_eq!(expected.head().unwrap(), head);
        assert_eq!(filled.head().unwrap(), head);
        assert_eq!(filled.entries(1, 1_000).unwrap(), expected.entries(1, 1_000).unwrap());
        for commit in commands() {
            let id = commit.meta.id;
            assert_eq!(filled.command(id).unwrap(), expected.command(id).unwrap());
            for claim in &commit.claims {
                assert_eq!(filled.claim(&claim.name).unwrap(), Some(claim.stream));
            }
            for blob in &commit.blobs {
                assert_eq!(filled.blob(&blob.digest).unwrap().as_ref(), Some(&blob.bytes));
            }
        }
        for stream in streams() {
            assert_eq!(filled.stream(stream).unwrap(), expected.stream(stream).unwrap());
            assert_eq!(filled.record_key(stream).unwrap(), expected.record_key(stream).unwrap());
        }
        drop(filled);
        let mut next = noting(1_000, case(0), 10, &["after"]);
        next.views = vec![(case(0), vec![notes(&["after"])])];
        assert_eq!(store.submit(next).unwrap().first_seq, head.seq + 1);
    }

    fn only_an_empty_journal_can_be_filled(place) {
        let store = place.open(VIEWS);
        store.submit(noting(1, case(1), 1, &["a"])).unwrap();
        let refusal = store.bulk().err().unwrap();
        assert!(matches!(refusal, BulkError::NotEmpty { seq: 1 }));
    }

    fn a_wrong_version_is_refused_and_the_filling_goes_on(place) {
        let store = place.open(VIEWS);
        let mut bulk = store.bulk().unwrap();
        bulk.append(noting(1, case(1), 1, &["a"])).unwrap();
        let refusal = bulk.append(noting(2, case(1), 3, &["b"])).unwrap_err();
        assert!(matches!(refusal, SubmitError::Refused(_)));
        bulk.append(noting(3, case(1), 2, &["b"])).unwrap();
        assert_eq!(bulk.finish().unwrap().seq, 2);
    }

    fn a_filling_that_was_broken_off_leaves_nothing_that_counts(place) {
        let store = place.open(VIEWS);
        let mut bulk = store.bulk().unwrap();
        for commit in commands() {
            bulk.append(commit).unwrap();
        }
        drop(bulk);
        if matches!(place.location, Location::Postgres { .. }) {
            assert_eq!(store.read().unwrap().head().unwrap().seq, 0);
            store.submit(noting(1, case(1), 1, &["a"])).unwrap();
            return;
        }
        assert!(matches!(store.read(), Err(Outage::Closed)));
        let refusal = store.submit(noting(1, case(1), 1, &["a"])).unwrap_err();
        assert!(matches!(refusal, SubmitError::Outage(Outage::Closed)));
        drop(store);
        let refusal = Store::open(&place.location, VIEWS, Options::default()).err().unwrap();
        assert!(matches!(refusal, OpenError::Unfinished { .. }));
    }
}
