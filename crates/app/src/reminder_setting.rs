//! Settings and words of reminders that have dates (`policy/reminders.toml`).

use bagyt_casework::channel::LANGUAGES;
use bagyt_casework::reminder::ReminderTimes;
use jiff::civil::{Date, DateTime, Time};
use serde::Deserialize;

use crate::dated::{self, Dated};

/// Most days ahead of an appointment: two weeks; what is told earlier is forgotten.
const DAYS_MAX: i8 = 14;

/// Longest time of a code, in hours: a week.
const HOURS_MAX: i64 = 168;

/// Most tries of a code; of a million codes ten tries guess one in a hundred thousand times.
const TRIES_MAX: u8 = 10;

/// The settings, the earliest first, and the words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReminderSettings {
    setting: Vec<ReminderSetting>,
    text: Vec<ReminderText>,
}

/// When reminders go out and how a number is verified, from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReminderSetting {
    in_force_from: Date,
    days_ahead: i8,
    from: Time,
    until: Time,
    /// For how many hours a code can be typed in.
    pub(crate) code_hours: i64,
    /// How often it can be typed in.
    pub(crate) code_tries: u8,
}

/// The words in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReminderText {
    language: String,
    pub(crate) subject: String,
    at_office: String,
    elsewhere: String,
    day: String,
    months: [String; 12],
    /// What goes with the code of a number; tables of earlier versions have none.
    code: Option<String>,
}

impl ReminderSetting {
    /// The hours and days of reminders.
    pub(crate) fn times(&self) -> ReminderTimes {
        ReminderTimes { days_ahead: self.days_ahead, from: self.from, until: self.until }
    }
}

impl Dated for ReminderSetting {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        let hours = || (self.until <= self.from).then(|| "`until` is later than `from`".to_owned());
        dated::outside(self.days_ahead, 2, DAYS_MAX, "days ahead")
            .or_else(hours)
            .or_else(|| dated::outside(self.code_hours, 1, HOURS_MAX, "hours of a code"))
            .or_else(|| dated::outside(self.code_tries, 1, TRIES_MAX, "tries of a code"))
    }
}

impl ReminderText {
    /// Writes a reminder of a meeting at an hour of the office, with the address where it is there.
    pub(crate) fn write(&self, at: DateTime, place: Option<&str>) -> String {
        let month = usize::try_from(at.month() - 1).ok().and_then(|index| self.months.get(index));
        let day = self
            .day
            .replace("{number}", &at.day().to_string())
            .replace("{month}", month.map_or("", String::as_str));
        let pattern = if place.is_some() { &self.at_office } else { &self.elsewhere };
        pattern
            .replace("{day}", &day)
            .replace("{time}", &at.strftime("%H:%M").to_string())
            .replace("{place}", place.unwrap_or_default())
    }

    /// Writes what carries the code of a number, if there are words for it.
    pub(crate) fn write_code(&self, code: &str) -> Option<String> {
        Some(self.code.as_ref()?.replace("{code}", code))
    }
}

impl ReminderSettings {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<ReminderSettings, String> {
        let settings: ReminderSettings = toml::from_str(text).map_err(|error| error.to_string())?;
        dated::check("setting", &settings.setting)?;
        let has_no_place =
            |text: &&ReminderText| text.code.as_ref().is_some_and(|code| !code.contains("{code}"));
        if let Some(text) = settings.text.iter().find(has_no_place) {
            return Err(format!("text in `{}`: `code` has no {{code}}", text.language));
        }
        match LANGUAGES.iter().find(|language| settings.text(language).is_none()) {
            Some(language) => Err(format!("text: there is none in `{language}`")),
            None => Ok(settings),
        }
    }

    /// The setting of a day; nothing before the first.
    pub(crate) fn on(&self, on: Date) -> Option<&ReminderSetting> {
        dated::in_force(&self.setting, on)
    }

    /// The words in a language.
    pub(crate) fn text(&self, language: &str) -> Option<&ReminderText> {
        self.text.iter().find(|one| one.language == language)
    }
}

#[cfg(test)]
mod tests {
    use bagyt_casework::reminder::short_messages;
    use jiff::civil::date;

    use super::*;

    const CARRIED: &str = include_str!("../../../policy/reminders.toml");

    #[track_caller]
    fn check(change: (&str, &str), expected: &str) {
        wrong(change, &format!("setting of 2017-01-01: {expected}"));
    }

    #[track_caller]
    fn wrong(change: (&str, &str), expected: &str) {
        assert!(CARRIED.contains(change.0));
        let wrong = ReminderSettings::parse(&CARRIED.replace(change.0, change.1)).unwrap_err();
        assert_eq!(wrong, expected);
    }

    #[test]
    fn a_reminder_says_when_and_where_and_nothing_more() {
        let settings = ReminderSettings::parse(CARRIED).unwrap();
        let at = date(2025, 11, 5).at(10, 30, 0, 0);
        let written = |language: &str, place| settings.text(language).unwrap().write(at, place);
        for (language, expected) in [
            ("en", "Reminder: you have an appointment on 5 November at 10:30, 5 Manas Street"),
            ("ru", "Напоминание: вас ждут 5 ноября в 10:30, 5 Manas Street"),
            ("ky", "Эскертүү: сизди 5-ноябрда саат 10:30 күтөбүз, 5 Manas Street"),
            ("kk", "Еске салу: сізді 5 қарашада сағат 10:30 күтеміз, 5 Manas Street"),
        ] {
            assert_eq!(written(language, Some("5 Manas Street")), expected);
        }
        assert_eq!(written("ru", None), "Напоминание: у вас встреча 5 ноября в 10:30");
    }

    #[test]
    fn without_a_place_a_reminder_is_one_short_message_in_every_language_and_month() {
        let settings = ReminderSettings::parse(CARRIED).unwrap();
        for language in LANGUAGES {
            for month in 1..=12 {
                let at = date(2025, month, 28).at(10, 30, 0, 0);
                let text = settings.text(language).unwrap().write(at, None);
                assert_eq!(short_messages(&text), 1, "{text}");
            }
            let text = settings.text(language).unwrap().write_code("048213").unwrap();
            assert!(text.contains("048213") && short_messages(&text) == 1, "{text}");
        }
    }

    #[test]
    fn no_word_of_the_service_stands_in_the_words() {
        let words = CARRIED.lines().filter(|line| !line.starts_with('#')).collect::<String>();
        let words = words.to_lowercase();
        for betraying in ["пробац", "probation", "суд", "court", "сот", "осужд", "кылмыш", "қылмыс"]
        {
            assert!(!words.contains(betraying), "{betraying}");
        }
    }

    #[test]
    fn an_impossible_setting_is_named() {
        check(("= 2\n", "= 1\n"), "1 days ahead; from 2 to 14 are possible");
        check(("\"21:00\"", "\"08:00\""), "`until` is later than `from`");
        check(("= 24\n", "= 0\n"), "0 hours of a code; from 1 to 168 are possible");
        check(("= 5\n", "= 11\n"), "11 tries of a code; from 1 to 10 are possible");
        wrong(("Code: {code}", "Code"), "text in `en`: `code` has no {code}");
        wrong(("language  = \"kk\"", "language  = \"uz\""), "text: there is none in `kk`");
    }

    #[test]
    fn a_setting_holds_from_its_day() {
        let settings = ReminderSettings::parse(CARRIED).unwrap();
        assert!(settings.on(date(2016, 12, 31)).is_none());
        assert_eq!(settings.on(date(2025, 1, 1)).unwrap().times().days_ahead, 2);
    }
}
