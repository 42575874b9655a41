//! Tables of counts: two ways of telling apart, with margins, each cell open to its entries.
//!
//! Counts come in as the projection's groups; the margins are sums of the cells, never queries of
//! their own, so that a table cannot disagree with itself. What must be hidden before publication
//! is decided in [`crate::disclosure`].

use std::collections::{BTreeMap, BTreeSet};

use crate::indicator::{Condition, Dimension, Indicator, IndicatorRefusal};

/// The most cells of one table; more is a data set, not a table that somebody reads.
pub const CELLS_MAX: usize = 100_000;

/// A count of one group, as it comes from the projection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Key of the row.
    pub row: String,
    /// Key of the column.
    pub column: String,
    /// How many.
    pub count: u64,
}

/// A place in a table: a cell, or a margin where a part is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Position of the row; `None` for the sum over all rows.
    pub row: Option<usize>,
    /// Position of the column; `None` for the sum over all columns.
    pub column: Option<usize>,
}

/// Counts by two ways of telling apart, with margins.
///
/// Invariant: a table has at least one row and one column, keys of rows and of columns are unique,
/// and a margin is the sum of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    rows: Vec<String>,
    columns: Vec<String>,
    /// Row after row, each with its margin at the end; the last row is the margin.
    values: Vec<u64>,
}

bagyt_core::refusals! {
    /// Why counts do not make a table.
    pub enum TableRefusal {
        /// There is no row or no column.
        #[error("a table needs at least one row and one column; choose a wider period")]
        Empty = "table-empty",
        /// More cells than one table takes.
        #[error("{found} cells are more than one table takes; tell apart by less")]
        TooLarge {
            /// How many.
            found: usize,
        } = "table-too-large",
        /// A key stands twice among the rows or the columns.
        #[error("`{key}` stands twice; give each row and column its own key")]
        NamedTwice {
            /// The key.
            key: String,
        } = "table-named-twice",
        /// A count has a key that is not among the rows or the columns.
        #[error("`{key}` is neither a row nor a column of the table; publish its code first")]
        UnknownKey {
            /// The key.
            key: String,
        } = "table-unknown-key",
        /// The sum does not fit a number of the journal.
        #[error("the sum of the counts is too large to be true; look into the projection")]
        TooMany = "table-too-many",
    }
}

impl Table {
    /// Puts counts into the given rows and columns, in their order; a cell without a count is 0.
    ///
    /// # Errors
    ///
    /// [`TableRefusal::Empty`], [`TableRefusal::TooLarge`], [`TableRefusal::NamedTwice`],
    /// [`TableRefusal::UnknownKey`], [`TableRefusal::TooMany`]; the first that applies.
    pub fn try_new(
        rows: Vec<String>,
        columns: Vec<String>,
        counted: &[Counted],
    ) -> Result<Table, TableRefusal> {
        if rows.is_empty() || columns.is_empty() {
            return Err(TableRefusal::Empty);
        }
        let found = rows.len().saturating_mul(columns.len());
        if found > CELLS_MAX {
            return Err(TableRefusal::TooLarge { found });
        }
        let values = vec![0; (rows.len() + 1) * (columns.len() + 1)];
        let mut table = Table { rows, columns, values };
        let row_of = positions(&table.rows)?;
        let column_of = positions(&table.columns)?;
        for counted in counted {
            let refusal = |key: &String| TableRefusal::UnknownKey { key: key.clone() };
            let row = row_of.get(&counted.row).ok_or_else(|| refusal(&counted.row))?;
            let column = column_of.get(&counted.column).ok_or_else(|| refusal(&counted.column))?;
            for place in [
                Place { row: Some(*row), column: Some(*column) },
                Place { row: Some(*row), column: None },
                Place { row: None, column: Some(*column) },
                Place { row: None, column: None },
            ] {
                table.add(place, counted.count)?;
            }
        }
        Ok(table)
    }

    /// Puts counts into the rows and columns that they name, in the order of the keys.
    ///
    /// # Errors
    ///
    /// As [`Table::try_new`].
    pub fn of(counted: &[Counted]) -> Result<Table, TableRefusal> {
        let keys = |key: fn(&Counted) -> &String| -> Vec<String> {
            counted.iter().map(key).collect::<BTreeSet<_>>().into_iter().cloned().collect()
        };
        Table::try_new(keys(|one| &one.row), keys(|one| &one.column), counted)
    }

    /// Returns the keys of the rows.
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// Returns the keys of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns the value at a place; 0 outside the table.
    pub fn at(&self, place: Place) -> u64 {
        self.values.get(self.index(place)).copied().unwrap_or(0)
    }

    /// Returns every place: row after row, each with its margin last, the margin's row at the end.
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let with_margin = |positions: usize| (0..positions).map(Some).chain([None]);
        with_margin(rows)
            .flat_map(move |row| with_margin(columns).map(move |column| Place { row, column }))
    }

    fn index(&self, place: Place) -> usize {
        let row = place.row.unwrap_or(self.rows.len());
        let column = place.column.unwrap_or(self.columns.len());
        row * (self.columns.len() + 1) + column
    }

    fn add(&mut self, place: Place, count: u64) -> Result<(), TableRefusal> {
        let index = self.index(place);
        let value = self.values.get_mut(index).ok_or(TableRefusal::TooMany)?;
        *value = value.checked_add(count).ok_or(TableRefusal::TooMany)?;
        Ok(())
    }
}

