//! The application over a record on disk, one use case a module.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod house_documents;
mod import;
mod journal_document;
mod numbers;
