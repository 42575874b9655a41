//! Prosecutors' acts of supervision.

use bagyt_core::identity::{OfficeCode, ProsecutorActId};
use jiff::civil::Date;

use super::worklist::WORKLIST_MAX;
use super::{Question, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading prosecutors' acts";

/// A prosecutor's act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProsecutorActRow {
    /// Its identifier.
    pub act_id: ProsecutorActId,
    /// The office of which something is demanded.
    pub office: OfficeCode,
    /// Code of its kind.
    pub kind: String,
    /// The prosecutor's number.
    pub number: String,
    /// The day of the act.
    pub dated_on: Date,
    /// The day on which it came.
    pub received_on: Date,
    /// The last day of the answer.
    pub answer_by: Date,
    /// Whether the act itself states that day.
    pub is_stated: bool,
    /// Who signed it.
    pub signed: String,
    /// What it found and demands.
    pub words: String,
    /// The day of the answer.
    pub answered_on: Option<Date>,
    /// Code of what was answered.
    pub outcome: Option<String>,
    /// The office's number of the answer.
    pub answer_number: Option<String>,
    /// What was done, or why not.
    pub answer_words: Option<String>,
}

const ACT: &str = "SELECT p.act_id, p.office, p.kind, p.number, p.dated_on, p.received_on,
    p.answer_by, p.is_stated, p.signed, p.words, p.answered_on, p.outcome, p.answer_number,
    p.answer_words FROM prosecutor_act_view p WHERE 1 = 1";

fn act(row: &mut Fields) -> Result<ProsecutorActRow, Failure> {
    Ok(ProsecutorActRow {
        act_id: row.parsed()?,
        office: row.office()?,
        kind: row.text()?,
        number: row.text()?,
        dated_on: row.day()?,
        received_on: row.day()?,
        answer_by: row.day()?,
        is_stated: row.flag()?,
        signed: row.text()?,
        words: row.text()?,
        answered_on: row.optional_day()?,
        outcome: row.optional_text()?,
        answer_number: row.optional_text()?,
        answer_words: row.optional_text()?,
    })
}

/// Returns the acts of an office: those that wait for an answer first, by its last day, then those
/// that were answered, the newest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn prosecutor_acts(
    reader: &Reader<'_>,
    office: &OfficeCode,
) -> Result<Vec<ProsecutorActRow>, Outage> {
    Question::new(ACT)
        .bind(" AND p.office = ", office.0.as_str())
        .add(" ORDER BY CASE WHEN p.answered_on IS NULL THEN 0 ELSE 1 END,")
        .add(" CASE WHEN p.answered_on IS NULL THEN p.answer_by ELSE -p.answered_on END")
        .bind(", p.act_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, act)
}

/// Returns one act, of whichever office.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn prosecutor_act_by_id(
    reader: &Reader<'_>,
    id: ProsecutorActId,
) -> Result<Option<ProsecutorActRow>, Outage> {
    let rows =
        Question::new(ACT).bind(" AND p.act_id = ", id.to_string()).ask(reader, DOING, act)?;
    Ok(rows.into_iter().next())
}
