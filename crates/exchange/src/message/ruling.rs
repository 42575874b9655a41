//! A court's ruling on a case under supervision (message X12): what it changes, or that it refuses
//! what a submission asked for.
//!
//! Whether the change fits the case (a term that runs, a duty that is in force) is weighed in the
//! casework wing; here stands what can be seen in the ruling alone.

use jiff::civil::Date;
use uuid::Uuid;

use super::judgment::{CODES_MAX, NUMBER_LENGTH_MAX, optional};
use super::object::Object;
use super::read::Reading;
use super::term::{self, Act, Term};
use crate::fault::Problem;

/// What a ruling does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The term runs longer.
    Extend {
        /// The new last day, which belongs to the term.
        until: Date,
    },
    /// Obligations are added.
    AddDuty {
        /// Their codes; at least one.
        obligations: Vec<String>,
    },
    /// Obligations are lifted.
    LiftDuty {
        /// Their codes; at least one.
        obligations: Vec<String>,
    },
    /// Another measure takes the place of the present one.
    Replace {
        /// Its code.
        measure: String,
        /// Its length.
        term: Term,
    },
    /// The measure is cancelled and the sentence behind it executed.
    Cancel,
    /// Supervision ends before its time.
    EndEarly,
    /// The term stands still.
    Suspend {
        /// The first day on which it does.
        from: Date,
        /// The day from which it runs again, where the court fixed it at once.
        resumed_on: Option<Date>,
    },
    /// The term runs again.
    Resume {
        /// The first day on which it does.
        on: Date,
    },
    /// What was asked for is refused.
    Refused,
}

/// The words for results, in the order of [`Change`].
pub const RESULTS: [&str; 9] = [
    "extend",
    "add_duty",
    "lift_duty",
    "replace",
    "cancel",
    "end_early",
    "suspend",
    "resume",
    "refused",
];

impl Change {
    /// Returns the word that stands in messages.
    pub fn code(&self) -> &'static str {
        match self {
            Change::Extend { .. } => "extend",
            Change::AddDuty { .. } => "add_duty",
            Change::LiftDuty { .. } => "lift_duty",
            Change::Replace { .. } => "replace",
            Change::Cancel => "cancel",
            Change::EndEarly => "end_early",
            Change::Suspend { .. } => "suspend",
            Change::Resume { .. } => "resume",
            Change::Refused => "refused",
        }
    }
}

/// A court's ruling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Code of the court.
    pub court: String,
    /// The court's number of the case.
    pub case_number: String,
    /// The court's number of the ruling.
    pub ruling_number: String,
    /// Day of the ruling.
    pub passed_on: Date,
    /// Day on which it entered into force.
    pub in_force_on: Date,
    /// The submission that it answers; none where the court acted of its own motion or on the
    /// person's petition.
    pub submission: Option<Uuid>,
    /// What it does.
    pub change: Change,
}

/// The members of the body that must be there, and those that may.
pub(super) const REQUIRED: [&str; 6] =
    ["court", "case_number", "ruling_number", "passed_on", "in_force_on", "result"];
pub(super) const OPTIONAL: [&str; 7] =
    ["submission", "until", "obligations", "measure", "term", "suspended_from", "resumed_on"];

pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>) -> Option<Ruling> {
    let codes = reading.codes;
    let received_on = reading.received_on;
    let court = body.code("court", "courts", |code| codes.courts.contains_key(code));
    let case_number = body.text("case_number", NUMBER_LENGTH_MAX);
    let ruling_number = body.text("ruling_number", NUMBER_LENGTH_MAX);
    let passed_on = body.past_date("passed_on", received_on);
    let in_force_on = body.past_date("in_force_on", received_on);
    body.not_before(("in_force_on", in_force_on), ("passed_on", passed_on));
    reading.is_known(body, ("in_force_on", in_force_on));
    let submission = optional(body, "submission", |name| body.uuid(name));
    let find = |word: &str| RESULTS.into_iter().find(|result| *result == word);
    let result = body.word("result", find, &RESULTS);
    let change = result.and_then(|result| change(reading, body, result, passed_on));
    Some(Ruling {
        court: court?.to_owned(),
        case_number: case_number?.to_owned(),
        ruling_number: ruling_number?.to_owned(),
        passed_on: passed_on?,
        in_force_on: in_force_on?,
        submission,
        change: change?,
    })
}

fn change(
    reading: &Reading<'_>,
    body: &Object<'_>,
    result: &'static str,
    passed_on: Option<Date>,
) -> Option<Change> {
    let (required, allowed): (&[&str], &[&str]) = match result {
        "extend" => (&["until"], &[]),
        "add_duty" | "lift_duty" => (&["obligations"], &[]),
        "replace" => (&["measure"], &["term"]),
        "suspend" => (&["suspended_from"], &["resumed_on"]),
        "resume" => (&["resumed_on"], &[]),
        _ => (&[], &[]),
    };
    let of_results = OPTIONAL.iter().filter(|name| **name != "submission");
    for name in of_results {
        let is_there = body.find(name).is_some();
        if required.contains(name) && !is_there {
            body.fault(name, Problem::Missing);
        } else if is_there && !required.contains(name) && !allowed.contains(name) {
            body.fault(name, Problem::NotWithResult { result: result.to_owned() });
        }
    }
    match result {
        "extend" => {
            let until = optional(body, "until", |name| body.date(name));
            body.not_before(("until", until), ("passed_on", passed_on));
            Some(Change::Extend { until: until? })
        }
        "add_duty" => Some(Change::AddDuty { obligations: obligations(reading, body) }),
        "lift_duty" => Some(Change::LiftDuty { obligations: obligations(reading, body) }),
        "replace" => replace(reading, body, passed_on),
        "cancel" => Some(Change::Cancel),
        "end_early" => Some(Change::EndEarly),
        "suspend" => {
            let from = optional(body, "suspended_from", |name| body.date(name));
            let resumed_on = optional(body, "resumed_on", |name| body.date(name));
            body.not_before(("resumed_on", resumed_on), ("suspended_from", from));
            Some(Change::Suspend { from: from?, resumed_on })
        }
        "resume" => {
            let on = optional(body, "resumed_on", |name| body.date(name));
            Some(Change::Resume { on: on? })
        }
        _ => Some(Change::Refused),
    }
}

fn obligations(reading: &Reading<'_>, body: &Object<'_>) -> Vec<String> {
    let is_known = |code: &str| reading.codes.obligations.contains_key(code);
    let codes = body.codes("obligations", "obligations", CODES_MAX, is_known);
    if matches!(body.find("obligations"), Some(super::tree::Node::List(list)) if list.is_empty()) {
        body.fault("obligations", Problem::Empty);
    }
    codes
}

fn replace(reading: &Reading<'_>, body: &Object<'_>, passed_on: Option<Date>) -> Option<Change> {
    let measures = &reading.codes.measures;
    let measure = optional(body, "measure", |name| {
        body.code(name, "measures", |code| measures.contains_key(code))
    });
    let kind = measure.and_then(|code| measures.get(code));
    let term = term::read(reading, body, Act { measure: kind, passed_on, ..Act::default() });
    Some(Change::Replace { measure: measure?.to_owned(), term: term? })
}
