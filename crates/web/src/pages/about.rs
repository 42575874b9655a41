//! What the product is and how it is used.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::frame::Frame;
use crate::texts::Texts;
use crate::visit::{Visit, page};

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    t: Texts,
    frame: Frame,
}

/// Shows the page; it is open to everybody.
pub(crate) async fn show(visit: Visit) -> Response {
    page(StatusCode::OK, &AboutPage { t: visit.t, frame: visit.frame() })
}
