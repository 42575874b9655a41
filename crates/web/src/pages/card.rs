//! The registration card of a case: who the client is, attributes that change rules, circumstances
//! of life; and the form for one of these circumstances.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{
    AspectItem, AttributeItem, AttributeProposal, CardPage, LineItem, ProposedChange,
};
use bagyt_app::role::Action;
use bagyt_casework::circumstance::{CircumstanceLine, LINE_MAX, RecordCircumstance};
use bagyt_casework::codes::Aspect;
use bagyt_core::refusal::WORDS_MAX;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::channel::{Reminders, reminders};
use crate::parts::{Fact, Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "card.html")]
struct Card {
    t: Texts,
    frame: Frame,
    who: Who,
    printed: String,
    facts: Vec<Fact>,
    attributes: Vec<Attribute>,
    proposals: Vec<Link>,
    aspects: Vec<AspectPart>,
    /// Aspects of which nothing is recorded yet; a link where the reader may.
    empty: Vec<Link>,
    establish: String,
    reminders: Reminders,
}

/// An attribute, as a line of the table shows it.
struct Attribute {
    what: String,
    days: String,
    tone: &'static str,
    state: String,
    basis: String,
    end: String,
}

/// An aspect of life, as the card shows it.
struct AspectPart {
    code: &'static str,
    title: String,
    lines: Vec<Fact>,
    words: String,
    known: String,
    edit: String,
}

#[derive(Template)]
#[template(path = "circumstance.html")]
struct CircumstancePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    title: String,
    back: String,
    lines: Vec<LineField>,
}

/// A line of the form.
struct LineField {
    name: &'static str,
    label: String,
}

/// Shows the card.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit.show(move |seen| Ok(made(seen, &seen.app.card(seen.user, named(&case)?)?))).await
}

/// Shows the form of one aspect, filled in with what holds.
pub(crate) async fn ask(visit: Visit, Path((case, aspect)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::KeepFile)?;
            let aspect = Aspect::find(&aspect).ok_or(Failure::NotFound)?;
            let card = seen.app.card(seen.user, named(&case)?)?;
            let holding = card.aspects.into_iter().find(|item| item.aspect == aspect);
            let form = filled(seen, Form::about(page.version), holding);
            Ok(asked(seen, who(seen, &page), aspect, form))
        })
        .await
}

/// Records how things are.
pub(crate) async fn send(
    visit: Visit,
    Path((case, aspect)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::KeepFile)?;
            let aspect = Aspect::find(&aspect).ok_or(Failure::NotFound)?;
            if let Some(record) = read(seen, &mut form, aspect)
                && seen.act(&mut form, &page, CaseAct::RecordCircumstance(record))?.is_some()
            {
                return Ok(Sent::To(format!("/cases/{case}/card?done=circumstance")));
            }
            Ok(Sent::Again(asked(seen, who(seen, &page), aspect, form)))
        })
        .await
}

fn filled(seen: &Seen<'_>, form: Form, holding: Option<AspectItem>) -> Form {
    let form = form.preset("on", seen.t.figures(seen.today()));
    let Some(item) = holding else { return form };
    let lines = item.lines.into_iter();
    let form = lines.fold(form, |form, line| form.preset(&line.line, line.text));
    form.preset("words", item.words.unwrap_or_default())
}

fn read(seen: &Seen<'_>, form: &mut Form, aspect: Aspect) -> Option<RecordCircumstance> {
    let t = seen.t;
    let on = form.day(t, "on", "circumstance-since");
    let mut lines = Vec::new();
    for line in aspect.lines() {
        let text = form.limited(t, line, &format!("card_line-{line}"), LINE_MAX);
        let line = (*line).to_owned();
        lines.extend(text.map(|text| CircumstanceLine { line, text }));
    }
    let words = form.limited(t, "words", "circumstance-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let words = words.unwrap_or_default();
    Some(RecordCircumstance { aspect, since: seen.effective(on?, None), lines, words })
}

fn asked(seen: &Seen<'_>, who: Who, aspect: Aspect, form: Form) -> CircumstancePage {
    let t = seen.t;
    let field = |line: &&'static str| LineField {
        name: line,
        label: t.code("card_line", line).into_owned(),
    };
    CircumstancePage {
        t,
        frame: seen.frame(Section::Cases),
        back: format!("{}/card", who.href),
        who,
        form,
        title: t.code("aspect", aspect.code()).into_owned(),
        lines: aspect.lines().iter().map(field).collect(),
    }
}

fn made(seen: &Seen<'_>, page: &CardPage) -> Card {
    let t = seen.t;
    let href = format!("/cases/{}", page.row.case);
    let is_open = page.row.status != "closed";
    let may_establish = is_open && page.may.contains(&Action::EstablishAttribute);
    let may_keep = is_open && page.may.contains(&Action::KeepFile);
    let attribute = |item: &AttributeItem| attribute(seen, &href, item, may_establish);
    let proposals = page.proposals.iter().filter(|_| may_establish);
    Card {
        t,
        frame: seen.frame(Section::Cases),
        who: Who::of(seen, &page.row, &[]),
        printed: t.fill("client-page-date", &[("day", seen.today().into())]),
        facts: facts(seen, page),
        attributes: page.attributes.iter().map(attribute).collect(),
        proposals: proposals.map(|proposal| proposed(seen, &href, proposal)).collect(),
        empty: empty(t, &href, page, may_keep),
        aspects: page.aspects.iter().map(|item| part(seen, &href, item, may_keep)).collect(),
        reminders: reminders(seen, page),
        establish: if may_establish { format!("{href}/attributes") } else { String::new() },
    }
}

