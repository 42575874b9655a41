//! What a submission meets before the courts: a hearing, a ruling, an appeal that takes it back.

use axum::http::StatusCode;

use crate::acts::page;
use crate::calendar::{address, feed};
use crate::card::{entries, send};
use crate::court::{EXTENSION, approved, drafted, twice_warned};
use crate::visitor::{Answer, Service, Visitor};

const RULING: &str = include_str!("../../../../schemas/examples/ruling.v1.json");

/// A submission that was sent to the court on 14 August 2025; its case and its page.
async fn sent(service: &Service) -> (String, String) {
    let case = twice_warned(service).await;
    let submission = drafted(service, &case, &EXTENSION).await;
    approved(service, &submission).await;
    (case, submission)
}

/// Sends the form of a step as the page shows it.
async fn step(visitor: &Visitor, submission: &str, step: &str, answers: &[(&str, &str)]) -> Answer {
    let form = visitor.get(&format!("{submission}/court?step={step}")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    assert!(form.text.contains(&format!("name=\"step\" value=\"{step}\"")), "{}", form.text);
    let answers = [&[("step", step)], answers].concat();
    send(visitor, &format!("{submission}/court"), &form, &answers).await
}

#[track_caller]
fn check_taken(sent: &Answer, submission: &str) {
    assert_eq!(sent.header("location"), format!("{submission}?done=court-step"), "{}", sent.text);
}

#[track_caller]
fn check_refused(sent: &Answer, field: &str, words: &str) {
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text.contains(&format!("href=\"#{field}\"")), "{field}: {}", sent.text);
    assert!(sent.text.contains(words), "{words}: {}", sent.text);
}

/// The last entries of a case, oldest first.
fn last(service: &Service, case: &str, count: usize) -> Vec<String> {
    let kept = entries(service, case, &[]);
    kept[kept.len() - count..].to_vec()
}

#[tokio::test]
async fn a_hearing_is_fixed_moved_adjourned_and_held_and_stands_in_the_day() {
    let service = Service::open();
    let (case, submission) = sent(&service).await;
    let officer = service.signed_in("officer").await;
    assert!(officer.get(&submission).await.text.contains(&format!("{submission}/court")));
    let notice = |on| [("on", on), ("at", "10:00"), ("called", "client"), ("words", "Зал № 4")];
    let refused = step(&officer, &submission, "fix", &notice("13.08.2025")).await;
    check_refused(&refused, "on", "Зал № 4");
    check_taken(&step(&officer, &submission, "fix", &notice("20.08.2025")).await, &submission);
    assert_eq!(last(&service, &case, 1), ["hearing.fixed"]);
    // Three days before the twentieth.
    let shown = officer.get(&submission).await;
    assert!(shown.text.contains("Известить клиента не позднее 17 августа 2025"), "{}", shown.text);
    let today = officer.get("/today").await;
    assert!(today.text.contains("Заседание суда: Районный суд Мистежар"), "{}", today.text);
    let feed = feed(&service, &address(&officer).await).await;
    assert!(feed.text.contains("DTSTART:20250820T040000Z"), "{}", feed.text);
    // Another hearing is not fixed beside it: the page offers to move it.
    let form = officer.get(&format!("{submission}/court")).await;
    let beside = [&[("step", "fix")], &notice("25.08.2025")[..]].concat();
    let twice = send(&officer, &format!("{submission}/court"), &form, &beside).await;
    check_refused(&twice, "on", "20 августа 2025");

    let to = [("on", "21.08.2025"), ("at", "15:30"), ("words", "Зал № 5")];
    check_taken(&step(&officer, &submission, "move", &to).await, &submission);
    service.at("2025-08-21", 18);
    let officer = service.signed_in("officer").await;
    let early = [("on", "20.08.2025")];
    check_refused(&step(&officer, &submission, "held", &early).await, "on", "21 августа 2025");
    let adjourned =
        [("on", "21.08.2025"), ("called", "client"), ("to_on", "28.08.2025"), ("to_at", "09:00")];
    check_taken(&step(&officer, &submission, "held", &adjourned).await, &submission);
    service.at("2025-08-28", 18);
    let officer = service.signed_in("officer").await;
    let held = [("on", "28.08.2025"), ("called", "officer"), ("words", "Решение объявлено")];
    check_taken(&step(&officer, &submission, "held", &held).await, &submission);
    assert_eq!(last(&service, &case, 3), ["hearing.moved", "hearing.held", "hearing.held"]);
    let shown = officer.get(&submission).await;
    assert!(shown.text.contains("прошло, суд решил"), "{}", shown.text);
}

#[tokio::test]
async fn an_annulled_ruling_is_taken_back_and_the_term_returns() {
    let service = Service::open();
    let (case, submission) = sent(&service).await;
    let before = page(&service, "officer", &case).row.term_until;
    service.at("2026-02-04", 12);
    let id = submission.trim_start_matches("/submissions/");
    let ruling = RULING.replace("01977b3e-4c00-7000-8000-0000000000aa", id);
    let receipt = service.app.receive_message(None, ruling.into()).unwrap();
    assert_eq!(receipt.outcome, "applied", "{receipt}");
    assert_eq!(page(&service, "officer", &case).row.term_until.to_string(), "2027-06-03");
    let officer = service.signed_in("officer").await;
    let shown = officer.get(&submission).await;
    // The ruling of 19 January may be appealed for fifteen days.
    assert!(shown.text.contains("Обжалование до 3 февраля 2026"), "{}", shown.text);

    let late = [("by", "client"), ("on", "04.02.2026"), ("number", "22-17/26")];
    check_refused(&step(&officer, &submission, "appeal", &late).await, "on", "22-17/26");
    let restored = [&late[..], &[("restored", "yes")]].concat();
    check_taken(&step(&officer, &submission, "appeal", &restored).await, &submission);
    let bare = [("outcome", "annulled"), ("on", "04.02.2026"), ("words", "Доводы не доказаны")];
    let refused = step(&officer, &submission, "outcome", &bare).await;
    check_refused(&refused, "number", "Доводы не доказаны");
    let annulled = [&bare[..], &[("number", "33-4/26")]].concat();
    check_taken(&step(&officer, &submission, "outcome", &annulled).await, &submission);
    let kept = last(&service, &case, 4);
    let steps = ["order.changed", "appeal.lodged", "appeal.decided", "entry.withdrawn"];
    assert_eq!(kept, steps);
    let after = page(&service, "officer", &case);
    assert_eq!(after.row.term_until, before);
    assert_eq!(after.submissions[0].status, "sent");
    let shown = officer.get(&submission).await;
    for part in ["снято по жалобе", "постановление отменено", "33-4/26"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
}
