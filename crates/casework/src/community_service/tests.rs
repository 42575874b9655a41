use super::*;
use crate::codes::Domain;
use crate::invented::{Story, appointment_id, at, day, on, sentence, told};
use bagyt_core::effective::Zone;

const TODAY: &str = "2025-06-10";

/// A sentence of six hours of work, so that a day and a half end it.
fn story() -> Story {
    let mut sentence = sentence();
    sentence.domain = Domain::NonCustodial;
    sentence.measure = "community_service".to_owned();
    sentence.hours = NonZeroU16::new(6);
    Story::of(&sentence)
}

fn placed() -> Story {
    let facts = place(&story().case, &placement("2025-06-02"), &hosts(), day(TODAY)).unwrap();
    story().then("2025-06-02", facts)
}

/// A story with a host and a session.
pub(crate) fn worked_story() -> Story {
    worked(placed(), "2025-06-09T09:00", "2025-06-09T12:00")
}

fn hosts() -> BTreeSet<&'static str> {
    ["ZZ-H-03-1", "ZZ-H-03-2"].into()
}

fn placement(from: &str) -> PlaceAtWork {
    PlaceAtWork { placed: on(from), host: "ZZ-H-03-1".to_owned(), words: "gloves".to_owned() }
}

fn rules() -> WorkRules {
    let law = crate::invented::law("community_service_daily").reliance;
    WorkRules { law, daily_most: 240, travel_most: 60 }
}

fn session(began: &str, ended: &str) -> RecordWork {
    RecordWork {
        began: Effective::instant(at(began), Zone::Bishkek),
        ended_at: at(ended),
        penalty_minutes: 0,
        travel_minutes: 0,
        appointment: None,
        words: String::new(),
    }
}

fn worked(story: Story, began: &str, ended: &str) -> Story {
    let facts = record(&story.case, &session(began, ended), &rules(), day(TODAY)).unwrap();
    story.then(TODAY, facts)
}

