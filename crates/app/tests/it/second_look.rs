//! A violation rests on a missed limit; a meeting entered later says that it was kept. The act
//! stands, and somebody looks at it again.

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{EntryAct, SecondLookItem, TodayKind};
use bagyt_app::user::User;
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{AllocationReason, MendingReason, Risk, SubmissionKind};
use bagyt_casework::contact::Outcome;
use bagyt_casework::fact::SubmissionId;
use bagyt_casework::mending::{CorrectContact, WithdrawEntry};
use bagyt_casework::registration::RegisterClient;
use bagyt_casework::upholding::UpholdAct;
use bagyt_core::identity::CaseId;

use crate::cluster::Place;
use crate::publishing::{own, with_limit};
use crate::service::{JUDGMENT, OFFICE, People, Service, contact, day, on_day, words};

/// A case whose client let the visit of 13 August pass.
struct House {
    service: Service,
    people: People,
    case: CaseId,
    violation: u32,
    warning: u32,
}

impl House {
    fn open(place: &Place) -> House {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        service.at("2025-06-12", 10);
        service.app.receive_message(None, JUDGMENT.into()).unwrap();
        let case = service.app.unallocated(&people.head, 1).unwrap().rows[0].case;
        let allocate = CaseAct::Allocate {
            from: on_day("2025-06-12"),
            officer: people.officer.staff,
            reason: AllocationReason::LowestCaseload,
        };
        service.act(&people.head, case, allocate);
        service.at("2025-06-13", 11);
        let register = RegisterClient {
            registered: on_day("2025-06-13"),
            rights_explained: true,
            language: "ky".to_owned(),
            whereabouts: None,
        };
        service.act(&people.officer, case, CaseAct::Register(register));
        let assess = MakeAssessment {
            made: on_day("2025-06-13"),
            risk: Risk::Low,
            needs: Vec::new(),
            reason: "Первая судимость".to_owned(),
        };
        service.act(&people.officer, case, CaseAct::Assess(assess));
        let absence = service.miss(&people.officer, case, "2025-08-14");
        service.establish(&people.officer, case, absence, "2025-08-14");
        let violation = service.app.case(&people.officer, case).unwrap().violations[0].version;
        House { service, people, case, violation, warning: violation + 1 }
    }

    fn act(&mut self, act: CaseAct) {
        let officer = self.people.officer.clone();
        self.service.act(&officer, self.case, act);
    }

    /// What somebody's day says about the violation.
    fn told(&self, user: &User) -> Option<SecondLookItem> {
        let today = self.service.app.today_page(user).unwrap();
        let mut items = today.items.into_iter().filter(|item| item.kind == TodayKind::SecondLook);
        let item = items.next().and_then(|item| item.look);
        assert!(items.next().is_none(), "an act stands in the day once");
        item
    }

    /// The version of the newest entry.
    fn newest(&self) -> u32 {
        self.service.app.case(&self.people.officer, self.case).unwrap().version
    }

    /// Whether officer and head both have something to look at again.
    #[track_caller]
    fn check(&self, expected: bool) {
        let told = [&self.people.officer, &self.people.head].map(|user| self.told(user).is_some());
        assert_eq!(told, [expected; 2]);
        let page = self.service.app.case(&self.people.officer, self.case).unwrap();
        let at_entry = page.timeline.iter().find(|item| item.version == self.violation).unwrap();
        assert_eq!(at_entry.look.is_some(), expected);
        assert_eq!(at_entry.may.contains(&EntryAct::Uphold), expected);
    }

    /// What the officer would say about the violation now.
    fn uphold(&self) -> UpholdAct {
        let page = self.service.app.case(&self.people.officer, self.case).unwrap();
        let mut moved = page.moved.into_iter();
        let review = moved.find(|one| one.mark.version == self.violation).unwrap();
        let words = "О явке знал, пришёл в другой отдел".to_owned();
        UpholdAct { version: self.violation, seen: review.cause, words }
    }

