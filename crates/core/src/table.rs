//! Tables that enter the journal: law rows, calendars, codes, forms, thresholds.
//!
//! A publication names the table and the digest of its bytes, which are kept as a blob. Decisions
//! and projections read the tables published at or before their position, so that replay gives
//! the same bytes for ever.

use serde::{Deserialize, Serialize};

use crate::effective::Effective;
use crate::fact::Fact;

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

crate::facts! {
    /// What happens to the installation itself.
    pub enum InstallationFact {
        /// A table was published.
        TablePublished(TablePublished) = "core.table.published" 1,
        /// A register was imported.
        RegisterImported(RegisterImported) = "core.register.imported" 1,
    }
}

impl Fact for InstallationFact {
    fn effective(&self) -> Option<Effective> {
        None
    }
}
