//! A message in or out: what became of it, how it is read, and the shapes of its kinds.
//!
//! The bytes of a message are kept as they came; here stands only what was made of them. A message
//! is received, then understood or rejected with every fault; an understood one that names a
//! person is linked or waits for a person's decision; then a case is opened from it or it is
//! written into one. A message that goes out is sent and waits for its receipt.

pub mod alert;
pub mod conviction;
pub mod envelope;
pub mod hearing;
pub mod judgment;
pub(crate) mod object;
pub mod police;
pub mod read;
pub mod receipt;
pub mod ruling;
pub mod subject;
pub mod term;
mod tree;

use bagyt_core::command::Actor;
use bagyt_core::fact::{FactError, Recorded, in_force};
use bagyt_core::identity::{CaseId, OfficeCode, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::fact::{
    Candidate, Identity, Medium, MessageFact, MessageReceived, MessageSent, ReceiptOutcome,
    StoredFault,
};

pub use read::{Body, Peeked, Reception, Rejections, Understood, peek, understand};
pub use term::{Bounds, Limits, TermQuestion};

/// The largest message that is read, in bytes; the seven kinds need a few thousand.
pub const SIZE_MAX: usize = 1024 * 1024;

/// Which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To us.
    In,
    /// From us.
    Out,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Its bytes are kept; nothing was made of them yet.
    Received,
    /// It was read without a fault, and its person, if it names one, is known.
    Understood,
    /// A person has to decide to whom it belongs.
    Review,
    /// It cannot be acted on.
    Rejected,
    /// A case was opened from it.
    Opened,
    /// It was written into a case that stood already.
    Applied,
    /// It is in the outbox or on its way.
    Sent,
    /// The recipient confirmed it.
    Acknowledged,
}

impl Status {
    /// Returns the word in columns and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Status::Received => "received",
            Status::Understood => "understood",
            Status::Review => "review",
            Status::Rejected => "rejected",
            Status::Opened => "opened",
            Status::Applied => "applied",
            Status::Sent => "sent",
            Status::Acknowledged => "acknowledged",
        }
    }
}

/// A question to a person: to whom does the message belong?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// When it was asked.
    pub opened_at: Timestamp,
    /// The persons whom it may be, the likest first.
    pub candidates: Vec<Candidate>,
    /// The answer, once there is one.
    pub decision: Option<Decision>,
}

/// The answer to a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// To whom the message belongs.
    pub identity: Identity,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Who decided.
    pub decided_by: Actor,
    /// Why, in words; absent when erased.
    pub words: Option<String>,
}

/// A receipt for a message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptOfOurs {
    /// What it says.
    pub outcome: ReceiptOutcome,
    /// When the recipient had the message.
    pub received_at: Timestamp,
    /// The number under which it was registered there.
    pub number: Option<String>,
}

/// The state of a message. The default is one of which nothing stands yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Position of the last entry in the stream; 0 before the first.
    pub version: u32,
    /// Which way it goes; absent before the first entry.
    pub direction: Option<Direction>,
    /// How far it has come; absent before the first entry.
    pub status: Option<Status>,
    /// Its kind, once read; of a message in, before that, what its envelope says.
    pub kind: Option<String>,
    /// The agency at the other end.
    pub counterpart: String,
    /// The sender's identifier of it.
    pub reference: Option<Uuid>,
    /// The court's number of the case.
    pub number: Option<String>,
    /// The office of the person's residence, or the one that sends it.
    pub office: Option<OfficeCode>,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// Number of its bytes.
    pub size: u32,
    /// How it came.
    pub medium: Option<Medium>,
    /// When it came to us, or when it was put into the outbox.
    pub received_at: Timestamp,
    /// The day on the stamp of a paper act.
    pub stamped_on: Option<Date>,
    /// The day on which a case of a register stands on it; only of a line of one.
    pub opened_on: Option<Date>,
    /// SHA-256 of the scan of a paper act.
    pub scan_digest: Option<String>,
    /// Why it cannot be acted on.
    pub faults: Vec<StoredFault>,
    /// Whether a person is asked.
    pub review: Option<Review>,
    /// The person whom it speaks of, once a case was opened or a review decided.
    pub person: Option<PersonId>,
    /// The case that was opened from it, that it was written into or that it is about.
    pub case: Option<CaseId>,
    /// The submission that it carries.
    pub submission: Option<Uuid>,
    /// What we confirmed to its sender.
    pub receipt_given: Option<ReceiptOutcome>,
    /// What its recipient confirmed to us.
    pub receipt: Option<ReceiptOfOurs>,
}

