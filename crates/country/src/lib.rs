//! The invented country: a seeded generator of people, offices and years of casework.
//!
//! It stands in for a real probation service in the demonstration, in tests and in measurements.
//! [`Country`] is a discrete-event simulation, day by day and hour by hour, of what courts, clients
//! and officers do; it hands over commands in the order of time and never writes anything itself.
//! The same seed gives the same commands, identifiers and words.
//!
//! Invariant: nobody and no place here exists. Names are drawn from lists, numbers have the form of
//! real ones, telephones a prefix that is given to nobody. How the figures were chosen stands in
//! `calibration`; what came of them is counted by [`census::Census`].

mod agenda;
mod arrivals;
mod breaches;
mod calibration;
pub mod census;
mod chance;
mod country;
mod courts;
mod diary;
mod endings;
mod fill;
mod helping;
mod identifier;
mod identity;
mod letters;
mod lists;
mod meetings;
mod names;
mod offices;
mod planning;
mod population;
mod practice;
mod referring;
mod staffing;
mod step;
mod stock;
mod supervision;
mod terms;
mod territory;
mod treating;
mod watching;
mod weekend;
mod words;
mod working;

pub use calibration::{GO_LIVE, REFORM, Size, TODAY};
pub use country::{Country, InventedCommand, Tables};
pub use fill::{FillError, fill, key_seed, now};
