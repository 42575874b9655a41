//! Which papers can be made of a case now, and what stands in the way of the others.

use jiff::Timestamp;

use super::{PaperKind, PaperRefusal};
use crate::case::Case;
use crate::codes::{
    AppointmentStatus, Domain, HearingStatus, ReferralStatus, RequestOutcome, SubmissionKind,
};
use crate::hearing::{Hearing, HearingStep, Step};

/// Returns the entries from which a paper can be made now; `None` stands for the case itself.
///
/// # Errors
///
/// [`PaperRefusal::CaseClosed`] of what is made of open cases alone; then what is missing.
pub fn matters(
    case: &Case,
    paper: PaperKind,
    now: Timestamp,
) -> Result<Vec<Option<u32>>, PaperRefusal> {
    let is_of_closed = matches!(paper, PaperKind::RegistrationCard | PaperKind::RemovalCertificate);
    match case.closing() {
        Some(closing) if !is_of_closed => {
            return Err(PaperRefusal::CaseClosed { closed_on: closing.mark.on });
        }
        _ => {}
    }
    let (found, missing) = match paper {
        PaperKind::RegistrationCard | PaperKind::RightsMemo => {
            (whole(!case.registrations.is_empty()), PaperRefusal::NotRegistered)
        }
        PaperKind::AppearanceSchedule => {
            (whole(is_awaited(case, now)), PaperRefusal::NoAppointment)
        }
        PaperKind::IndividualPlan => {
            let plan = case.plans.last().map(|plan| plan.mark.version);
            (plan.into_iter().collect(), PaperRefusal::NoPlan)
        }
        PaperKind::ServiceNotice => (referrals(case), PaperRefusal::NoReferral),
        PaperKind::SearchMaterials => {
            (whole(case.sought_since().is_some()), PaperRefusal::NotSought)
        }
        PaperKind::RequestAnswer => (answers(case), PaperRefusal::NoAnswer),
        PaperKind::HearingNotice => (hearings(case, now), PaperRefusal::NoHearing),
        PaperKind::RemovalCertificate => {
            let closing = case.closing().map(|closing| closing.mark.version);
            (closing.into_iter().collect(), PaperRefusal::NotClosed)
        }
        PaperKind::PretrialApplication => {
            let is_before = case.opening.domain == Domain::PreSentence;
            (whole(is_before), PaperRefusal::NotBeforeSentence)
        }
        PaperKind::CorrectionConclusion => (early_ends(case), PaperRefusal::NoEarlyEnd),
        PaperKind::MonitoringProtocol => {
            let worn = case.devices().worn().map(|fitting| fitting.mark.version);
            (worn.into_iter().collect(), PaperRefusal::NoDevice)
        }
    };
    if found.is_empty() {
        return Err(missing);
    }
    // Version 0 is no entry: it stands for the case here, and nowhere else.
    Ok(found.into_iter().map(|version| (version > 0).then_some(version)).collect())
}

/// Checks that no paper of that kind about that entry holds; what tells how things stand is issued
/// as often as they change.
///
/// # Errors
///
/// [`PaperRefusal::AlreadyIssued`].
pub fn never_issued(case: &Case, paper: PaperKind, about: Option<u32>) -> Result<(), PaperRefusal> {
    if paper.tells_the_standing() {
        return Ok(());
    }
    let mut holding = case.papers().holding();
    match holding.find(|one| one.paper == paper && one.about == about) {
        Some(one) => {
            Err(PaperRefusal::AlreadyIssued { issued_on: one.mark.on, number: one.number })
        }
        None => Ok(()),
    }
}

fn whole(is_there: bool) -> Vec<u32> {
    if is_there { vec![0] } else { Vec::new() }
}

fn is_awaited(case: &Case, now: Timestamp) -> bool {
    case.appointments.iter().any(|one| {
        one.begins_at >= now && case.appointment_status(one) == AppointmentStatus::Planned
    })
}

/// Referrals that are under way.
fn referrals(case: &Case) -> Vec<u32> {
    let under_way = |status| {
        matches!(
            status,
            ReferralStatus::AwaitingAnswer | ReferralStatus::Accepted | ReferralStatus::Started
        )
    };
    let referrals = case.support().referrals.iter();
    let referrals = referrals.filter(|one| under_way(case.referral_status(one)));
    referrals.map(|one| one.mark.version).collect()
}

/// Submissions that ask to end supervision early and are not decided.
fn early_ends(case: &Case) -> Vec<u32> {
    let asked = case.submissions.iter().filter(|one| one.kind == SubmissionKind::EndEarly);
    let asked = asked.filter(|one| case.decision(one).is_none());
    asked.map(|one| one.mark.version).collect()
}

/// Answers that granted or refused something.
fn answers(case: &Case) -> Vec<u32> {
    let answers = case.duties().answers.iter();
    let answers = answers.filter(|one| one.outcome != RequestOutcome::Withdrawn);
    answers.map(|one| one.mark.version).collect()
}

/// The entries that fixed the hearings to come: of a hearing that was moved, the one that moved it.
fn hearings(case: &Case, now: Timestamp) -> Vec<u32> {
    let is_to_come = |hearing: &&Hearing| {
        let (status, begins_at) = case.hearing_standing(hearing);
        let is_decided =
            case.find_submission(hearing.submission).is_none_or(|one| case.decision(one).is_some());
        status == HearingStatus::Fixed && begins_at >= now && !is_decided
    };
    let proceedings = case.proceedings();
    let fixed_by = |hearing: &Hearing| {
        let goes =
            |step: &&HearingStep| step.hearing == hearing.id && matches!(step.step, Step::Goes(_));
        let newest = proceedings.hearing_steps.iter().filter(goes).map(|step| step.mark.version);
        newest.max().unwrap_or(hearing.mark.version)
    };
    proceedings.hearings.iter().filter(is_to_come).map(fixed_by).collect()
}
