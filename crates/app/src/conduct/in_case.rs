//! What is done in a case.

use std::collections::BTreeMap;

use bagyt_casework::absence::{self, DecisionLimit};
use bagyt_casework::access::{self, BreakGlass, ReviewAccess};
use bagyt_casework::allocation::{self, AllocateCase};
use bagyt_casework::appointment::{self, ArrangeAppointment, Busy};
use bagyt_casework::case::Case;
use bagyt_casework::compliance;
use bagyt_casework::duty_check;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::paper as papers;
use bagyt_casework::payment as debts;
use bagyt_casework::{
    assessment, attachment, attribute, circumstance, closing, contact, contest, countersign,
    letter, mending, plan, registration, reoffence, request, restriction, returning, search,
    transfer, upholding, waiver,
};
use bagyt_core::command::Actor;
use bagyt_core::identity::{CaseId, StaffId};
use bagyt_core::law::Attribute;
use jiff::SignedDuration;

use super::sanction::{ask_countersignature, clocks_of, draft, establish, warn};
use super::{
    Desk, abroad, court, device, job, paper, payment, refused, reminding, reply, report, support,
    task, work,
};
use crate::command::{CaseAct, SupportAct};
use crate::outcome::{Failure, Refused};
use crate::records::{AnyFact, Decision, Records};

/// Decides what an act in a case writes.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: CaseId,
    act: &CaseAct,
) -> Result<Decision, Failure> {
    let case = records.case(id)?.ok_or(Failure::NotFound)?;
    if let CaseAct::ApproveSubmission(approve) = act {
        return reply::approve(desk, records, &case, approve);
    }
    if let CaseAct::SendReport(send) = act {
        return report::send(desk, records, &case, send);
    }
    if let CaseAct::IssuePaper { issue, document } = act {
        return paper::issue(desk, records, &case, (issue, document));
    }
    let facts = decide(desk, records, &case, act)?;
    let claims = device::claims(records, &case, &facts)?;
    let mut decision = Decision::of_case(&case, facts);
    decision.claims = claims;
    match act {
        CaseAct::Support(SupportAct::Job(act)) => {
            decision.writes.extend(job::place_taken(desk, records, &case, act)?);
        }
        CaseAct::IssueLetter { document: kept, .. } | CaseAct::Attach { content: kept, .. } => {
            decision.blobs.push(kept.to_vec());
        }
        _ => {}
    }
    Ok(decision)
}

/// Decides what acts in several cases write: the first that is refused refuses all.
pub(super) fn conduct_all(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    acts: &[(CaseId, CaseAct)],
) -> Result<Decision, Failure> {
    let mut whole = Decision::default();
    let mut given = BTreeMap::new();
    for (id, act) in acts {
        let mut one = conduct(desk, records, *id, act)?;
        count_on(&mut given, &mut one);
        if whole.writes.is_empty() {
            whole.answer = one.answer;
        }
        whole.writes.extend(one.writes);
        whole.reads.extend(one.reads);
        whole.claims.extend(one.claims);
        whole.blobs.extend(one.blobs);
    }
    Ok(whole)
}

/// Lets the caseload before an allocation hold what the same command gave the officer already.
fn count_on(given: &mut BTreeMap<StaffId, u32>, decision: &mut Decision) {
    for fact in decision.writes.iter_mut().flat_map(|write| &mut write.facts) {
        let AnyFact::Case(CaseFact::Allocated(fact)) = fact else { continue };
        let points = fact.caseload_after.saturating_sub(fact.caseload_before);
        let before = given.entry(fact.officer).or_default();
        fact.caseload_before = fact.caseload_before.saturating_add(*before);
        fact.caseload_after = fact.caseload_after.saturating_add(*before);
        *before = before.saturating_add(points);
    }
}

