//! The facts of casework: everything that can happen to a case, to a member of staff or to a
//! service.
//!
//! Each fact's shape stands in the file of the piece of work that writes it and is collected
//! here, with the kind and version under which it is written for ever. A stored kind is never
//! renamed; a new shape is a new version with a reader for the old one. Facts carry in clear what
//! statistics need (age in years, sex, article, office) and in `private` what tells who somebody
//! is or what somebody said.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{Corrected, Fact, Mending, PrivateWords, Withdrawn};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use crate::abroad::{
    AbroadAccepted, AbroadAcknowledged, AbroadAsked, AbroadRefused, AbroadReturned,
    AbroadWithdrawn, AbroadWords,
};
pub use crate::absence::EvidenceAwaited;
pub use crate::access::{AccessReviewed, GlassBroken, StaffExcluded};
pub use crate::alert::{DeviceAlerted, DeviceTriaged};
pub use crate::allocation::CaseAllocated;
pub use crate::appeal::{AppealDecided, AppealLodged};
pub use crate::appointment::{AppointmentArranged, AppointmentCancelled};
pub use crate::approval::{SubmissionApproved, SubmissionReceived, SubmissionSent};
pub use crate::assessment::AssessmentMade;
pub use crate::attachment::{AttachmentKept, AttachmentWithdrawn};
pub use crate::attribute::{AttributeEnded, AttributeEstablished};
pub use crate::channel::{
    ChannelCodeSent, ChannelNumber, ChannelRecorded, ChannelTried, ChannelVerified,
    ChannelWithdrawn,
};
pub use crate::circumstance::{CircumstanceLine, CircumstanceRecorded, CircumstanceWords};
pub use crate::client_change::ClientChanged;
pub use crate::closing::CaseClosed;
pub use crate::community_service::{WorkPlaced, WorkRecorded};
pub use crate::compliance::{
    AbsenceRecorded, ExplanationReceived, ReasonAccepted, ViolationEstablished,
};
pub use crate::contact::ContactRecorded;
pub use crate::contest::{ContestAnswered, EntryContested};
pub use crate::countersign::{CountersignatureAnswered, CountersignatureAsked};
pub use crate::deputy::{DeputyAppointed, DeputyWithdrawn};
pub use crate::device::{DeviceFitted, DeviceRemoved, PrivateDevice};
pub use crate::duty_check::DutyChecked;
pub use crate::hearing::{HearingCancelled, HearingFixed, HearingHeld, HearingId, HearingMoved};
pub use crate::intake::{CaseOpened, LateArrival};
pub use crate::job::{JobAnswered, JobChecked, JobSent};
pub use crate::lawyer::{LawyerAnswered, LawyerAsked};
pub use crate::leave::{LeaveEnded, LeaveRecorded};
pub use crate::letter::LetterIssued;
pub use crate::oversight::{SampleAnswered, SampleDrawn};
pub use crate::paper::{PaperIssued, PaperWithdrawn, PrivatePaper};
pub use crate::payment::{DebtRecorded, PaymentRecorded, WageRecorded};
pub use crate::plan::{PlanAgreed, PlanWords};
pub use crate::programme::{ProgrammeAttended, ProgrammeEnded, ProgrammeEnrolled};
pub use crate::prosecutor::{ProsecutorActAnswered, ProsecutorActReceived};
pub use crate::referral::{ReferralAnswered, ReferralEnded, ReferralFollowed, ReferralMade};
pub use crate::registration::{ClientRegistered, ClientWhereabouts};
pub use crate::reliance::Reliance;
pub use crate::reminder::ReminderSent;
pub use crate::reoffence::ReoffenceRecorded;
pub use crate::report::ReportSent;
pub use crate::request::{RequestAnswered, RequestMade, ReturnRecorded};
pub use crate::restriction::CaseRestricted;
pub use crate::returning::CaseReturned;
pub use crate::reward::RewardGiven;
pub use crate::ruling::{Change, OrderChanged};
pub use crate::search::{ClientFound, SearchAnswered, SearchMeasureTaken};
pub use crate::service::{ServiceClosed, ServiceDescribed, ServiceWords};
pub use crate::specialist::{
    SessionArranged, SessionRecorded, SpecialistAnswered, SpecialistAsked, SpecialistEnded,
};
pub use crate::staff::{StaffAppointed, StaffLeft, StaffNames};
pub use crate::submission::SubmissionDrafted;
pub use crate::task::{Task, TaskHandedOver, TaskPutOff};
pub use crate::time_study::{TimeStudyAnswered, TimeStudyOpened};
pub use crate::transfer::CaseTransferred;
pub use crate::upholding::ActUpheld;
pub use crate::waiver::ResponseWaived;
pub use crate::warning::WarningIssued;
pub use crate::workload::{ReductionEnded, ReductionGranted};

