//! Facts: what a wing says happened, and how it stands in an entry.
//!
//! A wing lists its facts with [`facts!`](crate::facts), which ties each variant to the kind and
//! version under which it is written for ever. A payload's member `private` is sealed as a whole;
//! a reader without the key, or after erasure, sees `None` there. A mistake is mended by a further
//! fact: [`Withdrawn`] takes an entry out of every fold, [`Corrected`] puts another in its place.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::command::Actor;
use crate::effective::Effective;
use crate::identity::CommandId;

/// A fact as it is handed to the journal, before it has a place there.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFact {
    /// Kind, for example `casework.contact.recorded`.
    pub kind: &'static str,
    /// Version of the payload's shape, from 1.
    pub v: u16,
    /// When it was true; `None` means at the moment of recording.
    pub effective: Option<Effective>,
    /// The clear part, a JSON object.
    pub payload: Value,
    /// The part to be sealed, a JSON object.
    pub private: Option<Value>,
}

/// A stored entry cannot be read as a fact of the wing.
#[derive(Debug, thiserror::Error)]
pub enum FactError {
    /// The wing has no fact of that kind and version.
    #[error("no fact `{kind}` version {v} is known; the program is older than the journal")]
    UnknownKind {
        /// The kind that stands in the entry.
        kind: String,
        /// Its version.
        v: u16,
    },
    /// The payload does not have the shape that its kind promises.
    #[error("an entry of kind `{kind}` version {v} has another shape than that kind")]
    Shape {
        /// The kind that stands in the entry.
        kind: String,
        /// Its version.
        v: u16,
        /// What the reader met.
        #[source]
        source: serde_json::Error,
    },
}

/// The facts of a wing, as written by [`facts!`](crate::facts).
pub trait FactCodec: Sized {
    /// Every kind with its version, in the order of the list.
    const KINDS: &'static [(&'static str, u16)];

    /// Kinds with an earlier version of their shape, which is read and no longer written.
    const OLD_KINDS: &'static [(&'static str, u16)];

    /// Returns kind and version.
    fn kind(&self) -> (&'static str, u16);

    /// Returns the clear part and the part to be sealed.
    ///
    /// # Errors
    ///
    /// When a value of the fact cannot be written as JSON, which a shape without maps keyed by
    /// other than text cannot meet.
    fn encode(&self) -> Result<(Value, Option<Value>), serde_json::Error>;

    /// Reads a fact from the JSON text of its payload, with `private` already put back if known.
    ///
    /// # Errors
    ///
    /// [`FactError::UnknownKind`], then [`FactError::Shape`].
    fn decode(kind: &str, v: u16, payload: &str) -> Result<Self, FactError>;
}

/// A fact that knows when it was true.
pub trait Fact: FactCodec {
    /// When it was true; `None` where that is the moment of recording.
    fn effective(&self) -> Option<Effective>;

    /// If the fact mends another entry of its stream, says which and how.
    fn mends(&self) -> Option<Mending<'_>> {
        None
    }

    /// Returns the fact in the form in which the journal takes it.
    ///
    /// # Errors
    ///
    /// As [`FactCodec::encode`].
    fn draft(&self) -> Result<NewFact, serde_json::Error> {
        let (kind, v) = self.kind();
        let (payload, private) = self.encode()?;
        Ok(NewFact { kind, v, effective: self.effective(), payload, private })
    }
}

/// How a fact mends an earlier entry of its stream.
#[derive(Clone, Copy, Debug)]
pub enum Mending<'a> {
    /// It takes the entry out.
    Withdraws(&'a Withdrawn),
    /// It puts another content in the entry's place.
    Corrects(&'a Corrected),
}

/// An entry of the same stream no longer holds: an excuse accepted later, a mistaken record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The version, in this stream, of the entry that is withdrawn.
    pub version: u32,
    /// Why, as a code of the wing.
    pub reason: String,
    /// The words that were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An entry of the same stream holds with another content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// The version, in this stream, of the entry that is corrected.
    pub version: u32,
    /// Why, as a code of the wing.
    pub reason: String,
    /// Kind of the new content; the same as that of the entry.
    pub kind: String,
    /// Version of the new content's shape.
    pub v: u16,
    /// The new clear content.
    pub payload: Value,
    /// The new sealed content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<Value>,
}

/// Free text of a person, always sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateWords {
    /// What was said or written.
    pub words: String,
}

/// A fact with its place in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<F> {
    /// Position in the journal's order, from 1.
    pub seq: u64,
    /// Position in its stream, from 1.
    pub version: u32,
    /// When the server took it.
    pub recorded_at: Timestamp,
    /// When it was true.
    pub effective: Effective,
    /// Who.
    pub actor: Actor,
    /// The command that it came from.
    pub cause: CommandId,
    /// What.
    pub fact: F,
}

