//! The clerk of a court: receipts, hearings, bundles and the court's own acts; nothing else.

use axum::http::StatusCode;

use crate::acts::page;
use crate::card::entries;
use crate::court::{EXTENSION, approved, drafted, twice_warned, words_of};
use crate::visitor::{Answer, Service, Visitor};

/// A submission that was sent to the court of a clerk; there is a clerk of another court as well.
async fn sent() -> (Service, String, String) {
    let mut service = Service::open();
    service.appoint("clerk", "clerk", "ZZ-C-0303");
    service.appoint("stranger", "clerk", "ZZ-C-0101");
    let case = twice_warned(&service).await;
    let submission = drafted(&service, &case, &EXTENSION).await;
    approved(&service, &submission).await;
    let at_court = submission.replace("/submissions/", "/court/");
    (service, case, at_court)
}

async fn send(visitor: &Visitor, address: &str, answers: &[(&str, &str)]) -> Answer {
    let form = visitor.get(address).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let command = form.hidden("command");
    visitor.post(address, &[&[("command", command.as_str())], answers].concat()).await
}

#[tokio::test]
async fn a_clerk_confirms_a_submission_as_the_courts_own_receipt_would() {
    let (service, case, address) = sent().await;
    let clerk = service.signed_in("clerk").await;
    assert_eq!(clerk.get("/").await.header("location"), "/court");
    let list = clerk.get("/court").await;
    for part in ["УД-118/25.03", "Ждут подтверждения", "зарегистрирован 12 июня 2025"]
    {
        assert!(list.text.contains(part), "{part}: {}", list.text);
    }
    let bundle = clerk.get(&list.link("/court/documents/", ".pdf")).await;
    assert!(words_of(&bundle).contains("Приложение 2. Реестр явок"));
    let refused = send(&clerk, &address, &[("step", "received"), ("receipt", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#receipt\""), "{}", refused.text);
    assert_eq!(page(&service, "officer", &case).submissions[0].status, "sent");

    let received = [("step", "received"), ("receipt", "вх-2201")];
    let taken = send(&clerk, &address, &received).await;
    let done = format!("{address}?done=court-received");
    assert_eq!(taken.header("location"), done, "{}", taken.text);
    assert_eq!(page(&service, "officer", &case).submissions[0].status, "received");
    assert_eq!(
        entries(&service, &case, &["receipt"]).last().unwrap(),
        "submission.received вх-2201"
    );
    let officer = service.signed_in("officer").await;
    let inbox = officer.get("/inbox").await;
    assert!(inbox.text.contains("Районный суд Мистежар"), "{}", inbox.text);
    // The form is gone; sent again from a page that was left open it changes nothing.
    let again = clerk.get(&address).await;
    assert!(!again.text.contains("name=\"receipt\""), "{}", again.text);
    let count = entries(&service, &case, &[]).len();
    let command = again.hidden("command");
    let late = [&[("command", command.as_str())], &received[..]].concat();
    let twice = clerk.post(&address, &late).await;
    assert_eq!(twice.header("location"), done, "{}", twice.text);
    assert_eq!(entries(&service, &case, &[]).len(), count);
}

#[tokio::test]
async fn a_clerk_fixes_and_moves_a_hearing_that_the_officer_then_sees() {
    let (service, case, address) = sent().await;
    let clerk = service.signed_in("clerk").await;
    let past = [("step", "hearing"), ("on", "13.08.2025"), ("at", "10:00"), ("words", "Зал № 4")];
    let refused = send(&clerk, &address, &past).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#on\"") && refused.text.contains("Зал № 4"));
    let fix = [("step", "hearing"), ("on", "20.08.2025"), ("at", "10:00"), ("called", "client")];
    let done = format!("{address}?done=court-hearing");
    assert_eq!(send(&clerk, &address, &fix).await.header("location"), done);
    let to = [("step", "hearing"), ("on", "20.08.2025"), ("at", "11:00")];
    assert_eq!(send(&clerk, &address, &to).await.header("location"), done);
    let kept = entries(&service, &case, &[]);
    assert_eq!(kept[kept.len() - 2..], ["hearing.fixed", "hearing.moved"]);
    let officer = service.signed_in("officer").await;
    let today = officer.get("/today").await;
    assert!(today.text.contains("Заседание суда: Районный суд Мистежар"), "{}", today.text);
    let list = clerk.get("/court").await;
    assert!(list.text.contains("20 августа 2025") && list.text.contains("11:00"), "{}", list.text);
}

#[tokio::test]
async fn a_clerk_reaches_nothing_but_what_was_sent_to_the_own_court() {
    let (service, case, address) = sent().await;
    let submission = address.replace("/court/", "/submissions/");
    let clerk = service.signed_in("clerk").await;
    let bundle = clerk.get("/court").await.link("/court/documents/", ".pdf");
    let elsewhere = bundle.replace("/court/documents/", "/documents/");
    for closed in [case.as_str(), "/cases", "/today", &submission, &elsewhere, "/search?q=Алмазбек"]
    {
        let status = clerk.get(closed).await.status;
        assert!([StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status), "{closed}");
    }
    let stranger = service.signed_in("stranger").await;
    assert!(!stranger.get("/court").await.text.contains("УД-118/25.03"));
    for closed in [&address, &bundle] {
        assert_eq!(stranger.get(closed).await.status, StatusCode::NOT_FOUND, "{closed}");
    }
    let received = [("step", "received"), ("receipt", "вх-1")];
    let refused = stranger.post(&address, &received).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    // A draft is the service's own.
    let kind = [("kind", "end_early"), ("reasoning", "Цели достигнуты")];
    service.at("2026-04-01", 12);
    let draft = drafted(&service, &case, &kind).await.replace("/submissions/", "/court/");
    let clerk = service.signed_in("clerk").await;
    assert_eq!(clerk.get(&draft).await.status, StatusCode::NOT_FOUND);
}
