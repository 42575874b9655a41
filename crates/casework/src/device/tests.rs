//! Tests of fitting devices and of taking them off.

use super::*;
use crate::invented::{Story, day, on, told};
use crate::mending::check_mendable;

fn fitting(serial: &str, fitted: &str, exchange: bool) -> FitDevice {
    FitDevice {
        fitted: on(fitted),
        serial: serial.to_owned(),
        device: format!("hash of {serial}"),
        exchange,
        words: "works at night, the children were told".to_owned(),
    }
}

fn removing(removed: &str) -> RemoveDevice {
    let words = "the skin under it is sore".to_owned();
    RemoveDevice { removed: on(removed), reason: RemovalReason::Health, words }
}

impl Story {
    /// A client whom the court told on the 5th of April to wear a device.
    pub(crate) fn told_to_wear() -> Story {
        let added = Change::DutyAdded { duty: WEAR_DEVICE.to_owned() };
        Story::opened().ruled("2025-04-05", added)
    }

    /// The device `A-1` is fitted on the 7th of April, in entry 3.
    pub(crate) fn fitted() -> Story {
        let story = Story::told_to_wear();
        let facts =
            fit(&story.case, &fitting("A-1", "2025-04-07", false), false, day("2025-04-07"));
        story.then("2025-04-07", facts.unwrap())
    }

    fn device_exchanged_after(self, fitted: &str) -> Story {
        let command = fitting("B-2", fitted, false);
        let facts = fit(&self.case, &command, false, day(fitted)).unwrap();
        self.then(fitted, facts)
    }

    pub(crate) fn device_exchanged(self, serial: &str, exchanged: &str) -> Story {
        let command = fitting(serial, exchanged, true);
        let facts = fit(&self.case, &command, false, day(exchanged)).unwrap();
        self.then(exchanged, facts)
    }

    pub(crate) fn device_removed(self, removed: &str) -> Story {
        let facts = remove(&self.case, &removing(removed), day(removed)).unwrap();
        self.then(removed, facts)
    }
}

