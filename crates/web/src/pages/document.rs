//! A paper of a case, as it was approved: the bytes whose digest stands in the journal.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::outcome::Failure;

use crate::visit::Visit;

/// Sends a paper.
pub(crate) async fn send(visit: Visit, Path(name): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let digest = name.strip_suffix(".pdf").ok_or(Failure::NotFound)?.to_owned();
            let bytes = seen.app.document(seen.user, &digest)?;
            let kind = [(header::CONTENT_TYPE, "application/pdf")];
            let name = format!("inline; filename=\"{digest}.pdf\"");
            Ok((kind, [(header::CONTENT_DISPOSITION, name)], bytes).into_response())
        })
        .await
}
