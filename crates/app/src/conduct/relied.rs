//! The row of law on which an act relies, found in the tables in force on its day.

use bagyt_casework::case::Case;
use bagyt_casework::countersign::Subject;
use bagyt_casework::reliance::ReliedLaw;
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
) -> Result<ReliedLaw, Failure> {
    let pack = desk.tables.pack();
    let row = codes.iter().find_map(|code| pack.edition(code, on).ok()).ok_or_else(|| {
        let code = codes.first().copied().unwrap_or_default();
        Refused::new("no-row", None, &format!("no rule `{code}` was in force on {on}"))
            .with("row", code)
            .with("on", on)
    })?;
    Ok(ReliedLaw::of_row(row, due_at))
}

/// Puts a head's signature under a row that is not verified, where a head signed for that act.
pub(super) fn signed(case: &Case, subject: Subject, law: ReliedLaw) -> ReliedLaw {
    if law.verified {
        return law;
    }
    let countersigned = case.signature_for(subject, &law.reliance);
    ReliedLaw { countersigned, ..law }
}
