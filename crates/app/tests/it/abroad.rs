//! Supervision handed to another state: the days of the policy, whose day a pending request stands
//! in, who sees the list and who is in it, on both databases.

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AbroadLine, TodayKind};
use bagyt_app::user::User;
use bagyt_casework::abroad::{AbroadAnswer, AskAbroad, FollowAbroad};
use bagyt_casework::codes::{
    AbroadAwaits, AbroadGround, AbroadObstacle, AbroadReturn, AbroadStatus, AllocationReason,
};
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::identity::CaseId;
use jiff::civil::Date;

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, day, on_day};

/// The day on which the request is sent.
const DAY: &str = "2025-06-12";

struct House {
    service: Service,
    case: CaseId,
    officer: User,
    head: User,
    _place: Place,
}

impl House {
    fn open(place: Place) -> House {
        let mut service = Service::open(&place.location);
        service.at(DAY, 9);
        let (officer, _) = service.staff("officer", "officer", OFFICE);
        let (head, _) = service.staff("head", "head_of_office", OFFICE);
        let receipt = service.app.receive_message(None, JUDGMENT.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let case = service.app.unallocated(&head, 1).unwrap().rows[0].case;
        let reason = AllocationReason::LowestCaseload;
        let allocate = CaseAct::Allocate { from: on_day(DAY), officer: officer.staff, reason };
        service.act(&head, case, allocate);
        House { service, case, officer, head, _place: place }
    }

    fn asked() -> AskAbroad {
        AskAbroad {
            sent: on_day(DAY),
            country: "KZ".to_owned(),
            authority: "Служба пробации Алматы".to_owned(),
            ground: AbroadGround::Family,
            consented_on: Some(day(DAY)),
            number: "17-3/445".to_owned(),
            words: "Живёт у родителей мужа".to_owned(),
        }
    }

    fn ask(&mut self, by: &User, asked: AskAbroad) -> Result<(), Failure> {
        let id = self.service.id();
        self.service.app.act(by, id, self.case, CaseAct::AskAbroad(asked)).map(|_| ())
    }

    fn follow(&mut self, on: &str, step: AbroadAnswer) {
        let page = self.service.app.case(&self.head, self.case).unwrap();
        let request = page.abroad[0].version;
        let words = "Письмо департамента".to_owned();
        let follow =
            FollowAbroad { request, on: on_day(on), step, number: "KZ-88".to_owned(), words };
        let (head, case) = (self.head.clone(), self.case);
        self.service.act(&head, case, CaseAct::FollowAbroad(follow));
    }

    fn standing(&self) -> (AbroadStatus, Option<(AbroadAwaits, Date)>) {
        let page = self.service.app.case(&self.officer, self.case).unwrap();
        (page.abroad[0].status, page.abroad[0].awaits)
    }

    /// The days left of the requests in somebody's day.
    fn waits_for(&self, user: &User) -> Vec<i64> {
        let today = self.service.app.today_page(user).unwrap();
        let waits = today.items.iter().filter(|item| item.kind == TodayKind::Abroad);
        waits.map(|item| item.days_left).collect()
    }

    fn listed(&self, user: &User) -> Vec<AbroadLine> {
        self.service.app.transfers_abroad(user).unwrap().lines
    }

    fn reader(&self, login: &str, role: &str, office: &str) -> User {
        self.service.staff(login, role, office).0
    }
}

fn refused(outcome: Result<(), Failure>) -> String {
    match outcome {
        Err(Failure::Refused(refused)) => refused.code.to_owned(),
        other => panic!("a refusal, not {other:?}"),
    }
}

fn a_head_asks_another_state_and_an_officer_does_not(place: Place) {
    let mut house = House::open(place);
    let (officer, head) = (house.officer.clone(), house.head.clone());
    assert!(matches!(house.ask(&officer, House::asked()), Err(Failure::Denied)));
    for (country, code) in [("ZZ", "abroad-unknown-country"), ("XX", "abroad-unknown-country")] {
        let asked = AskAbroad { country: country.to_owned(), ..House::asked() };
        assert_eq!(refused(house.ask(&head, asked)), code);
    }
    house.ask(&head, House::asked()).unwrap();
    assert_eq!(refused(house.ask(&head, House::asked())), "abroad-still-pending");
}

/// The policy gives 14 days from the sending and 60 from the receipt.
fn a_request_stands_in_the_day_of_the_head_a_week_before_the_policys_day_and_after_it(
    place: Place,
) {
    let mut house = House::open(place);
    let (officer, head) = (house.officer.clone(), house.head.clone());
    house.ask(&head, House::asked()).unwrap();
    let awaits = Some((AbroadAwaits::Acknowledgement, day("2025-06-26")));
    assert_eq!(house.standing(), (AbroadStatus::Sent, awaits));
    let other = house.reader("other", "head_of_office", "ZZ-03-02");
    for (on, left) in [
        ("2025-06-19", vec![]),
        ("2025-06-20", vec![6]),
        ("2025-06-26", vec![0]),
        ("2025-06-27", vec![-1]),
    ] {
        house.service.at(on, 9);
        assert_eq!(house.waits_for(&head), left, "{on}");
        assert_eq!((house.waits_for(&officer), house.waits_for(&other)), (vec![], vec![]));
    }
    house.follow("2025-06-20", AbroadAnswer::Acknowledged);
    assert!(house.waits_for(&head).is_empty());
    let awaits = Some((AbroadAwaits::Decision, day("2025-08-19")));
    assert_eq!(house.standing(), (AbroadStatus::Acknowledged, awaits));
    house.service.at("2025-08-20", 9);
    assert_eq!(house.waits_for(&head), [-1]);
    house.follow("2025-08-20", AbroadAnswer::Refused(AbroadObstacle::TermTooShort));
    assert!(house.waits_for(&head).is_empty());
    assert_eq!(house.service.app.case(&officer, house.case).unwrap().row.status, "active");
}

fn what_was_taken_over_is_closed_and_what_comes_back_stands_in_its_timeline(place: Place) {
    let mut house = House::open(place);
    let head = house.head.clone();
    house.ask(&head, House::asked()).unwrap();
    house.service.at("2025-07-01", 9);
    let accepted = AbroadAnswer::Accepted { from: day("2025-07-05"), adapted: true };
    house.follow("2025-07-01", accepted);
    let awaits = Some((AbroadAwaits::Takeover, day("2025-07-05")));
    assert_eq!(house.standing(), (AbroadStatus::Accepted, awaits));
    // Until then every limit of the law runs here.
    let page = house.service.app.case(&head, house.case).unwrap();
    assert!(page.clocks.iter().any(|clock| clock.state == "open"));
    assert_eq!(house.listed(&head).len(), 1);
    house.service.at("2025-07-06", 9);
    let close = bagyt_casework::closing::CloseCase {
        closed: on_day("2025-07-05"),
        reason: bagyt_casework::codes::CloseReason::TransferredAbroad,
        words: String::new(),
    };
    let case = house.case;
    house.service.act(&head, case, CaseAct::Close(close));
    assert_eq!((house.standing().1, house.listed(&head)), (None, vec![]));
    house.service.at("2025-09-01", 9);
    house.follow("2025-09-01", AbroadAnswer::Returned(AbroadReturn::Absconded));
    let page = house.service.app.case(&head, case).unwrap();
    assert_eq!(page.row.status, "closed");
    let kinds: Vec<&str> = page.timeline.iter().map(|item| item.kind.as_str()).collect();
    for kind in ["asked", "accepted", "returned"] {
        let kind = format!("casework.abroad.{kind}");
        assert_eq!(kinds.iter().filter(|one| **one == kind).count(), 1, "{kind}");
    }
}

fn the_list_is_of_who_leads_without_names_for_headquarters_and_hides_what_is_hidden(place: Place) {
    let mut house = House::open(place);
    let head = house.head.clone();
    house.ask(&head, House::asked()).unwrap();
    let region = house.reader("region", "interregional_head", "ZZ-D2");
    let headquarters = house.reader("headquarters", "headquarters", "ZZ-PROBATION");
    let elsewhere = house.reader("elsewhere", "head_of_office", "ZZ-03-02");
    let case = house.case;
    let seen = |house: &House, user: &User| -> Vec<(Option<CaseId>, bool)> {
        let lines = house.listed(user);
        lines.iter().map(|line| (line.case, line.name.is_empty())).collect()
    };
    assert_eq!(seen(&house, &head), [(Some(case), false)]);
    assert_eq!(seen(&house, &region), [(Some(case), false)]);
    assert_eq!(seen(&house, &headquarters), [(None, true)]);
    assert!(seen(&house, &elsewhere).is_empty());
    let denied = house.service.app.transfers_abroad(&house.officer);
    assert!(matches!(denied, Err(Failure::Denied)));
    let words = "Угрозы".to_owned();
    let restrict = CaseAct::Restrict(RestrictCase { restricted: true, words });
    house.service.act(&head, case, restrict);
    assert_eq!(seen(&house, &region), [(None, true)]);
    assert_eq!(seen(&house, &head), [(Some(case), false)]);
    // Who is excluded finds neither a line of the list nor one of the day.
    let deputy = house.reader("deputy", "deputy_head", OFFICE);
    house.service.at("2025-06-26", 9);
    assert_eq!(house.waits_for(&deputy), [0]);
    house.service.exclude(&head, case, deputy.staff);
    let mut deputy = deputy;
    deputy.own_access.excluded.insert(case);
    assert_eq!((seen(&house, &deputy), house.waits_for(&deputy)), (vec![], vec![]));
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
    a_head_asks_another_state_and_an_officer_does_not
    a_request_stands_in_the_day_of_the_head_a_week_before_the_policys_day_and_after_it
    what_was_taken_over_is_closed_and_what_comes_back_stands_in_its_timeline
    the_list_is_of_who_leads_without_names_for_headquarters_and_hides_what_is_hidden
}
