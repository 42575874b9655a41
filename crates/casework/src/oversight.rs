//! Oversight: each month a few cases of each officer are drawn by lot, and the head looks at how the
//! file is kept.
//!
//! Nobody chooses: the lot is a number made when the sample is drawn and kept with it, with the
//! position of the journal, so that the draw can be made again by anybody ([`draw`]). What is asked,
//! how many cases and until when is a dated table and comes in as an argument. A score is of the
//! file, not of the client; what was found stands in words beside it.

use std::collections::BTreeMap;

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Recorded};
use bagyt_core::identity::CaseId;
use bagyt_core::merkle::leaf_hash;
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entries::Mark;
use crate::fact::{StaffFact, sealed};
use crate::staff::Staff;

codes! {
    /// How a question about a file is answered.
    pub enum FileAnswer {
        /// As it should be.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// Not so.
        No = "no",
        /// The question does not arise in this case.
        NotApplicable = "not_applicable",
    }
}

impl FileAnswer {
    /// Points of the answer, of [`ANSWER_MOST`]; none where the question does not arise.
    fn points(self) -> Option<u32> {
        match self {
            FileAnswer::Yes => Some(ANSWER_MOST),
            FileAnswer::Partly => Some(1),
            FileAnswer::No => Some(0),
            FileAnswer::NotApplicable => None,
        }
    }
}

/// Points of a question that is answered as it should be.
const ANSWER_MOST: u32 = 2;

/// Returns the score of a file in thousandths, rounded to the nearest; none where no question
/// arises.
pub fn score_permille(answers: impl IntoIterator<Item = FileAnswer>) -> Option<u32> {
    let points: Vec<u32> = answers.into_iter().filter_map(FileAnswer::points).collect();
    let most = u32::try_from(points.len()).unwrap_or(u32::MAX).saturating_mul(ANSWER_MOST);
    let sum: u32 = points.iter().sum();
    (most > 0).then(|| (sum * 1_000 + most / 2) / most)
}

/// Draws cases by lot: those with the lowest digest of seed and identifier.
///
/// The same seed and pool give the same cases in the same order, however the pool comes. `most` is
/// how many are drawn; all where there are fewer.
pub fn draw(seed: &str, pool: impl IntoIterator<Item = CaseId>, most: usize) -> Vec<CaseId> {
    let lot = |case: CaseId| leaf_hash(format!("{seed} {case}").as_bytes());
    let lots: BTreeMap<_, CaseId> = pool.into_iter().map(|case| (lot(case), case)).collect();
    lots.into_values().take(most).collect()
}

/// What the policy says of samples on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRule {
    /// Cases of each officer a month.
    pub cases: u8,
    /// Calendar days until they are to be looked at.
    pub days: u16,
    /// Codes of the questions.
    pub questions: Vec<String>,
}

/// Draws the sample of a month from the cases of a member of staff.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawSample {
    /// The month, `2026-11`.
    pub month: String,
    /// When it is drawn.
    pub drawn: Effective,
    /// Position of the journal at which the cases were read.
    pub position: u64,
    /// The lot, made when the sample was drawn.
    pub seed: String,
    /// The open cases of which the one who draws may know.
    pub pool: Vec<CaseId>,
}

/// Says what was found in a file of a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerSample {
    /// Version of the sample's entry.
    pub sample: u32,
    /// The case.
    pub case: CaseId,
    /// When.
    pub answered: Effective,
    /// The answers by the code of the question.
    pub answers: BTreeMap<String, FileAnswer>,
    /// What was found, in words.
    pub words: String,
}

/// A sample was drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleDrawn {
    /// The month, `2026-11`.
    pub month: String,
    /// When it was drawn.
    pub drawn: Effective,
    /// Position of the journal at which the cases were read.
    pub position: u64,
    /// The lot.
    pub seed: String,
    /// Number of cases from which it was drawn.
    pub pool: u32,
    /// The cases, in the order of their lots.
    pub cases: Vec<CaseId>,
    /// The last day on which they are to be looked at.
    pub answer_by: Date,
}

/// The answer to a question about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredQuestion {
    /// Code of the question.
    pub question: String,
    /// The answer.
    pub answer: FileAnswer,
}

/// A file of a sample was looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleAnswered {
    /// Version of the sample's entry.
    pub sample: u32,
    /// The case.
    pub case: CaseId,
    /// When.
    pub answered: Effective,
    /// The answers, in the order of their questions' codes.
    pub answers: Vec<AnsweredQuestion>,
    /// The score in thousandths, where any question arose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_permille: Option<u32>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A sample as the entries of a member of staff say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Where its entry stands.
    pub mark: Mark,
    /// The month, `2026-11`.
    pub month: String,
    /// Position of the journal at which the cases were read.
    pub position: u64,
    /// The lot.
    pub seed: String,
    /// Number of cases from which it was drawn.
    pub pool: u32,
    /// The last day on which the cases are to be looked at.
    pub answer_by: Date,
    /// The files, in the order of their lots.
    pub files: Vec<SampledFile>,
}

/// A file of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampledFile {
    /// The case.
    pub case: CaseId,
    /// What was found, once somebody looked.
    pub finding: Option<Finding>,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where its entry stands.
    pub mark: Mark,
    /// The answers by the code of the question.
    pub answers: BTreeMap<String, FileAnswer>,
    /// The score in thousandths, where any question arose.
    pub score_permille: Option<u32>,
    /// What was found; empty where it is erased.
    pub words: String,
}

