//! The content of a submission's document, free of language and layout.
//!
//! A dated form turns it into a paper in each language of the state. Every ground names its entry
//! and carries the officer's reason and the client's own words beside it; every row of law carries
//! its edition and words. What the document says is what holds when it is made: a ground withdrawn
//! since is refused.

use bagyt_core::fact::{FactError, PrivateWords, Recorded, in_force};
use bagyt_core::identity::OfficeCode;
use bagyt_core::law::{Pack, Texts};
use jiff::civil::Date;

use crate::case::Case;
use crate::codes::{ExplanationForm, SubmissionKind, ViolationGround};
use crate::entries::{Submission, Violation, find_version};
use crate::fact::{CaseFact, SubmissionDrafted, SubmissionId};
use crate::reliance::Reliance;
use crate::standing::Term;
use crate::submission::lost_grounds;

/// The content of a submission's document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionDocument {
    /// The submission; what it asks for gives the document its title.
    pub submission: SubmissionId,
    /// What it asks for.
    pub request: Request,
    /// Day of the draft.
    pub drafted_on: Date,
    /// Code of the court.
    pub court: String,
    /// The court's number of the act.
    pub number: String,
    /// Day on which the act was passed.
    pub passed_on: Date,
    /// Article of the offence.
    pub article: String,
    /// Code of the sentence or measure.
    pub measure: String,
    /// The term as it stands.
    pub term: Term,
    /// Office.
    pub office: OfficeCode,
    /// Names on the paper.
    pub parties: Parties,
    /// Codes of the duties in force.
    pub duties: Vec<String>,
    /// The violations that are its grounds, by day.
    pub grounds: Vec<GroundLine>,
    /// The warnings in force, by day.
    pub warnings: Vec<WarningLine>,
    /// The rows of law relied on, each once: the submission's own first.
    pub law: Vec<LawLine>,
    /// The reasoning; empty where it is erased.
    pub reasoning: String,
}

/// What is asked of the court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Kind.
    pub kind: SubmissionKind,
    /// Until when the term should run.
    pub until: Option<Date>,
    /// The duty concerned.
    pub duty: Option<String>,
}

/// Names on the paper, which the caller finds in other streams.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// The client's full name.
    pub client: String,
    /// The client's day of birth.
    pub birth_on: Option<Date>,
    /// The officer's full name.
    pub officer: String,
    /// The head's full name.
    pub head: String,
}

/// A violation on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroundLine {
    /// Version of the entry.
    pub version: u32,
    /// Day on which it was established.
    pub on: Date,
    /// What was done.
    pub ground: ViolationGround,
    /// Whether it counts as malicious evasion.
    pub malicious: bool,
    /// Act and article.
    pub article: String,
    /// Day of the absence, where it is one.
    pub missed_on: Option<Date>,
    /// The officer's reason; empty where it is erased.
    pub reason: String,
    /// How the client answered; `None` where nobody had to ask.
    pub answered: Option<ExplanationForm>,
    /// The client's own words; empty where there are none.
    pub client_words: String,
    /// What the client said in contesting the ground, and what was answered, each in turn.
    pub contested: Vec<ContestLine>,
}

/// A contest on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestLine {
    /// Version of the entry.
    pub version: u32,
    /// When it was contested.
    pub on: Date,
    /// The client's own words; empty where they are erased.
    pub client_words: String,
    /// The answer; empty while there is none or where it is erased.
    pub answer: String,
}

/// A warning on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningLine {
    /// Its number.
    pub number: u8,
    /// Version of the entry.
    pub version: u32,
    /// Day on which it was issued.
    pub on: Date,
    /// Act and article.
    pub article: String,
}

/// A row of law on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawLine {
    /// Code of the row.
    pub row: String,
    /// First day of the edition.
    pub edition_from: Date,
    /// Act and article.
    pub article: String,
    /// Its words; empty where the pack no longer has that edition.
    pub words: Texts,
}

/// A document cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The case has no such submission.
    #[error("the case has no submission {submission}")]
    UnknownSubmission {
        /// The submission that was named.
        submission: SubmissionId,
    },
    /// A ground was withdrawn.
    #[error("entry {version} is no violation in force; draft the submission anew without it")]
    GroundLost {
        /// Version of the violation.
        version: u32,
    },
    /// A correction's content cannot be read.
    #[error("a correction in the case cannot be read")]
    Correction(#[source] FactError),
}

