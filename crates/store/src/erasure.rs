//! Forgetting: what tells who somebody was is destroyed, while the journal stays as it is.
//!
//! The entries keep their sealed parts, which no key opens any more, so that counts stay and proofs
//! still verify. Who may order an erasure, and the fact that it was ordered, are the caller's.

use bagyt_core::identity::StreamId;

use crate::Store;
use crate::blob;
use crate::connection::{Fields, Value};
use crate::database::Part;
use crate::failure::{During, Outage};
use crate::sqlite::Use;

const DOING: &str = "erasing a record";

impl Store {
    /// Destroys the keys of streams, their rows in personal projections, the names that they hold,
    /// and kept contents.
    ///
    /// Contents that are files go first, all else in one transaction: while a key stands, nothing
    /// tells that the erasure was carried out, and it is carried out again. On SQLite the bytes are
    /// overwritten and gone from the write-ahead log when this returns. A database server removes
    /// them from its files in its own time, with its next vacuum.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database or the disk does not do its part; ask again then, which is
    /// harmless.
    pub fn erase(&self, streams: &[StreamId], contents: &[[u8; 32]]) -> Result<(), Outage> {
        let mut statements: Vec<(String, Vec<Value>)> = Vec::new();
        for digest in contents {
            if let Some(directory) = self.directory() {
                blob::remove(directory, digest)?;
            }
            let sql = "DELETE FROM blob WHERE digest = $1".to_owned();
            statements.push((sql, vec![Value::Bytes(digest.to_vec())]));
        }
        for stream in streams {
            let name = stream.to_string();
            let claims = "DELETE FROM claim WHERE stream = $1".to_owned();
            statements.push((claims, vec![name.as_str().into()]));
            let tables = self.views.iter().filter(|table| table.personal).map(|table| table.name);
            for table in tables.chain(["record_key"]) {
                let sql = format!(
                    "DELETE FROM {table} WHERE stream_no IN
                        (SELECT stream_no FROM stream WHERE name = $1)"
                );
                statements.push((sql, vec![name.as_str().into()]));
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
