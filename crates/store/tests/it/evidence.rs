//! Evidence by the thousand stands beside one entry that counts it, and is verified with it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bagyt_core::effective::Zone;
use bagyt_core::fact::Fact;
use bagyt_core::identity::InstallationId;
use bagyt_core::journal::{self, Place as Position};
use bagyt_core::table::{EVIDENCE_KIND, EvidenceKept, InstallationFact};
use bagyt_store::{
    Append, Commit, EVIDENCE_ITEMS_MAX, Malformed, NewEntry, Store, SubmitError, Tamper,
    VerifyError,
};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::sample::{VIEWS, case, meta, noting};

fn records(number: u128, count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|item| format!("record {item} of batch {number}").into_bytes()).collect()
}

/// A batch whose entry says what `said` says and that brings `records`.
fn batch(number: u128, said: EvidenceKept, records: Vec<Vec<u8>>) -> Commit {
    let meta = meta(number);
    let stream = InstallationId(Uuid::from_u128(number)).stream();
    let draft = InstallationFact::from(said).draft().unwrap();
    let place = Position { stream, version: 1, ordinal: 0, zone: Zone::Bishkek };
    let entry = NewEntry {
        bytes: journal::write(&meta, place, &draft, None).unwrap(),
        kind: EVIDENCE_KIND.into(),
    };
    let mut commit = Commit::new(meta, [7; 32]);
    commit.appends = vec![Append { stream, first_version: 1, entries: vec![entry] }];
    commit.evidence = records;
    commit
}

fn right(number: u128, count: usize) -> Commit {
    let records = records(number, count);
    batch(number, EvidenceKept::of("bracelet", &records), records)
}

fn place_of(outcome: Result<bagyt_store::Verified, VerifyError>) -> Tamper {
    match outcome.unwrap_err() {
        VerifyError::Tamper(tamper) => tamper,
        VerifyError::Outage(outage) => panic!("{outage}"),
    }
}

fn verify(store: &Store) -> Result<bagyt_store::Verified, VerifyError> {
    store.verify(&mut |_| {})
}

on_both! {
    fn a_batch_is_kept_whole_with_its_one_entry_and_once(place) {
        let store = place.open(VIEWS);
        store.submit(noting(1, case(1), 1, &["before"])).unwrap();
        let accepted = store.submit_evidence(right(2, EVIDENCE_ITEMS_MAX)).unwrap();
        assert_eq!((accepted.first_seq, accepted.last_seq), (2, 2));
        let again = store.submit_evidence(right(2, EVIDENCE_ITEMS_MAX)).unwrap();
        assert!(again.repeated && again.last_seq == 2);
        let reader = store.read().unwrap();
        assert_eq!(reader.evidence(2).unwrap(), records(2, EVIDENCE_ITEMS_MAX));
        assert!(reader.evidence(1).unwrap().is_empty());
        drop(reader);
        let verified = verify(&store).unwrap();
        assert_eq!((verified.entries, verified.evidence), (2, EVIDENCE_ITEMS_MAX as u64));
    }

    fn a_batch_that_is_not_what_its_entry_says_is_refused(place) {
        let store = place.open(VIEWS);
        let said = EvidenceKept::of("bracelet", &records(1, 3));
        let mut swapped = records(1, 3);
        swapped.swap(0, 2);
        let wrong = [
            batch(1, said.clone(), records(1, 2)),
            batch(1, said.clone(), swapped),
            batch(1, said.clone(), Vec::new()),
            Commit { evidence: records(1, 3), ..noting(1, case(1), 1, &["words"]) },
        ];
        for commit in wrong {
            let refused = store.submit_evidence(commit);
            let is_refused = matches!(refused, Err(SubmitError::Malformed(Malformed::Evidence)));
            assert!(is_refused, "{refused:?}");
        }
        assert!(store.submit_evidence(right(1, EVIDENCE_ITEMS_MAX + 1)).is_err());
        assert_eq!(store.read().unwrap().head().unwrap().seq, 0);
        assert_eq!(verify(&store).unwrap().evidence, 0);
    }

    fn a_record_that_was_changed_removed_or_added_is_found(place) {
        let store = place.open(VIEWS);
        for number in 1..=3 {
            store.submit_evidence(right(number, 5)).unwrap();
        }
        place.tamper("DELETE FROM evidence WHERE seq = 2 AND item_no = 4");
        assert_eq!(place_of(verify(&store)), Tamper::Evidence { seq: 2 });
        place.tamper("DELETE FROM evidence WHERE seq = 2");
        assert_eq!(place_of(verify(&store)), Tamper::Evidence { seq: 2 });
        place.tamper("UPDATE evidence SET item_no = item_no + 10 WHERE seq = 1 AND item_no = 0");
        assert_eq!(place_of(verify(&store)), Tamper::Evidence { seq: 1 });
        place.tamper("UPDATE evidence SET item_no = 0 WHERE seq = 1 AND item_no = 10");
        place.tamper("UPDATE evidence SET seq = 2 WHERE seq = 3");
        assert_eq!(place_of(verify(&store)), Tamper::Evidence { seq: 2 });
        place.tamper("UPDATE evidence SET seq = 9 WHERE seq = 2");
        assert_eq!(place_of(verify(&store)), Tamper::Evidence { seq: 2 });
    }

    fn a_record_beside_an_entry_that_says_nothing_of_it_is_found(place) {
        let store = place.open(VIEWS);
        store.submit(noting(1, case(1), 1, &["words"])).unwrap();
        store.submit_evidence(right(2, 2)).unwrap();
        place.tamper("INSERT INTO evidence (seq, item_no, bytes) SELECT 1, 0, bytes FROM evidence WHERE seq = 2 AND item_no = 0");
        assert_eq!(place_of(verify(&store)), Tamper::Evidence { seq: 1 });
    }

    fn the_commands_of_people_wait_for_no_queue_of_batches(place) {
        let store = place.open(VIEWS);
        let is_over = AtomicBool::new(false);
        let slowest = std::thread::scope(|scope| {
            let store = &store;
            let is_over = &is_over;
            for source in 1..=4 {
                scope.spawn(move || {
                    for number in source * 1_000.. {
                        if is_over.load(Ordering::Relaxed) {
                            break;
                        }
                        store.submit_evidence(right(number, EVIDENCE_ITEMS_MAX)).unwrap();
                    }
                });
            }
            let mut waits = Vec::new();
            for version in 1..=40_u32 {
                let asked = std::time::Instant::now();
                store.submit(noting(u128::from(version), case(1), version, &["words"])).unwrap();
                waits.push(asked.elapsed());
            }
            is_over.store(true, Ordering::Relaxed);
            waits.into_iter().max().unwrap()
        });
        // A batch that has begun is waited for, never a queue of them.
        assert!(slowest < Duration::from_secs(5), "{slowest:?}");
        let verified = verify(&store).unwrap();
        assert_eq!(verified.evidence % EVIDENCE_ITEMS_MAX as u64, 0);
    }
}
