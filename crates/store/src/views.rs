//! The tables of projections: how they are made, and how a stream's rows are replaced.
//!
//! The store knows a projection only by its declaration. Rows are keyed by the number of the
//! stream and their ordinal in it; of a stream's new rows only those are written that differ.

use std::collections::BTreeMap;

use bagyt_core::view::{ColumnType, ViewRow, ViewTable};

use crate::changes::Touched;
use crate::connection::{Connection, Fields, Row, Value, query_in};
use crate::database::Database;
use crate::failure::Failure;
use crate::schema;

/// How a table of the database stands to its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It was made from this declaration.
    Current,
    /// It was made from another one and must be rebuilt.
    Stale,
}

/// The text that is kept to see whether a declaration has changed since the table was made.
fn declaration(table: &ViewTable) -> String {
    format!("{} {}", columns(table), table.indexes.join("; "))
}

/// The column definitions of a table.
fn columns(table: &ViewTable) -> String {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            let kind = match column.kind {
                ColumnType::Integer => "BIGINT",
                ColumnType::Text => "TEXT",
                ColumnType::Bytes => "BYTEA",
            };
            format!("\"{}\" {kind}", column.name)
        })
        .collect();
    columns.join(", ")
}

/// The quoted names of all columns, with the two of the key in front.
fn column_list(table: &ViewTable) -> String {
    let names = table.columns.iter().map(|column| format!("\"{}\"", column.name));
    let all: Vec<String> =
        ["stream_no".to_owned(), "ordinal".to_owned()].into_iter().chain(names).collect();
    all.join(", ")
}

/// The name under which a table is built beside the one that is read.
pub(crate) fn beside(table: &ViewTable) -> String {
    format!("{}_beside", table.name)
}

/// Makes a table named `name` after the declaration, without its indexes.
pub(crate) fn create(
    connection: &mut dyn Connection,
    database: &Database,
    table: &ViewTable,
    name: &str,
) -> Result<(), Failure> {
    let text = format!(
        "{name} (stream_no BIGINT NOT NULL, ordinal BIGINT NOT NULL, {}, \
         PRIMARY KEY (stream_no, ordinal))",
        columns(table)
    );
    connection.batch(&schema::create_table(database, &text, true))
}

/// Makes the indexes of a table. Their names carry the generation, because a table built beside
/// the old one has its own before the old ones are gone.
pub(crate) fn create_indexes(
    connection: &mut dyn Connection,
    table: &ViewTable,
    name: &str,
    generation: i64,
) -> Result<(), Failure> {
    for (number, index) in table.indexes.iter().enumerate() {
        let (columns, only) = index.split_once(" WHERE ").unwrap_or((index, ""));
        let columns: Vec<String> =
            columns.split(',').map(|column| format!("\"{}\"", column.trim())).collect();
        let only = if only.is_empty() { String::new() } else { format!(" WHERE {only}") };
        connection.batch(&format!(
            "CREATE INDEX {}_g{generation}_{number} ON {name} ({}){only}",
            table.name,
            columns.join(", ")
        ))?;
    }
    Ok(())
}

/// Removes the indexes of a table.
pub(crate) fn drop_indexes(
    connection: &mut dyn Connection,
    table: &ViewTable,
    generation: i64,
) -> Result<(), Failure> {
    for number in 0..table.indexes.len() {
        connection.batch(&format!("DROP INDEX {}_g{generation}_{number}", table.name))?;
    }
    Ok(())
}

/// Returns the generation of a table: how often it was made anew.
pub(crate) fn generation(
    connection: &mut dyn Connection,
    table: &ViewTable,
) -> Result<i64, Failure> {
    let sql = "SELECT generation FROM view_version WHERE name = $1";
    let rows = connection.query(sql, &[table.name.into()])?;
    rows.into_iter().next().map_or(Ok(0), |row| Fields::of(row).integer())
}

/// Notes from which declaration a table was made.
pub(crate) fn note(
    connection: &mut dyn Connection,
    table: &ViewTable,
    generation: i64,
) -> Result<(), Failure> {
    connection.execute(
        "INSERT INTO view_version (name, version, generation, declaration)
            VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET version = excluded.version,
            generation = excluded.generation, declaration = excluded.declaration",
        &[table.name.into(), table.version.into(), generation.into(), declaration(table).into()],
    )?;
    Ok(())
}