#[track_caller]
fn check(story: &Story, change: impl FnOnce(&mut FitDevice), expected: Result<&str, &str>) {
    let mut command = fitting("B-2", "2025-04-10", false);
    change(&mut command);
    let outcome = told(fit(&story.case, &command, command.serial == "X", day("2025-04-20")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_removed(
    story: &Story,
    change: impl FnOnce(&mut RemoveDevice),
    expected: Result<&str, &str>,
) {
    let mut command = removing("2025-04-10");
    change(&mut command);
    let outcome = told(remove(&story.case, &command, day("2025-04-20")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_device_is_fitted_on_a_duty_of_the_court_from_its_first_day() {
    check(&Story::told_to_wear(), |_| {}, Ok("device.fitted"));
    check(&Story::told_to_wear(), |one| one.fitted = on("2025-04-05"), Ok("device.fitted"));
    let why = "the duty is in force since 2025-04-05; 2025-04-04 lies before it";
    check(&Story::told_to_wear(), |one| one.fitted = on("2025-04-04"), Err(why));
    let why = "the court set no duty to wear a device that is in force";
    check(&Story::opened(), |_| {}, Err(why));
    let lifted = Change::DutyLifted { duty: WEAR_DEVICE.to_owned() };
    check(&Story::told_to_wear().ruled("2025-04-08", lifted), |_| {}, Err(why));
    let why = "2025-04-21 has not come yet";
    check(&Story::told_to_wear(), |one| one.fitted = on("2025-04-21"), Err(why));
    let ended = Story::told_to_wear().ruled("2025-04-09", Change::Ended);
    check(&ended, |_| {}, Err("the case was closed on 2025-04-09"));
}

#[test]
fn its_number_and_what_was_considered_are_said() {
    let story = Story::told_to_wear();
    let why = "the number of the device is missing";
    check(&story, |one| one.serial = " ".to_owned(), Err(why));
    check(&story, |one| one.serial = "9".repeat(40), Ok("device.fitted"));
    let why = "the number of the device has 41 characters; the most is 40";
    check(&story, |one| one.serial = "9".repeat(41), Err(why));
    check(&story, |one| one.words.clear(), Err("a reason in words is missing"));
    let why = "somebody else wears this device; it is taken off there first";
    check(&story, |one| one.serial = "X".to_owned(), Err(why));
}

#[test]
fn a_client_wears_one_device_and_another_takes_its_place() {
    let why = "a device has been worn since 2025-04-07; take it off, or exchange it";
    check(&Story::fitted(), |_| {}, Err(why));
    check(&Story::fitted(), |one| one.exchange = true, Ok("device.removed device.fitted"));
    let same = |one: &mut FitDevice| *one = fitting("A-1", "2025-04-10", true);
    check(&Story::fitted(), same, Err("the client has worn this device since 2025-04-07"));
    let early = |one: &mut FitDevice| *one = fitting("B-2", "2025-04-06", true);
    let why = "the device was fitted on 2025-04-07; 2025-04-06 lies before it";
    check(&Story::fitted(), early, Err(why));
    check(&Story::told_to_wear(), |one| one.exchange = true, Err("no device is worn"));
    check(&Story::fitted().device_removed("2025-04-09"), |_| {}, Ok("device.fitted"));
}

#[test]
fn a_device_comes_off_once_with_a_reason_even_after_the_case_was_closed() {
    check_removed(&Story::fitted(), |_| {}, Ok("device.removed"));
    let why = "the device was fitted on 2025-04-07; 2025-04-06 lies before it";
    check_removed(&Story::fitted(), |one| one.removed = on("2025-04-06"), Err(why));
    let why = "2025-04-21 has not come yet";
    check_removed(&Story::fitted(), |one| one.removed = on("2025-04-21"), Err(why));
    check_removed(&Story::fitted(), |one| one.words.clear(), Err("a reason in words is missing"));
    let why = "an exchange is recorded with the device that takes the place";
    check_removed(&Story::fitted(), |one| one.reason = RemovalReason::Exchanged, Err(why));
    check_removed(&Story::fitted().device_removed("2025-04-09"), |_| {}, Err("no device is worn"));
    check_removed(
        &Story::fitted().ruled("2025-04-08", Change::Ended),
        |_| {},
        Ok("device.removed"),
    );
}

#[test]
fn who_wore_a_device_on_a_day_is_known_from_its_first_to_its_last_day() {
    let story = Story::fitted().device_removed("2025-04-09");
    let worn = |on: &str, device: &str| {
        story.case.devices().worn_on(device, day(on)).map(|one| one.mark.version)
    };
    for (day, expected) in [
        ("2025-04-06", None),
        ("2025-04-07", Some(3)),
        ("2025-04-09", Some(3)),
        ("2025-04-10", None),
    ] {
        assert_eq!(worn(day, "hash of A-1"), expected, "{day}");
        assert_eq!(worn(day, "hash of B-2"), None, "{day}");
    }
}

#[test]
fn what_was_recorded_by_mistake_is_taken_back_in_its_order() {
    let story = Story::fitted().device_removed("2025-04-09");
    assert!(check_mendable(&story.case, 3).is_err());
    let again = story.clone().device_exchanged_after("2025-04-10");
    assert!(check_mendable(&again.case, 4).is_err());
    let story = story.taken_back(4);
    assert_eq!(story.case.devices().worn().map(|one| one.mark.version), Some(3));
    let story = story.taken_back(3);
    assert_eq!(story.case.devices(), &Devices::NOTHING);
}

#[test]
fn a_device_is_worn_for_nothing_once_the_case_or_the_duty_is_over() {
    let check = |story: &Story, since: Option<&str>| {
        assert_eq!(story.case.device_over_since(), since.map(day));
    };
    let lifted = || Change::DutyLifted { duty: WEAR_DEVICE.to_owned() };
    check(&Story::fitted(), None);
    check(&Story::told_to_wear().ruled("2025-05-05", Change::Ended), None);
    let over = Story::fitted().ruled("2025-05-05", lifted());
    check(&over, Some("2025-05-05"));
    let again = Change::DutyAdded { duty: WEAR_DEVICE.to_owned() };
    check(&over.clone().ruled("2025-05-07", again), None);
    let closed = over.ruled("2025-05-09", Change::Ended);
    check(&closed, Some("2025-05-05"));
    check(&Story::fitted().ruled("2025-05-09", Change::Ended), Some("2025-05-09"));
    let command = RemoveDevice {
        removed: on("2025-05-10"),
        reason: RemovalReason::DutyEnded,
        words: "it was returned".to_owned(),
    };
    let facts = remove(&closed.case, &command, day("2025-05-10")).unwrap();
    check(&closed.then("2025-05-10", facts), None);
}
