//! Reading tables that lawyers write: every fault of a file is told at once, with its place.
//!
//! A table is walked value by value rather than handed to a derived reader, because such a reader
//! stops at the first fault and a lawyer who corrects forty rows wants them all.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A word of a closed list, as it stands in a column.
pub trait Named: Sized + Copy + 'static {
    /// The words of the list in their order.
    const NAMES: &'static [&'static str];

    /// Returns the word.
    fn name(self) -> &'static str;

    /// Returns what the word stands for, if it is in the list.
    fn find(name: &str) -> Option<Self>;
}

/// Lists the words of a column.
macro_rules! words {
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$word_doc])* $word,)* }

        impl $name {
            /// Every word of the list in its order.
            pub const ALL: &'static [$name] = &[$($name::$word,)*];
        }

        impl $crate::law::reading::Named for $name {
            const NAMES: &'static [&'static str] = &[$($text,)*];
            fn name(self) -> &'static str { match self { $($name::$word => $text,)* } }
            fn find(name: &str) -> Option<Self> {
                match name { $($text => Some($name::$word),)* _ => None }
            }
        }
    };
}
pub(crate) use words;

/// File and line.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file, as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// What is wrong with a value in a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The file is not TOML.
    #[error("the file cannot be read as TOML here: {reason}")]
    NotToml {
        /// What the reader met.
        reason: String,
    },
    /// No such table or column is known.
    #[error("this name is not known here")]
    Unknown,
    /// A column that the kind of row needs is missing.
    #[error("this column is missing")]
    Missing,
    /// A column that the kind of row does not have.
    #[error("a row of kind `{kind}` has no such column")]
    NotOfKind {
        /// The kind.
        kind: &'static str,
    },
    /// A value of another type.
    #[error("the value is to be {expected}")]
    OtherType {
        /// What is expected, with its article.
        expected: &'static str,
    },
    /// A word that is not in the column's list.
    #[error("`{word}` is none of: {allowed}")]
    OtherWord {
        /// The word.
        word: String,
        /// The words of the list.
        allowed: String,
    },
    /// A limit that does not fit its unit.
    #[error("`{text}` is not a number of {unit}")]
    OtherForm {
        /// What was written.
        text: String,
        /// The unit of the row.
        unit: &'static str,
    },
    /// A name that nothing declares.
    #[error("no {what} `{name}` is declared in this pack")]
    Undeclared {
        /// What kind of thing.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name that is declared twice.
    #[error("`{name}` is declared twice")]
    Twice {
        /// The name.
        name: String,
    },
    /// An interval that holds no day.
    #[error("the interval ends on {until}, which is not after its beginning")]
    Empty {
        /// Its end.
        until: Date,
    },
    /// Two editions of one row leave days without one.
    #[error("no edition of `{code}` is in force from {from} until {until}")]
    Gap {
        /// The row.
        code: String,
        /// First day without an edition.
        from: Date,
        /// First day with the next edition.
        until: Date,
    },
    /// Two editions of one row are in force on the same day.
    #[error("two editions of `{code}` are in force on {on}")]
    Overlap {
        /// The row.
        code: String,
        /// First such day.
        on: Date,
    },
    /// More names than the engine keeps in a set.
    #[error("more than {most} names of this sort in one pack")]
    TooMany {
        /// The most there may be.
        most: usize,
    },
    /// A day that is given twice, or lies in another year than its table.
    #[error("the day {on} does not belong here")]
    OtherDay {
        /// The day.
        on: Date,
    },
    /// Years that do not follow each other.
    #[error("the year {year} is missing between the others")]
    MissingYear {
        /// The year.
        year: i16,
    },
}

/// A fault in a table, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// File and line.
    pub place: Place,
    /// The table or column.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}`: {}", self.place, self.field, self.problem)
    }
}

/// All faults of the files that were read together, in the order of file and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackErrors(pub Vec<PackError>);

impl fmt::Display for PackErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.0.iter().enumerate() {
            let line = if position == 0 { "" } else { "\n" };
            write!(f, "{line}{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PackErrors {}

/// One file under reading, with the faults met so far.
pub(crate) struct Sheet<'a> {
    file: &'a str,
    text: &'a str,
    line_starts: Vec<usize>,
    errors: RefCell<Vec<PackError>>,
}

impl<'a> Sheet<'a> {
    /// Opens a file whose bytes are `text`.
    pub(crate) fn open(file: &'a str, text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Sheet { file, text, line_starts, errors: RefCell::new(Vec::new()) }
    }

