//! Arranging, moving and cancelling appointments.
//!
//! An appointment is an agreed future meeting at an office's hour; what came of it is recorded in
//! [`crate::contact`]. An officer and a client are each in one place at a time, so a clash is
//! refused and named.

use bagyt_core::fact::PrivateWords;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::{AppointmentStatus, CancelReason, ContactKind, ContactPlace};
use crate::entries::Appointment;
use crate::fact::{AppointmentId, CaseFact, WORDS_MAX, sealed, too_long};

/// Arranges an appointment.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrangeAppointment {
    /// Its identifier, made by the caller.
    pub appointment: AppointmentId,
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it is to last, in minutes.
    pub minutes: u16,
    /// Kind of meeting.
    pub kind: ContactKind,
    /// Where.
    pub place: ContactPlace,
    /// What to bring, how to get there.
    pub words: String,
}

/// Moves an appointment to another time.
#[derive(Clone, Debug, PartialEq)]
pub struct RescheduleAppointment {
    /// The appointment that is moved.
    pub appointment: AppointmentId,
    /// The one that takes its place.
    pub to: ArrangeAppointment,
}

/// Cancels an appointment.
#[derive(Clone, Debug, PartialEq)]
pub struct CancelAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// Why.
    pub reason: CancelReason,
    /// In words.
    pub words: String,
}

/// A time at which the officer is not free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The appointment that takes it.
    pub appointment: AppointmentId,
    /// When it begins.
    pub begins_at: Timestamp,
    /// Its length in minutes.
    pub minutes: u16,
}

/// An appointment was arranged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppointmentArranged {
    /// Its identifier.
    pub appointment: AppointmentId,
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it is to last, in minutes.
    pub minutes: u16,
    /// Kind of meeting.
    pub kind: ContactKind,
    /// Where.
    pub place: ContactPlace,
    /// What to bring, how to get there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An appointment was cancelled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppointmentCancelled {
    /// Which.
    pub appointment: AppointmentId,
    /// Why.
    pub reason: CancelReason,
    /// The appointment that takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<AppointmentId>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The longest appointment in minutes: the longest working day of a group session or of community
/// work.
pub const MINUTES_MAX: u16 = 8 * 60;

bagyt_core::refusals! {
    /// Why an appointment is not arranged, moved or cancelled.
    pub enum AppointmentRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such appointment.
        #[error("the case has no appointment {appointment}")]
        UnknownAppointment {
            /// The appointment that was named.
            appointment: AppointmentId,
        } = "unknown-appointment" @ "appointment",
        /// The appointment has an outcome or was cancelled.
        #[error("the appointment of {begins_on} is already {status}")]
        AppointmentDecided {
            /// Day of the appointment.
            begins_on: Date,
            /// How it stands.
            status: AppointmentStatus,
        } = "appointment-decided" @ "appointment",
        /// The time has passed.
        #[error("an appointment is arranged for the future; {begins_on} at that hour has passed")]
        InThePast {
            /// Day that was given.
            begins_on: Date,
        } = "appointment-in-the-past" @ "begins_at",
        /// The day lies outside the term.
        #[error("the case is under supervision from {from} to {until}, not on {begins_on}")]
        OutsideTerm {
            /// Day that was given.
            begins_on: Date,
            /// First day of the term.
            from: Date,
            /// Last day of the term.
            until: Date,
        } = "appointment-outside-term" @ "begins_at",
        /// The length is not possible.
        #[error("an appointment of {minutes} minutes is not possible; the most is {most}")]
        LengthImpossible {
            /// Minutes given.
            minutes: u16,
            /// The most.
            most: u16,
        } = "length-impossible" @ "minutes",
        /// The client has another appointment then.
        #[error("the client has another appointment on {begins_on} at that hour")]
        ClientNotFree {
            /// Day of the other appointment.
            begins_on: Date,
        } = "client-not-free" @ "begins_at",
        /// The officer has another appointment then.
        #[error("the officer has another appointment on {begins_on} at that hour")]
        OfficerNotFree {
            /// Day of the other appointment.
            begins_on: Date,
        } = "officer-not-free" @ "begins_at",
        /// The words are too long.
        #[error("the words have {characters} characters; the most is {most}")]
        WordsTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "words-too-long" @ "words",
    }
}

/// Decides what to write when an appointment is arranged.
///
/// `busy` are the officer's other appointments near that time; `now` is the instant of the command.
///
/// # Errors
///
/// [`AppointmentRefusal`], in the order of its variants; the first that applies is returned.
pub fn arrange(
    case: &Case,
    command: &ArrangeAppointment,
    busy: &[Busy],
    now: Timestamp,
) -> Result<Vec<CaseFact>, AppointmentRefusal> {
    check_open(case)?;
    check_time(case, command, now)?;
    check_free(case, command, None, busy)?;
    check_words(&command.words)?;
    Ok(vec![arranged(command)])
}

