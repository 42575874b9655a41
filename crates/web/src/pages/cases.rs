//! Lists of cases: mine, or those of the office or region, on the screen and as a file.

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CaseRow;

use crate::export::{Cell, Kind, Table};
use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::listing::{Column, Pages, Query};
use crate::pages::campaign;
use crate::pages::case_filter::{self, Choices};
use crate::parts::{Link, tone_of, tone_of_code};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

#[derive(Template)]
#[template(path = "cases.html")]
struct CasesPage {
    t: Texts,
    frame: Frame,
    summary: String,
    csv: String,
    xlsx: String,
    has_campaigns: bool,
    form: Form,
    choices: Choices,
    /// Whether the further filters are open.
    is_narrow: bool,
    /// The filters that the reader keeps.
    saved: Vec<Link>,
    /// Where this filter is kept.
    keep: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    pages: Pages,
}

/// A case, as a line of the list shows it.
struct Row {
    href: String,
    name: String,
    number: String,
    measure: String,
    article: String,
    risk: String,
    risk_tone: &'static str,
    last_contact: String,
    next_appointment: String,
    next_due: String,
    due_chip: String,
    due_tone: &'static str,
    until: String,
    /// Empty for the usual one, so that the others stand out.
    status: String,
    status_tone: &'static str,
}

/// Shows the list.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let list = seen.app.cases(seen.user, &case_filter::read(seen, &asked, false))?;
            let query = case_filter::query("/cases", &asked);
            let saved = seen.app.saved_filters(seen.user)?.into_iter();
            let saved = saved.map(|one| Link::new(format!("/cases?{}", one.query), one.name));
            let total = i64::try_from(list.total).unwrap_or(i64::MAX);
            Ok(CasesPage {
                t: seen.t,
                frame: seen.frame(Section::Cases),
                summary: seen.t.count("cases-summary", total),
                has_campaigns: campaign::may_see(seen),
                csv: query.changed(&[("page", "")]).replacen("/cases", "/cases.csv", 1),
                xlsx: query.changed(&[("page", "")]).replacen("/cases", "/cases.xlsx", 1),
                form: asked.form().preset("whose", case_filter::whose(seen, &asked)),
                choices: Choices::of(seen),
                is_narrow: case_filter::is_narrow(&asked),
                saved: saved.collect(),
                keep: case_filter::query("/cases/filters", &asked).changed(&[]),
                columns: columns(seen.t, &query, asked.get("sort")),
                rows: list.rows.iter().map(|case| row(seen, case)).collect(),
                pages: Pages::of(seen.t, &query, list.page, list.total),
            })
        })
        .await
}

/// Sends the list as a file, with the names of the columns in the reader's language.
pub(crate) async fn csv(visit: Visit, asked: Asked) -> Response {
    visit.answer(move |seen| file(seen, &asked)?.send(Kind::Csv, seen.app.now())).await
}

/// Sends the list as a workbook.
pub(crate) async fn xlsx(visit: Visit, asked: Asked) -> Response {
    visit.answer(move |seen| file(seen, &asked)?.send(Kind::Xlsx, seen.app.now())).await
}

fn file(seen: &Seen<'_>, asked: &Asked) -> Result<Table, Failure> {
    let list = seen.app.cases(seen.user, &case_filter::read(seen, asked, true))?;
    let (t, words) = (seen.t, seen.words());
    let heads = [
        "column-number",
        "column-name",
        "column-status",
        "column-domain",
        "column-measure",
        "column-article",
        "column-risk",
        "column-office",
        "column-officer",
        "column-last-contact",
        "column-next-due",
        "column-until",
    ];
    let row = |case: &CaseRow| -> Vec<Cell> {
        let risk = case.risk.as_ref().map(|risk| t.code("risk", risk).into_owned());
        vec![
            case.number.clone().into(),
            case.name.clone().into(),
            t.code("case_status", &case.status).into_owned().into(),
            t.code("domain", &case.domain).into_owned().into(),
            words.measure(&case.measure).into(),
            case.article.clone().into(),
            risk.unwrap_or_default().into(),
            words.office(&case.office).into(),
            case.officer_name.clone().into(),
            Cell::Day(case.last_contact_on),
            Cell::Day(case.next_due_on),
            Cell::Day(Some(case.term_until)),
        ]
    };
    Ok(Table {
        name: "cases",
        title: None,
        heads: heads.iter().map(|key| t.say(key).into_owned()).collect(),
        rows: list.rows.iter().map(row).collect(),
        notes: Vec::new(),
    })
}

fn columns(t: Texts, query: &Query, sort: &str) -> Vec<Column> {
    let sort = if sort.is_empty() { "due" } else { sort };
    let sortable = |key: &str, name: &str| Column::sortable(t.say(key), query, name, sort);
    vec![
        sortable("column-client", "name"),
        Column::plain(t.say("column-measure")),
        Column::plain(t.say("column-risk")),
        Column::plain(t.say("column-last-contact")),
        Column::plain(t.say("column-next-appointment")),
        sortable("column-next-due", "due"),
        sortable("column-until", "until"),
    ]
}

fn row(seen: &Seen<'_>, case: &CaseRow) -> Row {
    let (t, words) = (seen.t, seen.words());
    let days = case.next_due_on.map(|on| crate::format::days_between(seen.today(), on));
    let late = days.filter(|days| *days < 0).map(|days| t.count("late-days", -days));
    let near = case.next_due_on.and_then(|on| t.distance(on, seen.today()));
    let none = || t.say("none-yet").into_owned();
    Row {
        href: format!("/cases/{}", case.case),
        name: if case.stub { t.say("case-restricted").into_owned() } else { seen.name(&case.name) },
        number: case.number.clone(),
        measure: words.measure(&case.measure),
        article: t.with("article-short", "article", &case.article),
        risk: case.risk.as_ref().map(|risk| t.code("risk", risk).into_owned()).unwrap_or_default(),
        risk_tone: case.risk.as_deref().map_or("", tone_of_code),
        last_contact: case.last_contact_on.map_or_else(none, |on| t.figures(on)),
        next_appointment: case
            .next_appointment_at
            .map_or_else(none, |at| t.moment_figures(at, seen.zone())),
        next_due: case.next_due_on.map(|on| t.figures(on)).unwrap_or_default(),
        due_chip: late.or(near).unwrap_or_default(),
        due_tone: days.map_or("", tone_of),
        until: t.figures(case.term_until),
        status: match case.status.as_str() {
            "active" => String::new(),
            other => t.code("case_status", other).into_owned(),
        },
        status_tone: tone_of_code(&case.status),
    }
}
