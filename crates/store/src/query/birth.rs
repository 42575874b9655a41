//! Clients who were born on some days: their age may change what the law asks.

use bagyt_core::view::day_number;
use jiff::civil::Date;

use super::worklist::{head, question};
use super::{CaseHead, Scope, WORKLIST_MAX, at_most};
use crate::failure::Outage;
use crate::reader::Reader;

/// An open case with what its client's age is told from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BirthRow {
    /// The case.
    pub case: CaseHead,
    /// Day of birth.
    pub born_on: Date,
    /// `f` or `m`.
    pub sex: String,
    /// First day of the term.
    pub from: Date,
    /// Last day of the term.
    pub until: Date,
}

/// Returns the open cases of clients who were born within one of these spans, first and last day
/// included.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn born_within(
    reader: &Reader<'_>,
    scope: &Scope,
    spans: &[(Date, Date)],
) -> Result<Vec<BirthRow>, Outage> {
    let open = question("p.birth_on, p.sex, w.term_from, w.term_until", "case_view")
        .and_scope("w", scope)
        .and_in("w.status", ["active", "suspended"])
        .add(" AND (1 = 0");
    let within = spans.iter().fold(open, |question, (from, until)| {
        question
            .bind(" OR (p.birth_on >= ", day_number(*from))
            .bind(" AND p.birth_on <= ", day_number(*until))
            .add(")")
    });
    within.bind(") ORDER BY w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX)).ask(
        reader,
        "looking for birthdays",
        |row| {
            Ok(BirthRow {
                case: head(row)?,
                born_on: row.day()?,
                sex: row.text()?,
                from: row.day()?,
                until: row.day()?,
            })
        },
    )
}
