//! Help for clients: referrals to services with the days of the settings, and the register of
//! services.

use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::reliance::Reliance;
use bagyt_casework::reward::{GiveReward, RewardRules};
use bagyt_casework::{lawyer, programme, referral, reward, service};
use bagyt_core::identity::ServiceId;
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Desk, job, refused, specialist};
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::support_act::{ProgrammeAct, ServiceAct, SupportAct};

/// Decides what helping a client writes into the case.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &SupportAct,
) -> Result<Vec<CaseFact>, Failure> {
    let today = desk.today();
    match act {
        SupportAct::Refer(command) => {
            let service = records.service(command.service)?;
            let answer_by = answer_by(desk, command.referred.on())?;
            referral::refer(case, command, (&service, answer_by), today).map_err(refused)
        }
        SupportAct::AnswerReferral(command) => {
            let on = command.answered.on();
            let attend_by = later(on, desk.tables.referral_setting(on)?.attendance_days);
            referral::answer(case, command, attend_by, today).map_err(refused)
        }
        SupportAct::FollowReferral(command) => {
            let on = command.followed.on();
            let review_by = later(on, desk.tables.referral_setting(on)?.review_days);
            referral::follow(case, command, review_by, today).map_err(refused)
        }
        SupportAct::AskLawyer(command) => {
            let on = command.asked.on();
            let days = desk.tables.support().lawyer_days(on).ok_or_else(|| {
                let text = format!("policy/support.toml says nothing of lawyers on {on}");
                Refused::new("no-support-setting", None, &text).with("on", on)
            })?;
            let answer_by = desk.tables.calendar().plus_working_days(on, days);
            let answer_by = answer_by.map_err(Failure::defect)?;
            lawyer::ask(case, command, answer_by, today).map_err(refused)
        }
        SupportAct::AnswerLawyer(command) => lawyer::answer(case, command, today).map_err(refused),
        SupportAct::Programme(act) => programme(desk, case, act),
        SupportAct::Job(act) => job::conduct(desk, records, case, act),
        SupportAct::Specialist(act) => specialist::conduct(desk, records, case, act),
        SupportAct::Reward { give, by_head } => reward(desk, case, give, *by_head),
        SupportAct::EndReferral(command) => referral::end(case, command, today).map_err(refused),
    }
}

/// Decides what a programme of the catalogue writes.
fn programme(desk: &Desk<'_>, case: &Case, act: &ProgrammeAct) -> Result<Vec<CaseFact>, Failure> {
    let today = desk.today();
    match act {
        ProgrammeAct::Enrol(command) => {
            let rules = desk.tables.support().programme(&command.programme, command.enrolled.on());
            programme::enrol(case, command, rules.as_ref(), today).map_err(refused)
        }
        ProgrammeAct::Attend(command) => programme::attend(case, command, today).map_err(refused),
        ProgrammeAct::End(command) => programme::end(case, command, today).map_err(refused),
    }
}

/// Decides what giving a reward writes. What only a head gives was asked for as such.
fn reward(
    desk: &Desk<'_>,
    case: &Case,
    command: &GiveReward,
    by_head: bool,
) -> Result<Vec<CaseFact>, Failure> {
    let (tables, on) = (desk.tables, command.given.on());
    let settings = tables.support();
    let row = settings.rewards().iter().find(|row| row.code == command.kind && row.holds_on(on));
    if row.is_some_and(|row| row.by_head != by_head) {
        return Err(Failure::Denied);
    }
    let law = row.and_then(|row| row.law.as_deref());
    let law = law.and_then(|code| tables.pack().edition(code, on).ok());
    let rules = RewardRules {
        rewards: settings.rewards(),
        milestones: settings.milestones(),
        law: law.map(|row| Reliance::of_row(row, None)),
    };
    reward::give(case, command, &rules, desk.today()).map_err(refused)
}

/// Decides what is written in an office's register of services.
pub(super) fn in_service(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: ServiceId,
    act: &ServiceAct,
) -> Result<Decision, Failure> {
    let known = records.service(id)?;
    let today = desk.today();
    let facts = match act {
        ServiceAct::Describe(command) => service::describe(&known, command, today),
        ServiceAct::Close(command) => service::close(&known, command, today),
    };
    let facts = facts.map_err(refused)?.into_iter().map(AnyFact::Service).collect();
    let (stream, version) = (id.stream(), known.version);
    Ok(Decision {
        writes: vec![Write { stream, version, zone: desk.tables.zone(), facts }],
        answer: Answer::done(stream),
        ..Decision::default()
    })
}

/// The last working day on which the answer to a referral is awaited.
fn answer_by(desk: &Desk<'_>, on: Date) -> Result<Date, Failure> {
    let days = desk.tables.referral_setting(on)?.answer_working_days;
    desk.tables.calendar().plus_working_days(on, days).map_err(Failure::defect)
}

fn later(on: Date, days: u32) -> Date {
    on.saturating_add(i64::from(days).days())
}
