//! Restricted cases, broken glass with its review, and exclusion on every road, on both databases.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bagyt_app::account::PasswordWork;
use bagyt_app::accounts::NewAccount;
use bagyt_app::command::CaseAct;
use bagyt_app::law::Country;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CaseFilter;
use bagyt_app::role::Action;
use bagyt_app::second_factor::SignIn;
use bagyt_app::secrets::Secrets;
use bagyt_app::user::User;
use bagyt_app::{App, Settings};
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::codes::AllocationReason;
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId, MessageId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::cluster::Place;

const JUDGMENT: &str = include_str!("../../../../schemas/examples/judgment.v1.json");
const OFFICE: &str = "ZZ-03-05";

/// An office with a case, its officer, a colleague, two heads and one of the region.
pub(crate) struct Office {
    pub(crate) app: App,
    now: Arc<AtomicI64>,
    made: u128,
    pub(crate) case: CaseId,
    message: MessageId,
    passwords: Vec<(&'static str, String)>,
    pub(crate) place: Place,
}

impl Office {
    pub(crate) fn open(place: Place) -> Self {
        let start = Zone::Bishkek.start_of("2025-06-12".parse().unwrap()).as_second();
        let now = Arc::new(AtomicI64::new(start + 9 * 3600));
        let clock = Arc::clone(&now);
        let settings = Settings {
            location: place.location.clone(),
            country: Country::Zz,
            secrets: Secrets::new(&[3; 32]),
            clock: Arc::new(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap()),
            invented: true,
            password_work: PasswordWork::Least,
        };
        let app = App::open(settings).unwrap();
        app.publish_tables(&|_, _| {}).unwrap();
        let mut passwords = Vec::new();
        let people = [
            ("officer", "officer", OFFICE),
            ("colleague", "officer", OFFICE),
            ("head", "head_of_office", OFFICE),
            ("deputy", "deputy_head", OFFICE),
            ("region", "interregional_head", "ZZ-D2"),
        ];
        for (login, role, office) in people {
            let name = format!("Асанов {login}");
            let (role, office) = (role.to_owned(), office.to_owned());
            let account = NewAccount { login: login.to_owned(), name, role, office };
            passwords.push((login, app.add_account(account).unwrap()));
        }
        let receipt = app.receive_message(None, JUDGMENT.into()).unwrap();
        let message = MessageId(receipt.message);
        let case = CaseId(Uuid::nil());
        let mut office = Office { app, now, made: 0, case, message, passwords, place };
        office.case = office.app.unallocated(&office.user("head"), 1).unwrap().rows[0].case;
        let allocate = CaseAct::Allocate {
            from: Effective::day(office.app.today(), Zone::Bishkek),
            officer: office.user("officer").staff,
            reason: AllocationReason::LowestCaseload,
        };
        office.act("head", allocate).unwrap();
        office
    }

    /// The person of that login, as they stand now.
    pub(crate) fn user(&self, login: &str) -> User {
        let (_, password) = self.passwords.iter().find(|(known, _)| *known == login).unwrap();
        let SignIn::Done(token) = self.app.sign_in(login, password).unwrap() else {
            panic!("nobody here has a second factor")
        };
        self.app.user_of(&token).unwrap().unwrap()
    }

    pub(crate) fn act(&mut self, login: &str, act: CaseAct) -> Result<(), Failure> {
        self.made += 1;
        let id = CommandId(Uuid::from_u128(0xfeed_0000 + self.made));
        self.app.act(&self.user(login), id, self.case, act).map(|_| ())
    }

    pub(crate) fn restrict(&mut self) {
        let words = "Обратитесь к начальнику отдела".to_owned();
        self.act("head", CaseAct::Restrict(RestrictCase { restricted: true, words })).unwrap();
    }

    fn break_glass(&mut self, login: &str) -> Result<(), Failure> {
        self.act(login, CaseAct::BreakGlass { words: "Клиент ждёт у двери".to_owned() })
    }

    fn review(&mut self, login: &str, access: u32, justified: bool) -> Result<(), Failure> {
        let words = "В отделе никого не было".to_owned();
        self.act(login, CaseAct::ReviewAccess { access, justified, words })
    }

    pub(crate) fn exclude(&mut self, by: &str, login: &str, excluded: bool) -> Result<(), Failure> {
        let staff = self.user(login).staff;
        let words = "Брат клиента".to_owned();
        self.act(by, CaseAct::Exclude(ExcludeStaff { staff, excluded, words }))
    }

    pub(crate) fn pass(&self, hours: i64) {
        self.now.fetch_add(hours * 3600, Ordering::Relaxed);
    }

