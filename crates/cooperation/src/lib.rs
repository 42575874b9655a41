//! Co-operation: reform projects, their results, and what the record shows about the rules of
//! international standards.
//!
//! Standards are data (`standards/*.toml`). The record can show figures that speak about a rule;
//! whether the rule is kept, a person says.
//!
//! Invariant: this crate is pure. Figures, tables and positions in the journal are arguments.

pub mod evidence;
pub mod fact;
pub mod project;
pub mod standard;
pub mod view;
