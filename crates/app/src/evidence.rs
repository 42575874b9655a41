//! Trust in the record: verify, rebuild, checkpoints, export, and documents with their signatures.

use std::fmt;
use std::io::{self, Write};

use bagyt_casework::fact::CaseFact;
use bagyt_core::identity::StreamId;
use bagyt_core::merkle::note::Checkpoint;
use bagyt_store::{StoredCheckpoint, Verified, hexadecimal, query};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Verifier};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::App;
use crate::INSTALLATION;
use crate::conduct::document_claim;
use crate::execute::Online;
use crate::in_force::Current;
use crate::outcome::{Failure, Refused};
use crate::read_stream::facts;
use crate::records::Records;

/// What the origin of a log begins with. Checkpoints of earlier programs have this alone, the same
/// in every installation; they are still checked.
const ORIGIN: &str = "bagyt.journal";

/// Progress of a long work: done, of.
pub type Told<'p> = &'p (dyn Fn(u64, u64) + Sync);

/// What verifying the journal found: nothing wrong.
#[derive(Clone, Debug)]
pub struct Verification {
    verified: Verified,
    signed: usize,
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} entries, {} contents and {} signed checkpoints are as they were written; root {}",
            self.verified.entries,
            self.verified.blobs,
            self.signed,
            hexadecimal(&self.verified.root)
        )
    }
}

/// A document that was confirmed in the system, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// SHA-256, lower-case hexadecimal.
    pub digest: String,
    /// When it was confirmed.
    pub approved_at: Timestamp,
    /// The stream of the case.
    pub case: StreamId,
    /// When it was withdrawn, if it holds no longer.
    pub withdrawn_on: Option<Date>,
}

impl fmt::Display for Confirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "confirmed in the system at {} in {}; digest {}; the server's signature is good",
            self.approved_at, self.case, self.digest
        )?;
        match self.withdrawn_on {
            Some(on) => write!(f, "; WITHDRAWN on {on}"),
            None => Ok(()),
        }
    }
}

impl App {
    /// Checks every entry, stream, content and checkpoint.
    ///
    /// # Errors
    ///
    /// [`Failure::Defect`] naming the first thing that was changed; outages.
    pub fn verify(&self, told: Told<'_>) -> Result<Verification, Failure> {
        let verified = self
            .store
            .verify_opened(
                &|digest, bytes| self.secrets().open_blob(digest, &bytes).ok(),
                &mut |progress| told(progress.done, progress.total),
            )
            .map_err(Failure::defect)?;
        let key = self.secrets().signing().verifying_key();
        for checkpoint in &verified.checkpoints {
            let note = &checkpoint.note;
            let opened = Checkpoint::open(note, &self.origin(), &key)
                .or_else(|error| Checkpoint::open(note, ORIGIN, &key).map_err(|_| error))
                .map_err(|error| {
                    Failure::defect(format!("the checkpoint at {}: {error}", checkpoint.size))
                })?;
            if (opened.size, opened.root) != (checkpoint.size, checkpoint.root) {
                return Err(Failure::defect(format!(
                    "the checkpoint at {} is signed for another state",
                    checkpoint.size
                )));
            }
        }
        Ok(Verification { signed: verified.checkpoints.len(), verified })
    }

    /// Under which name this installation's checkpoints are signed: the origin of the log, another
    /// one in each installation, so that a witness cannot take one journal for another.
    pub fn origin(&self) -> String {
        format!("{ORIGIN}/{}", self.secrets().installation_name())
    }

    /// Makes the projections anew; returns the number of streams.
    ///
    /// # Errors
    ///
    /// [`Failure::Defect`] if a stream cannot be read; outages.
    pub fn rebuild(&self, told: Told<'_>) -> Result<u64, Failure> {
        let Current { tables, basis, .. } = self.in_force.current();
        let project = |stream: StreamId, entries: &[(u64, Vec<u8>)], key: Option<&[u8]>| {
            self.project(&tables, stream, entries, key)
        };
        self.store
            .rebuild(&project, &basis.name(), &mut |progress| told(progress.done, progress.total))
            .map(|rebuilt| rebuilt.streams)
            .map_err(Failure::defect)
    }

    /// Compares the projections with the journal; returns the number of streams.
    ///
    /// # Errors
    ///
    /// [`Failure::Defect`] naming the first difference; outages.
    pub fn check_projections(&self, told: Told<'_>) -> Result<u64, Failure> {
        let tables = self.tables();
        let project = |stream: StreamId, entries: &[(u64, Vec<u8>)], key: Option<&[u8]>| {
            self.project(&tables, stream, entries, key)
        };
        self.store
            .rebuild_check(&project, &mut |progress| told(progress.done, progress.total))
            .map(|rebuilt| rebuilt.streams)
            .map_err(Failure::defect)
    }

