//! Which column of a sheet means what: guessed from the headings, changed by a person, kept as text.
//!
//! A field may have no column and one value for all lines, such as the citizenship in a register
//! that does not write it; and one column may serve two fields.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Field;
use super::guide::{Guide, Need};
use super::lists::plain;

/// Where a field is found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// In the column of that heading.
    Column(String),
    /// It is this in every line.
    Value(String),
}

/// Which column means what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Where each field is found; a field that is not here is not said.
    pub sources: BTreeMap<Field, Source>,
}

/// Why a mapping cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MappingError {
    /// It is no such table.
    #[error("the mapping is no table of fields, each `{{ column = … }}` or `{{ value = … }}`")]
    Unreadable(#[from] toml::de::Error),
    /// It names a field that there is not.
    #[error("the mapping names the field `{code}`, which there is not")]
    UnknownField {
        /// The field.
        code: String,
    },
}

/// Fields of which one is enough.
const EITHER: [(Field, &[Field]); 4] = [
    (Field::Surname, &[Field::FullName]),
    (Field::GivenName, &[Field::FullName]),
    (Field::Sex, &[Field::NationalNo]),
    (Field::BirthOn, &[Field::NationalNo]),
];

impl Mapping {
    /// Guesses what the columns mean from their headings; the first column of a meaning counts.
    pub fn guess(guide: &Guide, headings: &[String]) -> Mapping {
        let mut mapping = Mapping::default();
        for heading in headings {
            if let Some(field) = guide.field_of(heading) {
                let source = Source::Column(heading.clone());
                mapping.sources.entry(field).or_insert(source);
            }
        }
        mapping
    }

    /// Reads a mapping that was kept.
    ///
    /// # Errors
    ///
    /// [`MappingError`], in the order of its variants.
    ///
    /// ```
    /// use bagyt_exchange::register::mapping::Mapping;
    ///
    /// let text = "citizenship = { value = \"KG\" }\nsurname = { column = \"Фамилия\" }\n";
    /// assert_eq!(Mapping::parse(text).unwrap().written(), text);
    /// ```
    pub fn parse(text: &str) -> Result<Mapping, MappingError> {
        let table: BTreeMap<String, Source> = toml::from_str(text)?;
        let mut sources = BTreeMap::new();
        for (code, source) in table {
            let field = Field::find(&code).ok_or(MappingError::UnknownField { code })?;
            sources.insert(field, source);
        }
        Ok(Mapping { sources })
    }

    /// Writes the mapping as it is kept.
    pub fn written(&self) -> String {
        let mut lines: Vec<String> = self
            .sources
            .iter()
            .map(|(field, source)| {
                let (what, text) = match source {
                    Source::Column(heading) => ("column", heading),
                    Source::Value(value) => ("value", value),
                };
                let text = toml::Value::String(text.clone());
                format!("{} = {{ {what} = {text} }}\n", field.code())
            })
            .collect();
        lines.sort();
        lines.concat()
    }

    /// Returns the mapping without columns that a sheet does not have.
    #[must_use]
    pub fn fitting(&self, headings: &[String]) -> Mapping {
        let has = |source: &Source| match source {
            Source::Column(wanted) => headings.iter().any(|known| plain(known) == plain(wanted)),
            Source::Value(_) => true,
        };
        let kept = self.sources.iter().filter(|(_, source)| has(source));
        Mapping { sources: kept.map(|(field, source)| (*field, source.clone())).collect() }
    }

    /// Returns the fields without which there is no case and that are found nowhere.
    pub fn missing(&self, guide: &Guide) -> Vec<Field> {
        let is_found = |field: &Field| self.sources.contains_key(field);
        let required = Field::ALL
            .iter()
            .filter(|field| guide.of(**field).is_some_and(|guide| guide.need == Need::Required));
        required
            .filter(|field| {
                let others = EITHER.iter().find(|(one, _)| one == *field);
                !is_found(field) && !others.is_some_and(|(_, others)| others.iter().any(is_found))
            })
            .copied()
            .collect()
    }
}
