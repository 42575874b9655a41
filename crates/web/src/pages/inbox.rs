//! What other agencies sent and what became of it; and the door at which they hand it in.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{MessageItem, MessagePage};
use bagyt_exchange::fact::StoredFault;

use crate::frame::{Frame, Section};
use crate::listing::{Pages, Query};
use crate::parts::{Fact, Link, tone_of_code};
use crate::refusal;
use crate::site::Site;
use crate::texts::{Argument, Texts};
use crate::visit::{Asked, Seen, Visit, named};

/// Largest message that is read at all; a larger one is answered with what is wrong.
pub(crate) const BYTES_MAX: usize = 32 * 1024 * 1024;

#[derive(Template)]
#[template(path = "inbox.html")]
struct InboxPage {
    t: Texts,
    frame: Frame,
    tabs: Vec<Link>,
    rows: Vec<Row>,
    pages: Pages,
}

/// A message, as a line of the list shows it.
struct Row {
    href: String,
    what: String,
    number: String,
    counterpart: String,
    received: String,
    tone: &'static str,
    status: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    t: Texts,
    frame: Frame,
    heading: String,
    status: String,
    tone: &'static str,
    links: Vec<Link>,
    faults: Vec<Fact>,
    facts: Vec<Fact>,
    /// What the reader must bear in mind; empty where nothing.
    hint: String,
    content: String,
    is_cut: bool,
}

const STATUSES: [&str; 6] = ["review", "rejected", "opened", "applied", "sent", "acknowledged"];

/// Shows the newest messages.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let wanted = asked.get("status").to_owned();
            let status = STATUSES.contains(&wanted.as_str()).then_some(wanted.as_str());
            let list = seen.app.inbox(seen.user, status, asked.page())?;
            let query = Query::new("/inbox", &[("status", status.unwrap_or_default())]);
            Ok(InboxPage {
                t: seen.t,
                frame: seen.frame(Section::Inbox),
                tabs: tabs(seen.t, status.unwrap_or_default()),
                rows: list.rows.iter().map(|item| row(seen, item)).collect(),
                pages: Pages::of(seen.t, &query, list.page, list.total),
            })
        })
        .await
}

fn tabs(t: Texts, status: &str) -> Vec<Link> {
    let query = Query::new("/inbox", &[]);
    let all = Link {
        href: query.putting("status", ""),
        text: t.say("inbox-all").into_owned(),
        current: status.is_empty(),
    };
    let each = STATUSES.iter().map(|code| Link {
        href: query.putting("status", code),
        text: t.code("message_status", code).into_owned(),
        current: *code == status,
    });
    std::iter::once(all).chain(each).collect()
}

fn heading(t: Texts, item: &MessageItem) -> String {
    let kind = t.code("message_kind", &item.kind);
    match &item.number {
        Some(number) => format!("{kind} {number}"),
        None => kind.into_owned(),
    }
}

fn row(seen: &Seen<'_>, item: &MessageItem) -> Row {
    let t = seen.t;
    let reason = item.reason.as_ref().map(|code| {
        let words = fault_words(seen, code, std::iter::empty());
        match item.field.as_deref().unwrap_or_default() {
            "" => words,
            field => format!("{field}: {words}"),
        }
    });
    Row {
        href: format!("/inbox/{}", item.message),
        what: t.code("message_kind", &item.kind).into_owned(),
        number: item.number.clone().unwrap_or_default(),
        counterpart: seen.words().counterpart(&item.counterpart),
        received: t.moment_figures(item.received_at, seen.zone()),
        tone: tone_of_code(item.standing()),
        status: t.code("message_status", item.standing()).into_owned(),
        reason: reason.or_else(|| delivery(seen, item)).unwrap_or_default(),
    }
}