    /// Reads the document; a part that is not TOML is told and left out.
    pub(crate) fn document(&self) -> DeTable<'a> {
        let (document, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let reason = error.message().replace('\n', ", ");
            self.tell(self.place(at), "toml", Problem::NotToml { reason });
        }
        document.into_inner()
    }

    /// Returns the place of a position in the text.
    pub(crate) fn place(&self, at: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= at);
        Place { file: self.file.to_owned(), line }
    }

    /// Notes a fault.
    pub(crate) fn tell(&self, place: Place, field: &str, problem: Problem) {
        self.errors.borrow_mut().push(PackError { place, field: field.to_owned(), problem });
    }

    /// Returns the faults met.
    pub(crate) fn close(self) -> Vec<PackError> {
        self.errors.into_inner()
    }

    /// Returns the tables of an array `[[name]]` or the one table `[name]`.
    pub(crate) fn tables<'s>(
        &'s self,
        value: &'s Spanned<DeValue<'a>>,
        name: &'s str,
    ) -> Vec<Table<'s>> {
        match value.get_ref() {
            DeValue::Array(values) => {
                values.iter().filter_map(|one| self.table(one, name)).collect()
            }
            _ => self.table(value, name).into_iter().collect(),
        }
    }

    fn table<'s>(&'s self, value: &'s Spanned<DeValue<'a>>, name: &'s str) -> Option<Table<'s>> {
        let place = self.place(value.span().start);
        let Some(table) = value.get_ref().as_table() else {
            self.tell(place, name, Problem::OtherType { expected: "a table" });
            return None;
        };
        let fields = table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), (key.span().start, value)))
            .collect();
        Some(Table { sheet: self, place, fields, taken: BTreeMap::new() })
    }
}

/// One table under reading; columns are taken out, and what is left at the end is unknown.
pub(crate) struct Table<'s> {
    sheet: &'s Sheet<'s>,
    /// Where the table begins.
    pub(crate) place: Place,
    fields: BTreeMap<&'s str, (usize, &'s Spanned<DeValue<'s>>)>,
    taken: BTreeMap<&'static str, usize>,
}

impl<'s> Table<'s> {
    /// Notes a fault of a column, at its place, or at the table's if the column is not there.
    pub(crate) fn tell(&self, field: &str, problem: Problem) {
        let place = self.taken.get(field).map(|at| self.sheet.place(*at));
        self.sheet.tell(place.unwrap_or_else(|| self.place.clone()), field, problem);
    }

