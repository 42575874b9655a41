//! Letters to the client: asking for an explanation of an absence, or bringing a written warning.
//!
//! A letter is an act: its day, its law, the day by which an answer is due and the paper's digest
//! stand in the journal. It starts no clock of its own; the law's clock ran from the absence.

use bagyt_core::effective::Effective;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::AbsenceStatus;
use crate::entries::find_version;
use crate::fact::{CaseFact, Reliance};

codes! {
    /// What a letter to the client is for.
    pub enum LetterKind {
        /// It asks for an explanation of an absence.
        ExplanationRequest = "explanation_request",
        /// It brings a written warning.
        Warning = "warning",
    }
}

/// Issues a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueLetter {
    /// What it is for.
    pub letter: LetterKind,
    /// Version of the absence or of the warning.
    pub about: u32,
    /// When.
    pub issued: Effective,
    /// Last day for the client's answer, by the law relied on.
    pub respond_by: Option<Date>,
    /// The law relied on.
    pub law: Reliance,
    /// The language of the letter: `ky`, `kk`, `ru`, …
    pub language: String,
    /// Code of the form.
    pub form: String,
    /// SHA-256 of the paper, lower-case hexadecimal.
    pub digest: String,
}

/// A letter to the client was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LetterIssued {
    /// What it is for.
    pub letter: LetterKind,
    /// Version of the absence or of the warning.
    pub about: u32,
    /// When.
    pub issued: Effective,
    /// Last day for the client's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond_by: Option<Date>,
    /// The law relied on.
    pub law: Reliance,
    /// The language of the letter.
    pub language: String,
    /// Code of the form.
    pub form: String,
    /// SHA-256 of the paper.
    pub digest: String,
}

bagyt_core::refusals! {
    /// Why a letter is not issued.
    pub enum LetterRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such absence or warning in force.
        #[error("the case has no entry {version} about which such a letter can be written")]
        UnknownMatter {
            /// Version that was named.
            version: u32,
        } = "letter-unknown-matter" @ "about",
        /// The client has answered, or the absence is decided.
        #[error("the absence of {missed_on} needs no explanation any more")]
        Answered {
            /// Day of the absence.
            missed_on: Date,
        } = "letter-answered" @ "about",
        /// Such a letter was issued before.
        #[error("such a letter was issued on {issued_on}")]
        AlreadyIssued {
            /// Day of the first.
            issued_on: Date,
        } = "letter-already-issued" @ "about",
        /// The day for the answer has passed.
        #[error("the law's day for the answer, {respond_by}, has passed; weigh the absence")]
        TooLate {
            /// Last day for the answer.
            respond_by: Date,
        } = "letter-too-late" @ "about",
    }
}

