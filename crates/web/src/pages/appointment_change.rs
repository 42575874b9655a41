//! Moving an appointment to another time, or cancelling it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AppointmentItem, CasePage};
use bagyt_app::role::Action;
use bagyt_casework::appointment::{
    ArrangeAppointment, CancelAppointment, Particulars, RescheduleAppointment,
};
use bagyt_casework::codes::{CancelReason, ContactKind, ContactPlace};
use bagyt_casework::fact::AppointmentId;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::pages::appointment::{NOTE_CHARACTERS_MAX, lengths};
use crate::pages::case::{open, who};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "appointment_change.html")]
struct ChangePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    about: String,
    is_planned: bool,
    lengths: Vec<Choice>,
    reasons: Vec<Choice>,
    /// What was typed although somebody else noted the outcome first.
    unwritten: Vec<String>,
}

/// Why people cancel; the other reasons are the program's own.
pub(crate) const REASONS: [CancelReason; 2] = [CancelReason::Client, CancelReason::Officer];

/// Shows both forms, the first filled in with what was agreed.
pub(crate) async fn show(
    visit: Visit,
    Path((case, appointment)): Path<(String, String)>,
) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::ArrangeAppointment)?;
            let meant = find(&page, &appointment)?;
            let local = meant.at.to_zoned(seen.zone().time_zone());
            let form = Form::about(page.version)
                .preset("on", seen.t.figures(local.date()))
                .preset("begins_at", clock(local.time()))
                .preset("minutes", meant.minutes.to_string())
                .preset("words", meant.words.clone());
            made(seen, &page, &appointment, form)
        })
        .await
}

/// Moves or cancels it.
pub(crate) async fn send(
    visit: Visit,
    Path((case, appointment)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::ArrangeAppointment)?;
            let meant = find(&page, &appointment)?;
            let (act, done) = match form.value("step") {
                "cancel" => (read_cancelling(seen, &mut form, meant), "appointment-cancelled"),
                _ => (read_moving(seen, &mut form, meant), "appointment-moved"),
            };
            if let Some(act) = act
                && seen.act(&mut form, &page, act)?.is_some()
            {
                return Ok(Sent::To(format!("/cases/{case}?done={done}")));
            }
            Ok(Sent::Again(made(seen, &page, &appointment, form)?))
        })
        .await
}

fn find<'a>(page: &'a CasePage, appointment: &str) -> Result<&'a AppointmentItem, Failure> {
    let found = page.appointments.iter().find(|one| one.appointment.to_string() == appointment);
    found.ok_or(Failure::NotFound)
}

fn read_moving(seen: &Seen<'_>, form: &mut Form, meant: &AppointmentItem) -> Option<CaseAct> {
    let t = seen.t;
    let on = form.day(t, "on", "appointment-on");
    form.required(t, "begins_at", "appointment-at");
    let at = form.optional_time(t, "begins_at", "appointment-at");
    let minutes = form.optional_number(t, "minutes", "appointment-minutes");
    let words = form.limited(t, "words", "appointment-note", NOTE_CHARACTERS_MAX);
    if !form.is_right() {
        return None;
    }
    let to = ArrangeAppointment {
        // The form's own identifier: a form sent twice moves the appointment once.
        appointment: AppointmentId(Uuid::parse_str(&form.command).ok()?),
        begins_at: seen.instant(on?, at?)?,
        minutes: u16::try_from(minutes.unwrap_or(u32::from(meant.minutes))).unwrap_or(u16::MAX),
        kind: ContactKind::find(&meant.kind)?,
        place: ContactPlace::find(&meant.place)?,
        words: words.unwrap_or_default(),
        particulars: Particulars::default(),
    };
    let appointment = AppointmentId(meant.appointment);
    Some(CaseAct::Reschedule(RescheduleAppointment { appointment, to }))
}

fn read_cancelling(seen: &Seen<'_>, form: &mut Form, meant: &AppointmentItem) -> Option<CaseAct> {
    let t = seen.t;
    let reason = form.code(t, "reason", "change-reason", CancelReason::find);
    let words = form.limited(t, "why", "change-why", NOTE_CHARACTERS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(CaseAct::CancelAppointment(CancelAppointment {
        appointment: AppointmentId(meant.appointment),
        reason: reason?,
        words: words.unwrap_or_default(),
    }))
}

fn made(
    seen: &Seen<'_>,
    page: &CasePage,
    appointment: &str,
    form: Form,
) -> Result<ChangePage, Failure> {
    let t = seen.t;
    let meant = find(page, appointment)?;
    let (moment, kind) = (t.moment(meant.at, seen.zone()), t.code("contact_kind", &meant.kind));
    let about = [("moment", moment.into()), ("kind", kind.as_ref().into())];
    Ok(ChangePage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        unwritten: form.unwritten(&["why", "words"], meant.status == "planned"),
        form,
        about: t.fill("change-about", &about),
        is_planned: meant.status == "planned",
        lengths: lengths(t),
        reasons: REASONS
            .map(|reason| Choice::new(reason.code(), t.code("cancel_reason", reason.code())))
            .into(),
    })
}
