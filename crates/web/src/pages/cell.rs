//! The entries behind a number: positions, days, offices; the case for those who may see it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use bagyt_app::read::{CellEntry, CellPage, CellQuestion};

use crate::frame::{Frame, Section};
use crate::listing::{Pages, Query, grouped_u64};
use crate::months;
use crate::pages::{known, practice, statistics};
use crate::parts::{Fact, Link, Now};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit, page};

#[derive(Template)]
#[template(path = "cell.html")]
struct EntriesPage {
    t: Texts,
    frame: Frame,
    back: Link,
    heading: String,
    figure: String,
    /// Today's number, beside an older one that is another.
    now: Option<Now>,
    /// As of when it was counted; empty for the present.
    standing: String,
    facts: Vec<Fact>,
    rows: Vec<Row>,
    pages: Pages,
}

/// An entry that was counted.
struct Row {
    entry: String,
    met: String,
    day: String,
    what: String,
    office: String,
    case: String,
    href: String,
}

/// What stands around the entries of one number.
struct About {
    section: Section,
    back: Link,
    heading: String,
    facts: Vec<Fact>,
    query: Query,
    /// Family of texts of the kinds of entries.
    family: &'static str,
}

/// The parts of a cell's address.
const PARTS: [&str; 10] = [
    "indicator",
    "month",
    "rows_by",
    "columns_by",
    "office",
    "row",
    "column",
    "state",
    "week",
    "at",
];

/// Opens a number of a monthly table.
pub(crate) async fn statistics(visit: Visit, asked: Asked) -> Response {
    visit
        .answer(move |seen| {
            known::answered(seen, &asked, "/statistics/cell", |seen, at| {
                let some =
                    |name: &str| Some(asked.get(name).to_owned()).filter(|part| !part.is_empty());
                let question = CellQuestion {
                    table: statistics::question(&asked, at),
                    row: some("row"),
                    column: some("column"),
                    page: asked.page(),
                };
                let cell = seen.app.statistics_cell(seen.user, &question)?;
                Ok(page(StatusCode::OK, &made(seen, &cell, about_table(seen, &asked))))
            })
        })
        .await
}

fn about_table(seen: &Seen<'_>, asked: &Asked) -> About {
    let t = seen.t;
    let indicators = seen.tables().indicators();
    let indicator = indicators.iter().find(|one| one.code == asked.get("indicator"));
    let language = t.language().code();
    let heading = indicator.map_or("", |one| one.name.in_language(language)).to_owned();
    let mut facts = Vec::new();
    facts.extend(month(t, asked));
    for (part, way) in [("row", "rows_by"), ("column", "columns_by")] {
        if !asked.get(part).is_empty() {
            let dimension = asked.get(way);
            facts.push(Fact::new(
                t.code("dimension", dimension),
                statistics::key_words(seen, dimension, asked.get(part)),
            ));
        }
    }
    facts.extend(office(seen, asked));
    if let Some(one) = indicator {
        facts.push(Fact::new(t.say("cell-definition"), one.definition.in_language(language)));
        facts.push(Fact::new(t.say("cell-scope"), one.scope.in_language(language)));
    }
    let query = query("/statistics/cell", asked);
    let back = query_back("/statistics", asked);
    let back = Link::new(back, t.say("statistics-title"));
    About { section: Section::Statistics, back, heading, facts, query, family: "event" }
}

/// Opens a number of law against practice.
pub(crate) async fn practice(visit: Visit, asked: Asked) -> Response {
    visit
        .answer(move |seen| {
            known::answered(seen, &asked, "/practice/cell", |seen, at| {
                let state = Some(asked.get("state")).filter(|state| !state.is_empty());
                let question = practice::question(&asked, at);
                let cell = seen.app.practice_cell(seen.user, &question, state, asked.page())?;
                Ok(page(StatusCode::OK, &made(seen, &cell, about_practice(seen, &asked))))
            })
        })
        .await
}

