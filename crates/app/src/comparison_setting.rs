//! From how many on an office is compared by itself, with dates (`policy/comparison.toml`).

use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated, Editions};

/// Most that an office may be asked to have: no office decides more in a month.
const DECIDED_MAX: u64 = 1_000;

/// The editions, the earliest first.
pub(crate) type ComparisonSettings = Editions<ComparisonEdition>;

/// What holds from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComparisonEdition {
    in_force_from: Date,
    source: String,
    decided_min: u64,
}

impl ComparisonEdition {
    /// From how many decided time limits on an office is compared by itself.
    pub(crate) fn decided_min(&self) -> u64 {
        self.decided_min
    }
}

impl Dated for ComparisonEdition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        dated::sourceless(&self.source)
            .or_else(|| dated::outside(self.decided_min, 1, DECIDED_MAX, "decided"))
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
        let least = |on: &str| settings.on(on.parse().unwrap()).map(|one| one.decided_min());
        assert_eq!(least("2016-12-31"), None);
        assert_eq!((least("2025-12-31"), least("2026-01-01")), (Some(20), Some(30)));
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
