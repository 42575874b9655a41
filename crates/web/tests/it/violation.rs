//! A violation that is no absence: the client is heard, the answers are checked, a warning and its
//! letter follow; each step is an entry.

use axum::http::StatusCode;

use crate::acts::page;
use crate::card::{entries, send};
use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

const MOVED: [(&str, &str); 10] = [
    ("ground", "moved_without_notice"),
    ("happened_on", "10.06.2025"),
    ("evidence", "officer_report"),
    ("evidence_words", "Рапорт о выезде по адресу"),
    ("answered", "spoken"),
    ("heard_on", "11.06.2025"),
    ("explanation", "Живу теперь у брата"),
    ("on", "12.06.2025"),
    ("words", "О переезде никому не сообщено"),
    ("duty", ""),
];

async fn establish(visitor: &Visitor, case: &str, changed: &[(&str, &str)]) -> Answer {
    let address = format!("{case}/violations/new");
    let form = visitor.get(&address).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let mut answers: Vec<_> = MOVED
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(known, _)| known == name))
        .collect();
    answers.extend_from_slice(changed);
    send(visitor, &address, &form, &answers).await
}

fn told(service: &Service, case: &str) -> Vec<String> {
    let members = ["ground", "duty", "evidence", "answered", "number", "letter"];
    let mut told = entries(service, case, &members);
    let kinds = ["violation", "warning", "letter"];
    told.retain(|entry| kinds.iter().any(|kind| entry.starts_with(kind)));
    told
}

