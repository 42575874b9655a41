//! Monthly tables: one indicator by rows and columns, its trend, and every number a way to its
//! entries.

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{TableCell, TableItem, TablePage, TableQuestion};
use bagyt_app::role::Action;
use bagyt_core::month::month_code;
use bagyt_measure::chart::{self, ChartWords, Series};

use crate::export::{Cell, Kind, Table};
use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::months;
use crate::pages::known::{self, KnownPart, Look};
use crate::parts::{Fact, Figure, FigureRow, Link};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

const PATH: &str = "/statistics";

#[derive(Template)]
#[template(path = "statistics.html")]
struct StatisticsPage {
    t: Texts,
    frame: Frame,
    form: Form,
    months: Vec<Choice>,
    offices: Vec<Choice>,
    indicators: Vec<Choice>,
    rows_by: Vec<Choice>,
    columns_by: Vec<Choice>,
    known: KnownPart,
    /// What else of the service stands elsewhere, for readers whose office has no page of its own.
    beside: Vec<Link>,
    /// The older position that is shown; empty for the present.
    at: String,
    heading: String,
    position: String,
    definition: String,
    scope: String,
    hidden: String,
    corner: String,
    columns: Vec<String>,
    rows: Vec<FigureRow>,
    totals: FigureRow,
    chart_title: String,
    chart: String,
    trend: Vec<Fact>,
    csv: String,
    xlsx: String,
}

/// Shows a monthly table.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .answer(move |seen| {
            known::shown(seen, &asked, PATH, |seen, look| {
                let page = seen.app.statistics(seen.user, &question(&asked, look.at))?;
                Ok(made(seen, &page, look))
            })
        })
        .await
}

/// Sends a monthly table as a file.
pub(crate) async fn csv(visit: Visit, asked: Asked) -> Response {
    visit.answer(move |seen| sent(seen, &asked, Kind::Csv)).await
}

/// Sends a monthly table as a workbook.
pub(crate) async fn xlsx(visit: Visit, asked: Asked) -> Response {
    visit.answer(move |seen| sent(seen, &asked, Kind::Xlsx)).await
}

fn sent(seen: &Seen<'_>, asked: &Asked, kind: Kind) -> Result<Response, Failure> {
    let path = match kind {
        Kind::Csv => "/statistics.csv",
        Kind::Xlsx => "/statistics.xlsx",
    };
    known::answered(seen, asked, path, |seen, at| {
        file(seen, &question(asked, at))?.send(kind, seen.app.now())
    })
}

/// The table of the page, with what was counted, of whom and up to where below it.
fn file(seen: &Seen<'_>, question: &TableQuestion) -> Result<Table, Failure> {
    let page = seen.app.statistics(seen.user, question)?;
    let t = seen.t;
    let cell = |cell: &TableCell| match cell.value {
        Some(value) => Cell::Number(value),
        None => Cell::Text(t.say("statistics-withheld").into_owned()),
    };
    let total = || t.say("statistics-total").into_owned();
    let mut heads = vec![t.code("dimension", &page.rows_by).into_owned()];
    heads.extend(page.columns.iter().map(|key| key_words(seen, &page.columns_by, key)));
    heads.push(total());
    heads.extend(page.earlier.map(|_| t.say("known-total-now").into_owned()));
    let row = |text: String, cells: &[TableCell], sum: &TableCell| -> Vec<Cell> {
        let cells = cells.iter().chain([sum]).map(cell);
        let now = page.earlier.map(|_| match sum.now {
            Some(now) => Cell::Number(now),
            None => Cell::Text("–".to_owned()),
        });
        std::iter::once(Cell::Text(text)).chain(cells).chain(now).collect()
    };
    let mut rows: Vec<Vec<Cell>> = page
        .rows
        .iter()
        .map(|item| row(key_words(seen, &page.rows_by, &item.key), &item.cells, &item.total))
        .collect();
    rows.push(row(total(), &page.totals, &page.total));
    let month = t.month(months::first_day(page.month));
    let notes = vec![
        format!("{}, {month}", seen.row_text(&page.name)),
        seen.row_text(&page.definition),
        seen.row_text(&page.scope),
        months::counted_at(t, page.position),
    ];
    let title = page.earlier.map(|earlier| known::standing(seen, &earlier));
    Ok(Table { name: "statistics", title, heads, rows, notes })
}

