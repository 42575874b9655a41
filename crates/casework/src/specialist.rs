//! A psychologist's or a social worker's own work with a client: asked for, taken over, held in
//! sessions, and ended with what the officer is to know.
//!
//! Whoever has the case asks one specialist of the office with a reason; the specialist takes the
//! client over or declines with a reason, arranges sessions, and records who came. What the officer
//! is to know stands as a recommendation in the case and is read by all who read the case. What a
//! client says in confidence stands nowhere here: the specialist keeps it in a notebook of its own
//! ([`crate::notebook`]). That a client did not come to a session is attendance, no absence: nothing
//! of this is a breach.

mod kept;
mod refusal;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::refusal::{limited, required};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use self::kept::{AskStep, Care, Session, SessionResult, SpecialistAsk, Step};
pub use self::refusal::SpecialistRefusal;
use crate::case::Case;
use crate::codes::{ContactPlace, Role};
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};

codes! {
    /// What a specialist is asked to do for a client.
    pub enum SpecialistTask {
        /// To look at how the client is, with tests and talks.
        Assessment = "assessment",
        /// To talk regularly.
        Counselling = "counselling",
        /// To help in a crisis.
        Crisis = "crisis",
        /// To work with the family.
        Family = "family",
        /// To help the client find the way back into ordinary life.
        Adaptation = "adaptation",
        /// To help with papers, housing, benefits.
        SocialHelp = "social_help",
    }
}

codes! {
    /// What a specialist answered.
    pub enum SpecialistAnswer {
        /// The client is taken over.
        Taken = "taken",
        /// Not, with the reason.
        Declined = "declined",
    }
}

codes! {
    /// Why a specialist's work with a client ended.
    pub enum SpecialistEnd {
        /// What was asked for is done.
        Done = "done",
        /// The client does not want it any more.
        ClientLeft = "client_left",
        /// Another specialist goes on.
        HandedOver = "handed_over",
        /// It is not needed any more.
        NotNeeded = "not_needed",
    }
}

codes! {
    /// How a request to a specialist stands.
    pub enum SpecialistStatus {
        /// The specialist has not answered.
        AwaitingAnswer = "awaiting_answer",
        /// The specialist works with the client.
        Taken = "taken",
        /// The specialist declined.
        Declined = "declined",
        /// It is over.
        Ended = "ended",
        /// The case was closed before it was over.
        Lapsed = "lapsed",
    }
}

codes! {
    /// How a session is held.
    pub enum SessionForm {
        /// With the client alone.
        Individual = "individual",
        /// With the client and the family.
        Family = "family",
        /// In a group.
        Group = "group",
        /// Tests and questionnaires.
        Testing = "testing",
    }
}

codes! {
    /// What became of a session.
    pub enum SessionOutcome {
        /// It was held.
        Held = "held",
        /// The client did not come.
        Missed = "missed",
        /// The client did not come and had said so, or could not.
        Excused = "excused",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// The shortest and the longest session, in minutes.
pub const SESSION_MINUTES: (u16, u16) = (10, 240);

/// Asks a specialist for a client.
#[derive(Clone, Debug, PartialEq)]
pub struct AskSpecialist {
    /// When.
    pub asked: Effective,
    /// Whom.
    pub specialist: StaffId,
    /// For what.
    pub task: SpecialistTask,
    /// Why.
    pub words: String,
}

/// The specialist answers.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerSpecialist {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub answered: Effective,
    /// Who answers.
    pub by: StaffId,
    /// What.
    pub outcome: SpecialistAnswer,
    /// The reason, or what was agreed.
    pub words: String,
}

/// The specialist's work with the client ends.
#[derive(Clone, Debug, PartialEq)]
pub struct EndSpecialist {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub ended: Effective,
    /// Who ends it; nobody where a head ends it for a specialist who cannot.
    pub by: Option<StaffId>,
    /// Why.
    pub reason: SpecialistEnd,
    /// What the officer is to know.
    pub words: String,
}

/// The specialist arranges a session.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrangeSession {
    /// Version of the request.
    pub request: u32,
    /// Who arranges.
    pub by: StaffId,
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it is to last.
    pub minutes: u16,
    /// How it is held.
    pub form: SessionForm,
    /// Where.
    pub place: ContactPlace,
    /// How to get there, what to bring.
    pub words: String,
}

