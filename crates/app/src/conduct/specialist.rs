//! The work of psychologists and social workers: what they are asked, their sessions, and their
//! confidential notes.
//!
//! Whoever is named as the one who acts must be the one who gives the command.

use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::{notebook, specialist};
use bagyt_core::command::Actor;
use bagyt_core::identity::{NotebookId, StaffId};
use jiff::SignedDuration;

use super::{Desk, refused};
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::support_act::{NotebookAct, SpecialistAct};

/// Decides what a specialist's work writes into the case.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &SpecialistAct,
) -> Result<Vec<CaseFact>, Failure> {
    let (today, now) = (desk.today(), desk.meta.recorded_at);
    match act {
        SpecialistAct::Ask(command) => {
            let on = command.asked.on();
            let days = desk.tables.support().specialist_days(on).ok_or_else(|| {
                let text = format!("policy/support.toml says nothing of specialists on {on}");
                Refused::new("no-support-setting", None, &text).with("on", on)
            })?;
            let answer_by = desk.tables.calendar().plus_working_days(on, days);
            let answer_by = answer_by.map_err(Failure::defect)?;
            let staff = records.staff(command.specialist)?;
            let post = staff.as_ref().and_then(|staff| staff.post_on(on));
            let post = post.map(|post| (post.role, &post.office));
            specialist::ask(case, command, (post, answer_by), today).map_err(refused)
        }
        SpecialistAct::Answer(command) => {
            acts(desk, command.by)?;
            specialist::answer(case, command, today).map_err(refused)
        }
        SpecialistAct::Arrange(command) => {
            acts(desk, command.by)?;
            let busy = records.sessions_of(command.by)?;
            specialist::arrange(case, command, &busy, now).map_err(refused)
        }
        SpecialistAct::Record(command) => {
            command.by.map_or(Ok(()), |by| acts(desk, by))?;
            specialist::record(case, command, now).map_err(refused)
        }
        SpecialistAct::End(command) => {
            command.by.map_or(Ok(()), |by| acts(desk, by))?;
            specialist::end(case, command, today).map_err(refused)
        }
    }
}

/// Decides what is written into a notebook.
pub(super) fn in_notebook(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: NotebookId,
    act: &NotebookAct,
) -> Result<Decision, Failure> {
    let known = records.notebook(id)?;
    let today = desk.today();
    let mut reads = Vec::new();
    let facts = match act {
        NotebookAct::Write { case, write } => {
            acts(desk, write.by)?;
            let case = records.case(*case)?.ok_or(Failure::NotFound)?;
            // Whoever ends the work in between is heard first.
            reads.push((case.id.stream(), case.version));
            notebook::write(&known, &case, write, today).map_err(refused)?
        }
        NotebookAct::Share(share) => {
            acts(desk, share.by)?;
            let staff = records.staff(share.with)?;
            let role = staff.as_ref().and_then(|staff| staff.post_on(today));
            let role = role.map(|post| post.role);
            notebook::share(&known, share, role, today).map_err(refused)?
        }
        NotebookAct::Open(open) => {
            acts(desk, open.by)?;
            let hours = desk.tables.support().notebook_hours(today).ok_or_else(|| {
                let text = format!("policy/support.toml says nothing of notebooks on {today}");
                Refused::new("no-support-setting", None, &text).with("on", today)
            })?;
            let hours = SignedDuration::from_hours(i64::from(hours));
            let until_at = desk.meta.recorded_at.checked_add(hours).map_err(Failure::defect)?;
            notebook::open(&known, open, until_at).map_err(refused)?
        }
    };
    let facts = facts.into_iter().map(AnyFact::Notebook).collect();
    let (stream, version) = (id.stream(), known.version);
    Ok(Decision {
        writes: vec![Write { stream, version, zone: desk.tables.zone(), facts }],
        reads,
        answer: Answer::done(stream),
        ..Decision::default()
    })
}

/// Refuses an act in another's name.
fn acts(desk: &Desk<'_>, by: StaffId) -> Result<(), Failure> {
    match desk.meta.actor == Actor::Staff(by) {
        true => Ok(()),
        false => Err(Failure::Denied),
    }
}
