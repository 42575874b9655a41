//! What somebody has to do: open clocks, appointments, absences to be weighed, submissions, each
//! asked for on its own.
//!
//! The rows of these projections stand in the case's own stream, so that the case is joined by the
//! stream's number.

use bagyt_core::identity::{CaseId, MessageId, OfficeCode, PersonId, StaffId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{Question, Scope, at_most};
use crate::connection::{Fields, Value};
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading the worklist";

/// Most rows of each kind in a worklist; an officer with 90 clients has fewer.
pub const WORKLIST_MAX: usize = 1_000;

/// What a row says about its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseHead {
    /// The case.
    pub case_id: CaseId,
    /// The person.
    pub person_id: PersonId,
    /// The person's name, unless it was erased.
    pub name: Option<String>,
    /// The court's number.
    pub number: String,
    /// The office.
    pub office: OfficeCode,
    /// The officer, once one is allocated.
    pub officer: Option<StaffId>,
    /// Domain of probation work.
    pub domain: String,
    /// Status of the case.
    pub status: String,
    /// Whether its content is hidden from most.
    pub restricted: bool,
}

/// A clock of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    /// The case.
    pub case: CaseHead,
    /// Code of the law row.
    pub row: String,
    /// First day of the row's edition.
    pub edition: Date,
    /// Who bears it.
    pub bearer: String,
    /// When it started.
    pub from_at: Timestamp,
    /// When it runs out.
    pub due_at: Timestamp,
    /// The last day on which it is in time.
    pub due_on: Date,
    /// `open`, `in_time`, `late`, `never` or `void`.
    pub state: String,
    /// Version of the entry that started it.
    pub started_version: u32,
    /// When it was met.
    pub met_at: Option<Timestamp>,
    /// Days for which it stood still.
    pub suspended_days: i64,
}

/// An appointment of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentRow {
    /// The case.
    pub case: CaseHead,
    /// The appointment.
    pub appointment_id: Uuid,
    /// When.
    pub at: Timestamp,
    /// On which day at the office.
    pub on_day: Date,
    /// What for.
    pub kind: String,
    /// `planned`, `held`, `missed` or `cancelled`; one that is planned and past waits for its
    /// outcome.
    pub status: String,
    /// The group session of which it is the part of one client.
    pub session: Option<Uuid>,
    /// What that session is about.
    pub topic: Option<String>,
}

/// An absence of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that recorded it.
    pub absence_version: u32,
    /// Day of the absence.
    pub on_day: Date,
    /// `awaiting_reason`, `accepted`, `violation` or `warned`.
    pub status: String,
    /// The day until which evidence is awaited, where it is.
    pub awaited_until: Option<Date>,
}

/// A contest of an entry by the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that recorded it.
    pub contest_version: u32,
    /// Day on which the client contested the entry.
    pub on_day: Date,
    /// `awaiting_answer`, `upheld` or `not_upheld`.
    pub status: String,
}

/// A request that a head countersigns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountersignatureRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that asked.
    pub asked_version: u32,
    /// Day on which it was asked for.
    pub asked_on: Date,
    /// Who asked; `None` where the program did.
    pub asked_by: Option<StaffId>,
    /// What is to be done: `violation`, `warning` or `submission`.
    pub act: String,
    /// `asked`, `signed`, `refused` or `used`.
    pub status: String,
    /// Day of the answer.
    pub answered_on: Option<Date>,
}

/// A submission to court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionRow {
    /// The case.
    pub case: CaseHead,
    /// The submission.
    pub submission_id: Uuid,
    /// What it asks for.
    pub kind: String,
    /// `drafted`, `approved`, `sent`, `received` or `decided`.
    pub status: String,
    /// Day of the draft.
    pub drafted_on: Date,
    /// Day of the approval.
    pub approved_on: Option<Date>,
    /// SHA-256 of the paper, lower-case hexadecimal.
    pub digest: Option<String>,
    /// The message it was sent in.
    pub message_id: Option<MessageId>,
    /// Day of the ruling.
    pub decided_on: Option<Date>,
    /// What the court decided.
    pub outcome: Option<String>,
    /// The court, by its code.
    pub court: String,
    /// The hearing that is to come or has no outcome yet.
    pub hearing_id: Option<Uuid>,
    /// When it begins.
    pub hearing_at: Option<Timestamp>,
    /// Who drafted it; `None` where the program did.
    pub drafted_by: Option<StaffId>,
    /// Version of the entry that drafted it.
    pub draft_version: u32,
}

const HEAD: &str = "c.case_id, c.person_id, p.display_name, c.number, c.office, c.officer,
    c.domain, c.status, c.restricted";

pub(super) fn question(columns: &str, table: &str) -> Question {
    Question::new(format!(
        "SELECT {HEAD}, {columns} FROM {table} w JOIN case_view c ON c.stream_no = w.stream_no
            LEFT JOIN person_view p ON p.person_id = c.person_id WHERE 1 = 1"
    ))
}

