//! A meeting of several clients: who comes, what came of it, and the sheet that they sign.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{DayLine, GroupLine, GroupRegister};
use bagyt_app::role::Action;
use bagyt_casework::codes::AppointmentStatus;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::outcome_line::{self, OutcomeLine};
use crate::parts::{Fact, Link, tone_of_code};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "group_register.html")]
struct RegisterPage {
    t: Texts,
    frame: Frame,
    form: Form,
    topic: String,
    facts: Vec<Fact>,
    links: Vec<Link>,
    /// Why no outcome is recorded now; empty where one can be.
    waits: String,
    closed: String,
    lines: Vec<OutcomeLine>,
    outcomes: Vec<Choice>,
    reasons: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "group_sheet.html")]
struct SheetPage {
    t: Texts,
    frame: Frame,
    topic: String,
    facts: Vec<Fact>,
    back: String,
    names: Vec<String>,
}

/// Reads a session for a page about it.
///
/// # Errors
///
/// As [`bagyt_app::App::group_register`].
pub(crate) fn read(seen: &Seen<'_>, case: &str, session: &str) -> Result<GroupRegister, Failure> {
    seen.app.group_register(seen.user, named(case)?, named(session)?)
}

/// What a session is, in words.
pub(crate) fn facts(seen: &Seen<'_>, session: &GroupRegister) -> Vec<Fact> {
    let t = seen.t;
    let language = match &session.language {
        Some(language) => t.code("language", language),
        None => t.say("group-language-own"),
    };
    let role = t.code("role", session.holder.role.code());
    vec![
        Fact::new(t.say("group-on"), t.moment(session.begins_at, seen.zone())),
        Fact::new(t.say("appointment-minutes"), t.count("minutes", i64::from(session.minutes))),
        Fact::new(t.say("contact-place"), t.code("contact_place", session.place.code())),
        Fact::new(t.say("appointment-holder"), format!("{}, {role}", session.holder_name)),
        Fact::new(t.say("group-language"), language),
    ]
}

/// Shows who comes and what came of it.
pub(crate) async fn show(visit: Visit, Path((case, id)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let session = read(seen, &case, &id)?;
            Ok(made(seen, &case, &session, Form::fresh()))
        })
        .await
}

/// Records the outcome of every client in whose line one is chosen.
pub(crate) async fn send(
    visit: Visit,
    Path((case, id)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let session = read(seen, &case, &id)?;
            record(seen, &mut form, &session)?;
            if form.is_right() {
                let address = format!("/cases/{case}/group-sessions/{id}");
                return Ok(Sent::To(format!("{address}?done=group-register")));
            }
            let session = read(seen, &case, &id)?;
            Ok(Sent::Again(made(seen, &case, &session, form)))
        })
        .await
}

fn record(seen: &Seen<'_>, form: &mut Form, session: &GroupRegister) -> Result<(), Failure> {
    if session.begins_at > seen.app.now() {
        form.refuse("", seen.t.say("group-not-begun"));
        return Ok(());
    }
    let is_chosen = |name: &str| name.starts_with("outcome-") && !form.value(name).is_empty();
    if !form.names().any(is_chosen) {
        let first = session.planned().next();
        let field = first.map(|line| format!("outcome-{}", line.appointment)).unwrap_or_default();
        form.refuse(&field, seen.t.say("group-nothing"));
        return Ok(());
    }
    let lines: Vec<DayLine> =
        session.planned().map(|line| line.day_line(session.begins_at)).collect();
    outcome_line::tell_of_others(seen, form, &lines);
    for line in &lines {
        outcome_line::record(seen, form, line)?;
    }
    Ok(())
}

/// Shows the paper that the clients sign.
pub(crate) async fn sheet(visit: Visit, Path((case, id)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let session = read(seen, &case, &id)?;
            let coming = |line: &&GroupLine| line.status != AppointmentStatus::Cancelled;
            let names = session.lines.iter().filter(coming).map(|line| seen.name(&line.name));
            Ok(SheetPage {
                t: seen.t,
                frame: seen.frame(Section::Today),
                topic: seen.words().topic(&session.topic),
                facts: facts(seen, &session),
                back: format!("/cases/{case}/group-sessions/{id}"),
                names: names.collect(),
            })
        })
        .await
}

fn made(seen: &Seen<'_>, case: &str, session: &GroupRegister, form: Form) -> RegisterPage {
    let t = seen.t;
    let has_begun = session.begins_at <= seen.app.now();
    let waits = match (session.planned().next(), has_begun) {
        (None, _) => t.say("group-nobody-awaited").into_owned(),
        (Some(_), false) => t.say("group-not-begun").into_owned(),
        (Some(_), true) => String::new(),
    };
    let closed = i64::try_from(session.closed).unwrap_or(i64::MAX);
    RegisterPage {
        t,
        frame: seen.frame(Section::Today),
        topic: seen.words().topic(&session.topic),
        facts: facts(seen, session),
        links: links(seen, case, session),
        waits,
        closed: if closed > 0 { t.count("group-closed", closed) } else { String::new() },
        lines: session.lines.iter().map(|line| made_line(seen, &form, session, line)).collect(),
        outcomes: outcome_line::outcomes(t),
        reasons: outcome_line::reasons(t),
        form,
    }
}

/// A client who can be marked, or whose mark or place in the session stands.
fn made_line(
    seen: &Seen<'_>,
    form: &Form,
    session: &GroupRegister,
    line: &GroupLine,
) -> OutcomeLine {
    let t = seen.t;
    let made = outcome_line::made(seen, form, &line.day_line(session.begins_at));
    let is_planned = line.status == AppointmentStatus::Planned;
    let has_begun = session.begins_at <= seen.app.now();
    if is_planned && has_begun {
        return made;
    }
    let state = match line.outcome {
        Some(outcome) => t.code("outcome", outcome.code()),
        None => t.code("appointment_status", line.status.code()),
    };
    let change = match is_planned && seen.app.may(seen.user, Action::ArrangeAppointment) {
        true => format!("/cases/{}/appointments/{}", line.case, line.appointment),
        false => String::new(),
    };
    OutcomeLine {
        state: state.into_owned(),
        tone: tone_of_code(line.status.code()),
        change,
        ..made
    }
}

fn links(seen: &Seen<'_>, case: &str, session: &GroupRegister) -> Vec<Link> {
    let t = seen.t;
    let address = format!("/cases/{case}/group-sessions/{}", session.session);
    let mut links = vec![Link::new(format!("{address}/sheet"), t.say("group-sheet-title"))];
    if session.planned().next().is_some() {
        links.push(Link::new(format!("{address}/change"), t.say("group-change-title")));
        links.push(Link::new(format!("{address}/clients"), t.say("group-join-title")));
    }
    links
}
