//! Acts in a case: who may do which, and the door through which they go.

use bagyt_casework::case::Case;
use bagyt_casework::countersign::SignedAct;
use bagyt_casework::fact::{CaseFact, SubmissionId};
use bagyt_casework::task::{PromptKind, PutOffTask, Task};
use bagyt_core::command::{Actor, Purpose};
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{CaseId, CommandId, StaffId};

use crate::App;
use crate::command::{CaseAct, Command};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::read::right_to_answer;
use crate::read_stream::facts;
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

impl App {
    /// Does something in a case.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`], then the words of the wing.
    pub fn act(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        act: CaseAct,
    ) -> Result<Answer, Failure> {
        self.require_act(user, case, &act)?;
        if has_own_door(&act) {
            return Err(Failure::Denied);
        }
        let meta = self.meta(user, id, purpose_of(&act));
        self.execute(&meta, &Command::InCase { case, act })
    }

    /// Does something in several cases, in one transaction: in all of them or in none.
    ///
    /// # Errors
    ///
    /// As [`App::act`], of the first case in which it is not possible; [`Failure::Defect`] if a case
    /// is named twice.
    pub(crate) fn act_in_all(
        &self,
        user: &User,
        id: CommandId,
        acts: Vec<(CaseId, CaseAct)>,
    ) -> Result<Answer, Failure> {
        for (case, act) in &acts {
            self.require_act(user, *case, act)?;
            if has_own_door(act) {
                return Err(Failure::Denied);
            }
        }
        let (_, first) = acts.first().ok_or_else(|| Failure::defect("an act in no case"))?;
        let meta = self.meta(user, id, purpose_of(first));
        self.execute(&meta, &Command::InCases(acts))
    }

    /// Refuses an act in a case that the policy does not allow.
    pub(crate) fn require_act(
        &self,
        user: &User,
        id: CaseId,
        act: &CaseAct,
    ) -> Result<(), Failure> {
        let online = Online::new(self)?;
        let stored = online.stored(id.stream())?.ok_or(Failure::NotFound)?;
        let facts = facts::<CaseFact>(&stored.entries, None)?;
        let case = Case::fold(id, &facts).map_err(Failure::defect)?;
        let own_act = match act {
            CaseAct::AnswerContest(answer) => {
                contested_by(&facts, answer.contest) == Some(user.staff)
            }
            CaseAct::AnswerCountersignature(answer) => {
                asked_by(&case, answer.asked) == Some(user.staff)
            }
            CaseAct::ReviewAccess { access, .. } => case
                .accesses
                .iter()
                .any(|one| one.mark.version == *access && one.staff == user.staff),
            _ => false,
        };
        let relation = self.relation_in(user, &case);
        if relation.excluded {
            // Who is excluded is told that there is no such case.
            return Err(Failure::NotFound);
        }
        let relation = Relation { own_act, ..relation };
        self.require(user, action_of(act, &facts), relation)
    }
}

/// Whether an act comes with its paper or with what is sealed, through a door of its own.
fn has_own_door(act: &CaseAct) -> bool {
    matches!(
        act,
        CaseAct::ApproveSubmission(_)
            | CaseAct::SendReport(_)
            | CaseAct::AnswerCountersignature(_)
            | CaseAct::IssueLetter { .. }
            | CaseAct::IssuePaper { .. }
            | CaseAct::Attach { .. }
            | CaseAct::RecordChannel(_)
            | CaseAct::VerifyChannel { .. }
            | CaseAct::NoteReminder(_)
            | CaseAct::NoteCode(_)
    )
}

/// Returns who recorded what a contest is about: somebody else answers it.
pub(crate) fn contested_by(facts: &[Recorded<CaseFact>], contest: u32) -> Option<StaffId> {
    let of = |version: u32| facts.iter().find(|recorded| recorded.version == version);
    let CaseFact::EntryContested(contested) = &of(contest)?.fact else { return None };
    match of(contested.version)?.actor {
        Actor::Staff(staff) => Some(staff),
        Actor::Agency(_) | Actor::System => None,
    }
}

