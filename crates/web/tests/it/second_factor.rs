//! Setting up a second factor, signing in with it, and what stays closed without it.

use axum::http::StatusCode;
use bagyt_app::totp::Secret;

use crate::visitor::{Answer, Service, Visitor};

/// Sets up a second factor on the visitor's page; returns the secret and the page with the
/// recovery codes.
async fn set_up(service: &Service, visitor: &Visitor, login: &str) -> (Secret, Answer) {
    let page = visitor.get("/second-factor").await;
    let secret = page.hidden("secret");
    let known = Secret::parse(&secret).unwrap();
    let code = known.code_at(service.app.now());
    let password = service.password(login);
    let form = [("secret", secret.as_str()), ("code", &code), ("password", password)];
    (known, visitor.post("/second-factor", &form).await)
}

/// Gives the password; returns the page that asks for the code.
async fn after_password(service: &Service, visitor: &Visitor, login: &str) -> Answer {
    let form = [("login", login), ("password", service.password(login)), ("next", "/office")];
    let answer = visitor.post("/sign-in", &form).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::OK, ""));
    answer
}

fn code_form<'a>(pending: &'a str, code: &'a str) -> [(&'a str, &'a str); 3] {
    [("pending", pending), ("code", code), ("next", "/office")]
}

#[tokio::test]
async fn a_head_reaches_nothing_before_the_second_factor_is_set_up() {
    let service = Service::real(["officer", "head_of_office"]);
    let officer = service.signed_in("officer").await;
    assert_eq!(officer.get("/today").await.status, StatusCode::OK);
    let head = service.signed_in("head_of_office").await;
    for address in ["/", "/today", "/office", "/cases", "/cases.csv", "/search?q=А", "/users"] {
        let answer = head.get(address).await;
        let told = (answer.status, answer.header("location"));
        assert_eq!(told, (StatusCode::SEE_OTHER, "/second-factor"), "{address}");
    }
    let sent = head.post("/users", &[("act", "disable"), ("account", "officer")]).await;
    assert_eq!(sent.header("location"), "/second-factor");
    let page = head.get("/second-factor").await;
    assert!(page.text.contains("<svg class=\"qr\"") && page.text.contains("требует второго"));
    let (_, codes) = set_up(&service, &head, "head_of_office").await;
    assert_eq!(codes.text.matches("<li class=\"mono\">").count(), 10);
    assert_eq!(head.get("/office").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_password_is_followed_by_a_code_that_opens_once() {
    let service = Service::real(["head_of_office"]);
    let mut head = service.signed_in("head_of_office").await;
    let (secret, _) = set_up(&service, &head, "head_of_office").await;
    head.cookie.clear();
    service.pass(60);
    let pending = after_password(&service, &head, "head_of_office").await.hidden("pending");
    let wrong = head.post("/sign-in/code", &code_form(&pending, "12 34")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((wrong.header("set-cookie"), wrong.hidden("next").as_str()), ("", "/office"));
    let code = secret.code_at(service.app.now());
    let entered = head.post("/sign-in/code", &code_form(&pending, &code)).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/office"));
    let again = head.post("/sign-in/code", &code_form(&pending, &code)).await;
    assert_eq!((again.status, again.header("set-cookie")), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    head.cookie = entered.cookie();
    assert_eq!(head.get("/office").await.status, StatusCode::OK);
}

#[tokio::test]
async fn codes_cannot_be_tried_more_often_than_passwords() {
    let service = Service::real(["head_of_office"]);
    let mut head = service.signed_in("head_of_office").await;
    let (secret, _) = set_up(&service, &head, "head_of_office").await;
    head.cookie.clear();
    service.pass(120);
    let mut tried = 0;
    let mut last = StatusCode::OK;
    // The password is given anew before each code: that must not begin the count anew.
    while last != StatusCode::TOO_MANY_REQUESTS && tried < 50 {
        let form = [("login", "head_of_office"), ("password", service.password("head_of_office"))];
        let answer = head.post("/sign-in", &form).await;
        last = answer.status;
        if let Some(pending) = answer.find_hidden("pending") {
            tried += 1;
            last = head.post("/sign-in/code", &code_form(&pending, "x")).await.status;
        }
    }
    assert_eq!(tried, 5);
    service.pass(60);
    let pending = after_password(&service, &head, "head_of_office").await.hidden("pending");
    let code = secret.code_at(service.app.now());
    let entered = head.post("/sign-in/code", &code_form(&pending, &code)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_officer_of_a_demo_may_have_one_and_take_it_away() {
    let service = Service::open();
    let officer = service.signed_in("officer").await;
    let (secret, _) = set_up(&service, &officer, "officer").await;
    service.pass(30);
    let standing = officer.get("/second-factor").await;
    assert!(standing.text.contains("Осталось 10 резервных кодов"));
    let code = secret.code_at(service.app.now());
    let remove =
        [("act", "remove"), ("code", code.as_str()), ("password", service.password("officer"))];
    let gone = officer.post("/second-factor", &remove).await;
    assert_eq!((gone.status, gone.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    // The session ended with it; the password alone opens again.
    assert_eq!(officer.get("/today").await.status, StatusCode::SEE_OTHER);
    service.signed_in("officer").await;
}
