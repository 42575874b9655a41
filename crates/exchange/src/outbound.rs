//! What goes out: submissions to courts, acknowledgements and receipts, as bytes.
//!
//! The same content gives the same bytes: members stand in the order of the alphabet and nothing is
//! taken from a clock. The bytes go into the outbox in the same commit as the fact that they were
//! sent; their delivery is repeated until a receipt comes, and none of that is decided here.

use std::collections::BTreeMap;

use bagyt_core::identity::{CaseId, MessageId, OfficeCode};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::fact::{MessageRejected, MessageSent, ReceiptGiven, ReceiptOutcome, StoredFault};
use crate::message::envelope::VERSION;
use crate::person::Names;

/// The kind of message that carries a report.
const REPORT: &str = "report";

/// What stands around the body of a message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The identifier of the message; also its stream's.
    pub id: MessageId,
    /// When it is put into the outbox, UTC.
    pub sent_at: Timestamp,
    /// Code of the service or office that sends it.
    pub sender: String,
    /// Code of the agency to which it goes.
    pub recipient: String,
}

/// A message of ours: its bytes and the fact that it was put into the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbound {
    /// The bytes, to be kept and delivered as they are.
    pub bytes: Vec<u8>,
    /// The fact.
    pub sent: MessageSent,
}

/// A submission to a court (message X11), with the document that it consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionLetter {
    /// The submission.
    pub submission: Uuid,
    /// The case of ours.
    pub case: CaseId,
    /// The court's number of the case.
    pub case_number: String,
    /// What it asks for, as a code of the casework wing.
    pub kind: String,
    /// The office that makes it.
    pub office: OfficeCode,
    /// Day on which the head approved it.
    pub approved_on: Date,
    /// The rows of the law on which it relies.
    pub rows: Vec<String>,
    /// The person's names.
    pub names: Names,
    /// The person's birth date, where known.
    pub birth_on: Option<Date>,
    /// The person's national number, where there is one.
    pub national_no: Option<String>,
    /// The document.
    pub document: Document,
}

/// The report of a study before sentence or release, with the document that it consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLetter {
    /// The case of ours.
    pub case: CaseId,
    /// The number under which the body that asked keeps the case.
    pub case_number: String,
    /// The office that made the study.
    pub office: OfficeCode,
    /// Day on which it is sent.
    pub sent_on: Date,
    /// Codes of the duties that it proposes.
    pub duties: Vec<String>,
    /// The person's names.
    pub names: Names,
    /// The person's birth date, where known.
    pub birth_on: Option<Date>,
    /// The person's national number, where there is one.
    pub national_no: Option<String>,
    /// The document.
    pub document: Document,
}

/// A document that goes with a message, kept under its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub digest: String,
    /// Number of bytes.
    pub size: u64,
    /// Its media type, for example `application/pdf`.
    pub media_type: String,
}

/// What became of a court's act (message X06): the register's answer to a judgment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The message that brought the act.
    pub answers: MessageId,
    /// The sender's identifier of it, where it had one.
    pub of: Option<Uuid>,
    /// The court's number of the case.
    pub case_number: String,
    /// The case that was opened.
    pub case: CaseId,
    /// The office that has it.
    pub office: OfficeCode,
    /// Day on which it was put on the register.
    pub registered_on: Date,
}

/// Writes a submission to a court.
pub fn submission(posting: &Posting, letter: &SubmissionLetter) -> Outbound {
    let person = person(&letter.names, letter.birth_on, letter.national_no.as_deref());
    let body = json!({
        "submission": letter.submission,
        "case_number": letter.case_number,
        "kind": letter.kind,
        "office": letter.office,
        "approved_on": letter.approved_on,
        "rows": letter.rows,
        "person": person,
        "document": document(&letter.document),
    });
    outbound(posting, "submission", body, |sent| MessageSent {
        case: Some(letter.case),
        number: Some(letter.case_number.clone()),
        office: Some(letter.office.clone()),
        submission: Some(letter.submission),
        ..sent
    })
}

/// Writes the report of a study to the body that asked for it.
pub fn report(posting: &Posting, letter: &ReportLetter) -> Outbound {
    let body = json!({
        "case_number": letter.case_number,
        "office": letter.office,
        "sent_on": letter.sent_on,
        "duties": letter.duties,
        "person": person(&letter.names, letter.birth_on, letter.national_no.as_deref()),
        "document": document(&letter.document),
    });
    outbound(posting, REPORT, body, |sent| MessageSent {
        case: Some(letter.case),
        number: Some(letter.case_number.clone()),
        office: Some(letter.office.clone()),
        ..sent
    })
}

/// Returns the digest of the document that a report of ours carries; nothing of other bytes.
pub fn report_document(bytes: &[u8]) -> Option<String> {
    let message: Value = serde_json::from_slice(bytes).ok()?;
    let is_report = message.get("message").and_then(Value::as_str) == Some(REPORT);
    named_document(&message).filter(|_| is_report).map(|document| document.digest)
}

