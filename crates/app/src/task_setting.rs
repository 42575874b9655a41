//! For how long work may be put off, with its dates (`policy/tasks.toml`).

use bagyt_casework::task::PutOffDays;
use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated};

/// Most days for which a setting may let work wait: what is put off longer is forgotten.
const DAYS_MAX: i64 = 31;

/// The settings, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskSettings {
    put_off: Vec<PutOffSetting>,
    prompt: Vec<DaysSetting>,
    /// Absent in tables that were published before messages stood in the day.
    #[serde(default)]
    message: Vec<DaysSetting>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DaysSetting {
    in_force_from: Date,
    days: i64,
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
        dated::check("put_off", &settings.put_off)?;
        dated::check("prompt", &settings.prompt)?;
        dated::check("message", &settings.message)?;
        Ok(settings)
    }

    /// For how many days a prompt stands in the day; none before the first setting.
    pub(crate) fn prompt_days(&self, on: Date) -> i64 {
        dated::in_force(&self.prompt, on).map_or(0, |one| one.days)
    }

    /// For how many days a message stands in the day of the officer into whose case it came; none
    /// before the first setting.
    pub(crate) fn message_days(&self, on: Date) -> i64 {
        dated::in_force(&self.message, on).map_or(0, |one| one.days)
    }

    /// For how long work may be put off on a day; nothing before the first setting.
    pub(crate) fn put_off_days(&self, on: Date) -> Option<PutOffDays> {
        let setting = dated::in_force(&self.put_off, on)?;
        Some(PutOffDays { most: setting.days, most_late: setting.days_late })
    }
}

impl Dated for DaysSetting {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        dated::outside(self.days, 1, DAYS_MAX, "days")
    }
}

impl Dated for PutOffSetting {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        let late = || dated::outside(self.days_late, 1, self.days, "days for what is late");
        dated::outside(self.days, 1, DAYS_MAX, "days").or_else(late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROMPT: &str = "[[prompt]]\nin_force_from = \"2018-01-01\"\ndays = 7\n";

    fn setting(from: &str, days: i64, late: i64) -> String {
        format!("[[put_off]]\nin_force_from = \"{from}\"\ndays = {days}\ndays_late = {late}\n")
    }

    #[test]
    fn a_setting_holds_from_its_day_until_the_next() {
        let text = setting("2017-01-01", 14, 3) + &setting("2026-01-01", 7, 2) + PROMPT;
        let settings = TaskSettings::parse(&text).unwrap();
        let days = |on: &str| settings.put_off_days(on.parse().unwrap());
        assert_eq!(days("2016-12-31"), None);
        assert_eq!(days("2025-12-31"), Some(PutOffDays { most: 14, most_late: 3 }));
        assert_eq!(days("2026-01-01"), Some(PutOffDays { most: 7, most_late: 2 }));
        let prompt = |on: &str| settings.prompt_days(on.parse().unwrap());
        assert_eq!((prompt("2017-12-31"), prompt("2018-01-01")), (0, 7));
    }

    #[test]
    fn an_impossible_setting_is_named() {
        for (days, late, expected) in [
            (0, 1, "0 days; from 1 to 31 are possible"),
            (32, 3, "32 days; from 1 to 31 are possible"),
            (3, 4, "4 days for what is late; from 1 to 3 are possible"),
            (14, 0, "0 days for what is late; from 1 to 14 are possible"),
        ] {
            let text = setting("2017-01-01", days, late) + PROMPT;
            let wrong = TaskSettings::parse(&text).unwrap_err();
            assert_eq!(wrong, format!("put_off of 2017-01-01: {expected}"));
        }
        let text = setting("2017-01-01", 14, 3) + &PROMPT.replace("= 7", "= 0");
        let wrong = TaskSettings::parse(&text).unwrap_err();
        assert_eq!(wrong, "prompt of 2018-01-01: 0 days; from 1 to 31 are possible");
        let text = setting("2017-01-01", 14, 3) + PROMPT + &PROMPT.replace("prompt", "message");
        let message =
            |on: &str| TaskSettings::parse(&text).unwrap().message_days(on.parse().unwrap());
        assert_eq!((message("2017-12-31"), message("2018-01-01")), (0, 7));
        let wrong = TaskSettings::parse(&text.replace("= 7", "= 32")).unwrap_err();
        assert_eq!(wrong, "prompt of 2018-01-01: 32 days; from 1 to 31 are possible");
        let text = setting("2026-01-01", 14, 3) + &setting("2017-01-01", 14, 3) + PROMPT;
        assert!(TaskSettings::parse(&text).unwrap_err().contains("do not follow"));
    }
}
