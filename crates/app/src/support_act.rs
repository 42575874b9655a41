//! What is done to help clients: in a case, and in an office's register of services.

use bagyt_casework::lawyer::{AnswerLawyer, AskLawyer};
use bagyt_casework::referral::{AnswerReferral, EndReferral, FollowReferral, Refer};
use bagyt_casework::reward::GiveReward;
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
    /// The client asks for a lawyer.
    AskLawyer(AskLawyer),
    /// That request is answered or taken back.
    AnswerLawyer(AnswerLawyer),
    /// A reward is given.
    Reward {
        /// Which, and for what.
        give: GiveReward,
        /// Whether it is one that only a head gives, as whoever asks read it off the table.
        by_head: bool,
    },
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
            SupportAct::AskLawyer(_) | SupportAct::AnswerLawyer(_) => Action::KeepLegalAid,
            SupportAct::Reward { by_head: true, .. } => Action::GiveRewardOfOffice,
            SupportAct::Reward { by_head: false, .. } => Action::GiveReward,
        }
    }
}