impl Message {
    /// Folds a message's facts, in any order, to the state that holds.
    ///
    /// # Errors
    ///
    /// [`FactError`] if the content of a correction cannot be read.
    pub fn fold(facts: Vec<Recorded<MessageFact>>) -> Result<Message, FactError> {
        let mut message = Message::default();
        for recorded in in_force(facts)? {
            message.apply(&recorded);
        }
        Ok(message)
    }

    /// Takes in one more fact that mends none and is not earlier than the last one.
    pub fn apply(&mut self, recorded: &Recorded<MessageFact>) {
        self.version = self.version.max(recorded.version);
        match &recorded.fact {
            MessageFact::Received(fact) => self.receive(fact),
            MessageFact::Understood(fact) => {
                self.status = Some(Status::Understood);
                self.kind = Some(fact.kind.clone());
                self.number.clone_from(&fact.number);
                self.office.clone_from(&fact.office);
                self.faults.clear();
            }
            MessageFact::Rejected(fact) => {
                self.status = Some(Status::Rejected);
                self.faults.clone_from(&fact.faults);
            }
            MessageFact::ReviewRequested(fact) => {
                self.status = Some(Status::Review);
                let opened_at = recorded.effective.start();
                let candidates = fact.candidates.clone();
                self.review = Some(Review { opened_at, candidates, decision: None });
            }
            MessageFact::ReviewDecided(fact) => {
                let words = fact.private.as_ref().map(|private| private.words.clone());
                self.decide(fact.identity, words, recorded);
            }
            MessageFact::CaseOpenedFrom(fact) => {
                self.status = Some(Status::Opened);
                (self.case, self.person) = (Some(fact.case), Some(fact.person));
            }
            MessageFact::Applied(fact) => {
                self.status = Some(Status::Applied);
                self.case = Some(fact.case);
            }
            MessageFact::Sent(fact) => self.send(fact, recorded.effective.start()),
            MessageFact::ReceiptReceived(fact) => {
                self.status = Some(match fact.outcome {
                    ReceiptOutcome::Accepted => Status::Acknowledged,
                    ReceiptOutcome::Rejected => Status::Rejected,
                });
                self.receipt = Some(ReceiptOfOurs {
                    outcome: fact.outcome,
                    received_at: fact.received_at,
                    number: fact.number.clone(),
                });
            }
            MessageFact::ReceiptGiven(fact) => self.receipt_given = Some(fact.outcome),
            MessageFact::Withdrawn(_) => {}
        }
    }

    fn receive(&mut self, fact: &MessageReceived) {
        self.direction = Some(Direction::In);
        self.status = Some(Status::Received);
        self.kind.clone_from(&fact.kind);
        self.counterpart.clone_from(&fact.sender);
        self.reference = fact.reference;
        self.digest.clone_from(&fact.digest);
        self.size = fact.size;
        self.medium = Some(fact.medium);
        self.received_at = fact.received_at;
        self.stamped_on = fact.stamped_on;
        self.opened_on = fact.opened_on;
        self.scan_digest.clone_from(&fact.scan_digest);
    }

    fn decide(&mut self, identity: Identity, words: Option<String>, by: &Recorded<MessageFact>) {
        self.status = Some(Status::Understood);
        let (Identity::Same(person) | Identity::New(person)) = identity;
        self.person = Some(person);
        if let Some(review) = &mut self.review {
            review.decision = Some(Decision {
                identity,
                decided_at: by.effective.start(),
                decided_by: by.actor.clone(),
                words,
            });
        }
    }

    fn send(&mut self, fact: &MessageSent, at: Timestamp) {
        self.direction = Some(Direction::Out);
        self.status = Some(Status::Sent);
        self.kind = Some(fact.kind.clone());
        self.counterpart.clone_from(&fact.recipient);
        self.digest.clone_from(&fact.digest);
        self.size = fact.size;
        self.received_at = at;
        self.case = fact.case;
        self.number.clone_from(&fact.number);
        self.office.clone_from(&fact.office);
        self.submission = fact.submission;
    }
}
