//! Training needs: from an office's weak indicator to the competence that it points to.
//!
//! The rules (`curriculum/needs.toml`) say below which share an indicator is weak, of how many
//! cases it must be, and which competence it points to. They only propose: a need is raised and
//! answered by a person, and the answer may be that training is not what is missing.

use std::collections::BTreeSet;

use bagyt_core::fact::{FactError, PrivateWords, Recorded, in_force};
use bagyt_core::identity::OfficeCode;
use serde::Deserialize;

use crate::competence::{CurriculumRefusal, Framework};
use crate::fact::{Answer, NeedAnswered, NeedFact, NeedRaised, NeedRemeasured};

/// The longest words that are kept with an answer, in characters.
pub const WORDS_LENGTH_MAX: usize = 2000;

/// When an indicator is weak, and what that points to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the competence.
    pub competence: String,
    /// Below this share, in thousandths, the indicator is weak.
    pub threshold_permille: u32,
    /// Of fewer cases than these a share says too little.
    pub cases_min: u64,
}

/// An indicator of one office in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The office.
    pub office: OfficeCode,
    /// Code of the indicator.
    pub indicator: String,
    /// The share, in thousandths.
    pub value_permille: u32,
    /// Of how many cases it is the share.
    pub cases: u64,
    /// The month: year * 12 + month - 1.
    pub month: i64,
    /// The journal's position that it was counted at.
    pub position: u64,
}

/// A need that the figures propose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The figure.
    pub figure: Figure,
    /// Code of the competence.
    pub competence: String,
    /// The share that the rule asks for, in thousandths.
    pub threshold_permille: u32,
}

/// How a need stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody has answered it yet.
    Open,
    /// It was answered.
    Answered(Answer),
}

impl Status {
    /// Returns the code as it stands in the projection.
    pub fn code(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Answered(_) => "answered",
        }
    }
}

/// A training need as its facts tell it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Need {
    /// Version of the stream.
    pub version: u32,
    /// What was raised; `None` before, and after it was withdrawn. The figure is the newest one.
    pub raised: Option<Recorded<NeedRaised>>,
    /// How it was answered, if it was.
    pub answer: Option<Answer>,
}

/// Somebody says that an office needs training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaiseNeed {
    /// The figure that shows it.
    pub figure: Figure,
}

/// Somebody says how a need is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerNeed {
    /// How.
    pub answer: Answer,
    /// In words; empty for none.
    pub words: String,
}

bagyt_core::refusals! {
    /// Why nothing is recorded about a need.
    pub enum NeedRefusal {
        /// No rule speaks of the indicator.
        #[error("no rule leads from `{indicator}` to a competence; add one to the curriculum")]
        NoRule {
            /// The indicator.
            indicator: String,
        } = "need-no-rule" @ "indicator",
        /// The figure is of too few cases.
        #[error("the share is of {cases} cases; below {cases_min} it says too little")]
        TooFewCases {
            /// Of how many.
            cases: u64,
            /// Of how many it must be.
            cases_min: u64,
        } = "need-too-few-cases",
        /// The figure is not weak.
        #[error("{value_permille} of 1000 is not below {threshold_permille}; there is no need")]
        NotWeak {
            /// The figure.
            value_permille: u32,
            /// The share that the rule asks for.
            threshold_permille: u32,
        } = "need-not-weak",
        /// The office has an open need of that indicator.
        #[error("office {office} has an open need of `{indicator}`; answer that one first")]
        AlreadyOpen {
            /// The office.
            office: OfficeCode,
            /// The indicator.
            indicator: String,
        } = "need-already-open",
        /// There is no such need, or it was withdrawn.
        #[error("there is no such need; look at the list of needs")]
        NotRaised = "need-not-raised",
        /// It was answered already.
        #[error("the need was answered already; raise it anew if it remains")]
        AlreadyAnswered = "need-already-answered",
        /// The figure is of another office, indicator or month.
        #[error("the figure is of another office, indicator or month than the need")]
        OtherFigure = "need-other-figure",
        /// The figure is what stands there already.
        #[error("the figure has not changed since position {position}")]
        Unchanged {
            /// The position of the figure that stands.
            position: u64,
        } = "need-unchanged",
        /// An answer that no training is needed has no words.
        #[error("say in words what is missing, if it is not training")]
        NoWords = "need-no-words" @ "words",
        /// The words are too many.
        #[error("the words have {length} characters; at most {length_max} are kept")]
        WordsTooLong {
            /// As many as were given.
            length: usize,
            /// As many as are kept.
            length_max: usize,
        } = "need-words-too-long" @ "words",
    }
}

