//! What `bagyt bench` measures; the clock comes from the binary.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::effective::Zone;
use bagyt_core::fact::Fact;
use bagyt_core::identity::{CommandId, InstallationId};
use bagyt_core::journal::{self, Place};
use bagyt_core::table::{InstallationFact, TablePublished};
use bagyt_store::bench::{Load, Measured, bare_group_commit, group_commit, processor_time_of};
use bagyt_store::{Append, Commit, Location, NewEntry, Options, Store};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::App;
use crate::outcome::Failure;
use crate::read_stream::facts;

/// Numbers of callers that write at one time.
const WRITERS: [usize; 3] = [1, 32, 128];

/// How often commands and bare rows take turns.
const TURNS: usize = 10;

/// Entries of a stream: 1.7 million in 159 thousand streams, in the invented country.
const STREAM_ENTRIES: u64 = 10;

/// Commands that are made to find out what making one takes.
const COMMANDS_MADE: u64 = 100_000;

/// Bytes of an entry of the bare group commit: about the size of a real one.
const BARE_BYTES: usize = 450;

/// Durable commands beside a bare group commit, taken turn about, so that what else the machine does
/// falls on both.
#[derive(Clone, Debug, Serialize)]
pub struct Writers {
    /// Callers at one time.
    pub writers: usize,
    /// Accepted commands a second.
    pub commands_per_second: u64,
    /// Rows a second that a bare group commit keeps.
    pub bare_per_second: u64,
    /// Processor time of a command, in microseconds.
    pub command_microseconds: f64,
    /// Processor time of a bare row, in microseconds.
    pub bare_microseconds: f64,
    /// Processor time of writing an entry as canonical JSON, in microseconds: it is done before the
    /// journal has it, and a bare row does without.
    pub making_microseconds: f64,
    /// Processor time of a command in multiples of that of a bare row, over all turns.
    pub processor_ratio: f64,
    /// The same for each turn, in order.
    pub turns: Vec<f64>,
}

/// One way of reading the record.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// What was done.
    pub what: &'static str,
    /// Entries that were read.
    pub entries: u64,
    /// Seconds it took.
    pub seconds: f64,
}

/// Reading and checking of a whole record.
#[derive(Clone, Debug, Serialize)]
pub struct Journal {
    /// The ways, in order.
    pub lines: Vec<Line>,
}

/// Measures durable commands in an empty record, each turn for `time`.
///
/// # Errors
///
/// [`Failure::Outage`] if the record cannot be made or written.
pub fn writers(location: Location, time: Duration) -> Result<Vec<Writers>, Failure> {
    let store = Store::open(&location, crate::project::VIEWS, Options::default())
        .map_err(Failure::outage)?;
    let made = AtomicU64::new(0);
    let making = making_time();
    let mut lines = Vec::new();
    for writers in WRITERS {
        let load = Load { writers, time };
        let (mut journal, mut bare, mut turns) = (Total::default(), Total::default(), Vec::new());
        for turn in 0..TURNS {
            let measured = group_commit(&store, load, &|writer, round| {
                let number = u128::from(made.fetch_add(1, Ordering::Relaxed)) + 1;
                commit(number, written_place((writers, turn), writer, round))
            });
            let beside = bare_group_commit(&store, load, BARE_BYTES);
            let mine = journal.add(&measured.map_err(Failure::from)?);
            let other = bare.add(&beside.map_err(Failure::outage)?);
            turns.push(mine / other.max(f64::MIN_POSITIVE));
        }
        lines.push(Writers {
            writers,
            commands_per_second: journal.per_second(),
            bare_per_second: bare.per_second(),
            command_microseconds: journal.microseconds(),
            bare_microseconds: bare.microseconds(),
            making_microseconds: making * 1e6,
            processor_ratio: journal.microseconds() / bare.microseconds().max(f64::MIN_POSITIVE),
            turns,
        });
    }
    Ok(lines)
}

/// What several turns came to.
#[derive(Default)]
struct Total {
    commands: u64,
    time: Duration,
    processor_time: Duration,
}

impl Total {
    /// Adds a turn and returns its processor time of a command, in seconds.
    fn add(&mut self, turn: &Measured) -> f64 {
        self.commands += turn.commands;
        self.time += turn.time;
        self.processor_time += turn.processor_time;
        turn.processor_time.as_secs_f64() / turn.commands.max(1) as f64
    }

