//! Training needs: where the law is kept less than it should be, and what a team could learn.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_academy::fact::Answer as NeedAnswer;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{NeedItem, WeakItem};
use bagyt_app::role::Action;
use bagyt_core::identity::NeedId;
use bagyt_core::month::month_code;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::months;
use crate::parts::{Fact, Link, tone_of_code};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "needs.html")]
struct NeedsPage {
    t: Texts,
    frame: Frame,
    weak: Vec<Weak>,
    raised: Vec<Raised>,
}

/// A weak indicator of an office.
struct Weak {
    what: String,
    office: String,
    why: String,
    entries: Vec<Link>,
    href: String,
    has_need: bool,
}

/// A need that was raised.
struct Raised {
    competence: String,
    office: String,
    value: String,
    now: String,
    entries: Vec<Link>,
    raised_on: String,
    position: String,
    tone: &'static str,
    status: String,
    href: String,
}

#[derive(Template)]
#[template(path = "need.html")]
struct NeedPage {
    t: Texts,
    frame: Frame,
    form: Form,
    facts: Vec<Fact>,
    entries: Vec<Link>,
    /// What the figure is now, where it is another one.
    now: String,
    /// Where to have it counted again; empty where nobody may or nothing changed.
    count: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "need_raise.html")]
struct RaisePage {
    t: Texts,
    frame: Frame,
    form: Form,
    facts: Vec<Fact>,
}

/// Shows weak indicators and the needs that were raised.
pub(crate) async fn show(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let page = seen.app.needs(seen.user)?;
            Ok(NeedsPage {
                t: seen.t,
                frame: seen.frame(Section::Needs),
                weak: page.weak.iter().map(|item| weak(seen, item)).collect(),
                raised: page.needs.iter().map(|item| raised(seen, item)).collect(),
            })
        })
        .await
}

fn weak(seen: &Seen<'_>, item: &WeakItem) -> Weak {
    let t = seen.t;
    let month = t.month(months::first_day(item.month));
    let query = Query::new(
        "/needs/raise",
        &[("office", item.office.as_str()), ("indicator", item.indicator.as_str())],
    );
    Weak {
        what: seen.row_text(&item.indicator_name),
        office: seen.words().office(&item.office),
        why: format!(
            "{month}: {}",
            value(t, item.value_permille, item.threshold_permille, item.cases)
        ),
        entries: entries(seen, &item.office, item.month, &item.rows),
        href: if item.may_raise && !item.has_need { query.changed(&[]) } else { String::new() },
        has_need: item.has_need,
    }
}

/// The rows of law behind a figure, each leading to its entries.
fn entries(seen: &Seen<'_>, office: &str, month: i64, rows: &[String]) -> Vec<Link> {
    let month = month_code(month);
    let pack = seen.tables().pack();
    rows.iter()
        .map(|code| {
            let query = Query::new(
                "/practice/cell",
                &[("office", office), ("month", month.as_str()), ("row", code.as_str())],
            );
            let words = pack.rows_of(code).last().map(|row| row.text.of(seen.t.language().code()));
            Link::new(query.changed(&[]), words.unwrap_or(code))
        })
        .collect()
}

fn value(t: Texts, value: u32, threshold: u32, cases: u64) -> String {
    t.fill(
        "needs-value-of",
        &[
            ("value", t.share(i64::from(value)).into()),
            ("threshold", t.share(i64::from(threshold)).into()),
            ("count", i64::try_from(cases).unwrap_or(i64::MAX).into()),
        ],
    )
}

fn raised(seen: &Seen<'_>, item: &NeedItem) -> Raised {
    let t = seen.t;
    let month = t.month(months::first_day(item.month));
    let value = value(t, item.value_permille, item.threshold_permille, item.cases);
    let now = item.now_permille.filter(|now| *now != item.value_permille);
    Raised {
        competence: format!("{} · {}", item.competence, seen.row_text(&item.competence_name)),
        office: seen.words().office(&item.office),
        value: format!("{}, {month}: {value}", seen.row_text(&item.indicator_name)),
        now: now
            .map(|now| t.with("needs-now", "value", t.share(i64::from(now))))
            .unwrap_or_default(),
        entries: entries(seen, &item.office, item.month, &item.rows),
        raised_on: t.day(item.raised_on),
        position: t.with("frame-position", "position", grouped_u64(item.position)),
        tone: tone_of_code(&item.status),
        status: t.code("need_status", &item.status).into_owned(),
        href: format!("/needs/{}", item.need),
    }
}

/// Shows one need with its figure then and now.
pub(crate) async fn one(visit: Visit, Path(need): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let item = seen.app.need(seen.user, named(&need)?)?;
            Ok(need_page(seen, &item, Form::fresh()))
        })
        .await
}

