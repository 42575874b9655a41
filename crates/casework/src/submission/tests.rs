//! Tests of drafting a submission.

use super::*;
use crate::compliance::{EstablishViolation, establish_violation};
use crate::invented::{HEAD, Story, day, extension, no_show, ruling, submission_id, told};
use crate::reliance::Countersigned;

/// Two warnings, or one malicious evasion.
const RULES: GroundRules = GroundRules {
    warnings_least: 2,
    violations_least: 1,
    malicious_suffices: true,
    earliest_on: None,
    longest: None,
};

#[track_caller]
fn check(story: &Story, change: impl FnOnce(&mut DraftSubmission), expected: Result<&str, &str>) {
    let mut command = extension(&story.case);
    change(&mut command);
    let outcome = told(draft(&story.case, &command, &RULES, day("2025-06-10")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

fn once_warned(malicious: bool) -> Story {
    let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
    let command = EstablishViolation { malicious, ..no_show(2, "2025-04-09") };
    let facts = establish_violation(&story.case, &command, day("2025-04-09"));
    story.then("2025-04-09", facts.unwrap())
}

#[test]
fn a_submission_is_drafted_after_the_second_warning() {
    check(&Story::twice_warned(), |_| {}, Ok("submission.drafted"));
    let why = "`extension_on_submission` demands 2 warnings; 1 are in force";
    check(&once_warned(false), |_| {}, Err(why));
}

#[test]
fn one_malicious_evasion_suffices() {
    check(&once_warned(true), |_| {}, Ok("submission.drafted"));
}

#[test]
fn an_excused_absence_takes_the_count_below_the_rule() {
    let story = Story::twice_warned();
    let first = story.case.absences[0].mark.version;
    let story = story.excused(first, "2025-06-01");
    let why = "`extension_on_submission` demands 2 warnings; 1 are in force";
    check(&story, |_| {}, Err(why));
}

#[test]
fn the_violations_named_are_counted_too() {
    let story = Story::twice_warned();
    let rules = GroundRules { violations_least: 3, ..GroundRules::default() };
    let outcome = told(draft(&story.case, &extension(&story.case), &rules, day("2025-06-10")));
    let why = "`extension_on_submission` demands 3 violations; 2 are named";
    assert_eq!(outcome, Err(why.to_owned()));
}

#[test]
fn a_ground_is_a_violation_in_force_named_once() {
    let story = Story::twice_warned();
    let why = "entry 1 is no violation in force; draft the submission anew without it";
    check(&story, |one| one.grounds.push(1), Err(why));
    let version = story.case.violations[0].mark.version;
    let why = format!("entry {version} is named twice among the grounds");
    check(&story, |one| one.grounds.push(version), Err(&why));
}

#[test]
fn something_against_the_client_needs_a_ground_and_help_does_not() {
    let story = Story::twice_warned();
    let why = "a submission to `extend` needs at least one violation as its ground";
    check(&story, |one| one.grounds.clear(), Err(why));
    let command = DraftSubmission {
        kind: SubmissionKind::LiftDuty,
        duty: Some("no_alcohol".to_owned()),
        grounds: vec![],
        ..extension(&story.case)
    };
    let rules = GroundRules::default();
    let outcome = told(draft(&story.case, &command, &rules, day("2025-06-10")));
    assert_eq!(outcome, Ok("submission.drafted".to_owned()));
}

#[test]
fn an_early_end_is_asked_from_its_day_on() {
    let story = Story::opened();
    let command = DraftSubmission {
        kind: SubmissionKind::EndEarly,
        grounds: vec![],
        ..extension(&story.case)
    };
    let rules = GroundRules { earliest_on: Some(day("2025-08-30")), ..GroundRules::default() };
    let on_day = |today: &str| told(draft(&story.case, &command, &rules, day(today)));
    assert_eq!(on_day("2025-08-30"), Ok("submission.drafted".to_owned()));
    let why = "`extension_on_submission` allows it from 2025-08-30, not on 2025-08-29";
    assert_eq!(on_day("2025-08-29"), Err(why.to_owned()));
}

#[test]
fn an_extension_has_a_later_last_day() {
    let story = Story::twice_warned();
    check(&story, |one| one.until = Some(day("2026-03-01")), Ok("submission.drafted"));
    let why = "an extension needs a last day after 2026-02-28";
    check(&story, |one| one.until = Some(day("2026-02-28")), Err(why));
    check(&story, |one| one.until = None, Err(why));
}

#[test]
fn an_extension_is_asked_up_to_the_most_that_the_law_allows() {
    let story = Story::twice_warned();
    let longest = TermBound {
        row: "control_extension_max".to_owned(),
        article: "Criminal Code, art. 85(6)".to_owned(),
        last_day: day("2027-02-28"),
    };
    let rules = GroundRules { longest: Some(longest), ..RULES };
    let until = |last: &str| {
        let command = DraftSubmission { until: Some(day(last)), ..extension(&story.case) };
        told(draft(&story.case, &command, &rules, day("2025-06-10")))
    };
    assert_eq!(until("2027-02-28"), Ok("submission.drafted".to_owned()));
    let why = "an extension to 2027-03-01 is over the most of `control_extension_max` \
               (Criminal Code, art. 85(6)): 2027-02-28";
    assert_eq!(until("2027-03-01"), Err(why.to_owned()));
}

#[test]
fn a_duty_to_add_is_new_and_one_to_lift_is_in_force() {
    let story = Story::twice_warned();
    let asks = |kind: SubmissionKind, duty: Option<&str>| {
        let duty = duty.map(str::to_owned);
        move |one: &mut DraftSubmission| {
            one.kind = kind;
            one.duty = duty;
        }
    };
    let add = SubmissionKind::AddDuty;
    check(&story, asks(add, Some("treatment")), Ok("submission.drafted"));
    check(&story, asks(add, None), Err("the duty that the submission is about is missing"));
    let why = "the duty `no_alcohol` is in force already";
    check(&story, asks(add, Some("no_alcohol")), Err(why));
    let lift = SubmissionKind::LiftDuty;
    check(&story, asks(lift, Some("no_alcohol")), Ok("submission.drafted"));
    check(&story, asks(lift, Some("treatment")), Err("the duty `treatment` is not in force"));
}

#[test]
fn an_unverified_row_supports_a_submission_with_a_countersignature_only() {
    let story = Story::twice_warned();
    let why = "row `extension_on_submission` is not verified; a head of office must countersign";
    check(&story, |one| one.law.verified = false, Err(why));
    let countersigned = |one: &mut DraftSubmission| {
        one.law.verified = false;
        one.law.countersigned = Some(Countersigned { by: HEAD, asked: 9 });
    };
    check(&story, countersigned, Ok("submission.drafted"));
}

#[test]
fn a_submission_has_reasoning() {
    let story = Story::twice_warned();
    check(&story, |one| one.reasoning.clear(), Err("the reasoning is missing"));
    let why = "the reasoning has 12001 characters; the most is 12000";
    check(&story, |one| one.reasoning = "a".repeat(12_001), Err(why));
}

#[test]
fn the_same_is_asked_again_after_the_court_has_decided() {
    let story = Story::twice_warned().drafted("2025-06-01");
    let why = "a submission to `extend` of 2025-06-01 is not decided yet";
    check(&story, |one| one.submission = submission_id(0xE2), Err(why));
    let story = story.approved("2025-06-02").sent("2025-06-03");
    let mut refused = ruling("2025-06-05", crate::fact::Change::Refused);
    refused.submission = Some(submission_id(0xE1));
    let facts = crate::ruling::record(&story.case, &refused, day("2025-06-05"));
    let story = story.then("2025-06-05", facts.unwrap());
    check(&story, |one| one.submission = submission_id(0xE2), Ok("submission.drafted"));
}

#[test]
fn a_warning_that_the_client_contests_is_not_counted_even_if_it_is_no_ground() {
    let story = Story::twice_warned();
    let (first, second) =
        (story.case.violations[0].mark.version, story.case.violations[1].mark.version);
    let second_alone = |one: &mut DraftSubmission| one.grounds = vec![second];
    check(&story, second_alone, Ok("submission.drafted"));
    let why = "`extension_on_submission` demands 2 warnings; 1 are in force";
    check(&story.contested(first, "2025-06-01"), second_alone, Err(why));
}

#[test]
fn a_contested_ground_waits_for_its_answer() {
    for version in [4, 6, 7] {
        let story = Story::twice_warned().contested(version, "2025-06-01");
        let why = format!("entry {version} has been contested since 2025-06-01; answer that first");
        check(&story, |_| {}, Err(&why));
    }
}

#[test]
fn a_violation_that_nothing_follows_is_no_ground() {
    let story = Story::twice_warned().absent("2025-06-02");
    let absence = story.newest();
    let story = story.explained(absence, "2025-06-02");
    let command = EstablishViolation { warning: None, ..no_show(absence, "2025-06-03") };
    let facts = establish_violation(&story.case, &command, day("2025-06-03")).unwrap();
    let story = story.then("2025-06-03", facts);
    let third = story.newest();
    let alone = |one: &mut DraftSubmission| one.grounds = vec![third];
    check(&story, alone, Ok("submission.drafted"));
    let command = crate::waiver::WaiveResponse {
        violation: third,
        decided: crate::invented::on("2025-06-04"),
        words: "the bus did not run".to_owned(),
    };
    let facts = crate::waiver::waive(&story.case, &command, day("2025-06-04")).unwrap();
    let story = story.then("2025-06-04", facts);
    let why = "on 2025-06-04 it was decided that nothing follows entry";
    let why = format!("{why} {third}; take that back first");
    check(&story, alone, Err(&why));
}

#[test]
fn the_end_of_a_deferral_is_asked_for_without_a_violation_where_there_is_one() {
    let asking = DraftSubmission {
        kind: SubmissionKind::EndDeferral,
        grounds: Vec::new(),
        until: None,
        ..extension(&Story::opened().case)
    };
    let mut story = Story::opened();
    let none = GroundRules::default();
    let why = format!("the measure is `{}`, no deferral of punishment", story.case.opening.measure);
    assert_eq!(told(draft(&story.case, &asking, &none, day("2025-06-10"))), Err(why));
    story.case.opening.measure = DEFERRAL.to_owned();
    let drafted = told(draft(&story.case, &asking, &none, day("2025-06-10")));
    assert_eq!(drafted, Ok("submission.drafted".to_owned()));
}

#[test]
fn a_closed_case_has_no_submission() {
    let story = Story::twice_warned().ruled("2025-06-01", crate::fact::Change::Ended);
    check(&story, |_| {}, Err("the case was closed on 2025-06-01"));
}

#[test]
fn a_lost_ground_is_named() {
    let story = Story::twice_warned().drafted("2025-06-01");
    let lost = |story: &Story| lost_grounds(&story.case, &story.case.submissions[0]);
    assert_eq!(lost(&story), [0; 0]);
    let version = story.case.violations[0].mark.version;
    let story = story.excused(4, "2025-06-02");
    assert_eq!(lost(&story), [version]);
}
