//! What the journal accepts, what it refuses, and what stands there afterwards.

use bagyt_core::merkle::{Frontier, leaf_hash};
use bagyt_store::{
    Accepted, Blob, Claim, Commit, CommitRefusal, ENTRIES_MAX, INSIDE_BYTES_MAX, Malformed, Store,
    SubmitError,
};

use crate::cluster::on_both;
use crate::sample::{VIEWS, case, notes, noting};

/// Submits and returns first and last position, or the refusal's words.
#[track_caller]
fn check(store: &Store, commit: Commit, expected: Result<(u64, u64), &str>) {
    let outcome = store.submit(commit);
    let outcome = match outcome {
        Ok(accepted) => Ok((accepted.first_seq, accepted.last_seq)),
        Err(refusal) => Err(refusal.to_string()),
    };
    assert_eq!(outcome, expected.map_err(str::to_owned));
}

on_both! {
    fn what_was_appended_is_read_back(place) {
        let store = place.open(VIEWS);
        check(&store, noting(1, case(1), 1, &["a", "b"]), Ok((1, 2)));
        check(&store, noting(2, case(2), 1, &["c"]), Ok((3, 3)));
        check(&store, noting(3, case(1), 3, &["d"]), Ok((4, 4)));

        let reader = store.read().unwrap();
        let stream = reader.stream(case(1)).unwrap().unwrap();
        assert_eq!((stream.stream_no, stream.version), (1, 3));
        let seqs: Vec<u64> = stream.entries.iter().map(|(seq, _)| *seq).collect();
        assert_eq!(seqs, [1, 2, 4]);
        assert_eq!(reader.stream(case(9)).unwrap(), None);

        let entries = reader.entries(2, 2).unwrap();
        assert_eq!(entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [2, 3]);
        let mut frontier = Frontier::new();
        for entry in reader.entries(1, 10).unwrap() {
            assert_eq!(entry.leaf, leaf_hash(&entry.bytes));
            frontier.push(entry.leaf);
        }
        let head = reader.head().unwrap();
        assert_eq!((head.seq, head.streams, head.root()), (4, 2, frontier.root()));
        assert_eq!(reader.entry(case(1), 3).unwrap().unwrap().seq, 4);
        assert_eq!(reader.entry(case(1), 4).unwrap(), None);
        let cases = reader.streams(bagyt_core::identity::StreamKind::CaseId, 1, 10).unwrap();
        assert_eq!(cases, [(2, case(2))]);
    }

    fn a_version_that_was_overtaken_is_refused(place) {
        let store = place.open(VIEWS);
        check(&store, noting(1, case(1), 1, &["a"]), Ok((1, 1)));
        let why = format!("`{}` was changed meanwhile: version 0 was read, 1 stands now", case(1));
        check(&store, noting(2, case(1), 1, &["b"]), Err(&why));
        let why = format!("`{}` was changed meanwhile: version 2 was read, 1 stands now", case(1));
        check(&store, noting(3, case(1), 3, &["b"]), Err(&why));
        let mut relies_on_another = noting(4, case(2), 1, &["b"]);
        relies_on_another.reads = vec![(case(1), 0)];
        let why = format!("`{}` was changed meanwhile: version 0 was read, 1 stands now", case(1));
        check(&store, relies_on_another.clone(), Err(&why));
        relies_on_another.reads = vec![(case(1), 1), (case(3), 0)];
        check(&store, relies_on_another, Ok((2, 2)));
    }

    fn the_same_command_gets_the_same_answer_and_another_content_is_refused(place) {
        let store = place.open(VIEWS);
        check(&store, noting(1, case(1), 1, &["a"]), Ok((1, 1)));
        check(&store, noting(2, case(1), 2, &["b"]), Ok((2, 2)));
        let repeated = store.submit(noting(1, case(1), 1, &["a"])).unwrap();
        let answer = "noted a".to_owned();
        assert_eq!(repeated, Accepted { first_seq: 1, last_seq: 1, answer, repeated: true });
        let mut reused = noting(1, case(1), 3, &["x"]);
        reused.digest = [9; 32];
        let refusal = store.submit(reused).unwrap_err();
        assert!(matches!(refusal, SubmitError::Refused(CommitRefusal::CommandReused { .. })));
        let reader = store.read().unwrap();
        assert_eq!(reader.head().unwrap().seq, 2);
        let command = reader.command(noting(1, case(1), 1, &[]).meta.id).unwrap().unwrap();
        assert_eq!(command.accepted, repeated);
        assert_eq!(reader.command(noting(7, case(1), 1, &[]).meta.id).unwrap(), None);
    }

    fn a_name_has_one_holder_until_it_is_given_up(place) {
        let store = place.open(VIEWS);
        let claiming = |number, stream: u128, version| {
            let mut commit = noting(number, case(stream), version, &["a"]);
            commit.claims = vec![Claim { name: "pin:1".to_owned(), stream: case(stream) }];
            commit
        };
        check(&store, claiming(1, 1, 1), Ok((1, 1)));
        let why = format!("`pin:1` already belongs to `{}`", case(1));
        check(&store, claiming(2, 2, 1), Err(&why));
        check(&store, claiming(3, 1, 2), Ok((2, 2)));
        assert_eq!(store.read().unwrap().claim("pin:1").unwrap(), Some(case(1)));
        let mut giving_up = noting(4, case(1), 3, &["b"]);
        giving_up.released_claims = vec!["pin:1".to_owned()];
        check(&store, giving_up, Ok((3, 3)));
        assert_eq!(store.read().unwrap().claim("pin:1").unwrap(), None);
        let mut twice = claiming(5, 2, 1);
        twice.claims.push(Claim { name: "pin:1".to_owned(), stream: case(3) });
        let why = format!("`pin:1` already belongs to `{}`", case(2));
        check(&store, twice, Err(&why));
        check(&store, claiming(6, 2, 1), Ok((4, 4)));
    }

    fn keys_and_contents_are_kept_and_a_key_is_never_replaced(place) {
        let store = place.open(VIEWS);
        let (small, large) = (Blob::new(vec![1; 100]), Blob::new(vec![2; INSIDE_BYTES_MAX + 1]));
        let mut commit = noting(1, case(1), 1, &["a"]);
        commit.keys = vec![(case(1), vec![7; 72])];
        commit.blobs = vec![small.clone(), large.clone(), small.clone()];
        check(&store, commit, Ok((1, 1)));
        let reader = store.read().unwrap();
        assert_eq!(reader.record_key(case(1)).unwrap(), Some(vec![7; 72]));
        assert_eq!(reader.record_key(case(2)).unwrap(), None);
        assert_eq!(reader.blob(&small.digest).unwrap(), Some(small.bytes.clone()));
        assert_eq!(reader.blob(&large.digest).unwrap(), Some(large.bytes));
        assert_eq!(reader.blob(&[0; 32]).unwrap(), None);
        drop(reader);
        let mut again = noting(2, case(1), 2, &["b"]);
        again.keys = vec![(case(1), vec![7; 72])];
        check(&store, again, Ok((2, 2)));
        let mut other = noting(3, case(1), 3, &["c"]);
        other.keys = vec![(case(1), vec![8; 72])];
        check(&store, other, Err(&Malformed::KeyReplaced { stream: case(1) }.to_string()));
    }

    fn rows_that_fit_no_table_or_no_stream_are_refused(place) {
        let store = place.open(VIEWS);
        let mut short = noting(1, case(1), 1, &["a"]);
        let mut rows = notes(&["a"]);
        rows.rows[0].pop();
        short.views = vec![(case(1), vec![rows])];
        let why = format!("a row of `{}` does not fit table `note_view`", case(1));
        check(&store, short, Err(&why));
        let mut zero_byte = noting(1, case(1), 1, &["a"]);
        zero_byte.views = vec![(case(1), vec![notes(&["a\0"])])];
        check(&store, zero_byte, Err(&why));
        let mut foreign = noting(1, case(1), 1, &["a"]);
        foreign.views = vec![(case(2), vec![notes(&["a"])])];
        let why = format!("`{}` has no entry, so that nothing can be kept for it", case(2));
        check(&store, foreign, Err(&why));
        let mut empty = noting(1, case(1), 1, &[]);
        empty.views = Vec::new();
        let why = format!("the entries for `{}` are not one list from version 1 or later", case(1));
        check(&store, empty, Err(&why));
        assert_eq!(store.read().unwrap().head().unwrap().seq, 0);
    }

    fn what_was_written_is_there_when_the_record_is_opened_again(place) {
        let store = place.open(VIEWS);
        check(&store, noting(1, case(1), 1, &["a"]), Ok((1, 1)));
        let head = store.read().unwrap().head().unwrap();
        drop(store);
        let store = place.open(VIEWS);
        assert_eq!(store.read().unwrap().head().unwrap(), head);
        check(&store, noting(2, case(1), 2, &["b"]), Ok((2, 2)));
    }

    fn sixteen_writers_at_once_lose_nothing_and_only_losers_are_refused(place) {
        const WRITERS: u128 = 16;
        const ROUNDS: u32 = 20;
        let store = place.open(VIEWS);
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let store = &store;
                scope.spawn(move || {
                    for round in 1..=ROUNDS {
                        let number = writer * 1_000 + u128::from(round) + 10;
                        let own = noting(number, case(writer + 1), round, &["own"]);
                        store.submit(own).unwrap();
                        // All writers want the same version of the same stream.
                        let contested = noting(number + 500_000, case(1_000), round, &["contested"]);
                        match store.submit(contested) {
                            Ok(_) | Err(SubmitError::Refused(CommitRefusal::Conflict { .. })) => {}
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
            }
        });
        let reader = store.read().unwrap();
        for writer in 0..WRITERS {
            assert_eq!(reader.stream(case(writer + 1)).unwrap().unwrap().version, ROUNDS);
        }
        let contested = reader.stream(case(1_000)).unwrap().unwrap();
        let own = u64::from(ROUNDS) * WRITERS as u64;
        assert_eq!(reader.head().unwrap().seq, own + u64::from(contested.version));
        assert_eq!(contested.entries.len(), contested.version as usize);
    }

    fn groups_with_more_rows_than_one_statement_holds_are_written_whole(place) {
        const WRITERS: u128 = 4;
        const ROUNDS: u32 = 3;
        let store = place.open(VIEWS);
        let words = vec!["own"; ENTRIES_MAX];
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (store, words) = (&store, &words);
                scope.spawn(move || {
                    for round in 0..ROUNDS {
                        let number = writer * 1_000 + u128::from(round) + 10;
                        let first = round * ENTRIES_MAX as u32 + 1;
                        let mut largest = noting(number, case(writer + 1), first, words);
                        "noted".clone_into(&mut largest.answer);
                        store.submit(largest).unwrap();
                    }
                });
            }
        });
        let of_each = u64::from(ROUNDS) * ENTRIES_MAX as u64;
        let reader = store.read().unwrap();
        assert_eq!(reader.head().unwrap().seq, of_each * WRITERS as u64);
        for writer in 0..WRITERS {
            let stream = reader.stream(case(writer + 1)).unwrap().unwrap();
            assert_eq!(stream.entries.len() as u64, of_each);
        }
        drop(reader);
        store.verify(&mut |_| {}).unwrap();
    }
}
