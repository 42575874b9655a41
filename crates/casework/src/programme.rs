//! A client's programme: a course of sessions of the catalogue, attended one by one, completed or
//! broken off.
//!
//! The catalogue is a dated table of the service: what is taught, in how many sessions, for which
//! needs, and how far it was validated. A client is enrolled with a reason; each session is recorded
//! with its attendance, and names the day of the next. To miss a session is attendance, no absence. A
//! programme is completed when all its sessions were attended, and broken off with a reason.

mod kept;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::{limited, required};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::kept::{Programme, ProgrammeStep, Programmes, Step};
use crate::case::Case;
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};

codes! {
    /// Whether a client came to a session of a programme.
    pub enum ProgrammeAttendance {
        /// The client came.
        Attended = "attended",
        /// The client did not come.
        Missed = "missed",
        /// The client did not come, with good reason.
        Excused = "excused",
    }
}

codes! {
    /// How a programme ended.
    pub enum ProgrammeEnd {
        /// All its sessions were attended.
        Completed = "completed",
        /// The client left it.
        Left = "left",
        /// The client was taken out of it.
        Removed = "removed",
        /// It is not held any more.
        Stopped = "stopped",
    }
}

codes! {
    /// How a programme stands.
    pub enum ProgrammeStatus {
        /// The client attends it.
        Running = "running",
        /// It was completed.
        Completed = "completed",
        /// It was broken off.
        BrokenOff = "broken_off",
        /// The case was closed before it was over.
        Lapsed = "lapsed",
    }
}

/// A programme of the catalogue, as far as a decision needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeRules {
    /// How many sessions it has.
    pub sessions: u16,
}

/// Enrols a client.
#[derive(Clone, Debug, PartialEq)]
pub struct EnrolClient {
    /// When.
    pub enrolled: Effective,
    /// Code of the programme.
    pub programme: String,
    /// The day of the first session, if it is known.
    pub next_on: Option<Date>,
    /// Why.
    pub words: String,
}

/// Records a session.
#[derive(Clone, Debug, PartialEq)]
pub struct AttendProgramme {
    /// Version of the enrolment.
    pub programme: u32,
    /// When it was held.
    pub held: Effective,
    /// Whether the client came.
    pub attendance: ProgrammeAttendance,
    /// The day of the next session, if it is known.
    pub next_on: Option<Date>,
    /// How it went.
    pub words: String,
}

/// Ends a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct EndProgramme {
    /// Version of the enrolment.
    pub programme: u32,
    /// When.
    pub ended: Effective,
    /// How.
    pub reason: ProgrammeEnd,
    /// What came of it, or why.
    pub words: String,
}

/// The client was enrolled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeEnrolled {
    /// When.
    pub enrolled: Effective,
    /// Code of the programme.
    pub programme: String,
    /// How many sessions it has, as the table of the day says.
    pub sessions: u16,
    /// The day of the first session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A session was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeAttended {
    /// Version of the enrolment.
    pub programme: u32,
    /// When it was held.
    pub held: Effective,
    /// Whether the client came.
    pub attendance: ProgrammeAttendance,
    /// The day of the next session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<Date>,
    /// How it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A programme ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeEnded {
    /// Version of the enrolment.
    pub programme: u32,
    /// When.
    pub ended: Effective,
    /// How.
    pub reason: ProgrammeEnd,
    /// What came of it, or why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    required words;
    /// Why a programme, or a step of it, is not recorded.
    pub enum ProgrammeRefusal {
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
        /// The catalogue has no such programme that day.
        #[error("the catalogue has no such programme on that day")]
        NoSuch = "programme-none" @ "programme",
        /// The client attends it.
        #[error("the client attends this programme since {since}")]
        StillRunning {
            /// Since when.
            since: Date,
        } = "programme-still-running" @ "programme",
        /// The case has no such enrolment.
        #[error("the case has no enrolment in entry {programme}")]
        Unknown {
            /// The version that was named.
            programme: u32,
        } = "programme-unknown" @ "enrolment",
        /// It is over.
        #[error("the programme is over: `{status}`")]
        NotRunning {
            /// How it stands.
            status: ProgrammeStatus,
        } = "programme-over" @ "enrolment",
        /// The day lies before the step before it.
        #[error("the step before was on {before_on}, after {on}")]
        BeforeStep {
            /// Day that was given.
            on: Date,
            /// Day of that step.
            before_on: Date,
        } = "programme-before-step" @ "on",
        /// The next session lies before this one.
        #[error("the next session {next_on} lies not after {on}")]
        NextBefore {
            /// Day of the next session.
            next_on: Date,
            /// Day of this one.
            on: Date,
        } = "programme-next-before" @ "next_on",
        /// Sessions are left.
        #[error("{attended} of {sessions} sessions were attended; record the others first")]
        SessionsLeft {
            /// How many were attended.
            attended: u16,
            /// How many there are.
            sessions: u16,
        } = "programme-sessions-left" @ "reason",
    }
}

