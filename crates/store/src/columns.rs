//! The columns that stand beside an entry, and whether they say what the entry says.
//!
//! The entry's bytes are the truth; the columns are read off them for the database's sake. Both
//! `verify` and the check of the projections hold them against the entry.

use bagyt_core::identity::StreamId;
use bagyt_core::journal;
use bagyt_core::merkle::Hash;
use bagyt_core::view::day_number;

use crate::connection::{Fields, Row};
use crate::failure::Failure;

/// The columns of `journal` that [`Columns::of`] takes, in its order.
pub(crate) const COLUMNS: &str =
    "j.seq, j.stream_no, j.version, j.kind, j.recorded_at, j.effective_on, j.entry, j.leaf";

/// A row of `journal`.
pub(crate) struct Columns {
    pub(crate) seq: u64,
    pub(crate) stream_no: i64,
    pub(crate) version: u32,
    pub(crate) kind: String,
    recorded_at: i64,
    effective_on: i64,
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
            kind: row.text()?,
            recorded_at: row.integer()?,
            effective_on: row.integer()?,
            entry: row.entry()?,
            leaf: row.digest()?,
        })
    }

    /// Returns the name of the first column that says something else than the entry, which stands
    /// in `stream`; `entry` if the entry cannot be read.
    pub(crate) fn difference(&self, stream: Option<StreamId>) -> Option<&'static str> {
        let Ok(entry) = journal::read(&self.entry) else { return Some("entry") };
        let comparisons = [
            ("stream_no", stream == Some(entry.stream)),
            ("version", self.version == entry.version),
            ("kind", self.kind == entry.kind),
            ("recorded_at", self.recorded_at == entry.recorded_at.as_microsecond()),
            ("effective_on", self.effective_on == day_number(entry.effective.on())),
        ];
        comparisons.into_iter().find(|(_, is_same)| !is_same).map(|(column, _)| column)
    }
}