    /// Whether the person reads the case.
    fn reads(&self, login: &str) -> bool {
        self.app.case(&self.user(login), self.case).is_ok()
    }
}

fn refused(outcome: Result<(), Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn denied<T>(outcome: Result<T, Failure>) -> bool {
    matches!(outcome, Err(Failure::Denied))
}

fn missing<T>(outcome: Result<T, Failure>) -> bool {
    matches!(outcome, Err(Failure::NotFound))
}

fn a_restricted_case_shows_its_words_and_whom_to_ask(place: Place) {
    let mut office = Office::open(place);
    assert!(office.reads("colleague"));
    assert!(denied(office.app.case_stub(&office.user("colleague"), office.case)));
    office.restrict();
    for (login, reads) in [
        ("officer", true),
        ("head", true),
        ("deputy", true),
        ("colleague", false),
        ("region", false),
    ] {
        assert_eq!(office.reads(login), reads, "{login}");
    }
    let stub = office.app.case_stub(&office.user("colleague"), office.case).unwrap();
    assert_eq!(stub.words, "Обратитесь к начальнику отдела");
    assert_eq!(stub.heads, ["Асанов deputy", "Асанов head"]);
    assert_eq!((stub.may_break, stub.hours), (true, 8));
    // Neither the judgment, nor an act, leads around the stub.
    let colleague = office.user("colleague");
    assert!(denied(office.app.message(&colleague, office.message)));
    assert!(office.app.inbox(&colleague, None, 1).unwrap().rows.is_empty());
    let free = CaseAct::Restrict(RestrictCase { restricted: false, words: String::new() });
    assert!(denied(office.act("colleague", free.clone())));
    office.act("region", free).unwrap();
    assert!(office.reads("colleague"));
}

fn broken_glass_is_open_for_a_shift_and_on_record(place: Place) {
    let mut office = Office::open(place);
    assert_eq!(refused(office.break_glass("colleague")), "access-not-restricted");
    office.restrict();
    let silent = CaseAct::BreakGlass { words: " ".to_owned() };
    assert_eq!(refused(office.act("colleague", silent)), "words-missing");
    office.break_glass("colleague").unwrap();
    let page = office.app.case(&office.user("colleague"), office.case).unwrap();
    let until = office.app.now() + jiff::SignedDuration::from_hours(8);
    assert_eq!(page.opened_until, Some(until));
    assert!(page.may.contains(&Action::RecordContact));
    let entry = page.timeline.iter().find(|item| item.kind == "casework.glass.broken").unwrap();
    assert_eq!(entry.actor, "Асанов colleague");
    assert_eq!(entry.words.as_deref(), Some("Клиент ждёт у двери"));
    assert!(!office.reads("region"));
    office.pass(7);
    assert!(office.reads("colleague"));
    office.pass(1);
    assert!(!office.reads("colleague"));
    office.break_glass("region").unwrap();
    assert!(office.reads("region"));
    office.app.check_projections(&|_, _| {}).unwrap();
}

fn another_head_reviews_each_access_once(place: Place) {
    let mut office = Office::open(place);
    office.restrict();
    office.break_glass("colleague").unwrap();
    let items = office.app.access_reviews(&office.user("head")).unwrap();
    let [item] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!((item.staff_name.as_str(), item.justified), ("Асанов colleague", None));
    assert!(item.may_review && !item.name.is_empty());
    // The head of the region reviews without seeing whose case it is.
    let region = office.app.access_reviews(&office.user("region")).unwrap();
    assert!(region[0].may_review && region[0].name.is_empty() && region[0].number.is_empty());
    let today = office.app.today_page(&office.user("head")).unwrap();
    let waits = |items: &[bagyt_app::read::TodayItem]| {
        items.iter().any(|item| item.kind == bagyt_app::read::TodayKind::AccessToReview)
    };
    assert!(waits(&today.items));
    let access = item.version;
    assert!(denied(office.review("officer", access, true)));
    assert!(denied(office.review("colleague", access, true)));
    assert_eq!(refused(office.review("head", 99, true)), "access-unknown");
    office.review("head", access, false).unwrap();
    assert_eq!(refused(office.review("deputy", access, true)), "access-reviewed");
    let items = office.app.access_reviews(&office.user("head")).unwrap();
    assert_eq!((items[0].justified, items[0].may_review), (Some(false), false));
    assert!(!waits(&office.app.today_page(&office.user("head")).unwrap().items));
    // Somebody who broke the glass as head of the region leaves the review to another.
    office.break_glass("region").unwrap();
    let access = office.app.access_reviews(&office.user("region")).unwrap()[0].clone();
    assert!(!access.may_review);
    assert!(denied(office.review("region", access.version, true)));
    office.review("deputy", access.version, true).unwrap();
    assert!(denied(office.app.access_reviews(&office.user("officer"))));
}

fn to_an_excluded_colleague_there_is_no_such_case_on_any_road(place: Place) {
    let mut office = Office::open(place);
    let before = office.user("colleague");
    let everything = CaseFilter { all: true, ..CaseFilter::default() };
    assert_eq!(office.app.search(&before, "Зарылбек").unwrap().len(), 1);
    assert_eq!(office.app.cases(&before, &everything).unwrap().total, 1);
    assert!(denied(office.exclude("colleague", "officer", true)));
    assert_eq!(refused(office.exclude("head", "officer", true)), "exclusion-has-case");
    office.exclude("head", "colleague", true).unwrap();
    assert_eq!(refused(office.exclude("head", "colleague", true)), "exclusion-no-change");
    let colleague = office.user("colleague");
    let (app, case) = (&office.app, office.case);
    assert!(missing(app.case(&colleague, case)));
    assert!(missing(app.case_stub(&colleague, case)));
    assert!(missing(app.case_access(&colleague, case)));
    assert!(missing(app.client_page(&colleague, case)));
    assert!(missing(app.allocation(&colleague, case)));
    assert!(missing(app.message(&colleague, office.message)));
    assert!(app.inbox(&colleague, None, 1).unwrap().rows.is_empty());
    assert!(app.search(&colleague, "Зарылбек").unwrap().is_empty());
    let list = app.cases(&colleague, &everything).unwrap();
    assert_eq!((list.total, list.rows.len()), (0, 0));
    // An act is answered as one in a case that never was.
    let glass = CaseAct::BreakGlass { words: "Клиент ждёт".to_owned() };
    assert!(missing(office.act("colleague", glass.clone())));
    let nowhere = CaseId(Uuid::from_u128(1));
    let id = CommandId(Uuid::from_u128(0xbeef));
    assert!(missing(office.app.act(&colleague, id, nowhere, glass)));
    // Nor is the case given to who is excluded.
    let allocate = CaseAct::Allocate {
        from: Effective::day(office.app.today(), Zone::Bishkek),
        officer: colleague.staff,
        reason: AllocationReason::Continuity,
    };
    assert_eq!(refused(office.act("head", allocate)), "access-excluded");
    let kinds = |login: &str| -> bool {
        let page = office.app.case(&office.user(login), office.case).unwrap();
        page.timeline.iter().any(|item| item.kind == "casework.staff.excluded")
    };
    assert!(kinds("head") && !kinds("officer"));
    let access = office.app.case_access(&office.user("head"), office.case).unwrap();
    assert_eq!(access.excluded[0].words, "Брат клиента");
    office.exclude("region", "colleague", false).unwrap();
    assert!(office.reads("colleague"));
    office.app.check_projections(&|_, _| {}).unwrap();
}

fn no_count_holds_a_case_from_which_its_reader_is_excluded(place: Place) {
    let mut office = Office::open(place);
    let active = |office: &Office, login: &str| {
        let page = office.app.office(&office.user(login), None).unwrap();
        let cases: u64 = page.officers.iter().map(|officer| officer.cases).sum();
        (page.overview.active, page.overview.due_soon + page.overview.overdue > 0, cases)
    };
    assert_eq!(active(&office, "head"), (1, true, 1));
    office.exclude("head", "head", true).unwrap();
    assert_eq!(active(&office, "head"), (0, false, 0));
    assert_eq!(active(&office, "deputy"), (1, true, 1));
    let head = office.user("head");
    assert_eq!(office.app.cases(&head, &CaseFilter::default()).unwrap().total, 0);
}

fn a_head_who_is_excluded_leaves_the_case_to_the_region(place: Place) {
    let mut office = Office::open(place);
    office.restrict();
    office.exclude("head", "head", true).unwrap();
    assert!(missing(office.app.case(&office.user("head"), office.case)));
    assert!(office.app.access_reviews(&office.user("head")).unwrap().is_empty());
    office.break_glass("colleague").unwrap();
    let waiting = office.app.today_page(&office.user("head")).unwrap();
    assert!(waiting.items.iter().all(|item| item.case != Some(office.case)));
    assert!(office.app.access_reviews(&office.user("head")).unwrap().is_empty());
    assert!(missing(office.exclude("head", "head", false)));
    office.exclude("region", "head", false).unwrap();
    assert!(office.reads("head"));
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
    a_restricted_case_shows_its_words_and_whom_to_ask
    broken_glass_is_open_for_a_shift_and_on_record
    another_head_reviews_each_access_once
    to_an_excluded_colleague_there_is_no_such_case_on_any_road
    no_count_holds_a_case_from_which_its_reader_is_excluded
    a_head_who_is_excluded_leaves_the_case_to_the_region
}
