//! Tests of the acts that need a second look.

use proptest::prelude::*;

use super::*;
use crate::codes::Risk;
use crate::contact::{Outcome, record};
use crate::fact::Change;
use crate::invented::{Story, calendar, day, meeting, pack};
use crate::mending::{CorrectContact, correct_contact};

fn looks(story: &Story) -> Vec<SecondLook> {
    let pack = pack();
    let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
    second_looks(&story.case, &clocks, &story.facts, &pack, &calendar()).unwrap()
}

#[track_caller]
fn check(story: &Story, expected: &[&str]) {
    let day_of = |at| story.case.zone.day_of(at);
    let told: Vec<String> = looks(story)
        .iter()
        .map(|look| {
            let review = &look.review;
            let cause = match &review.cause {
                Cause::DueMoved { row, due_at, .. } => {
                    format!("{row} moved to {}", due_at.map(day_of).unwrap_or_default())
                }
                Cause::KeptAfterAll { row, relied_at, kept_at, .. } => {
                    format!("{row} of {} kept on {}", day_of(*relied_at), day_of(*kept_at))
                }
                Cause::GroundLost { grounds } => format!("grounds {grounds:?} lost"),
            };
            let known = look.known.map(|known| known.version).unwrap_or_default();
            format!("{} {}: {cause}, since {known}", review.act, review.mark.version)
        })
        .collect();
    assert_eq!(told, expected);
}

/// A meeting entered on 20 April.
fn met_late(story: Story, held: &str) -> Story {
    let facts = record(&story.case, &meeting(held, Outcome::Attended), day("2025-04-20")).unwrap();
    story.then("2025-04-20", facts)
}

const KEPT: &str = "violation 3: registration_visit of 2025-04-14 kept on 2025-04-14, since 4";

#[test]
fn an_act_whose_limit_stands_needs_no_second_look() {
    check(&Story::relied(), &[]);
    check(&met_late(Story::relied(), "2025-04-15"), &[]);
}

#[test]
fn a_visit_on_the_first_day_of_a_period_keeps_that_period_alone() {
    // Met on the day of registration: both periods end on 14 April, the second was missed.
    let story = Story::relied_after(Story::opened().registered().met("2025-03-14"));
    check(&story, &[]);
    let kept = "violation 4: registration_visit of 2025-04-14 kept on 2025-04-11, since 5";
    check(&met_late(story, "2025-04-11"), &[kept]);
}

#[test]
fn a_late_entry_shows_that_the_limit_was_kept() {
    check(&met_late(Story::relied(), "2025-04-14"), &[KEPT]);
}

#[test]
fn a_late_assessment_moves_the_limit() {
    let story = Story::relied().assessed("2025-03-20", Risk::High);
    check(&story, &["violation 3: registration_visit moved to 2025-04-17, since 4"]);
}

#[test]
fn it_is_known_since_the_entry_that_moved_it_and_not_since_a_later_one() {
    let story = met_late(Story::relied(), "2025-04-14").met("2025-05-10").absent("2025-06-02");
    check(&story, &[KEPT]);
    assert_eq!(looks(&story)[0].known.unwrap().on, day("2025-04-20"));
    assert_eq!(looks(&story)[0].edition, Some(day("2017-01-01")));
}

#[test]
fn lost_grounds_are_named_with_their_submission_in_one_line() {
    let story = Story::twice_warned().drafted("2025-06-01");
    let draft = story.newest();
    let story = story.excused(4, "2025-06-02");
    check(&story, &[&format!("submission {draft}: grounds [6] lost, since {}", story.newest())]);
    let first = story.newest();
    let story = story.excused(8, "2025-06-03");
    let newest = story.newest();
    assert!(first < newest);
    check(&story, &[&format!("submission {draft}: grounds [6, 10] lost, since {newest}")]);
}

#[test]
fn what_was_decided_or_closed_is_looked_at_no_more() {
    let story = Story::twice_warned().drafted("2025-06-01").approved("2025-06-02");
    let sent = story.sent("2025-06-03").excused(4, "2025-06-04");
    assert_eq!(looks(&sent).len(), 1);
    let until = day("2026-08-31");
    let mut command = crate::invented::ruling("2025-06-20", Change::Extended { until });
    command.submission = Some(crate::invented::submission_id(0xE1));
    let facts = crate::ruling::record(&sent.case, &command, day("2025-06-20")).unwrap();
    check(&sent.then("2025-06-20", facts), &[]);
    let kept = met_late(Story::relied(), "2025-04-14");
    check(&kept.ruled("2025-06-20", Change::Ended), &[]);
}

