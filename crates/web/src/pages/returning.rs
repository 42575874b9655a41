//! Sending a transferred case back to the office that it came from.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::codes::ReturnReason;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::returning::ReturnCase;

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
#[template(path = "return.html")]
struct ReturnPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    reasons: Vec<Choice>,
}

/// Longest words to the office that sent the case, in characters.
const WORDS_MAX: usize = 4_000;

/// Sending one case back.
struct Return {
    case: String,
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Return { case }).await
}

/// Shows the answers to be checked, then records them.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send_checked(visit, Return { case }, form).await
}

impl CaseForm for Return {
    type Shown = ReturnPage;
    type Read = ReturnCase;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::Allocate)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<ReturnPage, Failure> {
        let t = seen.t;
        let reasons = ReturnReason::ALL
            .iter()
            .map(|reason| Choice::new(reason.code(), t.code("return_reason", reason.code())));
        Ok(ReturnPage {
            t,
            frame: seen.frame(Section::Unallocated),
            who: who(seen, page),
            form,
            reasons: reasons.collect(),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<ReturnCase> {
        let t = seen.t;
        let reason = form.code(t, "reason", "return-reason", ReturnReason::find);
        let on = form.day(t, "on", "return-on");
        form.required(t, "words", "return-words");
        let words = form.limited(t, "words", "return-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        Some(ReturnCase { from: seen.effective(on?, None), reason: reason?, words: words? })
    }

    fn act(&self, read: &ReturnCase) -> CaseAct {
        CaseAct::Return(read.clone())
    }

    fn next(&self) -> String {
        "/unallocated?done=returned".to_owned()
    }
}

impl CheckedForm for Return {
    fn asked(&self, seen: &Seen<'_>, _: &CasePage, read: &ReturnCase, facts: &[CaseFact]) -> Check {
        let t = seen.t;
        let mut answers = vec![
            Fact::new(t.say("return-reason"), t.code("return_reason", read.reason.code())),
            Fact::new(t.say("return-on"), t.day(read.from.on())),
            Fact::new(t.say("return-words"), read.words.clone()),
        ];
        let mut notes = followed(t, facts);
        if let Some(CaseFact::Returned(fact)) = facts.first() {
            let office = seen.words().office(&fact.to_office.0);
            answers.insert(0, Fact::new(t.say("return-office"), office));
            let who = if fact.officer.is_some() { "return-to-officer" } else { "return-to-head" };
            notes.push(t.say(who).into_owned());
        }
        notes.push(t.say("return-follows").into_owned());
        Check {
            title: t.say("return-check-title").into_owned(),
            facts: answers,
            notes,
            button: t.say("return-button").into_owned(),
        }
    }
}
