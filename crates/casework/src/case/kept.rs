//! What the state keeps of an entry, made from its fact.

use bagyt_core::command::Actor;
use bagyt_core::effective::Zone;
use bagyt_core::identity::StaffId;
use jiff::civil::Date;

use crate::entries::{Appointment, Attribute, Mark, Submission};
use crate::fact::{AppointmentArranged, AttributeEstablished, SubmissionDrafted};

pub(super) fn attribute(mark: Mark, fact: &AttributeEstablished, recorded_on: Date) -> Attribute {
    let until = fact.until.and_then(|last| last.tomorrow().ok());
    Attribute {
        mark,
        attribute: fact.attribute.clone(),
        until,
        was_over: until.is_some_and(|until| until <= recorded_on),
    }
}

pub(super) fn appointment(mark: Mark, fact: &AppointmentArranged, zone: Zone) -> Appointment {
    Appointment {
        mark,
        id: fact.appointment,
        begins_at: fact.begins_at,
        begins_on: zone.day_of(fact.begins_at),
        minutes: fact.minutes,
        kind: fact.kind,
        particulars: fact.particulars().map(Box::new),
        cancelled: None,
    }
}

/// Returns who recorded an entry, where that was a member of staff.
pub(super) fn staff_of(actor: &Actor) -> Option<StaffId> {
    match actor {
        Actor::Staff(staff) => Some(*staff),
        Actor::Agency(_) | Actor::System => None,
    }
}

pub(super) fn submission(mark: Mark, actor: &Actor, fact: &SubmissionDrafted) -> Submission {
    Submission {
        mark,
        id: fact.submission,
        kind: fact.kind,
        drafted_by: staff_of(actor),
        grounds: fact.grounds.clone(),
        law: fact.law.clone(),
        approved: None,
        sent: None,
        received: None,
    }
}

/// Takes back the step of a submission that stands in the entry of that version.
pub(super) fn forget_step(submission: &mut Submission, version: u32) {
    if submission.approved.as_ref().is_some_and(|approval| approval.mark.version == version) {
        submission.approved = None;
    }
    if submission.sent.is_some_and(|(mark, _)| mark.version == version) {
        submission.sent = None;
    }
    if submission.received.is_some_and(|mark| mark.version == version) {
        submission.received = None;
    }
}
