//! Rows of law that lawyers write, and whose cases a change of the law is about.

use bagyt_core::identity::{CaseId, PersonId, TableId};
use jiff::civil::Date;

use super::Question;
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
