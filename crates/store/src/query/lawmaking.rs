//! Rows of law that lawyers write, whose cases a change of the law is about, and campaigns.

use bagyt_core::identity::{CaseId, OfficeCode, PersonId, TableId};
use jiff::civil::Date;
use uuid::Uuid;

use super::{Question, ROWS_MAX, Scope};
use crate::failure::Outage;
use crate::reader::Reader;

/// Most drafts of the list.
const DRAFTS_MAX: u32 = 1_000;

/// Cases that are asked about at once; a database takes a few thousand values in one question.
const CASES_AT_ONCE: usize = 1_000;

/// A row of law that lawyers write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawDraftRow {
    /// The draft.
    pub draft_id: TableId,
    /// Code of the rule.
    pub code: String,
    /// First day on which it is to be in force.
    pub in_force_from: Date,
    /// `draft`, `asked`, `returned`, `approved` or `given_up`.
    pub status: String,
    /// Day on which it was begun.
    pub begun_on: Date,
    /// Day of its last entry.
    pub changed_on: Date,
}

/// Lists drafts, the one that changed last first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn law_drafts(reader: &Reader<'_>) -> Result<Vec<LawDraftRow>, Outage> {
    Question::new(
        "SELECT d.draft_id, d.code, d.in_force_from, d.status, d.begun_on, d.changed_on
            FROM law_draft_view d",
    )
    .bind(" ORDER BY d.changed_on DESC, d.stream_no DESC, d.ordinal LIMIT ", DRAFTS_MAX)
    .ask(reader, "listing drafts of law", |row| {
        Ok(LawDraftRow {
            draft_id: row.parsed()?,
            code: row.text()?,
            in_force_from: row.day()?,
            status: row.text()?,
            begun_on: row.day()?,
            changed_on: row.day()?,
        })
    })
}

/// Returns whose some cases are.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn persons_of_cases(
    reader: &Reader<'_>,
    cases: &[CaseId],
) -> Result<Vec<(CaseId, PersonId)>, Outage> {
    let mut persons = Vec::with_capacity(cases.len());
    for some in cases.chunks(CASES_AT_ONCE) {
        let found = Question::new("SELECT c.case_id, c.person_id FROM case_view c WHERE 1 = 1")
            .and_in("c.case_id", some.iter().map(CaseId::to_string))
            .ask(reader, "reading whose cases these are", |row| {
                Ok((row.parsed()?, row.parsed()?))
            })?;
        persons.extend(found);
    }
    Ok(persons)
}

/// A submission that rests on a row of law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestingRow {
    /// The case.
    pub case_id: CaseId,
    /// The office.
    pub office: OfficeCode,
    /// The submission.
    pub submission_id: Uuid,
    /// `drafted`, `approved`, `sent`, `received` or `decided`.
    pub status: String,
    /// Day of the draft.
    pub drafted_on: Date,
    /// Day of the approval, on which it is sent as well.
    pub approved_on: Option<Date>,
    /// Day of the ruling.
    pub decided_on: Option<Date>,
}

/// Returns the submissions that rest on a row of law, the earliest first, without those of some
/// cases.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn submissions_resting_on(
    reader: &Reader<'_>,
    row: &str,
    scope: &Scope,
    except: &[CaseId],
) -> Result<Vec<RestingRow>, Outage> {
    Question::new(
        "SELECT w.case_id, w.office, w.submission_id, w.status, w.drafted_on, w.approved_on,
            w.decided_on FROM submission_view w WHERE 1 = 1",
    )
    .bind(" AND w.law_row = ", row)
    .and_scope("w", scope)
    .and_not_in("w.case_id", except.iter().map(CaseId::to_string))
    .bind(" ORDER BY w.drafted_on, w.stream_no, w.ordinal LIMIT ", i64::from(ROWS_MAX))
    .ask(reader, "reading the submissions under a row of law", |row| {
        Ok(RestingRow {
            case_id: row.parsed()?,
            office: row.office()?,
            submission_id: row.parsed()?,
            status: row.text()?,
            drafted_on: row.day()?,
            approved_on: row.optional_day()?,
            decided_on: row.optional_day()?,
        })
    })
}
