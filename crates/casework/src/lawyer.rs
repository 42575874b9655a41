//! Legal aid: a client asks for a lawyer, and one is appointed or refused, or the client takes the
//! request back.
//!
//! The service asks for the client and keeps the day by which it looks after the answer; who
//! decides is the bar or the body for legal aid. A lawyer's name stands in the sealed words.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::{Mark, Marked, find_version};
use crate::fact::{CaseFact, sealed};

codes! {
    /// For what a client asks for a lawyer.
    pub enum LegalMatter {
        /// For a hearing of a submission.
        Hearing = "hearing",
        /// For an appeal against a ruling.
        Appeal = "appeal",
        /// For a complaint about the service or another body.
        Complaint = "complaint",
        /// For papers and benefits.
        Papers = "papers",
        /// For housing, debts, family and other civil matters.
        Civil = "civil",
    }
}

codes! {
    /// What became of a request for a lawyer.
    pub enum LegalOutcome {
        /// A lawyer was appointed.
        Appointed = "appointed",
        /// It was refused, with the reason.
        Refused = "refused",
        /// The client took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// How a request for a lawyer stands.
    pub enum LegalStatus {
        /// Nobody has answered it.
        AwaitingAnswer = "awaiting_answer",
        /// A lawyer was appointed.
        Appointed = "appointed",
        /// It was refused.
        Refused = "refused",
        /// The client took it back.
        Withdrawn = "withdrawn",
        /// The case was closed before it was answered.
        Lapsed = "lapsed",
    }
}

/// Records that a client asks for a lawyer.
#[derive(Clone, Debug, PartialEq)]
pub struct AskLawyer {
    /// When.
    pub asked: Effective,
    /// For what.
    pub matter: LegalMatter,
    /// To whom the request went, and what about.
    pub words: String,
}

/// Records what became of the request.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerLawyer {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub answered: Effective,
    /// What.
    pub outcome: LegalOutcome,
    /// The lawyer with the telephone, or the reason.
    pub words: String,
}

/// The client asked for a lawyer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LawyerAsked {
    /// When.
    pub asked: Effective,
    /// For what.
    pub matter: LegalMatter,
    /// The day by which somebody looks after the answer.
    pub answer_by: Date,
    /// To whom the request went, and what about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The request for a lawyer was answered or taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LawyerAnswered {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub answered: Effective,
    /// What.
    pub outcome: LegalOutcome,
    /// The lawyer with the telephone, or the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A request for a lawyer, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawyerRequest {
    /// Where the entry stands.
    pub mark: Mark,
    /// For what.
    pub matter: LegalMatter,
    /// The day by which somebody looks after the answer.
    pub answer_by: Date,
}

/// What became of it, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawyerAnswer {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the request.
    pub request: u32,
    /// What.
    pub outcome: LegalOutcome,
}

impl Marked for LawyerRequest {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for LawyerAnswer {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    required words;
    /// Why a request for a lawyer, or its answer, is not recorded.
    pub enum LawyerRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on}, after {on}")]
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
        /// The client asked for that already and waits.
        #[error("the client asked for a lawyer for this on {asked_on} and waits for the answer")]
        StillOpen {
            /// When.
            asked_on: Date,
        } = "lawyer-still-open" @ "matter",
        /// The case has no such request.
        #[error("the case has no request for a lawyer in entry {request}")]
        Unknown {
            /// The version that was named.
            request: u32,
        } = "lawyer-unknown" @ "request",
        /// The request was answered.
        #[error("the request was answered on {answered_on}")]
        AlreadyAnswered {
            /// When.
            answered_on: Date,
        } = "lawyer-answered" @ "request",
        /// The answer lies before the request.
        #[error("the client asked on {asked_on}, after {on}")]
        AnsweredBefore {
            /// Day that was given.
            on: Date,
            /// Day of the request.
            asked_on: Date,
        } = "lawyer-answered-before" @ "on",
    }
}

impl Case {
    /// Returns the answer to a request for a lawyer.
    pub fn lawyer_answer(&self, request: &LawyerRequest) -> Option<&LawyerAnswer> {
        let version = request.mark.version;
        self.support().lawyer_answers.iter().find(|one| one.request == version)
    }

    /// Returns how a request for a lawyer stands.
    pub fn lawyer_status(&self, request: &LawyerRequest) -> LegalStatus {
        match self.lawyer_answer(request).map(|answer| answer.outcome) {
            Some(LegalOutcome::Appointed) => LegalStatus::Appointed,
            Some(LegalOutcome::Refused) => LegalStatus::Refused,
            Some(LegalOutcome::Withdrawn) => LegalStatus::Withdrawn,
            None if self.closing().is_some() => LegalStatus::Lapsed,
            None => LegalStatus::AwaitingAnswer,
        }
    }
}

/// Decides what to write when a client asks for a lawyer.
///
/// `answer_by` is the day by which somebody looks after the answer, as the settings of the day say.
///
/// # Errors
///
/// [`LawyerRefusal`], in the order of its variants; the first that applies is returned.
pub fn ask(
    case: &Case,
    command: &AskLawyer,
    answer_by: Date,
    today: Date,
) -> Result<Vec<CaseFact>, LawyerRefusal> {
    check_day(case, command.asked.on(), today)?;
    let waits = |one: &&LawyerRequest| {
        one.matter == command.matter && case.lawyer_status(one) == LegalStatus::AwaitingAnswer
    };
    if let Some(one) = case.support().lawyer_requests.iter().find(waits) {
        return Err(LawyerRefusal::StillOpen { asked_on: one.mark.on });
    }
    required(&command.words)?;
    let (asked, matter) = (command.asked, command.matter);
    Ok(vec![LawyerAsked { asked, matter, answer_by, private: sealed(&command.words) }.into()])
}

