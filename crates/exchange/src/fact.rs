//! The facts of the exchange wing: what happens to a person's record and to a message.
//!
//! A fact is written for ever: a kind is never renamed, a member never changes its meaning. What
//! tells who somebody is stands in the member `private`, which the journal seals. A code of an
//! agency, an article or a fault is clear, because statistics and lists read it.

mod erasure;
mod merge;
mod message;
mod person;

pub use erasure::{ErasureApproved, ErasureAsked, ErasureRefused, Retention};
pub use merge::{
    MergeConfirmed, MergeProposed, MergeRefused, MergeUndone, PersonJoined, PersonParted,
};
pub use message::{
    Candidate, CaseOpenedFrom, Identity, Medium, Mender, MessageApplied, MessageFact,
    MessageReceived, MessageRejected, MessageSent, MessageUnderstood, PrivateGiven, ReceiptGiven,
    ReceiptOutcome, ReceiptReceived, ReviewDecided, ReviewRequested, StoredFault,
};
pub use person::{
    Likeness, LinkGround, NameChange, NumberChange, NumberChanged, PersonCreated, PersonFact,
    PersonLinked, PersonRenamed, PrivateNames, PrivateNumber, PrivatePerson, Sex,
};
