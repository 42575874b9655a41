//! The driver for PostgreSQL.
//!
//! Statements keep to what PostgreSQL-compatible distributed databases take. Texts are compared by
//! their bytes, as in SQLite, so that rows stand in the same order on both.

use std::collections::HashMap;
use std::error::Error;

use postgres::config::SslMode;
use postgres::error::{Severity, SqlState};
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};

use crate::connection::{Connection, Row, Value};
use crate::failure::Failure;

/// Most rows of one `INSERT`; the arrays of more would only take memory.
const ROWS_MAX: usize = 4_096;

/// Prepared statements kept for a connection; beyond, all are prepared anew.
const STATEMENTS_MAX: usize = 512;

pub(crate) struct Postgresql {
    client: Client,
    statements: HashMap<String, Statement>,
    /// Set when the server has said that it ends the connection, or no longer says anything.
    is_lost: bool,
}

/// Connections are not encrypted yet, so that they must not leave the machine.
#[derive(Debug, thiserror::Error)]
#[error(
    "the address of the database asks for encryption (sslmode=require), which this program does \
     not have yet; use a local socket or a tunnel"
)]
pub(crate) struct NoEncryption;

/// Reads the address of the database.
pub(crate) fn configuration(url: &str) -> Result<Config, Failure> {
    let config: Config = url.parse().map_err(|source: postgres::Error| Failure::of(source))?;
    if config.get_ssl_mode() == SslMode::Require {
        Err(Failure::of(NoEncryption))
    } else {
        Ok(config)
    }
}

impl Postgresql {
    pub(crate) fn open(config: &Config) -> Result<Self, Failure> {
        let mut client = config.connect(NoTls)?;
        client.batch_execute("SET synchronous_commit = on; SET client_min_messages = warning")?;
        Ok(Postgresql { client, statements: HashMap::new(), is_lost: false })
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        let prepared = self.client.prepare(sql);
        let statement = self.watch(prepared)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Notes whether a failure means that the connection is of no more use.
    fn watch<T>(&mut self, outcome: Result<T, postgres::Error>) -> Result<T, Failure> {
        outcome.map_err(|error| {
            let ends = |severity| matches!(severity, Some(Severity::Fatal | Severity::Panic));
            let told = error.as_db_error();
            self.is_lost |= told.is_none_or(|told| ends(told.parsed_severity()));
            Failure::from(error)
        })
    }
}

impl From<postgres::Error> for Failure {
    fn from(source: postgres::Error) -> Self {
        let is_full = source.code() == Some(&SqlState::DISK_FULL);
        Failure { is_full, source: Box::new(source) }
    }
}

/// A value on its way into a statement.
#[derive(Debug)]
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(integer) if *kind == Type::INT4 => {
                i32::try_from(*integer)?.to_sql(kind, out)
            }
            Value::Integer(integer) => integer.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::TEXT, Type::VARCHAR, Type::BYTEA].contains(kind)
    }

    to_sql_checked!();
}

/// Rows as one array a column: any number of them is one statement, prepared once.
struct Columns<'a> {
    /// The query that makes rows of the arrays again, in their order.
    text: String,
    arrays: Vec<Vec<Bound<'a>>>,
}

impl<'a> Columns<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let (mut arrays, mut listed, mut types) = (Vec::new(), Vec::new(), Vec::new());
        for column in 0..width {
            let array: Vec<Bound<'a>> =
                rows.iter().filter_map(|row| row.get(column)).map(Bound).collect();
            let Some(kind) = array.iter().find_map(|bound| array_type(bound.0)) else {
                // Nothing says of which type an array of nothing is; the column knows.
                listed.push("NULL".to_owned());
                continue;
            };
            arrays.push(array);
            types.push(format!("${}::{kind}[]", arrays.len()));
            listed.push(format!("c{}", arrays.len()));
        }
        let names: Vec<String> = (1..=arrays.len()).map(|number| format!("c{number}")).collect();
        let (listed, types, names) = (listed.join(", "), types.join(", "), names.join(", "));
        let text = format!("SELECT {listed} FROM UNNEST({types}) AS given ({names})");
        Columns { text, arrays }
    }
}

fn array_type(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Integer(_) => Some("BIGINT"),
        Value::Text(_) => Some("TEXT"),
        Value::Bytes(_) => Some("BYTEA"),
    }
}

fn owned(row: &postgres::Row) -> Result<Row, Failure> {
    row.columns()
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let kind = column.type_();
            if *kind == Type::INT8 {
                Ok(row.try_get::<_, Option<i64>>(index)?.into())
            } else if *kind == Type::INT4 {
                Ok(row.try_get::<_, Option<i32>>(index)?.map(i64::from).into())
            } else if *kind == Type::BYTEA {
                Ok(row.try_get::<_, Option<Vec<u8>>>(index)?.into())
            } else {
                Ok(row.try_get::<_, Option<String>>(index)?.into())
            }
        })
        .collect()
}

impl Connection for Postgresql {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Failure> {
        let statement = self.prepared(sql)?;
        let bound: Vec<Bound<'_>> = values.iter().map(Bound).collect();
        let values: Vec<&(dyn ToSql + Sync)> =
            bound.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let outcome = self.client.execute(&statement, &values);
        self.watch(outcome)
    }

    fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Failure> {
        let statement = self.prepared(sql)?;
        let bound: Vec<Bound<'_>> = values.iter().map(Bound).collect();
        let values: Vec<&(dyn ToSql + Sync)> =
            bound.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let outcome = self.client.query(&statement, &values);
        self.watch(outcome)?.iter().map(owned).collect()
    }

    fn query_any(&mut self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, Failure> {
        // One array, so that a list of any length is one statement.
        let statement = self.prepared(&sql.replace("IN {}", "= ANY($1)"))?;
        let list: Vec<Bound<'_>> = values.iter().map(Bound).collect();
        let outcome = self.client.query(&statement, &[&list]);
        self.watch(outcome)?.iter().map(owned).collect()
    }

    fn insert(&mut self, head: &str, tail: &str, rows: &[Row]) -> Result<(), Failure> {
        for rows in rows.chunks(ROWS_MAX) {
            let columns = Columns::of(rows);
            let statement = self.prepared(&format!("{head} {}{tail}", columns.text))?;
            let arrays: Vec<&(dyn ToSql + Sync)> =
                columns.arrays.iter().map(|array| array as &(dyn ToSql + Sync)).collect();
            let outcome = self.client.execute(&statement, &arrays);
            self.watch(outcome)?;
        }
        Ok(())
    }

    fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        let outcome = self.client.batch_execute(sql);
        self.watch(outcome)
    }

    fn begin(&mut self) -> Result<(), Failure> {
        self.batch("BEGIN")
    }

    fn begin_reading(&mut self) -> Result<(), Failure> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    fn commit(&mut self) -> Result<(), Failure> {
        self.batch("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), Failure> {
        // Outside a transaction PostgreSQL only warns.
        self.batch("ROLLBACK")
    }

    fn is_lost(&self) -> bool {
        self.is_lost || self.client.is_closed()
    }
}
