//! Civil days counted and moved: months, years and whole days, as the law counts them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::effective::Zone;
use crate::view::{day_number, day_of_number};

/// Returns the day `days` later, or earlier if negative.
pub(crate) fn plus_days(day: Date, days: i64) -> Date {
    day_of_number(day_number(day).saturating_add(days))
}

/// Returns the corresponding day `months` later, or earlier if negative; where that month has no
/// such day, its last day.
///
/// # Source
///
/// A time limit counted in months ends on the corresponding day of the last month, and on the last
/// day of a month that has no such day (as in KZ Criminal Procedure Code art. 49).
pub(crate) fn plus_months(day: Date, months: i64) -> Date {
    let counted = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    let counted = counted.saturating_add(months).clamp(-9999 * 12, 9999 * 12 + 11);
    let year = i16::try_from(counted.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(counted.rem_euclid(12) + 1).unwrap_or(1);
    let first = Date::new(year, month, 1).unwrap_or(Date::MAX);
    let last = first.days_in_month();
    Date::new(year, month, day.day().min(last)).unwrap_or(first)
}

/// Returns the last instant of a civil day at the office, to the microsecond: an act of that day
/// is in time.
pub(crate) fn end_of(day: Date, zone: Zone) -> Timestamp {
    let next = zone.start_of(plus_days(day, 1)).as_microsecond();
    Timestamp::from_microsecond(next - 1).unwrap_or(Timestamp::MAX)
}

/// Returns the instant `seconds` later, or earlier if negative.
pub(crate) fn plus_seconds(at: Timestamp, seconds: i64) -> Timestamp {
    let moved = at.as_microsecond().saturating_add(seconds.saturating_mul(1_000_000));
    let bound = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_microsecond(moved).unwrap_or(bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, months: i64, expected: &str) {
        let moved = plus_months(from.parse().unwrap(), months);
        assert_eq!(moved.to_string(), expected);
    }

    #[test]
    fn a_month_ends_on_the_corresponding_day_or_the_last_of_the_month() {
        check("2025-01-31", 1, "2025-02-28");
        check("2024-01-31", 1, "2024-02-29");
        check("2025-01-15", 12, "2026-01-15");
        check("2025-12-31", 2, "2026-02-28");
    }

    #[test]
    fn months_are_also_counted_back() {
        check("2025-08-31", -6, "2025-02-28");
        check("2025-01-10", -1, "2024-12-10");
        check("2025-01-10", -13, "2023-12-10");
    }

    #[test]
    fn the_last_instant_of_a_day_belongs_to_it() {
        let day: Date = "2025-03-07".parse().unwrap();
        let end = end_of(day, Zone::Bishkek);
        assert_eq!(Zone::Bishkek.day_of(end), day);
        assert_eq!(end.to_string(), "2025-03-07T17:59:59.999999Z");
    }
}
