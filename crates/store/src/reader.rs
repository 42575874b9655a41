//! Reading the journal and what stands beside it.

use std::cell::RefCell;

use bagyt_core::identity::{CommandId, StreamId};
use bagyt_core::journal;
use jiff::Timestamp;

use crate::blob;
use crate::commit::Accepted;
use crate::connection::{Connection, Fields, Row, Value, number};
use crate::failure::{During, Failure, Outage};
use crate::journal::{Head, read_head};
use crate::pool::Pool;
use crate::schema::LANE;

/// Most entries that are read at once.
pub const ENTRIES_PAGE_MAX: usize = 10_000;

/// One state of the record: everything that is asked of a reader is as of its first question. Keep
/// it only as long as one page or one decision needs it.
pub struct Reader<'a> {
    pool: &'a Pool,
    directory: Option<&'a std::path::Path>,
    connection: RefCell<Option<Box<dyn Connection>>>,
}

/// A stream's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStream {
    /// Its number, by the order in which streams appeared in the journal.
    pub stream_no: i64,
    /// Version of its last entry.
    pub version: u32,
    /// Position and bytes of each entry, in the order of the versions, from 1.
    pub entries: Vec<(u64, Vec<u8>)>,
}

/// An entry with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Position in the journal, from 1.
    pub seq: u64,
    /// The written entry.
    pub bytes: Vec<u8>,
    /// Its hash in the tree.
    pub leaf: [u8; 32],
}

