//! Forgetting: what tells who somebody was is destroyed, while the journal stays as it is.
//!
//! The entries keep their sealed parts, which no key opens any more, so that counts stay and proofs
//! still verify. Who may order an erasure, and the fact that it was ordered, are the caller's.

use bagyt_core::identity::StreamId;

use crate::Store;
use crate::connection::{Fields, Value};
use crate::database::Part;
use crate::failure::{During, Outage};
use crate::sqlite::Use;

const DOING: &str = "erasing a record";

impl Store {
    /// Destroys the keys of streams and their rows in personal projections.
    ///
    /// On SQLite the bytes are overwritten and gone from the write-ahead log when this returns. A
    /// database server removes them from its files in its own time, with its next vacuum.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part; ask again then, which is harmless.
    pub fn erase(&self, streams: &[StreamId]) -> Result<(), Outage> {
        let mut statements: Vec<(String, Vec<Value>)> = Vec::new();
        for stream in streams {
            let tables = self.views.iter().filter(|table| table.personal).map(|table| table.name);
            for table in tables.chain(["record_key"]) {
                let sql = format!(
                    "DELETE FROM {table} WHERE stream_no IN
                        (SELECT stream_no FROM stream WHERE name = $1)"
                );
                statements.push((sql, vec![stream.to_string().into()]));
            }
        }
        self.statements(statements)?;
        if self.database.is_sqlite() { self.empty_log() } else { Ok(()) }
    }

    /// Moves everything from the write-ahead log into the database, and cuts the log.
    fn empty_log(&self) -> Result<(), Outage> {
        let _rest = self.writer.rest()?;
        // A reader that still looks at an older state would keep the log.
        self.readers.close();
        let emptied = self.empty_log_alone();
        self.readers.open();
        emptied
    }

    fn empty_log_alone(&self) -> Result<(), Outage> {
        let mut connection = self.database.connect(Part::Record, Use::Write).during(DOING)?;
        let rows = connection.query("PRAGMA wal_checkpoint(TRUNCATE)", &[]).during(DOING)?;
        let is_busy = rows.into_iter().next().map_or(Ok(1), |row| Fields::of(row).integer());
        if is_busy.during(DOING)? == 0 { Ok(()) } else { Err(Outage::Busy) }
    }
}
