//! Work and training: the register of employers, and the places that clients take.

use bagyt_casework::case::Case;
use bagyt_casework::codes::JobAnswer;
use bagyt_casework::employer;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::job::{self, NoJob};
use bagyt_core::identity::EmployerId;
use jiff::civil::Date;

use super::{Desk, refused};
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::support_act::{EmployerAct, JobAct};
use crate::support_setting::JobSetting;

/// Decides what a job writes into the case.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &JobAct,
) -> Result<Vec<CaseFact>, Failure> {
    let today = desk.today();
    match act {
        JobAct::Send(command) => {
            let on = command.sent.on();
            let employer = records.employer(command.employer)?;
            let days = setting(desk, on)?.answer_working_days;
            let answer_by = desk.tables.calendar().plus_working_days(on, days);
            let answer_by = answer_by.map_err(Failure::defect)?;
            job::send(case, command, (&employer, answer_by), today).map_err(|why| match why {
                NoJob::Case(refusal) => refused(refusal),
                NoJob::Employer(refusal) => refused(refusal),
            })
        }
        JobAct::Answer(command) => {
            let checks = &setting(desk, command.answered.on())?.check_months;
            job::answer(case, command, checks, today).map_err(refused)
        }
        JobAct::Check(command) => {
            let checks = &setting(desk, command.checked.on())?.check_months;
            job::check(case, command, checks, today).map_err(refused)
        }
    }
}

/// Returns what taking a place writes in the employer's stream, so that no place is given twice.
pub(super) fn place_taken(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &JobAct,
) -> Result<Option<Write>, Failure> {
    let JobAct::Answer(command) = act else { return Ok(None) };
    if command.outcome != JobAnswer::Taken {
        return Ok(None);
    }
    let mut jobs = case.support().jobs.jobs.iter();
    let Some(job) = jobs.find(|one| one.mark.version == command.job) else { return Ok(None) };
    let known = records.employer(job.employer)?;
    let place = (job.vacancy, case.id);
    let facts = employer::take_place(&known, place, command.answered).map_err(refused)?;
    Ok(Some(Write {
        stream: job.employer.stream(),
        version: known.version,
        zone: desk.tables.zone(),
        facts: facts.into_iter().map(AnyFact::Employer).collect(),
    }))
}

/// Decides what is written in an office's register of employers.
pub(super) fn in_employer(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: EmployerId,
    act: &EmployerAct,
) -> Result<Decision, Failure> {
    let known = records.employer(id)?;
    let today = desk.today();
    let facts = match act {
        EmployerAct::Describe(command) => employer::describe(&known, command, today),
        EmployerAct::Close(command) => employer::close(&known, command, today),
        EmployerAct::Offer(command) => employer::offer(&known, command, today),
        EmployerAct::CloseVacancy(command) => employer::close_vacancy(&known, command, today),
    };
    let facts = facts.map_err(refused)?.into_iter().map(AnyFact::Employer).collect();
    let (stream, version) = (id.stream(), known.version);
    Ok(Decision {
        writes: vec![Write { stream, version, zone: desk.tables.zone(), facts }],
        answer: Answer::done(stream),
        ..Decision::default()
    })
}

fn setting<'d>(desk: &'d Desk<'_>, on: Date) -> Result<&'d JobSetting, Refused> {
    desk.tables.support().job(on).ok_or_else(|| {
        let text = format!("policy/support.toml says nothing of jobs on {on}");
        Refused::new("no-support-setting", None, &text).with("on", on)
    })
}
