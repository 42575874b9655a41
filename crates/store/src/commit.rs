//! What is handed to the journal in one piece, and what comes back.
//!
//! A [`Commit`] is one command's outcome: the entries it appends, what it relied on, and the rows
//! that follow from it. All of it is written or none.

use std::borrow::Cow;
use std::collections::BTreeSet;

use bagyt_core::command::CommandMeta;
use bagyt_core::identity::{CommandId, StreamId};
use bagyt_core::journal;
use bagyt_core::table::{EVIDENCE_KIND, EvidenceKept, InstallationFact};
use bagyt_core::view::{Cell, ColumnType, ViewRows, ViewTable};
use sha2::{Digest, Sha256};

use crate::failure::Outage;

/// Most entries of one commit; a command of a person makes a few, an import works in parts.
pub const ENTRIES_MAX: usize = 4_096;

/// Longest entry, in bytes; larger contents are blobs.
pub const ENTRY_BYTES_MAX: usize = 1 << 20;

/// Longest kept answer, in bytes: an answer names what was done, it is no page.
pub const ANSWER_BYTES_MAX: usize = 65_536;

/// Longest name of a claim, in bytes.
pub const CLAIM_BYTES_MAX: usize = 256;

/// Most records of one batch of evidence: it is written before the next command of a person.
pub const EVIDENCE_ITEMS_MAX: usize = 2_048;

/// Longest record of evidence, in bytes; larger contents are blobs.
pub const EVIDENCE_BYTES_MAX: usize = 1 << 16;

/// Largest blob, in bytes: the largest message or scan that is taken in, encrypted.
pub const BLOB_BYTES_MAX: usize = 64 << 20;

/// An entry to be appended, already written by [`bagyt_core::journal::write`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The written entry: what is kept for ever.
    pub bytes: Vec<u8>,
    /// Its kind, as in the entry.
    pub kind: Cow<'static, str>,
}

/// Entries to be appended to one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// The stream.
    pub stream: StreamId,
    /// Version of the first of the entries; one more than the version that was read.
    pub first_version: u32,
    /// The entries, in the order of their versions.
    pub entries: Vec<NewEntry>,
}

/// A name that only one stream may hold, for example `pin:<hmac>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The name.
    pub name: String,
    /// The stream that is to hold it.
    pub stream: StreamId,
}

/// Bytes kept under the SHA-256 of what they are: a message, a paper, a table.
///
/// The caller may lock them before they are kept, so that the digest is that of the opened bytes;
/// [`Store::verify_opened`](crate::Store::verify_opened) opens and compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 of the bytes when opened.
    pub digest: [u8; 32],
    /// The bytes as they are kept.
    pub bytes: Vec<u8>,
}

impl Blob {
    /// Takes bytes that are kept as they are and names them by their digest.
    pub fn new(bytes: Vec<u8>) -> Self {
        Blob { digest: Sha256::digest(&bytes).into(), bytes }
    }
}

/// Everything that one accepted command writes.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Which command, when, by whom.
    pub meta: CommandMeta,
    /// SHA-256 of the command's content: the same identifier with another digest is refused.
    pub digest: [u8; 32],
    /// Streams that the decision relied on, each with the version that was read; 0 means that the
    /// stream had no entry.
    pub reads: Vec<(StreamId, u32)>,
    /// Names that the command takes. A name that the same stream already holds is no obstacle.
    pub claims: Vec<Claim>,
    /// Names that the command gives up, before it takes others.
    pub released_claims: Vec<String>,
    /// What is appended; a stream stands here at most once.
    pub appends: Vec<Append>,
    /// What the caller is answered, now and when the same command comes again.
    pub answer: String,
    /// All rows of each stream in the tables that may have changed, after the command.
    pub views: Vec<(StreamId, Vec<ViewRows>)>,
    /// What the rows were made with, besides the entries; the store compares it with the basis of
    /// the rows that stand.
    pub basis: String,
    /// The basis from now on, of a commit that changes it: the new one if all rows stand under it
    /// as they are, else an empty one, and the rows have to be made anew.
    pub next_basis: Option<String>,
    /// Wrapped keys of streams that have none yet.
    pub keys: Vec<(StreamId, Vec<u8>)>,
    /// Contents that the entries name.
    pub blobs: Vec<Blob>,
    /// Records of evidence, which the one entry counts and whose root it names.
    pub evidence: Vec<Vec<u8>>,
}

