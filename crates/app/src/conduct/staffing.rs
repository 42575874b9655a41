//! What is recorded of a member of staff besides the posts: what the person is to carry, leave, leaving.

use bagyt_casework::{leave, staff as posts, workload};
use bagyt_core::identity::StaffId;

use super::post::decision;
use super::{Desk, refused};
use crate::outcome::Failure;
use crate::records::{AnyFact, Decision, Records};
use crate::staffing::StaffAct;

/// Decides what an act about a member of staff writes.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: StaffId,
    act: &StaffAct,
) -> Result<Decision, Failure> {
    let staff = records.staff(id)?.ok_or(Failure::NotFound)?;
    let facts = match act {
        StaffAct::GrantReduction(command) => {
            let edition = desk.tables.workload(command.from.on());
            let rules = edition.map_or(&[][..], |edition| edition.reductions());
            workload::grant_reduction(&staff, command, rules).map_err(refused)?
        }
        StaffAct::EndReduction(command) => {
            workload::end_reduction(&staff, command).map_err(refused)?
        }
        StaffAct::RecordLeave(command) => {
            let cover = records.staff(command.cover)?.ok_or(Failure::NotFound)?;
            let covering = records.covering(id, command.from.on())?;
            leave::record_leave(&staff, command, &cover, &covering).map_err(refused)?
        }
        StaffAct::EndLeave(command) => leave::end_leave(&staff, command).map_err(refused)?,
        StaffAct::Leave(command) => posts::leave(&staff, command).map_err(refused)?,
    };
    Ok(decision(desk, &staff, facts.into_iter().map(AnyFact::Staff).collect()))
}
