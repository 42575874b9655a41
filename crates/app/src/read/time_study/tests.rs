use super::*;
use crate::time_study_setting::TimeStudySettings;
use uuid::Uuid;

fn edition() -> TimeStudyEdition {
    let text = include_str!("../../../../../policy/time_study.toml");
    let settings = TimeStudySettings::parse(text).unwrap();
    settings.on("2026-11-02".parse().unwrap()).unwrap().clone()
}

/// Checks which kinds of work are shown together, where so many people named each.
#[track_caller]
fn check(named: &[(&str, &[u128])], together: &[&str]) {
    let mut told = Said::new();
    for (work, people) in named {
        let own = people.iter().map(|person| (StaffId(Uuid::from_u128(*person)), 1));
        told.insert((*work).to_owned(), own.collect());
    }
    let edition = edition();
    let (shown, hidden) = sums(edition.works(), &told, 3);
    let codes: Vec<&str> = hidden.iter().map(|work| work.code.as_str()).collect();
    assert_eq!(codes, together);
    assert_eq!(shown.len() + hidden.len(), edition.works().len());
}

#[test]
fn what_too_few_people_named_is_shown_together_with_others() {
    let (all, most): (&[u128], &[u128]) = (&[1, 2, 3, 4, 5], &[1, 2, 3]);
    check(&[("supervision_low", all), ("travel", most)], &[]);
    // One kind alone would be what the others leave.
    check(
        &[("supervision_low", all), ("travel", most), ("release_high", &[1])],
        &["release_high", "travel"],
    );
    // Two kinds of the same two people tell of these two.
    check(
        &[("supervision_low", all), ("report_before_release", &[1, 2]), ("release_high", &[1])],
        &["release_high", "report_before_release", "supervision_low"],
    );
    check(
        &[("supervision_low", all), ("learning", &[1, 2]), ("release_high", &[3])],
        &["release_high", "learning"],
    );
}

#[test]
fn lines_are_compared_with_the_first_that_has_points_time_and_cases() {
    let edition = edition();
    let line = |place: usize, answers, cases, points| StudyLine {
        work: edition.works()[place].clone(),
        answers,
        share: (0, 0, 0),
        cases,
        minutes: None,
        points,
        points_ratio: None,
        time_ratio: None,
    };
    let mut lines = [
        line(0, 0, Some(3), Some(20)),
        line(1, 120, Some(40), Some(20)),
        line(2, 90, Some(20), Some(50)),
        line(12, 40, None, None),
    ];
    compare(&mut lines);
    let times = |value| Estimate { value, lower: 0, upper: None };
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.points_ratio, line.time_ratio.map(|one| times(one.value))))
        .collect();
    let none = Some(times(0));
    assert_eq!(told[0], (Some(100), none));
    assert_eq!(told[1], (Some(100), Some(times(100))));
    assert_eq!(told[2], (Some(250), Some(times(150))));
    assert_eq!(told[3], (None, None));
}
