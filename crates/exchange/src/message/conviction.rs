//! A notice that a person was convicted of another offence (messages X10 and X14): the ground of
//! every figure about reoffending, which counts the day of the offence and not that of the notice.

use jiff::civil::Date;

use super::judgment::{NUMBER_LENGTH_MAX, articles, optional};
use super::object::Object;
use super::read::Reading;
use super::subject::{self, Subject};

/// A conviction for an offence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conviction {
    /// Code of the court that convicted.
    pub court: String,
    /// The court's number of the case.
    pub case_number: String,
    /// Day of the offence; the first, where there were several.
    pub offence_on: Date,
    /// Day of the conviction.
    pub convicted_on: Date,
    /// Day on which it entered into force, where known.
    pub in_force_on: Option<Date>,
    /// Articles of the criminal code, the gravest first; at least one.
    pub articles: Vec<String>,
    /// The person.
    pub subject: Subject,
}

/// The members of the body that must be there, and those that may.
pub(super) const REQUIRED: [&str; 6] =
    ["court", "case_number", "offence_on", "convicted_on", "articles", "person"];
pub(super) const OPTIONAL: [&str; 1] = ["in_force_on"];

pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>) -> Option<Conviction> {
    let received_on = reading.received_on;
    let courts = &reading.codes.courts;
    let court = body.code("court", "courts", |code| courts.contains_key(code));
    let case_number = body.text("case_number", NUMBER_LENGTH_MAX);
    let offence_on = body.past_date("offence_on", received_on);
    let convicted_on = body.past_date("convicted_on", received_on);
    body.not_before(("convicted_on", convicted_on), ("offence_on", offence_on));
    let in_force_on = optional(body, "in_force_on", |name| body.past_date(name, received_on));
    body.not_before(("in_force_on", in_force_on), ("convicted_on", convicted_on));
    let articles = articles(reading, body);
    let subject = subject::read(reading, body, ("offence_on", offence_on));
    Some(Conviction {
        court: court?.to_owned(),
        case_number: case_number?.to_owned(),
        offence_on: offence_on?,
        convicted_on: convicted_on?,
        in_force_on,
        articles,
        subject: subject?,
    })
}
