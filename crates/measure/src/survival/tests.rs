use super::*;
use proptest::prelude::*;

/// Reads (week, arrest) of the 432 releases; `tests/data/README.md` says whose they are.
fn releases() -> Vec<Spell> {
    let text = include_str!("../../../../tests/data/rossi.csv");
    let spell = |line: &str| {
        let fields: Vec<u32> = line.split(',').map(|field| field.parse().unwrap()).collect();
        Spell { entry: None, exit: fields[0], event: fields[1] == 1 }
    };
    text.lines().skip(1).map(spell).collect()
}

#[track_caller]
fn close(value: f64, expected: f64) {
    // The published figures have nine digits.
    assert!((value / expected - 1.0).abs() < 5e-9, "{value} is not {expected}");
}

/// `expected`: survival, standard error, log-log interval, log interval, as R gives them.
#[track_caller]
fn check(week: u32, at_risk: u32, expected: [f64; 6]) {
    let log_log = kaplan_meier(&releases(), Scale::LogLog).unwrap().at(week).unwrap();
    let log = kaplan_meier(&releases(), Scale::Log).unwrap().at(week).unwrap();
    assert_eq!((log_log.at_risk, log.at_risk), (at_risk, at_risk));
    close(log_log.survival, expected[0]);
    close(log_log.standard_error.unwrap(), expected[1]);
    close(log_log.lower.unwrap(), expected[2]);
    close(log_log.upper.unwrap(), expected[3]);
    close(log.lower.unwrap(), expected[4]);
    close(log.upper.unwrap(), expected[5]);
}

// Reference values: R 4.2.2, package survival 3.5-3, on the same file.
#[test]
fn the_curve_of_432_releases_is_that_of_r_at_week_10() {
    let log_log = [0.943064598, 0.978920997];
    let log = [0.948167452, 0.982696871];
    let shared = [0.965277778, 0.00880821764];
    check(10, 418, [shared[0], shared[1], log_log[0], log_log[1], log[0], log[1]]);
}

#[test]
fn the_curve_of_432_releases_is_that_of_r_at_week_26() {
    let log_log = [0.839975406, 0.902803796];
    let log = [0.844362822, 0.906748829];
    let shared = [0.875000000, 0.0159117212];
    check(26, 381, [shared[0], shared[1], log_log[0], log_log[1], log[0], log[1]]);
}

#[test]
fn the_curve_of_432_releases_is_that_of_r_at_week_52() {
    let log_log = [0.691859716, 0.775063183];
    let log = [0.695701387, 0.778868029];
    let shared = [0.736111111, 0.0212051020];
    check(52, 322, [shared[0], shared[1], log_log[0], log_log[1], log[0], log[1]]);
}

#[track_caller]
fn check_hazard(week: u32, together: f64, standard_error: f64, one_by_one: f64) {
    let curve = kaplan_meier(&releases(), Scale::LogLog).unwrap();
    let at = |ties| {
        let steps = curve.cumulative_hazard(ties);
        *steps.iter().rfind(|step| step.time <= week).unwrap()
    };
    close(at(Ties::Together).hazard, together);
    close(at(Ties::Together).standard_error, standard_error);
    close(at(Ties::OneByOne).hazard, one_by_one);
}

#[test]
fn both_tie_rules_of_the_hazard_are_those_of_r() {
    check_hazard(10, 0.0352363261, 0.00909836935, 0.0352977658);
    check_hazard(26, 0.133068323, 0.0181213094, 0.133366185);
    check_hazard(52, 0.305127534, 0.0286874258, 0.305959663);
}

#[test]
fn late_entries_are_at_risk_only_after_they_entered() {
    // Reference: R, `Surv(entry, week, arrest)` with row i entering at i mod 5.
    let late = |(row, spell): (usize, Spell)| Spell {
        entry: Some(u32::try_from(row % 5).unwrap()),
        ..spell
    };
    let spells: Vec<Spell> = releases().into_iter().enumerate().map(late).collect();
    let kept: Vec<Spell> =
        spells.into_iter().filter(|spell| spell.entry < Some(spell.exit)).collect();
    assert_eq!(kept.len(), 430);
    let curve = kaplan_meier(&kept, Scale::LogLog).unwrap();
    assert_eq!(curve.events(), 112);
    for (week, survival) in [(10, 0.965875448), (26, 0.875541773), (52, 0.736566889)] {
        close(curve.at(week).unwrap().survival, survival);
    }
}

