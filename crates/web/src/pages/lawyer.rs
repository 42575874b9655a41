//! Legal aid: what a client asks a lawyer for, and what became of it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::{CaseAct, SupportAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, LawyerItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{LegalMatter, LegalOutcome, LegalStatus};
use bagyt_casework::lawyer::{AnswerLawyer, AskLawyer};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "lawyers.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rows: Vec<Row>,
    can_ask: bool,
    matters: Vec<Choice>,
    /// Requests that wait for an answer; none where the reader may not record one.
    waiting: Vec<Choice>,
    outcomes: Vec<Choice>,
}

/// A request, as a line of the list shows it.
struct Row {
    matter: String,
    asked: String,
    words: String,
    tone: &'static str,
    status: String,
    answer: String,
    days: String,
}

/// The requests of one case.
struct Requests {
    case: String,
    right: Action,
}

/// Shows the requests of a case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Requests { case, right: Action::ViewCase }).await
}

/// Records a request or its answer.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Requests { case, right: Action::KeepLegalAid }, form).await
}

impl CaseForm for Requests {
    type Shown = Page;
    type Read = SupportAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        let form = form.preset("on", today.clone()).preset("answered_on", today);
        Ok(match waiting(page).collect::<Vec<_>>().as_slice() {
            [only] => form.preset("request", only.version.to_string()),
            _ => form,
        })
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let may = page.row.status != "closed" && page.may.contains(&Action::KeepLegalAid);
        let matters: Vec<&str> = LegalMatter::ALL.iter().map(|one| one.code()).collect();
        let outcomes: Vec<&str> = LegalOutcome::ALL.iter().map(|one| one.code()).collect();
        let choice = |one: &LawyerItem| {
            let matter = t.code("legal_matter", one.matter.code());
            Choice::new(one.version.to_string(), format!("{matter}, {}", t.figures(one.asked_on)))
        };
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            rows: page.lawyers.iter().map(|one| row(t, one)).collect(),
            can_ask: may,
            matters: Choice::codes(t, "legal_matter", &matters),
            waiting: if may { waiting(page).map(choice).collect() } else { Vec::new() },
            outcomes: Choice::codes(t, "legal_outcome", &outcomes),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<SupportAct> {
        let t = seen.t;
        if form.value("step") != "answer" {
            let matter = form.code(t, "matter", "legal-matter", LegalMatter::find);
            let on = form.day(t, "on", "legal-on");
            let words = form.required(t, "words", "legal-words");
            form.limited(t, "words", "legal-words", WORDS_MAX);
            if !form.is_right() {
                return None;
            }
            let (asked, matter) = (seen.effective(on?, None), matter?);
            return Some(SupportAct::AskLawyer(AskLawyer { asked, matter, words }));
        }
        form.call("on", "answered_on");
        form.call("words", "answer_words");
        let find = |text: &str| text.parse::<u32>().ok();
        let request = form.code(t, "request", "legal-request", find);
        let outcome = form.code(t, "outcome", "legal-outcome", LegalOutcome::find);
        let on = form.day(t, "answered_on", "legal-answered-on");
        let words = form.required(t, "answer_words", "legal-answer-words");
        form.limited(t, "answer_words", "legal-answer-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let (answered, request, outcome) = (seen.effective(on?, None), request?, outcome?);
        Some(SupportAct::AnswerLawyer(AnswerLawyer { request, answered, outcome, words }))
    }

    fn act(&self, read: &SupportAct) -> CaseAct {
        CaseAct::Support(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/legal-aid?done=legal", self.case)
    }
}

fn waiting(page: &CasePage) -> impl Iterator<Item = &LawyerItem> {
    page.lawyers.iter().filter(|one| one.status == LegalStatus::AwaitingAnswer)
}

fn row(t: Texts, one: &LawyerItem) -> Row {
    let answer = match &one.answer {
        Some((on, words)) => format!("{}: {words}", t.figures(*on)),
        None if one.status == LegalStatus::AwaitingAnswer => {
            t.fill("legal-awaits", &[("day", one.answer_by.into())])
        }
        None => String::new(),
    };
    Row {
        matter: t.code("legal_matter", one.matter.code()).into_owned(),
        asked: t.figures(one.asked_on),
        words: one.words.clone(),
        tone: match one.status {
            LegalStatus::AwaitingAnswer => "soon",
            LegalStatus::Appointed => "calm",
            LegalStatus::Refused => "late",
            LegalStatus::Withdrawn | LegalStatus::Lapsed => "",
        },
        status: t.code("legal_status", one.status.code()).into_owned(),
        answer,
        days: t.count("legal-days", one.days),
    }
}