fn positions(keys: &[String]) -> Result<BTreeMap<String, usize>, TableRefusal> {
    let mut positions = BTreeMap::new();
    for (position, key) in keys.iter().enumerate() {
        if positions.insert(key.clone(), position).is_some() {
            return Err(TableRefusal::NamedTwice { key: key.clone() });
        }
    }
    Ok(positions)
}

/// A table of one indicator, each of whose cells opens to its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorTable {
    /// The indicator.
    pub indicator: Indicator,
    /// By what the rows are told apart.
    pub rows_by: Dimension,
    /// By what the columns are told apart.
    pub columns_by: Dimension,
    /// Within what all of it was counted, for example one month.
    pub within: Vec<(Dimension, String)>,
    /// The counts.
    pub table: Table,
}

/// A number of a table, with the way to the entries behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where it stands.
    pub place: Place,
    /// How many.
    pub value: u64,
    /// The rows of the projection that keep to all of these were counted.
    pub entries: Vec<Condition>,
}

impl IndicatorTable {
    /// Returns the number at a place with the conditions under which its entries are found.
    ///
    /// # Errors
    ///
    /// [`IndicatorRefusal`] if the table tells apart by what its indicator does not.
    pub fn cell(&self, place: Place) -> Result<Cell, IndicatorRefusal> {
        let mut key: Vec<(Dimension, &str)> =
            self.within.iter().map(|(dimension, value)| (*dimension, value.as_str())).collect();
        let part = |position: Option<usize>, keys: &[String]| {
            position.and_then(|position| keys.get(position).cloned())
        };
        let row = part(place.row, self.table.rows());
        let column = part(place.column, self.table.columns());
        key.extend(row.as_deref().map(|row| (self.rows_by, row)));
        key.extend(column.as_deref().map(|column| (self.columns_by, column)));
        let entries = self.indicator.conditions(&key)?;
        Ok(Cell { place, value: self.table.at(place), entries })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counted(row: &str, column: &str, count: u64) -> Counted {
        Counted { row: row.to_owned(), column: column.to_owned(), count }
    }

    fn keys(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[track_caller]
    fn check(rows: &str, columns: &str, counts: &[Counted], expected: Result<&[u64], &str>) {
        let table = Table::try_new(keys(rows), keys(columns), counts);
        let outcome = table
            .map(|table| table.places().map(|place| table.at(place)).collect::<Vec<_>>())
            .map_err(|refusal| refusal.to_string());
        assert_eq!(outcome, expected.map(<[u64]>::to_vec).map_err(str::to_owned));
    }

    #[test]
    fn cells_come_row_after_row_with_their_margins() {
        let counts = [counted("a", "m", 3), counted("b", "f", 2), counted("a", "m", 1)];
        check("a b c", "f m", &counts, Ok(&[0, 4, 4, 2, 0, 2, 0, 0, 0, 2, 4, 6]));
    }

    #[test]
    fn counts_that_make_no_table_are_refused() {
        let empty = "a table needs at least one row and one column; choose a wider period";
        check("", "m", &[], Err(empty));
        let twice = "`a` stands twice; give each row and column its own key";
        check("a a", "m", &[], Err(twice));
        let unknown = "`x` is neither a row nor a column of the table; publish its code first";
        check("a", "m", &[counted("a", "x", 1)], Err(unknown));
        let many = "the sum of the counts is too large to be true; look into the projection";
        check("a", "m", &[counted("a", "m", u64::MAX), counted("a", "m", 1)], Err(many));
    }

    #[test]
    fn a_cell_and_a_margin_open_to_their_entries() {
        let text = crate::indicator::tests::table("t", r#"{ view = "events", kind = "exit" }"#);
        let indicator = crate::indicator::parse(&text).unwrap().remove(0);
        let table = IndicatorTable {
            indicator,
            rows_by: Dimension::Office,
            columns_by: Dimension::Sex,
            within: vec![(Dimension::Month, "2026-03".to_owned())],
            table: Table::of(&[counted("ZZ-01-01", "f", 7)]).unwrap(),
        };
        let columns = |place: Place| -> (u64, Vec<&'static str>) {
            let cell = table.cell(place).unwrap();
            (cell.value, cell.entries.iter().map(|condition| condition.column).collect())
        };
        let inner = Place { row: Some(0), column: Some(0) };
        assert_eq!(columns(inner), (7, vec!["kind", "month", "office", "sex"]));
        let margin = Place { row: None, column: Some(0) };
        assert_eq!(columns(margin), (7, vec!["kind", "month", "sex"]));
        assert_eq!(columns(Place { row: None, column: None }), (7, vec!["kind", "month"]));
    }

    proptest! {
        #[test]
        fn cells_add_up_to_their_margins(
            counts in proptest::collection::vec((0_u8..5, 0_u8..4, 0_u64..1000), 1..40),
        ) {
            let counts: Vec<Counted> = counts
                .iter()
                .map(|(row, column, count)| counted(&row.to_string(), &column.to_string(), *count))
                .collect();
            let table = Table::of(&counts).unwrap();
            let inner = |wanted: Place| -> u64 {
                table
                    .places()
                    .filter(|place| place.row.is_some() && place.column.is_some())
                    .filter(|place| wanted.row.is_none() || wanted.row == place.row)
                    .filter(|place| wanted.column.is_none() || wanted.column == place.column)
                    .map(|place| table.at(place))
                    .sum()
            };
            for place in table.places() {
                prop_assert_eq!(table.at(place), inner(place));
            }
            let whole = table.at(Place { row: None, column: None });
            prop_assert_eq!(whole, counts.iter().map(|one| one.count).sum::<u64>());
        }
    }
}
