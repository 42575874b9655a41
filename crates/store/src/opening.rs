//! Opening the record: where it is, that no other process has it, and that its tables are there.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use bagyt_core::view::ViewTable;

use crate::Store;
use crate::database::{Database, Part};
use crate::failure::Failure;
use crate::group::{Writer, transact};
use crate::pool::Pool;
use crate::sqlite::Use;
use crate::views::Standing;
use crate::{journal, postgresql, schema, views};

/// Name of the file whose lock shows that a process has the data directory.
const LOCK_FILE: &str = "lock";

/// Name of the file that stands in a data directory while it is being filled.
pub(crate) const FILLING_FILE: &str = "filling";

/// Where the record is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In a data directory, which is made if it is missing.
    Sqlite {
        /// The directory.
        path: PathBuf,
    },
    /// In a PostgreSQL database.
    Postgres {
        /// Its address, `postgres://user@host/database`.
        url: String,
    },
}

/// What can be set when the record is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Number of connections for reading.
    pub readers: usize,
    /// Most works that are written in one transaction.
    pub group_max: usize,
}

impl Default for Options {
    fn default() -> Self {
        // 256 works share a flush; more would only lengthen the wait of the first.
        Options { readers: 4, group_max: 256 }
    }
}

/// The record cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another process has the data directory.
    #[error("another process is using {path}; stop it first, or choose another data directory")]
    InUse {
        /// The directory.
        path: PathBuf,
    },
    /// The data directory was being filled when the process ended, so that nothing in it counts.
    #[error("the filling of {path} was interrupted; remove that directory and start again")]
    Unfinished {
        /// The directory.
        path: PathBuf,
    },
    /// A file or folder of the data directory cannot be made or opened.
    #[error("the data directory {path} cannot be used")]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The database cannot be reached, is not a record, or was made by a newer program.
    #[error("the database cannot be opened")]
    Database {
        /// What the database said.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

impl From<Failure> for OpenError {
    fn from(failure: Failure) -> Self {
        OpenError::Database { source: failure.source }
    }
}

/// Shows other processes that the data directory is in use, as long as it lives.
pub(crate) struct DirectoryLock {
    _file: File,
}

/// Makes a directory that nobody else on the machine can look into.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

fn lock(path: &Path) -> Result<DirectoryLock, OpenError> {
    let fault = |source| OpenError::Directory { path: path.to_owned(), source };
    create_private(path).map_err(fault)?;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path.join(LOCK_FILE))
        .map_err(fault)?;
    match file.try_lock() {
        Ok(()) => Ok(DirectoryLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(source)) => Err(fault(source)),
    }
}

impl Store {
    /// Opens the record, making what is missing: the directory, the store's tables, and the tables
    /// of `views`, which must be all projections that will ever be written through this store.
    ///
    /// Projections that were made from another declaration are named by [`Store::stale_views`] and
    /// must be rebuilt before anything is written.
    ///
    /// # Errors
    ///
    /// [`OpenError::Directory`], [`OpenError::InUse`], [`OpenError::Unfinished`],
    /// [`OpenError::Database`], in this order.
    pub fn open(
        location: &Location,
        views: &'static [&'static ViewTable],
        options: Options,
    ) -> Result<Store, OpenError> {
        let (database, lock) = match location {
            Location::Sqlite { path } => {
                let lock = lock(path)?;
                if path.join(FILLING_FILE).exists() {
                    return Err(OpenError::Unfinished { path: path.clone() });
                }
                (Database::Sqlite { directory: path.clone() }, Some(lock))
            }
            Location::Postgres { url } => {
                let config = Box::new(postgresql::configuration(url)?);
                (Database::Postgresql { config }, None)
            }
        };
        let stale = prepare(&database, views)?;
        let start_fault = |source: io::Error| OpenError::Database { source: Box::new(source) };
        let opener = |part| {
            let database = database.clone();
            Box::new(move || database.connect(part, Use::Write))
        };
        Ok(Store {
            writer: Writer::start("journal", options.group_max, opener(Part::Record))
                .map_err(start_fault)?,
            access_writer: Writer::start("access log", options.group_max, opener(Part::Access))
                .map_err(start_fault)?,
            readers: Pool::new(database.clone(), Part::Record, options.readers),
            access_readers: Pool::new(database.clone(), Part::Access, 1),
            stale: Mutex::new(stale),
            database,
            views,
            is_given_up: AtomicBool::new(false),
            _lock: lock,
        })
    }
}

/// Makes the tables that are missing; returns the projections that are older than the program.
fn prepare(
    database: &Database,
    tables: &'static [&'static ViewTable],
) -> Result<BTreeSet<&'static str>, Failure> {
    let mut connection = database.connect(Part::Record, Use::Write)?;
    // Two processes that make the tables of one server at once hinder each other; the second time
    // they are there.
    schema::prepare(connection.as_mut(), database, Part::Record)
        .or_else(|_| schema::prepare(connection.as_mut(), database, Part::Record))?;
    let stale = transact(connection.as_mut(), |connection| {
        let has_entries = journal::lock_head(connection)?.seq > 0;
        let mut stale = BTreeSet::new();
        for table in tables {
            if views::prepare(connection, database, table, has_entries)? == Standing::Stale {
                stale.insert(table.name);
            }
        }
        Ok(stale)
    })?;
    let mut access = database.connect(Part::Access, Use::Write)?;
    schema::prepare(access.as_mut(), database, Part::Access)?;
    Ok(stale)
}
