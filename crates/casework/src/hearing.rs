//! The court's hearing of a submission: when it is, whether it was moved, and how it went.
//!
//! A court fixes a hearing for a submission that was sent to it. One hearing of a submission is open
//! at a time; adjourned, it stays the same hearing on another day. What the court ruled is recorded
//! in [`crate::ruling`], not here: a hearing that is over decides nothing by itself.

use bagyt_core::effective::{Effective, Zone};
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::limited;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::appeal::{Appeal, AppealDecision};
use crate::case::Case;
use crate::codes::SubmissionStatus;
use crate::entries::{Mark, Marked};
use crate::fact::{CaseFact, SubmissionId, sealed};

/// The identifier of a hearing; it stands in the stream of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HearingId(pub Uuid);

impl std::fmt::Display for HearingId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

codes! {
    /// How a hearing stands.
    pub enum HearingStatus {
        /// It is to come, or its outcome is not recorded yet.
        Fixed = "fixed",
        /// The court cancelled it.
        Cancelled = "cancelled",
        /// It was held and ended with a decision.
        Decided = "decided",
    }
}

codes! {
    /// How a hearing that was held ended.
    pub enum HearingResult {
        /// The court decided.
        Decided = "decided",
        /// The court goes on at another time.
        Adjourned = "adjourned",
    }
}

/// Records that the court fixed a hearing.
#[derive(Clone, Debug, PartialEq)]
pub struct FixHearing {
    /// Its identifier, made by the caller.
    pub hearing: HearingId,
    /// The submission that is heard.
    pub submission: SubmissionId,
    /// When it begins.
    pub begins_at: Timestamp,
    /// Whether the officer is called.
    pub officer_called: bool,
    /// Whether the client is called.
    pub client_called: bool,
    /// The room, and what else the court's notice says.
    pub words: String,
}

/// Records that the court moved a hearing.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveHearing {
    /// Which.
    pub hearing: HearingId,
    /// When it begins now.
    pub begins_at: Timestamp,
    /// The room, and why it was moved.
    pub words: String,
}

/// Records that the court cancelled a hearing.
#[derive(Clone, Debug, PartialEq)]
pub struct CancelHearing {
    /// Which.
    pub hearing: HearingId,
    /// Why.
    pub words: String,
}

/// Records that a hearing was held.
#[derive(Clone, Debug, PartialEq)]
pub struct HoldHearing {
    /// Which.
    pub hearing: HearingId,
    /// When.
    pub held: Effective,
    /// Whether the officer came.
    pub officer_came: bool,
    /// Whether the client came.
    pub client_came: bool,
    /// To when the court adjourned; `None` where it decided.
    pub adjourned_to: Option<Timestamp>,
    /// What was said.
    pub words: String,
}

/// A hearing was fixed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HearingFixed {
    /// Its identifier.
    pub hearing: HearingId,
    /// The submission that is heard.
    pub submission: SubmissionId,
    /// When it begins.
    pub begins_at: Timestamp,
    /// Whether the officer is called.
    pub officer_called: bool,
    /// Whether the client is called.
    pub client_called: bool,
    /// The room, and what else the court's notice says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A hearing was moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HearingMoved {
    /// Which.
    pub hearing: HearingId,
    /// When it begins now.
    pub begins_at: Timestamp,
    /// The room, and why it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A hearing was cancelled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HearingCancelled {
    /// Which.
    pub hearing: HearingId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A hearing was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HearingHeld {
    /// Which.
    pub hearing: HearingId,
    /// When.
    pub held: Effective,
    /// Whether the officer came.
    pub officer_came: bool,
    /// Whether the client came.
    pub client_came: bool,
    /// How it ended.
    pub result: HearingResult,
    /// To when the court adjourned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjourned_to: Option<Timestamp>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A hearing as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// Where the entry stands.
    pub mark: Mark,
    /// Its identifier.
    pub id: HearingId,
    /// The submission that is heard.
    pub submission: SubmissionId,
    /// When it was to begin at first.
    pub begins_at: Timestamp,
    /// Whether the officer is called.
    pub officer_called: bool,
    /// Whether the client is called.
    pub client_called: bool,
}

/// What became of a hearing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// Which hearing.
    pub hearing: HearingId,
    /// What.
    pub step: Step,
}

/// A step of a hearing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It begins at another time, whether it was moved or adjourned.
    Goes(Timestamp),
    /// It was cancelled.
    Cancelled,
    /// It ended with a decision.
    Decided,
}

