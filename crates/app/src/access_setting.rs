//! Settings of access that have dates (`policy/access.toml`).

use jiff::civil::Date;
use serde::Deserialize;

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
        if let Some(wrong) = settings.break_glass.iter().find(|one| !is_possible(one.hours)) {
            let hours = wrong.hours;
            return Err(format!("break_glass: {hours} hours; from 1 to {HOURS_MAX} are possible"));
        }
        let days = settings.break_glass.iter().map(|one| one.in_force_from);
        match days.is_sorted_by(|one, next| one < next) {
            true => Ok(settings),
            false => {
                Err("break_glass: days of `in_force_from` do not follow each other".to_owned())
            }
        }
    }

    /// For how many hours broken glass stays open on a day; nothing before the first setting.
    pub(crate) fn break_glass_hours(&self, on: Date) -> Option<i64> {
        let setting = self.break_glass.iter().rfind(|one| one.in_force_from <= on);
        setting.map(|one| one.hours)
    }
}

fn is_possible(hours: i64) -> bool {
    (1..=HOURS_MAX).contains(&hours)
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
        assert_eq!(wrong, "break_glass: 0 hours; from 1 to 168 are possible");
        let text = setting("2026-01-01", 8) + &setting("2017-01-01", 4);
        assert!(AccessSettings::parse(&text).unwrap_err().contains("do not follow"));
    }
}
