//! Working days, public holidays and days that a government moved.
//!
//! A calendar is a table of years, each with its source and with how certain it is: movable
//! religious holidays and transfers of days off are known only when they are decreed. Counting
//! working days looks two numbers up, however long the distance, because a projection asks millions
//! of times.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::ClockError;
use super::reading::{PackErrors, Problem, Sheet, Table, sorted, words};
use crate::view::{day_number, day_of_number};

words! {
    /// How certain the days of a year are.
    pub enum Certainty {
        /// Every day is laid down by an act or decree that the source names.
        Decreed = "decreed",
        /// Fixed holidays are certain; a transfer or a movable holiday was taken from the press.
        Reported = "reported",
        /// Movable holidays are computed and transfers are not yet known.
        Expected = "expected",
    }
}

/// One year of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year.
    pub year: i16,
    /// How certain its days are.
    pub certainty: Certainty,
    /// Where they were taken from.
    pub source: String,
    /// What a reader must know besides.
    pub note: Option<String>,
}

/// The working days of a country.
///
/// Invariant: its years follow each other without a gap, and each has a working day.
#[derive(Clone, Debug)]
pub struct Calendar {
    name: String,
    years: Vec<CalendarYear>,
    holidays: BTreeMap<Date, String>,
    first: i64,
    /// For each day from the first and one beyond, how many working days lie before it.
    before: Vec<u32>,
    /// The working days, as day numbers.
    working: Vec<i64>,
}

impl Calendar {
    /// Reads a calendar.
    ///
    /// # Errors
    ///
    /// All faults of the file at once, each with its line: unknown or missing columns, days of
    /// another year or given twice, and a missing year.
    pub fn parse(file: &str, text: &str) -> Result<Calendar, PackErrors> {
        let sheet = Sheet::open(file, text);
        let document = sheet.document();
        let mut draft = Draft::default();
        for (key, value) in &document {
            match key.get_ref().as_ref() {
                "calendar" => {
                    for mut table in sheet.tables(value, "calendar") {
                        draft.name = table.needed_text("name");
                        draft.weekend = weekend(&mut table);
                        table.finish();
                    }
                }
                "year" => {
                    for table in sheet.tables(value, "year") {
                        draft.read_year(table);
                    }
                }
                other => sheet.tell(sheet.place(key.span().start), other, Problem::Unknown),
            }
        }
        draft.check(&sheet);
        let errors = sheet.close();
        if errors.is_empty() { Ok(draft.build()) } else { Err(sorted(errors)) }
    }

    /// Returns the calendar's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its years with their sources.
    pub fn years(&self) -> &[CalendarYear] {
        &self.years
    }

    /// Returns the first day that the calendar knows.
    pub fn first_day(&self) -> Date {
        day_of_number(self.first)
    }

    /// Returns the name of the holiday or day off on that day, if it is one and no mere weekend.
    pub fn holiday(&self, day: Date) -> Option<&str> {
        self.holidays.get(&day).map(String::as_str)
    }

    /// Returns whether the day is a working day.
    ///
    /// # Errors
    ///
    /// [`ClockError::CalendarTooShort`] if the day lies outside the calendar.
    pub fn is_working(&self, day: Date) -> Result<bool, ClockError> {
        let at = self.position(day)?;
        Ok(self.before(at + 1) > self.before(at))
    }

    /// Returns the last working day on which something is in time that must be done within `days`
    /// working days after `event`; the day of the event is not counted.
    ///
    /// # Errors
    ///
    /// [`ClockError::CalendarTooShort`] if the calendar does not reach the last day. The result is
    /// never guessed from weekdays alone, because a moved public holiday changes it.
    ///
    /// # Source
    ///
    /// A time limit is counted from the day after the event (as in KZ Criminal Procedure Code
    /// art. 49).
    pub fn plus_working_days(&self, event: Date, days: u32) -> Result<Date, ClockError> {
        let until_event = self.before(self.position(event)? + 1);
        let Some(ahead) = days.checked_sub(1) else { return self.next_working_day(event) };
        self.working_day(until_event + u64::from(ahead), event)
    }

    /// Returns the working day that lies `days` working days before `expiry`; the day of the
    /// expiry is not counted.
    ///
    /// # Errors
    ///
    /// [`ClockError::CalendarTooShort`] if the calendar begins after that day.
    pub fn minus_working_days(&self, expiry: Date, days: u32) -> Result<Date, ClockError> {
        if days == 0 {
            return self.previous_working_day(expiry);
        }
        let before_expiry = self.before(self.position(expiry)?);
        let wanted = before_expiry.checked_sub(u64::from(days));
        let wanted = wanted.ok_or_else(|| self.too_short(day_of_number(self.first - 1)))?;
        self.working_day(wanted, expiry)
    }

