//! Making the projections anew from the journal, and checking that they are what they would be.
//!
//! The streams are read in the order of their numbers and folded on several threads. New tables
//! grow beside those that are read, and take their places in one transaction at the end; a rebuild
//! that is broken off changes nothing.

pub(crate) mod folding;
mod recomputing;

use std::collections::BTreeMap;

use bagyt_core::identity::{StreamId, StreamKind};
use bagyt_core::view::{ViewRow, ViewRows, ViewTable};

use crate::columns::{COLUMNS, Columns};
use crate::commit::Malformed;
use crate::connection::{Connection, Fields, Row, number};
use crate::database::Part;
use crate::failure::{During, Failure, Outage};
use crate::group::transact;
use crate::sqlite::Use;
use crate::{Progress, Store, basis, changes, journal, views};

use folding::Which;

pub use recomputing::{Changed, Recomputing};

const DOING: &str = "rebuilding the projections";

/// Batches that are written in one transaction.
const BATCHES_PER_TRANSACTION: u32 = 64;

/// Gives all rows of a stream, from its entries (position and bytes, in the order of versions) and
/// its wrapped key.
pub type Project<'a, E> =
    dyn Fn(StreamId, &[(u64, Vec<u8>)], Option<&[u8]>) -> Result<Vec<ViewRows>, E> + Sync + 'a;

/// What was rebuilt or checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Number of streams.
    pub streams: u64,
    /// Number of entries.
    pub entries: u64,
    /// Number of rows.
    pub rows: u64,
}

/// A row that is not what a fresh projection gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The stream; none for a row of a stream that has no entries.
    pub stream: Option<StreamId>,
    /// The table.
    pub table: &'static str,
    /// Ordinal of the row in its stream.
    pub ordinal: i64,
    /// What a fresh projection gives.
    pub expected: Option<ViewRow>,
    /// What stands there.
    pub found: Option<ViewRow>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Difference { stream, table, ordinal, expected, found } = self;
        match stream {
            Some(stream) => write!(f, "row {ordinal} of `{stream}` in `{table}`")?,
            None => write!(f, "row {ordinal} of an unknown stream in `{table}`")?,
        }
        match (expected, found) {
            (Some(_), None) => f.write_str(" is missing"),
            (None, Some(_)) => f.write_str(" should not be there"),
            _ => f.write_str(" is not what the journal gives"),
        }
    }
}

/// The projections were not rebuilt, or are not what they would be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RebuildError<E: std::error::Error + 'static> {
    /// A row differs; this is the first, in the order of streams, tables and ordinals.
    #[error("{0}")]
    Difference(Difference),
    /// A column beside an entry says something else than the entry.
    #[error("the column `{column}` beside entry {seq} does not say what the entry says")]
    Column {
        /// Position of the entry.
        seq: u64,
        /// The column.
        column: &'static str,
    },
    /// A stream could not be folded.
    #[error("`{stream}` cannot be projected")]
    Project {
        /// The stream.
        stream: StreamId,
        /// Why.
        #[source]
        source: E,
    },
    /// A projection gave rows that fit no table.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Whoever asked for it asked to stop.
    #[error("the work was stopped")]
    Stopped,
    /// The database did not do its part.
    #[error(transparent)]
    Outage(#[from] Outage),
}

/// A stream's number, name and rows.
pub(crate) type Folded = (i64, StreamId, Vec<ViewRows>);

/// What the writing end does with the folded streams of a batch, in the order of the batches.
trait Sink<E: std::error::Error + 'static> {
    fn take(&mut self, batch: Vec<Folded>) -> Result<(), RebuildError<E>>;
}

impl Store {
    /// Makes all projections anew and puts them in the place of the old ones. Writing waits until
    /// that is over; reading goes on, but for the moment of the exchange. `basis` names what
    /// `project` makes them with.
    ///
    /// # Errors
    ///
    /// [`RebuildError::Project`] or [`RebuildError::Malformed`] of a stream whose rows cannot be
    /// had; [`RebuildError::Outage`] if the database does not do its part. The old
    /// projections then stay.
    pub fn rebuild<E: std::error::Error + Send + 'static>(
        &self,
        project: &Project<'_, E>,
        basis: &str,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Rebuilt, RebuildError<E>> {
        let _rest = self.writer.rest()?;
        let mut connection = self.database.connect(Part::Record, Use::Write).during(DOING)?;
        let connection = connection.as_mut();
        transact(connection, |connection| {
            for table in self.views {
                connection.batch(&format!("DROP TABLE IF EXISTS {}", views::beside(table)))?;
                views::create(connection, &self.database, table, &views::beside(table))?;
            }
            Ok(())
        })
        .during(DOING)?;
        let mut beside = Beside { connection, batches: 0 };
        let (rebuilt, seq) = self.fold_all(project, None, progress, &mut beside)?;
        let Beside { connection, batches } = beside;
        if batches > 0 {
            connection.commit().during(DOING)?;
        }
        self.exchange(connection, project, (seq, basis))?;
        Ok(rebuilt)
    }

