//! Measuring how fast commands become durable, beside a bare group commit on the same database.
//!
//! The bare one writes a row for each work and nothing else, with the same thread, channel, driver
//! and flushes; the difference is what the journal, its checks and the projections cost.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::commit::{Commit, SubmitError};
use crate::connection::{Connection, Row, Value};
use crate::database::{Database, Part};
use crate::failure::{During, Failure, Outage};
use crate::group::{Work, Writer};
use crate::sqlite::Use;
use crate::{Store, schema};

const DOING: &str = "measuring the database";

/// Ticks of the system's CPU clock in a second, as Linux shows them to programs.
const TICKS_PER_SECOND: u64 = 100;

/// Most works of a transaction, as the store has it by default.
const GROUP_MAX: usize = 256;

/// How many writers write, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Threads that each wait for one command's answer before they submit the next.
    pub writers: usize,
    /// How long.
    pub time: Duration,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Threads that wrote.
    pub writers: usize,
    /// Commands that became durable.
    pub commands: u64,
    /// How long it took.
    pub time: Duration,
    /// Processor time of this process and of the database server's processes on this machine.
    pub processor_time: Duration,
    /// Half of the commands were answered within this time.
    pub median: Duration,
    /// 99 of 100 commands were answered within this time.
    pub slowest_hundredth: Duration,
}

impl Measured {
    /// Returns the number of durable commands in a second.
    pub fn per_second(&self) -> u64 {
        let commands = u128::from(self.commands) * 1_000_000;
        u64::try_from(commands / self.time.as_micros().max(1)).unwrap_or(u64::MAX)
    }
}

/// Measures the store with commands that `make` gives for a writer and a round, both from 0.
///
/// # Errors
///
/// [`SubmitError`] of the first command that is not accepted.
pub fn group_commit(
    store: &Store,
    load: Load,
    make: &(dyn Fn(usize, u64) -> Commit + Sync),
) -> Result<Measured, SubmitError> {
    measure(load, |writer, round| store.submit(make(writer, round)).map(|_| ()))
}

/// A row of the bare table.
struct Bare {
    body: Vec<u8>,
}

/// The next key of the bare table; the table is emptied before each run.
static NEXT: AtomicU64 = AtomicU64::new(1);

impl Work for Bare {
    type Answer = ();
    type Memory = ();
    const DOING: &'static str = DOING;

    fn apply(
        works: &[&Self],
        connection: &mut dyn Connection,
        (): &mut (),
    ) -> Result<Vec<()>, Failure> {
        let row = |work: &&Bare| -> Row {
            let key = NEXT.fetch_add(1, Ordering::Relaxed);
            vec![crate::connection::number(key), Value::Bytes(work.body.clone())]
        };
        let rows: Vec<Row> = works.iter().map(row).collect();
        connection.insert("INSERT INTO bare (bare_no, body)", "", rows)?;
        Ok(works.iter().map(|_| ()).collect())
    }
}

/// Measures a bare group commit of rows of `body_bytes` on the store's own database, in a table
/// that is there only as long.
///
/// # Errors
///
/// [`Outage`] if the database does not do its part.
pub fn bare_group_commit(store: &Store, load: Load, body_bytes: usize) -> Result<Measured, Outage> {
    let database = store.database.clone();
    let mut connection = database.connect(Part::Record, Use::Write).during(DOING)?;
    make_table(connection.as_mut(), &database).during(DOING)?;
    let opening = Box::new(move || database.connect(Part::Record, Use::Write));
    let writer = Writer::start("bare", GROUP_MAX, opening).map_err(Failure::of).during(DOING)?;
    let measured = measure(load, |_, _| writer.ask(Bare { body: vec![7; body_bytes] }));
    drop(writer);
    connection.batch("DROP TABLE bare").during(DOING)?;
    measured
}

fn make_table(connection: &mut dyn Connection, database: &Database) -> Result<(), Failure> {
    connection.batch("DROP TABLE IF EXISTS bare")?;
    let columns = "bare (bare_no BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (bare_no))";
    connection.batch(&schema::create_table(database, columns, false))
}

/// Runs `write` on as many threads as there are writers until the time is over.
fn measure<E: Send>(
    load: Load,
    write: impl Fn(usize, u64) -> Result<(), E> + Sync,
) -> Result<Measured, E> {
    let (begun, processor_begun) = (Instant::now(), processor_time());
    let outcomes: Vec<Result<Vec<Duration>, E>> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..load.writers)
            .map(|writer| {
                let write = &write;
                scope.spawn(move || {
                    let mut answers = Vec::new();
                    for round in 0.. {
                        let asked = Instant::now();
                        if asked.duration_since(begun) >= load.time {
                            break;
                        }
                        write(writer, round)?;
                        answers.push(asked.elapsed());
                    }
                    Ok(answers)
                })
            })
            .collect();
        writers.into_iter().filter_map(|writer| writer.join().ok()).collect()
    });
    let (time, processor_ended) = (begun.elapsed(), processor_time());
    let mut answers = Vec::new();
    for outcome in outcomes {
        answers.extend(outcome?);
    }
    answers.sort_unstable();
    let within = |hundredths: usize| {
        let index = (answers.len() * hundredths / 100).min(answers.len().saturating_sub(1));
        answers.get(index).copied().unwrap_or_default()
    };
    Ok(Measured {
        writers: load.writers,
        commands: answers.len() as u64,
        time,
        processor_time: processor_ended.saturating_sub(processor_begun),
        median: within(50),
        slowest_hundredth: within(99),
    })
}

/// Measures the processor time of a work, of this process and of the database server's.
pub fn processor_time_of(work: impl FnOnce()) -> Duration {
    let begun = processor_time();
    work();
    processor_time().saturating_sub(begun)
}

/// Processor time so far of this process and of all PostgreSQL processes on this machine; zero
/// where the system does not tell.
fn processor_time() -> Duration {
    let own = std::process::id().to_string();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ticks: u64 = processes
        .filter_map(|process| {
            let line = fs::read_to_string(process.path().join("stat")).ok()?;
            let (name, rest) = line.split_once('(')?.1.rsplit_once(')')?;
            let is_counted = name == "postgres" || process.file_name().to_str() == Some(&own);
            // Fields 14 and 15 of the line (proc_pid_stat(5)); two stand before the name's end.
            let times = rest.split_whitespace().skip(11).take(2);
            is_counted.then(|| times.filter_map(|time| time.parse::<u64>().ok()).sum::<u64>())
        })
        .sum();
    Duration::from_millis(ticks * 1_000 / TICKS_PER_SECOND)
}
