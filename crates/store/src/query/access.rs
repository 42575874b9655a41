//! Accesses through broken glass, and exclusions from cases.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use jiff::Timestamp;

use super::{Question, Scope, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "listing accesses";

/// Most accesses of one list.
pub const ACCESSES_LISTED_MAX: usize = 200;

/// An access through broken glass, or an exclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRow {
    /// The case.
    pub case_id: CaseId,
    /// The office that has the case.
    pub office: OfficeCode,
    /// Who.
    pub staff_id: StaffId,
    /// Version of the entry.
    pub version: u32,
    /// When it was written.
    pub from_at: Option<Timestamp>,
    /// Exclusive end of the access; `None` for an exclusion.
    pub until_at: Option<Timestamp>,
    /// `open`, `justified` or `unjustified`; `None` for an exclusion.
    pub review: Option<String>,
}

const SELECT: &str = "SELECT a.case_id, a.office, a.staff_id, a.access_version, a.from_at,
    a.until_at, a.review FROM access_view a WHERE 1 = 1";

fn row(row: &mut Fields) -> Result<AccessRow, Failure> {
    Ok(AccessRow {
        case_id: row.parsed()?,
        office: row.office()?,
        staff_id: row.parsed()?,
        version: row.version()?,
        from_at: row.optional_instant()?,
        until_at: row.optional_instant()?,
        review: row.optional_text()?,
    })
}

/// Returns the exclusions of a member of staff and the accesses that are still open to them at
/// `now`; of one case, the access that ends last comes last.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn accesses_of(
    reader: &Reader<'_>,
    staff: StaffId,
    now: Timestamp,
) -> Result<Vec<AccessRow>, Outage> {
    Question::new(SELECT)
        .bind(" AND a.staff_id = ", staff.to_string())
        .bind(" AND (a.kind = 'excluded' OR a.until_at > ", now)
        .add(") ORDER BY a.until_at, a.stream_no, a.ordinal")
        .ask(reader, DOING, row)
}

/// Returns the accesses through broken glass in a scope: those that wait for their review first,
/// then the newest, at most [`ACCESSES_LISTED_MAX`].
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn accesses_to_review(reader: &Reader<'_>, scope: &Scope) -> Result<Vec<AccessRow>, Outage> {
    // An officer leads no reviews; a scope of one officer finds nothing.
    let question = match scope {
        Scope::Officer(_) => Question::new(SELECT).add(" AND 1 = 0"),
        other => Question::new(SELECT).and_scope("a", other),
    };
    question
        .add(" AND a.kind = 'broken' ORDER BY CASE a.review WHEN 'open' THEN 0 ELSE 1 END")
        .add(", a.from_at DESC, a.stream_no, a.ordinal")
        .bind(" LIMIT ", at_most(ACCESSES_LISTED_MAX))
        .ask(reader, DOING, row)
}
