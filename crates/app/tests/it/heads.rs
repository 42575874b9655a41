//! Leading an office: workload, leave with who stands in, and the cases of who is gone, on both
//! databases.

use std::collections::BTreeMap;

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{BriefQuestion, TodayKind};
use bagyt_app::second_factor::SignIn;
use bagyt_app::staffing::StaffAct;
use bagyt_app::user::User;
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{
    AllocationReason, FileAnswer, LeaveKind, ReductionKind, Risk, WorkKind,
};
use bagyt_casework::leave::{EndLeave, RecordLeave};
use bagyt_casework::oversight::{AnswerSample, draw};
use bagyt_casework::restriction::RestrictCase;
use bagyt_casework::staff::LeaveStaff;
use bagyt_casework::workload::{EndReduction, GrantReduction, Workload};
use bagyt_core::identity::{CaseId, StaffId};

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, day, on_day};

/// The day on which the stories stand.
const DAY: &str = "2025-06-12";

/// An office with a case that waits, two officers, and heads here and elsewhere.
struct House {
    service: Service,
    case: CaseId,
    officer: User,
    colleague: User,
    head: User,
    deputy: User,
    elsewhere: User,
    passwords: BTreeMap<String, String>,
    _place: Place,
}

impl House {
    fn open(place: Place) -> House {
        let service = Service::open(&place.location);
        service.at(DAY, 9);
        let mut passwords = BTreeMap::new();
        let mut staff = |login: &str, role: &str, office: &str| {
            let (user, password) = service.staff(login, role, office);
            passwords.insert(login.to_owned(), password);
            user
        };
        let (officer, colleague) =
            (staff("officer", "officer", OFFICE), staff("colleague", "officer", OFFICE));
        let (head, deputy) =
            (staff("head", "head_of_office", OFFICE), staff("deputy", "deputy_head", OFFICE));
        let elsewhere = staff("elsewhere", "head_of_office", "ZZ-01-01");
        let receipt = service.app.receive_message(None, JUDGMENT.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let case = service.app.unallocated(&head, 1).unwrap().rows[0].case;
        let _place = place;
        House { service, case, officer, colleague, head, deputy, elsewhere, passwords, _place }
    }

    fn allocate(&mut self, to: StaffId) {
        let (from, reason) = (on_day(DAY), AllocationReason::LowestCaseload);
        let head = self.head.clone();
        self.service.act(&head, self.case, CaseAct::Allocate { from, officer: to, reason });
    }

    /// The person as they stand now.
    fn again(&self, user: &User) -> User {
        let app = &self.service.app;
        let signed_in = app.sign_in(&user.login, &self.passwords[&user.login]).unwrap();
        let SignIn::Done(token) = signed_in else { panic!("nobody here has a second factor") };
        app.user_of(&token).unwrap().unwrap()
    }

    /// What stands in somebody's day: the kind, and for whom it is done.
    fn day_of(&self, user: &User) -> Vec<(TodayKind, String)> {
        let today = self.service.app.today_page(&self.again(user)).unwrap();
        today.items.into_iter().map(|item| (item.kind, item.from)).collect()
    }

    /// A second case, of somebody else.
    fn another(&mut self) -> CaseId {
        let act = JUDGMENT
            .replace("000000000001", "000000000003")
            .replace("УД-118/25.03", "УД-120/25.03")
            .replace("21205199000017", "21205199000033")
            .replace("Зарылбек", "Үсөн");
        let receipt = self.service.app.receive_message(None, act.into_bytes()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let waiting = self.service.app.unallocated(&self.head, 1).unwrap().rows;
        waiting.into_iter().map(|row| row.case).find(|case| *case != self.case).unwrap()
    }

    fn on_staff(&mut self, by: &User, staff: StaffId, act: StaffAct) -> Result<(), Failure> {
        let id = self.service.id();
        self.service.app.act_on_staff(by, id, staff, act).map(|_| ())
    }

    /// The workload of an officer, as the office shows it to somebody.
    fn load(&self, reader: &User, of: &User) -> Workload {
        let page = self.service.app.office(reader, None).unwrap();
        page.officers.into_iter().find(|one| one.staff == of.staff).unwrap().load
    }
}

fn half_time() -> GrantReduction {
    GrantReduction {
        kind: ReductionKind::PartTime,
        percent: 50,
        from: on_day(DAY),
        until_on: None,
        words: "Приказ 14-к".to_owned(),
    }
}

fn granted() -> StaffAct {
    StaffAct::GrantReduction(half_time())
}

fn refused(outcome: Result<(), Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn a_workload_is_what_the_policy_says_of_the_cases_in_hand(place: Place) {
    let mut house = House::open(place);
    let full = |points| Workload { points, target: 2_700, share_percent: 100 };
    assert_eq!(house.load(&house.head, &house.officer), full(0));
    let choice = house.service.app.allocation(&house.head, house.case).unwrap();
    let of = |staff| choice.choices.iter().find(|one| one.staff == staff).unwrap();
    assert_eq!(
        (of(house.officer.staff).before, of(house.officer.staff).after),
        (full(0), full(30))
    );
    house.allocate(house.officer.staff);
    assert_eq!(house.load(&house.head, &house.officer), full(30));
    let high = MakeAssessment {
        made: on_day(DAY),
        risk: Risk::High,
        needs: Vec::new(),
        reason: "Третья судимость".to_owned(),
    };
    let officer = house.officer.clone();
    house.service.act(&officer, house.case, CaseAct::Assess(high));
    assert_eq!(house.load(&house.head, &house.officer), full(50));
    let page = house.service.app.staff_page(&house.head, house.officer.staff).unwrap();
    let lines: Vec<_> =
        page.lines.iter().map(|one| (one.piece.kind, one.count, one.each, one.points)).collect();
    assert_eq!(lines, [(WorkKind::Supervision, 1, 50, 50)]);
    assert_eq!(page.load, full(50));
}

fn a_reduction_lowers_what_somebody_can_carry_and_the_proposal_follows(place: Place) {
    let mut house = House::open(place);
    let (head, officer) = (house.head.clone(), house.officer.staff);
    house.allocate(officer);
    house.on_staff(&head, officer, granted()).unwrap();
    let load = house.load(&house.head, &house.officer);
    assert_eq!((load.points, load.available(), load.permille()), (30, 1_350, Some(22)));
    let twice = house.on_staff(&head, officer, granted());
    assert_eq!(refused(twice), "reduction-overlaps");
    let all = GrantReduction { kind: ReductionKind::Sickness, percent: 100, ..half_time() };
    for one in [&house.colleague, &house.deputy].map(|one| one.staff) {
        house.on_staff(&head, one, StaffAct::GrantReduction(all.clone())).unwrap();
    }
    // Who can carry nothing is not proposed, though without a case; nor is who has this one.
    let choice = house.service.app.allocation(&house.head, house.case).unwrap();
    assert_eq!(choice.proposed, Some(head.staff));
    let end = EndReduction { reduction: 2, ended: on_day(DAY) };
    house.on_staff(&head, officer, StaffAct::EndReduction(end)).unwrap();
    assert_eq!(house.load(&house.head, &house.officer).share_percent, 100);
    let page = house.service.app.staff_page(&house.head, officer).unwrap();
    assert!(page.reductions.iter().all(|one| !one.holds && !one.is_open));
    assert_eq!(page.reductions[0].words, "Приказ 14-к");
}

fn the_own_head_decides_what_somebody_carries_and_nobody_for_oneself(place: Place) {
    let mut house = House::open(place);
    let staff = house.officer.staff;
    let denied = |outcome| matches!(outcome, Err(Failure::Denied));
    for by in [house.officer.clone(), house.colleague.clone(), house.elsewhere.clone()] {
        assert!(denied(house.on_staff(&by, staff, granted())), "{}", by.login);
        assert!(matches!(house.service.app.staff_page(&by, staff), Err(Failure::Denied)));
    }
    let (head, deputy) = (house.head.clone(), house.deputy.clone());
    assert!(denied(house.on_staff(&head, head.staff, granted())));
    house.on_staff(&deputy, head.staff, granted()).unwrap();
    house.on_staff(&head, staff, granted()).unwrap();
}

fn a_case_from_which_the_reader_is_excluded_is_in_no_workload(place: Place) {
    let mut house = House::open(place);
    house.allocate(house.officer.staff);
    let (app, deputy) = (&house.service.app, house.deputy.clone());
    assert_eq!(app.staff_page(&house.head, house.officer.staff).unwrap().load.points, 30);
    house.service.exclude(&deputy, house.case, house.head.staff);
    house.head.own_access.excluded.insert(house.case);
    assert_eq!(house.load(&house.head, &house.officer).points, 0);
    assert_eq!(house.load(&house.deputy, &house.officer).points, 30);
    let page = house.service.app.staff_page(&house.head, house.officer.staff).unwrap();
    assert_eq!((page.load.points, page.lines.len()), (0, 0));
}

fn leave(cover: &User) -> StaffAct {
    StaffAct::RecordLeave(RecordLeave {
        kind: LeaveKind::Annual,
        from: on_day(DAY),
        until_on: day("2025-06-20"),
        cover: cover.staff,
        words: String::new(),
    })
}

fn the_work_of_who_is_away_stands_in_the_day_of_who_stands_in(place: Place) {
    let mut house = House::open(place);
    house.allocate(house.officer.staff);
    let (head, officer, colleague) =
        (house.head.clone(), house.officer.clone(), house.colleague.clone());
    let words = "Свидетель по другому делу".to_owned();
    let restrict = CaseAct::Restrict(RestrictCase { restricted: true, words });
    house.service.act(&head, house.case, restrict);
    let reads =
        |house: &House| house.service.app.case(&house.again(&colleague), house.case).is_ok();
    assert!(!reads(&house));
    assert_eq!(house.day_of(&colleague), []);
    house.on_staff(&head, officer.staff, leave(&colleague)).unwrap();
    let day = house.day_of(&colleague);
    assert!(!day.is_empty());
    assert!(day.iter().all(|(_, from)| *from == officer.name), "{day:?}");
    // The head has the work of nobody who is covered.
    assert!(house.day_of(&head).iter().all(|(_, from)| from.is_empty()));
    assert!(reads(&house));
    let back = house.on_staff(&head, colleague.staff, leave(&officer));
    assert_eq!(refused(back), "leave-covers-another");
    house.service.at("2025-06-19", 9);
    assert!(reads(&house));
    house.service.at("2025-06-20", 9);
    assert!(!reads(&house));
    assert_eq!(house.day_of(&colleague), []);
}

fn who_is_back_early_has_the_own_day_again(place: Place) {
    let mut house = House::open(place);
    house.allocate(house.officer.staff);
    let (head, officer, colleague) =
        (house.head.clone(), house.officer.clone(), house.colleague.clone());
    house.on_staff(&head, officer.staff, leave(&colleague)).unwrap();
    assert!(!house.day_of(&colleague).is_empty());
    let end = EndLeave { leave: 2, ended: on_day(DAY) };
    house.on_staff(&head, officer.staff, StaffAct::EndLeave(end)).unwrap();
    assert_eq!(house.day_of(&colleague), []);
    assert!(!house.day_of(&officer).is_empty());
}

fn the_cases_of_who_left_are_the_heads_until_one_act_gives_them_to_others(place: Place) {
    let mut house = House::open(place);
    let officer = house.officer.clone();
    let other = house.another();
    house.allocate(officer.staff);
    let first = std::mem::replace(&mut house.case, other);
    house.allocate(officer.staff);
    let head = house.head.clone();
    let asks = |house: &House| {
        let today = house.service.app.today_page(&head).unwrap();
        let item = today.items.into_iter().find(|item| item.kind == TodayKind::Reallocate);
        item.map(|item| (item.name, item.detail))
    };
    assert_eq!(asks(&house), None);
    let left = LeaveStaff { left: on_day(DAY) };
    house.on_staff(&head, officer.staff, StaffAct::Leave(left)).unwrap();
    assert_eq!(asks(&house), Some((officer.name.clone(), "2".to_owned())));
    let work = house.day_of(&head).into_iter().filter(|(_, from)| *from == officer.name).count();
    assert!(work >= 2, "the clocks of both cases stand in the head's day");
    let page = house.service.app.reallocation(&head, officer.staff).unwrap();
    assert_eq!((page.rows.len(), page.more), (2, 0));
    // Spread evenly: nobody is proposed twice while others have nothing.
    assert_ne!(page.rows[0].proposed, page.rows[1].proposed);
    let colleague = house.colleague.staff;
    let id = house.service.id();
    let given = [(first, colleague), (other, colleague)];
    house.service.app.reallocate(&head, id, &given).unwrap();
    assert_eq!(asks(&house), None);
    assert_eq!(house.load(&head, &house.colleague).points, 60);
    let again = house.service.id();
    assert!(house.service.app.reallocate(&head, again, &given).is_err());
    let theirs = house.service.app.reallocation(&house.elsewhere, colleague);
    assert!(matches!(theirs, Err(Failure::Denied)));
}

fn who_cannot_sign_in_any_more_holds_no_work(place: Place) {
    let mut house = House::open(place);
    house.allocate(house.officer.staff);
    let (officer, head) = (house.officer.clone(), house.head.clone());
    let (administrator, _) = house.service.staff("administrator", "administrator", OFFICE);
    house.service.app.disable_user(&administrator, "officer").unwrap();
    let day = house.day_of(&head);
    assert!(day.iter().any(|(kind, _)| *kind == TodayKind::Reallocate), "{day:?}");
    assert!(day.iter().any(|(_, from)| *from == officer.name), "{day:?}");
    let choice = house.service.app.reallocation(&head, house.colleague.staff).unwrap();
    assert!(choice.choices.iter().all(|one| one.staff != officer.staff));
}

fn samples_are_drawn_by_lot_once_a_month_and_answered_for_by_the_head(place: Place) {
    let mut house = House::open(place);
    house.allocate(house.officer.staff);
    let (head, officer) = (house.head.clone(), house.officer.clone());
    let kinds = |house: &House| -> Vec<TodayKind> {
        house.day_of(&head).into_iter().map(|(kind, _)| kind).collect()
    };
    assert!(kinds(&house).contains(&TodayKind::SampleToDraw));
    let office = bagyt_core::identity::OfficeCode(OFFICE.to_owned());
    let id = house.service.id();
    let denied = house.service.app.draw_samples(&officer, id, &office);
    assert!(matches!(denied, Err(Failure::Denied)));
    house.service.app.draw_samples(&head, id, &office).unwrap();
    let again = house.service.id();
    let twice = house.service.app.draw_samples(&head, again, &office).map(|_| ());
    assert_eq!(refused(twice), "sample-all-drawn");
    assert!(kinds(&house).contains(&TodayKind::Sample));
    assert!(!kinds(&house).contains(&TodayKind::SampleToDraw));
    let page = house.service.app.oversight(&head, None).unwrap();
    assert_eq!((page.files.len(), page.to_draw), (1, 0));
    let version = page.files[0].version;
    let file = house.service.app.sampled_file(&head, (officer.staff, version), house.case).unwrap();
    assert_eq!((file.questions.len(), file.draw.2, file.may_answer), (5, 1, true));
    // Anybody who knows the pool draws the same again.
    assert_eq!(draw(&file.draw.1, [house.case], 2), [house.case]);
    let answers = file.questions.iter().map(|one| (one.code.clone(), FileAnswer::Partly));
    let answer = AnswerSample {
        sample: version,
        case: house.case,
        answered: on_day(DAY),
        answers: answers.collect(),
        words: "План без сроков".to_owned(),
    };
    let missing = AnswerSample { answers: BTreeMap::new(), ..answer.clone() };
    let id = house.service.id();
    let outcome = house.service.app.answer_file(&head, id, officer.staff, missing).map(|_| ());
    assert_eq!(refused(outcome), "sample-unanswered");
    let id = house.service.id();
    house.service.app.answer_file(&head, id, officer.staff, answer).unwrap();
    let page = house.service.app.oversight(&head, None).unwrap();
    let scores: Vec<_> = page.scores.iter().map(|one| (one.files, one.mean_permille)).collect();
    assert_eq!(scores, [(1, Some(500)), (1, Some(500))]);
    assert!(!kinds(&house).contains(&TodayKind::Sample));
    // The next month is drawn anew.
    house.service.at("2025-07-01", 9);
    assert!(kinds(&house).contains(&TodayKind::SampleToDraw));
}

fn a_case_from_which_the_head_is_excluded_is_in_no_sample_of_the_head(place: Place) {
    let mut house = House::open(place);
    house.allocate(house.officer.staff);
    let deputy = house.deputy.clone();
    house.service.exclude(&deputy, house.case, house.head.staff);
    let head = house.again(&house.head);
    let office = bagyt_core::identity::OfficeCode(OFFICE.to_owned());
    let id = house.service.id();
    let outcome = house.service.app.draw_samples(&head, id, &office).map(|_| ());
    assert_eq!(refused(outcome), "sample-all-drawn");
    let id = house.service.id();
    house.service.app.draw_samples(&deputy, id, &office).unwrap();
    assert_eq!(house.service.app.oversight(&deputy, None).unwrap().files.len(), 1);
    let page = house.service.app.oversight(&head, None).unwrap();
    assert_eq!((page.files.len(), page.scores.len()), (0, 1));
    assert!(house.day_of(&head).iter().all(|(kind, _)| *kind != TodayKind::Sample));
    let officer = house.officer.staff;
    let file = house.service.app.sampled_file(&head, (officer, 2), house.case);
    assert!(matches!(file, Err(Failure::NotFound)));
}

fn a_week_is_counted_from_monday_for_those_who_lead_and_without_what_they_may_not_know(
    place: Place,
) {
    let mut house = House::open(place);
    house.allocate(house.officer.staff);
    let app = &house.service.app;
    let entries = |user: &User, week: &str| {
        let page = app.brief(user, "", Some(day(week))).unwrap();
        let line = page.lines.iter().find(|line| line.kind == "entry").unwrap();
        (page.from.to_string(), line.count, line.before)
    };
    // The twelfth of June 2025 is a Thursday.
    assert_eq!(entries(&house.head, "2025-06-12"), ("2025-06-09".to_owned(), 1, 0));
    assert_eq!(entries(&house.head, "2025-06-15"), ("2025-06-09".to_owned(), 1, 0));
    assert_eq!(entries(&house.head, "2025-06-16"), ("2025-06-16".to_owned(), 0, 1));
    assert_eq!(entries(&house.elsewhere, "2025-06-12").1, 0);
    assert!(matches!(app.brief(&house.officer, "", None), Err(Failure::Denied)));
    assert!(matches!(app.brief(&house.elsewhere, OFFICE, None), Err(Failure::Denied)));
    let asked = BriefQuestion { week: Some(day(DAY)), ..BriefQuestion::default() };
    let cell = app.brief_cell(&house.head, &asked).unwrap();
    assert_eq!(cell.rows[0].case.as_ref().map(|row| row.case), Some(house.case));
    let (analyst, _) = house.service.staff("analyst", "headquarters", OFFICE);
    assert_eq!(entries(&analyst, "2025-06-12").1, 1);
    assert_eq!(app.brief_cell(&analyst, &asked).unwrap().rows[0].case, None);
    let wrong = BriefQuestion { what: "secrets".to_owned(), ..asked.clone() };
    assert!(matches!(app.brief_cell(&analyst, &wrong), Err(Failure::NotFound)));
    let deputy = house.deputy.clone();
    house.service.exclude(&deputy, house.case, house.head.staff);
    let (app, head) = (&house.service.app, house.again(&house.head));
    let page = app.brief(&head, "", Some(day(DAY))).unwrap();
    assert!(page.lines.iter().all(|line| line.count == 0));
    assert_eq!((page.overdue.len(), app.brief_cell(&head, &asked).unwrap().rows.len()), (0, 0));
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
    a_workload_is_what_the_policy_says_of_the_cases_in_hand
    a_reduction_lowers_what_somebody_can_carry_and_the_proposal_follows
    the_own_head_decides_what_somebody_carries_and_nobody_for_oneself
    a_case_from_which_the_reader_is_excluded_is_in_no_workload
    the_work_of_who_is_away_stands_in_the_day_of_who_stands_in
    who_is_back_early_has_the_own_day_again
    the_cases_of_who_left_are_the_heads_until_one_act_gives_them_to_others
    who_cannot_sign_in_any_more_holds_no_work
    samples_are_drawn_by_lot_once_a_month_and_answered_for_by_the_head
    a_case_from_which_the_head_is_excluded_is_in_no_sample_of_the_head
    a_week_is_counted_from_monday_for_those_who_lead_and_without_what_they_may_not_know
}
