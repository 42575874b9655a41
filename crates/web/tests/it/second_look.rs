//! An act under which something has moved: told in the day, in the case and on the way to the court,
//! and upheld on a page of its own.

use axum::http::StatusCode;

use crate::acts::{done, page, refused, warned};
use crate::casework::allocated;
use crate::visitor::{Service, Visitor};

/// What the pages say of the violation of 14 August.
const TOLD: &str = "Нарушение от 14 августа 2025\u{a0}г. опирается на срок до 12 августа 2025\u{a0}г. \
                    включительно";

/// A case with a violation of 14 August, and a meeting of 5 August entered on the 20th.
async fn moved(service: &Service) -> (String, Visitor, u32) {
    let case = allocated(service).await;
    let officer = service.signed_in("officer").await;
    let assessed = [("on", "12.06.2025"), ("risk", "low"), ("reason", "Первая судимость")];
    done(&officer, &format!("{case}/assessment"), &assessed).await;
    service.at("2025-08-14", 12);
    let [_, violation, _] = warned(service, &case);
    service.at("2025-08-20", 12);
    let officer = service.signed_in("officer").await;
    let met = [
        ("outcome", "attended"),
        ("held_on", "05.08.2025"),
        ("kind", "registration"),
        ("place", "office"),
    ];
    done(&officer, &format!("{case}/contact"), &met).await;
    (case, officer, violation)
}

#[tokio::test]
async fn an_act_that_stands_after_a_second_look_is_upheld_in_words_and_leaves_the_day() {
    let service = Service::open();
    let (case, officer, violation) = moved(&service).await;
    let entry = format!("{case}/entries/{violation}");
    let head = service.signed_in("head_of_office").await;
    for visitor in [&officer, &head] {
        let today = visitor.get("/today").await;
        assert!(today.text.contains(TOLD), "{}", today.text);
        assert_eq!(today.link(&entry, ""), entry);
    }
    let shown = officer.get(&case).await;
    assert!(shown.text.contains(TOLD) && shown.text.contains("Требует повторной проверки"));
    assert_eq!(shown.link(&format!("{entry}/uphold"), ""), format!("{entry}/uphold"));
    // Its warning rests on the violation: the page says what comes first.
    let shown = officer.get(&entry).await;
    assert!(shown.text.contains(TOLD) && shown.text.contains("/uphold"));

    let address = format!("{entry}/uphold");
    refused(&officer, &address, &[], "Почему она остаётся в силе").await;
    let long = "я".repeat(4_001);
    refused(&officer, &address, &[("words", long.as_str())], "4").await;
    let form = officer.get(&address).await;
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let words = "О дне знал, приходил в другой отдел";
    let mut answers = vec![("command", command.as_str()), ("version", &version), ("words", words)];
    let check = officer.post(&address, &answers).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text);
    assert!(check.text.contains(TOLD) && check.text.contains(words));
    assert_eq!(page(&service, "officer", &case).moved.len(), 1, "nothing is written yet");
    answers.push(("step", "confirmed"));
    for _ in 0..2 {
        // Sent twice it is one act, and both are told so.
        let sent = officer.post(&address, &answers).await;
        assert_eq!(sent.header("location"), format!("{case}?done=upheld"), "{}", sent.text);
    }
    let after = page(&service, "officer", &case);
    assert_eq!(after.moved, []);
    let upheld = after.timeline.iter().filter(|item| item.kind == "casework.act.upheld").count();
    assert_eq!(upheld, 1);
    for visitor in [&officer, &head] {
        assert!(!visitor.get("/today").await.text.contains(TOLD));
    }
    assert!(officer.get(&case).await.text.contains(words));
    // Nothing is left to be said about it.
    assert_eq!(officer.get(&address).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_act_that_was_taken_back_meanwhile_is_not_upheld() {
    let service = Service::open();
    let (case, officer, violation) = moved(&service).await;
    let address = format!("{case}/entries/{violation}/uphold");
    let form = officer.get(&address).await;
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let taken_back = [("reason", "mistake"), ("words", "Клиент приходил")];
    for entry in [violation + 1, violation] {
        done(&officer, &format!("{case}/entries/{entry}/withdraw"), &taken_back).await;
    }
    let answers = [
        ("command", command.as_str()),
        ("version", &version),
        ("words", "Знал"),
        ("step", "confirmed"),
    ];
    let sent = officer.post(&address, &answers).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert!(!officer.get("/today").await.text.contains("опирается на срок"));
}

#[tokio::test]
async fn what_moved_under_a_submission_stands_on_its_page_until_it_is_upheld() {
    let service = Service::open();
    let (case, officer, violation) = moved(&service).await;
    service.at("2025-09-15", 12);
    warned(&service, &case);
    let officer_again = service.signed_in("officer").await;
    drop(officer);
    let new = officer_again.get(&format!("{case}/submission")).await;
    assert!(new.text.contains("Требует повторной проверки: основание изменилось."));
    let ground = violation.to_string();
    let fields = [
        ("kind", "extend"),
        ("grounds", ground.as_str()),
        ("until", "03.06.2027"),
        ("reasoning", "Дважды не явился"),
    ];
    let sent = done(&officer_again, &format!("{case}/submission"), &fields).await;
    let address = sent.header("location");
    let address = address.split('?').next().unwrap();
    let head = service.signed_in("head_of_office").await;
    let shown = head.get(address).await;
    assert!(shown.text.contains(TOLD), "{}", shown.text);
    assert!(shown.text.contains("никто не подтвердил, что оно в силе"));
    let uphold = [("words", "Одной неявки довольно"), ("step", "confirmed")];
    done(&head, &format!("{case}/entries/{violation}/uphold"), &uphold).await;
    assert!(!head.get(address).await.text.contains(TOLD));
}