    /// Returns whether the column is there and not yet taken.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    fn remove(&mut self, field: &'static str) -> Option<&'s Spanned<DeValue<'s>>> {
        let (at, value) = self.fields.remove(field)?;
        self.taken.insert(field, at);
        Some(value)
    }

    fn take<T>(
        &mut self,
        field: &'static str,
        expected: &'static str,
        read: impl Fn(&'s DeValue<'s>) -> Option<T>,
    ) -> Option<T> {
        let value = self.remove(field)?;
        let taken = read(value.get_ref());
        if taken.is_none() {
            self.tell(field, Problem::OtherType { expected });
        }
        taken
    }

    /// Takes a text.
    pub(crate) fn text(&mut self, field: &'static str) -> Option<String> {
        let read =
            |value: &DeValue<'_>| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        self.take(field, "a text", read)
    }

    /// Takes a text that must be there.
    pub(crate) fn needed_text(&mut self, field: &'static str) -> String {
        if !self.has(field) {
            self.tell(field, Problem::Missing);
        }
        self.text(field).unwrap_or_default()
    }

    /// Takes a text or a list of texts; empty if the column is not there.
    pub(crate) fn texts(&mut self, field: &'static str) -> Vec<String> {
        let text = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
        let read = |value: &DeValue<'_>| match value.as_array() {
            Some(values) => values.iter().map(|one| text(one.get_ref())).collect(),
            None => text(value).map(|one| vec![one]),
        };
        self.take(field, "a text or a list of texts", read).unwrap_or_default()
    }

    /// Takes yes or no; no if the column is not there.
    pub(crate) fn flag(&mut self, field: &'static str) -> Option<bool> {
        self.take(field, "true or false", DeValue::as_bool)
    }

    /// Takes a whole number.
    pub(crate) fn whole(&mut self, field: &'static str) -> Option<i64> {
        let read = |value: &DeValue<'_>| {
            value.as_integer().filter(|number| number.radix() == 10)?.as_str().parse().ok()
        };
        self.take(field, "a whole number", read)
    }

    /// Takes a civil day, written as a text.
    pub(crate) fn day(&mut self, field: &'static str) -> Option<Date> {
        let read = |value: &DeValue<'_>| value.as_str()?.parse().ok();
        self.take(field, "a day written like \"2025-03-01\"", read)
    }

    /// Takes a number from 0 to 1 with at most three decimals, in thousandths.
    pub(crate) fn permille(&mut self, field: &'static str) -> Option<u16> {
        let read = |value: &DeValue<'_>| match value {
            DeValue::Integer(number) => permille(number.as_str()),
            DeValue::Float(number) => permille(number.as_str()),
            _ => None,
        };
        self.take(field, "a number from 0 to 1 with at most three decimals", read)
    }

    /// Takes a word of a closed list.
    pub(crate) fn word<W: Named>(&mut self, field: &'static str) -> Option<W> {
        let word = self.text(field)?;
        let found = W::find(&word);
        if found.is_none() {
            let allowed = W::NAMES.join(", ");
            self.tell(field, Problem::OtherWord { word, allowed });
        }
        found
    }

    /// Takes tables inside this one.
    pub(crate) fn tables(&mut self, field: &'static str) -> Vec<Table<'s>> {
        match self.remove(field) {
            Some(value) => self.sheet.tables(value, field),
            None => Vec::new(),
        }
    }

    /// Takes one table inside this one.
    pub(crate) fn table(&mut self, field: &'static str) -> Option<Table<'s>> {
        self.tables(field).into_iter().next()
    }

    /// Takes a value that is either a text or a table.
    pub(crate) fn each(&mut self, field: &'static str) -> Vec<Result<String, Table<'s>>> {
        let Some(value) = self.remove(field) else { return Vec::new() };
        let Some(values) = value.get_ref().as_array() else {
            self.tell(field, Problem::OtherType { expected: "a list" });
            return Vec::new();
        };
        let one = |value: &'s Spanned<DeValue<'s>>| match value.get_ref().as_str() {
            Some(text) => Some(Ok(text.to_owned())),
            None => self.sheet.table(value, field).map(Err),
        };
        values.iter().filter_map(one).collect()
    }

    /// Tells every column that nobody took.
    pub(crate) fn finish(self) {
        for (field, (at, _)) in &self.fields {
            self.sheet.tell(self.sheet.place(*at), field, Problem::Unknown);
        }
    }

    /// Tells every remaining column as one that the kind does not have, if it is in `known`, and
    /// as unknown otherwise.
    pub(crate) fn finish_kind(self, kind: &'static str, known: &[&str]) {
        for (field, (at, _)) in &self.fields {
            let of_another = known.contains(field);
            let problem = if of_another { Problem::NotOfKind { kind } } else { Problem::Unknown };
            self.sheet.tell(self.sheet.place(*at), field, problem);
        }
    }
}

fn permille(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u16 = whole.parse().ok()?;
    let decimals: u16 = format!("{decimals:0<3}").parse().ok()?;
    whole.checked_mul(1000)?.checked_add(decimals).filter(|permille| *permille <= 1000)
}

/// Puts faults into the order in which a lawyer goes through the files.
pub(crate) fn sorted(mut errors: Vec<PackError>) -> PackErrors {
    errors.sort_by(|one, other| one.place.cmp(&other.place));
    PackErrors(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_one_is_read_without_floating_point() {
        assert_eq!(permille("0.95"), Some(950));
        assert_eq!(permille("1"), Some(1000));
        assert_eq!(permille("1.0"), Some(1000));
        assert_eq!(permille("0.655"), Some(655));
        assert_eq!(permille("1.1"), None);
        assert_eq!(permille("0.6551"), None);
        assert_eq!(permille("0.5e1"), None);
    }

    #[test]
    fn a_place_counts_lines_from_one() {
        let sheet = Sheet::open("a.toml", "x = 1\ny = 2\n");
        assert_eq!(sheet.place(0).line, 1);
        assert_eq!(sheet.place(5).line, 1);
        assert_eq!(sheet.place(6).line, 2);
    }
}