/// The specialist records what became of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordSession {
    /// Version of the session.
    pub session: u32,
    /// Who records; nobody where a head does it for a specialist who cannot.
    pub by: Option<StaffId>,
    /// What.
    pub outcome: SessionOutcome,
    /// What is recommended to the officer.
    pub words: String,
}

/// A specialist was asked for the client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpecialistAsked {
    /// When.
    pub asked: Effective,
    /// Whom.
    pub specialist: StaffId,
    /// For what.
    pub task: SpecialistTask,
    /// The last day on which the answer is awaited.
    pub answer_by: Date,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The specialist took the client over, or declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpecialistAnswered {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub answered: Effective,
    /// What.
    pub outcome: SpecialistAnswer,
    /// The reason, or what was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The specialist's work with the client ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpecialistEnded {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub ended: Effective,
    /// Why.
    pub reason: SpecialistEnd,
    /// What the officer is to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A session was arranged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionArranged {
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
    /// How to get there, what to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// It was recorded what became of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRecorded {
    /// Version of the session.
    pub session: u32,
    /// What.
    pub outcome: SessionOutcome,
    /// What is recommended to the officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Whether that role has clients and sessions of its own.
pub fn is_specialist(role: Role) -> bool {
    matches!(role, Role::Psychologist | Role::SocialWorker)
}

/// Decides what to write when a specialist is asked for a client.
///
/// `post` is the post that the specialist holds that day; `answer_by` is the last day on which the
/// answer is awaited, as the settings of the day say.
///
/// # Errors
///
/// [`SpecialistRefusal`], in the order of its variants; the first that applies is returned.
pub fn ask(
    case: &Case,
    command: &AskSpecialist,
    (post, answer_by): (Option<(Role, &OfficeCode)>, Date),
    today: Date,
) -> Result<Vec<CaseFact>, SpecialistRefusal> {
    check_day(case, command.asked.on(), today)?;
    let fits = |(role, office): (Role, &OfficeCode)| is_specialist(role) && office == case.office();
    if !post.is_some_and(fits) {
        return Err(SpecialistRefusal::NoSpecialist);
    }
    let asks = &case.support().care.asks;
    let same = |one: &&SpecialistAsk| one.specialist == command.specialist;
    if let Some(one) = asks.iter().filter(same).find(|one| case.is_open_ask(one)) {
        return Err(SpecialistRefusal::StillOpen { since: one.mark.on });
    }
    required(&command.words)?;
    let asked = SpecialistAsked {
        asked: command.asked,
        specialist: command.specialist,
        task: command.task,
        answer_by,
        private: sealed(&command.words),
    };
    Ok(vec![asked.into()])
}

/// Decides what to write when a specialist takes a client over or declines.
///
/// # Errors
///
/// [`SpecialistRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &AnswerSpecialist,
    today: Date,
) -> Result<Vec<CaseFact>, SpecialistRefusal> {
    let on = command.answered.on();
    let ask = check_step(case, command.request, (on, today), Some(command.by))?;
    if case.ask_status(ask) != SpecialistStatus::AwaitingAnswer {
        return Err(SpecialistRefusal::AlreadyAnswered { answered_on: case.last_ask_step_on(ask) });
    }
    match command.outcome {
        SpecialistAnswer::Declined => required(&command.words)?,
        SpecialistAnswer::Taken => limited(&command.words)?,
    }
    let answered = SpecialistAnswered {
        request: command.request,
        answered: command.answered,
        outcome: command.outcome,
        private: sealed(&command.words),
    };
    Ok(vec![answered.into()])
}

/// Decides what to write when a specialist's work with a client ends.
///
/// # Errors
///
/// [`SpecialistRefusal`], in the order of its variants; the first that applies is returned.
pub fn end(
    case: &Case,
    command: &EndSpecialist,
    today: Date,
) -> Result<Vec<CaseFact>, SpecialistRefusal> {
    let on = command.ended.on();
    let ask = check_step(case, command.request, (on, today), command.by)?;
    check_taken(case, ask)?;
    let waiting = case.support().care.sessions.iter();
    let mut waiting = waiting.filter(|one| one.request == command.request);
    if let Some(one) = waiting.find(|one| case.session_result(one).is_none()) {
        let begins_on = case.zone.day_of(one.begins_at);
        return Err(SpecialistRefusal::SessionOpen { begins_on });
    }
    required(&command.words)?;
    let ended = SpecialistEnded {
        request: command.request,
        ended: command.ended,
        reason: command.reason,
        private: sealed(&command.words),
    };
    Ok(vec![ended.into()])
}

