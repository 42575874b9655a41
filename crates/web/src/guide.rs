//! The guide: short chapters for the people who work with the product, and whose each is.
//!
//! Chapters stand in `guide/ru` and `guide/en`, in the few marks that `guide/README.md` lists.
//! What a page or a button is called is never typed there: its key is, and the reader's own language
//! gives the words, also where the chapter itself is read in Russian. Rows of the law are named by
//! the happening that meets them and come from the tables in force.

use std::sync::LazyLock;

use bagyt_casework::codes::Role;

use crate::language::Language;

/// A chapter as it stands in its files.
struct Source {
    slug: &'static str,
    russian: &'static str,
    english: &'static str,
}

macro_rules! source {
    ($slug:literal) => {
        Source {
            slug: $slug,
            russian: include_str!(concat!("../../../guide/ru/", $slug, ".md")),
            english: include_str!(concat!("../../../guide/en/", $slug, ".md")),
        }
    };
}

/// All chapters, in the order of the work.
const SOURCES: [Source; 12] = [
    source!("day"),
    source!("beginning"),
    source!("meetings"),
    source!("absences"),
    source!("duties"),
    source!("court"),
    source!("ending"),
    source!("law"),
    source!("access"),
    source!("head"),
    source!("administrator"),
    source!("clerk"),
];

/// A chapter in one language.
pub(crate) struct Chapter {
    pub(crate) slug: &'static str,
    pub(crate) title: String,
    pub(crate) lead: Vec<Piece>,
    pub(crate) sections: Vec<Section>,
}

/// A part of a chapter with its heading.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// A paragraph, a list, or rows of the law.
pub(crate) enum Block {
    Words(Vec<Piece>),
    Points(Vec<Vec<Piece>>),
    Steps(Vec<Vec<Piece>>),
    /// The rows that one of these happenings meets.
    Law(Vec<String>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Words(String),
    Strong(String),
    Command(String),
    /// The text of a key of `i18n/`.
    Text(String),
    Link {
        href: String,
        words: Vec<Piece>,
    },
}

static RUSSIAN: LazyLock<Vec<Chapter>> =
    LazyLock::new(|| SOURCES.iter().map(|one| chapter(one.slug, one.russian)).collect());
static ENGLISH: LazyLock<Vec<Chapter>> =
    LazyLock::new(|| SOURCES.iter().map(|one| chapter(one.slug, one.english)).collect());

/// Returns the language in which a reader of that language reads the guide.
pub(crate) fn language_for(reader: Language) -> Language {
    match reader {
        Language::En => Language::En,
        Language::Ky | Language::Kk | Language::Ru => Language::Ru,
    }
}

/// Returns the chapters for a reader of that language, in the order of the work.
pub(crate) fn chapters(reader: Language) -> &'static [Chapter] {
    match language_for(reader) {
        Language::En => &ENGLISH,
        _ => &RUSSIAN,
    }
}

/// Returns the chapters that are about the work of a post, the nearest first.
pub(crate) fn own(role: Role) -> &'static [&'static str] {
    match role {
        Role::Officer => &[
            "day",
            "beginning",
            "meetings",
            "absences",
            "duties",
            "court",
            "ending",
            "law",
            "access",
        ],
        Role::Psychologist | Role::SocialWorker => &["day", "duties", "meetings", "access", "law"],
        Role::HeadOfOffice | Role::DeputyHead => {
            &["head", "day", "court", "absences", "ending", "law", "access"]
        }
        Role::InterregionalHead => &["head", "court", "ending", "access", "law"],
        Role::LegalAdviser => &["law", "beginning", "court", "access"],
        Role::Administrator => &["administrator", "access", "law"],
        Role::Clerk => &["clerk"],
        _ => &["law", "access"],
    }
}

fn chapter(slug: &'static str, text: &str) -> Chapter {
    let mut found = Chapter { slug, title: String::new(), lead: Vec::new(), sections: Vec::new() };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("# ") {
            found.title = title.to_owned();
        } else if let Some(title) = line.strip_prefix("## ") {
            found.sections.push(Section { title: title.to_owned(), blocks: Vec::new() });
        } else if let Some(section) = found.sections.last_mut() {
            put(&mut section.blocks, line);
        } else {
            found.lead.extend(pieces(line));
        }
    }
    found
}

