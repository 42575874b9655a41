//! Writing commits: the one place where the order of the journal is made.
//!
//! A group of commits is decided in memory, one after the other, from what a few queries found
//! under the head row's lock; losers drop out alone, and what is left is written with a number of
//! statements that does not depend on how many commits there are. Constraints of the database are
//! a second guard and never decide.

mod head;
mod remembered;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bagyt_core::identity::{CommandId, StreamId};
use bagyt_core::merkle::{Hash, leaf_hash};
use bagyt_core::view::{ViewRow, ViewTable};
use uuid::Uuid;

pub use self::head::Head;
use self::head::{LOCK_HEAD, UPDATE_HEAD, head_values, locked};
pub(crate) use self::head::{lock_head, read_head, write_head};
use self::remembered::Remembered;
use crate::commit::{Accepted, Append, Blob, Commit, CommitRefusal, Malformed, SubmitError};
use crate::connection::{Connection, Fields, Question, Row, Value, number, query_in};
use crate::failure::Failure;
use crate::group::Work;
use crate::packing::pack;
use crate::schema::LANE;
use crate::{basis, blob, views};

pub(crate) const INSERT_JOURNAL: &str = "INSERT INTO journal (lane, seq, stream_no, version, \
     entry, leaf)";
pub(crate) const INSERT_COMMAND: &str =
    "INSERT INTO command (id, digest, answer, first_seq, last_seq)";
pub(crate) const INSERT_STREAM: &str = "INSERT INTO stream (stream_no, name)";
pub(crate) const INSERT_CLAIM: &str = "INSERT INTO claim (name, stream)";
pub(crate) const INSERT_KEY: &str = "INSERT INTO record_key (stream_no, wrapped)";
const INSERT_EVIDENCE: &str = "INSERT INTO evidence (seq, item_no, bytes)";
pub(crate) const INSERT_BLOB: &str = "INSERT INTO blob (digest, size, bytes)";
pub(crate) const KEEP_BLOB: &str = " ON CONFLICT (digest) DO NOTHING";

/// What the writer of the record is asked to do.
pub(crate) enum JournalWork {
    /// To append a command's outcome.
    Commit { commit: Box<Commit>, keeps_blobs_inside: bool },
    /// To run statements that concern accounts, sessions, drafts, checkpoints.
    Statements(Vec<(String, Vec<Value>)>),
}

/// What the writer of the record answers.
pub(crate) enum JournalAnswer {
    Commit(Result<Accepted, SubmitError>),
    /// Number of rows that each statement changed.
    Statements(Vec<u64>),
}

impl Work for JournalWork {
    type Answer = JournalAnswer;
    type Memory = Remembered;
    const DOING: &'static str = "writing to the record";

    fn apply(
        works: &[&Self],
        connection: &mut dyn Connection,
        remembered: &mut Remembered,
    ) -> Result<Vec<JournalAnswer>, Failure> {
        let commits: Vec<&Commit> = works
            .iter()
            .filter_map(|work| match work {
                JournalWork::Commit { commit, .. } => Some(&**commit),
                JournalWork::Statements(_) => None,
            })
            .collect();
        let mut group = match commits.as_slice() {
            [] => None,
            commits => Some(Group::read(commits, connection, remembered)?),
        };
        let mut answers = Vec::with_capacity(works.len());
        for work in works {
            answers.push(match (work, &mut group) {
                (JournalWork::Commit { commit, keeps_blobs_inside }, Some(group)) => {
                    let outcome = group.decide(commit);
                    if let Ok(accepted) = &outcome
                        && !accepted.repeated
                    {
                        group.stage_blobs(commit, *keeps_blobs_inside);
                        group.stage_evidence(commit, accepted.first_seq);
                    }
                    JournalAnswer::Commit(outcome)
                }
                (JournalWork::Statements(statements), _) => {
                    let run =
                        |(sql, values): &(String, Vec<Value>)| connection.execute(sql, values);
                    let changed: Result<Vec<u64>, Failure> = statements.iter().map(run).collect();
                    JournalAnswer::Statements(changed?)
                }
                (JournalWork::Commit { .. }, None) => return Err(Failure::shape("group")),
            });
        }
        if let Some(group) = group {
            remembered.keep((group.began_at, group.head.seq), &group.streams);
            group.write(connection)?;
        }
        Ok(answers)
    }
}

