//! Sessions: the cookie, who is at the other end, and what happens to those who are not signed in.
//!
//! The cookie carries a random token and nothing else. Over an encrypted connection its name
//! binds it to this host (`__Host-`). A form that was sent after the session had ended is kept as a
//! draft, or goes with the page for signing in, and can be sent after signing in again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::drafts::Fields;
use bagyt_app::outcome::Failure;
use bagyt_app::user::User;

use crate::drafts;
use crate::failure;
use crate::guard::is_secure;
use crate::listing::encoded;
use crate::pages::sign_in;
use crate::posted::{FORM_BYTES_MAX, fields_of};
use crate::site::Site;
use crate::visit::Visit;

const PLAIN_COOKIE: &str = "session";
const SECURE_COOKIE: &str = "__Host-session";

/// The page on which a second factor is set up.
const SECOND_FACTOR: &str = "/second-factor";

/// Wrong passwords and codes for one name within a minute, after which it has to wait.
const ATTEMPTS_MAX: u32 = 10;
/// Names whose attempts are counted; beyond, the count begins anew.
const NAMES_MAX: usize = 10_000;
/// Seconds after which attempts are forgotten.
const WINDOW_SECONDS: i64 = 60;

/// Returns a cookie of a request.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then_some(value))
}

/// Returns the token of a request's session.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SECURE_COOKIE).or_else(|| cookie(headers, PLAIN_COOKIE))
}

/// Returns the line that sets the session's cookie, or takes it away if `token` is empty.
pub(crate) fn cookie_line(headers: &HeaderMap, token: &str) -> String {
    let end = if token.is_empty() { "; Max-Age=0" } else { "" };
    if is_secure(headers) {
        format!("{SECURE_COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax{end}")
    } else {
        format!("{PLAIN_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{end}")
    }
}

