//! The pages and the interface for messages: HTTP in front of the application.
//!
//! Pages are made on the server, work without script and speak four languages. This crate holds
//! no rule of the trade and no SQL: a handler asks the application, on a thread that may wait, and
//! turns codes into words.
//!
//! Invariants: every text that a reader sees stands in `i18n/`; a page that tells of a person is
//! never kept by a browser or a proxy; what was typed into a refused form is shown again.

mod answered;
mod assets;
mod chart;
mod cited;
mod countries;
mod drafts;
mod export;
mod failure;
mod form;
mod format;
mod frame;
mod guard;
mod guide;
mod icalendar;
mod language;
mod law_here;
mod listing;
mod months;
pub mod outgoing;
mod pages;
mod parts;
mod picture;
mod posted;
mod refusal;
pub mod register_sheet;
mod router;
mod session;
mod site;
pub mod taking_out;
mod texts;
mod visit;
mod words;

#[cfg(test)]
mod texts_check;

pub use router::router;
pub use site::{Site, serve};