/// The identifier of an appointment; it stands in the stream of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppointmentId(pub Uuid);

/// The identifier of a submission to a court; it stands in the stream of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubmissionId(pub Uuid);

impl std::fmt::Display for AppointmentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::fmt::Display for SubmissionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Returns free text as it is sealed; nothing where nothing was said.
pub(crate) fn sealed(words: &str) -> Option<PrivateWords> {
    let words = words.trim();
    (!words.is_empty()).then(|| PrivateWords { words: words.to_owned() })
}

bagyt_core::facts! {
    /// What happens to a case.
    pub enum CaseFact {
        /// A case was opened on the basis of a court act.
        Opened(Box<CaseOpened>) = "casework.case.opened" 1,
        /// An officer was given the case.
        Allocated(CaseAllocated) = "casework.case.allocated" 1,
        /// The case went to another office.
        Transferred(CaseTransferred) = "casework.case.transferred" 1,
        /// The case was sent back to the office that it came from.
        Returned(CaseReturned) = "casework.case.returned" 1,
        /// The case was restricted, or the restriction lifted.
        Restricted(CaseRestricted) = "casework.case.restricted" 1,
        /// Somebody broke the glass of a restricted case.
        GlassBroken(GlassBroken) = "casework.glass.broken" 1,
        /// An access through broken glass was reviewed.
        AccessReviewed(AccessReviewed) = "casework.access.reviewed" 1,
        /// A member of staff was excluded from the case, or let in again.
        StaffExcluded(StaffExcluded) = "casework.staff.excluded" 1,
        /// The client was put on the register and told of rights and duties.
        Registered(ClientRegistered) = "casework.client.registered" 1,
        /// An attribute of the client that changes rules was established.
        AttributeEstablished(AttributeEstablished) = "casework.attribute.established" 1,
        /// An attribute of the client ended.
        AttributeEnded(AttributeEnded) = "casework.attribute.ended" 1,
        /// It was recorded how things are in the client's life.
        CircumstanceRecorded(CircumstanceRecorded) = "casework.circumstance.recorded" 1,
        /// A channel on which the client agreed to be reminded was recorded.
        ChannelRecorded(ChannelRecorded) = "casework.channel.recorded" 1,
        /// The code of a channel went out on it.
        ChannelCodeSent(ChannelCodeSent) = "casework.channel.code_sent" 1,
        /// A wrong code was typed in for a channel.
        ChannelTried(ChannelTried) = "casework.channel.tried" 1,
        /// The client read back the code of a channel.
        ChannelVerified(ChannelVerified) = "casework.channel.verified" 1,
        /// The client is no longer written to on a channel.
        ChannelWithdrawn(ChannelWithdrawn) = "casework.channel.withdrawn" 1,
        /// Risk and needs were assessed.
        Assessed(AssessmentMade) = "casework.assessment.made" 1,
        /// A plan was agreed with the client.
        PlanAgreed(PlanAgreed) = "casework.plan.agreed" 1,
        /// An appointment was arranged.
        AppointmentArranged(AppointmentArranged) = "casework.appointment.arranged" 2
            reads 1 by AppointmentArranged::of_version_1,
        /// An appointment was cancelled.
        AppointmentCancelled(AppointmentCancelled) = "casework.appointment.cancelled" 1,
        /// A reminder of an appointment was handed over.
        ReminderSent(ReminderSent) = "casework.reminder.sent" 1,
        /// A meeting was held.
        ContactRecorded(ContactRecorded) = "casework.contact.recorded" 1,
        /// The client did not come.
        AbsenceRecorded(AbsenceRecorded) = "casework.absence.recorded" 1,
        /// The client answered for an absence.
        ExplanationReceived(ExplanationReceived) = "casework.explanation.received" 1,
        /// Evidence of the reason for an absence is awaited.
        EvidenceAwaited(EvidenceAwaited) = "casework.evidence.awaited" 1,
        /// An absence was excused.
        ReasonAccepted(ReasonAccepted) = "casework.reason.accepted" 1,
        /// A head was asked to countersign an act.
        CountersignatureAsked(CountersignatureAsked) = "casework.countersignature.asked" 1,
        /// A head signed or refused.
        CountersignatureAnswered(CountersignatureAnswered)
            = "casework.countersignature.answered" 1,
        /// A violation was established.
        ViolationEstablished(ViolationEstablished) = "casework.violation.established" 1,
        /// A warning was issued.
        WarningIssued(WarningIssued) = "casework.warning.issued" 1,
        /// It was decided that nothing follows a violation.
        ResponseWaived(ResponseWaived) = "casework.response.waived" 1,
        /// A letter to the client was issued.
        LetterIssued(LetterIssued) = "casework.letter.issued" 1,
        /// The client contested an entry.
        EntryContested(EntryContested) = "casework.entry.contested" 1,
        /// A contest was answered.
        ContestAnswered(ContestAnswered) = "casework.contest.answered" 1,
        /// An act stands although what it rested on has moved.
        ActUpheld(ActUpheld) = "casework.act.upheld" 1,
        /// A piece of work was put off for some days.
        TaskPutOff(TaskPutOff) = "casework.task.deferred" 1,
        /// A piece of work was handed to a colleague.
        TaskHandedOver(TaskHandedOver) = "casework.task.handed" 1,
        /// A submission to a court was drafted.
        SubmissionDrafted(SubmissionDrafted) = "casework.submission.drafted" 1,
        /// A submission was approved.
        SubmissionApproved(SubmissionApproved) = "casework.submission.approved" 1,
        /// A submission was sent.
        SubmissionSent(SubmissionSent) = "casework.submission.sent" 1,
        /// The court said that it has the submission.
        SubmissionReceived(SubmissionReceived) = "casework.submission.received" 1,
        /// A court changed the order, or refused to.
        OrderChanged(OrderChanged) = "casework.order.changed" 2
            reads 1 by OrderChanged::of_version_1,
        /// The court fixed a hearing of a submission.
        HearingFixed(HearingFixed) = "casework.hearing.fixed" 1,
        /// The court moved a hearing.
        HearingMoved(HearingMoved) = "casework.hearing.moved" 1,
        /// The court cancelled a hearing.
        HearingCancelled(HearingCancelled) = "casework.hearing.cancelled" 1,
        /// A hearing was held.
        HearingHeld(HearingHeld) = "casework.hearing.held" 1,
        /// An appeal against a ruling was lodged.
        AppealLodged(AppealLodged) = "casework.appeal.lodged" 1,
        /// An appeal was decided.
        AppealDecided(AppealDecided) = "casework.appeal.decided" 1,
        /// A new offence became known.
        Reoffended(ReoffenceRecorded) = "casework.reoffence.recorded" 1,
        /// The report to the court was sent.
        ReportSent(ReportSent) = "casework.report.sent" 1,
        /// The client was sent to a host for community service.
        WorkPlaced(WorkPlaced) = "casework.work.placed" 1,
        /// A session of community service was done.
        WorkRecorded(WorkRecorded) = "casework.work.recorded" 1,
        /// The client asked leave for something.
        RequestMade(RequestMade) = "casework.request.made" 1,
        /// A request was answered.
        RequestAnswered(RequestAnswered) = "casework.request.answered" 1,
        /// The client came back from a permitted stay.
        ReturnRecorded(ReturnRecorded) = "casework.return.recorded" 1,
        /// A measure of a search was taken.
        SearchMeasureTaken(SearchMeasureTaken) = "casework.search.measure_taken" 1,
        /// The answer came that a measure of a search waited for.
        SearchAnswered(SearchAnswered) = "casework.search.answered" 1,
        /// The client was found.
        ClientFound(ClientFound) = "casework.client.found" 1,
        /// The case is another person's than it was taken to be.
        ClientChanged(ClientChanged) = "casework.client.changed" 1,
        /// A sum is owed.
        DebtRecorded(DebtRecorded) = "casework.debt.recorded" 1,
        /// Something of it was paid.
        PaymentRecorded(PaymentRecorded) = "casework.payment.recorded" 1,
        /// An employer withheld a share of a month's wage.
        WageRecorded(WageRecorded) = "casework.wage.recorded" 1,
        /// A duty was checked.
        DutyChecked(DutyChecked) = "casework.duty.checked" 1,
        /// A device of electronic monitoring was fitted.
        DeviceFitted(DeviceFitted) = "casework.device.fitted" 1,
        /// It was taken off.
        DeviceRemoved(DeviceRemoved) = "casework.device.removed" 1,
        /// The monitoring centre said something of a device.
        DeviceAlerted(DeviceAlerted) = "casework.device.alerted" 1,
        /// Somebody looked at what the centre said.
        DeviceTriaged(DeviceTriaged) = "casework.device.triaged" 1,
        /// The client was referred to a service.
        ReferralMade(ReferralMade) = "casework.referral.made" 1,
        /// The service answered, or let the day for it pass.
        ReferralAnswered(ReferralAnswered) = "casework.referral.answered" 1,
        /// The client began at the service, or the referral was looked at again.
        ReferralFollowed(ReferralFollowed) = "casework.referral.followed" 1,
        /// A referral ended.
        ReferralEnded(ReferralEnded) = "casework.referral.ended" 1,
        /// A reward was given.
        RewardGiven(RewardGiven) = "casework.reward.given" 1,
        /// The client asked for a lawyer.
        LawyerAsked(LawyerAsked) = "casework.lawyer.asked" 1,
        /// The request for a lawyer was answered or taken back.
        LawyerAnswered(LawyerAnswered) = "casework.lawyer.answered" 1,
        /// A paper was issued.
        PaperIssued(PaperIssued) = "casework.paper.issued" 1,
        /// A paper holds no longer.
        PaperWithdrawn(PaperWithdrawn) = "casework.paper.withdrawn" 1,
        /// A file was attached.
        AttachmentKept(AttachmentKept) = "casework.attachment.kept" 1,
        /// A file is shown no longer.
        AttachmentWithdrawn(AttachmentWithdrawn) = "casework.attachment.withdrawn" 1,
        /// A specialist was asked for the client.
        SpecialistAsked(SpecialistAsked) = "casework.specialist.asked" 1,
        /// The specialist took the client over, or declined.
        SpecialistAnswered(SpecialistAnswered) = "casework.specialist.answered" 1,
        /// A specialist's work with the client ended.
        SpecialistEnded(SpecialistEnded) = "casework.specialist.ended" 1,
        /// A specialist's session was arranged.
        SessionArranged(SessionArranged) = "casework.session.arranged" 1,
        /// It was recorded what became of a session.
        SessionRecorded(SessionRecorded) = "casework.session.recorded" 1,
        /// The client was sent to an employer.
        JobSent(JobSent) = "casework.job.sent" 1,
        /// It was recorded what became of it.
        JobAnswered(JobAnswered) = "casework.job.answered" 1,
        /// It was recorded whether a job was kept.
        JobChecked(JobChecked) = "casework.job.checked" 1,
        /// The client was enrolled in a programme.
        ProgrammeEnrolled(ProgrammeEnrolled) = "casework.programme.enrolled" 1,
        /// A session of a programme was held.
        ProgrammeAttended(ProgrammeAttended) = "casework.programme.attended" 1,
        /// A programme was completed or broken off.
        ProgrammeEnded(ProgrammeEnded) = "casework.programme.ended" 1,
        /// Another state was asked to supervise the client.
        AbroadAsked(AbroadAsked) = "casework.abroad.asked" 1,
        /// The other state has the papers.
        AbroadAcknowledged(AbroadAcknowledged) = "casework.abroad.acknowledged" 1,
        /// The other state takes the client over.
        AbroadAccepted(AbroadAccepted) = "casework.abroad.accepted" 1,
        /// The other state does not take the client over.
        AbroadRefused(AbroadRefused) = "casework.abroad.refused" 1,
        /// The service took its request to another state back.
        AbroadWithdrawn(AbroadWithdrawn) = "casework.abroad.withdrawn" 1,
        /// The other state handed supervision back.
        AbroadReturned(AbroadReturned) = "casework.abroad.returned" 1,
        /// The case was closed.
        Closed(CaseClosed) = "casework.case.closed" 1,
        /// An entry no longer holds.
        Withdrawn(Withdrawn) = "casework.entry.withdrawn" 1,
        /// An entry holds with another content.
        Corrected(Corrected) = "casework.entry.corrected" 1,
    }
}

