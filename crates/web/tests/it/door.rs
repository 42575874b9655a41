//! Who comes in, what every answer carries, and what is turned away.

use axum::http::StatusCode;

use crate::visitor::Service;

#[tokio::test]
async fn a_stranger_is_shown_the_door_in_the_language_of_the_browser() {
    let visitor = Service::open().visitor();
    let answer = visitor.get("/").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    let door = visitor.get("/sign-in").await;
    assert_eq!(door.status, StatusCode::OK);
    assert!(door.text.contains("<html lang=\"ru\">") && door.text.contains("Войти"));
    let personal = visitor.get("/today").await;
    assert_eq!(personal.header("location"), "/sign-in?next=%2Ftoday");
}

#[tokio::test]
async fn every_answer_keeps_the_browser_strict_and_pages_are_kept_nowhere() {
    let visitor = Service::open().visitor();
    for address in ["/sign-in", "/about", "/no-such-page"] {
        let answer = visitor.get(address).await;
        assert!(answer.header("content-security-policy").starts_with("default-src 'self';"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    }
    let door = visitor.get("/sign-in").await;
    let sheet = visitor.get(&door.link("/assets/", ".css")).await;
    assert!(sheet.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_wrong_password_is_refused_and_the_name_is_kept_and_the_password_not() {
    let visitor = Service::open().visitor();
    let form = [("login", "officer"), ("password", "not-the-password")];
    let answer = visitor.post("/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("value=\"officer\""));
    assert!(!answer.text.contains("not-the-password"));
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn a_form_of_another_site_is_turned_away() {
    let service = Service::open();
    let visitor = service.visitor();
    let form = [("login", "officer"), ("password", service.password("officer"))];
    let answer = visitor.post_from("/sign-in", &form, "cross-site").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn a_session_opens_the_day_and_ends_when_its_owner_leaves() {
    let service = Service::open();
    let officer = service.signed_in("officer").await;
    assert!(officer.get("/today").await.text.contains("<h1>Сегодня</h1>"));
    let left = officer.post("/sign-out", &[]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    // The cookie alone opens nothing any more.
    assert_eq!(officer.get("/today").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_that_is_not_ones_own_and_a_page_that_is_none_are_told_apart() {
    let officer = Service::open().signed_in("officer").await;
    assert_eq!(officer.get("/users").await.status, StatusCode::FORBIDDEN);
    let missing = officer.get("/no-such-page").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.text.contains("<html lang=\"ru\">"));
}

#[tokio::test]
async fn a_document_is_fetched_with_a_token_alone_and_only_where_there_is_one() {
    let service = Service::open();
    let machine = service.visitor();
    let address = "/api/messages/01977b3e-4c00-7000-8000-000000000041/document";
    let without = machine.get(address).await;
    assert_eq!(without.status, StatusCode::UNAUTHORIZED);
    let token = service.app.agency_token("ZZ-C-0303").unwrap();
    for address in [address, "/api/messages/no-identifier/document"] {
        let unknown = machine.get_with_token(address, &token).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{address}");
        assert!(unknown.text.contains("not-found"), "{}", unknown.text);
    }
}
