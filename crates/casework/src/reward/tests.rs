use super::*;
use crate::invented::{Story, day, law, on, told};

const TODAY: &str = "2025-06-10";

fn rewards() -> Vec<RewardRow> {
    let row = |code: &str, law: Option<&str>| RewardRow {
        code: code.to_owned(),
        in_force_from: day("2025-01-01"),
        in_force_until: None,
        by_head: false,
        law: law.map(str::to_owned),
    };
    vec![row("thanks", None), row("fewer_visits", Some("visits_reduced"))]
}

fn milestones() -> Vec<MilestoneRow> {
    let row = |code: &str, kind, amount| MilestoneRow {
        code: code.to_owned(),
        in_force_from: day("2025-01-01"),
        in_force_until: Some(day("2026-01-01")),
        kind,
        amount,
    };
    vec![
        row("month_kept", MilestoneKind::DaysWithoutAbsence, 30),
        row("half_of_term", MilestoneKind::ShareOfTerm, 500),
        row("hours_done", MilestoneKind::ShareOfHours, 1_000),
    ]
}

fn thanks() -> GiveReward {
    GiveReward {
        given: on(TODAY),
        kind: "thanks".to_owned(),
        milestone: None,
        words: "came on every day that was agreed".to_owned(),
    }
}

fn given(case: &Case, command: &GiveReward, law: Option<Reliance>) -> Result<String, String> {
    let (rewards, milestones) = (rewards(), milestones());
    let rules = RewardRules { rewards: &rewards, milestones: &milestones, law };
    told(give(case, command, &rules, day("2025-06-20")))
}

#[track_caller]
fn check(change: impl FnOnce(&mut GiveReward), expected: Result<&str, &str>) {
    let mut command = thanks();
    change(&mut command);
    let outcome = given(&Story::opened().registered().case, &command, None);
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

/// The days on which milestones of a case are reached by a day.
#[track_caller]
fn check_reached(case: &Case, by: &str, expected: &[(&str, &str)]) {
    let reached = case.progress().milestones(&milestones(), day(by));
    let reached: Vec<_> =
        reached.iter().map(|one| (one.code.as_str(), one.reached_on.to_string())).collect();
    let expected: Vec<_> = expected.iter().map(|(code, on)| (*code, (*on).to_owned())).collect();
    assert_eq!(reached, expected);
}

#[test]
fn a_reward_has_its_reason_and_its_day() {
    check(|_| {}, Ok("reward.given"));
    check(|one| one.words = " ".to_owned(), Err("a reason in words is missing"));
    let why = "a reward is recorded after it was given; 2025-06-21 has not come yet";
    check(|one| one.given = on("2025-06-21"), Err(why));
    let why = "the case was opened on 2025-03-11, after 2025-03-10";
    check(|one| one.given = on("2025-03-10"), Err(why));
}

#[test]
fn what_the_table_does_not_know_is_not_given() {
    let why = "no reward `holiday` could be given on 2025-06-10; choose one of the list";
    check(|one| one.kind = "holiday".to_owned(), Err(why));
}

#[test]
fn what_frees_from_a_duty_needs_a_row_of_law() {
    let fewer = |one: &mut GiveReward| one.kind = "fewer_visits".to_owned();
    let why = "no row of law allowed this reward on 2025-06-10; choose another";
    check(fewer, Err(why));
    let mut command = thanks();
    fewer(&mut command);
    let row = law("visits_reduced").reliance;
    let case = Story::opened().registered().case;
    assert_eq!(given(&case, &command, Some(row.clone())), Ok("reward.given".to_owned()));
    // Thanks rest on no row, whatever is in force.
    let (rewards, milestones) = (rewards(), milestones());
    let rules = RewardRules { rewards: &rewards, milestones: &milestones, law: Some(row) };
    let facts = give(&case, &thanks(), &rules, day(TODAY)).unwrap();
    let [CaseFact::RewardGiven(fact)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(fact.law, None);
}

#[test]
fn a_month_without_absence_is_counted_from_the_registration_or_the_last_absence() {
    let story = Story::opened().allocated().registered();
    check_reached(&story.case, "2025-04-12", &[]);
    check_reached(&story.case, "2025-04-13", &[("month_kept", "2025-04-13")]);
    let story = story.absent("2025-04-07");
    let absence = story.newest();
    check_reached(&story.case, "2025-05-06", &[]);
    check_reached(&story.case, "2025-05-07", &[("month_kept", "2025-05-07")]);
    let excused = story.excused(absence, "2025-04-09");
    check_reached(&excused.case, "2025-04-13", &[("month_kept", "2025-04-13")]);
}

#[test]
fn half_of_the_term_is_reached_on_the_day_with_which_half_is_served() {
    // 1 March 2025 to 28 February 2026: 365 days, so that the 183rd is the first past half.
    let story = Story::opened();
    check_reached(&story.case, "2025-08-29", &[]);
    check_reached(&story.case, "2025-08-30", &[("half_of_term", "2025-08-30")]);
    // The row no longer holds.
    check_reached(&story.case, "2026-01-01", &[]);
}

#[test]
fn hours_are_done_with_the_session_that_completes_them() {
    let story = crate::community_service::worked_story();
    // Three of six hours are worked.
    let mut half = milestones();
    half.retain(|row| row.code == "hours_done");
    assert_eq!(story.case.progress().milestones(&half, day(TODAY)), []);
    half[0].amount = 500;
    let reached = story.case.progress().milestones(&half, day(TODAY));
    assert_eq!(reached[0].reached_on, day("2025-06-09"));
}

#[test]
fn a_milestone_is_rewarded_once_it_is_reached_and_once() {
    let story = Story::opened().allocated().registered();
    let mut command = thanks();
    command.milestone = Some("month_kept".to_owned());
    command.given = on("2025-04-12");
    let why = Err("the milestone `month_kept` was not reached by 2025-04-12".to_owned());
    assert_eq!(given(&story.case, &command, None), why);
    command.given = on("2025-04-13");
    let (rewards, milestones) = (rewards(), milestones());
    let rules = RewardRules { rewards: &rewards, milestones: &milestones, law: None };
    let facts = give(&story.case, &command, &rules, day(TODAY)).unwrap();
    let story = story.then("2025-04-13", facts);
    let why = Err("the milestone of 2025-04-13 has its reward".to_owned());
    assert_eq!(given(&story.case, &command, None), why);
    let version = story.newest();
    let story = story.taken_back(version);
    assert_eq!(given(&story.case, &command, None), Ok("reward.given".to_owned()));
}
