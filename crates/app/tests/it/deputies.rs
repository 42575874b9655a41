//! Deputies of a small office: what they may do there, for how long, and that nobody answers for their
//! own act, on both databases.

use std::collections::BTreeMap;

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::TodayKind;
use bagyt_app::second_factor::SignIn;
use bagyt_app::user::User;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::codes::AllocationReason;
use bagyt_casework::deputy::AppointDeputy;
use bagyt_core::identity::{CaseId, StaffId};

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, day, on_day};

/// The day on which the stories stand.
const DAY: &str = "2025-06-12";
/// Another office of the same region, and its interregional department.
const NEAR: &str = "ZZ-03-02";
const DEPARTMENT: &str = "ZZ-D2";

struct House {
    service: Service,
    case: CaseId,
    passwords: BTreeMap<String, String>,
    _place: Place,
}

impl House {
    fn open(place: Place) -> House {
        let service = Service::open(&place.location);
        service.at(DAY, 9);
        let mut passwords = BTreeMap::new();
        for (login, role, office) in [
            ("officer", "officer", OFFICE),
            ("head", "head_of_office", OFFICE),
            ("neighbour", "head_of_office", NEAR),
            ("clerk", "officer", NEAR),
            ("far", "head_of_office", "ZZ-01-01"),
            ("region", "interregional_head", DEPARTMENT),
        ] {
            let (_, password) = service.staff(login, role, office);
            passwords.insert(login.to_owned(), password);
        }
        let receipt = service.app.receive_message(None, JUDGMENT.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let mut house =
            House { service, case: CaseId(uuid::Uuid::nil()), passwords, _place: place };
        let waiting = house.service.app.unallocated(&house.user("head"), 1).unwrap();
        house.case = waiting.rows[0].case;
        house
    }

    /// The person as they stand now.
    fn user(&self, login: &str) -> User {
        let app = &self.service.app;
        let signed_in = app.sign_in(login, &self.passwords[login]).unwrap();
        let SignIn::Done(token) = signed_in else { panic!("nobody here has a second factor") };
        app.user_of(&token).unwrap().unwrap()
    }

    fn appoint(&mut self, by: &str, deputy: &str, days: (&str, &str)) -> Result<(), Failure> {
        let (by, deputy) = (self.user(by), self.user(deputy));
        let appoint = AppointDeputy {
            office: self.user("head").office,
            from: on_day(days.0),
            until: day(days.1),
            words: "Приказ управления 14".to_owned(),
        };
        let id = self.service.id();
        self.service.app.appoint_deputy(&by, id, (deputy.staff, appoint)).map(|_| ())
    }

    fn withdraw(&mut self, by: &str, deputy: &str) -> Result<(), Failure> {
        let (by, staff) = (self.user(by), self.user(deputy).staff);
        let (id, words) = (self.service.id(), "Начальник вернулся".to_owned());
        self.service.app.withdraw_deputy(&by, id, (staff, 2, words)).map(|_| ())
    }

    fn allocate(&mut self, by: &str, on: &str) -> Result<(), Failure> {
        let (by, officer) = (self.user(by), self.user("officer").staff);
        let reason = AllocationReason::LowestCaseload;
        let act = CaseAct::Allocate { from: on_day(on), officer, reason };
        let id = self.service.id();
        self.service.app.act(&by, id, self.case, act).map(|_| ())
    }

    fn works_on(&self, login: &str) -> Vec<(TodayKind, Option<CaseId>)> {
        let today = self.service.app.today_page(&self.user(login)).unwrap();
        today.items.into_iter().map(|item| (item.kind, item.case)).collect()
    }
}

fn a_deputy_allocates_there_during_the_days_and_neither_before_nor_after(place: Place) {
    let mut house = House::open(place);
    house.appoint("region", "neighbour", ("2025-06-16", "2025-06-17")).unwrap();
    let waits = (TodayKind::ToAllocate, Some(house.case));
    for (on, is_deputy) in [(DAY, false), ("2025-06-16", true), ("2025-06-17", true)] {
        house.service.at(on, 9);
        assert_eq!(house.works_on("neighbour").contains(&waits), is_deputy, "{on}");
        let neighbour = house.user("neighbour");
        let read = house.service.app.case(&neighbour, house.case);
        assert_eq!(read.is_ok(), is_deputy, "{on}");
        let listed = house.service.app.unallocated(&neighbour, 1).unwrap().rows;
        assert_eq!(listed.iter().any(|row| row.case == house.case), is_deputy, "{on}");
    }
    house.allocate("neighbour", "2025-06-17").unwrap();
    house.service.at("2025-06-18", 9);
    let neighbour = house.user("neighbour");
    assert!(house.service.app.case(&neighbour, house.case).is_err());
    assert!(!house.works_on("neighbour").contains(&waits));
}

fn a_withdrawn_right_ends_at_once(place: Place) {
    let mut house = House::open(place);
    house.appoint("region", "neighbour", (DAY, "2025-06-30")).unwrap();
    assert_eq!(house.user("neighbour").deputises, [house.user("head").office]);
    let left_open = house.user("neighbour");
    assert!(matches!(house.withdraw("neighbour", "neighbour"), Err(Failure::Denied)));
    house.withdraw("region", "neighbour").unwrap();
    assert!(house.user("neighbour").deputises.is_empty());
    assert!(matches!(house.allocate("neighbour", DAY), Err(Failure::Denied)));
    // The page that was open before is asked anew who its reader is.
    assert_eq!(left_open.deputises.len(), 1);
    let Err(Failure::Refused(refused)) = house.withdraw("region", "neighbour") else {
        panic!("nothing is withdrawn twice")
    };
    assert_eq!(refused.code, "deputy-ended");
}

fn the_department_appoints_heads_of_its_own_region_and_nobody_themselves(place: Place) {
    let mut house = House::open(place);
    for by in ["head", "officer", "neighbour", "far"] {
        let denied = house.appoint(by, "neighbour", (DAY, DAY));
        assert!(matches!(denied, Err(Failure::Denied)), "{by}");
    }
    for (deputy, code) in [
        ("far", "deputy-other-region"),
        ("clerk", "deputy-not-head"),
        ("head", "deputy-own-office"),
        ("region", "deputy-oneself"),
    ] {
        let told = house.appoint("region", deputy, (DAY, DAY));
        let Err(Failure::Refused(refused)) = told else { panic!("a refusal of {deputy}") };
        assert_eq!(refused.code, code);
    }
    let page = house.service.app.deputies(&house.user("region"), Some(&house.user("head").office));
    let page = page.unwrap();
    let ids = |logins: &[&str]| -> Vec<StaffId> {
        logins.iter().map(|login| house.user(login).staff).collect()
    };
    let known: Vec<StaffId> = page.candidates.iter().map(|one| one.staff).collect();
    for staff in ids(&["neighbour"]) {
        assert!(known.contains(&staff));
    }
    for staff in ids(&["far", "clerk", "head", "officer"]) {
        assert!(!known.contains(&staff));
    }
}

fn a_deputy_who_is_excluded_from_a_case_finds_none_there(place: Place) {
    let mut house = House::open(place);
    house.appoint("region", "neighbour", (DAY, "2025-06-30")).unwrap();
    let (head, neighbour) = (house.user("head"), house.user("neighbour").staff);
    let words = "Родственник".to_owned();
    let exclude = ExcludeStaff { staff: neighbour, excluded: true, words };
    let case = house.case;
    house.service.act(&head, case, CaseAct::Exclude(exclude));
    let neighbour = house.user("neighbour");
    assert!(matches!(house.service.app.case(&neighbour, case), Err(Failure::NotFound)));
    assert!(house.works_on("neighbour").iter().all(|(_, of)| *of != Some(case)));
    let listed = house.service.app.unallocated(&neighbour, 1).unwrap().rows;
    assert!(listed.is_empty());
    // And does nothing else of the office: the people there have their own head.
    let read = house.service.app.deputies(&neighbour, Some(&head.office));
    assert!(matches!(read, Err(Failure::Denied)));
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(Place::postgresql()); })*
        }
    };
}

on_both! {
    a_deputy_allocates_there_during_the_days_and_neither_before_nor_after
    a_withdrawn_right_ends_at_once
    the_department_appoints_heads_of_its_own_region_and_nobody_themselves
    a_deputy_who_is_excluded_from_a_case_finds_none_there
}