    fn withdraw(&mut self, version: u32) {
        let words = "Клиент приходил".to_owned();
        let reason = MendingReason::Mistake;
        self.act(CaseAct::Withdraw(WithdrawEntry { version, reason, words }));
    }
}

#[track_caller]
fn refused(outcome: Result<bagyt_app::records::Answer, Failure>, expected: &str) {
    match outcome {
        Err(Failure::Refused(refused)) => assert_eq!(refused.code, expected),
        other => panic!("{other:?}"),
    }
}

fn looked_at_again(place: &Place) {
    let mut house = House::open(place);
    let stranger = house.service.staff("stranger", "officer", "ZZ-01-01").0;
    let colleague = house.service.staff("colleague", "officer", OFFICE).0;
    house.check(false);

    // The meeting of 12 August, entered on the 20th: the limit of the 13th was kept.
    house.service.at("2025-08-20", 9);
    house.act(CaseAct::RecordContact(contact("2025-08-12", Outcome::Attended)));
    let meeting = house.newest();
    house.check(true);
    let told = house.told(&house.people.head).unwrap();
    assert_eq!((told.act.as_str(), told.cause.as_str()), ("violation", "kept_after_all"));
    assert_eq!(told.row.unwrap().code, "registration_visit");
    let days = (told.on, told.relied_on, told.kept_on, told.known_on);
    let expected =
        (day("2025-08-14"), Some(day("2025-08-13")), Some(day("2025-08-12")), day("2025-08-20"));
    assert_eq!(days, expected);
    for other in [&stranger, &colleague] {
        assert_eq!(house.told(other), None);
    }

    // Upheld with reasons it goes; it comes back when the meeting moves, and goes with the act.
    let id = house.service.id();
    let uphold = CaseAct::Uphold(house.uphold());
    let denied = house.service.app.act(&stranger, id, house.case, uphold.clone());
    assert!(matches!(denied, Err(Failure::Denied | Failure::NotFound)));
    let silent = UpholdAct { words: " ".to_owned(), ..house.uphold() };
    let app = &house.service.app;
    refused(
        app.act(&house.people.officer, id, house.case, CaseAct::Uphold(silent)),
        "words-missing",
    );
    house.act(uphold.clone());
    house.check(false);
    let id = house.service.id();
    let again = house.service.app.act(&house.people.officer, id, house.case, uphold.clone());
    refused(again, "nothing-moved");
    let contact = contact("2025-08-11", Outcome::Attended);
    let reason = MendingReason::Mistake;
    house.act(CaseAct::CorrectContact(CorrectContact { version: meeting, reason, contact }));
    house.check(true);
    let id = house.service.id();
    let stale = house.service.app.act(&house.people.officer, id, house.case, uphold);
    refused(stale, "moved-again");
    let (warning, violation) = (house.warning, house.violation);
    house.withdraw(warning);
    house.withdraw(violation);
    assert_eq!(house.told(&house.people.officer), None);
    assert_eq!(house.told(&house.people.head), None);
    house.service.app.check_projections(&|_, _| {}).unwrap();
    house.service.app.verify(&|_, _| {}).unwrap();
}

fn a_corrected_row_lets_the_act_stand_and_asks_for_a_second_look(place: &Place) {
    let House { service, people, case, violation, .. } = House::open(place);
    let before = service.app.position().unwrap();
    drop(service);
    let longer = own().with(with_limit("registration_visit", "P2M", "P3M"));
    let service = Service::carrying(&place.location, longer);
    service.at("2025-08-20", 9);
    let house = House { service, people, case, violation, warning: violation + 1 };
    house.check(false);
    let published = house.service.app.publish_tables(&|_, _| {}).unwrap().unwrap();
    assert_eq!(published.clocks.acts, 1);
    house.check(true);
    let told = house.told(&house.people.officer).unwrap();
    assert_eq!((told.act.as_str(), told.cause.as_str()), ("violation", "due_moved"));
    assert_eq!((told.relied_on, told.due_on), (Some(day("2025-08-13")), Some(day("2025-09-15"))));
    let app = &house.service.app;
    let now = app.case(&house.people.officer, case).unwrap();
    assert_eq!((now.violations.len(), now.moved.len()), (1, 1));
    let then = app.case_at(&house.people.officer, case, before).unwrap();
    assert_eq!((then.violations.len(), then.moved.len()), (1, 0));
}

