//! The words that all wings share: identifiers, time, the journal's shapes, sealing, evidence and
//! law rows.
//!
//! Invariant: this crate is pure. It knows no clock, file, network, database, runtime or source of
//! chance; "today", keys, tables and calendars are arguments.

pub mod command;
pub mod drafting;
pub mod effective;
pub mod fact;
pub mod finding;
pub mod identity;
pub mod journal;
pub mod law;
pub mod merkle;
pub mod money;
pub mod month;
pub mod refusal;
pub mod seal;
pub mod table;
pub mod view;
pub mod words;
