//! Monthly tables: one indicator by rows and columns, its trend, and every number a way to its
//! entries.

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{TableCell, TableItem, TablePage, TableQuestion};
use bagyt_core::month::month_code;
use bagyt_measure::chart::{self, ChartWords, Series};

use crate::export::{Cell, Kind, Table};
use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::months;
use crate::parts::{Fact, Figure, FigureRow};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

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
        .show(move |seen| {
            let page = seen.app.statistics(seen.user, &question(&asked))?;
            Ok(made(seen, &page))
        })
        .await
}

/// Sends a monthly table as a file.
pub(crate) async fn csv(visit: Visit, asked: Asked) -> Response {
    visit.answer(move |seen| file(seen, &asked)?.send(Kind::Csv, seen.app.now())).await
}

/// Sends a monthly table as a workbook.
pub(crate) async fn xlsx(visit: Visit, asked: Asked) -> Response {
    visit.answer(move |seen| file(seen, &asked)?.send(Kind::Xlsx, seen.app.now())).await
}

/// The table of the page, with what was counted, of whom and up to where below it.
fn file(seen: &Seen<'_>, asked: &Asked) -> Result<Table, Failure> {
    let page = seen.app.statistics(seen.user, &question(asked))?;
    let t = seen.t;
    let cell = |cell: &TableCell| match cell.value {
        Some(value) => Cell::Number(value),
        None => Cell::Text(t.say("statistics-withheld").into_owned()),
    };
    let total = || t.say("statistics-total").into_owned();
    let mut heads = vec![t.code("dimension", &page.rows_by).into_owned()];
    heads.extend(page.columns.iter().map(|key| key_words(seen, &page.columns_by, key)));
    heads.push(total());
    let row = |text: String, cells: &[TableCell], sum: &TableCell| -> Vec<Cell> {
        let cells = cells.iter().chain([sum]).map(cell);
        std::iter::once(Cell::Text(text)).chain(cells).collect()
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
    Ok(Table { name: "statistics", heads, rows, notes })
}

/// Reads which table is wanted.
pub(crate) fn question(asked: &Asked) -> TableQuestion {
    let some = |name: &str| Some(asked.get(name).to_owned()).filter(|value| !value.is_empty());
    TableQuestion {
        indicator: asked.get("indicator").to_owned(),
        month: months::asked(asked),
        rows_by: some("rows_by"),
        columns_by: some("columns_by"),
        office: some("office"),
        at: None,
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

fn made(seen: &Seen<'_>, page: &TablePage) -> StatisticsPage {
    let t = seen.t;
    let query = query(page);
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
    let name = seen.row_text(&page.name);
    let chart_title = t.with("chart-title", "name", &name);
    let hidden = i64::try_from(page.hidden).unwrap_or(i64::MAX);
    StatisticsPage {
        t,
        frame: seen.frame(Section::Statistics),
        form,
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

fn query(page: &TablePage) -> Query {
    let (month, office) = (month_code(page.month), page.office.clone().unwrap_or_default());
    Query::new(
        "/statistics/cell",
        &[
            ("indicator", page.indicator.as_str()),
            ("month", month.as_str()),
            ("rows_by", page.rows_by.as_str()),
            ("columns_by", page.columns_by.as_str()),
            ("office", office.as_str()),
        ],
    )
}

fn row(seen: &Seen<'_>, page: &TablePage, query: &Query, item: &TableItem) -> FigureRow {
    let t = seen.t;
    let mut cells: Vec<Figure> = item
        .cells
        .iter()
        .zip(&page.columns)
        .map(|(cell, column)| {
            figure(t, *cell, || query.changed(&[("row", &item.key), ("column", column)]))
        })
        .collect();
    cells.push(figure(t, item.total, || query.putting("row", &item.key)));
    FigureRow { text: key_words(seen, &page.rows_by, &item.key), cells }
}

fn totals(t: Texts, page: &TablePage, query: &Query) -> FigureRow {
    let mut cells: Vec<Figure> = page
        .totals
        .iter()
        .zip(&page.columns)
        .map(|(cell, column)| figure(t, *cell, || query.putting("column", column)))
        .collect();
    cells.push(figure(t, page.total, || query.changed(&[])));
    FigureRow { text: t.say("statistics-total").into_owned(), cells }
}

/// A number that opens to its entries; nought and a hidden number open to nothing.
fn figure(t: Texts, cell: TableCell, href: impl Fn() -> String) -> Figure {
    let opens = cell.value.is_some_and(|value| value > 0);
    Figure { text: written(t, cell.value), href: if opens { href() } else { String::new() } }
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