/// A row of `journal`.
pub(crate) fn journal_row(seq: u64, stream_no: i64, version: u32, entry: &[u8], leaf: Hash) -> Row {
    vec![
        LANE.into(),
        number(seq),
        stream_no.into(),
        version.into(),
        pack(entry).into(),
        leaf.to_vec().into(),
    ]
}

/// A stream as it stands while the group is decided.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    /// Its number, once it has an entry.
    no: Option<i64>,
    version: u32,
    /// Whether it has rows or a key from before this group.
    is_old: bool,
}

/// A command that was accepted.
struct Known {
    digest: [u8; 32],
    accepted: Accepted,
}

/// A group of commits while it is decided.
struct Group<'a> {
    /// Position at which the journal ended before the group.
    began_at: u64,
    head: Head,
    basis: basis::Standing,
    streams: HashMap<StreamId, Standing>,
    claims: HashMap<String, StreamId>,
    commands: HashMap<CommandId, Known>,
    keys: HashMap<StreamId, Vec<u8>>,
    staged: Staged<'a>,
}

/// What the winners of a group write.
#[derive(Default)]
struct Staged<'a> {
    journal: Vec<Row>,
    commands: Vec<Row>,
    /// Those that are new.
    streams: Vec<Row>,
    claims: BTreeMap<String, Option<StreamId>>,
    keys: Vec<Row>,
    blobs: Vec<Row>,
    evidence: Vec<Row>,
    /// By table name, then by stream: a later commit's rows replace an earlier one's.
    views: BTreeMap<&'static str, (&'static ViewTable, BTreeMap<StreamId, &'a [ViewRow]>)>,
}