/// Records how a need is met.
pub(crate) async fn answer(
    visit: Visit,
    Path(need): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: NeedId = named(&need)?;
            let item = seen.app.need(seen.user, id)?;
            if !seen.app.may(seen.user, Action::AnswerNeed) {
                return Err(Failure::Denied);
            }
            let chosen = form.code(seen.t, "answer", "need-answer", NeedAnswer::find);
            let words = form.value("words").to_owned();
            if let Some(chosen) = chosen.filter(|_| form.is_right()) {
                let done = seen.record(&mut form, |command| {
                    seen.app.answer_need(seen.user, command, id, (chosen, words))
                })?;
                if done.is_some() {
                    return Ok(Sent::To(format!("/needs/{id}?done=need-answered")));
                }
            }
            Ok(Sent::Again(need_page(seen, &item, form)))
        })
        .await
}

/// Records the figure of a need as it is counted now.
pub(crate) async fn count(
    visit: Visit,
    Path(need): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: NeedId = named(&need)?;
            let done =
                seen.record(&mut form, |command| seen.app.remeasure_need(seen.user, command, id))?;
            match done {
                Some(_) => Ok(Sent::To(format!("/needs/{id}?done=need-counted"))),
                None => Ok(Sent::Again(need_page(seen, &seen.app.need(seen.user, id)?, form))),
            }
        })
        .await
}

fn need_page(seen: &Seen<'_>, item: &NeedItem, form: Form) -> NeedPage {
    let t = seen.t;
    let said = raised(seen, item);
    let mut facts = vec![
        Fact::new(t.say("needs-competence"), said.competence),
        Fact::new(t.say("column-office"), said.office),
        Fact::new(t.say("needs-value"), format!("{}. {}", said.value, said.position)),
        Fact::new(t.say("needs-raised-on"), said.raised_on),
        Fact::new(t.say("column-state"), said.status),
    ];
    if let Some(answer) = &item.answer {
        facts.push(Fact::new(t.say("need-answer"), t.code("need_answer", answer)));
    }
    let can_count = item.may_answer && !said.now.is_empty();
    let codes = NeedAnswer::ALL.map(NeedAnswer::code);
    NeedPage {
        t,
        frame: seen.frame(Section::Needs),
        form,
        facts,
        entries: said.entries,
        now: said.now,
        count: if can_count { format!("/needs/{}/count", item.need) } else { String::new() },
        choices: if item.may_answer { Choice::codes(t, "need_answer", &codes) } else { Vec::new() },
    }
}

/// Asks whether a need is to be raised.
pub(crate) async fn ask(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let form = Form::fresh()
                .preset("office", asked.get("office"))
                .preset("indicator", asked.get("indicator"));
            made(seen, form)
        })
        .await
}

/// Raises a need.
pub(crate) async fn raise(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let (office, indicator) =
                (form.value("office").to_owned(), form.value("indicator").to_owned());
            let done = seen.record(&mut form, |command| {
                seen.app.raise_need(seen.user, command, &office, &indicator)
            })?;
            match done {
                Some(_) => Ok(Sent::To("/needs?done=need".to_owned())),
                None => Ok(Sent::Again(made(seen, form)?)),
            }
        })
        .await
}

fn made(seen: &Seen<'_>, form: Form) -> Result<RaisePage, Failure> {
    let t = seen.t;
    let page = seen.app.needs(seen.user)?;
    let weak = page.weak.iter().find(|item| {
        item.office == form.value("office") && item.indicator == form.value("indicator")
    });
    let mut facts =
        vec![Fact::new(t.say("column-office"), seen.words().office(form.value("office")))];
    match weak {
        Some(item) => facts.extend(about(seen, item)),
        // A figure that is refused may be none; the form then says why.
        None if form.is_right() => return Err(Failure::NotFound),
        None => {}
    }
    Ok(RaisePage { t, frame: seen.frame(Section::Needs), form, facts })
}

/// The indicator, its figure, and the competence that it points to.
fn about(seen: &Seen<'_>, item: &WeakItem) -> [Fact; 4] {
    let t = seen.t;
    let figure = value(t, item.value_permille, item.threshold_permille, item.cases);
    [
        Fact::new(t.say("need-indicator"), seen.row_text(&item.indicator_name)),
        Fact::new(t.say("column-month"), t.month(months::first_day(item.month))),
        Fact::new(t.say("needs-value"), figure),
        Fact::new(
            t.say("needs-competence"),
            format!("{} · {}", item.competence, seen.row_text(&item.competence_name)),
        ),
    ]
}
