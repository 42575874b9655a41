//! The work in hand by officer, and for how long somebody is to carry less.
//!
//! Counts only: what a piece of work weighs is a table that the caller reads. A count is made for
//! one reader, as in [`super::overview`]: `except` names the cases of which the reader may not know.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use jiff::civil::Date;

use super::{Question, Scope};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "counting the work in hand";

/// Work of one officer that is alike: cases, or submissions that are being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkGroup {
    /// The office.
    pub office: OfficeCode,
    /// The officer.
    pub officer: StaffId,
    /// The domain of the cases.
    pub domain: String,
    /// The status of the cases.
    pub status: String,
    /// The assessed risk, if there is one.
    pub risk: Option<String>,
    /// How many.
    pub count: u64,
}

fn group(row: &mut Fields) -> Result<WorkGroup, Failure> {
    Ok(WorkGroup {
        office: row.office()?,
        officer: row.parsed()?,
        domain: row.text()?,
        status: row.text()?,
        risk: row.optional_text()?,
        count: row.count()?,
    })
}

/// Returns the open cases of the officers in a scope, counted by what they weigh by.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn cases_in_hand(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
) -> Result<Vec<WorkGroup>, Outage> {
    Question::new(
        "SELECT c.office, c.officer, c.domain, c.status, c.risk, COUNT(*) FROM case_view c
            WHERE c.status IN ('active', 'suspended') AND c.officer IS NOT NULL",
    )
    .and_scope("c", scope)
    .and_not_in("c.case_id", except.iter().map(CaseId::to_string))
    .add(
        " GROUP BY c.office, c.officer, c.domain, c.status, c.risk
            ORDER BY c.office, c.officer, c.domain, c.status, c.risk",
    )
    .ask(reader, DOING, group)
}

/// Returns the submissions that the officers in a scope are writing, counted the same way.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn submissions_in_hand(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
) -> Result<Vec<WorkGroup>, Outage> {
    Question::new(
        "SELECT c.office, c.officer, c.domain, c.status, c.risk, COUNT(*) FROM submission_view w
            JOIN case_view c ON c.case_id = w.case_id
            WHERE w.status = 'drafted' AND c.officer IS NOT NULL",
    )
    .and_scope("w", scope)
    .and_not_in("c.case_id", except.iter().map(CaseId::to_string))
    .add(
        " GROUP BY c.office, c.officer, c.domain, c.status, c.risk
            ORDER BY c.office, c.officer, c.domain, c.status, c.risk",
    )
    .ask(reader, DOING, group)
}

/// For how long somebody is to carry less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReductionRow {
    /// The member of staff.
    pub staff_id: StaffId,
    /// The kind.
    pub kind: String,
    /// By how much, in per cent.
    pub percent: i64,
    /// First day.
    pub from_on: Date,
    /// First day on which it no longer holds, if it has an end.
    pub until_on: Option<Date>,
    /// Version of its entry.
    pub version: u32,
}

/// Returns the reductions of members of staff that hold on a day.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn reductions(
    reader: &Reader<'_>,
    staff: impl IntoIterator<Item = StaffId>,
    on: Date,
) -> Result<Vec<ReductionRow>, Outage> {
    let day = bagyt_core::view::day_number(on);
    Question::new(
        "SELECT r.staff_id, r.kind, r.percent, r.from_on, r.until_on, r.version
            FROM reduction_view r WHERE 1 = 1",
    )
    .and_in("r.staff_id", staff.into_iter().map(|one| one.to_string()))
    .bind(" AND r.from_on <= ", day)
    .bind(" AND (r.until_on IS NULL OR r.until_on > ", day)
    .add(") ORDER BY r.staff_id, r.from_on, r.version")
    .ask(reader, "listing the reductions", |row| {
        Ok(ReductionRow {
            staff_id: row.parsed()?,
            kind: row.text()?,
            percent: row.integer()?,
            from_on: row.day()?,
            until_on: row.optional_day()?,
            version: row.version()?,
        })
    })
}
