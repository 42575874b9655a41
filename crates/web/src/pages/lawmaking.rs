//! Rows of law that lawyers write: the list of drafts, a draft with its effect, and its form.

mod form;

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use bagyt_app::lawmaking::{EffectExample, EffectSeen, EffectState, LawDraftItem, LawDraftPage};
use bagyt_app::outcome::Failure;
use bagyt_app::read::CampaignCount;
use bagyt_app::role::Action;
use bagyt_app::second_factor::Confirmation;
use bagyt_core::drafting::{DraftEffect, DraftStatus};
use bagyt_core::identity::TableId;
use bagyt_core::law::enacted::{Columns, columns_of_row};
use bagyt_core::law::{Kind, Named};
use jiff::Timestamp;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::grouped_u64;
use crate::parts::Fact;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named, page};

pub(crate) use form::{begin, change, edit, write};

/// Seconds after which the page of a work that is underway asks again.
const REFRESH_SECONDS: &str = "2";

#[derive(Template)]
#[template(path = "law_drafts.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    rows: Vec<Line>,
    form: Form,
    kinds: Vec<Choice>,
}

/// A draft, as a line of the list shows it.
struct Line {
    href: String,
    what: String,
    from: String,
    changed: String,
    tone: &'static str,
    status: String,
}

#[derive(Template)]
#[template(path = "law_draft.html")]
struct DraftPage {
    t: Texts,
    frame: Frame,
    form: Form,
    heading: String,
    tone: &'static str,
    status: String,
    facts: Vec<Fact>,
    /// What differs from the edition in force before: column, before, after.
    columns: Vec<[String; 3]>,
    reasons: String,
    /// How the open cases of today stand to the campaign, where the draft has one.
    campaign: Vec<Fact>,
    /// What was seen of the effect when a second lawyer was asked.
    asked: Vec<Fact>,
    effect: EffectPart,
    edit_href: String,
    may_write: bool,
    may_ask: bool,
    may_answer: bool,
    has_code: bool,
    /// Whether an author waits for the second lawyer.
    waits: bool,
}

/// What a page tells of the effect.
#[derive(Default)]
struct EffectPart {
    /// How much is done, where it is being worked out.
    progress: String,
    percent: Option<u64>,
    is_underway: bool,
    failed: String,
    facts: Vec<Fact>,
    examples: Vec<Example>,
    /// Whether it can be asked for.
    may_begin: bool,
}

/// A case in which a clock would be another.
struct Example {
    case: String,
    href: String,
    row: String,
    before: String,
    after: String,
}

/// Lists the drafts, and offers to begin one.
pub(crate) async fn list(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let t = seen.t;
            let rows = seen.app.law_drafts(seen.user)?;
            Ok(ListPage {
                t,
                frame: seen.frame(Section::Law),
                rows: rows.iter().map(|item| line(seen, item)).collect(),
                form: Form::fresh(),
                kinds: Choice::codes(t, "law_kind", Kind::NAMES),
            })
        })
        .await
}

fn line(seen: &Seen<'_>, item: &LawDraftItem) -> Line {
    let t = seen.t;
    Line {
        href: format!("/law/drafts/{}", item.draft),
        what: rule(seen, &item.code),
        from: t.day(item.in_force_from),
        changed: t.day(item.changed_on),
        tone: tone(&item.status),
        status: t.code("law_draft", &item.status).into_owned(),
    }
}

/// The words of a rule, as its newest edition has them; the code where there is none yet.
fn rule(seen: &Seen<'_>, code: &str) -> String {
    let words = seen.tables().pack().rows_of(code).last();
    words.map_or_else(|| code.to_owned(), |row| row.text.of(seen.t.language().code()).to_owned())
}

fn tone(status: &str) -> &'static str {
    match status {
        "asked" => "soon",
        "approved" => "calm",
        "returned" => "late",
        _ => "",
    }
}

/// Shows a draft with its effect.
pub(crate) async fn show(visit: Visit, Path(draft): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let found = seen.app.law_draft(seen.user, named(&draft)?)?;
            let shown = draft_page(seen, &found, Form::about(found.version))?;
            let is_underway = shown.effect.is_underway;
            let mut response = page(StatusCode::OK, &shown);
            if is_underway {
                let seconds = HeaderValue::from_static(REFRESH_SECONDS);
                response.headers_mut().insert("refresh", seconds);
            }
            Ok(response)
        })
        .await
}