fn facts(seen: &Seen<'_>, page: &CardPage) -> Vec<Fact> {
    let (t, words, row, person) = (seen.t, seen.words(), &page.row, &page.person);
    let known = |value: &str| {
        if value.is_empty() { t.say("not-known").into_owned() } else { value.to_owned() }
    };
    let registered = match &page.registered {
        Some((on, language)) => t.fill(
            "card-registered",
            &[("day", (*on).into()), ("language", t.code("language", language).as_ref().into())],
        ),
        None => t.say("card-not-registered").into_owned(),
    };
    let term = format!("{} – {}", t.day(row.term_from), t.day(row.term_until));
    vec![
        Fact::new(t.say("case-birth"), person.birth_on.map_or_else(|| known(""), |on| t.day(on))),
        Fact::new(t.say("case-national-no"), known(&person.national_no)),
        Fact::new(t.say("person-sex"), t.code("sex", &person.sex)),
        Fact::new(t.say("submission-court"), words.counterpart(&page.court)),
        Fact::new(t.say("column-measure"), words.measure(&row.measure)),
        Fact::new(t.say("column-article"), words.article(&row.article)),
        Fact::new(t.say("card-term"), term),
        Fact::new(t.say("card-rights"), registered),
        Fact::new(t.say("registration-address"), known(&person.address)),
        Fact::new(t.say("registration-phone"), known(&person.phone)),
        Fact::new(t.say("column-office"), words.office(&row.office)),
        Fact::new(t.say("column-officer"), known(&row.officer_name)),
    ]
}

fn attribute(seen: &Seen<'_>, href: &str, item: &AttributeItem, may: bool) -> Attribute {
    let t = seen.t;
    let from = match item.from {
        Some(from) => t.fill("card-from", &[("day", from.into())]),
        None => t.say("card-from-act").into_owned(),
    };
    let days = match item.last {
        Some(last) => format!("{from}, {}", t.fill("card-until", &[("day", last.into())])),
        None => from,
    };
    let evidence = item.evidence.as_ref().map(|code| t.code("evidence_kind", code).into_owned());
    let parts = [evidence, item.words.clone(), Some(item.actor.clone())];
    let basis: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let end = format!("{href}/attributes?end={}", item.attribute);
    Attribute {
        what: seen.words().attribute(&item.attribute),
        days,
        tone: if item.holds { "calm" } else { "" },
        state: t.say(if item.holds { "card-holds" } else { "card-over" }).into_owned(),
        basis: basis.join(" · "),
        end: if item.holds && may { end } else { String::new() },
    }
}

/// What the birth date suggests, with the form that is filled in with it.
fn proposed(seen: &Seen<'_>, href: &str, proposal: &AttributeProposal) -> Link {
    let t = seen.t;
    let code = &proposal.attribute;
    let what = seen.words().attribute(code);
    match proposal.change {
        ProposedChange::Begins { from, last } => {
            let until = last.map(|last| format!("&until={last}")).unwrap_or_default();
            Link::new(
                format!("{href}/attributes?attribute={code}&on={from}{until}"),
                t.fill("card-proposal-begins", &[("what", what.into()), ("day", from.into())]),
            )
        }
        ProposedChange::Ended { on } => Link::new(
            format!("{href}/attributes?end={code}&on={on}"),
            t.fill("card-proposal-ended", &[("what", what.into()), ("day", on.into())]),
        ),
    }
}

/// The aspects of which nothing is recorded yet.
fn empty(t: Texts, href: &str, page: &CardPage, may: bool) -> Vec<Link> {
    let recorded = |aspect: &Aspect| page.aspects.iter().any(|item| item.aspect == *aspect);
    let link = |aspect: &Aspect| {
        let address = if may { format!("{href}/card/{aspect}") } else { String::new() };
        Link::new(address, t.code("aspect", aspect.code()))
    };
    Aspect::ALL.iter().filter(|aspect| !recorded(aspect)).map(link).collect()
}

fn part(seen: &Seen<'_>, href: &str, item: &AspectItem, may: bool) -> AspectPart {
    let t = seen.t;
    let code = item.aspect;
    let since = t.fill("card-since", &[("day", item.since.into())]);
    let recorded = t.fill(
        "entry-known",
        &[
            ("moment", t.moment_figures(item.recorded_at, seen.zone()).into()),
            ("actor", item.actor.as_str().into()),
        ],
    );
    let mut known = vec![since, recorded];
    if item.older > 0 {
        known.push(t.count("card-older", i64::try_from(item.older).unwrap_or(i64::MAX)));
    }
    let line = |line: &LineItem| Fact::new(t.code("card_line", &line.line), line.text.clone());
    AspectPart {
        code: code.code(),
        title: t.code("aspect", code.code()).into_owned(),
        lines: item.lines.iter().map(line).collect(),
        words: item.words.clone().unwrap_or_default(),
        known: known.join(" · "),
        edit: if may { format!("{href}/card/{code}") } else { String::new() },
    }
}