#[test]
fn an_act_that_was_taken_back_needs_no_second_look() {
    check(&met_late(Story::relied(), "2025-04-14").taken_back(3), &[]);
}

#[test]
fn an_upheld_act_is_looked_at_again_once_something_else_moves() {
    let story = met_late(Story::relied(), "2025-04-14").upheld();
    check(&story, &[]);
    check(&story.clone().met("2025-06-20"), &[]);
    let command = CorrectContact {
        version: 4,
        reason: crate::codes::MendingReason::Mistake,
        contact: meeting("2025-04-11", Outcome::Attended),
    };
    let facts = correct_contact(&story.case, &command, day("2025-06-12")).unwrap();
    let again = story.clone().then("2025-06-12", facts);
    let kept = "violation 3: registration_visit of 2025-04-14 kept on 2025-04-11, since 6";
    check(&again, &[kept]);
    // Without the meeting the limit was missed, as the act said.
    check(&story.clone().taken_back(4), &[]);
    // Who upheld it may take that back as well.
    check(&story.taken_back(5), &[KEPT]);
}

#[test]
fn a_limit_that_the_act_itself_kept_was_not_relied_on_as_missed() {
    let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
    let facts = {
        let pack = pack();
        let mut command = crate::invented::no_show(2, "2025-04-09");
        command.warning = None;
        let facts =
            crate::compliance::establish_violation(&story.case, &command, day("2025-04-09"));
        let story = story.clone().then("2025-04-09", facts.unwrap());
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let clock = clocks.iter().find(|clock| clock.code() == "warning").unwrap();
        let command = crate::warning::IssueWarning {
            violation: 4,
            issued: crate::invented::on("2025-04-10"),
            law: crate::reliance::ReliedLaw::of_clock(clock),
            words: String::new(),
        };
        let warned = crate::warning::issue_warning(&story.case, &command, day("2025-04-10"));
        story.then("2025-04-10", warned.unwrap())
    };
    check(&facts, &[]);
}

/// What may be entered after the act.
#[derive(Clone, Copy, Debug)]
enum Late {
    Meet(i32),
    Assess(i32),
    TakeBack(u32),
    Uphold,
}

fn late() -> impl Strategy<Value = Late> {
    prop_oneof![
        (0..60_i32).prop_map(Late::Meet),
        (0..60_i32).prop_map(Late::Assess),
        (4..12_u32).prop_map(Late::TakeBack),
        Just(Late::Uphold),
    ]
}

/// Enters something if it can be entered.
fn entered(story: Story, late: Late) -> Story {
    let on = |days: i32| day("2025-03-16").saturating_add(jiff::Span::new().days(days));
    let today = day("2025-06-01");
    let facts = match late {
        Late::Meet(days) => {
            record(&story.case, &meeting(&on(days).to_string(), Outcome::Attended), today)
                .unwrap_or_default()
        }
        Late::Assess(days) => crate::assessment::assess(
            &story.case,
            &crate::assessment::MakeAssessment {
                made: crate::invented::on(&on(days).to_string()),
                risk: Risk::High,
                needs: vec![],
                reason: "work".to_owned(),
            },
            today,
        )
        .unwrap_or_default(),
        Late::TakeBack(version) => crate::mending::withdraw(
            &story.case,
            &crate::mending::WithdrawEntry {
                version,
                reason: crate::codes::MendingReason::Mistake,
                words: "a slip".to_owned(),
            },
        )
        .unwrap_or_default(),
        Late::Uphold if looks(&story).is_empty() => vec![],
        Late::Uphold => return story.upheld(),
    };
    story.then("2025-06-01", facts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In whatever order the entries are read, the same acts need a second look, known since the
    /// same entries; and right after an act is upheld it needs none.
    #[test]
    fn the_order_in_which_entries_are_read_moves_no_second_look(
        steps in prop::collection::vec(late(), 1..8),
        turn in 0..12_usize,
    ) {
        let story = steps.into_iter().fold(Story::relied(), entered);
        let mut turned = story.clone();
        turned.facts.reverse();
        let length = turned.facts.len();
        turned.facts.rotate_left(turn % length);
        turned.case = Case::fold(story.case.id, &turned.facts).unwrap();
        prop_assert_eq!(looks(&turned), looks(&story));
        if !looks(&story).is_empty() {
            let open = looks(&story).len();
            prop_assert_eq!(looks(&story.upheld()).len(), open - 1);
        }
    }
}
