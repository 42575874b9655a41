//! A court's notice of a hearing: when and where it hears a submission of the service, and whom it
//! calls, or that it does not hear it. A later notice about the same submission moves the hearing.
//!
//! Version 1 of the notice fixes and moves; version 2 says what it does and can cancel as well.
//! Whether the submission is before that court is weighed where its case stands; here stands what
//! can be seen in the notice alone.

use jiff::Timestamp;
use uuid::Uuid;

use super::judgment::{NUMBER_LENGTH_MAX, optional};
use super::object::Object;
use super::read::Reading;
use crate::fault::Problem;

/// Most characters of the words for a room, and of a reason.
const WORDS_LENGTH_MAX: usize = 300;

/// The words for those who are called.
pub const CALLED: [&str; 2] = ["officer", "client"];

/// The words for what a notice does, from version 2 on.
pub const RESULTS: [&str; 2] = ["fixed", "cancelled"];

/// A court's notice of a hearing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingNotice {
    /// Code of the court.
    pub court: String,
    /// The court's number of the case.
    pub case_number: String,
    /// The submission that is heard, by the service's identifier.
    pub submission: Uuid,
    /// What the court did.
    pub said: Said,
}

/// What a notice of a hearing says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The hearing is fixed, or moved where one was fixed.
    Fixed {
        /// When it begins.
        begins_at: Timestamp,
        /// Whom the court calls, of [`CALLED`].
        called: Vec<String>,
        /// The room, and what else matters there.
        room: Option<String>,
    },
    /// The hearing that was fixed is not held.
    Cancelled {
        /// Why, in the court's words.
        reason: String,
    },
}

/// The members of the body that must be there, and those that may.
const REQUIRED: [&str; 4] = ["court", "case_number", "submission", "begins_at"];
const OPTIONAL: [&str; 2] = ["called", "room"];
/// The same from version 2 on; which of the others go with a result is told there.
const REQUIRED_2: [&str; 4] = ["court", "case_number", "submission", "result"];
const OPTIONAL_2: [&str; 4] = ["begins_at", "called", "room", "reason"];

/// Returns the members of a version: those that must be there, and those that may.
pub(super) fn members(version: u16) -> (&'static [&'static str], &'static [&'static str]) {
    match version {
        1 => (&REQUIRED, &OPTIONAL),
        _ => (&REQUIRED_2, &OPTIONAL_2),
    }
}

pub(super) fn read(
    reading: &Reading<'_>,
    body: &Object<'_>,
    version: u16,
) -> Option<HearingNotice> {
    let court = body.code("court", "courts", |code| reading.codes.courts.contains_key(code));
    let case_number = body.text("case_number", NUMBER_LENGTH_MAX);
    let submission = body.uuid("submission");
    let result = match version {
        1 => Some(RESULTS[0]),
        _ => {
            let find = |word: &str| RESULTS.into_iter().find(|result| *result == word);
            body.word("result", find, &RESULTS)
        }
    };
    let said = result.and_then(|result| {
        if version > 1 {
            check_members(body, result);
        }
        said(body, result)
    });
    Some(HearingNotice {
        court: court?.to_owned(),
        case_number: case_number?.to_owned(),
        submission: submission?,
        said: said?,
    })
}

/// Names what a result lacks and what does not go with it.
fn check_members(body: &Object<'_>, result: &str) {
    let (needed, allowed): (&str, &[&str]) = match result {
        "fixed" => ("begins_at", &["begins_at", "called", "room"]),
        _ => ("reason", &["reason"]),
    };
    if body.find(needed).is_none() {
        body.fault(needed, Problem::Missing);
    }
    for name in OPTIONAL_2.iter().filter(|name| !allowed.contains(name)) {
        if body.find(name).is_some() {
            body.fault(name, Problem::NotWithResult { result: result.to_owned() });
        }
    }
}

fn said(body: &Object<'_>, result: &str) -> Option<Said> {
    if result != "fixed" {
        let reason = optional(body, "reason", |name| body.text(name, WORDS_LENGTH_MAX));
        return Some(Said::Cancelled { reason: reason?.to_owned() });
    }
    let begins_at = optional(body, "begins_at", |name| body.instant(name));
    let called = body.codes("called", "called", CALLED.len(), |code| CALLED.contains(&code));
    let room = optional(body, "room", |name| body.text(name, WORDS_LENGTH_MAX));
    Some(Said::Fixed { begins_at: begins_at?, called, room: room.map(str::to_owned) })
}
