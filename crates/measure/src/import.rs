//! Reading releases from another register's table through a mapping file.
//!
//! The mapping (`imports/*.toml`) says what each column means, what it may hold and where the
//! releases stand in time. A line that does not keep to it is refused whole, with its number,
//! the column and the reason; no value is ever guessed, and a mapping that does not name every
//! column is refused before the first line. Splitting the file into lines and fields is done by
//! the program that opens it.

mod map;

use std::collections::BTreeMap;

use bagyt_core::refusal::Refusal;
use jiff::civil::Date;

pub use map::{
    COLUMNS_MAX, Censoring, FieldType, ImportColumn, ImportMap, ImportPeople, ImportRefusal,
    ImportSex, Role, TimeUnit,
};

/// The longest field that is read; a longer one is a file of another kind.
pub const FIELD_CHARACTERS_MAX: usize = 500;

/// How much of a refused field is shown.
const SHOWN_CHARACTERS_MAX: usize = 40;

/// A value that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(String),
    /// A code of the mapping.
    Code(String),
}

/// A release as the register tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRelease {
    /// The line of the file, the header being line 1.
    pub line: u64,
    /// The day of release.
    pub released_on: Date,
    /// The day of the event, or the last day of observation.
    pub observed_until: Date,
    /// The same, in the register's unit since release.
    pub time: u32,
    /// Whether the person was arrested again, on `observed_until`.
    pub rearrested: bool,
    /// Age in years at release.
    pub age: Option<u8>,
    /// What else the mapping keeps, by code.
    pub attributes: BTreeMap<String, Value>,
}

/// What came of a whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The releases, in the order of the lines.
    pub releases: Vec<ImportedRelease>,
    /// The refusals, in the order of the lines and columns; a line may have several.
    pub refused: Vec<Refused>,
}

/// A line was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column `{field}`: {reason}")]
pub struct Refused {
    /// The line of the file.
    pub line: u64,
    /// The column's name; empty when it is the line itself.
    pub field: String,
    /// Why.
    pub reason: Reason,
}

bagyt_core::refusals! {
    /// What is wrong with a field or a line.
    pub enum Reason {
        /// The line has another number of fields than the header.
        #[error("the line has {found} fields, the header {expected}; mend the line in the file")]
        FieldCount {
            /// Fields of the header.
            expected: usize,
            /// Fields of the line.
            found: usize,
        } = "import-field-count",
        /// Nothing stands there.
        #[error("nothing stands there; enter the value in the file")]
        Missing = "import-missing",
        /// No whole number.
        #[error("`{found}` is no whole number; mend it in the file")]
        NoInteger {
            /// What stands there, cut to its beginning.
            found: String,
        } = "import-no-integer",
        /// A number outside its bounds.
        #[error("{found} is not between {min} and {max}; mend it in the file or the mapping")]
        OutOfRange {
            /// What stands there.
            found: i64,
            /// The smallest.
            min: i64,
            /// The largest.
            max: i64,
        } = "import-out-of-range",
        /// Neither 0 nor 1.
        #[error("`{found}` is neither 0 nor 1; mend it in the file")]
        NoFlag {
            /// What stands there, cut to its beginning.
            found: String,
        } = "import-no-flag",
        /// A value that the mapping does not list.
        #[error("`{found}` is not among the mapping's codes; mend it in the file or the mapping")]
        UnknownCode {
            /// What stands there, cut to its beginning.
            found: String,
        } = "import-unknown-code",
        /// Too long.
        #[error("{found} characters are more than {max}; shorten it in the file")]
        TooLong {
            /// How many.
            found: usize,
            /// The most.
            max: usize,
        } = "import-too-long",
        /// No event, but observation ended before its end.
        #[error("no event, but observation ends at {time} instead of {follow_up}; mend the line")]
        LeftEarly {
            /// The time of the line.
            time: u32,
            /// The end of observation.
            follow_up: u32,
        } = "import-left-early",
    }
}

impl Refusal for Refused {
    fn code(&self) -> &'static str {
        self.reason.code()
    }

    fn field(&self) -> Option<&'static str> {
        None
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = vec![("line", self.line.to_string()), ("column", self.field.clone())];
        arguments.append(&mut self.reason.arguments());
        arguments
    }
}

/// Reads the lines of one file by a mapping.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    /// The mapping.
    map: &'a ImportMap,
    /// The mapping's columns in the order of the file's header.
    columns: Vec<&'a ImportColumn>,
}

