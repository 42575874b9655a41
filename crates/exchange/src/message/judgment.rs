//! A judgment or another court act that puts a person under probation's care (message X05).
//!
//! Which of the four domains it belongs to follows from its measure: a sentence in the community, a
//! release on parole, preparation of release in prison, a request for a study before sentence.

use jiff::civil::Date;

use super::object::Object;
use super::read::Reading;
use super::subject::{self, Subject};
use super::term::{self, Act, Term};
use crate::fault::Problem;

/// A court's number has no more characters.
pub(super) const NUMBER_LENGTH_MAX: usize = 60;

/// An act names no more articles or obligations.
pub(super) const CODES_MAX: usize = 20;

/// What a court act orders, about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Code of the court.
    pub court: String,
    /// The court's number of the case.
    pub case_number: String,
    /// Day of the offence, where the act states it.
    pub offence_on: Option<Date>,
    /// Day of the act.
    pub passed_on: Date,
    /// Day on which it entered into force.
    pub in_force_on: Date,
    /// Day of release, where the act follows one.
    pub released_on: Option<Date>,
    /// First day of the term, where the act says another than that of its entry into force.
    pub term_from: Option<Date>,
    /// Articles of the criminal code, the gravest first; at least one.
    pub articles: Vec<String>,
    /// Code of the measure.
    pub measure: String,
    /// Its length.
    pub term: Term,
    /// Codes of the obligations.
    pub obligations: Vec<String>,
    /// The person.
    pub subject: Subject,
}

impl Sentence {
    /// Returns the first day of the term.
    pub fn first_day(&self) -> Date {
        self.term_from.or(self.released_on).unwrap_or(self.in_force_on)
    }

    /// Returns the last day of the term, which belongs to it.
    pub fn last_day(&self) -> Date {
        self.term.last_day(self.first_day())
    }
}

pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>) -> Option<Sentence> {
    let codes = reading.codes;
    let received_on = reading.received_on;
    let court = body.code("court", "courts", |code| codes.courts.contains_key(code));
    let case_number = body.text("case_number", NUMBER_LENGTH_MAX);
    let passed_on = body.past_date("passed_on", received_on);
    let in_force_on = body.past_date("in_force_on", received_on);
    body.not_before(("in_force_on", in_force_on), ("passed_on", passed_on));
    let offence_on = optional(body, "offence_on", |name| body.past_date(name, received_on));
    body.not_before(("passed_on", passed_on), ("offence_on", offence_on));
    let released_on = optional(body, "released_on", |name| body.date(name));
    body.not_before(("released_on", released_on), ("passed_on", passed_on));
    let term_from = optional(body, "term_from", |name| body.date(name));
    body.not_before(("term_from", term_from), ("passed_on", passed_on));
    for day in
        [("in_force_on", in_force_on), ("released_on", released_on), ("term_from", term_from)]
    {
        reading.is_known(body, day);
    }
    let articles = articles(reading, body);
    let measure = body.code("measure", "measures", |code| codes.measures.contains_key(code));
    let kind = measure.and_then(|code| codes.measures.get(code));
    let is_obligation = |code: &str| codes.obligations.contains_key(code);
    let obligations = body.codes("obligations", "obligations", CODES_MAX, is_obligation);
    let subject = subject::read(reading, body, ("passed_on", passed_on));
    let act = Act { measure: kind, passed_on, offence_on, subject: subject.as_ref() };
    let term = term::read(reading, body, act);
    Some(Sentence {
        court: court?.to_owned(),
        case_number: case_number?.to_owned(),
        offence_on,
        passed_on: passed_on?,
        in_force_on: in_force_on?,
        released_on,
        term_from,
        articles,
        measure: measure?.to_owned(),
        term: term?,
        obligations,
        subject: subject?,
    })
}

/// The members of the body that must be there, and those that may.
pub(super) const REQUIRED: [&str; 8] = [
    "court",
    "case_number",
    "passed_on",
    "in_force_on",
    "articles",
    "measure",
    "obligations",
    "person",
];
pub(super) const OPTIONAL: [&str; 4] = ["offence_on", "released_on", "term_from", "term"];

/// Reads the articles, of which there must be one.
pub(super) fn articles(reading: &Reading<'_>, body: &Object<'_>) -> Vec<String> {
    let is_article = |code: &str| reading.codes.articles.contains_key(code);
    let articles = body.codes("articles", "articles", CODES_MAX, is_article);
    if matches!(body.find("articles"), Some(super::tree::Node::List(list)) if list.is_empty()) {
        body.fault("articles", Problem::Empty);
    }
    articles
}

/// Reads a member that may be absent.
pub(super) fn optional<T>(
    body: &Object<'_>,
    name: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    body.find(name)?;
    read(name)
}
