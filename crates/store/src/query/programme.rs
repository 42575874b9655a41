//! Clients' programmes.

use bagyt_core::view::day_number;
use jiff::civil::Date;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Scope, at_most};
use crate::failure::Outage;
use crate::reader::Reader;

const DOING: &str = "reading programmes";

/// A client's programme whose next session is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the enrolment.
    pub version: u32,
    /// Code of the programme.
    pub programme: String,
    /// The day of the next session.
    pub next_on: Date,
}

/// Returns the programmes of a scope whose next session is up to a day, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn programmes_awaited(
    reader: &Reader<'_>,
    scope: &Scope,
    until: Date,
) -> Result<Vec<ProgrammeRow>, Outage> {
    question("w.programme_version, w.programme, w.next_on", "programme_view")
        .and_scope("w", scope)
        .bind(" AND w.next_on <= ", day_number(until))
        .bind(" ORDER BY w.next_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(ProgrammeRow {
                case: head(row)?,
                version: row.version()?,
                programme: row.text()?,
                next_on: row.day()?,
            })
        })
}