/// Returns the content of a submission's document.
///
/// `facts` are the case's entries with their private parts opened, `pack` the law as published.
///
/// # Errors
///
/// [`DocumentError`], in the order of its variants.
pub fn document(
    case: &Case,
    facts: &[Recorded<CaseFact>],
    id: SubmissionId,
    pack: &Pack,
    parties: &Parties,
) -> Result<SubmissionDocument, DocumentError> {
    let submission =
        case.find_submission(id).ok_or(DocumentError::UnknownSubmission { submission: id })?;
    if let Some(&version) = lost_grounds(case, submission).first() {
        return Err(DocumentError::GroundLost { version });
    }
    let holding = in_force(facts.to_vec()).map_err(DocumentError::Correction)?;
    let words = Words { holding: &holding };
    let draft = words.draft(id);
    let opening = &case.opening;
    Ok(SubmissionDocument {
        submission: id,
        request: Request {
            kind: submission.kind,
            until: draft.and_then(|draft| draft.until),
            duty: draft.and_then(|draft| draft.duty.clone()),
        },
        drafted_on: submission.mark.on,
        court: opening.court.clone(),
        number: opening.number.clone(),
        passed_on: opening.passed_on,
        article: opening.article.clone(),
        measure: opening.measure.clone(),
        term: case.term(),
        office: case.office().clone(),
        parties: parties.clone(),
        duties: case.obligations().into_iter().map(str::to_owned).collect(),
        grounds: ground_lines(case, submission, &words),
        warnings: warning_lines(case),
        law: law_lines(case, submission, pack),
        reasoning: said(draft.and_then(|draft| draft.private.as_ref())),
    })
}

/// The entries in force, asked for their words.
struct Words<'a> {
    holding: &'a [Recorded<CaseFact>],
}

impl Words<'_> {
    fn draft(&self, id: SubmissionId) -> Option<&SubmissionDrafted> {
        self.holding.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::SubmissionDrafted(fact) if fact.submission == id => Some(fact),
            _ => None,
        })
    }

    fn reason(&self, violation: u32) -> String {
        let recorded = self.holding.iter().find(|recorded| recorded.version == violation);
        match recorded.map(|recorded| &recorded.fact) {
            Some(CaseFact::ViolationEstablished(fact)) => {
                fact.private.as_ref().map_or_else(String::new, |private| private.words.clone())
            }
            _ => String::new(),
        }
    }

    /// How the client answered for a violation that is no absence.
    fn answer_for(&self, violation: u32) -> (Option<ExplanationForm>, String) {
        let recorded = self.holding.iter().find(|recorded| recorded.version == violation);
        let Some(CaseFact::ViolationEstablished(fact)) = recorded.map(|recorded| &recorded.fact)
        else {
            return (None, String::new());
        };
        let said = fact.private.as_ref().and_then(|private| private.explanation.clone());
        (fact.breach.as_ref().map(|breach| breach.answered), said.unwrap_or_default())
    }

    fn contest(&self, contest: u32) -> String {
        let recorded = self.holding.iter().find(|recorded| recorded.version == contest);
        match recorded.map(|recorded| &recorded.fact) {
            Some(CaseFact::EntryContested(fact)) => said(fact.private.as_ref()),
            _ => String::new(),
        }
    }

    fn contest_answer(&self, contest: u32) -> String {
        let answer = self.holding.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ContestAnswered(fact) if fact.contest == contest => Some(fact),
            _ => None,
        });
        said(answer.and_then(|fact| fact.private.as_ref()))
    }

    fn answer(&self, absence: u32) -> (Option<ExplanationForm>, String) {
        let answer = self.holding.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ExplanationReceived(fact) if fact.absence == absence => Some(fact),
            _ => None,
        });
        match answer {
            Some(fact) => (Some(fact.form), said(fact.private.as_ref())),
            None => (None, String::new()),
        }
    }
}

fn said(private: Option<&PrivateWords>) -> String {
    private.map_or_else(String::new, |private| private.words.clone())
}

