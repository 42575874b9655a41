//! What somebody had begun to write: kept for its account alone, locked, within limits, and gone
//! with the account and with the person it is about; on both databases.

use bagyt_app::command::CaseAct;
use bagyt_app::drafts::{About, DRAFT_DAYS, FIELDS_BYTES_MAX, Fields};
use bagyt_app::outcome::Failure;
use bagyt_app::second_factor::SignIn;
use bagyt_app::user::User;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::codes::AllocationReason;
use bagyt_core::identity::CaseId;
use bagyt_store::{Location, Options, Store};

use crate::cluster::Place;
use crate::erasure::stands_in_files;
use crate::service::{JUDGMENT, OFFICE, People, Service, on_day};

/// What was typed, as it would stand in a file.
const WORDS: &str = "Беседа о работе на стройке";

struct House {
    service: Service,
    people: People,
    case: CaseId,
}

impl House {
    fn open(place: &Place) -> Self {
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
        House { service, people, case }
    }

    fn contact(&self) -> String {
        format!("/cases/{}/contact", self.case)
    }

    fn keep(&self, user: &User, page: &str) -> Option<String> {
        self.service.app.keep_draft(user, page, &typed("0190")).unwrap()
    }

    fn count(&self, user: &User) -> usize {
        self.service.app.count_drafts(user).unwrap()
    }
}

fn typed(command: &str) -> Fields {
    let fields = [("command", command), ("note", WORDS)];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// The store beneath a service that was closed.
fn store(place: &Place) -> Store {
    Store::open(&place.location, &[], Options::default()).unwrap()
}

fn what_was_typed_is_kept_for_its_account_alone_until_it_is_recorded(place: &Place) {
    let house = House::open(place);
    let (app, officer, head) = (&house.service.app, &house.people.officer, &house.people.head);
    let name = house.keep(officer, &house.contact()).unwrap();
    let draft = app.draft(officer, &name).unwrap();
    assert_eq!(draft.fields, typed("0190"));
    assert!(matches!(&draft.item.about, About::Case { client } if client.contains("Зарылбек")));
    assert!(matches!(app.draft(head, &name), Err(Failure::NotFound)));
    assert!(matches!(app.discard_draft(head, &name), Err(Failure::NotFound)));
    assert_eq!((house.count(officer), house.count(head)), (1, 0));
    // Another form of the page, begun anew, leaves it.
    app.settle_draft(officer, &house.contact(), "0191").unwrap();
    app.settle_draft(head, &house.contact(), "0190").unwrap();
    assert_eq!(house.count(officer), 1);
    app.settle_draft(officer, &house.contact(), "0190").unwrap();
    assert_eq!(house.count(officer), 0);
    let (case, staff) = (house.case, officer.staff);
    drop(house);
    let looks = store(place).accesses_to(case.stream()).unwrap();
    assert!(looks.iter().any(|look| look.page == "draft" && look.staff_id == staff), "{looks:?}");
}

fn drafts_have_a_size_a_number_and_an_age(place: &Place) {
    let house = House::open(place);
    let (app, officer) = (&house.service.app, &house.people.officer);
    let note = |signs: usize| vec![("note".to_owned(), "x".repeat(signs - "note".len()))];
    let keep = |signs: usize| app.keep_draft(officer, "/day-sheet/entry", &note(signs)).unwrap();
    assert!(keep(FIELDS_BYTES_MAX + 1).is_none());
    assert_eq!(house.count(officer), 0);
    assert!(keep(FIELDS_BYTES_MAX).is_some());
    for version in 0..30 {
        house.service.pass(60);
        house.keep(officer, &format!("/cases/{}/absences/{version}", house.case));
    }
    let drafts = app.drafts(officer).unwrap();
    assert_eq!(drafts.len(), 20);
    assert!(drafts[0].page.ends_with("/29") && drafts[19].page.ends_with("/10"));
    house.service.pass(DRAFT_DAYS * 86_400 - 1);
    assert_eq!(house.count(officer), 1);
    house.service.pass(1);
    assert_eq!(house.count(officer), 0);
    // They are swept away when anybody signs in.
    app.sign_in("head", &house.people.password).unwrap();
    drop(house);
    assert_eq!(store(place).read().unwrap().all_drafts().unwrap(), []);
}

fn a_draft_is_locked_on_disk_and_goes_with_its_account(place: &Place) {
    let house = House::open(place);
    house.keep(&house.people.officer, &house.contact());
    if let Location::Sqlite { path } = &place.location {
        assert!(stands_in_files(path, b"/contact"), "the address is there to be found");
        assert!(!stands_in_files(path, WORDS.as_bytes()));
    }
    house.service.app.disable_account("officer").unwrap();
    assert_eq!(house.count(&house.people.officer), 0);
}

fn what_one_may_not_read_any_more_is_not_shown_and_can_be_discarded(place: &Place) {
    let mut house = House::open(place);
    let head = house.people.head.clone();
    let (colleague, password) = house.service.staff("colleague", "officer", OFFICE);
    let name = house.keep(&colleague, &house.contact()).unwrap();
    let exclude = ExcludeStaff {
        staff: colleague.staff,
        excluded: true,
        words: "Родственник клиента".to_owned(),
    };
    house.service.act(&head, house.case, CaseAct::Exclude(exclude));
    let app = &house.service.app;
    let SignIn::Done(token) = app.sign_in("colleague", &password).unwrap() else {
        panic!("the colleague has no second factor")
    };
    let colleague = app.user_of(&token).unwrap().unwrap();
    let draft = app.draft(&colleague, &name).unwrap();
    assert_eq!((draft.item.about, draft.fields), (About::Closed, Fields::new()));
    let again = app.keep_draft(&colleague, &house.contact(), &typed("0190"));
    assert!(matches!(again, Err(Failure::NotFound)));
    app.discard_draft(&colleague, &name).unwrap();
    assert_eq!(house.count(&colleague), 0);
}

fn a_session_that_ended_by_time_is_still_known_and_no_other(place: &Place) {
    let house = House::open(place);
    let (app, password) = (&house.service.app, &house.people.password);
    let sign_in = || match app.sign_in("head", password).unwrap() {
        SignIn::Done(token) => token,
        SignIn::CodeWanted(_) => panic!("the head has a second factor"),
    };
    let (left, ended) = (sign_in(), sign_in());
    let whose = |token: &str| app.ended_user_of(token).unwrap().map(|user| user.login);
    assert_eq!(whose(&ended), None, "it lives");
    app.sign_out(&left).unwrap();
    house.service.pass(9 * 3600);
    assert!(app.user_of(&ended).unwrap().is_none());
    assert_eq!(whose(&ended).as_deref(), Some("head"));
    assert!(app.user_of(&ended).unwrap().is_none(), "it opens nothing again");
    assert_eq!((whose(&left), whose("no token")), (None, None));
    house.service.pass(5 * 86_400);
    sign_in();
    assert_eq!(whose(&ended), None, "it is swept away");
    let disabled = sign_in();
    house.service.pass(9 * 3600);
    app.disable_account("head").unwrap();
    assert_eq!(whose(&disabled), None);
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(&Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(&Place::postgresql()); })*
        }
    };
}

on_both! {
    what_was_typed_is_kept_for_its_account_alone_until_it_is_recorded
    drafts_have_a_size_a_number_and_an_age
    a_draft_is_locked_on_disk_and_goes_with_its_account
    what_one_may_not_read_any_more_is_not_shown_and_can_be_discarded
    a_session_that_ended_by_time_is_still_known_and_no_other
}
