//! Channels on which a client is reminded, and the reminders that were handed over.

use bagyt_casework::case::Case;
use bagyt_casework::channel::{self, VerifyingRules};
use bagyt_casework::fact::CaseFact;
use bagyt_casework::reminder;
use jiff::SignedDuration;

use super::{Desk, refused};
use crate::command::CaseAct;
use crate::outcome::{Failure, Refused};

/// Decides what an act about channels and reminders writes.
pub(super) fn conduct(
    desk: &Desk<'_>,
    case: &Case,
    act: &CaseAct,
) -> Result<Vec<CaseFact>, Failure> {
    let now = desk.meta.recorded_at;
    match act {
        CaseAct::RecordChannel(command) => {
            let rules = rules(desk)?;
            channel::record(case, command, rules, now).map_err(refused)
        }
        CaseAct::VerifyChannel { channel, is_right } => {
            channel::verify(case, *channel, *is_right, now).map_err(refused)
        }
        CaseAct::WithdrawChannel(channel) => channel::withdraw(case, *channel).map_err(refused),
        CaseAct::NoteReminder(command) => reminder::note(case, command, now).map_err(refused),
        CaseAct::NoteCode(channel) => channel::note_code(case, *channel, now).map_err(refused),
        _ => Ok(Vec::new()),
    }
}

/// How a number is verified, by the setting of the day.
fn rules(desk: &Desk<'_>) -> Result<VerifyingRules, Failure> {
    let on = desk.today();
    let setting = desk.tables.reminders().on(on).ok_or_else(|| {
        let text = format!("policy/reminders.toml says nothing of {on}");
        Refused::new("no-reminder-setting", None, &text).with("on", on)
    })?;
    let hours = SignedDuration::from_hours(setting.code_hours);
    let until_at = desk.meta.recorded_at.checked_add(hours).map_err(Failure::defect)?;
    Ok(VerifyingRules { until_at, tries_most: setting.code_tries })
}