impl Commit {
    /// A commit that appends nothing yet.
    pub fn new(meta: CommandMeta, digest: [u8; 32]) -> Self {
        Commit {
            meta,
            digest,
            reads: Vec::new(),
            claims: Vec::new(),
            released_claims: Vec::new(),
            appends: Vec::new(),
            answer: String::new(),
            views: Vec::new(),
            basis: String::new(),
            next_basis: None,
            keys: Vec::new(),
            blobs: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

/// The command stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Position of its first entry; one more than `last_seq` if it appended none.
    pub first_seq: u64,
    /// Position of its last entry.
    pub last_seq: u64,
    /// What the caller is answered.
    pub answer: String,
    /// Whether the command had been accepted before, so that nothing was written now.
    pub repeated: bool,
}

/// The journal does not take the command, for a reason that a person or the caller can act on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CommitRefusal {
    /// The identifier was used for another content.
    #[error(
        "command {id} was accepted before with another content; send it under a new identifier"
    )]
    CommandReused {
        /// The identifier.
        id: CommandId,
    },
    /// The rows were made with another basis than those that stand: it was changed meanwhile.
    #[error("the rows were made with `{expected}`, those that stand with `{found}`")]
    OtherBasis {
        /// The basis of the commit.
        expected: String,
        /// The basis of the rows that stand; empty where they have to be made anew.
        found: String,
    },
    /// Someone else wrote to the stream in between.
    #[error("`{stream}` was changed meanwhile: version {expected} was read, {found} stands now")]
    Conflict {
        /// The stream.
        stream: StreamId,
        /// The version that was read.
        expected: u32,
        /// The version that stands now.
        found: u32,
    },
    /// Another stream holds the name.
    #[error("`{name}` already belongs to `{holder}`")]
    ClaimTaken {
        /// The name.
        name: String,
        /// Who holds it.
        holder: StreamId,
    },
}

/// The caller made a commit that contradicts itself: a mistake in the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// Something is longer or more than its limit.
    #[error("{what} has {found}, more than {max}")]
    Limit {
        /// What is limited.
        what: &'static str,
        /// How much there may be.
        max: usize,
        /// How much there is.
        found: usize,
    },
    /// A stream is appended to twice, or with no entry, or from version 0.
    #[error("the entries for `{stream}` are not one list from version 1 or later")]
    Append {
        /// The stream.
        stream: StreamId,
    },
    /// A row does not fit its table, or the store was opened without that table.
    #[error("a row of `{stream}` does not fit table `{table}`")]
    Row {
        /// The stream.
        stream: StreamId,
        /// The table.
        table: &'static str,
    },
    /// A row, key or blob belongs to a stream without entries.
    #[error("`{stream}` has no entry, so that nothing can be kept for it")]
    NoStream {
        /// The stream.
        stream: StreamId,
    },
    /// The stream has another key; sealing with a second one would lose what the first sealed.
    #[error("`{stream}` already has another key")]
    KeyReplaced {
        /// The stream.
        stream: StreamId,
    },
    /// Records of evidence come without the one entry that counts them and names their root, or
    /// such an entry without its records.
    #[error("the entry does not say what evidence comes with it")]
    Evidence,
    /// A table was declared anew and must be rebuilt first.
    #[error("the projections are older than the program; rebuild them first")]
    StaleViews,
}