pub(super) fn head(row: &mut Fields) -> Result<CaseHead, Failure> {
    Ok(CaseHead {
        case_id: row.parsed()?,
        person_id: row.parsed()?,
        name: row.optional_text()?,
        number: row.text()?,
        office: row.office()?,
        officer: row.optional_parsed()?,
        domain: row.text()?,
        status: row.text()?,
        restricted: row.flag()?,
    })
}

fn clock(row: &mut Fields) -> Result<ClockRow, Failure> {
    Ok(ClockRow {
        case: head(row)?,
        row: row.text()?,
        edition: row.day()?,
        bearer: row.text()?,
        from_at: row.instant()?,
        due_at: row.instant()?,
        due_on: row.day()?,
        state: row.text()?,
        started_version: row.version()?,
        met_at: row.optional_instant()?,
        suspended_days: row.integer()?,
    })
}

const CLOCK: &str = "w.\"row\", w.edition, w.bearer, w.from_at, w.due_at, w.due_on, w.state,
    w.started_version, w.met_at, w.suspended_days";

/// Returns the open clocks that run out before `until`, the nearest end first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn open_clocks(
    reader: &Reader<'_>,
    scope: &Scope,
    until: Timestamp,
) -> Result<Vec<ClockRow>, Outage> {
    question(CLOCK, "clock_view")
        .and_scope("w", scope)
        .add(" AND w.state = 'open'")
        .bind(" AND w.due_at < ", until)
        .bind(" ORDER BY w.due_at, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, clock)
}

/// Returns the open clocks of some cases under some law rows, whenever they run out, the nearest end
/// first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn open_clocks_of(
    reader: &Reader<'_>,
    cases: &[CaseId],
    rows: &[&str],
) -> Result<Vec<ClockRow>, Outage> {
    question(CLOCK, "clock_view")
        .and_in("c.case_id", cases.iter().map(CaseId::to_string))
        .add(" AND w.state = 'open'")
        .and_in("w.\"row\"", rows.iter().copied())
        .bind(" ORDER BY w.due_at, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, clock)
}

/// Returns the appointments in some statuses from `from` to before `until`, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn appointments(
    reader: &Reader<'_>,
    scope: &Scope,
    from: Timestamp,
    until: Timestamp,
    statuses: &[&str],
) -> Result<Vec<AppointmentRow>, Outage> {
    let columns = "w.appointment_id, w.at, w.on_day, w.kind, w.status, w.session, w.topic";
    question(columns, "appointment_view")
        .and_scope("w", scope)
        .and_in("w.status", statuses.iter().copied())
        .bind(" AND w.at >= ", from)
        .bind(" AND w.at < ", until)
        .bind(" ORDER BY w.at, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(AppointmentRow {
                case: head(row)?,
                appointment_id: row.parsed()?,
                at: row.instant()?,
                on_day: row.day()?,
                kind: row.text()?,
                status: row.text()?,
                session: row.optional_parsed()?,
                topic: row.optional_text()?,
            })
        })
}

/// Returns the absences in some statuses, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn absences(
    reader: &Reader<'_>,
    scope: &Scope,
    statuses: &[&str],
) -> Result<Vec<AbsenceRow>, Outage> {
    question("w.absence_version, w.on_day, w.status, w.awaited_until", "absence_view")
        .and_scope("w", scope)
        .and_in("w.status", statuses.iter().copied())
        .bind(" ORDER BY w.on_day, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(AbsenceRow {
                case: head(row)?,
                absence_version: row.version()?,
                on_day: row.day()?,
                status: row.text()?,
                awaited_until: row.optional_day()?,
            })
        })
}

/// A case with the days of its term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRow {
    /// The case.
    pub case: CaseHead,
    /// First day of the term.
    pub from: Date,
    /// Last day of the term.
    pub until: Date,
}

/// Returns the active cases without a violation whose early end nobody has asked for, and whose
/// term is served to a share on one of the days from `from` to `until`, or on a day beside them:
/// how the share is rounded the caller knows.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn terms_served(
    reader: &Reader<'_>,
    scope: &Scope,
    (number, per): (u32, u32),
    (from, until): (Date, Date),
) -> Result<Vec<TermRow>, Outage> {
    let day = |on: Date| bagyt_core::view::day_number(on);
    let served = "(w.term_until - w.term_from + 1) * ";
    question("w.term_from, w.term_until", "case_view")
        .and_scope("w", scope)
        .add(" AND w.status = 'active' AND w.violations = 0 AND ")
        .bind(served, number)
        .bind(" >= (", day(from) - 1)
        .bind(" - w.term_from) * ", per)
        .bind(&format!(" AND {served}"), number)
        .bind(" <= (", day(until) + 2)
        .bind(" - w.term_from) * ", per)
        .add(
            " AND NOT EXISTS (SELECT 1 FROM submission_view s WHERE s.stream_no = w.stream_no
                AND s.kind = 'end_early')",
        )
        .bind(" ORDER BY w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(TermRow { case: head(row)?, from: row.day()?, until: row.day()? })
        })
}

