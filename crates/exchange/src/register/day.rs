//! Days as people write them in sheets.
//!
//! `2024-05-01`, `01.05.2024`, `1/5/24`, `5 мая 2024 г.`, `2024-жылдын 5-майы`, `2024 жылғы 5 мамыр`,
//! `May 5, 2024`, and the number of a day in a spreadsheet. Day stands before month, as everywhere
//! in the two countries.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day from which spreadsheets count.
const SHEET_ZERO: Date = date(1899, 12, 30);

/// Numbers of days that are taken for a day: from 1910 to 2099.
const SHEET_DAYS: std::ops::RangeInclusive<i64> = 3_653..=73_050;

/// Beginnings of the names of months in Russian and Kyrgyz, Kazakh and English.
const MONTHS: [&[&str]; 12] = [
    &["янв", "қаңтар", "jan"],
    &["фев", "ақпан", "feb"],
    &["мар", "наурыз", "mar"],
    &["апр", "сәуір", "apr"],
    &["май", "мая", "мамыр", "may"],
    &["июн", "маусым", "jun"],
    &["июл", "шілде", "jul"],
    &["авг", "тамыз", "aug"],
    &["сен", "қыркүйек", "sep"],
    &["окт", "қазан", "oct"],
    &["ноя", "қараша", "nov"],
    &["дек", "желтоқсан", "dec"],
];

/// What a text says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// This day.
    Day(Date),
    /// A day whose year has two digits, and that could lie in two centuries.
    ShortYear,
    /// No day.
    None,
}

/// Reads a day.
///
/// `latest_year` is the last year that a year of two digits may mean; without it such a year is not
/// read, as of a birth date, which may lie in either century.
///
/// ```
/// use bagyt_exchange::register::day::{Written, read};
/// use jiff::civil::date;
///
/// assert_eq!(read("5 мая 2024 г.", None), Written::Day(date(2024, 5, 5)));
/// assert_eq!(read("05.05.24", Some(2026)), Written::Day(date(2024, 5, 5)));
/// assert_eq!(read("05.05.24", None), Written::ShortYear);
/// ```
pub fn read(text: &str, latest_year: Option<i16>) -> Written {
    let text = text.trim().to_lowercase();
    let text = without_time(&text);
    if let Some(day) = sheet_day(text) {
        return Written::Day(day);
    }
    let parts: Vec<&str> =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let numbers: Vec<&str> = parts.iter().copied().filter(|part| is_number(part)).collect();
    let month = parts.iter().find_map(|part| month(part));
    let strange = parts.iter().any(|part| !is_number(part) && !is_of_a_day(part));
    match (numbers.as_slice(), month) {
        _ if strange => Written::None,
        ([year, month, day], None) if year.len() == 4 => made(year, number(month), day),
        ([day, month, year], None) => with_year(day, number(month), year, latest_year),
        ([year, day], Some(month)) if year.len() == 4 => made(year, Some(month), day),
        ([day, year], Some(month)) => with_year(day, Some(month), year, latest_year),
        _ => Written::None,
    }
}

/// Cuts off the time of day that a spreadsheet writes behind a day.
fn without_time(text: &str) -> &str {
    let end = text.find(['t', ' ']).filter(|end| text.get(*end..).is_some_and(is_time));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

fn is_time(text: &str) -> bool {
    let text = text.trim_start_matches(['t', ' ']);
    text.contains(':') && text.chars().all(|sign| sign.is_ascii_digit() || ":.z".contains(sign))
}

fn sheet_day(text: &str) -> Option<Date> {
    let whole = text.split(['.', ',']).next()?;
    let is_plain = text.chars().all(|sign| sign.is_ascii_digit() || sign == '.' || sign == ',');
    let days: i64 = whole.parse().ok().filter(|_| is_plain && whole.len() >= 4)?;
    if !SHEET_DAYS.contains(&days) || text.matches(['.', ',']).count() > 1 {
        return None;
    }
    // A plain year is no day.
    if whole.len() == 4 {
        return None;
    }
    SHEET_ZERO.checked_add(days.days()).ok()
}

fn is_number(part: &str) -> bool {
    part.chars().all(|sign| sign.is_ascii_digit())
}

fn is_of_a_day(part: &str) -> bool {
    const YEAR: [&str; 10] = ["г", "год", "года", "ж", "жыл", "жылы", "жылдын", "жылғы", "ы", "ии"];
    month(part).is_some() || YEAR.contains(&part)
}

fn month(part: &str) -> Option<i8> {
    let begins = |names: &&[&str]| names.iter().any(|name| part.starts_with(name));
    let place = MONTHS.iter().position(begins)?;
    i8::try_from(place + 1).ok()
}

fn number(text: &str) -> Option<i8> {
    text.parse().ok()
}

fn with_year(day: &str, month: Option<i8>, year: &str, latest_year: Option<i16>) -> Written {
    match (year.len(), latest_year) {
        (4, _) => made(year, month, day),
        (2, None) => Written::ShortYear,
        (2, Some(latest)) => {
            let short: i16 = year.parse().unwrap_or(0);
            let year = if 2000 + short <= latest { 2000 + short } else { 1900 + short };
            made(&year.to_string(), month, day)
        }
        _ => Written::None,
    }
}

fn made(year: &str, month: Option<i8>, day: &str) -> Written {
    let made = || Date::new(year.parse().ok()?, month?, day.parse().ok()?).ok();
    made().map_or(Written::None, Written::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let expected = expected.map_or(Written::None, |day| Written::Day(day.parse().unwrap()));
        assert_eq!(read(text, Some(2030)), expected, "{text}");
    }

    #[test]
    fn days_are_read_in_the_forms_that_people_write() {
        for text in [
            "2024-05-01",
            "2024.05.01",
            "01.05.2024",
            "1.5.2024",
            "1/5/2024",
            "01-05-2024",
            "01.05.24",
            "1 мая 2024 г.",
            "1 мая 2024 года",
            "01 Май 2024",
            "2024-жылдын 1-майы",
            "2024 жылғы 1 мамыр",
            "1 May 2024",
            "May 1, 2024",
            "2024-05-01 00:00:00",
            "2024-05-01T00:00:00Z",
            "01.05.2024 0:00",
            "45413",
            "45413.0",
            " 1 . 5 . 2024 ",
        ] {
            check(text, Some("2024-05-01"));
        }
        check("17 март 1985", Some("1985-03-17"));
        check("31.12.99", Some("1999-12-31"));
        check("28.02.30", Some("2030-02-28"));
    }

    #[test]
    fn what_is_no_day_is_not_taken_for_one() {
        for text in ["", "30.02.2024", "2024", "тогда", "05.2024", "1.13.2024", "12345678", "1.5"]
        {
            check(text, None);
        }
        check("3 года", None);
        check("около 01.05.2024", None);
    }

    #[test]
    fn a_year_of_two_digits_is_asked_for_again_where_it_may_be_either_century() {
        assert_eq!(read("01.05.24", None), Written::ShortYear);
        assert_eq!(read("1 мая 24", None), Written::ShortYear);
        assert_eq!(read("01.05.2024", None), Written::Day(date(2024, 5, 1)));
    }
}
