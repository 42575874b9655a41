//! One stored payload of every kind and version, as it was once written: lines are added to the
//! file and never changed, because such entries stand in journals for decades.

use bagyt_core::fact::{FactCodec, whole_payload};
use bagyt_exchange::fact::{MessageFact, PersonFact};
use serde::Deserialize;
use serde_json::Value;

const STORED: &str = include_str!("stored.jsonl");

#[derive(Deserialize)]
struct Line {
    kind: String,
    v: u16,
    payload: Value,
}

fn lines() -> Vec<Line> {
    STORED.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Reads a stored payload and writes it again.
fn rewritten<F: FactCodec>(line: &Line) -> Value {
    let fact = F::decode(&line.kind, line.v, &line.payload.to_string()).unwrap();
    let (clear, private) = fact.encode().unwrap();
    whole_payload(&clear, private.as_ref())
}

#[test]
fn every_stored_payload_reads_and_writes_the_same() {
    for line in lines() {
        let is_of = |kinds: &[(&str, u16)]| kinds.contains(&(line.kind.as_str(), line.v));
        let again = if is_of(PersonFact::KINDS) {
            rewritten::<PersonFact>(&line)
        } else {
            rewritten::<MessageFact>(&line)
        };
        assert_eq!(again, line.payload, "{}", line.kind);
    }
}

#[test]
fn every_kind_and_version_has_a_stored_payload() {
    let stored: Vec<(String, u16)> = lines().into_iter().map(|line| (line.kind, line.v)).collect();
    for (kind, v) in PersonFact::KINDS.iter().chain(MessageFact::KINDS) {
        assert!(stored.contains(&((*kind).to_owned(), *v)), "{kind} {v}");
    }
}

#[test]
fn what_tells_who_somebody_is_stands_in_the_private_part_alone() {
    for line in lines() {
        let mut clear = line.payload;
        if let Value::Object(members) = &mut clear {
            members.remove("private");
        }
        let text = clear.to_string();
        for private in
            ["Зарылбек", "Алмазбек", "Асанов", "1990-05-12", "212051990", "Мектеп", "+999"]
        {
            assert!(!text.contains(private), "{}: {private}", line.kind);
        }
    }
}
