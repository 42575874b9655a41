//! What happens before the courts: hearings, and appeals against rulings.

use bagyt_casework::appeal::{self, AppealPeriod};
use bagyt_casework::case::Case;
use bagyt_casework::entries::Ruling;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::hearing;

use bagyt_core::law::Row;
use jiff::civil::Date;

use super::{Desk, refused};
use crate::command::CaseAct;
use crate::outcome::Failure;
use crate::tables::Tables;

/// The rule that says until when a ruling may be appealed.
const APPEAL_PERIOD: &str = "appeal_period";
/// The rule that says how long before a hearing a client is told of it.
const HEARING_NOTICE: &str = "hearing_notice";

/// Returns until when a ruling may be appealed; nothing where the tables have no row.
pub(crate) fn appeal_period(tables: &Tables, ruling: &Ruling) -> Option<AppealPeriod> {
    let passed_on = ruling.passed();
    let row = tables.pack().edition(APPEAL_PERIOD, passed_on).ok()?;
    AppealPeriod::of_row(row, passed_on).ok()
}

/// Returns the last day on which a client who is called to a hearing of that day is told in time,
/// with the row that says so; nothing where the tables have none.
pub(crate) fn notice_by(tables: &Tables, hearing_on: Date) -> Option<(Date, &Row)> {
    let row = tables.pack().edition(HEARING_NOTICE, hearing_on).ok()?;
    // A term of the row's length that ends on the eve of the hearing begins on that day.
    let last_day = row.term_until(hearing_on).ok()?;
    let length = last_day.tomorrow().ok()?.since(hearing_on).ok()?;
    Some((hearing_on.checked_sub(length).ok()?, row))
}

/// Decides what a hearing or an appeal writes.
pub(super) fn conduct(
    desk: &Desk<'_>,
    case: &Case,
    act: &CaseAct,
) -> Result<Vec<CaseFact>, Failure> {
    let today = desk.today();
    match act {
        CaseAct::FixHearing(command) => hearing::fix(case, command, today).map_err(refused),
        CaseAct::MoveHearing(command) => hearing::reschedule(case, command, today).map_err(refused),
        CaseAct::CancelHearing(command) => hearing::cancel(case, command).map_err(refused),
        CaseAct::HoldHearing(command) => hearing::hold(case, command, today).map_err(refused),
        CaseAct::LodgeAppeal(command) => {
            let mut rulings = case.rulings.iter();
            let ruling = rulings.find(|ruling| ruling.mark.version == command.ruling);
            let period = ruling.and_then(|ruling| appeal_period(desk.tables, ruling));
            appeal::lodge(case, command, period.as_ref(), today).map_err(refused)
        }
        CaseAct::DecideAppeal(command) => appeal::decide(case, command, today).map_err(refused),
        _ => Ok(Vec::new()),
    }
}
