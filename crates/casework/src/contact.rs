//! Recording that an officer and a client met, or that the client did not come.
//!
//! A contact is a fact about the past: it is recorded after the meeting, never before it (an
//! agreed future meeting is an *appointment*). Recording one can close a contact clock and is the
//! outcome of its appointment; it never starts a sanction. Whether an absence is a violation is
//! decided in [`crate::compliance`], from this fact and the client's reasons. A meeting can be
//! entered later, also after the case was closed, for a day on which it was open.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::{WORDS_MAX, limited};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::{AppointmentStatus, Attendance, ContactKind, ContactPlace};
use crate::compliance::AbsenceRecorded;
use crate::fact::{AppointmentId, CaseFact, sealed};

/// Records the outcome of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordContact {
    /// Day or minute of the meeting, in the office's zone.
    pub held: Effective,
    /// Kind of meeting.
    pub kind: ContactKind,
    /// Where; for an absence, where it should have been.
    pub place: ContactPlace,
    /// What came of it.
    pub outcome: Outcome,
    /// The appointment that it is the outcome of.
    pub appointment: Option<AppointmentId>,
    /// The officer's note.
    pub note: String,
}

codes! {
    /// What came of a meeting: all outcomes stand on one page.
    pub enum Outcome {
        /// The client came and did what was agreed.
        Attended = "attended",
        /// The client came and did not do what was agreed.
        FailedToComply = "failed_to_comply",
        /// The client was sent home because of behaviour.
        SentHomeBehaviour = "sent_home_behaviour",
        /// The client was sent home because the service could not hold the meeting.
        SentHomeService = "sent_home_service",
        /// The client did not come.
        Absent = "absent",
    }
}

/// A meeting was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactRecorded {
    /// Day or minute.
    pub held: Effective,
    /// Kind of meeting.
    pub kind: ContactKind,
    /// Where.
    pub place: ContactPlace,
    /// How it went.
    pub attendance: Attendance,
    /// The appointment that it is the outcome of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// The officer's note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    /// Why a contact or an absence is not recorded.
    pub enum ContactRefusal {
        /// The meeting is later than today.
        #[error("a contact is recorded after it was held; {held_on} has not come yet")]
        NotYetHeld {
            /// Day that was given.
            held_on: Date,
        } = "not-yet-held" @ "held_on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}, before the contact of {held_on}")]
        CaseClosed {
            /// Day that was given.
            held_on: Date,
            /// Day of closing.
            closed_on: Date,
        } = "contact-after-closing" @ "held_on",
        /// The case was not under supervision on that day.
        #[error("the case is under supervision from {from} to {until}, not on {held_on}")]
        OutsideTerm {
            /// Day that was given.
            held_on: Date,
            /// First day of the term.
            from: Date,
            /// Last day of the term.
            until: Date,
        } = "outside-term" @ "held_on",
        /// The case has no such appointment.
        #[error("the case has no appointment {appointment}; choose one of the list")]
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
        /// The appointment was for another day.
        #[error("the appointment is of {begins_on}, the contact of {held_on}")]
        AnotherDay {
            /// Day that was given.
            held_on: Date,
            /// Day of the appointment.
            begins_on: Date,
        } = "appointment-of-another-day" @ "held_on",
        /// The note is too long.
        #[error("the note has {characters} characters; the most is {most}")]
        NoteTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "note-too-long" @ "note",
    }
}

/// Decides what to write when an officer records a contact or that the client did not come.
///
/// Reads `case` and `today`, the civil day at the office, and returns one fact:
/// [`ContactRecorded`], or [`AbsenceRecorded`] for [`Outcome::Absent`].
///
/// # Errors
///
/// In the order of [`ContactRefusal`]'s variants; the first that applies is returned.
pub fn record(
    case: &Case,
    command: &RecordContact,
    today: Date,
) -> Result<Vec<CaseFact>, ContactRefusal> {
    let held_on = command.held.on();
    if held_on > today {
        return Err(ContactRefusal::NotYetHeld { held_on });
    }
    if let Some(closed_on) = case.closed_before(held_on) {
        return Err(ContactRefusal::CaseClosed { held_on, closed_on });
    }
    let term = case.term();
    if !term.contains(held_on) {
        return Err(ContactRefusal::OutsideTerm { held_on, from: term.from, until: term.until });
    }
    if let Some(id) = command.appointment {
        check_appointment(case, id, held_on)?;
    }
    limited(&command.note).map_err(|fault| ContactRefusal::NoteTooLong {
        characters: fault.characters,
        most: WORDS_MAX,
    })?;
    Ok(vec![fact(command)])
}

fn check_appointment(case: &Case, id: AppointmentId, held_on: Date) -> Result<(), ContactRefusal> {
    let Some(appointment) = case.find_appointment(id) else {
        return Err(ContactRefusal::UnknownAppointment { appointment: id });
    };
    let begins_on = appointment.begins_on;
    let status = case.appointment_status(appointment);
    if status != AppointmentStatus::Planned {
        return Err(ContactRefusal::AppointmentDecided { begins_on, status });
    }
    if begins_on != held_on {
        return Err(ContactRefusal::AnotherDay { held_on, begins_on });
    }
    Ok(())
}