/// Reads which table is wanted.
pub(crate) fn question(asked: &Asked, at: Option<u64>) -> TableQuestion {
    let some = |name: &str| Some(asked.get(name).to_owned()).filter(|value| !value.is_empty());
    TableQuestion {
        indicator: asked.get("indicator").to_owned(),
        month: months::asked(asked),
        rows_by: some("rows_by"),
        columns_by: some("columns_by"),
        office: some("office"),
        at,
    }
}

/// The words for a key of a row or column.
pub(crate) fn key_words(seen: &Seen<'_>, dimension: &str, key: &str) -> String {
    let (t, words) = (seen.t, seen.words());
    match dimension {
        "office" => words.office(key),
        "measure" => words.measure(key),
        "article_group" => words.article_group(key),
        "sex" => t.code("sex", key).into_owned(),
        "age_group" => t.code("age_group", key).into_owned(),
        _ => t.code("domain", key).into_owned(),
    }
}

fn made(seen: &Seen<'_>, page: &TablePage, look: &Look) -> StatisticsPage {
    let t = seen.t;
    let (query, parts) = (query(page), parts(page));
    let dimensions = |chosen: &str| -> Vec<Choice> {
        let others = page.dimensions.iter().filter(|code| *code != chosen);
        others.map(|code| Choice::new(code, t.code("dimension", code))).collect()
    };
    let form = Form::fresh()
        .preset("month", month_code(page.month))
        .preset("office", page.office.clone().unwrap_or_default())
        .preset("indicator", page.indicator.clone())
        .preset("rows_by", page.rows_by.clone())
        .preset("columns_by", page.columns_by.clone());
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let name = seen.row_text(&page.name);
    let chart_title = t.with("chart-title", "name", &name);
    let hidden = i64::try_from(page.hidden).unwrap_or(i64::MAX);
    StatisticsPage {
        t,
        frame: seen.frame(Section::Statistics),
        form: look.noted(seen, form),
        known: look.part(seen, PATH, &parts, page.earlier.as_ref()),
        beside: beside(seen),
        at: at_of(page),
        months: months::choices(t, page.months),
        offices: offices(seen),
        indicators: page
            .choices
            .iter()
            .map(|(code, name)| Choice::new(code, seen.row_text(name)))
            .collect(),
        rows_by: dimensions(&page.columns_by),
        columns_by: dimensions(&page.rows_by),
        heading: format!("{name}, {}", t.month(months::first_day(page.month))),
        position: months::counted_at(t, page.position),
        definition: seen.row_text(&page.definition),
        scope: seen.row_text(&page.scope),
        hidden: if hidden > 0 { t.count("statistics-hidden", hidden) } else { String::new() },
        corner: t.code("dimension", &page.rows_by).into_owned(),
        columns: page.columns.iter().map(|key| key_words(seen, &page.columns_by, key)).collect(),
        rows: page.rows.iter().map(|item| row(seen, page, &query, item)).collect(),
        totals: totals(t, page, &query),
        chart: drawn(seen, page, (&name, &chart_title)),
        chart_title,
        csv: query.changed(&[]).replacen("/statistics/cell", "/statistics.csv", 1),
        xlsx: query.changed(&[]).replacen("/statistics/cell", "/statistics.xlsx", 1),
        trend: page
            .trend
            .iter()
            .map(|(month, value)| Fact::new(t.month(months::first_day(*month)), written(t, *value)))
            .collect(),
    }
}

/// The offices that can be chosen: all, if the reader's scope is the country.
pub(crate) fn offices(seen: &Seen<'_>) -> Vec<Choice> {
    let (t, words) = (seen.t, seen.words());
    let tables = seen.tables();
    let own = tables.offices().contains(&seen.user.office);
    let known: Vec<_> = if own {
        vec![seen.user.office.clone()]
    } else if seen.user.region_offices.is_empty() {
        tables.offices().to_vec()
    } else {
        seen.user.region_offices.clone()
    };
    let mut choices: Vec<Choice> =
        known.iter().map(|code| Choice::new(code.0.clone(), words.office(&code.0))).collect();
    choices.sort_by(|one, other| one.text.cmp(&other.text));
    if !own {
        choices.insert(0, Choice::new("", t.say("statistics-country")));
    }
    choices
}

