//! The search: one box, and why each was found.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::{CaseRow, FoundBy, HITS_MAX, Hit};

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::listing::Query;
use crate::parts::tone_of_code;
use crate::texts::{Argument, Texts};
use crate::visit::{Asked, Seen, Visit};

/// Longest question that is looked for, in characters.
const QUESTION_CHARACTERS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    t: Texts,
    frame: Frame,
    form: Form,
    summary: String,
    /// The address that looks for the words of the records too; empty where it was done.
    words: String,
    people: Vec<Person>,
}

/// Somebody who was found.
struct Person {
    name: String,
    about: String,
    found_by: String,
    cases: Vec<FoundCase>,
}

/// A case of somebody who was found.
struct FoundCase {
    href: String,
    text: String,
    status: String,
    tone: &'static str,
    more: String,
}

/// Shows the search and what it found.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let question: String = asked.get("q").chars().take(QUESTION_CHARACTERS_MAX).collect();
            let (hits, are_words_left) = match asked.get("words") {
                "yes" => (seen.app.search(seen.user, &question)?, false),
                _ => {
                    let first = seen.app.search_first(seen.user, &question)?;
                    (first.hits, first.are_words_left)
                }
            };
            let count = i64::try_from(hits.len()).unwrap_or(i64::MAX);
            let summary = match (question.is_empty(), hits.len()) {
                (true, _) => String::new(),
                (false, 0) => seen.t.say("search-nobody").into_owned(),
                (false, HITS_MAX..) => seen.t.count("search-more", count),
                (false, _) => seen.t.count("search-found", count),
            };
            Ok(SearchPage {
                t: seen.t,
                frame: seen.frame(Section::Elsewhere),
                form: asked.form(),
                summary,
                words: if are_words_left {
                    Query::new("/search", &[("q", &question), ("words", "yes")]).changed(&[])
                } else {
                    String::new()
                },
                people: hits.iter().map(|hit| person(seen, hit, &question)).collect(),
            })
        })
        .await
}

fn person(seen: &Seen<'_>, hit: &Hit, question: &str) -> Person {
    let t = seen.t;
    let born = hit.birth_on.map(|on| t.with("search-born", "day", t.day(on)));
    let is_masked = hit.cases.iter().all(|case| case.stub);
    let found_by: Vec<String> = hit.found_by.iter().map(|by| why(t, by)).collect();
    let by_words = hit.found_by.iter().all(|by| matches!(by, FoundBy::Words { .. }));
    let word = if by_words { question } else { "" };
    Person {
        name: if is_masked { t.say("search-masked").into_owned() } else { seen.name(&hit.name) },
        about: born.unwrap_or_default(),
        found_by: t.with("search-found-by", "what", found_by.join("; ")),
        cases: hit.cases.iter().map(|case| found(seen, case, word)).collect(),
    }
}

/// Says by what somebody was found.
fn why(t: Texts, by: &FoundBy) -> String {
    match by {
        FoundBy::Name { spelling, former } => {
            let spelling = t.code("hit_spelling", spelling.code()).into_owned();
            match former {
                None => t.with("hit_by-name", "spelling", spelling),
                Some(name) => {
                    let name = ("name", Argument::Text(name.clone()));
                    t.fill("hit_by-former-name", &[name, ("spelling", Argument::Text(spelling))])
                }
            }
        }
        FoundBy::NationalNumber => t.say("hit_by-national-number").into_owned(),
        FoundBy::CourtNumber => t.say("hit_by-number").into_owned(),
        FoundBy::Phone => t.say("hit_by-phone").into_owned(),
        FoundBy::Address => t.say("hit_by-address").into_owned(),
        FoundBy::Words { sources } => {
            let places = sources.iter().map(|source| t.code("hit_source", source.code()));
            t.with("hit_by-words", "places", places.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A case of somebody; found by words, its link leads to the entries in which they stand.
fn found(seen: &Seen<'_>, case: &CaseRow, word: &str) -> FoundCase {
    let (t, words) = (seen.t, seen.words());
    let path = format!("/cases/{}", case.case);
    let href = match word {
        "" => path,
        word => format!("{}#timeline", Query::new(&path, &[("word", word)]).changed(&[])),
    };
    let office = words.office(&case.office);
    FoundCase {
        href,
        text: if case.stub {
            t.with("case-stub", "office", &office)
        } else {
            format!("{} · {}", case.number, words.measure(&case.measure))
        },
        status: t.code("case_status", &case.status).into_owned(),
        tone: tone_of_code(&case.status),
        more: if case.officer_name.is_empty() {
            office
        } else {
            format!("{office}, {}", case.officer_name)
        },
    }
}
