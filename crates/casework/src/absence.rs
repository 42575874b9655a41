//! Recording in one go that the client did not come and what is to follow: an excuse that is
//! plain at once, or evidence that the client will bring by a day.
//!
//! While evidence is awaited the absence waits as any other; the law's own day for a decision is
//! not moved by it, so the client cannot be given longer than that.

use bagyt_core::fact::PrivateWords;
use bagyt_core::law::{Calendar, ClockError, Pack};
use bagyt_core::refusal::Refusal;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::clocks::clocks;
use crate::codes::{AbsenceReason, AbsenceStatus};
use crate::compliance::{AcceptReason, ComplianceRefusal, accept_reason};
use crate::contact::{self, ContactRefusal, RecordContact};
use crate::entries::{Absence, Mark, find_version, keep};
use crate::fact::{CaseFact, sealed};

/// Records that the client did not come, and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordAbsence {
    /// The meeting that was missed; its outcome is an absence.
    pub contact: RecordContact,
    /// What follows.
    pub next: AbsenceNext,
}

/// What follows an absence in the same breath.
#[derive(Clone, Debug, PartialEq)]
pub enum AbsenceNext {
    /// It is excused.
    Excused {
        /// Why.
        reason: AbsenceReason,
        /// What proves it.
        words: String,
    },
    /// The client will bring evidence.
    Awaiting {
        /// Last day.
        until: Date,
        /// Which evidence.
        words: String,
    },
}

/// Waits for evidence of the reason for an absence.
#[derive(Clone, Debug, PartialEq)]
pub struct AwaitEvidence {
    /// Version of the absence.
    pub absence: u32,
    /// Last day on which the client may bring it.
    pub until: Date,
    /// Which evidence.
    pub words: String,
}

/// Evidence of the reason for an absence is awaited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceAwaited {
    /// Version of the absence.
    pub absence: u32,
    /// Last day on which the client may bring it.
    pub until: Date,
    /// Which evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The law's last day for the decision on an absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLimit {
    /// The row of law.
    pub row: String,
    /// Last day on which a decision is still in time.
    pub due_on: Date,
}

bagyt_core::refusals! {
    limited words;
    /// Why evidence is not awaited.
    pub enum AwaitingRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such absence, or it was withdrawn.
        #[error("the case has no absence in entry {version}")]
        UnknownAbsence {
            /// Version that was named.
            version: u32,
        } = "unknown-absence" @ "absence",
        /// The absence is decided.
        #[error("the absence of {missed_on} is already decided")]
        Decided {
            /// Day of the absence.
            missed_on: Date,
        } = "absence-decided" @ "absence",
        /// The day has passed.
        #[error("evidence is awaited until a day to come; {until} has passed")]
        DayPassed {
            /// Day that was given.
            until: Date,
        } = "awaiting-day-passed" @ "until",
        /// The law wants the decision earlier.
        #[error("the absence must be decided by {due_on} (`{row}`), not after {until}")]
        AfterLimit {
            /// Day that was given.
            until: Date,
            /// Last day of the decision.
            due_on: Date,
            /// The row of law.
            row: String,
        } = "awaiting-after-limit" @ "until",
        /// It is not said what is awaited.
        #[error("it is not said which evidence is awaited")]
        WordsMissing = "awaited-what" @ "words",
    }
}

/// Why an absence with what follows is not recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AbsenceRefusal {
    /// The absence itself.
    #[error(transparent)]
    Contact(#[from] ContactRefusal),
    /// The excuse.
    #[error(transparent)]
    Excuse(#[from] ComplianceRefusal),
    /// The evidence.
    #[error(transparent)]
    Evidence(#[from] AwaitingRefusal),
}

impl AbsenceRefusal {
    fn inner(&self) -> &dyn Refusal {
        match self {
            AbsenceRefusal::Contact(refusal) => refusal,
            AbsenceRefusal::Excuse(refusal) => refusal,
            AbsenceRefusal::Evidence(refusal) => refusal,
        }
    }
}

impl Refusal for AbsenceRefusal {
    fn code(&self) -> &'static str {
        self.inner().code()
    }

    fn field(&self) -> Option<&'static str> {
        self.inner().field()
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        self.inner().arguments()
    }
}

