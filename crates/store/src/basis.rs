//! What the rows of the projections were made with, besides the entries: their basis.
//!
//! The store does not know what that is; the caller names it, for example by the digest of the law
//! tables in force. A commit whose rows were made with another basis than those that stand is
//! refused, so that rows of two bases never stand beside each other. A commit that changes the
//! basis leaves none: nothing more is written until the rows are made anew, and a process that ends
//! in between leaves that for the next one to find.

use crate::commit::{Commit, CommitRefusal};
use crate::connection::{Connection, Fields};
use crate::failure::{During, Failure, Outage};
use crate::reader::Reader;
use crate::schema::LANE;

/// Reads the basis; it is empty where the rows have to be made anew, or where none was ever named.
pub(crate) fn read(connection: &mut dyn Connection) -> Result<String, Failure> {
    let rows = connection.query("SELECT basis FROM head WHERE lane = $1", &[LANE.into()])?;
    rows.into_iter().next().map_or_else(|| Ok(String::new()), |row| Fields::of(row).text())
}

/// Notes the basis of all rows.
pub(crate) fn write(connection: &mut dyn Connection, basis: &str) -> Result<(), Failure> {
    connection.run("UPDATE head SET basis = $2 WHERE lane = $1", &[LANE.into(), basis.into()])
}

/// The basis while a group of commits is decided.
pub(crate) struct Standing {
    basis: String,
    is_changed: bool,
}

impl Standing {
    /// Begins with the basis that stands.
    pub(crate) fn new(basis: String) -> Self {
        Standing { basis, is_changed: false }
    }

    /// Refuses a commit whose rows were made with another basis. In a journal that ends at
    /// position 0 no row stands yet.
    pub(crate) fn check(&self, commit: &Commit, seq: u64) -> Result<(), CommitRefusal> {
        if seq == 0 || commit.basis == self.basis {
            return Ok(());
        }
        let (expected, found) = (commit.basis.clone(), self.basis.clone());
        Err(CommitRefusal::OtherBasis { expected, found })
    }

    /// Takes over the basis of an accepted commit, which came to a journal that ended at `seq`.
    pub(crate) fn take(&mut self, commit: &Commit, seq: u64) {
        let first = (seq == 0).then_some(&commit.basis);
        if let Some(next) = commit.next_basis.as_ref().or(first)
            && *next != self.basis
        {
            self.basis.clone_from(next);
            self.is_changed = true;
        }
    }

    pub(crate) fn write(&self, connection: &mut dyn Connection) -> Result<(), Failure> {
        if self.is_changed { write(connection, &self.basis) } else { Ok(()) }
    }
}

impl Reader<'_> {
    /// Returns the basis of the projections' rows; it is empty where they have to be made anew, or
    /// where none was ever named.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn basis(&self) -> Result<String, Outage> {
        self.with(read).during("reading the basis of the projections")
    }
}
