//! The recipient's word that a message of ours came, and whether it can be acted on.

use jiff::Timestamp;
use uuid::Uuid;

use super::judgment::{NUMBER_LENGTH_MAX, optional};
use super::object::Object;
use super::read::Reading;
use crate::fact::ReceiptOutcome;
use crate::fault::Problem;

/// A receipt for a message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// SHA-256 of our message's bytes, lower-case hexadecimal, by which it is found.
    pub digest: String,
    /// The identifier of our message; absent where the recipient could not read it.
    pub of: Option<Uuid>,
    /// What it says.
    pub outcome: ReceiptOutcome,
    /// When the recipient had the message.
    pub received_at: Timestamp,
    /// The number under which it was registered there.
    pub number: Option<String>,
}

/// The members of the body that must be there, and those that may.
pub(super) const REQUIRED: [&str; 3] = ["digest", "outcome", "received_at"];
pub(super) const OPTIONAL: [&str; 3] = ["of", "number", "faults"];

pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>) -> Option<Receipt> {
    let digest = body.digest("digest");
    let of = optional(body, "of", |name| body.uuid(name));
    let outcome = body.word("outcome", ReceiptOutcome::find, &["accepted", "rejected"]);
    let received_at = body.instant("received_at");
    reading.not_after_tomorrow(body, "received_at", received_at);
    let number = optional(body, "number", |name| body.text(name, NUMBER_LENGTH_MAX));
    // What the recipient found wrong is for people to read in the message itself.
    if let Some(node) = body.find("faults")
        && !matches!(node, super::tree::Node::List(_))
    {
        body.fault("faults", Problem::WrongType { wanted: "list" });
    }
    Some(Receipt {
        digest: digest?.to_owned(),
        of,
        outcome: outcome?,
        received_at: received_at?,
        number: number.map(str::to_owned),
    })
}
