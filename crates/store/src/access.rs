//! The access log: who looked at whose record, when and for what purpose.
//!
//! It has its own file beside the record (its own tables on a database server) and its own writer,
//! so that reading never waits for the record's writer. A page with personal data is sent after
//! its row is committed.

use std::collections::BTreeSet;

use bagyt_core::command::Purpose;
use bagyt_core::identity::{StaffId, StreamId};
use jiff::Timestamp;

use crate::connection::{Connection, Fields, Row, Value, number, placeholders};
use crate::failure::{During, Failure, Outage};
use crate::group::Work;
use crate::pool::Pool;
use crate::schema::LANE;

/// Most rows of the log that are read at once.
pub const ACCESSES_MAX: usize = 1_000;

/// A look at a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessEntry {
    /// When.
    pub at: Timestamp,
    /// By which account.
    pub login: String,
    /// By whom.
    pub staff_id: StaffId,
    /// Why.
    pub purpose: Purpose,
    /// At whose record.
    pub subject: StreamId,
    /// On which page.
    pub page: String,
}

/// Several looks that are written together.
pub(crate) struct AccessEntries(pub(crate) Vec<AccessEntry>);

fn purpose_text(purpose: Purpose) -> Result<String, Failure> {
    match serde_json::to_value(purpose).map_err(Failure::of)? {
        serde_json::Value::String(text) => Ok(text),
        _ => Err(Failure::shape("purpose that is a word")),
    }
}

impl Work for AccessEntries {
    type Answer = ();
    type Memory = ();
    const DOING: &'static str = "writing the access log";

    fn apply(
        works: &[&Self],
        connection: &mut dyn Connection,
        (): &mut (),
    ) -> Result<Vec<()>, Failure> {
        let lane = [Value::Integer(LANE)];
        connection.execute("UPDATE access_head SET entries = entries WHERE lane = $1", &lane)?;
        let rows = connection.query("SELECT entries FROM access_head WHERE lane = $1", &lane)?;
        let head = rows.into_iter().next().ok_or_else(|| Failure::shape("a head"))?;
        let mut last = Fields::of(head).count()?;
        let mut rows: Vec<Row> = Vec::new();
        for entry in works.iter().flat_map(|work| &work.0) {
            last += 1;
            rows.push(vec![
                number(last),
                entry.at.into(),
                entry.login.as_str().into(),
                entry.staff_id.to_string().into(),
                purpose_text(entry.purpose)?.into(),
                entry.subject.to_string().into(),
                entry.page.as_str().into(),
            ]);
        }
        connection.insert(
            "INSERT INTO access (access_no, accessed_at, login, staff_id, purpose, subject, page)",
            "",
            rows,
        )?;
        connection.execute(
            "UPDATE access_head SET entries = $2 WHERE lane = $1",
            &[LANE.into(), number(last)],
        )?;
        Ok(works.iter().map(|_| ()).collect())
    }
}

/// Returns the newest looks at a record, newest first, at most [`ACCESSES_MAX`].
pub(crate) fn accesses_to(pool: &Pool, subject: StreamId) -> Result<Vec<AccessEntry>, Outage> {
    let doing = "reading the access log";
    let mut connection = pool.take()?;
    let sql = "SELECT accessed_at, login, staff_id, purpose, subject, page FROM access
        WHERE subject = $1 ORDER BY access_no DESC LIMIT $2";
    let values = [subject.to_string().into(), number(ACCESSES_MAX as u64)];
    let rows = connection.query(sql, &values);
    pool.give_back(connection);
    rows.and_then(|rows| rows.into_iter().map(entry).collect()).during(doing)
}

/// Returns which of some records somebody has looked at.
pub(crate) fn looked_at(
    pool: &Pool,
    staff: StaffId,
    subjects: &[StreamId],
) -> Result<BTreeSet<StreamId>, Outage> {
    let doing = "reading the access log";
    let mut connection = pool.take()?;
    let mut values: Vec<Value> = vec![staff.to_string().into()];
    values.extend(subjects.iter().map(|subject| Value::from(subject.to_string())));
    let sql = format!(
        "SELECT DISTINCT subject FROM access WHERE staff_id = $1 AND subject IN {}",
        placeholders(2, subjects.len())
    );
    let rows = connection.query(&sql, &values);
    pool.give_back(connection);
    let subject = |row: Row| Fields::of(row).parsed();
    rows.and_then(|rows| rows.into_iter().map(subject).collect()).during(doing)
}

fn entry(row: Row) -> Result<AccessEntry, Failure> {
    let mut row = Fields::of(row);
    Ok(AccessEntry {
        at: row.instant()?,
        login: row.text()?,
        staff_id: row.parsed()?,
        purpose: serde_json::from_value(row.text()?.into()).map_err(Failure::of)?,
        subject: row.parsed()?,
        page: row.text()?,
    })
}
