//! The last instant at which something is in time.

use jiff::Timestamp;
use jiff::civil::Date;

use super::ClockError;
use super::calendar::Calendar;
use super::clock::Term;
use super::day::{end_of, plus_days, plus_months, plus_seconds};
use super::limit::{Limit, Unit};
use super::row::OnHoliday;
use crate::effective::Zone;

/// From when a time is counted: the instant, and the civil day at the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Started {
    /// The instant; the first of the day where only the day is known.
    pub(crate) at: Timestamp,
    /// The civil day.
    pub(crate) on: Date,
}

/// When a time ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    /// The last instant at which an act is in time.
    pub(crate) at: Timestamp,
    /// Its civil day.
    pub(crate) on: Date,
    /// The last day before the holiday rule moved it.
    pub(crate) raw_on: Date,
}

/// What a time is counted by.
#[derive(Clone, Copy)]
pub(crate) struct Counting<'a> {
    pub(crate) calendar: &'a Calendar,
    pub(crate) zone: Zone,
    pub(crate) on_holiday: OnHoliday,
}

impl Counting<'_> {
    /// Counts a limit on from its start.
    ///
    /// Minutes, hours and days of 24 hours run from the instant; everything else from the day,
    /// which is not counted itself, to the end of the last day.
    pub(crate) fn after(&self, from: Started, limit: Limit) -> Result<Due, ClockError> {
        let number = i64::from(limit.number);
        match limit.unit {
            Unit::Minutes | Unit::Hours | Unit::DaysOf24Hours => {
                Ok(self.at_instant(plus_seconds(from.at, number * seconds(limit.unit))))
            }
            Unit::WorkingDays => {
                Ok(self.at_end_of(self.calendar.plus_working_days(from.on, limit.number)?))
            }
            unit => self.on_day(moved(from.on, unit, number)),
        }
    }

    /// Counts a limit back from an expiry; an expiry that is a day is counted from that day.
    pub(crate) fn before(&self, expiry: Started, limit: Limit) -> Result<Due, ClockError> {
        let number = -i64::from(limit.number);
        match limit.unit {
            Unit::Minutes | Unit::Hours | Unit::DaysOf24Hours => {
                Ok(self.at_instant(plus_seconds(expiry.at, number * seconds(limit.unit))))
            }
            Unit::WorkingDays => {
                Ok(self.at_end_of(self.calendar.minus_working_days(expiry.on, limit.number)?))
            }
            unit => self.on_day(moved(expiry.on, unit, number)),
        }
    }

    /// Moves an end by a span in which the time did not run.
    pub(crate) fn shifted(
        &self,
        due: Due,
        limit: Limit,
        from: Started,
        until: Started,
    ) -> Result<Due, ClockError> {
        let days = crate::view::day_number(until.on) - crate::view::day_number(from.on);
        if limit.unit.is_of_the_clock() {
            let passed = until.at.as_microsecond() - from.at.as_microsecond();
            return Ok(self.at_instant(plus_seconds(due.at, passed / 1_000_000)));
        }
        if limit.unit == Unit::WorkingDays {
            let passed = self.calendar.working_days_between(from.on, until.on)?;
            let on = if passed == 0 {
                due.on
            } else {
                self.calendar.plus_working_days(due.on, passed)?
            };
            return Ok(self.at_end_of(on));
        }
        self.on_day(plus_days(due.raw_on, days))
    }

    /// Puts an end that falls into days for which the person was freed off to the first day after
    /// them; the days stand by their first day.
    pub(crate) fn past(&self, due: Due, freed: &[Term]) -> Result<Due, ClockError> {
        let mut due = due;
        for days in freed {
            let Ok(first) = days.until.tomorrow() else { continue };
            if days.from <= due.on && due.on <= days.until {
                due = match self.on_day(first) {
                    // Years ahead nobody knows the holidays.
                    Err(ClockError::CalendarTooShort { .. }) => self.at_end_of(first),
                    counted => counted?,
                };
            }
        }
        Ok(due)
    }

    /// An end on a civil day, moved by the holiday rule.
    pub(crate) fn on_day(&self, raw_on: Date) -> Result<Due, ClockError> {
        let on = match self.on_holiday {
            OnHoliday::Stays => raw_on,
            OnHoliday::NextWorkingDay => self.calendar.next_working_day(raw_on)?,
            OnHoliday::PreviousWorkingDay => self.calendar.previous_working_day(raw_on)?,
        };
        Ok(Due { at: end_of(on, self.zone), on, raw_on })
    }

    fn at_instant(&self, at: Timestamp) -> Due {
        let on = self.zone.day_of(at);
        Due { at, on, raw_on: on }
    }

    fn at_end_of(&self, on: Date) -> Due {
        Due { at: end_of(on, self.zone), on, raw_on: on }
    }
}

fn seconds(unit: Unit) -> i64 {
    match unit {
        Unit::Minutes => 60,
        Unit::Hours => 3_600,
        _ => 86_400,
    }
}

/// Moves a day by calendar days, weeks, months or years.
pub(crate) fn moved(day: Date, unit: Unit, number: i64) -> Date {
    match unit {
        Unit::Weeks => plus_days(day, number * 7),
        Unit::Months => plus_months(day, number),
        Unit::Years => plus_months(day, number * 12),
        _ => plus_days(day, number),
    }
}
