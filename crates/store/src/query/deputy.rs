//! Deputies: who does for a time what a head does in another office.

use bagyt_core::identity::{OfficeCode, StaffId};
use jiff::civil::Date;

use super::worklist::WORKLIST_MAX;
use super::{Question, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading deputies";

/// An appointment as deputy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeputyRow {
    /// Who.
    pub staff_id: StaffId,
    /// Of which office.
    pub office: OfficeCode,
    /// The first day.
    pub from_on: Date,
    /// The last day, if it is not withdrawn before.
    pub until_on: Date,
    /// The first day on which it did not hold any more, where it was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// Version of the appointment in the stream of the member of staff.
    pub version: u32,
    /// What it rests on.
    pub words: String,
}

const DEPUTY: &str =
    "SELECT d.staff_id, d.office, d.from_on, d.until_on, d.withdrawn_on, d.version,
    d.words FROM deputy_view d WHERE 1 = 1";

fn deputy(row: &mut Fields) -> Result<DeputyRow, Failure> {
    Ok(DeputyRow {
        staff_id: row.parsed()?,
        office: row.office()?,
        from_on: row.day()?,
        until_on: row.day()?,
        withdrawn_on: row.optional_day()?,
        version: row.version()?,
        words: row.text()?,
    })
}

/// Returns the appointments for an office, the newest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn deputies_of(reader: &Reader<'_>, office: &OfficeCode) -> Result<Vec<DeputyRow>, Outage> {
    Question::new(DEPUTY)
        .bind(" AND d.office = ", office.0.as_str())
        .bind(" ORDER BY d.from_on DESC, d.staff_id, d.version LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, deputy)
}

/// Returns the offices of which somebody is deputy on a day.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn deputy_for(
    reader: &Reader<'_>,
    staff: StaffId,
    on: Date,
) -> Result<Vec<OfficeCode>, Outage> {
    let rows = Question::new(DEPUTY)
        .bind(" AND d.staff_id = ", staff.to_string())
        .bind(" AND d.until_on >= ", on)
        .bind(" AND d.from_on <= ", on)
        .bind(" ORDER BY d.office, d.version LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, deputy)?;
    let held = rows.into_iter().filter(|row| row.withdrawn_on.is_none_or(|end| on < end));
    Ok(held.map(|row| row.office).collect())
}
