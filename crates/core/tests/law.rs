//! The real law tables: they read, their scenarios come out, every row is used, and no number can
//! change by one unit without a scenario noticing.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the tables from files and fails by panic"
)]

use std::path::{Path, PathBuf};

use bagyt_core::law::{Calendar, Country, CountryReport, Pack, Sex, check};

/// A file's name and text.
type File = (String, String);

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads the TOML files of a folder in the order of their names.
fn files(folder: &str) -> Vec<File> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(project().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let named = |path: PathBuf| {
        let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
        (name, std::fs::read_to_string(path).unwrap())
    };
    paths.into_iter().map(named).collect()
}

fn borrowed(files: &[File]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn calendars() -> Vec<Calendar> {
    let parse = |(name, text): &File| Calendar::parse(name, text).unwrap();
    files("calendar").iter().map(parse).collect()
}

fn report(code: &str, law: &[File], scenarios: &[File], calendars: &[Calendar]) -> CountryReport {
    let (law, scenarios) = (borrowed(law), borrowed(scenarios));
    let country = Country { code, law: &law, scenarios: &scenarios };
    check(&[country], calendars).countries.remove(0)
}

#[track_caller]
fn check_country(code: &str, scenarios_least: usize) {
    let law = files(&format!("law/{code}"));
    let scenarios = files(&format!("scenarios/{code}"));
    let found = report(code, &law, &scenarios, &calendars());
    let errors: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, Vec::<String>::new());
    let failures: Vec<String> = found.failures.iter().map(ToString::to_string).collect();
    assert_eq!(failures, Vec::<String>::new());
    assert_eq!(found.unused, Vec::<String>::new());
    assert!(found.scenarios >= scenarios_least, "{} scenarios", found.scenarios);
}

#[test]
fn every_row_of_the_invented_law_is_used_and_every_scenario_comes_out() {
    check_country("zz", 40);
}

#[test]
fn every_row_of_the_law_of_kazakhstan_is_used_and_every_scenario_comes_out() {
    check_country("kz", 40);
}

#[test]
fn every_row_of_the_law_of_the_kyrgyz_republic_is_used_and_every_scenario_comes_out() {
    check_country("kg", 10);
}

/// Columns whose numbers a parliament can change; `values` are those of a campaign's condition.
const NUMBERS: [&str; 4] = ["limit", "minimum", "per", "values"];

/// Returns the places of all numbers in those columns: start and end of the digits.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let column = line.split('=').next().unwrap_or_default().trim();
        if NUMBERS.contains(&column) {
            let value = line_start + line.find('=').unwrap();
            let mut at = value;
            while let Some(start) =
                text[at..line_start + line.len()].find(|c: char| c.is_ascii_digit())
            {
                let start = at + start;
                let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
                found.push((start, start + length));
                at = start + length;
            }
        }
        line_start += line.len();
    }
    found
}

/// Changes each number of a country's law by these steps and returns the places where no scenario
/// noticed.
fn unnoticed(code: &str, steps: &[i64]) -> Vec<String> {
    let law = files(&format!("law/{code}"));
    let scenarios = files(&format!("scenarios/{code}"));
    let calendars = calendars();
    let unchanged = report(code, &law, &scenarios, &calendars);
    assert!(
        unchanged.errors.is_empty() && unchanged.failures.is_empty(),
        "the tables fail as they are"
    );
    let mut unnoticed = Vec::new();
    for (file, (name, text)) in law.iter().enumerate() {
        for (start, end) in numbers(text) {
            let number: i64 = text[start..end].parse().unwrap();
            for changed in steps.iter().map(|step| number + step).filter(|changed| *changed >= 0) {
                let mut law = law.clone();
                law[file].1 = format!("{}{changed}{}", &text[..start], &text[end..]);
                let found = report(code, &law, &scenarios, &calendars);
                if found.errors.is_empty() && found.failures.is_empty() {
                    let line = text[..start].lines().count();
                    unnoticed.push(format!("{name}:{line}: {number} -> {changed}"));
                }
            }
        }
    }
    unnoticed
}

#[test]
fn no_number_of_the_invented_law_changes_unnoticed() {
    assert_eq!(unnoticed("zz", &[1, -1]), Vec::<String>::new());
}

