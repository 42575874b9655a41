//! Prosecutors' acts of supervision: registered once, and answered by a day.

use bagyt_casework::prosecutor::{self, ReceiveProsecutorAct};
use bagyt_core::identity::ProsecutorActId;

use super::{Desk, refused};
use crate::command::ProsecutorAction;
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, AnyFact, Decision, Records, Write};

/// Decides what is written of a prosecutor's act.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: ProsecutorActId,
    act: &ProsecutorAction,
) -> Result<Decision, Failure> {
    let known = records.prosecutor_act(id)?;
    let (today, stream) = (desk.today(), id.stream());
    let mut claims = Vec::new();
    let facts = match act {
        ProsecutorAction::Receive(command) => {
            let claim = prosecutor::claim(command);
            let is_registered = records.holder(&claim)?.is_some();
            claims.push((claim, stream));
            let days = days(desk, command)?;
            prosecutor::receive(&known, command, (is_registered, days), today)
        }
        ProsecutorAction::Answer(command) => prosecutor::answer(&known, command, today),
    };
    let facts = facts.map_err(refused)?.into_iter().map(AnyFact::Prosecutor).collect();
    let zone = desk.tables.zone();
    Ok(Decision {
        writes: vec![Write { stream, version: known.version, zone, facts }],
        claims,
        answer: Answer::done(stream),
        ..Decision::default()
    })
}

fn days(desk: &Desk<'_>, command: &ReceiveProsecutorAct) -> Result<i64, Failure> {
    let on = command.received.on();
    desk.tables.prosecutor_days(command.kind, on).ok_or_else(|| {
        let text = format!("policy/prosecutor.toml says nothing of acts that came on {on}");
        Refused::new("no-prosecutor-setting", None, &text).with("on", on).into()
    })
}
