//! The law as data: rows with dates, calendars, and the clocks that follow from them.
//!
//! A number that a parliament can change is never in Rust. It stands in a [`Row`] with an interval,
//! a source and its words; the rows of one country are a [`Pack`]. A row says one of a few
//! [`Kind`]s of thing: a deadline, a lead time before an expiry, a frequency, a right, a guard, a
//! fraction of a term, a count, a range, a ratio, a share, the money value of an index unit, or a
//! group of persons by age. [`clocks`] reads the rows forward over what happened in a case and
//! gives every time limit that ran or runs, each naming its row and edition.
//!
//! Invariant: every day that [`clocks`] gives names its row; where no row was in force there is no
//! day. Nothing here depends on today: a clock is a function of what happened, the pack and the
//! calendar, so that replay gives the same clocks for ever.
//!
//! How a lawyer reads and adds a row, a group, a happening and a scenario stands in
//! `law/README.md`; the files are read by [`Pack::parse`], [`Calendar::parse`] and [`check`].

mod calendar;
pub mod campaign;
mod check;
mod clock;
mod columns;
mod day;
mod due;
pub mod enacted;
mod group;
mod limit;
mod loading;
mod pack;
mod reading;
mod reckoning;
mod row;
mod running;
mod scenario;

pub use calendar::{Calendar, CalendarYear, Certainty};
pub use check::{Country, CountryReport, Failure, Report, check};
pub use clock::{Clock, ClockState, Happening, Met, Subject, Term};
pub use group::{Groups, Membership, Person, Sex, age_on, groups_on};
pub use limit::{Limit, Unit};
pub use pack::{AgeSpan, Attribute, Happened, Pack, Reform};
pub use reading::{Named, PackError, PackErrors, Place, Problem};
pub use row::{
    AgeOf, Anchor, Basis, Compare, Domain, Domains, Kind, Milder, OnHoliday, Rounding, Row, Source,
    Texts, TimeMode,
};
pub use running::clocks;

use jiff::civil::Date;

/// The law tables or the calendar cannot answer.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClockError {
    /// The law tables have no row of that code on that day for that person.
    #[error("no rule `{code}` was in force on {on}; complete the law table first")]
    NoRule {
        /// Code of the rule, as in the `code` column.
        code: String,
        /// Day on which it was looked for.
        on: Date,
    },
    /// The calendar does not reach a day that the rule needs.
    #[error("the calendar `{calendar}` does not reach {on}; add that year's holidays first")]
    CalendarTooShort {
        /// Name of the calendar.
        calendar: String,
        /// The first day that could not be judged.
        on: Date,
    },
    /// The edition of the rule is chosen by the day of the offence, which is not known.
    #[error("rule `{code}` goes by the day of the offence, which the case does not state")]
    OffenceDayUnknown {
        /// Code of the rule.
        code: String,
    },
    /// The rule was asked for something that its kind does not say.
    #[error("rule `{code}` is of another kind and does not say this")]
    OtherKind {
        /// Code of the rule.
        code: String,
    },
}
