//! Days, times of day, numbers and shares as a reader of each language expects them.
//!
//! Names of months and the order of the parts stand with the other texts (`time.ftl`). Whole
//! numbers only: a share is a count of thousandths.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use bagyt_core::effective::Zone;

use crate::texts::{Argument, Texts};

/// Narrow no-break space, between the thousands of a number.
const THIN_SPACE: char = '\u{202f}';

/// Days within which a distance is given in days; beyond, the date alone says more.
const DISTANCE_DAYS_MAX: i64 = 60;

/// Writes a whole number with thin spaces between its thousands.
pub(crate) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * THIN_SPACE.len_utf8());
    if number < 0 {
        text.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    text
}

impl Texts {
    /// Writes a day in full: «22 ноября 2026 г.».
    pub(crate) fn day(self, day: Date) -> String {
        self.dated("day-long", day)
    }

    /// Writes a day without its year: «22 ноября».
    pub(crate) fn day_of_year(self, day: Date) -> String {
        self.dated("day-short", day)
    }

    /// Writes a day with its weekday: «воскресенье, 22 ноября 2026 г.».
    pub(crate) fn weekday(self, day: Date) -> String {
        let weekday = self.code("weekday", day.weekday().to_monday_one_offset().to_string());
        let day = self.day(day);
        self.fill("day-with-weekday", &[("weekday", weekday.as_ref().into()), ("day", day.into())])
    }

    /// Writes a day in figures, for tables and as the value of a field: `22.11.2026`.
    pub(crate) fn figures(self, day: Date) -> String {
        format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
    }

    /// Writes a month with its year: «ноябрь 2026 г.».
    pub(crate) fn month(self, first: Date) -> String {
        let name = self.code("month", first.month().to_string());
        let year = first.year().to_string();
        self.fill("month-long", &[("month", name.as_ref().into()), ("year", year.into())])
    }

    /// Writes a month in figures, for the axis of a chart: `03.2026`.
    pub(crate) fn month_figures(self, first: Date) -> String {
        format!("{:02}.{:04}", first.month(), first.year())
    }

    /// Writes an instant as day and time at an office.
    pub(crate) fn moment(self, at: Timestamp, zone: Zone) -> String {
        let local = at.to_zoned(zone.time_zone());
        let day = self.day(local.date());
        self.fill("moment-long", &[("day", day.into()), ("time", clock(local.time()).into())])
    }

    /// Writes an instant in figures, for tables: `22.11.2026 14:30`.
    pub(crate) fn moment_figures(self, at: Timestamp, zone: Zone) -> String {
        let local = at.to_zoned(zone.time_zone());
        format!("{} {}", self.figures(local.date()), clock(local.time()))
    }

    /// Says how far a day is from today: "in 3 days", "3 days ago"; nothing when it is far.
    pub(crate) fn distance(self, day: Date, today: Date) -> Option<String> {
        let days = days_between(today, day);
        match days {
            _ if days.abs() > DISTANCE_DAYS_MAX => None,
            0 => Some(self.say("distance-today").into_owned()),
            1 => Some(self.say("distance-tomorrow").into_owned()),
            -1 => Some(self.say("distance-yesterday").into_owned()),
            2.. => Some(self.count("distance-ahead", days)),
            _ => Some(self.count("distance-ago", -days)),
        }
    }

    /// Writes thousandths as per cent with one figure after the comma: «87,5 %».
    pub(crate) fn share(self, permille: i64) -> String {
        let whole = grouped(permille.abs() / 10);
        let sign = if permille < 0 { "−" } else { "" };
        let tenth = (permille.abs() % 10).to_string();
        let whole = format!("{sign}{whole}");
        self.fill("share", &[("whole", whole.into()), ("tenth", tenth.into())])
    }

    /// Writes a day in full with one of [`crate::texts::DAY_ENDINGS`].
    pub(crate) fn day_with(self, ending: &str, day: Date) -> String {
        self.dated_by(&format!("month_{ending}"), &format!("day-{ending}"), day)
    }

    fn dated(self, key: &str, day: Date) -> String {
        self.dated_by("month-of", key, day)
    }

    fn dated_by(self, months: &str, key: &str, day: Date) -> String {
        let month = self.code(months, day.month().to_string());
        let arguments: [(&'static str, Argument); 3] = [
            ("day", day.day().to_string().into()),
            ("month", month.as_ref().into()),
            ("year", day.year().to_string().into()),
        ];
        self.fill(key, &arguments)
    }
}

/// Writes a time of day in hours and minutes.
pub(crate) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Returns the number of days from `from` to `to`.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    bagyt_core::view::day_number(to) - bagyt_core::view::day_number(from)
}

