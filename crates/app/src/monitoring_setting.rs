//! When somebody looks at what a monitoring centre says, with its dates (`policy/monitoring.toml`).

use bagyt_casework::alert::{AlertKind, Look};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Deserialize;

use crate::dated::{self, Dated};

/// Longest time that a setting may let pass without a look, in minutes: a day.
const LEAST_MINUTES_MAX: i64 = 24 * 60;
/// Longest time that a setting may give for a look, in hours: two weeks.
const LOOK_HOURS_MAX: i64 = 14 * 24;
/// Longest time that a setting may leave a device on for nothing, in days.
const REMOVAL_DAYS_MAX: i64 = 14;

/// The settings; of each kind of alert the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MonitoringSettings {
    alert: Vec<AlertSetting>,
    #[serde(default)]
    removal: Vec<RemovalSetting>,
}

/// By when a device comes off that nothing asks for any more.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RemovalSetting {
    in_force_from: Date,
    days: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AlertSetting {
    kind: AlertKind,
    in_force_from: Date,
    least_minutes: i64,
    look_hours: i64,
}

impl MonitoringSettings {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<MonitoringSettings, String> {
        let settings: MonitoringSettings =
            toml::from_str(text).map_err(|error| error.to_string())?;
        for kind in AlertKind::ALL {
            let own = settings.alert.iter().filter(|one| one.kind == *kind).cloned();
            dated::check(&format!("alert {kind}"), &own.collect::<Vec<_>>())?;
        }
        dated::check("removal", &settings.removal)?;
        Ok(settings)
    }

    /// When a look at an alert is asked for; none where it was over too soon for one. Where no
    /// setting speaks of it somebody looks at once, so that nothing is passed over in silence.
    pub(crate) fn look(
        &self,
        kind: AlertKind,
        on: Date,
        (began_at, ended_at): (Timestamp, Option<Timestamp>),
    ) -> Option<Look> {
        let mut own = self.alert.iter().filter(|one| one.kind == kind);
        let setting = own.rfind(|one| one.in_force_from <= on);
        let (minutes, hours) = setting.map_or((0, 0), |one| (one.least_minutes, one.look_hours));
        let later = |at: Timestamp, length| at.saturating_add(length).unwrap_or(at);
        let asked_at = later(began_at, SignedDuration::from_mins(minutes));
        if ended_at.is_some_and(|ended_at| ended_at < asked_at) {
            return None;
        }
        Some(Look { asked_at, by: later(asked_at, SignedDuration::from_hours(hours)) })
    }
}

impl MonitoringSettings {
    /// By when a device comes off that has been worn for nothing since a day; on that day where no
    /// setting gives more.
    pub(crate) fn take_off_by(&self, since: Date) -> Date {
        let setting = self.removal.iter().rfind(|one| one.in_force_from <= since);
        since.saturating_add(setting.map_or(0, |one| one.days).days())
    }
}

impl Dated for RemovalSetting {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        dated::outside(self.days, 0, REMOVAL_DAYS_MAX, "days")
    }
}

impl Dated for AlertSetting {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        let minutes = dated::outside(self.least_minutes, 0, LEAST_MINUTES_MAX, "minutes");
        minutes.or_else(|| dated::outside(self.look_hours, 1, LOOK_HOURS_MAX, "hours"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(from: &str, minutes: i64, hours: i64) -> String {
        format!(
            "[[alert]]\nkind = \"left_home\"\nin_force_from = \"{from}\"\n\
             least_minutes = {minutes}\nlook_hours = {hours}\n"
        )
    }

    #[test]
    fn a_look_is_asked_for_from_the_least_minutes_on_for_some_hours() {
        let text = row("2017-01-01", 15, 24) + &row("2026-01-01", 30, 12);
        let settings = MonitoringSettings::parse(&text).unwrap();
        let at = |text: &str| format!("2026-02-10T{text}:00Z").parse::<Timestamp>().unwrap();
        let look = |on: &str, ended: Option<&str>| {
            let look = settings.look(
                AlertKind::LeftHome,
                on.parse().unwrap(),
                (at("10:00"), ended.map(at)),
            );
            look.map(|look| (look.asked_at, look.by))
        };
        let day = SignedDuration::from_hours(24);
        assert_eq!(look("2025-12-31", None), Some((at("10:15"), at("10:15") + day)));
        assert_eq!(look("2025-12-31", Some("10:15")), look("2025-12-31", None));
        assert_eq!(look("2025-12-31", Some("10:14")), None);
        assert_eq!(look("2026-01-01", Some("10:29")), None);
        assert_eq!(look("2026-01-01", Some("10:30")), Some((at("10:30"), at("22:30"))));
        // Nothing is passed over because no setting speaks of it.
        assert_eq!(look("2016-12-31", Some("10:00")), Some((at("10:00"), at("10:00"))));
    }

    #[test]
    fn a_device_comes_off_within_the_days_of_the_setting() {
        let removal = |from: &str, days: i64| {
            format!("[[removal]]\nin_force_from = \"{from}\"\ndays = {days}\n")
        };
        let text = row("2017-01-01", 0, 4) + &removal("2026-01-01", 1) + &removal("2026-03-01", 3);
        let settings = MonitoringSettings::parse(&text).unwrap();
        let by = |since: &str| settings.take_off_by(since.parse().unwrap()).to_string();
        assert_eq!(by("2025-12-31"), "2025-12-31");
        assert_eq!(by("2026-02-28"), "2026-03-01");
        assert_eq!(by("2026-03-01"), "2026-03-04");
        for days in [-1, 15] {
            let text = row("2017-01-01", 0, 4) + &removal("2026-01-01", days);
            let told = MonitoringSettings::parse(&text).unwrap_err();
            let expected = format!("removal of 2026-01-01: {days} days; from 0 to 14 are possible");
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn an_impossible_setting_is_named() {
        let wrong = |text: &str| MonitoringSettings::parse(text).unwrap_err();
        for minutes in [-1, 1441] {
            let told = format!(
                "alert left_home of 2017-01-01: {minutes} minutes; from 0 to 1440 are possible"
            );
            assert_eq!(wrong(&row("2017-01-01", minutes, 4)), told);
        }
        for hours in [0, 337] {
            let told =
                format!("alert left_home of 2017-01-01: {hours} hours; from 1 to 336 are possible");
            assert_eq!(wrong(&row("2017-01-01", 0, hours)), told);
        }
        let text = row("2026-01-01", 0, 4) + &row("2017-01-01", 0, 4);
        assert!(wrong(&text).contains("do not follow"));
    }
}