    fn per_second(&self) -> u64 {
        (self.commands as f64 / self.time.as_secs_f64().max(f64::MIN_POSITIVE)) as u64
    }

    fn microseconds(&self) -> f64 {
        self.processor_time.as_secs_f64() * 1e6 / self.commands.max(1) as f64
    }
}

/// Seconds of processor time that making one command takes.
fn making_time() -> f64 {
    let made = processor_time_of(|| {
        for number in 0..COMMANDS_MADE {
            std::hint::black_box(commit(u128::from(number), written_place((0, 0), 0, number)));
        }
    });
    made.as_secs_f64() / COMMANDS_MADE as f64
}

/// Where a writer's entry of a round stands: streams grow to the length that those of the country
/// have on average.
fn written_place((writers, turn): (usize, usize), writer: usize, round: u64) -> Place {
    let load = ((writers as u128) << 112) | ((turn as u128) << 96);
    let number = load | ((writer as u128) << 64);
    let stream = InstallationId(Uuid::from_u128(number + u128::from(round / STREAM_ENTRIES)));
    let version = u32::try_from(round % STREAM_ENTRIES).unwrap_or_default() + 1;
    Place { stream: stream.stream(), version, ordinal: 0, zone: Zone::Utc }
}

/// Makes a command that appends one entry.
fn commit(number: u128, place: Place) -> Commit {
    let meta = CommandMeta {
        id: CommandId(Uuid::from_u128(number)),
        recorded_at: Timestamp::UNIX_EPOCH,
        actor: Actor::System,
        purpose: Purpose::Administration,
    };
    let table =
        TablePublished { name: "x".repeat(180), digest: "0".repeat(64), size: BARE_BYTES as u32 };
    let written = InstallationFact::from(table)
        .draft()
        .ok()
        .and_then(|draft| journal::write(&meta, place, &draft, None).ok());
    let entry =
        NewEntry { bytes: written.unwrap_or_default(), kind: "core.table.published".into() };
    let mut commit = Commit::new(meta, [0; 32]);
    let Place { stream, version, .. } = place;
    commit.appends.push(Append { stream, first_version: version, entries: vec![entry] });
    commit
}

impl App {
    /// Measures reading and checking of the whole record; `now` is the time since any start.
    ///
    /// # Errors
    ///
    /// [`Failure`] of the record.
    pub fn bench_journal(&self, now: &dyn Fn() -> Duration) -> Result<Journal, Failure> {
        let mut lines = Vec::new();
        let entries = self.position()?;
        let mut timed = |what: &'static str, work: &dyn Fn() -> Result<(), Failure>| {
            let began = now();
            work()?;
            let seconds = (now() - began).as_secs_f64();
            lines.push(Line { what, entries, seconds });
            Ok::<(), Failure>(())
        };
        timed("replay, entries read as facts", &|| self.replay())?;
        timed("replay with projections, compared", &|| {
            self.check_projections(&|_, _| {}).map(|_| ())
        })?;
        timed("verify", &|| self.verify(&|_, _| {}).map(|_| ()))?;
        Ok(Journal { lines })
    }

    /// Reads every entry of the journal as a fact of its wing.
    fn replay(&self) -> Result<(), Failure> {
        const ROWS: usize = 4096;
        let reader = self.store.read().map_err(Failure::outage)?;
        let mut next = 1;
        loop {
            let page = reader.entries(next, ROWS).map_err(Failure::outage)?;
            let Some(last) = page.last() else { return Ok(()) };
            next = last.seq + 1;
            for entry in page {
                let read = journal::read(&entry.bytes).map_err(Failure::defect)?;
                let one = [(entry.seq, entry.bytes.clone())];
                match read.stream.kind {
                    bagyt_core::identity::StreamKind::CaseId => {
                        facts::<bagyt_casework::fact::CaseFact>(&one, None)?;
                    }
                    bagyt_core::identity::StreamKind::PersonId => {
                        facts::<bagyt_exchange::fact::PersonFact>(&one, None)?;
                    }
                    bagyt_core::identity::StreamKind::MessageId => {
                        facts::<bagyt_exchange::fact::MessageFact>(&one, None)?;
                    }
                    _ => {}
                }
            }
        }
    }
}
