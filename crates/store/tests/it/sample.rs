//! Commands and entries for tests: real entries about nothing in particular.

use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::effective::Zone;
use bagyt_core::fact::NewFact;
use bagyt_core::identity::{CaseId, CommandId, StreamId};
use bagyt_core::journal::{self, Place};
use bagyt_core::view::{Cell, ViewRows, ViewTable, period, text};
use bagyt_store::{Append, Commit, NewEntry};
use jiff::Timestamp;
use uuid::Uuid;

/// A projection for tests: what was noted about a case.
pub(crate) const NOTE_VIEW: ViewTable = ViewTable {
    name: "note_view",
    version: 1,
    columns: &[text("words"), period("length")],
    indexes: &["length"],
    personal: false,
};

pub(crate) static VIEWS: &[&ViewTable] = &[&NOTE_VIEW];

pub(crate) fn case(number: u128) -> StreamId {
    CaseId(Uuid::from_u128(number)).stream()
}

pub(crate) fn meta(number: u128) -> CommandMeta {
    CommandMeta {
        id: CommandId(Uuid::from_u128(number)),
        recorded_at: "2026-03-02T04:30:00Z".parse::<Timestamp>().unwrap(),
        actor: Actor::System,
        purpose: Purpose::Supervision,
    }
}

/// An entry that notes some words.
pub(crate) fn entry(meta: &CommandMeta, stream: StreamId, version: u32, words: &str) -> NewEntry {
    let fact = NewFact {
        kind: "test.words.noted",
        v: 1,
        effective: None,
        payload: serde_json::json!({ "words": words }),
        private: None,
    };
    let place = Place { stream, version, ordinal: 0, zone: Zone::Bishkek };
    NewEntry { bytes: journal::write(meta, place, &fact, None).unwrap(), kind: fact.kind.into() }
}

/// A command that notes words in one stream, from `first_version` on.
pub(crate) fn noting(number: u128, stream: StreamId, first_version: u32, words: &[&str]) -> Commit {
    let meta = meta(number);
    let entries = (first_version..)
        .zip(words)
        .map(|(version, words)| entry(&meta, stream, version, words))
        .collect();
    let mut digest = [0; 32];
    digest[..16].copy_from_slice(&number.to_be_bytes());
    let mut commit = Commit::new(meta, digest);
    commit.appends = vec![Append { stream, first_version, entries }];
    commit.answer = format!("noted {}", words.join(", "));
    commit
}

/// The rows of `words` in [`NOTE_VIEW`].
pub(crate) fn notes(words: &[&str]) -> ViewRows {
    let row = |words: &&str| vec![Cell::from(*words), Cell::from(words.len() as i64)];
    ViewRows { table: &NOTE_VIEW, rows: words.iter().map(row).collect() }
}
