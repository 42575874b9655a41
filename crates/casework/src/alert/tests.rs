//! Tests of alerts, of what belongs together, and of looking at it.

use super::*;
use crate::device::WEAR_DEVICE;
use crate::invented::{Story, at, day, on, told};

/// An event of the day on which it began; the times stand in UTC.
fn alert(event: u128, kind: AlertKind, began: &str, ended: Option<&str>) -> NoteAlert {
    let began_at = at(began);
    let later = |hours| began_at + jiff::SignedDuration::from_hours(hours);
    NoteAlert {
        message: MessageId(Uuid::from_u128(0xA1)),
        fitting: 3,
        kind,
        event: Uuid::from_u128(event),
        began_at,
        ended_at: ended.map(at),
        look: Some(Look { asked_at: began_at, by: later(4) }),
        place: "at the bus station".to_owned(),
    }
}

impl Story {
    pub(crate) fn alerted(self, command: &NoteAlert) -> Story {
        let facts = note(&self.case, command);
        self.then("2025-04-12", facts)
    }

    /// An alert in entry 4 of the device that was fitted in entry 3.
    pub(crate) fn strap_opened() -> Story {
        Story::fitted().alerted(&first())
    }
}

fn first() -> NoteAlert {
    alert(1, AlertKind::StrapOpened, "2025-04-10T10:00", Some("2025-04-10T10:20"))
}

fn looked(alerts: &[u32]) -> TriageAlerts {
    TriageAlerts {
        alerts: alerts.to_vec(),
        triaged: on("2025-04-12"),
        outcome: TriageOutcome::Explained,
        words: "the doctor opened it for an X-ray; here is the paper".to_owned(),
    }
}

/// The versions of each episode, with a mark where somebody looked.
#[track_caller]
fn check_episodes(story: &Story, expected: &[&str]) {
    let told: Vec<String> = story
        .case
        .devices()
        .episodes()
        .iter()
        .map(|one| {
            format!("{:?}{}", one.versions(), if one.triage.is_some() { " seen" } else { "" })
        })
        .collect();
    assert_eq!(told, expected);
}

