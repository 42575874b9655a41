//! Checking the law: every file reads, every scenario comes out, every row is used by one.

mod play;

use std::collections::BTreeSet;

use self::play::Play;
use super::calendar::Calendar;
use super::pack::Pack;
use super::reading::{PackError, Place, Problem};
use super::scenario::read;

/// The files of one country.
#[derive(Clone, Copy, Debug)]
pub struct Country<'a> {
    /// Its code, which is the name of its folders.
    pub code: &'a str,
    /// Files of law, each a name and its text.
    pub law: &'a [(&'a str, &'a str)],
    /// Files of scenarios, each a name and its text.
    pub scenarios: &'a [(&'a str, &'a str)],
}

/// What the check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Country by country, in the order given.
    pub countries: Vec<CountryReport>,
}

impl Report {
    /// Returns whether all is well: no fault, no failure, no unused row, and at least one country.
    pub fn is_good(&self) -> bool {
        let is_good = |country: &CountryReport| {
            country.errors.is_empty() && country.failures.is_empty() && country.unused.is_empty()
        };
        !self.countries.is_empty() && self.countries.iter().all(is_good)
    }
}

/// What the check found in one country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountryReport {
    /// Its code.
    pub code: String,
    /// Number of rows.
    pub rows: usize,
    /// Number of rows that are not sure enough to support an act by themselves.
    pub unverified: usize,
    /// Number of scenarios.
    pub scenarios: usize,
    /// Number of things that the scenarios expect.
    pub expectations: usize,
    /// Faults of the files. If there are any in the law, no scenario was played.
    pub errors: Vec<PackError>,
    /// Rows that no scenario uses: code, filter, day in force, with file and line.
    pub unused: Vec<String>,
    /// Scenarios that did not come out.
    pub failures: Vec<Failure>,
}

/// Something that a scenario expects did not follow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {scenario}: `{row}` was expected to be {expected}, but is {found}")]
pub struct Failure {
    /// File and line of the expectation.
    pub place: Place,
    /// Name of the scenario.
    pub scenario: String,
    /// Code of the row.
    pub row: String,
    /// What was expected.
    pub expected: String,
    /// What followed.
    pub found: String,
}

/// Reads the law of the countries and plays their scenarios.
pub fn check(countries: &[Country<'_>], calendars: &[Calendar]) -> Report {
    let countries = countries.iter().map(|country| check_country(country, calendars)).collect();
    Report { countries }
}

fn check_country(country: &Country<'_>, calendars: &[Calendar]) -> CountryReport {
    let mut report = CountryReport { code: country.code.to_owned(), ..CountryReport::default() };
    let mut scenarios = Vec::new();
    for (file, text) in country.scenarios {
        scenarios.extend(read(file, text, &mut report.errors));
    }
    report.scenarios = scenarios.len();
    report.expectations = scenarios.iter().map(|scenario| scenario.expected.len()).sum();
    let pack = match Pack::parse(country.code, country.law) {
        Ok(pack) => pack,
        Err(errors) => {
            report.errors.extend(errors.0);
            return report;
        }
    };
    report.rows = pack.rows.len();
    report.unverified = pack.rows.iter().filter(|row| !row.is_verified()).count();
    let Some(calendar) = calendars.iter().find(|calendar| calendar.name() == pack.calendar) else {
        let place = Place { file: format!("law/{}", country.code), line: 0 };
        let problem = Problem::Undeclared { what: "calendar", name: pack.calendar };
        report.errors.push(PackError { place, field: "calendar".to_owned(), problem });
        return report;
    };
    let mut used = BTreeSet::new();
    for scenario in &scenarios {
        let mut play = Play { pack: &pack, calendar, scenario, used: &mut used };
        report.failures.extend(play.run());
    }
    let unused = pack.rows.iter().filter(|row| !used.contains(&row.index));
    report.unused = unused.map(|row| format!("{} ({})", row.label(), row.place)).collect();
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALENDAR: &str = "[calendar]\nname = \"test\"\nweekend = [\"saturday\", \"sunday\"]\n\
        [[year]]\nyear = 2025\ncertainty = \"decreed\"\nsource = \"made up\"\n";
    const LAW: &str = r#"
[pack]
country = "zz"
calendar = "test"
zone = "Asia/Bishkek"
[[happening]]
name = "received"
text = { en = "a", ru = "b", ky = "c", kk = "d" }
[[happening]]
name = "registered"
text = { en = "a", ru = "b", ky = "c", kk = "d" }
[[row]]
code = "registration"
domain = "non_custodial"
kind = "deadline"
starts_on = "received"
met_by = "registered"
limit = "P3D"
counts = "working_days"
on_holiday = "stays"
bearer = "officer"
time_mode = "act"
in_force_from = "2017-01-01"
source = { act = "Act", article = "1" }
basis = "invented"
confidence = 0.5
text = { en = "a", ru = "b", ky = "c", kk = "d" }
"#;

    /// Plays one story in which the act is received on Monday 3 March 2025 and expects `expect`.
    #[track_caller]
    fn check_story(happening: &str, expect: &str, failures: &[&str], unused: &[&str]) {
        let story = format!(
            "[[scenario]]\nname = \"a story\"\n\
             happenings = [{{ name = \"{happening}\", at = \"2025-03-03\" }}]\n\
             expect = [{expect}]\n"
        );
        let calendar = Calendar::parse("test.toml", CALENDAR).unwrap();
        let country =
            Country { code: "zz", law: &[("law.toml", LAW)], scenarios: &[("story.toml", &story)] };
        let report = super::check(&[country], &[calendar]);
        let found = report.countries.first().unwrap();
        let told: Vec<String> = found.failures.iter().map(ToString::to_string).collect();
        assert_eq!(
            (told, &found.errors),
            (failures.iter().map(ToString::to_string).collect(), &vec![])
        );
        assert_eq!(found.unused, unused);
        assert_eq!((found.rows, found.unverified, found.scenarios), (1, 1, 1));
        assert_eq!(report.is_good(), failures.is_empty() && unused.is_empty());
    }

    #[test]
    fn a_story_that_comes_out_leaves_no_row_unused() {
        check_story("received", "{ row = \"registration\", due = \"2025-03-06\" }", &[], &[]);
    }

    #[test]
    fn a_wrong_day_is_told_with_the_right_one() {
        let why = "story.toml:4: a story: `registration` was expected to be due 2025-03-07, but is \
                   2025-03-06";
        check_story("received", "{ row = \"registration\", due = \"2025-03-07\" }", &[why], &[]);
    }

    #[test]
    fn an_expectation_that_asks_nothing_is_a_failure() {
        let why = "story.toml:4: a story: `registration` was expected to be asked for something, but \
                   is asked for nothing";
        check_story("received", "{ row = \"registration\" }", &[why], &[]);
    }

    #[test]
    fn a_row_that_no_story_asks_for_is_unused() {
        let unused = ["registration 2017-01-01 (law.toml:12)"];
        check_story("registered", "{ row = \"registration\", clocks = 0 }", &[], &unused);
    }

    #[test]
    fn a_slip_of_the_pen_in_a_happening_is_told() {
        let why = "story.toml:4: a story: `recieved` was expected to be declared in the pack, but is \
                   not";
        let unused = ["registration 2017-01-01 (law.toml:12)"];
        check_story("recieved", "{ row = \"registration\", clocks = 0 }", &[why], &unused);
    }

    #[test]
    fn nothing_to_check_is_not_good() {
        assert!(!super::check(&[], &[]).is_good());
    }
}
