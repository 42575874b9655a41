//! Forgetting who a client was: what holds the record, who decides, what goes and what stays, on
//! both databases.

use bagyt_app::PaperActForm;
use bagyt_app::command::{CaseAct, Command};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{ErasureState, TablePage, TableQuestion};
use bagyt_app::role::Role;
use bagyt_app::second_factor::Confirmation;
use bagyt_app::user::User;
use bagyt_casework::closing::CloseCase;
use bagyt_casework::codes::{AllocationReason, CloseReason};
use bagyt_casework::contest::{AnswerContest, ContestEntry};
use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::identity::{CaseId, MessageId, PersonId};
use bagyt_exchange::erasure::DecideErasure;
use bagyt_store::Location;

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, People, Service, day, on_day};

mod beside;

use beside::{
    notes_and_wishes_are_gone_with_the_person,
    papers_that_were_issued_and_withdrawn_are_gone_with_the_person,
};

/// The surname and the words of the client, as they would stand in a file.
const NAME: &str = "Зарылбек";
const WORDS: &str = "Дверь была заперта";

struct House {
    service: Service,
    people: People,
    deputy: User,
    password: String,
    region: User,
    case: CaseId,
    message: MessageId,
}

impl House {
    /// A case that came on paper, with a violation, closed on 1 October 2025.
    fn closed(place: &Place) -> Self {
        let mut house = House::open(place);
        house.violate();
        house.close();
        house
    }

    fn open(place: &Place) -> Self {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        let (deputy, password) = service.staff("deputy", "deputy_head", OFFICE);
        let (region, _) = service.staff("region", "interregional_head", "ZZ-D2");
        service.at("2025-06-12", 10);
        let (message, case) = House::take_in(&mut service, &people, JUDGMENT);
        let allocate = CaseAct::Allocate {
            from: on_day("2025-06-12"),
            officer: people.officer.staff,
            reason: AllocationReason::LowestCaseload,
        };
        service.act(&people.head, case, allocate);
        House { service, people, deputy, password, region, case, message }
    }

    /// Takes in a judgment on paper, with the scan that all of one trial share.
    fn take_in(service: &mut Service, people: &People, bytes: &str) -> (MessageId, CaseId) {
        let form = PaperActForm {
            sender: "ZZ-C-0303".to_owned(),
            bytes: bytes.as_bytes().to_vec(),
            stamped_on: day("2025-06-12"),
            scan: b"%PDF-1.7 a scan of the judgment".to_vec(),
        };
        let id = service.id();
        let receipt = service.app.paper_act(&people.head, id, form).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let rows = service.app.unallocated(&people.head, 1).unwrap().rows;
        (MessageId(receipt.message), rows[0].case)
    }

    fn violate(&mut self) {
        let officer = &self.people.officer;
        let absence = self.service.miss(officer, self.case, "2025-08-14");
        self.service.establish(officer, self.case, absence, "2025-08-14");
    }

    fn close(&mut self) {
        self.service.at("2025-10-01", 11);
        let close = CloseCase {
            closed: on_day("2025-10-01"),
            reason: CloseReason::Died,
            words: String::new(),
        };
        self.service.act(&self.people.officer, self.case, CaseAct::Close(close));
    }

    fn ask(&mut self, user: &User) -> Result<(), Failure> {
        let id = self.service.id();
        self.service.app.ask_erasure(user, id, self.case).map(|_| ())
    }

    fn decide(&mut self, user: &User, approved: bool, words: &str) -> Result<(), Failure> {
        let id = self.service.id();
        let password = match user.login.as_str() {
            "deputy" => self.password.clone(),
            _ => self.people.password.clone(),
        };
        let confirmation = Confirmation::from(&password);
        let decision = (approved, words.to_owned());
        let app = &self.service.app;
        app.decide_erasure(user, id, self.case, decision, confirmation).map(|_| ())
    }

    fn erase(&mut self) {
        let (head, deputy) = (self.people.head.clone(), self.deputy.clone());
        self.service.at("2030-10-02", 9);
        self.ask(&head).unwrap();
        self.decide(&deputy, true, "").unwrap();
    }

    fn person(&self) -> PersonId {
        let page = self.service.app.case(&self.people.head, self.case).unwrap();
        page.person.person.unwrap()
    }

