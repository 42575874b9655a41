//! Which tables the journal published, and which were in force at which position.
//!
//! The tables of one command come into force together, after its last entry. What the journal had
//! published nothing of at a position is read as it was first published later: it is what the
//! program of that time carried.

use std::collections::BTreeMap;

use bagyt_core::command::Actor;
use bagyt_core::identity::CommandId;
use bagyt_core::journal;
use bagyt_core::table::{InstallationFact, TablePublished};
use bagyt_store::StoredStream;

use crate::law::Country;
use crate::outcome::Failure;
use crate::table_set::{Basis, Rank, families, rank};

/// The tables that one command published.
struct Publication {
    cause: CommandId,
    /// Position of the last of its entries.
    position: u64,
    /// Whether the installation itself published them, from what its program carries.
    by_program: bool,
    tables: Vec<TablePublished>,
}

/// A table in force, and where it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) table: TablePublished,
    /// Position of the publication; 0 for a table that the program carries.
    pub(crate) position: u64,
    pub(crate) by_program: bool,
}

/// The tables in force by their places; one of no bytes was taken away.
pub(crate) type InForce = BTreeMap<Rank, Placed>;

/// All publications, in their order.
#[derive(Default)]
pub(crate) struct History {
    publications: Vec<Publication>,
    /// Version of the installation's stream that was read.
    pub(crate) version: u32,
}

impl History {
    /// Reads the stream of the installation.
    ///
    /// # Errors
    ///
    /// [`Failure::Defect`] if an entry cannot be read.
    pub(crate) fn of(stored: Option<StoredStream>) -> Result<History, Failure> {
        let mut history = History::default();
        let Some(stored) = stored else { return Ok(history) };
        history.version = stored.version;
        for (seq, bytes) in &stored.entries {
            let entry = journal::read(bytes).map_err(Failure::defect)?;
            let fact = entry.fact::<InstallationFact>().map_err(Failure::defect)?;
            let InstallationFact::TablePublished(table) = fact else { continue };
            match history.publications.last_mut() {
                Some(last) if last.cause == entry.cause => {
                    last.position = *seq;
                    last.tables.push(table);
                }
                _ => history.publications.push(Publication {
                    cause: entry.cause,
                    position: *seq,
                    by_program: matches!(entry.actor, Actor::System),
                    tables: vec![table],
                }),
            }
        }
        Ok(history)
    }

    /// Returns the tables in force at a position, or at the head.
    pub(crate) fn at(&self, country: Country, position: Option<u64>) -> InForce {
        let (before, after): (Vec<_>, Vec<_>) = self
            .publications
            .iter()
            .partition(|one| position.is_none_or(|position| one.position <= position));
        let mut in_force = InForce::new();
        for publication in before {
            in_force.extend(publication.placed(country));
        }
        for publication in after {
            complete(&mut in_force, publication.placed(country));
        }
        in_force
    }
}

impl Publication {
    fn placed(&self, country: Country) -> impl Iterator<Item = (Rank, Placed)> {
        let (position, by_program) = (self.position, self.by_program);
        self.tables.iter().filter_map(move |table| {
            let placed = Placed { table: table.clone(), position, by_program };
            Some((rank(country, &table.name)?, placed))
        })
    }
}

/// Puts in the tables of those families of which there is none.
pub(crate) fn complete(in_force: &mut InForce, others: impl Iterator<Item = (Rank, Placed)>) {
    let is_missing = |family: &usize| !in_force.keys().any(|(known, _)| known == family);
    let missing: Vec<usize> = families().filter(is_missing).collect();
    in_force.extend(others.filter(|((family, _), _)| missing.contains(family)));
}

/// By what the tables in force are known.
pub(crate) fn basis(in_force: &InForce) -> Basis {
    let standing = in_force.iter().filter(|(_, placed)| placed.table.size > 0);
    Basis::of(standing.map(|(rank, placed)| (rank, placed.table.digest.as_str())))
}
