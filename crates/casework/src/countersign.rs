//! A head of office countersigns, from wherever the head is, an act whose row of law is not verified.
//!
//! A row that nobody has verified supports a violation, a warning or a submission only with a head's
//! signature. The officer asks for it, saying what is to be done and why; a head, who is another
//! person, reads the row and the words and signs or refuses. What is signed carries one act of that
//! kind, about that entry, on those editions of the rows; if the act is taken back, the signature is
//! free for the one that takes its place. Who is a head is policy and not decided here.

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::StaffId;
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::SubmissionKind;
use crate::entries::{Mark, Marked, find_version, keep};
use crate::fact::{CaseFact, Reliance, sealed};
use crate::reliance::{Countersigned, ReliedLaw};

codes! {
    /// What a countersignature carries.
    pub enum SignedAct {
        /// That a violation is established, with the warning that is issued at once.
        Violation = "violation",
        /// A warning for a violation established before.
        Warning = "warning",
        /// A submission to the court.
        Submission = "submission",
    }
}

/// The act that is to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// What is done.
    pub act: SignedAct,
    /// Version of the absence or of the violation that it is about; `None` of a breach, whose entry
    /// is not written yet, and of a submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<u32>,
    /// What the court is asked for, of a submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<SubmissionKind>,
}

/// Asks a head to countersign.
#[derive(Clone, Debug, PartialEq)]
pub struct AskCountersignature {
    /// The act.
    pub subject: Subject,
    /// The rows that the act would rely on.
    pub rows: Vec<ReliedLaw>,
    /// What is to be done and why.
    pub words: String,
}

/// Signs or refuses.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerCountersignature {
    /// Version of the entry that asked.
    pub asked: u32,
    /// The head.
    pub by: StaffId,
    /// Whether the head signs.
    pub signed: bool,
    /// Why.
    pub words: String,
}

/// A head was asked to countersign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountersignatureAsked {
    /// The act.
    #[serde(flatten)]
    pub subject: Subject,
    /// The rows that are not verified.
    pub rows: Vec<Reliance>,
    /// What is to be done and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A head signed or refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountersignatureAnswered {
    /// Version of the entry that asked.
    pub asked: u32,
    /// The head.
    pub by: StaffId,
    /// Whether the head signed.
    pub signed: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    required words;
    /// Why a countersignature is not asked for or not given.
    pub enum CountersignRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such absence or violation in force.
        #[error("the case has no absence or violation in entry {version}")]
        NothingToSign {
            /// Version that was named.
            version: u32,
        } = "nothing-to-countersign",
        /// Every row of the act is verified.
        #[error("every rule of this act is verified; no head has to countersign")]
        Verified = "countersignature-not-needed",
        /// A head was asked for it and has not answered.
        #[error("a head was asked on {asked_on} and has not answered yet")]
        AlreadyAsked {
            /// When.
            asked_on: Date,
        } = "countersignature-already-asked",
        /// A head has signed it, and it was not used yet.
        #[error("a head signed on {signed_on}; the act can be recorded")]
        AlreadySigned {
            /// When.
            signed_on: Date,
        } = "countersignature-already-signed",
        /// Nobody asked for it in that entry.
        #[error("nobody asked for a countersignature in entry {version}")]
        NotAsked {
            /// Version that was named.
            version: u32,
        } = "countersignature-not-asked",
        /// It was answered.
        #[error("this was answered on {answered_on}")]
        AlreadyAnswered {
            /// When.
            answered_on: Date,
        } = "countersignature-answered",
        /// Whoever asks does not sign.
        #[error("another person countersigns than the one who asked")]
        SamePerson = "countersigner-asked",
    }
}

/// Somebody asked, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where the entry stands.
    pub mark: Mark,
    /// The act.
    pub subject: Subject,
    /// Code and first day of the edition of each row.
    pub rows: Vec<(String, Date)>,
    /// Who asked.
    pub by: Option<StaffId>,
}

/// An answer, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the entry that asked.
    pub asked: u32,
    /// The head.
    pub by: StaffId,
    /// Whether the head signed.
    pub signed: bool,
}

/// An act that a signature carries, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Where the act's entry stands.
    pub mark: Mark,
    /// Version of the entry that asked.
    pub asked: u32,
}

impl Marked for Asked {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for Answered {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for Carried {
    fn mark(&self) -> Mark {
        self.mark
    }
}

/// What the state keeps of countersignatures; few cases have any.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Countersignatures {
    /// What was asked.
    pub asked: Vec<Asked>,
    /// What heads answered.
    pub answered: Vec<Answered>,
    /// Acts that were recorded on a signature.
    pub carried: Vec<Carried>,
}

impl Countersignatures {
    const NOTHING: Countersignatures =
        Countersignatures { asked: Vec::new(), answered: Vec::new(), carried: Vec::new() };
}

codes! {
    /// How far a countersignature has come.
    pub enum SignatureStatus {
        /// A head was asked.
        Asked = "asked",
        /// A head signed; the act is not recorded yet.
        Signed = "signed",
        /// A head refused.
        Refused = "refused",
        /// The act was recorded.
        Used = "used",
    }
}

impl Case {
    /// Returns what was asked, answered and carried.
    pub fn countersignatures(&self) -> &Countersignatures {
        const NOTHING: &Countersignatures = &Countersignatures::NOTHING;
        self.rare.as_deref().map_or(NOTHING, |rare| &rare.countersignatures)
    }

