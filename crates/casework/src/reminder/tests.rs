//! Tests of the reminders that are due.

use jiff::civil::time;
use uuid::Uuid;

use super::*;
use crate::appointment::{
    ArrangeAppointment, CancelAppointment, Particulars, RescheduleAppointment, cancel, reschedule,
};
use crate::channel::{ChannelLine, RecordChannel, VerifyingRules, record, verify, withdraw};
use crate::codes::{CancelReason, ContactKind, ContactPlace};
use crate::fact::Change;
use crate::invented::{Story, appointment_id, at, told};
use crate::restriction::{RestrictCase, restrict};

const TIMES: ReminderTimes =
    ReminderTimes { days_ahead: 2, from: time(8, 0, 0, 0), until: time(21, 0, 0, 0) };

fn channel_id(number: u128) -> ChannelId {
    ChannelId(Uuid::from_u128(number))
}

fn with_channel(story: Story, number: u128, line: ChannelLine) -> Story {
    let text = if line == ChannelLine::Email { "a@post.example" } else { "0700123456" };
    let command = RecordChannel {
        channel: channel_id(number),
        line,
        kind: line.ways()[0],
        number: text.to_owned(),
        code: "123456".to_owned(),
        language: "ky".to_owned(),
        consented: true,
    };
    let rules = VerifyingRules { until_at: at("2025-03-16T10:00"), tries_most: 5 };
    let facts = record(&story.case, &command, rules, at("2025-03-15T10:00")).unwrap();
    let story = story.then("2025-03-15", facts);
    let facts = verify(&story.case, channel_id(number), true, at("2025-03-15T10:05")).unwrap();
    story.then("2025-03-15", facts)
}

/// An appointment on 10 April and a verified telephone.
fn story() -> Story {
    with_channel(Story::opened().appointed(1, "2025-04-10T10:30"), 0xF1, ChannelLine::Phone)
}

/// What is due at an hour: appointment, occasion, way.
fn due_at(story: &Story, now: &str) -> Vec<String> {
    let told = |reminder: &DueReminder<'_>| {
        let number = reminder.appointment.id.0.as_u128();
        format!("{number} {} {}", reminder.occasion, reminder.channel.kind)
    };
    due(&story.case, &TIMES, at(now)).iter().map(told).collect()
}

#[track_caller]
fn check(story: &Story, now: &str, expected: &[&str]) {
    assert_eq!(due_at(story, now), expected, "{now}");
}

fn sent(story: Story, occasion: Occasion, now: &str) -> Story {
    let note_it = NoteReminder {
        appointment: appointment_id(1),
        channel: channel_id(0xF1),
        occasion,
        parts: 2,
    };
    let facts = note(&story.case, &note_it, at(now)).unwrap();
    story.then(&now[..10], facts)
}

#[test]
fn an_appointment_is_reminded_of_two_days_ahead_and_on_the_day_before() {
    let story = story();
    check(&story, "2025-04-07T12:00", &[]);
    check(&story, "2025-04-08T08:00", &["1 ahead phone"]);
    let story = sent(story, Occasion::Ahead, "2025-04-08T08:01");
    check(&story, "2025-04-08T08:02", &[]);
    check(&story, "2025-04-09T08:00", &["1 eve phone"]);
    let story = sent(story, Occasion::Eve, "2025-04-09T08:01");
    check(&story, "2025-04-09T08:02", &[]);
    check(&story, "2025-04-10T09:00", &[]);
}

#[test]
fn a_reminder_missed_ahead_is_not_made_up_for_on_the_eve() {
    check(&story(), "2025-04-09T20:59", &["1 eve phone"]);
}

#[test]
fn nothing_goes_out_at_night() {
    let story = story();
    check(&story, "2025-04-08T07:59", &[]);
    check(&story, "2025-04-08T20:59", &["1 ahead phone"]);
    check(&story, "2025-04-08T21:00", &[]);
}

