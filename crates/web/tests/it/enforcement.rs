//! What follows an absence: an excuse at once, evidence by a day, a letter, a warning, and an
//! excuse that comes later.

use axum::http::StatusCode;

use crate::card::{entries, send};
use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

/// The officer's form for the outcome of a meeting, on 12 June 2025.
async fn outcome(visitor: &Visitor, case: &str, answers: &[(&str, &str)]) -> Answer {
    let address = format!("{case}/contact");
    let form = visitor.get(&address).await;
    let common = [("held_on", "12.06.2025"), ("kind", "registration"), ("place", "office")];
    send(visitor, &address, &form, &[&common[..], answers].concat()).await
}

#[tokio::test]
async fn an_absence_is_excused_at_once_with_its_reason() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let bare = [("outcome", "absent_excused"), ("reason", "medical")];
    let refused = outcome(&officer, &case, &bare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#why\""), "{}", refused.text);
    let whole = [&bare[..], &[("why", "Справка больницы № 5")]].concat();
    let sent = outcome(&officer, &case, &whole).await;
    assert_eq!(sent.header("location"), format!("{case}?done=contact"), "{}", sent.text);
    let told = entries(&service, &case, &["reason"]);
    assert_eq!(told[told.len() - 2..], ["absence.recorded", "reason.accepted medical"]);
}

#[tokio::test]
async fn evidence_is_awaited_until_a_day_that_stands_in_the_queue() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let until = |day| [("outcome", "absent_awaiting"), ("why", "Справка больницы"), ("until", day)];
    // Ten working days of the invented law end on 26 June.
    let refused = outcome(&officer, &case, &until("27.06.2025")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("26 июня 2025"), "{}", refused.text);
    let sent = outcome(&officer, &case, &until("18.06.2025")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let told = entries(&service, &case, &["until"]);
    assert_eq!(told[told.len() - 2..], ["absence.recorded", "evidence.awaited 2025-06-18"]);
    let today = officer.get("/today").await;
    assert!(today.text.contains("Дождаться документа"), "{}", today.text);
    let absence = officer.get(today.link(&case, "").as_str()).await;
    assert!(absence.status == StatusCode::OK);
    service.at("2025-06-19", 12);
    let officer = service.signed_in("officer").await;
    let today = officer.get("/today").await;
    assert!(today.text.contains("просрочено на 1 день"), "{}", today.text);
}

/// Brings an absence to a warning, and returns the address of the absence.
async fn warned(service: &Service, officer: &Visitor, case: &str) -> String {
    let sent = outcome(officer, case, &[("outcome", "absent")]).await;
    let absence = sent.header("location").split('?').next().unwrap().to_owned();
    let steps: [&[(&str, &str)]; 3] = [
        &[("step", "explanation"), ("form", "spoken"), ("on", "12.06.2025"), ("words", "Проспал")],
        &[
            ("step", "decision"),
            ("decision", "violation"),
            ("ground", "no_show"),
            ("on", "12.06.2025"),
            ("words", "Сон — не уважительная причина"),
        ],
        &[("step", "warning"), ("on", "12.06.2025"), ("words", "Предупрежден устно")],
    ];
    for step in steps {
        let form = officer.get(&absence).await;
        let sent = send(officer, &absence, &form, step).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    }
    let told = entries(service, case, &[]);
    assert_eq!(told.last().unwrap(), "warning.issued");
    absence
}

#[tokio::test]
async fn a_client_is_asked_by_letter_once_and_its_paper_is_kept() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let sent = outcome(&officer, &case, &[("outcome", "absent")]).await;
    let absence = sent.header("location").split('?').next().unwrap().to_owned();
    let version = absence.rsplit('/').next().unwrap();
    let asks =
        format!("{case}/letters/new?letter=explanation_request&about={version}&absence={version}");
    let form = officer.get(&asks).await;
    assert!(form.text.contains("19 июня 2025"), "{}", form.text);
    let refused = send(&officer, &asks, &form, &[("language", "xx")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        let issued = send(&officer, &asks, &form, &[("language", "ky")]).await;
        assert_eq!(issued.header("location"), format!("{absence}?done=letter"), "{}", issued.text);
    }
    let told = entries(&service, &case, &["letter", "language", "respond_by"]);
    assert_eq!(told.last().unwrap(), "letter.issued explanation_request ky 2025-06-19");
    let page = officer.get(&absence).await;
    let paper = page.link(&format!("{case}/letters/"), "");
    assert!(officer.get(&paper).await.text.starts_with("%PDF-1.7"));
    let again = officer.get(&asks).await;
    let refused = send(&officer, &asks, &again, &[("language", "ky")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("уже выдано"), "{}", refused.text);
}

#[tokio::test]
async fn an_excuse_accepted_later_withdraws_the_warning_by_visible_entries() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let absence = warned(&service, &officer, &case).await;
    let page = officer.get(&case).await;
    assert!(page.text.contains("Действующих предупреждений: 1"), "{}", page.text);
    let shown = officer.get(&absence).await;
    let letter = shown.link(&format!("{case}/letters/new"), "");
    let form = officer.get(&letter).await;
    let issued = send(&officer, &letter, &form, &[("language", "ru")]).await;
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.text);
    let form = officer.get(&absence).await;
    let bare = [("step", "excuse"), ("reason", "medical"), ("excused_on", "12.06.2025")];
    let refused = send(&officer, &absence, &form, &bare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let whole = [&bare[..], &[("excuse", "Справка: был в больнице")]].concat();
    let sent = send(&officer, &absence, &form, &whole).await;
    assert_eq!(sent.header("location"), format!("{absence}?done=excused"), "{}", sent.text);
    let told = entries(&service, &case, &["reason"]);
    let expected = [
        "letter.issued",
        "reason.accepted medical",
        "entry.withdrawn reason_accepted",
        "entry.withdrawn reason_accepted",
    ];
    assert_eq!(told[told.len() - 4..], expected);
    let page = officer.get(&case).await;
    assert!(!page.text.contains("Действующих предупреждений: 1"), "{}", page.text);
    // Both entries stand, struck through, with the entries that took them back.
    assert_eq!(page.text.matches("<s><strong>").count(), 2, "{}", page.text);
    // The letter that was handed over stays a fact.
    let shown = officer.get(&absence).await;
    assert!(shown.text.contains("Письменное предупреждение, 12.06.2025"), "{}", shown.text);
}
