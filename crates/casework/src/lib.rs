//! Casework: the record of a probation service's work with each client.
//!
//! One file is one piece of work, named as an officer names it. A deciding function takes the
//! state of a case and a command, and returns the facts to be written, or a refusal that says what
//! stands in the way; it writes nothing. The state ([`case::Case`]) is what its facts say, the
//! clocks ([`clocks`]) what the law says about them, the rows ([`view`]) what lists and
//! statistics read.
//!
//! Invariant: this crate is pure. "Today", tables of law, offices and keys are arguments.

#[macro_use]
pub mod codes;

pub mod abroad;
pub mod absence;
pub mod access;
pub mod alert;
pub mod allocation;
pub mod appeal;
pub mod appointment;
pub mod approval;
pub mod assessment;
pub mod attachment;
pub mod attribute;
pub mod breach;
pub mod campaign;
pub mod case;
pub mod channel;
pub mod circumstance;
pub mod client_change;
pub mod client_page;
pub mod clocks;
pub mod closing;
pub mod community_service;
pub mod compliance;
pub mod contact;
pub mod contest;
pub mod countersign;
pub mod deputy;
pub mod device;
pub mod document;
pub mod duties;
pub mod duty_check;
pub mod employer;
pub mod entries;
pub mod event;
pub mod fact;
pub mod findable;
pub mod hearing;
pub mod intake;
pub mod job;
pub mod ladder;
pub mod lawyer;
pub mod leave;
pub mod letter;
pub mod mending;
pub mod notebook;
pub mod oversight;
pub mod paper;
pub mod payment;
pub mod plan;
pub mod programme;
pub mod prosecutor;
pub mod referral;
pub mod registration;
pub mod reliance;
pub mod reminder;
pub mod reoffence;
pub mod report;
pub mod request;
pub mod restriction;
pub mod retention;
pub mod returning;
pub mod review;
pub mod reward;
pub mod ruling;
pub mod search;
pub mod series;
pub mod service;
pub mod specialist;
pub mod staff;
pub mod standing;
pub mod submission;
pub mod support;
pub mod task;
pub mod time_study;
pub mod timeline;
pub mod transfer;
pub mod upholding;
pub mod view;
pub mod waiver;
pub mod warning;
pub mod wish;
pub mod workload;

#[cfg(test)]
mod invented;

/// Returns the code of every refusal of this wing, sorted, each once; every one needs a text in
/// every language.
pub fn refusal_codes() -> Vec<&'static str> {
    let mut codes = [
        abroad::AbroadRefusal::CODES,
        access::AccessRefusal::CODES,
        absence::AwaitingRefusal::CODES,
        alert::TriageRefusal::CODES,
        allocation::AllocationRefusal::CODES,
        appeal::AppealRefusal::CODES,
        appointment::AppointmentRefusal::CODES,
        approval::ApprovalRefusal::CODES,
        assessment::AssessmentRefusal::CODES,
        attachment::AttachmentRefusal::CODES,
        attribute::AttributeRefusal::CODES,
        channel::ChannelRefusal::CODES,
        circumstance::CircumstanceRefusal::CODES,
        closing::ClosingRefusal::CODES,
        compliance::ComplianceRefusal::CODES,
        contact::ContactRefusal::CODES,
        contest::ContestRefusal::CODES,
        countersign::CountersignRefusal::CODES,
        hearing::HearingRefusal::CODES,
        device::DeviceRefusal::CODES,
        duty_check::CheckRefusal::CODES,
        employer::EmployerRefusal::CODES,
        intake::IntakeRefusal::CODES,
        job::JobRefusal::CODES,
        leave::LeaveRefusal::CODES,
        lawyer::LawyerRefusal::CODES,
        letter::LetterRefusal::CODES,
        mending::MendingRefusal::CODES,
        notebook::NotebookRefusal::CODES,
        oversight::SampleRefusal::CODES,
        paper::PaperRefusal::CODES,
        payment::PaymentRefusal::CODES,
        plan::PlanRefusal::CODES,
        programme::ProgrammeRefusal::CODES,
        referral::ReferralRefusal::CODES,
        registration::RegistrationRefusal::CODES,
        reminder::ReminderRefusal::CODES,
        reoffence::ReoffenceRefusal::CODES,
        report::ReportRefusal::CODES,
        request::RequestRefusal::CODES,
        restriction::RestrictionRefusal::CODES,
        search::SearchRefusal::CODES,
        returning::ReturnRefusal::CODES,
        reward::RewardRefusal::CODES,
        ruling::RulingRefusal::CODES,
        series::SeriesRefusal::CODES,
        prosecutor::ProsecutorRefusal::CODES,
        time_study::TimeStudyRefusal::CODES,
        deputy::DeputyRefusal::CODES,
        service::ServiceRefusal::CODES,
        specialist::SpecialistRefusal::CODES,
        staff::StaffRefusal::CODES,
        submission::SubmissionRefusal::CODES,
        task::TaskRefusal::CODES,
        transfer::TransferRefusal::CODES,
        upholding::UpholdRefusal::CODES,
        wish::WishRefusal::CODES,
        waiver::WaiverRefusal::CODES,
        workload::ReductionRefusal::CODES,
    ]
    .concat();
    codes.sort_unstable();
    codes.dedup();
    codes
}
