//! The driver for PostgreSQL.
//!
//! Statements keep to what PostgreSQL-compatible distributed databases take. Texts are compared by
//! their bytes, as in SQLite, so that rows stand in the same order on both.
//!
//! What a transaction writes waits until something is asked or the transaction ends, and goes to
//! the server together with that, in one round: the server carries out what it is sent in order,
//! each statement under its own snapshot, and every answer is looked at. Waiting for each answer
//! cost more processor time than the statements themselves.

use std::collections::HashMap;
use std::error::Error;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use tokio::runtime::Runtime;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::{Severity, SqlState};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, Kind, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Config, NoTls, Statement};

use crate::connection::{Connection, Question, Row, Value};
use crate::failure::Failure;

/// Most rows of one `INSERT`; the arrays of more would only take memory.
const ROWS_MAX: usize = 4_096;

/// Prepared statements kept for a connection; beyond, all are prepared anew.
const STATEMENTS_MAX: usize = 512;

/// Rows that may wait to be inserted; more go to the server at once.
const WAITING_ROWS_MAX: usize = 4_096;

const BEGIN: &str = "BEGIN";

pub(crate) struct Postgresql {
    /// Drives the connection while an answer is awaited, on the caller's thread.
    runtime: Runtime,
    client: Client,
    statements: HashMap<String, Statement>,
    /// What a writing transaction has told and not sent yet, in its order.
    waiting: Vec<Told>,
    waiting_rows: usize,
    is_writing: bool,
    /// Set when the server has said that it ends the connection, or no longer says anything.
    is_lost: bool,
}

/// What the server is told, in one message.
enum Told {
    /// A text without values.
    Text(String),
    /// A statement of which the number of changed rows is answered.
    Statement(Statement, Vec<Given>),
    /// A statement of which the rows are answered.
    Query(Statement, Vec<Given>),
}

/// What the server answers.
enum Answer {
    Changed(u64),
    Rows(Vec<tokio_postgres::Row>),
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
    let config: Config =
        url.parse().map_err(|source: tokio_postgres::Error| Failure::of(source))?;
    if config.get_ssl_mode() == SslMode::Require {
        Err(Failure::of(NoEncryption))
    } else {
        Ok(config)
    }
}

impl Postgresql {
    pub(crate) fn open(config: &Config) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(Failure::of)?;
        let (client, connection) = runtime.block_on(config.connect(NoTls))?;
        // Ends with the client; what goes wrong on it every later statement meets.
        runtime.spawn(async move { drop(connection.await) });
        let settings = "SET synchronous_commit = on; SET client_min_messages = warning";
        runtime.block_on(client.batch_execute(settings))?;
        Ok(Postgresql {
            runtime,
            client,
            statements: HashMap::new(),
            waiting: Vec::new(),
            waiting_rows: 0,
            is_writing: false,
            is_lost: false,
        })
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        let prepared = self.runtime.block_on(self.client.prepare(sql));
        let statement = self.watch(prepared)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Notes whether a failure means that the connection is of no more use.
    fn watch<T>(&mut self, outcome: Result<T, tokio_postgres::Error>) -> Result<T, Failure> {
        outcome.map_err(|error| {
            let ends = |severity| matches!(severity, Some(Severity::Fatal | Severity::Panic));
            let told = error.as_db_error();
            self.is_lost |= told.is_none_or(|told| ends(told.parsed_severity()));
            Failure::from(error)
        })
    }

    /// Tells something of which no answer is needed now. Within a writing transaction it waits.
    fn tell(&mut self, told: Told, rows: usize) -> Result<(), Failure> {
        if !self.is_writing {
            return self.ask(vec![told]).map(|_| ());
        }
        self.waiting.push(told);
        self.waiting_rows += rows;
        if self.waiting_rows > WAITING_ROWS_MAX {
            self.ask(Vec::new())?;
        }
        Ok(())
    }

    /// Sends what waits and then `asked`, in one round, and returns the answers to `asked`.
    fn ask(&mut self, asked: Vec<Told>) -> Result<Vec<Answer>, Failure> {
        let mut told = std::mem::take(&mut self.waiting);
        self.waiting_rows = 0;
        let waited = told.len();
        told.extend(asked);
        let outcomes = self.runtime.block_on(answers(&self.client, &told));
        let mut answers = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            answers.push(self.watch(outcome)?);
        }
        Ok(answers.split_off(waited))
    }

    fn rows(&mut self, asked: Vec<Told>) -> Result<Vec<Vec<Row>>, Failure> {
        let rows = |answer| match answer {
            Answer::Rows(rows) => rows.iter().map(owned).collect(),
            Answer::Changed(_) => Err(Failure::shape("rows")),
        };
        self.ask(asked)?.into_iter().map(rows).collect()
    }

    fn question(&mut self, question: Question<'_>) -> Result<Told, Failure> {
        match question {
            Question::Values(sql, values) => {
                let values = values.into_iter().map(Given::One).collect();
                Ok(Told::Query(self.prepared(sql)?, values))
            }
            // One array, so that a list of any length is one statement.
            Question::Any(sql, values) => {
                let statement = self.prepared(&sql.replace("IN {}", "= ANY($1)"))?;
                Ok(Told::Query(statement, vec![Given::Array(values)]))
            }
        }
    }
}