/// What a page shows, as its address says it.
fn parts(page: &TablePage) -> [(&'static str, String); 5] {
    [
        ("indicator", page.indicator.clone()),
        ("month", month_code(page.month)),
        ("rows_by", page.rows_by.clone()),
        ("columns_by", page.columns_by.clone()),
        ("office", page.office.clone().unwrap_or_default()),
    ]
}

fn at_of(page: &TablePage) -> String {
    page.earlier.map(|earlier| earlier.position.to_string()).unwrap_or_default()
}

fn query(page: &TablePage) -> Query {
    let (parts, at) = (parts(page), at_of(page));
    let parts = parts.iter().map(|(name, value)| (*name, value.as_str()));
    Query::new("/statistics/cell", &parts.chain([("at", at.as_str())]).collect::<Vec<_>>())
}

fn row(seen: &Seen<'_>, page: &TablePage, query: &Query, item: &TableItem) -> FigureRow {
    let t = seen.t;
    let mut cells: Vec<Figure> = item
        .cells
        .iter()
        .zip(&page.columns)
        .map(|(cell, column)| figure(t, *cell, query, &[("row", &item.key), ("column", column)]))
        .collect();
    cells.push(figure(t, item.total, query, &[("row", &item.key)]));
    FigureRow { text: key_words(seen, &page.rows_by, &item.key), cells }
}

fn totals(t: Texts, page: &TablePage, query: &Query) -> FigureRow {
    let mut cells: Vec<Figure> = page
        .totals
        .iter()
        .zip(&page.columns)
        .map(|(cell, column)| figure(t, *cell, query, &[("column", column)]))
        .collect();
    cells.push(figure(t, page.total, query, &[]));
    FigureRow { text: t.say("statistics-total").into_owned(), cells }
}

/// A number that opens to its entries; nought and a hidden number open to nothing.
fn figure(t: Texts, cell: TableCell, query: &Query, place: &[(&str, &str)]) -> Figure {
    let opens = cell.value.is_some_and(|value| value > 0);
    let present = || query.changed(&[place, &[("at", "")]].concat());
    Figure {
        text: written(t, cell.value),
        href: if opens { query.changed(place) } else { String::new() },
        now: known::now(t, cell.now.filter(|now| Some(*now) != cell.value), present),
    }
}

fn written(t: Texts, value: Option<u64>) -> String {
    value.map_or_else(|| t.say("statistics-withheld").into_owned(), grouped_u64)
}

/// Draws the trend. A chart that cannot be drawn is left out: its figures stand in the table.
fn drawn(seen: &Seen<'_>, page: &TablePage, (name, title): (&str, &str)) -> String {
    let t = seen.t;
    let places: Vec<String> =
        page.trend.iter().map(|(month, _)| t.month_figures(months::first_day(*month))).collect();
    let values =
        page.trend.iter().map(|(_, value)| value.and_then(|value| i64::try_from(value).ok()));
    let series = [Series { name: name.to_owned(), values: values.collect() }];
    let ends = |place: Option<&String>| place.cloned().unwrap_or_default();
    let description = t.fill(
        "chart-description",
        &[("from", ends(places.first()).into()), ("until", ends(places.last()).into())],
    );
    let words = ChartWords {
        id: "trend",
        title,
        description: &description,
        across: &t.say("column-month"),
        upward: "",
        number: &crate::format::grouped,
    };
    chart::lines(words, &places, &series).unwrap_or_default()
}

/// Pages that heads find on that of their office, for who sees more than one office and may read them.
fn beside(seen: &Seen<'_>) -> Vec<Link> {
    if seen.app.may(seen.user, Action::ViewOffice) {
        return Vec::new();
    }
    let all = [
        (Action::ViewTimeStudies, "/time-studies", "time-studies-title"),
        (Action::ViewTransfersAbroad, "/transfers-abroad", "abroad-list-title"),
    ];
    let own = all.iter().filter(|(action, ..)| seen.app.may(seen.user, *action));
    own.map(|(_, href, key)| Link::new(*href, seen.t.say(key))).collect()
}
