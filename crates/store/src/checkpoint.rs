//! Signed heads of the tree, and proofs under them.

use bagyt_core::merkle::{self, Hash};
use jiff::Timestamp;

use crate::Store;
use crate::connection::number;
use crate::failure::Outage;
use crate::reader::Reader;
use crate::schema::LANE;

/// Leaves that are read at once.
const LEAVES_PAGE: u64 = 50_000;

/// A signed head of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// Number of entries under it.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
    /// The signed note.
    pub note: String,
    /// When it was made.
    pub made_at: Timestamp,
}

impl Store {
    /// Keeps a checkpoint; one of the same size is replaced, for example by its countersigned note.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_checkpoint(&self, checkpoint: &StoredCheckpoint) -> Result<(), Outage> {
        self.statement(
            "INSERT INTO checkpoint (size, root, note, made_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (size) DO UPDATE SET root = excluded.root, note = excluded.note,
                made_at = excluded.made_at",
            vec![
                number(checkpoint.size),
                checkpoint.root.to_vec().into(),
                checkpoint.note.as_str().into(),
                checkpoint.made_at.into(),
            ],
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Returns all checkpoints, the smallest first.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn checkpoints(&self) -> Result<Vec<StoredCheckpoint>, Outage> {
        let sql = "SELECT size, root, note, made_at FROM checkpoint ORDER BY size";
        self.map("reading the checkpoints", (sql, &[]), |row| {
            Ok(StoredCheckpoint {
                size: row.count()?,
                root: row.digest()?,
                note: row.text()?,
                made_at: row.instant()?,
            })
        })
    }

    /// Proves that the entry at position `seq` is under the root over the first `size` entries;
    /// `None` if there are not as many, or no such entry among them.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn inclusion_proof(&self, seq: u64, size: u64) -> Result<Option<Vec<Hash>>, Outage> {
        let leaves = self.leaves(size)?;
        let index = seq.checked_sub(1).and_then(|index| usize::try_from(index).ok());
        Ok(leaves.and_then(|leaves| merkle::inclusion_proof(&leaves, index?)))
    }

    /// Proves that the root over the first `size` entries continues that over the first
    /// `old_size`; `None` if there are not as many, or `old_size` is not from 1 to `size`.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn consistency_proof(&self, old_size: u64, size: u64) -> Result<Option<Vec<Hash>>, Outage> {
        let leaves = self.leaves(size)?;
        let old_size = usize::try_from(old_size).ok();
        Ok(leaves.and_then(|leaves| merkle::consistency_proof(&leaves, old_size?)))
    }

    /// Reads the first `size` leaves, if there are as many.
    fn leaves(&self, size: u64) -> Result<Option<Vec<Hash>>, Outage> {
        if size > self.head()?.seq {
            return Ok(None);
        }
        let sql =
            "SELECT leaf FROM journal WHERE lane = $1 AND seq > $2 AND seq <= $3 ORDER BY seq";
        let mut leaves = Vec::new();
        let mut read = 0;
        while read < size {
            let until = size.min(read + LEAVES_PAGE);
            let values = [LANE.into(), number(read), number(until)];
            leaves.extend(self.map("reading the tree", (sql, &values), |row| row.digest())?);
            read = until;
        }
        Ok(Some(leaves))
    }
}
