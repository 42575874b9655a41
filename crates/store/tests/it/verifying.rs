//! What somebody does behind the journal's back is found, and the first place is named.

use bagyt_core::merkle::note::Checkpoint;
use bagyt_core::merkle::{is_consistency_proven, is_inclusion_proven, leaf_hash};
use bagyt_store::{Blob, INSIDE_BYTES_MAX, Store, StoredCheckpoint, Tamper, VerifyError};
use ed25519_dalek::SigningKey;

use crate::cluster::{Place, on_both};
use crate::sample::{VIEWS, case, entry, meta, noting};

/// Writes 30 entries in three streams, with checkpoints after 10 and 20 of them.
fn filled(place: &Place) -> Store {
    let store = place.open(VIEWS);
    for number in 0..30_u128 {
        let (stream, version) = (case(number % 3), u32::try_from(number / 3).unwrap() + 1);
        let mut commit = noting(number + 1, stream, version, &[&format!("word {number}")]);
        if number == 4 {
            commit.blobs = vec![Blob::new(vec![4; 20]), Blob::new(vec![5; INSIDE_BYTES_MAX + 1])];
        }
        let last = store.submit(commit).unwrap().last_seq;
        if last == 10 || last == 20 {
            checkpoint(&store);
        }
    }
    store
}

fn checkpoint(store: &Store) {
    let head = store.read().unwrap().head().unwrap();
    let origin = "bagyt.example/test".to_owned();
    let signed = Checkpoint { origin, size: head.seq, root: head.root() };
    let kept = StoredCheckpoint {
        size: head.seq,
        root: head.root(),
        note: signed.sign(&SigningKey::from_bytes(&[1; 32])),
        made_at: meta(1).recorded_at,
    };
    store.put_checkpoint(&kept).unwrap();
}

/// Changes the database and says what is found.
#[track_caller]
fn check(place: &Place, sql: &str, expected: &Tamper) {
    let store = filled(place);
    store.verify(&mut |_| {}).unwrap();
    drop(store);
    place.tamper(sql);
    let store = place.open(VIEWS);
    match store.verify(&mut |_| {}).unwrap_err() {
        VerifyError::Tamper(found) => assert_eq!(found, *expected),
        VerifyError::Outage(outage) => panic!("{outage}"),
    }
}

