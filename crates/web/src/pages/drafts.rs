//! One's own drafts: what was typed into a form and not sent, to be gone on with or thrown away.
//!
//! Going on sends what was kept to the form's own page, which shows it filled in and records
//! nothing of it.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::drafts::{About, DRAFT_DAYS, DraftItem};

use crate::drafts;
use crate::failure;
use crate::frame::{Frame, Section};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit, page};

#[derive(Template)]
#[template(path = "drafts.html")]
struct DraftsPage {
    t: Texts,
    frame: Frame,
    lead: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "draft.html")]
struct DraftPage {
    t: Texts,
    frame: Frame,
    row: Row,
    /// What was typed, as it is sent on; empty where the reader may not read the case.
    fields: Vec<(String, String)>,
    /// What of it can be read as it stands.
    words: Vec<String>,
}

/// A draft as it is read.
struct Row {
    href: String,
    /// The address of the form.
    page: String,
    title: String,
    /// The client; empty where the page is of no case or may not be read.
    client: String,
    kept: String,
    is_closed: bool,
}

/// Lists one's own drafts.
pub(crate) async fn list(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let drafts = seen.app.drafts(seen.user)?;
            Ok(DraftsPage {
                t: seen.t,
                frame: seen.frame(Section::Elsewhere),
                lead: seen.t.count("drafts-lead", DRAFT_DAYS),
                rows: drafts.into_iter().map(|item| row(seen, item)).collect(),
            })
        })
        .await
}

/// Keeps a form that its writer wants to go on with later.
pub(crate) async fn keep(visit: Visit, asked: Asked, Posted(form): Posted) -> Response {
    let address = drafts::page_of(asked.get("of")).to_owned();
    if drafts::title_of(&address).is_none() {
        return failure::missing(&visit);
    }
    let fields = drafts::kept_of(form.fields());
    let own = visit.clone();
    visit
        .answer(move |seen| {
            Ok(match seen.app.keep_draft(seen.user, &address, &fields)? {
                Some(name) => {
                    Redirect::to(&format!("/drafts/{name}?done=draft-kept")).into_response()
                }
                None => failure::draft_too_large(&own),
            })
        })
        .await
}

/// Shows one draft.
pub(crate) async fn show(visit: Visit, Path(name): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let draft = seen.app.draft(seen.user, &name)?;
            let words = draft.fields.iter().map(|(_, value)| value.trim().to_owned());
            let shown = DraftPage {
                t: seen.t,
                frame: seen.frame(Section::Elsewhere),
                words: words.filter(|value| drafts::is_words(value)).collect(),
                row: row(seen, draft.item),
                fields: draft.fields,
            };
            Ok(page(axum::http::StatusCode::OK, &shown))
        })
        .await
}

/// Throws a draft away.
pub(crate) async fn discard(visit: Visit, Path(name): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            seen.app.discard_draft(seen.user, &name)?;
            Ok(Redirect::to("/drafts?done=draft-discarded").into_response())
        })
        .await
}

fn row(seen: &Seen<'_>, item: DraftItem) -> Row {
    let t = seen.t;
    let (client, is_closed) = match item.about {
        About::NoCase => (String::new(), false),
        About::Case { client } => (seen.name(&client), false),
        About::Closed => (String::new(), true),
    };
    Row {
        href: format!("/drafts/{}", item.name),
        title: drafts::title_of(&item.page).map(|key| t.say(key).into_owned()).unwrap_or_default(),
        page: item.page,
        client,
        kept: t.moment_figures(item.saved_at, seen.zone()),
        is_closed,
    }
}