fn decide(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &CaseAct,
) -> Result<Vec<CaseFact>, Failure> {
    let today = desk.today();
    let now = desk.meta.recorded_at;
    match act {
        CaseAct::Allocate { .. } => allocate(desk, records, case, act),
        CaseAct::Register(command) => registration::register(case, command, today).map_err(refused),
        CaseAct::EstablishAttribute(command) => {
            attribute::establish(case, command, &attributes(desk), today).map_err(refused)
        }
        CaseAct::EndAttribute(command) => {
            attribute::end(case, command, &attributes(desk), today).map_err(refused)
        }
        CaseAct::RecordCircumstance(command) => {
            circumstance::record(case, command, today).map_err(refused)
        }
        CaseAct::RecordChannel(_)
        | CaseAct::VerifyChannel { .. }
        | CaseAct::WithdrawChannel(_)
        | CaseAct::NoteReminder(_)
        | CaseAct::NoteCode(_) => reminding::conduct(desk, case, act),
        CaseAct::Assess(command) => assessment::assess(case, command, today).map_err(refused),
        CaseAct::AgreePlan(command) => plan::agree(case, command, today).map_err(refused),
        CaseAct::Arrange(command) => appointment::arrange(case, command, &[], now).map_err(refused),
        CaseAct::ArrangeAll(commands) => {
            let busy = busy(records, case, commands)?;
            appointment::arrange_all(case, commands, &busy, now).map_err(refused)
        }
        CaseAct::Reschedule(command) => {
            let to = appointment::held_as_before(case, command);
            let busy = busy(records, case, std::slice::from_ref(&to))?;
            appointment::reschedule(case, command, &busy, now).map_err(refused)
        }
        CaseAct::CancelAppointment(command) => appointment::cancel(case, command).map_err(refused),
        CaseAct::RecordContact(command) => contact::record(case, command, today).map_err(refused),
        CaseAct::RecordAbsence(command) => {
            let limit = |case: &Case, version| decision_limit(desk, case, version);
            absence::record(case, command, limit, today).map_err(refused)
        }
        CaseAct::AwaitEvidence(command) => {
            let limit = decision_limit(desk, case, command.absence);
            absence::await_evidence(case, command, limit.as_ref(), today).map_err(refused)
        }
        CaseAct::IssueLetter { letter, .. } => letter::issue(case, letter, today).map_err(refused),
        CaseAct::Attach { attach, .. } => {
            let files = desk.tables.uploads().on(today).map_or(0, |rule| rule.files_a_day);
            attachment::attach(case, attach, files, today).map_err(refused)
        }
        CaseAct::WithdrawAttachment(command) => {
            attachment::withdraw(case, command).map_err(refused)
        }
        CaseAct::WithdrawPaper(command) => papers::withdraw(case, command).map_err(refused),
        CaseAct::ReceiveExplanation(command) => {
            compliance::receive_explanation(case, command, today).map_err(refused)
        }
        CaseAct::AcceptReason(command) => {
            compliance::accept_reason(case, command, today).map_err(refused)
        }
        CaseAct::Contest(command) => contest::contest(case, command, today).map_err(refused),
        CaseAct::AnswerContest(command) => contest::answer(case, command, today).map_err(refused),
        CaseAct::AskCountersignature { .. } => ask_countersignature(desk, case, act),
        CaseAct::AnswerCountersignature(command) => {
            countersign::answer(case, command).map_err(refused)
        }
        CaseAct::EstablishViolation { .. } => establish(desk, case, act),
        CaseAct::Uphold(command) => {
            upholding::uphold(case, command, &clocks_of(desk, case)?).map_err(refused)
        }
        CaseAct::PutOff(_) | CaseAct::HandOver { .. } => task::conduct(desk, records, case, act),
        CaseAct::Warn { .. } => warn(desk, case, act),
        CaseAct::WaiveResponse(command) => waiver::waive(case, command, today).map_err(refused),
        CaseAct::DraftSubmission { .. } => draft(desk, case, act),
        CaseAct::DraftUnderCampaign { .. } => super::campaign::draft(desk, case, act),
        CaseAct::RecordReoffence(command) => {
            reoffence::record(case, command, today).map_err(refused)
        }
        CaseAct::FixHearing(_)
        | CaseAct::MoveHearing(_)
        | CaseAct::CancelHearing(_)
        | CaseAct::HoldHearing(_)
        | CaseAct::LodgeAppeal(_)
        | CaseAct::DecideAppeal(_) => court::conduct(desk, case, act),
        CaseAct::MakeRequest(command) => request::make(case, command, today).map_err(refused),
        CaseAct::AnswerRequest(command) => request::answer(case, command, today).map_err(refused),
        CaseAct::RecordReturn(command) => {
            request::record_return(case, command, today).map_err(refused)
        }
        CaseAct::TakeSearchMeasure(command) => {
            search::measure(case, command, today).map_err(refused)
        }
        CaseAct::AnswerSearch(command) => search::answer(case, command, today).map_err(refused),
        CaseAct::FindClient(command) => search::found(case, command, today).map_err(refused),
        CaseAct::RecordDebt(command) => debts::record_debt(case, command, today).map_err(refused),
        CaseAct::RecordPayment(command) => {
            debts::record_payment(case, command, today).map_err(refused)
        }
        CaseAct::RecordWage(command) => payment::wage(desk, case, command),
        CaseAct::CheckDuty(command) => duty_check::check(case, command, today).map_err(refused),
        CaseAct::Device(act) => device::conduct(desk, records, case, act),
        CaseAct::Support(act) => support::conduct(desk, records, case, act),
        CaseAct::PlaceAtWork(command) => work::place(desk, case, command),
        CaseAct::RecordWork(command) => work::record(desk, case, command),
        CaseAct::Transfer(command) => {
            transfer::transfer(case, command, desk.tables.offices(), today).map_err(refused)
        }
        CaseAct::Return(command) => {
            let staff = match returning::sender(case) {
                Some(office) => records.candidates(office, desk.meta)?,
                None => Vec::new(),
            };
            returning::send_back(case, command, desk.tables.offices(), &staff, today)
                .map_err(refused)
        }
        CaseAct::AskAbroad(command) => abroad::ask(desk, case, command),
        CaseAct::FollowAbroad(command) => abroad::follow(desk, case, command),
        CaseAct::Restrict(command) => restriction::restrict(case, command).map_err(refused),
        CaseAct::BreakGlass { .. } | CaseAct::ReviewAccess { .. } => access(desk, case, act),
        CaseAct::Exclude(command) => access::exclude(case, command).map_err(refused),
        CaseAct::Close(command) => closing::close(case, command, today).map_err(refused),
        CaseAct::Withdraw(command) => mending::withdraw(case, command).map_err(refused),
        CaseAct::CorrectContact(command) => {
            mending::correct_contact(case, command, today).map_err(refused)
        }
        CaseAct::ApproveSubmission(_) | CaseAct::SendReport(_) | CaseAct::IssuePaper { .. } => {
            Err(Failure::defect("what goes out is conducted with its message"))
        }
    }
}