/// What the policy calls an act in a case with those entries.
pub(crate) fn action_of(act: &CaseAct, facts: &[Recorded<CaseFact>]) -> Action {
    match act {
        CaseAct::Allocate { .. } => Action::Allocate,
        CaseAct::Register(_) => Action::RegisterClient,
        CaseAct::EstablishAttribute(_) | CaseAct::EndAttribute(_) => Action::EstablishAttribute,
        CaseAct::RecordCircumstance(_) => Action::KeepFile,
        CaseAct::RecordChannel(_)
        | CaseAct::VerifyChannel { .. }
        | CaseAct::WithdrawChannel(_)
        | CaseAct::NoteReminder(_)
        | CaseAct::NoteCode(_) => Action::KeepChannels,
        CaseAct::Assess(_) => Action::Assess,
        CaseAct::AgreePlan(_) => Action::AgreePlan,
        CaseAct::Arrange(_)
        | CaseAct::ArrangeAll(_)
        | CaseAct::Reschedule(_)
        | CaseAct::CancelAppointment(_) => Action::ArrangeAppointment,
        CaseAct::RecordContact(_) | CaseAct::CorrectContact(_) => Action::RecordContact,
        CaseAct::PlaceAtWork(_) | CaseAct::RecordWork(_) => Action::RecordWork,
        CaseAct::MakeRequest(_) | CaseAct::RecordReturn(_) => Action::KeepRequests,
        CaseAct::TakeSearchMeasure(_) | CaseAct::AnswerSearch(_) | CaseAct::FindClient(_) => {
            Action::KeepSearch
        }
        CaseAct::RecordDebt(_) | CaseAct::RecordPayment(_) | CaseAct::RecordWage(_) => {
            Action::KeepPayments
        }
        CaseAct::CheckDuty(_) => Action::CheckDuty,
        CaseAct::Device(_) => Action::KeepDevice,
        CaseAct::Support(act) => act.action(),
        CaseAct::AnswerRequest(answer) => facts
            .iter()
            .find(|recorded| recorded.version == answer.request)
            .map_or(Action::AnswerRequest, |recorded| right_to_grant(&recorded.fact)),
        CaseAct::RecordAbsence(_) | CaseAct::AwaitEvidence(_) | CaseAct::ReceiveExplanation(_) => {
            Action::RecordAbsence
        }
        CaseAct::AcceptReason(_)
        | CaseAct::EstablishViolation { .. }
        | CaseAct::WaiveResponse(_) => Action::WeighAbsence,
        CaseAct::Withdraw(withdraw) => facts
            .iter()
            .find(|recorded| recorded.version == withdraw.version)
            .map_or(Action::WeighAbsence, |recorded| right_to_mend(&recorded.fact)),
        CaseAct::Contest(_) => Action::ContestEntry,
        CaseAct::AnswerContest(_) => Action::AnswerContest,
        CaseAct::AskCountersignature { subject, .. } => right_to_act(subject.act),
        CaseAct::AnswerCountersignature(_) => Action::Countersign,
        CaseAct::Uphold(uphold) => right_to_uphold(facts, uphold.version),
        CaseAct::Warn { .. } | CaseAct::IssueLetter { .. } => Action::Warn,
        CaseAct::IssuePaper { .. } | CaseAct::WithdrawPaper(_) => Action::IssuePaper,
        CaseAct::Attach { .. } | CaseAct::WithdrawAttachment(_) => Action::KeepAttachments,
        CaseAct::DraftSubmission { .. } | CaseAct::DraftUnderCampaign { .. } => {
            Action::DraftSubmission
        }
        CaseAct::ApproveSubmission(_) => Action::ApproveSubmission,
        CaseAct::SendReport(_) => Action::SendReport,
        CaseAct::FixHearing(_)
        | CaseAct::MoveHearing(_)
        | CaseAct::CancelHearing(_)
        | CaseAct::HoldHearing(_)
        | CaseAct::LodgeAppeal(_)
        | CaseAct::DecideAppeal(_) => Action::RecordRuling,
        CaseAct::RecordReoffence(_) => Action::RecordReoffence,
        // Who may accept a case may send it back.
        CaseAct::Return(_) => Action::Allocate,
        CaseAct::Transfer(_) => Action::Transfer,
        CaseAct::AskAbroad(_) | CaseAct::FollowAbroad(_) => Action::TransferAbroad,
        CaseAct::Restrict(_) | CaseAct::Exclude(_) => Action::RestrictCase,
        CaseAct::BreakGlass { .. } => Action::BreakGlass,
        CaseAct::ReviewAccess { .. } => Action::ReviewAccess,
        CaseAct::Close(_) => Action::CloseCase,
        CaseAct::PutOff(PutOffTask { task, .. }) | CaseAct::HandOver { task, .. } => {
            right_to_arrange(task)
        }
    }
}

