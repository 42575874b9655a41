//! Finding out whether the journal is as it was written.
//!
//! Every entry is hashed and held against its leaf and its columns; positions must have no gap,
//! versions must follow each other in every stream, and the roots at the recorded checkpoints and
//! at the head must come out. The promise: any change to any entry, to their order or number, up
//! to the newest checkpoint that somebody outside has seen, is found; the signatures of the
//! checkpoints are checked by the caller, who has the key.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};

use bagyt_core::identity::StreamId;
use bagyt_core::merkle::{Frontier, Hash, leaf_hash};
use bagyt_core::table::{EVIDENCE_KIND, EvidenceKept};
use sha2::{Digest, Sha256};

use crate::checkpoint::StoredCheckpoint;
use crate::columns::{COLUMNS, Columns};
use crate::commit::said_evidence;
use crate::connection::{Value, number};
use crate::failure::{During, Failure, Outage};
use crate::journal::Head;
use crate::reader::Reader;
use crate::schema::LANE;
use crate::{Progress, Store, blob};

const DOING: &str = "verifying the journal";

/// Entries that are read and checked together.
const BATCH: u64 = 4_096;

/// Threads that hash, beside the one that reads.
const CHECKERS: usize = 2;

/// Batches that may wait for the checkers.
const BATCHES_MAX: usize = 4;

/// Contents whose digests are checked together.
const BLOBS_PAGE: u64 = 256;

/// The journal is as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Number of entries.
    pub entries: u64,
    /// Root over them.
    pub root: Hash,
    /// The checkpoints whose roots came out, the smallest first.
    pub checkpoints: Vec<StoredCheckpoint>,
    /// Number of contents whose digests came out.
    pub blobs: u64,
    /// Number of records of evidence whose roots came out.
    pub evidence: u64,
}

/// Somebody changed the record behind the journal's back, or a disk did.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Tamper {
    /// An entry is not what its leaf hash says.
    #[error("entry {seq} was changed: it differs from its leaf hash")]
    Changed {
        /// Position of the entry.
        seq: u64,
    },
    /// There is no entry at a position.
    #[error("entry {seq} was removed")]
    Removed {
        /// The position.
        seq: u64,
    },
    /// There is an entry after the head.
    #[error("entry {seq} was added after the end of the journal")]
    Added {
        /// Position of the entry.
        seq: u64,
    },
    /// A column beside an entry says something else than the entry.
    #[error("the column `{column}` beside entry {seq} does not say what the entry says")]
    Column {
        /// Position of the entry.
        seq: u64,
        /// The column; `entry` if the entry itself cannot be read.
        column: &'static str,
    },
    /// An entry does not follow the one before it in its stream.
    #[error("entry {seq} does not follow the one before it in its stream: order or number changed")]
    Order {
        /// Position of the entry.
        seq: u64,
    },
    /// Entries and their leaf hashes were rewritten together somewhere in between.
    #[error("something was rewritten from entry {first} to entry {last}: the root differs")]
    Rewritten {
        /// The first entry after the last root that came out.
        first: u64,
        /// The last entry under the root that does not come out.
        last: u64,
    },
    /// A stream is listed that has no entry.
    #[error("`{stream}` is listed and has no entry")]
    Stream {
        /// The stream.
        stream: String,
    },
    /// The evidence that was kept with an entry is not what the entry says.
    #[error("the evidence that was kept with entry {seq} was changed, removed or added to")]
    Evidence {
        /// Position of the entry.
        seq: u64,
    },
    /// A kept content is gone or is not what its digest says.
    #[error("the document {digest} was changed or removed")]
    Blob {
        /// Its SHA-256, lower-case hexadecimal.
        digest: String,
    },
}

