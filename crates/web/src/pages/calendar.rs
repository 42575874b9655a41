//! The person's appointments for a telephone: the private address, and the calendar behind it.
//!
//! Others read a telephone's calendar, so it names no client and no law.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bagyt_app::App;
use bagyt_app::calendar_feed::{FeedItem, FeedKind};
use bagyt_app::outcome::Failure;
use bagyt_casework::codes::ContactPlace;

use crate::frame::{Frame, Section};
use crate::guard::is_secure;
use crate::icalendar::{Event, calendar};
use crate::language::Language;
use crate::picture::{Picture, picture};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{Asked, Sent, Visit};
use crate::words::Words;

#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    t: Texts,
    frame: Frame,
    address: String,
    drawn: Option<Picture>,
}

/// Shows the address.
pub(crate) async fn show(visit: Visit, headers: HeaderMap) -> Response {
    let base = base_of(&headers);
    visit
        .show(move |seen| {
            let token = seen.app.calendar_token(seen.user)?;
            let language = seen.t.language().code();
            let address = format!("{base}/calendar/{token}.ics?language={language}");
            let (t, frame) = (seen.t, seen.frame(Section::Today));
            Ok(CalendarPage { t, frame, drawn: picture(&address), address })
        })
        .await
}

/// Makes a new address; the old one opens nothing any more.
pub(crate) async fn renew(visit: Visit) -> Response {
    visit
        .send(|seen| {
            seen.app.renew_calendar_token(seen.user)?;
            Ok(Sent::<CalendarPage>::To("/calendar?done=calendar-renew".to_owned()))
        })
        .await
}

/// Sends the calendar to whoever has its address; a telephone carries no cookie.
pub(crate) async fn feed(
    State(site): State<Site>,
    headers: HeaderMap,
    Path(name): Path<String>,
    asked: Asked,
) -> Response {
    let t = Texts::of(Language::negotiate(Some(asked.get("language")), None, None));
    let (app, base) = (Arc::clone(&site.app), base_of(&headers));
    let told = tokio::task::spawn_blocking(move || {
        let token = name.strip_suffix(".ics").ok_or(Failure::NotFound)?;
        Ok(written(&app, t, &base, &app.calendar_feed(token)?))
    });
    match told.await.unwrap_or_else(|error| Err(Failure::defect(error))) {
        Ok(text) => {
            ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response()
        }
        Err(Failure::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => {
            tracing::error!(%failure, "a calendar could not be sent");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn written(app: &App, t: Texts, base: &str, items: &[FeedItem]) -> String {
    let tables = app.tables();
    let words = Words::new(&tables, t);
    let event = |item: &FeedItem| {
        let (summary, location) = match &item.kind {
            FeedKind::Hearing { court } => (t.say("calendar-hearing"), words.counterpart(court)),
            FeedKind::Meeting { kind, place: ContactPlace::Office } => {
                (t.code("contact_kind", kind.code()), words.office(&item.office.0))
            }
            FeedKind::Meeting { kind, place } => {
                let place = t.code("contact_place", place.code()).into_owned();
                (t.code("contact_kind", kind.code()), place)
            }
        };
        let url = match (base, item.is_session) {
            ("", _) => String::new(),
            (base, true) => format!("{base}/cases/{}/group-sessions/{}", item.case, item.meeting),
            (base, false) => format!("{base}/cases/{}", item.case),
        };
        Event {
            uid: item.meeting.to_string(),
            changed_at: item.changed_at,
            begins_at: item.begins_at,
            ends_at: item.ends_at,
            summary: summary.into_owned(),
            location,
            url,
            cancelled: item.cancelled,
        }
    };
    let events: Vec<Event> = items.iter().map(event).collect();
    calendar(&t.say("calendar-name"), &events)
}

/// The address of the service as the reader wrote it; empty if the request does not say.
fn base_of(headers: &HeaderMap) -> String {
    let scheme = if is_secure(headers) { "https" } else { "http" };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    host.map(|host| format!("{scheme}://{host}")).unwrap_or_default()
}
