//! Snapshots: the tables that are counted, as they were at an older position of the journal.
//!
//! A snapshot is a file of its own beside the record, whatever database that is kept in. It is
//! filled by folding the streams up to the position, holds nothing that the record's own tables do
//! not hold of each stream, and is asked by the same questions. It may be thrown away at any time,
//! and is when it is dropped.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use bagyt_core::identity::{StreamId, StreamKind};
use bagyt_core::view::{ViewRows, ViewTable, integer};

use crate::connection::{Connection, Row};
use crate::database::{Database, Part};
use crate::failure::{During, Failure, Outage};
use crate::pool::Pool;
use crate::reader::Reader;
use crate::rebuild::folding::{self, Which};
use crate::rebuild::{Folded, Project, RebuildError};
use crate::sqlite::Use;
use crate::{Progress, Store, changes, journal, opening, schema, views};

const DOING: &str = "making a snapshot of the counted tables";

/// Name of the file whose lock shows that a process has the folder.
const LOCK_FILE: &str = "lock";

/// Connections of one snapshot for reading.
const READERS: usize = 4;

/// The store's own tables of which a question needs a part: names of streams, positions of entries.
const OWN: [&str; 3] = [
    "stream (stream_no BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (stream_no))",
    "journal (stream_no BIGINT NOT NULL, version BIGINT NOT NULL, seq BIGINT NOT NULL,
        PRIMARY KEY (stream_no, version))",
    "view_change (name TEXT NOT NULL, value BIGINT NOT NULL, seq BIGINT NOT NULL,
        PRIMARY KEY (name, value))",
];

/// The positions of a stream's entries, on their way among its rows.
static POSITIONS: ViewTable = ViewTable {
    name: "journal",
    version: 1,
    columns: &[integer("version"), integer("seq")],
    indexes: &[],
    personal: false,
};

/// What a snapshot holds.
#[derive(Clone, Copy, Debug)]
pub struct SnapshotOf {
    /// Position of the last entry that counts.
    pub position: u64,
    /// The streams: those of one kind, the only one that has rows in the tables.
    pub kind: StreamKind,
    /// The tables.
    pub tables: &'static [&'static ViewTable],
}

/// Makes snapshots of a record, also while the record is at work.
///
/// They stand in a folder of this process; what a process that is gone left there goes too.
pub struct SnapshotMaker {
    database: Database,
    folder: PathBuf,
    _lock: File,
}

/// The counted tables as they were at a position. Its file is removed when it is dropped.
pub struct Snapshot {
    position: u64,
    path: PathBuf,
    pool: Pool,
}

impl Store {
    /// Removes the snapshots that processes which are gone left in a folder.
    ///
    /// # Errors
    ///
    /// [`Outage::File`] if one cannot be removed.
    pub fn remove_left_snapshots(base: &Path) -> Result<(), Outage> {
        let fault = |source| Outage::file("removing old snapshots", base, source);
        let folders = match fs::read_dir(base) {
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(()),
            folders => folders.map_err(fault)?,
        };
        for folder in folders {
            let folder = folder.map_err(fault)?.path();
            // A folder without a lock was never begun, or is half removed.
            let is_free = match File::open(folder.join(LOCK_FILE)) {
                Ok(file) => file.try_lock().is_ok(),
                Err(error) => error.kind() == io::ErrorKind::NotFound,
            };
            if is_free && folder.is_dir() {
                fs::remove_dir_all(&folder).map_err(fault)?;
            }
        }
        Ok(())
    }

    /// Begins to make snapshots, in a folder `name` of their own in `base`.
    ///
    /// # Errors
    ///
    /// [`Outage::File`] if the folder cannot be made.
    pub fn snapshot_maker(&self, base: &Path, name: &str) -> Result<SnapshotMaker, Outage> {
        let folder = base.join(name);
        let fault = |source| Outage::file(DOING, &folder, source);
        opening::create_private(&folder).map_err(fault)?;
        let lock = File::create(folder.join(LOCK_FILE)).map_err(fault)?;
        lock.try_lock().map_err(|error| fault(error.into()))?;
        Ok(SnapshotMaker { database: self.database.clone(), folder, _lock: lock })
    }
}