/// Returns the needs that the figures propose, the largest shortfall first, then by office and
/// indicator.
///
/// A figure without a rule, of too few cases, or at the threshold or above proposes nothing.
pub fn weaknesses(figures: &[Figure], rules: &[Rule]) -> Vec<Proposed> {
    let proposed = |figure: &Figure| {
        let rule = weak(figure, rules).ok()?;
        Some(Proposed {
            figure: figure.clone(),
            competence: rule.competence.clone(),
            threshold_permille: rule.threshold_permille,
        })
    };
    let mut needs: Vec<Proposed> = figures.iter().filter_map(proposed).collect();
    needs.sort_by(|left, right| {
        let shortfall = |need: &Proposed| need.threshold_permille - need.figure.value_permille;
        let key = |need: &Proposed| (need.figure.office.clone(), need.figure.indicator.clone());
        let by_month = left.figure.month.cmp(&right.figure.month);
        shortfall(right)
            .cmp(&shortfall(left))
            .then_with(|| key(left).cmp(&key(right)))
            .then(by_month)
    });
    needs
}

/// Decides what to write when somebody raises a need.
///
/// `open` are the office and indicator of the needs that are open.
///
/// # Errors
///
/// The first that applies: [`NeedRefusal::NoRule`], [`NeedRefusal::TooFewCases`],
/// [`NeedRefusal::NotWeak`], [`NeedRefusal::AlreadyOpen`].
pub fn raise(
    command: &RaiseNeed,
    rules: &[Rule],
    open: &BTreeSet<(OfficeCode, String)>,
) -> Result<Vec<NeedFact>, NeedRefusal> {
    let figure = &command.figure;
    let rule = weak(figure, rules)?;
    let (office, indicator) = (figure.office.clone(), figure.indicator.clone());
    if open.contains(&(office.clone(), indicator.clone())) {
        return Err(NeedRefusal::AlreadyOpen { office, indicator });
    }
    let raised = NeedRaised {
        office,
        indicator,
        competence: rule.competence.clone(),
        value_permille: figure.value_permille,
        threshold_permille: rule.threshold_permille,
        cases: figure.cases,
        position: figure.position,
        month: figure.month,
    };
    Ok(vec![raised.into()])
}

/// Decides what to write when the figure behind an open need was counted again.
///
/// # Errors
///
/// The first that applies: [`NeedRefusal::NotRaised`], [`NeedRefusal::AlreadyAnswered`],
/// [`NeedRefusal::OtherFigure`], [`NeedRefusal::Unchanged`].
pub fn remeasure(need: &Need, figure: &Figure) -> Result<Vec<NeedFact>, NeedRefusal> {
    let raised = open(need)?;
    let same = raised.office == figure.office
        && raised.indicator == figure.indicator
        && raised.month == figure.month;
    if !same {
        return Err(NeedRefusal::OtherFigure);
    }
    if (raised.value_permille, raised.cases) == (figure.value_permille, figure.cases) {
        return Err(NeedRefusal::Unchanged { position: raised.position });
    }
    let (value_permille, cases) = (figure.value_permille, figure.cases);
    Ok(vec![NeedRemeasured { value_permille, cases, position: figure.position }.into()])
}

/// Decides what to write when somebody answers a need.
///
/// # Errors
///
/// The first that applies: [`NeedRefusal::NotRaised`], [`NeedRefusal::AlreadyAnswered`],
/// [`NeedRefusal::NoWords`], [`NeedRefusal::WordsTooLong`].
pub fn answer(need: &Need, command: &AnswerNeed) -> Result<Vec<NeedFact>, NeedRefusal> {
    open(need)?;
    let words = command.words.trim();
    if words.is_empty() && command.answer == Answer::NoTraining {
        return Err(NeedRefusal::NoWords);
    }
    let length = words.chars().count();
    if length > WORDS_LENGTH_MAX {
        return Err(NeedRefusal::WordsTooLong { length, length_max: WORDS_LENGTH_MAX });
    }
    let private = (length > 0).then(|| PrivateWords { words: words.to_owned() });
    Ok(vec![NeedAnswered { answer: command.answer, private }.into()])
}

