//! Checking a duty: somebody looked whether the client keeps what the court set.
//!
//! A check is a fact about a day, whatever it showed. That a duty was not kept becomes a violation
//! only when the client was heard and somebody finds it to be one ([`crate::breach`]).

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::{Mark, Marked};
use crate::fact::{CaseFact, Change, sealed};

codes! {
    /// How a duty was checked.
    pub enum CheckMeans {
        /// By a visit to the home.
        HomeVisit = "home_visit",
        /// By telephone.
        Telephone = "telephone",
        /// In a register of the state.
        Register = "register",
        /// At the place of work or study.
        Employer = "employer",
        /// By a means of tracking.
        Tracking = "tracking",
    }
}

codes! {
    /// What a check showed.
    pub enum CheckResult {
        /// The duty is kept.
        Kept = "kept",
        /// It is not kept.
        NotKept = "not_kept",
        /// Nobody was met.
        NobodyMet = "nobody_met",
    }
}

/// The duty to be at home at set hours, whose checks have a limit of their own.
pub const HOME_HOURS: &str = "stay_home_hours";

/// Records a check.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckDuty {
    /// When.
    pub checked: Effective,
    /// Code of the duty.
    pub duty: String,
    /// How.
    pub means: CheckMeans,
    /// What it showed.
    pub result: CheckResult,
    /// What was seen or said.
    pub words: String,
}

/// A duty was checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DutyChecked {
    /// When.
    pub checked: Effective,
    /// Code of the duty.
    pub duty: String,
    /// How.
    pub means: CheckMeans,
    /// What it showed.
    pub result: CheckResult,
    /// What was seen or said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A check, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Where the entry stands.
    pub mark: Mark,
    /// Code of the duty.
    pub duty: String,
    /// How.
    pub means: CheckMeans,
    /// What it showed.
    pub result: CheckResult,
}

impl Marked for Check {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    limited words;
    /// Why no check is recorded.
    pub enum CheckRefusal {
        /// The day has not come yet.
        #[error("a check is recorded after it was made; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The court set no such duty.
        #[error("the court set no duty `{duty}` that is in force")]
        DutyNotSet {
            /// Code that was given.
            duty: String,
        } = "check-duty-not-set" @ "duty",
        /// The day lies before the duty was in force.
        #[error("the duty is in force since {since}; {on} lies before it")]
        BeforeDuty {
            /// Day that was given.
            on: Date,
            /// First day of the duty.
            since: Date,
        } = "check-before-duty" @ "on",
        /// What was seen is missing.
        #[error("what was seen is missing; a duty that is kept needs no words")]
        WordsMissing = "check-words-missing" @ "words",
    }
}

/// Decides what to write when a duty was checked.
///
/// # Errors
///
/// [`CheckRefusal`], in the order of its variants; the first that applies is returned.
pub fn check(case: &Case, command: &CheckDuty, today: Date) -> Result<Vec<CaseFact>, CheckRefusal> {
    let on = command.checked.on();
    if on > today {
        return Err(CheckRefusal::NotYet { on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(CheckRefusal::CaseClosed { closed_on });
    }
    let duty = command.duty.clone();
    let not_set = CheckRefusal::DutyNotSet { duty: duty.clone() };
    let since = case.duty_since(&duty).ok_or(not_set)?;
    if on < since {
        return Err(CheckRefusal::BeforeDuty { on, since });
    }
    if command.result != CheckResult::Kept && command.words.trim().is_empty() {
        return Err(CheckRefusal::WordsMissing);
    }
    limited(&command.words)?;
    let (checked, means, result) = (command.checked, command.means, command.result);
    let private = sealed(&command.words);
    Ok(vec![DutyChecked { checked, duty, means, result, private }.into()])
}

impl Case {
    /// Returns the first day of a duty in force; nothing if it is not in force.
    pub fn duty_since(&self, duty: &str) -> Option<Date> {
        if !self.obligations().contains(&duty) {
            return None;
        }
        let added = self.rulings.iter().rfind(
            |ruling| matches!(&ruling.change, Change::DutyAdded { duty: added } if added == duty),
        );
        Some(added.map_or(self.term().from, |ruling| ruling.mark.on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    fn visit() -> CheckDuty {
        CheckDuty {
            checked: on("2025-04-10"),
            duty: "no_alcohol".to_owned(),
            means: CheckMeans::HomeVisit,
            result: CheckResult::NotKept,
            words: "smelt of vodka".to_owned(),
        }
    }

    #[track_caller]
    fn check_one(change: impl FnOnce(&mut CheckDuty), expected: Result<&str, &str>) {
        let added = Change::DutyAdded { duty: "curfew".to_owned() };
        let lifted = Change::DutyLifted { duty: "residence_notice".to_owned() };
        let story = Story::opened().ruled("2025-04-05", added).ruled("2025-04-06", lifted);
        let mut command = visit();
        change(&mut command);
        let outcome = told(check(&story.case, &command, day("2025-04-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_duty_in_force_is_checked_from_its_first_day() {
        check_one(|_| {}, Ok("duty.checked"));
        check_one(|one| one.checked = on("2025-03-01"), Ok("duty.checked"));
        let why = "the duty is in force since 2025-03-01; 2025-02-28 lies before it";
        check_one(|one| one.checked = on("2025-02-28"), Err(why));
        let of_ruling = |checked: &'static str| {
            move |one: &mut CheckDuty| {
                one.duty = "curfew".to_owned();
                one.checked = on(checked);
            }
        };
        check_one(of_ruling("2025-04-05"), Ok("duty.checked"));
        let why = "the duty is in force since 2025-04-05; 2025-04-04 lies before it";
        check_one(of_ruling("2025-04-04"), Err(why));
        let why = "the court set no duty `residence_notice` that is in force";
        check_one(|one| one.duty = "residence_notice".to_owned(), Err(why));
        let why = "a check is recorded after it was made; 2025-04-21 has not come yet";
        check_one(|one| one.checked = on("2025-04-21"), Err(why));
    }

    #[test]
    fn what_is_not_kept_is_described() {
        let silent = |result| {
            move |one: &mut CheckDuty| {
                one.words = String::new();
                one.result = result;
            }
        };
        let why = "what was seen is missing; a duty that is kept needs no words";
        check_one(silent(CheckResult::NotKept), Err(why));
        check_one(silent(CheckResult::NobodyMet), Err(why));
        check_one(silent(CheckResult::Kept), Ok("duty.checked"));
        let why = "the words have 12001 characters; the most is 12000";
        check_one(|one| one.words = "а".repeat(12_001), Err(why));
    }

    #[test]
    fn a_closed_case_is_not_checked_and_a_check_is_taken_back() {
        let story = Story::opened().ruled("2025-04-05", Change::Ended);
        let refused = check(&story.case, &visit(), day("2025-04-20")).unwrap_err();
        assert_eq!(refused.to_string(), "the case was closed on 2025-04-05");
        let facts = check(&Story::opened().case, &visit(), day("2025-04-20")).unwrap();
        let story = Story::opened().then("2025-04-10", facts);
        assert_eq!(crate::mending::check_mendable(&story.case, 2), Ok(()));
    }
}