    /// Puts the tables that were built beside in the places of the old ones.
    fn exchange<E: std::error::Error + Send + 'static>(
        &self,
        connection: &mut dyn Connection,
        project: &Project<'_, E>,
        read: (u64, &str),
    ) -> Result<(), RebuildError<E>> {
        // Readers would otherwise keep statements that were prepared for the old tables.
        self.readers.close();
        let exchanged = self.exchange_alone(connection, project, read);
        self.readers.open();
        exchanged?;
        self.set_current();
        Ok(())
    }

    fn exchange_alone<E: std::error::Error + Send + 'static>(
        &self,
        connection: &mut dyn Connection,
        project: &Project<'_, E>,
        (seq, basis): (u64, &str),
    ) -> Result<(), RebuildError<E>> {
        connection.begin().during(DOING)?;
        let caught_up = self.catch_up(connection, project, seq);
        if caught_up.is_err() {
            connection.rollback().during(DOING)?;
            return caught_up;
        }
        let exchanged = self
            .rename(connection)
            .and_then(|()| basis::write(connection, basis))
            .and_then(|()| connection.commit());
        if exchanged.is_err() {
            connection.rollback().during(DOING)?;
        }
        Ok(exchanged.during(DOING)?)
    }

    fn rename(&self, connection: &mut dyn Connection) -> Result<(), Failure> {
        let seq = journal::read_head(connection)?.seq;
        for table in self.views {
            let generation = views::generation(connection, table)? + 1;
            let beside = views::beside(table);
            views::create_indexes(connection, table, &beside, generation)?;
            connection.batch(&format!("DROP TABLE {}", table.name))?;
            connection.batch(&format!("ALTER TABLE {beside} RENAME TO {}", table.name))?;
            views::note(connection, table, generation)?;
            changes::note_all(connection, table, seq)?;
        }
        connection.batch("ANALYZE")
    }

    /// Projects again the streams that another process has written to since position `seq`.
    fn catch_up<E: std::error::Error + Send + 'static>(
        &self,
        connection: &mut dyn Connection,
        project: &Project<'_, E>,
        seq: u64,
    ) -> Result<(), RebuildError<E>> {
        journal::lock_head(connection).during(DOING)?;
        let sql = "SELECT DISTINCT stream_no FROM journal WHERE seq > $1 ORDER BY stream_no";
        let rows = connection.query(sql, &[number(seq)]).during(DOING)?;
        for row in rows {
            let no = Fields::of(row).integer().during(DOING)?;
            let streams =
                folding::read_streams(connection, (no, no), Which::default()).during(DOING)?;
            for folded in folding::fold(&streams, self.views, project)? {
                for table in self.views {
                    let sql = format!("DELETE FROM {} WHERE stream_no = $1", views::beside(table));
                    connection.execute(&sql, &[no.into()]).during(DOING)?;
                }
                insert_beside(connection, vec![folded]).during(DOING)?;
            }
        }
        Ok(())
    }

    /// Checks that every projection is what it would be if it were rebuilt, and that the columns
    /// beside the entries say what the entries say. Changes nothing.
    ///
    /// # Errors
    ///
    /// [`RebuildError::Difference`] or [`RebuildError::Column`] names the first; the others as
    /// [`Store::rebuild`].
    pub fn rebuild_check<E: std::error::Error + Send + 'static>(
        &self,
        project: &Project<'_, E>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Rebuilt, RebuildError<E>> {
        let _rest = self.writer.rest()?;
        let mut connection = self.database.connect(Part::Record, Use::Read).during(DOING)?;
        connection.begin_reading().during(DOING)?;
        let mut comparison = Comparison { connection: connection.as_mut(), tables: self.views };
        let (rebuilt, _) = self.fold_all(project, None, progress, &mut comparison)?;
        comparison.check_strangers(rebuilt.streams)?;
        connection.rollback().during(DOING)?;
        Ok(rebuilt)
    }

    /// Reads all streams, or those of one kind, folds them on other threads, and hands them to `sink` in their order.
    /// Returns what went through, and the position up to which the journal was read.
    fn fold_all<E: std::error::Error + Send + 'static>(
        &self,
        project: &Project<'_, E>,
        only: Option<StreamKind>,
        progress: &mut dyn FnMut(Progress),
        sink: &mut dyn Sink<E>,
    ) -> Result<(Rebuilt, u64), RebuildError<E>> {
        let mut source = self.database.connect(Part::Record, Use::Read).during(DOING)?;
        source.begin_reading().during(DOING)?;
        let head = journal::read_head(source.as_mut()).during(DOING)?;
        let streams = i64::try_from(head.streams).unwrap_or(i64::MAX);
        let which = Which { only, ..Which::default() };
        let mut rebuilt = Rebuilt { streams: head.streams, ..Rebuilt::default() };
        folding::fold_all(source.as_mut(), (streams, which), (self.views, project), |batch| {
            rebuilt.entries += batch.entries;
            rebuilt.rows += batch.streams.iter().map(|(_, _, views)| count(views)).sum::<u64>();
            sink.take(batch.streams)?;
            progress(Progress { done: rebuilt.entries, total: head.seq });
            Ok(())
        })?;
        Ok((rebuilt, head.seq))
    }
}