/// Decides what to write when a specialist arranges a session.
///
/// `busy` are the specialist's other sessions without an outcome, with their minutes.
///
/// # Errors
///
/// [`SpecialistRefusal`], in the order of its variants; the first that applies is returned.
pub fn arrange(
    case: &Case,
    command: &ArrangeSession,
    busy: &[(Timestamp, u16)],
    now: Timestamp,
) -> Result<Vec<CaseFact>, SpecialistRefusal> {
    let today = case.zone.day_of(now);
    let ask = check_step(case, command.request, (today, today), Some(command.by))?;
    check_taken(case, ask)?;
    if command.begins_at <= now {
        return Err(SpecialistRefusal::InThePast);
    }
    let (least, most) = SESSION_MINUTES;
    if !(least..=most).contains(&command.minutes) {
        return Err(SpecialistRefusal::Minutes { least, most });
    }
    let end_of = |begins_at: Timestamp, minutes: u16| {
        begins_at.saturating_add(SignedDuration::from_mins(i64::from(minutes)))
    };
    for (begins_at, minutes) in busy {
        let ends_at = end_of(*begins_at, *minutes).unwrap_or(Timestamp::MAX);
        let own_end = end_of(command.begins_at, command.minutes).unwrap_or(Timestamp::MAX);
        if *begins_at < own_end && command.begins_at < ends_at {
            return Err(SpecialistRefusal::Busy);
        }
    }
    limited(&command.words)?;
    let arranged = SessionArranged {
        request: command.request,
        begins_at: command.begins_at,
        minutes: command.minutes,
        form: command.form,
        place: command.place,
        private: sealed(&command.words),
    };
    Ok(vec![arranged.into()])
}

/// Decides what to write when it is recorded what became of a session.
///
/// # Errors
///
/// [`SpecialistRefusal`], in the order of its variants; the first that applies is returned.
pub fn record(
    case: &Case,
    command: &RecordSession,
    now: Timestamp,
) -> Result<Vec<CaseFact>, SpecialistRefusal> {
    let session = find_version(&case.support().care.sessions, command.session);
    let unknown = SpecialistRefusal::UnknownSession { session: command.session };
    let session = session.ok_or(unknown)?;
    let today = case.zone.day_of(now);
    check_step(case, session.request, (today, today), command.by)?;
    if let Some(result) = case.session_result(session) {
        return Err(SpecialistRefusal::AlreadyRecorded { recorded_on: result.mark.on });
    }
    if command.outcome != SessionOutcome::Cancelled && now < session.begins_at {
        let begins_on = case.zone.day_of(session.begins_at);
        return Err(SpecialistRefusal::NotYetHeld { begins_on });
    }
    limited(&command.words)?;
    let recorded = SessionRecorded {
        session: command.session,
        outcome: command.outcome,
        private: sealed(&command.words),
    };
    Ok(vec![recorded.into()])
}

fn check_taken(case: &Case, ask: &SpecialistAsk) -> Result<(), SpecialistRefusal> {
    match case.ask_status(ask) {
        SpecialistStatus::Taken => Ok(()),
        status => Err(SpecialistRefusal::NotTaken { status }),
    }
}

/// Finds the request of a step, which is the asked specialist's own and comes after the step before.
fn check_step(
    case: &Case,
    request: u32,
    (on, today): (Date, Date),
    by: Option<StaffId>,
) -> Result<&SpecialistAsk, SpecialistRefusal> {
    check_day(case, on, today)?;
    let found = find_version(&case.support().care.asks, request);
    let found = found.ok_or(SpecialistRefusal::Unknown { request })?;
    if by.is_some_and(|by| by != found.specialist) {
        return Err(SpecialistRefusal::AnotherAsked);
    }
    let before_on = case.last_ask_step_on(found);
    if on < before_on {
        return Err(SpecialistRefusal::BeforeStep { on, before_on });
    }
    Ok(found)
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), SpecialistRefusal> {
    if on > today {
        return Err(SpecialistRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    if on < opened_on {
        return Err(SpecialistRefusal::BeforeOpening { on, opened_on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(SpecialistRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::PSYCHOLOGIST;
