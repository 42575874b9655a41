//! Training needs, and the results of projects.

use bagyt_academy::need::{self, AnswerNeed, Figure, RaiseNeed};
use bagyt_cooperation::project::{self, OpenProject, PublishResult};
use bagyt_core::identity::{NeedId, ProjectId, StreamId};

use super::{Desk, refused};
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};

/// Decides what raising a need writes.
pub(super) fn raise(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: NeedId,
    command: &RaiseNeed,
) -> Result<Decision, Failure> {
    let open = records.open_needs()?;
    let facts = need::raise(command, desk.tables.need_rules(), &open).map_err(refused)?;
    Ok(decision(desk, id.stream(), 0, facts.into_iter().map(AnyFact::Need).collect()))
}

/// Decides what the figure of a need writes, counted again.
pub(super) fn remeasure(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: NeedId,
    figure: &Figure,
) -> Result<Decision, Failure> {
    let need = records.need(id)?;
    let facts = need::remeasure(&need, figure).map_err(refused)?;
    let facts = facts.into_iter().map(AnyFact::Need).collect();
    Ok(decision(desk, id.stream(), need.version, facts))
}

/// Decides what the answer to a need writes.
pub(super) fn answer(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: NeedId,
    command: &AnswerNeed,
) -> Result<Decision, Failure> {
    let need = records.need(id)?;
    let facts = need::answer(&need, command).map_err(refused)?;
    let facts = facts.into_iter().map(AnyFact::Need).collect();
    Ok(decision(desk, id.stream(), need.version, facts))
}

/// Decides what opening a project writes.
pub(super) fn open_project(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: ProjectId,
    command: &OpenProject,
) -> Result<Decision, Failure> {
    let project = records.project(id)?;
    let facts = project::open(&project, command, desk.tables.standards()).map_err(refused)?;
    let facts = facts.into_iter().map(AnyFact::Project).collect();
    Ok(decision(desk, id.stream(), project.version, facts))
}

/// Decides what publishing a result writes.
pub(super) fn publish_result(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: ProjectId,
    command: &PublishResult,
) -> Result<Decision, Failure> {
    let project = records.project(id)?;
    let facts = project::publish(&project, command, desk.tables.standards()).map_err(refused)?;
    let facts = facts.into_iter().map(AnyFact::Project).collect();
    Ok(decision(desk, id.stream(), project.version, facts))
}

fn decision(desk: &Desk<'_>, stream: StreamId, version: u32, facts: Vec<AnyFact>) -> Decision {
    Decision {
        writes: vec![Write { stream, version, zone: desk.tables.zone(), facts }],
        answer: Answer::done(stream),
        ..Decision::default()
    }
}
