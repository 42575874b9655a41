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
        for (name, rows) in [("prompt", &settings.prompt), ("message", &settings.message)] {
            if let Some(wrong) = rows.iter().find(|one| !(1..=DAYS_MAX).contains(&one.days)) {
                let days = wrong.days;
                return Err(format!("{name}: {days} days; from 1 to {DAYS_MAX} are possible"));
            }
            if !rows.iter().map(|one| one.in_force_from).is_sorted_by(|one, next| one < next) {
                return Err(format!("{name}: days of `in_force_from` do not follow each other"));
            }
        }
        let put_off = settings.put_off.iter().map(|one| one.in_force_from);
        if !put_off.is_sorted_by(|one, next| one < next) {
            return Err("put_off: days of `in_force_from` do not follow each other".to_owned());
        }
        Ok(settings)
    }

    /// For how many days a prompt stands in the day; none before the first setting.
    pub(crate) fn prompt_days(&self, on: Date) -> i64 {
        self.prompt.iter().rfind(|one| one.in_force_from <= on).map_or(0, |one| one.days)
    }

    /// For how many days a message stands in the day of the officer into whose case it came; none
    /// before the first setting.
    pub(crate) fn message_days(&self, on: Date) -> i64 {
        self.message.iter().rfind(|one| one.in_force_from <= on).map_or(0, |one| one.days)
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
        for (days, late) in [(0, 1), (32, 3), (3, 4), (14, 0)] {
            let text = setting("2017-01-01", days, late) + PROMPT;
            let wrong = TaskSettings::parse(&text).unwrap_err();
            assert!(wrong.starts_with(&format!("put_off: {days} days and {late}")), "{wrong}");
        }
        let text = setting("2017-01-01", 14, 3) + &PROMPT.replace("= 7", "= 0");
        let wrong = TaskSettings::parse(&text).unwrap_err();
        assert_eq!(wrong, "prompt: 0 days; from 1 to 31 are possible");
        let text = setting("2017-01-01", 14, 3) + PROMPT + &PROMPT.replace("prompt", "message");
        let message =
            |on: &str| TaskSettings::parse(&text).unwrap().message_days(on.parse().unwrap());
        assert_eq!((message("2017-12-31"), message("2018-01-01")), (0, 7));
        let wrong = TaskSettings::parse(&text.replace("= 7", "= 32")).unwrap_err();
        assert_eq!(wrong, "prompt: 32 days; from 1 to 31 are possible");
        let text = setting("2026-01-01", 14, 3) + &setting("2017-01-01", 14, 3) + PROMPT;
        assert!(TaskSettings::parse(&text).unwrap_err().contains("do not follow"));
    }
}