/// Works out the effect of a draft, asks the second lawyer, answers, or gives the draft up.
pub(crate) async fn send(
    visit: Visit,
    Path(draft): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: TableId = named(&draft)?;
            let found = seen.app.law_draft(seen.user, id)?;
            let here = format!("/law/drafts/{id}");
            let step = form.value("step").to_owned();
            let next = match step.as_str() {
                "effect" => begin_effect(seen, &mut form, id)?.then(|| here.clone()),
                "approve" => {
                    approve(seen, &mut form, &found)?.then(|| format!("{here}?done=law-approved"))
                }
                step => acted(seen, &mut form, (id, &found), step)?
                    .map(|done| format!("{here}?done={done}")),
            };
            match next {
                Some(next) => Ok(Sent::To(next)),
                None => {
                    let found = seen.app.law_draft(seen.user, id)?;
                    Ok(Sent::Again(draft_page(seen, &found, form)?))
                }
            }
        })
        .await
}

fn begin_effect(seen: &Seen<'_>, form: &mut Form, id: TableId) -> Result<bool, Failure> {
    match seen.begin_law_effect(id) {
        Ok(()) => Ok(true),
        Err(Failure::Refused(refused)) => {
            seen.refuse(form, &refused);
            Ok(false)
        }
        Err(other) => Err(other),
    }
}

fn acted(
    seen: &Seen<'_>,
    form: &mut Form,
    (id, found): (TableId, &LawDraftPage),
    step: &str,
) -> Result<Option<&'static str>, Failure> {
    let (app, user) = (seen.app, seen.user);
    let done = match step {
        "ask" => {
            ("law-asked", seen.record(form, |command| app.ask_second_lawyer(user, command, id))?)
        }
        "return" => {
            if !found.may_answer {
                return Err(Failure::Denied);
            }
            let words = form.value("words").to_owned();
            let act = |command| app.give_draft_back(user, command, id, &words);
            ("law-returned", seen.record(form, act)?)
        }
        "give-up" => {
            ("law-given-up", seen.record(form, |command| app.give_draft_up(user, command, id))?)
        }
        _ => {
            form.refuse("", seen.t.with("wrong-choice", "field", seen.t.say("law-draft-title")));
            return Ok(None);
        }
    };
    Ok(done.1.map(|_| done.0))
}

fn approve(seen: &Seen<'_>, form: &mut Form, found: &LawDraftPage) -> Result<bool, Failure> {
    // One that is approved already may be this very form, sent twice.
    if found.status == DraftStatus::Approved && seen.was_recorded(&form.command) {
        return Ok(true);
    }
    if !found.may_answer {
        return Err(Failure::Denied);
    }
    let password = form.required(seen.t, "password", "sign-in-password");
    if !form.is_right() || !seen.may_try(form) {
        return Ok(false);
    }
    let code = form.value("code").to_owned();
    let done = seen.record(form, |command| {
        let confirmation = Confirmation { password: &password, code: &code };
        seen.app.approve_law_draft(seen.user, command, found.draft, confirmation, &|_, _| {})
    })?;
    if done.is_some() {
        seen.note_recorded(&form.command);
        seen.tried_well();
    }
    Ok(done.is_some())
}

fn draft_page(seen: &Seen<'_>, found: &LawDraftPage, form: Form) -> Result<DraftPage, Failure> {
    let t = seen.t;
    let state = seen.app.law_effect(seen.user, found.draft)?;
    let is_ready = matches!(state, EffectState::Ready(_));
    let status = found.status.code();
    let is_open = !matches!(found.status, DraftStatus::Approved | DraftStatus::GivenUp);
    let code = found.columns.get("code").map(String::as_str).unwrap_or_default();
    let language = format!("text_{}", t.language().code());
    let heading = found.columns.get(&language).cloned().unwrap_or_else(|| code.to_owned());
    Ok(DraftPage {
        t,
        frame: seen.frame(Section::Law),
        form,
        heading,
        tone: tone(status),
        status: t.code("law_draft", status).into_owned(),
        facts: vec![
            Fact::new(t.say("law-code"), code),
            Fact::new(t.say("law-draft-authors"), found.authors.join(", ")),
        ],
        columns: differing(seen, &found.columns, found.former.as_ref()),
        reasons: found.reasons.clone(),
        campaign: found.campaign.map(|count| counted(t, count)).unwrap_or_default(),
        asked: found.effect.as_ref().map(|effect| numbers(t, effect)).unwrap_or_default(),
        effect: effect_part(seen, state, is_open),
        edit_href: format!("/law/drafts/{}/edit", found.draft),
        may_write: found.may_write,
        may_ask: found.may_write && is_ready,
        may_answer: found.may_answer,
        has_code: found.may_answer && seen.app.second_factor(seen.user)?.enrolled,
        waits: found.status == DraftStatus::Asked && !found.may_answer,
    })
}

