//! Work that was put off or handed to a colleague.

use bagyt_core::identity::StaffId;
use jiff::civil::Date;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Scope, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading what was put off and handed over";

/// A piece of work that was put off or handed to a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// The case.
    pub case: CaseHead,
    /// The key of the work.
    pub task: String,
    /// The day on which it stands in the day again, if it is put off.
    pub until_on: Option<Date>,
    /// The colleague who has it, if somebody else has.
    pub to_staff: Option<StaffId>,
    /// Version of the newest entry about it.
    pub version: u32,
}

const COLUMNS: &str = "w.task, w.until_on, w.to_staff, w.task_version";

fn task(row: &mut Fields) -> Result<TaskRow, Failure> {
    Ok(TaskRow {
        case: head(row)?,
        task: row.text()?,
        until_on: row.optional_day()?,
        to_staff: row.optional_parsed()?,
        version: row.version()?,
    })
}

/// Returns what was put off or handed over in a scope.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn tasks(reader: &Reader<'_>, scope: &Scope) -> Result<Vec<TaskRow>, Outage> {
    question(COLUMNS, "task_view")
        .and_scope("w", scope)
        .bind(" ORDER BY w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, task)
}

/// Returns what colleagues handed to somebody.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn tasks_handed_to(reader: &Reader<'_>, staff: StaffId) -> Result<Vec<TaskRow>, Outage> {
    question(COLUMNS, "task_view")
        .bind(" AND w.to_staff = ", staff.to_string())
        .bind(" ORDER BY w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, task)
}
