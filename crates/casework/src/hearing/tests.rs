//! Tests of hearings.

use super::*;
use crate::fact::Change;
use crate::invented::{Story, at, day, on, submission_id, told};

fn id(number: u128) -> HearingId {
    HearingId(Uuid::from_u128(number))
}

fn sent() -> Story {
    Story::twice_warned().drafted("2025-06-01").approved("2025-06-02").sent("2025-06-03")
}

fn notice() -> FixHearing {
    FixHearing {
        hearing: id(1),
        submission: submission_id(0xE1),
        begins_at: at("2025-06-20T10:00"),
        officer_called: true,
        client_called: true,
        words: "room 4".to_owned(),
    }
}

/// A hearing on 20 June.
fn fixed() -> Story {
    let story = sent();
    let facts = fix(&story.case, &notice(), day("2025-06-10")).unwrap();
    story.then("2025-06-10", facts)
}

fn held(adjourned_to: Option<&str>) -> HoldHearing {
    HoldHearing {
        hearing: id(1),
        held: on("2025-06-20"),
        officer_came: true,
        client_came: false,
        adjourned_to: adjourned_to.map(at),
        words: String::new(),
    }
}

#[track_caller]
fn check(story: &Story, change: impl FnOnce(&mut FixHearing), expected: Result<&str, &str>) {
    let mut command = notice();
    change(&mut command);
    let outcome = told(fix(&story.case, &command, day("2025-06-20")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_held(change: impl FnOnce(&mut HoldHearing), expected: Result<&str, &str>) {
    let mut command = held(None);
    change(&mut command);
    let outcome = told(hold(&fixed().case, &command, day("2025-06-21")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_hearing_is_fixed_for_what_is_before_the_court_today_or_later() {
    check(&sent(), |_| {}, Ok("hearing.fixed"));
    let why = "a hearing on 2025-06-19 cannot be announced any more; that day has passed";
    check(&sent(), |one| one.begins_at = at("2025-06-19T10:00"), Err(why));
    let drafted = Story::twice_warned().drafted("2025-06-01");
    let why = "the submission is drafted; a court hears what was sent to it and not decided";
    check(&drafted, |_| {}, Err(why));
    let why = "the case has no submission 00000000-0000-0000-0000-0000000000e9";
    check(&sent(), |one| one.submission = submission_id(0xE9), Err(why));
    let closed = sent().ruled("2025-06-05", Change::Ended);
    check(&closed, |_| {}, Err("the case was closed on 2025-06-05"));
    let why = "the words have 12001 characters; the most is 12000";
    check(&sent(), |one| one.words = "a".repeat(12_001), Err(why));
}

#[test]
fn one_hearing_of_a_submission_is_open_at_a_time() {
    let other = |one: &mut FixHearing| one.hearing = id(2);
    check(&fixed(), other, Err("a hearing is fixed for 2025-06-20 already; move it"));
    let cancel_it = CancelHearing { hearing: id(1), words: "the judge is ill".to_owned() };
    let facts = cancel(&fixed().case, &cancel_it).unwrap();
    let cancelled = fixed().then("2025-06-12", facts);
    check(&cancelled, other, Ok("hearing.fixed"));
    let none = told(cancel(&cancelled.case, &cancel_it));
    assert_eq!(none, Err("the case has no such hearing, or it is over".to_owned()));
    let wordless = CancelHearing { words: " ".to_owned(), ..cancel_it };
    assert_eq!(told(cancel(&fixed().case, &wordless)), Err("words are missing".to_owned()));
}

#[test]
fn a_moved_hearing_is_the_same_on_another_day() {
    let to =
        MoveHearing { hearing: id(1), begins_at: at("2025-06-27T15:00"), words: String::new() };
    let facts = reschedule(&fixed().case, &to, day("2025-06-12")).unwrap();
    let moved = fixed().then("2025-06-12", facts);
    let (hearing, begins_at) = moved.case.open_hearing(submission_id(0xE1)).unwrap();
    assert_eq!((hearing.id, begins_at), (id(1), at("2025-06-27T15:00")));
    let why = "a hearing on 2025-06-27 cannot be announced any more; that day has passed";
    assert_eq!(told(reschedule(&fixed().case, &to, day("2025-06-28"))), Err(why.to_owned()));
    // Taken back, the move leaves the hearing where it was.
    let step = moved.case.proceedings().hearing_steps[0].mark.version;
    let withdraw = crate::mending::WithdrawEntry {
        version: step,
        reason: crate::codes::MendingReason::Mistake,
        words: "another hearing".to_owned(),
    };
    let facts = crate::mending::withdraw(&moved.case, &withdraw).unwrap();
    let back = moved.then("2025-06-13", facts);
    let begins_at = back.case.open_hearing(submission_id(0xE1)).map(|(_, begins_at)| begins_at);
    assert_eq!(begins_at, Some(at("2025-06-20T10:00")));
}

#[test]
fn a_hearing_is_held_on_its_day_or_later_and_not_tomorrow() {
    check_held(|_| {}, Ok("hearing.held"));
    check_held(|one| one.held = on("2025-06-21"), Ok("hearing.held"));
    check_held(|one| one.held = on("2025-06-22"), Err("2025-06-22 has not come yet"));
    let why = "the hearing is fixed for 2025-06-20; it cannot have been held on 2025-06-19";
    check_held(|one| one.held = on("2025-06-19"), Err(why));
    let why = "the court adjourns to a later time than 2025-06-20";
    check_held(|one| one.adjourned_to = Some(at("2025-06-20T16:00")), Err(why));
    check_held(|one| one.hearing = id(9), Err("the case has no such hearing, or it is over"));
}

#[test]
fn an_adjourned_hearing_goes_on_and_one_with_a_decision_is_over() {
    let facts = hold(&fixed().case, &held(Some("2025-07-04T10:00")), day("2025-06-20")).unwrap();
    let adjourned = fixed().then("2025-06-20", facts);
    let standing =
        |story: &Story| story.case.hearing_standing(&story.case.proceedings().hearings[0]);
    assert_eq!(standing(&adjourned), (HearingStatus::Fixed, at("2025-07-04T10:00")));
    let facts = hold(&fixed().case, &held(None), day("2025-06-20")).unwrap();
    let decided = fixed().then("2025-06-20", facts);
    assert_eq!(standing(&decided), (HearingStatus::Decided, at("2025-06-20T10:00")));
    assert_eq!(decided.case.open_hearing(submission_id(0xE1)), None);
}
