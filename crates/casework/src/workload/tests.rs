use super::*;
use crate::invented::{OFFICER, after, day, on};

const WEIGHTS: [Weights; 3] = [
    Weights {
        kind: WorkKind::Supervision,
        domain: Some(Domain::PostRelease),
        unassessed: 40,
        low: 25,
        medium: 40,
        high: 60,
    },
    Weights {
        kind: WorkKind::Supervision,
        domain: None,
        unassessed: 30,
        low: 20,
        medium: 31,
        high: 50,
    },
    Weights {
        kind: WorkKind::Submission,
        domain: None,
        unassessed: 15,
        low: 15,
        medium: 15,
        high: 15,
    },
];

const RULES: [ReductionRule; 2] = [
    ReductionRule { kind: ReductionKind::Trainee, percent_most: 80, days_most: Some(548) },
    ReductionRule { kind: ReductionKind::Sickness, percent_most: 100, days_most: None },
];

#[test]
fn work_weighs_by_kind_domain_and_risk() {
    let of = |kind, domain, risk| points(&WEIGHTS, kind, domain, risk);
    let supervision = WorkKind::Supervision;
    assert_eq!(of(supervision, Domain::NonCustodial, None), 30);
    assert_eq!(of(supervision, Domain::NonCustodial, Some(Risk::Low)), 20);
    assert_eq!(of(supervision, Domain::NonCustodial, Some(Risk::Medium)), 31);
    assert_eq!(of(supervision, Domain::NonCustodial, Some(Risk::High)), 50);
    assert_eq!(of(supervision, Domain::PostRelease, Some(Risk::High)), 60);
    assert_eq!(of(WorkKind::Submission, Domain::PostRelease, None), 15);
    assert_eq!(of(WorkKind::Report, Domain::PreSentence, None), 0);
}

#[test]
fn a_case_is_work_by_its_state_and_domain() {
    let of = WorkKind::of_case;
    assert_eq!(of(Domain::NonCustodial, Status::Active), Some(WorkKind::Supervision));
    assert_eq!(of(Domain::PreSentence, Status::Active), Some(WorkKind::Report));
    assert_eq!(of(Domain::PreSentence, Status::Suspended), Some(WorkKind::Suspended));
    assert_eq!(of(Domain::NonCustodial, Status::Closed), None);
    assert_eq!(of(Domain::NonCustodial, Status::Unallocated), None);
}

#[track_caller]
fn check_load(points: u32, target: u32, share_percent: u16, expected: (u32, Option<u32>)) {
    let load = Workload { points, target, share_percent };
    assert_eq!((load.available(), load.permille()), expected);
}

#[test]
fn a_workload_is_points_against_what_is_left_of_the_target() {
    check_load(1_088, 2_176, 100, (2_176, Some(500)));
    check_load(1_088, 2_176, 50, (1_088, Some(1_000)));
    check_load(0, 2_176, 100, (2_176, Some(0)));
    check_load(100, 2_176, 0, (0, None));
    check_load(100, 0, 100, (0, None));
    // Half of a thousandth goes up.
    check_load(1, 2_000, 100, (2_000, Some(1)));
    check_load(1, 2_001, 100, (2_001, Some(0)));
    let load = Workload { points: 10, target: 100, share_percent: 100 };
    assert_eq!(load.with(5).permille(), Some(150));
}

fn appointed() -> Staff {
    crate::invented::appointed(OFFICER, crate::codes::Role::Officer, "ZZ-03-02")
}

fn command() -> GrantReduction {
    GrantReduction {
        kind: ReductionKind::Trainee,
        percent: 60,
        from: on("2025-03-10"),
        until_on: Some(day("2025-09-10")),
        words: "Приказ 14-к".to_owned(),
    }
}

fn granted() -> Staff {
    let mut staff = appointed();
    let facts = grant_reduction(&staff, &command(), &RULES).unwrap();
    after(&mut staff, facts);
    staff
}

#[track_caller]
fn check(staff: &Staff, change: impl FnOnce(&mut GrantReduction), expected: Result<usize, &str>) {
    let mut command = command();
    change(&mut command);
    let outcome = grant_reduction(staff, &command, &RULES);
    let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
    assert_eq!(outcome, expected.map_err(str::to_owned));
}

