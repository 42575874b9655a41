//! For how long somebody is deputy of another office, with dates (`policy/deputies.toml`).

use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated};

/// Most days: a year; who is needed longer is appointed to a post.
const DAYS_MAX: u16 = 366;

/// The editions, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeputySettings {
    edition: Vec<Edition>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    in_force_from: Date,
    source: String,
    days_most: u16,
}

impl DeputySettings {
    /// Reads the editions.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<DeputySettings, String> {
        let settings: DeputySettings = toml::from_str(text).map_err(|error| error.to_string())?;
        dated::check("edition", &settings.edition)?;
        Ok(settings)
    }

    /// For how many days an appointment that begins on a day can last; none before the first
    /// edition.
    pub(crate) fn days_most(&self, on: Date) -> Option<u16> {
        dated::in_force(&self.edition, on).map(|edition| edition.days_most)
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
        dated::outside(self.days_most, 1, DAYS_MAX, "days")
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
        let most = |on: &str| settings.days_most(on.parse().unwrap());
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
