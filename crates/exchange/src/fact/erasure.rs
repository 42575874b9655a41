//! The facts of forgetting who a person was. They stand in the person's stream and name nobody.

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::{CaseId, MessageId, StreamId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The row of law by which a record was kept, as it stood when somebody relied on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// Code of the row.
    pub row: String,
    /// First day on which that edition of the row was in force.
    pub edition_from: Date,
    /// Act and article, as they are cited.
    pub article: String,
    /// Last day on which the record was to be kept.
    pub until: Date,
}

/// Somebody asked that it be forgotten who the person was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureAsked {
    /// The law relied on.
    pub retention: Retention,
}

/// Another person refused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureRefused {
    /// Version of the entry in which it was asked.
    pub asked: u32,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Another person approved it: from then on it is forgotten who the person was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureApproved {
    /// Version of the entry in which it was asked.
    pub asked: u32,
    /// The law relied on, as it stood at the approval.
    pub retention: Retention,
    /// The cases whose sealed parts go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<CaseId>,
    /// The messages whose sealed parts go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<MessageId>,
    /// Other records about the person whose sealed parts go: a specialist's notebooks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<StreamId>,
    /// SHA-256 of the kept contents that go (messages, scans, papers), lower-case hexadecimal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<String>,
}