bagyt_core::refusals! {
    required words;
    /// Why a sample is not drawn or a file not answered for.
    pub enum SampleRefusal {
        /// The sample of the month was drawn; nobody draws until the cases please.
        #[error("the sample of {month} was drawn on {drawn_on}; a month is drawn once")]
        DrawnAlready {
            /// The month.
            month: String,
            /// Day of the draw.
            drawn_on: Date,
        } = "sample-drawn-already",
        /// There is no case to draw from.
        #[error("the member of staff has no open case")]
        NothingToDraw = "sample-nothing-to-draw",
        /// There is no such sample, or the case is not in it.
        #[error("the case is in no sample of entry {version}")]
        NotInSample {
            /// Version that was named.
            version: u32,
        } = "not-in-sample" @ "version",
        /// Somebody looked at the file already.
        #[error("the file was looked at on {answered_on}")]
        AnsweredAlready {
            /// Day of the finding.
            answered_on: Date,
        } = "sample-answered-already",
        /// The day has not come yet, or lies before the draw.
        #[error("a file is answered for from {drawn_on} to today, not on {on}")]
        OutsideDays {
            /// Day given.
            on: Date,
            /// Day of the draw.
            drawn_on: Date,
        } = "sample-outside-days" @ "answered",
        /// A question has no answer.
        #[error("the question `{question}` has no answer")]
        Unanswered {
            /// Its code.
            question: String,
        } = "sample-unanswered" @ "answers",
        /// There is no such question.
        #[error("the policy has no question `{question}`")]
        UnknownQuestion {
            /// Its code.
            question: String,
        } = "sample-unknown-question" @ "answers",
    }
}

/// Decides what to write when the sample of a month is drawn.
///
/// # Errors
///
/// [`SampleRefusal::DrawnAlready`], then [`SampleRefusal::NothingToDraw`].
pub fn draw_sample(
    staff: &Staff,
    command: &DrawSample,
    rule: &SampleRule,
) -> Result<Vec<StaffFact>, SampleRefusal> {
    if let Some(known) = staff.samples.iter().find(|one| one.month == command.month) {
        let (month, drawn_on) = (known.month.clone(), known.mark.on);
        return Err(SampleRefusal::DrawnAlready { month, drawn_on });
    }
    if command.pool.is_empty() {
        return Err(SampleRefusal::NothingToDraw);
    }
    let days = jiff::Span::new().days(i64::from(rule.days));
    Ok(vec![StaffFact::SampleDrawn(SampleDrawn {
        month: command.month.clone(),
        drawn: command.drawn,
        position: command.position,
        seed: command.seed.clone(),
        pool: u32::try_from(command.pool.len()).unwrap_or(u32::MAX),
        cases: draw(&command.seed, command.pool.iter().copied(), usize::from(rule.cases)),
        answer_by: command.drawn.on().saturating_add(days),
    })])
}

/// Decides what to write when somebody has looked at a file of a sample.
///
/// `rule` is that of the day on which the sample was drawn.
///
/// # Errors
///
/// [`SampleRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer_sample(
    staff: &Staff,
    command: &AnswerSample,
    rule: &SampleRule,
    today: Date,
) -> Result<Vec<StaffFact>, SampleRefusal> {
    let version = command.sample;
    let sample = staff.samples.iter().find(|one| one.mark.version == version);
    let sample = sample.ok_or(SampleRefusal::NotInSample { version })?;
    let file = sample.files.iter().find(|file| file.case == command.case);
    let file = file.ok_or(SampleRefusal::NotInSample { version })?;
    if let Some(finding) = &file.finding {
        return Err(SampleRefusal::AnsweredAlready { answered_on: finding.mark.on });
    }
    let (on, drawn_on) = (command.answered.on(), sample.mark.on);
    if on < drawn_on || today < on {
        return Err(SampleRefusal::OutsideDays { on, drawn_on });
    }
    let missing = |question: &&String| !command.answers.contains_key(*question);
    if let Some(question) = rule.questions.iter().find(missing) {
        return Err(SampleRefusal::Unanswered { question: question.clone() });
    }
    let unknown = |question: &&String| !rule.questions.contains(question);
    if let Some(question) = command.answers.keys().find(unknown) {
        return Err(SampleRefusal::UnknownQuestion { question: question.clone() });
    }
    required(&command.words)?;
    Ok(vec![StaffFact::SampleAnswered(SampleAnswered {
        sample: version,
        case: command.case,
        answered: command.answered,
        answers: command
            .answers
            .iter()
            .map(|(question, &answer)| AnsweredQuestion { question: question.clone(), answer })
            .collect(),
        score_permille: score_permille(command.answers.values().copied()),
        private: sealed(&command.words),
    })])
}

impl Staff {
    pub(crate) fn apply_sample(&mut self, recorded: &Recorded<StaffFact>) {
        match &recorded.fact {
            StaffFact::SampleDrawn(fact) => self.samples.push(Sample {
                mark: Mark::of(recorded),
                month: fact.month.clone(),
                position: fact.position,
                seed: fact.seed.clone(),
                pool: fact.pool,
                answer_by: fact.answer_by,
                files: fact.cases.iter().map(|&case| SampledFile { case, finding: None }).collect(),
            }),
            StaffFact::SampleAnswered(fact) => {
                let sample = self.samples.iter_mut().find(|one| one.mark.version == fact.sample);
                let files = sample.into_iter().flat_map(|one| &mut one.files);
                for file in files.filter(|file| file.case == fact.case) {
                    let words = fact.private.as_ref();
                    file.finding = Some(Finding {
                        mark: Mark::of(recorded),
                        answers: fact
                            .answers
                            .iter()
                            .map(|one| (one.question.clone(), one.answer))
                            .collect(),
                        score_permille: fact.score_permille,
                        words: words.map(|one| one.words.clone()).unwrap_or_default(),
                    });
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
