//! Messages with the other agencies, and the people that they speak of.
//!
//! Invariant: this crate is pure. It knows no clock, file, network, database, runtime or source of
//! chance; today, keys, code lists and the law's limits are arguments.
//!
//! The way of a message: its bytes are kept, [`message::understand`] reads them against the code
//! lists and names every fault, [`linkage::match_person`] says to whom they belong or that a
//! person has to decide, and the facts of [`fact`] say what became of it. What goes out is written
//! by [`outbound`]. A paper act takes the same way through [`paper`].
//!
//! What a judgment starts (a case, its clocks) stands in the casework wing; who may see a record
//! stands in the policy.

pub mod codes;
pub mod erasure;
pub mod fact;
pub mod fault;
pub mod finding;
pub mod linkage;
pub mod merge;
pub mod message;
pub mod name;
pub mod number;
pub mod outbound;
pub mod paper;
pub mod person;
pub mod register;
pub mod review;
pub mod view;
