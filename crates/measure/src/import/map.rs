//! The mapping of a register: what each column means, what it may hold, where it stands in time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

/// The most columns that a mapping may name.
pub const COLUMNS_MAX: usize = 200;

/// How the lines of a register become releases.
///
/// Invariant: exactly one column has the role of the time and one that of the event, their types
/// are an integer and a flag, at most one is the age, an integer; names and attributes are unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportMap {
    /// Code of the mapping, as in its file's name.
    pub code: String,
    /// Day on which every release is placed; the file itself has only times since release.
    pub index_on: Date,
    /// Unit of the times.
    pub unit: TimeUnit,
    /// Time after release at which observation ended.
    pub follow_up: u32,
    /// Whether people may leave observation before its end without the event.
    pub censoring: Censoring,
    /// Whose data they are, to be cited wherever a figure from them is shown.
    pub source: String,
    /// What a reader must know of the data, by language.
    pub text: BTreeMap<String, String>,
    /// What is so of everybody in the register and stands in no column.
    pub people: ImportPeople,
    /// The columns, in the order of the mapping.
    pub columns: Vec<ImportColumn>,
}

/// What is so of everybody in a register.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportPeople {
    /// Their sex.
    pub sex: ImportSex,
    /// The language in which they are spoken to: `ky`, `kk`, `ru`, `en`, …
    pub language: String,
    /// Where they live, two letters of ISO 3166-1.
    pub country: String,
}

/// The sex of everybody in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum ImportSex {
    /// Women.
    #[serde(rename = "f")]
    Female,
    /// Men.
    #[serde(rename = "m")]
    Male,
}

/// The unit of the times in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Whole days.
    Days,
    /// Whole weeks.
    Weeks,
}

/// Whether people may leave observation before its end without the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Censoring {
    /// They may.
    AtAnyTime,
    /// A line without the event and with a time before the end is a mistake.
    AtEndOnly,
}

/// A column of the register.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportColumn {
    /// Its name in the header.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Under which code an attribute is kept.
    pub attribute: Option<String>,
    /// What it may hold.
    #[serde(rename = "type")]
    pub holds: FieldType,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Time from release to the event or the end of observation.
    Time,
    /// Whether the event happened.
    Event,
    /// Age in years at release.
    Age,
    /// Something else to be kept.
    Attribute,
    /// Checked, but not kept.
    LeftOut,
}

/// What a column may hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum FieldType {
    /// A whole number within bounds, both of which may occur.
    Integer {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// `1` for yes, `0` for no.
    Flag,
    /// Text up to a number of characters.
    Text {
        /// The longest.
        characters_max: u16,
    },
    /// One of the listed values, each with the code under which it is kept.
    Codes {
        /// Value in the file to code.
        codes: BTreeMap<String, String>,
    },
}

bagyt_core::refusals! {
    /// Why a mapping, or a file as a whole, cannot be used.
    pub enum ImportRefusal {
        /// The mapping is not TOML of the right shape.
        #[error("the mapping cannot be read: {problem}; mend the file")]
        Shape {
            /// What the reader met.
            problem: String,
        } = "import-map-shape",
        /// The mapping has more columns than are taken.
        #[error("the mapping names {found} columns, more than {COLUMNS_MAX}; take some out")]
        TooManyColumns {
            /// How many.
            found: usize,
        } = "import-too-many-columns",
        /// Two columns or attributes have one name.
        #[error("`{name}` is named twice; give each column and attribute its own name")]
        NamedTwice {
            /// The name.
            name: String,
        } = "import-named-twice",
        /// A role must be given exactly once (time, event), or at most once (age).
        #[error("{found} columns have the role `{role}`; give it to one, of the right type")]
        Role {
            /// The role.
            role: &'static str,
            /// How many have it with the right type.
            found: usize,
        } = "import-role",
        /// An attribute has no code, or a column of another role has one.
        #[error("column `{name}`: an attribute, and only an attribute, has a code; mend the mapping")]
        AttributeCode {
            /// The column.
            name: String,
        } = "import-attribute-code",
        /// The bounds of the times let none, or one after the end of observation, pass; or that end
        /// lies after the calendar's.
        #[error("times up to {max} do not fit an observation of {follow_up}; mend the mapping")]
        Times {
            /// The end of observation, in the register's unit.
            follow_up: u32,
            /// The largest time that the mapping lets pass.
            max: i64,
        } = "import-times",
        /// The file has a column that the mapping does not name.
        #[error("the mapping does not name column `{name}`; add it, if need be as left out")]
        UnknownColumn {
            /// Its name in the header.
            name: String,
        } = "import-unknown-column",
        /// The file lacks a column that the mapping names.
        #[error("the file has no column `{name}`; take the file that the mapping is for")]
        MissingColumn {
            /// Its name in the mapping.
            name: String,
        } = "import-missing-column",
    }
}

