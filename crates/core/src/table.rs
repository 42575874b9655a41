//! Tables that enter the journal: law rows, calendars, codes, forms, thresholds.
//!
//! A publication names the table and the digest of its bytes, which are kept as a blob. Decisions
//! and projections read the tables published at or before their position, so that replay gives
//! the same bytes for ever.

use serde::{Deserialize, Serialize};

use crate::effective::Effective;
use crate::fact::Fact;
use crate::merkle::{Frontier, leaf_hash};

/// A table was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablePublished {
    /// Name, for example `law/zz/deadlines`.
    pub name: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub digest: String,
    /// Number of bytes.
    pub size: u32,
}

/// Data was imported from a register kept outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterImported {
    /// SHA-256 of the file, lower-case hexadecimal.
    pub digest: String,
    /// SHA-256 of the mapping.
    pub map_digest: String,
    /// Lines taken.
    pub taken: u32,
    /// Lines refused.
    pub refused: u32,
}

/// A batch of evidence was kept beside the journal: many small records of one source, such as the
/// events of bracelets or the statements of a course.
///
/// Invariant: `items` and `root` are those of the records that were kept with the entry; the store
/// refuses others, and `verify` holds the records against them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceKept {
    /// Code of the source.
    pub source: String,
    /// Number of records.
    pub items: u32,
    /// Root of the Merkle tree (RFC 9162) over the records as they are kept, lower-case hexadecimal.
    pub root: String,
}

/// The kind of [`EvidenceKept`].
pub const EVIDENCE_KIND: &str = "core.evidence.kept";

impl EvidenceKept {
    /// Describes records as they are kept, in their order.
    pub fn of(source: &str, records: &[Vec<u8>]) -> Self {
        let mut tree = Frontier::new();
        records.iter().for_each(|record| tree.push(leaf_hash(record)));
        let root = tree.root().iter().map(|byte| format!("{byte:02x}")).collect();
        let items = u32::try_from(records.len()).unwrap_or(u32::MAX);
        EvidenceKept { source: source.to_owned(), items, root }
    }
}

crate::facts! {
    /// What happens to the installation itself.
    pub enum InstallationFact {
        /// A table was published.
        TablePublished(TablePublished) = "core.table.published" 1,
        /// A register was imported.
        RegisterImported(RegisterImported) = "core.register.imported" 1,
        /// A batch of evidence was kept.
        EvidenceKept(EvidenceKept) = "core.evidence.kept" 1,
    }
}

impl Fact for InstallationFact {
    fn effective(&self) -> Option<Effective> {
        None
    }
}
