//! Reading a stream's entries as facts.

use bagyt_core::fact::{Fact, Recorded};
use bagyt_core::journal;
use bagyt_core::seal::RecordKey;

use crate::outcome::Failure;

/// Reads all entries of a stream as facts of one wing, in the order of their versions.
///
/// With a key the private parts are opened; without, they are absent.
///
/// # Errors
///
/// [`Failure::Defect`] if an entry cannot be read, which `bagyt verify` then explains.
pub(crate) fn facts<F: Fact>(
    entries: &[(u64, Vec<u8>)],
    key: Option<&RecordKey>,
) -> Result<Vec<Recorded<F>>, Failure> {
    let mut facts = Vec::with_capacity(entries.len());
    for (seq, bytes) in entries {
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let fact = entry.opened_fact(key).map_err(Failure::defect)?;
        facts.push(entry.recorded(*seq, fact));
    }
    Ok(facts)
}
