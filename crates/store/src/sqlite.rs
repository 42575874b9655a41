//! The driver for SQLite.
//!
//! The record is one file with a write-ahead log. `synchronous=FULL` makes a commit durable before
//! it is answered; memory mapping stays off, because a fault of the disk would then end the
//! program instead of returning an error. What is deleted is overwritten.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, OpenFlags, Statement, ToSql};

use crate::connection::{Connection, Question, Row, Value, placeholders};
use crate::failure::Failure;

/// How long a connection waits for another one's short lock (a checkpoint, a recovery).
const BUSY_WAIT: Duration = Duration::from_secs(30);

/// Prepared statements kept for a connection; the store has about a hundred.
const STATEMENTS_MAX: usize = 256;

/// SQLITE_IOERR_SHMSIZE: the file beside the write-ahead log could not grow, which happens when a
/// log is opened on a full disk.
const NO_ROOM_FOR_INDEX: i32 = 4_874;

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Durable writing.
    Write,
    /// Reading only.
    Read,
    /// Filling an empty database by one connection alone. Nothing is durable before the end.
    Fill,
}

/// Settings of every connection that writes durably. Pages of 8 KiB hold a dozen entries with
/// little left over; smaller ones waste a sixth of the disk.
const WRITE: &str = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA mmap_size = 0; PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON;
    PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA analysis_limit = 1000;";

/// Settings of a connection that reads.
const READ: &str = "PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -16384;
    PRAGMA temp_store = MEMORY;";

/// Settings while an empty database is filled by one connection; a crash leaves it unusable, which
/// is why the data directory is marked during the filling.
const FILL: &str = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF; PRAGMA mmap_size = 0; PRAGMA cache_size = -32768;
    PRAGMA temp_store = FILE; PRAGMA analysis_limit = 1000;";

pub(crate) struct Sqlite(rusqlite::Connection);

impl Sqlite {
    /// Opens the file, which is made where it is missing, except for reading.
    pub(crate) fn open(path: &Path, purpose: Use) -> Result<Self, Failure> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_WAIT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        // Without this guarantee a statement is planned anew whenever its values change.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.execute_batch(match purpose {
            Use::Write => WRITE,
            Use::Read => READ,
            Use::Fill => FILL,
        })?;
        Ok(Sqlite(connection))
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(source: rusqlite::Error) -> Self {
        let error = source.sqlite_error();
        let is_full = error.is_some_and(|error| {
            error.code == ErrorCode::DiskFull || error.extended_code == NO_ROOM_FOR_INDEX
        });
        Failure { is_full, source: Box::new(source) }
    }
}

/// A value on its way into a statement, without a copy.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Integer(integer) => ValueRef::Integer(*integer),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn bind(statement: &mut Statement<'_>, values: &[Value]) -> Result<(), Failure> {
    for (index, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, Bound(value))?;
    }
    Ok(())
}

/// SQLite takes `$1` for a name; `?1` is its number. It has no lock of a row: who writes has the
/// whole file.
fn translate(sql: &str) -> String {
    sql.replace('$', "?").replace(" FOR UPDATE", "")
}

fn owned(value: ValueRef<'_>) -> Result<Value, Failure> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(integer) => Value::Integer(integer),
        ValueRef::Real(_) => return Err(Failure::shape("whole number")),
        ValueRef::Text(text) => {
            Value::Text(std::str::from_utf8(text).map_err(Failure::of)?.to_owned())
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    })
}

/// Takes all rows of a statement whose values are bound.
fn take_rows(statement: &mut Statement<'_>, found: &mut Vec<Row>) -> Result<(), Failure> {
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(columns);
        for index in 0..columns {
            values.push(owned(row.get_ref(index)?)?);
        }
        found.push(values);
    }
    Ok(())
}

impl Connection for Sqlite {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Failure> {
        let mut statement = self.0.prepare_cached(&translate(sql))?;
        bind(&mut statement, values)?;
        Ok(u64::try_from(statement.raw_execute()?).unwrap_or(u64::MAX))
    }

    fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Failure> {
        let mut statement = self.0.prepare_cached(&translate(sql))?;
        bind(&mut statement, values)?;
        let mut found = Vec::new();
        take_rows(&mut statement, &mut found)?;
        Ok(found)
    }

    fn query_any(&mut self, sql: &str, mut values: Vec<Value>) -> Result<Vec<Row>, Failure> {
        values.sort_unstable();
        values.dedup();
        // One value after the other: a list would be put into a table of its own and sorted first.
        let mut statement = self.0.prepare_cached(&translate(&sql.replace("IN {}", "= $1")))?;
        let mut found = Vec::new();
        for value in &values {
            bind(&mut statement, std::slice::from_ref(value))?;
            take_rows(&mut statement, &mut found)?;
        }
        Ok(found)
    }

    fn query_all(&mut self, questions: Vec<Question<'_>>) -> Result<Vec<Vec<Row>>, Failure> {
        let answer = |question| match question {
            Question::Values(sql, values) => self.query(sql, &values),
            Question::Any(sql, values) => self.query_any(sql, values),
        };
        questions.into_iter().map(answer).collect()
    }

    fn insert(&mut self, head: &str, tail: &str, rows: Vec<Row>) -> Result<(), Failure> {
        let Some(first) = rows.first() else { return Ok(()) };
        let sql = format!("{head} VALUES {}{tail}", placeholders(1, first.len()));
        let mut statement = self.0.prepare_cached(&translate(&sql))?;
        for row in &rows {
            bind(&mut statement, row)?;
            statement.raw_execute()?;
        }
        Ok(())
    }

    fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        Ok(self.0.execute_batch(sql)?)
    }

    fn begin(&mut self) -> Result<(), Failure> {
        self.run("BEGIN IMMEDIATE", &[])
    }

    fn begin_reading(&mut self) -> Result<(), Failure> {
        self.batch("BEGIN DEFERRED")
    }

    fn commit(&mut self) -> Result<(), Failure> {
        self.run("COMMIT", &[])
    }

    fn rollback(&mut self) -> Result<(), Failure> {
        // SQLite itself undoes the transaction after some failures.
        if self.0.is_autocommit() { Ok(()) } else { self.batch("ROLLBACK") }
    }

    fn is_lost(&self) -> bool {
        !self.0.is_autocommit()
    }
}