#[track_caller]
fn check(
    story: &Story,
    alerts: &[u32],
    change: impl FnOnce(&mut TriageAlerts),
    expected: Result<&str, &str>,
) {
    let mut command = looked(alerts);
    change(&mut command);
    let outcome = told(triage(&story.case, &command, day("2025-04-20")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn what_touches_in_time_is_one_episode() {
    use AlertKind::{BatteryLow, NoSignal};
    let story = Story::strap_opened();
    let touching = alert(2, NoSignal, "2025-04-10T10:20", Some("2025-04-10T11:00"));
    let apart = alert(3, BatteryLow, "2025-04-10T11:01", Some("2025-04-10T11:30"));
    check_episodes(&story.clone().alerted(&touching).alerted(&apart), &["[4, 5]", "[6]"]);
    // In whatever order the messages come.
    check_episodes(&story.clone().alerted(&apart).alerted(&touching), &["[4, 6]", "[5]"]);
    let within = alert(2, NoSignal, "2025-04-10T10:05", Some("2025-04-10T10:06"));
    let after = alert(3, NoSignal, "2025-04-10T10:10", Some("2025-04-10T10:30"));
    check_episodes(&story.alerted(&within).alerted(&after), &["[4, 5, 6]"]);
}

#[test]
fn what_goes_on_touches_what_comes_until_its_end_is_told() {
    let open = alert(1, AlertKind::NoSignal, "2025-04-10T10:00", None);
    let later = alert(2, AlertKind::LeftHome, "2025-04-11T20:00", Some("2025-04-11T21:00"));
    let story = Story::fitted().alerted(&open).alerted(&later);
    check_episodes(&story, &["[4, 5]"]);
    let over = alert(1, AlertKind::NoSignal, "2025-04-10T10:00", Some("2025-04-10T12:00"));
    check_episodes(&story.alerted(&over), &["[6]", "[5]"]);
}

#[test]
fn alerts_of_two_devices_are_two_episodes() {
    let story = Story::strap_opened().device_exchanged("B-2", "2025-04-10");
    let other = alert(2, AlertKind::NoSignal, "2025-04-10T10:10", Some("2025-04-10T10:15"));
    check_episodes(&story.alerted(&NoteAlert { fitting: 6, ..other }), &["[4]", "[7]"]);
}

#[test]
fn an_episode_is_looked_at_once_and_what_comes_later_is_another() {
    let story = Story::strap_opened();
    check(&story, &[4], |_| {}, Ok("device.triaged"));
    let facts = triage(&story.case, &looked(&[4]), day("2025-04-12")).unwrap();
    let story = story.then("2025-04-12", facts);
    let why = "the alerts have changed, or somebody has looked at them; look at the page again";
    check(&story, &[4], |_| {}, Err(why));
    let more = alert(2, AlertKind::NoSignal, "2025-04-10T10:10", Some("2025-04-10T11:00"));
    let story = story.alerted(&more);
    check_episodes(&story, &["[4] seen", "[6]"]);
    // The end of what was looked at asks for no second look.
    let story = story.alerted(&NoteAlert { ended_at: Some(at("2025-04-10T10:25")), ..first() });
    check_episodes(&story, &["[7] seen", "[6]"]);
    check_episodes(&story.taken_back(5), &["[7, 6]"]);
}

#[test]
fn a_look_names_all_alerts_of_its_episode_and_says_what_was_found() {
    let more = alert(2, AlertKind::NoSignal, "2025-04-10T10:10", Some("2025-04-10T11:00"));
    let story = Story::strap_opened().alerted(&more);
    let why = "the alerts have changed, or somebody has looked at them; look at the page again";
    for wrong in [&[4][..], &[5], &[4, 5, 6], &[]] {
        check(&story, wrong, |_| {}, Err(why));
    }
    check(&story, &[4, 5], |_| {}, Ok("device.triaged"));
    check(&story, &[4, 5], |one| one.words.clear(), Err("a reason in words is missing"));
    check(&story, &[4, 5], |one| one.triaged = on("2025-04-10"), Ok("device.triaged"));
    let why = "2025-04-09 lies before the alerts of 2025-04-10";
    check(&story, &[4, 5], |one| one.triaged = on("2025-04-09"), Err(why));
    let why = "2025-04-21 has not come yet";
    check(&story, &[4, 5], |one| one.triaged = on("2025-04-21"), Err(why));
}

#[test]
fn the_earliest_look_of_an_episode_counts_and_what_is_short_asks_for_none() {
    let short = NoteAlert { look: None, ..first() };
    let story = Story::fitted().alerted(&short);
    assert_eq!(story.case.devices().episodes()[0].most_urgent(), None);
    assert_eq!(story.case.devices().episodes()[0].asked_at(), None);
    let more = alert(2, AlertKind::NoSignal, "2025-04-10T10:10", Some("2025-04-10T11:00"));
    let story = story.alerted(&more);
    let episodes = story.case.devices().episodes();
    let (urgent, look) = episodes[0].most_urgent().unwrap();
    assert_eq!((urgent.kind, look.by), (AlertKind::NoSignal, at("2025-04-10T14:10")));
    assert_eq!(episodes[0].asked_at(), Some(at("2025-04-10T10:10")));
    assert_eq!(episodes[0].ended_at(), Some(at("2025-04-10T11:00")));
}

#[test]
fn an_alert_alone_is_no_violation_and_what_a_machine_said_is_not_taken_back() {
    let story = Story::strap_opened();
    assert!(story.case.violations.is_empty() && story.case.warnings.is_empty());
    assert!(crate::mending::check_mendable(&story.case, 4).is_err());
    assert!(story.case.obligations().contains(&WEAR_DEVICE));
    let facts = triage(
        &story.case,
        &TriageAlerts { outcome: TriageOutcome::NotKept, ..looked(&[4]) },
        day("2025-04-12"),
    );
    let story = story.then("2025-04-12", facts.unwrap());
    assert!(story.case.violations.is_empty());
}
