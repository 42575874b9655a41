//! The facts of the academy.
//!
//! A training need names the figure that it came from and the journal's position of that figure,
//! so that it can be walked back to the entries that were counted.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, Mending, PrivateWords, Withdrawn};
use bagyt_core::identity::OfficeCode;
use serde::{Deserialize, Serialize};

/// Somebody said that an office needs training, because an indicator is weak there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedRaised {
    /// The office.
    pub office: OfficeCode,
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the competence that the weakness points to.
    pub competence: String,
    /// The figure, in thousandths.
    pub value_permille: u32,
    /// The figure below which there is a need, in thousandths.
    pub threshold_permille: u32,
    /// Of how many the figure is the share.
    pub cases: u64,
    /// The journal's position that the figure was counted at.
    pub position: u64,
    /// The month that it was counted for: year * 12 + month - 1.
    pub month: i64,
}

/// The figure behind a need changed, because entries of its month came in or were corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedRemeasured {
    /// The figure, in thousandths.
    pub value_permille: u32,
    /// Of how many it is the share.
    pub cases: u64,
    /// The journal's position that it was counted at.
    pub position: u64,
}

/// Somebody said how a need is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedAnswered {
    /// How.
    pub answer: Answer,
    /// The words that were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// How a need is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// By a course.
    Course,
    /// By coaching at work.
    Coaching,
    /// By a placement in another office.
    Placement,
    /// By guidance of the head of the office.
    Guidance,
    /// The weakness has another cause than what people can do.
    NoTraining,
}

impl Answer {
    /// Every answer, in the order in which a form offers them.
    pub const ALL: [Answer; 5] =
        [Answer::Course, Answer::Coaching, Answer::Placement, Answer::Guidance, Answer::NoTraining];

    /// Returns the code.
    pub fn code(self) -> &'static str {
        match self {
            Answer::Course => "course",
            Answer::Coaching => "coaching",
            Answer::Placement => "placement",
            Answer::Guidance => "guidance",
            Answer::NoTraining => "no_training",
        }
    }

    /// Returns the answer of that code, if there is one.
    pub fn find(code: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

bagyt_core::facts! {
    /// What happens to a training need.
    pub enum NeedFact {
        /// It was raised.
        Raised(NeedRaised) = "academy.need.raised" 1,
        /// Its figure changed.
        Remeasured(NeedRemeasured) = "academy.need.remeasured" 1,
        /// It was answered.
        Answered(NeedAnswered) = "academy.need.answered" 1,
        /// An entry no longer holds.
        Withdrawn(Withdrawn) = "academy.entry.withdrawn" 1,
    }
}

impl Fact for NeedFact {
    fn effective(&self) -> Option<Effective> {
        None
    }

    fn mends(&self) -> Option<Mending<'_>> {
        match self {
            NeedFact::Withdrawn(fact) => Some(Mending::Withdraws(fact)),
            NeedFact::Raised(_) | NeedFact::Remeasured(_) | NeedFact::Answered(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bagyt_core::fact::FactCodec;

    /// A stored line must be read for ever and be written again as it stands.
    #[track_caller]
    fn check(kind: &str, line: &str) {
        let fact = NeedFact::decode(kind, 1, line).unwrap();
        let (clear, private) = fact.encode().unwrap();
        assert_eq!(fact.kind(), (kind, 1));
        let whole = bagyt_core::fact::whole_payload(&clear, private.as_ref());
        assert_eq!(whole, serde_json::from_str::<serde_json::Value>(line).unwrap());
    }

    #[test]
    fn stored_lines_are_read_and_written_the_same() {
        check(
            "academy.need.raised",
            r#"{"cases":40,"competence":"D3","indicator":"contact_in_time","month":24314,
                "office":"ZZ-01-01","position":1234,"threshold_permille":900,"value_permille":850}"#,
        );
        check("academy.need.remeasured", r#"{"cases":40,"position":1300,"value_permille":875}"#);
        check(
            "academy.need.answered",
            r#"{"answer":"no_training","private":{"words":"two posts were empty"}}"#,
        );
        check("academy.entry.withdrawn", r#"{"reason":"mistake","version":2}"#);
    }

    #[test]
    fn an_answer_and_its_code_are_each_others_inverse() {
        for answer in Answer::ALL {
            assert_eq!(Answer::find(answer.code()), Some(answer));
            assert_eq!(serde_json::to_value(answer).unwrap(), answer.code());
        }
        assert_eq!(Answer::find("holiday"), None);
    }
}
