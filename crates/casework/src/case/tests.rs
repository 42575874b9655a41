//! Tests of the state of a case.

use super::*;
use crate::codes::{AbsenceStatus, Status};
use crate::fact::Change;
use crate::invented::{CASE, Story, day};
use proptest::prelude::*;

#[test]
fn a_stream_without_an_opening_is_no_case() {
    let story = Story::opened().met("2025-04-07");
    let refusal = Case::fold(CASE, &story.facts[1..]).unwrap_err();
    let why = "no entry opens case 00000000-0000-0000-0000-0000000000c1; its first entry must";
    assert_eq!(refusal.to_string(), why);
}

#[test]
fn the_order_in_which_entries_are_read_does_not_matter() {
    let story = Story::whole();
    let mut turned = story.facts.clone();
    turned.reverse();
    assert_eq!(Case::fold(CASE, &turned).unwrap(), story.case);
}

#[test]
fn a_late_entry_stands_on_its_day() {
    let story = Story::opened().met("2025-06-10").met("2025-04-01");
    assert_eq!(story.case.last_contact_on(), Some(day("2025-06-10")));
    assert_eq!(story.case.contacts[0].mark.version, 3);
}

#[test]
fn within_a_day_the_later_entry_has_the_last_word() {
    let story = Story::opened().allocated().transferred("2025-03-12");
    assert_eq!(story.case.officer(), None);
    assert_eq!(story.case.status(), Status::Unallocated);
}

#[test]
fn a_withdrawn_withdrawal_lets_the_entry_hold_again() {
    let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
    let story = story.warned(2, "2025-04-09").excused(2, "2025-04-10");
    assert_eq!(story.case.warnings.len(), 0);
    // Entry 6 excuses, 7 withdraws the warning, 8 the violation.
    let again = |version: u32| {
        vec![CaseFact::Withdrawn(bagyt_core::fact::Withdrawn {
            version,
            reason: "mistake".to_owned(),
            private: None,
        })]
    };
    let story = story.then("2025-04-11", again(7)).then("2025-04-11", again(8));
    let story = story.then("2025-04-11", again(6));
    assert_eq!((story.case.warnings.len(), story.case.violations.len()), (1, 1));
    assert_eq!(story.case.absence_status(&story.case.absences[0]), AbsenceStatus::Warned);
}

#[test]
fn a_suspended_and_reopened_story_has_its_status_step_by_step() {
    let story = Story::opened();
    assert_eq!(story.case.status(), Status::Unallocated);
    let story = story.allocated();
    assert_eq!(story.case.status(), Status::Active);
    let story = story.ruled("2025-06-05", Change::Suspended);
    assert_eq!(story.case.status(), Status::Suspended);
    let story = story.ruled("2025-06-08", Change::Ended);
    assert_eq!(story.case.status(), Status::Closed);
}

#[test]
fn a_case_of_sixty_entries_takes_no_more_than_four_kilobytes() {
    let mut story = Story::opened().allocated().registered();
    for week in 0..57 {
        let held = day("2025-03-17").saturating_add(jiff::Span::new().days(week * 6));
        let contact =
            crate::invented::meeting(&held.to_string(), crate::contact::Outcome::Attended);
        let facts = crate::contact::record(&story.case, &contact, day("2026-03-10"));
        story = story.then("2026-03-10", facts.unwrap());
    }
    let contacts = story.case.contacts.len() * size_of::<Contact>();
    let whole = size_of::<Case>() + size_of::<CaseOpened>() + contacts;
    assert!(whole < 4_096, "{whole}");
}

/// What an officer may try next; refusals are part of the story.
#[derive(Clone, Copy, Debug)]
enum Step {
    Meet(i32),
    Miss(i32),
    Explain(usize, i32),
    Warn(usize, i32),
    Excuse(usize, i32),
    TakeBack(u32),
    Suspend(i32),
    Resume(i32),
    Transfer(i32),
    Assess(i32),
}

fn step() -> impl Strategy<Value = Step> {
    let days = 0..340_i32;
    prop_oneof![
        days.clone().prop_map(Step::Meet),
        days.clone().prop_map(Step::Miss),
        (0..6_usize, days.clone()).prop_map(|(which, day)| Step::Explain(which, day)),
        (0..6_usize, days.clone()).prop_map(|(which, day)| Step::Warn(which, day)),
        (0..6_usize, days.clone()).prop_map(|(which, day)| Step::Excuse(which, day)),
        (1..40_u32).prop_map(Step::TakeBack),
        days.clone().prop_map(Step::Suspend),
        days.clone().prop_map(Step::Resume),
        days.clone().prop_map(Step::Transfer),
        days.prop_map(Step::Assess),
    ]
}

