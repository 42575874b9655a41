//! The journal's entry: its one written form, for ever.
//!
//! An entry is a format-version byte followed by canonical JSON (RFC 8785): members sorted, no
//! white space, integers only. The written bytes are the truth; every column beside them in a
//! database is extracted from them and can be rebuilt. `docs/journal.md` documents the form.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::command::{Actor, CommandMeta, Purpose};
use crate::effective::{Effective, Zone};
use crate::fact::{FactCodec, FactError, NewFact, Recorded};
use crate::identity::{CommandId, StreamId};
use crate::seal::{RecordKey, SealError, Sealed};

/// The format of the bytes that follow; the first byte of every entry.
pub const FORMAT: u8 = 1;

/// The largest integer that canonical JSON carries exactly (RFC 8785, section 3.2.2.3).
pub const INTEGER_MAX: i64 = 9_007_199_254_740_991;

/// An entry as it is written; members stand in the order of canonical JSON.
#[derive(Serialize)]
struct Written<'a> {
    actor: &'a Actor,
    cause: CommandId,
    effective: Effective,
    kind: &'a str,
    payload: Canonical<'a>,
    purpose: Purpose,
    recorded_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed: Option<&'a Sealed>,
    stream: StreamId,
    v: u16,
    version: u32,
}

/// A JSON value whose members are written in the order of canonical JSON (RFC 8785, section
/// 3.2.3: by UTF-16 code units), whatever order the library keeps them in.
struct Canonical<'a>(&'a Value);

impl Serialize for Canonical<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Array(members) => serializer.collect_seq(members.iter().map(Canonical)),
            Value::Object(members) => {
                let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
                sorted.sort_by(|(one, _), (other, _)| match one.is_ascii() && other.is_ascii() {
                    true => one.cmp(other),
                    false => one.encode_utf16().cmp(other.encode_utf16()),
                });
                serializer
                    .collect_map(sorted.into_iter().map(|(name, value)| (name, Canonical(value))))
            }
            plain => plain.serialize(serializer),
        }
    }
}

/// An entry as it is read; the payload stays text until a wing asks for its fact.
#[derive(Debug, Deserialize)]
pub struct Entry<'a> {
    /// Who acted.
    pub actor: Actor,
    /// The command that it came from.
    pub cause: CommandId,
    /// When it was true.
    pub effective: Effective,
    /// Kind, for example `casework.contact.recorded`.
    #[serde(borrow)]
    pub kind: std::borrow::Cow<'a, str>,
    /// The clear part.
    #[serde(borrow)]
    pub payload: &'a RawValue,
    /// Why.
    pub purpose: Purpose,
    /// When the server took it, UTC, to the microsecond.
    pub recorded_at: Timestamp,
    /// The sealed part.
    #[serde(default)]
    pub sealed: Option<Sealed>,
    /// The stream.
    pub stream: StreamId,
    /// Version of the payload's shape.
    pub v: u16,
    /// Position in the stream, from 1.
    pub version: u32,
}

/// An entry cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// The first byte names a format that this program does not know.
    #[error("the entry has format {format}; this program reads format {FORMAT}")]
    UnknownFormat {
        /// The first byte; 0 for an empty entry.
        format: u8,
    },
    /// The bytes are not the JSON of an entry.
    #[error("the entry's bytes are not an entry")]
    Shape(#[source] serde_json::Error),
    /// A payload holds a number that canonical JSON cannot carry exactly.
    #[error("`{number}` in a payload of `{kind}` is no whole number up to 2^53 - 1")]
    Number {
        /// The number as text.
        number: String,
        /// Kind of the fact.
        kind: String,
    },
    /// The private part could not be sealed or opened.
    #[error("the private part of an entry of `{kind}` stays closed")]
    Seal {
        /// Kind of the fact.
        kind: String,
        /// Why.
        #[source]
        source: SealError,
    },
    /// The wing cannot read the payload.
    #[error("the entry's payload cannot be read")]
    Fact(#[from] FactError),
}

/// Where a new entry stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The stream.
    pub stream: StreamId,
    /// Position in the stream, from 1.
    pub version: u32,
    /// Ordinal of the entry among those of its command, from 0.
    pub ordinal: u32,
    /// The office's zone, for facts that were true when they were recorded.
    pub zone: Zone,
}