/// Decides what to write when an appointment is moved: the old one is cancelled, naming the new.
///
/// `busy` are the officer's other appointments near the new time; `now` is the instant of the
/// command.
///
/// # Errors
///
/// [`AppointmentRefusal`], in the order of its variants; the first that applies is returned.
pub fn reschedule(
    case: &Case,
    command: &RescheduleAppointment,
    busy: &[Busy],
    now: Timestamp,
) -> Result<Vec<CaseFact>, AppointmentRefusal> {
    check_open(case)?;
    find_planned(case, command.appointment)?;
    let moved = Some(command.appointment);
    check_time(case, &command.to, now)?;
    check_free(case, &command.to, moved, busy)?;
    check_words(&command.to.words)?;
    let cancelled = CaseFact::AppointmentCancelled(AppointmentCancelled {
        appointment: command.appointment,
        reason: CancelReason::Rescheduled,
        replaced_by: Some(command.to.appointment),
        private: None,
    });
    Ok(vec![cancelled, arranged(&command.to)])
}

/// Decides what to write when an appointment is cancelled.
///
/// # Errors
///
/// [`AppointmentRefusal`], in the order of its variants; the first that applies is returned.
pub fn cancel(
    case: &Case,
    command: &CancelAppointment,
) -> Result<Vec<CaseFact>, AppointmentRefusal> {
    find_planned(case, command.appointment)?;
    check_words(&command.words)?;
    Ok(vec![CaseFact::AppointmentCancelled(AppointmentCancelled {
        appointment: command.appointment,
        reason: command.reason,
        replaced_by: None,
        private: sealed(&command.words),
    })])
}

fn check_open(case: &Case) -> Result<(), AppointmentRefusal> {
    match case.closing() {
        Some(closing) => Err(AppointmentRefusal::CaseClosed { closed_on: closing.mark.on }),
        None => Ok(()),
    }
}

fn find_planned(case: &Case, id: AppointmentId) -> Result<&Appointment, AppointmentRefusal> {
    let found = case
        .find_appointment(id)
        .ok_or(AppointmentRefusal::UnknownAppointment { appointment: id })?;
    match case.appointment_status(found) {
        AppointmentStatus::Planned => Ok(found),
        status => {
            Err(AppointmentRefusal::AppointmentDecided { begins_on: found.begins_on, status })
        }
    }
}

fn check_time(
    case: &Case,
    command: &ArrangeAppointment,
    now: Timestamp,
) -> Result<(), AppointmentRefusal> {
    let begins_on = case.zone.day_of(command.begins_at);
    if command.begins_at <= now {
        return Err(AppointmentRefusal::InThePast { begins_on });
    }
    let term = case.term();
    if !term.contains(begins_on) {
        let (from, until) = (term.from, term.until);
        return Err(AppointmentRefusal::OutsideTerm { begins_on, from, until });
    }
    let minutes = command.minutes;
    if minutes == 0 || minutes > MINUTES_MAX {
        return Err(AppointmentRefusal::LengthImpossible { minutes, most: MINUTES_MAX });
    }
    Ok(())
}

/// Neither the client nor the officer has another appointment then; the moved one does not count.
fn check_free(
    case: &Case,
    command: &ArrangeAppointment,
    moved: Option<AppointmentId>,
    busy: &[Busy],
) -> Result<(), AppointmentRefusal> {
    let clients = case.appointments.iter().find(|other| {
        Some(other.id) != moved
            && overlap(command, other.begins_at, other.minutes)
            && case.appointment_status(other) == AppointmentStatus::Planned
    });
    if let Some(other) = clients {
        return Err(AppointmentRefusal::ClientNotFree { begins_on: other.begins_on });
    }
    let officers = busy.iter().find(|other| {
        Some(other.appointment) != moved && overlap(command, other.begins_at, other.minutes)
    });
    if let Some(other) = officers {
        let begins_on = case.zone.day_of(other.begins_at);
        return Err(AppointmentRefusal::OfficerNotFree { begins_on });
    }
    Ok(())
}

/// Whether a time overlaps the appointment's; the end of one may be the beginning of the next.
fn overlap(command: &ArrangeAppointment, begins_at: Timestamp, minutes: u16) -> bool {
    let (ours, theirs) = (length(command.minutes), length(minutes));
    let apart = command.begins_at.duration_since(begins_at);
    -ours < apart && apart < theirs
}

fn length(minutes: u16) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes))
}

fn check_words(words: &str) -> Result<(), AppointmentRefusal> {
    match too_long(words) {
        Some(characters) => Err(AppointmentRefusal::WordsTooLong { characters, most: WORDS_MAX }),
        None => Ok(()),
    }
}

fn arranged(command: &ArrangeAppointment) -> CaseFact {
    CaseFact::AppointmentArranged(AppointmentArranged {
        appointment: command.appointment,
        begins_at: command.begins_at,
        minutes: command.minutes,
        kind: command.kind,
        place: command.place,
        private: sealed(&command.words),
    })
}

#[cfg(test)]
mod tests;