#[test]
fn an_act_whose_limit_was_kept_is_looked_at_again_on_sqlite() {
    looked_at_again(&Place::sqlite());
}

#[test]
fn an_act_whose_limit_was_kept_is_looked_at_again_on_postgresql() {
    looked_at_again(&Place::postgresql());
}

/// The head who is to approve a submission sees what has moved under its grounds.
#[test]
fn an_act_whose_row_was_corrected_is_looked_at_again_on_sqlite() {
    a_corrected_row_lets_the_act_stand_and_asks_for_a_second_look(&Place::sqlite());
}

#[test]
fn an_act_whose_row_was_corrected_is_looked_at_again_on_postgresql() {
    a_corrected_row_lets_the_act_stand_and_asks_for_a_second_look(&Place::postgresql());
}

#[test]
fn a_submission_is_not_approved_without_seeing_what_moved_under_its_grounds() {
    let mut house = House::open(&Place::sqlite());
    let officer = house.people.officer.clone();
    let absence = house.service.miss(&officer, house.case, "2025-09-15");
    house.service.establish(&officer, house.case, absence, "2025-09-15");
    let page = house.service.app.case(&officer, house.case).unwrap();
    let submission = SubmissionId(house.service.id().0);
    house.service.at("2025-09-16", 10);
    house.act(CaseAct::DraftSubmission {
        submission,
        kind: SubmissionKind::Extend,
        grounds: page.violations.iter().map(|one| one.version).collect(),
        until: Some(day("2027-06-03")),
        duty: None,
        words: "Дважды не явился без уважительной причины".to_owned(),
    });
    let doubts = |house: &House| {
        let page = house.service.app.submission(&house.people.head, submission).unwrap();
        page.doubts.into_iter().map(|doubt| doubt.version).collect::<Vec<_>>()
    };
    assert_eq!(doubts(&house), Vec::<u32>::new());
    house.act(CaseAct::RecordContact(contact("2025-08-12", Outcome::Attended)));
    assert_eq!(doubts(&house), [house.violation]);
    let upheld = CaseAct::Uphold(house.uphold());
    house.act(upheld);
    assert_eq!(doubts(&house), Vec::<u32>::new());

    // For what a head approved a head answers.
    let id = house.service.id();
    let (head, password) = (house.people.head.clone(), house.people.password.clone());
    house.service.app.approve_submission(&head, id, submission, &*password, &words).unwrap();
    let accept = bagyt_casework::compliance::AcceptReason {
        absence,
        accepted: on_day("2025-09-16"),
        reason: bagyt_casework::codes::AbsenceReason::Medical,
        words: "Справка".to_owned(),
    };
    house.act(CaseAct::AcceptReason(accept));
    let page = house.service.app.case(&officer, house.case).unwrap();
    let review = page.moved.first().unwrap();
    assert_eq!(doubts(&house), [review.mark.version]);
    let words = "Одного нарушения довольно: злостное уклонение".to_owned();
    let uphold = UpholdAct { version: review.mark.version, seen: review.cause.clone(), words };
    let id = house.service.id();
    let own = house.service.app.act(&officer, id, house.case, CaseAct::Uphold(uphold.clone()));
    assert!(matches!(own, Err(Failure::Denied)));
    house.service.act(&head, house.case, CaseAct::Uphold(uphold));
    assert_eq!(doubts(&house), Vec::<u32>::new());
}