/// Puts a line into a section: a point goes to the list before it.
fn put(blocks: &mut Vec<Block>, line: &str) {
    if let Some(names) = line.strip_prefix("{law ").and_then(|rest| rest.strip_suffix('}')) {
        blocks.push(Block::Law(names.split(' ').map(str::to_owned).collect()));
    } else if let Some(point) = line.strip_prefix("- ") {
        match blocks.last_mut() {
            Some(Block::Points(points)) => points.push(pieces(point)),
            _ => blocks.push(Block::Points(vec![pieces(point)])),
        }
    } else if let Some(step) = step(line) {
        match blocks.last_mut() {
            Some(Block::Steps(steps)) => steps.push(pieces(step)),
            _ => blocks.push(Block::Steps(vec![pieces(step)])),
        }
    } else {
        blocks.push(Block::Words(pieces(line)));
    }
}

/// What stands behind `1. `.
fn step(line: &str) -> Option<&str> {
    let (number, step) = line.split_once(". ")?;
    number.parse::<u8>().ok().map(|_| step)
}

type Made = fn(&str) -> Option<Piece>;

/// How a mark opens and closes, and what stands between.
const MARKS: [(&str, &str, Made); 4] = [
    ("**", "**", |inner| Some(Piece::Strong(inner.to_owned()))),
    ("`", "`", |inner| Some(Piece::Command(inner.to_owned()))),
    ("{", "}", |inner| Some(Piece::Text(inner.to_owned()))),
    ("[", ")", |inner| {
        let (words, href) = inner.split_once("](")?;
        Some(Piece::Link { href: href.to_owned(), words: pieces(words) })
    }),
];