/// Adds a cookie to an answer.
pub(crate) fn set_cookie(response: &mut Response, line: &str) {
    if let Ok(value) = HeaderValue::from_str(line) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Finds out who asks, and hands it on with the request.
pub(crate) async fn recognise(
    State(site): State<Site>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(token) = token(request.headers()).map(str::to_owned) {
        let app = Arc::clone(&site.app);
        let found = tokio::task::spawn_blocking(move || app.user_of(&token)).await;
        match found.unwrap_or_else(|error| Err(Failure::defect(error))) {
            Ok(Some(user)) => {
                request.extensions_mut().insert(Arc::new(user));
            }
            Ok(None) => {}
            Err(failure) => {
                let (parts, _) = request.into_parts();
                return failure::page(&Visit::of(&site, &parts), &failure);
            }
        }
    }
    next.run(request).await
}

/// Lets signed-in people through, those who owe a second factor to its page alone; sends others to the sign-in page, with what they had written.
pub(crate) async fn admit(State(site): State<Site>, request: Request, next: Next) -> Response {
    if let Some(user) = request.extensions().get::<Arc<User>>() {
        return match user.owes_second_factor && request.uri().path() != SECOND_FACTOR {
            true => Redirect::to(SECOND_FACTOR).into_response(),
            false => next.run(request).await,
        };
    }
    turned_away(&site, request).await
}

/// Shows the door to somebody who is not signed in. A form of a session that ended by time becomes
/// a draft; any other is handed on through the page for signing in, unless it brings a password.
async fn turned_away(site: &Site, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visit = Visit::of(site, &parts);
    let had_session = token(&parts.headers).is_some();
    if parts.method != Method::POST {
        return Redirect::to(&door(&visit.path, had_session)).into_response();
    }
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_plain = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let sent = match to_bytes(body, FORM_BYTES_MAX).await {
        Ok(bytes) if is_plain => String::from_utf8(bytes.to_vec()).unwrap_or_default(),
        _ => String::new(),
    };
    let fields = fields_of(sent.as_bytes()).unwrap_or_default();
    if let Some(token) = token(&parts.headers) {
        match draft_of(site, &visit.path, token.to_owned(), fields.clone()).await {
            Ok(Some(name)) => return sign_in::show_draft(&visit, &name),
            // Of a case that one may not read nothing is kept, here or in the page.
            Err(Failure::NotFound) => return sign_in::show_kept(&visit, ""),
            Ok(None) => {}
            Err(failure) => return failure::page(&visit, &failure),
        }
    }
    let kept = if drafts::is_secret(&fields) { "" } else { &sent };
    sign_in::show_kept(&visit, kept)
}

/// Keeps a form as a draft of the account whose session ended; returns the draft's name, or nothing
/// if the form keeps none.
async fn draft_of(
    site: &Site,
    path: &str,
    token: String,
    fields: Fields,
) -> Result<Option<String>, Failure> {
    // What was to be kept for later is kept as that.
    let asked = path.strip_prefix("/drafts?of=").and_then(|of| fields_of(of.as_bytes()));
    let of = asked.and_then(|asked| asked.into_iter().next()).map(|(of, _)| of);
    let page = of.unwrap_or_else(|| drafts::page_of(path).to_owned());
    if drafts::title_of(&page).is_none() {
        return Ok(None);
    }
    let (app, fields) = (Arc::clone(&site.app), drafts::kept_of(fields));
    let kept = tokio::task::spawn_blocking(move || match app.ended_user_of(&token)? {
        Some(user) => app.keep_draft(&user, &page, &fields),
        None => Ok(None),
    });
    kept.await.unwrap_or_else(|error| Err(Failure::defect(error)))
}

/// The address of the sign-in page, which knows where the reader wanted to go.
fn door(path: &str, had_session: bool) -> String {
    let next = if path == "/" { String::new() } else { format!("&next={}", encoded(path)) };
    let ended = if had_session { "&ended=yes" } else { "" };
    format!("/sign-in?{}", format!("{next}{ended}").trim_start_matches('&'))
        .trim_end_matches('?')
        .to_owned()
}

/// Failed sign-ins of late, by name, so that passwords cannot be tried without end.
#[derive(Default)]
pub(crate) struct Attempts(Mutex<HashMap<String, (i64, u32)>>);

impl Attempts {
    /// Counts an attempt at `now` (seconds) and returns whether it may be made.
    pub(crate) fn admit(&self, login: &str, now: i64) -> bool {
        let Ok(mut counted) = self.0.lock() else { return false };
        if counted.len() >= NAMES_MAX {
            counted.clear();
        }
        let (since, count) = counted.entry(login.to_owned()).or_insert((now, 0));
        if now - *since >= WINDOW_SECONDS {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        *count <= ATTEMPTS_MAX
    }

    /// Forgets the attempts of a name that has signed in.
    pub(crate) fn forget(&self, login: &str) {
        if let Ok(mut counted) = self.0.lock() {
            counted.remove(login);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_to_wait_after_many_wrong_passwords() {
        let attempts = Attempts::default();
        for _ in 0..ATTEMPTS_MAX {
            assert!(attempts.admit("officer", 100));
        }
        assert!(!attempts.admit("officer", 159));
        assert!(attempts.admit("another", 159));
        assert!(attempts.admit("officer", 160));
        attempts.forget("officer");
        assert!(attempts.admit("officer", 160));
    }

    #[test]
    fn the_door_knows_where_the_reader_wanted_to_go() {
        assert_eq!(door("/", false), "/sign-in");
        assert_eq!(door("/", true), "/sign-in?ended=yes");
        assert_eq!(door("/today", false), "/sign-in?next=%2Ftoday");
        assert_eq!(door("/cases?page=2", true), "/sign-in?next=%2Fcases%3Fpage%3D2&ended=yes");
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("language=ky; session=abc"));
        assert_eq!(token(&headers), Some("abc"));
        assert_eq!(cookie(&headers, "language"), Some("ky"));
        assert_eq!(cookie(&headers, "lang"), None);
    }

    #[test]
    fn the_cookie_is_bound_to_the_host_where_the_line_is_encrypted() {
        let mut headers = HeaderMap::new();
        assert!(
            cookie_line(&headers, "t").starts_with("session=t; Path=/; HttpOnly; SameSite=Lax")
        );
        headers.insert("x-forwarded-proto", HeaderValue::from_static("https"));
        let line = cookie_line(&headers, "");
        assert!(line.starts_with("__Host-session=; Path=/; Secure") && line.ends_with("Max-Age=0"));
    }
}
