//! What the police tells of a client: that somebody was detained, that a report of an administrative
//! offence was drawn up, that somebody is suspected of a new offence.
//!
//! A suspicion proves nothing: the notice is read by the officer of the client and changes nothing by
//! itself. A conviction comes as a notice of its own ([`super::conviction`]).

use jiff::civil::Date;

use super::judgment::{NUMBER_LENGTH_MAX, optional};
use super::object::Object;
use super::read::Reading;
use super::subject::{self, Subject};

/// Most characters of what the police says in words.
const WORDS_LENGTH_MAX: usize = 2_000;

/// The words for what is told.
pub const NOTICES: [&str; 3] = ["detained", "administrative_offence", "suspicion"];

/// What the police tells of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoliceNotice {
    /// The police's number of the report or the case.
    pub number: String,
    /// What is told, one of [`NOTICES`].
    pub notice: &'static str,
    /// The day of it: of the detention, or on which the offence is said to have happened.
    pub happened_on: Date,
    /// What else matters.
    pub words: Option<String>,
    /// The person.
    pub subject: Subject,
}

/// The members of the body that must be there, and those that may.
pub(super) const REQUIRED: [&str; 4] = ["number", "notice", "happened_on", "person"];
pub(super) const OPTIONAL: [&str; 1] = ["words"];

pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>) -> Option<PoliceNotice> {
    let number = body.text("number", NUMBER_LENGTH_MAX);
    let find = |word: &str| NOTICES.into_iter().find(|notice| *notice == word);
    let notice = body.word("notice", find, &NOTICES);
    let happened_on = body.past_date("happened_on", reading.received_on);
    let words = optional(body, "words", |name| body.text(name, WORDS_LENGTH_MAX));
    let subject = subject::read(reading, body, ("happened_on", happened_on));
    Some(PoliceNotice {
        number: number?.to_owned(),
        notice: notice?,
        happened_on: happened_on?,
        words: words.map(str::to_owned),
        subject: subject?,
    })
}