fn open(need: &Need) -> Result<&NeedRaised, NeedRefusal> {
    match (&need.raised, need.answer) {
        (None, _) => Err(NeedRefusal::NotRaised),
        (Some(_), Some(_)) => Err(NeedRefusal::AlreadyAnswered),
        (Some(raised), None) => Ok(&raised.fact),
    }
}

fn weak<'a>(figure: &Figure, rules: &'a [Rule]) -> Result<&'a Rule, NeedRefusal> {
    let refusal = || NeedRefusal::NoRule { indicator: figure.indicator.clone() };
    let rule = rules.iter().find(|rule| rule.indicator == figure.indicator).ok_or_else(refusal)?;
    if figure.cases < rule.cases_min {
        return Err(NeedRefusal::TooFewCases { cases: figure.cases, cases_min: rule.cases_min });
    }
    let (value_permille, threshold_permille) = (figure.value_permille, rule.threshold_permille);
    if value_permille >= threshold_permille {
        return Err(NeedRefusal::NotWeak { value_permille, threshold_permille });
    }
    Ok(rule)
}

impl Need {
    /// Folds a need's facts, in any order, to the state that holds.
    ///
    /// # Errors
    ///
    /// [`FactError`] if the content of a correction cannot be read.
    pub fn fold(facts: Vec<Recorded<NeedFact>>) -> Result<Need, FactError> {
        let mut need = Need::default();
        for recorded in in_force(facts)? {
            need.apply(&recorded);
        }
        Ok(need)
    }

    /// Takes in one more fact that mends none and is not earlier than the last one.
    pub fn apply(&mut self, recorded: &Recorded<NeedFact>) {
        self.version = self.version.max(recorded.version);
        match &recorded.fact {
            NeedFact::Raised(fact) => {
                self.raised = Some(Recorded {
                    seq: recorded.seq,
                    version: recorded.version,
                    recorded_at: recorded.recorded_at,
                    effective: recorded.effective,
                    actor: recorded.actor.clone(),
                    cause: recorded.cause,
                    fact: fact.clone(),
                });
            }
            NeedFact::Remeasured(fact) => {
                if let Some(raised) = &mut self.raised {
                    raised.fact.value_permille = fact.value_permille;
                    raised.fact.cases = fact.cases;
                    raised.fact.position = fact.position;
                }
            }
            NeedFact::Answered(fact) => self.answer = Some(fact.answer),
            NeedFact::Withdrawn(_) => {}
        }
    }

    /// Returns how it stands.
    pub fn status(&self) -> Status {
        self.answer.map_or(Status::Open, Status::Answered)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    need: Vec<Rule>,
}

/// Reads the rules that lead from a weak indicator to a competence.
///
/// # Errors
///
/// [`CurriculumRefusal::Shape`]; then, for the first rule that has a fault,
/// [`CurriculumRefusal::NamedTwice`] of its indicator, [`CurriculumRefusal::Unknown`] of its
/// competence, or [`CurriculumRefusal::NoShare`].
pub fn parse_rules(text: &str, framework: &Framework) -> Result<Vec<Rule>, CurriculumRefusal> {
    let shape = |error: toml::de::Error| CurriculumRefusal::Shape { problem: error.to_string() };
    let file: RuleFile = toml::from_str(text).map_err(shape)?;
    let mut indicators = BTreeSet::new();
    for rule in &file.need {
        if !indicators.insert(&rule.indicator) {
            return Err(CurriculumRefusal::NamedTwice { code: rule.indicator.clone() });
        }
        if framework.find(&rule.competence).is_none() {
            return Err(CurriculumRefusal::Unknown { code: rule.competence.clone() });
        }
        let threshold_permille = rule.threshold_permille;
        if !(1..=1000).contains(&threshold_permille) {
            let indicator = rule.indicator.clone();
            return Err(CurriculumRefusal::NoShare { indicator, threshold_permille });
        }
    }
    Ok(file.need)
}

#[cfg(test)]
mod tests;