/// Sends everything before the first answer is awaited, and returns the answers in order.
async fn answers(client: &Client, told: &[Told]) -> Vec<Result<Answer, tokio_postgres::Error>> {
    type Going<'a> = Pin<Box<dyn Future<Output = Result<Answer, tokio_postgres::Error>> + 'a>>;
    let going = |told| -> Going<'_> { Box::pin(answer(client, told)) };
    let mut going: Vec<Going<'_>> = told.iter().map(going).collect();
    let mut outcomes: Vec<_> = going.iter().map(|_| None).collect();
    // A request is sent when it is polled for the first time, so that they go in their order.
    poll_fn(|context| {
        for (going, outcome) in going.iter_mut().zip(&mut outcomes) {
            if outcome.is_none()
                && let Poll::Ready(ready) = going.as_mut().poll(context)
            {
                *outcome = Some(ready);
            }
        }
        if outcomes.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outcomes.into_iter().flatten().collect()
}

async fn answer(client: &Client, told: &Told) -> Result<Answer, tokio_postgres::Error> {
    match told {
        Told::Text(text) => client.batch_execute(text).await.map(|()| Answer::Changed(0)),
        Told::Statement(statement, values) => {
            client.execute(statement, &bound(values)).await.map(Answer::Changed)
        }
        Told::Query(statement, values) => {
            client.query(statement, &bound(values)).await.map(Answer::Rows)
        }
    }
}

fn bound(values: &[Given]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl From<tokio_postgres::Error> for Failure {
    fn from(source: tokio_postgres::Error) -> Self {
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

/// What stands in the place of `$1` and its like.
#[derive(Debug)]
enum Given {
    One(Value),
    Array(Vec<Value>),
}

impl ToSql for Given {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Given::One(value) => Bound(value).to_sql(kind, out),
            Given::Array(values) => {
                values.iter().map(Bound).collect::<Vec<Bound<'_>>>().to_sql(kind, out)
            }
        }
    }

    fn accepts(kind: &Type) -> bool {
        match kind.kind() {
            Kind::Array(member) => <Bound<'_> as ToSql>::accepts(member),
            _ => <Bound<'_> as ToSql>::accepts(kind),
        }
    }

    to_sql_checked!();
}

/// Rows as one array a column: any number of them is one statement, prepared once.
struct Columns {
    /// The query that makes rows of the arrays again, in their order.
    text: String,
    arrays: Vec<Given>,
}

impl Columns {
    /// The arrays stand in the places from `$first` on.
    fn of(rows: Vec<Row>, first: usize) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let mut columns: Vec<Vec<Value>> = vec![Vec::with_capacity(rows.len()); width];
        for row in rows {
            for (column, value) in columns.iter_mut().zip(row) {
                column.push(value);
            }
        }
        let (mut arrays, mut listed) = (Vec::new(), Vec::new());
        for values in columns {
            let Some(kind) = values.iter().find_map(array_type) else {
                // Nothing says of which type an array of nothing is; the column knows.
                listed.push("NULL".to_owned());
                continue;
            };
            listed.push(format!("UNNEST(${}::{kind}[])", first + arrays.len()));
            arrays.push(Given::Array(values));
        }
        // In the list, not as a table: the server goes through arrays of one length in step and
        // keeps no copy of them.
        let text = format!("SELECT {}", listed.join(", "));
        Columns { text, arrays }
    }
}

/// Counts the places of the values of a statement on from `by`.
fn moved_on(sql: &str, by: usize) -> String {
    let mut parts = sql.split('$');
    let mut moved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let number =
            number.parse::<usize>().map_or_else(|_| number.to_owned(), |n| (n + by).to_string());
        moved.push('$');
        moved.push_str(&number);
        moved.push_str(rest);
    }
    moved
}

fn array_type(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Integer(_) => Some("BIGINT"),
        Value::Text(_) => Some("TEXT"),
        Value::Bytes(_) => Some("BYTEA"),
    }
}

