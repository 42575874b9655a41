//! The first day: an empty house is walked step by step until nothing is missing.

use axum::http::StatusCode;

use crate::card::send;
use crate::casework::allocated;
use crate::visitor::{Service, Visitor};

const PEOPLE: &str = "В службе есть люди, которые ведут дела";
const HEADS: &str = "У каждого отдела с людьми есть начальник или заместитель";
const SECOND_PERSON: &str = "В отделе не меньше двух человек, которые ведут дела";
const FIRST_ACT: &str = "Получен первый судебный акт";
const ALLOCATED: &str = "Первое дело передано сотруднику";
const FIRST_CASE: &str = "Первый клиент поставлен на учёт";
const CHECKPOINT: &str = "Состояние журнала подписано";

/// What the page says is missing, and that the reader's first page leads to it while something is.
#[track_caller]
fn check(pages: &(String, String), expected: &[&str]) {
    let (day, first) = pages;
    let steps = day.split("<p class=\"what\">").skip(1);
    let missing = steps.filter(|step| step.contains("chip soon"));
    let missing: Vec<&str> = missing.filter_map(|step| step.split("</p>").next()).collect();
    assert_eq!(missing, expected);
    assert_eq!(day.contains("Всё на месте."), expected.is_empty());
    assert_eq!(first.contains("<a href=\"/first-day\">"), !expected.is_empty(), "{first}");
}

/// The day's page, and the first page of that post.
async fn pages(visitor: &Visitor, first: &str) -> (String, String) {
    let day = visitor.get("/first-day").await;
    assert_eq!(day.status, StatusCode::OK, "{}", day.text);
    (day.text, visitor.get(first).await.text)
}

#[tokio::test]
async fn an_empty_house_is_walked_until_nothing_is_missing() {
    let mut service = Service::of(["administrator"]);
    let administrator = service.signed_in("administrator").await;
    let left = [FIRST_ACT, FIRST_CASE, CHECKPOINT];
    let all = [&[PEOPLE, HEADS][..], &left[..]].concat();
    check(&pages(&administrator, "/users").await, &all);
    service.appoint("officer", "officer", "ZZ-03-05");
    check(&pages(&administrator, "/users").await, &[&[HEADS][..], &left[..]].concat());
    service.appoint("head_of_office", "head_of_office", "ZZ-03-05");
    check(&pages(&administrator, "/users").await, &left);
    let head = service.signed_in("head_of_office").await;
    check(&pages(&head, "/today").await, &[FIRST_ACT, ALLOCATED, FIRST_CASE]);
    let case = allocated(&service).await;
    check(&pages(&administrator, "/users").await, &[FIRST_CASE, CHECKPOINT]);
    check(&pages(&head, "/today").await, &[FIRST_CASE]);
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/registration");
    let answers =
        [("on", "12.06.2025"), ("rights_explained", "yes"), ("language", "ky"), ("address", "")];
    let sent = send(&officer, &address, &officer.get(&address).await, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    check(&pages(&head, "/today").await, &[]);
    check(&pages(&administrator, "/users").await, &[CHECKPOINT]);
    service.app.make_checkpoint().unwrap();
    let last = pages(&administrator, "/users").await;
    check(&last, &[]);
    assert!(last.0.contains("проверьте сами"), "whether a copy was made nobody can know");
    assert!(!officer.get("/today").await.text.contains("/first-day"));
}

#[tokio::test]
async fn a_head_alone_in_an_office_is_told_so() {
    let service = Service::of(["head_of_office"]);
    let head = service.signed_in("head_of_office").await;
    let missing = [SECOND_PERSON, FIRST_ACT, ALLOCATED, FIRST_CASE];
    check(&pages(&head, "/today").await, &missing);
}

#[test]
fn a_real_house_counts_who_lacks_the_second_factor() {
    let service = Service::real(["administrator", "officer"]);
    let day = service.app.first_day(&service.user("administrator")).unwrap();
    let step = day.steps.iter().find(|step| step.code == "second_factors").unwrap();
    assert_eq!((step.have, step.of), (0, Some(1)), "an officer needs none");
}
