//! What the store asks of a database, so that one SQL text serves both.
//!
//! Statements use `$1` for their values, and only the types [`Value`] has. The two drivers stand
//! in `sqlite` and `postgresql`; nothing else in the store knows which of them it talks to, except
//! `schema` for the names of column types.

use std::error::Error;
use std::str::FromStr;
use std::vec::IntoIter;

use bagyt_core::identity::OfficeCode;
use bagyt_core::view::{Cell, day_of_number};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::failure::Failure;

/// A value of a column or of a statement.
pub(crate) type Value = Cell;

/// A row, in the order of the statement's columns.
pub(crate) type Row = Vec<Value>;

/// A query, and what stands in the places of its values.
pub(crate) enum Question<'a> {
    /// One value for each of `$1`, `$2` and so on.
    Values(&'a str, Vec<Value>),
    /// `IN {}` stands for one of the values, in a column that an index finds; for none of them there
    /// is no row.
    Any(&'a str, Vec<Value>),
}

/// One connection to the database.
///
/// What is inserted or run within a writing transaction may reach the database together with what
/// comes after it; a failure of it is then told by that, at the latest by [`Connection::commit`].
pub(crate) trait Connection: Send {
    /// Runs a statement and returns the number of rows it changed.
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Failure>;

    /// Runs a statement of which nobody asks how many rows it changed.
    fn run(&mut self, sql: &str, values: &[Value]) -> Result<(), Failure> {
        self.execute(sql, values).map(|_| ())
    }

    /// Runs a query and returns its rows.
    fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Failure>;

    /// Runs a query in which `IN {}` stands for one of `values`, of which there is at least one. A
    /// value that is named twice is found once.
    fn query_any(&mut self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, Failure>;

    /// Asks several questions, of which none depends on the answer to another; they are answered
    /// in their order, after everything that was written before.
    fn query_all(&mut self, questions: Vec<Question<'_>>) -> Result<Vec<Vec<Row>>, Failure>;

    /// Inserts rows: `head` is the text up to `VALUES`, `tail` what follows the values.
    fn insert(&mut self, head: &str, tail: &str, rows: Vec<Row>) -> Result<(), Failure>;

    /// Inserts rows into several tables, each named by its `head`, and runs a statement on another
    /// table.
    fn write_together(
        &mut self,
        parts: Vec<(&str, Vec<Row>)>,
        (sql, values): (&str, Vec<Value>),
    ) -> Result<(), Failure> {
        parts.into_iter().try_for_each(|(head, rows)| self.insert(head, "", rows))?;
        self.run(sql, &values)
    }

    /// Runs statements without values, one after the other.
    fn batch(&mut self, sql: &str) -> Result<(), Failure>;

    /// Begins a transaction that will write.
    fn begin(&mut self) -> Result<(), Failure>;

    /// Begins a transaction that reads one state of the database.
    fn begin_reading(&mut self) -> Result<(), Failure>;

    /// Makes the transaction durable.
    fn commit(&mut self) -> Result<(), Failure>;

    /// Undoes the transaction; does nothing where none is open.
    fn rollback(&mut self) -> Result<(), Failure>;

    /// Says whether the connection can no longer be used.
    fn is_lost(&self) -> bool;
}

/// Returns `($1, $2)` for `columns` 2 and `from` 1.
pub(crate) fn placeholders(from: usize, columns: usize) -> String {
    let names: Vec<String> = (from..from + columns).map(|number| format!("${number}")).collect();
    format!("({})", names.join(", "))
}

/// Runs a query in which `IN {}` stands for one of `values`; for none of them there is no row.
pub(crate) fn query_in(
    connection: &mut dyn Connection,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Row>, Failure> {
    if values.is_empty() { Ok(Vec::new()) } else { connection.query_any(sql, values) }
}

/// Takes a row apart from left to right.
pub(crate) struct Fields(IntoIter<Value>);

impl Fields {
    pub(crate) fn of(row: Row) -> Self {
        Fields(row.into_iter())
    }

    pub(crate) fn value(&mut self) -> Result<Value, Failure> {
        self.0.next().ok_or_else(|| Failure::shape("one more column"))
    }

    pub(crate) fn integer(&mut self) -> Result<i64, Failure> {
        self.optional_integer()?.ok_or_else(|| Failure::shape("an integer"))
    }

    /// An integer that counts or numbers something.
    pub(crate) fn count(&mut self) -> Result<u64, Failure> {
        u64::try_from(self.integer()?).map_err(|_| Failure::shape("a count"))
    }

    pub(crate) fn version(&mut self) -> Result<u32, Failure> {
        u32::try_from(self.integer()?).map_err(|_| Failure::shape("a version"))
    }

    pub(crate) fn flag(&mut self) -> Result<bool, Failure> {
        Ok(self.integer()? != 0)
    }

    pub(crate) fn text(&mut self) -> Result<String, Failure> {
        self.optional_text()?.ok_or_else(|| Failure::shape("a text"))
    }

    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, Failure> {
        self.optional_bytes()?.ok_or_else(|| Failure::shape("bytes"))
    }

    /// An entry, unpacked.
    pub(crate) fn entry(&mut self) -> Result<Vec<u8>, Failure> {
        Ok(crate::packing::unpack(self.bytes()?))
    }

    /// Bytes that are a digest.
    pub(crate) fn digest(&mut self) -> Result<[u8; 32], Failure> {
        self.bytes()?.try_into().map_err(|_| Failure::shape("32 bytes"))
    }

    pub(crate) fn optional_integer(&mut self) -> Result<Option<i64>, Failure> {
        match self.value()? {
            Value::Null => Ok(None),
            Value::Integer(integer) => Ok(Some(integer)),
            _ => Err(Failure::shape("an integer")),
        }
    }

    pub(crate) fn optional_text(&mut self) -> Result<Option<String>, Failure> {
        match self.value()? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            _ => Err(Failure::shape("a text")),
        }
    }

    /// A civil day.
    pub(crate) fn day(&mut self) -> Result<Date, Failure> {
        Ok(day_of_number(self.integer()?))
    }

    pub(crate) fn optional_day(&mut self) -> Result<Option<Date>, Failure> {
        Ok(self.optional_integer()?.map(day_of_number))
    }

    /// An instant.
    pub(crate) fn instant(&mut self) -> Result<Timestamp, Failure> {
        Timestamp::from_microsecond(self.integer()?).map_err(Failure::of)
    }

    pub(crate) fn optional_instant(&mut self) -> Result<Option<Timestamp>, Failure> {
        let microseconds = self.optional_integer()?;
        microseconds.map(Timestamp::from_microsecond).transpose().map_err(Failure::of)
    }

    /// A text that reads as something else, for example an identifier.
    pub(crate) fn parsed<T>(&mut self) -> Result<T, Failure>
    where
        T: FromStr<Err: Error + Send + Sync + 'static>,
    {
        self.text()?.parse().map_err(Failure::of)
    }

    pub(crate) fn optional_parsed<T>(&mut self) -> Result<Option<T>, Failure>
    where
        T: FromStr<Err: Error + Send + Sync + 'static>,
    {
        self.optional_text()?.map(|text| text.parse()).transpose().map_err(Failure::of)
    }

    pub(crate) fn office(&mut self) -> Result<OfficeCode, Failure> {
        self.text().map(OfficeCode)
    }

    pub(crate) fn optional_bytes(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        match self.value()? {
            Value::Null => Ok(None),
            Value::Bytes(bytes) => Ok(Some(bytes)),
            _ => Err(Failure::shape("bytes")),
        }
    }
}

/// A number as it stands in a column. Positions and counts of a journal stay far below 2^63.
pub(crate) fn number(value: u64) -> Value {
    Value::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
