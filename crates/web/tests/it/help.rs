//! The guide: it opens to everybody, begins with the reader's own work, names pages in the reader's
//! language and links only those that open.

use axum::http::StatusCode;

use crate::visitor::Service;

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
