//! The length of a measure, as courts say it: in years, months and days, in hours of work, with a
//! percentage of the wage.
//!
//! A term that is nothing, negative, said in another measure's unit or outside what the law
//! allowed on the day of the act is a fault. How much the law allows is never here: the measure
//! names the rows, and the caller brings them.

use std::cmp::Ordering;

use bagyt_core::law::{Limit, Unit};
use jiff::Span;
use jiff::civil::Date;

use super::object::Object;
use super::read::Reading;
use super::subject::Subject;
use crate::codes::{Measure, TermUnit};
use crate::fact::Sex;
use crate::fault::Problem;

/// No part of a term is larger; what is over the law's maximum is refused below that already.
const PART_MAX: i64 = 9_999;

/// The members of a term.
const MEMBERS: [&str; 5] = ["years", "months", "days", "hours", "percent"];

/// What is asked of the law about the length of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermQuestion<'a> {
    /// The row of the law.
    pub row: &'a str,
    /// Code of the measure.
    pub measure: &'a str,
    /// Day of the act.
    pub passed_on: Date,
    /// Day of the offence, where the act states it.
    pub offence_on: Option<Date>,
    /// The person's sex, where the message says one.
    pub sex: Option<Sex>,
    /// The person's birth date, where the message says one.
    pub birth_on: Option<Date>,
}

/// What a row of the law allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub least: Option<Limit>,
    /// The most.
    pub most: Option<Limit>,
}

/// Gives the bounds of the row of law that applies, if there is one.
pub type Limits<'a> = &'a dyn Fn(&TermQuestion<'_>) -> Option<Bounds>;

/// The length of a measure; absent parts are zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Years.
    pub years: u16,
    /// Months beside the years.
    pub months: u16,
    /// Days beside the months.
    pub days: u16,
    /// Hours of work, of a measure that is counted so.
    pub hours: u16,
    /// Percentage of the wage, of a measure that takes one.
    pub percent: u16,
}

impl Term {
    /// Returns the last day of a term whose first day is `from`; the last day belongs to the term.
    ///
    /// A term without years, months and days ends on its first day.
    ///
    /// ```
    /// use bagyt_exchange::message::term::Term;
    ///
    /// let year = Term { years: 1, ..Term::default() };
    /// let from = jiff::civil::date(2025, 3, 1);
    /// assert_eq!(year.last_day(from), jiff::civil::date(2026, 2, 28));
    /// ```
    pub fn last_day(&self, from: Date) -> Date {
        let end = self.end(from);
        if end > from { end.yesterday().unwrap_or(end) } else { from }
    }

    /// Returns the last day by which hours of work are done at the pace of `hours` in `months`.
    ///
    /// A started period counts whole: 41 hours at 20 a month take three months.
    ///
    /// ```
    /// use bagyt_exchange::message::term::Term;
    ///
    /// let work = Term { hours: 41, ..Term::default() };
    /// let from = jiff::civil::date(2025, 3, 1);
    /// assert_eq!(work.last_day_at_pace(from, 20, 1), jiff::civil::date(2025, 5, 31));
    /// ```
    pub fn last_day_at_pace(&self, from: Date, hours: u32, months: u32) -> Date {
        let periods = u32::from(self.hours).div_ceil(hours.max(1));
        let months = u16::try_from(periods.saturating_mul(months)).unwrap_or(u16::MAX);
        Term { months, ..Term::default() }.last_day(from)
    }

    fn end(&self, from: Date) -> Date {
        let span = Span::new().years(self.years).months(self.months);
        from.saturating_add(span).saturating_add(Span::new().days(self.days))
    }

    fn has_duration(&self) -> bool {
        self.years > 0 || self.months > 0 || self.days > 0
    }
}

/// What an act says beside its term, as far as it could be read.
#[derive(Clone, Copy, Default)]
pub(super) struct Act<'a> {
    pub(super) measure: Option<&'a Measure>,
    pub(super) passed_on: Option<Date>,
    pub(super) offence_on: Option<Date>,
    pub(super) subject: Option<&'a Subject>,
}

/// Reads the member `term` of an act.
pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>, act: Act<'_>) -> Option<Term> {
    let unit = act.measure.map(|measure| measure.term);
    match (body.find("term"), unit) {
        (None, Some(TermUnit::None)) => return Some(Term::default()),
        (None, Some(_)) => {
            body.fault("term", Problem::Missing);
            return None;
        }
        (Some(_), Some(TermUnit::None)) => {
            body.fault("term", Problem::UnitOfAnother { units: "none" });
            return None;
        }
        (None, None) => return None,
        (Some(_), _) => {}
    }
    let object = body.object("term", &[], &MEMBERS)?;
    let [years, months, days, hours, percent] = MEMBERS.map(|name| part(&object, name));
    let measure = act.measure?;
    let units = units(measure.term);
    let strange = strange_members(measure.term);
    for name in strange.iter().filter(|name| object.find(name).is_some()) {
        object.fault(name, Problem::UnitOfAnother { units });
    }
    if measure.term == TermUnit::DurationAndPercent && object.find("percent").is_none() {
        object.fault("percent", Problem::Missing);
        return None;
    }
    let term =
        Term { years: years?, months: months?, days: days?, hours: hours?, percent: percent? };
    let is_said = match measure.term {
        TermUnit::Hours => term.hours > 0,
        TermUnit::Duration | TermUnit::DurationAndPercent => term.has_duration(),
        TermUnit::None => true,
    };
    if !is_said {
        body.fault("term", Problem::NoTerm { units });
        return None;
    }
    if let Some(passed_on) = act.passed_on {
        weigh(&Weighing { reading, body, act, measure, passed_on }, &term);
    }
    Some(term)
}

