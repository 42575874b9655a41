//! The guide: it opens to everybody, begins with the reader's own work, names pages in the reader's
//! language and links only those that open. And the law beside the work: on each page of it.

use axum::http::StatusCode;

use crate::card::send;
use crate::casework::allocated;
use crate::visitor::{Answer, JUDGMENT, Service};

/// What the law asks on a page, as it stands there.
fn asked(page: &Answer) -> String {
    let parts: Vec<&str> = page.text.split("id=\"law-here\"").collect();
    assert_eq!(parts.len(), 2, "it stands there once: {}", page.text);
    parts[1].split("</details>").next().unwrap().to_owned()
}

#[tokio::test]
async fn the_guide_begins_with_the_work_of_the_readers_post() {
    let service = Service::of(["officer", "head_of_office", "administrator", "clerk"]);
    for (login, first) in [
        ("officer", "day"),
        ("head_of_office", "head"),
        ("administrator", "administrator"),
        ("clerk", "clerk"),
    ] {
        let page = service.signed_in(login).await.get("/help").await;
        assert_eq!(page.status, StatusCode::OK);
        let chapters = page.text.split("<main").nth(1).unwrap();
        let own = chapters.split("href=\"/help/").nth(1).unwrap();
        assert!(own.starts_with(&format!("{first}\"")), "{login}: {own:.40}");
    }
}

#[tokio::test]
async fn the_guide_opens_to_who_is_not_signed_in_and_links_no_closed_page() {
    let service = Service::of(["officer", "administrator"]);
    let (nobody, officer) = (service.visitor(), service.signed_in("officer").await);
    let administrator = service.signed_in("administrator").await;
    let today = "<a href=\"/today\"";
    for (visitor, links) in [(&nobody, false), (&officer, true), (&administrator, false)] {
        let page = visitor.get("/help/day").await;
        assert_eq!(page.status, StatusCode::OK);
        let chapter = page.text.split("<main").nth(1).unwrap();
        assert_eq!(chapter.contains(today), links, "{chapter}");
        assert!(chapter.contains("Сегодня"), "the page is named all the same");
    }
    assert_eq!(nobody.get("/help/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_and_law_are_named_in_the_readers_language() {
    let service = Service::open();
    let page = service.visitor().reading("ky").get("/help/beginning").await;
    let chapter = page.text.split("<main").nth(1).unwrap();
    assert!(chapter.contains("<h1 lang=\"ru\">Дело начинается</h1>"), "{chapter}");
    assert!(chapter.contains("Колдонмо азырынча орус жана англис тилдеринде"));
    assert!(chapter.contains("<strong lang=\"ky\">Эсепке коюу</strong>"), "{chapter}");
    let tables = service.app.tables();
    let today = service.app.today();
    let row = tables.pack().edition("registration", today).unwrap();
    assert!(chapter.contains(&row.text.ky), "the row's own words");
    let english = service.visitor().reading("en").get("/help/beginning").await;
    assert!(english.text.contains(&row.text.en));
    assert!(!english.text.contains("lang=\"ru\">Дело"));
}

#[tokio::test]
async fn a_page_of_work_says_what_the_law_asks_in_this_case() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let tables = service.app.tables();
    let row = |code: &str| tables.pack().edition(code, service.app.today()).unwrap();
    let contact = asked(&officer.get(&format!("{case}/contact")).await);
    // The act was received on 10 June 2025: ten working days by the row of that time.
    assert!(contact.contains(&row("first_interview").text.ru), "{contact}");
    assert!(contact.contains("ст. 24(1), Закон о пробации"), "{contact}");
    assert!(contact.contains("<strong>В этом деле: до "), "{contact}");
    assert!(contact.contains("href=\"/help/meetings\""), "{contact}");
    let work = asked(&officer.get(&format!("{case}/registration")).await);
    assert!(work.contains(&row("registration").text.ru), "{work}");
    assert!(!work.contains(&row("post_release_registration").text.ru), "of another domain: {work}");
    let address = format!("{case}/contact");
    let refused = send(&officer, &address, &officer.get(&address).await, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asked(&refused), contact, "a refused form says it again");
}

#[tokio::test]
async fn a_page_of_work_that_no_row_speaks_of_says_so() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let asked = asked(&officer.get(&format!("{case}/reoffence")).await);
    assert!(asked.contains("В таблицах этой страны нет строки для этого шага."), "{asked}");
    assert!(asked.contains("href=\"/help/court\""), "{asked}");
}

#[tokio::test]
async fn pages_about_no_one_case_say_it_too() {
    let service = Service::open();
    let head = service.signed_in("head_of_office").await;
    let tables = service.app.tables();
    let row = tables.pack().edition("allocation", service.app.today()).unwrap();
    assert!(asked(&head.get("/unallocated").await).contains(&row.text.ru));
    assert!(!head.get("/office").await.text.contains("id=\"law-here\""));
}

#[tokio::test]
async fn allocating_a_case_and_putting_work_off_say_it_too() {
    let service = Service::open();
    let (case, _) = service.receive(JUDGMENT, "head_of_office");
    let head = service.signed_in("head_of_office").await;
    let tables = service.app.tables();
    let row = tables.pack().edition("allocation", service.app.today()).unwrap();
    let asked_of_head = asked(&head.get(&format!("/cases/{case}/allocate")).await);
    assert!(asked_of_head.contains(&row.text.ru), "{asked_of_head}");
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let task = officer.get("/today").await.link(&format!("{case}/tasks/"), "");
    assert!(asked(&officer.get(&task).await).contains("href=\"/help/day\""));
}
