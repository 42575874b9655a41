//! Months as numbers: how a month stands in a projection's column and in a table's key.

use jiff::civil::Date;

/// Returns the number of the month of a day: year * 12 + month - 1.
pub fn month_of(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// Returns the month as `2026-03`.
pub fn month_code(month: i64) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// Returns the number of the month written as `2026-03`; `None` for any other text.
pub fn month_number(code: &str) -> Option<i64> {
    let day: Date = format!("{code}-01").parse().ok()?;
    (month_code(month_of(day)) == code).then(|| month_of(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_and_its_number_are_each_others_inverse() {
        for code in ["2026-01", "2026-12", "1970-06", "0001-01"] {
            assert_eq!(month_code(month_number(code).unwrap()), code);
        }
        assert_eq!(month_of("2026-02-28".parse().unwrap()), 2026 * 12 + 1);
        assert_eq!(
            month_of("2026-01-31".parse().unwrap()),
            month_of("2025-12-01".parse().unwrap()) + 1
        );
    }

    #[test]
    fn what_is_no_month_has_no_number() {
        for text in ["2026-13", "2026-1", "2026", "", "2026-03-01", "202603"] {
            assert_eq!(month_number(text), None, "{text}");
        }
    }
}
