//! Arranging an appointment.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::appointment::ArrangeAppointment;
use bagyt_casework::codes::{ContactKind, ContactPlace};
use bagyt_casework::fact::AppointmentId;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::contact::{kinds, places};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "appointment.html")]
struct AppointmentPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    planned: Vec<String>,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
    lengths: Vec<Choice>,
}

/// The lengths that are offered, in minutes.
const LENGTHS: [u16; 6] = [15, 30, 45, 60, 90, 120];
/// Longest note to the client, in characters.
pub(crate) const NOTE_CHARACTERS_MAX: usize = 1_000;

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::ArrangeAppointment)?;
            let form = Form::about(page.version).preset("minutes", "30");
            Ok(made(seen, &page, form))
        })
        .await
}

/// Arranges it.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::ArrangeAppointment)?;
            if let Some(arrange) = read(seen, &mut form)
                && seen.act(&mut form, &page, CaseAct::Arrange(arrange))?.is_some()
            {
                return Ok(Sent::To(format!("/cases/{case}?done=appointment")));
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<ArrangeAppointment> {
    let t = seen.t;
    let on = form.day(t, "on", "appointment-on");
    form.required(t, "begins_at", "appointment-at");
    let at = form.optional_time(t, "begins_at", "appointment-at");
    let kind = form.code(t, "kind", "contact-kind", ContactKind::find);
    let place = form.code(t, "place", "contact-place", ContactPlace::find);
    let minutes = form.optional_number(t, "minutes", "appointment-minutes");
    let words = form.limited(t, "words", "appointment-note", NOTE_CHARACTERS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(ArrangeAppointment {
        // The form's own identifier: a form sent twice arranges one appointment.
        appointment: AppointmentId(Uuid::parse_str(&form.command).ok()?),
        begins_at: seen.instant(on?, at?)?,
        minutes: u16::try_from(minutes.unwrap_or(30)).unwrap_or(u16::MAX),
        kind: kind?,
        place: place?,
        words: words.unwrap_or_default(),
    })
}

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> AppointmentPage {
    let t = seen.t;
    let planned = page.appointments.iter().filter(|one| one.status == "planned").map(|one| {
        let (moment, kind) = (t.moment(one.at, seen.zone()), t.code("contact_kind", &one.kind));
        t.fill("appointment-planned", &[("moment", moment.into()), ("kind", kind.as_ref().into())])
    });
    AppointmentPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        planned: planned.collect(),
        kinds: kinds(t),
        places: places(t),
        lengths: lengths(t),
    }
}

/// The lengths that a form offers.
pub(crate) fn lengths(t: Texts) -> Vec<Choice> {
    let length =
        |minutes: u16| Choice::new(minutes.to_string(), t.count("minutes", i64::from(minutes)));
    LENGTHS.map(length).into()
}
