//! When something was true: an instant or a civil day at an office, with its precision.
//!
//! The journal keeps two times. [`Effective`] is when the fact happened in the world; the entry's
//! place in the order is when the service came to know it. The written form is a small part of
//! RFC 9557: `2025-03-01[Asia/Bishkek]` is a civil day there, `2025-03-01T04:30:00Z[Asia/Bishkek]`
//! an instant; `2025-03[…]` and `2025[…]` are a month and a year of which no more is known.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// The time zone of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Kyrgyzstan.
    Bishkek,
    /// Kazakhstan, since 1 March 2024 one zone; before, the eastern one.
    Almaty,
    /// No office: installations and messages between countries.
    Utc,
}

static BISHKEK: LazyLock<TimeZone> = LazyLock::new(|| time_zone("Asia/Bishkek", 6));
static ALMATY: LazyLock<TimeZone> = LazyLock::new(|| time_zone("Asia/Almaty", 5));

/// Looks the zone up in the bundled tables; a build without them falls back to today's offset.
fn time_zone(name: &str, hours: i8) -> TimeZone {
    TimeZone::get(name).unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(hours)))
}

impl Zone {
    /// Returns the name in the tz database.
    pub fn name(self) -> &'static str {
        match self {
            Zone::Bishkek => "Asia/Bishkek",
            Zone::Almaty => "Asia/Almaty",
            Zone::Utc => "UTC",
        }
    }

    /// Returns the zone of that name, if an office may have it.
    pub fn find(name: &str) -> Option<Zone> {
        [Zone::Bishkek, Zone::Almaty, Zone::Utc].into_iter().find(|zone| zone.name() == name)
    }

    /// Returns the rules of the zone.
    pub fn time_zone(self) -> TimeZone {
        match self {
            Zone::Bishkek => BISHKEK.clone(),
            Zone::Almaty => ALMATY.clone(),
            Zone::Utc => TimeZone::UTC,
        }
    }

    /// Returns the civil day at the office at that instant.
    pub fn day_of(self, at: Timestamp) -> Date {
        at.to_zoned(self.time_zone()).date()
    }

    /// Returns the first instant of a civil day at the office.
    pub fn start_of(self, day: Date) -> Timestamp {
        day.to_zoned(self.time_zone()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }
}

/// A point in the past with the precision in which it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// An instant, kept to the microsecond.
    Instant(Timestamp),
    /// A civil day.
    Day(Date),
    /// A month; the date is its first day.
    Month(Date),
    /// A year; the date is its first day.
    Year(Date),
}

/// When a fact was true, and in which office's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Effective {
    /// The instant, day, month or year.
    pub moment: Moment,
    /// The zone in which the day is meant.
    pub zone: Zone,
}

impl Effective {
    /// A civil day at an office.
    pub fn day(day: Date, zone: Zone) -> Self {
        Effective { moment: Moment::Day(day), zone }
    }

    /// An instant.
    pub fn instant(at: Timestamp, zone: Zone) -> Self {
        Effective { moment: Moment::Instant(at), zone }
    }

    /// Returns the civil day at the office on which it was, or on which the month or year began.
    pub fn on(self) -> Date {
        match self.moment {
            Moment::Instant(at) => self.zone.day_of(at),
            Moment::Day(day) | Moment::Month(day) | Moment::Year(day) => day,
        }
    }

    /// Returns the first instant of it: what facts are ordered by.
    pub fn start(self) -> Timestamp {
        match self.moment {
            Moment::Instant(at) => at,
            Moment::Day(day) | Moment::Month(day) | Moment::Year(day) => self.zone.start_of(day),
        }
    }
}

impl fmt::Display for Effective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.moment {
            Moment::Instant(at) => write!(f, "{at}")?,
            Moment::Day(day) => write!(f, "{day}")?,
            Moment::Month(day) => write!(f, "{:04}-{:02}", day.year(), day.month())?,
            Moment::Year(day) => write!(f, "{:04}", day.year())?,
        }
        write!(f, "[{}]", self.zone.name())
    }
}

/// A text is not a moment with its zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a moment; one reads like `2025-03-01[Asia/Bishkek]`")]
pub struct NoMoment {
    /// What was given.
    pub text: String,
}

impl FromStr for Effective {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let refusal = || NoMoment { text: text.to_owned() };
        let (moment, zone) =
            text.strip_suffix(']').and_then(|rest| rest.split_once('[')).ok_or_else(refusal)?;
        let zone = Zone::find(zone).ok_or_else(refusal)?;
        let day = |text: &str| text.parse::<Date>().map_err(|_| refusal());
        let moment = match moment.len() {
            4 => Moment::Year(day(&format!("{moment}-01-01"))?),
            7 => Moment::Month(day(&format!("{moment}-01"))?),
            10 => Moment::Day(day(moment)?),
            _ => Moment::Instant(moment.parse().map_err(|_| refusal())?),
        };
        Ok(Effective { moment, zone })
    }
}

impl Serialize for Effective {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Effective {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, on: &str) {
        let effective: Effective = text.parse().unwrap();
        assert_eq!(effective.to_string(), text);
        assert_eq!(effective.on().to_string(), on);
    }

    #[test]
    fn a_moment_reads_and_writes_the_same_in_every_precision() {
        check("2025-03-01[Asia/Bishkek]", "2025-03-01");
        check("2025-03-01T20:30:00Z[Asia/Bishkek]", "2025-03-02");
        check("2025-03[Asia/Almaty]", "2025-03-01");
        check("1987[UTC]", "1987-01-01");
    }

    #[test]
    fn a_text_without_a_zone_is_refused() {
        assert!("2025-03-01".parse::<Effective>().is_err());
        assert!("2025-02-30[UTC]".parse::<Effective>().is_err());
    }

    #[test]
    fn almaty_changed_its_offset_on_1_march_2024() {
        let before = Zone::Almaty.start_of("2024-02-01".parse().unwrap());
        let after = Zone::Almaty.start_of("2024-04-01".parse().unwrap());
        assert_eq!(before.to_string(), "2024-01-31T18:00:00Z");
        assert_eq!(after.to_string(), "2024-03-31T19:00:00Z");
    }
}
