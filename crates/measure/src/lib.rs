//! Measuring: official statistics, the effect of sentences, law against practice, import of
//! registers.
//!
//! Everything here reads; nothing decides. Counts are integers and open to the entries they were
//! counted from; estimates are floating-point numbers and are rounded where they are published.
//!
//! Invariant: this crate is pure. Days, tables, mappings and rows are arguments.

pub mod chart;
pub mod disclosure;
pub mod gap;
pub mod import;
pub mod indicator;
pub mod proportion;
pub mod reoffending;
pub mod survival;
pub mod table;
pub mod work_sampling;
