//! Tests of weighing absences and breaches.

use super::*;
use crate::invented::{HEAD, Story, breach, day, law, no_show, on, told};
use crate::reliance::Countersigned;

fn explanation(absence: u32) -> ReceiveExplanation {
    ReceiveExplanation {
        absence,
        received: on("2025-04-08"),
        form: ExplanationForm::Spoken,
        words: "the road was closed".to_owned(),
    }
}

fn excuse(absence: u32) -> AcceptReason {
    AcceptReason {
        absence,
        accepted: on("2025-04-10"),
        reason: AbsenceReason::ForceMajeure,
        words: "the road service confirms it".to_owned(),
    }
}

#[track_caller]
fn check(outcome: Result<Vec<CaseFact>, ComplianceRefusal>, expected: Result<&str, &str>) {
    assert_eq!(told(outcome), expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_explained(
    story: &Story,
    change: impl FnOnce(&mut ReceiveExplanation),
    expected: Result<&str, &str>,
) {
    let mut command = explanation(2);
    change(&mut command);
    check(receive_explanation(&story.case, &command, day("2025-04-20")), expected);
}

#[track_caller]
fn check_excused(
    story: &Story,
    change: impl FnOnce(&mut AcceptReason),
    expected: Result<&str, &str>,
) {
    let mut command = excuse(2);
    change(&mut command);
    check(accept_reason(&story.case, &command, day("2025-04-20")), expected);
}

#[track_caller]
fn check_established(
    story: &Story,
    change: impl FnOnce(&mut EstablishViolation),
    expected: Result<&str, &str>,
) {
    let mut command = no_show(2, "2025-04-09");
    change(&mut command);
    check(establish_violation(&story.case, &command, day("2025-04-20")), expected);
}

/// Entry 2 is the absence of 7 April, entry 3 its explanation.
fn heard() -> Story {
    Story::opened().absent("2025-04-07").explained(2, "2025-04-08")
}

#[test]
fn an_explanation_is_received_on_the_day_of_the_absence_or_later() {
    let story = Story::opened().absent("2025-04-07");
    check_explained(&story, |_| {}, Ok("explanation.received"));
    check_explained(&story, |said| said.received = on("2025-04-07"), Ok("explanation.received"));
    check_explained(
        &story,
        |said| said.received = on("2025-04-06"),
        Err("2025-04-06 lies before the absence of 2025-04-07"),
    );
}

#[test]
fn an_explanation_of_the_future_or_of_no_absence_is_refused() {
    let story = Story::opened().absent("2025-04-07");
    let later = |said: &mut ReceiveExplanation| said.received = on("2025-04-21");
    check_explained(&story, later, Err("2025-04-21 has not come yet"));
    check_explained(&story, |said| said.absence = 1, Err("the case has no absence in entry 1"));
}

#[test]
fn a_second_explanation_is_refused() {
    let why = "the client has already answered for the absence of 2025-04-07";
    check_explained(&heard(), |_| {}, Err(why));
}

#[test]
fn an_explanation_has_words_unless_it_was_refused() {
    let story = Story::opened().absent("2025-04-07");
    check_explained(&story, |said| said.words.clear(), Err("a reason in words is missing"));
    let refused = |said: &mut ReceiveExplanation| {
        said.words.clear();
        said.form = ExplanationForm::Refused;
    };
    check_explained(&story, refused, Ok("explanation.received"));
    let why = "the words have 12001 characters; the most is 12000";
    check_explained(&story, |said| said.words = "a".repeat(12_001), Err(why));
}

#[test]
fn a_reason_can_be_accepted_before_an_explanation_is_on_record() {
    let story = Story::opened().absent("2025-04-07");
    check_excused(&story, |_| {}, Ok("reason.accepted"));
    check_excused(&story, |taken| taken.words.clear(), Err("a reason in words is missing"));
}

#[test]
fn a_reason_is_accepted_once() {
    let story = Story::opened().absent("2025-04-07").excused(2, "2025-04-08");
    check_excused(&story, |_| {}, Err("the absence of 2025-04-07 was excused"));
}

#[test]
fn a_reason_accepted_later_takes_back_the_violation_and_its_warning() {
    let story = heard().warned(2, "2025-04-09");
    assert_eq!((story.case.violations.len(), story.case.warnings.len()), (1, 1));
    let expected = "reason.accepted entry.withdrawn entry.withdrawn";
    check_excused(&story, |_| {}, Ok(expected));
    let story = story.excused(2, "2025-04-10");
    assert_eq!((story.case.violations.len(), story.case.warnings.len()), (0, 0));
    let status = story.case.absence_status(&story.case.absences[0]);
    assert_eq!(status, AbsenceStatus::Accepted);
}

#[test]
fn accepting_one_reason_leaves_the_other_violation_standing() {
    let story = Story::twice_warned();
    let (first, second) = (story.case.absences[0].mark.version, story.case.warnings[1].clone());
    let story = story.excused(first, "2025-06-01");
    assert_eq!(story.case.warnings, [second]);
    assert_eq!(story.case.violations.len(), 1);
}

#[test]
fn a_violation_follows_an_explanation_and_brings_its_warning() {
    check_established(&heard(), |_| {}, Ok("violation.established warning.issued"));
    let silently = |command: &mut EstablishViolation| command.warning = None;
    check_established(&heard(), silently, Ok("violation.established"));
}

#[test]
fn a_warning_names_the_entry_that_the_violation_gets() {
    let story = heard().warned(2, "2025-04-09");
    let warning = &story.case.warnings[0];
    assert_eq!(warning.violation, story.case.violations[0].mark.version);
    assert_eq!(warning.number, 1);
}

#[test]
fn nobody_is_sanctioned_unheard() {
    let story = Story::opened().absent("2025-04-07");
    let why = "the client has not been heard about the absence of 2025-04-07";
    check_established(&story, |_| {}, Err(why));
}

#[test]
fn an_excused_or_already_weighed_absence_is_no_violation_again() {
    let why = "the absence of 2025-04-07 was excused";
    check_established(&heard().excused(2, "2025-04-08"), |_| {}, Err(why));
    let why = "a violation was already established from the absence of 2025-04-07";
    check_established(&heard().warned(2, "2025-04-09"), |_| {}, Err(why));
}

#[test]
fn a_no_show_names_its_absence_and_other_grounds_need_none() {
    let nameless = |command: &mut EstablishViolation| command.absence = None;
    let why = "`no_show` needs the absence that it is about";
    check_established(&heard(), nameless, Err(why));
    let moved = |command: &mut EstablishViolation| {
        (command.absence, command.breach) = (None, Some(breach("2025-04-07")));
        command.ground = ViolationGround::MovedWithoutNotice;
    };
    check_established(&heard(), moved, Ok("violation.established warning.issued"));
}

#[test]
fn an_unverified_row_needs_a_countersignature() {
    let unverified = |command: &mut EstablishViolation| command.law.verified = false;
    let why = "row `registration_duty` is not verified; a head of office must countersign";
    check_established(&heard(), unverified, Err(why));
    let unverified_warning = |command: &mut EstablishViolation| {
        let mut warning = law("warning");
        warning.verified = false;
        command.warning = Some(warning);
    };
    let why = "row `warning` is not verified; a head of office must countersign";
    check_established(&heard(), unverified_warning, Err(why));
    let countersigned = |command: &mut EstablishViolation| {
        command.law.verified = false;
        command.law.countersigned = Some(Countersigned { by: HEAD, asked: 9 });
    };
    check_established(&heard(), countersigned, Ok("violation.established warning.issued"));
}

#[test]
fn a_violation_has_a_reason_in_words() {
    let why = "a reason in words is missing";
    check_established(&heard(), |command| command.reason = " ".to_owned(), Err(why));
}

#[test]
fn nothing_is_weighed_after_the_closing_or_in_the_future() {
    let story = heard().ruled("2025-04-12", crate::fact::Change::Ended);
    let why = "the case was closed on 2025-04-12";
    check_established(&story, |command| command.established = on("2025-04-13"), Err(why));
    let on_the_day = |command: &mut EstablishViolation| command.established = on("2025-04-12");
    check_established(&story, on_the_day, Ok("violation.established warning.issued"));
    let why = "2025-04-21 has not come yet";
    check_established(&heard(), |command| command.established = on("2025-04-21"), Err(why));
}
