//! Tests of appeals.

use super::*;
use crate::codes::{Status, SubmissionStatus};
use crate::fact::Change;
use crate::invented::{Story, day, on, submission_id, told};
use crate::ruling::{RecordRuling, record};

/// A submission of 1 June is sent, and ruled on; the ruling of 20 June is the newest entry.
fn ruled(change: Change) -> (Story, u32) {
    ruled_on(Story::twice_warned(), change)
}

fn ruled_on(story: Story, change: Change) -> (Story, u32) {
    let sent = story.drafted("2025-06-01").approved("2025-06-02").sent("2025-06-03");
    let command = RecordRuling {
        passed_on: Some(day("2025-06-20")),
        submission: Some(submission_id(0xE1)),
        ..crate::invented::ruling("2025-06-25", change)
    };
    let facts = record(&sent.case, &command, day("2025-06-25")).unwrap();
    let story = sent.then("2025-06-25", facts);
    let version = story.case.rulings[0].mark.version;
    (story, version)
}

fn extended() -> (Story, u32) {
    ruled(Change::Extended { until: day("2026-08-31") })
}

fn period() -> AppealPeriod {
    let law = Reliance {
        row: "appeal_period".to_owned(),
        edition_from: day("2017-01-01"),
        article: "Criminal Procedure Code 480(1)".to_owned(),
        due_at: None,
    };
    AppealPeriod { law, last_day: day("2025-07-05") }
}

fn appeal(ruling: u32) -> LodgeAppeal {
    LodgeAppeal {
        ruling,
        by: Appellant::Client,
        lodged: on("2025-07-05"),
        number: "22-17/25".to_owned(),
        restored: false,
    }
}

