//! Each duty that the court set, with what is known of it.

use bagyt_casework::codes::{CheckMeans, CheckResult};
use bagyt_casework::duty_check::HOME_HOURS;
use bagyt_casework::fact::CaseFact;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};

/// A duty in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyItem {
    /// Its code.
    pub duty: String,
    /// First day.
    pub since: Date,
    /// Code of the row of law whose limit runs for it.
    pub row: Option<String>,
    /// Checks, the newest first.
    pub checks: Vec<CheckItem>,
}

/// A check of a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckItem {
    /// Its version in the case.
    pub version: u32,
    /// Its day.
    pub on: Date,
    /// How.
    pub means: CheckMeans,
    /// What it showed.
    pub result: CheckResult,
    /// What was seen or said.
    pub words: String,
}

/// The row by which the hours at home are checked again.
const HOME_CHECK: &str = "curfew_check";

/// Returns the duties in force, in the order in which courts set them.
pub(super) fn duties(read: &Read) -> Vec<DutyItem> {
    let case = &read.case;
    let checks = |duty: &str| {
        let own = case.duties().checks.iter().rev().filter(|check| check.duty == duty);
        own.map(|check| CheckItem {
            version: check.mark.version,
            on: check.mark.on,
            means: check.means,
            result: check.result,
            words: match fact_of(read, check.mark) {
                Some(CaseFact::DutyChecked(fact)) => words(fact.private.as_ref()),
                _ => String::new(),
            },
        })
        .collect()
    };
    let row = |duty: &str| match duty {
        HOME_HOURS => Some(HOME_CHECK.to_owned()),
        _ => read.tables.codes().obligations.get(duty)?.row.clone(),
    };
    let item = |duty: &str| {
        let since = case.duty_since(duty)?;
        Some(DutyItem { duty: duty.to_owned(), since, row: row(duty), checks: checks(duty) })
    };
    case.obligations().into_iter().filter_map(item).collect()
}
