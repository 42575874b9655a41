//! What leaves the house over HTTP: messages to the inbox of an agency, and reminders to a gateway.
//!
//! A message is posted as it is kept, with the agency's token. The answer is that of our own inbox:
//! JSON whose member `receipt` is the receipt, or the receipt itself. An answer of success without
//! one means that the message was handed over and its receipt comes later by itself.
//!
//! A reminder is posted as JSON (`bagyt_app::reminding::Reminder`) to a gateway that sends short
//! messages or writes in a messenger; whatever its operator speaks is behind that gateway. The
//! header `idempotency-key` is the reminder's name, by which a gateway tells what it has sent.
//!
//! Encryption on the line is for the gateway beside the house (for example the security server of a
//! data exchange layer), as it is for what comes in.

use std::time::Duration;

use bagyt_app::delivery::{Carried, Carrier, Fault, Parcel, Undelivered};
use bagyt_app::reminding::{Reminder, ReminderCarrier};
use serde::Deserialize;
use serde_json::value::RawValue;
use ureq::http::StatusCode;

/// How long one delivery may take.
const LONGEST: Duration = Duration::from_secs(20);

/// The largest answer that is read; a receipt with all its faults has some ten thousand bytes.
const ANSWER_BYTES_MAX: u64 = 1024 * 1024;

/// The inbox of an agency.
pub struct HttpInbox {
    line: Line,
}

/// A gateway that carries reminders on.
pub struct HttpGateway {
    line: Line,
}

/// The line to an address that takes JSON with a token.
struct Line {
    agent: ureq::Agent,
    address: String,
    authorization: String,
}

/// The answer of an inbox like ours.
#[derive(Deserialize)]
struct Answer {
    receipt: Option<Box<RawValue>>,
    message: Option<String>,
}

impl Line {
    fn new(address: &str, token: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(LONGEST))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .build();
        Line {
            agent: config.into(),
            address: address.to_owned(),
            authorization: format!("Bearer {token}"),
        }
    }

    /// Posts bytes and reads the answer. A name goes along under which they are known again.
    fn post(&self, bytes: &[u8], name: Option<&str>) -> Result<(StatusCode, Vec<u8>), Undelivered> {
        let mut request = self
            .agent
            .post(&self.address)
            .header("authorization", &self.authorization)
            .header("content-type", "application/json");
        if let Some(name) = name {
            request = request.header("idempotency-key", name);
        }
        let answer = || -> Result<(StatusCode, Vec<u8>), ureq::Error> {
            let mut response = request.send(bytes)?;
            let body = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
            Ok((response.status(), body))
        };
        answer().map_err(|error| {
            let fault = match error {
                ureq::Error::Timeout(_) => Fault::TimedOut,
                _ => Fault::Unreachable,
            };
            Undelivered { fault, detail: error.to_string() }
        })
    }
}

/// What is told of an answer that does not take what was posted.
fn refused(status: StatusCode, body: &[u8]) -> Undelivered {
    let said = String::from_utf8_lossy(body);
    Undelivered { fault: Fault::Refused, detail: format!("{status}: {said}") }
}

impl HttpInbox {
    /// Takes the address of the inbox, `http://…`, and the token that the agency gave us.
    pub fn new(address: &str, token: &str) -> Self {
        HttpInbox { line: Line::new(address, token) }
    }
}

impl Carrier for HttpInbox {
    fn carry(&self, parcel: &Parcel) -> Result<Carried, Undelivered> {
        let (status, body) = self.line.post(&parcel.bytes, None)?;
        // Our own inbox answers a message that it keeps and cannot act on with 422 and a receipt.
        let is_taken = status.is_success() || status == StatusCode::UNPROCESSABLE_ENTITY;
        match receipt(&body) {
            Some(receipt) if is_taken => Ok(Carried::Answered(receipt)),
            None if status.is_success() => Ok(Carried::HandedOver),
            _ => Err(refused(status, &body)),
        }
    }
}

impl HttpGateway {
    /// Takes the address of the gateway, `http://…`, and the token that it gave us.
    pub fn new(address: &str, token: &str) -> Self {
        HttpGateway { line: Line::new(address, token) }
    }
}

impl ReminderCarrier for HttpGateway {
    fn carry(&self, reminder: &Reminder) -> Result<(), Undelivered> {
        let bytes = serde_json::to_vec(reminder).map_err(|error| Undelivered {
            fault: Fault::Refused,
            detail: format!("the reminder cannot be written: {error}"),
        })?;
        let (status, body) = self.line.post(&bytes, Some(&reminder.name))?;
        if status.is_success() { Ok(()) } else { Err(refused(status, &body)) }
    }
}

/// Finds the receipt in an answer, byte for byte.
fn receipt(body: &[u8]) -> Option<Vec<u8>> {
    let answer: Answer = serde_json::from_slice(body).ok()?;
    match (answer.receipt, answer.message.as_deref()) {
        (Some(receipt), _) => Some(receipt.get().as_bytes().to_vec()),
        (None, Some("receipt")) => Some(body.to_vec()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: Option<&str>) {
        let found = receipt(body.as_bytes()).map(|found| String::from_utf8(found).unwrap());
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn a_receipt_is_found_beside_the_answer_or_as_the_answer() {
        check(r#"{"outcome":"opened","receipt":{"b": 1,"a":2}}"#, Some(r#"{"b": 1,"a":2}"#));
        let bare = r#"{ "message": "receipt", "body": {} }"#;
        check(bare, Some(bare));
        check(r#"{"outcome":"opened","message":"01977b3e"}"#, None);
        check(r#"{"receipt":null}"#, None);
        check("<html>", None);
        check("", None);
    }
}
