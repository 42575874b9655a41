//! Erasing who a client was: what would go and what stays, the request, and another person's
//! decision.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{ErasurePage, ErasureState};
use bagyt_app::role::Action;
use bagyt_app::second_factor::Confirmation;
use bagyt_core::identity::CaseId;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::grouped_u64;
use crate::parts::{Chip, Fact, Who};
use crate::posted::Posted;
use crate::refusal;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "erasure.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    state: Chip,
    facts: Vec<Fact>,
    counts: Vec<Fact>,
    held: String,
    may_ask: bool,
    may_decide: bool,
    has_code: bool,
    waits: bool,
    erased: bool,
    decisions: Vec<Choice>,
    ask_href: String,
    decide_href: String,
}

#[derive(Template)]
#[template(path = "erasures.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    rows: Vec<Waiting>,
}

/// A request that waits.
struct Waiting {
    client: String,
    when: String,
    href: String,
}

/// Lists the requests that wait for a decision.
pub(crate) async fn list(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let t = seen.t;
            let rows = seen.app.erasures(seen.user)?.into_iter().map(|item| Waiting {
                client: format!("{} · {}", seen.name(&item.name), item.number),
                when: t.with(
                    "erasures-asked",
                    "moment",
                    t.moment_figures(item.asked_at, seen.zone()),
                ),
                href: format!("/cases/{}/erasure", item.case),
            });
            Ok(ListPage { t, rows: rows.collect(), frame: seen.frame(Section::Erasures) })
        })
        .await
}

/// Shows what would go, what stays, and how far a request has come.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.erasure(seen.user, named(&case)?)?;
            made(seen, &page, Form::fresh())
        })
        .await
}

/// Asks for it.
pub(crate) async fn ask(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: CaseId = named(&case)?;
            let page = open(seen, id, Action::AskErasure)?;
            let asked =
                seen.record(&mut form, |command| seen.app.ask_erasure(seen.user, command, id))?;
            if asked.is_some() {
                return Ok(Sent::To(format!("/cases/{id}/erasure?done=erasure-asked")));
            }
            made(seen, &page, form).map(Sent::Again)
        })
        .await
}

/// Approves it, confirmed with the password, or refuses it with a reason.
pub(crate) async fn decide(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: CaseId = named(&case)?;
            open(seen, id, Action::DecideErasure)?;
            let decision =
                form.choice(seen.t, "decision", "erasure-decision", &["approve", "refuse"]);
            let approved = decision.as_deref() == Some("approve");
            if approved {
                form.required(seen.t, "password", "sign-in-password");
            } else if decision.is_some() {
                form.required(seen.t, "words", "erasure-words");
            }
            if form.is_right() && settled(seen, &mut form, id, approved)? {
                let done = if approved { "erasure-erased" } else { "erasure-refused" };
                return Ok(Sent::To(format!("/cases/{id}/erasure?done={done}")));
            }
            let page = seen.app.erasure(seen.user, id)?;
            // The second of two clicks brings a code that the first has used up.
            if matches!(page.state, ErasureState::Erased { .. }) && form.is_wrong("code") {
                return Ok(Sent::To(format!("/cases/{id}/erasure")));
            }
            made(seen, &page, form).map(Sent::Again)
        })
        .await
}

/// Reads the page for somebody who may do that; nobody else's form is read.
fn open(seen: &Seen<'_>, case: CaseId, action: Action) -> Result<ErasurePage, Failure> {
    let page = seen.app.erasure(seen.user, case)?;
    if seen.app.may(seen.user, action) { Ok(page) } else { Err(Failure::Denied) }
}

fn settled(
    seen: &Seen<'_>,
    form: &mut Form,
    case: CaseId,
    approved: bool,
) -> Result<bool, Failure> {
    // Only an approval is confirmed, so that only its passwords are counted.
    if approved && !seen.may_try(form) {
        return Ok(false);
    }
    let [password, code, words] =
        ["password", "code", "words"].map(|name| form.value(name).to_owned());
    let confirmation = Confirmation { password: &password, code: &code };
    let decision = (approved, words);
    let answer = seen.record(form, |command| {
        seen.app.decide_erasure(seen.user, command, case, decision, confirmation)
    })?;
    if approved && answer.is_some() {
        seen.tried_well();
    }
    Ok(answer.is_some())
}

fn made(seen: &Seen<'_>, page: &ErasurePage, form: Form) -> Result<Page, Failure> {
    let (t, row) = (seen.t, &page.row);
    let (state, tone) = match page.state {
        ErasureState::Unasked => ("unasked", ""),
        ErasureState::Waiting => ("waiting", "soon"),
        ErasureState::Refused { .. } => ("refused", "info"),
        ErasureState::Erased { .. } => ("erased", "calm"),
    };
    let waits = state == "waiting" && !page.may_decide;
    let has_code = page.may_decide && seen.app.second_factor(seen.user)?.enrolled;
    let figure = |key, count| Fact::new(t.say(key), grouped_u64(count));
    let held = page.held.as_ref().map(|refused| refusal::words(seen.words(), refused));
    let address = format!("/cases/{}/erasure", row.case);
    Ok(Page {
        t,
        frame: seen.frame(Section::Cases),
        who: Who::of(seen, row, &[]),
        form,
        state: Chip::new(t.code("erasure_state", state), tone),
        facts: facts(seen, page),
        counts: vec![
            figure("erasure-cases", page.cases),
            figure("erasure-messages", page.messages),
            figure("erasure-contents", page.contents),
            figure("erasure-shared", page.shared),
        ],
        held: held.unwrap_or_default(),
        may_ask: page.may_ask,
        may_decide: page.may_decide,
        has_code,
        waits,
        erased: state == "erased",
        decisions: Choice::codes(t, "erasure_decision", &["approve", "refuse"]),
        decide_href: format!("{address}/decide"),
        ask_href: address,
    })
}

/// The law, its day, and who asked and decided when.
fn facts(seen: &Seen<'_>, page: &ErasurePage) -> Vec<Fact> {
    let t = seen.t;
    let moment = |at| t.moment_figures(at, seen.zone());
    let mut facts = Vec::new();
    if let Some(law) = &page.law {
        let words = format!("{}. {}", seen.citation(&law.article), seen.row_text(&law.text));
        facts.push(Fact::new(t.say("erasure-law"), words));
    }
    if let Some(until) = page.kept_until {
        facts.push(Fact::new(t.say("erasure-kept-until"), t.day(until)));
    }
    if let Some((name, at)) = &page.asked {
        facts.push(Fact::new(t.say("erasure-asked-by"), format!("{name}, {}", moment(*at))));
    }
    match &page.state {
        ErasureState::Refused { at, words } => {
            facts.push(Fact::new(t.say("erasure-refused-at"), moment(*at)));
            facts.push(Fact::new(t.say("erasure-refused-why"), words.clone()));
        }
        ErasureState::Erased { at } => {
            facts.push(Fact::new(t.say("erasure-erased-at"), moment(*at)));
        }
        ErasureState::Unasked | ErasureState::Waiting => {}
    }
    facts
}
