//! What somebody did today, read off the journal: the other half of a day.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bagyt_core::command::{Actor, Purpose};
use bagyt_core::identity::{CaseId, StreamKind};
use bagyt_core::journal;
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// Entries that are read at once.
const BATCH: usize = 1_000;

/// An entry that somebody made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneItem {
    /// When it was recorded.
    pub at: Timestamp,
    /// Kind of the entry.
    pub kind: String,
    /// The case.
    pub case: CaseId,
    /// The client's names; empty where the reader may not see them any more.
    pub name: String,
    /// Version of the entry.
    pub version: u32,
}

/// What somebody did on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The day.
    pub on: Date,
    /// The entries, the newest first.
    pub items: Vec<DoneItem>,
}

impl App {
    /// Returns the entries that the reader made in cases today, the newest first. Of cases that the
    /// reader may not know of any more nothing is told.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for a role without a day of its own; outages.
    pub fn done_today(&self, user: &User) -> Result<Done, Failure> {
        self.require_somewhere(user, Action::ViewToday)?;
        let on = self.today();
        let online = Online::new(self)?;
        let mut items = self.own_entries(user, &online, self.zone().start_of(on))?;
        let mut names: BTreeMap<CaseId, Option<String>> = BTreeMap::new();
        for item in &items {
            if let Entry::Vacant(vacant) = names.entry(item.case) {
                let row = query::case_by_id(&online.reader, item.case).map_err(Failure::outage)?;
                let shown = row.and_then(|row| self.shown(user, &row));
                vacant.insert(shown.map(|row| row.name));
            }
        }
        drop(online);
        items.retain_mut(|item| match names.get(&item.case) {
            Some(Some(name)) => {
                item.name.clone_from(name);
                true
            }
            _ => false,
        });
        items.reverse();
        let subjects = names.iter().filter(|(_, name)| name.is_some());
        let subjects = subjects.map(|(case, _)| case.stream());
        self.log_access(user, Purpose::Supervision, "done", subjects)?;
        Ok(Done { on, items })
    }

    fn own_entries(
        &self,
        user: &User,
        online: &Online<'_>,
        since: Timestamp,
    ) -> Result<Vec<DoneItem>, Failure> {
        let reader = &online.reader;
        let before = reader.last_before(since).map_err(Failure::outage)?;
        let mut next = before.map_or(1, |seq| seq + 1);
        let mut items = Vec::new();
        loop {
            let batch = reader.entries(next, BATCH).map_err(Failure::outage)?;
            for stored in &batch {
                let entry = journal::read(&stored.bytes).map_err(Failure::defect)?;
                let mine = entry.actor == Actor::Staff(user.staff);
                if mine && entry.stream.kind == StreamKind::CaseId && since <= entry.recorded_at {
                    items.push(DoneItem {
                        at: entry.recorded_at,
                        kind: entry.kind.into_owned(),
                        case: CaseId(entry.stream.id),
                        name: String::new(),
                        version: entry.version,
                    });
                }
                next = stored.seq + 1;
            }
            if batch.len() < BATCH {
                return Ok(items);
            }
        }
    }
}