impl CaseFact {
    /// Returns the digest of the paper or file that is kept with an entry.
    pub fn paper(&self) -> Option<&str> {
        match self {
            CaseFact::SubmissionApproved(fact) => Some(&fact.digest),
            CaseFact::LetterIssued(fact) => Some(&fact.digest),
            CaseFact::PaperIssued(fact) => Some(&fact.digest),
            CaseFact::AttachmentKept(fact) => Some(&fact.digest),
            _ => None,
        }
    }
}

impl Fact for CaseFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            CaseFact::Opened(fact) => Some(fact.opened),
            CaseFact::Allocated(fact) => Some(fact.from),
            CaseFact::Transferred(fact) => Some(fact.from),
            CaseFact::Returned(fact) => Some(fact.from),
            CaseFact::Registered(fact) => Some(fact.registered),
            CaseFact::AttributeEstablished(fact) => Some(fact.from),
            CaseFact::AttributeEnded(fact) => Some(fact.ended),
            CaseFact::CircumstanceRecorded(fact) => Some(fact.since),
            CaseFact::ChannelRecorded(fact) => Some(fact.consented),
            CaseFact::Assessed(fact) => Some(fact.made),
            CaseFact::PlanAgreed(fact) => Some(fact.agreed),
            CaseFact::ContactRecorded(fact) => Some(fact.held),
            CaseFact::AbsenceRecorded(fact) => Some(fact.missed),
            CaseFact::ExplanationReceived(fact) => Some(fact.received),
            CaseFact::ReasonAccepted(fact) => Some(fact.accepted),
            CaseFact::ViolationEstablished(fact) => Some(fact.established),
            CaseFact::WarningIssued(fact) => Some(fact.issued),
            CaseFact::ResponseWaived(fact) => Some(fact.decided),
            CaseFact::LetterIssued(fact) => Some(fact.issued),
            CaseFact::EntryContested(fact) => Some(fact.contested),
            CaseFact::ContestAnswered(fact) => Some(fact.answered),
            CaseFact::TaskPutOff(fact) => Some(fact.put_off),
            CaseFact::TaskHandedOver(fact) => Some(fact.handed),
            CaseFact::SubmissionSent(fact) => Some(fact.sent),
            CaseFact::SubmissionReceived(fact) => Some(fact.received),
            CaseFact::OrderChanged(fact) => Some(fact.in_force),
            CaseFact::HearingHeld(fact) => Some(fact.held),
            CaseFact::AppealLodged(fact) => Some(fact.lodged),
            CaseFact::AppealDecided(fact) => Some(fact.decided),
            CaseFact::ReportSent(fact) => Some(fact.sent),
            CaseFact::Reoffended(fact) => Some(fact.offence),
            CaseFact::WorkPlaced(fact) => Some(fact.placed),
            CaseFact::WorkRecorded(fact) => Some(fact.began),
            CaseFact::RequestMade(fact) => Some(fact.made),
            CaseFact::RequestAnswered(fact) => Some(fact.answered),
            CaseFact::ReturnRecorded(fact) => Some(fact.returned),
            CaseFact::SearchMeasureTaken(fact) => Some(fact.taken),
            CaseFact::SearchAnswered(fact) => Some(fact.answered),
            CaseFact::ClientFound(fact) => Some(fact.found),
            CaseFact::DebtRecorded(fact) => Some(fact.set),
            CaseFact::PaymentRecorded(fact) => Some(fact.paid),
            CaseFact::WageRecorded(fact) => Some(fact.received),
            CaseFact::DutyChecked(fact) => Some(fact.checked),
            CaseFact::DeviceFitted(fact) => Some(fact.fitted),
            CaseFact::DeviceRemoved(fact) => Some(fact.removed),
            CaseFact::DeviceAlerted(fact) => Some(fact.began),
            CaseFact::DeviceTriaged(fact) => Some(fact.triaged),
            CaseFact::ReferralMade(fact) => Some(fact.referred),
            CaseFact::ReferralAnswered(fact) => Some(fact.answered),
            CaseFact::ReferralFollowed(fact) => Some(fact.followed),
            CaseFact::ReferralEnded(fact) => Some(fact.ended),
            CaseFact::RewardGiven(fact) => Some(fact.given),
            CaseFact::LawyerAsked(fact) => Some(fact.asked),
            CaseFact::LawyerAnswered(fact) => Some(fact.answered),
            CaseFact::PaperIssued(fact) => Some(fact.issued),
            CaseFact::PaperWithdrawn(fact) => Some(fact.withdrawn),
            CaseFact::AttachmentKept(fact) => Some(fact.attached),
            CaseFact::AttachmentWithdrawn(fact) => Some(fact.withdrawn),
            CaseFact::SpecialistAsked(fact) => Some(fact.asked),
            CaseFact::SpecialistAnswered(fact) => Some(fact.answered),
            CaseFact::SpecialistEnded(fact) => Some(fact.ended),
            CaseFact::JobSent(fact) => Some(fact.sent),
            CaseFact::JobAnswered(fact) => Some(fact.answered),
            CaseFact::JobChecked(fact) => Some(fact.checked),
            CaseFact::ProgrammeEnrolled(fact) => Some(fact.enrolled),
            CaseFact::ProgrammeAttended(fact) => Some(fact.held),
            CaseFact::ProgrammeEnded(fact) => Some(fact.ended),
            CaseFact::AbroadAsked(fact) => Some(fact.sent),
            CaseFact::AbroadAcknowledged(fact) => Some(fact.received),
            CaseFact::AbroadAccepted(fact) => Some(fact.accepted),
            CaseFact::AbroadRefused(fact) => Some(fact.refused),
            CaseFact::AbroadWithdrawn(fact) => Some(fact.withdrawn),
            CaseFact::AbroadReturned(fact) => Some(fact.returned),
            CaseFact::Closed(fact) => Some(fact.closed),
            CaseFact::Restricted(_)
            | CaseFact::GlassBroken(_)
            | CaseFact::AccessReviewed(_)
            | CaseFact::StaffExcluded(_)
            | CaseFact::ClientChanged(_)
            | CaseFact::EvidenceAwaited(_)
            | CaseFact::AppointmentArranged(_)
            | CaseFact::SessionArranged(_)
            | CaseFact::SessionRecorded(_)
            | CaseFact::AppointmentCancelled(_)
            | CaseFact::ChannelCodeSent(_)
            | CaseFact::ChannelTried(_)
            | CaseFact::ChannelVerified(_)
            | CaseFact::ChannelWithdrawn(_)
            | CaseFact::ReminderSent(_)
            | CaseFact::ActUpheld(_)
            | CaseFact::CountersignatureAsked(_)
            | CaseFact::CountersignatureAnswered(_)
            | CaseFact::SubmissionDrafted(_)
            | CaseFact::SubmissionApproved(_)
            | CaseFact::HearingFixed(_)
            | CaseFact::HearingMoved(_)
            | CaseFact::HearingCancelled(_)
            | CaseFact::Withdrawn(_)
            | CaseFact::Corrected(_) => None,
        }
    }

    fn mends(&self) -> Option<Mending<'_>> {
        match self {
            CaseFact::Withdrawn(mending) => Some(Mending::Withdraws(mending)),
            CaseFact::Corrected(mending) => Some(Mending::Corrects(mending)),
            _ => None,
        }
    }
}