/// Writes an entry.
///
/// `key` is the record key of the stream; it is needed only where the fact has a private part.
///
/// # Errors
///
/// [`EntryError::Number`] for a number that is not whole or too large; [`EntryError::Seal`] if a
/// private part has no key; [`EntryError::Shape`] if the payload cannot be written.
pub fn write(
    meta: &CommandMeta,
    place: Place,
    fact: &NewFact,
    key: Option<&RecordKey>,
) -> Result<Vec<u8>, EntryError> {
    check_numbers(&fact.payload, fact.kind)?;
    let sealed = match &fact.private {
        None => None,
        Some(private) => {
            check_numbers(private, fact.kind)?;
            let text = serde_json::to_vec(&Canonical(private)).map_err(EntryError::Shape)?;
            let sealed = key
                .ok_or(SealError::NoKey)
                .and_then(|key| key.seal(meta.id, place.ordinal, &associated(place), &text))
                .map_err(|source| EntryError::Seal { kind: fact.kind.to_owned(), source })?;
            Some(sealed)
        }
    };
    let recorded_at = whole_microseconds(meta.recorded_at);
    let written = Written {
        actor: &meta.actor,
        cause: meta.id,
        effective: fact.effective.unwrap_or(Effective::instant(recorded_at, place.zone)),
        kind: fact.kind,
        payload: Canonical(&fact.payload),
        purpose: meta.purpose,
        recorded_at,
        sealed: sealed.as_ref(),
        stream: place.stream,
        v: fact.v,
        version: place.version,
    };
    let mut bytes = Vec::with_capacity(512);
    bytes.push(FORMAT);
    serde_json::to_writer(&mut bytes, &written).map_err(EntryError::Shape)?;
    Ok(bytes)
}

/// Cuts an instant to the microsecond, the precision that both databases keep.
fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// What the sealed part is bound to: moved to another entry it does not open.
fn associated(place: Place) -> String {
    format!("{}#{}", place.stream, place.version)
}

fn check_numbers(value: &Value, kind: &str) -> Result<(), EntryError> {
    match value {
        Value::Number(number) => match number.as_i64() {
            Some(whole) if whole.abs() <= INTEGER_MAX => Ok(()),
            _ => Err(EntryError::Number { number: number.to_string(), kind: kind.to_owned() }),
        },
        Value::Array(members) => members.iter().try_for_each(|member| check_numbers(member, kind)),
        Value::Object(members) => {
            members.values().try_for_each(|member| check_numbers(member, kind))
        }
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}

/// Reads an entry's frame.
///
/// # Errors
///
/// [`EntryError::UnknownFormat`], then [`EntryError::Shape`].
pub fn read(bytes: &[u8]) -> Result<Entry<'_>, EntryError> {
    match bytes.split_first() {
        Some((&FORMAT, rest)) => serde_json::from_slice(rest).map_err(EntryError::Shape),
        Some((&format, _)) => Err(EntryError::UnknownFormat { format }),
        None => Err(EntryError::UnknownFormat { format: 0 }),
    }
}

impl Entry<'_> {
    /// Reads the entry's fact without its private part.
    ///
    /// # Errors
    ///
    /// [`FactError`] as the wing's reader.
    pub fn fact<F: FactCodec>(&self) -> Result<F, FactError> {
        F::decode(&self.kind, self.v, self.payload.get())
    }

    /// Reads the entry's fact with its private part.
    ///
    /// Without a key (erased, or not given) the private part stays `None`.
    ///
    /// # Errors
    ///
    /// [`EntryError::Seal`] if the key is not the entry's; [`EntryError::Fact`] as the wing's
    /// reader.
    pub fn opened_fact<F: FactCodec>(&self, key: Option<&RecordKey>) -> Result<F, EntryError> {
        let private = self.private(key)?;
        let Some(private) = private else { return Ok(self.fact()?) };
        let clear = self.payload.get();
        let body = clear.strip_suffix('}').unwrap_or(clear);
        let comma = if body.len() > 1 { "," } else { "" };
        let whole = format!("{body}{comma}\"private\":{private}}}");
        Ok(F::decode(&self.kind, self.v, &whole)?)
    }

    /// Opens the private part: its JSON text, `None` if there is none or no key.
    ///
    /// # Errors
    ///
    /// [`EntryError::Seal`] if the key is not the entry's.
    pub fn private(&self, key: Option<&RecordKey>) -> Result<Option<String>, EntryError> {
        let (Some(sealed), Some(key)) = (&self.sealed, key) else { return Ok(None) };
        let refusal = |source| EntryError::Seal { kind: self.kind.to_string(), source };
        let bound_to = format!("{}#{}", self.stream, self.version);
        let bytes = key.open(self.cause, sealed, &bound_to).map_err(refusal)?;
        String::from_utf8(bytes).map(Some).map_err(|_| refusal(SealError::Broken))
    }

    /// Gives the fact its place, for folding.
    pub fn recorded<F>(&self, seq: u64, fact: F) -> Recorded<F> {
        Recorded {
            seq,
            version: self.version,
            recorded_at: self.recorded_at,
            effective: self.effective,
            actor: self.actor.clone(),
            cause: self.cause,
            fact,
        }
    }
}