    /// Signs the state of the journal and keeps the note; returns it.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn make_checkpoint(&self) -> Result<String, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let head = reader.head().map_err(Failure::outage)?;
        drop(reader);
        let checkpoint = Checkpoint { origin: self.origin(), size: head.seq, root: head.root() };
        let note = checkpoint.sign(self.secrets().signing());
        let stored = StoredCheckpoint {
            size: checkpoint.size,
            root: checkpoint.root,
            note: note.clone(),
            made_at: self.now(),
        };
        self.store.put_checkpoint(&stored).map_err(Failure::outage)?;
        Ok(note)
    }

    /// Writes every entry from a position on with its position and leaf hash, one JSON object a
    /// line.
    ///
    /// # Errors
    ///
    /// Outages, and those of `out`.
    pub fn export(&self, from: u64, out: &mut impl Write) -> io::Result<()> {
        const ROWS: usize = 4096;
        let mut next = from;
        let reader = self.store.read().map_err(io::Error::other)?;
        loop {
            let entries = reader.entries(next, ROWS).map_err(io::Error::other)?;
            let Some(last) = entries.last() else { return Ok(()) };
            next = last.seq + 1;
            for entry in &entries {
                let (format, body) = entry
                    .bytes
                    .split_first()
                    .ok_or_else(|| io::Error::other(format!("entry {} is empty", entry.seq)))?;
                let leaf = hexadecimal(&entry.leaf);
                write!(
                    out,
                    "{{\"seq\":{},\"leaf\":\"{leaf}\",\"format\":{format},\"entry\":",
                    entry.seq
                )?;
                out.write_all(body)?;
                out.write_all(b"}\n")?;
            }
        }
    }

    /// Checks a document, byte for byte, against the signature in the journal.
    ///
    /// # Errors
    ///
    /// Refused with `document-unknown` if no approval and no issuing names these bytes, with
    /// `document-by-hand` if they were issued to be signed by hand, with `document-signature` if the
    /// signature in the journal is not the server's.
    pub fn verify_document(&self, document: &[u8]) -> Result<Confirmed, Failure> {
        let digest = Sha256::digest(document);
        let name = hexadecimal(&digest.into());
        let unknown = || {
            let text = "no document with exactly these bytes was confirmed in this record; \
                        either it was changed or it comes from elsewhere";
            Failure::Refused(Refused::new("document-unknown", Some("document"), text))
        };
        let mut online = Online::new(self)?;
        let row = query::submission_by_digest(&online.reader, &name).map_err(Failure::outage)?;
        let stream = match row {
            Some(row) => row.case.case_id.stream(),
            None => online.holder(&document_claim(&name))?.ok_or_else(unknown)?,
        };
        let stored = online.stored(stream)?.ok_or_else(unknown)?;
        let facts = facts::<CaseFact>(&stored.entries, None)?;
        let signed = facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::SubmissionApproved(fact) if fact.digest == name => {
                Some((recorded, Some(&fact.signature)))
            }
            CaseFact::PaperIssued(fact) if fact.digest == name => {
                Some((recorded, fact.signature.as_ref()))
            }
            _ => None,
        });
        let (recorded, signature) = signed.ok_or_else(unknown)?;
        let Some(signature) = signature else {
            let text = "the record issued exactly these bytes to be signed by hand; no signature \
                        of the server stands under them";
            return Err(Refused::new("document-by-hand", Some("document"), text).into());
        };
        if !self.is_signed(&digest, signature) {
            let text = "the signature in the journal is not this server's";
            return Err(Refused::new("document-signature", Some("document"), text).into());
        }
        let withdrawn_on = facts.iter().find_map(|one| match &one.fact {
            CaseFact::PaperWithdrawn(fact) if fact.paper == recorded.version => {
                Some(fact.withdrawn.on())
            }
            _ => None,
        });
        let approved_at = recorded.recorded_at;
        Ok(Confirmed { digest: name, approved_at, case: stream, withdrawn_on })
    }

    /// Whether a signature over a digest is this server's.
    fn is_signed(&self, digest: &[u8], signature: &str) -> bool {
        let signature = BASE64.decode(signature).ok();
        let signature = signature.and_then(|bytes| Signature::from_slice(&bytes).ok());
        let key = self.secrets().signing().verifying_key();
        signature.is_some_and(|signature| key.verify(digest, &signature).is_ok())
    }

    /// Returns the version of the installation's stream.
    pub(crate) fn installation_version(&self) -> Result<u32, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let standing = reader.standing(INSTALLATION.stream()).map_err(Failure::outage)?;
        Ok(standing.map_or(0, |(_, version)| version))
    }

    /// Returns the bytes kept under a digest, opened.
    pub(crate) fn blob(
        &self,
        reader: &bagyt_store::Reader<'_>,
        digest: &str,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let Some(name) = digest_of(digest) else { return Ok(None) };
        match reader.blob(&name).map_err(Failure::outage)? {
            Some(bytes) => {
                self.secrets().open_blob(&name, &bytes).map(Some).map_err(Failure::defect)
            }
            None => Ok(None),
        }
    }
}

/// Reads a digest in hexadecimal.
pub(crate) fn digest_of(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (place, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(digest)
}