/// Returns the other appointments of whoever holds one of these, on their days.
pub(crate) fn busy(
    records: &mut dyn Records,
    case: &Case,
    commands: &[ArrangeAppointment],
) -> Result<Vec<Busy>, Failure> {
    let mut busy = Vec::new();
    for command in commands {
        let holder = command.particulars.holder.map(|holder| holder.staff).or(case.officer());
        let Some(holder) = holder else { continue };
        let on = case.zone.day_of(command.begins_at);
        busy.extend(records.busy(holder, on)?);
    }
    Ok(busy)
}

/// Returns the law's last day for the decision on an absence. Where the calendar does not reach it,
/// nobody can have passed it.
fn decision_limit(desk: &Desk<'_>, case: &Case, absence: u32) -> Option<DecisionLimit> {
    let (pack, calendar) = (desk.tables.pack(), desk.tables.calendar());
    absence::decision_limit(case, absence, pack, calendar).ok().flatten()
}

/// Returns the attributes of a person in the law of the day.
fn attributes<'a>(desk: &Desk<'a>) -> Vec<Attribute<'a>> {
    desk.tables.pack().attributes(desk.today())
}

/// Opens a restricted case to whoever acts, or reviews such an opening.
fn access(desk: &Desk<'_>, case: &Case, act: &CaseAct) -> Result<Vec<CaseFact>, Failure> {
    let Actor::Staff(staff) = desk.meta.actor else { return Err(Failure::Denied) };
    match act {
        CaseAct::BreakGlass { words } => {
            let hours = desk.tables.break_glass_hours(desk.today())?;
            let until = desk.meta.recorded_at.checked_add(SignedDuration::from_hours(hours));
            let until_at = until.map_err(Failure::defect)?;
            let command = BreakGlass { staff, until_at, words: words.clone() };
            access::break_glass(case, &command).map_err(refused)
        }
        CaseAct::ReviewAccess { access, justified, words } => {
            let (access, justified, words) = (*access, *justified, words.clone());
            let command = ReviewAccess { access, reviewer: staff, justified, words };
            access::review(case, &command).map_err(refused)
        }
        _ => Ok(Vec::new()),
    }
}

fn allocate(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &CaseAct,
) -> Result<Vec<CaseFact>, Failure> {
    let CaseAct::Allocate { from, officer, reason } = act else { return Ok(Vec::new()) };
    if case.is_excluded(*officer) {
        let text = "this member of staff is excluded from the case";
        return Err(Refused::new("access-excluded", Some("officer"), text).into());
    }
    let candidates = records.candidates(case.office(), desk.meta)?;
    let known = candidates.into_iter().find(|candidate| candidate.staff == *officer);
    let candidate = match known {
        Some(candidate) => candidate,
        // Somebody of another office, or who left: the wing says which.
        None => records
            .staff(*officer)?
            .ok_or(Failure::NotFound)
            .and_then(|staff| super::post::candidate_of(&staff).ok_or(Failure::NotFound))?,
    };
    let points = desk.tables.points_in_hand(case, desk.today());
    let command = AllocateCase { from: *from, officer: candidate, points, reason: *reason };
    allocation::allocate(case, &command, desk.today()).map_err(refused)
}
