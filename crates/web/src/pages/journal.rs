//! What the journal says about itself.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::JournalHealth;

use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::parts::{Fact, Tile};
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

/// Checkpoints that are shown, the newest first.
const CHECKPOINTS_SHOWN: usize = 10;

#[derive(Template)]
#[template(path = "journal.html")]
struct JournalPage {
    t: Texts,
    frame: Frame,
    tiles: Vec<Tile>,
    facts: Vec<Fact>,
    checkpoints: Vec<Checkpoint>,
    tables: Vec<Fact>,
}

/// A signed checkpoint.
struct Checkpoint {
    size: String,
    made: String,
    root: String,
}

/// Shows the state of the journal.
pub(crate) async fn show(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let health = seen.app.journal_health(seen.user)?;
            Ok(made(seen, &health))
        })
        .await
}

fn made(seen: &Seen<'_>, health: &JournalHealth) -> JournalPage {
    let t = seen.t;
    let figure = |count: u64| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let signed = health.checkpoints.iter().map(|(size, ..)| *size).max().unwrap_or(0);
    let unsigned = health.entries.saturating_sub(signed);
    let moment = |at| t.moment(at, seen.zone());
    let last = health.last_recorded_at.map_or_else(|| t.say("none-yet").into_owned(), moment);
    let checkpoints = health.checkpoints.iter().rev().take(CHECKPOINTS_SHOWN);
    JournalPage {
        t,
        frame: seen.frame(Section::Journal),
        tiles: vec![
            Tile::new(figure(health.entries), t.say("journal-tile-entries")),
            Tile::new(figure(health.streams), t.say("journal-tile-streams")),
            Tile::new(figure(unsigned), t.say("journal-tile-unsigned")),
        ],
        facts: vec![
            Fact::new(t.say("journal-last"), last),
            Fact::new(t.say("journal-head"), health.root.clone()),
        ],
        checkpoints: checkpoints
            .map(|(size, root, at)| Checkpoint {
                size: figure(*size),
                made: moment(*at),
                root: root.clone(),
            })
            .collect(),
        tables: health
            .tables
            .iter()
            .map(|(name, digest)| Fact::new(name.clone(), digest.clone()))
            .collect(),
    }
}
