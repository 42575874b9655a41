//! Each duty of the court's act with what is known of it; a check, and what follows from it.

use axum::http::StatusCode;

use crate::acts::{done, page, refused, send};
use crate::card::entries;
use crate::casework::allocated_of;
use crate::visitor::{JUDGMENT, Service};

const DUTIES: &str = "\"obligations\": [\"appear\", \"stay_home_hours\"]";

const VISIT: [(&str, &str); 5] = [
    ("duty", "stay_home_hours"),
    ("on", "12.06.2025"),
    ("means", "home_visit"),
    ("result", "not_kept"),
    ("words", "В 23:10 дома никого, свет выключен"),
];

/// The judgment with a duty to be at home at set hours.
fn judgment() -> String {
    let (before, rest) = JUDGMENT.split_once("\"obligations\": [").unwrap();
    let (_, after) = rest.split_once(']').unwrap();
    format!("{before}{DUTIES}{after}")
}

fn told(service: &Service, case: &str) -> Vec<String> {
    let mut told = entries(service, case, &["duty", "means", "result"]);
    told.retain(|entry| entry.starts_with("duty"));
    told
}

#[tokio::test]
async fn a_duty_is_checked_and_what_was_not_kept_leads_to_the_form_of_a_violation() {
    let service = Service::open();
    let case = allocated_of(&service, &judgment()).await;
    let officer = service.signed_in("officer").await;
    let address = officer.get(&case).await.link(&format!("{case}/duties"), "");
    let shown = officer.get(&address).await;
    assert!(
        shown.text.contains("Находиться дома в часы") && shown.text.contains("ничего не записано")
    );
    let wrong = [
        (("duty", "treatment"), "duty"),
        (("on", "13.06.2025"), "on"),
        (("on", "01.01.2020"), "on"),
        (("means", "guess"), "means"),
        (("result", ""), "result"),
        (("words", " "), "words"),
    ];
    for (answer, field) in wrong {
        let answers: Vec<_> =
            VISIT.iter().map(|one| if one.0 == field { answer } else { *one }).collect();
        let sent = send(&officer, &address, &answers).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(sent.text.contains(&format!("href=\"#{field}\"")), "{field}: {}", sent.text);
    }
    assert!(told(&service, &case).is_empty());
    done(&officer, &address, &VISIT).await;

    let clocks = page(&service, "officer", &case).clocks;
    let clock = clocks.iter().find(|clock| clock.row.code == "curfew_check").unwrap();
    assert_eq!((clock.due_on.to_string().as_str(), clock.state.as_str()), ("2025-07-14", "open"));
    let shown = officer.get(&address).await;
    for part in ["посещение дома: не исполняется", "В 23:10 дома никого", "до 14 июля 2025"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
    let form =
        officer.get(&shown.link(&format!("{case}/violations/new"), "").replace("&amp;", "&")).await;
    for part in [
        "value=\"forbidden_place_or_hour\" checked",
        "value=\"stay_home_hours\" selected",
        "value=\"12.06.2025\"",
        "value=\"officer_report\" checked",
    ] {
        assert!(form.text.contains(part), "{part}: {}", form.text);
    }
    let entry = told(&service, &case).join(" ");
    for part in ["duty.checked", "stay_home_hours", "home_visit", "not_kept"] {
        assert!(entry.contains(part), "{part}: {entry}");
    }
}

#[tokio::test]
async fn a_violation_of_the_duty_stands_beside_it_and_a_kept_duty_needs_no_words() {
    let service = Service::open();
    let case = allocated_of(&service, &judgment()).await;
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/duties");
    let kept = [&VISIT[..3], &[("result", "kept"), ("words", "")]].concat();
    done(&officer, &address, &kept).await;
    let shown = officer.get(&address).await;
    assert!(!shown.text.contains("violations/new"), "{}", shown.text);
    let violation = [
        ("ground", "forbidden_place_or_hour"),
        ("duty", "stay_home_hours"),
        ("happened_on", "12.06.2025"),
        ("evidence", "officer_report"),
        ("evidence_words", "Рапорт"),
        ("answered", "spoken"),
        ("heard_on", "12.06.2025"),
        ("explanation", "Был у соседа"),
        ("on", "12.06.2025"),
        ("words", "Не предупредил"),
        ("step", "confirmed"),
    ];
    done(&officer, &format!("{case}/violations/new"), &violation).await;
    let shown = officer.get(&address).await;
    assert!(shown.text.contains("нарушение от 12 июня 2025"), "{}", shown.text);
    shown.link(&format!("{case}/violations/"), "");
    refused(&officer, &address, &[("duty", ""), ("on", "12.06.2025")], "Какая обязанность").await;
}
