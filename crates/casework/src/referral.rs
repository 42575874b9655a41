//! Referring a client to a service that answers a need, and following what becomes of it.
//!
//! A referral has the client's consent and a reason in words. The service accepts it, refuses it
//! with a reason, or lets the day for its answer pass; then the client begins there, it is looked
//! at again from time to time, and it ends with what came of it. The days by which the next step
//! is awaited are reckoned when the step before is recorded and stand in the fact, so that a later
//! setting moves none of them. A referral is help: nothing that becomes of it is a breach.

mod kept;
mod refusal;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::ServiceId;
use bagyt_core::refusal::{limited, required};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::kept::{Awaited, Referral, ReferralStep, Step};
pub use self::refusal::ReferralRefusal;
use crate::case::Case;
use crate::codes::Need;
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};
use crate::service::Service;

codes! {
    /// What a service answered to a referral.
    pub enum ReferralAnswer {
        /// It takes the client.
        Accepted = "accepted",
        /// It does not, with the reason.
        Refused = "refused",
        /// It let the day for its answer pass.
        Silent = "silent",
    }
}

codes! {
    /// What is recorded between the answer of a service and the end.
    pub enum ReferralProgress {
        /// The client came there for the first time.
        Started = "started",
        /// It was looked at again.
        Reviewed = "reviewed",
    }
}

codes! {
    /// Why a referral ended.
    pub enum ReferralEnd {
        /// What it was for is done.
        Done = "done",
        /// The client left.
        Left = "left",
        /// The client did not want to begin.
        Declined = "declined",
        /// The service ended or does it no more.
        ServiceEnded = "service_ended",
    }
}

codes! {
    /// What came of a referral for the need.
    pub enum ReferralResult {
        /// The need is met.
        Met = "met",
        /// Some of it is.
        PartlyMet = "partly_met",
        /// It stands as before.
        NotMet = "not_met",
    }
}

codes! {
    /// How a referral stands; whether a day has passed is not part of it.
    pub enum ReferralStatus {
        /// The service has not answered.
        AwaitingAnswer = "awaiting_answer",
        /// The service takes the client, who has not been there.
        Accepted = "accepted",
        /// The service refused.
        Refused = "refused",
        /// The service let the day for its answer pass.
        Silent = "silent",
        /// The client goes there.
        Started = "started",
        /// It is over.
        Ended = "ended",
        /// The case was closed before it was over.
        Lapsed = "lapsed",
    }
}

/// Refers a client to a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Refer {
    /// When.
    pub referred: Effective,
    /// To which service.
    pub service: ServiceId,
    /// The need that it is to answer.
    pub need: Need,
    /// Whether the client agreed, and that the service is told what it needs to know.
    pub consented: bool,
    /// Why, and what is asked for.
    pub words: String,
}

/// Records what the service answered.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerReferral {
    /// Version of the referral.
    pub referral: u32,
    /// When.
    pub answered: Effective,
    /// What.
    pub outcome: ReferralAnswer,
    /// The reason, or what was agreed.
    pub words: String,
}

/// Records that the client began, or that the referral was looked at again.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowReferral {
    /// Version of the referral.
    pub referral: u32,
    /// When.
    pub followed: Effective,
    /// Which of the two.
    pub progress: ReferralProgress,
    /// How it goes.
    pub words: String,
}

/// Ends a referral.
#[derive(Clone, Debug, PartialEq)]
pub struct EndReferral {
    /// Version of the referral.
    pub referral: u32,
    /// When.
    pub ended: Effective,
    /// Why.
    pub reason: ReferralEnd,
    /// What came of it.
    pub result: ReferralResult,
    /// The same in words.
    pub words: String,
}

/// The client was referred to a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferralMade {
    /// When.
    pub referred: Effective,
    /// To which service.
    pub service: ServiceId,
    /// The need that it is to answer.
    pub need: Need,
    /// The last day on which its answer is awaited.
    pub answer_by: Date,
    /// Why, and what is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The service answered, or let the day for it pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferralAnswered {
    /// Version of the referral.
    pub referral: u32,
    /// When.
    pub answered: Effective,
    /// What.
    pub outcome: ReferralAnswer,
    /// The last day on which the client is awaited there, of what was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attend_by: Option<Date>,
    /// The reason, or what was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The client began at the service, or the referral was looked at again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferralFollowed {
    /// Version of the referral.
    pub referral: u32,
    /// When.
    pub followed: Effective,
    /// Which of the two.
    pub progress: ReferralProgress,
    /// The day by which it is looked at again.
    pub review_by: Date,
    /// How it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A referral ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferralEnded {
    /// Version of the referral.
    pub referral: u32,
    /// When.
    pub ended: Effective,
    /// Why.
    pub reason: ReferralEnd,
    /// What came of it.
    pub result: ReferralResult,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Decides what to write when a client is referred to a service.