fn ground_lines(case: &Case, submission: &Submission, words: &Words<'_>) -> Vec<GroundLine> {
    let named = case.violations.iter();
    let named = named.filter(|kept| submission.grounds.contains(&kept.mark.version));
    named
        .map(|violation| {
            let absence = violation.absence;
            let missed = absence.and_then(|version| find_version(&case.absences, version));
            let (answered, client_words) = match absence {
                Some(version) => words.answer(version),
                None => words.answer_for(violation.mark.version),
            };
            GroundLine {
                version: violation.mark.version,
                on: violation.mark.on,
                ground: violation.ground,
                malicious: violation.malicious,
                article: violation.law.article.clone(),
                missed_on: missed.map(|absence| absence.mark.on),
                reason: words.reason(violation.mark.version),
                answered,
                client_words,
                contested: contest_lines(case, violation, words),
            }
        })
        .collect()
}

/// The contests of a ground, of the absence that it rests on and of the warnings that rest on it.
fn contest_lines(case: &Case, violation: &Violation, words: &Words<'_>) -> Vec<ContestLine> {
    let version = violation.mark.version;
    let warned = |entry: u32| {
        find_version(&case.warnings, entry).is_some_and(|warning| warning.violation == version)
    };
    let about = |entry: u32| entry == version || Some(entry) == violation.absence || warned(entry);
    let contests = case.contests.iter().filter(|contest| about(contest.entry));
    contests
        .map(|contest| ContestLine {
            version: contest.mark.version,
            on: contest.mark.on,
            client_words: words.contest(contest.mark.version),
            answer: words.contest_answer(contest.mark.version),
        })
        .collect()
}

fn warning_lines(case: &Case) -> Vec<WarningLine> {
    let line = |warning: &crate::entries::Warning| WarningLine {
        number: warning.number,
        version: warning.mark.version,
        on: warning.mark.on,
        article: warning.law.article.clone(),
    };
    case.warnings.iter().map(line).collect()
}

fn law_lines(case: &Case, submission: &Submission, pack: &Pack) -> Vec<LawLine> {
    let grounds = case.violations.iter();
    let grounds = grounds.filter(|kept| submission.grounds.contains(&kept.mark.version));
    let warnings = case.warnings.iter().map(|warning| &warning.law);
    let relied = std::iter::once(&submission.law)
        .chain(grounds.map(|violation| &violation.law))
        .chain(warnings);
    let mut lines: Vec<LawLine> = Vec::new();
    for law in relied {
        let known = |line: &LawLine| line.row == law.row && line.edition_from == law.edition_from;
        if !lines.iter().any(known) {
            lines.push(law_line(law, pack));
        }
    }
    lines
}