    /// Returns the day itself if it is a working day, otherwise the next one.
    ///
    /// # Errors
    ///
    /// [`ClockError::CalendarTooShort`] if the calendar does not reach it.
    pub fn next_working_day(&self, day: Date) -> Result<Date, ClockError> {
        self.working_day(self.before(self.position(day)?), day)
    }

    /// Returns the day itself if it is a working day, otherwise the one before.
    ///
    /// # Errors
    ///
    /// [`ClockError::CalendarTooShort`] if the calendar does not reach it.
    pub fn previous_working_day(&self, day: Date) -> Result<Date, ClockError> {
        let wanted = self.before(self.position(day)? + 1).checked_sub(1);
        let wanted = wanted.ok_or_else(|| self.too_short(day_of_number(self.first - 1)))?;
        self.working_day(wanted, day)
    }

    /// Returns the number of working days from `from` until before `until`.
    ///
    /// # Errors
    ///
    /// [`ClockError::CalendarTooShort`] if the calendar does not reach one of them.
    pub fn working_days_between(&self, from: Date, until: Date) -> Result<u32, ClockError> {
        let until = self.before(self.position(until)?);
        let passed = until.saturating_sub(self.before(self.position(from)?));
        Ok(u32::try_from(passed).unwrap_or(u32::MAX))
    }

    fn position(&self, day: Date) -> Result<usize, ClockError> {
        usize::try_from(day_number(day) - self.first)
            .ok()
            .filter(|at| at + 1 < self.before.len())
            .ok_or_else(|| self.too_short(day))
    }

    fn before(&self, at: usize) -> u64 {
        self.before.get(at).map_or(0, |count| u64::from(*count))
    }

    fn working_day(&self, wanted: u64, asked_from: Date) -> Result<Date, ClockError> {
        let day = usize::try_from(wanted).ok().and_then(|at| self.working.get(at));
        day.map(|day| day_of_number(*day)).ok_or_else(|| {
            let end = self.first + i64::try_from(self.before.len()).unwrap_or(0) - 1;
            self.too_short(day_of_number(end).max(asked_from))
        })
    }

    fn too_short(&self, on: Date) -> ClockError {
        ClockError::CalendarTooShort { calendar: self.name.clone(), on }
    }
}

/// A calendar as its file says it.
#[derive(Default)]
struct Draft {
    name: String,
    weekend: Vec<Weekday>,
    years: Vec<CalendarYear>,
    holidays: BTreeMap<Date, String>,
    worked: Vec<Date>,
}

impl Draft {
    fn read_year(&mut self, mut table: Table<'_>) {
        let year = table.whole("year").and_then(|year| i16::try_from(year).ok());
        if year.is_none() {
            table.tell("year", Problem::Missing);
        }
        let certainty: Option<Certainty> = table.word("certainty");
        if certainty.is_none() {
            table.tell("certainty", Problem::Missing);
        }
        let source = table.needed_text("source");
        let note = table.text("note");
        for mut holiday in table.tables("holidays") {
            let name = holiday.needed_text("name");
            match holiday.day("on") {
                Some(on) => self.rest(&holiday, on, year, name),
                None => holiday.tell("on", Problem::Missing),
            }
            holiday.finish();
        }
        for mut moved in table.tables("moved") {
            let name = moved.needed_text("because");
            if let Some(on) = moved.day("rests") {
                self.rest(&moved, on, year, name);
            }
            if let Some(on) = moved.day("works") {
                if Some(on.year()) == year && !self.worked.contains(&on) {
                    self.worked.push(on);
                } else {
                    moved.tell("works", Problem::OtherDay { on });
                }
            }
            moved.finish();
        }
        table.finish();
        if let (Some(year), Some(certainty)) = (year, certainty) {
            self.years.push(CalendarYear { year, certainty, source, note });
        }
    }

    fn rest(&mut self, table: &Table<'_>, on: Date, year: Option<i16>, name: String) {
        if Some(on.year()) != year || self.holidays.insert(on, name).is_some() {
            table.tell("on", Problem::OtherDay { on });
        }
    }

    fn check(&mut self, sheet: &Sheet<'_>) {
        self.years.sort_by_key(|year| year.year);
        for (one, next) in self.years.iter().zip(self.years.iter().skip(1)) {
            if one.year + 1 != next.year {
                let problem = Problem::MissingYear { year: one.year + 1 };
                sheet.tell(sheet.place(0), "year", problem);
            }
        }
        if self.name.is_empty() || self.years.is_empty() {
            sheet.tell(sheet.place(0), "calendar", Problem::Missing);
        }
    }

