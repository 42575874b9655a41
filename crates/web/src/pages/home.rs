//! The first page of each role, the language switch, and the sign of life.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::failure;
use crate::frame::home;
use crate::guard::is_secure;
use crate::language::{LANGUAGE_COOKIE, Language};
use crate::pages::sign_in::local;
use crate::session::set_cookie;
use crate::site::Site;
use crate::visit::{Asked, Visit};

/// Leads to the page on which the reader's role begins.
pub(crate) async fn show(visit: Visit) -> Response {
    visit.answer(|seen| Ok(Redirect::to(home(seen.app, seen.user)).into_response())).await
}

/// Sets the language and leads back.
pub(crate) async fn language(
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
    asked: Asked,
) -> Response {
    let Some(language) = Language::find(&code) else { return failure::missing(&visit) };
    let back = local(asked.get("back"));
    let mut response = Redirect::to(if back.is_empty() { "/" } else { &back }).into_response();
    let secure = if is_secure(&headers) { "; Secure" } else { "" };
    let code = language.code();
    let year = 365 * 24 * 3600;
    let line = format!("{LANGUAGE_COOKIE}={code}; Path=/; Max-Age={year}; SameSite=Lax{secure}");
    set_cookie(&mut response, &line);
    response
}

/// Says that the server answers and how far the journal has come.
pub(crate) async fn health(State(site): State<Site>) -> Response {
    let asked = tokio::task::spawn_blocking(move || site.app.position()).await;
    match asked {
        Ok(Ok(position)) => (StatusCode::OK, format!("ok {position}\n")).into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "outage\n").into_response(),
    }
}
