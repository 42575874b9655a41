//! Filling an empty journal fast: the invented country, and imports into a new data directory.
//!
//! The caller goes on making entries while a thread of its own hashes and writes them. Nothing is
//! durable before [`Bulk::finish`]; a filling that is not finished leaves nothing that counts: a
//! server's database is as it was, a data directory is marked and refused from then on.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use bagyt_core::identity::StreamId;
use bagyt_core::merkle::{Frontier, leaf_hash};
use bagyt_core::view::{ViewRows, ViewTable};

use crate::Store;
use crate::commit::check_rows;
use crate::commit::{Accepted, Commit, CommitRefusal, Malformed, NewEntry, SubmitError, check};
use crate::connection::{Connection, Row};
use crate::database::{Database, Part};
use crate::failure::{During, Failure, Outage};
use crate::group::Rest;
use crate::journal::{
    self, Head, INSERT_BLOB, INSERT_CLAIM, INSERT_COMMAND, INSERT_JOURNAL, INSERT_KEY,
    INSERT_STREAM, KEEP_BLOB, blob_row, command_row, journal_row, read_head, stream_row,
    write_head,
};
use crate::opening::FILLING_FILE;
use crate::sqlite::Use;
use crate::{blob, changes, schema, views};

/// Rows that are handed to the writing thread together.
const BATCH_ROWS: usize = 4_096;

/// Batches that may wait for the writing thread; more make the caller wait.
const BATCHES_MAX: usize = 4;

const DOING: &str = "filling the journal";

/// A journal cannot be filled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BulkError {
    /// There are entries already; they are added to by commands only.
    #[error("the journal already has {seq} entries; only an empty one can be filled")]
    NotEmpty {
        /// Position of the last entry.
        seq: u64,
    },
    /// The database did not do its part.
    #[error(transparent)]
    Outage(#[from] Outage),
}

/// Sole use of an empty record, to fill it.
pub struct Bulk<'a> {
    store: &'a Store,
    seq: u64,
    streams: HashMap<StreamId, Standing>,
    batch: Batch,
    sender: Option<SyncSender<Message>>,
    thread: Option<JoinHandle<Result<Option<Head>, Failure>>>,
    rest: Option<Rest>,
}

#[derive(Clone, Copy, Default)]
struct Standing {
    no: i64,
    version: u32,
}

/// Rows on their way to the thread.
#[derive(Default)]
struct Batch {
    rows: usize,
    entries: Vec<Placed>,
    commands: Vec<Row>,
    claims: Vec<Row>,
    keys: Vec<Row>,
    blobs: Vec<Row>,
    views: BTreeMap<&'static str, (&'static ViewTable, Vec<Row>)>,
}

/// An entry with its place.
struct Placed {
    seq: u64,
    stream_no: i64,
    version: u32,
    entry: NewEntry,
}

enum Message {
    Batch(Box<Batch>),
    /// The rows of `stream`; there is nothing more to come.
    End(Vec<Row>),
}

impl Store {
    /// Takes the record for filling it. Other works wait or are refused until that is over.
    ///
    /// # Errors
    ///
    /// [`BulkError::NotEmpty`], then [`BulkError::Outage`].
    pub fn bulk(&self) -> Result<Bulk<'_>, BulkError> {
        let seq = self.read()?.head()?.seq;
        if seq > 0 {
            return Err(BulkError::NotEmpty { seq });
        }
        let rest = self.writer.rest()?;
        self.readers.close();
        let begun = self.begin_filling();
        if begun.is_err() {
            self.readers.open();
        }
        let (sender, thread) = begun?;
        Ok(Bulk {
            store: self,
            seq: 0,
            streams: HashMap::new(),
            batch: Batch::default(),
            sender: Some(sender),
            thread: Some(thread),
            rest: Some(rest),
        })
    }

    #[expect(clippy::type_complexity, reason = "the two ends of one thread, taken apart at once")]
    fn begin_filling(
        &self,
    ) -> Result<(SyncSender<Message>, JoinHandle<Result<Option<Head>, Failure>>), Outage> {
        if let Some(directory) = self.database.directory() {
            mark(directory).map_err(|fault| Outage::file(DOING, directory, fault))?;
        }
        let (sender, receiver) = sync_channel(BATCHES_MAX);
        let (database, tables) = (self.database.clone(), self.views);
        let thread = std::thread::Builder::new()
            .name("filling".to_owned())
            .spawn(move || fill(&database, tables, &receiver))
            .map_err(Failure::of)
            .during(DOING)?;
        Ok((sender, thread))
    }
}

