//! Victims' wishes to be told of what happens to a client.

use bagyt_casework::wish;
use bagyt_core::identity::WishId;

use super::{Desk, refused};
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::support_act::WishAct;

/// Decides what is written of a wish.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: WishId,
    act: &WishAct,
) -> Result<Decision, Failure> {
    let known = records.wish(id)?;
    let today = desk.today();
    let mut reads = Vec::new();
    let facts = match act {
        WishAct::Record(command) => {
            let case = records.case(command.case)?.ok_or(Failure::NotFound)?;
            reads.push((case.id.stream(), case.version));
            wish::record(command, today)
        }
        WishAct::Tell(command) => {
            let case = known.standing.as_ref().ok_or(Failure::NotFound)?.case;
            let facts = records.holding(case)?;
            wish::tell(&known, command, &facts, today)
        }
        WishAct::Withdraw(command) => wish::withdraw(&known, command, today),
    };
    let facts = facts.map_err(refused)?.into_iter().map(AnyFact::Wish).collect();
    let (stream, version) = (id.stream(), known.version);
    Ok(Decision {
        writes: vec![Write { stream, version, zone: desk.tables.zone(), facts }],
        reads,
        answer: Answer::done(stream),
        ..Decision::default()
    })
}
