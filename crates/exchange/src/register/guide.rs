//! The guide to registers: what each field is called in four languages, by which headings its
//! column is known, and the words that stand for codes which no list of a country has.

use std::collections::BTreeMap;

use bagyt_core::words::Words;
use serde::Deserialize;

use super::Field;
use super::lists::{Found, List, plain};

/// Whether a register has to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// No case without it.
    Required,
    /// It may be left out, or follows from another field.
    Optional,
}

/// What is said of a field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldGuide {
    code: String,
    /// Whether a register has to say it.
    pub need: Need,
    /// Its heading.
    pub heading: Words,
    /// What is written below it.
    pub help: Words,
    /// What stands in the example of the template; empty where a code list gives it.
    #[serde(default)]
    pub example: String,
    /// Other headings by which its column is known.
    #[serde(default)]
    known: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordGuide {
    list: String,
    code: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    example: Words,
    field: Vec<FieldGuide>,
    word: Vec<WordGuide>,
}

/// Why a guide cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GuideError {
    /// It cannot be read.
    #[error("the guide to registers cannot be read")]
    Unreadable(#[from] toml::de::Error),
    /// It says nothing of a field, or something twice.
    #[error("the guide to registers says of the field `{code}` nothing, or something twice")]
    Field {
        /// The field.
        code: String,
    },
    /// Two fields have one heading.
    #[error("two fields are known by the heading `{heading}`")]
    Heading {
        /// The heading.
        heading: String,
    },
}

/// The guide.
///
/// Invariant: every field stands in it once, and no heading means two fields.
#[derive(Clone, Debug)]
pub struct Guide {
    /// What begins the first cell of a line that is an example and no case.
    pub example: Words,
    fields: BTreeMap<Field, FieldGuide>,
    headings: BTreeMap<String, Field>,
    words: BTreeMap<String, List>,
}

impl Guide {
    /// Reads the guide.
    ///
    /// # Errors
    ///
    /// [`GuideError`], in the order of its variants.
    pub fn parse(text: &str) -> Result<Guide, GuideError> {
        let file: File = toml::from_str(text)?;
        let mut guide = Guide {
            example: file.example,
            fields: BTreeMap::new(),
            headings: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        for one in file.field {
            let wrong = || GuideError::Field { code: one.code.clone() };
            let field = Field::find(&one.code).ok_or_else(wrong)?;
            let Words { en, ru, ky, kk } = &one.heading;
            // What was taken out by codes comes in by them as well.
            for heading in one.known.iter().chain([en, ru, ky, kk, &one.code]) {
                let known = guide.headings.insert(plain(heading), field);
                if known.is_some_and(|known| known != field) {
                    return Err(GuideError::Heading { heading: heading.clone() });
                }
            }
            if guide.fields.insert(field, one.clone()).is_some() {
                return Err(wrong());
            }
        }
        if let Some(field) = Field::ALL.iter().find(|field| !guide.fields.contains_key(*field)) {
            return Err(GuideError::Field { code: field.code().to_owned() });
        }
        for word in file.word {
            let list = guide.words.entry(word.list).or_default();
            word.words.iter().for_each(|words| list.add(words, &word.code));
        }
        Ok(guide)
    }

    /// Returns what is said of a field.
    pub fn of(&self, field: Field) -> Option<&FieldGuide> {
        self.fields.get(&field)
    }

    /// Returns the field that a heading means.
    pub fn field_of(&self, heading: &str) -> Option<Field> {
        self.headings.get(&plain(heading)).copied()
    }

    /// Returns whether a line is the example of a template.
    pub fn is_example(&self, cells: &[String]) -> bool {
        let first = cells.iter().find(|cell| !cell.trim().is_empty());
        let first = plain(first.map_or("", String::as_str));
        let Words { en, ru, ky, kk } = &self.example;
        [en, ru, ky, kk].iter().any(|word| first.starts_with(&plain(word)))
    }

    /// Finds the code that words of a list mean, of lists that no country has of its own: `sex`,
    /// `language`, `citizenship`.
    pub fn code_of(&self, list: &str, text: &str) -> Option<String> {
        match self.words.get(list)?.find(text) {
            Found::One(code) => Some(code),
            Found::Several(_) | Found::None => None,
        }
    }
}
