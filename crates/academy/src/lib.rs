//! The academy: what the people who do the work must be able to do, and where an office needs
//! training.
//!
//! Competences and the rules that lead from a weak indicator to a competence are data
//! (`curriculum/*.toml`). A training need is a fact that a person raises; the figures only propose.
//!
//! Invariant: this crate is pure. Figures, tables and positions in the journal are arguments.

pub mod competence;
pub mod fact;
pub mod need;
pub mod view;