fn fact(command: &RecordContact) -> CaseFact {
    let attendance = match command.outcome {
        Outcome::Attended => Attendance::Attended,
        Outcome::FailedToComply => Attendance::FailedToComply,
        Outcome::SentHomeBehaviour => Attendance::SentHomeBehaviour,
        Outcome::SentHomeService => Attendance::SentHomeService,
        Outcome::Absent => {
            return CaseFact::AbsenceRecorded(AbsenceRecorded {
                missed: command.held,
                kind: command.kind,
                appointment: command.appointment,
                private: sealed(&command.note),
            });
        }
    };
    CaseFact::ContactRecorded(ContactRecorded {
        held: command.held,
        kind: command.kind,
        place: command.place,
        attendance,
        appointment: command.appointment,
        private: sealed(&command.note),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::CloseReason;
    use crate::invented::{Story, appointment_id, day, meeting, on, told};

    /// Today is 10 June 2025; the term runs from 1 March 2025 to 28 February 2026.
    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut RecordContact), expected: Result<&str, &str>) {
        let mut command = meeting("2025-06-10", Outcome::Attended);
        change(&mut command);
        let outcome = told(record(&story.case, &command, day("2025-06-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_contact_of_today_and_one_of_the_first_day_are_recorded() {
        let story = Story::opened();
        check(&story, |_| {}, Ok("contact.recorded"));
        check(&story, |contact| contact.held = on("2025-03-01"), Ok("contact.recorded"));
    }

    #[test]
    fn a_contact_of_tomorrow_is_refused() {
        let why = "a contact is recorded after it was held; 2025-06-11 has not come yet";
        check(&Story::opened(), |contact| contact.held = on("2025-06-11"), Err(why));
    }

    #[test]
    fn a_contact_of_the_day_before_the_term_is_refused() {
        let why = "the case is under supervision from 2025-03-01 to 2026-02-28, not on 2025-02-28";
        check(&Story::opened(), |contact| contact.held = on("2025-02-28"), Err(why));
    }

    #[test]
    fn the_last_day_of_the_term_belongs_to_it() {
        let story = Story::opened();
        let last = meeting("2026-02-28", Outcome::Attended);
        let after = meeting("2026-03-01", Outcome::Attended);
        let today = day("2026-03-10");
        assert_eq!(told(record(&story.case, &last, today)), Ok("contact.recorded".to_owned()));
        let why = "the case is under supervision from 2025-03-01 to 2026-02-28, not on 2026-03-01";
        assert_eq!(told(record(&story.case, &after, today)), Err(why.to_owned()));
    }

    #[test]
    fn a_contact_held_before_the_closing_can_be_entered_after_it() {
        let facts = vec![CaseFact::Closed(crate::fact::CaseClosed {
            closed: on("2025-05-20"),
            reason: CloseReason::Died,
            private: None,
        })];
        let story = Story::opened().then("2025-05-21", facts);
        check(&story, |contact| contact.held = on("2025-05-20"), Ok("contact.recorded"));
        let why = "the case was closed on 2025-05-20, before the contact of 2025-05-21";
        check(&story, |contact| contact.held = on("2025-05-21"), Err(why));
    }

    #[test]
    fn an_absence_is_a_fact_of_its_own() {
        let story = Story::opened();
        check(&story, |contact| contact.outcome = Outcome::Absent, Ok("absence.recorded"));
    }

    #[test]
    fn a_contact_is_the_outcome_of_its_appointment_once() {
        let story = Story::opened().appointed(1, "2025-06-10T10:00");
        let with = |contact: &mut RecordContact| contact.appointment = Some(appointment_id(1));
        check(&story, with, Ok("contact.recorded"));
        let mut command = meeting("2025-06-10", Outcome::Attended);
        with(&mut command);
        let facts = record(&story.case, &command, day("2025-06-10")).unwrap();
        let story = story.then("2025-06-10", facts);
        check(&story, with, Err("the appointment of 2025-06-10 is already held"));
    }

    #[test]
    fn an_appointment_is_answered_on_its_day() {
        let story = Story::opened().appointed(1, "2025-06-09T10:00");
        let with = |contact: &mut RecordContact| contact.appointment = Some(appointment_id(1));
        check(&story, with, Err("the appointment is of 2025-06-09, the contact of 2025-06-10"));
    }

    #[test]
    fn an_appointment_of_another_case_is_refused() {
        let why = "the case has no appointment 00000000-0000-0000-0000-000000000007; choose one of \
                   the list";
        let with = |contact: &mut RecordContact| contact.appointment = Some(appointment_id(7));
        check(&Story::opened(), with, Err(why));
    }

    #[test]
    fn a_note_may_have_twelve_thousand_letters_and_not_one_more() {
        let story = Story::opened();
        check(&story, |contact| contact.note = "ө".repeat(12_000), Ok("contact.recorded"));
        let why = "the note has 12001 characters; the most is 12000";
        check(&story, |contact| contact.note = "ө".repeat(12_001), Err(why));
    }

    #[test]
    fn a_note_of_nothing_is_not_kept() {
        let mut command = meeting("2025-06-10", Outcome::Attended);
        command.note = "  \n".to_owned();
        let facts = record(&Story::opened().case, &command, day("2025-06-10")).unwrap();
        let CaseFact::ContactRecorded(fact) = &facts[0] else { panic!("a contact is expected") };
        assert_eq!(fact.private, None);
    }
}