/// What happened before courts beside submissions and rulings.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proceedings {
    /// Hearings, by the day on which they were recorded.
    pub hearings: Vec<Hearing>,
    /// What became of them.
    pub hearing_steps: Vec<HearingStep>,
    /// Appeals against rulings.
    pub appeals: Vec<Appeal>,
    /// What became of them.
    pub appeal_decisions: Vec<AppealDecision>,
}

static NO_PROCEEDINGS: Proceedings = Proceedings {
    hearings: Vec::new(),
    hearing_steps: Vec::new(),
    appeals: Vec::new(),
    appeal_decisions: Vec::new(),
};

impl Marked for Hearing {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for HearingStep {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    limited words;
    /// Why a hearing, or what became of it, is not recorded.
    pub enum HearingRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such submission.
        #[error("the case has no submission {submission}")]
        UnknownSubmission {
            /// The submission that was named.
            submission: SubmissionId,
        } = "unknown-submission",
        /// The submission was not sent, or is decided.
        #[error("the submission is {status}; a court hears what was sent to it and not decided")]
        NotBeforeCourt {
            /// How far it has come.
            status: SubmissionStatus,
        } = "submission-not-before-court",
        /// A hearing of the submission is fixed already.
        #[error("a hearing is fixed for {on} already; move it")]
        AlreadyFixed {
            /// Its day.
            on: Date,
        } = "hearing-already-fixed" @ "on",
        /// The case has no such hearing, or it is over.
        #[error("the case has no such hearing, or it is over")]
        NoSuchHearing = "no-such-hearing",
        /// The day lies in the past.
        #[error("a hearing on {on} cannot be announced any more; that day has passed")]
        Past {
            /// Day that was given.
            on: Date,
        } = "hearing-past" @ "on",
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The hearing was not to be held before its day.
        #[error("the hearing is fixed for {fixed_on}; it cannot have been held on {on}")]
        HeldBefore {
            /// Day that was given.
            on: Date,
            /// The hearing's day.
            fixed_on: Date,
        } = "hearing-held-before" @ "on",
        /// A hearing is adjourned to a later day.
        #[error("the court adjourns to a later time than {on}")]
        NotLater {
            /// Day of the hearing.
            on: Date,
        } = "adjourned-not-later" @ "to_on",
        /// Words are missing.
        #[error("words are missing")]
        WordsMissing = "words-missing" @ "words",
    }
}

