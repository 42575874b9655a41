//! Assessing risk and needs: a structured professional judgement, in words.
//!
//! There is no score. An unvalidated instrument changes no tier, frequency or court paper, and
//! religion, ethnicity, politics, language and the form of a name are never among the inputs. A
//! later assessment takes the place of the earlier one from its day on.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::{WORDS_MAX, limited};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::{Need, Risk};
use crate::fact::{CaseFact, sealed};

/// Records an assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeAssessment {
    /// When.
    pub made: Effective,
    /// The judgement.
    pub risk: Risk,
    /// What the client needs help or work with.
    pub needs: Vec<Need>,
    /// On what the judgement rests.
    pub reason: String,
}

/// Risk and needs were assessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentMade {
    /// When.
    pub made: Effective,
    /// The judgement.
    pub risk: Risk,
    /// What the client needs help or work with, in the order of [`Need::ALL`].
    pub needs: Vec<Need>,
    /// On what the judgement rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    /// Why an assessment is not recorded.
    pub enum AssessmentRefusal {
        /// The day has not come yet.
        #[error("an assessment is recorded after it was made; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on}; it cannot be assessed on {on}")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "before-opening" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// A need is named twice.
        #[error("the need `{need}` is named twice")]
        NeedTwice {
            /// The need.
            need: Need,
        } = "need-twice" @ "needs",
        /// The judgement has no reason.
        #[error("a judgement of risk needs a reason in words")]
        ReasonMissing = "reason-missing" @ "reason",
        /// The reason is too long.
        #[error("the reason has {characters} characters; the most is {most}")]
        ReasonTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "reason-too-long" @ "reason",
    }
}

/// Decides what to write when risk and needs are assessed.
///
/// # Errors
///
/// [`AssessmentRefusal`], in the order of its variants; the first that applies is returned.
pub fn assess(
    case: &Case,
    command: &MakeAssessment,
    today: Date,
) -> Result<Vec<CaseFact>, AssessmentRefusal> {
    let on = command.made.on();
    let opened_on = case.opened_on();
    if on > today {
        return Err(AssessmentRefusal::NotYet { on });
    }
    if on < opened_on {
        return Err(AssessmentRefusal::BeforeOpening { on, opened_on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(AssessmentRefusal::CaseClosed { closed_on });
    }
    let mut needs = command.needs.clone();
    needs.sort_unstable();
    if let Some(&[need, _]) = needs.array_windows().find(|[left, right]| left == right) {
        return Err(AssessmentRefusal::NeedTwice { need });
    }
    if command.reason.trim().is_empty() {
        return Err(AssessmentRefusal::ReasonMissing);
    }
    limited(&command.reason).map_err(|fault| AssessmentRefusal::ReasonTooLong {
        characters: fault.characters,
        most: WORDS_MAX,
    })?;
    Ok(vec![CaseFact::Assessed(AssessmentMade {
        made: command.made,
        risk: command.risk,
        needs,
        private: sealed(&command.reason),
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    #[track_caller]
    fn check(
        story: &Story,
        change: impl FnOnce(&mut MakeAssessment),
        expected: Result<&str, &str>,
    ) {
        let mut command = MakeAssessment {
            made: on("2025-03-20"),
            risk: Risk::Medium,
            needs: vec![Need::Employment, Need::Alcohol],
            reason: "no work since autumn, drinks on weekends".to_owned(),
        };
        change(&mut command);
        let outcome = told(assess(&story.case, &command, day("2025-03-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn an_assessment_is_made_from_the_opening_to_today() {
        let story = Story::opened();
        check(&story, |_| {}, Ok("assessment.made"));
        check(&story, |one| one.made = on("2025-03-11"), Ok("assessment.made"));
        let why = "the case was opened on 2025-03-11; it cannot be assessed on 2025-03-10";
        check(&story, |one| one.made = on("2025-03-10"), Err(why));
        let why = "an assessment is recorded after it was made; 2025-03-21 has not come yet";
        check(&story, |one| one.made = on("2025-03-21"), Err(why));
    }

    #[test]
    fn an_assessment_can_be_entered_after_the_closing_for_a_day_before_it() {
        let story = Story::opened().ruled("2025-03-19", crate::fact::Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-03-19"));
        check(&story, |one| one.made = on("2025-03-19"), Ok("assessment.made"));
    }

    #[test]
    fn a_need_is_named_once() {
        let twice = |one: &mut MakeAssessment| one.needs.push(Need::Employment);
        check(&Story::opened(), twice, Err("the need `employment` is named twice"));
    }

    #[test]
    fn a_judgement_has_a_reason() {
        let why = "a judgement of risk needs a reason in words";
        check(&Story::opened(), |one| one.reason.clear(), Err(why));
        let why = "the reason has 12001 characters; the most is 12000";
        check(&Story::opened(), |one| one.reason = "a".repeat(12_001), Err(why));
    }

    #[test]
    fn the_newest_day_decides_and_not_the_newest_entry() {
        let story = Story::opened().assessed("2025-05-02", Risk::High);
        let story = story.assessed("2025-04-01", Risk::Low);
        assert_eq!(story.case.risk(), Some(Risk::High));
    }
}
