//! Persons, found by the tokens of their names.
//!
//! The posting table holds hashes of folded name tokens, so that the database gives away no name
//! to somebody who reads only that table. Folding and hashing are the caller's.

use bagyt_core::identity::PersonId;
use jiff::civil::Date;

use super::{Question, at_most};
use crate::connection::{Fields, Value, query_in};
use crate::failure::{During, Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "searching for persons";

/// Most persons who are weighed as the one that a record means; a token that more persons share
/// tells nothing.
pub const CANDIDATES_MAX: usize = 1_000;

/// A person as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub person_id: PersonId,
    /// The whole name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; empty where there is none.
    pub patronymic: String,
    /// Day of birth, where known.
    pub birth_on: Option<Date>,
    /// `f` or `m`.
    pub sex: String,
    /// National number, where known.
    pub national_no: Option<String>,
    /// Key for sorting in Russian.
    pub sort_ru: Vec<u8>,
    /// Key for sorting in Kyrgyz.
    pub sort_ky: Vec<u8>,
    /// Key for sorting in Kazakh.
    pub sort_kk: Vec<u8>,
}

const SELECT: &str = "SELECT person_id, display_name, surname, given_name, patronymic, birth_on,
    sex, national_no, sort_ru, sort_ky, sort_kk FROM person_view WHERE person_id IN {}";

fn row(row: &mut Fields) -> Result<PersonRow, Failure> {
    Ok(PersonRow {
        person_id: row.parsed()?,
        name: row.text()?,
        surname: row.text()?,
        given_name: row.text()?,
        patronymic: row.optional_text()?.unwrap_or_default(),
        birth_on: row.optional_day()?,
        sex: row.text()?,
        national_no: row.optional_text()?,
        sort_ru: row.optional_bytes()?.unwrap_or_default(),
        sort_ky: row.optional_bytes()?.unwrap_or_default(),
        sort_kk: row.optional_bytes()?.unwrap_or_default(),
    })
}

/// Returns the persons who have at least one of some tokens, at most [`CANDIDATES_MAX`], by
/// identifier: those who may be meant by a record.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn people_with_any(reader: &Reader<'_>, tokens: &[i64]) -> Result<Vec<PersonId>, Outage> {
    let posted = "SELECT DISTINCT p.person_id FROM person_posting t
        JOIN person_view p ON p.stream_no = t.stream_no WHERE 1 = 1";
    Question::new(posted)
        .and_in("t.token", tokens.iter().copied())
        .bind(" ORDER BY p.person_id LIMIT ", at_most(CANDIDATES_MAX))
        .ask(reader, DOING, Fields::parsed)
}

/// Returns persons by their identifiers, in the order of the identifiers.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn persons(reader: &Reader<'_>, ids: &[PersonId]) -> Result<Vec<PersonRow>, Outage> {
    let ids: Vec<Value> = ids.iter().map(|id| id.to_string().into()).collect();
    let rows = reader.with(|connection| query_in(connection, SELECT, ids));
    let persons: Result<Vec<PersonRow>, Failure> =
        rows.and_then(|rows| rows.into_iter().map(|cells| row(&mut Fields::of(cells))).collect());
    let mut persons = persons.during("reading persons")?;
    persons.sort_by_key(|person| person.person_id);
    Ok(persons)
}

/// Returns a person, unless it is unknown or erased.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn person_by_id(reader: &Reader<'_>, id: PersonId) -> Result<Option<PersonRow>, Outage> {
    Ok(persons(reader, &[id])?.into_iter().next())
}
