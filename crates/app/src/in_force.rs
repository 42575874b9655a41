//! The tables in force: at the head of the journal, and at any earlier position.
//!
//! What the journal published is in force, whatever the program carries; an empty journal reads
//! what the program carries, which its first command publishes. A set is read when it is first
//! asked for; older ones are kept for the pages that look back.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bagyt_core::table::TablePublished;
use bagyt_store::Reader;

use crate::App;
use crate::INSTALLATION;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::table_history::{self, History, InForce, Placed, complete};
use crate::table_set::{Basis, Rank, Table, TableFault, TableSet, rank};
use crate::tables::Tables;

/// Older sets that are kept; a set takes a few megabytes, and few positions are looked back to.
const OLDER_MAX: usize = 8;

/// The tables that are to be read cannot be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TablesError {
    /// One that the program carries: a fault of the build.
    #[error("a table that this program carries cannot be read")]
    Carried(#[source] TableFault),
    /// One that the journal published.
    #[error(
        "a table that was published at position {position} of the journal cannot be read by this \
         program; `bagyt law publish` puts the edition that this program carries in its place"
    )]
    Published {
        /// Position of the publication.
        position: u64,
        /// What is wrong with which table.
        #[source]
        fault: TableFault,
    },
    /// The journal cannot be read.
    #[error("the published tables cannot be looked up")]
    Journal(#[source] Failure),
}

impl From<TablesError> for Failure {
    fn from(error: TablesError) -> Failure {
        match error {
            TablesError::Published { position, fault } => {
                let text = format!(
                    "the table `{}`, published at position {position}, cannot be read by this \
                     program: {}",
                    fault.table, fault.reason
                );
                let refused = Refused::new("table-unreadable", None, &text);
                refused.with("table", fault.table).with("position", position).into()
            }
            TablesError::Carried(fault) => Failure::defect(fault),
            TablesError::Journal(failure) => failure,
        }
    }
}

/// The tables at the head of the journal.
#[derive(Clone)]
pub(crate) struct Current {
    pub(crate) tables: Arc<Tables>,
    /// By what the tables are known that are in force.
    pub(crate) basis: Basis,
    pub(crate) history: Arc<History>,
}

/// The tables that an open record reads.
pub(crate) struct TablesInForce {
    carried: TableSet,
    current: RwLock<Current>,
    /// By what they are known.
    older: Mutex<BTreeMap<String, Arc<Tables>>>,
}

impl TablesInForce {
    /// Begins with what the program carries.
    pub(crate) fn new(carried: TableSet, tables: Tables) -> TablesInForce {
        let (tables, basis) = (Arc::new(tables), carried.basis());
        let current = Current { tables, basis, history: Arc::default() };
        TablesInForce { carried, current: RwLock::new(current), older: Mutex::default() }
    }

    pub(crate) fn carried(&self) -> &TableSet {
        &self.carried
    }

    pub(crate) fn current(&self) -> Current {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, current: Current) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = current;
    }
}

impl App {
    /// Law, codes, forms and the other tables in force at the head of the journal.
    ///
    /// A page or a decision takes them once, so that it reads one set to its end.
    pub fn tables(&self) -> Arc<Tables> {
        self.in_force.current().tables
    }

    /// The tables that were in force at a position of the journal.
    ///
    /// # Errors
    ///
    /// Refused with `table-unreadable` if the program cannot read one of them any more; outages.
    pub fn tables_at(&self, position: u64) -> Result<Arc<Tables>, Failure> {
        let online = Online::new(self)?;
        self.tables_read_at(&online, position)
    }

    /// As [`App::tables_at`], in a reading that has begun.
    pub(crate) fn tables_read_at(
        &self,
        online: &Online<'_>,
        position: u64,
    ) -> Result<Arc<Tables>, Failure> {
        let current = self.in_force.current();
        let placed = self.placed(&current.history, Some(position));
        let basis = table_history::basis(&placed);
        if basis == current.basis {
            return Ok(current.tables);
        }
        let kept = |name: &str| {
            let older = self.in_force.older.lock().unwrap_or_else(PoisonError::into_inner);
            older.get(name).map(Arc::clone)
        };
        if let Some(tables) = kept(&basis.name()) {
            return Ok(tables);
        }
        let tables = Arc::new(self.read_tables(&online.reader, &placed, &[])?);
        let mut older = self.in_force.older.lock().unwrap_or_else(PoisonError::into_inner);
        if older.len() >= OLDER_MAX {
            older.clear();
        }
        older.insert(basis.name(), Arc::clone(&tables));
        Ok(tables)
    }

    /// Reads anew which tables are in force at the head of the journal.
    ///
    /// # Errors
    ///
    /// [`TablesError::Journal`], then [`TablesError::Published`]; the former tables then stay.
    pub(crate) fn refresh_tables(&self) -> Result<(), TablesError> {
        let online = Online::new(self).map_err(TablesError::Journal)?;
        let stored = online.stored(INSTALLATION.stream()).map_err(TablesError::Journal)?;
        let history = History::of(stored).map_err(TablesError::Journal)?;
        let placed = self.placed(&history, None);
        let (before, basis) = (self.in_force.current(), table_history::basis(&placed));
        let tables = match basis == before.basis {
            true => before.tables,
            false => Arc::new(self.read_tables(&online.reader, &placed, &[])?),
        };
        let is_changed = basis != before.basis;
        self.in_force.set(Current { tables, basis, history: Arc::new(history) });
        if is_changed {
            self.numbers.clear();
            self.known.clear();
        }
        Ok(())
    }