/// Returns the law's last day for the decision on an absence that waits for one; `None` where the
/// law sets none.
///
/// # Errors
///
/// [`ClockError`] if the tables or the calendar do not reach a day that a row needs.
pub fn decision_limit(
    case: &Case,
    absence: u32,
    pack: &Pack,
    calendar: &Calendar,
) -> Result<Option<DecisionLimit>, ClockError> {
    let clocks = clocks(case, pack, calendar)?;
    let decides = |name: &String| name == "reason_accepted";
    let clock = clocks.iter().find(|clock| {
        clock.is_applied && clock.started_version == absence && clock.row.met_by.iter().any(decides)
    });
    Ok(clock.map(|clock| DecisionLimit { row: clock.code().to_owned(), due_on: clock.due_on }))
}

/// Decides what to write when evidence is awaited; a later day takes the place of an earlier one.
///
/// # Errors
///
/// [`AwaitingRefusal`], in the order of its variants; the first that applies is returned.
pub fn await_evidence(
    case: &Case,
    command: &AwaitEvidence,
    limit: Option<&DecisionLimit>,
    today: Date,
) -> Result<Vec<CaseFact>, AwaitingRefusal> {
    if let Some(closing) = case.closing() {
        return Err(AwaitingRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let (version, until) = (command.absence, command.until);
    let absence =
        find_version(&case.absences, version).ok_or(AwaitingRefusal::UnknownAbsence { version })?;
    if case.absence_status(absence) != AbsenceStatus::AwaitingReason {
        return Err(AwaitingRefusal::Decided { missed_on: absence.mark.on });
    }
    if until < today {
        return Err(AwaitingRefusal::DayPassed { until });
    }
    if let Some(limit) = limit.filter(|limit| limit.due_on < until) {
        let (due_on, row) = (limit.due_on, limit.row.clone());
        return Err(AwaitingRefusal::AfterLimit { until, due_on, row });
    }
    if command.words.trim().is_empty() {
        return Err(AwaitingRefusal::WordsMissing);
    }
    limited(&command.words)?;
    let private = sealed(&command.words);
    Ok(vec![CaseFact::EvidenceAwaited(EvidenceAwaited { absence: version, until, private })])
}

/// Decides what to write when the client did not come and what follows is known at once.
///
/// `limit` tells the law's last day for the decision on the absence in a state that has it.
///
/// # Errors
///
/// [`AbsenceRefusal::Contact`], then that of what follows.
pub fn record(
    case: &Case,
    command: &RecordAbsence,
    limit: impl FnOnce(&Case, u32) -> Option<DecisionLimit>,
    today: Date,
) -> Result<Vec<CaseFact>, AbsenceRefusal> {
    let mut facts = contact::record(case, &command.contact, today)?;
    let absence = case.version + 1;
    let mut missed = case.clone();
    let mark = Mark { instant: None, on: command.contact.held.on(), version: absence };
    let kind = command.contact.kind;
    keep(&mut missed.absences, Absence { mark, kind, appointment: None });
    missed.version = absence;
    facts.extend(match &command.next {
        AbsenceNext::Excused { reason, words } => {
            let (accepted, words) = (command.contact.held, words.clone());
            let accept = AcceptReason { absence, accepted, reason: *reason, words };
            accept_reason(&missed, &accept, today)?
        }
        AbsenceNext::Awaiting { until, words } => {
            let awaited = AwaitEvidence { absence, until: *until, words: words.clone() };
            let limit = limit(&missed, absence);
            await_evidence(&missed, &awaited, limit.as_ref(), today)?
        }
    });
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Outcome;
    use crate::invented::{Story, calendar, day, meeting, pack, told};

    fn awaited(absence: u32, until: &str) -> AwaitEvidence {
        AwaitEvidence { absence, until: day(until), words: "paper of the clinic".to_owned() }
    }

    fn limit(case: &Case, absence: u32) -> Option<DecisionLimit> {
        decision_limit(case, absence, &pack(), &calendar()).unwrap()
    }

    #[track_caller]
    fn check(story: &Story, command: &AwaitEvidence, expected: Result<&str, &str>) {
        let limit = limit(&story.case, command.absence);
        let outcome = await_evidence(&story.case, command, limit.as_ref(), day("2025-04-08"));
        let outcome = told(outcome);
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    /// An absence of 7 April in entry 2, to be decided by the 21st.
    fn absent() -> Story {
        Story::opened().absent("2025-04-07")
    }

    #[test]
    fn evidence_is_awaited_from_today_to_the_laws_day_of_decision() {
        check(&absent(), &awaited(2, "2025-04-08"), Ok("evidence.awaited"));
        check(&absent(), &awaited(2, "2025-04-21"), Ok("evidence.awaited"));
        let why = "evidence is awaited until a day to come; 2025-04-07 has passed";
        check(&absent(), &awaited(2, "2025-04-07"), Err(why));
        let why = "the absence must be decided by 2025-04-21 (`absence_decision`), not after \
                   2025-04-22";
        check(&absent(), &awaited(2, "2025-04-22"), Err(why));
    }

    #[test]
    fn what_is_decided_awaits_nothing() {
        check(&absent(), &awaited(3, "2025-04-10"), Err("the case has no absence in entry 3"));
        let excused = absent().excused(2, "2025-04-08");
        let why = "the absence of 2025-04-07 is already decided";
        check(&excused, &awaited(2, "2025-04-10"), Err(why));
        let closed = absent().ruled("2025-04-08", crate::fact::Change::Ended);
        check(&closed, &awaited(2, "2025-04-10"), Err("the case was closed on 2025-04-08"));
    }

    #[test]
    fn it_is_said_what_is_awaited() {
        let mut silent = awaited(2, "2025-04-10");
        silent.words = " ".to_owned();
        check(&absent(), &silent, Err("it is not said which evidence is awaited"));
        silent.words = "a".repeat(12_001);
        let why = "the words have 12001 characters; the most is 12000";
        check(&absent(), &silent, Err(why));
    }

    #[test]
    fn a_later_day_takes_the_place_of_an_earlier_one() {
        let story = absent();
        let facts = await_evidence(&story.case, &awaited(2, "2025-04-10"), None, day("2025-04-08"));
        let story = story.then("2025-04-08", facts.unwrap());
        assert_eq!(story.case.awaited_until(2), Some(day("2025-04-10")));
        let facts = await_evidence(&story.case, &awaited(2, "2025-04-15"), None, day("2025-04-09"));
        let story = story.then("2025-04-09", facts.unwrap());
        assert_eq!(story.case.awaited_until(2), Some(day("2025-04-15")));
        assert_eq!(story.excused(2, "2025-04-14").case.awaited_until(2), None);
    }

    #[track_caller]
    fn check_record(next: AbsenceNext, outcome: Outcome, expected: Result<&str, &str>) {
        let command = RecordAbsence { contact: meeting("2025-04-07", outcome), next };
        let outcome = told(record(&Story::opened().case, &command, limit, day("2025-04-08")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn an_absence_and_what_follows_are_one_act() {
        let words = || "called from the hospital".to_owned();
        let excused = |words| AbsenceNext::Excused { reason: AbsenceReason::Medical, words };
        let both = "absence.recorded reason.accepted";
        check_record(excused(words()), Outcome::Absent, Ok(both));
        let why = "a reason in words is missing";
        check_record(excused(String::new()), Outcome::Absent, Err(why));
        let awaiting = |until| AbsenceNext::Awaiting { until: day(until), words: words() };
        let both = "absence.recorded evidence.awaited";
        check_record(awaiting("2025-04-21"), Outcome::Absent, Ok(both));
        let why = "the absence must be decided by 2025-04-21 (`absence_decision`), not after \
                   2025-04-22";
        check_record(awaiting("2025-04-22"), Outcome::Absent, Err(why));
    }

    #[test]
    fn the_state_after_both_is_that_of_one_after_the_other() {
        let next = AbsenceNext::Excused {
            reason: AbsenceReason::Medical,
            words: "called from the hospital".to_owned(),
        };
        let command = RecordAbsence { contact: meeting("2025-04-07", Outcome::Absent), next };
        let story = Story::opened();
        let facts = record(&story.case, &command, limit, day("2025-04-08")).unwrap();
        let story = story.then("2025-04-08", facts);
        let absence = &story.case.absences[0];
        assert_eq!(story.case.absence_status(absence), AbsenceStatus::Accepted);
    }
}