    /// Everything that a head is shown of the client, as one text.
    fn shown(&self) -> String {
        let (app, head) = (&self.service.app, &self.people.head);
        let head_of_journal = app.position().unwrap();
        let mut shown = String::new();
        let mut add = |page: &dyn std::fmt::Debug| shown.push_str(&format!("{page:?}\n"));
        add(&app.case(head, self.case).unwrap());
        for position in 1..=head_of_journal {
            match app.case_at(head, self.case, position) {
                Ok(page) => add(&page),
                Err(Failure::NotFound) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        add(&app.client_page(head, self.case).unwrap());
        add(&app.message(head, self.message).unwrap());
        add(&app.inbox(head, None, 1).unwrap());
        add(&app.search(head, NAME).unwrap());
        add(&app.search(head, "21205199000017").unwrap());
        add(&app.erasure(head, self.case).unwrap());
        shown
    }

    fn statistics(&self) -> Vec<TablePage> {
        let analyst = User { role: Role::Headquarters, ..self.people.head.clone() };
        let tables = ["entries", "absences", "violations", "warnings"];
        let asked = tables.iter().filter_map(|indicator| {
            let question = TableQuestion {
                indicator: (*indicator).to_owned(),
                month: Some(bagyt_core::month::month_of(day("2025-08-01"))),
                ..TableQuestion::default()
            };
            self.service.app.statistics(&analyst, &question).ok()
        });
        let tables: Vec<TablePage> = asked.map(|page| TablePage { position: 0, ..page }).collect();
        assert!(!tables.is_empty());
        tables
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn denied<T>(outcome: Result<T, Failure>) -> bool {
    matches!(outcome, Err(Failure::Denied))
}

fn who_a_client_was_is_gone_from_every_page_and_counts_and_proofs_stay(place: &Place) {
    let mut house = House::closed(place);
    house.service.at("2030-10-02", 8);
    let before = house.shown();
    assert!(before.contains(NAME) && before.contains("Проспал"));
    let (counted, entries) = (house.statistics(), house.service.app.position().unwrap());
    let asked = house.service.app.erasure(&house.people.head, house.case).unwrap();
    assert_eq!((asked.cases, asked.messages, asked.contents, asked.shared), (1, 1, 2, 0));

    house.erase();
    let after = house.shown();
    for gone in [NAME, "Алмазбек", "21205199000017", "Проспал", "1990-05-12", "Мектеп"]
    {
        assert!(!after.contains(gone), "{gone} stands in {after}");
    }
    assert!(after.contains("УД-118/25.03"), "the court's number stays");
    let app = &house.service.app;
    assert_eq!(house.statistics(), counted);
    assert_eq!(app.position().unwrap(), entries + 2);
    app.verify(&|_, _| {}).unwrap();
    app.check_projections(&|_, _| {}).unwrap();
    let page = app.erasure(&house.people.head, house.case).unwrap();
    assert!(matches!(page.state, ErasureState::Erased { .. }));
    assert_eq!(page.kept_until, Some(day("2030-10-01")));
    assert!(app.erasures(&house.deputy).unwrap().is_empty());
    if let Location::Sqlite { path } = &place.location {
        assert!(!stands_in_files(path, NAME.as_bytes()));
    }
}

fn an_erasure_throws_away_the_tables_of_earlier_positions(place: &Place) {
    let mut house = House::closed(place);
    let folder = tempfile::TempDir::new().unwrap();
    house.service.app = house.service.app.keeping_known_in(folder.path().to_owned());
    let analyst = User { role: Role::Headquarters, ..house.people.head.clone() };
    let at = house.service.app.position().unwrap();
    crate::known::wait(&house.service.app, &analyst, at);
    let question = TableQuestion {
        month: Some(bagyt_core::month::month_of(day("2025-08-01"))),
        at: Some(at),
        ..TableQuestion::default()
    };
    let before = house.service.app.statistics(&analyst, &question).unwrap();
    let files = || {
        std::fs::read_dir(folder.path()).unwrap().flatten().flat_map(|one| {
            std::fs::read_dir(one.path()).unwrap().flatten().map(|one| one.file_name())
        })
    };
    assert!(files().any(|name| name.to_str().unwrap().ends_with(".sqlite")));

    house.erase();
    assert!(!files().any(|name| name.to_str().unwrap().ends_with(".sqlite")));
    let app = &house.service.app;
    assert_eq!(refused(app.statistics(&analyst, &question)), "known-not-ready");
    crate::known::wait(app, &analyst, at);
    assert_eq!(app.statistics(&analyst, &question).unwrap(), before, "counts stay");
}

pub(crate) fn stands_in_files(directory: &std::path::Path, name: &[u8]) -> bool {
    std::fs::read_dir(directory).unwrap().map(|file| file.unwrap().path()).any(|path| {
        path.is_dir() && stands_in_files(&path, name)
            || path.is_file()
                && std::fs::read(&path).unwrap().windows(name.len()).any(|part| part == name)
    })
}

fn whatever_is_open_and_the_law_hold_the_record(place: &Place) {
    let mut house = House::open(place);
    let head = house.people.head.clone();
    assert_eq!(refused(house.ask(&head)), "erasure-case-open");
    house.violate();
    let version = house.service.app.case(&head, house.case).unwrap().violations[0].version;
    let contested = on_day("2025-08-14");
    let contest = ContestEntry { version, contested, words: WORDS.to_owned() };
    let officer = house.people.officer.clone();
    house.service.act(&officer, house.case, CaseAct::Contest(contest));
    let contest = house.service.app.case(&head, house.case).unwrap().version;
    house.close();
    house.service.at("2030-10-01", 23);
    assert_eq!(refused(house.ask(&head)), "erasure-contest-open");
    let answer = AnswerContest {
        contest,
        answered: on_day("2025-10-01"),
        upheld: false,
        words: "Дверь открыта с девяти".to_owned(),
    };
    house.service.act(&head, house.case, CaseAct::AnswerContest(answer));
    // The last day of five years from the day after closing.
    assert_eq!(refused(house.ask(&head)), "erasure-retained");
    let held = house.service.app.erasure(&head, house.case).unwrap();
    assert_eq!(held.held.unwrap().code, "erasure-retained");
    assert!(!held.may_ask);
    house.service.at("2030-10-02", 0);
    house.ask(&head).unwrap();
    // A message that may speak of the client holds what was asked for already.
    let unsure = JUDGMENT
        .replace("000000000001", "000000000004")
        .replace("УД-118/25.03", "УД-121/25.03")
        .replace("      \"national_no\": \"21205199000017\",\n", "");
    let receipt = house.service.app.receive_message(None, unsure.into()).unwrap();
    assert_eq!(receipt.outcome, "review", "{receipt}");
    let deputy = house.deputy.clone();
    assert_eq!(refused(house.decide(&deputy, true, "")), "erasure-message-open");
}

fn a_submission_without_a_ruling_holds_the_record(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    service.send_submission(JUDGMENT, &people);
    let hit = service.app.search(&people.head, NAME).unwrap().remove(0);
    let case = hit.cases[0].case;
    service.at("2025-10-01", 11);
    let (closed, reason) = (on_day("2025-10-01"), CloseReason::Died);
    let close = CloseCase { closed, reason, words: String::new() };
    service.act(&people.officer, case, CaseAct::Close(close));
    service.at("2030-10-02", 9);
    let id = service.id();
    let outcome = service.app.ask_erasure(&people.head, id, case);
    assert_eq!(refused(outcome), "erasure-submission-open");
}

fn one_asks_and_another_decides(place: &Place) {
    let mut house = House::closed(place);
    let (head, deputy) = (house.people.head.clone(), house.deputy.clone());
    let (region, officer) = (house.region.clone(), house.people.officer.clone());
    house.service.at("2030-10-02", 9);
    for user in [&officer, &deputy, &region] {
        assert!(denied(house.ask(user)), "{}", user.login);
    }
    assert_eq!(refused(house.decide(&deputy, true, "")), "erasure-not-asked");
    house.ask(&head).unwrap();
    assert_eq!(refused(house.ask(&head)), "erasure-waits");
    for user in [&officer, &head] {
        assert!(denied(house.decide(user, true, "")), "{}", user.login);
    }
    // Whoever asked as head and is now of the region still does not decide.
    let promoted = User { role: Role::InterregionalHead, ..head.clone() };
    assert!(denied(house.decide(&promoted, true, "")));
    let listed = |user: &User| house.service.app.erasures(user).unwrap();
    assert_eq!((listed(&deputy).len(), listed(&region).len()), (1, 1));
    assert!(listed(&deputy)[0].name.contains(NAME));
    assert!(denied(house.service.app.erasure(&officer, house.case)));
    assert_eq!(refused(house.decide(&region, false, " ")), "words-missing");
    house.decide(&region, false, "Объявлен иск").unwrap();
    let page = house.service.app.erasure(&head, house.case).unwrap();
    let is_refused = |state: &ErasureState| matches!(state, ErasureState::Refused { words, .. } if words == "Объявлен иск");
    assert!(is_refused(&page.state) && page.may_ask);
    assert!(house.shown().contains(NAME));
    house.ask(&head).unwrap();
    let wrong = house.people.password.clone();
    let id = house.service.id();
    let confirmation = Confirmation::from(&wrong);
    let decision = (true, String::new());
    let outcome = house.service.app.decide_erasure(&deputy, id, house.case, decision, confirmation);
    assert_eq!(refused(outcome), "password");
    house.decide(&deputy, true, "").unwrap();
    assert_eq!(refused(house.ask(&head)), "erasure-done");
}

fn an_erasure_that_was_broken_off_is_carried_out_at_the_next_opening(place: &Place) {
    let mut house = House::closed(place);
    let head = house.people.head.clone();
    house.service.at("2030-10-02", 9);
    house.ask(&head).unwrap();
    let (person, known) = (house.person(), house.service.app.position().unwrap());
    // The fact is written; the process ends before a key is destroyed.
    let meta = CommandMeta {
        id: house.service.id(),
        recorded_at: house.service.app.now(),
        actor: Actor::Staff(house.deputy.staff),
        purpose: Purpose::Oversight,
    };
    let words = String::new();
    let decide = DecideErasure { decided_by: house.deputy.staff, approved: true, words };
    house.service.app.execute(&meta, &Command::DecideErasure { person, decide }).unwrap();
    // Names are gone from the head of the record with the fact itself.
    assert!(house.service.app.search(&head, NAME).unwrap().is_empty());
    assert_eq!(house.service.app.case(&head, house.case).unwrap().person.names, "");
    let then = |house: &House| house.service.app.case_at(&head, house.case, known).unwrap();
    assert!(then(&house).person.names.contains(NAME));

    let House { service, people, deputy, password, region, case, message } = house;
    drop(service);
    let service = Service::open(&place.location);
    service.at("2030-10-02", 10);
    let house = House { service, people, deputy, password, region, case, message };
    assert_eq!(then(&house).person.names, "");
    assert!(!house.shown().contains(NAME));
    house.service.app.verify(&|_, _| {}).unwrap();
    house.service.app.check_projections(&|_, _| {}).unwrap();
}

fn what_others_share_stays_and_the_same_person_may_come_anew(place: &Place) {
    let mut house = House::open(place);
    let fellow = JUDGMENT
        .replace("000000000001", "000000000002")
        .replace("21205199000017", "21205199000025")
        .replace(NAME, "Асан");
    let people = People { ..house.people };
    let (fellow, _) = House::take_in(&mut house.service, &people, &fellow);
    house.people = people;
    house.close();
    house.service.at("2030-10-02", 9);
    let page = house.service.app.erasure(&house.people.head, house.case).unwrap();
    assert_eq!((page.contents, page.shared), (1, 1));
    house.erase();
    // The calendar of the invented country does not reach 2030; no clock could be counted there.
    house.service.at("2026-06-12", 9);
    let app = &house.service.app;
    assert!(app.message(&house.people.head, fellow).unwrap().text.contains("Асан"));
    assert!(app.message(&house.people.head, house.message).unwrap().text.is_empty());
    // Years later the same person is sentenced again: nothing leads to the record before.
    let again =
        JUDGMENT.replace("000000000001", "000000000005").replace("УД-118/25.03", "УД-7/25.06");
    let receipt = app.receive_message(None, again.into()).unwrap();
    assert_eq!(receipt.outcome, "opened", "{receipt}");
    let hits = app.search(&house.people.head, NAME).unwrap();
    assert_eq!(hits.len(), 1);
    assert!(hits[0].cases.iter().all(|row| row.case != house.case));
    house.service.app.verify(&|_, _| {}).unwrap();
    house.service.app.check_projections(&|_, _| {}).unwrap();
}

fn what_anybody_had_begun_to_write_of_the_client_is_gone(place: &Place) {
    let mut house = House::closed(place);
    house.service.at("2030-10-02", 9);
    let head = house.people.head.clone();
    let fields = vec![("note".to_owned(), WORDS.to_owned())];
    let contest = format!("/cases/{}/entries/2/contest", house.case);
    for page in [contest.as_str(), "/day-sheet/entry"] {
        house.service.app.keep_draft(&head, page, &fields).unwrap().unwrap();
    }
    assert_eq!(house.service.app.count_drafts(&head).unwrap(), 2);
    house.erase();
    assert_eq!(house.service.app.drafts(&head).unwrap(), []);
}

fn nothing_is_sealed_in_an_erased_record_any_more(place: &Place) {
    let mut house = House::closed(place);
    house.erase();
    let head = house.people.head.clone();
    let version = house.service.app.case(&head, house.case).unwrap().violations[0].version;
    let contested = on_day("2030-10-02");
    let contest = ContestEntry { version, contested, words: WORDS.to_owned() };
    let id = house.service.id();
    let outcome = house.service.app.act(&head, id, house.case, CaseAct::Contest(contest));
    assert_eq!(refused(outcome), "record-erased");
    assert!(house.service.app.case(&head, house.case).is_ok());
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
    who_a_client_was_is_gone_from_every_page_and_counts_and_proofs_stay
    an_erasure_throws_away_the_tables_of_earlier_positions
    whatever_is_open_and_the_law_hold_the_record
    a_submission_without_a_ruling_holds_the_record
    one_asks_and_another_decides
    an_erasure_that_was_broken_off_is_carried_out_at_the_next_opening
    what_others_share_stays_and_the_same_person_may_come_anew
    nothing_is_sealed_in_an_erased_record_any_more
    papers_that_were_issued_and_withdrawn_are_gone_with_the_person
    notes_and_wishes_are_gone_with_the_person
    what_anybody_had_begun_to_write_of_the_client_is_gone
}
