//! Months as numbers tell them (year * 12 + month - 1) and as addresses write them (`2026-03`).

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

/// Writes a month for an address.
pub(crate) fn code(month: i64) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// Reads a month out of an address; nothing if it is none.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (year, month) = text.split_once('-')?;
    let (year, month): (i64, i64) = (year.parse().ok()?, month.parse().ok()?);
    (year > 0 && (1..=12).contains(&month)).then_some(year * 12 + month - 1)
}

/// Reads the month that was asked for.
pub(crate) fn asked(asked: &Asked) -> Option<i64> {
    parse(asked.get("month"))
}

/// Offers months, the newest first.
pub(crate) fn choices(t: Texts, (first, last): (i64, i64)) -> Vec<Choice> {
    (first..=last).rev().map(|month| Choice::new(code(month), t.month(first_day(month)))).collect()
}

/// Says at which position of the journal something was counted.
pub(crate) fn counted_at(t: Texts, position: u64) -> String {
    t.with("statistics-counted-at", "position", grouped_u64(position))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_of_an_address_is_read_and_written_alike() {
        for text in ["2026-03", "1999-12", "2024-01"] {
            assert_eq!(parse(text).map(code).as_deref(), Some(text));
        }
        assert_eq!(first_day(parse("2026-03").unwrap()).to_string(), "2026-03-01");
        for text in ["2026-13", "2026", "x-y", "", "0-1"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