impl Bulk<'_> {
    /// Appends a command's entries, keys, claims and contents.
    ///
    /// Versions are checked; that the command's identifier is new and its claims are free is
    /// trusted. `reads` and `views` are not looked at.
    ///
    /// # Errors
    ///
    /// [`SubmitError::Malformed`], then [`CommitRefusal::Conflict`], then [`SubmitError::Outage`],
    /// after which nothing can be filled any more.
    pub fn append(&mut self, commit: Commit) -> Result<Accepted, SubmitError> {
        let commit = Commit { views: Vec::new(), ..commit };
        check(&commit, &[])?;
        for append in &commit.appends {
            let (stream, expected) = (append.stream, append.first_version - 1);
            let found = self.streams.get(&stream).map_or(0, |standing| standing.version);
            if found != expected {
                return Err(CommitRefusal::Conflict { stream, expected, found }.into());
            }
        }
        let first_seq = self.seq + 1;
        let last_seq =
            self.seq + commit.appends.iter().map(|append| append.entries.len() as u64).sum::<u64>();
        let answer = commit.answer.clone();
        let accepted = Accepted { first_seq, last_seq, answer, repeated: false };
        self.batch.commands.push(command_row(&commit, &accepted));
        self.stage(commit)?;
        self.send_when_full()?;
        Ok(accepted)
    }

    fn stage(&mut self, commit: Commit) -> Result<(), SubmitError> {
        for append in commit.appends {
            let next_no = i64::try_from(self.streams.len()).unwrap_or(i64::MAX) + 1;
            let standing =
                self.streams.entry(append.stream).or_insert(Standing { no: next_no, version: 0 });
            for entry in append.entries {
                self.seq += 1;
                standing.version += 1;
                let (seq, stream_no, version) = (self.seq, standing.no, standing.version);
                self.batch.entries.push(Placed { seq, stream_no, version, entry });
                self.batch.rows += 1;
            }
        }
        for (stream, wrapped) in commit.keys {
            let no = self.no_of(stream)?;
            self.batch.keys.push(vec![no.into(), wrapped.into()]);
        }
        for claim in commit.claims {
            self.batch.claims.push(vec![claim.name.into(), claim.stream.to_string().into()]);
        }
        let directory = self.store.database.directory();
        for content in commit.blobs {
            let is_file = blob::is_file(directory, content.bytes.len());
            if let (true, Some(directory)) = (is_file, directory) {
                blob::write(directory, &content)?;
            }
            self.batch.rows += 1 + content.bytes.len() / 1_024;
            self.batch.blobs.push(blob_row(&content, !is_file));
        }
        Ok(())
    }

    fn no_of(&self, stream: StreamId) -> Result<i64, Malformed> {
        let standing = self.streams.get(&stream).ok_or(Malformed::NoStream { stream })?;
        Ok(standing.no)
    }

    /// Gives a stream's rows, once for each table, after its last entry.
    ///
    /// # Errors
    ///
    /// [`SubmitError::Malformed`] for rows that fit no table or a stream without entries, then
    /// [`SubmitError::Outage`], after which nothing can be filled any more.
    pub fn project(&mut self, stream: StreamId, views: Vec<ViewRows>) -> Result<(), SubmitError> {
        check_rows(stream, &views, self.store.views)?;
        let no = self.no_of(stream)?;
        for ViewRows { table, rows } in views {
            let (_, staged) =
                self.batch.views.entry(table.name).or_insert_with(|| (table, Vec::new()));
            self.batch.rows += rows.len();
            staged
                .extend((0_i64..).zip(&rows).map(|(ordinal, row)| views::keyed(no, ordinal, row)));
        }
        self.send_when_full()
    }

    fn send_when_full(&mut self) -> Result<(), SubmitError> {
        if self.batch.rows < BATCH_ROWS {
            return Ok(());
        }
        let batch = std::mem::take(&mut self.batch);
        if self.send(Message::Batch(Box::new(batch))) { Ok(()) } else { Err(self.fault().into()) }
    }

    fn send(&self, message: Message) -> bool {
        self.sender.as_ref().is_some_and(|sender| sender.send(message).is_ok())
    }

    /// Finds out why the thread has ended.
    fn fault(&mut self) -> Outage {
        self.sender = None;
        let ended = self.thread.take().and_then(|thread| thread.join().ok());
        match ended {
            Some(Err(failure)) => match Err::<(), _>(failure).during(DOING) {
                Err(outage) => outage,
                Ok(()) => Outage::Closed,
            },
            _ => Outage::Closed,
        }
    }

    /// Writes the rest, makes the indexes, and returns when everything is durable.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part; nothing counts then.
    pub fn finish(mut self) -> Result<Head, Outage> {
        let batch = std::mem::take(&mut self.batch);
        let mut streams: Vec<(StreamId, Standing)> = self.streams.drain().collect();
        streams.sort_unstable_by_key(|(_, standing)| standing.no);
        let row = |(stream, standing): (StreamId, Standing)| stream_row(standing.no, stream);
        let streams = streams.into_iter().map(row).collect();
        if !self.send(Message::Batch(Box::new(batch))) || !self.send(Message::End(streams)) {
            return Err(self.fault());
        }
        self.sender = None;
        let ended = self.thread.take().map(JoinHandle::join);
        let Some(Ok(head)) = ended else { return Err(Outage::Closed) };
        let head = head.during(DOING)?.ok_or(Outage::Closed)?;
        if let Some(directory) = self.store.database.directory() {
            unmark(directory).map_err(|fault| Outage::file(DOING, directory, fault))?;
        }
        self.rest = None;
        self.store.readers.open();
        Ok(head)
    }
}