/// A commit was not written.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// The journal says no; reading again and deciding again may help.
    #[error(transparent)]
    Refused(#[from] CommitRefusal),
    /// The program made a mistake.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The database did not do its part; the same commit may be submitted again.
    #[error(transparent)]
    Outage(#[from] Outage),
}

fn limit(what: &'static str, max: usize, found: usize) -> Result<(), Malformed> {
    if found > max { Err(Malformed::Limit { what, max, found }) } else { Ok(()) }
}

/// Finds what a commit contradicts itself in, before it reaches the writer.
pub(crate) fn check(commit: &Commit, tables: &[&'static ViewTable]) -> Result<(), Malformed> {
    limit("the answer", ANSWER_BYTES_MAX, commit.answer.len())?;
    let entries = commit.appends.iter().map(|append| append.entries.len()).sum();
    limit("the list of entries", ENTRIES_MAX, entries)?;
    let mut streams = BTreeSet::new();
    for Append { stream, first_version, entries } in &commit.appends {
        if !streams.insert(*stream) || entries.is_empty() || *first_version == 0 {
            return Err(Malformed::Append { stream: *stream });
        }
        for entry in entries {
            limit("an entry", ENTRY_BYTES_MAX, entry.bytes.len())?;
        }
    }
    check_evidence(commit)?;
    for claim in &commit.claims {
        limit("the name of a claim", CLAIM_BYTES_MAX, claim.name.len())?;
    }
    for (stream, views) in &commit.views {
        check_rows(*stream, views, tables)?;
    }
    for blob in &commit.blobs {
        limit("a blob", BLOB_BYTES_MAX, blob.bytes.len())?;
    }
    Ok(())
}

/// Checks that evidence comes with the one entry that says what it is.
fn check_evidence(commit: &Commit) -> Result<(), Malformed> {
    limit("the list of evidence", EVIDENCE_ITEMS_MAX, commit.evidence.len())?;
    for record in &commit.evidence {
        limit("a record of evidence", EVIDENCE_BYTES_MAX, record.len())?;
    }
    let entries: Vec<&NewEntry> = commit.appends.iter().flat_map(|one| &one.entries).collect();
    let tells = |entry: &&NewEntry| entry.kind == EVIDENCE_KIND;
    match (commit.evidence.is_empty(), &entries[..]) {
        (true, entries) if !entries.iter().any(tells) => Ok(()),
        (false, [entry]) if tells(entry) => {
            let said = said_evidence(&entry.bytes).ok_or(Malformed::Evidence)?;
            let is_so = EvidenceKept::of(&said.source, &commit.evidence) == said;
            if is_so { Ok(()) } else { Err(Malformed::Evidence) }
        }
        _ => Err(Malformed::Evidence),
    }
}

/// Reads what an entry says of the evidence that was kept with it, if it says anything.
pub(crate) fn said_evidence(entry: &[u8]) -> Option<EvidenceKept> {
    let entry = journal::read(entry).ok()?;
    match entry.fact::<InstallationFact>().ok()? {
        InstallationFact::EvidenceKept(said) => Some(said),
        _ => None,
    }
}

/// Checks that rows fit the tables that the store was opened with.
pub(crate) fn check_rows(
    stream: StreamId,
    views: &[ViewRows],
    tables: &[&'static ViewTable],
) -> Result<(), Malformed> {
    for ViewRows { table, rows } in views {
        let is_known = tables.iter().any(|known| known == table);
        let fits = |row: &Vec<Cell>| {
            row.len() == table.columns.len()
                && row.iter().zip(table.columns).all(|(cell, column)| match cell {
                    Cell::Null => true,
                    Cell::Integer(_) => column.kind == ColumnType::Integer,
                    // PostgreSQL has no zero byte in a text.
                    Cell::Text(text) => column.kind == ColumnType::Text && !text.contains('\0'),
                    Cell::Bytes(_) => column.kind == ColumnType::Bytes,
                })
        };
        if !is_known || !rows.iter().all(fits) {
            return Err(Malformed::Row { stream, table: table.name });
        }
    }
    Ok(())
}
