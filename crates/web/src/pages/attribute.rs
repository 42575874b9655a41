//! Establishing and ending an attribute of the client that changes rules.
//!
//! Before anything is recorded the reader sees what it does to the time limits of the case, the
//! old beside the new, and confirms it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, ClockChange, ClockItem};
use bagyt_app::role::Action;
use bagyt_casework::attribute::{EndAttribute, EstablishAttribute};
use bagyt_casework::codes::Evidence;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

/// Longest description of a paper, in characters.
const PAPER_CHARACTERS_MAX: usize = 1_000;

#[derive(Template)]
#[template(path = "attribute.html")]
struct AttributePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    title: String,
    lead: String,
    back: String,
    /// What may be established; empty where one is ended.
    attributes: Vec<Choice>,
    day_label: String,
    asks_until: bool,
    evidences: Vec<Choice>,
    check: Option<Check>,
}

/// What is shown before it is recorded.
struct Check {
    answers: Vec<Fact>,
    hidden: Vec<Fact>,
    changes: Vec<Change>,
}

/// A time limit as it is and as it will be.
struct Change {
    what: String,
    basis: String,
    before: String,
    after: String,
}

/// What the form is about: a new attribute, or the end of one that holds.
#[derive(Clone, Copy)]
enum Aim<'a> {
    Establish,
    End(&'a str),
}

impl Aim<'_> {
    /// Reads the aim off an address: `?end=` names the attribute that ends.
    fn of(asked: &Asked) -> Aim<'_> {
        match asked.get("end") {
            "" => Aim::Establish,
            code => Aim::End(code),
        }
    }
}

/// Asks which attribute begins, or when one ended.
pub(crate) async fn ask(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::EstablishAttribute)?;
            let form = suggested(seen, &page, &asked);
            Ok(made(seen, &page, Aim::of(&asked), form, None))
        })
        .await
}

/// Establishes or ends it.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    asked: Asked,
    Posted(form): Posted,
) -> Response {
    visit.send(move |seen| sent(seen, &case, Aim::of(&asked), form)).await
}

/// A form filled in with what a birth date suggests, where the card led here.
fn suggested(seen: &Seen<'_>, page: &CasePage, asked: &Asked) -> Form {
    let form = Form::about(page.version).preset("attribute", asked.get("attribute"));
    let day = |name: &str| asked.get(name).parse().map(|day| seen.t.figures(day));
    let form = match day("on") {
        Ok(on) => form.preset("on", on).preset("evidence", Evidence::IdentityDocument.code()),
        Err(_) => form,
    };
    match day("until") {
        Ok(until) => form.preset("until", until),
        Err(_) => form,
    }
}

fn sent(
    seen: &Seen<'_>,
    case: &str,
    aim: Aim<'_>,
    mut form: Form,
) -> Result<Sent<AttributePage>, Failure> {
    let page = open(seen, case, Action::EstablishAttribute)?;
    let Some(act) = read(seen, &page, &mut form, aim) else {
        return Ok(Sent::Again(made(seen, &page, aim, form, None)));
    };
    if form.is_taken_up() || !form.value("change").is_empty() {
        return Ok(Sent::Next(made(seen, &page, aim, form, None)));
    }
    if form.value("checked").is_empty() {
        return Ok(match seen.considered(&mut form, page.row.case, act)? {
            Some(considered) => {
                let check = checked(seen, &form, aim, &considered.clocks);
                Sent::Next(made(seen, &page, aim, form, Some(check)))
            }
            None => Sent::Again(made(seen, &page, aim, form, None)),
        });
    }
    let done = match aim {
        Aim::Establish => "attribute",
        Aim::End(_) => "attribute-end",
    };
    Ok(match seen.act(&mut form, &page, act)? {
        Some(_) => Sent::To(format!("/cases/{case}/card?done={done}")),
        None => Sent::Again(made(seen, &page, aim, form, None)),
    })
}