/// Decides what to write when a request for a lawyer is answered or taken back.
///
/// # Errors
///
/// [`LawyerRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &AnswerLawyer,
    today: Date,
) -> Result<Vec<CaseFact>, LawyerRefusal> {
    let on = command.answered.on();
    check_day(case, on, today)?;
    let request = find_version(&case.support().lawyer_requests, command.request);
    let request = request.ok_or(LawyerRefusal::Unknown { request: command.request })?;
    if let Some(known) = case.lawyer_answer(request) {
        return Err(LawyerRefusal::AlreadyAnswered { answered_on: known.mark.on });
    }
    if on < request.mark.on {
        return Err(LawyerRefusal::AnsweredBefore { on, asked_on: request.mark.on });
    }
    required(&command.words)?;
    let answered = LawyerAnswered {
        request: command.request,
        answered: command.answered,
        outcome: command.outcome,
        private: sealed(&command.words),
    };
    Ok(vec![answered.into()])
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), LawyerRefusal> {
    if on > today {
        return Err(LawyerRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    if on < opened_on {
        return Err(LawyerRefusal::BeforeOpening { on, opened_on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(LawyerRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    fn asked(on_day: &str) -> AskLawyer {
        AskLawyer {
            asked: on(on_day),
            matter: LegalMatter::Hearing,
            words: "to the bar, by letter".to_owned(),
        }
    }

    fn answered(on_day: &str, outcome: LegalOutcome) -> AnswerLawyer {
        let words = "Asanova, 555 02".to_owned();
        AnswerLawyer { request: 2, answered: on(on_day), outcome, words }
    }

    impl Story {
        /// The client asks for a lawyer in the second entry; the answer is looked after on the 21st.
        pub(crate) fn lawyer_asked() -> Story {
            let story = Story::opened();
            let facts =
                ask(&story.case, &asked("2025-04-07"), day("2025-04-21"), day("2025-04-07"));
            story.then("2025-04-07", facts.unwrap())
        }

        fn lawyer_answered(self, outcome: LegalOutcome) -> Story {
            let command = answered("2025-04-10", outcome);
            let facts = answer(&self.case, &command, day("2025-04-10")).unwrap();
            self.then("2025-04-10", facts)
        }

        fn legal_status(&self) -> LegalStatus {
            self.case.lawyer_status(&self.case.support().lawyer_requests[0])
        }
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut AskLawyer), expected: Result<&str, &str>) {
        let mut command = asked("2025-04-08");
        change(&mut command);
        let outcome = told(ask(&story.case, &command, day("2025-04-22"), day("2025-04-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[track_caller]
    fn check_answer(
        story: &Story,
        change: impl FnOnce(&mut AnswerLawyer),
        expected: Result<&str, &str>,
    ) {
        let mut command = answered("2025-04-07", LegalOutcome::Refused);
        change(&mut command);
        let outcome = told(answer(&story.case, &command, day("2025-04-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_request_for_a_lawyer_says_to_whom_it_went() {
        let story = Story::opened();
        check(&story, |_| {}, Ok("lawyer.asked"));
        check(&story, |one| one.words.clear(), Err("a reason in words is missing"));
        check(&story, |one| one.asked = on("2025-04-11"), Err("2025-04-11 has not come yet"));
        let why = "the case was opened on 2025-03-11, after 2025-03-10";
        check(&story, |one| one.asked = on("2025-03-10"), Err(why));
    }

    #[test]
    fn one_request_at_a_time_for_a_matter() {
        let story = Story::lawyer_asked();
        let why = "the client asked for a lawyer for this on 2025-04-07 and waits for the answer";
        check(&story, |_| {}, Err(why));
        check(&story, |one| one.matter = LegalMatter::Appeal, Ok("lawyer.asked"));
        check(&story.lawyer_answered(LegalOutcome::Refused), |_| {}, Ok("lawyer.asked"));
    }

    #[test]
    fn a_request_is_answered_once_on_its_day_or_later_in_words() {
        let story = Story::lawyer_asked();
        check_answer(&story, |_| {}, Ok("lawyer.answered"));
        let why = "the client asked on 2025-04-07, after 2025-04-06";
        check_answer(&story, |one| one.answered = on("2025-04-06"), Err(why));
        check_answer(&story, |one| one.words.clear(), Err("a reason in words is missing"));
        let why = "the case has no request for a lawyer in entry 1";
        check_answer(&story, |one| one.request = 1, Err(why));
        let story = story.lawyer_answered(LegalOutcome::Appointed);
        let later = |one: &mut AnswerLawyer| one.answered = on("2025-04-10");
        check_answer(&story, later, Err("the request was answered on 2025-04-10"));
    }

    #[test]
    fn a_request_stands_as_it_was_answered_and_an_answer_taken_back_leaves_it_open() {
        let story = Story::lawyer_asked();
        assert_eq!(story.legal_status(), LegalStatus::AwaitingAnswer);
        let story = story.lawyer_answered(LegalOutcome::Withdrawn);
        assert_eq!(story.legal_status(), LegalStatus::Withdrawn);
        assert!(crate::mending::check_mendable(&story.case, 2).is_err());
        let story = story.taken_back(3);
        assert_eq!(story.legal_status(), LegalStatus::AwaitingAnswer);
        assert_eq!(story.taken_back(2).case.rare, None);
    }
}
