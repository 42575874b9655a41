//! The columns that stand beside an entry, and whether they say what the entry says.
//!
//! The entry's bytes are the truth; the columns are read off them for the database's sake. Both
//! `verify` and the check of the projections hold them against the entry.

use bagyt_core::identity::StreamId;
use bagyt_core::journal;
use bagyt_core::merkle::Hash;

use crate::connection::{Fields, Row};
use crate::failure::Failure;

/// The columns of `journal` that [`Columns::of`] takes, in its order.
pub(crate) const COLUMNS: &str = "j.seq, j.stream_no, j.version, j.entry, j.leaf";

/// A row of `journal`.
pub(crate) struct Columns {
    pub(crate) seq: u64,
    pub(crate) stream_no: i64,
    pub(crate) version: u32,
    pub(crate) entry: Vec<u8>,
    pub(crate) leaf: Hash,
}

impl Columns {
    pub(crate) fn of(row: Row) -> Result<Self, Failure> {
        let mut row = Fields::of(row);
        Ok(Columns {
            seq: row.count()?,
            stream_no: row.integer()?,
            version: row.version()?,
            entry: row.entry()?,
            leaf: row.digest()?,
        })
    }

    /// Compares the columns with the entry, which stands in `stream`, and returns its kind.
    ///
    /// # Errors
    ///
    /// The name of the first column that says something else than the entry; `entry` if the entry
    /// cannot be read.
    pub(crate) fn compared(&self, stream: Option<StreamId>) -> Result<String, &'static str> {
        let entry = journal::read(&self.entry).map_err(|_| "entry")?;
        if stream != Some(entry.stream) {
            Err("stream_no")
        } else if self.version != entry.version {
            Err("version")
        } else {
            Ok(entry.kind.into_owned())
        }
    }
}