/// Returns the facts that hold, in the order in which they were true.
///
/// Withdrawals and corrections are applied first (the last word about an entry counts; a
/// withdrawn withdrawal lets the entry hold again), then the rest stands in the order of
/// (effective, seq). The effective moment is compared by its civil day: facts of one day, some
/// known to the minute and some not, stand as they were recorded. The mending facts themselves
/// stay in the list, for the timeline.
///
/// # Errors
///
/// [`FactError`] if a correction's content cannot be read.
pub fn in_force<F: Fact>(mut facts: Vec<Recorded<F>>) -> Result<Vec<Recorded<F>>, FactError> {
    facts.sort_by_key(|recorded| recorded.seq);
    let mut withdrawn = std::collections::BTreeSet::new();
    // From the newest back, so that a withdrawn withdrawal no longer withdraws.
    for recorded in facts.iter().rev() {
        if let Some(Mending::Withdraws(mending)) = recorded.fact.mends() {
            let itself_holds = !withdrawn.contains(&recorded.version);
            if itself_holds && mending.version < recorded.version {
                withdrawn.insert(mending.version);
            }
        }
    }
    let mut corrections = std::collections::BTreeMap::new();
    for recorded in &facts {
        if withdrawn.contains(&recorded.version) {
            continue;
        }
        if let Some(Mending::Corrects(mending)) = recorded.fact.mends() {
            corrections.insert(mending.version, mending.clone());
        }
    }
    facts.retain(|recorded| !withdrawn.contains(&recorded.version));
    for recorded in &mut facts {
        if let Some(new) = corrections.get(&recorded.version) {
            let payload = whole_payload(&new.payload, new.private.as_ref());
            recorded.fact = F::decode(&new.kind, new.v, &payload.to_string())?;
            if let Some(effective) = recorded.fact.effective() {
                recorded.effective = effective;
            }
        }
    }
    facts.sort_by_key(|recorded| (recorded.effective.on(), recorded.seq));
    Ok(facts)
}

/// Puts the opened private part back where the fact's reader expects it.
pub fn whole_payload(clear: &Value, private: Option<&Value>) -> Value {
    let mut whole = clear.clone();
    if let (Value::Object(members), Some(private)) = (&mut whole, private) {
        members.insert("private".to_owned(), private.clone());
    }
    whole
}

/// Takes the member `private` out of a payload; used by [`facts!`](crate::facts).
#[doc(hidden)]
pub fn part(mut whole: Value) -> (Value, Option<Value>) {
    let private = match &mut whole {
        Value::Object(members) => members.remove("private").filter(|value| !value.is_null()),
        _ => None,
    };
    (whole, private)
}

/// Lists the facts of a wing, each with the kind and version under which it is written for ever.
///
/// A new shape is a new version; `reads 1 by path` names the function that reads the JSON of the
/// earlier one into the shape of today.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// pub struct Opened { pub article: String }
/// bagyt_core::facts! {
///     /// What happens to a case.
///     pub enum Example {
///         /// It was opened.
///         Opened(Opened) = "example.opened" 1,
///     }
/// }
/// ```
#[macro_export]
macro_rules! facts {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_doc:meta])*
                $variant:ident($payload:ty) = $kind:literal $v:literal
                $(reads $old:literal by $reader:path)*,
            )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant($payload),)*
        }

        impl $crate::fact::FactCodec for $name {
            const KINDS: &'static [(&'static str, u16)] = &[$(($kind, $v)),*];
            const OLD_KINDS: &'static [(&'static str, u16)] = &[$($(($kind, $old),)*)*];

            fn kind(&self) -> (&'static str, u16) {
                match self { $($name::$variant(_) => ($kind, $v),)* }
            }

            fn encode(
                &self,
            ) -> Result<(serde_json::Value, Option<serde_json::Value>), serde_json::Error> {
                let whole = match self { $($name::$variant(fact) => serde_json::to_value(fact)?,)* };
                Ok($crate::fact::part(whole))
            }

            fn decode(kind: &str, v: u16, payload: &str) -> Result<Self, $crate::fact::FactError> {
                match (kind, v) {
                    $(($kind, $v) => serde_json::from_str(payload)
                        .map($name::$variant)
                        .map_err(|source| $crate::fact::FactError::Shape {
                            kind: kind.to_owned(), v, source,
                        }),
                    $(($kind, $old) => $reader(payload)
                        .map($name::$variant)
                        .map_err(|source| $crate::fact::FactError::Shape {
                            kind: kind.to_owned(), v, source,
                        }),)*)*
                    _ => Err($crate::fact::FactError::UnknownKind { kind: kind.to_owned(), v }),
                }
            }
        }

        $(impl From<$payload> for $name {
            fn from(fact: $payload) -> Self { $name::$variant(fact) }
        })*
    };
}
