//! Signing in and out.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::outcome::Failure;
use bagyt_app::second_factor::SignIn;

use crate::failure;
use crate::form::Form;
use crate::frame::{Frame, home};
use crate::posted::{Posted, fields_of};
use crate::session::{cookie_line, set_cookie, token};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{Asked, Visit, page};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    t: Texts,
    frame: Frame,
    form: Form,
    notes: Vec<String>,
}

/// Asks for the code, after the password was right.
#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct CodePage {
    t: Texts,
    frame: Frame,
    form: Form,
}

/// Shown after signing in to somebody whose form was kept.
#[derive(Template)]
#[template(path = "resume.html")]
struct ResumePage {
    t: Texts,
    frame: Frame,
    path: String,
    fields: Vec<(String, String)>,
}

fn shown(visit: &Visit, status: StatusCode, form: Form, notes: &[&str]) -> Response {
    let mut frame = visit.frame();
    // Switching the language must not ask for the address of a form.
    if !form.value("kept_path").is_empty() || status == StatusCode::UNAUTHORIZED {
        frame.languages.clear();
    }
    let notes = notes.iter().map(|key| visit.t.say(key).into_owned()).collect();
    page(status, &SignInPage { t: visit.t, frame, form, notes })
}

/// Shows the page.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    if visit.user.is_some() {
        return Redirect::to("/").into_response();
    }
    let notes: &[&str] = if asked.get("ended").is_empty() { &[] } else { &["sign-in-ended"] };
    let form = Form::fresh().preset("next", local(asked.get("next")));
    shown(&visit, StatusCode::OK, form, notes)
}

/// Shows the page to somebody whose session ended while a form was being written.
pub(crate) fn show_kept(visit: &Visit, kept: &str) -> Response {
    if kept.is_empty() {
        return Redirect::to("/sign-in?ended=yes").into_response();
    }
    let form = Form::fresh().preset("kept_path", local(&visit.path)).preset("kept", kept);
    shown(visit, StatusCode::UNAUTHORIZED, form, &["sign-in-ended", "sign-in-kept"])
}

/// Shows the page to somebody whose form became a draft.
pub(crate) fn show_draft(visit: &Visit, name: &str) -> Response {
    let form = Form::fresh().preset("next", format!("/drafts/{name}"));
    shown(visit, StatusCode::UNAUTHORIZED, form, &["sign-in-ended", "sign-in-draft"])
}

/// Signs somebody in.
pub(crate) async fn send(
    visit: Visit,
    State(site): State<Site>,
    headers: HeaderMap,
    Posted(mut form): Posted,
) -> Response {
    let t = visit.t;
    let login = form.required(t, "login", "sign-in-login");
    let password = form.required(t, "password", "sign-in-password");
    if !form.is_right() {
        return shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, &[]);
    }
    if !site.attempts.admit(&login, site.app.now().as_second()) {
        form.refuse("", t.say("sign-in-wait"));
        return shown(&visit, StatusCode::TOO_MANY_REQUESTS, form, &[]);
    }
    let (app, name) = (Arc::clone(&site.app), login.clone());
    let asked = tokio::task::spawn_blocking(move || app.sign_in(&name, &password)).await;
    match asked.unwrap_or_else(|error| Err(Failure::defect(error))) {
        Ok(SignIn::Done(token)) => enter(&visit, &headers, &form, (&login, token)).await,
        // The attempts are forgotten once the code was right, so that codes cannot be tried more
        // often than passwords.
        Ok(SignIn::CodeWanted(pending)) => {
            asking_for_code(&visit, StatusCode::OK, form.preset("pending", pending))
        }
        Err(Failure::Refused(_)) => {
            form.refuse("login", t.say("sign-in-refused"));
            shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, &[])
        }
        Err(other) => failure::page(&visit, &other),
    }
}

fn asking_for_code(visit: &Visit, status: StatusCode, form: Form) -> Response {
    let mut frame = visit.frame();
    // Switching the language would lose the password that was right.
    frame.languages.clear();
    page(status, &CodePage { t: visit.t, frame, form })
}

