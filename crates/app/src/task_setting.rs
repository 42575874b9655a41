//! For how long work may be put off, with its dates (`policy/tasks.toml`).

use bagyt_casework::task::PutOffDays;
use jiff::civil::Date;
use serde::Deserialize;

/// Most days for which a setting may let work wait: what is put off longer is forgotten.
const DAYS_MAX: i64 = 31;

/// The settings, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskSettings {
    put_off: Vec<PutOffSetting>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PutOffSetting {
    in_force_from: Date,
    days: i64,
    days_late: i64,
}

impl TaskSettings {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<TaskSettings, String> {
        let settings: TaskSettings = toml::from_str(text).map_err(|error| error.to_string())?;
        let is_possible = |one: &PutOffSetting| {
            (1..=DAYS_MAX).contains(&one.days) && (1..=one.days).contains(&one.days_late)
        };
        if let Some(wrong) = settings.put_off.iter().find(|one| !is_possible(one)) {
            return Err(format!(
                "put_off: {} days and {} for what is late; from 1 to {DAYS_MAX} are possible, and \
                 what is late waits no longer than what is not",
                wrong.days, wrong.days_late
            ));
        }
        let days = settings.put_off.iter().map(|one| one.in_force_from);
        match days.is_sorted_by(|one, next| one < next) {
            true => Ok(settings),
            false => Err("put_off: days of `in_force_from` do not follow each other".to_owned()),
        }
    }

    /// For how long work may be put off on a day; nothing before the first setting.
    pub(crate) fn put_off_days(&self, on: Date) -> Option<PutOffDays> {
        let setting = self.put_off.iter().rfind(|one| one.in_force_from <= on)?;
        Some(PutOffDays { most: setting.days, most_late: setting.days_late })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(from: &str, days: i64, late: i64) -> String {
        format!("[[put_off]]\nin_force_from = \"{from}\"\ndays = {days}\ndays_late = {late}\n")
    }

    #[test]
    fn a_setting_holds_from_its_day_until_the_next() {
        let text = setting("2017-01-01", 14, 3) + &setting("2026-01-01", 7, 2);
        let settings = TaskSettings::parse(&text).unwrap();
        let days = |on: &str| settings.put_off_days(on.parse().unwrap());
        assert_eq!(days("2016-12-31"), None);
        assert_eq!(days("2025-12-31"), Some(PutOffDays { most: 14, most_late: 3 }));
        assert_eq!(days("2026-01-01"), Some(PutOffDays { most: 7, most_late: 2 }));
    }

    #[test]
    fn an_impossible_setting_is_named() {
        for (days, late) in [(0, 1), (32, 3), (3, 4), (14, 0)] {
            let wrong = TaskSettings::parse(&setting("2017-01-01", days, late)).unwrap_err();
            assert!(wrong.starts_with(&format!("put_off: {days} days and {late}")), "{wrong}");
        }
        let text = setting("2026-01-01", 14, 3) + &setting("2017-01-01", 14, 3);
        assert!(TaskSettings::parse(&text).unwrap_err().contains("do not follow"));
    }
}