#[test]
fn no_number_of_the_law_of_kazakhstan_changes_unnoticed() {
    assert_eq!(unnoticed("kz", &[1]), Vec::<String>::new());
}

#[test]
fn no_number_of_the_law_of_the_kyrgyz_republic_changes_unnoticed() {
    assert_eq!(unnoticed("kg", &[1, -1]), Vec::<String>::new());
}

#[test]
fn the_calendars_reach_from_2019_to_2027() {
    for calendar in calendars() {
        let years: Vec<i16> = calendar.years().iter().map(|year| year.year).collect();
        assert_eq!(years, (2019..=2027).collect::<Vec<i16>>(), "{}", calendar.name());
        assert!(calendar.years().iter().all(|year| !year.source.is_empty()));
    }
}

#[test]
fn every_pack_has_its_words_in_four_different_languages() {
    for code in ["zz", "kz", "kg"] {
        let law = files(&format!("law/{code}"));
        let pack = Pack::parse(code, &borrowed(&law)).unwrap();
        for row in pack.rows() {
            let words = ["en", "ru", "ky", "kk"].map(|language| row.text.of(language));
            for (at, one) in words.iter().enumerate() {
                assert!(!words[at + 1..].contains(one), "{}: {one}", row.place);
            }
        }
    }
}

#[test]
fn every_legal_fact_of_kazakhstan_has_a_row() {
    let law = files("law/kz");
    let pack = Pack::parse("kz", &borrowed(&law)).unwrap();
    let probation = (1..=45).map(|number| format!("KZ-P{number:02}"));
    let before_trial = (1..=31).map(|number| format!("KZ-T{number:02}"));
    let has_row = |fact: &String| pack.rows().iter().any(|row| row.fact.as_ref() == Some(fact));
    let missing: Vec<String> =
        probation.chain(before_trial).filter(|fact| !has_row(fact)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_group_by_age_begins_the_day_after_a_birthday_and_ends_with_one() {
    let law = files("law/zz");
    let pack = Pack::parse("zz", &borrowed(&law)).unwrap();
    let span = |code: &str, born_on: &str, sex: Sex| {
        let row = pack.rows_of(code).next().unwrap();
        let span = row.span_by_age(born_on.parse().unwrap(), Some(sex));
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        span.map(|span| (day(span.first), day(span.last)))
    };
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(span("minor", "2008-02-29", Sex::Female), Some((None, day("2026-02-28"))));
    assert_eq!(span("elder_woman", "1967-07-10", Sex::Female), Some((day("2025-07-11"), None)));
    assert_eq!(span("elder_woman", "1967-07-10", Sex::Male), None);
    let young = Some((day("2025-07-11"), day("2028-07-10")));
    assert_eq!(span("youth", "2007-07-10", Sex::Male), young);
    assert_eq!(span("parent_of_small_child", "2007-07-10", Sex::Female), None);
}

#[test]
fn something_is_open_until_so_many_working_days_after_a_day() {
    let law = files("law/zz");
    let pack = Pack::parse("zz", &borrowed(&law)).unwrap();
    let calendars = calendars();
    let calendar = calendars.iter().find(|one| one.name() == pack.calendar()).unwrap();
    let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
    let open_until = |code: &str, on: &str| {
        let row = pack.edition(code, day(on)).unwrap();
        row.open_until(day(on), calendar).map_err(|error| error.to_string())
    };
    // Ten working days from a Friday, over the holidays from 1 to 9 May.
    assert_eq!(open_until("warning_objection", "2025-04-25"), Ok(day("2025-05-20")));
    assert!(open_until("community_service_daily", "2025-04-25").is_err());
    assert!(open_until("warning", "2025-04-25").is_err());
}

#[test]
fn a_pack_names_the_attributes_of_a_person_and_no_others() {
    let law = files("law/zz");
    let pack = Pack::parse("zz", &borrowed(&law)).unwrap();
    let named: Vec<&str> =
        pack.attributes("2025-09-01".parse().unwrap()).iter().map(|one| one.code).collect();
    let expected = [
        "pregnant",
        "disability_1_2",
        "elder_man",
        "elder_woman",
        "minor",
        "parent_of_child_under_14",
        "parent_of_small_child",
        "youth",
    ];
    assert_eq!(named, expected);
}