fn about_practice(seen: &Seen<'_>, asked: &Asked) -> About {
    let t = seen.t;
    let pack = seen.tables().pack();
    let row = pack.rows_of(asked.get("row")).last();
    let heading = row.map_or("", |row| row.text.of(t.language().code())).to_owned();
    let mut facts = Vec::new();
    facts.extend(month(t, asked));
    if !asked.get("state").is_empty() {
        facts.push(Fact::new(t.say("column-state"), t.code("clock_state", asked.get("state"))));
    }
    facts.extend(office(seen, asked));
    if let Some(row) = row {
        let cited = seen.citation(&bagyt_casework::reliance::cited(row));
        facts.push(Fact::new(t.say("law-source"), cited));
    }
    facts.push(Fact::new(t.say("cell-definition"), t.say("practice-definition")));
    let query = query("/practice/cell", asked);
    let back = Link::new(query_back("/practice", asked), t.say("practice-title"));
    About { section: Section::Practice, back, heading, facts, query, family: "clock_state" }
}

/// Opens a step of the survival curve.
pub(crate) async fn survival(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let week: u32 = crate::visit::named(asked.get("week"))?;
            let cell = seen.app.survival_cell(seen.user, week, asked.page())?;
            let t = seen.t;
            let about = About {
                section: Section::Survival,
                back: Link::new("/survival", t.say("survival-title")),
                heading: t.with("survival-members", "week", week.to_string()),
                facts: Vec::new(),
                query: query("/survival/cell", &asked),
                family: "event",
            };
            Ok(made(seen, &cell, about))
        })
        .await
}

fn month(t: Texts, asked: &Asked) -> Option<Fact> {
    let month = months::asked(asked)?;
    Some(Fact::new(t.say("column-month"), t.month(months::first_day(month))))
}

fn office(seen: &Seen<'_>, asked: &Asked) -> Option<Fact> {
    let code = Some(asked.get("office")).filter(|code| !code.is_empty())?;
    Some(Fact::new(seen.t.say("column-office"), seen.words().office(code)))
}

fn query(path: &str, asked: &Asked) -> Query {
    let parts: Vec<(&str, &str)> = PARTS.iter().map(|name| (*name, asked.get(name))).collect();
    Query::new(path, &parts)
}

fn query_back(path: &str, asked: &Asked) -> String {
    let none = [("column", ""), ("state", "")];
    let without_row: &[(&str, &str)] = if path == "/statistics" { &[("row", "")] } else { &[] };
    query(path, asked).changed(&[&none[..], without_row].concat())
}

fn made(seen: &Seen<'_>, cell: &CellPage, about: About) -> EntriesPage {
    let t = seen.t;
    let mut facts = about.facts;
    facts.push(Fact::new(t.say("cell-position"), grouped_u64(cell.position)));
    let total = i64::try_from(cell.total).unwrap_or(i64::MAX);
    let present = || about.query.changed(&[("at", ""), ("page", "")]);
    let at = cell.earlier.map(|earlier| format!("&at={}", earlier.position)).unwrap_or_default();
    EntriesPage {
        t,
        frame: seen.frame(about.section),
        back: about.back,
        heading: about.heading,
        figure: grouped_u64(cell.total),
        now: cell.now.map(|now| Now {
            text: grouped_u64(now),
            href: if now > 0 { present() } else { String::new() },
        }),
        standing: cell.earlier.map(|one| known::standing(seen, &one)).unwrap_or_default(),
        facts,
        rows: cell.entries.iter().map(|entry| row(seen, entry, about.family, &at)).collect(),
        pages: Pages::new(t, &about.query, cell.page, total),
    }
}

fn row(seen: &Seen<'_>, entry: &CellEntry, family: &str, at: &str) -> Row {
    let t = seen.t;
    let met = entry.met.map(|(seq, _)| t.with("cell-met", "entry", grouped_u64(seq)));
    Row {
        entry: grouped_u64(entry.seq),
        met: met.unwrap_or_default(),
        day: t.figures(entry.on),
        what: t.code(family, &entry.kind).into_owned(),
        office: seen.words().office(&entry.office),
        case: entry.case_short.clone(),
        href: entry
            .case
            .map(|case| format!("/cases/{case}?all=yes{at}#timeline"))
            .unwrap_or_default(),
    }
}
