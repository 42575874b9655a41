//! Handing a case to another office.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::codes::TransferReason;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::transfer::TransferCase;
use bagyt_core::identity::OfficeCode;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::check::{self, Check, followed};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

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

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::Transfer)?;
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
            let page = open(seen, &case, Action::Transfer)?;
            if form.is_to_change() {
                return Ok(Sent::Form(made(seen, &page, form)));
            }
            if let Some(transfer) = read(seen, &mut form) {
                let act = CaseAct::Transfer(transfer.clone());
                if form.is_confirmed() {
                    if seen.act(&mut form, &page, act)?.is_some() {
                        return Ok(Sent::To("/cases?done=transferred".to_owned()));
                    }
                } else if let Some(facts) = seen.consider(&mut form, &page, act)? {
                    let check = asked(seen, &transfer, &facts);
                    return Ok(Sent::Check(check::page(seen, &page, form, check)));
                }
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<TransferCase> {
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

fn asked(seen: &Seen<'_>, transfer: &TransferCase, facts: &[CaseFact]) -> Check {
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

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> TransferPage {
    let (t, words) = (seen.t, seen.words());
    let others = seen.tables().offices().iter().filter(|office| office.0 != page.row.office);
    let mut offices: Vec<Choice> =
        others.map(|office| Choice::new(&office.0, words.office(&office.0))).collect();
    offices.sort_by(|one, other| one.text.cmp(&other.text));
    offices.insert(0, Choice::new("", t.say("choose")));
    let reasons = TransferReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), t.code("transfer_reason", reason.code())));
    TransferPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        offices,
        reasons: reasons.collect(),
    }
}
