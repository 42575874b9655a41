//! Looking for a person, in any script.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::{CaseRow, Hit};

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::parts::tone_of_code;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

/// Hits that the application returns at most; as many mean that there may be more.
const HITS_MAX: usize = 50;
/// Longest question that is looked for, in characters.
const QUESTION_CHARACTERS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    t: Texts,
    frame: Frame,
    form: Form,
    summary: String,
    people: Vec<Person>,
}

/// Somebody who was found.
struct Person {
    name: String,
    about: String,
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
            let hits = seen.app.search(seen.user, &question)?;
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
                people: hits.iter().map(|hit| person(seen, hit)).collect(),
            })
        })
        .await
}

fn person(seen: &Seen<'_>, hit: &Hit) -> Person {
    let born = hit.birth_on.map(|on| seen.t.with("search-born", "day", seen.t.day(on)));
    Person {
        name: seen.name(&hit.name),
        about: born.unwrap_or_default(),
        cases: hit.cases.iter().map(|case| found(seen, case)).collect(),
    }
}

fn found(seen: &Seen<'_>, case: &CaseRow) -> FoundCase {
    let (t, words) = (seen.t, seen.words());
    let href = format!("/cases/{}", case.case);
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
