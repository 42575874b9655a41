//! What the reader did today, case by case.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::DoneItem;

use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage {
    t: Texts,
    frame: Frame,
    lead: String,
    rows: Vec<Row>,
}

/// An entry, as it is read.
struct Row {
    time: String,
    what: String,
    client: String,
    href: String,
    entry: String,
}

/// Shows it.
pub(crate) async fn show(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let done = seen.app.done_today(seen.user)?;
            let count = i64::try_from(done.items.len()).unwrap_or(i64::MAX);
            Ok(DonePage {
                t: seen.t,
                frame: seen.frame(Section::Today),
                lead: seen.t.count("done-lead", count),
                rows: done.items.iter().map(|item| row(seen, item)).collect(),
            })
        })
        .await
}

fn row(seen: &Seen<'_>, item: &DoneItem) -> Row {
    let t = seen.t;
    let href = format!("/cases/{}", item.case);
    Row {
        time: clock(item.at.to_zoned(seen.zone().time_zone()).time()),
        what: t.code("fact", item.kind.replace('.', "-")).into_owned(),
        client: seen.name(&item.name),
        entry: format!("{href}/entries/{}", item.version),
        href,
    }
}
