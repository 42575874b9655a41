//! The facts of two records that are found to be one person's, and of parting them again. They
//! name nobody: what each record knows stays in its own stream.

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::PersonId;
use serde::{Deserialize, Serialize};

/// Somebody proposed that another record is this person's too. Stands in the record that stays the
/// main one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeProposed {
    /// The other record.
    pub other: PersonId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Another person refused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeRefused {
    /// Version of the entry in which it was proposed.
    pub proposed: u32,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Another person confirmed it: from then on both records are one person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeConfirmed {
    /// Version of the entry in which it was proposed.
    pub proposed: u32,
    /// The other record.
    pub other: PersonId,
}

/// The records are two persons' after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeUndone {
    /// Version of the entry in which it was confirmed.
    pub confirmed: u32,
    /// The other record.
    pub other: PersonId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// This record is that of another one's person; stands in the other record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonJoined {
    /// The main record.
    pub to: PersonId,
}

/// This record is a person of its own again; stands in the other record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonParted {
    /// The record that was the main one.
    pub from: PersonId,
}
