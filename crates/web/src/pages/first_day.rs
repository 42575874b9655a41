//! The first day of a service and of an office: each step as it really stands, how it is taken,
//! and where.

use std::collections::BTreeSet;
use std::sync::Mutex;

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{FirstDay, FirstStep, StepState};

use crate::frame::{Frame, Section};
use crate::parts::Chip;
use crate::texts::{Argument, Texts};
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "first_day.html")]
struct FirstDayPage {
    t: Texts,
    frame: Frame,
    whose: String,
    left: String,
    steps: Vec<Step>,
}

/// A step of the day.
struct Step {
    title: String,
    how: String,
    state: Chip,
    /// How many there are; empty where no number says anything.
    count: String,
    /// Where it is done, or the chapter that says how where that is outside the reader's pages.
    href: &'static str,
    link: String,
}

/// Where each step is taken, with the key of the words of the link.
const PLACES: [(&str, &str, &str); 9] = [
    ("people", "/users", "users-title"),
    ("heads", "/users", "users-title"),
    ("second_factors", "/users", "users-title"),
    ("own_second_factor", "/second-factor", "second-factor-title"),
    ("law_rows", "/law", "law-title"),
    ("first_act", "/paper-act", "paper-title"),
    ("allocated", "/unallocated", "unallocated-title"),
    ("first_case", "/cases", "nav-cases"),
    ("checkpoint", "/journal", "journal-title"),
];

/// Shows the page.
pub(crate) async fn show(visit: Visit) -> Response {
    visit.show(made).await
}

fn made(seen: &Seen<'_>) -> Result<FirstDayPage, Failure> {
    let (t, day) = (seen.t, seen.app.first_day(seen.user)?);
    let whose = match &day.office {
        Some(office) => t.with("first-day-office", "office", seen.words().post(office)),
        None => t.say("first-day-service").into_owned(),
    };
    let chapter = if day.office.is_some() { "/help/head" } else { "/help/administrator" };
    Ok(FirstDayPage {
        t,
        frame: seen.frame(Section::Elsewhere),
        whose,
        left: left(t, &day),
        steps: day.steps.iter().map(|step| shown(seen, step, chapter)).collect(),
    })
}

/// How much is missing, in words; nothing where all is there.
fn left(t: Texts, day: &FirstDay) -> String {
    match i64::try_from(day.undone()).unwrap_or(i64::MAX) {
        0 => t.say("first-day-whole").into_owned(),
        undone => t.count("first-day-left", undone),
    }
}

/// Offices of readers for whom nothing was missing, each once as that of a head and once as that of
/// an administrator: their first pages do not ask again as long as this server runs. The page of the
/// day itself always looks.
#[derive(Default)]
pub(crate) struct Settled(Mutex<BTreeSet<(String, &'static str)>>);

/// The line by which a first page leads there while something is missing; empty where nothing is.
///
/// # Errors
///
/// Outages.
pub(crate) fn reminder(seen: &Seen<'_>) -> Result<String, Failure> {
    let whose = (seen.user.office.0.clone(), seen.user.role.code());
    let settled = &seen.settled().0;
    if settled.lock().is_ok_and(|known| known.contains(&whose)) {
        return Ok(String::new());
    }
    match seen.app.first_day(seen.user) {
        Ok(day) if day.undone() > 0 => Ok(left(seen.t, &day)),
        Ok(_) => {
            if let Ok(mut known) = settled.lock() {
                known.insert(whose);
            }
            Ok(String::new())
        }
        Err(Failure::Denied) => Ok(String::new()),
        Err(failure) => Err(failure),
    }
}

fn shown(seen: &Seen<'_>, step: &FirstStep, chapter: &'static str) -> Step {
    let t = seen.t;
    let (word, tone) = match step.state {
        StepState::Done => ("first-day-there", "calm"),
        StepState::Undone => ("first-day-undone", "soon"),
        StepState::NotKnown => ("first-day-not-known", "info"),
    };
    let place = PLACES.iter().find(|(code, ..)| *code == step.code);
    let opens = |href: &str| crate::frame::may_open(seen.app, Some(seen.user), href);
    let place = place.map(|(_, href, key)| (*href, *key)).filter(|(href, _)| opens(href));
    // What is done at the server or by somebody else is told by the guide.
    let (href, key) = place.unwrap_or((chapter, "help-title"));
    Step {
        title: t.code("first_step", step.code).into_owned(),
        how: t.code("first_step_how", step.code).into_owned(),
        state: Chip::new(t.say(word), tone),
        count: step.of.map(|of| count(t, step.have, of)).unwrap_or_default(),
        href,
        link: t.say(key).into_owned(),
    }
}

fn count(t: Texts, have: u64, of: u64) -> String {
    let number = |count: u64| Argument::Number(i64::try_from(count).unwrap_or(i64::MAX));
    t.fill("first-day-of", &[("have", number(have)), ("of", number(of))])
}
