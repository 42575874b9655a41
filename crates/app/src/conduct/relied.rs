//! The row of law on which an act relies, found in the tables in force on its day.

use bagyt_casework::reliance::ReliedLaw;
use bagyt_core::identity::StaffId;
use jiff::Timestamp;
use jiff::civil::Date;

use super::Desk;
use crate::outcome::{Failure, Refused};

/// Returns the first of the rules that is in force on a day, as an act relies on it.
///
/// # Errors
///
/// Refused with `no-row` if none of them is: no row, no sanction.
pub(super) fn rely(
    desk: &Desk<'_>,
    codes: &[&str],
    on: Date,
    due_at: Option<Timestamp>,
    countersigned_by: Option<StaffId>,
) -> Result<ReliedLaw, Failure> {
    let pack = desk.tables.pack();
    let row = codes.iter().find_map(|code| pack.edition(code, on).ok()).ok_or_else(|| {
        let code = codes.first().copied().unwrap_or_default();
        Refused::new("no-row", None, &format!("no rule `{code}` was in force on {on}"))
            .with("row", code)
            .with("on", on)
    })?;
    Ok(ReliedLaw { countersigned_by, ..ReliedLaw::of_row(row, due_at) })
}