/// The day so many days after the opening.
fn text(days: i32) -> String {
    day("2025-03-11").saturating_add(jiff::Span::new().days(days)).to_string()
}

/// Decides a step as of the end of the term; a refusal writes nothing.
fn decide(case: &Case, step: Step) -> Vec<CaseFact> {
    use crate::compliance::*;
    use crate::invented::*;
    let today = day("2026-02-28");
    let absence = |which: usize| case.absences.get(which).map_or(0, |one| one.mark.version);
    let record =
        |days, outcome| crate::contact::record(case, &meeting(&text(days), outcome), today);
    match step {
        Step::Meet(days) => record(days, crate::contact::Outcome::Attended).unwrap_or_default(),
        Step::Miss(days) => record(days, crate::contact::Outcome::Absent).unwrap_or_default(),
        Step::Explain(which, days) => receive_explanation(
            case,
            &ReceiveExplanation {
                absence: absence(which),
                received: on(&text(days)),
                form: crate::codes::ExplanationForm::Spoken,
                words: "traffic".to_owned(),
            },
            today,
        )
        .unwrap_or_default(),
        Step::Warn(which, days) => {
            establish_violation(case, &no_show(absence(which), &text(days)), today)
                .unwrap_or_default()
        }
        Step::Excuse(which, days) => accept_reason(
            case,
            &AcceptReason {
                absence: absence(which),
                accepted: on(&text(days)),
                reason: crate::codes::AbsenceReason::Family,
                words: "a child was ill".to_owned(),
            },
            today,
        )
        .unwrap_or_default(),
        other => decide_other(case, other),
    }
}

fn decide_other(case: &Case, step: Step) -> Vec<CaseFact> {
    use crate::invented::*;
    let today = day("2026-02-28");
    let rule = |days, change| crate::ruling::record(case, &ruling(&text(days), change), today);
    match step {
        Step::TakeBack(version) => crate::mending::withdraw(
            case,
            &crate::mending::WithdrawEntry {
                version,
                reason: crate::codes::MendingReason::Mistake,
                words: "a slip".to_owned(),
            },
        )
        .unwrap_or_default(),
        Step::Suspend(days) => rule(days, Change::Suspended).unwrap_or_default(),
        Step::Resume(days) => rule(days, Change::Resumed).unwrap_or_default(),
        Step::Transfer(days) => crate::transfer::transfer(
            case,
            &crate::transfer::TransferCase {
                from: on(&text(days)),
                to_office: office("ZZ-04-01"),
                reason: crate::codes::TransferReason::Moved,
                words: String::new(),
            },
            &[office("ZZ-04-01"), office("ZZ-03-02")],
            today,
        )
        .unwrap_or_default(),
        Step::Assess(days) => crate::assessment::assess(
            case,
            &crate::assessment::MakeAssessment {
                made: on(&text(days)),
                risk: crate::codes::Risk::Low,
                needs: vec![],
                reason: "work".to_owned(),
            },
            today,
        )
        .unwrap_or_default(),
        _ => vec![],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// [`Story::then`] compares the state with a new fold after every entry.
    #[test]
    fn step_by_step_is_the_same_as_a_fold(steps in prop::collection::vec(step(), 1..30)) {
        let mut story = Story::opened().allocated();
        for step in steps {
            let facts = decide(&story.case, step);
            story = story.then("2026-02-28", facts);
        }
    }

    #[test]
    fn an_accepted_reason_makes_the_counts_fall(steps in prop::collection::vec(step(), 1..30)) {
        let mut story = Story::opened().allocated();
        for step in steps {
            let facts = decide(&story.case, step);
            story = story.then("2026-02-28", facts);
        }
        let weighed = |case: &Case, status| {
            case.absences.iter().filter(|one| case.absence_status(one) == status).count()
        };
        let warned = weighed(&story.case, AbsenceStatus::Warned);
        let (warnings, violations) = (story.case.warnings.len(), story.case.violations.len());
        let unwarned = weighed(&story.case, AbsenceStatus::Violation);
        for which in 0..story.case.absences.len() {
            let facts = decide(&story.case, Step::Excuse(which, 353));
            story = story.then("2026-02-28", facts);
        }
        prop_assert_eq!(story.case.warnings.len(), warnings - warned);
        prop_assert_eq!(story.case.violations.len(), violations - warned - unwarned);
    }
}
