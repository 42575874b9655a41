//! What is done to help clients: in a case, and in an office's register of services.

use bagyt_casework::employer::{CloseEmployer, CloseVacancy, DescribeEmployer, OfferVacancy};
use bagyt_casework::job::{AnswerJob, CheckJob, SendToJob};
use bagyt_casework::lawyer::{AnswerLawyer, AskLawyer};
use bagyt_casework::notebook::{OpenNotebook, ShareNotebook, WriteNote};
use bagyt_casework::programme::{AttendProgramme, EndProgramme, EnrolClient};
use bagyt_casework::referral::{AnswerReferral, EndReferral, FollowReferral, Refer};
use bagyt_casework::reward::GiveReward;
use bagyt_casework::service::{CloseService, DescribeService};
use bagyt_casework::specialist::{
    AnswerSpecialist, ArrangeSession, AskSpecialist, EndSpecialist, RecordSession,
};
use bagyt_casework::wish::{RecordWish, TellVictim, WithdrawWish};
use bagyt_core::identity::CaseId;

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
    /// The client is sent to an employer, or it is recorded what became of it.
    Job(JobAct),
    /// The client is enrolled in a programme, or something of it is recorded.
    Programme(ProgrammeAct),
    /// A psychologist or a social worker is asked, works, or ends.
    Specialist(SpecialistAct),
    /// A reward is given.
    Reward {
        /// Which, and for what.
        give: GiveReward,
        /// Whether it is one that only a head gives, as whoever asks read it off the table.
        by_head: bool,
    },
}

/// Something that is done about a client's programme.
#[derive(Clone, Debug)]
pub enum ProgrammeAct {
    /// The client is enrolled.
    Enrol(EnrolClient),
    /// A session was held.
    Attend(AttendProgramme),
    /// The programme ends.
    End(EndProgramme),
}

/// Something that is done about a client's work or training.
#[derive(Clone, Debug)]
pub enum JobAct {
    /// The client is sent to an employer.
    Send(SendToJob),
    /// It is recorded what became of it.
    Answer(AnswerJob),
    /// It is recorded whether the job was kept.
    Check(CheckJob),
}

/// Something that is done in an office's register of employers.
#[derive(Clone, Debug)]
pub enum EmployerAct {
    /// An employer is described, for the first time or anew.
    Describe(DescribeEmployer),
    /// Nobody is sent there any more.
    Close(CloseEmployer),
    /// It offers something.
    Offer(OfferVacancy),
    /// A vacancy is taken back.
    CloseVacancy(CloseVacancy),
}

/// Something that is done about a specialist's work with a client.
#[derive(Clone, Debug)]
pub enum SpecialistAct {
    /// A specialist is asked for the client.
    Ask(AskSpecialist),
    /// The specialist takes the client over or declines.
    Answer(AnswerSpecialist),
    /// The specialist arranges a session.
    Arrange(ArrangeSession),
    /// It is recorded what became of a session.
    Record(RecordSession),
    /// The work ends.
    End(EndSpecialist),
}

/// Something that is done about a victim's wish.
#[derive(Clone, Debug)]
pub enum WishAct {
    /// It is recorded what the victim wants to be told of.
    Record(RecordWish),
    /// The victim was told.
    Tell(TellVictim),
    /// The wish is taken back.
    Withdraw(WithdrawWish),
}

/// Something that is done in a specialist's notebook.
#[derive(Clone, Debug)]
pub enum NotebookAct {
    /// A note is written.
    Write {
        /// The case of the client.
        case: CaseId,
        /// The note.
        write: WriteNote,
    },
    /// The notebook is handed over, or a deputy is named.
    Share(ShareNotebook),
    /// The deputy opens it in an emergency.
    Open(OpenNotebook),
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
            SupportAct::Job(_) => Action::KeepJobs,
            SupportAct::Programme(_) => Action::KeepProgrammes,
            SupportAct::Specialist(SpecialistAct::Ask(_)) => Action::AskSpecialist,
            // A head ends what a specialist who is gone cannot end.
            SupportAct::Specialist(
                SpecialistAct::Record(RecordSession { by: None, .. })
                | SpecialistAct::End(EndSpecialist { by: None, .. }),
            ) => Action::LeadSpecialists,
            SupportAct::Specialist(_) => Action::KeepSessions,
            SupportAct::Reward { by_head: true, .. } => Action::GiveRewardOfOffice,
            SupportAct::Reward { by_head: false, .. } => Action::GiveReward,
        }
    }
}