    fn build(self) -> Calendar {
        let bound = |year: Option<&CalendarYear>, later: i16| {
            let year = year.map_or(1970, |year| year.year) + later;
            day_number(Date::new(year, 1, 1).unwrap_or(Date::MIN))
        };
        let (first, end) = (bound(self.years.first(), 0), bound(self.years.last(), 1));
        let (mut before, mut working) = (vec![0], Vec::new());
        for number in first..end {
            let day = day_of_number(number);
            let rests = self.weekend.contains(&day.weekday()) || self.holidays.contains_key(&day);
            if !rests || self.worked.contains(&day) {
                working.push(number);
            }
            before.push(u32::try_from(working.len()).unwrap_or(u32::MAX));
        }
        let Draft { name, years, holidays, .. } = self;
        Calendar { name, years, holidays, first, before, working }
    }
}

fn weekend(table: &mut Table<'_>) -> Vec<Weekday> {
    let days = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let mut weekend = Vec::new();
    for word in table.texts("weekend") {
        match days.iter().find(|(name, _)| *name == word) {
            Some((_, day)) => weekend.push(*day),
            None => {
                let allowed = "monday to sunday".to_owned();
                table.tell("weekend", Problem::OtherWord { word, allowed });
            }
        }
    }
    weekend
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
        [calendar]
        name = "test"
        weekend = ["saturday", "sunday"]
        [[year]]
        year = 2025
        certainty = "decreed"
        source = "made up"
        holidays = [
            { on = "2025-01-01", name = "New Year" },
            { on = "2025-05-01", name = "Day of Labour" },
        ]
        moved = [{ rests = "2025-05-02", works = "2025-05-03", because = "a bridge" }]
    "#;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(event: &str, days: u32, expected: Result<&str, &str>) {
        let calendar = Calendar::parse("test.toml", TABLE).unwrap();
        let last = calendar.plus_working_days(day(event), days);
        let last = last.map(|last| last.to_string()).map_err(|error| error.to_string());
        assert_eq!(last, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn the_day_of_the_event_is_not_counted() {
        check("2025-04-07", 1, Ok("2025-04-08"));
        check("2025-04-07", 5, Ok("2025-04-14"));
        check("2025-04-05", 1, Ok("2025-04-07"));
    }

    #[test]
    fn a_moved_saturday_is_worked_and_its_friday_is_not() {
        check("2025-04-30", 1, Ok("2025-05-03"));
        check("2025-04-30", 2, Ok("2025-05-05"));
    }

    #[test]
    fn a_day_beyond_the_last_year_is_not_guessed() {
        let why = "the calendar `test` does not reach 2026-01-01; add that year's holidays first";
        check("2025-12-31", 1, Err(why));
        check("2025-12-30", 1, Ok("2025-12-31"));
        check("2026-01-01", 1, Err(why));
    }

    #[test]
    fn counting_back_mirrors_counting_on() {
        let calendar = Calendar::parse("test.toml", TABLE).unwrap();
        let back = |from, days| calendar.minus_working_days(day(from), days).unwrap().to_string();
        assert_eq!(back("2025-05-05", 1), "2025-05-03");
        assert_eq!(back("2025-05-05", 2), "2025-04-30");
        assert!(calendar.minus_working_days(day("2025-01-02"), 1).is_err());
        assert_eq!(calendar.previous_working_day(day("2025-05-04")), Ok(day("2025-05-03")));
        assert_eq!(calendar.next_working_day(day("2025-05-01")), Ok(day("2025-05-03")));
        assert_eq!(calendar.working_days_between(day("2025-04-28"), day("2025-05-05")), Ok(4));
    }

    #[test]
    fn counting_agrees_with_walking_day_by_day() {
        let calendar = Calendar::parse("test.toml", TABLE).unwrap();
        for offset in 0..300 {
            let event = day_of_number(day_number(day("2025-01-01")) + offset);
            let (mut walked, mut left) = (event, offset % 17 + 1);
            while left > 0 {
                walked = walked.tomorrow().unwrap();
                left -= i64::from(calendar.is_working(walked).unwrap());
            }
            let days = u32::try_from(offset % 17 + 1).unwrap();
            assert_eq!(calendar.plus_working_days(event, days), Ok(walked));
        }
    }

    #[test]
    fn a_holiday_of_another_year_is_refused_with_its_line() {
        let wrong = TABLE.replace("2025-05-01", "2024-05-01");
        let errors = Calendar::parse("test.toml", &wrong).unwrap_err();
        assert_eq!(
            errors.to_string(),
            "test.toml:11: `on`: the day 2024-05-01 does not belong here"
        );
    }

    #[test]
    fn a_missing_year_is_refused() {
        let more = "[[year]]\nyear = 2027\ncertainty = \"expected\"\nsource = \"made up\"\n";
        let errors = Calendar::parse("test.toml", &format!("{TABLE}\n{more}")).unwrap_err();
        assert!(errors.to_string().ends_with("the year 2026 is missing between the others"));
    }
}
