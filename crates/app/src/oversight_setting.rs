//! Samples of oversight: how many, until when and what is asked, with dates
//! (`policy/oversight.toml`).

use std::collections::BTreeMap;

use bagyt_casework::oversight::SampleRule;
use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{Dated, Editions};

/// Most cases of one officer a month: what a head can read.
const CASES_MAX: u8 = 10;
/// Most days until a sample is looked at: the next one comes then.
const DAYS_MAX: u16 = 31;
/// Most questions about one file.
const QUESTIONS_MAX: usize = 20;
/// The languages of every question.
const LANGUAGES: [&str; 4] = ["en", "ru", "ky", "kk"];

/// The editions, the earliest first.
pub(crate) type OversightSettings = Editions<OversightEdition>;

/// What holds from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OversightEdition {
    /// Its first day.
    pub in_force_from: Date,
    /// Who set it.
    pub source: String,
    cases: u8,
    days: u16,
    question: Vec<FileQuestion>,
}

/// A question about a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileQuestion {
    /// Its code.
    pub code: String,
    /// Its words by language.
    pub text: BTreeMap<String, String>,
}

impl OversightEdition {
    /// What is asked.
    pub fn questions(&self) -> &[FileQuestion] {
        &self.question
    }

    /// The edition as the wing reads it.
    pub(crate) fn rule(&self) -> SampleRule {
        SampleRule {
            cases: self.cases,
            days: self.days,
            questions: self.question.iter().map(|one| one.code.clone()).collect(),
        }
    }
}

impl Dated for OversightEdition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        check(self).err()
    }
}

/// Names the first thing that is wrong with an edition.
fn check(edition: &OversightEdition) -> Result<(), String> {
    let (cases, days) = (edition.cases, edition.days);
    if !(1..=CASES_MAX).contains(&cases) {
        return Err(format!("{cases} cases; from 1 to {CASES_MAX} are possible"));
    }
    if !(1..=DAYS_MAX).contains(&days) {
        return Err(format!("{days} days; from 1 to {DAYS_MAX} are possible"));
    }
    let count = edition.question.len();
    if !(1..=QUESTIONS_MAX).contains(&count) {
        return Err(format!("{count} questions; from 1 to {QUESTIONS_MAX} are possible"));
    }
    for (place, question) in edition.question.iter().enumerate() {
        let code = &question.code;
        if edition.question.iter().take(place).any(|other| other.code == *code) {
            return Err(format!("question `{code}` stands twice"));
        }
        let lacks = |language: &&&str| {
            question.text.get(**language).is_none_or(|text| text.trim().is_empty())
        };
        if let Some(language) = LANGUAGES.iter().find(lacks) {
            return Err(format!("question `{code}` has no words in `{language}`"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../policy/oversight.toml");

    #[test]
    fn an_edition_holds_from_its_day_until_the_next() {
        let later = TEXT.replace("2017-01-01", "2026-01-01").replace("= 2\n", "= 3\n");
        let settings = OversightSettings::parse(&format!("{TEXT}\n{later}")).unwrap();
        let cases = |on: &str| settings.on(on.parse().unwrap()).map(|one| one.rule().cases);
        assert_eq!(cases("2016-12-31"), None);
        assert_eq!(cases("2025-12-31"), Some(2));
        assert_eq!(cases("2026-01-01"), Some(3));
        let rule = settings.on("2025-12-31".parse().unwrap()).unwrap().rule();
        assert_eq!((rule.days, rule.questions.len()), (20, 5));
    }

    #[track_caller]
    fn check_wrong(from: &str, to: &str, expected: &str) {
        let text = TEXT.replacen(from, to, 1);
        assert_ne!(text, TEXT);
        let wrong = OversightSettings::parse(&text).unwrap_err();
        assert_eq!(wrong, format!("edition of 2017-01-01: {expected}"));
    }

    #[test]
    fn an_impossible_edition_is_named() {
        check_wrong("cases         = 2", "cases         = 0", "0 cases; from 1 to 10 are possible");
        check_wrong(
            "days          = 20",
            "days          = 32",
            "32 days; from 1 to 31 are possible",
        );
        let why = "question `needs_explained` stands twice";
        check_wrong("\"plan_fits_needs\"", "\"needs_explained\"", why);
        let why = "question `needs_explained` has no words in `ky`";
        check_wrong("text.ky", "text.xx", why);
        let twice = format!("{TEXT}\n{TEXT}");
        assert!(OversightSettings::parse(&twice).unwrap_err().contains("do not follow"));
    }
}
