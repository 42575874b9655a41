//! From how many on an office is compared by itself, with dates (`policy/comparison.toml`).

use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated};

/// Most that an office may be asked to have: no office decides more in a month.
const DECIDED_MAX: u64 = 1_000;

/// The editions, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComparisonSettings {
    edition: Vec<Edition>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    in_force_from: Date,
    source: String,
    decided_min: u64,
}

impl ComparisonSettings {
    /// Reads the editions.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<ComparisonSettings, String> {
        let settings: ComparisonSettings =
            toml::from_str(text).map_err(|error| error.to_string())?;
        dated::check("edition", &settings.edition)?;
        Ok(settings)
    }

    /// From how many decided time limits on an office is compared by itself on a day; from one
    /// before the first edition.
    pub(crate) fn decided_min(&self, on: Date) -> u64 {
        dated::in_force(&self.edition, on).map_or(1, |one| one.decided_min)
    }
}

impl Dated for Edition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        if self.source.trim().is_empty() {
            return Some("`source` is empty; say who set this number".to_owned());
        }
        dated::outside(self.decided_min, 1, DECIDED_MAX, "decided")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../policy/comparison.toml");

    #[test]
    fn an_edition_holds_from_its_day_until_the_next() {
        let later = TEXT.replace("2017-01-01", "2026-01-01").replace("= 20\n", "= 30\n");
        let settings = ComparisonSettings::parse(&format!("{TEXT}\n{later}")).unwrap();
        let least = |on: &str| settings.decided_min(on.parse().unwrap());
        assert_eq!((least("2016-12-31"), least("2025-12-31"), least("2026-01-01")), (1, 20, 30));
    }

    #[test]
    fn an_impossible_edition_is_named() {
        for (from, to) in [
            ("= 20", "= 0"),
            ("= 20", "= 1001"),
            ("invented for the demonstration; to be set by the service", " "),
        ] {
            let wrong = ComparisonSettings::parse(&TEXT.replace(from, to)).unwrap_err();
            assert!(wrong.starts_with("edition of 2017-01-01: "), "{wrong}");
        }
        let twice = format!("{TEXT}\n{TEXT}");
        assert!(ComparisonSettings::parse(&twice).unwrap_err().contains("do not follow"));
    }
}
