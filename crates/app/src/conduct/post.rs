//! Appointing staff, and their leaving.

use bagyt_casework::allocation::Candidate;
use bagyt_casework::codes::Role;
use bagyt_casework::staff::{self, AppointStaff, LeaveStaff, Staff};
use bagyt_casework::workload::Workload;
use bagyt_core::identity::StaffId;

use super::{Desk, refused};
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};

/// Decides what an appointment writes.
pub(super) fn appoint(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: StaffId,
    command: &AppointStaff,
) -> Result<Decision, Failure> {
    let known = records.staff(id)?;
    let nobody = Staff::unknown(id);
    let staff = known.as_deref().unwrap_or(&nobody);
    // A clerk works at a court, everybody else in the service.
    let posts = match command.role {
        Role::Clerk => desk.tables.courts(),
        _ => desk.tables.posts(),
    };
    let facts = staff::appoint(staff, command, &posts).map_err(refused)?;
    Ok(decision(desk, staff, facts.into_iter().map(AnyFact::Staff).collect()))
}

/// Decides what a leaving writes.
pub(super) fn leave(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: StaffId,
    command: &LeaveStaff,
) -> Result<Decision, Failure> {
    let staff = records.staff(id)?.ok_or(Failure::NotFound)?;
    let facts = staff::leave(&staff, command).map_err(refused)?;
    Ok(decision(desk, &staff, facts.into_iter().map(AnyFact::Staff).collect()))
}

/// Returns facts of a member of staff as what is written.
pub(super) fn decision(desk: &Desk<'_>, staff: &Staff, facts: Vec<AnyFact>) -> Decision {
    let stream = staff.id.stream();
    let zone = desk.tables.zone();
    Decision {
        writes: vec![Write { stream, version: staff.version, zone, facts }],
        answer: Answer::done(stream),
        ..Decision::default()
    }
}

/// Returns a member of staff as one who may be given a case; the newest post counts.
pub(crate) fn candidate_of(staff: &Staff) -> Option<Candidate> {
    let post = staff.posts.last()?;
    Some(Candidate {
        staff: staff.id,
        role: post.role,
        office: post.office.clone(),
        left_on: post.until_on,
        load: Workload::default(),
    })
}
