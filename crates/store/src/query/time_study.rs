//! Time studies: those of an office, and what somebody is asked in.

use bagyt_core::identity::{OfficeCode, StaffId, TimeStudyId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::worklist::WORKLIST_MAX;
use super::{Question, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading time studies";

/// A study of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStudyRow {
    /// Its identifier.
    pub study_id: TimeStudyId,
    /// The office.
    pub office: OfficeCode,
    /// When it was opened.
    pub opened_on: Date,
    /// The first day on which people are asked.
    pub from_on: Date,
    /// The last one.
    pub until_on: Date,
    /// How many people it asks.
    pub people: u64,
    /// How many moments were answered.
    pub answers: u64,
}

/// A study in which somebody is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRow {
    /// Its identifier.
    pub study_id: TimeStudyId,
    /// When it was opened.
    pub opened_on: Date,
    /// The last day on which people are asked.
    pub until_on: Date,
    /// The lot.
    pub seed: String,
    /// The newest moment that the person answered.
    pub answered_last_at: Option<Timestamp>,
}

fn study(row: &mut Fields) -> Result<TimeStudyRow, Failure> {
    Ok(TimeStudyRow {
        study_id: row.parsed()?,
        office: row.office()?,
        opened_on: row.day()?,
        from_on: row.day()?,
        until_on: row.day()?,
        people: row.count()?,
        answers: row.count()?,
    })
}

fn asked(row: &mut Fields) -> Result<AskedRow, Failure> {
    Ok(AskedRow {
        study_id: row.parsed()?,
        opened_on: row.day()?,
        until_on: row.day()?,
        seed: row.text()?,
        answered_last_at: row.optional_instant()?,
    })
}

/// Returns the studies of an office, the newest first: how many people each asks and how many answers
/// there are together, never whose.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn time_studies(reader: &Reader<'_>, office: &OfficeCode) -> Result<Vec<TimeStudyRow>, Outage> {
    Question::new(
        "SELECT t.study_id, t.office, t.opened_on, t.from_on, t.until_on, COUNT(*),
            CAST(SUM(t.answers) AS BIGINT) FROM time_study_view t WHERE 1 = 1",
    )
    .bind(" AND t.office = ", office.0.as_str())
    .add(" GROUP BY t.study_id, t.office, t.opened_on, t.from_on, t.until_on")
    .bind(" ORDER BY t.from_on DESC, t.study_id LIMIT ", at_most(WORKLIST_MAX))
    .ask(reader, DOING, study)
}

/// Returns the studies in which somebody is asked on a day.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn studies_asking(
    reader: &Reader<'_>,
    staff: StaffId,
    on: Date,
) -> Result<Vec<AskedRow>, Outage> {
    Question::new(
        "SELECT t.study_id, t.opened_on, t.until_on, t.seed, t.answered_last_at
            FROM time_study_view t WHERE 1 = 1",
    )
    .bind(" AND t.staff_id = ", staff.to_string())
    .bind(" AND t.until_on >= ", on)
    .bind(" AND t.from_on <= ", on)
    .bind(" ORDER BY t.from_on, t.study_id LIMIT ", at_most(WORKLIST_MAX))
    .ask(reader, DOING, asked)
}
