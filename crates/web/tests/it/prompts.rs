//! What the day says for some days, and what help awaits: each is put off or handed to a colleague.

use axum::http::StatusCode;

use crate::acts::done;
use crate::card::{entries, send};
use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

/// What a day's page tells is to be done, without what was set aside.
fn queue(day: &Answer) -> &str {
    day.text.split("<summary>Отложено и передано").next().unwrap()
}

async fn today(service: &Service, login: &str) -> Answer {
    service.signed_in(login).await.get("/today").await
}

/// Puts the first such piece of work of a case off.
async fn put_off(officer: &Visitor, case: &str, task: &str, until: &str) -> Answer {
    let address = officer.get("/today").await.link(&format!("{case}/tasks/{task}"), "");
    let form = officer.get(&address).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let answers = [("step", "put_off"), ("until", until), ("words", "Клиент в отъезде")];
    send(officer, &address, &form, &answers).await
}

/// Hands the first such piece of work of a case to a colleague.
async fn hand_over(service: &Service, case: &str, task: &str) -> Answer {
    let officer = service.signed_in("officer").await;
    let address = officer.get("/today").await.link(&format!("{case}/tasks/{task}"), "");
    let form = officer.get(&address).await;
    let to = service.user("colleague").staff.to_string();
    let answers = [("step", "hand_over"), ("to", to.as_str()), ("words", "Вы знаете его мать")];
    send(&officer, &address, &form, &answers).await
}

async fn assess(officer: &Visitor, case: &str, on: &str, risk: &str) {
    let answers = [("on", on), ("risk", risk), ("needs", "family"), ("reason", "Новые сведения")];
    done(officer, &format!("{case}/assessment"), &answers).await;
}

#[tokio::test]
async fn a_request_for_a_lawyer_waits_and_goes_to_a_colleague() {
    let mut service = Service::open();
    service.appoint("colleague", "officer", "ZZ-03-05");
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let asked = [("matter", "appeal"), ("on", "12.06.2025"), ("words", "Письмом в адвокатуру")];
    done(&officer, &format!("{case}/legal-aid"), &asked).await;
    service.at("2025-06-16", 9);
    let officer = service.signed_in("officer").await;
    let day = officer.get("/today").await;
    assert!(queue(&day).contains("/tasks/lawyer."), "{}", day.text);
    let far = put_off(&officer, &case, "lawyer.", "01.07.2025").await;
    assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(far.text.contains("самое позднее до 30 июня 2025"), "{}", far.text);
    let sent = put_off(&officer, &case, "lawyer.", "18.06.2025").await;
    assert_eq!(sent.header("location"), "/today?done=task", "{}", sent.text);
    let told = entries(&service, &case, &["task", "until"]);
    assert_eq!(told.last().unwrap(), "task.deferred lawyer 2025-06-18");
    assert!(!queue(&officer.get("/today").await).contains(&format!("{case}/legal-aid")));
    service.at("2025-06-18", 9);
    let sent = hand_over(&service, &case, "lawyer.").await;
    assert_eq!(sent.header("location"), "/today?done=task", "{}", sent.text);
    let theirs = today(&service, "colleague").await;
    assert!(queue(&theirs).contains(&format!("{case}/legal-aid")), "{}", theirs.text);
    assert!(queue(&theirs).contains("передано от: Асанова officer"));
}

#[tokio::test]
async fn a_changed_risk_stands_in_the_day_for_its_days_with_how_often_the_client_comes() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    assess(&officer, &case, "12.06.2025", "low").await;
    let told = "Риск изменён: ";
    assert!(!officer.get("/today").await.text.contains(told), "the first assessment changes none");
    service.at("2025-07-10", 9);
    let officer = service.signed_in("officer").await;
    assess(&officer, &case, "10.07.2025", "high").await;
    for (day, stands) in [("2025-07-10", true), ("2025-07-16", true), ("2025-07-17", false)] {
        service.at(day, 9);
        let page = today(&service, "officer").await;
        assert_eq!(page.text.contains(told), stands, "{day}: {}", page.text);
        let item = page.text.split(told).nth(1).unwrap_or_default();
        let item = item.split("</p>").next().unwrap_or_default();
        assert_eq!(item.contains("Низкий → Высокий."), stands, "{item}");
        assert_eq!(item.contains("раз"), stands, "it says how often: {item}");
    }
}

#[tokio::test]
async fn a_prompt_that_was_put_off_stands_again_for_its_days() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    assess(&officer, &case, "12.06.2025", "low").await;
    service.at("2025-07-10", 9);
    let officer = service.signed_in("officer").await;
    assess(&officer, &case, "10.07.2025", "high").await;
    service.at("2025-07-16", 9);
    let officer = service.signed_in("officer").await;
    let sent = put_off(&officer, &case, "prompt.risk_changed.", "25.07.2025").await;
    assert_eq!(sent.header("location"), "/today?done=task", "{}", sent.text);
    let told = "Риск изменён: ";
    for (day, stands) in [
        ("2025-07-16", false),
        ("2025-07-24", false),
        ("2025-07-25", true),
        ("2025-07-31", true),
        ("2025-08-01", false),
    ] {
        service.at(day, 9);
        let page = today(&service, "officer").await;
        assert_eq!(queue(&page).contains(told), stands, "{day}: {}", page.text);
    }
}

#[tokio::test]
async fn a_childs_birthday_stands_in_the_day_a_week_before_and_for_its_days() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let attribute = [
        ("attribute", "parent_of_small_child"),
        ("on", "12.06.2025"),
        ("until", "30.06.2025"),
        ("evidence", "identity_document"),
        ("words", "Свидетельство о рождении"),
        ("checked", "yes"),
    ];
    let address = format!("{case}/attributes");
    let form = officer.get(&address).await;
    let sent = send(&officer, &address, &form, &attribute).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    for (day, told) in [
        ("2025-06-23", ""),
        ("2025-06-25", "Через несколько дней кончается: "),
        ("2025-07-01", "Больше не действует: "),
        ("2025-07-07", "Больше не действует: "),
        ("2025-07-08", ""),
    ] {
        service.at(day, 9);
        let page = today(&service, "officer").await;
        let stands = page.text.contains("/tasks/prompt.attribute_ends.parent_of_small_child.");
        assert_eq!(stands, !told.is_empty(), "{day}: {}", page.text);
        assert!(page.text.contains(told), "{day}: {}", page.text);
    }
}

#[tokio::test]
async fn a_lawyer_has_a_day_without_clients() {
    let mut service = Service::open();
    service.appoint("law_tables", "law_tables", "ZZ-03-05");
    let page = today(&service, "law_tables").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("class=\"empty\""), "{}", page.text);
    assert!(!page.text.contains("href=\"/cases\""), "who sees no case is led to none");
}
