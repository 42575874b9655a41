//! Tests of appointments.

use super::*;
use crate::contact::Outcome;
use crate::invented::{Story, appointment_id, at, told};

fn command() -> ArrangeAppointment {
    ArrangeAppointment {
        appointment: appointment_id(2),
        begins_at: at("2025-06-10T10:00"),
        minutes: 30,
        kind: ContactKind::Interview,
        place: ContactPlace::Office,
        words: "bring the work contract".to_owned(),
        particulars: Particulars::default(),
    }
}

/// Now is 2 June 2025, nine in the morning at the office.
#[track_caller]
fn check(
    story: &Story,
    change: impl FnOnce(&mut ArrangeAppointment),
    expected: Result<&str, &str>,
) {
    let mut command = command();
    change(&mut command);
    let busy = [Busy {
        appointment: appointment_id(9),
        begins_at: at("2025-06-11T10:00"),
        minutes: 60,
        session: None,
    }];
    let outcome = told(arrange(&story.case, &command, &busy, at("2025-06-02T09:00")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_moved(story: &Story, begins_at: &str, expected: Result<&str, &str>) {
    let to = ArrangeAppointment { begins_at: at(begins_at), ..command() };
    let command = RescheduleAppointment { appointment: appointment_id(1), to };
    let busy = [
        // The officer's list has the appointment that is moved as well.
        Busy {
            appointment: appointment_id(1),
            begins_at: at("2025-06-10T10:00"),
            minutes: 30,
            session: None,
        },
        Busy {
            appointment: appointment_id(9),
            begins_at: at("2025-06-11T10:00"),
            minutes: 60,
            session: None,
        },
    ];
    let outcome = told(reschedule(&story.case, &command, &busy, at("2025-06-02T09:00")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_cancelled(story: &Story, expected: Result<&str, &str>) {
    let command = CancelAppointment {
        appointment: appointment_id(1),
        reason: CancelReason::Client,
        words: String::new(),
    };
    let outcome = told(cancel(&story.case, &command));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn an_appointment_is_arranged_for_the_future() {
    let story = Story::opened();
    check(&story, |_| {}, Ok("appointment.arranged"));
    check(&story, |one| one.begins_at = at("2025-06-02T09:01"), Ok("appointment.arranged"));
    let why = "an appointment is arranged for the future; 2025-06-02 at that hour has passed";
    check(&story, |one| one.begins_at = at("2025-06-02T09:00"), Err(why));
}

#[test]
fn an_appointment_lies_within_the_term() {
    let story = Story::opened();
    check(&story, |one| one.begins_at = at("2026-02-28T23:30"), Ok("appointment.arranged"));
    let why = "the case is under supervision from 2025-03-01 to 2026-02-28, not on 2026-03-01";
    check(&story, |one| one.begins_at = at("2026-03-01T00:00"), Err(why));
}

#[test]
fn an_appointment_lasts_a_minute_to_eight_hours() {
    let story = Story::opened();
    check(&story, |one| one.minutes = 1, Ok("appointment.arranged"));
    check(&story, |one| one.minutes = 480, Ok("appointment.arranged"));
    let why = "an appointment of 0 minutes is not possible; the most is 480";
    check(&story, |one| one.minutes = 0, Err(why));
    let why = "an appointment of 481 minutes is not possible; the most is 480";
    check(&story, |one| one.minutes = 481, Err(why));
}

#[test]
fn the_client_is_in_one_place_at_a_time() {
    let story = Story::opened().appointed(1, "2025-06-10T10:00");
    let at_hour = |text: &str| {
        let begins_at = at(&format!("2025-06-10T{text}"));
        move |one: &mut ArrangeAppointment| one.begins_at = begins_at
    };
    check(&story, at_hour("09:30"), Ok("appointment.arranged"));
    check(&story, at_hour("10:30"), Ok("appointment.arranged"));
    let why = "the client has another appointment on 2025-06-10 at that hour";
    check(&story, at_hour("09:31"), Err(why));
    check(&story, at_hour("10:29"), Err(why));
}

#[test]
fn the_officer_is_in_one_place_at_a_time() {
    let story = Story::opened();
    let at_hour = |text: &str| {
        let begins_at = at(&format!("2025-06-11T{text}"));
        move |one: &mut ArrangeAppointment| one.begins_at = begins_at
    };
    check(&story, at_hour("11:00"), Ok("appointment.arranged"));
    let why = "the officer has another appointment on 2025-06-11 at that hour";
    check(&story, at_hour("10:59"), Err(why));
}

#[test]
fn nothing_is_arranged_in_a_closed_case() {
    let story = Story::opened().ruled("2025-05-01", crate::fact::Change::Ended);
    check(&story, |_| {}, Err("the case was closed on 2025-05-01"));
}

#[test]
fn the_words_have_an_end() {
    let why = "the words have 12001 characters; the most is 12000";
    check(&Story::opened(), |one| one.words = "a".repeat(12_001), Err(why));
}

#[test]
fn an_appointment_is_moved_by_cancelling_it_for_the_new_one() {
    let story = Story::opened().appointed(1, "2025-06-10T10:00");
    let both = "appointment.cancelled appointment.arranged";
    check_moved(&story, "2025-06-10T10:10", Ok(both));
    let why = "the case has no appointment 00000000-0000-0000-0000-000000000001";
    check_moved(&Story::opened(), "2025-06-10T10:10", Err(why));
    let why = "the officer has another appointment on 2025-06-11 at that hour";
    check_moved(&story, "2025-06-11T10:59", Err(why));
    check_moved(&story, "2025-06-11T11:00", Ok(both));
    let why = "an appointment is arranged for the future; 2025-06-01 at that hour has passed";
    check_moved(&story, "2025-06-01T10:00", Err(why));
}

#[test]
fn a_held_or_cancelled_appointment_is_not_cancelled() {
    let story = Story::opened().appointed(1, "2025-06-10T10:00");
    check_cancelled(&story, Ok("appointment.cancelled"));
    let facts = cancel(
        &story.case,
        &CancelAppointment {
            appointment: appointment_id(1),
            reason: CancelReason::Officer,
            words: String::new(),
        },
    );
    let cancelled = story.clone().then("2025-06-01", facts.unwrap());
    check_cancelled(&cancelled, Err("the appointment of 2025-06-10 is already cancelled"));
    let mut missed = crate::invented::meeting("2025-06-10", Outcome::Absent);
    missed.appointment = Some(appointment_id(1));
    let facts = crate::contact::record(&story.case, &missed, crate::invented::day("2025-06-10"));
    let missed = story.then("2025-06-10", facts.unwrap());
    check_cancelled(&missed, Err("the appointment of 2025-06-10 is already missed"));
}

#[test]
fn a_cancelled_appointment_leaves_its_time_free() {
    let story = Story::opened().appointed(1, "2025-06-10T10:00");
    assert_eq!(story.case.next_appointment_at(), Some(at("2025-06-10T10:00")));
    let facts = cancel(
        &story.case,
        &CancelAppointment {
            appointment: appointment_id(1),
            reason: CancelReason::Client,
            words: "at the hospital".to_owned(),
        },
    );
    let story = story.then("2025-06-01", facts.unwrap());
    check(&story, |_| {}, Ok("appointment.arranged"));
    assert_eq!(story.case.next_appointment_at(), None);
}

#[test]
fn the_clients_of_one_group_session_do_not_stand_in_each_others_way() {
    let story = Story::opened();
    let group = |session| Some(GroupSession { session, topic: "anger".to_owned() });
    let (own, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
    let mut wanted = ArrangeAppointment { kind: ContactKind::Group, ..command() };
    let busy = |session| {
        let begins_at = at("2025-06-10T10:00");
        [Busy { appointment: appointment_id(9), begins_at, minutes: 60, session }]
    };
    let outcome = |wanted: &ArrangeAppointment, session| {
        arrange(&story.case, wanted, &busy(session), at("2025-06-02T09:00"))
    };
    let begins_on = "2025-06-10".parse().unwrap();
    let taken = Err(AppointmentRefusal::OfficerNotFree { begins_on });
    // Whoever belongs to no session has nothing in common with others who belong to none.
    assert_eq!(outcome(&wanted, None), taken);
    wanted.particulars.group = group(own);
    assert_eq!(outcome(&wanted, Some(other)), taken);
    assert_eq!(outcome(&wanted, None), taken);
    let arranged = outcome(&wanted, Some(own)).unwrap();
    let CaseFact::AppointmentArranged(fact) = &arranged[0] else { panic!("{arranged:?}") };
    assert_eq!(fact.group, group(own));
}

#[test]
fn a_session_that_is_moved_takes_its_other_clients_along_and_a_client_who_leaves_it_does_not() {
    let (before, after) = (Uuid::from_u128(7), Uuid::from_u128(8));
    let group = |session| Some(GroupSession { session, topic: "anger".to_owned() });
    let mut wanted = ArrangeAppointment { kind: ContactKind::Group, ..command() };
    wanted.particulars.group = group(before);
    let story = Story::opened();
    let facts = arrange(&story.case, &wanted, &[], at("2025-06-02T09:00")).unwrap();
    let story = story.then("2025-06-02", facts);
    let mut to = ArrangeAppointment {
        appointment: appointment_id(2),
        begins_at: at("2025-06-10T10:15"),
        ..wanted.clone()
    };
    // Another client of the session that is left.
    let begins_at = at("2025-06-10T10:00");
    let session = Some(before);
    let busy = [Busy { appointment: appointment_id(9), begins_at, minutes: 60, session }];
    let moved = |to: &ArrangeAppointment| {
        let command = RescheduleAppointment { appointment: wanted.appointment, to: to.clone() };
        told(reschedule(&story.case, &command, &busy, at("2025-06-02T09:00")))
    };
    let taken = "the officer has another appointment on 2025-06-10 at that hour";
    to.particulars.group = None;
    assert_eq!(moved(&to), Err(taken.to_owned()));
    to.particulars.group = group(after);
    assert_eq!(moved(&to), Ok("appointment.cancelled appointment.arranged".to_owned()));
}
