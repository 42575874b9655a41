//! Victims' wishes to be told: whose work they are, and nothing of who wants it.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId, WishId};
use jiff::civil::Date;

use super::worklist::WORKLIST_MAX;
use super::{Question, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading wishes of victims";

/// A victim's wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WishRow {
    /// The wish.
    pub wish_id: WishId,
    /// The case.
    pub case_id: CaseId,
    /// Who recorded it, and answers for telling.
    pub keeper: Option<StaffId>,
    /// From which day it is taken back.
    pub withdrawn_on: Option<Date>,
}

// The few wishes are read first and the many cases by them: SQLite keeps the order of a cross join.
const WISH: &str = "SELECT w.wish_id, w.case_id, w.keeper, w.withdrawn_on FROM wish_view w
    CROSS JOIN case_view c WHERE c.case_id = w.case_id";

fn wish(row: &mut Fields) -> Result<WishRow, Failure> {
    Ok(WishRow {
        wish_id: row.parsed()?,
        case_id: row.parsed()?,
        keeper: row.optional_parsed()?,
        withdrawn_on: row.optional_day()?,
    })
}

/// Returns the wishes about the client of a case, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn wishes_of(reader: &Reader<'_>, case: CaseId) -> Result<Vec<WishRow>, Outage> {
    Question::new(WISH)
        .bind(" AND w.case_id = ", case.to_string())
        .bind(" ORDER BY w.from_on, w.wish_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, wish)
}

/// Returns the wishes about the clients of an office, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn wishes_in(reader: &Reader<'_>, office: &OfficeCode) -> Result<Vec<WishRow>, Outage> {
    Question::new(WISH)
        .bind(" AND c.office = ", office.0.as_str())
        .bind(" ORDER BY w.from_on, w.wish_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, wish)
}
