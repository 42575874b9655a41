//! Clocks: every time limit that ran or runs in a case, read off what happened in it.
//!
//! A clock is started, met, stopped and ended by happenings, each the name that a row uses with the
//! entry it stands in. The edition is chosen by the row's time mode and never by today. Something
//! repeated starts anew when it is met, and when its period ran out unmet; a later act meets every
//! open period. Two rows that contradict each other both give a clock, of which the stricter is
//! applied. Nothing here says whether an absence is a violation, or what follows from lateness.

use jiff::Timestamp;
use jiff::civil::Date;

use super::group::Membership;
use super::limit::Limit;
use super::row::{Domain, Row};
use crate::effective::Effective;

/// Something that happened in a case and that rows may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening<'a> {
    /// Its name, as in the columns `starts_on` and `met_by`.
    pub name: &'a str,
    /// When it was true.
    pub at: Effective,
    /// Version of its entry in the case's stream.
    pub version: u32,
    /// Where it belongs to one matter (an absence, a submission): the version of the entry that
    /// opened the matter. It then meets only clocks of that matter; without one it meets all.
    pub about: Option<u32>,
}

/// A term of supervision, a sentence, or days of leave. The last day belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub from: Date,
    /// Last day, which belongs to the term.
    pub until: Date,
}

/// Whose clocks are counted.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The field of work.
    pub domain: Domain,
    /// Code of the measure or kind of sentence.
    pub measure: &'a str,
    /// Groups to which the person belongs, with their days.
    pub groups: &'a [Membership],
    /// Day of the offence, where known.
    pub offence_on: Option<Date>,
    /// The term as it now stands, extensions and suspensions counted in.
    pub term: Option<Term>,
    /// Days for which the person was freed from what is `freeable`, by their first day.
    pub freed: &'a [Term],
}

/// By what a clock was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// When.
    pub at: Timestamp,
    /// The civil day at the office.
    pub on: Date,
    /// Version of the entry.
    pub version: u32,
}

/// How a clock stands. Nothing here depends on today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClockState {
    /// Not met, and still to be met.
    Open,
    /// Met, at the last instant or before.
    InTime,
    /// Met, after the last instant.
    Late,
    /// Ended unmet after the last instant.
    Never,
    /// Ended before the last instant, so that nothing was owed any more.
    Void,
}

impl ClockState {
    /// Returns the word under which it stands in projections.
    pub fn name(self) -> &'static str {
        match self {
            ClockState::Open => "open",
            ClockState::InTime => "in_time",
            ClockState::Late => "late",
            ClockState::Never => "never",
            ClockState::Void => "void",
        }
    }
}

/// A time limit that ran or runs.
///
/// Invariant: it names the row, and so the edition, that gave its last day.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'p> {
    /// The row, in the edition that applies.
    pub row: &'p Row,
    /// The field of work of the case.
    pub domain: Domain,
    /// From when it is counted.
    pub from: Timestamp,
    /// The civil day of that.
    pub from_on: Date,
    /// The last instant at which it is kept: for a limit in days the last microsecond of that day
    /// at the office.
    pub due: Timestamp,
    /// The civil day of that.
    pub due_on: Date,
    /// Version of the entry that started it.
    pub started_version: u32,
    /// Version of the entry that opened the matter; the starting entry's own if it opened one.
    pub about: u32,
    /// Which period of a repeated row it is, from 1.
    pub period: u32,
    /// By what it was met.
    pub met: Option<Met>,
    /// When it ended unmet.
    pub ended: Option<Timestamp>,
    /// Days by which a suspended term moved its end.
    pub suspended_days: u32,
    /// Whether the term is suspended and not yet resumed; the end will move.
    pub is_suspended: bool,
    /// Whether it is the one to go by; false where a row that contradicts it is stricter.
    pub is_applied: bool,
    /// The last day before the holiday rule moved it.
    pub(super) raw_on: Date,
    /// The row's number.
    pub(super) limit: Limit,
}

impl Clock<'_> {
    /// Returns the code of the row.
    pub fn code(&self) -> &str {
        &self.row.code
    }

    /// Returns the day from which the edition is in force.
    pub fn edition(&self) -> Date {
        self.row.in_force_from
    }

    /// Returns how it stands.
    pub fn state(&self) -> ClockState {
        match (self.met, self.ended) {
            (Some(met), _) if met.at <= self.due => ClockState::InTime,
            (Some(_), _) => ClockState::Late,
            (None, Some(ended)) if ended <= self.due => ClockState::Void,
            (None, Some(_)) => ClockState::Never,
            (None, None) => ClockState::Open,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.met.is_none() && self.ended.is_none()
    }
}
