//! A record of an earlier version of the tables is brought to the present one when it is opened.

use std::error::Error;

use bagyt_store::CommitRefusal;

use crate::cluster::on_both;
use crate::sample::{VIEWS, case, noting};

/// Puts the tables back to how version 1 had them: columns for a stream's version and for what
/// an entry says itself, and an index of its own for the identifiers of commands.
const VERSION_1: &str = "ALTER TABLE stream ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
    UPDATE stream SET version =
        (SELECT MAX(j.version) FROM journal j WHERE j.stream_no = stream.stream_no);
    ALTER TABLE journal ADD COLUMN kind TEXT NOT NULL DEFAULT 'test';
    ALTER TABLE journal ADD COLUMN recorded_at BIGINT NOT NULL DEFAULT 1;
    ALTER TABLE journal ADD COLUMN effective_on BIGINT NOT NULL DEFAULT 1;
    CREATE TABLE view_basis (lane BIGINT NOT NULL, basis TEXT NOT NULL, PRIMARY KEY (lane));
    INSERT INTO view_basis SELECT lane, basis FROM head; ALTER TABLE head DROP COLUMN basis;
    CREATE UNIQUE INDEX command_id ON command (id);
    UPDATE schema_version SET version = 1 WHERE name = 'record'";

on_both! {
    fn a_record_of_version_1_is_written_on_and_verified(place) {
        let store = place.open(VIEWS);
        let mut first = noting(1, case(1), 1, &["one", "two"]);
        first.basis = "law of 2026".to_owned();
        store.submit(first).unwrap();
        drop(store);
        place.tamper(VERSION_1);
        for _ in 0..2 {
            let store = place.open(VIEWS);
            assert_eq!(store.read().unwrap().basis().unwrap(), "law of 2026");
            let standing = store.read().unwrap().standing(case(1)).unwrap().unwrap();
            let number = u128::from(standing.1) + 8;
            let mut next = noting(number, case(1), standing.1 + 1, &["more"]);
            next.basis = "law of 2026".to_owned();
            store.submit(next).unwrap();
            store.verify(&mut |_| {}).unwrap();
        }
        let store = place.open(VIEWS);
        assert_eq!(store.read().unwrap().standing(case(1)).unwrap().unwrap().1, 4);
        let mut late = noting(7, case(1), 4, &["late"]);
        late.basis = "law of 2026".to_owned();
        let refused = store.submit(late).unwrap_err();
        let expected = CommitRefusal::Conflict { stream: case(1), expected: 3, found: 4 };
        assert_eq!(refused.to_string(), expected.to_string());
    }

    fn a_record_of_a_later_version_is_refused_and_stays_as_it_is(place) {
        drop(place.open(VIEWS));
        place.tamper("UPDATE schema_version SET version = 1000 WHERE name = 'record'");
        for _ in 0..2 {
            let Err(refused) = place.try_open(VIEWS) else { panic!("it was opened") };
            let why = refused.source().unwrap().to_string();
            assert!(why.contains("have version 1000"), "{why}");
        }
    }
}