impl Drop for Bulk<'_> {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        if self.rest.is_some() {
            if self.store.database.is_sqlite() {
                self.store.give_up();
            } else {
                self.store.readers.open();
            }
        }
    }
}

fn filling_file(directory: &Path) -> PathBuf {
    directory.join(FILLING_FILE)
}

/// Notes durably that the data directory is being filled.
fn mark(directory: &Path) -> io::Result<()> {
    File::create(filling_file(directory))?.sync_all()?;
    File::open(directory)?.sync_all()
}

/// Makes all files durable, then takes the note away.
fn unmark(directory: &Path) -> io::Result<()> {
    for file in fs::read_dir(directory)? {
        let file = file?;
        if file.file_type()?.is_file() {
            File::open(file.path())?.sync_all()?;
        }
    }
    fs::remove_file(filling_file(directory))?;
    File::open(directory)?.sync_all()
}

/// The thread: writes what comes, in one transaction. Returns no head if there was no end.
fn fill(
    database: &Database,
    tables: &[&'static ViewTable],
    receiver: &Receiver<Message>,
) -> Result<Option<Head>, Failure> {
    let mut connection = database.connect(Part::Record, Use::Fill)?;
    let connection = connection.as_mut();
    connection.begin()?;
    let head = journal::lock_head(connection)?;
    if head.seq > 0 {
        return Err(Failure::shape("empty journal"));
    }
    schema::drop_indexes(connection)?;
    let mut generations = Vec::new();
    for table in tables {
        let generation = views::generation(connection, table)?;
        views::drop_indexes(connection, table, generation)?;
        generations.push(generation);
    }
    let mut frontier = Frontier::new();
    for message in receiver {
        let streams = match message {
            Message::Batch(batch) => {
                batch.write(connection, &mut frontier)?;
                continue;
            }
            Message::End(streams) => streams,
        };
        let count = streams.len() as u64;
        connection.insert(INSERT_STREAM, "", streams)?;
        let seq = frontier.size();
        write_head(connection, &Head { seq, streams: count, frontier })?;
        schema::make_indexes(connection, Part::Record)?;
        for (table, generation) in tables.iter().zip(generations) {
            views::create_indexes(connection, table, table.name, generation)?;
            changes::note_all(connection, table, seq)?;
        }
        // The planner would otherwise take the tables for empty ones.
        connection.batch("ANALYZE")?;
        let head = read_head(connection)?;
        connection.commit()?;
        return Ok(Some(head));
    }
    Ok(None)
}

impl Batch {
    fn write(
        self,
        connection: &mut dyn Connection,
        frontier: &mut Frontier,
    ) -> Result<(), Failure> {
        let mut rows = Vec::with_capacity(self.entries.len());
        for Placed { seq, stream_no, version, entry } in self.entries {
            let leaf = leaf_hash(&entry.bytes);
            frontier.push(leaf);
            rows.push(journal_row(seq, stream_no, version, &entry.bytes, leaf));
        }
        connection.insert(INSERT_JOURNAL, "", rows)?;
        connection.insert(INSERT_COMMAND, "", self.commands)?;
        connection.insert(INSERT_CLAIM, "", self.claims)?;
        connection.insert(INSERT_KEY, "", self.keys)?;
        connection.insert(INSERT_BLOB, KEEP_BLOB, self.blobs)?;
        for (table, rows) in self.views.into_values() {
            connection.insert(&views::insert_head(table, table.name), "", rows)?;
        }
        Ok(())
    }
}
