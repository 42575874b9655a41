//! Evidence for partners: a standard's rule, the number that answers to it, what was published,
//! and the entries behind it. It never says whether a rule is kept.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{EvidenceRow, PublishedResult};
use bagyt_core::month::month_code;
use uuid::Uuid;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::months;
use crate::parts::{Link, Tile};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit, page};

#[derive(Template)]
#[template(path = "evidence.html")]
struct EvidencePage {
    t: Texts,
    frame: Frame,
    form: Form,
    period: String,
    position: String,
    standards: Vec<Standard>,
    all: Link,
}

/// A standard with what the record shows about its rules.
struct Standard {
    id: String,
    name: String,
    source: String,
    rules: Vec<Rule>,
}

/// A rule, or one indicator's word about it.
struct Rule {
    code: String,
    words: String,
    tile: Option<Tile>,
    published: Vec<String>,
    entries: Vec<Link>,
    publish: Option<Publish>,
}

/// What a form to publish carries.
struct Publish {
    standard: String,
    rule: String,
    indicator: String,
    command: String,
}

/// Shows the evidence: the rules about which a number speaks, or all.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit.show(move |seen| made(seen, Form::fresh(), asked.get("all") == "yes")).await
}

/// Publishes a result.
pub(crate) async fn publish(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .answer(move |seen| {
            let (standard, rule, indicator) = (
                form.value("standard").to_owned(),
                form.value("rule").to_owned(),
                form.value("indicator").to_owned(),
            );
            let done = seen.record(&mut form, |command| {
                seen.app.publish_result(seen.user, command, (&standard, &rule), &indicator)
            })?;
            match done {
                Some(_) => Ok(Redirect::to("/evidence?done=evidence").into_response()),
                None => Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &made(seen, form, false)?)),
            }
        })
        .await
}

fn made(seen: &Seen<'_>, form: Form, all: bool) -> Result<EvidencePage, Failure> {
    let t = seen.t;
    let page = seen.app.evidence(seen.user)?;
    let months = (page.month_from, page.month_last);
    let mut standards: Vec<Standard> = Vec::new();
    for row in page.rows.iter().filter(|row| all || !row.indicator.is_empty()) {
        if standards.last().is_none_or(|last| last.id != row.standard) {
            standards.push(Standard {
                id: row.standard.clone(),
                name: seen.row_text(&row.standard_name),
                source: row.source.clone(),
                rules: Vec::new(),
            });
        }
        if let Some(standard) = standards.last_mut() {
            standard.rules.push(rule(seen, row, months, page.may_publish));
        }
    }
    let month = |month| t.month(months::first_day(month));
    Ok(EvidencePage {
        t,
        frame: seen.frame(Section::Evidence),
        form,
        period: t.fill(
            "evidence-period",
            &[("from", month(months.0).into()), ("until", month(months.1).into())],
        ),
        position: months::counted_at(t, page.position),
        standards,
        all: match all {
            true => Link::new("/evidence", t.say("evidence-only-spoken")),
            false => Link::new("/evidence?all=yes", t.say("evidence-all")),
        },
    })
}

fn rule(seen: &Seen<'_>, row: &EvidenceRow, months: (i64, i64), may_publish: bool) -> Rule {
    let t = seen.t;
    let tile = (!row.indicator.is_empty()).then(|| {
        let figure = match row.value_permille {
            Some(permille) => t.share(i64::from(permille)),
            None => t.say("evidence-no-figure").into_owned(),
        };
        let cases = t.count("evidence-cases", i64::try_from(row.cases).unwrap_or(i64::MAX));
        Tile::new(figure, format!("{} ({cases})", seen.row_text(&row.indicator_name)))
    });
    let can_publish = may_publish && row.value_permille.is_some();
    Rule {
        code: row.rule.clone(),
        words: seen.row_text(&row.summary),
        tile,
        published: row.results.iter().map(|result| published(t, result)).collect(),
        entries: row.rows.iter().map(|code| entries(seen, code, months.1)).collect(),
        publish: can_publish.then(|| Publish {
            standard: row.standard.clone(),
            rule: row.rule.clone(),
            indicator: row.indicator.clone(),
            command: Uuid::now_v7().to_string(),
        }),
    }
}

fn published(t: Texts, result: &PublishedResult) -> String {
    let value = match result.value_permille {
        Some(permille) => t.share(permille),
        None => t.say("statistics-withheld").into_owned(),
    };
    t.fill(
        "evidence-published",
        &[
            ("value", value.into()),
            ("day", result.published_on.into()),
            ("position", grouped_u64(result.position).into()),
        ],
    )
}

/// The law row behind a figure, in the last month of it.
fn entries(seen: &Seen<'_>, code: &str, month: i64) -> Link {
    let month = month_code(month);
    let query = Query::new("/practice/cell", &[("month", month.as_str()), ("row", code)]);
    let pack = seen.tables().pack();
    let words = pack.rows_of(code).last().map(|row| row.text.of(seen.t.language().code()));
    Link::new(query.changed(&[]), words.unwrap_or(code))
}