/// Reads a part of a term; zero where it is absent.
fn part(object: &Object<'_>, name: &str) -> Option<u16> {
    if object.find(name).is_none() {
        return Some(0);
    }
    let number = object.whole(name)?;
    let problem = match number {
        ..0 => Problem::NegativeTerm,
        0..=PART_MAX => return u16::try_from(number).ok(),
        _ => Problem::NumberOutside { least: 0, most: PART_MAX },
    };
    object.report().add_given(&object.at(name), problem, &number.to_string());
    None
}

fn units(unit: TermUnit) -> &'static str {
    match unit {
        TermUnit::Duration => "years, months, days",
        TermUnit::Hours => "hours",
        TermUnit::DurationAndPercent => "years, months, days, percent",
        TermUnit::None => "none",
    }
}

fn strange_members(unit: TermUnit) -> &'static [&'static str] {
    match unit {
        TermUnit::Duration => &["hours", "percent"],
        TermUnit::Hours => &["years", "months", "days", "percent"],
        TermUnit::DurationAndPercent => &["hours"],
        TermUnit::None => &MEMBERS,
    }
}

/// A term that is weighed against the law.
struct Weighing<'a> {
    reading: &'a Reading<'a>,
    body: &'a Object<'a>,
    act: Act<'a>,
    measure: &'a Measure,
    passed_on: Date,
}

fn weigh(weighing: &Weighing<'_>, term: &Term) {
    let from = weighing.passed_on;
    for row in &weighing.measure.term_rows {
        weighing.bound("term", row, |limit| compare(term, limit, from));
    }
    let percent = u32::from(term.percent);
    for row in &weighing.measure.percent_rows {
        weighing.bound("term/percent", row, |limit| {
            (limit.unit == Unit::Percent).then(|| percent.cmp(&limit.number))
        });
    }
}

impl Weighing<'_> {
    /// Looks a row up and names the bound that is broken. `compare` has no answer where the limit
    /// has a unit in which the term cannot be weighed; then the row is as good as none.
    fn bound(&self, at: &str, row: &str, compare: impl Fn(Limit) -> Option<Ordering>) {
        let question = TermQuestion {
            row,
            measure: &self.measure.code,
            passed_on: self.passed_on,
            offence_on: self.act.offence_on,
            sex: self.act.subject.map(|subject| subject.sex),
            birth_on: self.act.subject.and_then(|subject| subject.birth_on),
        };
        let row = row.to_owned();
        let no_row = Problem::NoRow { row: row.clone(), on: self.passed_on };
        let problem = match (self.reading.limits)(&question) {
            None | Some(Bounds { least: None, most: None }) => Some(no_row),
            Some(Bounds { least, most }) => {
                let broken = |limit: Limit, side: Ordering| match compare(limit) {
                    None => Some(no_row.clone()),
                    Some(found) if found == side => Some(match side {
                        Ordering::Greater => {
                            Problem::TermTooLong { longest: limit.to_string(), row: row.clone() }
                        }
                        _ => {
                            Problem::TermTooShort { shortest: limit.to_string(), row: row.clone() }
                        }
                    }),
                    Some(_) => None,
                };
                let too_long = most.and_then(|limit| broken(limit, Ordering::Greater));
                too_long.or_else(|| least.and_then(|limit| broken(limit, Ordering::Less)))
            }
        };
        if let Some(problem) = problem {
            self.reading.report.add(&format!("{}/{at}", self.body.pointer()), problem);
        }
    }
}

/// Compares a term with a limit, both counted from the day of the act where they are lengths of
/// the calendar.
fn compare(term: &Term, limit: Limit, from: Date) -> Option<Ordering> {
    match limit.unit {
        Unit::HoursOfWork | Unit::Hours => Some(u32::from(term.hours).cmp(&limit.number)),
        _ => Some(term.end(from).cmp(&end_of(limit, from)?)),
    }
}

/// Returns the end of a term of just that length, if it is a length of the calendar.
fn end_of(limit: Limit, from: Date) -> Option<Date> {
    let number = i64::from(limit.number);
    let span = match limit.unit {
        Unit::CalendarDays | Unit::DaysOf24Hours => Span::new().try_days(number),
        Unit::Weeks => Span::new().try_weeks(number),
        Unit::Months => Span::new().try_months(number),
        Unit::Years => Span::new().try_years(number),
        _ => return None,
    };
    Some(from.saturating_add(span.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(term: (u16, u16, u16), from: Date, last_day: Date) {
        let (years, months, days) = term;
        assert_eq!(Term { years, months, days, ..Term::default() }.last_day(from), last_day);
    }

    #[test]
    fn the_last_day_of_a_term_belongs_to_it() {
        check((1, 0, 0), date(2025, 3, 1), date(2026, 2, 28));
        check((0, 6, 0), date(2025, 8, 31), date(2026, 2, 27));
        check((0, 0, 1), date(2025, 3, 1), date(2025, 3, 1));
        check((0, 0, 0), date(2025, 3, 1), date(2025, 3, 1));
        check((1, 1, 1), date(2024, 2, 29), date(2025, 3, 29));
    }

    #[test]
    fn a_term_that_no_calendar_holds_ends_with_the_calendar() {
        check((9_999, 9_999, 9_999), date(2025, 3, 1), date(9999, 12, 30));
    }
}
