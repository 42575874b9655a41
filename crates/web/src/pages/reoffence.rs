//! A new offence became known.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::reoffence::RecordReoffence;

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
#[template(path = "reoffence.html")]
struct ReoffencePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    articles: Vec<Choice>,
}

/// A new offence in one case.
struct Reoffence {
    case: String,
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Reoffence { case }).await
}

/// Shows the answers to be checked, then records them.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send_checked(visit, Reoffence { case }, form).await
}

impl CaseForm for Reoffence {
    type Shown = ReoffencePage;
    type Read = RecordReoffence;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::RecordReoffence)
    }

    fn shown(
        &self,
        seen: &Seen<'_>,
        page: &CasePage,
        form: Form,
    ) -> Result<ReoffencePage, Failure> {
        let (t, words) = (seen.t, seen.words());
        let mut articles = vec![Choice::new("", t.say("choose"))];
        let codes = seen.tables().codes().articles.keys();
        articles.extend(codes.map(|code| Choice::new(code, words.article(code))));
        Ok(ReoffencePage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            articles,
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<RecordReoffence> {
        let t = seen.t;
        let article = form.required(t, "article", "reoffence-article");
        let offence_on = form.day(t, "offence_on", "reoffence-on");
        let convicted_on = form.optional_day(t, "convicted_on", "reoffence-convicted-on");
        let known = seen.tables().codes().articles.get(&article);
        if known.is_none() && !article.is_empty() {
            form.refuse("article", t.with("wrong-choice", "field", t.say("reoffence-article")));
        }
        if !form.is_right() {
            return None;
        }
        Some(RecordReoffence {
            offence: seen.effective(offence_on?, None),
            convicted_on,
            article_group: known?.group.clone(),
            article,
            message: None,
        })
    }

    fn act(&self, read: &RecordReoffence) -> CaseAct {
        CaseAct::RecordReoffence(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=reoffence", self.case)
    }
}

impl CheckedForm for Reoffence {
    fn asked(
        &self,
        seen: &Seen<'_>,
        _: &CasePage,
        offence: &RecordReoffence,
        facts: &[CaseFact],
    ) -> Check {
        let t = seen.t;
        let convicted = match offence.convicted_on {
            Some(on) => t.day(on),
            None => t.say("reoffence-not-convicted").into_owned(),
        };
        let mut notes = followed(t, facts);
        if offence.convicted_on.is_none() {
            notes.push(t.say("reoffence-guard").into_owned());
        }
        Check {
            title: t.say("reoffence-check-title").into_owned(),
            facts: vec![
                Fact::new(t.say("reoffence-article"), seen.words().article(&offence.article)),
                Fact::new(t.say("reoffence-on"), t.day(offence.offence.on())),
                Fact::new(t.say("reoffence-convicted-on"), convicted),
            ],
            notes,
            button: t.say("reoffence-button").into_owned(),
        }
    }
}
