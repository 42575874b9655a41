//! What a case keeps of the work of specialists, and how it stands.

use bagyt_core::identity::StaffId;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    SessionForm, SessionOutcome, SpecialistAnswer, SpecialistEnd, SpecialistStatus, SpecialistTask,
};
use crate::case::Case;
use crate::codes::ContactPlace;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::CaseFact;

/// A request to a specialist, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecialistAsk {
    /// Where the entry stands.
    pub mark: Mark,
    /// Who was asked.
    pub specialist: StaffId,
    /// For what.
    pub task: SpecialistTask,
    /// The last day on which the answer is awaited.
    pub answer_by: Date,
}

/// A step of a request, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the request.
    pub request: u32,
    /// What was done.
    pub step: Step,
}

/// What was done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The specialist answered.
    Answered(SpecialistAnswer),
    /// The work ended.
    Ended(SpecialistEnd),
}

/// A session, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the request.
    pub request: u32,
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it is to last, in minutes.
    pub minutes: u16,
    /// How it is held.
    pub form: SessionForm,
    /// Where.
    pub place: ContactPlace,
}

/// What became of a session, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionResult {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the session.
    pub session: u32,
    /// What.
    pub outcome: SessionOutcome,
}

/// What a case keeps of the work of specialists.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// Requests to specialists.
    pub asks: Vec<SpecialistAsk>,
    /// What became of them.
    pub steps: Vec<AskStep>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// What became of them.
    pub results: Vec<SessionResult>,
}

macro_rules! marked {
    ($($kept:ty),*) => {$(
        impl Marked for $kept {
            fn mark(&self) -> Mark {
                self.mark
            }
        }
    )*};
}

marked!(SpecialistAsk, AskStep, Session, SessionResult);

impl Care {
    pub(crate) const NOTHING: Care =
        Care { asks: Vec::new(), steps: Vec::new(), sessions: Vec::new(), results: Vec::new() };

    /// Takes an entry.
    pub(crate) fn apply(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::SpecialistAsked(fact) => {
                let (specialist, task, answer_by) = (fact.specialist, fact.task, fact.answer_by);
                keep(&mut self.asks, SpecialistAsk { mark, specialist, task, answer_by });
            }
            CaseFact::SpecialistAnswered(fact) => {
                let (request, step) = (fact.request, Step::Answered(fact.outcome));
                keep(&mut self.steps, AskStep { mark, request, step });
            }
            CaseFact::SpecialistEnded(fact) => {
                let (request, step) = (fact.request, Step::Ended(fact.reason));
                keep(&mut self.steps, AskStep { mark, request, step });
            }
            CaseFact::SessionArranged(fact) => {
                let session = Session {
                    mark,
                    request: fact.request,
                    begins_at: fact.begins_at,
                    minutes: fact.minutes,
                    form: fact.form,
                    place: fact.place,
                };
                keep(&mut self.sessions, session);
            }
            CaseFact::SessionRecorded(fact) => {
                let (session, outcome) = (fact.session, fact.outcome);
                keep(&mut self.results, SessionResult { mark, session, outcome });
            }
            _ => {}
        }
    }

    /// Takes the entry of that version out.
    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.asks, version);
        drop_version(&mut self.steps, version);
        drop_version(&mut self.sessions, version);
        drop_version(&mut self.results, version);
    }

    /// Returns the version of an entry that rests on the entry: a later step of the same request,
    /// one of its sessions, what became of the session.
    pub(crate) fn resting_on(&self, version: u32) -> Option<u32> {
        let own = find_version(&self.steps, version).map(|step| step.request);
        let request = own.unwrap_or(version);
        let steps = self.steps.iter().filter(|one| one.request == request);
        let sessions = self.sessions.iter().filter(|one| one.request == request);
        let results = self.results.iter().filter(|one| one.session == version);
        let marks = steps.map(Marked::mark).chain(sessions.map(Marked::mark));
        let later = marks.map(|mark| mark.version).filter(|later| *later > version);
        later.chain(results.map(|one| one.mark.version)).min()
    }

    /// Whether an entry of that version stands here.
    pub(crate) fn has(&self, version: u32) -> bool {
        find_version(&self.asks, version).is_some()
            || find_version(&self.steps, version).is_some()
            || find_version(&self.sessions, version).is_some()
            || find_version(&self.results, version).is_some()
    }
}

impl Case {
    /// Returns the steps of a request of this case, in their order.
    pub fn ask_steps(&self, ask: &SpecialistAsk) -> impl DoubleEndedIterator<Item = &AskStep> {
        let version = ask.mark.version;
        self.support().care.steps.iter().filter(move |step| step.request == version)
    }

    /// Returns the day of the newest step of a request, or that of the request itself.
    pub fn last_ask_step_on(&self, ask: &SpecialistAsk) -> Date {
        self.ask_steps(ask).next_back().map_or(ask.mark.on, |step| step.mark.on)
    }

    /// Returns how a request of this case to a specialist stands.
    pub fn ask_status(&self, ask: &SpecialistAsk) -> SpecialistStatus {
        let status = match self.ask_steps(ask).next_back().map(|step| step.step) {
            None => SpecialistStatus::AwaitingAnswer,
            Some(Step::Answered(SpecialistAnswer::Taken)) => SpecialistStatus::Taken,
            Some(Step::Answered(SpecialistAnswer::Declined)) => SpecialistStatus::Declined,
            Some(Step::Ended(_)) => SpecialistStatus::Ended,
        };
        match status {
            SpecialistStatus::Declined | SpecialistStatus::Ended => status,
            _ if self.closing().is_some() => SpecialistStatus::Lapsed,
            _ => status,
        }
    }

    /// Whether a specialist is asked or works with the client.
    pub fn is_open_ask(&self, ask: &SpecialistAsk) -> bool {
        let status = self.ask_status(ask);
        matches!(status, SpecialistStatus::AwaitingAnswer | SpecialistStatus::Taken)
    }

    /// Whether that specialist works with the client now.
    pub fn is_with_specialist(&self, specialist: StaffId) -> bool {
        let own = self.support().care.asks.iter().filter(|one| one.specialist == specialist);
        own.into_iter().any(|one| self.ask_status(one) == SpecialistStatus::Taken)
    }

    /// Returns what became of a session of this case.
    pub fn session_result(&self, session: &Session) -> Option<&SessionResult> {
        let version = session.mark.version;
        self.support().care.results.iter().find(|one| one.session == version)
    }
}
