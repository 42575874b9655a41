//! Numbers of the law with their units: ten working days, 48 hours, one half of a term, 1 : 4.
//!
//! A limit is written as ISO 8601 where it is a length of time (`P10D`, `PT48H`), and as a plain
//! number, a fraction (`1/2`) or a ratio (`1:4`) otherwise. The row's column `counts` says what is
//! counted; a limit whose written form does not fit its unit is refused. There are no floating
//! point numbers: one and a half days for a day is `2:3`.

use std::fmt;

/// What a number of the law counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Minutes from the instant of the event.
    Minutes,
    /// Hours from the instant of the event.
    Hours,
    /// Days of 24 hours from the instant of the event (*сутки*).
    DaysOf24Hours,
    /// Calendar days; the day of the event is not counted, the last day ends at midnight.
    CalendarDays,
    /// Working days of the calendar; the day of the event is not counted.
    WorkingDays,
    /// Weeks; ends on the same weekday.
    Weeks,
    /// Months; ends on the corresponding day.
    Months,
    /// Years; ends on the corresponding day.
    Years,
    /// Times, persons, acts: a count.
    Times,
    /// Hours of work done.
    HoursOfWork,
    /// Units of the monthly calculation index, a measure of money set for each year.
    IndexUnits,
    /// Hundredths.
    Percent,
    /// A fraction of a term or sentence.
    OfTerm,
    /// A ratio between two units named by the row.
    ForEach,
    /// Whole units of the country's currency.
    Currency,
}

/// How a unit's number is written.
enum Form {
    Period(char),
    Clock(char),
    Number,
    Fraction,
    Ratio,
}

const UNITS: [(&str, Unit); 15] = [
    ("minutes", Unit::Minutes),
    ("hours", Unit::Hours),
    ("days_of_24_hours", Unit::DaysOf24Hours),
    ("calendar_days", Unit::CalendarDays),
    ("working_days", Unit::WorkingDays),
    ("weeks", Unit::Weeks),
    ("months", Unit::Months),
    ("years", Unit::Years),
    ("times", Unit::Times),
    ("hours_of_work", Unit::HoursOfWork),
    ("index_units", Unit::IndexUnits),
    ("percent", Unit::Percent),
    ("of_term", Unit::OfTerm),
    ("for_each", Unit::ForEach),
    ("currency", Unit::Currency),
];

impl Unit {
    /// Returns the word of the column `counts`.
    pub fn name(self) -> &'static str {
        UNITS.iter().find(|(_, unit)| *unit == self).map_or("", |(name, _)| *name)
    }

    /// Returns the unit of that word, if there is one.
    pub fn find(name: &str) -> Option<Unit> {
        UNITS.iter().find(|(word, _)| *word == name).map(|(_, unit)| *unit)
    }

    /// Returns the words of the column `counts`.
    pub fn names() -> Vec<&'static str> {
        UNITS.iter().map(|(name, _)| *name).collect()
    }

    /// Returns whether the unit is a length of time on the clock or the calendar.
    pub fn is_time(self) -> bool {
        self <= Unit::Years
    }

    /// Returns whether the unit runs from an instant rather than from a day.
    pub fn is_of_the_clock(self) -> bool {
        self <= Unit::DaysOf24Hours
    }

    fn form(self) -> Form {
        match self {
            Unit::Minutes => Form::Clock('M'),
            Unit::Hours => Form::Clock('H'),
            Unit::DaysOf24Hours | Unit::CalendarDays | Unit::WorkingDays => Form::Period('D'),
            Unit::Weeks => Form::Period('W'),
            Unit::Months => Form::Period('M'),
            Unit::Years => Form::Period('Y'),
            Unit::OfTerm => Form::Fraction,
            Unit::ForEach => Form::Ratio,
            Unit::Times | Unit::HoursOfWork | Unit::IndexUnits | Unit::Percent | Unit::Currency => {
                Form::Number
            }
        }
    }
}

