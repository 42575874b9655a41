//! Reminders: a number of the card is recorded, verified by its code and withdrawn; what is refused.

use axum::http::StatusCode;

use crate::card::{entries, send};
use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

/// A case on whose card a telephone stands.
async fn with_phone(service: &Service, phone: &str) -> (String, Visitor) {
    let case = allocated(service).await;
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/card/contacts");
    let form = officer.get(&address).await;
    let answers = [("on", "12.06.2025"), ("phone", phone)];
    let sent = send(&officer, &address, &form, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    (case, officer)
}

const AGREED: [(&str, &str); 4] =
    [("line", "phone"), ("language", "ky"), ("consented", "yes"), ("way", "phone")];

async fn recorded(case: &str, officer: &Visitor) -> (String, Answer) {
    let address = format!("{case}/channels");
    let form = officer.get(&address).await;
    let sent = send(officer, &address, &form, &AGREED).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let next = sent.header("location").split('?').next().unwrap().to_owned();
    let page = officer.get(&next).await;
    (next, page)
}

/// The code that the page shows.
fn code_of(page: &Answer) -> String {
    let figures = |part: &&str| part.len() == 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    page.text.split(['<', '>']).find(figures).unwrap().to_owned()
}

#[tokio::test]
async fn a_number_of_the_card_is_recorded_verified_and_withdrawn() {
    let service = Service::open();
    let (case, officer) = with_phone(&service, "0700 12 34 56").await;
    let (address, page) = recorded(&case, &officer).await;
    assert!(page.text.contains("+996700123456"), "{}", page.text);
    let code = code_of(&page);
    let sent = send(&officer, &address, &page, &[("code", &code)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(sent.header("location"), format!("{case}/card?done=channel-verified"));
    let card = officer.get(&format!("{case}/card")).await;
    assert!(card.text.contains("+996700123456") && card.text.contains("проверен"));
    let page = officer.get(&address).await;
    assert!(!page.text.contains(&code), "a code that was used is shown no more");
    let sent = send(&officer, &format!("{address}/withdraw"), &page, &[]).await;
    assert_eq!(sent.header("location"), format!("{case}/card?done=channel-withdrawn"));
    let told = entries(&service, &case, &["kind", "line"]);
    let expected = ["channel.recorded phone phone", "channel.verified", "channel.withdrawn"];
    assert_eq!(told[told.len() - 3..], expected);
    // A second click is the same withdrawal.
    let again = send(&officer, &format!("{address}/withdraw"), &page, &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(entries(&service, &case, &["kind", "line"]), told);
}

#[tokio::test]
async fn a_telephone_is_written_to_by_short_message_or_messenger_and_by_no_other_way() {
    let service = Service::open();
    let (case, officer) = with_phone(&service, "0700 12 34 56").await;
    let address = format!("{case}/channels");
    let form = officer.get(&address).await;
    for wrong in ["email", "pigeon", ""] {
        let asked = [AGREED[0], AGREED[1], AGREED[2], ("way", wrong)];
        let refused = send(&officer, &address, &form, &asked).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.text.contains("href=\"#way"), "{}", refused.text);
    }
    let asked = [AGREED[0], AGREED[1], AGREED[2], ("way", "messenger")];
    let sent = send(&officer, &address, &form, &asked).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let told = entries(&service, &case, &["kind", "line"]);
    assert_eq!(told.last().unwrap(), "channel.recorded messenger phone");
}

#[tokio::test]
async fn a_wrong_code_is_refused_and_the_fifth_ends_it() {
    let service = Service::open();
    let (case, officer) = with_phone(&service, "0700 12 34 56").await;
    let (address, mut page) = recorded(&case, &officer).await;
    let code = code_of(&page);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let empty = send(&officer, &address, &page, &[("code", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for left in
        ["Осталось 4 попытки", "Осталось 3 попытки", "Осталось 2 попытки", "Осталась 1 попытка"]
    {
        page = send(&officer, &address, &page, &[("code", wrong)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = page.text.replace(['\u{2068}', '\u{2069}'], "");
        assert!(text.contains(left) && text.contains(&format!("value=\"{wrong}\"")), "{text}");
    }
    let last = send(&officer, &address, &page, &[("code", wrong)]).await;
    assert!(last.text.contains("запишите номер заново"), "{}", last.text);
    let late = send(&officer, &address, &officer.get(&address).await, &[("code", &code)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = entries(&service, &case, &[]);
    assert_eq!(told.iter().filter(|entry| *entry == "channel.tried").count(), 5);
    assert!(!told.contains(&"channel.verified".to_owned()));
}

#[tokio::test]
async fn a_number_without_consent_or_with_a_bad_form_is_refused_at_its_field() {
    let service = Service::open();
    let (case, officer) = with_phone(&service, "0700 12 34 5").await;
    let address = format!("{case}/channels");
    let form = officer.get(&address).await;
    let refused = send(&officer, &address, &form, &AGREED).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text.replace(['\u{2068}', '\u{2069}'], "");
    assert!(text.contains("+996: 8; должно быть 9") && text.contains("href=\"#line"), "{text}");
    let refused = send(&officer, &address, &form, &[AGREED[0], AGREED[1]]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#consented"), "{}", refused.text);
    let nothing = send(&officer, &address, &form, &[("line", "email"), AGREED[1], AGREED[2]]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!entries(&service, &case, &[]).contains(&"channel.recorded".to_owned()));
}