bagyt_core::facts! {
    /// What happens to a member of staff.
    pub enum StaffFact {
        /// Somebody was appointed to a post.
        Appointed(StaffAppointed) = "casework.staff.appointed" 1,
        /// Somebody left a post.
        Left(StaffLeft) = "casework.staff.left" 1,
        /// What somebody is to carry was lowered for a time.
        ReductionGranted(ReductionGranted) = "casework.reduction.granted" 1,
        /// A reduction ended.
        ReductionEnded(ReductionEnded) = "casework.reduction.ended" 1,
        /// Somebody is away for some days.
        LeaveRecorded(LeaveRecorded) = "casework.leave.recorded" 1,
        /// A leave ended.
        LeaveEnded(LeaveEnded) = "casework.leave.ended" 1,
        /// Somebody was appointed deputy for an office.
        DeputyAppointed(DeputyAppointed) = "casework.deputy.appointed" 1,
        /// An appointment as deputy was withdrawn.
        DeputyWithdrawn(DeputyWithdrawn) = "casework.deputy.withdrawn" 1,
        /// The month's sample of the officer's cases was drawn.
        SampleDrawn(SampleDrawn) = "casework.sample.drawn" 1,
        /// A file of a sample was looked at.
        SampleAnswered(SampleAnswered) = "casework.sample.answered" 1,
    }
}