    pub(crate) fn apply_countersignature(
        &mut self,
        mark: Mark,
        by: Option<StaffId>,
        fact: &CaseFact,
    ) {
        let kept = &mut self.rare_mut().countersignatures;
        match fact {
            CaseFact::CountersignatureAsked(fact) => {
                let edition = |row: &Reliance| (row.row.clone(), row.edition_from);
                let rows = fact.rows.iter().map(edition).collect();
                keep(&mut kept.asked, Asked { mark, subject: fact.subject, rows, by });
            }
            CaseFact::CountersignatureAnswered(fact) => {
                let (asked, by, signed) = (fact.asked, fact.by, fact.signed);
                keep(&mut kept.answered, Answered { mark, asked, by, signed });
            }
            _ => {}
        }
    }

    /// Notes that an act was recorded on a signature.
    pub(crate) fn carry(&mut self, mark: Mark, asked: Option<u32>) {
        if let Some(asked) = asked {
            let kept = &mut self.rare_mut().countersignatures;
            keep(&mut kept.carried, Carried { mark, asked });
        }
    }

    /// Returns how far a countersignature has come.
    pub fn signature_status(&self, asked: &Asked) -> SignatureStatus {
        let version = asked.mark.version;
        match self.answer_of(version) {
            None => SignatureStatus::Asked,
            Some(answer) if !answer.signed => SignatureStatus::Refused,
            Some(_) if self.countersignatures().carried.iter().any(|one| one.asked == version) => {
                SignatureStatus::Used
            }
            Some(_) => SignatureStatus::Signed,
        }
    }

    /// Returns what a head answered to the request of an entry.
    pub fn answer_of(&self, asked: u32) -> Option<&Answered> {
        self.countersignatures().answered.iter().find(|answer| answer.asked == asked)
    }

    /// Returns the newest request for an act.
    pub fn signature_asked(&self, subject: Subject) -> Option<&Asked> {
        self.countersignatures().asked.iter().rfind(|asked| asked.subject == subject)
    }

    /// Returns the signature that carries an act on a row, unused.
    pub fn signature_for(&self, subject: Subject, row: &Reliance) -> Option<Countersigned> {
        let edition = (row.row.clone(), row.edition_from);
        let mut asked = self.countersignatures().asked.iter();
        let found = asked.find(|one| {
            one.subject == subject
                && one.rows.contains(&edition)
                && self.signature_status(one) == SignatureStatus::Signed
        })?;
        let answer = self.answer_of(found.mark.version)?;
        Some(Countersigned { by: answer.by, asked: found.mark.version })
    }
}

/// Decides what to write when a head is asked to countersign.
///
/// # Errors
///
/// [`CountersignRefusal`], in the order of its variants; the first that applies is returned.
pub fn ask(
    case: &Case,
    command: &AskCountersignature,
) -> Result<Vec<CaseFact>, CountersignRefusal> {
    check_open(case)?;
    let subject = command.subject;
    check_about(case, subject)?;
    let unverified = command.rows.iter().filter(|row| !row.verified);
    let rows: Vec<Reliance> = unverified.map(|row| row.reliance.clone()).collect();
    if rows.is_empty() {
        return Err(CountersignRefusal::Verified);
    }
    if let Some(asked) = case.signature_asked(subject) {
        match case.signature_status(asked) {
            SignatureStatus::Asked => {
                return Err(CountersignRefusal::AlreadyAsked { asked_on: asked.mark.on });
            }
            SignatureStatus::Signed if is_covered(asked, &rows) => {
                let signed_on = case.answer_of(asked.mark.version).map(|answer| answer.mark.on);
                let signed_on = signed_on.unwrap_or(asked.mark.on);
                return Err(CountersignRefusal::AlreadySigned { signed_on });
            }
            _ => {}
        }
    }
    required(&command.words)?;
    let private = sealed(&command.words);
    let fact = CountersignatureAsked { subject, rows, private };
    Ok(vec![CaseFact::CountersignatureAsked(fact)])
}

/// Whether what was asked names all of these rows.
fn is_covered(asked: &Asked, rows: &[Reliance]) -> bool {
    rows.iter().all(|row| {
        asked.rows.iter().any(|(code, from)| *code == row.row && *from == row.edition_from)
    })
}

/// Decides what to write when a head signs or refuses.
///
/// # Errors
///
/// [`CountersignRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &AnswerCountersignature,
) -> Result<Vec<CaseFact>, CountersignRefusal> {
    check_open(case)?;
    let version = command.asked;
    let asked = find_version(&case.countersignatures().asked, version)
        .ok_or(CountersignRefusal::NotAsked { version })?;
    if let Some(answer) = case.answer_of(version) {
        return Err(CountersignRefusal::AlreadyAnswered { answered_on: answer.mark.on });
    }
    if asked.by == Some(command.by) {
        return Err(CountersignRefusal::SamePerson);
    }
    required(&command.words)?;
    Ok(vec![CaseFact::CountersignatureAnswered(CountersignatureAnswered {
        asked: version,
        by: command.by,
        signed: command.signed,
        private: sealed(&command.words),
    })])
}

fn check_open(case: &Case) -> Result<(), CountersignRefusal> {
    match case.closing() {
        Some(closing) => Err(CountersignRefusal::CaseClosed { closed_on: closing.mark.on }),
        None => Ok(()),
    }
}

fn check_about(case: &Case, subject: Subject) -> Result<(), CountersignRefusal> {
    let Some(version) = subject.about else { return Ok(()) };
    let is_there = match subject.act {
        SignedAct::Violation => find_version(&case.absences, version).is_some(),
        SignedAct::Warning => find_version(&case.violations, version).is_some(),
        SignedAct::Submission => false,
    };
    if is_there { Ok(()) } else { Err(CountersignRefusal::NothingToSign { version }) }
}

#[cfg(test)]
mod tests;
