//! Restricting a case, what others see of it, breaking the glass, and the review afterwards.

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_casework::codes::AllocationReason;
use bagyt_core::identity::{CaseId, CommandId};
use uuid::Uuid;

use crate::visitor::{JUDGMENT, Service, Visitor};

/// An office whose head has restricted a case of the officer; a colleague works beside them.
async fn restricted() -> (Service, CaseId, Visitor, Visitor) {
    let mut service = Service::open();
    service.appoint("colleague", "officer", "ZZ-03-05");
    let (case, _) = service.receive(JUDGMENT, "head_of_office");
    let (head, officer) = (service.user("head_of_office"), service.user("officer").staff);
    let (from, reason) = (service.today(), AllocationReason::LowestCaseload);
    let id = CommandId(Uuid::from_u128(0xfeed));
    service.app.act(&head, id, case, CaseAct::Allocate { from, officer, reason }).unwrap();
    let head = service.signed_in("head_of_office").await;
    let colleague = service.signed_in("colleague").await;
    let page = format!("/cases/{case}/access");
    let empty = head.post(&page, &[("act", "restrict"), ("words", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Родственник сотрудника; обратитесь к начальнику";
    let done = head.post(&page, &[("act", "restrict"), ("words", words)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(head.get(&page).await.text.contains(words));
    (service, case, head, colleague)
}

#[tokio::test]
async fn a_colleague_reads_the_stub_and_breaks_the_glass_with_a_reason() {
    let (service, case, head, colleague) = restricted().await;
    let address = format!("/cases/{case}");
    let stub = colleague.get(&address).await;
    assert_eq!(stub.status, StatusCode::FORBIDDEN);
    assert!(stub.text.contains("обратитесь к начальнику"));
    assert!(stub.text.contains("Асанова head_of_office") && stub.text.contains("на 8 часов"));
    assert!(!stub.text.contains("Зарылбек"));
    let glass = format!("{address}/break-glass");
    let silent = colleague.post(&glass, &[("words", "")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let broken = colleague.post(&glass, &[("words", "Клиент ждёт у двери")]).await;
    assert_eq!((broken.status, broken.header("location")), (StatusCode::SEE_OTHER, &*address));
    let page = colleague.get(&address).await;
    assert!(page.text.contains("Зарылбек") && page.text.contains("Доступ закончится"));
    assert!(head.get("/today").await.text.contains("/access-reviews"));
    service.pass(8 * 3600);
    assert_eq!(colleague.get(&address).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_head_reviews_the_access_afterwards() {
    let (_service, case, head, colleague) = restricted().await;
    let glass = format!("/cases/{case}/break-glass");
    colleague.post(&glass, &[("words", "Клиент ждёт у двери")]).await;
    let page = head.get("/access-reviews").await;
    assert!(page.text.contains("Асанова colleague") && page.text.contains("Клиент ждёт у двери"));
    let (asked, access) = (page.hidden("case"), page.hidden("access"));
    let verdict = |verdict, words| {
        [("case", asked.as_str()), ("access", &access), ("verdict", verdict), ("words", words)]
    };
    for (given, words) in [("", ""), ("unjustified", "")] {
        let again = head.post("/access-reviews", &verdict(given, words)).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{given}");
    }
    let denied = colleague.post("/access-reviews", &verdict("justified", "")).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let words = "В отделе было кому принять клиента";
    let done = head.post("/access-reviews", &verdict("unjustified", words)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = head.get("/access-reviews").await;
    assert!(page.text.contains("Не оправдан") && page.find_hidden("access").is_none());
}

#[tokio::test]
async fn an_excluded_colleague_meets_the_case_on_no_page() {
    let (service, case, head, colleague) = restricted().await;
    let page = format!("/cases/{case}/access");
    head.post(&page, &[("act", "lift")]).await;
    let list = colleague.get("/cases?whose=office").await;
    assert!(list.text.contains(&case.to_string()));
    let staff = service.user("colleague").staff.to_string();
    let exclude = [("act", "exclude"), ("staff", staff.as_str()), ("why", "Сестра клиента")];
    assert_eq!(head.post(&page, &exclude).await.status, StatusCode::SEE_OTHER);
    assert!(head.get(&page).await.text.contains("Сестра клиента"));
    for list in
        ["/cases?whose=office", "/cases.csv?whose=office", "/search?q=Зарылбек", "/inbox", "/today"]
    {
        let list = list.replace("Зарылбек", "%D0%97%D0%B0%D1%80%D1%8B%D0%BB%D0%B1%D0%B5%D0%BA");
        let answer = colleague.get(&list).await;
        assert_eq!(answer.status, StatusCode::OK, "{list}");
        assert!(!answer.text.contains(&case.to_string()), "{list}");
        assert!(!answer.text.contains("УД-118/25.03"), "{list}");
    }
    // Exactly what an address that names nothing is answered with.
    let nowhere = format!("/cases/{}", Uuid::from_u128(7));
    for tail in ["", "/contact", "/access", "/client-page", "/allocate", "/submission"] {
        let own = colleague.get(&format!("/cases/{case}{tail}")).await;
        let none = colleague.get(&format!("{nowhere}{tail}")).await;
        assert_eq!((own.status, none.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        let text = own.text.replace(&case.to_string(), &Uuid::from_u128(7).to_string());
        assert_eq!(text, none.text, "{tail}");
    }
    let glass = format!("/cases/{case}/break-glass");
    let answer = colleague.post(&glass, &[("words", "Клиент ждёт")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let admit = [("act", "admit"), ("staff", staff.as_str())];
    assert_eq!(head.post(&page, &admit).await.status, StatusCode::SEE_OTHER);
    assert_eq!(colleague.get(&format!("/cases/{case}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_case_is_shown_as_it_was_known_and_says_so() {
    let (service, case, head, _) = restricted().await;
    let page = head.get(&format!("/cases/{case}")).await;
    assert!(page.text.contains("/contact") && !page.text.contains("прежнее прочтение"));
    let entry = head.get(&format!("/cases/{case}/entries/1")).await;
    let address = entry.link(&format!("/cases/{case}?at="), "");
    let then = head.get(&address).await;
    assert_eq!(then.status, StatusCode::OK);
    assert!(then.text.contains("прежнее прочтение"));
    assert!(!then.text.contains("fact-") && !then.text.contains(&format!("/cases/{case}/contact")));
    for wrong in ["x", "0", "999999", "-1"] {
        let answer = head.get(&format!("/cases/{case}?at={wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    assert!(service.app.position().unwrap() < 999_999);
}