on_both! {
    fn a_journal_that_nobody_touched_is_verified(place) {
        let store = filled(&place);
        let mut told = Vec::new();
        let verified = store.verify(&mut |progress| told.push((progress.done, progress.total)));
        let verified = verified.unwrap();
        let reader = store.read().unwrap();
        assert_eq!((verified.entries, verified.blobs), (30, 2));
        assert_eq!(verified.root, reader.head().unwrap().root());
        assert_eq!(verified.checkpoints, reader.checkpoints().unwrap());
        assert_eq!(verified.checkpoints.iter().map(|kept| kept.size).collect::<Vec<_>>(), [10, 20]);
        assert_eq!(told, [(0, 30), (30, 30)]);
    }

    fn an_empty_journal_is_verified(place) {
        let verified = place.open(VIEWS).verify(&mut |_| {}).unwrap();
        assert_eq!(verified.entries, 0);
    }

    fn a_changed_entry_is_named(place) {
        let sql = "UPDATE journal SET entry = (SELECT entry FROM journal WHERE seq = 9) WHERE seq = 7;
            UPDATE journal SET entry = leaf WHERE seq = 8";
        check(&place, sql, &Tamper::Changed { seq: 7 });
    }

    fn a_removed_entry_is_named(place) {
        check(&place, "DELETE FROM journal WHERE seq = 12", &Tamper::Removed { seq: 12 });
    }

    fn a_removed_last_entry_is_named(place) {
        check(&place, "DELETE FROM journal WHERE seq = 30", &Tamper::Removed { seq: 30 });
    }

    fn a_removed_end_with_a_head_to_match_is_found_by_the_checkpoint(place) {
        let sql = "DELETE FROM journal WHERE seq > 15; UPDATE head SET seq = 15";
        check(&place, sql, &Tamper::Removed { seq: 16 });
    }

    fn an_added_entry_is_named(place) {
        let sql = "INSERT INTO journal SELECT lane, 31, stream_no, 11, entry, leaf
            FROM journal WHERE seq = 30";
        check(&place, sql, &Tamper::Added { seq: 31 });
    }

    fn two_swapped_entries_of_one_stream_are_named(place) {
        let sql = "UPDATE journal SET seq = 100 WHERE seq = 2; UPDATE journal SET seq = 2
            WHERE seq = 5; UPDATE journal SET seq = 5 WHERE seq = 100";
        check(&place, sql, &Tamper::Order { seq: 2 });
    }

    fn two_swapped_entries_of_two_streams_are_found_by_the_next_checkpoint(place) {
        let sql = "UPDATE journal SET seq = 100 WHERE seq = 12; UPDATE journal SET seq = 12
            WHERE seq = 13; UPDATE journal SET seq = 13 WHERE seq = 100";
        check(&place, sql, &Tamper::Rewritten { first: 11, last: 20 });
    }

    fn an_entry_rewritten_with_its_leaf_is_found_by_the_next_checkpoint(place) {
        let forged = entry(&meta(12), case(2), 4, "other words").bytes;
        let (leaf, forged) = (place.literal(&leaf_hash(&forged)), place.literal(&forged));
        let sql = format!("UPDATE journal SET entry = {forged}, leaf = {leaf} WHERE seq = 12");
        check(&place, &sql, &Tamper::Rewritten { first: 11, last: 20 });
    }

    fn leaves_rewritten_after_the_last_checkpoint_are_found_by_the_head(place) {
        let sql = "UPDATE journal SET seq = 100 WHERE seq = 24; UPDATE journal SET seq = 24
            WHERE seq = 25; UPDATE journal SET seq = 25 WHERE seq = 100";
        check(&place, sql, &Tamper::Rewritten { first: 21, last: 30 });
    }

    fn a_column_that_does_not_say_what_the_entry_says_is_named(place) {
        let sql = "UPDATE journal SET stream_no = 99 WHERE seq = 1";
        check(&place, sql, &Tamper::Column { seq: 1, column: "stream_no" });
    }

    fn a_stream_under_another_name_is_named(place) {
        let sql = "UPDATE stream SET name = 'case/00000000-0000-0000-0000-0000000000ff'
            WHERE stream_no = 2";
        check(&place, sql, &Tamper::Column { seq: 2, column: "stream_no" });
    }

    fn a_stream_that_is_listed_without_entries_is_named(place) {
        let stream = case(99).to_string();
        let sql = format!("INSERT INTO stream (stream_no, name) VALUES (1000, '{stream}')");
        check(&place, &sql, &Tamper::Stream { stream });
    }

    fn a_changed_document_is_named(place) {
        let digest = bagyt_store::hexadecimal(&Blob::new(vec![4; 20]).digest);
        let sql = "UPDATE blob SET bytes = digest WHERE size = 20";
        check(&place, sql, &Tamper::Blob { digest });
    }

    fn a_document_that_is_kept_locked_is_opened_before_it_is_compared(place) {
        let store = place.open(VIEWS);
        let lock = |bytes: &[u8]| bytes.iter().map(|byte| byte ^ 0x55).collect::<Vec<u8>>();
        let opened = Blob::new(vec![4; 20]);
        let mut commit = noting(1, case(1), 1, &["a"]);
        commit.blobs = vec![Blob { bytes: lock(&opened.bytes), ..opened.clone() }];
        store.submit(commit).unwrap();
        let kept = store.read().unwrap().blob(&opened.digest).unwrap();
        assert_eq!(kept, Some(lock(&opened.bytes)));
        assert!(matches!(store.verify(&mut |_| {}), Err(VerifyError::Tamper(Tamper::Blob { .. }))));
        let verified = store.verify_opened(&|_, bytes| Some(lock(&bytes)), &mut |_| {}).unwrap();
        assert_eq!(verified.blobs, 1);
        assert!(store.verify_opened(&|_, _| None, &mut |_| {}).is_err());
    }

    fn every_entry_and_every_growth_can_be_proven_to_others(place) {
        let store = filled(&place);
        let reader = store.read().unwrap();
        let checkpoints = reader.checkpoints().unwrap();
        let (old, new) = (&checkpoints[0], &checkpoints[1]);
        for entry in reader.entries(1, 20).unwrap() {
            let proof = reader.inclusion_proof(entry.seq, 20).unwrap().unwrap();
            let (leaf, index) = (entry.leaf, entry.seq - 1);
            assert!(is_inclusion_proven(leaf, index, 20, &proof, new.root));
            assert!(!is_inclusion_proven(leaf, index, 20, &proof, old.root));
        }
        let proof = reader.consistency_proof(10, 20).unwrap().unwrap();
        assert!(is_consistency_proven(10, old.root, 20, new.root, &proof));
        assert_eq!(reader.inclusion_proof(21, 20).unwrap(), None);
        assert_eq!(reader.inclusion_proof(0, 20).unwrap(), None);
        assert_eq!(reader.inclusion_proof(1, 31).unwrap(), None);
        assert_eq!(reader.consistency_proof(0, 20).unwrap(), None);
        assert_eq!(reader.consistency_proof(21, 20).unwrap(), None);
    }
}

/// A document's file that is gone; only a data directory has such files.
#[test]
fn a_removed_file_of_a_document_is_named() {
    let place = Place::sqlite();
    let store = filled(&place);
    let digest = bagyt_store::hexadecimal(&Blob::new(vec![5; INSIDE_BYTES_MAX + 1]).digest);
    let (folder, file) = digest.split_at(2);
    std::fs::remove_file(place.directory().join("blobs").join(folder).join(file)).unwrap();
    let found = store.verify(&mut |_| {}).unwrap_err();
    assert!(
        matches!(found, VerifyError::Tamper(Tamper::Blob { digest: named }) if named == digest)
    );
}
