//! The state of the record, for those who answer for it.

use jiff::Timestamp;

use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// How the journal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalHealth {
    /// Number of entries.
    pub entries: u64,
    /// Number of streams.
    pub streams: u64,
    /// Root of the Merkle tree, lower-case hexadecimal.
    pub root: String,
    /// When the last entry was recorded.
    pub last_recorded_at: Option<Timestamp>,
    /// Signed checkpoints: size, root, when.
    pub checkpoints: Vec<(u64, String, Timestamp)>,
    /// Published tables with their digests.
    pub tables: Vec<(String, String)>,
}

impl App {
    /// Returns how the journal stands.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn journal_health(&self, user: &User) -> Result<JournalHealth, Failure> {
        self.require_somewhere(user, Action::ViewJournal)?;
        let online = Online::new(self)?;
        let reader = &online.reader;
        let head = reader.head().map_err(Failure::outage)?;
        let last = reader.entries(head.seq, 1).map_err(Failure::outage)?;
        let last_recorded_at = match last.first() {
            Some(entry) => {
                let entry = bagyt_core::journal::read(&entry.bytes).map_err(Failure::defect)?;
                Some(entry.recorded_at)
            }
            None => None,
        };
        let checkpoints = reader
            .checkpoints()
            .map_err(Failure::outage)?
            .into_iter()
            .map(|one| (one.size, bagyt_store::hexadecimal(&one.root), one.made_at))
            .collect();
        let tables = self
            .tables()
            .published()
            .iter()
            .map(|table| (table.name.clone(), table.digest.clone()))
            .collect();
        Ok(JournalHealth {
            entries: head.seq,
            streams: head.streams,
            root: bagyt_store::hexadecimal(&head.root()),
            last_recorded_at,
            checkpoints,
            tables,
        })
    }

    /// Returns the position of the last entry.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn position(&self) -> Result<u64, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        Ok(reader.head().map_err(Failure::outage)?.seq)
    }
}