///
/// `answer_by` is the last day on which the answer is awaited, as the settings of the day say.
///
/// # Errors
///
/// [`ReferralRefusal`], in the order of its variants; the first that applies is returned.
pub fn refer(
    case: &Case,
    command: &Refer,
    (service, answer_by): (&Service, Date),
    today: Date,
) -> Result<Vec<CaseFact>, ReferralRefusal> {
    let (on, need) = (command.referred.on(), command.need);
    check_day(case, on, today)?;
    let standing = service.standing.as_ref().ok_or(ReferralRefusal::UnknownService)?;
    if standing.office != *case.office() {
        return Err(ReferralRefusal::ServiceOfOtherOffice { office: standing.office.clone() });
    }
    if let Some(closed_on) = service.closed_by(on) {
        return Err(ReferralRefusal::ServiceClosed { closed_on });
    }
    if !standing.needs.contains(&need) {
        return Err(ReferralRefusal::NeedNotAnswered { need });
    }
    let same = |one: &&Referral| one.service == command.service && one.need == need;
    let open = case.support().referrals.iter().filter(same).find(|one| case.is_open_referral(one));
    if let Some(one) = open {
        return Err(ReferralRefusal::StillOpen { since: one.mark.on });
    }
    if !command.consented {
        return Err(ReferralRefusal::NoConsent);
    }
    required(&command.words)?;
    let made = ReferralMade {
        referred: command.referred,
        service: command.service,
        need,
        answer_by,
        private: sealed(&command.words),
    };
    Ok(vec![made.into()])
}

/// Decides what to write when a service answered, or let the day for its answer pass.
///
/// `attend_by` is the last day on which the client is awaited there, if it was accepted.
///
/// # Errors
///
/// [`ReferralRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &AnswerReferral,
    attend_by: Date,
    today: Date,
) -> Result<Vec<CaseFact>, ReferralRefusal> {
    let on = command.answered.on();
    let referral = check_step(case, command.referral, on, today)?;
    if case.referral_status(referral) != ReferralStatus::AwaitingAnswer {
        return Err(ReferralRefusal::AlreadyAnswered { answered_on: case.last_step_on(referral) });
    }
    let answer_by = referral.answer_by;
    if command.outcome == ReferralAnswer::Silent && on <= answer_by {
        return Err(ReferralRefusal::StillTime { answer_by });
    }
    match command.outcome {
        ReferralAnswer::Refused => required(&command.words)?,
        ReferralAnswer::Accepted | ReferralAnswer::Silent => limited(&command.words)?,
    }
    let answered = ReferralAnswered {
        referral: command.referral,
        answered: command.answered,
        outcome: command.outcome,
        attend_by: (command.outcome == ReferralAnswer::Accepted).then_some(attend_by),
        private: sealed(&command.words),
    };
    Ok(vec![answered.into()])
}

/// Decides what to write when the client began at the service, or when it was looked at again.
///
/// `review_by` is the day by which it is looked at next.
///
/// # Errors
///
/// [`ReferralRefusal`], in the order of its variants; the first that applies is returned.
pub fn follow(
    case: &Case,
    command: &FollowReferral,
    review_by: Date,
    today: Date,
) -> Result<Vec<CaseFact>, ReferralRefusal> {
    let on = command.followed.on();
    let referral = check_step(case, command.referral, on, today)?;
    match (command.progress, case.referral_status(referral)) {
        (ReferralProgress::Started, ReferralStatus::Accepted)
        | (ReferralProgress::Reviewed, ReferralStatus::Started) => {}
        (ReferralProgress::Started, ReferralStatus::Started) => {
            let since = case.last_step_on(referral);
            return Err(ReferralRefusal::AlreadyStarted { since });
        }
        (_, status) => return Err(ReferralRefusal::NotThere { status }),
    }
    match command.progress {
        ReferralProgress::Reviewed => required(&command.words)?,
        ReferralProgress::Started => limited(&command.words)?,
    }
    let followed = ReferralFollowed {
        referral: command.referral,
        followed: command.followed,
        progress: command.progress,
        review_by,
        private: sealed(&command.words),
    };
    Ok(vec![followed.into()])
}

/// Decides what to write when a referral that a service accepted ends.
///
/// # Errors
///
/// [`ReferralRefusal`], in the order of its variants; the first that applies is returned.
pub fn end(
    case: &Case,
    command: &EndReferral,
    today: Date,
) -> Result<Vec<CaseFact>, ReferralRefusal> {
    let on = command.ended.on();
    let referral = check_step(case, command.referral, on, today)?;
    let status = case.referral_status(referral);
    let fits = match command.reason {
        ReferralEnd::Done | ReferralEnd::Left => status == ReferralStatus::Started,
        ReferralEnd::Declined => {
            matches!(status, ReferralStatus::AwaitingAnswer | ReferralStatus::Accepted)
        }
        ReferralEnd::ServiceEnded => case.is_open_referral(referral),
    };
    if !fits {
        return Err(ReferralRefusal::NotThere { status });
    }
    required(&command.words)?;
    let ended = ReferralEnded {
        referral: command.referral,
        ended: command.ended,
        reason: command.reason,
        result: command.result,
        private: sealed(&command.words),
    };
    Ok(vec![ended.into()])
}

/// Finds the referral of a step, which comes after the step before it.
fn check_step(
    case: &Case,
    referral: u32,
    on: Date,
    today: Date,
) -> Result<&Referral, ReferralRefusal> {
    check_day(case, on, today)?;
    let found = find_version(&case.support().referrals, referral);
    let found = found.ok_or(ReferralRefusal::Unknown { referral })?;
    let before_on = case.last_step_on(found);
    if on < before_on {
        return Err(ReferralRefusal::BeforeStep { on, before_on });
    }
    Ok(found)
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), ReferralRefusal> {
    if on > today {
        return Err(ReferralRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    if on < opened_on {
        return Err(ReferralRefusal::BeforeOpening { on, opened_on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(ReferralRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