#[cfg(test)]
#[allow(
    unreachable_pub,
    private_interfaces,
    reason = "the list of facts is made for a wing, where it is public"
)]
mod tests {
    use super::*;
    use crate::identity::CaseId;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Happened {
        zeal: u32,
        alpha: Inner,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        private: Option<Inner>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Inner {
        second: String,
        first: i64,
    }

    crate::facts! {
        /// An example.
        pub enum Example {
            /// It happened.
            Happened(Happened) = "example.happened" 1,
        }
    }

    impl crate::fact::Fact for Example {
        fn effective(&self) -> Option<Effective> {
            None
        }
    }

    fn written(key: Option<&RecordKey>, private: Option<Inner>) -> Result<Vec<u8>, EntryError> {
        use crate::fact::Fact;
        let alpha = Inner { second: "б".to_owned(), first: -1 };
        let fact = Example::from(Happened { zeal: 2, alpha, private });
        let meta = CommandMeta {
            id: CommandId(Uuid::from_u128(5)),
            recorded_at: "2026-11-01T03:00:00.000001234Z".parse().unwrap(),
            actor: Actor::System,
            purpose: Purpose::Administration,
        };
        let stream = CaseId(Uuid::from_u128(7)).stream();
        let place = Place { stream, version: 1, ordinal: 0, zone: Zone::Bishkek };
        write(&meta, place, &fact.draft().unwrap(), key)
    }

    #[test]
    fn members_stand_in_canonical_order_in_every_build() {
        let bytes = written(None, None).unwrap();
        assert_eq!(bytes[0], FORMAT);
        let text = std::str::from_utf8(&bytes[1..]).unwrap();
        let expected = concat!(
            r#"{"actor":"system","cause":"00000000-0000-0000-0000-000000000005","#,
            r#""effective":"2026-11-01T03:00:00.000001Z[Asia/Bishkek]","kind":"example.happened","#,
            r#""payload":{"alpha":{"first":-1,"second":"б"},"zeal":2},"purpose":"administration","#,
            r#""recorded_at":"2026-11-01T03:00:00.000001Z","#,
            r#""stream":"case/00000000-0000-0000-0000-000000000007","v":1,"version":1}"#,
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn a_sealed_part_opens_with_its_key_and_is_absent_without() {
        let key = RecordKey::new([9; 32]);
        let private = Inner { second: "secret".to_owned(), first: 3 };
        let bytes = written(Some(&key), Some(private.clone())).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("secret"));
        let entry = read(&bytes).unwrap();
        let Example::Happened(opened) = entry.opened_fact(Some(&key)).unwrap();
        assert_eq!(opened.private, Some(private));
        let Example::Happened(closed) = entry.opened_fact(None).unwrap();
        assert_eq!(closed.private, None);
    }

    #[test]
    fn a_private_part_without_a_key_is_refused() {
        let private = Inner { second: "secret".to_owned(), first: 3 };
        assert!(matches!(written(None, Some(private)), Err(EntryError::Seal { .. })));
    }

    #[test]
    fn an_unknown_format_is_named() {
        assert_eq!(
            read(&[7, b'{']).unwrap_err().to_string(),
            "the entry has format 7; this program reads format 1"
        );
    }
}
