//! Time without a new arrest: the curve, its figures at any week, and every step a way to its
//! entries.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::SurvivalPage;
use bagyt_measure::chart::{self, ChartWords, StepPoint, StepSeries};
use bagyt_measure::survival::{Curve, Estimate, Step, billionths};

use crate::form::Form;
use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::months;
use crate::parts::Tile;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

/// Labels along the curve.
const LABELS: u32 = 8;
/// Billionths in a whole.
const WHOLE: i64 = 1_000_000_000;

#[derive(Template)]
#[template(path = "survival.html")]
struct Page {
    t: Texts,
    frame: Frame,
    form: Form,
    people: String,
    position: String,
    definition: String,
    scope: String,
    tiles: Vec<Tile>,
    chart: String,
    steps: Vec<Line>,
}

/// A step of the curve, as a line of the table.
struct Line {
    week: String,
    at_risk: String,
    events: String,
    href: String,
    share: String,
    error: String,
    interval: String,
}

/// Shows the curve.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.survival(seen.user)?;
            Ok(made(seen, &page, &asked))
        })
        .await
}

fn made(seen: &Seen<'_>, page: &SurvivalPage, asked: &Asked) -> Page {
    let t = seen.t;
    let mut form = asked.form();
    let mut tiles = Vec::new();
    let wanted = form.optional_number(t, "week", "survival-week");
    if let (Some(curve), Some(week)) = (&page.curve, wanted) {
        match curve.at(week) {
            Some(estimate) => tiles.push(tile(t, week, &estimate)),
            None => form.refuse("week", t.say("wrong-week")),
        }
    }
    tiles.extend(page.at.iter().map(|(week, estimate)| tile(t, *week, estimate)));
    let people = match page.people {
        0 => String::new(),
        people => t.count("survival-people", i64::from(people)),
    };
    Page {
        t,
        frame: seen.frame(Section::Survival),
        form,
        people,
        position: months::counted_at(t, page.position),
        definition: seen.row_text(&page.definition),
        scope: seen.row_text(&page.scope),
        tiles,
        chart: page.curve.as_ref().map(|curve| drawn(t, curve)).unwrap_or_default(),
        steps: match &page.curve {
            Some(curve) => {
                let steps = curve.steps.iter().filter(|step| step.events > 0);
                steps.map(|step| line(t, step)).collect()
            }
            None => Vec::new(),
        },
    }
}

fn tile(t: Texts, week: u32, estimate: &Estimate) -> Tile {
    let text = t.count("survival-at", i64::from(week));
    let interval = interval(t, estimate.lower, estimate.upper);
    Tile::new(share(t, estimate.survival), format!("{text} {interval}"))
}

fn line(t: Texts, step: &Step) -> Line {
    let figure = |count: u32| grouped(i64::from(count));
    Line {
        week: figure(step.time),
        at_risk: figure(step.at_risk),
        events: figure(step.events),
        href: format!("/survival/cell?week={}", step.time),
        share: share(t, step.survival),
        error: step.standard_error.map(|error| share(t, error)).unwrap_or_default(),
        interval: interval(t, step.lower, step.upper),
    }
}

/// A share in per cent with two figures after the comma: what the published tables give.
fn share(t: Texts, value: f64) -> String {
    let hundredths = (billionths(value) + 50_000) / 100_000;
    let whole = hundredths / 100;
    let rest = format!("{:02}", hundredths % 100);
    t.fill("share", &[("whole", whole.into()), ("tenth", rest.into())])
}

fn interval(t: Texts, lower: Option<f64>, upper: Option<f64>) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) => format!("({} – {})", share(t, lower), share(t, upper)),
        _ => String::new(),
    }
}

/// Draws the curve with its band; its figures stand in the table below.
fn drawn(t: Texts, curve: &Curve) -> String {
    let last = curve.observed_until();
    let point = |step: &Step| StepPoint {
        time: step.time,
        value: billionths(step.survival),
        interval: step.lower.zip(step.upper).map(|(low, high)| (billionths(low), billionths(high))),
    };
    let name = t.say("survival-curve").into_owned();
    let points = curve.steps.iter().map(point).collect();
    let series = [StepSeries { name, start: WHOLE, points }];
    let labels: Vec<(u32, String)> = (0..=LABELS)
        .map(|part| last * part / LABELS)
        .map(|week| (week, grouped(i64::from(week))))
        .collect();
    let words = ChartWords {
        id: "survival",
        title: &t.say("survival-curve"),
        description: &t.say("survival-definition"),
        across: &t.say("survival-axis"),
        upward: "",
        number: &|billionths| format!("{}\u{a0}%", billionths * 100 / WHOLE),
    };
    chart::steps(words, last, &labels, &series).unwrap_or_default()
}