/// The mapping's file as it stands, before its parts are held against each other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MapFile {
    code: String,
    index_on: Date,
    unit: TimeUnit,
    follow_up: u32,
    censoring: Censoring,
    source: String,
    text: BTreeMap<String, String>,
    people: ImportPeople,
    column: Vec<ImportColumn>,
}

impl ImportMap {
    /// Reads a mapping.
    ///
    /// # Errors
    ///
    /// [`ImportRefusal::Shape`], [`ImportRefusal::TooManyColumns`], [`ImportRefusal::NamedTwice`],
    /// [`ImportRefusal::AttributeCode`], [`ImportRefusal::Role`], [`ImportRefusal::Times`]; the
    /// first that applies.
    pub fn parse(text: &str) -> Result<ImportMap, ImportRefusal> {
        let shape = |error: toml::de::Error| ImportRefusal::Shape { problem: error.to_string() };
        let file: MapFile = toml::from_str(text).map_err(shape)?;
        if file.column.len() > COLUMNS_MAX {
            return Err(ImportRefusal::TooManyColumns { found: file.column.len() });
        }
        check_names(&file.column)?;
        let map = ImportMap {
            code: file.code,
            index_on: file.index_on,
            unit: file.unit,
            follow_up: file.follow_up,
            censoring: file.censoring,
            source: file.source,
            text: file.text,
            people: file.people,
            columns: file.column,
        };
        check_roles(&map)?;
        Ok(map)
    }

    /// Returns the civil day that lies `time` units after the day of release; the calendar's last
    /// day if it lies after that.
    pub fn day_after_release(&self, time: u32) -> Date {
        self.index_on.saturating_add(self.span(time))
    }

    fn span(&self, time: u32) -> Span {
        let days = match self.unit {
            TimeUnit::Days => i64::from(time),
            TimeUnit::Weeks => 7 * i64::from(time),
        };
        Span::new().try_days(days).unwrap_or_else(|_| Span::new().days(DAYS_MAX))
    }
}

/// More days than the calendar has: a span that always ends at its last day.
const DAYS_MAX: i64 = 7_300_000;

