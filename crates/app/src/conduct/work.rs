//! Community service: the hosts and the rows of law that a session is credited by.

use bagyt_casework::case::Case;
use bagyt_casework::clocks::groups_on;
use bagyt_casework::community_service::{self, PlaceAtWork, RecordWork, WorkRules};
use bagyt_casework::fact::CaseFact;
use jiff::civil::Date;

use super::{Desk, refused};
use crate::outcome::{Failure, Refused};
use crate::tables::Tables;

/// The row that bounds a day's work.
pub(crate) const DAILY: &str = "community_service_daily";
/// The row that credits the way.
pub(crate) const TRAVEL: &str = "community_service_travel";
/// The row by which hours of work become days of restriction.
pub(crate) const TO_RESTRICTION: &str = "work_for_restriction";

/// Decides what sending the client to a host writes.
pub(super) fn place(
    desk: &Desk<'_>,
    case: &Case,
    command: &PlaceAtWork,
) -> Result<Vec<CaseFact>, Failure> {
    let hosts = desk.tables.codes().hosts.keys().map(String::as_str).collect();
    community_service::place(case, command, &hosts, desk.today()).map_err(refused)
}

/// Decides what a session of work writes.
pub(super) fn record(
    desk: &Desk<'_>,
    case: &Case,
    command: &RecordWork,
) -> Result<Vec<CaseFact>, Failure> {
    let on = command.began.on();
    let rules = work_rules(desk.tables, case, on).ok_or_else(|| {
        Refused::new("no-row", None, &format!("no rule `{DAILY}` was in force on {on}"))
            .with("row", DAILY)
            .with("on", on)
    })?;
    community_service::record(case, command, &rules, desk.today()).map_err(refused)
}

/// Returns by what a session of that day is credited; nothing where no row says so.
pub(crate) fn work_rules(tables: &Tables, case: &Case, on: Date) -> Option<WorkRules> {
    let pack = tables.pack();
    let groups = groups_on(case, pack, on);
    let row = |code| pack.edition_for(code, on, groups, &case.opening.measure).ok();
    WorkRules::of_rows(row(DAILY)?, row(TRAVEL))
}
