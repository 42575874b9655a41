//! The caseload, the sessions and the notebooks of psychologists and social workers.

use bagyt_core::identity::{CaseId, NotebookId, StaffId};
use bagyt_core::view::day_number;
use jiff::Timestamp;
use jiff::civil::Date;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Question, Scope, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading the work of specialists";

/// A request to a specialist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialistRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that made it.
    pub version: u32,
    /// Who was asked.
    pub specialist: StaffId,
    /// For what.
    pub task: String,
    /// How it stands.
    pub status: String,
    /// When it was made.
    pub asked_on: Date,
    /// The last day on which the answer is awaited.
    pub answer_by: Date,
}

/// A session of which nothing is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that arranged it.
    pub version: u32,
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it is to last, in minutes.
    pub minutes: u16,
    /// How it is held.
    pub form: String,
}

/// A notebook: whose it is, and nothing of what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotebookRow {
    /// The notebook.
    pub notebook_id: NotebookId,
    /// Who keeps it.
    pub keeper: Option<StaffId>,
    /// Who may open it in an emergency.
    pub deputy: Option<StaffId>,
    /// Those who wrote in it, each after a space.
    pub writers: String,
}

const ASKED: &str = "w.request_version, w.specialist, w.task, w.status, w.asked_on, w.answer_by";

fn asked(row: &mut Fields) -> Result<SpecialistRow, Failure> {
    Ok(SpecialistRow {
        case: head(row)?,
        version: row.version()?,
        specialist: row.parsed()?,
        task: row.text()?,
        status: row.text()?,
        asked_on: row.day()?,
        answer_by: row.day()?,
    })
}

/// Returns the requests to a specialist in some statuses, the earliest answer first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn asked_of(
    reader: &Reader<'_>,
    specialist: StaffId,
    statuses: &[&str],
) -> Result<Vec<SpecialistRow>, Outage> {
    question(ASKED, "specialist_view")
        .bind(" AND w.specialist = ", specialist.to_string())
        .and_in("w.status", statuses.iter().copied())
        .bind(" ORDER BY w.answer_by, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, asked)
}

/// Returns the requests of a scope of cases that no specialist answered before a day, the earliest
/// first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn specialists_silent(
    reader: &Reader<'_>,
    scope: &Scope,
    before: Date,
) -> Result<Vec<SpecialistRow>, Outage> {
    question(ASKED, "specialist_view")
        .and_scope("w", scope)
        .add(" AND w.status = 'awaiting_answer'")
        .bind(" AND w.answer_by < ", day_number(before))
        .bind(" ORDER BY w.answer_by, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, asked)
}

/// Returns the sessions of a specialist of which nothing is recorded, the earliest first; where a
/// moment is given, those that begin before it.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn sessions(
    reader: &Reader<'_>,
    specialist: StaffId,
    until: Option<Timestamp>,
) -> Result<Vec<SessionRow>, Outage> {
    let until = until.unwrap_or(Timestamp::MAX);
    question("w.session_version, w.begins_at, w.minutes, w.form", "session_view")
        .bind(" AND w.specialist = ", specialist.to_string())
        .add(" AND w.status = 'planned'")
        .bind(" AND w.begins_at < ", until)
        .bind(" ORDER BY w.begins_at, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(SessionRow {
                case: head(row)?,
                version: row.version()?,
                begins_at: row.instant()?,
                minutes: u16::try_from(row.version()?).unwrap_or(u16::MAX),
                form: row.text()?,
            })
        })
}

/// Returns the notebooks about the client of a case, in the order of their identifiers.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn notebooks_of(reader: &Reader<'_>, case: CaseId) -> Result<Vec<NotebookRow>, Outage> {
    Question::new(
        "SELECT w.notebook_id, w.keeper, w.deputy, w.writers FROM notebook_view w WHERE 1 = 1",
    )
    .bind(" AND w.case_id = ", case.to_string())
    .bind(" ORDER BY w.notebook_id LIMIT ", at_most(WORKLIST_MAX))
    .ask(reader, DOING, |row| {
        Ok(NotebookRow {
            notebook_id: row.parsed()?,
            keeper: row.optional_parsed()?,
            deputy: row.optional_parsed()?,
            writers: row.text()?,
        })
    })
}
