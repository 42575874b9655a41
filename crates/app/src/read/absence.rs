//! The absences of a case, with what followed: the client's words, evidence, letters, a warning.

use bagyt_casework::case::Case;
use bagyt_casework::codes::LetterKind;
use bagyt_casework::fact::CaseFact;
use jiff::civil::Date;

use super::reading::Read;

/// An absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceItem {
    /// Its version in the case.
    pub version: u32,
    /// Day.
    pub on: Date,
    /// Status.
    pub status: String,
    /// Whether the client has been heard.
    pub heard: bool,
    /// The client's own words.
    pub explanation: Option<String>,
    /// The day until which evidence is awaited, where it is.
    pub awaited_until: Option<Date>,
    /// Version of the warning that followed, where one holds.
    pub warning: Option<u32>,
    /// Letters to the client about it and about its warning.
    pub letters: Vec<LetterItem>,
}

/// A letter to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterItem {
    /// Its version in the case.
    pub version: u32,
    /// What it is for.
    pub letter: LetterKind,
    /// When it was issued.
    pub issued_on: Date,
    /// Last day for the client's answer.
    pub respond_by: Option<Date>,
    /// Its language.
    pub language: String,
    /// Digest of its paper.
    pub digest: String,
}

/// Returns the absences of a case, the newest first.
pub(super) fn absences(read: &Read) -> Vec<AbsenceItem> {
    let explanation = |version: u32| {
        read.holding.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ExplanationReceived(fact) if fact.absence == version => {
                fact.private.as_ref().map(|private| private.words.clone())
            }
            _ => None,
        })
    };
    let case = &read.case;
    case.absences
        .iter()
        .rev()
        .map(|absence| AbsenceItem {
            version: absence.mark.version,
            on: absence.mark.on,
            status: case.absence_status(absence).code().to_owned(),
            heard: case.explanations.iter().any(|one| one.absence == absence.mark.version),
            explanation: explanation(absence.mark.version),
            awaited_until: case.awaited_until(absence.mark.version),
            warning: warning_of(case, absence.mark.version),
            letters: letters(read, absence.mark.version),
        })
        .collect()
}

/// Returns the warning in force that followed an absence.
fn warning_of(case: &Case, absence: u32) -> Option<u32> {
    let violation = case.violations.iter().find(|one| one.absence == Some(absence))?.mark.version;
    case.warnings.iter().find(|one| one.violation == violation).map(|one| one.mark.version)
}

/// Returns the letters about an absence and about every warning that ever followed it.
fn letters(read: &Read, absence: u32) -> Vec<LetterItem> {
    let warnings: Vec<u32> = read
        .facts
        .iter()
        .filter_map(|recorded| match &recorded.fact {
            CaseFact::WarningIssued(fact) => Some((recorded.version, fact.violation)),
            _ => None,
        })
        .filter(|(_, violation)| {
            read.facts.iter().any(|recorded| match &recorded.fact {
                CaseFact::ViolationEstablished(fact) => {
                    recorded.version == *violation && fact.absence == Some(absence)
                }
                _ => false,
            })
        })
        .map(|(version, _)| version)
        .collect();
    let kept = |version: u32| read.case.letters.iter().any(|one| one.mark.version == version);
    read.facts
        .iter()
        .filter_map(|recorded| match &recorded.fact {
            CaseFact::LetterIssued(fact)
                if (fact.about == absence || warnings.contains(&fact.about))
                    && kept(recorded.version) =>
            {
                Some(LetterItem {
                    version: recorded.version,
                    letter: fact.letter,
                    issued_on: recorded.effective.on(),
                    respond_by: fact.respond_by,
                    language: fact.language.clone(),
                    digest: fact.digest.clone(),
                })
            }
            _ => None,
        })
        .collect()
}
