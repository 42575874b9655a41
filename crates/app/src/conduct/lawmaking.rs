//! What becomes of a row that lawyers write.

use std::sync::Arc;

use bagyt_core::drafting::{self, Draft, DraftFact};
use bagyt_core::identity::{StaffId, TableId};
use bagyt_core::table::TablePublished;

use super::{Desk, refused};
use crate::command::DraftAct;
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};

/// Decides what an act about a draft writes.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: TableId,
    act: &DraftAct,
) -> Result<Decision, Failure> {
    let draft = records.law_draft(id)?;
    let facts = match act {
        DraftAct::Write(row) => drafting::write(&draft, row),
        DraftAct::Ask(effect) => drafting::ask(&draft, *effect),
        DraftAct::GiveBack { by, words } => drafting::give_back(&draft, *by, words),
        DraftAct::GiveUp => drafting::give_up(&draft),
    };
    Ok(decision(desk, id, &draft, facts.map_err(refused)?))
}

/// Decides what the approval of a draft writes: that it was approved, and the table with its row.
pub(super) fn enact(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    (id, by): (TableId, StaffId),
    (publish, (table, bytes)): (Write, &(TablePublished, Arc<[u8]>)),
) -> Result<Decision, Failure> {
    let draft = records.law_draft(id)?;
    let facts = drafting::approve(&draft, by, &table.digest).map_err(refused)?;
    let mut decision = decision(desk, id, &draft, facts);
    decision.writes.push(publish);
    decision.blobs.push(bytes.to_vec());
    Ok(decision)
}

fn decision(desk: &Desk<'_>, id: TableId, draft: &Draft, facts: Vec<DraftFact>) -> Decision {
    let facts = facts.into_iter().map(AnyFact::Draft).collect();
    let (stream, version) = (id.stream(), draft.version);
    Decision {
        writes: vec![Write { stream, version, zone: desk.tables.zone(), facts }],
        answer: Answer::done(stream),
        ..Decision::default()
    }
}
