//! What can go wrong between the store and its database.
//!
//! A [`Failure`] is what a driver met; an [`Outage`] is what the caller is told: which work was
//! not done and whether there is a way to mend it. Neither is ever a refusal.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

/// What a driver met.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) is_full: bool,
    pub(crate) source: Box<dyn Error + Send + Sync>,
}

/// A row does not have the columns that the statement asked for.
#[derive(Debug, thiserror::Error)]
#[error("a row of the database has no {expected} where one is expected")]
struct NoShape {
    expected: &'static str,
}

impl Failure {
    /// A row does not have the columns that the statement asked for.
    pub(crate) fn shape(expected: &'static str) -> Self {
        Failure { is_full: false, source: Box::new(NoShape { expected }) }
    }

    pub(crate) fn of(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Failure { is_full: false, source: source.into() }
    }
}

/// The database or the disk did not do its part. Nothing of the work was done, unless the text
/// says otherwise; the work may be asked for again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Outage {
    /// There is no room; reads go on, and writing goes on by itself once there is room.
    #[error("the disk is full, so {doing} failed; whoever runs the server must make room")]
    DiskFull {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The database refused or was not there.
    #[error("{doing} failed in the database")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// A file of the data directory could not be read or written.
    #[error("{doing} failed at {path}")]
    File {
        /// What was being done.
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Every connection for reading is taken and none came free in time.
    #[error("all connections for reading are busy; try again")]
    Busy,
    /// The store is being closed or is given away to a work that needs it alone.
    #[error("the store is not open for this work now")]
    Closed,
}

impl Outage {
    pub(crate) fn file(doing: &'static str, path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::StorageFull {
            return Outage::DiskFull { doing, source: Box::new(source) };
        }
        Outage::File { doing, path: path.to_owned(), source }
    }
}

/// Says what was being done when a failure came.
pub(crate) trait During<T> {
    fn during(self, doing: &'static str) -> Result<T, Outage>;
}

impl<T> During<T> for Result<T, Failure> {
    fn during(self, doing: &'static str) -> Result<T, Outage> {
        self.map_err(|Failure { is_full, source }| {
            if is_full {
                Outage::DiskFull { doing, source }
            } else {
                Outage::Database { doing, source }
            }
        })
    }
}