#[test]
fn a_reduction_is_granted_within_the_policy() {
    let staff = appointed();
    check(&staff, |_| {}, Ok(1));
    check(&staff, |one| one.percent = 80, Ok(1));
    check(&staff, |one| one.percent = 1, Ok(1));
    let why = "a reduction `trainee` is of 1 to 80 per cent, not of 81";
    check(&staff, |one| one.percent = 81, Err(why));
    let why = "a reduction `trainee` is of 1 to 80 per cent, not of 0";
    check(&staff, |one| one.percent = 0, Err(why));
    let why = "the policy of 2025-03-10 knows no reduction `union`; complete policy/workload.toml";
    check(&staff, |one| one.kind = ReductionKind::Union, Err(why));
    check(&staff, |one| one.words = " ".to_owned(), Err("a reason in words is missing"));
    let why = "the words have 12001 characters; the most is 12000";
    check(&staff, |one| one.words = "я".repeat(bagyt_core::refusal::WORDS_MAX + 1), Err(why));
}

#[test]
fn a_reduction_begins_in_a_post_and_ends_after_it_began() {
    let staff = appointed();
    check(&staff, |one| one.from = on("2025-03-01"), Ok(1));
    let why = "the person has no post on 2025-02-28";
    check(&staff, |one| one.from = on("2025-02-28"), Err(why));
    check(&staff, |one| one.until_on = Some(day("2025-03-11")), Ok(1));
    let why = "a reduction from 2025-03-10 cannot end on 2025-03-10";
    check(&staff, |one| one.until_on = Some(day("2025-03-10")), Err(why));
    check(&staff, |one| one.until_on = Some(day("2026-09-09")), Ok(1));
    let why = "a reduction `trainee` from 2025-03-10 ends on 2026-09-09 at the latest";
    check(&staff, |one| one.until_on = Some(day("2026-09-10")), Err(why));
    check(&staff, |one| one.until_on = None, Err(why));
    let sick =
        |one: &mut GrantReduction| (one.kind, one.until_on) = (ReductionKind::Sickness, None);
    check(&staff, sick, Ok(1));
}

#[test]
fn two_reductions_of_one_kind_do_not_meet() {
    let staff = granted();
    let why = "the person has a reduction `trainee` since 2025-03-10; end it first";
    check(&staff, |one| one.from = on("2025-09-09"), Err(why));
    let next = |one: &mut GrantReduction| {
        (one.from, one.until_on) = (on("2025-09-10"), Some(day("2026-01-01")));
    };
    check(&staff, next, Ok(1));
    let before = |one: &mut GrantReduction| {
        (one.from, one.until_on) = (on("2025-03-02"), Some(day("2025-03-10")));
    };
    check(&staff, before, Ok(1));
    check(&staff, |one| one.kind = ReductionKind::Sickness, Ok(1));
}

#[test]
fn what_is_left_of_the_target_follows_the_days() {
    let mut staff = granted();
    let left = |staff: &Staff, text: &str| staff.share_percent(day(text));
    assert_eq!(left(&staff, "2025-03-09"), 100);
    assert_eq!(left(&staff, "2025-03-10"), 40);
    assert_eq!(left(&staff, "2025-09-09"), 40);
    assert_eq!(left(&staff, "2025-09-10"), 100);
    let sick = GrantReduction {
        kind: ReductionKind::Sickness,
        percent: 100,
        from: on("2025-04-01"),
        until_on: None,
        ..command()
    };
    let facts = grant_reduction(&staff, &sick, &RULES).unwrap();
    after(&mut staff, facts);
    // Two reductions leave nothing, never less.
    assert_eq!(left(&staff, "2025-04-01"), 0);
    // A reduction leaves the post as it is.
    assert!(staff.present_post().is_some());
}

#[track_caller]
fn check_end(staff: &Staff, reduction: u32, ended: &str, expected: Result<usize, &str>) {
    let outcome = end_reduction(staff, &EndReduction { reduction, ended: on(ended) });
    let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
    assert_eq!(outcome, expected.map_err(str::to_owned));
}

#[test]
fn a_reduction_ends_while_it_holds_and_once() {
    let mut staff = granted();
    check_end(&staff, 2, "2025-03-10", Ok(1));
    check_end(&staff, 2, "2025-09-10", Ok(1));
    let why = "the reduction holds from 2025-03-10; it cannot end on 2025-03-09";
    check_end(&staff, 2, "2025-03-09", Err(why));
    let why = "the reduction holds from 2025-03-10; it cannot end on 2025-09-11";
    check_end(&staff, 2, "2025-09-11", Err(why));
    let why = "there is no reduction in entry 1 that could still be ended";
    check_end(&staff, 1, "2025-05-01", Err(why));
    let ended = EndReduction { reduction: 2, ended: on("2025-05-01") };
    let facts = end_reduction(&staff, &ended).unwrap();
    after(&mut staff, facts);
    assert_eq!(staff.share_percent(day("2025-04-30")), 40);
    assert_eq!(staff.share_percent(day("2025-05-01")), 100);
    let why = "there is no reduction in entry 2 that could still be ended";
    check_end(&staff, 2, "2025-05-01", Err(why));
}
