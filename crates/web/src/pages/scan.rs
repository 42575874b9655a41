//! The scan of what came on paper, as it was handed in: of a case, and of an act that belongs to none.

use axum::extract::Path;
use axum::response::Response;

use crate::pages::attachment::shown_inline;
use crate::visit::{Visit, named};

/// Sends the scan of a ruling or act of a case.
pub(crate) async fn in_case(
    visit: Visit,
    Path((case, message)): Path<(String, String)>,
) -> Response {
    visit
        .answer(move |seen| {
            let scan = seen.app.scan_in_case(seen.user, named(&case)?, named(&message)?)?;
            Ok(shown_inline("scan", &message, scan))
        })
        .await
}

/// Sends the scan of an act that belongs to no case.
pub(crate) async fn in_inbox(visit: Visit, Path(message): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let scan = seen.app.scan_in_inbox(seen.user, named(&message)?)?;
            Ok(shown_inline("scan", &message, scan))
        })
        .await
}
