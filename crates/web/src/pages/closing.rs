//! Closing a case: the term is served, or something else ended it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::closing::CloseCase;
use bagyt_casework::codes::CloseReason;
use bagyt_casework::fact::CaseFact;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm, CheckedForm};
use crate::pages::check::{Check, followed};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "closing.html")]
struct ClosingPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    term: String,
    reasons: Vec<Choice>,
}

/// Why a person closes a case; a court's ruling closes it by being recorded.
const REASONS: [CloseReason; 4] =
    [CloseReason::Completed, CloseReason::Died, CloseReason::TransferredAbroad, CloseReason::Other];
/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// Closing one case.
struct Closing {
    case: String,
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Closing { case }).await
}

/// Shows the answers to be checked, then records them.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send_checked(visit, Closing { case }, form).await
}

impl CaseForm for Closing {
    type Shown = ClosingPage;
    type Read = CloseCase;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::CloseCase)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<ClosingPage, Failure> {
        let (t, row) = (seen.t, &page.row);
        let reason =
            |reason: CloseReason| Choice::new(reason.code(), t.code("close_reason", reason.code()));
        Ok(ClosingPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            term: t.fill(
                "case-term",
                &[("from", t.day(row.term_from).into()), ("until", t.day(row.term_until).into())],
            ),
            reasons: REASONS.map(reason).into(),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<CloseCase> {
        let t = seen.t;
        let reason = form.code(t, "reason", "closing-reason", CloseReason::find);
        let on = form.day(t, "on", "closing-on");
        let words = form.limited(t, "words", "closing-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let closed = seen.effective(on?, None);
        Some(CloseCase { closed, reason: reason?, words: words.unwrap_or_default() })
    }

    fn act(&self, read: &CloseCase) -> CaseAct {
        CaseAct::Close(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=closed", self.case)
    }
}

impl CheckedForm for Closing {
    fn asked(&self, seen: &Seen<'_>, _: &CasePage, close: &CloseCase, facts: &[CaseFact]) -> Check {
        let t = seen.t;
        let mut answers = vec![
            Fact::new(t.say("closing-reason"), t.code("close_reason", close.reason.code())),
            Fact::new(t.say("closing-on"), t.day(close.closed.on())),
        ];
        if !close.words.is_empty() {
            answers.push(Fact::new(t.say("closing-words"), close.words.clone()));
        }
        let mut notes = followed(t, facts);
        notes.push(t.say("closing-follows").into_owned());
        Check {
            title: t.say("closing-check-title").into_owned(),
            facts: answers,
            notes,
            button: t.say("closing-button").into_owned(),
        }
    }
}