impl SnapshotMaker {
    /// Makes a snapshot: `project` gives the rows of a stream from its entries up to the position,
    /// and what they are made with is its own. `progress` counts streams; the work is stopped when
    /// it returns false.
    ///
    /// Nothing is locked meanwhile: an entry never changes, so that it does not matter what is
    /// written after the position.
    ///
    /// # Errors
    ///
    /// As [`Store::rebuild`], and [`RebuildError::Stopped`]; nothing is left then.
    pub fn make<E: Error + Send + 'static>(
        &self,
        of: SnapshotOf,
        project: &Project<'_, E>,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Snapshot, RebuildError<E>> {
        let path = self.folder.join(format!("{}.sqlite", of.position));
        remove(&path)?;
        let made = self.fill(&path, of, project, progress);
        if made.is_err() {
            remove(&path)?;
        }
        made?;
        let database = Database::Snapshot { path: path.clone() };
        let pool = Pool::new(database, Part::Record, READERS);
        Ok(Snapshot { position: of.position, path, pool })
    }

    fn fill<E: Error + Send + 'static>(
        &self,
        path: &Path,
        of: SnapshotOf,
        project: &Project<'_, E>,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<(), RebuildError<E>> {
        let database = Database::Snapshot { path: path.to_owned() };
        let mut target = database.connect(Part::Record, Use::Fill).during(DOING)?;
        let target = target.as_mut();
        create(target, &database, of).during(DOING)?;
        let mut source = self.database.connect(Part::Record, Use::Read).during(DOING)?;
        let streams = journal::read_head(source.as_mut()).during(DOING)?.streams;
        let last = i64::try_from(streams).unwrap_or(i64::MAX);
        let mut tables = of.tables.to_vec();
        tables.push(&POSITIONS);
        let counted = |stream: StreamId, entries: &[(u64, Vec<u8>)], key: Option<&[u8]>| {
            counted(of, entries, || project(stream, entries, key))
        };
        let which = Which { only: Some(of.kind), until: of.position };
        folding::fold_all(source.as_mut(), (last, which), (&tables, &counted), |batch| {
            insert(target, &batch.streams).during(DOING)?;
            let done = u64::try_from(batch.last).unwrap_or(0).min(streams);
            let goes_on = progress(Progress { done, total: streams });
            if goes_on { Ok(()) } else { Err(RebuildError::Stopped) }
        })?;
        finish(target, of).during(DOING)?;
        Ok(())
    }
}

/// Leaves the rows in the counted tables, and adds the positions of the entries that they name.
fn counted<E>(
    of: SnapshotOf,
    entries: &[(u64, Vec<u8>)],
    project: impl FnOnce() -> Result<Vec<ViewRows>, E>,
) -> Result<Vec<ViewRows>, E> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let mut views = project()?;
    views.retain(|view| of.tables.iter().any(|table| table.name == view.table.name));
    views.retain(|view| !view.rows.is_empty());
    if !views.is_empty() {
        let place = |(version, (seq, _)): (i64, &(u64, Vec<u8>))| {
            vec![version.into(), crate::connection::number(*seq)]
        };
        views.push(ViewRows { table: &POSITIONS, rows: (1..).zip(entries).map(place).collect() });
    }
    Ok(views)
}

fn create(target: &mut dyn Connection, database: &Database, of: SnapshotOf) -> Result<(), Failure> {
    target.batch("PRAGMA page_size = 8192")?;
    target.begin()?;
    for table in OWN {
        target.batch(&schema::create_table(database, table, true))?;
    }
    for table in of.tables {
        views::create(target, database, table, table.name)?;
    }
    Ok(())
}

fn insert(target: &mut dyn Connection, streams: &[Folded]) -> Result<(), Failure> {
    for (no, name, views) in streams {
        if views.is_empty() {
            continue;
        }
        let stream = vec![(*no).into(), name.to_string().into()];
        target.insert("INSERT INTO stream (stream_no, name)", "", vec![stream])?;
        for ViewRows { table, rows } in views {
            if *table == &POSITIONS {
                let place = |row: &Row| [vec![(*no).into()], row.clone()].concat();
                let rows: Vec<Row> = rows.iter().map(place).collect();
                target.insert("INSERT INTO journal (stream_no, version, seq)", "", rows)?;
            } else {
                let keyed = (0_i64..).zip(rows);
                let rows: Vec<Row> =
                    keyed.map(|(ordinal, row)| views::keyed(*no, ordinal, row)).collect();
                target.insert(&views::insert_head(table, table.name), "", rows)?;
            }
        }
    }
    Ok(())
}

/// Makes the indexes, which is cheaper than keeping them up while rows come.
fn finish(target: &mut dyn Connection, of: SnapshotOf) -> Result<(), Failure> {
    for table in of.tables {
        views::create_indexes(target, table, table.name, 1)?;
        changes::note_all(target, table, of.position)?;
    }
    target.batch("ANALYZE")?;
    target.commit()
}

fn remove(path: &Path) -> Result<(), Outage> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Outage::file("removing a snapshot", path, error))
        }
        _ => Ok(()),
    }
}

impl Drop for SnapshotMaker {
    fn drop(&mut self) {
        // What stays is removed by the next process.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Snapshot {
    /// Position of the last entry that counts.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Begins to read. Only the questions that count know the tables that stand here.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the file cannot be read, or was removed.
    pub fn read(&self) -> Result<Reader<'_>, Outage> {
        Reader::new(&self.pool, None)
    }

    /// Removes the file, after those who read it have ended; it can be read no more.
    ///
    /// # Errors
    ///
    /// [`Outage::File`] if the file cannot be removed.
    pub fn remove(&self) -> Result<(), Outage> {
        self.pool.close();
        remove(&self.path)
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        // What stays is removed with its folder.
        let _ = self.remove();
    }
}
