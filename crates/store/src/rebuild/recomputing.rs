//! Making the rows of one kind of stream anew in place, and telling which of them differ.
//!
//! A full rebuild makes new tables; this is for a change of basis, after which most rows are as
//! they were. All rows that differ are written in one transaction with the new basis: whoever reads
//! sees them as they were before or as they are after.

use std::collections::BTreeMap;
use std::error::Error;

use bagyt_core::identity::{StreamId, StreamKind};
use bagyt_core::view::{ViewRow, ViewTable};

use super::{DOING, Folded, Project, RebuildError, Rebuilt, Sink};
use crate::commit::Malformed;
use crate::connection::Connection;
use crate::database::Part;
use crate::failure::{During, Failure};
use crate::sqlite::Use;
use crate::{Progress, Store, basis, journal, views};

/// Which rows are made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recomputing<'a> {
    /// The streams: those of one kind, the only one whose rows depend on the basis.
    pub kind: StreamKind,
    /// The basis that the rows then have; with none the rows are compared and nothing is written.
    pub basis: Option<&'a str>,
}

/// The rows of a stream in a table are others than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed<'a> {
    /// The stream.
    pub stream: StreamId,
    /// The table.
    pub table: &'static ViewTable,
    /// The rows that stand, by their ordinals.
    pub before: &'a [ViewRow],
    /// Those that a fresh projection gives.
    pub after: &'a [ViewRow],
}

impl Store {
    /// Makes the rows of a kind of stream anew in place, or only says which would differ. Writing
    /// waits until that is over; reading goes on.
    ///
    /// `changed` is told of each stream and table whose rows differ, in the order of streams and
    /// tables; `progress` comes to its end also where streams of other kinds are left out.
    ///
    /// # Errors
    ///
    /// [`RebuildError::Malformed`] with [`Malformed::StaleViews`] where the tables themselves have
    /// to be made anew by [`Store::rebuild`]; the others as there. Nothing is changed then.
    pub fn recompute<E: Error + Send + 'static>(
        &self,
        which: Recomputing<'_>,
        project: &Project<'_, E>,
        changed: &mut dyn FnMut(&Changed<'_>),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Rebuilt, RebuildError<E>> {
        if !self.stale_views().is_empty() {
            return Err(Malformed::StaleViews.into());
        }
        let _rest = self.writer.rest()?;
        let mode = if which.basis.is_some() { Use::Write } else { Use::Read };
        let mut connection = self.database.connect(Part::Record, mode).during(DOING)?;
        let connection = connection.as_mut();
        let seq = begin(connection, which.basis.is_some()).during(DOING)?;
        let mut renewal =
            Renewal { connection, tables: self.views, seq: which.basis.map(|_| seq), changed };
        let outcome = self.fold_all(project, Some(which.kind), progress, &mut renewal);
        let ended = outcome.and_then(|(rebuilt, _)| {
            if let Some(next) = which.basis {
                basis::write(connection, next).and_then(|()| connection.commit()).during(DOING)?;
            }
            Ok(rebuilt)
        });
        if ended.is_err() || which.basis.is_none() {
            connection.rollback().during(DOING)?;
        }
        let rebuilt = ended?;
        progress(Progress { done: seq, total: seq });
        Ok(rebuilt)
    }
}

/// Begins the transaction; a writing one keeps every other process from writing until it ends.
fn begin(connection: &mut dyn Connection, writes: bool) -> Result<u64, Failure> {
    if writes {
        connection.begin()?;
        journal::lock_head(connection).map(|head| head.seq)
    } else {
        connection.begin_reading()?;
        journal::read_head(connection).map(|head| head.seq)
    }
}

/// Holds fresh rows against those that stand, and puts them in their places.
struct Renewal<'a, 'c> {
    connection: &'a mut dyn Connection,
    tables: &'a [&'static ViewTable],
    /// The position under which changes are noted, where rows are written.
    seq: Option<u64>,
    changed: &'a mut (dyn FnMut(&Changed<'_>) + 'c),
}

impl<E: Error + 'static> Sink<E> for Renewal<'_, '_> {
    fn take(&mut self, batch: Vec<Folded>) -> Result<(), RebuildError<E>> {
        let (Some((first, _, _)), Some((last, _, _))) = (batch.first(), batch.last()) else {
            return Ok(());
        };
        let (first, last) = (*first, *last);
        // By table, then by the number of the stream.
        let mut fresh: BTreeMap<&str, BTreeMap<i64, &[ViewRow]>> = BTreeMap::new();
        let mut standing = BTreeMap::new();
        for table in self.tables {
            let rows = views::stand_between(self.connection, table, first, last).during(DOING)?;
            standing.insert(table.name, by_stream(rows));
        }
        for (no, stream, views) in &batch {
            for table in self.tables {
                let after = views.iter().find(|view| view.table.name == table.name);
                let after = after.map_or(&[][..], |view| &view.rows);
                let before = standing.get_mut(table.name).and_then(|rows| rows.remove(no));
                let before = before.unwrap_or_default();
                if before != after {
                    let table = *table;
                    (self.changed)(&Changed { stream: *stream, table, before: &before, after });
                    fresh.entry(table.name).or_default().insert(*no, after);
                }
            }
        }
        let Some(seq) = self.seq else { return Ok(()) };
        for table in self.tables {
            let Some(rows) = fresh.get(table.name) else { continue };
            let touched = views::replace(self.connection, table, rows, |_| true).during(DOING)?;
            touched.note(self.connection, table, seq).during(DOING)?;
        }
        Ok(())
    }
}

fn by_stream(rows: BTreeMap<(i64, i64), ViewRow>) -> BTreeMap<i64, Vec<ViewRow>> {
    let mut streams: BTreeMap<i64, Vec<ViewRow>> = BTreeMap::new();
    for ((no, _), row) in rows {
        streams.entry(no).or_default().push(row);
    }
    streams
}
