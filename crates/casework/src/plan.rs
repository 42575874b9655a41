//! Agreeing a plan with the client: what to reach, in words that both understand.
//!
//! A plan follows an assessment and says its goals in the client's language. The goals themselves
//! are sealed; how many there are stands in clear.

use bagyt_core::effective::Effective;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::fact::CaseFact;

/// Agrees a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreePlan {
    /// When.
    pub agreed: Effective,
    /// The goals, each a sentence.
    pub goals: Vec<String>,
}

/// A plan was agreed with the client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanAgreed {
    /// When.
    pub agreed: Effective,
    /// Number of goals.
    pub goals: u8,
    /// The goals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PlanWords>,
}

/// The goals of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanWords {
    /// Each a sentence, in the order agreed.
    pub goals: Vec<String>,
}

/// The most goals in one plan: more are not worked on at once.
pub const GOALS_MAX: u8 = 20;

/// The most characters of one goal: a goal is a sentence.
pub const GOAL_CHARACTERS_MAX: usize = 500;

bagyt_core::refusals! {
    /// Why a plan is not recorded.
    pub enum PlanRefusal {
        /// The day has not come yet.
        #[error("a plan is recorded after it was agreed; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// There is no assessment on or before that day.
        #[error("a plan follows an assessment; there is none up to {on}")]
        NotAssessed {
            /// Day that was given.
            on: Date,
        } = "not-assessed" @ "on",
        /// The plan has no goal.
        #[error("a plan has at least one goal")]
        NoGoals = "no-goals" @ "goals",
        /// The plan has too many goals.
        #[error("the plan has {count} goals; the most is {most}")]
        TooManyGoals {
            /// Goals given.
            count: usize,
            /// The most.
            most: u8,
        } = "too-many-goals" @ "goals",
        /// A goal has no words.
        #[error("goal {number} has no words")]
        GoalEmpty {
            /// Its number, from 1.
            number: usize,
        } = "goal-empty" @ "goals",
        /// A goal is too long.
        #[error("goal {number} has {characters} characters; the most is {most}")]
        GoalTooLong {
            /// Its number, from 1.
            number: usize,
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "goal-too-long" @ "goals",
    }
}

/// Decides what to write when a plan is agreed.
///
/// # Errors
///
/// [`PlanRefusal`], in the order of its variants; the first that applies is returned.
pub fn agree(case: &Case, command: &AgreePlan, today: Date) -> Result<Vec<CaseFact>, PlanRefusal> {
    let on = command.agreed.on();
    if on > today {
        return Err(PlanRefusal::NotYet { on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(PlanRefusal::CaseClosed { closed_on });
    }
    if case.assessments.first().is_none_or(|assessment| assessment.mark.on > on) {
        return Err(PlanRefusal::NotAssessed { on });
    }
    let count = command.goals.len();
    let goals = match u8::try_from(count) {
        Ok(0) => return Err(PlanRefusal::NoGoals),
        Ok(goals) if goals <= GOALS_MAX => goals,
        _ => return Err(PlanRefusal::TooManyGoals { count, most: GOALS_MAX }),
    };
    for (number, goal) in (1..).zip(&command.goals) {
        check_goal(number, goal)?;
    }
    let private = Some(PlanWords { goals: command.goals.clone() });
    Ok(vec![CaseFact::PlanAgreed(PlanAgreed { agreed: command.agreed, goals, private })])
}

fn check_goal(number: usize, goal: &str) -> Result<(), PlanRefusal> {
    if goal.trim().is_empty() {
        return Err(PlanRefusal::GoalEmpty { number });
    }
    let characters = goal.chars().count();
    if characters > GOAL_CHARACTERS_MAX {
        return Err(PlanRefusal::GoalTooLong { number, characters, most: GOAL_CHARACTERS_MAX });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Risk;
    use crate::invented::{Story, day, on, told};

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut AgreePlan), expected: Result<&str, &str>) {
        let mut command =
            AgreePlan { agreed: on("2025-03-25"), goals: vec!["Find work by June".to_owned()] };
        change(&mut command);
        let outcome = told(agree(&story.case, &command, day("2025-03-25")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn assessed() -> Story {
        Story::opened().assessed("2025-03-20", Risk::Medium)
    }

    #[test]
    fn a_plan_follows_an_assessment() {
        check(&assessed(), |_| {}, Ok("plan.agreed"));
        check(&assessed(), |plan| plan.agreed = on("2025-03-20"), Ok("plan.agreed"));
        let why = "a plan follows an assessment; there is none up to 2025-03-19";
        check(&assessed(), |plan| plan.agreed = on("2025-03-19"), Err(why));
        let why = "a plan follows an assessment; there is none up to 2025-03-25";
        check(&Story::opened(), |_| {}, Err(why));
    }

    #[test]
    fn a_plan_of_tomorrow_or_after_the_closing_is_refused() {
        let why = "a plan is recorded after it was agreed; 2025-03-26 has not come yet";
        check(&assessed(), |plan| plan.agreed = on("2025-03-26"), Err(why));
        let story = assessed().ruled("2025-03-24", crate::fact::Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-03-24"));
    }

    #[test]
    fn a_plan_has_one_to_twenty_goals() {
        check(&assessed(), |plan| plan.goals.clear(), Err("a plan has at least one goal"));
        let goals = |count: usize| vec!["Find work".to_owned(); count];
        check(&assessed(), |plan| plan.goals = goals(20), Ok("plan.agreed"));
        let why = "the plan has 21 goals; the most is 20";
        check(&assessed(), |plan| plan.goals = goals(21), Err(why));
        let why = "the plan has 300 goals; the most is 20";
        check(&assessed(), |plan| plan.goals = goals(300), Err(why));
    }

    #[test]
    fn a_goal_is_a_sentence() {
        let empty = |plan: &mut AgreePlan| plan.goals.push("  ".to_owned());
        check(&assessed(), empty, Err("goal 2 has no words"));
        let longest = |plan: &mut AgreePlan| plan.goals = vec!["ү".repeat(500)];
        check(&assessed(), longest, Ok("plan.agreed"));
        let longer = |plan: &mut AgreePlan| plan.goals = vec!["ү".repeat(501)];
        check(&assessed(), longer, Err("goal 1 has 501 characters; the most is 500"));
    }
}
