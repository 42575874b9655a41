//! The application over a record on disk, one use case a module.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

// The private PostgreSQL server is started by the same code as in the store's own tests.
mod abroad;
mod access;
mod campaign;
mod checkpoint;
#[path = "../../../store/tests/it/cluster.rs"]
#[allow(dead_code, unused_macros, unused_imports, reason = "the store's tests use more of it")]
mod cluster;
mod court;
mod delivery;
mod deputies;
mod device;
mod drafts;
mod earlier;
mod erasure;
mod finding;
mod heads;
mod house_documents;
mod import;
mod journal_document;
mod known;
mod lawmaking;
mod merging;
mod numbers;
mod papers;
mod police;
mod publishing;
mod register;
mod reminding;
mod scan;
mod second_factor;
mod second_look;
mod service;
mod taking_out;
mod time_study;
mod uploads;
mod walk;