/// Decides what to write when a letter is issued.
///
/// # Errors
///
/// [`LetterRefusal`], in the order of its variants; the first that applies is returned.
pub fn issue(
    case: &Case,
    command: &IssueLetter,
    today: Date,
) -> Result<Vec<CaseFact>, LetterRefusal> {
    let on = command.issued.on();
    if on > today {
        return Err(LetterRefusal::NotYet { on });
    }
    if let Some(closing) = case.closing() {
        return Err(LetterRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    check_matter(case, command)?;
    let issued =
        |one: &&crate::entries::Letter| one.letter == command.letter && one.about == command.about;
    if let Some(earlier) = case.letters.iter().find(issued) {
        return Err(LetterRefusal::AlreadyIssued { issued_on: earlier.mark.on });
    }
    if let Some(respond_by) = command.respond_by.filter(|respond_by| *respond_by < on) {
        return Err(LetterRefusal::TooLate { respond_by });
    }
    Ok(vec![CaseFact::LetterIssued(LetterIssued {
        letter: command.letter,
        about: command.about,
        issued: command.issued,
        respond_by: command.respond_by,
        law: command.law.clone(),
        language: command.language.clone(),
        form: command.form.clone(),
        digest: command.digest.clone(),
    })])
}

fn check_matter(case: &Case, command: &IssueLetter) -> Result<(), LetterRefusal> {
    let version = command.about;
    if command.letter == LetterKind::Warning {
        let known = find_version(&case.warnings, version).is_some();
        return if known { Ok(()) } else { Err(LetterRefusal::UnknownMatter { version }) };
    }
    let absence =
        find_version(&case.absences, version).ok_or(LetterRefusal::UnknownMatter { version })?;
    let is_heard = case.explanations.iter().any(|kept| kept.absence == version);
    if is_heard || case.absence_status(absence) != AbsenceStatus::AwaitingReason {
        return Err(LetterRefusal::Answered { missed_on: absence.mark.on });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, law, on, told};

    fn letter(letter: LetterKind, about: u32, issued: &str) -> IssueLetter {
        IssueLetter {
            letter,
            about,
            issued: on(issued),
            respond_by: Some(day("2025-04-14")),
            law: law("explanation").reliance,
            language: "ky".to_owned(),
            form: "explanation_request".to_owned(),
            digest: "ab".repeat(32),
        }
    }

    #[track_caller]
    fn check(story: &Story, command: &IssueLetter, expected: Result<&str, &str>) {
        let outcome = told(issue(&story.case, command, day("2025-04-15")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_client_is_asked_until_the_laws_last_day() {
        let story = Story::opened().absent("2025-04-07");
        let asks = LetterKind::ExplanationRequest;
        check(&story, &letter(asks, 2, "2025-04-14"), Ok("letter.issued"));
        let why = "the law's day for the answer, 2025-04-14, has passed; weigh the absence";
        check(&story, &letter(asks, 2, "2025-04-15"), Err(why));
        check(&story, &letter(asks, 2, "2025-04-16"), Err("2025-04-16 has not come yet"));
    }

    #[test]
    fn whoever_has_answered_is_not_asked() {
        let story = Story::opened().absent("2025-04-07");
        let asks = letter(LetterKind::ExplanationRequest, 2, "2025-04-09");
        let why = "the absence of 2025-04-07 needs no explanation any more";
        check(&story.clone().explained(2, "2025-04-08"), &asks, Err(why));
        check(&story.excused(2, "2025-04-08"), &asks, Err(why));
    }

    #[test]
    fn a_letter_is_about_an_absence_or_a_warning_and_issued_once() {
        let story = Story::opened().absent("2025-04-07");
        let why = "the case has no entry 1 about which such a letter can be written";
        check(&story, &letter(LetterKind::ExplanationRequest, 1, "2025-04-09"), Err(why));
        let why = "the case has no entry 2 about which such a letter can be written";
        check(&story, &letter(LetterKind::Warning, 2, "2025-04-09"), Err(why));
        let warned = story.explained(2, "2025-04-08").warned(2, "2025-04-09");
        let brings = letter(LetterKind::Warning, warned.newest(), "2025-04-09");
        check(&warned, &brings, Ok("letter.issued"));
        let facts = issue(&warned.case, &brings, day("2025-04-09")).unwrap();
        let sent = warned.then("2025-04-09", facts);
        check(&sent, &brings, Err("such a letter was issued on 2025-04-09"));
    }

    #[test]
    fn no_letter_goes_out_of_a_closed_case() {
        let story = Story::opened().absent("2025-04-07");
        let story = story.ruled("2025-04-08", crate::fact::Change::Ended);
        let asks = letter(LetterKind::ExplanationRequest, 2, "2025-04-09");
        check(&story, &asks, Err("the case was closed on 2025-04-08"));
    }

    #[test]
    fn a_letter_stays_when_the_warning_that_it_brought_falls() {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let story = story.warned(2, "2025-04-09");
        let brings = letter(LetterKind::Warning, story.newest(), "2025-04-09");
        let facts = issue(&story.case, &brings, day("2025-04-09")).unwrap();
        let story = story.then("2025-04-09", facts).excused(2, "2025-04-10");
        assert_eq!((story.case.warnings.len(), story.case.letters.len()), (0, 1));
    }
}