/// How the delivery of a message that was sent and is not confirmed stands, in words.
pub(crate) fn delivery(seen: &Seen<'_>, item: &MessageItem) -> Option<String> {
    let t = seen.t;
    let at = |at| Argument::Text(t.moment(at, seen.zone()));
    if item.status != "sent" {
        return None;
    }
    let Some(tried) = &item.delivery else { return Some(t.say("delivery-waits").into_owned()) };
    if let Some(delivered_at) = tried.delivered_at {
        return Some(t.fill("delivery-delivered", &[("at", at(delivered_at))]));
    }
    let why = t.code("delivery_fault", tried.fault.as_deref().unwrap_or_default()).into_owned();
    let arguments = [
        ("count", Argument::Number(i64::from(tried.failures))),
        ("why", Argument::Text(why)),
        ("next", at(tried.next_at)),
    ];
    Some(t.fill("delivery-failed", &arguments))
}

/// The words for a fault; without its arguments only those texts that need none.
fn fault_words<'a>(
    seen: &Seen<'_>,
    code: &str,
    arguments: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let (t, key) = (seen.t, format!("refusal-{code}"));
    if let Some(text) = t.find(&key) {
        return text.into_owned();
    }
    let mut arguments = arguments.peekable();
    if arguments.peek().is_none() || !t.has(&key) {
        return t.say("message-faulty").into_owned();
    }
    refusal::fill(seen.words(), &key, arguments)
}

/// Shows a message with its faults and its text.
pub(crate) async fn message(visit: Visit, Path(message): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.message(seen.user, named(&message)?)?;
            Ok(opened(seen, page))
        })
        .await
}

fn opened(seen: &Seen<'_>, page: MessagePage) -> Message {
    let (t, item) = (seen.t, &page.item);
    let mut links = Vec::new();
    if let Some(case) = item.case {
        links.push(Link::new(format!("/cases/{case}"), t.say("message-open-case")));
    }
    if page.has_scan {
        let href = match item.case {
            Some(case) => format!("/cases/{case}/scans/{}", item.message),
            None => format!("/inbox/{}/scan", item.message),
        };
        links.push(Link::new(href, t.say("scan-open")));
    }
    if item.status == "review" {
        links.push(Link::new(format!("/reviews/{}", item.message), t.say("message-open-review")));
    }
    let mut facts = vec![
        Fact::new(t.say("column-counterpart"), seen.words().counterpart(&item.counterpart)),
        Fact::new(t.say("column-received"), t.moment(item.received_at, seen.zone())),
        Fact::new(t.say("message-size"), crate::format::grouped(i64::from(page.size))),
        Fact::new(t.say("message-digest"), page.digest.clone()),
    ];
    if let Some(stamped_on) = page.stamped_on {
        facts.insert(2, Fact::new(t.say("paper-received-on"), t.day(stamped_on)));
    }
    if let Some((notice, on)) = &page.police {
        facts.insert(0, Fact::new(t.say("police-notice-on"), t.day(*on)));
        facts.insert(0, Fact::new(t.say("police-notice-told"), t.code("police_notice", notice)));
    }
    if let Some(words) = delivery(seen, item) {
        facts.push(Fact::new(t.say("delivery-title"), words));
        let detail = item.delivery.as_ref().and_then(|tried| tried.detail.clone());
        facts.extend(detail.map(|detail| Fact::new(t.say("delivery-detail"), detail)));
    }
    if let Some(office) = &item.office {
        facts.insert(2, Fact::new(t.say("column-office"), seen.words().office(office)));
    }
    Message {
        t,
        frame: seen.frame(Section::Inbox),
        heading: heading(t, item),
        status: t.code("message_status", item.standing()).into_owned(),
        tone: tone_of_code(item.standing()),
        links,
        faults: page.faults.iter().map(|fault| told(seen, fault)).collect(),
        facts,
        hint: match page.police {
            Some(_) => t.say("police-notice-hint").into_owned(),
            None => String::new(),
        },
        content: page.text,
        is_cut: page.is_cut,
    }
}

