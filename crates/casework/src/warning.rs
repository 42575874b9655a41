//! Issuing a warning for a violation established before.
//!
//! A warning can also follow at once, in one form with the violation ([`crate::compliance`]). Each
//! violation carries one warning at most. Numbers go on from the highest in force; how many there
//! are is counted from the entries that hold.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::StaffId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::compliance::{ComplianceRefusal, check_day, check_law, check_words};
use crate::entries::find_version;
use crate::fact::{CaseFact, Reliance, sealed};
use crate::reliance::ReliedLaw;

/// Issues a warning for a violation established before.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueWarning {
    /// Version of the violation.
    pub violation: u32,
    /// When it was issued.
    pub issued: Effective,
    /// The row under which it is issued.
    pub law: ReliedLaw,
    /// What the client was told.
    pub words: String,
}

/// A warning was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarningIssued {
    /// Its number in the case, from 1.
    pub number: u8,
    /// Version of the violation.
    pub violation: u32,
    /// When.
    pub issued: Effective,
    /// The law relied on.
    pub law: Reliance,
    /// Who countersigned, where the row is unverified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersigned_by: Option<StaffId>,
    /// Version of the entry that asked for the countersignature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<u32>,
    /// What the client was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Decides what to write when a warning is issued for a violation established before.
///
/// # Errors
///
/// [`ComplianceRefusal`], in the order of its variants; the first that applies is returned.
pub fn issue_warning(
    case: &Case,
    command: &IssueWarning,
    today: Date,
) -> Result<Vec<CaseFact>, ComplianceRefusal> {
    let on = command.issued.on();
    check_day(case, on, today)?;
    let version = command.violation;
    let violation = find_version(&case.violations, version)
        .ok_or(ComplianceRefusal::UnknownViolation { version })?;
    let established_on = violation.mark.on;
    if case.is_warned(version) {
        return Err(ComplianceRefusal::AlreadyWarned { established_on });
    }
    if let Some(waiver) = case.waiver_of(version) {
        return Err(ComplianceRefusal::Waived { decided_on: waiver.mark.on });
    }
    if on < established_on {
        return Err(ComplianceRefusal::BeforeViolation { on, established_on });
    }
    check_law(&command.law)?;
    check_words(&command.words, false)?;
    Ok(vec![CaseFact::WarningIssued(WarningIssued {
        number: next_number(case)?,
        violation: version,
        issued: command.issued,
        law: command.law.reliance.clone(),
        countersigned_by: command.law.signer(),
        countersignature: command.law.signature(),
        private: sealed(&command.words),
    })])
}

/// Returns the number after the highest in force, so that no two warnings share one.
pub(crate) fn next_number(case: &Case) -> Result<u8, ComplianceRefusal> {
    let highest = case.warnings.iter().map(|warning| warning.number).max().unwrap_or(0);
    highest.checked_add(1).ok_or(ComplianceRefusal::TooManyWarnings { count: case.warnings.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compliance::establish_violation;
    use crate::invented::{Story, day, law, no_show, on, told};

    /// Entry 4 is a violation of 9 April without a warning.
    fn established() -> Story {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let mut command = no_show(2, "2025-04-09");
        command.warning = None;
        let facts = establish_violation(&story.case, &command, day("2025-04-09")).unwrap();
        story.then("2025-04-09", facts)
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut IssueWarning), expected: Result<&str, &str>) {
        let mut command = IssueWarning {
            violation: 4,
            issued: on("2025-04-10"),
            law: law("warning"),
            words: String::new(),
        };
        change(&mut command);
        let outcome = told(issue_warning(&story.case, &command, day("2025-04-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_warning_is_issued_on_the_day_of_the_violation_or_later() {
        check(&established(), |_| {}, Ok("warning.issued"));
        check(&established(), |one| one.issued = on("2025-04-09"), Ok("warning.issued"));
        let why = "2025-04-08 lies before the violation of 2025-04-09";
        check(&established(), |one| one.issued = on("2025-04-08"), Err(why));
    }

    #[test]
    fn a_warning_for_nothing_is_refused() {
        let why = "the case has no violation in entry 2";
        check(&established(), |one| one.violation = 2, Err(why));
    }

    #[test]
    fn a_violation_carries_one_warning() {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let story = story.warned(2, "2025-04-09");
        let why = "a warning was already issued for the violation of 2025-04-09";
        check(&story, |_| {}, Err(why));
    }

    #[test]
    fn an_unverified_row_warns_nobody() {
        let why = "row `warning` is not verified; a head of office must countersign";
        check(&established(), |one| one.law.verified = false, Err(why));
    }

    #[test]
    fn a_warning_of_tomorrow_is_refused() {
        let why = "2025-04-21 has not come yet";
        check(&established(), |one| one.issued = on("2025-04-21"), Err(why));
    }

    #[test]
    fn the_next_number_follows_the_highest_in_force() {
        let story = Story::twice_warned();
        let first = story.case.absences[0].mark.version;
        let story = story.excused(first, "2025-06-01");
        assert_eq!(story.case.warnings[0].number, 2);
        assert_eq!(next_number(&story.case), Ok(3));
    }

    #[test]
    fn two_hundred_and_fifty_five_warnings_are_the_most() {
        let mut case = established().case;
        let story = Story::twice_warned();
        case.warnings =
            vec![crate::entries::Warning { number: 255, ..story.case.warnings[0].clone() }];
        let why = Err(ComplianceRefusal::TooManyWarnings { count: 1 });
        assert_eq!(next_number(&case), why);
    }
}
