//! Keeping the record: the journal, the projections beside it, and what is asked of them.
//!
//! This crate is the only one with SQL of the record. It does not know what facts mean: it keeps
//! written entries in one order, makes sure that a command is written once and whole, replaces the
//! rows that a wing gives for a stream, and answers the questions in [`query`]. The same SQL runs
//! on SQLite (in a data directory, the default) and on PostgreSQL.
//!
//! All calls block; a server makes them from threads that may wait. A [`Store`] on PostgreSQL must
//! not be used or dropped inside an asynchronous task.

mod access;
mod account;
mod basis;
pub mod bench;
mod blob;
mod bulk;
mod calendar_feed;
mod changes;
mod checkpoint;
mod columns;
mod commit;
mod connection;
mod database;
mod delivery;
mod draft;
mod erasure;
mod evidence;
mod failure;
mod group;
mod journal;
mod opening;
mod packing;
mod pool;
mod postgresql;
pub mod query;
mod reader;
mod rebuild;
mod register;
mod saved_filter;
mod schema;
mod second_factor;
mod snapshot;
mod sqlite;
mod verify;
mod views;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use bagyt_core::identity::{StaffId, StreamId};
use bagyt_core::view::ViewTable;

pub use access::{ACCESSES_MAX, AccessEntry};
pub use account::{ACCOUNTS_MAX, Account, Session};
pub use blob::{INSIDE_BYTES_MAX, hexadecimal};
pub use bulk::{Bulk, BulkError};
pub use changes::Changes;
pub use checkpoint::StoredCheckpoint;
pub use commit::{
    ANSWER_BYTES_MAX, Accepted, Append, BLOB_BYTES_MAX, Blob, CLAIM_BYTES_MAX, Claim, Commit,
    CommitRefusal, ENTRIES_MAX, ENTRY_BYTES_MAX, EVIDENCE_BYTES_MAX, EVIDENCE_ITEMS_MAX, Malformed,
    NewEntry, SubmitError,
};
pub use delivery::Delivery;
pub use draft::{DRAFT_BYTES_MAX, DRAFTS_MAX, Draft};
pub use failure::Outage;
pub use journal::Head;
pub use opening::{Location, OpenError, Options};
pub use reader::{ENTRIES_PAGE_MAX, Reader, StoredCommand, StoredEntry, StoredStream};
pub use rebuild::{Changed, Difference, Project, RebuildError, Rebuilt, Recomputing};
pub use register::{REGISTER_FILES_MAX, REGISTER_MAPPINGS_MAX, RegisterFile, RegisterMapping};
pub use saved_filter::{SAVED_FILTERS_MAX, SavedFilter};
pub use snapshot::{Snapshot, SnapshotMaker, SnapshotOf};
pub use verify::{Open, Tamper, Verified, VerifyError};

use access::AccessEntries;
use connection::Value;
use database::Database;
use group::Writer;
use journal::{JournalAnswer, JournalWork};
use opening::DirectoryLock;
use pool::Pool;

/// How far a long work has come, in entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Entries that are done.
    pub done: u64,
    /// All entries.
    pub total: u64,
}

/// The record of one installation.
pub struct Store {
    database: Database,
    views: &'static [&'static ViewTable],
    stale: Mutex<BTreeSet<&'static str>>,
    writer: Writer<JournalWork>,
    access_writer: Writer<AccessEntries>,
    readers: Pool,
    access_readers: Pool,
    /// Set when a filling was broken off, after which the data directory is of no use.
    is_given_up: AtomicBool,
    _lock: Option<DirectoryLock>,
}