impl<'a> Reader<'a> {
    /// Holds a file's header against the mapping.
    ///
    /// # Errors
    ///
    /// [`ImportRefusal::NamedTwice`] or [`ImportRefusal::UnknownColumn`] for the first such column
    /// of the header, then [`ImportRefusal::MissingColumn`].
    pub fn try_new<S: AsRef<str>>(
        map: &'a ImportMap,
        header: &[S],
    ) -> Result<Reader<'a>, ImportRefusal> {
        let mut columns: Vec<&ImportColumn> = Vec::new();
        for name in header.iter().map(|name| name.as_ref().trim()) {
            if columns.iter().any(|column| column.name == name) {
                return Err(ImportRefusal::NamedTwice { name: shown(name) });
            }
            let column = map.columns.iter().find(|column| column.name == name);
            let refusal = || ImportRefusal::UnknownColumn { name: shown(name) };
            columns.push(column.ok_or_else(refusal)?);
        }
        let absent = |column: &&ImportColumn| columns.iter().all(|other| other.name != column.name);
        match map.columns.iter().find(absent) {
            Some(column) => Err(ImportRefusal::MissingColumn { name: column.name.clone() }),
            None => Ok(Reader { map, columns }),
        }
    }

    /// Reads one line. `line` is its number in the file, the header being line 1.
    ///
    /// # Errors
    ///
    /// Every field that is refused, in the order of the columns; then what is wrong with the line.
    pub fn read<S: AsRef<str>>(
        &self,
        line: u64,
        fields: &[S],
    ) -> Result<ImportedRelease, Vec<Refused>> {
        if fields.len() != self.columns.len() {
            let reason = Reason::FieldCount { expected: self.columns.len(), found: fields.len() };
            return Err(vec![Refused { line, field: String::new(), reason }]);
        }
        let mut refused = Vec::new();
        let mut read = Vec::new();
        for (column, field) in self.columns.iter().zip(fields) {
            match value(&column.holds, field.as_ref().trim()) {
                Ok(value) => read.push((*column, value)),
                Err(reason) => refused.push(Refused { line, field: column.name.clone(), reason }),
            }
        }
        if refused.is_empty() { self.release(line, read) } else { Err(refused) }
    }

    /// Reads all lines; none of them stops the others.
    pub fn read_all<S, I>(&self, lines: I) -> Imported
    where
        S: AsRef<str>,
        I: IntoIterator<Item = (u64, Vec<S>)>,
    {
        let mut imported = Imported::default();
        for (line, fields) in lines {
            match self.read(line, &fields) {
                Ok(release) => imported.releases.push(release),
                Err(mut refused) => imported.refused.append(&mut refused),
            }
        }
        imported
    }

    fn release(
        &self,
        line: u64,
        read: Vec<(&ImportColumn, Value)>,
    ) -> Result<ImportedRelease, Vec<Refused>> {
        let (mut time, mut age, mut rearrested) = (0, None, false);
        let mut attributes = BTreeMap::new();
        let mut time_column = "";
        for (column, value) in read {
            match (column.role, value, &column.attribute) {
                (Role::Time, Value::Integer(found), _) => {
                    time = u32::try_from(found).unwrap_or(self.map.follow_up);
                    time_column = &column.name;
                }
                (Role::Age, Value::Integer(found), _) => age = u8::try_from(found).ok(),
                (Role::Event, Value::Flag(found), _) => rearrested = found,
                (Role::Attribute, value, Some(code)) => {
                    attributes.insert(code.clone(), value);
                }
                // The mapping's invariant leaves only columns that are not kept.
                _ => {}
            }
        }
        let follow_up = self.map.follow_up;
        if !rearrested && time < follow_up && self.map.censoring == Censoring::AtEndOnly {
            let reason = Reason::LeftEarly { time, follow_up };
            return Err(vec![Refused { line, field: time_column.to_owned(), reason }]);
        }
        let released_on = self.map.index_on;
        let observed_until = self.map.day_after_release(time);
        Ok(ImportedRelease { line, released_on, observed_until, time, rearrested, age, attributes })
    }
}

fn value(holds: &FieldType, field: &str) -> Result<Value, Reason> {
    let characters = field.chars().count();
    let max = match holds {
        FieldType::Text { characters_max } => usize::from(*characters_max),
        _ => FIELD_CHARACTERS_MAX,
    };
    if field.is_empty() {
        return Err(Reason::Missing);
    }
    if characters > max {
        return Err(Reason::TooLong { found: characters, max });
    }
    match holds {
        FieldType::Integer { min, max } => {
            let refusal = |_| Reason::NoInteger { found: shown(field) };
            let found: i64 = field.parse().map_err(refusal)?;
            let (min, max) = (*min, *max);
            if (min..=max).contains(&found) {
                Ok(Value::Integer(found))
            } else {
                Err(Reason::OutOfRange { found, min, max })
            }
        }
        FieldType::Flag => match field {
            "1" => Ok(Value::Flag(true)),
            "0" => Ok(Value::Flag(false)),
            _ => Err(Reason::NoFlag { found: shown(field) }),
        },
        FieldType::Text { .. } => Ok(Value::Text(field.to_owned())),
        FieldType::Codes { codes } => {
            let refusal = || Reason::UnknownCode { found: shown(field) };
            codes.get(field).cloned().map(Value::Code).ok_or_else(refusal)
        }
    }
}