#[track_caller]
fn check_place(story: &Story, change: impl FnOnce(&mut PlaceAtWork), expected: Result<&str, &str>) {
    let mut command = placement("2025-06-02");
    change(&mut command);
    let outcome = told(place(&story.case, &command, &hosts(), day(TODAY)));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

/// The credit of a session from nine on 10 June, or the refusal.
#[track_caller]
fn check(story: &Story, change: impl FnOnce(&mut RecordWork), expected: Result<u16, &str>) {
    let mut command = session("2025-06-10T09:00", "2025-06-10T11:00");
    change(&mut command);
    let outcome = record(&story.case, &command, &rules(), day(TODAY));
    let credited = outcome.map(|facts| match &facts[..] {
        [CaseFact::WorkRecorded(fact)] => fact.credited_minutes,
        other => panic!("one session is expected, not {other:?}"),
    });
    assert_eq!(credited.map_err(|refusal| refusal.to_string()), expected.map_err(str::to_owned));
}

#[test]
fn a_client_is_sent_to_a_host_and_from_there_to_another() {
    check_place(&story(), |_| {}, Ok("work.placed"));
    let other = |command: &mut PlaceAtWork| command.host = "ZZ-H-03-2".to_owned();
    check_place(&placed(), other, Ok("work.placed"));
    let why = "the client has been at `ZZ-H-03-1` since 2025-06-02";
    check_place(&placed(), |_| {}, Err(why));
}

#[test]
fn a_host_that_is_not_in_the_table_is_refused() {
    let unknown = |command: &mut PlaceAtWork| command.host = "ZZ-H-99-1".to_owned();
    let why = "no host has the code `ZZ-H-99-1`; choose one of the list";
    check_place(&story(), unknown, Err(why));
}

#[test]
fn a_sentence_that_is_not_counted_in_hours_has_no_host_and_no_session() {
    let story = Story::opened();
    let why = "the sentence is not counted in hours of work";
    check_place(&story, |_| {}, Err(why));
    check(&story, |_| {}, Err(why));
}

#[test]
fn work_is_credited_from_begin_to_end_less_what_is_taken_off() {
    check(&placed(), |_| {}, Ok(120));
    check(&placed(), |work| work.penalty_minutes = 30, Ok(90));
    check(&placed(), |work| work.penalty_minutes = 120, Ok(0));
    let why = "121 minutes are taken off a session of 120";
    check(&placed(), |work| work.penalty_minutes = 121, Err(why));
}

#[test]
fn the_way_counts_up_to_what_the_law_credits() {
    check(&placed(), |work| work.travel_minutes = 60, Ok(180));
    let why = "61 minutes on the way; the most that counts is 60";
    check(&placed(), |work| work.travel_minutes = 61, Err(why));
}

#[test]
fn a_day_credits_no_more_than_the_law_allows_over_all_its_sessions() {
    check(&placed(), |work| work.ended_at = at("2025-06-10T15:00"), Ok(240));
    let story = worked(placed(), "2025-06-10T06:00", "2025-06-10T09:00");
    check(&story, |_| {}, Ok(60));
    let story = worked(story, "2025-06-10T12:00", "2025-06-10T14:00");
    check(&story, |_| {}, Ok(0));
}

#[test]
fn no_more_is_credited_than_is_owed_and_then_nothing_is_taken() {
    let story = worked(placed(), "2025-06-09T09:00", "2025-06-09T13:00");
    assert_eq!(story.case.work_completed_by(), None);
    check(&story, |work| work.ended_at = at("2025-06-10T12:00"), Ok(120));
    let story = worked(story, "2025-06-10T09:00", "2025-06-10T12:00");
    assert_eq!((story.case.work_owed_minutes(), story.case.work_credited_minutes()), (360, 360));
    assert_eq!(story.case.work_completed_by().map(|by| by.mark.on), Some(day(TODAY)));
    let late = |work: &mut RecordWork| {
        work.began = Effective::instant(at("2025-06-10T14:00"), Zone::Bishkek);
        work.ended_at = at("2025-06-10T15:00");
    };
    check(&story, late, Err("all 6 hours were worked by 2025-06-10; nothing is owed"));
}

#[test]
fn a_withdrawn_session_is_owed_again() {
    let story = worked(placed(), "2025-06-09T09:00", "2025-06-09T13:00");
    let back = bagyt_core::fact::Withdrawn {
        version: story.newest(),
        reason: "mistake".to_owned(),
        private: None,
    };
    let story = story.then(TODAY, vec![CaseFact::Withdrawn(back)]);
    assert_eq!(story.case.work_credited_minutes(), 0);
}

#[test]
fn sessions_do_not_overlap_but_may_touch() {
    let story = worked(placed(), "2025-06-10T08:00", "2025-06-10T09:00");
    check(&story, |_| {}, Ok(120));
    let story = worked(placed(), "2025-06-10T08:00", "2025-06-10T09:01");
    check(&story, |_| {}, Err("a session of 2025-06-10 at that time is recorded already"));
}

#[test]
fn a_session_has_a_begin_and_an_end_after_it() {
    check(&placed(), |work| work.began = on(TODAY), Err("say at what time the session began"));
    let back = |work: &mut RecordWork| work.ended_at = at("2025-06-10T09:00");
    check(&placed(), back, Err("the session ends before it begins"));
    let long = |work: &mut RecordWork| work.ended_at = at("2025-06-11T09:01");
    check(&placed(), long, Err("the session lasts 1441 minutes; nobody works longer than 1440"));
}

#[test]
fn work_is_recorded_after_it_was_done_at_a_host_within_the_term() {
    let at_nine = |on: &str| Effective::instant(at(&format!("{on}T09:00")), Zone::Bishkek);
    let why = "work is recorded after it was done; 2025-06-11 has not come yet";
    check(&placed(), |work| work.began = at_nine("2025-06-11"), Err(why));
    let why = "no host was named up to 2025-06-01; name one first";
    check(&placed(), |work| work.began = at_nine("2025-06-01"), Err(why));
    let why = "the sentence is served from 2025-03-01 to 2026-02-28, not on 2025-02-28";
    check(&placed(), |work| work.began = at_nine("2025-02-28"), Err(why));
}

#[test]
fn a_session_is_the_outcome_of_its_appointment_once() {
    let story = placed().appointed(1, "2025-06-10T09:00");
    let with = |work: &mut RecordWork| work.appointment = Some(appointment_id(1));
    check(&story, with, Ok(120));
    let mut command = session("2025-06-10T09:00", "2025-06-10T10:00");
    with(&mut command);
    let facts = record(&story.case, &command, &rules(), day(TODAY)).unwrap();
    let story = story.then(TODAY, facts);
    let again = |work: &mut RecordWork| {
        work.began = Effective::instant(at("2025-06-10T10:00"), Zone::Bishkek);
        work.appointment = Some(appointment_id(1));
    };
    check(&story, again, Err("the appointment of 2025-06-10 is already held"));
}

#[test]
fn the_term_ends_with_the_last_hour_and_the_case_is_closed_then() {
    use crate::closing::{CloseCase, close};
    use crate::codes::CloseReason;
    let closed = |on_day: &str| CloseCase {
        closed: on(on_day),
        reason: CloseReason::Completed,
        words: String::new(),
    };
    let story = worked(placed(), "2025-06-09T09:00", "2025-06-09T13:00");
    let told_of =
        |story: &Story, on_day| told(close(&story.case, &closed(on_day), day("2026-04-01")));
    let why = "120 minutes of community service are still owed";
    assert_eq!(told_of(&story, "2026-03-15"), Err(why.to_owned()));
    let story = worked(story, "2025-06-10T09:00", "2025-06-10T11:00");
    assert_eq!(story.case.term().until, day("2025-06-10"));
    assert_eq!(told_of(&story, "2025-06-10"), Ok("case.closed".to_owned()));
}
