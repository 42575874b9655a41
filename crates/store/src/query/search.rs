//! Cases that a search finds: by the tokens of a person or of a case, by a court's number, by words.
//!
//! Each question is narrowed down to a scope first, so that a name which half the country bears
//! finds those whom the reader may know of. What the tokens mean, and whether a name that shares
//! them truly answers, is the caller's.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};

use super::case::{COLUMNS, CaseRow, PERSON, row};
use super::{Question, Scope, at_most};
use crate::connection::{Fields, placeholders};
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "searching";

/// Most cases that one way of searching returns; whoever finds more must say more.
pub const FOUND_MAX: usize = 300;

/// Most words of a search that are looked at.
pub const SEARCH_WORDS_MAX: usize = 8;

/// A case with the names of its person in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCase {
    /// The case.
    pub case: CaseRow,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; empty where there is none.
    pub patronymic: String,
    /// Former names, as the projection has them.
    pub former_names: String,
    /// Day of birth, where known.
    pub birth_on: Option<jiff::civil::Date>,
}

/// A case with the hashes of the words that stand in its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseWords {
    /// The case.
    pub case_id: CaseId,
    /// Its office.
    pub office: OfficeCode,
    /// Its officer.
    pub officer: Option<StaffId>,
    /// Whether it is restricted.
    pub restricted: bool,
    /// The hashes, as the projection has them.
    pub words: Vec<u8>,
}

/// Whom a question asks for, and among which cases.
#[derive(Clone, Debug)]
pub struct Among {
    /// The widest part that the reader may see.
    pub scope: Scope,
    /// But not these.
    pub except: Vec<CaseId>,
}

impl Among {
    fn narrow(&self, question: Question) -> Question {
        let except = self.except.iter().map(CaseId::to_string);
        question.and_scope("c", &self.scope).and_not_in("c.case_id", except)
    }
}

/// The streams that have, for each word, at least one of its tokens in a table of postings.
fn streams_with(question: Question, table: &str, words: &[Vec<i64>]) -> Question {
    let words = words.iter().filter(|tokens| !tokens.is_empty()).take(SEARCH_WORDS_MAX);
    let mut question = question;
    for (place, tokens) in words.enumerate() {
        let between = if place == 0 { "" } else { " INTERSECT " };
        let list = placeholders(question.values.len() + 1, tokens.len());
        question.values.extend(tokens.iter().map(|token| (*token).into()));
        question = question
            .add(&format!("{between}SELECT DISTINCT stream_no FROM {table} WHERE token IN {list}"));
    }
    question
}

fn has_words(words: &[Vec<i64>]) -> bool {
    words.iter().any(|tokens| !tokens.is_empty())
}

/// Returns the cases of the persons who have, for each word, at least one of its tokens: at most
/// [`FOUND_MAX`], by name. Words after the first [`SEARCH_WORDS_MAX`] are not looked at; without a
/// word nobody is found.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn cases_of_named(
    reader: &Reader<'_>,
    among: &Among,
    words: &[Vec<i64>],
) -> Result<Vec<NamedCase>, Outage> {
    if !has_words(words) {
        return Ok(Vec::new());
    }
    let question = Question::new(format!(
        "SELECT {COLUMNS}, p.surname, p.given_name, p.patronymic, p.former_names, p.birth_on FROM ("
    ));
    let question = streams_with(question, "person_posting", words)
        .add(") found JOIN person_view p ON p.stream_no = found.stream_no")
        .add(" JOIN case_view c ON c.person_id = p.person_id WHERE 1 = 1");
    among
        .narrow(question)
        .bind(" ORDER BY p.sort_ru, c.stream_no LIMIT ", at_most(FOUND_MAX))
        .ask(reader, DOING, named)
}

fn named(fields: &mut Fields) -> Result<NamedCase, Failure> {
    Ok(NamedCase {
        case: row(fields)?,
        surname: fields.text()?,
        given_name: fields.text()?,
        patronymic: fields.optional_text()?.unwrap_or_default(),
        former_names: fields.optional_text()?.unwrap_or_default(),
        birth_on: fields.optional_day()?,
    })
}

/// Returns the cases in whose own record all tokens stand, the oldest first: at most
/// [`FOUND_MAX`].
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn cases_posted(
    reader: &Reader<'_>,
    among: &Among,
    tokens: &[i64],
) -> Result<Vec<CaseRow>, Outage> {
    let words: Vec<Vec<i64>> = tokens.iter().map(|token| vec![*token]).collect();
    if !has_words(&words) {
        return Ok(Vec::new());
    }
    let question = Question::new(format!("SELECT {COLUMNS} FROM ("));
    let question = streams_with(question, "case_posting", &words).add(&format!(
        ") found JOIN case_view c ON c.stream_no = found.stream_no {PERSON} WHERE 1 = 1"
    ));
    among
        .narrow(question)
        .bind(" ORDER BY c.stream_no LIMIT ", at_most(FOUND_MAX))
        .ask(reader, DOING, row)
}

/// Returns the cases with one of some forms of a court's number, the oldest first: at most
/// [`FOUND_MAX`].
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn cases_numbered(
    reader: &Reader<'_>,
    among: &Among,
    forms: &[String],
) -> Result<Vec<CaseRow>, Outage> {
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    let question = Question::new(format!("SELECT {COLUMNS} FROM case_view c {PERSON}"))
        .add(" WHERE c.stream_no IN (SELECT stream_no FROM case_number WHERE 1 = 1")
        .and_in("number", forms.iter().map(String::as_str))
        .add(")");
    among
        .narrow(question)
        .bind(" ORDER BY c.stream_no LIMIT ", at_most(FOUND_MAX))
        .ask(reader, DOING, row)
}

/// Returns the words of every case, the newest case first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn words_of_cases(reader: &Reader<'_>, among: &Among) -> Result<Vec<CaseWords>, Outage> {
    let question = Question::new(
        "SELECT c.stream_no, c.case_id, c.office, c.officer, c.restricted, w.words FROM case_view c
            JOIN case_words w ON w.stream_no = c.stream_no WHERE 1 = 1",
    );
    let found = among.narrow(question).ask(reader, DOING, |fields| {
        Ok((
            fields.integer()?,
            CaseWords {
                case_id: fields.parsed()?,
                office: fields.office()?,
                officer: fields.optional_parsed()?,
                restricted: fields.flag()?,
                words: fields.optional_bytes()?.unwrap_or_default(),
            },
        ))
    });
    // Put in order here: the database would carry all the words through its sorting.
    let mut found = found?;
    found.sort_unstable_by_key(|(stream, _)| std::cmp::Reverse(*stream));
    Ok(found.into_iter().map(|(_, words)| words).collect())
}
