//! Publishing tables: what differs enters the journal, and the clocks that follow are computed anew.
//!
//! Whether every case can be projected under the new tables is found out before anything is
//! written. Between the publication and the new rows the store takes no command, and a process that
//! ends there leaves rows that the next opening makes anew.

use std::sync::{Arc, PoisonError};

use bagyt_core::identity::{CaseId, StreamId, StreamKind};
use bagyt_core::table::TablePublished;
use bagyt_store::{RebuildError, Recomputing};
use jiff::Timestamp;

use crate::App;
use crate::INSTALLATION;
use crate::command::Command;
use crate::evidence::Told;
use crate::in_force::{Current, TablesError};
use crate::outcome::Failure;
use crate::table_history::{self, History, InForce};
use crate::table_set::{Basis, Table};
use crate::tables::Tables;

mod counting;

pub(crate) use counting::{CaseMoved, Count};

/// Clocks that a report names one by one.
pub const EXAMPLES_MAX: usize = 5;

/// What a publication changes, or would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablesChange {
    /// The tables that differ, in the order of publication.
    pub tables: Vec<TableChange>,
    /// Position of the publication; none while it was only looked at.
    pub position: Option<u64>,
    /// The clocks that differ.
    pub clocks: ClocksChange,
}

/// A table that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableChange {
    /// Its name.
    pub name: String,
    /// What becomes of it.
    pub kind: TableChangeKind,
}

/// What becomes of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableChangeKind {
    /// The journal had none of that name in force.
    Added,
    /// It stands in the place of another edition.
    Replaced,
    /// The program does not carry it any more.
    TakenAway,
}

/// The clocks that have another due moment under other tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClocksChange {
    /// Number of cases with such a clock.
    pub cases: u64,
    /// Clocks with another due moment.
    pub moved: u64,
    /// Clocks that there were not before.
    pub appeared: u64,
    /// Clocks that are gone.
    pub gone: u64,
    /// Of all these, the open ones.
    pub open: u64,
    /// Acts that rest on a former due moment and now need a second look; they stand.
    pub acts: u64,
    /// The first of the clocks, at most [`EXAMPLES_MAX`]; open ones come first.
    pub examples: Vec<ClockMoved>,
}

/// A clock whose due moment is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockMoved {
    /// The case.
    pub case: CaseId,
    /// Code of the row of law.
    pub row: String,
    /// The exclusive end before; none of one that appeared.
    pub before: Option<Timestamp>,
    /// The exclusive end after; none of one that is gone.
    pub after: Option<Timestamp>,
    /// Whether it is, or was, open.
    pub open: bool,
}

/// The tables as they would be in force after a publication.
pub(crate) struct Next {
    pub(crate) differing: Vec<Table>,
    pub(crate) tables: Arc<Tables>,
    pub(crate) basis: Basis,
    /// Whether every row of a projection stays as it is.
    pub(crate) rows_stand: bool,
}

impl App {
    /// Publishes the tables that the program carries and the journal does not have in force as they
    /// are, and makes the rows anew that follow from them. Does nothing where none differs.
    ///
    /// # Errors
    ///
    /// Those of [`App::compare_tables`]; [`Failure`] of the record. A failure after the publication
    /// leaves rows that are made anew when the record is opened next.
    pub fn publish_tables(&self, told: Told<'_>) -> Result<Option<TablesChange>, Failure> {
        let _publishing = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        self.refresh_to_publish()?;
        let Some(next) = self.next()? else { return Ok(None) };
        if !next.rows_stand {
            self.differences(&next, None, told)?;
        }
        let Current { history, .. } = self.in_force.current();
        let tables = changes(&next.differing, &self.placed(&history, None));
        let command = publication(history.version, next.differing.iter());
        self.execute(&self.system_meta(), &command)?;
        let position = Some(self.position()?);
        let clocks = match next.rows_stand {
            true => ClocksChange::default(),
            false => self.differences(&next, Some(&next.basis), told)?.finish(),
        };
        Ok(Some(TablesChange { tables, position, clocks }))
    }