/// Decides what to write when the court has fixed a hearing.
///
/// # Errors
///
/// [`HearingRefusal`], in the order of its variants; the first that applies is returned.
pub fn fix(
    case: &Case,
    command: &FixHearing,
    today: Date,
) -> Result<Vec<CaseFact>, HearingRefusal> {
    if let Some(closing) = case.closing() {
        return Err(HearingRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let submission = command.submission;
    let found =
        case.find_submission(submission).ok_or(HearingRefusal::UnknownSubmission { submission })?;
    match case.submission_status(found) {
        SubmissionStatus::Sent | SubmissionStatus::Received => {}
        status => return Err(HearingRefusal::NotBeforeCourt { status }),
    }
    if let Some((_, begins_at)) = case.open_hearing(submission) {
        return Err(HearingRefusal::AlreadyFixed { on: case.zone.day_of(begins_at) });
    }
    check_ahead(case.zone, command.begins_at, today)?;
    check_length(&command.words)?;
    Ok(vec![CaseFact::HearingFixed(HearingFixed {
        hearing: command.hearing,
        submission,
        begins_at: command.begins_at,
        officer_called: command.officer_called,
        client_called: command.client_called,
        private: sealed(&command.words),
    })])
}

/// Decides what to write when the court has moved a hearing.
///
/// # Errors
///
/// [`HearingRefusal`], in the order of its variants; the first that applies is returned.
pub fn reschedule(
    case: &Case,
    command: &MoveHearing,
    today: Date,
) -> Result<Vec<CaseFact>, HearingRefusal> {
    find_open(case, command.hearing)?;
    check_ahead(case.zone, command.begins_at, today)?;
    check_length(&command.words)?;
    Ok(vec![CaseFact::HearingMoved(HearingMoved {
        hearing: command.hearing,
        begins_at: command.begins_at,
        private: sealed(&command.words),
    })])
}

/// Decides what to write when the court has cancelled a hearing.
///
/// # Errors
///
/// [`HearingRefusal`], in the order of its variants; the first that applies is returned.
pub fn cancel(case: &Case, command: &CancelHearing) -> Result<Vec<CaseFact>, HearingRefusal> {
    find_open(case, command.hearing)?;
    if command.words.trim().is_empty() {
        return Err(HearingRefusal::WordsMissing);
    }
    check_length(&command.words)?;
    let (hearing, private) = (command.hearing, sealed(&command.words));
    Ok(vec![CaseFact::HearingCancelled(HearingCancelled { hearing, private })])
}

/// Decides what to write when a hearing was held.
///
/// # Errors
///
/// [`HearingRefusal`], in the order of its variants; the first that applies is returned.
pub fn hold(
    case: &Case,
    command: &HoldHearing,
    today: Date,
) -> Result<Vec<CaseFact>, HearingRefusal> {
    let begins_at = find_open(case, command.hearing)?;
    let (on, fixed_on) = (command.held.on(), case.zone.day_of(begins_at));
    if on > today {
        return Err(HearingRefusal::NotYet { on });
    }
    if on < fixed_on {
        return Err(HearingRefusal::HeldBefore { on, fixed_on });
    }
    if command.adjourned_to.is_some_and(|to| case.zone.day_of(to) <= on) {
        return Err(HearingRefusal::NotLater { on });
    }
    check_length(&command.words)?;
    let adjourned_to = command.adjourned_to;
    let result = match adjourned_to {
        Some(_) => HearingResult::Adjourned,
        None => HearingResult::Decided,
    };
    Ok(vec![CaseFact::HearingHeld(HearingHeld {
        hearing: command.hearing,
        held: command.held,
        officer_came: command.officer_came,
        client_came: command.client_came,
        result,
        adjourned_to,
        private: sealed(&command.words),
    })])
}

/// Returns when an open hearing begins.
fn find_open(case: &Case, id: HearingId) -> Result<Timestamp, HearingRefusal> {
    let found = case.proceedings().hearings.iter().find(|hearing| hearing.id == id);
    match found.map(|hearing| case.hearing_standing(hearing)) {
        Some((HearingStatus::Fixed, begins_at)) => Ok(begins_at),
        _ => Err(HearingRefusal::NoSuchHearing),
    }
}

/// A notice may come on the very day, never after it.
fn check_ahead(zone: Zone, begins_at: Timestamp, today: Date) -> Result<(), HearingRefusal> {
    let on = zone.day_of(begins_at);
    if on < today { Err(HearingRefusal::Past { on }) } else { Ok(()) }
}

fn check_length(words: &str) -> Result<(), HearingRefusal> {
    Ok(limited(words)?)
}

impl Case {
    /// Returns the hearings and appeals of this case.
    pub fn proceedings(&self) -> &Proceedings {
        self.rare.as_deref().map_or(&NO_PROCEEDINGS, |rare| &rare.proceedings)
    }

    /// Returns how a hearing of this case stands, and when it begins or began.
    pub fn hearing_standing(&self, hearing: &Hearing) -> (HearingStatus, Timestamp) {
        let mut steps: Vec<&HearingStep> = self
            .proceedings()
            .hearing_steps
            .iter()
            .filter(|step| step.hearing == hearing.id)
            .collect();
        steps.sort_by_key(|step| step.mark.version);
        let mut standing = (HearingStatus::Fixed, hearing.begins_at);
        for step in steps {
            standing = match step.step {
                Step::Goes(to) => (HearingStatus::Fixed, to),
                Step::Cancelled => (HearingStatus::Cancelled, standing.1),
                Step::Decided => (HearingStatus::Decided, standing.1),
            };
        }
        standing
    }

    /// Returns the hearing of a submission that is to come or has no outcome, with its beginning.
    /// None is awaited once the court has ruled or the case is closed.
    pub fn open_hearing(&self, submission: SubmissionId) -> Option<(&Hearing, Timestamp)> {
        if self.closing().is_some() {
            return None;
        }
        let asked = self.find_submission(submission)?;
        if self.decision(asked).is_some() {
            return None;
        }
        let of_it =
            self.proceedings().hearings.iter().filter(|hearing| hearing.submission == submission);
        of_it.rev().find_map(|hearing| match self.hearing_standing(hearing) {
            (HearingStatus::Fixed, begins_at) => Some((hearing, begins_at)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests;
