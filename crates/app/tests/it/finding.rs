//! The search: what finds whom, why, and who is told nothing, on both databases.

use bagyt_app::command::CaseAct;
use bagyt_app::read::{FoundBy, Hit};
use bagyt_casework::codes::{ContactKind, ContactPlace};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::registration::{ClientWhereabouts, RegisterClient};
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::finding::Source;
use bagyt_exchange::name::Spelling;
use bagyt_store::{Options, Store};

use crate::access::Office;
use crate::cluster::Place;

/// An office with a client of whom a telephone, an address and a note are on record.
fn office(place: Place) -> Office {
    let mut office = Office::open(place);
    let today = Effective::day(office.app.today(), Zone::Bishkek);
    let whereabouts = ClientWhereabouts {
        address: "ул. Манаса, д. 12, кв. 4".to_owned(),
        phone: Some("+999 77 123 45 67".to_owned()),
    };
    let register = RegisterClient {
        registered: today,
        rights_explained: true,
        language: "ru".to_owned(),
        whereabouts: Some(whereabouts),
    };
    office.act("officer", CaseAct::Register(register)).unwrap();
    let contact = RecordContact {
        held: today,
        kind: ContactKind::Interview,
        place: ContactPlace::Office,
        outcome: Outcome::Attended,
        appointment: None,
        note: "Потерял работу на стройке, жумуш издеп жатат".to_owned(),
    };
    office.act("officer", CaseAct::RecordContact(contact)).unwrap();
    office
}

fn search(office: &Office, login: &str, question: &str) -> Vec<Hit> {
    office.app.search(&office.user(login), question).unwrap()
}

fn everybody_is_found_by_what_is_known_of_them(place: Place) {
    let office = office(place);
    let name = |spelling| FoundBy::Name { spelling, former: None };
    let notes = || FoundBy::Words { sources: vec![Source::Notes] };
    for (question, by) in [
        ("Зарылбек уулу Алмазбек", name(Spelling::Written)),
        ("almazbek ZARYLBEK uulu", name(Spelling::Folded)),
        ("алм зар", name(Spelling::Beginning)),
        ("Зарылбеков Алмазбек", name(Spelling::Form)),
        ("Сарылбек Алмазбек", name(Spelling::OneLetter)),
        ("21205199000017", FoundBy::NationalNumber),
        ("21205 1990 00017", FoundBy::NationalNumber),
        ("УД-118/25.03", FoundBy::CourtNumber),
        ("118/25", FoundBy::CourtNumber),
        ("0550102030", FoundBy::Phone),
        ("+999 77 123-45-67", FoundBy::Phone),
        ("Мектеп 5", FoundBy::Address),
        ("manas 12", FoundBy::Address),
        ("работа", notes()),
        ("жумуш стройка", notes()),
    ] {
        let hits = search(&office, "colleague", question);
        let [hit] = hits.as_slice() else { panic!("{question}: {hits:?}") };
        assert_eq!(hit.name, "Зарылбек уулу Алмазбек", "{question}");
        assert_eq!(hit.found_by, [by], "{question}");
        assert_eq!(hit.cases.len(), 1);
        assert!(hit.birth_on.is_some(), "{question}");
    }
    for question in ["", "Асанов", "Зарылтай", "119/25", "0550102031", "Манас 13", "завод", "12"]
    {
        assert!(search(&office, "colleague", question).is_empty(), "{question}");
    }
    office.app.check_projections(&|_, _| {}).unwrap();
}

fn a_restricted_case_is_shown_to_a_question_that_says_whom_it_means_and_without_a_name(
    place: Place,
) {
    let mut office = office(place);
    office.restrict();
    for question in [
        "Зарылбек",
        "алмазбек зар",
        "Сарылбек Алмазбек",
        "0550102030",
        "+999 77 123-45-67",
        "Мектеп 5",
        "Манаса 12",
        "работа",
    ] {
        assert!(search(&office, "colleague", question).is_empty(), "{question}");
        assert_eq!(search(&office, "officer", question).len(), 1, "{question}");
    }
    for question in ["Zarylbek uulu Almazbek", "21205199000017", "УД-118/25.03"] {
        let hits = search(&office, "colleague", question);
        let [hit] = hits.as_slice() else { panic!("{question}: {hits:?}") };
        assert!(hit.name.is_empty() && hit.birth_on.is_none() && hit.cases[0].stub);
        assert!(hit.cases[0].number.is_empty() && hit.cases[0].name.is_empty());
        assert_eq!(search(&office, "officer", question)[0].name, "Зарылбек уулу Алмазбек");
    }
}

fn who_is_excluded_finds_nothing_by_any_question(place: Place) {
    let mut office = office(place);
    office.exclude("head", "colleague", true).unwrap();
    for question in [
        "Зарылбек уулу Алмазбек",
        "21205199000017",
        "УД-118/25.03",
        "0550102030",
        "Манаса 12",
        "работа",
    ] {
        assert!(search(&office, "colleague", question).is_empty(), "{question}");
        assert_eq!(search(&office, "officer", question).len(), 1, "{question}");
    }
}

fn words_that_not_every_reader_may_read_are_found_by_nobody(place: Place) {
    let mut office = office(place);
    office.exclude("head", "colleague", true).unwrap();
    // Why somebody is excluded stands in the record: "Брат клиента".
    for login in ["officer", "head"] {
        assert!(search(&office, login, "брат клиента").is_empty());
    }
}

fn words_are_asked_over_many_offices_where_nobody_else_is_found(place: Place) {
    let office = office(place);
    let first = |login: &str, question: &str| {
        let found = office.app.search_first(&office.user(login), question).unwrap();
        let by_words = |hit: &Hit| matches!(hit.found_by[0], FoundBy::Words { .. });
        let by_words = found.hits.iter().filter(|hit| by_words(hit)).count();
        (found.hits.len(), by_words, found.are_words_left)
    };
    for login in ["officer", "head"] {
        assert_eq!(first(login, "Алмазбек"), (1, 0, false), "{login}");
        assert_eq!(first(login, "стройка"), (1, 1, false), "{login}");
    }
    assert_eq!(first("region", "Алмазбек"), (1, 0, true));
    assert_eq!(first("region", "стройка"), (1, 1, false));
    assert_eq!(first("region", "кирпич"), (0, 0, false));
    assert_eq!(search(&office, "region", "стройка").len(), 1);
}

fn each_search_that_finds_somebody_is_a_look_on_record(place: Place) {
    let office = office(place);
    search(&office, "colleague", "Асанов");
    search(&office, "colleague", "работа");
    search(&office, "colleague", "Зарылбек");
    let Office { app, case, place, .. } = office;
    drop(app);
    let store = Store::open(&place.location, &[], Options::default()).unwrap();
    let looks = store.accesses_to(case.stream()).unwrap();
    let searched = looks.iter().filter(|look| look.page == "search" && look.login == "colleague");
    assert_eq!(searched.count(), 2);
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
    everybody_is_found_by_what_is_known_of_them
    a_restricted_case_is_shown_to_a_question_that_says_whom_it_means_and_without_a_name
    who_is_excluded_finds_nothing_by_any_question
    words_that_not_every_reader_may_read_are_found_by_nobody
    words_are_asked_over_many_offices_where_nobody_else_is_found
    each_search_that_finds_somebody_is_a_look_on_record
}