impl<'a> Group<'a> {
    fn read(
        commits: &[&'a Commit],
        connection: &mut dyn Connection,
        remembered: &Remembered,
    ) -> Result<Self, Failure> {
        let (at_hand, asked): (Vec<StreamId>, Vec<StreamId>) =
            streams_in(commits).into_iter().partition(|stream| remembered.has(*stream));
        // Asked together, in this order: the rest is read when the lock is held.
        let mut answers = connection
            .query_all(vec![
                Question::Values(LOCK_HEAD, vec![LANE.into()]),
                Question::Any(SELECT_STREAM, names(&asked)),
                Question::Any(SELECT_COMMAND, command_ids(commits)),
            ])?
            .into_iter();
        let mut answer = || answers.next().ok_or_else(|| Failure::shape("an answer"));
        let (head, basis) = locked(answer()?)?;
        let mut streams = streams_of(answer()?)?;
        let commands = commands_of(answer()?)?;
        let basis = basis::Standing::new(basis);
        let mut forgotten = Vec::new();
        for stream in at_hand {
            match remembered.find(stream, head.seq) {
                Some(standing) => drop(streams.insert(stream, standing)),
                None => forgotten.push(stream),
            }
        }
        streams.extend(streams_of(query_in(connection, SELECT_STREAM, names(&forgotten))?)?);
        let keyed: Vec<Value> = commits
            .iter()
            .flat_map(|commit| &commit.keys)
            .filter_map(|(stream, _)| streams.get(stream).and_then(|standing| standing.no))
            .map(Value::Integer)
            .collect();
        let mut by_no: HashMap<i64, Vec<u8>> = HashMap::new();
        let sql = "SELECT stream_no, wrapped FROM record_key WHERE stream_no IN {}";
        for row in query_in(connection, sql, keyed)? {
            let mut row = Fields::of(row);
            by_no.insert(row.integer()?, row.bytes()?);
        }
        let keys = streams
            .iter()
            .filter_map(|(stream, standing)| Some((*stream, by_no.remove(&standing.no?)?)))
            .collect();
        let claims = read_claims(commits, connection)?;
        let (began_at, staged) = (head.seq, Staged::default());
        Ok(Group { began_at, head, basis, keys, claims, commands, streams, staged })
    }

    fn standing(&self, stream: StreamId) -> Standing {
        self.streams.get(&stream).copied().unwrap_or_default()
    }

    /// Decides one commit and, if it is accepted, takes over what it changes.
    fn decide(&mut self, commit: &'a Commit) -> Result<Accepted, SubmitError> {
        if let Some(known) = self.commands.get(&commit.meta.id) {
            return if known.digest == commit.digest {
                Ok(Accepted { repeated: true, ..known.accepted.clone() })
            } else {
                Err(CommitRefusal::CommandReused { id: commit.meta.id }.into())
            };
        }
        self.basis.check(commit, self.head.seq)?;
        self.check_versions(commit)?;
        self.check_claims(commit)?;
        self.check_kept(commit)?;
        self.basis.take(commit, self.head.seq);
        let first_seq = self.head.seq + 1;
        for append in &commit.appends {
            self.stage_append(append);
        }
        let accepted = Accepted {
            first_seq,
            last_seq: self.head.seq,
            answer: commit.answer.clone(),
            repeated: false,
        };
        self.stage_rest(commit, &accepted);
        Ok(accepted)
    }

    fn check_versions(&self, commit: &Commit) -> Result<(), CommitRefusal> {
        let appended =
            commit.appends.iter().map(|append| (append.stream, append.first_version - 1));
        for (stream, expected) in commit.reads.iter().copied().chain(appended) {
            let found = self.standing(stream).version;
            if found != expected {
                return Err(CommitRefusal::Conflict { stream, expected, found });
            }
        }
        Ok(())
    }

    fn check_claims(&self, commit: &Commit) -> Result<(), CommitRefusal> {
        let mut taken: HashMap<&str, StreamId> = HashMap::new();
        for claim in &commit.claims {
            let is_released = commit.released_claims.contains(&claim.name);
            let before = self.claims.get(&claim.name).filter(|_| !is_released);
            let holder = taken.get(claim.name.as_str()).or(before);
            match holder {
                Some(holder) if *holder != claim.stream => {
                    let (name, holder) = (claim.name.clone(), *holder);
                    return Err(CommitRefusal::ClaimTaken { name, holder });
                }
                _ => taken.insert(&claim.name, claim.stream),
            };
        }
        Ok(())
    }

    /// Checks that rows and keys belong to streams with entries, and that no key is replaced.
    fn check_kept(&self, commit: &Commit) -> Result<(), Malformed> {
        let is_appended =
            |stream: StreamId| commit.appends.iter().any(|append| append.stream == stream);
        let has_entries =
            |stream: StreamId| self.standing(stream).no.is_some() || is_appended(stream);
        for (stream, wrapped) in &commit.keys {
            if !has_entries(*stream) {
                return Err(Malformed::NoStream { stream: *stream });
            }
            if self.keys.get(stream).is_some_and(|kept| kept != wrapped) {
                return Err(Malformed::KeyReplaced { stream: *stream });
            }
        }
        match commit.views.iter().find(|(stream, _)| !has_entries(*stream)) {
            Some((stream, _)) => Err(Malformed::NoStream { stream: *stream }),
            None => Ok(()),
        }
    }

    fn stage_append(&mut self, append: &Append) {
        let standing = self.streams.entry(append.stream).or_default();
        let stream_no = *standing.no.get_or_insert_with(|| {
            self.head.streams += 1;
            let no = i64::try_from(self.head.streams).unwrap_or(i64::MAX);
            self.staged.streams.push(stream_row(no, append.stream));
            no
        });
        for entry in &append.entries {
            self.head.seq += 1;
            standing.version += 1;
            let leaf = leaf_hash(&entry.bytes);
            self.head.frontier.push(leaf);
            let (seq, version) = (self.head.seq, standing.version);
            self.staged.journal.push(journal_row(seq, stream_no, version, &entry.bytes, leaf));
        }
    }

    fn stage_rest(&mut self, commit: &'a Commit, accepted: &Accepted) {
        self.staged.commands.push(command_row(commit, accepted));
        let known = Known { digest: commit.digest, accepted: accepted.clone() };
        self.commands.insert(commit.meta.id, known);
        for name in &commit.released_claims {
            self.claims.remove(name);
            self.staged.claims.insert(name.clone(), None);
        }
        for claim in &commit.claims {
            self.claims.insert(claim.name.clone(), claim.stream);
            self.staged.claims.insert(claim.name.clone(), Some(claim.stream));
        }
        for (stream, wrapped) in &commit.keys {
            let is_new = self.keys.insert(*stream, wrapped.clone()).is_none();
            if let (true, Some(no)) = (is_new, self.standing(*stream).no) {
                self.staged.keys.push(vec![no.into(), wrapped.clone().into()]);
            }
        }
        for (stream, views) in &commit.views {
            for view in views {
                let (_, streams) = self
                    .staged
                    .views
                    .entry(view.table.name)
                    .or_insert_with(|| (view.table, BTreeMap::new()));
                streams.insert(*stream, &view.rows);
            }
        }
    }

    fn stage_blobs(&mut self, commit: &Commit, keeps_inside: bool) {
        for blob in &commit.blobs {
            let is_inside = keeps_inside || blob.bytes.len() <= blob::INSIDE_BYTES_MAX;
            self.staged.blobs.push(blob_row(blob, is_inside));
        }
    }

    fn stage_evidence(&mut self, commit: &Commit, seq: u64) {
        for (item_no, record) in (0_i64..).zip(&commit.evidence) {
            self.staged.evidence.push(vec![number(seq), item_no.into(), record.clone().into()]);
        }
    }

    /// Writes what the winners staged.
    fn write(self, connection: &mut dyn Connection) -> Result<(), Failure> {
        let Group { head, basis, streams, staged, .. } = self;
        if staged.commands.is_empty() {
            return Ok(());
        }
        let rows = vec![
            (INSERT_JOURNAL, staged.journal),
            (INSERT_COMMAND, staged.commands),
            (INSERT_STREAM, staged.streams),
        ];
        connection.write_together(rows, (UPDATE_HEAD, head_values(&head)))?;
        let no_of = |stream: &StreamId| streams.get(stream).and_then(|standing| standing.no);
        write_claims(connection, &staged.claims)?;
        connection.insert(INSERT_KEY, "", staged.keys)?;
        connection.insert(INSERT_BLOB, KEEP_BLOB, staged.blobs)?;
        connection.insert(INSERT_EVIDENCE, "", staged.evidence)?;
        let old: BTreeSet<i64> =
            streams.values().filter(|standing| standing.is_old).filter_map(|s| s.no).collect();
        for (table, rows) in staged.views.values() {
            let rows = rows.iter().filter_map(|(stream, rows)| Some((no_of(stream)?, *rows)));
            let rows = rows.collect();
            let touched = views::replace(connection, table, &rows, |no| old.contains(&no))?;
            touched.note(connection, table, head.seq)?;
        }
        basis.write(connection)
    }
}

/// A row of `stream`.
pub(crate) fn stream_row(no: i64, stream: StreamId) -> Row {
    vec![no.into(), stream.to_string().into()]
}

/// A row of `command`.
pub(crate) fn command_row(commit: &Commit, accepted: &Accepted) -> Row {
    vec![
        commit.meta.id.0.as_bytes().to_vec().into(),
        commit.digest.to_vec().into(),
        accepted.answer.as_str().into(),
        number(accepted.first_seq),
        number(accepted.last_seq),
    ]
}

/// A row of `blob`; one that is a file has no bytes there.
pub(crate) fn blob_row(blob: &Blob, is_inside: bool) -> Row {
    vec![
        blob.digest.to_vec().into(),
        number(blob.bytes.len() as u64),
        is_inside.then(|| blob.bytes.clone()).into(),
    ]
}

fn write_claims(
    connection: &mut dyn Connection,
    claims: &BTreeMap<String, Option<StreamId>>,
) -> Result<(), Failure> {
    let mut taken = Vec::new();
    for (name, holder) in claims {
        match holder {
            Some(holder) => taken.push(vec![name.as_str().into(), holder.to_string().into()]),
            None => {
                connection.run("DELETE FROM claim WHERE name = $1", &[name.as_str().into()])?;
            }
        }
    }
    let tail = " ON CONFLICT (name) DO UPDATE SET stream = excluded.stream";
    connection.insert(INSERT_CLAIM, tail, taken)
}

const SELECT_STREAM: &str = "SELECT s.name, s.stream_no,
    (SELECT MAX(j.version) FROM journal j WHERE j.stream_no = s.stream_no)
    FROM stream s WHERE s.name IN {}";
const SELECT_COMMAND: &str =
    "SELECT id, digest, answer, first_seq, last_seq FROM command WHERE id IN {}";

/// All streams that commits read or write.
fn streams_in(commits: &[&Commit]) -> BTreeSet<StreamId> {
    let mut streams = BTreeSet::new();
    for commit in commits {
        streams.extend(commit.reads.iter().map(|(stream, _)| *stream));
        streams.extend(commit.appends.iter().map(|append| append.stream));
        streams.extend(commit.views.iter().map(|(stream, _)| *stream));
        streams.extend(commit.keys.iter().map(|(stream, _)| *stream));
    }
    streams
}

fn names(streams: &[StreamId]) -> Vec<Value> {
    streams.iter().map(|stream| stream.to_string().into()).collect()
}

fn streams_of(rows: Vec<Row>) -> Result<HashMap<StreamId, Standing>, Failure> {
    let mut streams = HashMap::new();
    for row in rows {
        let mut row = Fields::of(row);
        let stream: StreamId = row.text()?.parse().map_err(Failure::of)?;
        let standing = Standing { no: Some(row.integer()?), version: row.version()?, is_old: true };
        streams.insert(stream, standing);
    }
    Ok(streams)
}

fn command_ids(commits: &[&Commit]) -> Vec<Value> {
    let ids: BTreeSet<CommandId> = commits.iter().map(|commit| commit.meta.id).collect();
    ids.into_iter().map(|id| id.0.as_bytes().to_vec().into()).collect()
}

fn commands_of(rows: Vec<Row>) -> Result<HashMap<CommandId, Known>, Failure> {
    let mut commands = HashMap::new();
    for row in rows {
        let mut row = Fields::of(row);
        let id = CommandId(Uuid::from_slice(&row.bytes()?).map_err(Failure::of)?);
        let digest = row.digest()?;
        let answer = row.text()?;
        let (first_seq, last_seq) = (row.count()?, row.count()?);
        let accepted = Accepted { first_seq, last_seq, answer, repeated: true };
        commands.insert(id, Known { digest, accepted });
    }
    Ok(commands)
}

fn read_claims(
    commits: &[&Commit],
    connection: &mut dyn Connection,
) -> Result<HashMap<String, StreamId>, Failure> {
    let names: BTreeSet<&str> =
        commits.iter().flat_map(|commit| &commit.claims).map(|claim| claim.name.as_str()).collect();
    let names = names.into_iter().map(Value::from).collect();
    let mut claims = HashMap::new();
    for row in query_in(connection, "SELECT name, stream FROM claim WHERE name IN {}", names)? {
        let mut row = Fields::of(row);
        claims.insert(row.text()?, row.text()?.parse().map_err(Failure::of)?);
    }
    Ok(claims)
}
