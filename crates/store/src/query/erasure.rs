//! Requests to forget who a person was: those that wait, and those that were not carried out.

use bagyt_core::identity::{CaseId, PersonId};
use jiff::Timestamp;

use super::{Question, Scope, at_most};
use crate::connection::Fields;
use crate::failure::Outage;
use crate::reader::Reader;

/// Most requests of one list.
pub const ERASURES_LISTED_MAX: usize = 200;

/// A request that waits for its decision, at a case of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRow {
    /// The person.
    pub person_id: PersonId,
    /// A case of the person in the scope.
    pub case_id: CaseId,
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// Returns the requests that wait, of persons with a case in a scope, the oldest first, at most
/// [`ERASURES_LISTED_MAX`] rows; a person with several cases there has a row for each.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn erasures_waiting(reader: &Reader<'_>, scope: &Scope) -> Result<Vec<ErasureRow>, Outage> {
    Question::new(
        "SELECT e.person_id, c.case_id, e.asked_at FROM erasure_view e
            JOIN case_view c ON c.person_id = e.person_id WHERE e.status = 'waiting'",
    )
    .and_scope("c", scope)
    .add(" ORDER BY e.asked_at, e.person_id, c.case_id")
    .bind(" LIMIT ", at_most(ERASURES_LISTED_MAX))
    .ask(reader, "listing erasures", |row| {
        Ok(ErasureRow {
            person_id: row.parsed()?,
            case_id: row.parsed()?,
            asked_at: row.instant()?,
        })
    })
}

/// Returns the persons of whom an approved erasure was not carried out to its end: a key that was
/// to go still stands.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn unfinished_erasures(reader: &Reader<'_>) -> Result<Vec<PersonId>, Outage> {
    Question::new(
        "SELECT DISTINCT e.person_id FROM erased_stream e JOIN stream s ON s.name = e.erased
            JOIN record_key k ON k.stream_no = s.stream_no ORDER BY e.person_id",
    )
    .ask(reader, "looking for unfinished erasures", Fields::parsed)
}

/// Whether an erasure was ever approved in this record.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn has_erasures(reader: &Reader<'_>) -> Result<bool, Outage> {
    let question = Question::new("SELECT 1 FROM erased_stream LIMIT 1");
    question.ask_count(reader, "looking for erasures").map(|count| count > 0)
}
