//! Records that are one person's, or were proposed to be.

use bagyt_core::identity::PersonId;

use super::{Question, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

/// Most proposals of one list.
pub const MERGES_LISTED_MAX: usize = 200;

/// A pair of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergeRow {
    /// The main record.
    pub main: PersonId,
    /// The other one.
    pub other: PersonId,
    /// Whether it was confirmed.
    pub is_joined: bool,
}

const SELECT: &str = "SELECT person_id, other_id, status FROM merge_view WHERE 1 = 1";

fn row(fields: &mut Fields) -> Result<MergeRow, Failure> {
    let (main, other) = (fields.parsed()?, fields.parsed()?);
    Ok(MergeRow { main, other, is_joined: fields.text()? == "joined" })
}

/// Returns the pairs in which one of some records stands, in a defined order.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn merges_of(reader: &Reader<'_>, persons: &[PersonId]) -> Result<Vec<MergeRow>, Outage> {
    let mut found = Vec::new();
    for column in ["person_id", "other_id"] {
        let rows = Question::new(SELECT)
            .and_in(column, persons.iter().map(PersonId::to_string))
            .add(" ORDER BY person_id")
            .ask(reader, "looking for joined records", row)?;
        found.extend(rows.into_iter().filter(|row| !found.contains(row)).collect::<Vec<_>>());
    }
    Ok(found)
}

/// Returns the proposals that wait for another person's decision, the oldest first, at most
/// [`MERGES_LISTED_MAX`].
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn merges_waiting(reader: &Reader<'_>) -> Result<Vec<MergeRow>, Outage> {
    Question::new(SELECT)
        .add(" AND status = 'waiting' ORDER BY proposed_at, person_id")
        .bind(" LIMIT ", at_most(MERGES_LISTED_MAX))
        .ask(reader, "listing proposals to join records", row)
}
