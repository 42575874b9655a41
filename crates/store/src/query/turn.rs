//! What turned in clients' circumstances: a risk assessed anew, an attribute that ends.

use bagyt_core::view::day_number;
use jiff::civil::Date;

use super::worklist::{head, question};
use super::{CaseHead, Scope, WORKLIST_MAX, at_most};
use crate::failure::Outage;
use crate::reader::Reader;

/// An open case whose last assessment changed the risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskRow {
    /// The case.
    pub case: CaseHead,
    /// The risk that holds now.
    pub risk: String,
    /// What was assessed before.
    pub before: String,
    /// Version of the assessment.
    pub version: u32,
    /// Its day.
    pub on: Date,
}

/// An attribute of a client that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeEndRow {
    /// The case.
    pub case: CaseHead,
    /// Its code.
    pub attribute: String,
    /// The first day on which it no longer holds.
    pub until: Date,
}

/// Returns the open cases whose risk changed on one of these days, first and last included.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn risks_changed(
    reader: &Reader<'_>,
    scope: &Scope,
    (from, until): (Date, Date),
) -> Result<Vec<RiskRow>, Outage> {
    question("w.risk, w.risk_before, w.changed_version, w.changed_on", "risk_view")
        .and_scope("w", scope)
        .bind(" AND w.changed_on >= ", day_number(from))
        .bind(" AND w.changed_on <= ", day_number(until))
        .bind(" ORDER BY w.changed_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, "looking for changed risks", |row| {
            Ok(RiskRow {
                case: head(row)?,
                risk: row.text()?,
                before: row.text()?,
                version: row.version()?,
                on: row.day()?,
            })
        })
}

/// Returns the attributes of clients of open cases that no longer hold from one of these days on,
/// first and last included.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn attributes_ending(
    reader: &Reader<'_>,
    scope: &Scope,
    (from, until): (Date, Date),
) -> Result<Vec<AttributeEndRow>, Outage> {
    question("w.attribute, w.until_on", "attribute_view")
        .and_scope("w", scope)
        .bind(" AND w.until_on >= ", day_number(from))
        .bind(" AND w.until_on <= ", day_number(until))
        .bind(" ORDER BY w.until_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, "looking for attributes that end", |row| {
            Ok(AttributeEndRow { case: head(row)?, attribute: row.text()?, until: row.day()? })
        })
}
