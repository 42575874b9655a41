//! High-volume evidence: many small records beside one entry that counts them.
//!
//! Events of bracelets and statements of courses come by the thousand. They stand in a table that is
//! only appended to; the journal has one entry a batch with their number and Merkle root, written in
//! the same transaction, so that what holds for the entry holds for each of them. The records are
//! kept as they are given; what tells of a person is sealed before.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::commit::{Accepted, Commit, SubmitError};
use crate::failure::Outage;
use crate::reader::Reader;
use crate::{Store, connection};

/// How long a batch lets people's commands go first.
const YIELD_MAX: Duration = Duration::from_secs(2);

/// How often it looks whether nobody waits any more.
const LOOK_EVERY: Duration = Duration::from_millis(2);

impl Store {
    /// Writes a batch of evidence as [`Store::submit`] writes a command, but lets commands that
    /// wait go first, for at most two seconds.
    ///
    /// # Errors
    ///
    /// As [`Store::submit`]; [`Malformed::Evidence`](crate::Malformed::Evidence) if the entry does
    /// not say what comes with it.
    pub fn submit_evidence(&self, commit: Commit) -> Result<Accepted, SubmitError> {
        let begun = Instant::now();
        while self.writer.is_asked() && begun.elapsed() < YIELD_MAX {
            sleep(LOOK_EVERY);
        }
        self.submit(commit)
    }
}

impl Reader<'_> {
    /// Returns the records that were kept with an entry, in their order.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn evidence(&self, seq: u64) -> Result<Vec<Vec<u8>>, Outage> {
        let sql = "SELECT bytes FROM evidence WHERE seq = $1 ORDER BY item_no";
        self.map("reading evidence", (sql, &[connection::number(seq)]), |row| row.bytes())
    }
}