fn read(seen: &Seen<'_>, page: &CasePage, form: &mut Form, aim: Aim<'_>) -> Option<CaseAct> {
    let t = seen.t;
    let known = known(seen, page);
    let known: Vec<&str> = known.iter().map(|(code, _)| code.as_str()).collect();
    let attribute = match aim {
        Aim::Establish => form.choice(t, "attribute", "attribute-what", &known),
        Aim::End(code) => Some(code.to_owned()),
    };
    let on = form.day(t, "on", day_key(aim));
    let until = form.optional_day(t, "until", "attribute-until");
    let evidence = form.code(t, "evidence", "attribute-evidence", Evidence::find);
    form.required(t, "words", "attribute-paper");
    let words = form.limited(t, "words", "attribute-paper", PAPER_CHARACTERS_MAX);
    if !form.is_right() {
        return None;
    }
    let (attribute, evidence, words) = (attribute?, evidence?, words?);
    let on = seen.effective(on?, None);
    Some(match aim {
        Aim::Establish => {
            let command = EstablishAttribute { attribute, from: on, until, evidence, words };
            CaseAct::EstablishAttribute(command)
        }
        Aim::End(_) => {
            CaseAct::EndAttribute(EndAttribute { attribute, ended: on, evidence, words })
        }
    })
}

fn day_key(aim: Aim<'_>) -> &'static str {
    match aim {
        Aim::Establish => "attribute-from",
        Aim::End(_) => "attribute-ended",
    }
}

/// The attributes of the law of today that can be true of the client, each with its words.
fn known(seen: &Seen<'_>, page: &CasePage) -> Vec<(String, String)> {
    let tables = seen.tables();
    let attributes = tables.pack().attributes(seen.today()).into_iter();
    let fitting = attributes.filter(|one| one.fits(&page.person.sex));
    fitting.map(|one| (one.code.to_owned(), seen.words().attribute(one.code))).collect()
}

fn checked(seen: &Seen<'_>, form: &Form, aim: Aim<'_>, changes: &[ClockChange]) -> Check {
    let t = seen.t;
    let code = match aim {
        Aim::Establish => form.value("attribute"),
        Aim::End(code) => code,
    };
    let until = form.value("until");
    let mut answers = vec![
        Fact::new(t.say("attribute-what"), seen.words().attribute(code)),
        Fact::new(t.say(day_key(aim)), form.value("on")),
    ];
    if !until.is_empty() {
        answers.push(Fact::new(t.say("attribute-until"), until));
    }
    answers.push(Fact::new(
        t.say("attribute-evidence"),
        t.code("evidence_kind", form.value("evidence")),
    ));
    answers.push(Fact::new(t.say("attribute-paper"), form.value("words")));
    let names = ["attribute", "on", "until", "evidence", "words"];
    Check {
        answers,
        hidden: names.map(|name| Fact::new(name, form.value(name))).into(),
        changes: changes.iter().map(|change| change_line(seen, change)).collect(),
    }
}

fn change_line(seen: &Seen<'_>, change: &ClockChange) -> Change {
    let t = seen.t;
    let by = |item: &Option<ClockItem>, none: &str| match item {
        Some(item) => t.fill("today-by", &[("day", item.due_on.into())]),
        None => t.say(none).into_owned(),
    };
    let row = change.after.as_ref().or(change.before.as_ref()).map(|item| &item.row);
    Change {
        what: row.map(|row| seen.row_text(&row.text)).unwrap_or_default(),
        basis: row.map(|row| seen.citation(&row.article)).unwrap_or_default(),
        before: by(&change.before, "clock-not-before"),
        after: by(&change.after, "clock-not-after"),
    }
}

fn made(
    seen: &Seen<'_>,
    page: &CasePage,
    aim: Aim<'_>,
    form: Form,
    check: Option<Check>,
) -> AttributePage {
    let t = seen.t;
    let who = who(seen, page);
    let (title, lead, attributes) = match aim {
        Aim::Establish => {
            let choices = known(seen, page).into_iter().map(|(code, text)| Choice::new(code, text));
            (t.say("attribute-title").into_owned(), t.say("attribute-lead"), choices.collect())
        }
        Aim::End(code) => {
            let what = seen.words().attribute(code);
            (t.with("attribute-end-title", "what", what), t.say("attribute-end-lead"), Vec::new())
        }
    };
    let evidences: Vec<&str> = Evidence::ALL.iter().map(|one| one.code()).collect();
    AttributePage {
        t,
        frame: seen.frame(Section::Cases),
        back: format!("{}/card", who.href),
        who,
        form,
        title,
        lead: lead.into_owned(),
        attributes,
        day_label: t.say(day_key(aim)).into_owned(),
        asks_until: matches!(aim, Aim::Establish),
        evidences: Choice::codes(t, "evidence_kind", &evidences),
        check,
    }
}
