//! The search for a client: who was asked, what they answered, what is asked of the court.

use axum::http::StatusCode;

use crate::acts::{done, page, refused, send};
use crate::card::entries;
use crate::casework::allocated;
use crate::visitor::Service;

const RULING: &str = include_str!("../../../../schemas/examples/ruling.v1.json");

const ASKED: [(&str, &str); 5] = [
    ("step", "measure"),
    ("measure", "relatives"),
    ("on", "12.06.2025"),
    ("result", "awaited"),
    ("words", "Сестра Айгүл: уехал на заработки"),
];

fn told(service: &Service, case: &str) -> Vec<String> {
    let mut told = entries(service, case, &["measure", "result", "by"]);
    told.retain(|entry| entry.starts_with("search") || entry.starts_with("client.found"));
    told
}

fn clock(service: &Service, case: &str, row: &str) -> Option<(String, String)> {
    let clocks = page(service, "officer", case).clocks;
    let clock = clocks.into_iter().find(|clock| clock.row.code == row)?;
    Some((clock.due_on.to_string(), clock.state))
}

#[tokio::test]
async fn a_search_is_kept_measure_by_measure_and_goes_to_the_court_without_a_warning() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let address = officer.get(&case).await.link(&format!("{case}/wanted"), "");
    let empty = officer.get(&address).await;
    assert!(empty.text.contains("сейчас не разыскивают"), "{}", empty.text);
    assert!(!empty.text.contains("name=\"found_on\""));
    let search = [("kind", "search"), ("reasoning", "Не живёт по адресу"), ("until", "")];
    let submission = format!("{case}/submission");
    refused(&officer, &submission, &search, "хотя бы одно нарушение").await;

    let silent = [&ASKED[..4], &[("words", "")]].concat();
    refused(&officer, &address, &silent, "кого спросили").await;
    let tomorrow = [&ASKED[..2], &[("on", "13.06.2025")], &ASKED[3..]].concat();
    refused(&officer, &address, &tomorrow, "ещё не наступило").await;
    done(&officer, &address, &ASKED).await;
    let due = Some(("2025-06-27".to_owned(), "open".to_owned()));
    assert_eq!(clock(&service, &case, "search_materials"), due);
    let shown = officer.get(&address).await;
    for part in ["разыскивают с 12 июня 2025", "Сестра Айгүл", "ответа ждут", "Сроки идут"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }

    let version = page(&service, "officer", &case).wanted.measures[0].version.to_string();
    let answer = |version, result| {
        [
            ("step", "answer"),
            ("measure_version", version),
            ("answered_on", "12.06.2025"),
            ("answer", result),
            ("answer_words", "Пересёк границу 2 июня"),
        ]
    };
    refused(&officer, &address, &answer("1", "trace"), "по которому ждут ответа").await;
    refused(&officer, &address, &answer(&version, ""), "Что известно").await;
    done(&officer, &address, &answer(&version, "trace")).await;

    // The measures are the ground: no violation and no warning is needed any more.
    let shown = officer.get(&address).await;
    let court = shown.link(&format!("{case}/submission?kind=search"), "");
    let form = officer.get(&court).await;
    assert!(
        form.text.contains("value=\"search\" selected")
            || form.text.contains("value=\"search\" checked"),
        "{}",
        form.text
    );
    let drafted = send(&officer, &submission, &search).await;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.text);
    let shown = officer.get(&address).await;
    assert!(!shown.text.contains("submission?kind=search"), "{}", shown.text);
    let expected = ["search.measure_taken relatives awaited", "search.answered trace"];
    let told: Vec<String> = told(&service, &case)
        .iter()
        .map(|entry| {
            entry
                .split(' ')
                .filter(|word| word.parse::<u32>().is_err())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(told, expected);
}

/// The court suspends the term from 12 June 2025 by its own motion.
fn suspend(service: &Service) {
    let ruling = RULING
        .replace("2026-02-03T05:00:00Z", "2025-06-12T00:30:00Z")
        .replace("2026-01-19", "2025-06-11")
        .replace("2026-02-02", "2025-06-12")
        .replace("    \"submission\": \"01977b3e-4c00-7000-8000-0000000000aa\",\n", "")
        .replace("\"extend\"", "\"suspend\"")
        .replace("\"until\": \"2027-06-03\"", "\"suspended_from\": \"2025-06-12\"");
    let receipt = service.app.receive_message(None, ruling.into()).unwrap();
    assert_eq!(receipt.outcome, "applied", "{receipt}");
}

#[tokio::test]
async fn who_is_found_while_the_term_stands_still_is_brought_before_the_court() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/wanted");
    let found = |on| {
        [("step", "found"), ("found_on", on), ("by", "police"), ("found_words", "У брата в Нарыне")]
    };
    refused(&officer, &address, &found("12.06.2025"), "никто не разыскивал").await;
    done(&officer, &address, &ASKED).await;
    let resume = [("kind", "resume"), ("reasoning", "Клиент обнаружен"), ("until", "")];
    let submission = format!("{case}/submission");
    refused(&officer, &submission, &resume, "Срок не приостановлен").await;

    suspend(&service);
    let shown = officer.get(&address).await;
    assert!(shown.text.contains("приостановлено судом с 12 июня 2025"), "{}", shown.text);
    assert!(!shown.text.contains("submission?kind="), "{}", shown.text);
    done(&officer, &address, &found("12.06.2025")).await;
    assert_eq!(page(&service, "officer", &case).row.status, "suspended");
    let due = Some(("2025-06-17".to_owned(), "open".to_owned()));
    assert_eq!(clock(&service, &case, "resumption_asked"), due);
    assert_eq!(clock(&service, &case, "search_materials").unwrap().1, "void");
    let shown = officer.get(&address).await;
    assert!(shown.text.contains("У брата в Нарыне"), "{}", shown.text);
    shown.link(&format!("{case}/submission?kind=resume"), "");
    let drafted = send(&officer, &submission, &resume).await;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.text);
    assert_eq!(told(&service, &case).last().unwrap(), "client.found police");
}
