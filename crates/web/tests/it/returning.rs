//! A transferred case is sent back by the office that was to take it.

use axum::http::StatusCode;

use crate::acts::{done, page, refused, send};
use crate::casework::allocated;
use crate::visitor::Service;

const TRANSFER: [(&str, &str); 5] = [
    ("step", "confirmed"),
    ("to_office", "ZZ-01-01"),
    ("reason", "moved"),
    ("on", "12.06.2025"),
    ("words", "Ждёт вас"),
];

const RETURN: [(&str, &str); 4] = [
    ("step", "confirmed"),
    ("reason", "papers_missing"),
    ("on", "12.06.2025"),
    ("words", "Нет копии приговора"),
];

#[tokio::test]
async fn a_case_sent_back_is_with_its_officer_again_and_says_why() {
    let mut service = Service::open();
    service.appoint("head_elsewhere", "head_of_office", "ZZ-01-01");
    let case = allocated(&service).await;
    let (officer, head) =
        (service.signed_in("officer").await, service.signed_in("head_of_office").await);
    let back = format!("{case}/return");
    refused(&head, &back, &RETURN, "никто не передавал").await;
    done(&head, &format!("{case}/transfer"), &TRANSFER).await;
    assert_eq!(head.get(&back).await.status, StatusCode::NOT_FOUND);
    let elsewhere = service.signed_in("head_elsewhere").await;
    let address = elsewhere.get("/unallocated").await.link(&back, "");
    refused(
        &elsewhere,
        &address,
        &[("reason", "friend"), ("on", "12.06.2025")],
        "Почему возвращается",
    )
    .await;
    refused(&elsewhere, &address, &RETURN[..3], "Что нужно исправить").await;
    let check = send(&elsewhere, &address, &RETURN[1..]).await;
    assert!(check.status == StatusCode::OK && check.text.contains("Нет копии приговора"));
    assert!(check.text.contains("который его вёл"), "{}", check.text);
    done(&elsewhere, &address, &RETURN).await;
    assert_eq!(elsewhere.get(&case).await.status, StatusCode::NOT_FOUND);
    let day = officer.get("/today").await;
    assert!(day.text.contains("Возвращено другим отделом: Не хватает документов"), "{}", day.text);
    assert!(day.text.contains(&format!("{case}/appointment\"")));
    let told = head.get(&case).await;
    assert!(told.text.contains("Нет копии приговора") && told.text.contains("Дело возвращено"));
    refused(&head, &back, &RETURN, "возвращено вашему отделу").await;
    let last = page(&service, "officer", &case).timeline;
    assert!(last.iter().any(|item| item.kind == "casework.case.returned"));
}

#[tokio::test]
async fn without_its_officer_a_case_sent_back_waits_for_one_with_the_reason() {
    let mut service = Service::open();
    service.appoint("head_elsewhere", "head_of_office", "ZZ-01-01");
    service.receive(crate::visitor::JUDGMENT, "head_of_office");
    let head = service.signed_in("head_of_office").await;
    let list = head.get("/unallocated").await;
    assert!(!list.text.contains("/return\""), "what no office sent is not sent back");
    let address = list.link("/cases/", "/allocate");
    let case = address.trim_end_matches("/allocate");
    done(&head, &format!("{case}/transfer"), &TRANSFER).await;
    let elsewhere = service.signed_in("head_elsewhere").await;
    done(&elsewhere, &format!("{case}/return"), &RETURN).await;
    for list in ["/unallocated", "/today"] {
        let text = head.get(list).await.text;
        assert!(text.contains("Возвращено другим отделом: Не хватает документов"), "{text}");
        assert!(text.contains(&address) && !text.contains("/return\""));
    }
}