fn owned(row: &tokio_postgres::Row) -> Result<Row, Failure> {
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
        let values = values.iter().cloned().map(Given::One).collect();
        let told = Told::Statement(self.prepared(sql)?, values);
        match self.ask(vec![told])?.pop() {
            Some(Answer::Changed(rows)) => Ok(rows),
            _ => Err(Failure::shape("a number of rows")),
        }
    }

    fn run(&mut self, sql: &str, values: &[Value]) -> Result<(), Failure> {
        let values = values.iter().cloned().map(Given::One).collect();
        let told = Told::Statement(self.prepared(sql)?, values);
        self.tell(told, 1)
    }

    fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Failure> {
        let asked = self.question(Question::Values(sql, values.to_vec()))?;
        self.rows(vec![asked])?.pop().ok_or_else(|| Failure::shape("rows"))
    }

    fn query_any(&mut self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, Failure> {
        let asked = self.question(Question::Any(sql, values))?;
        self.rows(vec![asked])?.pop().ok_or_else(|| Failure::shape("rows"))
    }

    fn query_all(&mut self, questions: Vec<Question<'_>>) -> Result<Vec<Vec<Row>>, Failure> {
        let (mut asked, mut is_asked) = (Vec::new(), Vec::new());
        for question in questions {
            let has_answer = !matches!(&question, Question::Any(_, values) if values.is_empty());
            is_asked.push(has_answer);
            if has_answer {
                asked.push(self.question(question)?);
            }
        }
        let mut answers = self.rows(asked)?.into_iter();
        let mut answer = || answers.next().ok_or_else(|| Failure::shape("an answer"));
        is_asked.into_iter().map(|was| if was { answer() } else { Ok(Vec::new()) }).collect()
    }

    fn insert(&mut self, head: &str, tail: &str, mut rows: Vec<Row>) -> Result<(), Failure> {
        while !rows.is_empty() {
            let later = rows.split_off(rows.len().min(ROWS_MAX));
            let count = rows.len();
            let columns = Columns::of(rows, 1);
            let statement = self.prepared(&format!("{head} {}{tail}", columns.text))?;
            self.tell(Told::Statement(statement, columns.arrays), count)?;
            rows = later;
        }
        Ok(())
    }

    fn write_together(
        &mut self,
        parts: Vec<(&str, Vec<Row>)>,
        (sql, values): (&str, Vec<Value>),
    ) -> Result<(), Failure> {
        if parts.iter().any(|(_, rows)| rows.len() > ROWS_MAX) {
            parts.into_iter().try_for_each(|(head, rows)| self.insert(head, "", rows))?;
            return self.run(sql, &values);
        }
        // One statement: each costs the server and the driver more than the rows of a small group.
        let (mut named, mut given, mut count) = (Vec::new(), Vec::new(), 0);
        for (head, rows) in parts.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            count += rows.len();
            let columns = Columns::of(rows, given.len() + 1);
            named.push(format!("part{} AS ({head} {})", named.len() + 1, columns.text));
            given.extend(columns.arrays);
        }
        let last = moved_on(sql, given.len());
        given.extend(values.into_iter().map(Given::One));
        let with =
            if named.is_empty() { String::new() } else { format!("WITH {} ", named.join(", ")) };
        let statement = self.prepared(&format!("{with}{last}"))?;
        self.tell(Told::Statement(statement, given), count + 1)
    }

    fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        self.ask(vec![Told::Text(sql.to_owned())]).map(|_| ())
    }

    fn begin(&mut self) -> Result<(), Failure> {
        self.is_writing = true;
        self.tell(Told::Text(BEGIN.to_owned()), 0)
    }

    fn begin_reading(&mut self) -> Result<(), Failure> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    fn commit(&mut self) -> Result<(), Failure> {
        self.is_writing = false;
        // An aborted transaction answers this without an error, but what aborted it was answered
        // with one, in this round or in one before.
        self.batch("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), Failure> {
        self.is_writing = false;
        self.waiting_rows = 0;
        let waiting = std::mem::take(&mut self.waiting);
        if matches!(waiting.first(), Some(Told::Text(text)) if text == BEGIN) {
            // The server has not heard of the transaction.
            return Ok(());
        }
        // Outside a transaction PostgreSQL only warns.
        self.batch("ROLLBACK")
    }

    fn is_lost(&self) -> bool {
        self.is_lost || self.client.is_closed()
    }
}

#[cfg(test)]
mod tests {
    use super::moved_on;

    #[test]
    fn the_places_of_a_statement_that_comes_after_others_are_counted_on() {
        let sql = "UPDATE head SET seq = $2, size = $10 WHERE lane = $1";
        assert_eq!(moved_on(sql, 11), "UPDATE head SET seq = $13, size = $21 WHERE lane = $12");
        assert_eq!(moved_on(sql, 0), sql);
    }
}
