//! Acts that need a second look: what has moved, in words, and the form by which somebody says that
//! the act stands.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, EntryAct, SecondLookItem};
use bagyt_casework::upholding::UpholdAct;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::pages::case::who;
use crate::pages::check::{self, Check};
use crate::pages::entry::{card, find, open};
use crate::pages::timeline::Entry;
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

/// Longest reason, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "uphold.html")]
struct UpholdPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
}

/// Says which act rests on what, what moved, by which row, from where to where.
pub(crate) fn told(seen: &Seen<'_>, look: &SecondLookItem) -> String {
    let t = seen.t;
    let act = t.code("act_kind", &look.act).into_owned();
    let mut arguments = vec![("act", act.into()), ("day", look.on.into())];
    arguments.extend(look.relied_on.map(|on| ("relied", on.into())));
    arguments.extend(look.due_on.map(|on| ("due", on.into())));
    arguments.extend(look.kept_on.map(|on| ("kept", on.into())));
    let law = look.row.as_ref().map(|row| seen.citation(&row.article));
    arguments.extend(law.map(|law| ("law", law.into())));
    let key = match (look.cause.as_str(), look.due_on) {
        ("kept_after_all", _) => "second-look-kept",
        ("due_moved", Some(_)) => "second-look-moved",
        ("due_moved", None) => "second-look-gone",
        _ => "second-look-lost",
    };
    t.fill(key, &arguments)
}

/// Shows what has moved and the form for the reason.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, &version, EntryAct::Uphold)?;
            let form = Form::about(page.version);
            asking(seen, &page, &version, form)
        })
        .await
}

/// Shows the answer to be checked, then records it.
pub(crate) async fn send(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = match open(seen, &case, &version, EntryAct::Uphold) {
                // The second of two clicks: the act needs no second look any more.
                Err(Failure::Denied) if seen.was_recorded(&form.command) => {
                    return Ok(Sent::To(format!("/cases/{case}?done=upheld")));
                }
                opened => opened?,
            };
            if form.is_to_change() {
                return Ok(Sent::Form(asking(seen, &page, &version, form)?));
            }
            if let Some(uphold) = read(seen, &mut form, &page, &version)? {
                let told = uphold.words.clone();
                let act = CaseAct::Uphold(uphold);
                if form.is_confirmed() {
                    if seen.act(&mut form, &page, act)?.is_some() {
                        return Ok(Sent::To(format!("/cases/{case}?done=upheld")));
                    }
                } else if seen.consider(&mut form, &page, act)?.is_some() {
                    let check = checked(seen, &page, &version, told)?;
                    return Ok(Sent::Check(check::page(seen, &page, form, check)));
                }
            }
            Ok(Sent::Again(asking(seen, &page, &version, form)?))
        })
        .await
}

fn read(
    seen: &Seen<'_>,
    form: &mut Form,
    page: &CasePage,
    version: &str,
) -> Result<Option<UpholdAct>, Failure> {
    form.required(seen.t, "words", "uphold-words");
    let words = form.limited(seen.t, "words", "uphold-words", WORDS_MAX);
    let entry = find(page, version)?.version;
    let review = page.moved.iter().find(|review| review.mark.version == entry);
    let review = review.ok_or(Failure::NotFound)?;
    let words = words.filter(|_| form.is_right());
    Ok(words.map(|words| UpholdAct { version: entry, seen: review.cause.clone(), words }))
}

fn checked(
    seen: &Seen<'_>,
    page: &CasePage,
    version: &str,
    words: String,
) -> Result<Check, Failure> {
    let t = seen.t;
    let look = find(page, version)?.look.as_ref().ok_or(Failure::NotFound)?;
    Ok(Check {
        title: t.say("uphold-check-title").into_owned(),
        facts: vec![
            Fact::new(t.say("uphold-what"), told(seen, look)),
            Fact::new(t.say("uphold-words"), words),
        ],
        notes: vec![t.say("uphold-until").into_owned()],
        button: t.say("uphold-button").into_owned(),
    })
}

fn asking(
    seen: &Seen<'_>,
    page: &CasePage,
    version: &str,
    form: Form,
) -> Result<UpholdPage, Failure> {
    Ok(UpholdPage {
        t: seen.t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        entry: card(seen, page, version)?,
    })
}
