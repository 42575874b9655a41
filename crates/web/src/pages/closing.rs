//! Closing a case: the term is served, or something else ended it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::closing::CloseCase;
use bagyt_casework::codes::CloseReason;
use bagyt_casework::fact::CaseFact;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::check::{self, Check, followed};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

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

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::CloseCase)?;
            let today = seen.t.figures(seen.today());
            Ok(made(seen, &page, Form::about(page.version).preset("on", today)))
        })
        .await
}

/// Shows the answers to be checked, then records them.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::CloseCase)?;
            if form.is_to_change() {
                return Ok(Sent::Form(made(seen, &page, form)));
            }
            if let Some(close) = read(seen, &mut form) {
                let act = CaseAct::Close(close.clone());
                if form.is_confirmed() {
                    if seen.act(&mut form, &page, act)?.is_some() {
                        return Ok(Sent::To(format!("/cases/{case}?done=closed")));
                    }
                } else if let Some(facts) = seen.consider(&mut form, &page, act)? {
                    let check = asked(seen, &close, &facts);
                    return Ok(Sent::Check(check::page(seen, &page, form, check)));
                }
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<CloseCase> {
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

fn asked(seen: &Seen<'_>, close: &CloseCase, facts: &[CaseFact]) -> Check {
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

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> ClosingPage {
    let (t, row) = (seen.t, &page.row);
    let reason =
        |reason: CloseReason| Choice::new(reason.code(), t.code("close_reason", reason.code()));
    ClosingPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        term: t.fill(
            "case-term",
            &[("from", t.day(row.term_from).into()), ("until", t.day(row.term_until).into())],
        ),
        reasons: REASONS.map(reason).into(),
    }
}