/// A fault with its place and who can mend it.
fn told(seen: &Seen<'_>, fault: &StoredFault) -> Fact {
    let arguments = fault.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let words = fault_words(seen, &fault.code, arguments);
    let mender = mender(fault);
    Fact::new(fault.pointer.clone(), format!("{words} ({})", seen.t.code("mender", mender)))
}

fn mender(fault: &StoredFault) -> String {
    let code = serde_json::to_value(fault.mender).ok();
    code.and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Takes in a message. Whatever it says, it is kept and the answer names every fault.
pub(crate) async fn receive(
    State(site): State<Site>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Response {
    let Ok(bytes) = body else {
        let arguments = [("bytes_max", BYTES_MAX.to_string())];
        let told = refused("message-too-large", "", &arguments);
        return (StatusCode::PAYLOAD_TOO_LARGE, json(), told).into_response();
    };
    let token = token_of(&headers);
    let app = Arc::clone(&site.app);
    let asked = tokio::task::spawn_blocking(move || {
        app.receive_with_token(token.as_deref(), bytes.to_vec())
    });
    let (status, told) = match asked.await.unwrap_or_else(|error| Err(Failure::defect(error))) {
        Ok(receipt) => {
            let status = if receipt.is_rejection() {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::OK
            };
            (status, serde_json::to_string(&receipt).unwrap_or_default())
        }
        Err(Failure::Refused(why)) => {
            let field = if why.code == "command-reused" { "/id" } else { "" };
            let arguments: Vec<_> =
                why.arguments.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
            (StatusCode::CONFLICT, refused(&why.code, field, &arguments))
        }
        Err(Failure::Denied) => (StatusCode::UNAUTHORIZED, refused("sender", "", &[])),
        Err(failure) => {
            tracing::error!(%failure, "a message could not be taken in");
            let told = serde_json::json!({ "outcome": "not_kept", "code": "outage" });
            (StatusCode::SERVICE_UNAVAILABLE, told.to_string())
        }
    };
    (status, json(), told).into_response()
}

/// Sends the document of a message to the agency that the message was sent to.
pub(crate) async fn document(
    State(site): State<Site>,
    headers: HeaderMap,
    Path(message): Path<String>,
) -> Response {
    let token = token_of(&headers);
    let app = Arc::clone(&site.app);
    let asked = tokio::task::spawn_blocking(move || {
        app.document_for_agency(token.as_deref(), named(&message)?)
    });
    let (status, told) = match asked.await.unwrap_or_else(|error| Err(Failure::defect(error))) {
        Ok(enclosed) => {
            let kind = [(header::CONTENT_TYPE, enclosed.document.media_type)];
            return (kind, enclosed.bytes).into_response();
        }
        Err(Failure::Denied) => (StatusCode::UNAUTHORIZED, refused("sender", "", &[])),
        Err(Failure::NotFound) => (StatusCode::NOT_FOUND, refused("not-found", "", &[])),
        Err(failure) => {
            tracing::error!(%failure, "a document could not be sent");
            (StatusCode::SERVICE_UNAVAILABLE, refused("outage", "", &[]))
        }
    };
    (status, json(), told).into_response()
}

fn token_of(headers: &HeaderMap) -> Option<String> {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    token.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned)
}

/// The answer to what is not kept: as a fault, with its place and who mends it.
fn refused(code: &str, pointer: &str, arguments: &[(&str, String)]) -> String {
    let arguments: BTreeMap<&str, &String> =
        arguments.iter().map(|(name, value)| (*name, value)).collect();
    let fault = serde_json::json!({
        "pointer": pointer, "code": code, "arguments": arguments, "mender": "sender",
    });
    serde_json::json!({ "outcome": "refused", "code": code, "faults": [fault] }).to_string()
}

fn json() -> [(header::HeaderName, &'static str); 1] {
    [(header::CONTENT_TYPE, "application/json")]
}
