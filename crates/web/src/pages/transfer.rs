//! Handing a case to another office.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::codes::TransferReason;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::transfer::TransferCase;
use bagyt_core::identity::OfficeCode;

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
#[template(path = "transfer.html")]
struct TransferPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    offices: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// Longest words to the office that takes the case, in characters.
const WORDS_MAX: usize = 4_000;

/// Handing one case over.
struct Transfer {
    case: String,
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Transfer { case }).await
}

/// Shows the answers to be checked, then records them.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send_checked(visit, Transfer { case }, form).await
}

impl CaseForm for Transfer {
    type Shown = TransferPage;
    type Read = TransferCase;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::Transfer)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<TransferPage, Failure> {
        let (t, words) = (seen.t, seen.words());
        let others = seen.tables().offices().iter().filter(|office| office.0 != page.row.office);
        let mut offices: Vec<Choice> =
            others.map(|office| Choice::new(&office.0, words.office(&office.0))).collect();
        offices.sort_by(|one, other| one.text.cmp(&other.text));
        offices.insert(0, Choice::new("", t.say("choose")));
        let reasons = TransferReason::ALL
            .iter()
            .map(|reason| Choice::new(reason.code(), t.code("transfer_reason", reason.code())));
        Ok(TransferPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            offices,
            reasons: reasons.collect(),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<TransferCase> {
        let t = seen.t;
        let office = form.required(t, "to_office", "transfer-office");
        let reason = form.code(t, "reason", "transfer-reason", TransferReason::find);
        let on = form.day(t, "on", "transfer-on");
        let words = form.limited(t, "words", "transfer-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        Some(TransferCase {
            from: seen.effective(on?, None),
            to_office: OfficeCode(office),
            reason: reason?,
            words: words.unwrap_or_default(),
        })
    }

    fn act(&self, read: &TransferCase) -> CaseAct {
        CaseAct::Transfer(read.clone())
    }

    fn next(&self) -> String {
        "/cases?done=transferred".to_owned()
    }
}

impl CheckedForm for Transfer {
    fn asked(
        &self,
        seen: &Seen<'_>,
        _: &CasePage,
        transfer: &TransferCase,
        facts: &[CaseFact],
    ) -> Check {
        let t = seen.t;
        let reason = t.code("transfer_reason", transfer.reason.code());
        let mut answers = vec![
            Fact::new(t.say("transfer-office"), seen.words().office(&transfer.to_office.0)),
            Fact::new(t.say("transfer-reason"), reason),
            Fact::new(t.say("transfer-on"), t.day(transfer.from.on())),
        ];
        if !transfer.words.is_empty() {
            answers.push(Fact::new(t.say("transfer-words"), transfer.words.clone()));
        }
        let mut notes = followed(t, facts);
        notes.push(t.say("transfer-follows").into_owned());
        Check {
            title: t.say("transfer-check-title").into_owned(),
            facts: answers,
            notes,
            button: t.say("transfer-button").into_owned(),
        }
    }
}
