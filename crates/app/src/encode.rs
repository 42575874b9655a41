//! From a decision to written entries: sealing, bytes, the columns beside them.

use bagyt_core::command::CommandMeta;
use bagyt_core::identity::StreamId;
use bagyt_core::journal::{self, Place};
use bagyt_core::seal::RecordKey;
use bagyt_store::{Append, NewEntry};

use crate::outcome::Failure;
use crate::records::Decision;

/// Where the keys of records come from while a decision is written.
pub(crate) trait Keys {
    /// Returns the key of a stream, making one where it has none yet.
    fn key(&mut self, stream: StreamId) -> Result<RecordKey, Failure>;
}

/// Writes the entries of a decision, in order.
///
/// # Errors
///
/// [`Failure::Defect`] for a fact that cannot be written; whatever `keys` answers.
pub(crate) fn encode(
    meta: &CommandMeta,
    decision: &Decision,
    keys: &mut impl Keys,
) -> Result<Vec<Append>, Failure> {
    let mut ordinal = 0_u32;
    let mut appends = Vec::with_capacity(decision.writes.len());
    for write in decision.writes.iter().filter(|write| !write.facts.is_empty()) {
        let mut entries = Vec::with_capacity(write.facts.len());
        for (version, fact) in (write.version + 1..).zip(&write.facts) {
            let draft = fact.draft().map_err(Failure::defect)?;
            let place = Place { stream: write.stream, version, ordinal, zone: write.zone };
            let key = match draft.private {
                Some(_) => Some(keys.key(write.stream)?),
                None => None,
            };
            let bytes =
                journal::write(meta, place, &draft, key.as_ref()).map_err(Failure::defect)?;
            entries.push(NewEntry { bytes, kind: draft.kind.into() });
            ordinal += 1;
        }
        appends.push(Append { stream: write.stream, first_version: write.version + 1, entries });
    }
    Ok(appends)
}