/// Takes a line to pieces. A mark that does not close stays as it was written; a test finds it.
fn pieces(line: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = line;
    let first = |text: &str| {
        let marks = MARKS.iter().filter_map(|mark| text.find(mark.0).map(|at| (at, mark)));
        marks.min_by_key(|(at, _)| *at)
    };
    while let Some((at, (open, close, made))) = first(rest) {
        let inner = &rest[at + open.len()..];
        let Some((end, piece)) =
            inner.find(close).and_then(|end| Some((end, made(&inner[..end])?)))
        else {
            break;
        };
        if at > 0 {
            found.push(Piece::Words(rest[..at].to_owned()));
        }
        found.push(piece);
        rest = &inner[end + close.len()..];
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest.to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::drafts::fits;
    use crate::texts::Texts;

    /// Every piece of a chapter, those within links too.
    fn all(chapter: &Chapter) -> Vec<Piece> {
        let blocks = chapter.sections.iter().flat_map(|section| &section.blocks);
        let mut found = chapter.lead.clone();
        for block in blocks {
            match block {
                Block::Words(words) => found.extend(words.clone()),
                Block::Points(points) | Block::Steps(points) => {
                    found.extend(points.iter().flatten().cloned());
                }
                Block::Law(_) => {}
            }
        }
        let within = found.iter().flat_map(|piece| match piece {
            Piece::Link { words, .. } => words.clone(),
            _ => Vec::new(),
        });
        let within: Vec<Piece> = within.collect();
        found.extend(within);
        found
    }

    fn both() -> impl Iterator<Item = (&'static Chapter, &'static Chapter)> {
        chapters(Language::Ru).iter().zip(chapters(Language::En))
    }

    #[test]
    fn a_line_is_taken_to_pieces() {
        let words = |text: &str| Piece::Words(text.to_owned());
        let link = Piece::Link {
            href: "/today".to_owned(),
            words: vec![Piece::Text("today-title".to_owned())],
        };
        let found = pieces("See [{today-title}](/today), **now**: `bagyt verify`.");
        let command = Piece::Command("bagyt verify".to_owned());
        let strong = Piece::Strong("now".to_owned());
        assert_eq!(
            found,
            [words("See "), link, words(", "), strong, words(": "), command, words(".")]
        );
        assert_eq!(pieces("{open"), [words("{open")]);
    }

    #[test]
    fn every_chapter_is_whole_and_leaves_no_mark_open() {
        for chapter in [Language::Ru, Language::En].map(chapters).into_iter().flatten() {
            let name = format!("{} «{}»", chapter.slug, chapter.title);
            assert!(!chapter.title.is_empty() && !chapter.lead.is_empty(), "{name}");
            assert!(chapter.sections.len() >= 2, "{name}");
            assert!(chapter.sections.iter().all(|one| !one.blocks.is_empty()), "{name}");
            for piece in all(chapter) {
                if let Piece::Words(words) = piece {
                    let open = words.contains(['{', '}', '[', ']', '`', '*', '#']);
                    assert!(!open, "{name}: a mark stays open in `{words}`");
                }
            }
        }
    }

    #[test]
    fn names_of_pages_and_buttons_are_texts_in_every_language() {
        for chapter in [Language::Ru, Language::En].map(chapters).into_iter().flatten() {
            for piece in all(chapter) {
                let Piece::Text(key) = piece else { continue };
                let missing: Vec<_> = Language::ALL
                    .into_iter()
                    .filter(|language| Texts::of(*language).find(&key).is_none())
                    .collect();
                assert!(missing.is_empty(), "{}: `{key}` has no text {missing:?}", chapter.slug);
            }
        }
    }

    #[test]
    fn links_lead_to_pages_and_chapters() {
        let router = include_str!("router.rs");
        let routes: Vec<&str> =
            router.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1)).collect();
        for chapter in [Language::Ru, Language::En].map(chapters).into_iter().flatten() {
            for piece in all(chapter) {
                let Piece::Link { href, .. } = piece else { continue };
                let known = match href.strip_prefix("/help/") {
                    Some(slug) => SOURCES.iter().any(|one| one.slug == slug),
                    None => routes.iter().any(|route| fits(route, &href)),
                };
                assert!(known, "{}: nothing stands at {href}", chapter.slug);
            }
        }
    }

    #[test]
    fn both_languages_say_the_same() {
        let marks = |chapter: &Chapter| {
            let own = all(chapter).into_iter().filter_map(|piece| match piece {
                Piece::Text(key) => Some(key),
                Piece::Link { href, .. } => Some(href),
                Piece::Words(_) | Piece::Strong(_) | Piece::Command(_) => None,
            });
            own.collect::<Vec<_>>()
        };
        let laws = |chapter: &Chapter| {
            let blocks = chapter.sections.iter().flat_map(|section| &section.blocks);
            let laws = blocks.filter_map(|block| match block {
                Block::Law(names) => Some(names.clone()),
                Block::Words(_) | Block::Points(_) | Block::Steps(_) => None,
            });
            laws.collect::<Vec<_>>()
        };
        for (russian, english) in both() {
            let name = russian.slug;
            assert_eq!(russian.sections.len(), english.sections.len(), "{name}");
            assert_eq!(marks(russian), marks(english), "{name}");
            assert_eq!(laws(russian), laws(english), "{name}");
        }
    }

    #[test]
    fn every_chapter_is_somebodys_and_every_post_has_one() {
        let mut read = BTreeSet::new();
        for role in Role::ALL {
            let own = own(*role);
            assert!(!own.is_empty(), "{role:?}");
            for slug in own {
                assert!(SOURCES.iter().any(|one| one.slug == *slug), "{role:?}: {slug}");
                read.insert(*slug);
            }
        }
        let unread: Vec<_> = SOURCES.iter().filter(|one| !read.contains(one.slug)).collect();
        assert!(unread.is_empty(), "{:?}", unread.iter().map(|one| one.slug).collect::<Vec<_>>());
    }

    #[test]
    fn rows_of_the_law_are_named_by_what_happens() {
        let declared = include_str!("../../../law/zz/happenings.toml");
        for (chapter, _) in both() {
            for block in chapter.sections.iter().flat_map(|section| &section.blocks) {
                let Block::Law(names) = block else { continue };
                for name in names {
                    let line = format!("name = \"{name}\"\n");
                    assert!(declared.contains(&line), "{}: {name}", chapter.slug);
                }
            }
        }
    }
}
