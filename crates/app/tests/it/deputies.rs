//! Deputies of a small office: what they may do there, for how long, and that nobody answers for their
//! own act, on both databases.

use std::collections::BTreeMap;

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::TodayKind;
use bagyt_app::second_factor::SignIn;
use bagyt_app::staffing::StaffAct;
use bagyt_app::user::User;
use bagyt_casework::codes::{
    AllocationReason, LeaveKind, RequestForm, RequestKind, RequestOutcome,
};
use bagyt_casework::countersign::{SignedAct, Subject};
use bagyt_casework::deputy::AppointDeputy;
use bagyt_casework::fact::SubmissionId;
use bagyt_casework::leave::RecordLeave;
use bagyt_casework::request::{AnswerRequest, MakeRequest};
use bagyt_core::identity::{CaseId, StaffId};

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, day, on_day, words};

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
            ("colleague", "officer", OFFICE),
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

    fn approve(&mut self, by: &str, submission: SubmissionId) -> Result<(), Failure> {
        let (user, id, password) = (self.user(by), self.service.id(), &self.passwords[by]);
        let app = &self.service.app;
        app.approve_submission(&user, id, submission, password.as_str(), &words).map(|_| ())
    }

    fn sign(&mut self, by: &str, asked: u32) -> Result<(), Failure> {
        let (user, id, password) = (self.user(by), self.service.id(), &self.passwords[by]);
        let answer = (asked, true, "Строка сверена".to_owned());
        let app = &self.service.app;
        app.countersign(&user, id, self.case, answer, password.as_str()).map(|_| ())
    }

    /// Lets the client go abroad, which a head decides.
    fn grant(&mut self, by: &str, request: u32, on: &str) -> Result<(), Failure> {
        let (user, id) = (self.user(by), self.service.id());
        let answer = AnswerRequest {
            request,
            answered: on_day(on),
            outcome: RequestOutcome::Granted,
            from: Some(day("2025-10-01")),
            until: Some(day("2025-10-05")),
            back_by: Some(day("2025-10-06")),
            words: "Похороны".to_owned(),
        };
        self.service.app.act(&user, id, self.case, CaseAct::AnswerRequest(answer)).map(|_| ())
    }

    /// The officer is away, and a colleague stands in.
    fn leave(&mut self, by: &str, on: &str) -> Result<(), Failure> {
        let (user, id) = (self.user(by), self.service.id());
        let (officer, colleague) = (self.user("officer").staff, self.user("colleague").staff);
        let leave = StaffAct::RecordLeave(RecordLeave {
            kind: LeaveKind::Annual,
            from: on_day(on),
            until_on: day("2025-10-20"),
            cover: colleague,
            words: String::new(),
        });
        self.service.app.act_on_staff(&user, id, officer, leave).map(|_| ())
    }

    /// Who wrote the newest entry of a kind, as the officer of the case reads it.
    fn wrote(&self, kind: &str) -> String {
        let page = self.service.app.case(&self.user("head"), self.case).unwrap();
        let written = page.timeline.into_iter().filter(|item| item.kind == kind);
        written.max_by_key(|item| item.version).unwrap().actor
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

/// Tries an act on the day before an appointment and on the day after it, which are refused, and on
/// the one day of the next appointment.
fn on_the_day_alone(
    house: &mut House,
    mut act: impl FnMut(&mut House, &str) -> Result<(), Failure>,
) {
    house.appoint("region", "neighbour", ("2025-09-18", "2025-09-18")).unwrap();
    for on in ["2025-09-17", "2025-09-19"] {
        house.service.at(on, 9);
        let done = act(house, on);
        // To whom the case of another office is none, there is nothing to sign either.
        assert!(matches!(done, Err(Failure::Denied | Failure::NotFound)), "{on}: {done:?}");
    }
    house.appoint("region", "neighbour", ("2025-09-20", "2025-09-20")).unwrap();
    house.service.at("2025-09-20", 9);
    act(house, "2025-09-20").unwrap();
}

fn a_deputy_approves_a_submission_on_the_named_days_alone(place: Place) {
    let mut house = House::open(place);
    house.allocate("head", DAY).unwrap();
    let officer = house.user("officer");
    let submission = house.service.draft_submission(&officer, house.case);
    on_the_day_alone(&mut house, |house, _| house.approve("neighbour", submission));
    assert_eq!(house.wrote("casework.submission.approved"), "Асанов neighbour");
}

fn a_deputy_countersigns_on_the_named_days_alone(place: Place) {
    let mut house = House::open(place);
    house.allocate("head", DAY).unwrap();
    let officer = house.user("officer");
    house.service.at("2025-09-16", 9);
    let ask = CaseAct::AskCountersignature {
        subject: Subject { act: SignedAct::Violation, about: None, submission: None },
        duty: Some("keep_from_office".to_owned()),
        words: "Занял запрещенную должность".to_owned(),
    };
    let case = house.case;
    house.service.act(&officer, case, ask);
    let asked = house.service.app.case(&officer, case).unwrap().version;
    on_the_day_alone(&mut house, |house, _| house.sign("neighbour", asked));
    assert_eq!(house.wrote("casework.countersignature.answered"), "Асанов neighbour");
}

fn a_deputy_answers_what_a_head_answers_and_an_officer_does_not(place: Place) {
    let mut house = House::open(place);
    house.allocate("head", DAY).unwrap();
    let officer = house.user("officer");
    let ask = MakeRequest {
        made: on_day(DAY),
        kind: RequestKind::LeaveCountry,
        form: RequestForm::Written,
        from: day("2025-10-01"),
        until: Some(day("2025-10-05")),
        place: "Алматы".to_owned(),
        words: "Похороны дяди".to_owned(),
    };
    let case = house.case;
    house.service.act(&officer, case, CaseAct::MakeRequest(ask));
    let request = house.service.app.case(&officer, case).unwrap().version;
    assert!(matches!(house.grant("officer", request, DAY), Err(Failure::Denied)));
    on_the_day_alone(&mut house, |house, on| house.grant("neighbour", request, on));
    assert_eq!(house.wrote("casework.request.answered"), "Асанов neighbour");
}

fn a_deputy_records_who_is_away_and_who_stands_in(place: Place) {
    let mut house = House::open(place);
    on_the_day_alone(&mut house, |house, on| house.leave("neighbour", on));
    let (officer, colleague) = (house.user("officer"), house.user("colleague"));
    assert_eq!(colleague.covers.iter().map(|one| one.staff).collect::<Vec<_>>(), [officer.staff]);
}

fn a_deputy_who_is_excluded_from_a_case_finds_none_there(place: Place) {
    let mut house = House::open(place);
    house.appoint("region", "neighbour", (DAY, "2025-06-30")).unwrap();
    let (head, neighbour) = (house.user("head"), house.user("neighbour").staff);
    let case = house.case;
    house.service.exclude(&head, case, neighbour);
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
    a_deputy_approves_a_submission_on_the_named_days_alone
    a_deputy_countersigns_on_the_named_days_alone
    a_deputy_answers_what_a_head_answers_and_an_officer_does_not
    a_deputy_records_who_is_away_and_who_stands_in
}