fn count(views: &[ViewRows]) -> u64 {
    views.iter().map(|view| view.rows.len() as u64).sum()
}

/// Writes rows into the tables that grow beside.
struct Beside<'a> {
    connection: &'a mut dyn Connection,
    /// Batches in the transaction that is open.
    batches: u32,
}

impl<E: std::error::Error + 'static> Sink<E> for Beside<'_> {
    fn take(&mut self, batch: Vec<Folded>) -> Result<(), RebuildError<E>> {
        if self.batches == 0 {
            self.connection.begin().during(DOING)?;
        }
        insert_beside(self.connection, batch).during(DOING)?;
        self.batches += 1;
        if self.batches == BATCHES_PER_TRANSACTION {
            self.connection.commit().during(DOING)?;
            self.batches = 0;
        }
        Ok(())
    }
}

fn insert_beside(connection: &mut dyn Connection, batch: Vec<Folded>) -> Result<(), Failure> {
    let mut tables: BTreeMap<&str, (&ViewTable, Vec<Row>)> = BTreeMap::new();
    for (no, _, views) in &batch {
        for ViewRows { table, rows } in views {
            let (_, staged) = tables.entry(table.name).or_insert_with(|| (table, Vec::new()));
            staged
                .extend((0_i64..).zip(rows).map(|(ordinal, row)| views::keyed(*no, ordinal, row)));
        }
    }
    for (table, rows) in tables.into_values() {
        connection.insert(&views::insert_head(table, &views::beside(table)), "", rows)?;
    }
    Ok(())
}

/// Holds the rows that stand against those that a fresh projection gives.
struct Comparison<'a> {
    connection: &'a mut dyn Connection,
    tables: &'a [&'static ViewTable],
}

impl<E: std::error::Error + 'static> Sink<E> for Comparison<'_> {
    fn take(&mut self, batch: Vec<Folded>) -> Result<(), RebuildError<E>> {
        let (Some((first, _, _)), Some((last, _, _))) = (batch.first(), batch.last()) else {
            return Ok(());
        };
        let (first, last) = (*first, *last);
        let names: BTreeMap<i64, StreamId> =
            batch.iter().map(|(no, name, _)| (*no, *name)).collect();
        if let Some((seq, column)) = self.wrong_column(first, last, &names).during(DOING)? {
            return Err(RebuildError::Column { seq, column });
        }
        for table in self.tables {
            let mut standing =
                views::stand_between(self.connection, table, first, last).during(DOING)?;
            for (no, name, views) in &batch {
                let rows = views.iter().find(|view| view.table.name == table.name);
                let rows = rows.map_or(&[][..], |view| &view.rows);
                for (ordinal, expected) in (0_i64..).zip(rows) {
                    let found = standing.remove(&(*no, ordinal));
                    if found.as_ref() != Some(expected) {
                        let (stream, expected) = (Some(*name), Some(expected.clone()));
                        let table = table.name;
                        let difference = Difference { stream, table, ordinal, expected, found };
                        return Err(RebuildError::Difference(difference));
                    }
                }
            }
            if let Some(((no, ordinal), row)) = standing.pop_first() {
                let stream = names.get(&no).copied();
                return Err(RebuildError::Difference(surplus(table, stream, ordinal, row)));
            }
        }
        Ok(())
    }
}

fn surplus(table: &ViewTable, stream: Option<StreamId>, ordinal: i64, row: ViewRow) -> Difference {
    Difference { stream, table: table.name, ordinal, expected: None, found: Some(row) }
}

impl Comparison<'_> {
    /// Finds the first column beside the entries of some streams that differs from its entry.
    fn wrong_column(
        &mut self,
        first: i64,
        last: i64,
        names: &BTreeMap<i64, StreamId>,
    ) -> Result<Option<(u64, &'static str)>, Failure> {
        let sql = format!(
            "SELECT {COLUMNS} FROM journal j WHERE j.stream_no >= $1 AND j.stream_no <= $2
                ORDER BY j.stream_no, j.version"
        );
        for row in self.connection.query(&sql, &[first.into(), last.into()])? {
            let columns = Columns::of(row)?;
            if let Err(column) = columns.compared(names.get(&columns.stream_no).copied()) {
                return Ok(Some((columns.seq, column)));
            }
        }
        Ok(None)
    }

    /// Checks that no table has rows of streams that have no entries.
    fn check_strangers<E: std::error::Error + 'static>(
        &mut self,
        streams: u64,
    ) -> Result<(), RebuildError<E>> {
        let after = i64::try_from(streams).unwrap_or(i64::MAX).saturating_add(1);
        for table in self.tables {
            for (first, last) in [(i64::MIN, 0), (after, i64::MAX)] {
                let mut strangers =
                    views::stand_between(self.connection, table, first, last).during(DOING)?;
                if let Some(((_, ordinal), row)) = strangers.pop_first() {
                    return Err(RebuildError::Difference(surplus(table, None, ordinal, row)));
                }
            }
        }
        Ok(())
    }
}
