//! What goes out follows its schema, and the same content gives the same bytes.

use bagyt_core::identity::{CaseId, MessageId, OfficeCode};
use bagyt_exchange::fact::ReceiptOutcome;
use bagyt_exchange::message::Body;
use bagyt_exchange::outbound::{
    Acknowledgement, Document, Posting, ReceiptContent, ReportLetter, SubmissionLetter,
    acknowledgement, carried_document, digest, receipt, report, report_document, submission,
};
use bagyt_exchange::person::Names;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::invented::{EXAMPLES, example, read, set};
use crate::schemas::{schema, wrong};

fn uuid(text: &str) -> Uuid {
    text.parse().unwrap()
}

fn posting(name: &str) -> Posting {
    let example = example(name);
    let text = |member: &str| example[member].as_str().unwrap().to_owned();
    Posting {
        id: MessageId(uuid(&text("id"))),
        sent_at: text("sent_at").parse().unwrap(),
        sender: text("sender"),
        recipient: text("recipient"),
    }
}

fn letter() -> SubmissionLetter {
    SubmissionLetter {
        submission: uuid("01977b3e-4c00-7000-8000-0000000000aa"),
        case: CaseId(Uuid::from_u128(1)),
        case_number: "УД-118/25.03".to_owned(),
        kind: "extend".to_owned(),
        office: OfficeCode("ZZ-03-05".to_owned()),
        approved_on: "2025-12-19".parse().unwrap(),
        rows: vec!["warnings_before_submission".to_owned(), "control_extension_max".to_owned()],
        names: Names {
            surname: "Зарылбек уулу".to_owned(),
            given_name: "Алмазбек".to_owned(),
            patronymic: None,
        },
        birth_on: Some("1990-05-12".parse().unwrap()),
        national_no: Some("21205199000017".to_owned()),
        document: Document {
            digest: "ef".repeat(32),
            size: 48_213,
            media_type: "application/pdf".to_owned(),
        },
    }
}

/// Compares bytes with an example of the schemas, value by value.
#[track_caller]
fn check(bytes: &[u8], name: &str) {
    let written: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(written, example(name));
    let schema = schema(written["message"].as_str().unwrap());
    assert_eq!(wrong(&schema, &schema, &written, ""), [""; 0]);
}

#[test]
fn a_submission_is_written_as_its_example() {
    let outbound = submission(&posting("submission.v1"), &letter());
    check(&outbound.bytes, "submission.v1");
    assert_eq!(outbound.sent.digest, digest(&outbound.bytes));
    assert_eq!(outbound.sent.recipient, "ZZ-C-0303");
    assert_eq!(outbound.sent.submission, Some(letter().submission));
    assert_eq!(outbound, submission(&posting("submission.v1"), &letter()));
}

#[test]
fn a_report_is_written_as_its_example() {
    let submission = letter();
    let letter = ReportLetter {
        case: submission.case,
        case_number: submission.case_number,
        office: submission.office,
        sent_on: "2025-12-19".parse().unwrap(),
        duties: vec!["treatment".to_owned()],
        names: submission.names,
        birth_on: submission.birth_on,
        national_no: submission.national_no,
        document: submission.document,
    };
    let outbound = report(&posting("report.v1"), &letter);
    check(&outbound.bytes, "report.v1");
    assert_eq!((outbound.sent.case, outbound.sent.submission), (Some(letter.case), None));
    assert_eq!(report_document(&outbound.bytes), Some("ef".repeat(32)));
    assert_eq!(report_document(b"{}"), None);
    let carried = carried_document(&outbound.bytes).unwrap();
    assert_eq!(carried.digest, "ef".repeat(32));
    assert_eq!(carried.media_type, "application/pdf");
    assert_eq!(carried_document(b"{}"), None);
}

#[test]
fn members_stand_in_the_order_of_the_alphabet() {
    let outbound = submission(&posting("submission.v1"), &letter());
    let text = String::from_utf8(outbound.bytes).unwrap();
    assert!(text.starts_with(r#"{"body":{"approved_on":"2025-12-19","case_number":"#), "{text}");
    assert!(text.ends_with(r#""sent_at":"2025-12-19T04:00:00Z","version":1}"#), "{text}");
}

#[test]
fn an_acknowledgement_is_written_as_its_example() {
    let answer = Acknowledgement {
        answers: MessageId(Uuid::from_u128(9)),
        of: Some(uuid("01977b3e-4c00-7000-8000-000000000001")),
        case_number: "УД-118/25.03".to_owned(),
        case: CaseId(uuid("01977b3e-4c00-7000-8000-0000000000cc")),
        office: OfficeCode("ZZ-03-05".to_owned()),
        registered_on: "2025-06-10".parse().unwrap(),
    };
    let outbound = acknowledgement(&posting("acknowledgement.v1"), &answer);
    check(&outbound.bytes, "acknowledgement.v1");
    assert_eq!(outbound.sent.answers, Some(MessageId(Uuid::from_u128(9))));
}

#[test]
fn a_receipt_names_every_fault_with_its_field_and_who_mends_it() {
    let mut judgment = example("judgment.v1");
    set(&mut judgment, "/body/person/national_no", Some(json!("71205199000017")));
    let rejected = read(judgment.to_string().as_bytes()).unwrap_err().fact();
    let content = ReceiptContent {
        of: Some(uuid("01977b3e-4c00-7000-8000-000000000001")),
        digest: &"cd".repeat(32),
        received_at: "2025-06-10T04:30:00Z".parse().unwrap(),
        rejected: Some(&rejected),
    };
    let (bytes, given) = receipt(&posting("receipt_rejected.v1"), &content);
    check(&bytes, "receipt_rejected.v1");
    assert_eq!(given.outcome, ReceiptOutcome::Rejected);
    assert_eq!(given.digest, digest(&bytes));
    let accepted = ReceiptContent { rejected: None, of: None, ..content };
    let (bytes, given) = receipt(&posting("receipt_rejected.v1"), &accepted);
    let written: Value = serde_json::from_slice(&bytes).unwrap();
    let schema = schema("receipt");
    assert_eq!(wrong(&schema, &schema, &written, ""), [""; 0]);
    assert_eq!(given.outcome, ReceiptOutcome::Accepted);
}

#[test]
fn a_receipt_that_comes_in_names_our_message_by_its_digest() {
    let text = EXAMPLES.iter().find(|(name, _)| *name == "receipt.v1").unwrap().1;
    let Body::Receipt(receipt) = read(text.as_bytes()).unwrap().body else { panic!() };
    assert_eq!(receipt.digest, "ab".repeat(32));
    assert_eq!(receipt.outcome, ReceiptOutcome::Accepted);
}
