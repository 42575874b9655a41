//! Looking back: numbers as they were known at the end of a day, or at a position of the journal.
//!
//! A day becomes a position, and the address with the position says the same for ever. While the
//! tables of a position are being made, a page says how far they are and asks again by itself,
//! without script.

use askama::Template;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::Known;
use bagyt_app::outcome::{Failure, Refused};
use bagyt_app::read::Earlier;

use crate::form::Form;
use crate::format::parse_day;
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::parts::{Fact, Now};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, page};

/// Seconds after which the page of a work that is underway asks again.
const REFRESH_SECONDS: &str = "2";

#[derive(Template)]
#[template(path = "known_wait.html")]
struct Waiting {
    t: Texts,
    frame: Frame,
    heading: String,
    /// How much is done, in hundredths; none while it waits for others.
    percent: Option<u64>,
    progress: String,
    again: String,
}

/// What a page tells of its looking back, and the form that asks for it.
pub(crate) struct KnownPart {
    pub(crate) action: &'static str,
    /// What the page shows besides, as hidden fields.
    pub(crate) hidden: Vec<Fact>,
    /// As of when it is shown; empty for the present.
    pub(crate) standing: String,
    /// Address of the same page as of now.
    pub(crate) present: String,
    /// Whether the form is unfolded, because it was refused.
    pub(crate) is_open: bool,
}

/// As of when a page is shown.
pub(crate) struct Look {
    /// The position; none for the present.
    pub(crate) at: Option<u64>,
    refused: Option<Refused>,
    typed: [(&'static str, String); 2],
}

impl Look {
    /// Puts what was typed into the page's form, and what is wrong with it.
    pub(crate) fn noted(&self, seen: &Seen<'_>, mut form: Form) -> Form {
        for (name, value) in &self.typed {
            form = form.preset(name, value.clone());
        }
        if let Some(refused) = &self.refused {
            seen.refuse(&mut form, refused);
        }
        form
    }

    /// What the page tells; `parts` are what it shows besides.
    pub(crate) fn part(
        &self,
        seen: &Seen<'_>,
        action: &'static str,
        parts: &[(&str, &str)],
        earlier: Option<&Earlier>,
    ) -> KnownPart {
        let given = parts.iter().filter(|(_, value)| !value.is_empty());
        KnownPart {
            action,
            hidden: given.map(|(name, value)| Fact::new(*name, *value)).collect(),
            standing: earlier.map(|earlier| standing(seen, earlier)).unwrap_or_default(),
            present: Query::new(action, parts).changed(&[]),
            is_open: self.refused.is_some(),
        }
    }
}

/// Says as of when numbers are shown.
pub(crate) fn standing(seen: &Seen<'_>, earlier: &Earlier) -> String {
    let moment = seen.t.moment_figures(earlier.known_at, seen.zone());
    let position = grouped_u64(earlier.position);
    seen.t.fill("known-standing", &[("position", position.into()), ("moment", moment.into())])
}

/// Writes today's number beside one of an older position.
pub(crate) fn now(t: Texts, number: Option<u64>, href: impl Fn() -> String) -> Option<Now> {
    let number = number?;
    let text = t.with("known-now", "number", grouped_u64(number));
    Some(Now { text, href: if number > 0 { href() } else { String::new() } })
}

/// Shows a page as of the day or position that its address asks for. One that cannot be had is told
/// at its field, on the page of the present.
pub(crate) fn shown<P: Template>(
    seen: &Seen<'_>,
    asked: &Asked,
    path: &str,
    make: impl FnOnce(&Seen<'_>, &Look) -> Result<P, Failure>,
) -> Result<Response, Failure> {
    let typed = ["on", "at"].map(|name| (name, asked.get(name).to_owned()));
    let look = match wanted(seen, asked, path) {
        Ok(Wanted::At(at)) => Look { at, refused: None, typed },
        Ok(Wanted::Elsewhere(response)) => return Ok(response),
        Err(Failure::Refused(refused)) if is_of_form(&refused) => {
            Look { at: None, refused: Some(refused), typed }
        }
        Err(other) => return Err(other),
    };
    let status = match look.refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let made = match look.at {
        Some(at) => make(&seen.with_tables(seen.app.tables_at(at)?), &look)?,
        None => make(seen, &look)?,
    };
    Ok(page(status, &made))
}

/// Answers with what is counted as of the day or position that an address asks for.
pub(crate) fn answered(
    seen: &Seen<'_>,
    asked: &Asked,
    path: &str,
    answer: impl FnOnce(&Seen<'_>, Option<u64>) -> Result<Response, Failure>,
) -> Result<Response, Failure> {
    match wanted(seen, asked, path)? {
        Wanted::Elsewhere(response) => Ok(response),
        Wanted::At(None) => answer(seen, None),
        Wanted::At(Some(at)) => answer(&seen.with_tables(seen.app.tables_at(at)?), Some(at)),
    }
}

fn is_of_form(refused: &Refused) -> bool {
    matches!(refused.field.as_deref(), Some("on" | "at"))
}

/// What an address asks for.
enum Wanted {
    /// A position whose tables are ready, or the present.
    At(Option<u64>),
    /// Another page first.
    Elsewhere(Response),
}

fn wanted(seen: &Seen<'_>, asked: &Asked, path: &str) -> Result<Wanted, Failure> {
    let (on, at) = (asked.get("on"), asked.get("at"));
    let here = || asked.query(path);
    if !on.is_empty() {
        let day = parse_day(on).ok_or_else(|| {
            Refused::new("known-not-day", Some("on"), "this is not a day; write it like 22.11.2026")
        })?;
        let position = seen.app.known_on(seen.user, day)?.to_string();
        let address = here().changed(&[("on", ""), ("at", &position)]);
        return Ok(Wanted::Elsewhere(Redirect::to(&address).into_response()));
    }
    if at.is_empty() {
        return Ok(Wanted::At(None));
    }
    // Pages write positions with thin spaces, and a reader may copy one.
    let digits: String = at.chars().filter(|sign| !sign.is_whitespace()).collect();
    let position: u64 = digits.parse().map_err(|_| {
        Refused::new("known-not-position", Some("at"), "a position is a whole number from 1 on")
    })?;
    match seen.app.known_at(seen.user, position)? {
        Known::Ready => Ok(Wanted::At(Some(position))),
        Known::Underway { done, total } => {
            Ok(Wanted::Elsewhere(waiting(seen, position, (done, total), &here())))
        }
    }
}

/// The page that is shown until the tables of a position are made.
fn waiting(seen: &Seen<'_>, position: u64, (done, total): (u64, u64), here: &Query) -> Response {
    let t = seen.t;
    let percent = (total > 0).then(|| done.saturating_mul(100) / total.max(1));
    let shown = Waiting {
        t,
        frame: seen.frame(Section::Statistics),
        heading: t.with("known-wait-title", "position", grouped_u64(position)),
        percent,
        progress: match percent {
            Some(percent) => t.with("known-wait-percent", "percent", percent.to_string()),
            None => t.say("known-wait-others").into_owned(),
        },
        again: here.changed(&[]),
    };
    let mut response = page(StatusCode::ACCEPTED, &shown);
    response.headers_mut().insert("refresh", HeaderValue::from_static(REFRESH_SECONDS));
    response
}
