//! One entry of a case, and what its reader may do with it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::{Failure, Refused};
use bagyt_app::read::{CasePage, EntryAct, TimelineItem};

use crate::frame::{Frame, Section};
use crate::pages::case::who;
use crate::pages::timeline::{self, Entry};
use crate::parts::{Link, Who};
use crate::refusal;
use crate::texts::{Argument, Texts};
use crate::visit::{Seen, Visit, named};

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage {
    t: Texts,
    frame: Frame,
    who: Who,
    entry: Entry,
    notes: Vec<String>,
    /// The entry that rests on this one and has to go first.
    resting: Option<Link>,
    acts: Vec<Offer>,
    known_then: String,
}

/// Something that can be done with the entry.
struct Offer {
    title: String,
    lead: String,
    href: String,
}

/// Shows the entry.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.case(seen.user, named(&case)?)?;
            made(seen, &page, &version)
        })
        .await
}

/// Finds an entry of a case.
///
/// # Errors
///
/// [`Failure::NotFound`].
pub(crate) fn find<'a>(page: &'a CasePage, version: &str) -> Result<&'a TimelineItem, Failure> {
    let found =
        page.timeline.iter().find(|item| item.version > 0 && item.version.to_string() == version);
    found.ok_or(Failure::NotFound)
}

/// Reads an entry for a form that does something with it, and refuses those who may not. An entry
/// that stands for a reason lets them in: the form tells the reason.
///
/// # Errors
///
/// As the application's; [`Failure::Denied`] without the right.
pub(crate) fn open(
    seen: &Seen<'_>,
    case: &str,
    version: &str,
    act: EntryAct,
) -> Result<CasePage, Failure> {
    let page = seen.app.case(seen.user, named(case)?)?;
    let item = find(&page, version)?;
    let is_open = item.may.contains(&act)
        || (item.stands.is_some() && matches!(act, EntryAct::Withdraw | EntryAct::Correct));
    if is_open { Ok(page) } else { Err(Failure::Denied) }
}

/// Makes an entry ready to be read above a form.
///
/// # Errors
///
/// [`Failure::NotFound`].
pub(crate) fn card(seen: &Seen<'_>, page: &CasePage, version: &str) -> Result<Entry, Failure> {
    let href = format!("/cases/{}", page.row.case);
    Ok(timeline::entry(seen, &href, find(page, version)?))
}

fn made(seen: &Seen<'_>, page: &CasePage, version: &str) -> Result<EntryPage, Failure> {
    let t = seen.t;
    let item = find(page, version)?;
    let href = format!("/cases/{}", page.row.case);
    let mut notes = Vec::new();
    if let Some(on) = item.contested_on {
        notes.push(t.fill("entry-contested-since", &[("day", on.into())]));
    }
    notes.extend(item.stands.as_ref().map(|refused| refusal::words(seen.words(), refused)));
    let resting = item.stands.as_ref().and_then(|refused| resting(t, &href, refused));
    let acts = item.may.iter().map(|act| {
        let (title, lead, path) = match act {
            EntryAct::Correct => ("correct-title", "correct-lead", "entries/{}/correct"),
            EntryAct::Withdraw => ("withdraw-title", "withdraw-lead", "entries/{}/withdraw"),
            EntryAct::Contest => ("contest-title", "contest-lead", "entries/{}/contest"),
            EntryAct::Uphold => ("uphold-title", "uphold-lead", "entries/{}/uphold"),
            EntryAct::Answer => ("answer-title", "answer-lead", "contests/{}"),
        };
        Offer {
            title: t.say(title).into_owned(),
            lead: t.say(lead).into_owned(),
            href: format!("{href}/{}", path.replace("{}", version)),
        }
    });
    Ok(EntryPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        entry: card(seen, page, version)?,
        notes,
        resting,
        acts: acts.collect(),
        known_then: format!("{href}?at={}", item.seq),
    })
}

/// The way to the entry that a refusal names as resting on another.
fn resting(t: Texts, href: &str, refused: &Refused) -> Option<Link> {
    let (_, version) = refused.arguments.iter().find(|(name, _)| name == "by")?;
    let text = t.fill("entry-number", &[("number", Argument::Text(version.clone()))]);
    Some(Link::new(format!("{href}/entries/{version}"), text))
}
