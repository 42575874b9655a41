//! Which database the record is kept in, and how a connection to it is made.

use std::path::{Path, PathBuf};

use crate::connection::Connection;
use crate::failure::Failure;
use crate::postgresql::Postgresql;
use crate::sqlite::{Sqlite, Use};

/// Name of the record's file in a data directory.
const RECORD_FILE: &str = "bagyt.sqlite";

/// Name of the access log's file in a data directory.
const ACCESS_FILE: &str = "access.sqlite";

/// Where a connection leads: the record or the access log. In PostgreSQL they are tables of one
/// database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Record,
    Access,
}

/// How to reach the database.
#[derive(Clone, Debug)]
pub(crate) enum Database {
    Sqlite {
        directory: PathBuf,
    },
    /// One file that holds a few tables of a record, whatever database the record is kept in.
    Snapshot {
        path: PathBuf,
    },
    Postgresql {
        config: Box<tokio_postgres::Config>,
    },
}

impl Database {
    pub(crate) fn connect(&self, part: Part, purpose: Use) -> Result<Box<dyn Connection>, Failure> {
        match self {
            Database::Sqlite { directory } => {
                let file = match part {
                    Part::Record => RECORD_FILE,
                    Part::Access => ACCESS_FILE,
                };
                Ok(Box::new(Sqlite::open(&directory.join(file), purpose)?))
            }
            Database::Snapshot { path } => Ok(Box::new(Sqlite::open(path, purpose)?)),
            Database::Postgresql { config } => Ok(Box::new(Postgresql::open(config)?)),
        }
    }

    /// The directory in which large blobs are files; a server's database keeps them itself, because
    /// it may serve several machines.
    pub(crate) fn directory(&self) -> Option<&Path> {
        match self {
            Database::Sqlite { directory } => Some(directory),
            Database::Snapshot { .. } | Database::Postgresql { .. } => None,
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        !matches!(self, Database::Postgresql { .. })
    }
}
