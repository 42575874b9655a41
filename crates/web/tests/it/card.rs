//! The registration card: attributes that move time limits, circumstances that keep their history.

use axum::http::StatusCode;
use bagyt_core::identity::CaseId;

use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

/// The entries of a case that the officer reads, oldest first: kind and the given members.
pub(crate) fn entries(service: &Service, case: &str, members: &[&str]) -> Vec<String> {
    let id: CaseId = case.trim_start_matches("/cases/").parse().unwrap();
    let page = service.app.case(&service.user("officer"), id).unwrap();
    let mut items = page.timeline;
    items.sort_by_key(|item| item.seq);
    let told = |item: &bagyt_app::read::TimelineItem| {
        let values = members.iter().filter_map(|name| {
            let found = item.details.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str())
        });
        let kind = item.kind.trim_start_matches("casework.");
        std::iter::once(kind).chain(values).collect::<Vec<_>>().join(" ")
    };
    items.iter().map(told).collect()
}

/// Sends a form with the command and version of the page that showed it.
pub(crate) async fn send(
    visitor: &Visitor,
    address: &str,
    form: &Answer,
    answers: &[(&str, &str)],
) -> Answer {
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let hidden = [("command", command.as_str()), ("version", version.as_str())];
    visitor.post(address, &[&hidden[..], answers].concat()).await
}

/// A case of a registered client of low risk, on 12 June 2025.
async fn of_low_risk(service: &Service) -> (String, Visitor) {
    let case = allocated(service).await;
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/registration");
    let form = officer.get(&address).await;
    let answers =
        [("on", "12.06.2025"), ("rights_explained", "yes"), ("language", "ky"), ("address", "")];
    assert_eq!(send(&officer, &address, &form, &answers).await.status, StatusCode::SEE_OTHER);
    let address = format!("{case}/assessment");
    let form = officer.get(&address).await;
    let answers = [("on", "12.06.2025"), ("risk", "low"), ("reason", "Первая судимость")];
    let sent = send(&officer, &address, &form, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    (case, officer)
}

const DISABILITY: [(&str, &str); 4] = [
    ("attribute", "disability_1_2"),
    ("on", "16.06.2025"),
    ("evidence", "medical_certificate"),
    ("words", "Справка № 17 от 16.06.2025"),
];

#[tokio::test]
async fn an_attribute_is_recorded_after_its_effect_on_the_limits_was_shown() {
    let service = Service::open();
    let (case, _) = of_low_risk(&service).await;
    service.at("2025-06-18", 12);
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/attributes");
    let form = officer.get(&address).await;
    let shown = send(&officer, &address, &form, &DISABILITY).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    // Two months from the assessment before, three from the certificate after.
    for part in ["12 августа 2025", "16 сентября 2025", "Справка № 17 от 16.06.2025"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
    assert!(!entries(&service, &case, &[]).contains(&"attribute.established".to_owned()));
    let changed = [&DISABILITY[..], &[("change", "yes")]].concat();
    let again = send(&officer, &address, &shown, &changed).await;
    assert!(again.status == StatusCode::OK && again.text.contains("Справка № 17"));
    let confirmed = [&DISABILITY[..], &[("checked", "yes")]].concat();
    let sent = send(&officer, &address, &shown, &confirmed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(sent.header("location"), format!("{case}/card?done=attribute"));
    let told = entries(&service, &case, &["attribute", "evidence"]);
    let expected = "attribute.established disability_1_2 medical_certificate";
    assert_eq!(told.iter().filter(|entry| entry.starts_with("attribute")).count(), 1);
    assert!(told.contains(&expected.to_owned()), "{told:?}");
    let page = officer.get(&case).await;
    assert!(page.text.contains("16.09.2025"), "{}", page.text);
    let card = officer.get(&format!("{case}/card")).await;
    assert!(card.text.contains("Справка № 17 от 16.06.2025") && card.text.contains("действует"));
}

#[tokio::test]
async fn an_attribute_without_its_paper_is_refused_and_keeps_what_was_typed() {
    let service = Service::open();
    let (case, officer) = of_low_risk(&service).await;
    let address = format!("{case}/attributes");
    let form = officer.get(&address).await;
    assert!(!form.text.contains("value=\"pregnant\""), "a man is offered what he cannot be");
    let answers =
        [("attribute", "disability_1_2"), ("on", "01.06.2025"), ("evidence", "certificate")];
    let refused = send(&officer, &address, &form, &answers).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("value=\"01.06.2025\"") && refused.text.contains("href=\"#words\"")
    );
    let tomorrow = [
        ("attribute", "disability_1_2"),
        ("on", "13.06.2025"),
        ("evidence", "medical_certificate"),
        ("words", "Справка № 3"),
    ];
    let refused = send(&officer, &address, &form, &tomorrow).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("ещё не наступило"), "{}", refused.text);
    assert_eq!(entries(&service, &case, &[]).last().unwrap(), "assessment.made");
}

#[tokio::test]
async fn an_attribute_ends_and_the_limit_goes_back() {
    let service = Service::open();
    let (case, _) = of_low_risk(&service).await;
    service.at("2025-06-18", 12);
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/attributes");
    let form = officer.get(&address).await;
    let confirmed = [&DISABILITY[..], &[("checked", "yes")]].concat();
    let sent = send(&officer, &address, &form, &confirmed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    service.at("2025-07-02", 12);
    let officer = service.signed_in("officer").await;
    let card = officer.get(&format!("{case}/card")).await;
    let address = card.link(&case, "end=disability_1_2");
    let form = officer.get(&address).await;
    let answers = [
        ("on", "01.07.2025"),
        ("evidence", "medical_certificate"),
        ("words", "Группа снята, справка № 4"),
        ("checked", "yes"),
    ];
    let sent = send(&officer, &address, &form, &answers).await;
    assert_eq!(sent.header("location"), format!("{case}/card?done=attribute-end"));
    let again = officer.get(&address).await;
    let refused = send(&officer, &address, &again, &answers).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = entries(&service, &case, &["attribute"]);
    assert_eq!(told.last().unwrap(), "attribute.ended disability_1_2");
    let page = officer.get(&case).await;
    assert!(page.text.contains("01.09.2025"), "{}", page.text);
}

#[tokio::test]
async fn a_circumstance_is_kept_with_its_history_and_an_empty_one_refused() {
    let service = Service::open();
    let (case, officer) = of_low_risk(&service).await;
    let address = format!("{case}/card/work");
    let form = officer.get(&address).await;
    let refused = send(&officer, &address, &form, &[("on", "12.06.2025"), ("employer", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Заполните хотя бы одну строку"), "{}", refused.text);
    for employer in ["Автобусный парк", "Хлебозавод"] {
        let form = officer.get(&address).await;
        let answers = [("on", "12.06.2025"), ("employer", employer), ("position", "водитель")];
        let sent = send(&officer, &address, &form, &answers).await;
        assert_eq!(sent.header("location"), format!("{case}/card?done=circumstance"));
    }
    let told = entries(&service, &case, &["aspect"]);
    let kept = told.iter().filter(|entry| *entry == "circumstance.recorded work").count();
    assert_eq!(kept, 2);
    let card = officer.get(&format!("{case}/card")).await;
    assert!(card.text.contains("Хлебозавод") && !card.text.contains("Автобусный парк"));
    assert!(card.text.contains("1 прежняя запись"), "{}", card.text);
    let form = officer.get(&address).await;
    assert!(form.text.contains("value=\"Хлебозавод\""));
}
