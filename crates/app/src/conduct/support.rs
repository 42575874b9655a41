//! Help for clients: referrals to services with the days of the settings, and the register of
//! services.

use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::{referral, service};
use bagyt_core::identity::ServiceId;
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Desk, refused};
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::support_act::{ServiceAct, SupportAct};

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
        SupportAct::EndReferral(command) => referral::end(case, command, today).map_err(refused),
    }
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