/// Decides what to write when a client is enrolled in a programme.
///
/// `rules` are those of the catalogue of the day.
///
/// # Errors
///
/// [`ProgrammeRefusal`], in the order of its variants; the first that applies is returned.
pub fn enrol(
    case: &Case,
    command: &EnrolClient,
    rules: Option<&ProgrammeRules>,
    today: Date,
) -> Result<Vec<CaseFact>, ProgrammeRefusal> {
    let on = command.enrolled.on();
    check_day(case, on, today)?;
    let rules = rules.ok_or(ProgrammeRefusal::NoSuch)?;
    let all = case.support().programmes.programmes.iter();
    let mut same = all.filter(|one| one.code == command.programme);
    let running = |one: &&Programme| case.programme_status(one) == ProgrammeStatus::Running;
    if let Some(one) = same.find(running) {
        return Err(ProgrammeRefusal::StillRunning { since: one.mark.on });
    }
    if let Some(next_on) = command.next_on.filter(|next_on| *next_on < on) {
        return Err(ProgrammeRefusal::NextBefore { next_on, on });
    }
    required(&command.words)?;
    let enrolled = ProgrammeEnrolled {
        enrolled: command.enrolled,
        programme: command.programme.clone(),
        sessions: rules.sessions,
        next_on: command.next_on,
        private: sealed(&command.words),
    };
    Ok(vec![enrolled.into()])
}

/// Decides what to write when a session of a programme was held.
///
/// # Errors
///
/// [`ProgrammeRefusal`], in the order of its variants; the first that applies is returned.
pub fn attend(
    case: &Case,
    command: &AttendProgramme,
    today: Date,
) -> Result<Vec<CaseFact>, ProgrammeRefusal> {
    let on = command.held.on();
    check_step(case, command.programme, (on, today))?;
    if let Some(next_on) = command.next_on.filter(|next_on| *next_on <= on) {
        return Err(ProgrammeRefusal::NextBefore { next_on, on });
    }
    limited(&command.words)?;
    let attended = ProgrammeAttended {
        programme: command.programme,
        held: command.held,
        attendance: command.attendance,
        next_on: command.next_on,
        private: sealed(&command.words),
    };
    Ok(vec![attended.into()])
}

/// Decides what to write when a programme is completed or broken off.
///
/// # Errors
///
/// [`ProgrammeRefusal`], in the order of its variants; the first that applies is returned.
pub fn end(
    case: &Case,
    command: &EndProgramme,
    today: Date,
) -> Result<Vec<CaseFact>, ProgrammeRefusal> {
    let programme = check_step(case, command.programme, (command.ended.on(), today))?;
    let (attended, sessions) = (case.sessions_attended(programme), programme.sessions);
    if command.reason == ProgrammeEnd::Completed && attended < sessions {
        return Err(ProgrammeRefusal::SessionsLeft { attended, sessions });
    }
    required(&command.words)?;
    let ended = ProgrammeEnded {
        programme: command.programme,
        ended: command.ended,
        reason: command.reason,
        private: sealed(&command.words),
    };
    Ok(vec![ended.into()])
}

/// Finds the running programme of a step, which comes not before the step before it.
fn check_step(
    case: &Case,
    programme: u32,
    (on, today): (Date, Date),
) -> Result<&Programme, ProgrammeRefusal> {
    check_day(case, on, today)?;
    let found = find_version(&case.support().programmes.programmes, programme);
    let found = found.ok_or(ProgrammeRefusal::Unknown { programme })?;
    let status = case.programme_status(found);
    if status != ProgrammeStatus::Running {
        return Err(ProgrammeRefusal::NotRunning { status });
    }
    let before_on = case.last_programme_step_on(found);
    if on < before_on {
        return Err(ProgrammeRefusal::BeforeStep { on, before_on });
    }
    Ok(found)
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), ProgrammeRefusal> {
    if on > today {
        return Err(ProgrammeRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    if on < opened_on {
        return Err(ProgrammeRefusal::BeforeOpening { on, opened_on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(ProgrammeRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
