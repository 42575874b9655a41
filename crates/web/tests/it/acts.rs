//! Acts in a case that change what was arranged or written before, and those that end it.

use axum::http::StatusCode;
use bagyt_app::read::CasePage;
use bagyt_core::identity::CaseId;

use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

/// Fills in a form as it was shown and sends it.
async fn send(visitor: &Visitor, address: &str, answers: &[(&str, &str)]) -> Answer {
    let form = visitor.get(address).await;
    assert_eq!(form.status, StatusCode::OK, "{address}");
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let mut all = vec![("command", command.as_str()), ("version", version.as_str())];
    all.extend_from_slice(answers);
    visitor.post(address, &all).await
}

/// Sends a form that must be taken.
async fn done(visitor: &Visitor, address: &str, answers: &[(&str, &str)]) -> Answer {
    let sent = send(visitor, address, answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{address}: {}", sent.text);
    sent
}

/// Sends a form that must be refused with a text.
async fn refused(visitor: &Visitor, address: &str, answers: &[(&str, &str)], why: &str) {
    let sent = send(visitor, address, answers).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    assert!(sent.text.contains("class=\"summary\"") && sent.text.contains(why), "{}", sent.text);
}

fn page(service: &Service, login: &str, case: &str) -> CasePage {
    let id: CaseId = case.trim_start_matches("/cases/").parse().unwrap();
    service.app.case(&service.user(login), id).unwrap()
}

async fn arrange(officer: &Visitor, case: &str, on: &str) {
    let answers = [
        ("on", on),
        ("begins_at", "10:00"),
        ("kind", "interview"),
        ("place", "office"),
        ("minutes", "30"),
        ("words", "Возьмите паспорт"),
    ];
    done(officer, &format!("{case}/appointment"), &answers).await;
}

#[tokio::test]
async fn an_appointment_is_moved_from_the_case_and_the_client_keeps_one() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "20.06.2025").await;
    let address = officer.get(&case).await.link(&format!("{case}/appointments/"), "");
    let form = officer.get(&address).await;
    assert!(form.text.contains("Возьмите паспорт") && form.text.contains("value=\"10:00\""));
    let move_to = |on| [("step", "move"), ("on", on), ("begins_at", "11:30"), ("minutes", "45")];
    refused(&officer, &address, &move_to("11.06.2025"), "11 июня 2025").await;
    done(&officer, &address, &move_to("23.06.2025")).await;
    let page = page(&service, "officer", &case);
    let standing: Vec<_> =
        page.appointments.iter().map(|one| (one.status.as_str(), one.minutes)).collect();
    assert_eq!(standing, [("planned", 45), ("cancelled", 30)]);
    // What has its outcome offers no form any more.
    assert!(officer.get(&address).await.find_hidden("command").is_none());
}

#[tokio::test]
async fn an_appointment_is_cancelled_with_a_reason_from_the_officers_day() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "17.06.2025").await;
    let address = officer.get("/today").await.link(&format!("{case}/appointments/"), "");
    refused(&officer, &address, &[("step", "cancel"), ("why", "Свадьба")], "Свадьба").await;
    let answers = [("step", "cancel"), ("reason", "client"), ("why", "Свадьба сестры")];
    done(&officer, &address, &answers).await;
    let page = page(&service, "officer", &case);
    assert_eq!(page.appointments[0].status, "cancelled");
    let today = officer.get("/today").await;
    assert!(!today.text.contains("/appointments/"));
}