#[track_caller]
fn check(change: impl FnOnce(&mut LodgeAppeal), expected: Result<&str, &str>) {
    let (story, ruling) = extended();
    let mut command = appeal(ruling);
    change(&mut command);
    let outcome = told(lodge(&story.case, &command, Some(&period()), day("2025-07-10")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

/// An appeal of 5 July; returns its version.
fn appealed(change: Change) -> (Story, u32) {
    appealed_of(ruled(change))
}

fn appealed_of((story, ruling): (Story, u32)) -> (Story, u32) {
    let facts = lodge(&story.case, &appeal(ruling), Some(&period()), day("2025-07-05")).unwrap();
    let story = story.then("2025-07-05", facts);
    let version = story.case.proceedings().appeals[0].mark.version;
    (story, version)
}

fn outcome(appeal: u32, outcome: AppealOutcome) -> DecideAppeal {
    DecideAppeal {
        appeal,
        outcome,
        decided: on("2025-08-01"),
        number: "33-4/25".to_owned(),
        words: "the grounds were not proved".to_owned(),
    }
}

#[track_caller]
fn check_decided(change: impl FnOnce(&mut DecideAppeal), expected: Result<&str, &str>) {
    let (story, version) = appealed(Change::Extended { until: day("2026-08-31") });
    let mut command = outcome(version, AppealOutcome::Annulled);
    change(&mut command);
    let outcome = told(decide(&story.case, &command, day("2025-08-01")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn an_appeal_is_in_time_on_the_last_day_and_late_on_the_next() {
    check(|_| {}, Ok("appeal.lodged"));
    let why = "`appeal_period` allowed an appeal until 2025-07-05; the court must restore the time";
    check(|one| one.lodged = on("2025-07-06"), Err(why));
    let restored = |one: &mut LodgeAppeal| {
        one.lodged = on("2025-07-06");
        one.restored = true;
    };
    check(restored, Ok("appeal.lodged"));
}

#[test]
fn an_appeal_is_of_a_ruling_after_its_day_and_has_a_number() {
    check(|one| one.lodged = on("2025-06-20"), Ok("appeal.lodged"));
    let why = "the ruling was passed on 2025-06-20; nobody appealed on 2025-06-19";
    check(|one| one.lodged = on("2025-06-19"), Err(why));
    let why = "2025-07-11 has not come yet";
    check(|one| one.lodged = on("2025-07-11"), Err(why));
    check(|one| one.ruling = 2, Err("the case has no ruling in entry 2"));
    check(|one| one.number = " ".to_owned(), Err("the court's number is missing"));
}

#[test]
fn client_and_prosecutor_appeal_each_once() {
    let (story, _) = appealed(Change::Ended);
    let mut command = appeal(story.case.rulings[0].mark.version);
    let again = |command: &LodgeAppeal| {
        told(lodge(&story.case, command, None, day("2025-07-10"))).map_err(|why| why.to_string())
    };
    let why = "a `client` appealed on 2025-07-05 and waits for the outcome";
    assert_eq!(again(&command), Err(why.to_owned()));
    command.by = Appellant::Prosecutor;
    assert_eq!(again(&command), Ok("appeal.lodged".to_owned()));
}

#[test]
fn what_the_higher_court_says_is_recorded_once_after_the_appeal() {
    let annulled = Ok("appeal.decided entry.withdrawn");
    check_decided(|_| {}, annulled);
    check_decided(|one| one.outcome = AppealOutcome::Upheld, Ok("appeal.decided"));
    check_decided(|one| one.outcome = AppealOutcome::Withdrawn, Ok("appeal.decided"));
    let why = "2025-08-02 has not come yet";
    check_decided(|one| one.decided = on("2025-08-02"), Err(why));
    let why = "the appeal was lodged on 2025-07-05; it was not decided on 2025-07-04";
    check_decided(|one| one.decided = on("2025-07-04"), Err(why));
    check_decided(|one| one.number.clear(), Err("the court's number is missing"));
    let why = "the case has no appeal in entry 2 that waits for its outcome";
    check_decided(|one| one.appeal = 2, Err(why));
    let why = "the words have 12001 characters; the most is 12000";
    check_decided(|one| one.words = "a".repeat(12_001), Err(why));
    let (story, version) = appealed(Change::Ended);
    let upheld = outcome(version, AppealOutcome::Upheld);
    let facts = decide(&story.case, &upheld, day("2025-08-01")).unwrap();
    let story = story.then("2025-08-01", facts);
    let again = told(decide(&story.case, &upheld, day("2025-08-01")));
    let why = format!("the case has no appeal in entry {version} that waits for its outcome");
    assert_eq!(again, Err(why));
}

#[test]
fn an_annulled_ruling_gives_term_and_submission_back_as_they_were() {
    let (before, _) = extended();
    assert_eq!(before.case.term().until, day("2026-08-31"));
    let (story, version) = appealed(Change::Extended { until: day("2026-08-31") });
    let command = outcome(version, AppealOutcome::Annulled);
    let facts = decide(&story.case, &command, day("2025-08-01")).unwrap();
    let story = story.then("2025-08-01", facts);
    assert_eq!(story.case.term().until, Story::opened().case.term().until);
    let submission = &story.case.submissions[0];
    assert_eq!(story.case.submission_status(submission), SubmissionStatus::Sent);
}

#[test]
fn an_annulled_end_opens_the_case_again() {
    let (story, version) = appealed(Change::Ended);
    assert_eq!(story.case.status(), Status::Closed);
    let command = outcome(version, AppealOutcome::Annulled);
    let facts = decide(&story.case, &command, day("2025-08-01")).unwrap();
    let story = story.then("2025-08-01", facts);
    assert_eq!(story.case.closing(), None);
}

#[test]
fn an_annulled_end_brings_back_the_appointments_that_are_still_to_come() {
    let planned = Story::twice_warned().appointed(1, "2025-08-01T10:00");
    let planned = planned.appointed(2, "2025-08-04T10:00").appointed(3, "2025-06-20T10:00");
    let (story, version) = appealed_of(ruled_on(planned, Change::Ended));
    let cancelled = |story: &Story, number| {
        let id = crate::invented::appointment_id(number);
        story.case.find_appointment(id).unwrap().cancelled.is_some()
    };
    assert!(cancelled(&story, 1) && cancelled(&story, 2) && !cancelled(&story, 3));
    let command = outcome(version, AppealOutcome::Annulled);
    let facts = decide(&story.case, &command, day("2025-08-01")).unwrap();
    let story = story.then("2025-08-01", facts);
    // What was to be on the day of the decision has passed.
    assert!(cancelled(&story, 1) && !cancelled(&story, 2));
}
