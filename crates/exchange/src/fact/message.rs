//! The facts of a message, in or out, and of a paper act.

use std::collections::BTreeMap;

use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, Mending, PrivateWords, Withdrawn};
use bagyt_core::identity::{CaseId, MessageId, OfficeCode, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::person::Likeness;

/// How a message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// As a message between machines.
    Message,
    /// On paper: entered by hand from a scan, with a stamp of receipt.
    Paper,
    /// As a line of a register that was brought in.
    Register,
}

/// Bytes came in and are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageReceived {
    /// The agency from which they came, by its code.
    pub sender: String,
    /// The kind that the envelope names, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The sender's identifier of the message, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Uuid>,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub digest: String,
    /// Number of bytes.
    pub size: u32,
    /// How it came.
    pub medium: Medium,
    /// When it reached the service, UTC.
    pub received_at: Timestamp,
    /// The day on the stamp of receipt, of paper; of a register, the day of receipt that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamped_on: Option<Date>,
    /// SHA-256 of the scan; only of paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_digest: Option<String>,
    /// SHA-256 of the sheet from which it was brought in; only of a register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_digest: Option<String>,
    /// The line of that sheet, the heading being counted; only of a register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_line: Option<u32>,
    /// The day on which the case stands on the service's register; only of a register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_on: Option<Date>,
}

/// The message was read without a fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageUnderstood {
    /// Its kind.
    pub kind: String,
    /// The version of its schema.
    pub schema: u16,
    /// The court's number of the case, where the message names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The office of the person's residence, where the message names a settlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeCode>,
}

/// Who can mend a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mender {
    /// The agency that sent the message; of a paper act, whoever typed it in.
    Sender,
    /// The administrator of the sender's system or of ours: the form of the message is wrong.
    Administrator,
    /// The lawyer or analyst who keeps our code lists and law tables.
    TableKeeper,
}

/// A fault as it stands in the journal: without the value that was given, which is private.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFault {
    /// Where in the message, as a JSON pointer (RFC 6901); empty means the whole.
    pub pointer: String,
    /// What is wrong.
    pub code: String,
    /// The limits and codes that the explanation names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
    /// Who can mend it.
    pub mender: Mender,
}

/// The message cannot be acted on; its bytes are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRejected {
    /// Every fault that was found, in the order of the message.
    pub faults: Vec<StoredFault>,
    /// The values that were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateGiven>,
}

/// The values that were given where a fault was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateGiven {
    /// One for each fault, in their order; empty where nothing was given.
    pub given: Vec<String>,
}

/// A known person to whom a message may belong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Candidate {
    /// The person.
    pub person: PersonId,
    /// What speaks for it and against it.
    pub reasons: Vec<Likeness>,
}

/// A person has to decide to whom the message belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRequested {
    /// The persons whom it may be, the likest first.
    pub candidates: Vec<Candidate>,
}

/// To whom the message belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// To a person who is known.
    Same(PersonId),
    /// To a person who was not known, under this identifier.
    New(PersonId),
}

/// A member of staff decided to whom the message belongs; the entry's actor is that member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDecided {
    /// To whom.
    pub identity: Identity,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A case was opened from the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpenedFrom {
    /// The case.
    pub case: CaseId,
    /// The person whom it is about.
    pub person: PersonId,
}

/// What the message says was written into a case that stood already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageApplied {
    /// The case.
    pub case: CaseId,
}

/// A message was put into the outbox; its delivery is repeated until a receipt comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageSent {
    /// Its kind.
    pub kind: String,
    /// The agency to which it goes, by its code.
    pub recipient: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub digest: String,
    /// Number of bytes.
    pub size: u32,
    /// The case that it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// The court's number of the case, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The office that sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeCode>,
    /// The message that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<MessageId>,
    /// The submission that it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<Uuid>,
}

/// What a receipt says of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptOutcome {
    /// It was taken.
    Accepted,
    /// It was kept and cannot be acted on.
    Rejected,
}

impl ReceiptOutcome {
    /// Returns the word that stands in messages.
    pub fn code(self) -> &'static str {
        match self {
            ReceiptOutcome::Accepted => "accepted",
            ReceiptOutcome::Rejected => "rejected",
        }
    }

    /// Returns the outcome of that word, if it is one.
    pub fn find(code: &str) -> Option<ReceiptOutcome> {
        [ReceiptOutcome::Accepted, ReceiptOutcome::Rejected]
            .into_iter()
            .find(|outcome| outcome.code() == code)
    }
}

/// The recipient confirmed that a message of ours came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptReceived {
    /// What it says.
    pub outcome: ReceiptOutcome,
    /// SHA-256 of the receipt, lower-case hexadecimal.
    pub digest: String,
    /// When the recipient had it, UTC.
    pub received_at: Timestamp,
    /// The number under which the recipient registered it, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// We confirmed to the sender that the message came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptGiven {
    /// What it says.
    pub outcome: ReceiptOutcome,
    /// SHA-256 of the receipt, lower-case hexadecimal.
    pub digest: String,
}

bagyt_core::facts! {
    /// What happens to a message, in or out, and to a paper act.
    pub enum MessageFact {
        /// It came in.
        Received(MessageReceived) = "exchange.message.received" 1,
        /// It was read without a fault.
        Understood(MessageUnderstood) = "exchange.message.understood" 1,
        /// It cannot be acted on.
        Rejected(MessageRejected) = "exchange.message.rejected" 1,
        /// A person has to decide to whom it belongs.
        ReviewRequested(ReviewRequested) = "exchange.review.requested" 1,
        /// That was decided.
        ReviewDecided(ReviewDecided) = "exchange.review.decided" 1,
        /// A case was opened from it.
        CaseOpenedFrom(CaseOpenedFrom) = "exchange.case.opened_from" 1,
        /// It was written into a case that stood already.
        Applied(MessageApplied) = "exchange.message.applied" 1,
        /// It was put into the outbox.
        Sent(MessageSent) = "exchange.message.sent" 1,
        /// The recipient confirmed it.
        ReceiptReceived(ReceiptReceived) = "exchange.receipt.received" 1,
        /// We confirmed it.
        ReceiptGiven(ReceiptGiven) = "exchange.receipt.given" 1,
        /// An entry no longer holds: a decision of identity that was mistaken.
        Withdrawn(Withdrawn) = "exchange.message.entry_withdrawn" 1,
    }
}

impl Fact for MessageFact {
    fn effective(&self) -> Option<Effective> {
        None
    }

    fn mends(&self) -> Option<Mending<'_>> {
        match self {
            MessageFact::Withdrawn(fact) => Some(Mending::Withdraws(fact)),
            _ => None,
        }
    }
}
