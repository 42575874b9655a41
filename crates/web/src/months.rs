//! Months as numbers tell them (year * 12 + month - 1) and as addresses write them (`2026-03`).

use bagyt_core::month::{month_code, month_number};
use jiff::civil::Date;

use crate::form::Choice;
use crate::listing::grouped_u64;
use crate::texts::Texts;
use crate::visit::Asked;

/// Returns the first day of a month.
pub(crate) fn first_day(month: i64) -> Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(Date::MAX.year());
    let of_year = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(year, of_year, 1).unwrap_or(Date::MAX)
}

/// Reads the month that was asked for.
pub(crate) fn asked(asked: &Asked) -> Option<i64> {
    month_number(asked.get("month"))
}

/// Offers months, the newest first.
pub(crate) fn choices(t: Texts, (first, last): (i64, i64)) -> Vec<Choice> {
    (first..=last)
        .rev()
        .map(|month| Choice::new(month_code(month), t.month(first_day(month))))
        .collect()
}

/// Says at which position of the journal something was counted.
pub(crate) fn counted_at(t: Texts, position: u64) -> String {
    t.with("statistics-counted-at", "position", grouped_u64(position))
}
