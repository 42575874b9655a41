//! The guide: whose post it is comes first, and names of pages lead to them.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::failure;
use crate::frame::{Frame, may_open};
use crate::guide::{self, Block, Chapter, Piece};
use crate::law_here::{self, LawLine};
use crate::texts::Texts;
use crate::visit::{Visit, page};

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    t: Texts,
    frame: Frame,
    language: &'static str,
    /// Whose chapters come first; empty for who is not signed in.
    post: String,
    own: Vec<Entry>,
    others: Vec<Entry>,
    /// Whether the reader has a first day to look at.
    first_day: bool,
}

/// A chapter in the table of contents.
struct Entry {
    href: String,
    title: String,
    lead: Vec<Shown>,
    current: bool,
}

#[derive(Template)]
#[template(path = "help_chapter.html")]
struct ChapterPage {
    t: Texts,
    frame: Frame,
    language: &'static str,
    title: String,
    lead: Vec<Shown>,
    parts: Vec<Part>,
    contents: Vec<Entry>,
}

/// A part of a chapter.
struct Part {
    id: String,
    title: String,
    blocks: Vec<ShownBlock>,
}

/// What stands in a part: one of these.
#[derive(Default)]
struct ShownBlock {
    words: Vec<Shown>,
    points: Vec<Vec<Shown>>,
    steps: Vec<Vec<Shown>>,
    law: Option<Vec<LawLine>>,
}

/// A piece of a line in the reader's words.
struct Shown {
    /// `words`, `strong`, `command` or `link`.
    kind: &'static str,
    text: String,
    href: String,
    /// Whether the words are of the reader's language, whatever the chapter's.
    named: bool,
}

/// Shows the table of contents; it is open to everybody.
pub(crate) async fn contents(visit: Visit) -> Response {
    let (own, others) = shelved(&visit, None);
    let user = visit.user.as_ref();
    let made = HelpPage {
        t: visit.t,
        frame: visit.frame(),
        language: guide::language_for(visit.t.language()).code(),
        post: user
            .map(|user| visit.t.code("role", user.role.code()).into_owned())
            .unwrap_or_default(),
        own,
        others,
        first_day: user.is_some_and(|user| may_open(&visit.site.app, Some(user), "/first-day")),
    };
    page(StatusCode::OK, &made)
}

/// Shows a chapter; it is open to everybody.
pub(crate) async fn chapter(visit: Visit, Path(slug): Path<String>) -> Response {
    let chapters = guide::chapters(visit.t.language());
    let Some(found) = chapters.iter().find(|chapter| chapter.slug == slug) else {
        return failure::missing(&visit);
    };
    let part = |(number, section): (usize, &guide::Section)| Part {
        id: format!("part-{}", number + 1),
        title: section.title.clone(),
        blocks: section.blocks.iter().map(|block| shown_block(&visit, block)).collect(),
    };
    let (own, others) = shelved(&visit, Some(found.slug));
    let made = ChapterPage {
        t: visit.t,
        frame: visit.frame(),
        language: guide::language_for(visit.t.language()).code(),
        title: found.title.clone(),
        lead: shown(&visit, &found.lead),
        parts: found.sections.iter().enumerate().map(part).collect(),
        contents: own.into_iter().chain(others).collect(),
    };
    page(StatusCode::OK, &made)
}

/// The chapters of the reader's post in the order of its work, and all others.
fn shelved(visit: &Visit, current: Option<&str>) -> (Vec<Entry>, Vec<Entry>) {
    let chapters = guide::chapters(visit.t.language());
    let slugs = visit.user.as_ref().map_or(&[][..], |user| guide::own(user.role));
    let entry = |chapter: &Chapter| Entry {
        href: format!("/help/{}", chapter.slug),
        title: chapter.title.clone(),
        lead: shown(visit, &chapter.lead),
        current: current == Some(chapter.slug),
    };
    let of = |slug: &&str| chapters.iter().find(|chapter| chapter.slug == *slug);
    let own = slugs.iter().filter_map(of).map(entry).collect();
    let others = chapters.iter().filter(|chapter| !slugs.contains(&chapter.slug)).map(entry);
    (own, others.collect())
}

fn shown_block(visit: &Visit, block: &Block) -> ShownBlock {
    let all = |lines: &[Vec<Piece>]| lines.iter().map(|line| shown(visit, line)).collect();
    match block {
        Block::Words(words) => ShownBlock { words: shown(visit, words), ..ShownBlock::default() },
        Block::Points(points) => ShownBlock { points: all(points), ..ShownBlock::default() },
        Block::Steps(steps) => ShownBlock { steps: all(steps), ..ShownBlock::default() },
        Block::Law(names) => {
            let app = &visit.site.app;
            let lines = law_here::met_by(&app.tables(), visit.t, app.today(), names);
            ShownBlock { law: Some(lines), ..ShownBlock::default() }
        }
    }
}

/// Pieces in the reader's words; a page that the reader may not open is named and not linked.
fn shown(visit: &Visit, pieces: &[Piece]) -> Vec<Shown> {
    let plain =
        |kind, text: &str| Shown { kind, text: text.to_owned(), href: String::new(), named: false };
    let one = |piece: &Piece| match piece {
        Piece::Words(words) => plain("words", words),
        Piece::Strong(words) => plain("strong", words),
        Piece::Command(command) => plain("command", command),
        Piece::Text(key) => Shown { named: true, ..plain("strong", &visit.t.say(key)) },
        Piece::Link { href, words } => {
            let words = shown(visit, words);
            let named = words.iter().any(|word| word.named);
            let text: String = words.into_iter().map(|word| word.text).collect();
            let opens = may_open(&visit.site.app, visit.user.as_deref(), href);
            let kind = match (opens, named) {
                (true, _) => "link",
                (false, true) => "strong",
                (false, false) => "words",
            };
            Shown { kind, text, href: href.clone(), named }
        }
    };
    pieces.iter().map(one).collect()
}