/// The columns of a draft that differ from the edition before; all of one that has none.
fn differing(seen: &Seen<'_>, own: &Columns, former: Option<&Columns>) -> Vec<[String; 3]> {
    let t = seen.t;
    let kind = own.get("kind").and_then(|kind| Kind::find(kind)).unwrap_or(Kind::Right);
    let parts = form::PARTS.iter().copied();
    let value = |columns: Option<&Columns>, name: &str| {
        let value = columns.and_then(|columns| columns.get(name)).cloned().unwrap_or_default();
        form::shown(t, name, &value)
    };
    let names = columns_of_row(kind).chain(parts);
    let lines = names.map(|name| {
        let label = t.code("law_column", name).into_owned();
        [label, value(former, name), value(Some(own), name)]
    });
    lines.filter(|[_, before, after]| before != after).collect()
}

/// How cases stand to a campaign.
fn counted(t: Texts, count: CampaignCount) -> Vec<Fact> {
    let numbers = [
        ("eligible", count.eligible),
        ("lacks", count.lacks),
        ("not_eligible", count.not_eligible),
    ];
    numbers
        .map(|(list, number)| Fact::new(t.code("campaign_list", list), grouped_u64(number)))
        .into()
}

fn numbers(t: Texts, effect: &DraftEffect) -> Vec<Fact> {
    let fact = |key: &'static str, number: u64| Fact::new(t.say(key), grouped_u64(number));
    vec![
        Fact::new(t.say("law-effect-from"), t.day(effect.laid_from)),
        fact("law-effect-cases", effect.cases),
        fact("law-effect-people", effect.people),
        fact("law-effect-moved", effect.moved),
        fact("law-effect-appeared", effect.appeared),
        fact("law-effect-gone", effect.gone),
        fact("law-effect-acts", effect.acts),
        fact("law-effect-position", effect.position),
    ]
}

fn effect_part(seen: &Seen<'_>, state: EffectState, is_open: bool) -> EffectPart {
    let t = seen.t;
    match state {
        EffectState::Unknown => EffectPart { may_begin: is_open, ..EffectPart::default() },
        EffectState::Underway { done, total } => {
            let percent = (total > 0).then(|| done.saturating_mul(100) / total.max(1));
            EffectPart {
                is_underway: true,
                percent,
                progress: t.with("known-wait-percent", "percent", percent.unwrap_or(0).to_string()),
                ..EffectPart::default()
            }
        }
        EffectState::Failed { reason } => {
            EffectPart { failed: reason, may_begin: is_open, ..EffectPart::default() }
        }
        EffectState::Ready(EffectSeen { effect, open, examples }) => {
            let mut facts = numbers(t, &effect);
            facts.push(Fact::new(t.say("law-effect-open"), grouped_u64(open)));
            EffectPart {
                facts,
                examples: examples.iter().map(|one| example(seen, one)).collect(),
                may_begin: is_open,
                ..EffectPart::default()
            }
        }
    }
}

fn example(seen: &Seen<'_>, one: &EffectExample) -> Example {
    let t = seen.t;
    let moment = |end: Option<Timestamp>, missing: &str| match end {
        Some(end) => t.day(seen.zone().day_of(end)),
        None => t.say(missing).into_owned(),
    };
    Example {
        case: format!("{}, {}", one.short, seen.words().office(&one.office)),
        href: one.case.map(|case| format!("/cases/{case}")).unwrap_or_default(),
        row: rule(seen, &one.row),
        before: moment(one.before, "law-effect-none-before"),
        after: moment(one.after, "law-effect-none-after"),
    }
}

/// Whether the reader writes rows of law.
pub(crate) fn may_draft(seen: &Seen<'_>) -> bool {
    seen.app.may(seen.user, Action::DraftLaw)
}