impl Store {
    /// Writes a command's outcome, all or nothing, and returns when it is durable.
    ///
    /// Several commits that wait are written with one flush of the disk; each is decided as if it
    /// were alone, in the order in which they came.
    ///
    /// # Errors
    ///
    /// [`SubmitError::Malformed`] if the commit contradicts itself. Then, decided by the writer:
    /// [`CommitRefusal::CommandReused`], [`CommitRefusal::OtherBasis`], [`CommitRefusal::Conflict`]
    /// (of what was read, then of what is appended to), [`CommitRefusal::ClaimTaken`],
    /// [`Malformed::NoStream`] and [`Malformed::KeyReplaced`], in this order.
    /// [`SubmitError::Outage`] if the database does not do its part; the same commit may then be
    /// submitted again.
    pub fn submit(&self, commit: Commit) -> Result<Accepted, SubmitError> {
        self.check_usable()?;
        if !self.stale_views().is_empty() {
            return Err(Malformed::StaleViews.into());
        }
        commit::check(&commit, self.views)?;
        let directory = self.database.directory();
        for large in commit.blobs.iter().filter(|b| blob::is_file(directory, b.bytes.len())) {
            if let Some(directory) = directory {
                blob::write(directory, large)?;
            }
        }
        let keeps_blobs_inside = directory.is_none();
        let work = JournalWork::Commit { commit: Box::new(commit), keeps_blobs_inside };
        match self.writer.ask(work)? {
            JournalAnswer::Commit(outcome) => outcome,
            JournalAnswer::Statements(_) => Err(Outage::Closed.into()),
        }
    }

    /// Begins to read: everything asked of the reader is as of its first question.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database is not there, or all connections stay busy.
    pub fn read(&self) -> Result<Reader<'_>, Outage> {
        Reader::new(&self.readers, self.database.directory())
    }

    /// Notes looks at records in the access log; they are durable when this returns.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the log cannot be written; what was to be shown must not be shown then.
    pub fn log_access(&self, entries: Vec<AccessEntry>) -> Result<(), Outage> {
        if entries.is_empty() { Ok(()) } else { self.access_writer.ask(AccessEntries(entries)) }
    }

    /// Returns the newest looks at a record, newest first, at most [`ACCESSES_MAX`].
    ///
    /// # Errors
    ///
    /// [`Outage`] if the log cannot be read.
    pub fn accesses_to(&self, subject: StreamId) -> Result<Vec<AccessEntry>, Outage> {
        access::accesses_to(&self.access_readers, subject)
    }

    /// Returns which of some records a member of staff has looked at.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the log cannot be read.
    pub fn looked_at(
        &self,
        staff: StaffId,
        subjects: &[StreamId],
    ) -> Result<BTreeSet<StreamId>, Outage> {
        if subjects.is_empty() {
            return Ok(BTreeSet::new());
        }
        access::looked_at(&self.access_readers, staff, subjects)
    }

    /// Returns the names of the projections that are older than the program; until they are
    /// rebuilt, nothing is written.
    pub fn stale_views(&self) -> Vec<&'static str> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
    }

    pub(crate) fn set_current(&self) {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns the folder in which large contents are files, if the record is kept in a directory.
    pub fn directory(&self) -> Option<&Path> {
        self.database.directory()
    }

    fn check_usable(&self) -> Result<(), Outage> {
        if self.is_given_up.load(Ordering::Acquire) { Err(Outage::Closed) } else { Ok(()) }
    }

    /// Refuses all further work: the readers stay closed, and nothing is written.
    pub(crate) fn give_up(&self) {
        self.is_given_up.store(true, Ordering::Release);
    }

    /// Runs one statement in the writer and returns how many rows it changed.
    pub(crate) fn statement(&self, sql: &'static str, values: Vec<Value>) -> Result<u64, Outage> {
        Ok(self.statements(vec![(sql.to_owned(), values)])?.into_iter().sum())
    }

    pub(crate) fn statements(
        &self,
        statements: Vec<(String, Vec<Value>)>,
    ) -> Result<Vec<u64>, Outage> {
        self.check_usable()?;
        match self.writer.ask(JournalWork::Statements(statements))? {
            JournalAnswer::Statements(changed) => Ok(changed),
            JournalAnswer::Commit(_) => Err(Outage::Closed),
        }
    }
}
