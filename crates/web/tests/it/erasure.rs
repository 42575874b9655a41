//! Erasing who a client was, from the closed case to the pages on which no name stands any more.

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_casework::closing::CloseCase;
use bagyt_casework::codes::{AllocationReason, CloseReason};
use bagyt_core::identity::{CaseId, CommandId};
use uuid::Uuid;

use crate::visitor::{JUDGMENT, Service};

const NAME: &str = "Зарылбек";

/// A case that was closed in October 2025, with its message.
fn closed(service: &mut Service) -> (CaseId, Uuid) {
    let (case, message) = service.receive(JUDGMENT, "head_of_office");
    let (head, officer) = (service.user("head_of_office"), service.user("officer"));
    let (from, reason) = (service.today(), AllocationReason::LowestCaseload);
    let allocate = CaseAct::Allocate { from, officer: officer.staff, reason };
    let id = |number: u128| CommandId(Uuid::from_u128(0xfeed_0000 + number));
    service.app.act(&head, id(1), case, allocate).unwrap();
    service.at("2025-10-01", 12);
    let (closed, reason) = (service.today(), CloseReason::Died);
    let close = CloseCase { closed, reason, words: String::new() };
    service.app.act(&officer, id(2), case, CaseAct::Close(close)).unwrap();
    (case, message)
}

#[tokio::test]
async fn a_head_asks_a_deputy_approves_and_no_page_shows_the_name() {
    let roles = ["officer", "head_of_office", "deputy_head", "interregional_head"];
    let mut service = Service::of(roles);
    let (case, message) = closed(&mut service);
    let page = format!("/cases/{case}/erasure");
    let head = service.signed_in("head_of_office").await;
    assert!(head.get(&format!("/cases/{case}")).await.text.contains(&page));
    // Held by the law: the page says until when, and has no button.
    let held = head.get(&page).await;
    assert!(held.text.contains("хранятся до") && held.text.contains("2030"), "{}", held.text);
    assert!(!held.text.contains("Запросить уничтожение"));
    let early = head.post(&page, &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);

    service.at("2030-10-02", 9);
    let head = service.signed_in("head_of_office").await;
    let deputy = service.signed_in("deputy_head").await;
    let free = head.get(&page).await;
    assert!(free.text.contains("Что будет уничтожено") && free.text.contains("Что останется"));
    let asked = head.post(&page, &[]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert!(head.get(&page).await.text.contains("ждёт заместителя"));
    let own = head.post(&format!("{page}/decide"), &[("decision", "approve")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);

    assert!(deputy.get("/erasures").await.text.contains(NAME));
    let decide = format!("{page}/decide");
    let empty = deputy.post(&decide, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let silent = deputy.post(&decide, &[("decision", "refuse"), ("words", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = [("decision", "approve"), ("password", "not mine"), ("words", "Проверено")];
    let wrong = deputy.post(&decide, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Проверено"), "what was typed stands in the form");
    let password = service.password("deputy_head").to_owned();
    let approve = [("decision", "approve"), ("password", password.as_str())];
    assert_eq!(deputy.post(&decide, &approve).await.status, StatusCode::SEE_OTHER);

    let position = service.app.position().unwrap();
    let addresses = [
        page.clone(),
        "/erasures".to_owned(),
        format!("/cases/{case}"),
        format!("/cases/{case}?at={}", position - 2),
        format!("/cases/{case}/client-page"),
        format!("/cases/{case}/card"),
        format!("/inbox/{message}"),
        "/inbox".to_owned(),
        "/cases?status=closed".to_owned(),
        "/cases.csv?status=closed".to_owned(),
        "/search?q=%D0%97%D0%B0%D1%80%D1%8B%D0%BB%D0%B1%D0%B5%D0%BA".to_owned(),
    ];
    for address in addresses {
        let answer = deputy.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        // What was searched for stands in the field of the search alone.
        let shown = answer.text.replace(&format!("value=\"{NAME}\""), "");
        assert!(!shown.contains("Алмазбек") && !shown.contains("21205199000017"), "{address}");
        assert!(!shown.contains("Зарылбек уулу"), "{address}");
    }
    assert!(deputy.get(&page).await.text.contains("Что уничтожено"));
}
