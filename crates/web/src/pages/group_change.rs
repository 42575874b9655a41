//! Moving or cancelling a meeting of several clients for all of them, and asking others to it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::GroupRegister;
use bagyt_app::role::Action;
use bagyt_casework::codes::CancelReason;
use bagyt_core::identity::CaseId;

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::pages::appointment::{NOTE_CHARACTERS_MAX, lengths};
use crate::pages::appointment_change::REASONS;
use crate::pages::group_register::{facts, read};
use crate::pages::group_session::{carried_out, clients, ticked, with_clients};
use crate::parts::Fact;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "group_change.html")]
struct ChangePage {
    t: Texts,
    frame: Frame,
    form: Form,
    topic: String,
    facts: Vec<Fact>,
    back: String,
    is_planned: bool,
    lengths: Vec<Choice>,
    reasons: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "group_join.html")]
struct JoinPage {
    t: Texts,
    frame: Frame,
    form: Form,
    topic: String,
    facts: Vec<Fact>,
    back: String,
    clients: Vec<Choice>,
    more: String,
}

/// Shows both forms, the first filled in with what was arranged.
pub(crate) async fn show(visit: Visit, Path((case, id)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let session = open(seen, &case, &id)?;
            let local = session.begins_at.to_zoned(seen.zone().time_zone());
            let form = Form::fresh()
                .preset("on", seen.t.figures(local.date()))
                .preset("begins_at", clock(local.time()))
                .preset("minutes", session.minutes.to_string());
            Ok(made(seen, &case, &session, form))
        })
        .await
}

/// Moves or cancels the session.
pub(crate) async fn send(
    visit: Visit,
    Path((case, id)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let session = open(seen, &case, &id)?;
            let address = match form.value("step") {
                "cancel" => cancel(seen, &mut form, &case, &session)?,
                _ => move_to(seen, &mut form, &case, &session)?,
            };
            Ok(match address {
                Some(address) => Sent::To(address),
                None => Sent::Again(made(seen, &case, &session, form)),
            })
        })
        .await
}

/// Shows whom one could ask to the session.
pub(crate) async fn ask(visit: Visit, Path((case, id)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let session = open(seen, &case, &id)?;
            joining(seen, &case, &session, Form::fresh())
        })
        .await
}

/// Finds clients, or asks those who are ticked to the session.
pub(crate) async fn join(
    visit: Visit,
    Path((case, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let session = open(seen, &case, &id)?;
            let mut form = with_clients(form);
            if form.value("step") == "find" {
                return Ok(Sent::Form(joining(seen, &case, &session, form)?));
            }
            let cases = ticked(&form)?;
            let joined = carried_out(seen, &mut form, |command| {
                seen.app.join_group(seen.user, command, &session, &cases)
            })?;
            if joined {
                return Ok(Sent::To(format!("{}?done=group-joined", address(&case, &session))));
            }
            Ok(Sent::Again(joining(seen, &case, &session, form)?))
        })
        .await
}

/// Reads a session for a form that changes it, and refuses those who may not arrange meetings.
fn open(seen: &Seen<'_>, case: &str, id: &str) -> Result<GroupRegister, Failure> {
    if !seen.app.may(seen.user, Action::ArrangeAppointment) {
        return Err(Failure::Denied);
    }
    read(seen, case, id)
}

fn address(case: &str, session: &GroupRegister) -> String {
    format!("/cases/{case}/group-sessions/{}", session.session)
}

/// Moves the session; returns where the moved one stands.
fn move_to(
    seen: &Seen<'_>,
    form: &mut Form,
    case: &str,
    session: &GroupRegister,
) -> Result<Option<String>, Failure> {
    let t = seen.t;
    let on = form.day(t, "on", "group-on");
    form.required(t, "begins_at", "appointment-at");
    let at = form.optional_time(t, "begins_at", "appointment-at");
    let minutes = form.optional_number(t, "minutes", "appointment-minutes");
    let begins_at = on.zip(at).and_then(|(on, at)| seen.instant(on, at));
    let (Some(begins_at), true) = (begins_at, form.is_right()) else { return Ok(None) };
    let minutes = minutes.unwrap_or(u32::from(session.minutes));
    let time = (begins_at, u16::try_from(minutes).unwrap_or(u16::MAX));
    let moved =
        carried_out(seen, form, |command| seen.app.move_group(seen.user, command, session, time))?;
    // The moved session is found by the case of a client who was moved along.
    let along = session.planned().map(|line| line.case.to_string()).next();
    let case = along.unwrap_or_else(|| case.to_owned());
    let address = format!("/cases/{case}/group-sessions/{}?done=group-moved", form.command);
    Ok(moved.then_some(address))
}

fn cancel(
    seen: &Seen<'_>,
    form: &mut Form,
    case: &str,
    session: &GroupRegister,
) -> Result<Option<String>, Failure> {
    let t = seen.t;
    let reason = form.code(t, "reason", "change-reason", CancelReason::find);
    let words = form.limited(t, "why", "change-why", NOTE_CHARACTERS_MAX);
    let (Some(reason), true) = (reason, form.is_right()) else { return Ok(None) };
    let words = words.unwrap_or_default();
    let cancelled = carried_out(seen, form, |command| {
        seen.app.cancel_group(seen.user, command, session, (reason, &words))
    })?;
    Ok(cancelled.then(|| format!("{}?done=group-cancelled", address(case, session))))
}

fn made(seen: &Seen<'_>, case: &str, session: &GroupRegister, form: Form) -> ChangePage {
    let t = seen.t;
    ChangePage {
        t,
        frame: seen.frame(Section::Today),
        form,
        topic: seen.words().topic(&session.topic),
        facts: facts(seen, session),
        back: address(case, session),
        is_planned: session.planned().next().is_some(),
        lengths: lengths(t),
        reasons: REASONS
            .map(|reason| Choice::new(reason.code(), t.code("cancel_reason", reason.code())))
            .into(),
    }
}

fn joining(
    seen: &Seen<'_>,
    case: &str,
    session: &GroupRegister,
    form: Form,
) -> Result<JoinPage, Failure> {
    let known: Vec<CaseId> = session.planned().map(|line| line.case).collect();
    let (clients, more) = clients(seen, &form, &known)?;
    Ok(JoinPage {
        t: seen.t,
        frame: seen.frame(Section::Today),
        form,
        topic: seen.words().topic(&session.topic),
        facts: facts(seen, session),
        back: address(case, session),
        clients,
        more,
    })
}
