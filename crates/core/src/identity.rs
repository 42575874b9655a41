//! Identifiers of the things that have a stream of their own, and of commands.
//!
//! An identifier is a UUID (version 7 where the product makes it) that comes in with the command;
//! nothing in the pure crates makes one. A stream's name is its kind and its identifier.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident = $stream:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Returns the stream in which the facts about this thing stand.
            pub fn stream(self) -> StreamId {
                StreamId { kind: StreamKind::$name, id: self.0 }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*

        /// What a stream is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StreamKind {
            $(#[doc = concat!("Facts of one `", $stream, "`.")] $name,)*
        }

        impl StreamKind {
            /// Returns the word that stands before the slash in a stream's name.
            pub fn name(self) -> &'static str {
                match self { $(StreamKind::$name => $stream,)* }
            }

            /// Returns the kind whose name is `name`, if there is one.
            pub fn find(name: &str) -> Option<StreamKind> {
                match name { $($stream => Some(StreamKind::$name),)* _ => None }
            }
        }
    };
}

identifiers! {
    /// One supervision of one person on the basis of one court act.
    CaseId = "case";
    /// A human being known to the service, under supervision or not.
    PersonId = "person";
    /// A message that came in or went out, or a paper act entered by hand.
    MessageId = "message";
    /// A member of staff of an agency, with posts over time.
    StaffId = "staff";
    /// A service to which an office refers clients.
    ServiceId = "service";
    /// A prosecutor's act of supervision that demands something of an office.
    ProsecutorActId = "prosecutor_act";
    /// A time study of an office: what people are doing at drawn moments.
    TimeStudyId = "time_study";
    /// An employer or a school to which an office sends clients.
    EmployerId = "employer";
    /// A victim's wish to be told of what happens to a client.
    WishId = "wish";
    /// A specialist's confidential notes about a client.
    NotebookId = "notebook";
    /// A table published into the journal (law, calendar, codes, forms, thresholds).
    TableId = "table";
    /// A training need of an office.
    NeedId = "need";
    /// A reform project whose evidence is read from the journal.
    ProjectId = "project";
    /// The standing of an installation itself: opening, imports, checkpoints.
    InstallationId = "installation";
}

/// The identifier of an accepted command; the `cause` of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(pub Uuid);

impl fmt::Display for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The code of an office, as in the table of agencies (for example `ZZ-03-02`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficeCode(pub String);

impl fmt::Display for OfficeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a stream: `case/0190…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// What the stream is about.
    pub kind: StreamKind,
    /// Which of them.
    pub id: Uuid,
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.name(), self.id)
    }
}

/// A text is not the name of a stream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not the name of a stream; one reads like `case/0190c0de-…`")]
pub struct NoStreamName {
    /// What was given.
    pub text: String,
}

impl FromStr for StreamId {
    type Err = NoStreamName;

    fn from_str(text: &str) -> Result<Self, NoStreamName> {
        let refusal = || NoStreamName { text: text.to_owned() };
        let (kind, id) = text.split_once('/').ok_or_else(refusal)?;
        let kind = StreamKind::find(kind).ok_or_else(refusal)?;
        let id = Uuid::parse_str(id).map_err(|_| refusal())?;
        Ok(StreamId { kind, id })
    }
}

impl Serialize for StreamId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StreamId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
