use super::*;
use crate::employer::EmployerFact;
use crate::notebook::NotebookFact;
use crate::wish::WishFact;
use bagyt_core::fact::{FactCodec, whole_payload};
use serde_json::Value;

/// One stored payload of every kind and version. A line is never edited; a new kind or version
/// gets a new line.
const STORED: &str = include_str!("../../tests/fixtures/facts.jsonl");

fn stored() -> Vec<(String, u16, Value)> {
    STORED
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let kind = line["kind"].as_str().unwrap().to_owned();
            let v = u16::try_from(line["v"].as_u64().unwrap()).unwrap();
            (kind, v, line["payload"].clone())
        })
        .collect()
}

/// Reads a payload and writes it again.
fn rewritten<F: Fact>(kind: &str, v: u16, payload: &Value) -> Value {
    let fact = F::decode(kind, v, &payload.to_string()).unwrap();
    let new = fact.draft().unwrap();
    assert_eq!(new.kind, kind);
    assert_eq!(new.v == v, !F::OLD_KINDS.contains(&(kind, v)));
    whole_payload(&new.payload, new.private.as_ref())
}

#[test]
fn what_was_stored_is_read_and_written_the_same_for_ever() {
    for (kind, v, payload) in stored() {
        let again = if StaffFact::KINDS.contains(&(kind.as_str(), v)) {
            rewritten::<StaffFact>(&kind, v, &payload)
        } else if ServiceFact::KINDS.contains(&(kind.as_str(), v)) {
            rewritten::<ServiceFact>(&kind, v, &payload)
        } else if TimeStudyFact::KINDS.contains(&(kind.as_str(), v)) {
            rewritten::<TimeStudyFact>(&kind, v, &payload)
        } else if ProsecutorFact::KINDS.contains(&(kind.as_str(), v)) {
            rewritten::<ProsecutorFact>(&kind, v, &payload)
        } else if NotebookFact::KINDS.contains(&(kind.as_str(), v)) {
            rewritten::<NotebookFact>(&kind, v, &payload)
        } else if WishFact::KINDS.contains(&(kind.as_str(), v)) {
            rewritten::<WishFact>(&kind, v, &payload)
        } else if EmployerFact::KINDS.contains(&(kind.as_str(), v)) {
            rewritten::<EmployerFact>(&kind, v, &payload)
        } else {
            rewritten::<CaseFact>(&kind, v, &payload)
        };
        if !CaseFact::OLD_KINDS.contains(&(kind.as_str(), v)) {
            assert_eq!(again, payload, "{kind}");
        }
    }
}

#[test]
fn an_appointment_of_version_1_is_read_into_the_shape_of_today() {
    let (_, _, payload) = stored()
        .into_iter()
        .find(|(kind, v, _)| kind == "casework.appointment.arranged" && *v == 1)
        .unwrap();
    let mut expected = payload.clone();
    // The officer of the case held it, in the client's language, without an interpreter.
    expected.as_object_mut().unwrap().insert("interpreter".to_owned(), Value::Bool(false));
    let again = rewritten::<CaseFact>("casework.appointment.arranged", 1, &payload);
    assert_eq!(again, expected);
}

#[test]
fn there_is_a_stored_line_of_every_kind() {
    let stored = stored();
    let others = StaffFact::KINDS.iter().chain(ServiceFact::KINDS);
    let others = others.chain(ProsecutorFact::KINDS).chain(TimeStudyFact::KINDS);
    let others = others.chain(NotebookFact::KINDS);
    let others = others.chain(WishFact::KINDS);
    let others = others.chain(EmployerFact::KINDS);
    for known in CaseFact::KINDS.iter().chain(CaseFact::OLD_KINDS).chain(others) {
        let found = stored.iter().any(|(kind, v, _)| (kind.as_str(), *v) == *known);
        assert!(found, "{known:?}");
    }
}

#[test]
fn a_payload_without_its_private_part_is_read_as_well() {
    for (kind, v, mut payload) in stored() {
        payload.as_object_mut().unwrap().remove("private");
        if StaffFact::KINDS.contains(&(kind.as_str(), v)) {
            StaffFact::decode(&kind, v, &payload.to_string()).unwrap();
        } else if ServiceFact::KINDS.contains(&(kind.as_str(), v)) {
            ServiceFact::decode(&kind, v, &payload.to_string()).unwrap();
        } else if TimeStudyFact::KINDS.contains(&(kind.as_str(), v)) {
            TimeStudyFact::decode(&kind, v, &payload.to_string()).unwrap();
        } else if ProsecutorFact::KINDS.contains(&(kind.as_str(), v)) {
            ProsecutorFact::decode(&kind, v, &payload.to_string()).unwrap();
        } else if NotebookFact::KINDS.contains(&(kind.as_str(), v)) {
            NotebookFact::decode(&kind, v, &payload.to_string()).unwrap();
        } else if WishFact::KINDS.contains(&(kind.as_str(), v)) {
            WishFact::decode(&kind, v, &payload.to_string()).unwrap();
        } else if EmployerFact::KINDS.contains(&(kind.as_str(), v)) {
            EmployerFact::decode(&kind, v, &payload.to_string()).unwrap();
        } else {
            CaseFact::decode(&kind, v, &payload.to_string()).unwrap();
        }
    }
}

#[test]
fn words_of_a_person_stand_in_the_private_part_alone() {
    for (kind, _, payload) in stored() {
        let clear = payload.as_object().unwrap().iter().filter(|(name, _)| *name != "private");
        for (name, value) in clear {
            // Acts of law are cited with spaces; a correction repeats a clear payload.
            let is_cited = ["law", "late", "payload", "rows"].contains(&name.as_str());
            assert!(is_cited || !value.to_string().contains(' '), "{kind}: {value}");
        }
    }
}

#[test]
fn an_unknown_kind_is_refused() {
    let refusal = CaseFact::decode("casework.case.forgotten", 1, "{}").unwrap_err();
    let why = "no fact `casework.case.forgotten` version 1 is known; the program is older than \
               the journal";
    assert_eq!(refusal.to_string(), why);
}

#[test]
fn a_text_of_nothing_is_not_sealed() {
    assert_eq!(sealed(" \n"), None);
    assert_eq!(sealed(" yes "), Some(PrivateWords { words: "yes".to_owned() }));
}
