//! Reading streams and folding them on several threads, in a defined order at the end.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use bagyt_core::identity::{StreamId, StreamKind};
use bagyt_core::view::ViewTable;

use super::{DOING, Folded, Project, RebuildError};
use crate::commit::check_rows;
use crate::connection::{Connection, Fields, number};
use crate::failure::{During, Failure};

/// Streams that are read and folded together.
const STREAMS_PER_BATCH: i64 = 64;

/// Threads that fold, beside the one that reads and the one that writes.
const FOLDERS: usize = 2;

/// Batches that may wait between two threads.
const BATCHES_MAX: usize = 4;

/// Which streams are read, and how far.
#[derive(Clone, Copy)]
pub(crate) struct Which {
    /// Those of one kind.
    pub(crate) only: Option<StreamKind>,
    /// Their entries up to this position.
    pub(crate) until: u64,
}

impl Default for Which {
    /// All of all.
    fn default() -> Self {
        Which { only: None, until: u64::MAX }
    }
}

/// A stream on its way to a folding thread.
pub(super) struct Stream {
    no: i64,
    name: StreamId,
    wrapped: Option<Vec<u8>>,
    entries: Vec<(u64, Vec<u8>)>,
}

/// Folded streams, in the order of their numbers.
pub(crate) struct Batch {
    /// Number of the last stream that could be among them.
    pub(crate) last: i64,
    /// Number of their entries.
    pub(crate) entries: u64,
    pub(crate) streams: Vec<Folded>,
}

/// A batch with the number of its first stream, or why it could not be made.
type Outcome<E> = Result<(i64, Batch), RebuildError<E>>;

/// Reads the streams 1 to `streams` that are wanted, folds them, and hands them to `take` in their
/// order.
pub(crate) fn fold_all<E: Error + Send + 'static>(
    source: &mut dyn Connection,
    (streams, which): (i64, Which),
    (tables, project): (&[&'static ViewTable], &Project<'_, E>),
    take: impl FnMut(Batch) -> Result<(), RebuildError<E>>,
) -> Result<(), RebuildError<E>> {
    let (work, works) = sync_channel(BATCHES_MAX);
    let works = Arc::new(Mutex::new(works));
    let (outcome, outcomes) = sync_channel(BATCHES_MAX);
    std::thread::scope(|scope| {
        for _ in 0..FOLDERS {
            // The folders alone hold this end, so that the reader sees it when they have ended.
            let (works, outcome) = (Arc::clone(&works), outcome.clone());
            scope.spawn(move || fold_batches(&works, tables, project, &outcome));
        }
        drop(works);
        scope.spawn(move || {
            if let Err(failure) = read_all(source, (streams, which), &work) {
                let failed = Err(failure).during(DOING).map_err(RebuildError::from);
                // Nobody waits for it when the writing end has failed before.
                let _ = outcome.send(failed);
            }
        });
        in_order(outcomes, streams, take)
    })
}

fn read_all(
    source: &mut dyn Connection,
    (streams, which): (i64, Which),
    work: &SyncSender<(i64, Vec<Stream>)>,
) -> Result<(), Failure> {
    let mut first = 1;
    while first <= streams {
        let last = streams.min(first + STREAMS_PER_BATCH - 1);
        let batch = read_streams(source, (first, last), which)?;
        if work.send((first, batch)).is_err() {
            return Ok(());
        }
        first = last + 1;
    }
    Ok(())
}

/// Reads the streams from one number to another that are wanted, with their entries and keys.
pub(super) fn read_streams(
    connection: &mut dyn Connection,
    (first, last): (i64, i64),
    which: Which,
) -> Result<Vec<Stream>, Failure> {
    let range = [first.into(), last.into()];
    let sql = "SELECT s.stream_no, s.name, k.wrapped FROM stream s LEFT JOIN record_key k
        ON k.stream_no = s.stream_no WHERE s.stream_no >= $1 AND s.stream_no <= $2";
    let mut streams: BTreeMap<i64, Stream> = BTreeMap::new();
    for row in connection.query(sql, &range)? {
        let mut row = Fields::of(row);
        let (no, name): (_, StreamId) = (row.integer()?, row.parsed()?);
        if which.only.is_some_and(|only| only != name.kind) {
            continue;
        }
        let wrapped = row.optional_bytes()?;
        streams.insert(no, Stream { no, name, wrapped, entries: Vec::new() });
    }
    let sql = "SELECT stream_no, seq, entry FROM journal WHERE stream_no >= $1 AND stream_no <= $2
        AND seq <= $3 ORDER BY stream_no, version";
    let [first, last] = range;
    for row in connection.query(sql, &[first, last, number(which.until)])? {
        let mut row = Fields::of(row);
        if let Some(stream) = streams.get_mut(&row.integer()?) {
            stream.entries.push((row.count()?, row.entry()?));
        }
    }
    Ok(streams.into_values().collect())
}

/// A folding thread: folds batches until there are no more.
fn fold_batches<E: Error + Send + 'static>(
    works: &Mutex<Receiver<(i64, Vec<Stream>)>>,
    tables: &[&'static ViewTable],
    project: &Project<'_, E>,
    outcome: &SyncSender<Outcome<E>>,
) {
    loop {
        let next = works.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((first, streams)) = next else { return };
        let entries = streams.iter().map(|stream| stream.entries.len() as u64).sum();
        let last = first + STREAMS_PER_BATCH - 1;
        let folded = fold(&streams, tables, project)
            .map(|streams| (first, Batch { last, entries, streams }));
        if outcome.send(folded).is_err() {
            return;
        }
    }
}

/// Folds streams one after the other.
pub(super) fn fold<E: Error + 'static>(
    streams: &[Stream],
    tables: &[&'static ViewTable],
    project: &Project<'_, E>,
) -> Result<Vec<Folded>, RebuildError<E>> {
    let mut folded = Vec::with_capacity(streams.len());
    for Stream { no, name, wrapped, entries } in streams {
        let views = project(*name, entries, wrapped.as_deref())
            .map_err(|source| RebuildError::Project { stream: *name, source })?;
        check_rows(*name, &views, tables)?;
        folded.push((*no, *name, views));
    }
    Ok(folded)
}

/// Takes the batches in the order of their streams, in whatever order they were folded.
fn in_order<E: Error + Send + 'static>(
    outcomes: Receiver<Outcome<E>>,
    streams: i64,
    mut take: impl FnMut(Batch) -> Result<(), RebuildError<E>>,
) -> Result<(), RebuildError<E>> {
    let mut early = BTreeMap::new();
    let mut next = 1;
    for outcome in outcomes {
        let (first, batch) = outcome?;
        early.insert(first, batch);
        while let Some(batch) = early.remove(&next) {
            take(batch)?;
            next = streams.saturating_add(1).min(next + STREAMS_PER_BATCH);
        }
    }
    Ok(())
}
