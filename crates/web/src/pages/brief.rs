//! One week of an office, a region or the country on one page to print; each number leads to what
//! stands behind it.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::{BriefCell, BriefEntry, BriefPage, BriefQuestion};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::form::Choice;
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::parts::{Link, Offices};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

/// Days of a week.
const WEEK: i64 = 7;

#[derive(Template)]
#[template(path = "brief.html")]
struct Page {
    t: Texts,
    frame: Frame,
    heading: String,
    week: String,
    office: String,
    from: String,
    offices: Vec<Choice>,
    earlier: String,
    later: String,
    lines: Vec<Line>,
    overdue: Vec<Link>,
    overdue_counts: Vec<String>,
    position: String,
}

/// A number of the week, with that of the week before.
struct Line {
    what: String,
    count: Link,
    before: Link,
}

#[derive(Template)]
#[template(path = "brief_cell.html")]
struct CellPage {
    t: Texts,
    frame: Frame,
    heading: String,
    week: String,
    back: String,
    rows: Vec<Row>,
    is_cut: bool,
}

/// A line behind a number.
struct Row {
    day: String,
    office: String,
    client: String,
    href: String,
}

/// Shows a week.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let week = asked.get("week").parse::<Date>().ok();
            let page = seen.app.brief(seen.user, asked.get("office"), week)?;
            Ok(made(seen, &page))
        })
        .await
}

fn week_of(t: Texts, from: Date) -> String {
    let last = from.saturating_add((WEEK - 1).days());
    t.fill("brief-week", &[("from", from.into()), ("until", last.into())])
}

fn made(seen: &Seen<'_>, page: &BriefPage) -> Page {
    let (t, words) = (seen.t, seen.words());
    let office = page.office.as_str();
    let name = match (office, page.region.as_str()) {
        ("", "") => t.say("brief-country").into_owned(),
        ("", region) => words.post(region),
        (office, _) => words.office(office),
    };
    let address = |from: Date| {
        Query::new("/brief", &[("office", office), ("week", &from.to_string())]).changed(&[])
    };
    let cell = |from: Date, what: &str, row: &str, count: u64| {
        let week = from.to_string();
        let parts = [("office", office), ("week", &week), ("what", what), ("row", row)];
        Link::new(Query::new("/brief/cell", &parts).changed(&[]), grouped_u64(count))
    };
    let before = page.from.saturating_sub(WEEK.days());
    let next = page.from.saturating_add(WEEK.days());
    let mut lines: Vec<Line> = page
        .lines
        .iter()
        .map(|line| Line {
            what: t.code("event", line.kind).into_owned(),
            count: cell(page.from, line.kind, "", line.count),
            before: cell(before, line.kind, "", line.before),
        })
        .collect();
    let returned = u64::try_from(page.returned).unwrap_or(u64::MAX);
    lines.push(Line {
        what: t.say("brief-returned").into_owned(),
        count: cell(page.from, "returned", "", returned),
        before: Link::new("", ""),
    });
    let overdue = page.overdue.iter().map(|line| {
        let said = line.row.as_ref().map(|row| seen.row_text(&row.text));
        let link = cell(page.from, "overdue", &line.code, line.count);
        Link::new(link.href, said.unwrap_or_else(|| line.code.clone()))
    });
    Page {
        t,
        frame: seen.frame(Section::Elsewhere),
        heading: t.with("brief-title", "office", name),
        week: week_of(t, page.from),
        office: office.to_owned(),
        from: page.from.to_string(),
        offices: Offices::of(seen, office, &page.offices).choices,
        earlier: address(before),
        later: if next <= seen.today() { address(next) } else { String::new() },
        lines,
        overdue: overdue.collect(),
        overdue_counts: page.overdue.iter().map(|line| grouped_u64(line.count)).collect(),
        position: t.with("frame-position", "position", grouped_u64(page.position)),
    }
}

/// Shows what stands behind a number.
pub(crate) async fn cell(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let question = BriefQuestion {
                office: asked.get("office").to_owned(),
                week: asked.get("week").parse::<Date>().ok(),
                what: asked.get("what").to_owned(),
                row: asked.get("row").to_owned(),
            };
            let page = seen.app.brief_cell(seen.user, &question)?;
            Ok(opened(seen, &page, &question))
        })
        .await
}

fn opened(seen: &Seen<'_>, page: &BriefCell, asked: &BriefQuestion) -> CellPage {
    let t = seen.t;
    let heading = match (page.what.as_str(), &page.row) {
        ("overdue", Some(row)) => seen.row_text(&row.text),
        ("overdue", None) => t.say("brief-overdue").into_owned(),
        ("returned", _) => t.say("brief-returned").into_owned(),
        (kind, _) => t.code("event", kind).into_owned(),
    };
    let week = page.from.to_string();
    let back = [("office", asked.office.as_str()), ("week", &week)];
    CellPage {
        t,
        frame: seen.frame(Section::Elsewhere),
        heading,
        week: match page.what.as_str() {
            "overdue" | "returned" => t.say("brief-today").into_owned(),
            _ => week_of(t, page.from),
        },
        back: Query::new("/brief", &back).changed(&[]),
        rows: page.rows.iter().map(|one| row(seen, one)).collect(),
        is_cut: page.is_cut,
    }
}

fn row(seen: &Seen<'_>, one: &BriefEntry) -> Row {
    let (client, href) = match &one.case {
        Some(case) => (seen.name(&case.name), format!("/cases/{}", case.case)),
        None => (seen.t.say("name-hidden").into_owned(), String::new()),
    };
    Row { day: seen.t.figures(one.on), office: seen.words().office(&one.office), client, href }
}
