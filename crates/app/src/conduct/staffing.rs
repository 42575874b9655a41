//! What is recorded of a member of staff besides the posts: what the person is to carry, leave, leaving.

use bagyt_casework::deputy::{self, AppointDeputy};
use bagyt_casework::oversight::{self, SampleRule};
use bagyt_casework::staff::Staff;
use bagyt_casework::{leave, staff as posts, workload};
use bagyt_core::identity::StaffId;
use jiff::civil::Date;

use super::post::decision;
use super::{Desk, refused};
use crate::outcome::{Failure, Refused};
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
        StaffAct::DrawSample(command) => {
            let rule = rule_of(desk, command.drawn.on())?;
            oversight::draw_sample(&staff, command, &rule).map_err(refused)?
        }
        StaffAct::AnswerSample(command) => {
            let drawn = staff.samples.iter().find(|one| one.mark.version == command.sample);
            let on = drawn.map_or_else(|| desk.today(), |sample| sample.mark.on);
            let rule = rule_of(desk, on)?;
            oversight::answer_sample(&staff, command, &rule, desk.today()).map_err(refused)?
        }
        StaffAct::AppointDeputy(command) => {
            let rule = deputy_rule(desk, &staff, command)?;
            deputy::appoint(&staff, command, rule, desk.today()).map_err(refused)?
        }
        StaffAct::WithdrawDeputy(command) => {
            deputy::withdraw(&staff, command, desk.today()).map_err(refused)?
        }
        StaffAct::Leave(command) => posts::leave(&staff, command).map_err(refused)?,
    };
    Ok(decision(desk, &staff, facts.into_iter().map(AnyFact::Staff).collect()))
}

/// Decides what acts about several members of staff write: all of them or none.
pub(super) fn conduct_all(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    acts: &[(StaffId, StaffAct)],
) -> Result<Decision, Failure> {
    let mut whole = Decision::default();
    for (id, act) in acts {
        let one = conduct(desk, records, *id, act)?;
        if whole.writes.is_empty() {
            whole.answer = one.answer;
        }
        whole.writes.extend(one.writes);
    }
    Ok(whole)
}

/// Whether somebody works under the interregional department of an office, and for how many days a
/// deputy is appointed.
fn deputy_rule(
    desk: &Desk<'_>,
    staff: &Staff,
    command: &AppointDeputy,
) -> Result<(bool, u16), Failure> {
    let on = command.from.on();
    let days = desk.tables.deputy_days(on).ok_or_else(|| {
        let text = format!("policy/deputies.toml says nothing of deputies on {on}");
        Refused::new("no-deputy-setting", None, &text).with("on", on)
    })?;
    let post = staff.post_on(on).map(|post| &post.office);
    Ok((post.is_some_and(|post| desk.tables.is_one_region(post, &command.office)), days))
}

/// What the policy said of samples on a day.
fn rule_of(desk: &Desk<'_>, on: Date) -> Result<SampleRule, Failure> {
    let edition = desk.tables.oversight(on).ok_or_else(|| {
        let text = format!("policy/oversight.toml says nothing of samples on {on}");
        Refused::new("no-oversight-setting", None, &text).with("on", on)
    })?;
    Ok(edition.rule())
}
