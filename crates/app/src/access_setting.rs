//! Settings of access that have dates (`policy/access.toml`).

use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated};

/// Longest access through broken glass, in hours: a week.
const HOURS_MAX: i64 = 168;

/// The settings, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccessSettings {
    break_glass: Vec<BreakGlassTime>,
}

/// For how long broken glass stays open, from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakGlassTime {
    in_force_from: Date,
    hours: i64,
}

impl AccessSettings {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<AccessSettings, String> {
        let settings: AccessSettings = toml::from_str(text).map_err(|error| error.to_string())?;
        dated::check("break_glass", &settings.break_glass)?;
        Ok(settings)
    }

    /// For how many hours broken glass stays open on a day; nothing before the first setting.
    pub(crate) fn break_glass_hours(&self, on: Date) -> Option<i64> {
        dated::in_force(&self.break_glass, on).map(|one| one.hours)
    }
}

impl Dated for BreakGlassTime {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        dated::outside(self.hours, 1, HOURS_MAX, "hours")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(from: &str, hours: i64) -> String {
        format!("[[break_glass]]\nin_force_from = \"{from}\"\nhours = {hours}\n")
    }

    #[test]
    fn a_setting_holds_from_its_day_until_the_next() {
        let text = setting("2017-01-01", 8) + &setting("2026-01-01", 4);
        let settings = AccessSettings::parse(&text).unwrap();
        let hours = |on: &str| settings.break_glass_hours(on.parse().unwrap());
        assert_eq!(hours("2016-12-31"), None);
        assert_eq!(hours("2025-12-31"), Some(8));
        assert_eq!(hours("2026-01-01"), Some(4));
    }

    #[test]
    fn an_impossible_setting_is_named() {
        let wrong = AccessSettings::parse(&setting("2017-01-01", 0)).unwrap_err();
        assert_eq!(wrong, "break_glass of 2017-01-01: 0 hours; from 1 to 168 are possible");
        let text = setting("2026-01-01", 8) + &setting("2017-01-01", 4);
        assert!(AccessSettings::parse(&text).unwrap_err().contains("do not follow"));
    }
}