/// What somebody must be allowed to do to take an entry back: the act itself. A contest is the
/// client's, so that only those who answer it may take it off the record.
pub(crate) fn right_to_mend(fact: &CaseFact) -> Action {
    match fact {
        CaseFact::Opened(_) => Action::TakePaperAct,
        CaseFact::Allocated(_) => Action::Allocate,
        CaseFact::Transferred(_) | CaseFact::Returned(_) => Action::Transfer,
        CaseFact::AbroadAsked(_)
        | CaseFact::AbroadAcknowledged(_)
        | CaseFact::AbroadAccepted(_)
        | CaseFact::AbroadRefused(_)
        | CaseFact::AbroadWithdrawn(_)
        | CaseFact::AbroadReturned(_) => Action::TransferAbroad,
        CaseFact::Restricted(_) | CaseFact::StaffExcluded(_) => Action::RestrictCase,
        CaseFact::GlassBroken(_) | CaseFact::AccessReviewed(_) => Action::ReviewAccess,
        CaseFact::Registered(_) => Action::RegisterClient,
        CaseFact::AttributeEstablished(_) | CaseFact::AttributeEnded(_) => {
            Action::EstablishAttribute
        }
        CaseFact::CircumstanceRecorded(_) => Action::KeepFile,
        CaseFact::ChannelRecorded(_)
        | CaseFact::ChannelCodeSent(_)
        | CaseFact::ChannelTried(_)
        | CaseFact::ChannelVerified(_)
        | CaseFact::ChannelWithdrawn(_)
        | CaseFact::ReminderSent(_) => Action::KeepChannels,
        CaseFact::Assessed(_) => Action::Assess,
        CaseFact::PlanAgreed(_) => Action::AgreePlan,
        CaseFact::AppointmentArranged(_) | CaseFact::AppointmentCancelled(_) => {
            Action::ArrangeAppointment
        }
        CaseFact::ContactRecorded(_) | CaseFact::AbsenceRecorded(_) => Action::RecordContact,
        CaseFact::WorkPlaced(_) | CaseFact::WorkRecorded(_) => Action::RecordWork,
        CaseFact::RequestMade(_) | CaseFact::ReturnRecorded(_) => Action::KeepRequests,
        CaseFact::SearchMeasureTaken(_)
        | CaseFact::SearchAnswered(_)
        | CaseFact::ClientFound(_) => Action::KeepSearch,
        CaseFact::DebtRecorded(_) | CaseFact::PaymentRecorded(_) | CaseFact::WageRecorded(_) => {
            Action::KeepPayments
        }
        CaseFact::DutyChecked(_) => Action::CheckDuty,
        CaseFact::DeviceFitted(_)
        | CaseFact::DeviceRemoved(_)
        | CaseFact::DeviceAlerted(_)
        | CaseFact::DeviceTriaged(_) => Action::KeepDevice,
        CaseFact::ReferralMade(_)
        | CaseFact::ReferralAnswered(_)
        | CaseFact::ReferralFollowed(_)
        | CaseFact::ReferralEnded(_) => Action::KeepReferrals,
        CaseFact::RewardGiven(_) => Action::GiveReward,
        CaseFact::ClientChanged(_) => Action::PartMerge,
        CaseFact::LawyerAsked(_) | CaseFact::LawyerAnswered(_) => Action::KeepLegalAid,
        CaseFact::JobSent(_) | CaseFact::JobAnswered(_) | CaseFact::JobChecked(_) => {
            Action::KeepJobs
        }
        CaseFact::ProgrammeEnrolled(_)
        | CaseFact::ProgrammeAttended(_)
        | CaseFact::ProgrammeEnded(_) => Action::KeepProgrammes,
        CaseFact::SpecialistAsked(_) => Action::AskSpecialist,
        CaseFact::SpecialistAnswered(_)
        | CaseFact::SpecialistEnded(_)
        | CaseFact::SessionArranged(_)
        | CaseFact::SessionRecorded(_) => Action::KeepSessions,
        CaseFact::RequestAnswered(answer) => right_to_answer(answer.kind),
        CaseFact::EvidenceAwaited(_) | CaseFact::ExplanationReceived(_) => Action::RecordAbsence,
        CaseFact::ReasonAccepted(_)
        | CaseFact::ViolationEstablished(_)
        | CaseFact::ResponseWaived(_) => Action::WeighAbsence,
        CaseFact::WarningIssued(_) | CaseFact::LetterIssued(_) => Action::Warn,
        CaseFact::PaperIssued(_) | CaseFact::PaperWithdrawn(_) => Action::IssuePaper,
        CaseFact::AttachmentKept(_) | CaseFact::AttachmentWithdrawn(_) => Action::KeepAttachments,
        CaseFact::EntryContested(_) | CaseFact::ContestAnswered(_) => Action::AnswerContest,
        CaseFact::CountersignatureAsked(fact) => right_to_act(fact.subject.act),
        CaseFact::CountersignatureAnswered(_) => Action::Countersign,
        CaseFact::ActUpheld(_) => Action::UpholdAct,
        CaseFact::TaskPutOff(fact) => right_to_arrange(&fact.task),
        CaseFact::TaskHandedOver(fact) => right_to_arrange(&fact.task),
        CaseFact::SubmissionDrafted(_) => Action::DraftSubmission,
        CaseFact::SubmissionApproved(_)
        | CaseFact::SubmissionSent(_)
        | CaseFact::SubmissionReceived(_) => Action::ApproveSubmission,
        CaseFact::OrderChanged(_)
        | CaseFact::HearingFixed(_)
        | CaseFact::HearingMoved(_)
        | CaseFact::HearingCancelled(_)
        | CaseFact::HearingHeld(_)
        | CaseFact::AppealLodged(_)
        | CaseFact::AppealDecided(_) => Action::RecordRuling,
        CaseFact::ReportSent(_) => Action::SendReport,
        CaseFact::Reoffended(_) => Action::RecordReoffence,
        CaseFact::Closed(_) => Action::CloseCase,
        CaseFact::Withdrawn(_) | CaseFact::Corrected(_) => Action::WeighAbsence,
    }
}

