//! For how long somebody is deputy of another office, with dates (`policy/deputies.toml`).

use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated, Editions};

/// Most days: a year; who is needed longer is appointed to a post.
const DAYS_MAX: u16 = 366;

/// The editions, the earliest first.
pub(crate) type DeputySettings = Editions<DeputyEdition>;

/// What holds from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeputyEdition {
    in_force_from: Date,
    source: String,
    days_most: u16,
}

impl DeputyEdition {
    /// For how many days an appointment can last.
    pub(crate) fn days_most(&self) -> u16 {
        self.days_most
    }
}

impl Dated for DeputyEdition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        dated::sourceless(&self.source)
            .or_else(|| dated::outside(self.days_most, 1, DAYS_MAX, "days"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../policy/deputies.toml");

    #[test]
    fn an_edition_holds_from_its_day_until_the_next() {
        let later = TEXT.replace("2017-01-01", "2026-01-01").replace("= 92\n", "= 31\n");
        let settings = DeputySettings::parse(&format!("{TEXT}\n{later}")).unwrap();
        let most = |on: &str| settings.on(on.parse().unwrap()).map(|one| one.days_most());
        assert_eq!(most("2016-12-31"), None);
        assert_eq!((most("2025-12-31"), most("2026-01-01")), (Some(92), Some(31)));
    }

    #[test]
    fn an_impossible_edition_is_named() {
        let source = "invented for the demonstration; to be set by the service";
        for (from, to) in [("= 92", "= 0"), ("= 92", "= 367"), (source, " ")] {
            let wrong = DeputySettings::parse(&TEXT.replace(from, to)).unwrap_err();
            assert!(wrong.starts_with("edition of 2017-01-01: "), "{wrong}");
        }
    }
}
