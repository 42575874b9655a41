//! Who asked for something, when and why: what every command brings besides its content.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::identity::{CommandId, StaffId};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// A member of staff.
    Staff(StaffId),
    /// Another agency, by its code in the table of agencies, through a message.
    Agency(String),
    /// The installation itself: imports, publication of tables, deliveries.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Staff(staff) => write!(f, "staff/{staff}"),
            Actor::Agency(code) => write!(f, "agency/{code}"),
            Actor::System => f.write_str("system"),
        }
    }
}

/// A text does not name an actor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` names no actor; one reads `staff/…`, `agency/…` or `system`")]
pub struct NoActor {
    /// What was given.
    pub text: String,
}

impl FromStr for Actor {
    type Err = NoActor;

    fn from_str(text: &str) -> Result<Self, NoActor> {
        let refusal = || NoActor { text: text.to_owned() };
        match text.split_once('/') {
            Some(("staff", id)) => {
                Ok(Actor::Staff(StaffId(Uuid::parse_str(id).map_err(|_| refusal())?)))
            }
            Some(("agency", code)) if !code.is_empty() => Ok(Actor::Agency(code.to_owned())),
            None if text == "system" => Ok(Actor::System),
            _ => Err(refusal()),
        }
    }
}

impl Serialize for Actor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// For what lawful purpose something is read or written; stands in every entry and in the access
/// log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Taking in a message or a paper act and opening a case.
    Intake,
    /// Supervising and helping a client.
    Supervision,
    /// Leading an office: allocation, review, approval.
    Oversight,
    /// Deciding whether records belong to one person.
    Identification,
    /// Statistics and measurement.
    Measurement,
    /// Training of staff.
    Training,
    /// Evidence for partners and inspectors.
    Evidence,
    /// Running the installation.
    Administration,
}

/// What every command brings besides its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandMeta {
    /// Made by the caller; the same identifier with the same content gets the same answer, with
    /// other content it is refused.
    pub id: CommandId,
    /// Instant at which the server took the command, UTC.
    pub recorded_at: Timestamp,
    /// Who acts.
    pub actor: Actor,
    /// Why.
    pub purpose: Purpose,
}