/// Makes a table that is missing and says how one that is there stands to its declaration.
///
/// `has_entries` says whether there is anything that a new table would have to show.
pub(crate) fn prepare(
    connection: &mut dyn Connection,
    database: &Database,
    table: &ViewTable,
    has_entries: bool,
) -> Result<Standing, Failure> {
    let sql = "SELECT version, declaration FROM view_version WHERE name = $1";
    let rows = connection.query(sql, &[table.name.into()])?;
    if let Some(row) = rows.into_iter().next() {
        let mut row = Fields::of(row);
        let is_same = row.integer()? == table.version && row.text()? == declaration(table);
        if is_same {
            return Ok(Standing::Current);
        }
        if has_entries {
            return Ok(Standing::Stale);
        }
        connection.batch(&format!("DROP TABLE {}", table.name))?;
    }
    let generation = generation(connection, table)? + 1;
    create(connection, database, table, table.name)?;
    create_indexes(connection, table, table.name, generation)?;
    if has_entries {
        // Without its version the table counts as stale until it is rebuilt.
        let unbuilt = ViewTable { version: table.version - 1, ..*table };
        note(connection, &unbuilt, generation)?;
        return Ok(Standing::Stale);
    }
    note(connection, table, generation)?;
    Ok(Standing::Current)
}

/// The rows that a stream has in a table, as a view declares them.
pub(crate) type StreamRows<'a> = BTreeMap<i64, &'a [ViewRow]>;

/// Puts rows in the place of those that stand, in one table, for several streams.
///
/// `known` are the streams that may have rows; the others are new. Returns the periods whose rows
/// are others than before.
pub(crate) fn replace(
    connection: &mut dyn Connection,
    table: &ViewTable,
    rows: &StreamRows<'_>,
    known: impl Fn(i64) -> bool,
) -> Result<Touched, Failure> {
    let asked: Vec<Value> = rows.keys().filter(|no| known(**no)).map(|no| (*no).into()).collect();
    let mut standing = stand(connection, table, asked)?;
    let (mut changed, mut touched): (Vec<Row>, _) = (Vec::new(), Touched::new(table));
    for (stream_no, rows) in rows {
        for (ordinal, row) in (0_i64..).zip(rows.iter()) {
            let before = standing.remove(&(*stream_no, ordinal));
            if before.as_ref() != Some(row) {
                before.iter().for_each(|before| touched.add(before));
                touched.add(row);
                changed.push(keyed(*stream_no, ordinal, row));
            }
        }
    }
    standing.values().for_each(|gone| touched.add(gone));
    let mut removed: BTreeMap<i64, i64> = BTreeMap::new();
    for (stream_no, ordinal) in standing.into_keys() {
        let first = removed.entry(stream_no).or_insert(ordinal);
        *first = ordinal.min(*first);
    }
    for (stream_no, first) in removed {
        let sql = format!("DELETE FROM {} WHERE stream_no = $1 AND ordinal >= $2", table.name);
        connection.run(&sql, &[stream_no.into(), first.into()])?;
    }
    connection.insert(&insert_head(table, table.name), &update_tail(table), changed)?;
    Ok(touched)
}

/// A row with its key in front.
pub(crate) fn keyed(stream_no: i64, ordinal: i64, row: &[Value]) -> Row {
    let mut keyed = Vec::with_capacity(row.len() + 2);
    keyed.extend([stream_no.into(), ordinal.into()]);
    keyed.extend_from_slice(row);
    keyed
}

/// The text of an insertion up to the values.
pub(crate) fn insert_head(table: &ViewTable, name: &str) -> String {
    format!("INSERT INTO {name} ({})", column_list(table))
}

fn update_tail(table: &ViewTable) -> String {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| format!("\"{0}\" = excluded.\"{0}\"", column.name))
        .collect();
    format!(" ON CONFLICT (stream_no, ordinal) DO UPDATE SET {}", columns.join(", "))
}

/// Returns the rows that stand for some streams, by stream and ordinal.
pub(crate) fn stand(
    connection: &mut dyn Connection,
    table: &ViewTable,
    streams: Vec<Value>,
) -> Result<BTreeMap<(i64, i64), Row>, Failure> {
    let sql = format!("SELECT {} FROM {} WHERE stream_no IN {{}}", column_list(table), table.name);
    by_key(query_in(connection, &sql, streams)?)
}

/// Returns the rows that stand for the streams from one number to another.
pub(crate) fn stand_between(
    connection: &mut dyn Connection,
    table: &ViewTable,
    first: i64,
    last: i64,
) -> Result<BTreeMap<(i64, i64), Row>, Failure> {
    let (columns, name) = (column_list(table), table.name);
    let sql = format!("SELECT {columns} FROM {name} WHERE stream_no >= $1 AND stream_no <= $2");
    by_key(connection.query(&sql, &[first.into(), last.into()])?)
}

fn by_key(rows: Vec<Row>) -> Result<BTreeMap<(i64, i64), Row>, Failure> {
    let mut standing = BTreeMap::new();
    for mut row in rows {
        let cells = row.split_off(2);
        let mut key = Fields::of(row);
        standing.insert((key.integer()?, key.integer()?), cells);
    }
    Ok(standing)
}