impl Fact for StaffFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            StaffFact::Appointed(fact) => Some(fact.from),
            StaffFact::Left(fact) => Some(fact.left),
            StaffFact::ReductionGranted(fact) => Some(fact.from),
            StaffFact::ReductionEnded(fact) => Some(fact.ended),
            StaffFact::LeaveRecorded(fact) => Some(fact.from),
            StaffFact::LeaveEnded(fact) => Some(fact.ended),
            StaffFact::DeputyAppointed(fact) => Some(fact.from),
            StaffFact::DeputyWithdrawn(fact) => Some(fact.withdrawn),
            StaffFact::SampleDrawn(fact) => Some(fact.drawn),
            StaffFact::SampleAnswered(fact) => Some(fact.answered),
        }
    }
}

bagyt_core::facts! {
    /// What happens to a service to which clients are referred.
    pub enum ServiceFact {
        /// A service was described, for the first time or anew.
        Described(ServiceDescribed) = "casework.service.described" 1,
        /// Nobody is referred to a service any more.
        Closed(ServiceClosed) = "casework.service.closed" 1,
    }
}

impl Fact for ServiceFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            ServiceFact::Described(fact) => Some(fact.described),
            ServiceFact::Closed(fact) => Some(fact.closed),
        }
    }
}

bagyt_core::facts! {
    /// What happens to a prosecutor's act of supervision.
    pub enum ProsecutorFact {
        /// An act came.
        Received(ProsecutorActReceived) = "casework.prosecutor_act.received" 1,
        /// An act was answered.
        Answered(ProsecutorActAnswered) = "casework.prosecutor_act.answered" 1,
    }
}

impl Fact for ProsecutorFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            ProsecutorFact::Received(fact) => Some(fact.received),
            ProsecutorFact::Answered(fact) => Some(fact.answered),
        }
    }
}

bagyt_core::facts! {
    /// What happens to a time study of an office.
    pub enum TimeStudyFact {
        /// It was opened.
        Opened(TimeStudyOpened) = "casework.time_study.opened" 1,
        /// Somebody answered, or did not say.
        Answered(TimeStudyAnswered) = "casework.time_study.answered" 1,
    }
}

impl Fact for TimeStudyFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            TimeStudyFact::Opened(fact) => Some(fact.opened),
            TimeStudyFact::Answered(fact) => Some(fact.asked),
        }
    }
}

#[cfg(test)]
mod tests;
