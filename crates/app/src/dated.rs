//! Rows of house policy that hold from a day on, until the next of their kind.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A row of house policy.
pub(crate) trait Dated {
    /// Its first day.
    fn in_force_from(&self) -> Date;

    /// Says in words what is impossible about it; nothing where it can hold.
    fn fault(&self) -> Option<String>;
}

/// A table of house policy that consists of editions, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Editions<T> {
    pub(crate) edition: Vec<T>,
}

impl<T: Dated + DeserializeOwned> Editions<T> {
    /// Reads the editions.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<Editions<T>, String> {
        let editions: Editions<T> = toml::from_str(text).map_err(|error| error.to_string())?;
        check("edition", &editions.edition)?;
        Ok(editions)
    }

    /// Returns what is in force on a day; none before the first edition.
    pub(crate) fn on(&self, on: Date) -> Option<&T> {
        in_force(&self.edition, on)
    }
}

/// Says that nobody is named who set a number.
pub(crate) fn sourceless(source: &str) -> Option<String> {
    source.trim().is_empty().then(|| "`source` is empty; say who set these values".to_owned())
}

/// Returns the row that is in force on a day; none before the first.
pub(crate) fn in_force<T: Dated>(rows: &[T], on: Date) -> Option<&T> {
    rows.iter().rfind(|row| row.in_force_from() <= on)
}

/// Checks the rows of one kind: each can hold, and their days follow each other.
///
/// # Errors
///
/// The first fault, with the name of the kind and the first day of the row.
pub(crate) fn check<T: Dated>(name: &str, rows: &[T]) -> Result<(), String> {
    for row in rows {
        if let Some(fault) = row.fault() {
            return Err(format!("{name} of {}: {fault}", row.in_force_from()));
        }
    }
    if !rows.is_sorted_by(|one, next| one.in_force_from() < next.in_force_from()) {
        return Err(format!("{name}: days of `in_force_from` do not follow each other"));
    }
    Ok(())
}

/// Says that a number lies outside of what is possible.
pub(crate) fn outside<N>(number: N, least: N, most: N, unit: &str) -> Option<String>
where
    N: PartialOrd + std::fmt::Display,
{
    (number < least || number > most)
        .then(|| format!("{number} {unit}; from {least} to {most} are possible"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    struct Row(Date, i64);

    impl Dated for Row {
        fn in_force_from(&self) -> Date {
            self.0
        }

        fn fault(&self) -> Option<String> {
            outside(self.1, 1, 31, "days")
        }
    }

    fn rows(of: &[(i16, i64)]) -> Vec<Row> {
        of.iter().map(|(year, days)| Row(date(*year, 1, 1), *days)).collect()
    }

    #[test]
    fn a_row_holds_from_its_day_until_the_next() {
        let rows = rows(&[(2017, 14), (2026, 7)]);
        let days = |on: Date| in_force(&rows, on).map(|row| row.1);
        assert_eq!(days(date(2016, 12, 31)), None);
        assert_eq!(days(date(2025, 12, 31)), Some(14));
        assert_eq!(days(date(2026, 1, 1)), Some(7));
    }

    #[test]
    fn the_first_impossible_row_is_named_by_its_day() {
        assert_eq!(check("prompt", &rows(&[(2017, 1), (2018, 31)])), Ok(()));
        let wrong = check("prompt", &rows(&[(2017, 1), (2018, 32)])).unwrap_err();
        assert_eq!(wrong, "prompt of 2018-01-01: 32 days; from 1 to 31 are possible");
        for again in [2017, 2016] {
            let wrong = check("prompt", &rows(&[(2017, 1), (again, 1)])).unwrap_err();
            assert_eq!(wrong, "prompt: days of `in_force_from` do not follow each other");
        }
    }
}
