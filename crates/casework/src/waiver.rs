//! No action: an officer lets a violation stand without a response, and says why.
//!
//! The ladder offers what the law lets follow; to do nothing is a decision too, and it is recorded as
//! one, so that nobody takes it for something forgotten. Whoever thinks better of it takes the
//! decision back and responds. A contested violation waits for its answer first.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::{Mark, Marked, find_version, keep};
use crate::fact::{CaseFact, sealed};
use crate::submission::contest_of;

/// Decides that nothing follows a violation.
#[derive(Clone, Debug, PartialEq)]
pub struct WaiveResponse {
    /// Version of the violation.
    pub violation: u32,
    /// When it was decided.
    pub decided: Effective,
    /// Why.
    pub words: String,
}

/// Nothing follows a violation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResponseWaived {
    /// Version of the violation.
    pub violation: u32,
    /// When it was decided.
    pub decided: Effective,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The decision, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the violation.
    pub violation: u32,
}

impl Marked for Waiver {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    required words;
    /// Why it is not recorded that nothing follows.
    pub enum WaiverRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such violation.
        #[error("the case has no violation in entry {version}")]
        UnknownViolation {
            /// Version that was named.
            version: u32,
        } = "unknown-violation",
        /// The day lies before the violation.
        #[error("{on} lies before the violation of {established_on}")]
        BeforeViolation {
            /// Day that was given.
            on: Date,
            /// When it was established.
            established_on: Date,
        } = "before-violation" @ "on",
        /// A warning has followed.
        #[error("a warning was issued for the violation of {established_on}")]
        Warned {
            /// When the violation was established.
            established_on: Date,
        } = "already-warned",
        /// It was decided already.
        #[error("on {decided_on} it was decided that nothing follows")]
        Waived {
            /// When.
            decided_on: Date,
        } = "response-waived",
        /// The client contests it, and nobody has answered.
        #[error("the client has contested it since {contested_on}; answer that first")]
        Contested {
            /// Since when.
            contested_on: Date,
        } = "violation-contested",
    }
}

/// Decides what to write when nothing follows a violation.
///
/// # Errors
///
/// [`WaiverRefusal`], in the order of its variants; the first that applies is returned.
pub fn waive(
    case: &Case,
    command: &WaiveResponse,
    today: Date,
) -> Result<Vec<CaseFact>, WaiverRefusal> {
    let (on, version) = (command.decided.on(), command.violation);
    if on > today {
        return Err(WaiverRefusal::NotYet { on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(WaiverRefusal::CaseClosed { closed_on });
    }
    let violation = find_version(&case.violations, version)
        .ok_or(WaiverRefusal::UnknownViolation { version })?;
    let established_on = violation.mark.on;
    if on < established_on {
        return Err(WaiverRefusal::BeforeViolation { on, established_on });
    }
    if case.is_warned(version) {
        return Err(WaiverRefusal::Warned { established_on });
    }
    if let Some(waiver) = case.waiver_of(version) {
        return Err(WaiverRefusal::Waived { decided_on: waiver.mark.on });
    }
    if let Some(contest) = contest_of(case, violation) {
        return Err(WaiverRefusal::Contested { contested_on: contest.mark.on });
    }
    required(&command.words)?;
    Ok(vec![CaseFact::ResponseWaived(ResponseWaived {
        violation: version,
        decided: command.decided,
        private: sealed(&command.words),
    })])
}

impl Case {
    /// Returns the decision that nothing follows a violation, where there is one.
    pub fn waiver_of(&self, violation: u32) -> Option<&Waiver> {
        self.waivers().iter().find(|waiver| waiver.violation == violation)
    }

    /// Returns the decisions that nothing follows.
    pub fn waivers(&self) -> &[Waiver] {
        self.rare.as_deref().map_or(&[], |rare| &rare.waivers)
    }

    pub(crate) fn apply_waiver(&mut self, mark: Mark, fact: &ResponseWaived) {
        keep(&mut self.rare_mut().waivers, Waiver { mark, violation: fact.violation });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compliance::establish_violation;
    use crate::invented::{Story, day, law, no_show, on, told};
    use crate::mending::{WithdrawEntry, withdraw};
    use crate::warning::{IssueWarning, issue_warning};

    /// Entry 4 is a violation of 9 April without a warning.
    fn established() -> Story {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let mut command = no_show(2, "2025-04-09");
        command.warning = None;
        let facts = establish_violation(&story.case, &command, day("2025-04-09")).unwrap();
        story.then("2025-04-09", facts)
    }

    fn waiving() -> WaiveResponse {
        WaiveResponse {
            violation: 4,
            decided: on("2025-04-10"),
            words: "the first in two years, and the client came the next day".to_owned(),
        }
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut WaiveResponse), expected: Result<&str, &str>) {
        let mut command = waiving();
        change(&mut command);
        let outcome = told(waive(&story.case, &command, day("2025-04-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn that_nothing_follows_is_decided_with_a_reason_after_the_violation() {
        check(&established(), |_| {}, Ok("response.waived"));
        check(&established(), |one| one.words.clear(), Err("a reason in words is missing"));
        let why = "2025-04-08 lies before the violation of 2025-04-09";
        check(&established(), |one| one.decided = on("2025-04-08"), Err(why));
        let why = "2025-04-21 has not come yet";
        check(&established(), |one| one.decided = on("2025-04-21"), Err(why));
        let why = "the case has no violation in entry 2";
        check(&established(), |one| one.violation = 2, Err(why));
    }

    #[test]
    fn what_is_contested_or_answered_is_not_waived() {
        let why = "the client has contested it since 2025-04-10; answer that first";
        check(&established().contested(4, "2025-04-10"), |_| {}, Err(why));
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let why = "a warning was issued for the violation of 2025-04-09";
        check(&story.warned(2, "2025-04-09"), |_| {}, Err(why));
        let facts = waive(&established().case, &waiving(), day("2025-04-20")).unwrap();
        let why = "on 2025-04-10 it was decided that nothing follows";
        check(&established().then("2025-04-10", facts), |_| {}, Err(why));
    }

    #[test]
    fn a_reason_accepted_later_takes_the_decision_back_with_the_violation() {
        let facts = waive(&established().case, &waiving(), day("2025-04-20")).unwrap();
        let story = established().then("2025-04-10", facts);
        let story = story.excused(2, "2025-04-12");
        assert!(story.case.violations.is_empty() && story.case.waivers().is_empty());
    }

    #[test]
    fn no_warning_follows_until_the_decision_is_taken_back() {
        let facts = waive(&established().case, &waiving(), day("2025-04-20")).unwrap();
        let story = established().then("2025-04-10", facts);
        let warning = IssueWarning {
            violation: 4,
            issued: on("2025-04-11"),
            law: law("warning"),
            words: String::new(),
        };
        let why = "on 2025-04-10 it was decided that nothing follows; take that back first";
        let outcome = told(issue_warning(&story.case, &warning, day("2025-04-11")));
        assert_eq!(outcome, Err(why.to_owned()));
        let command = WithdrawEntry {
            version: story.newest(),
            reason: crate::codes::MendingReason::Mistake,
            words: "another absence followed".to_owned(),
        };
        let facts = withdraw(&story.case, &command).unwrap();
        let story = story.then("2025-04-11", facts);
        let outcome = told(issue_warning(&story.case, &warning, day("2025-04-11")));
        assert_eq!(outcome, Ok("warning.issued".to_owned()));
    }
}