#[test]
fn every_step_opens_to_its_cases() {
    let (spells, mut seen) = (releases(), Vec::new());
    let curve = kaplan_meier(&spells, Scale::LogLog).unwrap();
    for step in &curve.steps {
        assert_eq!(step.members.len(), step.events as usize);
        for &member in &step.members {
            assert_eq!(spells[member], Spell { entry: None, exit: step.time, event: true });
            seen.push(member);
        }
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!((seen.len(), curve.events(), curve.people()), (114, 114, 432));
}

fn plain(exits: &[(u32, bool)]) -> Vec<Spell> {
    exits.iter().map(|&(exit, event)| Spell { entry: None, exit, event }).collect()
}

#[test]
fn one_who_leaves_at_a_time_is_still_at_risk_of_its_events() {
    let curve = kaplan_meier(&plain(&[(3, false), (3, true)]), Scale::Log).unwrap();
    let step = &curve.steps[0];
    assert_eq!((step.at_risk, step.events, step.censored), (2, 1, 1));
    assert_eq!(step.survival, 0.5);
}

#[test]
fn an_event_on_the_day_of_release_counts() {
    let curve = kaplan_meier(&plain(&[(0, true), (9, false)]), Scale::Log).unwrap();
    assert_eq!(curve.at(0).unwrap().survival, 0.5);
}

#[test]
fn when_all_are_censored_the_curve_stays_at_one_and_has_no_log_log_interval() {
    let curve = kaplan_meier(&plain(&[(4, false), (7, false)]), Scale::LogLog).unwrap();
    let last = curve.at(7).unwrap();
    assert_eq!((last.survival, last.standard_error), (1.0, Some(0.0)));
    assert_eq!((last.lower, last.upper, last.at_risk_min), (None, None, None));
    let log = kaplan_meier(&plain(&[(4, false)]), Scale::Log).unwrap().at(2).unwrap();
    assert_eq!((log.lower, log.upper), (Some(1.0), Some(1.0)));
}

#[test]
fn when_the_last_person_has_the_event_the_curve_ends_at_zero_without_an_interval() {
    let last = kaplan_meier(&plain(&[(1, true), (2, true)]), Scale::Log).unwrap();
    let last = last.at(2).unwrap();
    assert_eq!((last.survival, last.standard_error, last.lower), (0.0, None, None));
}

#[test]
fn after_the_last_exit_nothing_is_known() {
    let curve = kaplan_meier(&releases(), Scale::LogLog).unwrap();
    assert!(curve.at(52).is_some());
    assert_eq!(curve.at(53), None);
}

#[test]
fn nobody_or_an_exit_at_the_entry_is_refused() {
    assert_eq!(kaplan_meier(&[], Scale::Log), Err(SurvivalRefusal::NoSpells));
    let backward = Spell { entry: Some(5), exit: 5, event: true };
    let refusal = SurvivalRefusal::EndsBeforeEntry { position: 0, entry: 5, exit: 5 };
    assert_eq!(kaplan_meier(&[backward], Scale::Log), Err(refusal));
    assert!(kaplan_meier(&[Spell { exit: 6, ..backward }], Scale::Log).is_ok());
}

#[test]
fn a_published_estimate_is_rounded_half_away_from_zero() {
    assert_eq!(billionths(0.736_111_111_111), 736_111_111);
    assert_eq!(billionths(0.5e-9), 1);
}

proptest! {
    #[test]
    fn the_curve_falls_from_one_and_does_not_depend_on_the_order(
        exits in proptest::collection::vec((0_u32..40, any::<bool>()), 1..60),
    ) {
        let spells = plain(&exits);
        let curve = kaplan_meier(&spells, Scale::LogLog).unwrap();
        let mut backward = spells;
        backward.reverse();
        let other = kaplan_meier(&backward, Scale::LogLog).unwrap();
        let survivals = |curve: &Curve| -> Vec<f64> {
            curve.steps.iter().map(|step| step.survival).collect()
        };
        prop_assert_eq!(survivals(&curve), survivals(&other));
        let mut before = 1.0;
        for step in &curve.steps {
            prop_assert!((0.0..=before).contains(&step.survival));
            if let (Some(lower), Some(upper)) = (step.lower, step.upper) {
                prop_assert!(lower <= step.survival && step.survival <= upper);
            }
            before = step.survival;
        }
        let leaving: u32 = curve.steps.iter().map(|step| step.events + step.censored).sum();
        prop_assert_eq!(leaving, curve.people());
    }
}