fn law_line(law: &Reliance, pack: &Pack) -> LawLine {
    let edition = pack.rows_of(&law.row).find(|row| row.in_force_from == law.edition_from);
    LawLine {
        row: law.row.clone(),
        edition_from: law.edition_from,
        article: law.article.clone(),
        words: edition.map(|row| row.text.clone()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compliance::{EstablishViolation, establish_violation};
    use crate::invented::{Story, breach, day, no_show, pack, submission_id};

    fn parties() -> Parties {
        Parties {
            client: "Асанов Бакыт Эркинович".to_owned(),
            birth_on: Some(day("1990-05-20")),
            officer: "Токтосунова Айгүл".to_owned(),
            head: "Мамытов Нурлан".to_owned(),
        }
    }

    fn document_of(story: &Story) -> Result<SubmissionDocument, String> {
        document(&story.case, &story.facts, submission_id(0xE1), &pack(), &parties())
            .map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn every_ground_names_its_entry_and_carries_the_words_of_both_sides() {
        let paper = document_of(&Story::twice_warned().drafted("2025-06-01")).unwrap();
        assert_eq!(paper.request.kind, SubmissionKind::Extend);
        assert_eq!(paper.request.until, Some(day("2026-08-31")));
        assert_eq!(paper.reasoning, "two absences without reason");
        let ground = &paper.grounds[0];
        assert_eq!((ground.version, ground.missed_on), (6, Some(day("2025-04-07"))));
        assert_eq!(ground.reason, "no paper was shown");
        assert_eq!(ground.answered, Some(ExplanationForm::Written));
        assert_eq!(ground.client_words, "I was at work");
        let warnings: Vec<(u8, u32)> =
            paper.warnings.iter().map(|line| (line.number, line.version)).collect();
        assert_eq!(warnings, [(1, 7), (2, 11)]);
    }

    #[test]
    fn a_breach_that_is_no_absence_carries_the_words_of_the_client() {
        let story = Story::twice_warned();
        let command = EstablishViolation {
            ground: ViolationGround::MovedWithoutNotice,
            absence: None,
            breach: Some(breach("2025-05-19")),
            warning: None,
            ..no_show(0, "2025-05-20")
        };
        let facts = establish_violation(&story.case, &command, day("2025-05-20")).unwrap();
        let paper = document_of(&story.then("2025-05-20", facts).drafted("2025-06-01")).unwrap();
        let ground = paper.grounds.last().unwrap();
        assert_eq!((ground.missed_on, ground.answered), (None, Some(ExplanationForm::Spoken)));
        assert_eq!(ground.client_words, "I live with my brother now");
    }

    #[test]
    fn a_contest_that_was_answered_goes_into_the_paper() {
        use crate::contest::{AnswerContest, ContestEntry, answer, contest};
        use crate::invented::on;
        let story = Story::twice_warned();
        let command = ContestEntry {
            version: 7,
            contested: on("2025-05-10"),
            words: "nobody told me of the day".to_owned(),
        };
        let facts = contest(&story.case, &command, day("2025-05-10")).unwrap();
        let story = story.then("2025-05-10", facts);
        let command = AnswerContest {
            contest: story.newest(),
            answered: on("2025-05-12"),
            upheld: false,
            words: "the paper of the day is signed".to_owned(),
        };
        let facts = answer(&story.case, &command, day("2025-05-12")).unwrap();
        let story = story.then("2025-05-12", facts).drafted("2025-06-01");
        let paper = document_of(&story).unwrap();
        let line = &paper.grounds[0].contested[0];
        assert_eq!(line.client_words, "nobody told me of the day");
        assert_eq!(line.answer, "the paper of the day is signed");
        assert_eq!(paper.grounds[1].contested, []);
    }

    #[test]
    fn every_row_of_law_stands_once_with_its_edition() {
        let paper = document_of(&Story::twice_warned().drafted("2025-06-01")).unwrap();
        let rows: Vec<&str> = paper.law.iter().map(|line| line.row.as_str()).collect();
        assert_eq!(rows, ["extension_on_submission", "registration_duty", "warning"]);
        assert_eq!(paper.law[0].edition_from, day("2021-07-01"));
    }

    #[test]
    fn the_words_of_the_row_are_those_of_the_edition_relied_on() {
        let pack = pack();
        let row = pack.edition("first_interview", day("2025-06-30")).unwrap();
        let line = law_line(&Reliance::of_row(row, None), &pack);
        assert_eq!(line.words, row.text);
    }

    #[test]
    fn erased_words_leave_an_empty_place_and_the_facts_stay() {
        let mut story = Story::twice_warned().drafted("2025-06-01");
        for recorded in &mut story.facts {
            match &mut recorded.fact {
                CaseFact::ViolationEstablished(fact) => fact.private = None,
                CaseFact::ExplanationReceived(fact) => fact.private = None,
                CaseFact::SubmissionDrafted(fact) => fact.private = None,
                _ => {}
            }
        }
        let paper = document_of(&story).unwrap();
        assert_eq!((paper.reasoning.as_str(), paper.grounds.len()), ("", 2));
        assert_eq!(paper.grounds[0].answered, Some(ExplanationForm::Written));
    }

    #[test]
    fn a_lost_ground_or_an_unknown_submission_makes_no_paper() {
        let story = Story::twice_warned().drafted("2025-06-01").excused(4, "2025-06-02");
        let why = "entry 6 is no violation in force; draft the submission anew without it";
        assert_eq!(document_of(&story), Err(why.to_owned()));
        let why = "the case has no submission 00000000-0000-0000-0000-0000000000e1";
        assert_eq!(document_of(&Story::opened()), Err(why.to_owned()));
    }
}