fn check_names(columns: &[ImportColumn]) -> Result<(), ImportRefusal> {
    let (mut names, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    for column in columns {
        let name = || column.name.clone();
        if !names.insert(&column.name) {
            return Err(ImportRefusal::NamedTwice { name: name() });
        }
        if column.attribute.is_some() != (column.role == Role::Attribute) {
            return Err(ImportRefusal::AttributeCode { name: name() });
        }
        if let Some(attribute) = &column.attribute
            && !attributes.insert(attribute)
        {
            return Err(ImportRefusal::NamedTwice { name: attribute.clone() });
        }
    }
    Ok(())
}

fn check_roles(map: &ImportMap) -> Result<(), ImportRefusal> {
    let of = |role: Role| map.columns.iter().filter(move |column| column.role == role);
    let integer = |column: &&ImportColumn| matches!(column.holds, FieldType::Integer { .. });
    let times = of(Role::Time).filter(integer).count();
    if times != 1 || of(Role::Time).count() != 1 {
        return Err(ImportRefusal::Role { role: "time", found: times });
    }
    let events = of(Role::Event).filter(|column| column.holds == FieldType::Flag).count();
    if events != 1 || of(Role::Event).count() != 1 {
        return Err(ImportRefusal::Role { role: "event", found: events });
    }
    let plausible = |column: &&ImportColumn| {
        matches!(column.holds, FieldType::Integer { min: 0.., max: ..=AGE_MAX })
    };
    let ages = of(Role::Age).filter(plausible).count();
    if ages > 1 || of(Role::Age).count() != ages {
        return Err(ImportRefusal::Role { role: "age", found: ages });
    }
    let in_time = of(Role::Time).all(|column| match column.holds {
        FieldType::Integer { min, max } => 0 <= min && min <= max && max <= map.follow_up.into(),
        _ => false,
    });
    let end_exists = map.index_on.checked_add(map.span(map.follow_up)).is_ok();
    if !in_time || !end_exists {
        let max = of(Role::Time).find_map(|column| match column.holds {
            FieldType::Integer { max, .. } => Some(max),
            _ => None,
        });
        return Err(ImportRefusal::Times { follow_up: map.follow_up, max: max.unwrap_or(0) });
    }
    Ok(())
}

/// The highest age that a mapping may let pass.
const AGE_MAX: i64 = 120;

#[cfg(test)]
mod tests {
    use super::*;
    use bagyt_core::refusal::Refusal;

    const ROSSI: &str = include_str!("../../../../imports/rossi.toml");

    #[track_caller]
    fn check(from: &str, to: &str, why: &str) {
        assert!(ROSSI.contains(from), "the mapping no longer says `{from}`");
        let refusal = ImportMap::parse(&ROSSI.replacen(from, to, 1)).unwrap_err();
        assert_eq!(refusal.to_string(), why);
    }

    #[test]
    fn the_mapping_of_the_432_releases_is_read() {
        let map = ImportMap::parse(ROSSI).unwrap();
        assert_eq!((map.columns.len(), map.follow_up), (9, 52));
        assert_eq!(map.day_after_release(0).to_string(), "1971-01-04");
        assert_eq!(map.day_after_release(52).to_string(), "1972-01-03");
        assert_eq!(map.text.keys().collect::<Vec<_>>(), ["en", "kk", "ky", "ru"]);
    }

    #[test]
    fn a_column_named_twice_is_refused() {
        let why = "`fin` is named twice; give each column and attribute its own name";
        check("name = \"age\"", "name = \"fin\"", why);
        let why = "`work_experience` is named twice; give each column and attribute its own name";
        check("financial_aid", "work_experience", why);
    }

    #[test]
    fn a_mapping_without_a_time_or_with_two_events_is_refused() {
        let why = "0 columns have the role `time`; give it to one, of the right type";
        check("role = \"time\"", "role = \"left_out\"", why);
        let why = "2 columns have the role `event`; give it to one, of the right type";
        check("role = \"left_out\"", "role = \"event\"", why);
    }

    #[test]
    fn an_age_without_bounds_of_a_human_life_is_refused() {
        let why = "0 columns have the role `age`; give it to one, of the right type";
        check("max = 100", "max = 121", why);
    }

    #[test]
    fn an_attribute_without_a_code_is_refused() {
        let why = "column `fin`: an attribute, and only an attribute, has a code; mend the mapping";
        check("attribute = \"financial_aid\"", "", why);
    }

    #[test]
    fn times_after_the_end_of_observation_are_refused() {
        let why = "times up to 53 do not fit an observation of 52; mend the mapping";
        check("max = 52", "max = 53", why);
        let why = "times up to 52 do not fit an observation of 4000000000; mend the mapping";
        check("follow_up = 52 ", "follow_up = 4000000000 ", why);
    }

    #[test]
    fn an_unknown_member_is_refused() {
        let refusal = ImportMap::parse(&ROSSI.replacen("follow_up", "followup", 1)).unwrap_err();
        assert_eq!(refusal.code(), "import-map-shape");
    }
}