/// A number of the law with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// The number, the numerator, or the left side of the ratio.
    pub number: u32,
    /// The denominator or the right side of the ratio; 1 for a plain number. Invariant: not zero.
    pub per: u32,
    /// What is counted.
    pub unit: Unit,
}

impl Limit {
    /// Reads the written form that the unit asks for; nothing if the text has another form.
    pub fn parse(text: &str, unit: Unit) -> Option<Limit> {
        let whole = |text: &str| -> Option<u32> {
            let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse().ok()).flatten()
        };
        let (number, per) = match unit.form() {
            Form::Period(letter) => (whole(text.strip_prefix('P')?.strip_suffix(letter)?)?, 1),
            Form::Clock(letter) => (whole(text.strip_prefix("PT")?.strip_suffix(letter)?)?, 1),
            Form::Number => (whole(text)?, 1),
            Form::Fraction => both(text.split_once('/')?, whole)?,
            Form::Ratio => both(text.split_once(':')?, whole)?,
        };
        (per > 0).then_some(Limit { number, per, unit })
    }

    /// Returns the number in the smallest unit of its family (minutes, days, months, or itself),
    /// with which limits of one family compare; nothing for fractions and ratios.
    pub(crate) fn scaled(self) -> Option<(Family, u64)> {
        let number = u64::from(self.number);
        Some(match self.unit {
            Unit::Minutes => (Family::Clock, number),
            Unit::Hours => (Family::Clock, number * 60),
            Unit::DaysOf24Hours => (Family::Clock, number * 24 * 60),
            Unit::CalendarDays => (Family::Days, number),
            Unit::Weeks => (Family::Days, number * 7),
            Unit::WorkingDays => (Family::WorkingDays, number),
            Unit::Months => (Family::Months, number),
            Unit::Years => (Family::Months, number * 12),
            Unit::Times | Unit::HoursOfWork | Unit::IndexUnits | Unit::Percent | Unit::Currency => {
                (Family::Plain(self.unit), number)
            }
            Unit::OfTerm | Unit::ForEach => return None,
        })
    }
}

/// Limits that can be compared without a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Minutes.
    Clock,
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Months.
    Months,
    /// Numbers of that unit.
    Plain(Unit),
}

fn both(pair: (&str, &str), whole: impl Fn(&str) -> Option<u32>) -> Option<(u32, u32)> {
    Some((whole(pair.0)?, whole(pair.1)?))
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit.form() {
            Form::Period(letter) => write!(f, "P{}{letter}", self.number),
            Form::Clock(letter) => write!(f, "PT{}{letter}", self.number),
            Form::Number => write!(f, "{}", self.number),
            Form::Fraction => write!(f, "{}/{}", self.number, self.per),
            Form::Ratio => write!(f, "{}:{}", self.number, self.per),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, unit: &str, read: bool) {
        let unit = Unit::find(unit).unwrap();
        let limit = Limit::parse(text, unit);
        assert_eq!(limit.map(|limit| limit.to_string()), read.then(|| text.to_owned()));
    }

    #[test]
    fn every_unit_reads_and_writes_its_own_form() {
        check("PT30M", "minutes", true);
        check("PT48H", "hours", true);
        check("P10D", "days_of_24_hours", true);
        check("P3D", "working_days", true);
        check("P2W", "weeks", true);
        check("P6M", "months", true);
        check("P7Y", "years", true);
        check("2", "times", true);
        check("1/2", "of_term", true);
        check("2:3", "for_each", true);
        check("3932", "currency", true);
    }

    #[test]
    fn a_limit_in_the_form_of_another_unit_is_refused() {
        check("P48H", "hours", false);
        check("P6M", "minutes", false);
        check("10", "working_days", false);
        check("P1DT2H", "calendar_days", false);
        check("1/0", "of_term", false);
        check("-1", "times", false);
        check("+1", "times", false);
        check("1.5", "percent", false);
        check("99999999999", "times", false);
    }
}
