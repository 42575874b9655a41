//! A court act that came on paper: typed into a short form from a scan with a stamp of receipt.
//!
//! The short form becomes the same message that a court would have sent, so that there is one way
//! of reading, one list of faults and one set of schemas. What the form says is checked as of the
//! day on the stamp, which is when the service had the act.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::codes::Codes;
use crate::fact::{Medium, MessageReceived};
use crate::fault::{Fault, Problem};
use crate::message::envelope::{Kind, VERSION};
use crate::message::object::is_digest;
use crate::message::{Limits, Reception, Rejections, Understood, understand};
use crate::outbound::{digest, written};

/// The short form of a paper act, as a person typed it.
///
/// A field that was left empty is an empty text. Numbers stay as typed; what is wrong with them is
/// said like every other fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperAct {
    /// The kind of act: `judgment`, `ruling` or `conviction_notice`.
    pub kind: String,
    /// Code of the court.
    pub court: String,
    /// The fields of the act by the names of the schema: `case_number`, `passed_on`, `measure`, …
    /// Texts of a list (`articles`, `obligations`) stand with commas between.
    pub fields: Vec<(String, String)>,
    /// The fields of the person by the names of the schema, `settlement` and `address` among them.
    pub person: Vec<(String, String)>,
    /// The day on the stamp of receipt.
    pub stamped_on: Option<Date>,
    /// SHA-256 of the scan, lower-case hexadecimal; empty while there is none.
    pub scan_digest: String,
}

/// A paper act in the form of a message, with the fact that it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The bytes of the message, to be kept.
    pub bytes: Vec<u8>,
    /// The fact that it came.
    pub received: MessageReceived,
    /// What it says.
    pub understood: Understood,
}

/// When and under which identifier a paper act is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entering {
    /// The identifier of the message that is made of it.
    pub id: Uuid,
    /// The instant at which it is typed in, UTC.
    pub entered_at: Timestamp,
}

const LISTS: [&str; 2] = ["articles", "obligations"];
const TERM: [&str; 5] = ["years", "months", "days", "hours", "percent"];

/// Reads the short form of a paper act.
///
/// # Errors
///
/// [`Rejections`] with every fault of the form: the stamp and the scan first, then those of the
/// message that it makes.
pub fn enter(
    act: &PaperAct,
    codes: &Codes,
    limits: Limits<'_>,
    entering: Entering,
) -> Result<Entered, Rejections> {
    let today = codes.zone().day_of(entering.entered_at);
    let mut faults = stamp_faults(act, today);
    let received_on = act.stamped_on.filter(|stamped_on| *stamped_on <= today).unwrap_or(today);
    let bytes = written(&message(act, codes, entering, received_on));
    let reception = Reception { received_on, sender: None, known_from: None };
    match understand(&bytes, codes, limits, &reception) {
        Ok(understood) if faults.is_empty() => {
            let received = received(act, &bytes, &understood, entering);
            Ok(Entered { bytes, received, understood })
        }
        Ok(_) => Err(Rejections { faults }),
        Err(rejections) => {
            faults.extend(rejections.faults);
            Err(Rejections { faults })
        }
    }
}

fn stamp_faults(act: &PaperAct, today: Date) -> Vec<Fault> {
    let fault =
        |field: &str, problem: Problem| Fault::new(format!("/{field}"), &problem, problem.mender());
    let mut faults = Vec::new();
    match act.stamped_on {
        None => faults.push(fault("stamped_on", Problem::Missing)),
        Some(day) if day > today => {
            let problem = Problem::NotYet { received_on: today };
            faults.push(fault("stamped_on", problem).given(&day.to_string()));
        }
        Some(_) => {}
    }
    if !is_digest(&act.scan_digest) {
        faults.push(fault("scan", Problem::Missing));
    }
    faults
}

/// Writes a short form as the message that the court would have sent, whatever is wrong with it.
pub fn bytes(act: &PaperAct, codes: &Codes, entering: Entering, received_on: Date) -> Vec<u8> {
    written(&message(act, codes, entering, received_on))
}

/// Makes the message; its time is the start of the day on the stamp, because the court's own is
/// not known.
pub(crate) fn message(
    act: &PaperAct,
    codes: &Codes,
    entering: Entering,
    received_on: Date,
) -> Value {
    let sent_at = codes.zone().start_of(received_on);
    let mut body = Map::new();
    let mut term = Map::new();
    body.insert("court".to_owned(), act.court.trim().into());
    for (name, text) in &act.fields {
        let text = text.trim();
        if LISTS.contains(&name.as_str()) {
            let values = text.split(',').map(str::trim).filter(|value| !value.is_empty());
            body.insert(name.clone(), values.collect::<Value>());
        } else if TERM.contains(&name.as_str()) {
            if !text.is_empty() {
                term.insert(name.clone(), number(text));
            }
        } else if !text.is_empty() {
            body.insert(name.clone(), text.into());
        }
    }
    if !term.is_empty() {
        body.insert("term".to_owned(), term.into());
    }
    if !act.person.is_empty() {
        body.insert("person".to_owned(), person(&act.person));
    }
    json!({
        "message": act.kind.trim(),
        "version": VERSION,
        "id": entering.id,
        "sent_at": sent_at,
        "sender": act.court.trim(),
        "recipient": codes.service.code,
        "body": body,
    })
}

/// Returns a number as a number and anything else as it was typed, to be named as a fault.
fn number(text: &str) -> Value {
    text.parse::<i64>().map_or_else(|_| text.into(), Value::from)
}

fn person(fields: &[(String, String)]) -> Value {
    let mut person = Map::new();
    let mut address = Map::new();
    for (name, text) in fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let text: Value = text.trim().into();
        match name.as_str() {
            "settlement" => address.insert("settlement".to_owned(), text),
            "address" => address.insert("text".to_owned(), text),
            _ => person.insert(name.clone(), text),
        };
    }
    person.insert("address".to_owned(), address.into());
    person.into()
}

fn received(
    act: &PaperAct,
    bytes: &[u8],
    understood: &Understood,
    entering: Entering,
) -> MessageReceived {
    let kind: Kind = understood.envelope.kind;
    MessageReceived {
        sender: understood.envelope.sender.clone(),
        kind: Some(kind.code().to_owned()),
        reference: None,
        digest: digest(bytes),
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        medium: Medium::Paper,
        received_at: entering.entered_at,
        stamped_on: act.stamped_on,
        scan_digest: Some(act.scan_digest.clone()),
        register_digest: None,
        register_line: None,
        opened_on: None,
    }
}
