//! Pages for what cannot be shown or done, in the reader's language, with who can mend it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use bagyt_app::outcome::Failure;

use crate::frame::Frame;
use crate::refusal;
use crate::texts::Texts;
use crate::visit::{self, Visit};
use crate::words::Words;

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    t: Texts,
    frame: Frame,
    heading: String,
    text: String,
}

/// The page for a failure of the application.
pub(crate) fn page(visit: &Visit, failure: &Failure) -> Response {
    match failure {
        Failure::Refused(refused) => {
            let heading = visit.t.say("refused-title").into_owned();
            let text = refusal::words(Words::new(&visit.site.app.tables(), visit.t), refused);
            made(visit, StatusCode::UNPROCESSABLE_ENTITY, heading, text)
        }
        Failure::Denied => said(visit, StatusCode::FORBIDDEN, "denied-title", "denied-text"),
        Failure::NotFound => missing(visit),
        Failure::Changed => said(visit, StatusCode::CONFLICT, "changed-title", "changed-text"),
        Failure::Outage { reason } => {
            tracing::error!(%reason, path = %visit.path, "the record cannot be reached");
            said(visit, StatusCode::SERVICE_UNAVAILABLE, "outage-title", "outage-text")
        }
        Failure::Defect { reason } => {
            tracing::error!(%reason, path = %visit.path, "the program met what it does not expect");
            said(visit, StatusCode::INTERNAL_SERVER_ERROR, "defect-title", "defect-text")
        }
    }
}

/// The page for an address that names nothing.
pub(crate) fn missing(visit: &Visit) -> Response {
    said(visit, StatusCode::NOT_FOUND, "missing-title", "missing-text")
}

/// The page for what is not a form of ours.
pub(crate) fn unreadable(visit: &Visit) -> Response {
    said(visit, StatusCode::BAD_REQUEST, "bad-request-title", "bad-request-text")
}

/// The page for a form that another site sent.
pub(crate) fn foreign(visit: &Visit) -> Response {
    said(visit, StatusCode::FORBIDDEN, "foreign-title", "foreign-text")
}

/// The page for a form with more than `most` bytes.
pub(crate) fn too_large(visit: &Visit, most: usize) -> Response {
    let heading = visit.t.say("too-large-title").into_owned();
    let megabytes = i64::try_from(most.div_ceil(1024 * 1024)).unwrap_or(i64::MAX);
    let text = visit.t.count("too-large-text", megabytes);
    made(visit, StatusCode::PAYLOAD_TOO_LARGE, heading, text)
}

/// The page for a form with more than a draft may hold.
pub(crate) fn draft_too_large(visit: &Visit) -> Response {
    said(visit, StatusCode::PAYLOAD_TOO_LARGE, "draft-too-large-title", "draft-too-large-text")
}

fn said(visit: &Visit, status: StatusCode, heading: &str, text: &str) -> Response {
    let (heading, text) = (visit.t.say(heading), visit.t.say(text));
    made(visit, status, heading.into_owned(), text.into_owned())
}

fn made(visit: &Visit, status: StatusCode, heading: String, text: String) -> Response {
    let shown = FailurePage { t: visit.t, frame: visit.frame(), heading, text };
    visit::page(status, &shown)
}
