use super::*;
use crate::invented::{Story, calendar, day, pack, ruling, sentence, submission_id};

/// The clocks of a row: first and last day, state, in the order in which they started.
#[track_caller]
fn check(story: &Story, row: &str, expected: &[&str]) {
    let pack = pack();
    let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
    let told: Vec<String> = clocks
        .iter()
        .filter(|clock| clock.code() == row)
        .map(|clock| format!("{} to {} {}", clock.from_on, clock.due_on, clock.state().name()))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn an_opened_case_owes_a_first_interview_in_ten_working_days() {
    check(&Story::opened(), "first_interview", &["2025-03-10 to 2025-03-25 open"]);
    let met = Story::opened().met("2025-03-25");
    check(&met, "first_interview", &["2025-03-10 to 2025-03-25 in_time"]);
    let late = Story::opened().met("2025-03-26");
    check(&late, "first_interview", &["2025-03-10 to 2025-03-25 late"]);
}

#[test]
fn a_closed_case_owes_nothing_that_was_not_due_yet() {
    let story = Story::opened().ruled("2025-03-20", Change::Ended);
    check(&story, "first_interview", &["2025-03-10 to 2025-03-25 void"]);
    let story = Story::opened().ruled("2025-03-26", Change::Ended);
    check(&story, "first_interview", &["2025-03-10 to 2025-03-25 never"]);
}

#[test]
fn the_act_itself_has_a_clock_that_the_receipt_meets() {
    check(&Story::opened(), "court_act_transmission", &["2025-03-01 to 2025-03-05 late"]);
}

#[test]
fn visits_come_by_risk() {
    let story = Story::opened().registered();
    check(&story, "registration_visit", &["2025-03-14 to 2025-04-14 open"]);
    let story = story.assessed("2025-03-20", crate::codes::Risk::High);
    let pack = pack();
    let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
    let last = clocks.iter().rfind(|clock| clock.code() == "registration_visit").unwrap();
    assert_eq!(last.due_on, day("2025-03-27"));
}

#[test]
fn a_refused_explanation_is_none() {
    let story = Story::opened().absent("2025-04-07");
    let refused = crate::compliance::ReceiveExplanation {
        absence: 2,
        received: crate::invented::on("2025-04-08"),
        form: ExplanationForm::Refused,
        words: String::new(),
    };
    let facts = crate::compliance::receive_explanation(&story.case, &refused, day("2025-04-08"));
    let silent = story.clone().then("2025-04-08", facts.unwrap());
    check(&silent, "explanation", &["2025-04-07 to 2025-04-14 open"]);
    let heard = story.explained(2, "2025-04-08");
    check(&heard, "explanation", &["2025-04-07 to 2025-04-14 in_time"]);
}

#[test]
fn hearing_a_client_about_one_absence_is_not_hearing_about_another() {
    let story = Story::opened().absent("2025-04-07").absent("2025-04-09");
    let story = story.explained(3, "2025-04-10");
    let expected = ["2025-04-07 to 2025-04-14 open", "2025-04-09 to 2025-04-16 in_time"];
    check(&story, "explanation", &expected);
}

#[test]
fn an_excuse_takes_the_warning_that_was_owed_away() {
    let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
    let story = story.warned(2, "2025-04-09");
    check(&story, "warning", &["2025-04-09 to 2025-04-16 in_time"]);
    check(&story.excused(2, "2025-04-10"), "warning", &[]);
}

#[test]
fn a_decision_that_nothing_follows_takes_the_warning_that_was_owed_away() {
    let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
    let mut command = crate::invented::no_show(2, "2025-04-09");
    command.warning = None;
    let facts = crate::compliance::establish_violation(&story.case, &command, day("2025-04-09"));
    let story = story.then("2025-04-09", facts.unwrap());
    check(&story, "warning", &["2025-04-09 to 2025-04-16 open"]);
    let waiving = crate::waiver::WaiveResponse {
        violation: story.newest(),
        decided: crate::invented::on("2025-04-10"),
        words: "the first in two years".to_owned(),
    };
    let facts = crate::waiver::waive(&story.case, &waiving, day("2025-04-10")).unwrap();
    check(&story.then("2025-04-10", facts), "warning", &["2025-04-09 to 2025-04-16 void"]);
}

#[test]
fn a_submission_answers_the_violation_after_two_warnings() {
    let story = Story::twice_warned().absent("2025-06-02");
    let third = story.newest();
    let story = story.explained(third, "2025-06-03");
    let mut command = crate::invented::no_show(third, "2025-06-04");
    command.warning = None;
    let facts = crate::compliance::establish_violation(&story.case, &command, day("2025-06-04"));
    let story = story.then("2025-06-04", facts.unwrap());
    let row = "submission_after_violation";
    check(&story, row, &["2025-06-04 to 2025-06-18 open"]);
    let story = story.drafted("2025-06-05").approved("2025-06-06").sent("2025-06-09");
    check(&story, row, &["2025-06-04 to 2025-06-18 in_time"]);
    check(&story, "submission_dispatch", &["2025-06-06 to 2025-06-10 in_time"]);
}

#[test]
fn a_ruling_of_the_courts_own_motion_answers_no_submission() {
    let story = Story::twice_warned().drafted("2025-06-02").approved("2025-06-02");
    let story = story.sent("2025-06-03");
    let receipt = crate::approval::ReceiveReceipt {
        submission: submission_id(0xE1),
        received: crate::invented::on("2025-06-04"),
        receipt: "2025/771".to_owned(),
    };
    let facts = crate::approval::receive_receipt(&story.case, &receipt, day("2025-06-04"));
    let story = story.then("2025-06-04", facts.unwrap());
    let own = Change::DutyAdded { duty: "treatment".to_owned() };
    let unasked = story.clone().ruled("2025-06-20", own);
    check(&unasked, "court_decision", &["2025-06-04 to 2025-07-04 open"]);
    let mut answer = ruling("2025-06-20", Change::Refused);
    answer.submission = Some(submission_id(0xE1));
    let facts = crate::ruling::record(&story.case, &answer, day("2025-06-20"));
    let answered = story.then("2025-06-20", facts.unwrap());
    check(&answered, "court_decision", &["2025-06-04 to 2025-07-04 in_time"]);
}

#[test]
fn the_end_of_the_term_is_seen_coming_and_moves_with_it() {
    check(&Story::opened(), "closing", &["2026-02-28 to 2026-03-06 open"]);
    let until = day("2026-08-31");
    let extended = Story::opened().ruled("2025-06-05", Change::Extended { until });
    check(&extended, "closing", &["2026-08-31 to 2026-09-07 open"]);
    let still = Story::opened().ruled("2025-06-05", Change::Suspended);
    check(&still, "closing", &[]);
}

#[test]
fn a_coming_end_ends_no_other_limit() {
    check(&Story::opened(), "first_interview", &["2025-03-10 to 2025-03-25 open"]);
    check(&Story::opened(), "allocation", &["2025-03-11 to 2025-03-13 open"]);
}

#[test]
fn a_case_is_closed_in_time_or_late() {
    let closed = |on: &str| {
        let story = Story::opened();
        let command = crate::closing::CloseCase {
            closed: crate::invented::on(on),
            reason: crate::codes::CloseReason::Completed,
            words: String::new(),
        };
        let facts = crate::closing::close(&story.case, &command, day("2026-04-01")).unwrap();
        story.then(on, facts)
    };
    check(&closed("2026-02-28"), "closing", &["2026-02-28 to 2026-03-06 in_time"]);
    check(&closed("2026-03-09"), "closing", &["2026-02-28 to 2026-03-06 late"]);
}

#[test]
fn an_end_beyond_the_calendar_has_no_day_yet() {
    let mut long = sentence();
    long.term_until = day("2029-12-31");
    check(&Story::of(&long), "closing", &[]);
    check(&Story::of(&long), "first_interview", &["2025-03-10 to 2025-03-25 open"]);
}

#[test]
fn a_visit_that_falls_into_a_permission_is_due_after_it() {
    let row = "registration_visit";
    check(&Story::opened().registered(), row, &["2025-03-14 to 2025-04-14 open"]);
    // Granted from the 10th to the 20th, which is a Sunday.
    let story = Story::permitted().registered();
    check(&story, row, &["2025-03-14 to 2025-04-21 open"]);
    // Whoever is back earlier is freed no longer.
    check(&story.back("2025-04-15"), row, &["2025-03-14 to 2025-04-16 open"]);
}

#[test]
fn a_visit_missed_for_an_accepted_reason_is_counted_anew_from_its_day() {
    let story = Story::opened().registered().absent("2025-04-07");
    check(&story, "registration_visit", &["2025-03-14 to 2025-04-14 open"]);
    // The reason is accepted after the period has run out.
    let excused = story.excused(3, "2025-04-16");
    let expected = ["2025-03-14 to 2025-04-14 void", "2025-04-07 to 2025-05-07 open"];
    check(&excused, "registration_visit", &expected);
}

#[test]
fn hours_at_home_are_to_be_checked_from_the_day_on_which_they_hold() {
    let mut sentence = sentence();
    sentence.obligations.push("stay_home_hours".to_owned());
    let row = "curfew_check";
    check(&Story::opened(), row, &[]);
    check(&Story::of(&sentence), row, &["2025-03-11 to 2025-04-10 open"]);
    let duty = || "stay_home_hours".to_owned();
    let lifted = Change::DutyLifted { duty: duty() };
    let story = Story::of(&sentence).ruled("2025-03-20", lifted);
    check(&story, row, &["2025-03-11 to 2025-04-10 void"]);
    let added = Change::DutyAdded { duty: duty() };
    let story = Story::opened().ruled("2025-06-05", added);
    check(&story, row, &["2025-06-05 to 2025-07-07 open"]);
}

#[test]
fn the_row_of_arrival_says_when_the_act_was_due() {
    let arrival = arrival(&sentence(), &pack(), &calendar()).unwrap().unwrap();
    assert_eq!(arrival.row, "court_act_transmission");
    assert_eq!(arrival.article, "Probation Act 12(1)");
    let due_at = arrival.due_at.unwrap();
    assert_eq!(bagyt_core::effective::Zone::Bishkek.day_of(due_at), day("2025-03-05"));
}

#[test]
fn every_name_that_is_told_is_one_that_rows_may_use() {
    let pack = pack();
    let known: Vec<&str> = pack.happenings().iter().map(|one| one.name.as_str()).collect();
    let told = happenings(&Story::whole().case);
    for happening in &told {
        assert!(known.contains(&happening.name), "{}", happening.name);
    }
    let silent: Vec<&str> =
        known.into_iter().filter(|name| told.iter().all(|one| one.name != *name)).collect();
    // Told in cases of another kind: a release, an attribute, a search for a client, a deferral, hours
    // at home, and a violation that nothing follows.
    let others = [
        "released",
        "groups_changed",
        "search_requested",
        "deferral_condition_lost",
        "deferral_end_requested",
        "curfew_set",
        "curfew_lifted",
        "curfew_checked",
        "response_waived",
    ];
    assert_eq!(silent, others);
}
