//! At which position of the journal rows of a period last changed.
//!
//! What was counted over a period stands as long as no row of it changes. A table that declares a
//! column as its period has a note for each of its values: the position of the last group of
//! entries that added, changed or removed a row with that value. It is no count and no increment:
//! a note that is too new only makes somebody count again.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_core::view::{Cell, ViewRow, ViewTable};

use crate::connection::{Connection, Fields, Row, number};
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

/// The value under which it is noted that a table was made anew.
const ALL: i64 = i64::MIN;

/// The values of a table's period whose rows a write touches.
pub(crate) struct Touched {
    column: Option<usize>,
    values: BTreeSet<i64>,
}

impl Touched {
    /// Begins with none.
    pub(crate) fn new(table: &ViewTable) -> Self {
        let column = table.columns.iter().position(|column| column.is_period);
        Touched { column, values: BTreeSet::new() }
    }

    /// Takes in a row that is written or goes.
    pub(crate) fn add(&mut self, row: &ViewRow) {
        if let Some(Cell::Integer(value)) = self.column.and_then(|column| row.get(column)) {
            self.values.insert(*value);
        }
    }

    /// Notes them as changed at a position.
    pub(crate) fn note(
        &self,
        connection: &mut dyn Connection,
        table: &ViewTable,
        seq: u64,
    ) -> Result<(), Failure> {
        let rows = self.values.iter().map(|value| row(table, *value, seq)).collect::<Vec<_>>();
        connection.insert(INSERT, UPDATE, rows)
    }
}

const INSERT: &str = "INSERT INTO view_change (name, value, seq)";
const UPDATE: &str = " ON CONFLICT (name, value) DO UPDATE SET seq = excluded.seq";

fn row(table: &ViewTable, value: i64, seq: u64) -> Row {
    vec![table.name.into(), value.into(), number(seq)]
}

/// Notes that a table was made anew at a position.
pub(crate) fn note_all(
    connection: &mut dyn Connection,
    table: &ViewTable,
    seq: u64,
) -> Result<(), Failure> {
    connection.execute("DELETE FROM view_change WHERE name = $1", &[table.name.into()])?;
    connection.insert(INSERT, UPDATE, vec![row(table, ALL, seq)])
}

/// Since when the rows of a table stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    all: u64,
    values: BTreeMap<i64, u64>,
}

impl Changes {
    /// Reads the notes on a table that declares a period.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn of(reader: &Reader<'_>, table: &ViewTable) -> Result<Changes, Outage> {
        let sql = "SELECT value, seq FROM view_change WHERE name = $1";
        let notes =
            reader.map("reading since when rows stand", (sql, &[table.name.into()]), |row| {
                Ok((Fields::integer(row)?, row.count()?))
            })?;
        let mut changes = Changes::default();
        for (value, seq) in notes {
            if value == ALL {
                changes.all = seq;
            } else {
                changes.values.insert(value, seq);
            }
        }
        Ok(changes)
    }

    /// As [`Changes::at`], of the values from the first to the last.
    pub fn within(&self, first: i64, last: i64) -> u64 {
        let newest = self.values.range(first..=last).map(|(_, seq)| *seq).max();
        newest.unwrap_or_default().max(self.all)
    }

    /// Returns the position at which a row of a value last changed. Two readings that return the
    /// same found the same rows.
    pub fn at(&self, value: i64) -> u64 {
        self.values.get(&value).copied().unwrap_or_default().max(self.all)
    }
}
