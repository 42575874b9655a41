//! What somebody sees of a case that is restricted for them, and breaking the glass.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_core::identity::CaseId;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit, named, page};

#[derive(Template)]
#[template(path = "case_stub.html")]
struct StubPage {
    t: Texts,
    frame: Frame,
    form: Form,
    office: String,
    words: String,
    heads: Vec<String>,
    may_break: bool,
    break_href: String,
    break_lead: String,
}

/// Shows the stub; it is no case's page, which its status says.
///
/// # Errors
///
/// As the application's.
pub(crate) fn shown(seen: &Seen<'_>, case: CaseId, form: Form) -> Result<Response, Failure> {
    let (t, stub) = (seen.t, seen.app.case_stub(seen.user, case)?);
    let status = match form.is_right() {
        true => StatusCode::FORBIDDEN,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let made = StubPage {
        t,
        frame: seen.frame(Section::Cases),
        form,
        office: seen.words().office(&stub.office),
        words: stub.words,
        heads: stub.heads,
        may_break: stub.may_break,
        break_href: format!("/cases/{case}/break-glass"),
        break_lead: t.count("glass-lead", stub.hours),
    };
    Ok(page(status, &made))
}

/// Opens the case for a time, with a reason.
pub(crate) async fn break_glass(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .answer(move |seen| {
            let id: CaseId = named(&case)?;
            // Who may not, is refused before the form is read.
            if !seen.app.case_stub(seen.user, id)?.may_break {
                return Err(Failure::Denied);
            }
            let words = form.required(seen.t, "words", "glass-reason");
            if form.is_right() {
                let act = CaseAct::BreakGlass { words };
                let done = seen
                    .record(&mut form, |command| seen.app.act(seen.user, command, id, act))?
                    .is_some();
                if done {
                    return Ok(Redirect::to(&format!("/cases/{id}")).into_response());
                }
            }
            shown(seen, id, form)
        })
        .await
}