/// The journal was not found to be as it was written.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It was changed; this is the first place.
    #[error(transparent)]
    Tamper(#[from] Tamper),
    /// It could not be read.
    #[error(transparent)]
    Outage(#[from] Outage),
}

impl Store {
    /// Checks the whole journal as it stands now; `progress` is told how many entries are done.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Tamper`] names the first place, in the order of positions, then streams,
    /// then contents; [`VerifyError::Outage`] if the database does not answer.
    pub fn verify(&self, progress: &mut dyn FnMut(Progress)) -> Result<Verified, VerifyError> {
        self.verify_opened(&|_, bytes| Some(bytes), progress)
    }

    /// As [`Store::verify`], with the contents opened by `open` before they are compared with
    /// their digests; it returns `None` where a content does not open.
    ///
    /// # Errors
    ///
    /// As [`Store::verify`].
    pub fn verify_opened(
        &self,
        open: Open<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Verified, VerifyError> {
        let reader = self.read()?;
        let head = reader.head()?;
        let streams = read_streams(&reader)?;
        let mut walk = Walk::new(&reader, head, &streams)?;
        walk.all(progress)?;
        walk.check_streams()?;
        let evidence = check_evidence(&reader, &walk.evidence)?;
        let Walk { frontier, checkpoints, .. } = walk;
        Ok(Verified {
            entries: frontier.size(),
            root: frontier.root(),
            checkpoints,
            blobs: check_blobs(&reader, open)?,
            evidence,
        })
    }
}

/// How a kept content is opened: its digest and its kept bytes in, the bytes that it is out.
pub type Open<'o> = &'o dyn Fn(&[u8; 32], Vec<u8>) -> Option<Vec<u8>>;

/// Names of the streams by their numbers, as they are listed.
type Streams = BTreeMap<i64, String>;

fn read_streams(reader: &Reader<'_>) -> Result<Streams, Outage> {
    let sql = "SELECT stream_no, name FROM stream";
    let streams = reader.map(DOING, (sql, &[]), |row| Ok((row.integer()?, row.text()?)))?;
    Ok(streams.into_iter().collect())
}

/// What is wrong, and where: the first by position is told, and at one position the plainest.
type Fault = ((u64, u8), Tamper);

/// The walk over the journal from its first entry to its last.
struct Walk<'a> {
    reader: &'a Reader<'a>,
    head: Head,
    streams: &'a Streams,
    checkpoints: Vec<StoredCheckpoint>,
    /// Number of checkpoints whose roots came out.
    passed: usize,
    frontier: Frontier,
    versions: BTreeMap<i64, u32>,
    /// The entries that evidence was kept with.
    evidence: BTreeMap<u64, Vec<u8>>,
}

impl<'a> Walk<'a> {
    fn new(reader: &'a Reader<'a>, head: Head, streams: &'a Streams) -> Result<Self, Outage> {
        Ok(Walk {
            checkpoints: reader.checkpoints()?,
            reader,
            head,
            streams,
            passed: 0,
            frontier: Frontier::new(),
            versions: BTreeMap::new(),
            evidence: BTreeMap::new(),
        })
    }

    fn all(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(), VerifyError> {
        let is_over = AtomicBool::new(false);
        let (work, works) = sync_channel::<Vec<Columns>>(BATCHES_MAX);
        let works = Mutex::new(works);
        let (found, finds) = channel::<Found>();
        let streams = self.streams;
        let walked = std::thread::scope(|scope| {
            for _ in 0..CHECKERS {
                let found = found.clone();
                let (works, is_over) = (&works, &is_over);
                scope.spawn(move || check_batches(works, streams, &found, is_over));
            }
            let walked = self.read_batches(progress, &is_over, |batch| {
                // The checkers end only when this sender is gone.
                let _ = work.send(batch);
            });
            drop(work);
            walked
        });
        drop(found);
        let mut faults: Vec<Fault> = walked?.into_iter().collect();
        for found in finds {
            match found {
                Found::Fault(fault) => faults.push(fault),
                Found::Evidence(seq, entry) => {
                    self.evidence.insert(seq, entry);
                }
            }
        }
        match faults.into_iter().min_by_key(|(place, _)| *place) {
            Some((_, tamper)) => Err(tamper.into()),
            None => Ok(()),
        }
    }

    /// Reads batch after batch, checks what goes across entries, and hands the rest on.
    fn read_batches(
        &mut self,
        progress: &mut dyn FnMut(Progress),
        is_over: &AtomicBool,
        mut hand_on: impl FnMut(Vec<Columns>),
    ) -> Result<Option<Fault>, Outage> {
        let total = self.head.seq;
        let sql = format!(
            "SELECT {COLUMNS} FROM journal j WHERE j.lane = $1 AND j.seq > $2 ORDER BY j.seq LIMIT $3"
        );
        loop {
            let done = self.frontier.size();
            progress(Progress { done, total });
            let values = [LANE.into(), number(done), number(BATCH)];
            let rows = self.reader.rows(&sql, &values).during(DOING)?;
            let batch: Result<Vec<Columns>, Failure> = rows.into_iter().map(Columns::of).collect();
            let batch = batch.during(DOING)?;
            if batch.is_empty() {
                return Ok(self.check_end());
            }
            let found = batch.iter().find_map(|columns| self.check_place(columns));
            hand_on(batch);
            if found.is_some() || is_over.load(Ordering::Acquire) {
                return Ok(found);
            }
        }
    }

    /// Checks an entry's place: no gap, the next version of its stream, the root where a
    /// checkpoint was made.
    fn check_place(&mut self, columns: &Columns) -> Option<Fault> {
        let seq = columns.seq;
        let expected = self.frontier.size() + 1;
        if seq != expected {
            return Some(((expected, 0), Tamper::Removed { seq: expected }));
        }
        if seq > self.head.seq {
            return Some(((seq, 0), Tamper::Added { seq }));
        }
        let version = self.versions.entry(columns.stream_no).or_default();
        *version += 1;
        if *version != columns.version {
            return Some(((seq, 3), Tamper::Order { seq }));
        }
        self.frontier.push(columns.leaf);
        let checkpoint = self.checkpoints.get(self.passed).filter(|next| next.size == seq)?;
        if checkpoint.root == self.frontier.root() {
            self.passed += 1;
            return None;
        }
        Some(((seq, 4), self.rewritten(seq)))
    }

    fn rewritten(&self, last: u64) -> Tamper {
        let passed = self.passed.checked_sub(1).and_then(|index| self.checkpoints.get(index));
        Tamper::Rewritten { first: passed.map_or(0, |checkpoint| checkpoint.size) + 1, last }
    }

    /// Checks what the head and the remaining checkpoints say when all entries are read.
    fn check_end(&self) -> Option<Fault> {
        let size = self.frontier.size();
        let beyond = self.checkpoints.get(self.passed).map(|checkpoint| checkpoint.size);
        if size < self.head.seq.max(beyond.unwrap_or(0)) {
            return Some(((size + 1, 0), Tamper::Removed { seq: size + 1 }));
        }
        if self.head.frontier == self.frontier {
            return None;
        }
        Some(((size, 4), self.rewritten(size)))
    }

    /// Checks that the list of streams is that of the entries.
    fn check_streams(&self) -> Result<(), Tamper> {
        match self.streams.iter().find(|(number, _)| !self.versions.contains_key(number)) {
            Some((_, stream)) => Err(Tamper::Stream { stream: stream.clone() }),
            None => Ok(()),
        }
    }
}

/// What a checker tells of an entry.
enum Found {
    Fault(Fault),
    /// It says what evidence was kept with it.
    Evidence(u64, Vec<u8>),
}

/// A checker: hashes batches until there are no more, and tells the first fault of each and the
/// entries with evidence.
fn check_batches(
    works: &Mutex<Receiver<Vec<Columns>>>,
    streams: &Streams,
    found: &Sender<Found>,
    is_over: &AtomicBool,
) {
    loop {
        let next = works.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = next else { return };
        for columns in batch {
            match check_entry(columns, streams) {
                Some(Found::Fault(fault)) => {
                    is_over.store(true, Ordering::Release);
                    let _ = found.send(Found::Fault(fault));
                    break;
                }
                // The walk reads what was told when all checkers have ended.
                Some(evidence) => drop(found.send(evidence)),
                None => {}
            }
        }
    }
}

fn check_entry(columns: Columns, streams: &Streams) -> Option<Found> {
    let seq = columns.seq;
    if leaf_hash(&columns.entry) != columns.leaf {
        return Some(Found::Fault(((seq, 1), Tamper::Changed { seq })));
    }
    let listed = streams.get(&columns.stream_no);
    let stream: Option<StreamId> = listed.and_then(|name| name.parse().ok());
    match columns.compared(stream) {
        Ok(kind) => (kind == EVIDENCE_KIND).then_some(Found::Evidence(seq, columns.entry)),
        Err(column) => Some(Found::Fault(((seq, 2), Tamper::Column { seq, column }))),
    }
}

/// Checks the evidence against the entries that it was kept with, and returns how many records
/// there are.
fn check_evidence(
    reader: &Reader<'_>,
    entries: &BTreeMap<u64, Vec<u8>>,
) -> Result<u64, VerifyError> {
    let mut checked = 0;
    for (seq, entry) in entries {
        let records = reader.evidence(*seq)?;
        let said = said_evidence(entry);
        let is_so = said.is_some_and(|said| EvidenceKept::of(&said.source, &records) == said);
        if !is_so {
            return Err(Tamper::Evidence { seq: *seq }.into());
        }
        checked += records.len() as u64;
    }
    // Records of an entry that says nothing of them.
    let sql = "SELECT DISTINCT seq FROM evidence ORDER BY seq";
    let kept = reader.map(DOING, (sql, &[]), |row| row.count())?;
    match kept.into_iter().find(|seq| !entries.contains_key(seq)) {
        Some(seq) => Err(Tamper::Evidence { seq }.into()),
        None => Ok(checked),
    }
}

/// Checks every kept content against its digest and returns how many there are.
fn check_blobs(reader: &Reader<'_>, open: Open<'_>) -> Result<u64, VerifyError> {
    let sql = "SELECT digest FROM blob WHERE digest > $1 ORDER BY digest LIMIT $2";
    let (mut after, mut checked) = (Vec::new(), 0);
    loop {
        let values: [Value; 2] = [after.into(), number(BLOBS_PAGE)];
        let digests = reader.map(DOING, (sql, &values), |row| row.digest())?;
        let Some(last) = digests.last() else { return Ok(checked) };
        after = last.to_vec();
        for digest in &digests {
            let is_same = match reader.blob(digest) {
                Ok(bytes) => bytes
                    .and_then(|bytes| open(digest, bytes))
                    .is_some_and(|bytes| Sha256::digest(bytes)[..] == digest[..]),
                Err(Outage::File { .. }) => false,
                Err(outage) => return Err(outage.into()),
            };
            if !is_same {
                return Err(Tamper::Blob { digest: blob::hexadecimal(digest) }.into());
            }
            checked += 1;
        }
    }
}