/// Returns the document that a message of ours carries, if it carries one.
pub fn carried_document(bytes: &[u8]) -> Option<Document> {
    named_document(&serde_json::from_slice(bytes).ok()?)
}

fn named_document(message: &Value) -> Option<Document> {
    let document = message.pointer("/body/document")?;
    let text = |member: &str| document.get(member).and_then(Value::as_str).map(str::to_owned);
    Some(Document {
        digest: text("sha256")?,
        size: document.get("size").and_then(Value::as_u64)?,
        media_type: text("media_type")?,
    })
}

fn person(names: &Names, birth_on: Option<Date>, national_no: Option<&str>) -> Value {
    let mut person = json!({ "surname": names.surname, "given_name": names.given_name });
    add(&mut person, "patronymic", names.patronymic.as_deref());
    add(&mut person, "birth_on", birth_on.map(|day| day.to_string()).as_deref());
    add(&mut person, "national_no", national_no);
    person
}

fn document(document: &Document) -> Value {
    json!({
        "sha256": document.digest,
        "size": document.size,
        "media_type": document.media_type,
    })
}

/// Writes the acknowledgement of a court's act.
pub fn acknowledgement(posting: &Posting, answer: &Acknowledgement) -> Outbound {
    let mut body = json!({
        "case_number": answer.case_number,
        "case": answer.case,
        "office": answer.office,
        "registered_on": answer.registered_on,
    });
    add(&mut body, "of", answer.of.map(|of| of.to_string()).as_deref());
    outbound(posting, "acknowledgement", body, |sent| MessageSent {
        case: Some(answer.case),
        number: Some(answer.case_number.clone()),
        office: Some(answer.office.clone()),
        answers: Some(answer.answers),
        ..sent
    })
}

/// What a receipt confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptContent<'a> {
    /// The sender's identifier of the message, where it could be read.
    pub of: Option<Uuid>,
    /// SHA-256 of the bytes that came.
    pub digest: &'a str,
    /// When they came, UTC.
    pub received_at: Timestamp,
    /// What is wrong with them; absent where they were taken.
    pub rejected: Option<&'a MessageRejected>,
}

/// Writes a receipt and the fact that it was given; it is the answer to a delivery and goes into no
/// outbox.
pub fn receipt(posting: &Posting, content: &ReceiptContent<'_>) -> (Vec<u8>, ReceiptGiven) {
    let outcome = match content.rejected {
        None => ReceiptOutcome::Accepted,
        Some(_) => ReceiptOutcome::Rejected,
    };
    let mut body = json!({
        "digest": content.digest,
        "outcome": outcome.code(),
        "received_at": content.received_at,
        "faults": content.rejected.map(faults).unwrap_or_default(),
    });
    add(&mut body, "of", content.of.map(|of| of.to_string()).as_deref());
    let bytes = written(&envelope(posting, "receipt", body));
    let given = ReceiptGiven { outcome, digest: digest(&bytes) };
    (bytes, given)
}

/// Each fault with what was given there, which its sender wrote and may read.
fn faults(rejected: &MessageRejected) -> Vec<Value> {
    let given = rejected.private.iter().flat_map(|private| &private.given).map(String::as_str);
    let given = given.chain(std::iter::repeat(""));
    rejected.faults.iter().zip(given).map(|(one, given)| fault(one, given)).collect()
}

fn fault(fault: &StoredFault, given: &str) -> Value {
    let mut value = json!({
        "field": fault.pointer,
        "code": fault.code,
        "arguments": fault.arguments,
        "mender": fault.mender,
    });
    add(&mut value, "given", Some(given).filter(|given| !given.is_empty()));
    value
}

fn add(object: &mut Value, name: &str, text: Option<&str>) {
    if let (Value::Object(members), Some(text)) = (object, text) {
        members.insert(name.to_owned(), text.into());
    }
}

fn envelope(posting: &Posting, kind: &str, body: Value) -> Value {
    json!({
        "message": kind,
        "version": VERSION,
        "id": posting.id,
        "sent_at": posting.sent_at,
        "sender": posting.sender,
        "recipient": posting.recipient,
        "body": body,
    })
}

fn outbound(
    posting: &Posting,
    kind: &str,
    body: Value,
    complete: impl FnOnce(MessageSent) -> MessageSent,
) -> Outbound {
    let bytes = written(&envelope(posting, kind, body));
    let sent = complete(MessageSent {
        kind: kind.to_owned(),
        recipient: posting.recipient.clone(),
        digest: digest(&bytes),
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        case: None,
        number: None,
        office: None,
        answers: None,
        submission: None,
    });
    Outbound { bytes, sent }
}

/// Writes a value as JSON with its members in the order of the alphabet and no white space,
/// whatever order the value itself keeps.
pub(crate) fn written(value: &Value) -> Vec<u8> {
    let mut text = String::new();
    write(value, &mut text);
    text.into_bytes()
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<&String, &Value> = members.iter().collect();
            text.push('{');
            for (index, (name, member)) in members.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(member, text);
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(value, text);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

/// Returns the SHA-256 of bytes, lower-case hexadecimal, by which they are kept and named.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