    /// Reads what the tables would be if those that the program carries were published, of a record
    /// whose published ones it cannot read.
    ///
    /// # Errors
    ///
    /// As [`App::refresh_tables`].
    pub(crate) fn stand_in(&self) -> Result<(), TablesError> {
        let online = Online::new(self).map_err(TablesError::Journal)?;
        let stored = online.stored(INSTALLATION.stream()).map_err(TablesError::Journal)?;
        let history = History::of(stored).map_err(TablesError::Journal)?;
        let basis = table_history::basis(&self.placed(&history, None));
        let differing = self.differing(&history);
        let after = self.placed_after(&history, differing.iter().map(|one| &one.published));
        let tables = Arc::new(self.read_tables(&online.reader, &after, &differing)?);
        self.in_force.set(Current { tables, basis, history: Arc::new(history) });
        Ok(())
    }

    /// The tables in force at a position, completed by those of the program.
    pub(crate) fn placed(&self, history: &History, position: Option<u64>) -> InForce {
        self.completed(history.at(self.country(), position))
    }

    /// The tables in force at the head once some more are published.
    pub(crate) fn placed_after<'t>(
        &self,
        history: &History,
        tables: impl Iterator<Item = &'t TablePublished>,
    ) -> InForce {
        let mut after = history.at(self.country(), None);
        after.extend(tables.filter_map(|table| self.of_program(table)));
        self.completed(after)
    }

    fn completed(&self, mut in_force: InForce) -> InForce {
        let carried = self.in_force.carried.tables();
        complete(&mut in_force, carried.filter_map(|table| self.of_program(&table.published)));
        in_force
    }

    fn of_program(&self, table: &TablePublished) -> Option<(Rank, Placed)> {
        let placed = Placed { table: table.clone(), position: 0, by_program: true };
        Some((rank(self.country(), &table.name)?, placed))
    }

    /// The tables that the program carries and the journal does not have in force as they are. One
    /// that a program published and this one does not carry any more has no bytes. What a person
    /// published is left as it is.
    pub(crate) fn differing(&self, history: &History) -> Vec<Table> {
        let carried = &self.in_force.carried;
        let standing = history.at(carried.country(), None);
        let stands =
            |table: &Table| standing.values().any(|placed| placed.table == table.published);
        let is_of_a_person = |table: &Table| {
            let mut standing = standing.values();
            standing.any(|it| !it.by_program && it.table.name == table.published.name)
        };
        let differs = |table: &&Table| !stands(table) && !is_of_a_person(table);
        let mut differing: Vec<Table> = carried.tables().filter(differs).cloned().collect();
        let given_up = standing.values().filter(|placed| {
            let table = &placed.table;
            placed.by_program && table.size > 0 && carried.find(&table.name).is_none()
        });
        differing.extend(given_up.map(|placed| Table::new(&placed.table.name, "")));
        differing
    }

    /// The texts of the tables in force at the head of the journal.
    pub(crate) fn set_in_force(&self) -> Result<TableSet, Failure> {
        let online = Online::new(self)?;
        let placed = self.placed(&self.in_force.current().history, None);
        Ok(self.read_set(&online.reader, &placed, &[])?)
    }

    fn read_set(
        &self,
        reader: &Reader<'_>,
        placed: &InForce,
        given: &[Table],
    ) -> Result<TableSet, TablesError> {
        let mut set = TableSet::new(self.country(), []);
        for placed in placed.values() {
            let known = given.iter().find(|table| table.published == placed.table);
            set = set.with(match known {
                Some(table) => table.clone(),
                None => self.read_table(reader, placed)?,
            });
        }
        Ok(set)
    }

    /// Reads tables by their names and digests; `given` are those that are not published yet.
    pub(crate) fn read_tables(
        &self,
        reader: &Reader<'_>,
        placed: &InForce,
        given: &[Table],
    ) -> Result<Tables, TablesError> {
        let set = self.read_set(reader, placed, given)?;
        self.in_force.current().tables.again(&set).map_err(|fault| {
            // A fault between several tables is told of the newest of them.
            let is_meant = |name: &str| name == fault.table || name.starts_with(&fault.table);
            let meant = placed.values().filter(|placed| is_meant(&placed.table.name));
            match meant.map(|placed| placed.position).max() {
                Some(0) => TablesError::Carried(fault),
                position => TablesError::Published { position: position.unwrap_or(0), fault },
            }
        })
    }

    fn read_table(&self, reader: &Reader<'_>, placed: &Placed) -> Result<Table, TablesError> {
        let published = &placed.table;
        if published.size == 0 {
            return Ok(Table::new(&published.name, ""));
        }
        let carried = self.in_force.carried.find(&published.name);
        if let Some(carried) = carried.filter(|carried| carried.published == *published) {
            return Ok(carried.clone());
        }
        let fault = |reason: String| TablesError::Published {
            position: placed.position,
            fault: TableFault::new(&published.name, reason),
        };
        let bytes = match self.blob(reader, &published.digest) {
            Ok(bytes) => bytes.ok_or_else(|| fault("its bytes are not kept".to_owned()))?,
            Err(Failure::Defect { reason }) => return Err(fault(reason)),
            Err(outage) => return Err(TablesError::Journal(outage)),
        };
        let text = String::from_utf8(bytes).map_err(|error| fault(error.to_string()))?;
        let table = Table::new(&published.name, text);
        match table.published.digest == published.digest {
            true => Ok(table),
            false => Err(fault("its bytes are not those that were published".to_owned())),
        }
    }
}
