//! Employers, what they offer, and clients' jobs.

use bagyt_core::identity::{CaseId, EmployerId, OfficeCode};
use bagyt_core::view::day_number;
use jiff::civil::Date;
use uuid::Uuid;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Question, ROWS_MAX, Scope, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading employers and jobs";

/// An employer of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerRow {
    /// The employer.
    pub employer_id: EmployerId,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it is.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for.
    pub contact: Option<String>,
    /// First day in the register.
    pub since_on: Date,
    /// Day of the agreement.
    pub agreement_on: Option<Date>,
    /// First day on which nobody is sent there any more.
    pub closed_on: Option<Date>,
    /// Entries of its stream.
    pub version: u32,
}

/// A vacancy or a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VacancyRow {
    /// The employer.
    pub employer_id: EmployerId,
    /// Its identifier.
    pub vacancy_id: Uuid,
    /// The office.
    pub office: OfficeCode,
    /// Work or training.
    pub kind: String,
    /// The profession.
    pub name: String,
    /// How many places there are.
    pub places: u32,
    /// How many are taken.
    pub taken: u32,
    /// The wage of a month, in the smallest unit.
    pub wage: Option<i64>,
    /// From which day.
    pub offered_on: Date,
    /// The last day on which somebody can be sent.
    pub until_on: Option<Date>,
    /// The first day on which nobody is sent any more.
    pub closed_on: Option<Date>,
}

/// A client that was sent to an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that sent the client.
    pub version: u32,
    /// The employer.
    pub employer_id: EmployerId,
    /// How it stands.
    pub status: String,
    /// When the client began.
    pub taken_on: Option<Date>,
    /// For how many months it was kept.
    pub kept_months: Option<i64>,
    /// What is awaited next: `answer` or `check`.
    pub awaits: Option<String>,
    /// The day of it.
    pub awaited_by: Option<Date>,
}

const EMPLOYER: &str = "SELECT s.employer_id, s.office, s.kind, s.name, s.place, s.contact,
    s.since_on, s.agreement_on, s.closed_on, s.version FROM employer_view s WHERE 1 = 1";

fn employer(row: &mut Fields) -> Result<EmployerRow, Failure> {
    Ok(EmployerRow {
        employer_id: row.parsed()?,
        office: row.office()?,
        kind: row.text()?,
        name: row.text()?,
        place: row.text()?,
        contact: row.optional_text()?,
        since_on: row.day()?,
        agreement_on: row.optional_day()?,
        closed_on: row.optional_day()?,
        version: row.version()?,
    })
}

/// Returns the employers of an office, by name; those that are closed come last.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn employers(reader: &Reader<'_>, office: &OfficeCode) -> Result<Vec<EmployerRow>, Outage> {
    Question::new(EMPLOYER)
        .bind(" AND s.office = ", office.0.as_str())
        .add(" ORDER BY CASE WHEN s.closed_on IS NULL THEN 0 ELSE 1 END, s.name")
        .bind(", s.employer_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, employer)
}

/// Returns some employers, in whichever register they stand, in the order of their identifiers.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn employers_by_id(
    reader: &Reader<'_>,
    employers: &[EmployerId],
) -> Result<Vec<EmployerRow>, Outage> {
    let employers: Vec<String> = employers.iter().map(EmployerId::to_string).collect();
    Question::new(EMPLOYER)
        .and_in("s.employer_id", employers.iter().map(String::as_str))
        .bind(" ORDER BY s.employer_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, employer)
}

/// Returns what the employers of an office offer and offered, the newest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn vacancies(reader: &Reader<'_>, office: &OfficeCode) -> Result<Vec<VacancyRow>, Outage> {
    let select = "SELECT s.employer_id, s.vacancy_id, s.office, s.kind, s.name, s.places, s.taken,
        s.wage, s.offered_on, s.until_on, s.closed_on FROM vacancy_view s WHERE 1 = 1";
    Question::new(select)
        .bind(" AND s.office = ", office.0.as_str())
        .bind(" ORDER BY s.offered_on DESC, s.vacancy_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(VacancyRow {
                employer_id: row.parsed()?,
                vacancy_id: row.parsed()?,
                office: row.office()?,
                kind: row.text()?,
                name: row.text()?,
                places: row.version()?,
                taken: row.version()?,
                wage: row.optional_integer()?,
                offered_on: row.day()?,
                until_on: row.optional_day()?,
                closed_on: row.optional_day()?,
            })
        })
}

const JOB: &str = "w.job_version, w.employer_id, w.status, w.taken_on, w.kept_months, w.awaits,
    w.awaited_by";

fn job(row: &mut Fields) -> Result<JobRow, Failure> {
    Ok(JobRow {
        case: head(row)?,
        version: row.version()?,
        employer_id: row.parsed()?,
        status: row.text()?,
        taken_on: row.optional_day()?,
        kept_months: row.optional_integer()?,
        awaits: row.optional_text()?,
        awaited_by: row.optional_day()?,
    })
}

/// Returns the jobs of a scope for which something is awaited up to a day, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn jobs_awaited(
    reader: &Reader<'_>,
    scope: &Scope,
    until: Date,
) -> Result<Vec<JobRow>, Outage> {
    question(JOB, "job_view")
        .and_scope("w", scope)
        .bind(" AND w.awaited_by <= ", day_number(until))
        .bind(" ORDER BY w.awaited_by, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, job)
}

/// Returns the clients that were sent to some employers, but those of some cases.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn jobs_at(
    reader: &Reader<'_>,
    employers: &[EmployerId],
    except: &[CaseId],
) -> Result<Vec<JobRow>, Outage> {
    let employers: Vec<String> = employers.iter().map(EmployerId::to_string).collect();
    question(JOB, "job_view")
        .and_in("w.employer_id", employers.iter().map(String::as_str))
        .and_not_in("c.case_id", except.iter().map(CaseId::to_string))
        .bind(" ORDER BY w.sent_on, w.stream_no, w.ordinal LIMIT ", i64::from(ROWS_MAX))
        .ask(reader, DOING, job)
}