#[tokio::test]
async fn a_violation_of_a_duty_is_checked_established_and_followed_by_a_warning_with_its_letter() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let duty = page(&service, "officer", &case).obligations[0].clone();
    let of_duty = [("duty", duty.as_str())];
    let shown = establish(&officer, &case, &of_duty).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    for part in ["Проверьте нарушение", "Рапорт о выезде", "Живу теперь у брата", "10 июня 2025"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
    assert!(told(&service, &case).is_empty());
    let confirmed = [&of_duty[..], &[("step", "confirmed")]].concat();
    let sent = establish(&officer, &case, &confirmed).await;
    assert_eq!(sent.header("location"), format!("{case}?done=violation"), "{}", sent.text);
    let established =
        format!("violation.established moved_without_notice spoken {duty} officer_report");
    let sorted = |text: &str| {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    assert_eq!(sorted(&told(&service, &case)[0]), sorted(&established));
    // The case tells what proves it and what the client says.
    let shown = officer.get(&case).await;
    for part in ["Доказательство: Рапорт о выезде", "Клиент: Живу теперь у брата"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
    let address = shown.link(&format!("{case}/violations/"), "");
    let form = officer.get(&address).await;
    let refused =
        send(&officer, &address, &form, &[("on", "13.06.2025"), ("words", "Впредь")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#on\"") && refused.text.contains("Впредь"));
    let warn = [("on", "12.06.2025"), ("words", "Впредь сообщайте о переезде")];
    let sent = send(&officer, &address, &form, &warn).await;
    assert_eq!(sent.header("location"), format!("{address}?done=warning"), "{}", sent.text);
    assert_eq!(told(&service, &case)[1..], ["warning.issued 1"]);
    let warned = officer.get(&address).await;
    assert!(warned.text.contains("За него вынесено предупреждение"), "{}", warned.text);
    let letter = warned.link(&format!("{case}/letters/new"), "");
    let form = officer.get(&letter).await;
    let sent = send(&officer, &letter, &form, &[("language", "ky")]).await;
    assert_eq!(sent.header("location"), format!("{address}?done=letter"), "{}", sent.text);
    assert_eq!(told(&service, &case)[2..], ["letter.issued warning"]);
    let shown = officer.get(&address).await;
    // Ten working days of the invented law end on 26 June.
    assert!(shown.text.contains("ответ до 26 июня 2025"), "{}", shown.text);
    let paper = shown.link(&format!("{case}/letters/"), "");
    assert_eq!(officer.get(&paper).await.header("content-type"), "application/pdf");
    objected(&service, &case).await;
}

/// The client objects to the warning on the last day of the law and, in another try, a day later.
async fn objected(service: &Service, case: &str) {
    let told = page(service, "officer", case).timeline;
    let warning = told.iter().find(|item| item.kind == "casework.warning.issued").unwrap();
    let contest = format!("{case}/entries/{}/contest", warning.version);
    for (day, words) in [("2025-06-26", "может возразить до"), ("2025-06-27", "этот день прошёл")]
    {
        service.at(day, 12);
        let officer = service.signed_in("officer").await;
        let form = officer.get(&contest).await;
        assert!(form.text.contains(words), "{}", form.text);
    }
    let officer = service.signed_in("officer").await;
    let form = officer.get(&contest).await;
    let said = [("words", "Я предупреждала по телефону"), ("on", "27.06.2025")];
    let sent = send(&officer, &contest, &form, &said).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let head = service.signed_in("head_of_office").await;
    let day = head.get("/today").await;
    let answer = day.link(&format!("{case}/contests/"), "");
    let shown = head.get(&answer).await;
    assert!(shown.text.contains("этот день прошёл"), "{}", shown.text);
}

#[tokio::test]
async fn a_warning_follows_at_once_where_that_is_asked() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let silent = [("answered", "refused"), ("explanation", ""), ("warn", "yes")];
    let sent = establish(&officer, &case, &[&silent[..], &[("step", "confirmed")]].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let told = told(&service, &case);
    assert!(told[0].contains("refused") && told[1] == "warning.issued 1", "{told:?}");
}

#[tokio::test]
async fn nobody_is_found_in_breach_unheard_and_nothing_typed_is_lost() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let refusals = [
        (("explanation", " "), "explanation"),
        (("heard_on", "09.06.2025"), "heard_on"),
        (("evidence_words", ""), "evidence_words"),
        (("happened_on", "01.01.2020"), "happened_on"),
        (("duty", "treatment"), "duty"),
        (("ground", "danced"), "ground"),
        (("on", "13.06.2025"), "on"),
        (("words", ""), "words"),
    ];
    for (wrong, field) in refusals {
        let refused = establish(&officer, &case, &[wrong, ("step", "confirmed")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        let link = format!("href=\"#{field}\"");
        assert!(refused.text.contains(&link), "{field}: {}", refused.text);
        assert!(refused.text.contains("value=\"officer_report\" checked"), "{field}");
    }
    // A missed meeting is weighed on the page of the absence.
    let refused = establish(&officer, &case, &[("ground", "no_show"), ("step", "confirmed")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told(&service, &case).is_empty());
}

#[tokio::test]
async fn the_page_of_a_violation_offers_what_the_law_lets_follow_the_mildest_first() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let sent = establish(&officer, &case, &[("step", "confirmed")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let address = officer.get(&case).await.link(&format!("{case}/violations/"), "");
    let shown = officer.get(&address).await.text;
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words}: {shown}"));
    let warning = at("Предупреждение 1 из 2");
    assert!(warning < at("открыто, рекомендуется"), "the warning is recommended");
    assert!(warning < at("нужно предупреждений 2, в силе 0"), "the court waits");
    assert!(shown.contains("выносится письменное предупреждение"), "{shown}");
    let form = officer.get(&address).await;
    let warn = [("on", "12.06.2025"), ("words", "Впредь сообщайте о переезде")];
    assert_eq!(send(&officer, &address, &form, &warn).await.status, StatusCode::SEE_OTHER);
    assert!(officer.get(&address).await.text.contains("за это нарушение уже вынесено"));
    service.at("2025-07-14", 12);
    crate::acts::warned(&service, &case);
    let officer = service.signed_in("officer").await;
    let shown = officer.get(&address).await;
    let submission = shown.link(&format!("{case}/submission"), "");
    assert_eq!(officer.get(&submission).await.status, StatusCode::OK);
    assert_eq!(told(&service, &case).len(), 4);
}
