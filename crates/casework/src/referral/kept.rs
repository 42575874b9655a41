//! What a case keeps of referrals, and how they stand.

use bagyt_core::identity::ServiceId;
use jiff::civil::Date;

use super::{ReferralAnswer, ReferralEnd, ReferralProgress, ReferralResult, ReferralStatus};
use crate::case::Case;
use crate::codes::Need;
use crate::entries::{Mark, Marked};

/// A referral, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Where the entry stands.
    pub mark: Mark,
    /// To which service.
    pub service: ServiceId,
    /// The need that it is to answer.
    pub need: Need,
    /// The last day on which the answer is awaited.
    pub answer_by: Date,
}

/// A step of a referral, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferralStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the referral.
    pub referral: u32,
    /// What was done.
    pub step: Step,
}

/// What was done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The service answered; the day by which the client is awaited, if it accepted.
    Answered(ReferralAnswer, Option<Date>),
    /// The client began or it was looked at again; the day by which it is looked at next.
    Followed(ReferralProgress, Date),
    /// It ended.
    Ended(ReferralEnd, ReferralResult),
}

codes! {
    /// What a referral waits for next.
    pub enum Awaited {
        /// The answer of the service.
        Answer = "answer",
        /// The client's first time there.
        Attendance = "attendance",
        /// That it is looked at again.
        Review = "review",
    }
}

impl Marked for Referral {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for ReferralStep {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Case {
    /// Returns the steps of a referral of this case, in their order.
    pub fn referral_steps<'a>(
        &'a self,
        referral: &'a Referral,
    ) -> impl DoubleEndedIterator<Item = &'a ReferralStep> {
        let own = |step: &&ReferralStep| step.referral == referral.mark.version;
        self.support().referral_steps.iter().filter(own)
    }

    /// Returns the day of the newest step of a referral, or that of the referral itself.
    pub fn last_step_on(&self, referral: &Referral) -> Date {
        self.referral_steps(referral).next_back().map_or(referral.mark.on, |step| step.mark.on)
    }

    /// Returns how a referral of this case stands.
    pub fn referral_status(&self, referral: &Referral) -> ReferralStatus {
        let status = match self.referral_steps(referral).next_back().map(|step| step.step) {
            None => ReferralStatus::AwaitingAnswer,
            Some(Step::Answered(ReferralAnswer::Accepted, _)) => ReferralStatus::Accepted,
            Some(Step::Answered(ReferralAnswer::Refused, _)) => ReferralStatus::Refused,
            Some(Step::Answered(ReferralAnswer::Silent, _)) => ReferralStatus::Silent,
            Some(Step::Followed(..)) => ReferralStatus::Started,
            Some(Step::Ended(..)) => ReferralStatus::Ended,
        };
        match status {
            ReferralStatus::Refused | ReferralStatus::Silent | ReferralStatus::Ended => status,
            _ if self.closing().is_some() => ReferralStatus::Lapsed,
            _ => status,
        }
    }

    /// Whether something of a referral of this case is still to come.
    pub fn is_open_referral(&self, referral: &Referral) -> bool {
        matches!(
            self.referral_status(referral),
            ReferralStatus::AwaitingAnswer | ReferralStatus::Accepted | ReferralStatus::Started
        )
    }

    /// Returns what an open referral of this case waits for, and the last day for it.
    pub fn referral_awaits(&self, referral: &Referral) -> Option<(Awaited, Date)> {
        if !self.is_open_referral(referral) {
            return None;
        }
        match self.referral_steps(referral).next_back().map(|step| step.step) {
            None => Some((Awaited::Answer, referral.answer_by)),
            Some(Step::Answered(_, attend_by)) => Some((Awaited::Attendance, attend_by?)),
            Some(Step::Followed(_, review_by)) => Some((Awaited::Review, review_by)),
            Some(Step::Ended(..)) => None,
        }
    }
}
