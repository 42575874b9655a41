//! Arranging, moving and cancelling appointments.
//!
//! An appointment is an agreed future meeting at an office's hour; what came of it is recorded in
//! [`crate::contact`]. An officer and a client are each in one place at a time, so a clash is
//! refused and named.

mod particulars;

use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::case::Case;
use crate::codes::{AppointmentStatus, CancelReason, ContactKind, ContactPlace};
use crate::entries::{Appointment, Mark, keep};
use crate::fact::{AppointmentId, CaseFact, sealed};

pub use particulars::{GroupSession, Holder, Particulars};

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
    /// Who holds it and how.
    pub particulars: Particulars,
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
    /// The group session of which it is a part.
    pub session: Option<Uuid>,
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
    /// Who holds it; `None` means the officer of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// Language of the meeting; `None` means the client's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
    /// The series to which it belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Uuid>,
    /// The meeting of several clients of which it is the part of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupSession>,
    /// What to bring, how to get there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The shape of version 1: it knew neither holder nor language.
#[derive(Deserialize)]
struct ArrangedFirst {
    appointment: AppointmentId,
    begins_at: Timestamp,
    minutes: u16,
    kind: ContactKind,
    place: ContactPlace,
    private: Option<PrivateWords>,
}

impl AppointmentArranged {
    /// Returns who holds it and how; `None` where nothing of it was said.
    pub(crate) fn particulars(&self) -> Option<Particulars> {
        let particulars = Particulars {
            holder: self.holder,
            language: self.language.clone(),
            interpreter: self.interpreter,
            series: self.series,
            group: self.group.clone(),
        };
        (particulars != Particulars::default()).then_some(particulars)
    }

    /// Reads version 1: the officer of the case held it, in the client's language.
    ///
    /// # Errors
    ///
    /// If the text does not have the shape of version 1.
    pub fn of_version_1(payload: &str) -> Result<AppointmentArranged, serde_json::Error> {
        let first: ArrangedFirst = serde_json::from_str(payload)?;
        Ok(AppointmentArranged {
            appointment: first.appointment,
            begins_at: first.begins_at,
            minutes: first.minutes,
            kind: first.kind,
            place: first.place,
            holder: None,
            language: None,
            interpreter: false,
            series: None,
            group: None,
            private: first.private,
        })
    }
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
    limited words;
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

/// Decides what to write when several appointments are arranged at once: all of them or none.
///
/// `busy` are the other appointments of those who hold them; `now` is the instant of the command.
///
/// # Errors
///
/// [`AppointmentRefusal`] of the first that is not possible, which its day names.
pub fn arrange_all(
    case: &Case,
    commands: &[ArrangeAppointment],
    busy: &[Busy],
    now: Timestamp,
) -> Result<Vec<CaseFact>, AppointmentRefusal> {
    let outlook = outlook(case, commands, busy, now);
    match outlook.into_iter().flatten().next() {
        Some(refusal) => Err(refusal),
        None => Ok(commands.iter().map(arranged).collect()),
    }
}

/// Returns for each appointment of a series why it is not possible; `None` where it is.
pub fn outlook(
    case: &Case,
    commands: &[ArrangeAppointment],
    busy: &[Busy],
    now: Timestamp,
) -> Vec<Option<AppointmentRefusal>> {
    let mut with_earlier = case.clone();
    let check = |command: &ArrangeAppointment| {
        let refusal = check_open(case)
            .and_then(|()| check_time(case, command, now))
            .and_then(|()| check_free(&with_earlier, command, None, busy))
            .and_then(|()| check_words(&command.words))
            .err();
        let version = with_earlier.version + 1;
        let begins_on = case.zone.day_of(command.begins_at);
        let mark = Mark { instant: None, on: begins_on, version };
        let planned = Appointment {
            mark,
            id: command.appointment,
            begins_at: command.begins_at,
            begins_on,
            minutes: command.minutes,
            kind: command.kind,
            particulars: None,
            cancelled: None,
        };
        keep(&mut with_earlier.appointments, planned);
        with_earlier.version = version;
        refusal
    };
    commands.iter().map(check).collect()
}

/// Returns the new appointment of a move as it will be held: whoever held the old one holds the new
/// one, unless something else was said. Who is met at another hour is met alone, not with the group.
pub fn held_as_before(case: &Case, command: &RescheduleAppointment) -> ArrangeAppointment {
    let mut to = command.to.clone();
    let old = case.find_appointment(command.appointment).and_then(|old| old.particulars.as_ref());
    if let (true, Some(old)) = (to.particulars == Particulars::default(), old) {
        to.particulars = (**old).clone();
        to.particulars.group = None;
    }
    to
}

/// Decides what to write when an appointment is moved: the old one is cancelled, naming the new.
///
/// `busy` are the other appointments of whoever holds the new one; `now` is the instant of the
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
    Ok(vec![cancelled, arranged(&held_as_before(case, command))])
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
    let session = command.particulars.group.as_ref().map(|group| group.session);
    let left = moved.and_then(|moved| case.find_appointment(moved)).and_then(Appointment::session);
    let officers = busy.iter().find(|other| {
        // The other clients of a group session are met at the same hour, and a session that is
        // moved takes all of them along.
        let is_same_meeting =
            session.is_some() && (other.session == session || other.session == left);
        let is_same_meeting = is_same_meeting && other.session.is_some();
        Some(other.appointment) != moved
            && !is_same_meeting
            && overlap(command, other.begins_at, other.minutes)
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
    Ok(limited(words)?)
}

fn arranged(command: &ArrangeAppointment) -> CaseFact {
    CaseFact::AppointmentArranged(AppointmentArranged {
        appointment: command.appointment,
        begins_at: command.begins_at,
        minutes: command.minutes,
        kind: command.kind,
        place: command.place,
        holder: command.particulars.holder,
        language: command.particulars.language.clone(),
        interpreter: command.particulars.interpreter,
        series: command.particulars.series,
        group: command.particulars.group.clone(),
        private: sealed(&command.words),
    })
}

#[cfg(test)]
mod tests;
