//! Numbers as they were known earlier: a day or a position is asked for, waited for, and read.

use std::time::Duration;

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_casework::codes::{ContactKind, ContactPlace};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId};
use uuid::Uuid;

use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

/// Asks again, as the page says, until the tables are made.
async fn made(visitor: &Visitor, address: &str) -> Answer {
    for _ in 0..600 {
        let answer = visitor.get(address).await;
        if answer.status != StatusCode::ACCEPTED {
            return answer;
        }
        assert_eq!(answer.header("refresh"), "2");
        assert!(answer.text.contains("<progress aria-labelledby=\"known-progress\" max=\"100\""));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{address} is never made")
}

fn contact(service: &Service, case: CaseId, number: u128, held: &str) {
    let act = CaseAct::RecordContact(RecordContact {
        held: Effective::day(held.parse().unwrap(), Zone::Bishkek),
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        outcome: Outcome::Attended,
        appointment: None,
        note: String::new(),
    });
    let id = CommandId(Uuid::from_u128(0xc0de_0000 + number));
    service.app.act(&service.user("officer"), id, case, act).unwrap();
}

/// One contact of August is entered in time, another in October; returns the position between.
async fn contacts() -> (Service, u64) {
    let service = Service::of(["officer", "head_of_office", "headquarters"]);
    let case = allocated(&service).await.trim_start_matches("/cases/").parse().unwrap();
    service.at("2025-08-02", 9);
    contact(&service, case, 1, "2025-08-01");
    let position = service.app.position().unwrap();
    service.at("2025-10-02", 9);
    contact(&service, case, 2, "2025-08-28");
    (service, position)
}

const CONTACTS: &str = "indicator=contacts&month=2025-08";

#[tokio::test]
async fn a_table_is_read_as_it_was_known_on_a_day_and_opens_to_its_entries() {
    let (service, position) = contacts().await;
    let reader = service.signed_in("headquarters").await;
    let now = reader.get(&format!("/statistics?{CONTACTS}")).await;
    assert!(!now.text.contains("сейчас 2") && now.text.contains("name=\"on\""));
    assert!(now.text.contains("<details class=\"card\">"), "folded until it is asked for");
    let asked = reader.get(&format!("/statistics?{CONTACTS}&on=30.09.2025")).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let address = asked.header("location").to_owned();
    assert!(address.contains(&format!("at={position}")) && !address.contains("on="));
    assert!(address.contains("indicator=contacts"));
    let then = made(&reader, &address).await;
    assert_eq!(then.status, StatusCode::OK);
    assert!(then.text.contains(&format!("Как было известно на позиции {position} журнала")));
    assert!(then.text.contains("02.08.2025 09:00"));
    assert!(then.text.contains(">сейчас 2</a>"), "{}", then.text);
    // The next choice of month or office stays at the position; another link leads back.
    assert_eq!(then.hidden("at"), position.to_string());
    let present = then.link("/statistics?", "columns_by=domain");
    assert!(!present.contains("at="));

    let cell = format!("at={position}&#38;row=ZZ-03-05&#38;column=non_custodial");
    let cell = reader.get(&then.link("/statistics/cell", &cell)).await;
    assert_eq!(cell.status, StatusCode::OK);
    assert_eq!(cell.text.matches("<tr><th scope=\"row\">№ ").count(), 1);
    let now = reader.get(&cell.link("/statistics/cell", "column=non_custodial")).await;
    assert_eq!(now.text.matches("<tr><th scope=\"row\">№ ").count(), 2, "{}", now.text);

    // A head is led to the case as it was known then.
    let head = service.signed_in("head_of_office").await;
    let own = made(&head, &format!("/statistics/cell?{CONTACTS}&at={position}")).await;
    let case = head.get(&own.link("/cases/", "#timeline").replace("#timeline", "")).await;
    assert!(case.text.contains(&format!("на записи {position} журнала")), "{}", case.text);

    for (language, words) in
        [("ky", "белгилүү болгондой"), ("kk", "белгілі болғандай"), ("en", "As known at position")]
    {
        let page = reader.reading(language).get(&address).await;
        assert!(page.text.contains(words), "{language}");
    }
}

#[tokio::test]
async fn a_file_of_an_earlier_position_says_so_above_its_columns() {
    let (service, position) = contacts().await;
    let reader = service.signed_in("headquarters").await;
    let then = made(&reader, &format!("/statistics?{CONTACTS}&at={position}")).await;
    let csv = reader.get(&then.link("/statistics.csv", "")).await;
    let first = csv.text.lines().next().unwrap();
    let words = format!("\u{feff}\"Как было известно на позиции {position} журнала");
    assert!(first.starts_with(&words), "{first}");
    let heads = csv.text.lines().nth(1).unwrap();
    assert!(heads.ends_with("\"Всего\",\"Всего, сейчас\""), "{heads}");
    assert!(csv.text.lines().nth(2).unwrap().ends_with(",1,1,2"), "{}", csv.text);
    let book = reader.get(&then.link("/statistics.xlsx", "")).await;
    assert!(book.status == StatusCode::OK && book.text.starts_with("PK"));
}

#[tokio::test]
async fn law_against_practice_is_read_as_it_was_known() {
    let (service, position) = contacts().await;
    let reader = service.signed_in("headquarters").await;
    let asked = "/practice?month=2025-06";
    let then = made(&reader, &format!("{asked}&at={position}")).await;
    assert_eq!(then.status, StatusCode::OK, "{}", then.text);
    assert!(then.text.contains(&format!("Как было известно на позиции {position} журнала")));
    let cell = reader.get(&then.link("/practice/cell", "")).await;
    assert_eq!(cell.status, StatusCode::OK);
    assert!(cell.text.contains(&format!("Как было известно на позиции {position} журнала")));
}

#[tokio::test]
async fn what_cannot_be_known_is_told_at_its_field_and_nothing_typed_is_lost() {
    let (service, _) = contacts().await;
    let last = service.app.position().unwrap();
    let reader = service.signed_in("headquarters").await;
    for (field, typed, words) in [
        ("on", "вчера", "Это не дата"),
        ("on", "01.01.2020", "первая запись — 12"),
        ("on", "02.10.2025", "День известен, когда он закончился"),
        ("on", "01.01.2040", "День известен, когда он закончился"),
        ("at", "0", &format!("позиции с 1 по {last}")),
        ("at", &(last + 1).to_string(), &format!("позиции с 1 по {last}")),
        ("at", "-5", "целое число"),
        ("at", "много", "целое число"),
    ] {
        for page in ["/statistics", "/practice"] {
            let address = [(field, typed.to_owned()), ("month", "2025-08".to_owned())];
            let answer = reader.get(&crate::visitor::address(page, &address)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {typed}");
            let link = format!("<a href=\"#{field}\">");
            assert!(answer.text.contains(&link), "{page} {typed}: {}", answer.text);
            assert!(answer.text.contains(words), "{page} {typed}: {}", answer.text);
            assert!(answer.text.contains(&format!("value=\"{typed}\"")), "{page} {typed}");
            assert!(answer.text.contains("<details class=\"card\" open>"));
        }
        let address = [(field, typed.to_owned())];
        let csv = reader.get(&crate::visitor::address("/statistics.csv", &address)).await;
        assert_eq!(csv.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
    }
}

#[tokio::test]
async fn earlier_numbers_are_for_those_who_may_read_numbers_today() {
    let (service, position) = contacts().await;
    let officer = service.signed_in("officer").await;
    for page in ["/statistics", "/statistics.csv", "/statistics/cell", "/practice"] {
        for asked in [format!("at={position}"), "at=0".to_owned(), "on=30.09.2025".to_owned()] {
            let answer = officer.get(&format!("{page}?{asked}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{page} {asked}");
        }
    }
}
