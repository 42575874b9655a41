//! The connections for reading.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::connection::Connection;
use crate::database::{Database, Part};
use crate::failure::{During, Outage};
use crate::sqlite::Use;

/// How long a reader waits for a connection to come free.
const WAIT: Duration = Duration::from_secs(10);

/// Connections that are opened when first needed and kept.
pub(crate) struct Pool {
    database: Database,
    part: Part,
    size: usize,
    shelf: Mutex<Shelf>,
    returned: Condvar,
}

#[derive(Default)]
struct Shelf {
    idle: Vec<Box<dyn Connection>>,
    /// Number of connections that are with readers.
    out: usize,
    /// Set while a work needs the database alone.
    is_closed: bool,
}

impl Pool {
    pub(crate) fn new(database: Database, part: Part, size: usize) -> Self {
        let shelf = Mutex::new(Shelf::default());
        Pool { database, part, size: size.max(1), shelf, returned: Condvar::new() }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection, within a transaction that reads one state of the database.
    pub(crate) fn take(&self) -> Result<Box<dyn Connection>, Outage> {
        let is_full = |shelf: &mut Shelf| shelf.out >= self.size && !shelf.is_closed;
        let (mut shelf, waited) = self
            .returned
            .wait_timeout_while(self.shelf(), WAIT, is_full)
            .unwrap_or_else(PoisonError::into_inner);
        if shelf.is_closed {
            return Err(Outage::Closed);
        }
        if waited.timed_out() {
            return Err(Outage::Busy);
        }
        shelf.out += 1;
        let idle = shelf.idle.pop();
        drop(shelf);
        let begun = self.begin(idle).during("reading the record");
        if begun.is_err() {
            self.end(None);
        }
        begun
    }

    fn begin(
        &self,
        idle: Option<Box<dyn Connection>>,
    ) -> Result<Box<dyn Connection>, crate::failure::Failure> {
        if let Some(mut connection) = idle
            && connection.begin_reading().is_ok()
        {
            return Ok(connection);
        }
        // The server may have been started anew in between.
        let mut connection = self.database.connect(self.part, Use::Read)?;
        connection.begin_reading()?;
        Ok(connection)
    }

    /// Takes a connection back and ends its transaction.
    pub(crate) fn give_back(&self, mut connection: Box<dyn Connection>) {
        let is_well = connection.rollback().is_ok() && !connection.is_lost();
        self.end(is_well.then_some(connection));
    }

    fn end(&self, connection: Option<Box<dyn Connection>>) {
        let mut shelf = self.shelf();
        shelf.out -= 1;
        if !shelf.is_closed {
            shelf.idle.extend(connection);
        }
        drop(shelf);
        self.returned.notify_all();
    }

    /// Closes all connections, after those that are out have come back.
    pub(crate) fn close(&self) {
        let mut shelf = self.shelf();
        shelf.is_closed = true;
        shelf.idle.clear();
        self.returned.notify_all();
        drop(
            self.returned
                .wait_while(shelf, |shelf| shelf.out > 0)
                .unwrap_or_else(PoisonError::into_inner),
        );
    }

    /// Lets readers in again.
    pub(crate) fn open(&self) {
        self.shelf().is_closed = false;
    }
}
