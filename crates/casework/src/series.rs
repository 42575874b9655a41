//! The days of a series of appointments: every week, fortnight or month until a day.
//!
//! A day that is free at the office is left out or moved to the next working day, as the officer
//! chooses; the days after it keep their rhythm. The hour is the office's hour on every day, also
//! across a change of clocks.

use bagyt_core::law::Calendar;
use jiff::Span;
use jiff::civil::Date;

codes! {
    /// How often a series comes round.
    pub enum Every {
        /// Every week.
        Week = "week",
        /// Every second week.
        Fortnight = "fortnight",
        /// Every month, on the same day or the last that the month has.
        Month = "month",
    }
}

codes! {
    /// What becomes of a day on which the office is closed.
    pub enum FreeDay {
        /// It is left out.
        Skip = "skip",
        /// The next working day takes its place.
        Move = "move",
    }
}

/// A day of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesDay {
    /// The day by the rhythm.
    pub meant_on: Date,
    /// The day on which it will be; `None` if it is left out.
    pub on: Option<Date>,
}

/// The most appointments of one series: a year of weeks and the first of the next.
pub const SERIES_MOST: usize = 53;

bagyt_core::refusals! {
    /// Why a series has no days.
    pub enum SeriesRefusal {
        /// It would end before it begins.
        #[error("a series cannot begin on {first} and end on {until}")]
        Backwards {
            /// First day given.
            first: Date,
            /// Last day given.
            until: Date,
        } = "series-backwards" @ "repeat_until",
        /// It has too many days.
        #[error("a series has at most {most} appointments; end it earlier")]
        TooMany {
            /// The most.
            most: usize,
        } = "series-too-long" @ "repeat_until",
        /// The calendar does not reach its end.
        #[error("the holidays of {on} are not known yet; end the series earlier")]
        CalendarTooShort {
            /// The first day that could not be judged.
            on: Date,
        } = "series-calendar" @ "repeat_until",
    }
}

/// Returns the days of a series.
///
/// # Errors
///
/// [`SeriesRefusal`], in the order of its variants; the first that applies is returned.
pub fn days(
    first: Date,
    every: Every,
    until: Date,
    free_day: FreeDay,
    calendar: &Calendar,
) -> Result<Vec<SeriesDay>, SeriesRefusal> {
    if until < first {
        return Err(SeriesRefusal::Backwards { first, until });
    }
    let mut days = Vec::new();
    for times in 0..=i64::try_from(SERIES_MOST).unwrap_or(i64::MAX) {
        let Some(meant_on) = after(first, every, times).filter(|day| *day <= until) else { break };
        if days.len() == SERIES_MOST {
            return Err(SeriesRefusal::TooMany { most: SERIES_MOST });
        }
        let unknown = |_| SeriesRefusal::CalendarTooShort { on: meant_on };
        let on = match (calendar.is_working(meant_on).map_err(unknown)?, free_day) {
            (true, _) => Some(meant_on),
            (false, FreeDay::Skip) => None,
            (false, FreeDay::Move) => Some(calendar.next_working_day(meant_on).map_err(unknown)?),
        };
        days.push(SeriesDay { meant_on, on });
    }
    Ok(days)
}

/// Returns the day so many turns after the first.
fn after(first: Date, every: Every, times: i64) -> Option<Date> {
    let span = match every {
        Every::Week => Span::new().try_weeks(times),
        Every::Fortnight => Span::new().try_weeks(2 * times),
        Every::Month => Span::new().try_months(times),
    };
    first.checked_add(span.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{calendar, day};

    #[track_caller]
    fn check(
        (first, until): (&str, &str),
        every: Every,
        free_day: FreeDay,
        expected: Result<&[&str], &str>,
    ) {
        let told = |one: SeriesDay| match one.on {
            Some(on) if on == one.meant_on => on.to_string(),
            Some(on) => format!("{} -> {on}", one.meant_on),
            None => format!("{} left out", one.meant_on),
        };
        let days = days(day(first), every, day(until), free_day, &calendar());
        let days: Result<Vec<String>, String> = days
            .map(|days| days.into_iter().map(told).collect())
            .map_err(|refusal| refusal.to_string());
        let expected = expected.map(|days| days.iter().map(|day| (*day).to_owned()).collect());
        assert_eq!(days, expected.map_err(str::to_owned));
    }

    #[test]
    fn both_days_belong_to_a_series() {
        let span = ("2025-06-03", "2025-06-17");
        let days = ["2025-06-03", "2025-06-10", "2025-06-17"];
        check(span, Every::Week, FreeDay::Skip, Ok(&days));
        check(span, Every::Fortnight, FreeDay::Skip, Ok(&["2025-06-03", "2025-06-17"]));
        check(("2025-06-03", "2025-06-16"), Every::Week, FreeDay::Skip, Ok(&days[..2]));
        let why = "a series cannot begin on 2025-06-03 and end on 2025-06-02";
        check(("2025-06-03", "2025-06-02"), Every::Week, FreeDay::Skip, Err(why));
    }

    #[test]
    fn a_free_day_is_left_out_or_moved_and_the_rhythm_stays() {
        // 7 June is a Saturday.
        let span = ("2025-05-07", "2025-07-07");
        let moved = ["2025-05-07", "2025-06-07 -> 2025-06-09", "2025-07-07"];
        check(span, Every::Month, FreeDay::Move, Ok(&moved));
        let skipped = ["2025-05-07", "2025-06-07 left out", "2025-07-07"];
        check(span, Every::Month, FreeDay::Skip, Ok(&skipped));
    }

    #[test]
    fn a_month_without_that_day_has_its_last() {
        let span = ("2025-01-31", "2025-03-31");
        let days = ["2025-01-31", "2025-02-28", "2025-03-31"];
        check(span, Every::Month, FreeDay::Skip, Ok(&days));
    }

    #[test]
    fn a_series_has_a_year_of_weeks_at_most() {
        let why = "a series has at most 53 appointments; end it earlier";
        check(("2025-01-07", "2026-01-13"), Every::Week, FreeDay::Skip, Err(why));
    }
}