/// A command that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCommand {
    /// SHA-256 of its content.
    pub digest: [u8; 32],
    /// What its caller was answered; `repeated` is set.
    pub accepted: Accepted,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        pool: &'a Pool,
        directory: Option<&'a std::path::Path>,
    ) -> Result<Self, Outage> {
        Ok(Reader { pool, directory, connection: RefCell::new(Some(pool.take()?)) })
    }

    /// Runs a query.
    pub(crate) fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Failure> {
        self.with(|connection| connection.query(sql, values))
    }

    /// Runs a query and makes something of each row.
    pub(crate) fn map<T>(
        &self,
        doing: &'static str,
        (sql, values): (&str, &[Value]),
        make: impl Fn(&mut Fields) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Outage> {
        let rows = self.rows(sql, values).during(doing)?;
        rows.into_iter()
            .map(|row| make(&mut Fields::of(row)))
            .collect::<Result<_, _>>()
            .during(doing)
    }

    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut dyn Connection) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        match self.connection.borrow_mut().as_mut() {
            Some(connection) => work(connection.as_mut()),
            None => Err(Failure::shape("connection")),
        }
    }

    /// Returns where the journal ends.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn head(&self) -> Result<Head, Outage> {
        self.with(read_head).during("reading the head")
    }

    /// Returns a stream with all its entries, if it has any.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn stream(&self, stream: StreamId) -> Result<Option<StoredStream>, Outage> {
        let doing = "reading a stream";
        let Some((stream_no, version)) = self.standing(stream)? else { return Ok(None) };
        let sql = "SELECT seq, entry FROM journal WHERE stream_no = $1 ORDER BY version";
        let entries =
            self.map(doing, (sql, &[stream_no.into()]), |row| Ok((row.count()?, row.entry()?)))?;
        Ok(Some(StoredStream { stream_no, version, entries }))
    }

    /// Returns a stream's number and version, if it has entries.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn standing(&self, stream: StreamId) -> Result<Option<(i64, u32)>, Outage> {
        let sql = "SELECT s.stream_no, (SELECT MAX(j.version) FROM journal j
            WHERE j.stream_no = s.stream_no) FROM stream s WHERE s.name = $1";
        let name = stream.to_string().into();
        let found = self
            .map("reading a stream", (sql, &[name]), |row| Ok((row.integer()?, row.version()?)))?;
        Ok(found.into_iter().next())
    }

    /// Returns entries from position `from_seq` on, at most `limit` and [`ENTRIES_PAGE_MAX`].
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn entries(&self, from_seq: u64, limit: usize) -> Result<Vec<StoredEntry>, Outage> {
        let sql = "SELECT seq, entry, leaf FROM journal WHERE lane = $1 AND seq >= $2
            ORDER BY seq LIMIT $3";
        let limit = number(limit.min(ENTRIES_PAGE_MAX) as u64);
        self.map("reading the journal", (sql, &[LANE.into(), number(from_seq), limit]), |row| {
            Ok(StoredEntry { seq: row.count()?, bytes: row.entry()?, leaf: row.digest()? })
        })
    }

    /// Returns the position of the last entry that was recorded before an instant; none if none was.
    ///
    /// The journal is halved again and again, which finds it in a large one at once: entries stand
    /// in the order in which they were recorded. Where a server's clock was set back, it is one of
    /// the positions at which the clock passed the instant.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn last_before(&self, at: Timestamp) -> Result<Option<u64>, Outage> {
        let doing = "looking up a moment in the journal";
        let sql = "SELECT entry FROM journal WHERE lane = $1 AND seq = $2";
        let instant = |row: &mut Fields| {
            let bytes = row.entry()?;
            journal::read(&bytes).map(|entry| entry.recorded_at).map_err(Failure::of)
        }; // Every position up to `known` is before the instant, and none from `after` on.
        let (mut known, mut after) = (0, self.head()?.seq + 1);
        while known + 1 < after {
            let middle = known + (after - known) / 2;
            let found = self.map(doing, (sql, &[LANE.into(), number(middle)]), instant)?;
            match found.first() {
                Some(recorded_at) if *recorded_at < at => known = middle,
                _ => after = middle,
            }
        }
        Ok((known > 0).then_some(known))
    }

    /// Returns the entry of a stream at a version, if there is one.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn entry(&self, stream: StreamId, version: u32) -> Result<Option<StoredEntry>, Outage> {
        let sql = "SELECT j.seq, j.entry, j.leaf FROM stream s JOIN journal j
            ON j.stream_no = s.stream_no WHERE s.name = $1 AND j.version = $2";
        let values = [stream.to_string().into(), version.into()];
        let found = self.map("reading an entry", (sql, &values), |row| {
            Ok(StoredEntry { seq: row.count()?, bytes: row.entry()?, leaf: row.digest()? })
        })?;
        Ok(found.into_iter().next())
    }

    /// Returns the streams of one kind, by their number, after `after_no`, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn streams(
        &self,
        kind: bagyt_core::identity::StreamKind,
        after_no: i64,
        limit: usize,
    ) -> Result<Vec<(i64, StreamId)>, Outage> {
        // `0` is the character after `/`, so that the two ends hold all names of the kind.
        let (from, until) = (format!("{}/", kind.name()), format!("{}0", kind.name()));
        let sql = "SELECT stream_no, name FROM stream WHERE name >= $1 AND name < $2
            AND stream_no > $3 ORDER BY stream_no LIMIT $4";
        let values = [from.into(), until.into(), after_no.into(), number(limit as u64)];
        self.map("reading the list of streams", (sql, &values), |row| {
            Ok((row.integer()?, row.text()?.parse().map_err(Failure::of)?))
        })
    }

    /// Returns the stream that holds a name, if one does.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn claim(&self, name: &str) -> Result<Option<StreamId>, Outage> {
        let sql = "SELECT stream FROM claim WHERE name = $1";
        let found = self.map("reading a claim", (sql, &[name.into()]), |row| {
            row.text()?.parse().map_err(Failure::of)
        })?;
        Ok(found.into_iter().next())
    }

    /// Returns the accepted command of that identifier, if there is one.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn command(&self, id: CommandId) -> Result<Option<StoredCommand>, Outage> {
        let sql = "SELECT digest, answer, first_seq, last_seq FROM command WHERE id = $1";
        let value = id.0.as_bytes().to_vec().into();
        let found = self.map("reading a command", (sql, &[value]), |row| {
            let (digest, answer) = (row.digest()?, row.text()?);
            let (first_seq, last_seq) = (row.count()?, row.count()?);
            let accepted = Accepted { first_seq, last_seq, answer, repeated: true };
            Ok(StoredCommand { digest, accepted })
        })?;
        Ok(found.into_iter().next())
    }

    /// Returns the bytes kept under a digest, if there are any.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer or the file cannot be read.
    pub fn blob(&self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, Outage> {
        let sql = "SELECT bytes FROM blob WHERE digest = $1";
        let found = self.map("reading a document", (sql, &[digest.to_vec().into()]), |row| {
            row.optional_bytes()
        })?;
        match (found.into_iter().next(), self.directory) {
            (None, _) => Ok(None),
            (Some(None), Some(directory)) => blob::read(directory, digest).map(Some),
            (Some(bytes), _) => Ok(bytes),
        }
    }

    /// Returns the wrapped key of a stream, if it has one.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn record_key(&self, stream: StreamId) -> Result<Option<Vec<u8>>, Outage> {
        let sql = "SELECT k.wrapped FROM stream s JOIN record_key k
            ON k.stream_no = s.stream_no WHERE s.name = $1";
        let name = stream.to_string().into();
        let found = self.map("reading a key", (sql, &[name]), |row| row.bytes())?;
        Ok(found.into_iter().next())
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool.give_back(connection);
        }
    }
}