/// Cuts what is shown of a foreign text, so that a report of refusals stays short.
fn shown(field: &str) -> String {
    field.chars().take(SHOWN_CHARACTERS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADER: [&str; 9] =
        ["week", "arrest", "fin", "age", "race", "wexp", "mar", "paro", "prio"];

    fn map() -> ImportMap {
        ImportMap::parse(include_str!("../../../imports/rossi.toml")).unwrap()
    }

    #[track_caller]
    fn check(line: &str, expected: Result<&str, &[&str]>) {
        let (map, fields) = (map(), line.split(',').collect::<Vec<_>>());
        let outcome = Reader::try_new(&map, &HEADER).unwrap().read(7, &fields);
        let outcome = outcome
            .map(|release| release.observed_until.to_string())
            .map_err(|refused| refused.iter().map(ToString::to_string).collect::<Vec<_>>());
        let expected = expected.map(str::to_owned);
        let expected = expected.map_err(|why| why.iter().map(|why| (*why).to_owned()).collect());
        assert_eq!(outcome, expected);
    }

    #[test]
    fn all_432_releases_are_read_and_none_is_refused() {
        let map = map();
        let text = include_str!("../../../tests/data/rossi.csv");
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let reader = Reader::try_new(&map, &lines.next().unwrap()).unwrap();
        let imported = reader.read_all((2_u64..).zip(lines));
        assert_eq!(imported.refused, []);
        assert_eq!(imported.releases.len(), 432);
        let rearrested = imported.releases.iter().filter(|release| release.rearrested);
        assert_eq!(rearrested.count(), 114);
        let first = &imported.releases[0];
        assert_eq!((first.line, first.time, first.age), (2, 20, Some(27)));
        assert_eq!(first.observed_until.to_string(), "1971-05-24");
        assert_eq!(first.attributes["prior_convictions"], Value::Integer(3));
        assert_eq!(first.attributes["marital_status"], Value::Code("not_married".to_owned()));
        assert!(!first.attributes.contains_key("race"));
    }

    #[test]
    fn the_first_and_the_last_week_of_observation_are_read() {
        check("1,1,0,27,1,0,0,1,3", Ok("1971-01-11"));
        check("52,1,0,27,1,0,0,1,3", Ok("1972-01-03"));
        check("52,0,0,27,1,0,0,1,3", Ok("1972-01-03"));
        let why = "is not between 1 and 52; mend it in the file or the mapping";
        check("53,1,0,27,1,0,0,1,3", Err(&[&format!("line 7, column `week`: 53 {why}")]));
        check("0,1,0,27,1,0,0,1,3", Err(&[&format!("line 7, column `week`: 0 {why}")]));
    }

    #[test]
    fn one_who_left_without_the_event_before_the_end_is_refused() {
        let why = "line 7, column `week`: no event, but observation ends at 51 instead of 52; \
                   mend the line";
        check("51,0,0,27,1,0,0,1,3", Err(&[why]));
    }

    #[test]
    fn every_refused_field_of_a_line_is_named() {
        check(
            "1.5,yes,0,,1,0,2,1,3",
            Err(&[
                "line 7, column `week`: `1.5` is no whole number; mend it in the file",
                "line 7, column `arrest`: `yes` is neither 0 nor 1; mend it in the file",
                "line 7, column `age`: nothing stands there; enter the value in the file",
                "line 7, column `mar`: `2` is not among the mapping's codes; mend it in the file \
                 or the mapping",
            ]),
        );
    }

    #[test]
    fn a_line_with_another_number_of_fields_is_refused() {
        let why =
            "line 7, column ``: the line has 3 fields, the header 9; mend the line in the file";
        check("1,1,0", Err(&[why]));
    }

    #[test]
    fn a_field_of_a_book_is_refused_and_only_its_length_is_told() {
        let line = format!("{},1,0,27,1,0,0,1,3", "9".repeat(501));
        let why = "line 7, column `week`: 501 characters are more than 500; shorten it in the file";
        check(&line, Err(&[why]));
    }

    #[track_caller]
    fn check_header(header: &[&str], why: &str) {
        let map = map();
        assert_eq!(Reader::try_new(&map, header).unwrap_err().to_string(), why);
    }

    #[test]
    fn a_header_that_the_mapping_does_not_name_is_refused() {
        let why = "the mapping does not name column `name`; add it, if need be as left out";
        check_header(&["week", "name"], why);
        let why = "the file has no column `prio`; take the file that the mapping is for";
        check_header(&HEADER[..8], why);
        let why = "`week` is named twice; give each column and attribute its own name";
        check_header(&["week", "week"], why);
    }

    proptest! {
        #[test]
        fn junk_is_refused_or_read_but_never_breaks(
            fields in proptest::collection::vec(".{0,12}", 0..12),
        ) {
            let map = map();
            let reader = Reader::try_new(&map, &HEADER).unwrap();
            match reader.read(2, &fields) {
                Ok(release) => prop_assert!(release.time <= map.follow_up),
                Err(refused) => prop_assert!(!refused.is_empty()),
            }
        }
    }
}
