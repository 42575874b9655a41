//! What is done to help clients: in a case, and in an office's register of services.

use bagyt_casework::referral::{AnswerReferral, EndReferral, FollowReferral, Refer};
use bagyt_casework::service::{CloseService, DescribeService};

use crate::role::Action;

/// Something that is done in a case to help the client.
#[derive(Clone, Debug)]
pub enum SupportAct {
    /// The client is referred to a service.
    Refer(Refer),
    /// The service answered, or let the day for it pass.
    AnswerReferral(AnswerReferral),
    /// The client began there, or the referral was looked at again.
    FollowReferral(FollowReferral),
    /// A referral ends.
    EndReferral(EndReferral),
}

/// Something that is done in an office's register of services.
#[derive(Clone, Debug)]
pub enum ServiceAct {
    /// A service is described, for the first time or anew.
    Describe(DescribeService),
    /// Nobody is referred there any more.
    Close(CloseService),
}

impl SupportAct {
    /// What the policy calls it.
    pub(crate) fn action(&self) -> Action {
        match self {
            SupportAct::Refer(_)
            | SupportAct::AnswerReferral(_)
            | SupportAct::FollowReferral(_)
            | SupportAct::EndReferral(_) => Action::KeepReferrals,
        }
    }
}
