//! Projections: rows that a wing reads off one stream, to be kept by the store.
//!
//! A wing declares its tables as [`ViewTable`]s and gives, for a stream's state, all rows of that
//! stream in each table. The store replaces only the rows that differ; it does not know what they
//! mean. Numbers across streams are queries over these rows, never increments.

/// The type of a column, in the words both databases share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// A 64-bit integer; civil days are kept as days since 1970-01-01, instants as microseconds.
    Integer,
    /// UTF-8 text; codes and identifiers.
    Text,
    /// Bytes.
    Bytes,
}

/// A column of a projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, a trade word in snake case.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
    /// Whether the store notes for each of its values at which position a row with it last changed,
    /// so that what was counted before is known to stand; at most one column of a table.
    pub is_period: bool,
}

/// Declares an integer column.
pub const fn integer(name: &'static str) -> Column {
    Column { name, kind: ColumnType::Integer, is_period: false }
}

/// Declares an integer column by which a table is counted in parts, such as a month.
pub const fn period(name: &'static str) -> Column {
    Column { name, kind: ColumnType::Integer, is_period: true }
}

/// Declares a text column.
pub const fn text(name: &'static str) -> Column {
    Column { name, kind: ColumnType::Text, is_period: false }
}

/// Declares a column of bytes.
pub const fn bytes(name: &'static str) -> Column {
    Column { name, kind: ColumnType::Bytes, is_period: false }
}

/// A projection's table. The store adds two columns in front, the number of the stream and the
/// ordinal of the row within it, which together are the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewTable {
    /// Name of the table; unique in the product.
    pub name: &'static str,
    /// Raised when what the rows say changes; the store then rebuilds the table from the journal.
    pub version: i64,
    /// The columns, in the order of [`ViewRow`].
    pub columns: &'static [Column],
    /// Comma-separated column lists, one an index; ` WHERE column = 'word'` behind the list keeps
    /// only those rows in it, for questions that name the word.
    pub indexes: &'static [&'static str],
    /// Whether rows tell who somebody is: left out of backups, wiped on erasure.
    pub personal: bool,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// No value; the column's documentation says what that means.
    Null,
    /// An integer, a day or an instant.
    Integer(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// One row, in the order of the table's columns.
pub type ViewRow = Vec<Cell>;

/// All rows of one stream in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewRows {
    /// Which table.
    pub table: &'static ViewTable,
    /// The rows in their order; an empty list removes those that stand.
    pub rows: Vec<ViewRow>,
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Cell::Integer(value)
    }
}

impl From<u32> for Cell {
    fn from(value: u32) -> Self {
        Cell::Integer(i64::from(value))
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Cell::Integer(i64::from(value))
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Cell::Text(value.to_owned())
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Cell::Text(value)
    }
}

impl From<Vec<u8>> for Cell {
    fn from(value: Vec<u8>) -> Self {
        Cell::Bytes(value)
    }
}

impl From<jiff::civil::Date> for Cell {
    fn from(value: jiff::civil::Date) -> Self {
        Cell::Integer(day_number(value))
    }
}

impl From<jiff::Timestamp> for Cell {
    fn from(value: jiff::Timestamp) -> Self {
        Cell::Integer(value.as_microsecond())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Into::into)
    }
}

/// Returns the number of days from 1970-01-01 to `day`: how a civil day stands in a column.
pub fn day_number(day: jiff::civil::Date) -> i64 {
    // Howard Hinnant's days_from_civil; jiff's spans would allocate a zone for the same figure.
    let (year, month, day) = (i64::from(day.year()), i64::from(day.month()), i64::from(day.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Returns the civil day of a number made by [`day_number`]; the nearest day that the calendar of
/// this program knows (years -9999 to 9999) when the number lies outside it.
pub fn day_of_number(number: i64) -> jiff::civil::Date {
    let span = i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX });
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.saturating_add(jiff::Span::new().try_days(span).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_its_number_are_each_others_inverse() {
        for text in ["1970-01-01", "1969-12-31", "2024-02-29", "2000-03-01", "1900-02-28"] {
            let day: jiff::civil::Date = text.parse().unwrap();
            assert_eq!(day_of_number(day_number(day)), day);
        }
        assert_eq!(day_number("2024-02-29".parse().unwrap()), 19_782);
    }
}