#[test]
fn each_way_has_its_own_reminder_and_the_newest_channel_of_a_way_counts() {
    let story = with_channel(story(), 0xF2, ChannelLine::Email);
    let story = with_channel(story, 0xF3, ChannelLine::SecondPhone);
    check(&story, "2025-04-08T12:00", &["1 ahead phone", "1 ahead email"]);
    let due = due(&story.case, &TIMES, at("2025-04-08T12:00"));
    assert_eq!(due[0].channel.id, channel_id(0xF3));
}

#[test]
fn a_cancelled_appointment_has_no_reminder_and_a_moved_one_a_new_one() {
    let story = story();
    let command = CancelAppointment {
        appointment: appointment_id(1),
        reason: CancelReason::Client,
        words: String::new(),
    };
    let facts = cancel(&story.case, &command).unwrap();
    check(&story.clone().then("2025-04-07", facts), "2025-04-08T12:00", &[]);
    let to = ArrangeAppointment {
        appointment: appointment_id(2),
        begins_at: at("2025-04-11T10:30"),
        minutes: 30,
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        words: String::new(),
        particulars: Particulars::default(),
    };
    let story = sent(story, Occasion::Ahead, "2025-04-08T12:00");
    let command = RescheduleAppointment { appointment: appointment_id(1), to };
    let facts = reschedule(&story.case, &command, &[], at("2025-04-08T13:00")).unwrap();
    let story = story.then("2025-04-08", facts);
    check(&story, "2025-04-08T14:00", &[]);
    check(&story, "2025-04-09T08:00", &["2 ahead phone"]);
    check(&story, "2025-04-10T08:00", &["2 eve phone"]);
}

#[test]
fn a_channel_that_is_withdrawn_or_not_verified_gets_nothing() {
    let story = story();
    let facts = withdraw(&story.case, channel_id(0xF1)).unwrap();
    check(&story.clone().then("2025-04-07", facts), "2025-04-08T12:00", &[]);
    let unverified = Story::opened().appointed(1, "2025-04-10T10:30");
    check(&unverified, "2025-04-08T12:00", &[]);
}

#[test]
fn a_closed_or_restricted_case_gets_nothing() {
    let command = RestrictCase { restricted: true, words: "a witness".to_owned() };
    let facts = restrict(&story().case, &command).unwrap();
    check(&story().then("2025-04-07", facts), "2025-04-08T12:00", &[]);
    check(&story().ruled("2025-04-07", Change::Ended), "2025-04-08T12:00", &[]);
}

#[test]
fn a_hand_over_is_noted_once_even_of_a_cancelled_appointment() {
    let story = story();
    let command = CancelAppointment {
        appointment: appointment_id(1),
        reason: CancelReason::Client,
        words: String::new(),
    };
    let facts = cancel(&story.case, &command).unwrap();
    let story = sent(story.then("2025-04-08", facts), Occasion::Ahead, "2025-04-08T12:00");
    let again = NoteReminder {
        appointment: appointment_id(1),
        channel: channel_id(0xF1),
        occasion: Occasion::Ahead,
        parts: 2,
    };
    let outcome = told(note(&story.case, &again, at("2025-04-08T12:01")));
    assert_eq!(outcome, Err("the reminder is on record already".to_owned()));
    let unknown = NoteReminder { channel: channel_id(9), ..again };
    let outcome = note(&story.case, &unknown, at("2025-04-08T12:01"));
    assert_eq!(outcome, Err(ReminderRefusal::UnknownReminder));
}

#[test]
fn a_text_is_counted_in_short_messages() {
    for (text, messages) in [
        ("", 1),
        (&*"a".repeat(160), 1),
        (&*"a".repeat(161), 2),
        (&*"a".repeat(306), 2),
        (&*"a".repeat(307), 3),
        (&*"ң".repeat(70), 1),
        (&*"ң".repeat(71), 2),
        (&*"ң".repeat(134), 2),
        (&*"ң".repeat(135), 3),
        (&*("a".repeat(70) + "ң"), 2),
    ] {
        assert_eq!(short_messages(text), messages, "{}", text.chars().count());
    }
}