    /// Says what [`App::publish_tables`] would publish and change, and writes nothing.
    ///
    /// # Errors
    ///
    /// [`Failure::Defect`] if a table cannot be read, or a case not be projected with them; outages.
    pub fn compare_tables(&self, told: Told<'_>) -> Result<Option<TablesChange>, Failure> {
        let Some(next) = self.next()? else { return Ok(None) };
        let Current { history, .. } = self.in_force.current();
        let tables = changes(&next.differing, &self.placed(&history, None));
        let clocks = match next.rows_stand {
            true => ClocksChange::default(),
            false => self.differences(&next, None, told)?.finish(),
        };
        Ok(Some(TablesChange { tables, position: None, clocks }))
    }

    /// The first command of an empty journal: all tables that the program carries are published.
    pub fn first_publication(&self) -> Command {
        publication(0, self.in_force.carried().tables())
    }

    /// By what the tables will be known that are in force once some are published.
    pub(crate) fn basis_after<'t>(
        &self,
        history: &History,
        tables: impl Iterator<Item = &'t TablePublished>,
    ) -> Basis {
        table_history::basis(&self.placed_after(history, tables))
    }

    /// Looks up what is in force. Where the program cannot read it, the tables that are about to be
    /// published stand in, so that a readable edition can be put in the place of what is not.
    pub(crate) fn refresh_to_publish(&self) -> Result<(), TablesError> {
        match self.refresh_tables() {
            Err(TablesError::Published { .. }) => self.stand_in(),
            outcome => outcome,
        }
    }

    fn next(&self) -> Result<Option<Next>, Failure> {
        let differing = self.differing(&self.in_force.current().history);
        if differing.is_empty() {
            return Ok(None);
        }
        self.next_with(differing).map(Some)
    }

    /// The tables as they would be in force once these are published.
    pub(crate) fn next_with(&self, differing: Vec<Table>) -> Result<Next, Failure> {
        let Current { basis, history, .. } = self.in_force.current();
        let after = self.placed_after(&history, differing.iter().map(|one| &one.published));
        let reader = self.store.read().map_err(Failure::outage)?;
        let tables = Arc::new(self.read_tables(&reader, &after, &differing)?);
        let after = table_history::basis(&after);
        let rows_stand = after.gives_the_rows_of(&basis);
        Ok(Next { differing, tables, basis: after, rows_stand })
    }

    /// Makes the rows of all cases with other tables, or only compares them where no basis is
    /// given, and says which clocks differ.
    pub(crate) fn differences(
        &self,
        next: &Next,
        basis: Option<&Basis>,
        told: Told<'_>,
    ) -> Result<Count, Failure> {
        let project = |stream: StreamId, entries: &[(u64, Vec<u8>)], key: Option<&[u8]>| {
            self.project(&next.tables, stream, entries, key)
        };
        let name = basis.map(Basis::name);
        let which = Recomputing { kind: StreamKind::CaseId, basis: name.as_deref() };
        let mut count = Count::default();
        self.store
            .recompute(which, &project, &mut |one| count.take(one), &mut |progress| {
                told(progress.done, progress.total);
            })
            .map_err(|error| match &error {
                RebuildError::Project { source, .. } => {
                    Failure::defect(format!("{error} under these tables: {source}"))
                }
                _ => Failure::defect(error),
            })?;
        Ok(count)
    }
}

fn publication<'t>(version: u32, tables: impl Iterator<Item = &'t Table>) -> Command {
    let tables = tables.map(|one| (one.published.clone(), one.text.as_bytes().into())).collect();
    Command::PublishTables { installation: INSTALLATION, version, tables }
}

fn changes(differing: &[Table], standing: &InForce) -> Vec<TableChange> {
    let stands = |name: &str| {
        standing
            .values()
            .any(|placed| placed.table.name == name && placed.position > 0 && placed.table.size > 0)
    };
    let change = |table: &Table| {
        let name = table.published.name.clone();
        let kind = match (table.text.is_empty(), stands(&name)) {
            (true, _) => TableChangeKind::TakenAway,
            (false, true) => TableChangeKind::Replaced,
            (false, false) => TableChangeKind::Added,
        };
        TableChange { name, kind }
    };
    differing.iter().map(change).collect()
}