/// Takes the code that an account with a second factor asks for.
pub(crate) async fn send_code(
    visit: Visit,
    State(site): State<Site>,
    headers: HeaderMap,
    Posted(mut form): Posted,
) -> Response {
    let t = visit.t;
    let pending = form.value("pending").to_owned();
    let Some(login) = site.app.pending_login(&pending).map(str::to_owned) else {
        return shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, &["refusal-sign-in-again"]);
    };
    let code = form.required(t, "code", "second-factor-code");
    if !form.is_right() {
        return asking_for_code(&visit, StatusCode::UNPROCESSABLE_ENTITY, form);
    }
    if !site.attempts.admit(&login, site.app.now().as_second()) {
        form.refuse("", t.say("sign-in-wait"));
        return asking_for_code(&visit, StatusCode::TOO_MANY_REQUESTS, form);
    }
    let app = Arc::clone(&site.app);
    let asked = tokio::task::spawn_blocking(move || app.finish_sign_in(&pending, &code)).await;
    match asked.unwrap_or_else(|error| Err(Failure::defect(error))) {
        Ok(token) => enter(&visit, &headers, &form, (&login, token)).await,
        Err(Failure::Refused(refused)) if refused.code == "second-factor" => {
            form.refuse("code", t.say("refusal-second-factor"));
            asking_for_code(&visit, StatusCode::UNPROCESSABLE_ENTITY, form)
        }
        Err(Failure::Refused(_)) => {
            let notes = &["refusal-sign-in-again"];
            shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, notes)
        }
        Err(other) => failure::page(&visit, &other),
    }
}

/// Lets somebody in who has shown everything that was asked for.
async fn enter(
    visit: &Visit,
    headers: &HeaderMap,
    form: &Form,
    (login, token): (&str, String),
) -> Response {
    visit.site.attempts.forget(login);
    let (app, opened) = (Arc::clone(&visit.site.app), token.clone());
    let asked = tokio::task::spawn_blocking(move || {
        Ok(app.user_of(&opened)?.map(|user| home(&app, &user)))
    });
    match asked.await.unwrap_or_else(|error| Err(Failure::defect(error))) {
        Ok(first) => {
            let mut response = welcome(visit, form, first.unwrap_or("/"));
            set_cookie(&mut response, &cookie_line(headers, &token));
            response
        }
        Err(failure) => failure::page(visit, &failure),
    }
}

/// Leads on to where the reader wanted to go, or gives a kept form back.
fn welcome(visit: &Visit, form: &Form, first: &str) -> Response {
    let path = local(form.value("kept_path"));
    if let Some(fields) = fields_of(form.value("kept").as_bytes()).filter(|_| !path.is_empty()) {
        let resume = ResumePage { t: visit.t, frame: visit.frame(), path, fields };
        return page(StatusCode::OK, &resume);
    }
    let next = local(form.value("next"));
    Redirect::to(if next.is_empty() { first } else { &next }).into_response()
}

/// Signs somebody out.
pub(crate) async fn leave(State(site): State<Site>, visit: Visit, headers: HeaderMap) -> Response {
    if let Some(token) = token(&headers).map(str::to_owned) {
        let app = Arc::clone(&site.app);
        let left = tokio::task::spawn_blocking(move || app.sign_out(&token)).await;
        if let Err(failure) = left.unwrap_or_else(|error| Err(Failure::defect(error))) {
            return failure::page(&visit, &failure);
        }
    }
    let mut response = Redirect::to("/sign-in").into_response();
    set_cookie(&mut response, &cookie_line(&headers, ""));
    response
}

/// Returns an address of ours, or nothing: a link must not lead elsewhere after signing in.
pub(crate) fn local(path: &str) -> String {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c == '\\' || c.is_control());
    if is_ours { path.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn signing_in_leads_to_our_own_pages_alone() {
        assert_eq!(local("/cases?page=2"), "/cases?page=2");
        for foreign in ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere", "", "x"]
        {
            assert_eq!(local(foreign), "", "{foreign}");
        }
    }
}
