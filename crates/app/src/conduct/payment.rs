//! What a client owes: the row of law by which a share of the wage is withheld.

use bagyt_casework::case::Case;
use bagyt_casework::clocks::groups_on;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::payment::{self, RecordWage};
use bagyt_core::law::Row;
use jiff::civil::Date;

use super::{Desk, refused};
use crate::outcome::Failure;
use crate::tables::Tables;

/// The row by which a share of the wage is withheld.
const WAGE: &str = "wage_deduction";

/// Decides what an employer's sheet writes.
pub(super) fn wage(
    desk: &Desk<'_>,
    case: &Case,
    command: &RecordWage,
) -> Result<Vec<CaseFact>, Failure> {
    let share = wage_share(desk.tables, case, command.month);
    payment::record_wage(case, command, share, desk.today()).map_err(refused)
}

/// Returns the row by which a share of the wage of a month is withheld under the sentence; the
/// edition is that of the day of the offence, where it is known.
pub(crate) fn wage_share<'t>(tables: &'t Tables, case: &Case, month: Date) -> Option<&'t Row> {
    let pack = tables.pack();
    let on = case.opening.offence_on.unwrap_or(month);
    pack.edition_for(WAGE, on, groups_on(case, pack, on), &case.opening.measure).ok()
}
