//! The decision that nothing follows a violation, with its reason.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::waiver::WaiveResponse;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "no_action.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    ground: String,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// The decision about one violation.
struct Waiving {
    case: String,
    version: String,
}

/// Shows the form.
pub(crate) async fn begin(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Waiving { case, version }).await
}

/// Records the decision.
pub(crate) async fn waive(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Waiving { case, version }, form).await
}

impl CaseForm for Waiving {
    type Shown = Page;
    type Read = WaiveResponse;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::WeighAbsence)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let found = page.violations.iter().find(|one| one.version.to_string() == self.version);
        let violation = found.ok_or(Failure::NotFound)?;
        let t = seen.t;
        let ground = t.code("violation_ground", &violation.ground);
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            ground: format!("{ground}, {}", t.day(violation.on)),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<WaiveResponse> {
        let t = seen.t;
        let on = form.day(t, "on", "absence-decided-on");
        form.required(t, "words", "absence-why");
        let words = form.limited(t, "words", "absence-why", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        Some(WaiveResponse {
            violation: self.version.parse().ok()?,
            decided: seen.effective(on?, None),
            words: words?,
        })
    }

    fn act(&self, read: &WaiveResponse) -> CaseAct {
        CaseAct::WaiveResponse(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/violations/{}?done=no-action", self.case, self.version)
    }
}