/// What somebody must be allowed to do to put a piece of work off or to hand it over: the work
/// itself.
pub(crate) fn right_to_arrange(task: &Task) -> Action {
    match task {
        Task::Clock { .. } | Task::Outcome { .. } => Action::RecordContact,
        Task::Absence { .. } => Action::WeighAbsence,
        Task::Approval { .. } => Action::ApproveSubmission,
        Task::Contest { .. } => Action::AnswerContest,
        Task::Countersignature { .. } => Action::Countersign,
        Task::Referral { .. } => Action::KeepReferrals,
        Task::Lawyer { .. } => Action::KeepLegalAid,
        Task::Job { .. } => Action::KeepJobs,
        Task::Programme { .. } => Action::KeepProgrammes,
        Task::Prompt { prompt: PromptKind::Milestone, .. } => Action::GiveReward,
        Task::Prompt { prompt: PromptKind::EarlyEnd, .. } => Action::DraftSubmission,
        Task::Prompt { .. } => Action::RecordContact,
    }
}

/// What somebody must be allowed to do to ask for the countersignature of an act: the act itself.
pub(crate) fn right_to_act(act: SignedAct) -> Action {
    match act {
        SignedAct::Violation => Action::WeighAbsence,
        SignedAct::Warning => Action::Warn,
        SignedAct::Submission => Action::DraftSubmission,
    }
}

/// Returns who asked for a countersignature: somebody else signs.
pub(crate) fn asked_by(case: &Case, asked: u32) -> Option<StaffId> {
    let all = &case.countersignatures().asked;
    all.iter().find(|one| one.mark.version == asked)?.by
}

/// What somebody must be allowed to do to answer the request of that entry.
fn right_to_grant(fact: &CaseFact) -> Action {
    match fact {
        CaseFact::RequestMade(made) => right_to_answer(made.kind),
        _ => Action::AnswerRequest,
    }
}

/// What somebody must be allowed to do to say that the act of an entry stands: for what a head
/// approved or countersigned a head answers.
pub(crate) fn right_to_uphold(facts: &[Recorded<CaseFact>], version: u32) -> Action {
    let is_approved = |submission: SubmissionId| {
        facts.iter().any(|recorded| match &recorded.fact {
            CaseFact::SubmissionApproved(approved) => approved.submission == submission,
            _ => false,
        })
    };
    let found = facts.iter().find(|recorded| recorded.version == version);
    let by_head = match found.map(|recorded| &recorded.fact) {
        Some(CaseFact::ViolationEstablished(fact)) => fact.countersigned_by.is_some(),
        Some(CaseFact::WarningIssued(fact)) => fact.countersigned_by.is_some(),
        Some(CaseFact::SubmissionDrafted(fact)) => {
            fact.countersigned_by.is_some() || is_approved(fact.submission)
        }
        _ => false,
    };
    if by_head { Action::UpholdApproved } else { Action::UpholdAct }
}

/// For what purpose an act is done.
pub(crate) fn purpose_of(act: &CaseAct) -> Purpose {
    match act {
        CaseAct::Allocate { .. }
        | CaseAct::Transfer(_)
        | CaseAct::Return(_)
        | CaseAct::AskAbroad(_)
        | CaseAct::FollowAbroad(_)
        | CaseAct::Restrict(_)
        | CaseAct::Exclude(_)
        | CaseAct::ReviewAccess { .. }
        | CaseAct::AnswerContest(_)
        | CaseAct::AnswerCountersignature(_)
        | CaseAct::ApproveSubmission(_) => Purpose::Oversight,
        _ => Purpose::Supervision,
    }
}
