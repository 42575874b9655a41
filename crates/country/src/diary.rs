//! Days and hours of the invented country.
//!
//! Days are counted from 1970-01-01 and instants in milliseconds, so that a million and a half
//! commands need no calendar arithmetic each; the diary turns them into dates and timestamps. The
//! country keeps the time of Bishkek, six hours before UTC the whole year round, and the working
//! days of the calendar it was given.

use bagyt_core::view::{day_number, day_of_number};
use jiff::Timestamp;
use jiff::civil::{Date, date};

/// A civil day of the country, counted from 1970-01-01.
pub(crate) type Day = i32;

/// An instant, in milliseconds since 1970-01-01T00:00Z.
pub(crate) type Millis = i64;

/// Bishkek is six hours ahead of UTC and has no summer time.
const OFFSET_SECONDS: i64 = 6 * 3600;

/// Second of the day at which offices open: 08:30.
pub(crate) const OPENING: i32 = 8 * 3600 + 30 * 60;

/// Second of the day at which offices close: 17:30.
pub(crate) const CLOSING: i32 = 17 * 3600 + 30 * 60;

/// The longest run of days off that a search for a working day passes over.
const DAYS_OFF_MAX: i32 = 21;

/// Says which days are working days, and how days and instants are written.
#[derive(Clone, Debug)]
pub(crate) struct Diary {
    first: Day,
    dates: Vec<Date>,
    working: Vec<bool>,
}

/// The first and the last day that the diary holds as a table; others are computed.
const TABLE: (Date, Date) = (date(2018, 1, 1), date(2034, 12, 31));

impl Diary {
    /// Makes the diary of a country whose offices work on the days for which `is_working` holds.
    pub(crate) fn new(is_working: impl Fn(Date) -> bool) -> Self {
        let (first, last) = (number(TABLE.0), number(TABLE.1));
        let dates: Vec<Date> = (first..=last).map(|day| day_of_number(i64::from(day))).collect();
        let working = dates.iter().map(|&date| is_working(date)).collect();
        Diary { first, dates, working }
    }

    fn position(&self, day: Day) -> usize {
        usize::try_from(day - self.first).unwrap_or(usize::MAX)
    }

    /// Returns the date of a day.
    pub(crate) fn date(&self, day: Day) -> Date {
        let known = self.dates.get(self.position(day)).copied();
        known.unwrap_or_else(|| day_of_number(i64::from(day)))
    }

    /// Says whether offices work that day.
    pub(crate) fn is_working(&self, day: Day) -> bool {
        self.working.get(self.position(day)).copied().unwrap_or(false)
    }

    /// Returns `day` if offices work on it, otherwise the next day on which they do.
    pub(crate) fn working_from(&self, day: Day) -> Day {
        (day..day + DAYS_OFF_MAX).find(|&next| self.is_working(next)).unwrap_or(day)
    }

    /// Returns the working day that is `count` working days after `day`; `day` itself is not
    /// counted.
    pub(crate) fn working_after(&self, day: Day, count: i32) -> Day {
        (0..count).fold(day, |reached, _| self.working_from(reached + 1))
    }
}

/// Returns the day of a date.
pub(crate) fn number(date: Date) -> Day {
    i32::try_from(day_number(date)).unwrap_or_default()
}

/// Returns the instant at which the clock of an office shows `second` of `day`.
pub(crate) fn instant(day: Day, second: i32) -> Millis {
    (i64::from(day) * 86_400 + i64::from(second) - OFFSET_SECONDS) * 1000
}

/// Returns the day at the offices at an instant.
pub(crate) fn day_of(at: Millis) -> Day {
    let days = (at.div_euclid(1000) + OFFSET_SECONDS).div_euclid(86_400);
    i32::try_from(days).unwrap_or_default()
}

/// Returns the second of the day at the offices at an instant.
pub(crate) fn second_of(at: Millis) -> i32 {
    let seconds = (at.div_euclid(1000) + OFFSET_SECONDS).rem_euclid(86_400);
    i32::try_from(seconds).unwrap_or_default()
}

/// Returns the timestamp of an instant.
pub(crate) fn timestamp(at: Millis) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diary() -> Diary {
        Diary::new(|date| date.weekday().to_monday_one_offset() <= 5)
    }

    #[track_caller]
    fn check(from: &str, count: i32, expected: &str) {
        let diary = diary();
        let reached = diary.working_after(number(from.parse().unwrap()), count);
        assert_eq!(diary.date(reached).to_string(), expected);
    }

    #[test]
    fn working_days_are_counted_from_the_day_after() {
        check("2025-06-06", 1, "2025-06-09");
        check("2025-06-07", 1, "2025-06-09");
        check("2025-06-06", 5, "2025-06-13");
        check("2025-06-06", 0, "2025-06-06");
    }

    #[test]
    fn an_instant_has_its_day_and_second_at_the_office() {
        let day = number(date(2025, 7, 1));
        let at = instant(day, 30 * 60);
        assert_eq!(timestamp(at).to_string(), "2025-06-30T18:30:00Z");
        assert_eq!((day_of(at), second_of(at)), (day, 30 * 60));
        assert_eq!((day_of(at - 3_600_000), second_of(at - 3_600_000)), (day - 1, 84_600));
    }
}
