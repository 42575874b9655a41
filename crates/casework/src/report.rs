//! Sending the report of a study before sentence or release to the body that asked for it.
//!
//! The report rests on an assessment and may propose duties; what the court makes of it is the
//! court's. It says nothing of guilt: a person before trial is not a convict.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::MessageId;
use bagyt_core::refusal::{WORDS_MAX, limited};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::Domain;
use crate::fact::{CaseFact, sealed};

/// Sends a report.
#[derive(Clone, Debug, PartialEq)]
pub struct SendReport {
    /// When.
    pub sent: Effective,
    /// The message that carries it.
    pub message: MessageId,
    /// Codes of the duties that it proposes.
    pub duties: Vec<String>,
    /// Its conclusion.
    pub conclusion: String,
}

/// The report was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportSent {
    /// When.
    pub sent: Effective,
    /// The message that carries it.
    pub message: MessageId,
    /// Codes of the duties that it proposes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<String>,
    /// Its conclusion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    /// Why a report is not sent.
    pub enum ReportRefusal {
        /// The case is no study before sentence or release.
        #[error("a case of `{domain}` has no report to send")]
        OtherDomain {
            /// Kind of probation work.
            domain: Domain,
        } = "no-report-in-domain",
        /// The day has not come yet.
        #[error("a report is noted when it was sent; {on} has not come yet")]
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
        /// The report has been sent.
        #[error("the report was sent on {sent_on}")]
        AlreadySent {
            /// When.
            sent_on: Date,
        } = "report-already-sent",
        /// There is no assessment on or before that day.
        #[error("a report follows an assessment; there is none up to {on}")]
        NotAssessed {
            /// Day that was given.
            on: Date,
        } = "not-assessed" @ "on",
        /// The conclusion is missing.
        #[error("the report needs a conclusion")]
        ConclusionMissing = "conclusion-missing" @ "conclusion",
        /// The conclusion is too long.
        #[error("the conclusion has {characters} characters; the most is {most}")]
        ConclusionTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "conclusion-too-long" @ "conclusion",
    }
}

/// Decides what to write when the report is sent.
///
/// # Errors
///
/// [`ReportRefusal`], in the order of its variants; the first that applies is returned.
pub fn send(
    case: &Case,
    command: &SendReport,
    today: Date,
) -> Result<Vec<CaseFact>, ReportRefusal> {
    let (on, domain) = (command.sent.on(), case.opening.domain);
    if !matches!(domain, Domain::PreSentence | Domain::Penitentiary) {
        return Err(ReportRefusal::OtherDomain { domain });
    }
    if on > today {
        return Err(ReportRefusal::NotYet { on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(ReportRefusal::CaseClosed { closed_on });
    }
    if let Some(report) = case.reports.first() {
        return Err(ReportRefusal::AlreadySent { sent_on: report.mark.on });
    }
    if case.assessments.first().is_none_or(|assessment| assessment.mark.on > on) {
        return Err(ReportRefusal::NotAssessed { on });
    }
    if command.conclusion.trim().is_empty() {
        return Err(ReportRefusal::ConclusionMissing);
    }
    limited(&command.conclusion).map_err(|fault| ReportRefusal::ConclusionTooLong {
        characters: fault.characters,
        most: WORDS_MAX,
    })?;
    Ok(vec![CaseFact::ReportSent(ReportSent {
        sent: command.sent,
        message: command.message,
        duties: command.duties.clone(),
        private: sealed(&command.conclusion),
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Risk;
    use crate::invented::{Story, day, on, sentence, told};
    use uuid::Uuid;

    fn command() -> SendReport {
        SendReport {
            sent: on("2025-04-05"),
            message: MessageId(Uuid::from_u128(0xD9)),
            duties: vec!["treatment".to_owned()],
            conclusion: "can stay at liberty".to_owned(),
        }
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut SendReport), expected: Result<&str, &str>) {
        let mut command = command();
        change(&mut command);
        let outcome = told(send(&story.case, &command, day("2025-04-05")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn study() -> Story {
        let mut request = sentence();
        request.domain = Domain::PreSentence;
        Story::of(&request)
    }

    #[test]
    fn a_report_follows_the_assessment() {
        check(&study().assessed("2025-04-05", Risk::Low), |_| {}, Ok("report.sent"));
        let why = "a report follows an assessment; there is none up to 2025-04-05";
        check(&study(), |_| {}, Err(why));
        let story = study().assessed("2025-04-05", Risk::Low);
        let why = "a report follows an assessment; there is none up to 2025-04-04";
        check(&story, |one| one.sent = on("2025-04-04"), Err(why));
    }

    #[test]
    fn only_a_study_has_a_report() {
        let why = "a case of `non_custodial` has no report to send";
        check(&Story::opened(), |_| {}, Err(why));
    }

    #[test]
    fn a_report_is_sent_once_and_not_tomorrow() {
        let story = study().assessed("2025-04-01", Risk::Low);
        let why = "a report is noted when it was sent; 2025-04-06 has not come yet";
        check(&story, |one| one.sent = on("2025-04-06"), Err(why));
        let facts = send(&story.case, &command(), day("2025-04-05")).unwrap();
        let story = story.then("2025-04-05", facts);
        check(&story, |_| {}, Err("the report was sent on 2025-04-05"));
    }

    #[test]
    fn a_report_has_a_conclusion() {
        let story = study().assessed("2025-04-01", Risk::Low);
        check(&story, |one| one.conclusion.clear(), Err("the report needs a conclusion"));
        let why = "the conclusion has 12001 characters; the most is 12000";
        check(&story, |one| one.conclusion = "a".repeat(12_001), Err(why));
    }

    #[test]
    fn no_report_leaves_a_closed_case() {
        let story = study().assessed("2025-04-01", Risk::Low);
        let story = story.ruled("2025-04-03", crate::fact::Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-04-03"));
    }
}