/// Returns the contests in some statuses, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn contests(
    reader: &Reader<'_>,
    scope: &Scope,
    statuses: &[&str],
) -> Result<Vec<ContestRow>, Outage> {
    question("w.contest_version, w.on_day, w.status", "contest_view")
        .and_scope("w", scope)
        .and_in("w.status", statuses.iter().copied())
        .bind(" ORDER BY w.on_day, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(ContestRow {
                case: head(row)?,
                contest_version: row.version()?,
                on_day: row.day()?,
                status: row.text()?,
            })
        })
}

/// Returns the requests for a countersignature in some statuses, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn countersignatures(
    reader: &Reader<'_>,
    scope: &Scope,
    statuses: &[&str],
) -> Result<Vec<CountersignatureRow>, Outage> {
    const COLUMNS: &str = "w.asked_version, w.asked_on, w.asked_by, w.act, w.status, w.answered_on";
    question(COLUMNS, "countersignature_view")
        .and_scope("w", scope)
        .and_in("w.status", statuses.iter().copied())
        .bind(" ORDER BY w.asked_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(CountersignatureRow {
                case: head(row)?,
                asked_version: row.version()?,
                asked_on: row.day()?,
                asked_by: row.optional_parsed()?,
                act: row.text()?,
                status: row.text()?,
                answered_on: row.optional_day()?,
            })
        })
}

const SUBMISSION: &str = "w.submission_id, w.kind, w.status, w.drafted_on, w.approved_on, w.digest,
    w.message_id, w.decided_on, w.outcome, w.court, w.hearing_id, w.hearing_at, w.drafted_by,
    w.draft_version";

fn submission(row: &mut Fields) -> Result<SubmissionRow, Failure> {
    Ok(SubmissionRow {
        case: head(row)?,
        submission_id: row.parsed()?,
        kind: row.text()?,
        status: row.text()?,
        drafted_on: row.day()?,
        approved_on: row.optional_day()?,
        digest: row.optional_text()?,
        message_id: row.optional_parsed()?,
        decided_on: row.optional_day()?,
        outcome: row.optional_text()?,
        court: row.text()?,
        hearing_id: row.optional_parsed()?,
        hearing_at: row.optional_instant()?,
        drafted_by: row.optional_parsed()?,
        draft_version: row.version()?,
    })
}

/// Returns the submissions in some statuses, the oldest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn submissions(
    reader: &Reader<'_>,
    scope: &Scope,
    statuses: &[&str],
) -> Result<Vec<SubmissionRow>, Outage> {
    question(SUBMISSION, "submission_view")
        .and_scope("w", scope)
        .and_in("w.status", statuses.iter().copied())
        .bind(" ORDER BY w.drafted_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, submission)
}

/// Returns the submissions that a court hears before `until`, or has heard without an outcome on
/// record, the oldest draft first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn submissions_heard(
    reader: &Reader<'_>,
    scope: &Scope,
    until: Timestamp,
) -> Result<Vec<SubmissionRow>, Outage> {
    question(SUBMISSION, "submission_view")
        .and_scope("w", scope)
        .and_in("w.status", ["drafted", "approved", "sent", "received"])
        .bind(" AND w.hearing_at < ", until)
        .bind(" ORDER BY w.drafted_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, submission)
}

/// Returns the submissions to a court in some statuses, the oldest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn submissions_to_court(
    reader: &Reader<'_>,
    court: &str,
    statuses: &[&str],
) -> Result<Vec<SubmissionRow>, Outage> {
    question(SUBMISSION, "submission_view")
        .bind(" AND w.court = ", court)
        .and_in("w.status", statuses.iter().copied())
        .bind(" ORDER BY w.drafted_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, submission)
}

/// Returns the submission whose paper has this SHA-256 in lower-case hexadecimal, if there is one.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn submission_by_digest(
    reader: &Reader<'_>,
    digest: &str,
) -> Result<Option<SubmissionRow>, Outage> {
    let digest: Value = digest.into();
    let found = question(SUBMISSION, "submission_view")
        .bind(" AND w.digest = ", digest)
        .add(" ORDER BY w.stream_no, w.ordinal LIMIT 1")
        .ask(reader, DOING, submission)?;
    Ok(found.into_iter().next())
}

/// Returns the submission of that identifier, if there is one.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn submission_by_id(
    reader: &Reader<'_>,
    submission_id: Uuid,
) -> Result<Option<SubmissionRow>, Outage> {
    let found = question(SUBMISSION, "submission_view")
        .bind(" AND w.submission_id = ", submission_id.to_string())
        .add(" ORDER BY w.stream_no, w.ordinal LIMIT 1")
        .ask(reader, DOING, submission)?;
    Ok(found.into_iter().next())
}