/// Reads a day as people write it: `22.11.2026`, `2.1.26` is refused, `2026-11-22`, `22/11/2026`
/// and `22 11 2026` are taken.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let foreign = text.chars().any(|c| !(c.is_ascii_digit() || " .-/\u{a0}".contains(c)));
    let [first, month, last] = parts[..] else { return None };
    if foreign {
        return None;
    }
    let (year, day) = match (first.len(), last.len()) {
        (4, 1..=2) => (first, last),
        (1..=2, 4) => (last, first),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Reads a time of day as people write it: `9:30`, `09.30`, `0930`, `9`.
pub(crate) fn parse_time(text: &str) -> Option<Time> {
    let text = text.trim();
    let (hour, minute) = match text.split_once([':', '.', '-', ' ']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if text.len() <= 2 => (text, "0"),
        None if text.is_ascii() && text.len() <= 4 => text.split_at(text.len() - 2),
        None => return None,
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[track_caller]
    fn check(language: Language, expected: &str) {
        let t = Texts::of(language);
        let day = "2026-11-22".parse().unwrap();
        let written = [t.day(day), t.weekday(day), t.month(day), t.day_of_year(day)];
        assert_eq!(written.join(" | "), expected);
    }

    #[test]
    fn days_are_written_as_each_language_writes_them() {
        check(
            Language::Ru,
            "22 ноября 2026\u{a0}г. | воскресенье, 22 ноября 2026\u{a0}г. | ноябрь 2026\u{a0}г. | 22 ноября",
        );
        check(
            Language::Ky,
            "2026-ж. 22-ноябрь | 2026-ж. 22-ноябрь, жекшемби | 2026-ж. ноябрь | 22-ноябрь",
        );
        check(
            Language::Kk,
            "2026\u{a0}ж. 22 қараша | 2026\u{a0}ж. 22 қараша, жексенбі | 2026\u{a0}ж. қараша | 22 қараша",
        );
        check(
            Language::En,
            "22 November 2026 | Sunday, 22 November 2026 | November 2026 | 22 November",
        );
    }

    #[test]
    fn days_take_the_endings_of_kyrgyz_and_kazakh() {
        let day = "2026-11-22".parse().unwrap();
        let all = |language| {
            let t = Texts::of(language);
            crate::texts::DAY_ENDINGS.map(|ending| t.day_with(ending, day)).join(" | ")
        };
        assert_eq!(
            all(Language::Ky),
            "2026-жылдын 22-ноябрына | 2026-жылдын 22-ноябрынан | 2026-жылдын 22-ноябрында | \
             2026-жылдын 22-ноябрындагы"
        );
        assert_eq!(
            all(Language::Kk),
            "2026\u{a0}жылғы 22 қарашаға | 2026\u{a0}жылғы 22 қарашадан | 2026\u{a0}жылғы 22 қарашада | \
             2026\u{a0}жылғы 22 қарашадағы"
        );
        assert_eq!(Texts::of(Language::Ru).day_with("to", day), "22 ноября 2026\u{a0}г.");
    }

    #[test]
    fn a_distance_is_counted_in_days_and_left_out_when_it_is_far() {
        let today = "2026-11-22".parse().unwrap();
        let say = |language, day: &str| {
            Texts::of(language).distance(day.parse().unwrap(), today).unwrap_or_default()
        };
        assert_eq!(say(Language::Ru, "2026-11-22"), "сегодня");
        assert_eq!(say(Language::Ru, "2026-11-25"), "через 3 дня");
        assert_eq!(say(Language::Ru, "2026-11-17"), "5 дней назад");
        assert_eq!(say(Language::Ru, "2026-12-13"), "через 21 день");
        assert_eq!(say(Language::Ky, "2026-11-25"), "3 күндөн кийин");
        assert_eq!(say(Language::Kk, "2026-11-25"), "3 күннен кейін");
        assert_eq!(say(Language::En, "2026-11-25"), "in 3 days");
        assert_eq!(say(Language::En, "2027-01-21"), "in 60 days");
        assert_eq!(say(Language::En, "2027-01-22"), "");
    }

    #[test]
    fn numbers_have_thin_spaces() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_500_000), "1\u{202f}500\u{202f}000");
        assert_eq!(grouped(-25_000), "−25\u{202f}000");
        assert_eq!(Texts::of(Language::Ru).share(875), "87,5\u{a0}%");
        assert_eq!(Texts::of(Language::En).share(1_000), "100.0%");
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in ["22.11.2026", "2026-11-22", "22/11/2026", " 22 11 2026 ", "22.11.2026."] {
            assert_eq!(parse_day(text).map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
        }
        for text in ["30.02.2026", "2.1.26", "tomorrow", "", "22.11.2026 or so", "2026-13-01"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for text in ["9:30", "09.30", "0930", "930", "9-30"] {
            assert_eq!(parse_time(text).map(clock).as_deref(), Some("09:30"));
        }
        assert_eq!(parse_time("9").map(clock).as_deref(), Some("09:00"));
        for text in ["24:00", "9:3", "", "noon", "9:60"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
