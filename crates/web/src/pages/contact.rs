//! Recording a contact: the meeting was held, or the client did not come.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::absence::{AbsenceNext, RecordAbsence};
use bagyt_casework::codes::{AbsenceReason, ContactKind, ContactPlace};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::fact::AppointmentId;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "contact.html")]
struct ContactPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    outcomes: Vec<Choice>,
    reasons: Vec<Choice>,
    appointments: Vec<Choice>,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
}

/// Longest note, in characters; users of other systems asked for as many.
const NOTE_CHARACTERS_MAX: usize = 12_000;

/// Shows the form, filled in as far as an appointment tells.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::RecordContact)?;
            let wanted = asked.get("appointment");
            let planned = page.appointments.iter().filter(|one| one.status == "planned");
            let meant = planned.clone().find(|one| one.appointment.to_string() == wanted);
            let mut form = Form::about(page.version);
            let held_on = match meant {
                Some(one) => {
                    let local = one.at.to_zoned(seen.zone().time_zone());
                    form = form
                        .preset("appointment", one.appointment.to_string())
                        .preset("kind", one.kind.clone())
                        .preset("held_at", crate::format::clock(local.time()));
                    local.date().min(seen.today())
                }
                None => seen.today(),
            };
            let form = form.preset("held_on", seen.t.figures(held_on));
            Ok(made(seen, &page, form))
        })
        .await
}

/// Records what happened.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::RecordContact)?;
            let Some((act, absent)) = read_act(seen, &mut form) else {
                return Ok(Sent::Again(made(seen, &page, form)));
            };
            if seen.act(&mut form, &page, act)?.is_none() {
                return Ok(Sent::Again(made(seen, &page, form)));
            }
            Ok(Sent::To(next(seen, &case, absent)?))
        })
        .await
}

/// After an absence the client is heard; otherwise the case is shown.
fn next(seen: &Seen<'_>, case: &str, absent: bool) -> Result<String, Failure> {
    if absent {
        let page = open(seen, case, Action::RecordContact)?;
        if let Some(absence) = page.absences.iter().max_by_key(|absence| absence.version) {
            return Ok(format!("/cases/{case}/absences/{}?done=absence-recorded", absence.version));
        }
    }
    Ok(format!("/cases/{case}?done=contact"))
}

/// An absence that is excused at once, and one for which evidence will come.
pub(crate) const EXCUSED: &str = "absent_excused";
pub(crate) const AWAITING: &str = "absent_awaiting";

/// Reads the act, and whether an absence is left to be weighed.
pub(crate) fn read_act(seen: &Seen<'_>, form: &mut Form) -> Option<(CaseAct, bool)> {
    let chosen = form.value("outcome").to_owned();
    let next = match chosen.as_str() {
        EXCUSED => {
            let reason = form.code(seen.t, "reason", "absence-reason", AbsenceReason::find);
            let words = form.required(seen.t, "why", "contact-why");
            reason.map(|reason| AbsenceNext::Excused { reason, words })
        }
        AWAITING => {
            let until = form.day(seen.t, "until", "await-until");
            let words = form.required(seen.t, "why", "contact-why");
            until.map(|until| AbsenceNext::Awaiting { until, words })
        }
        _ => None,
    };
    let contact = read(seen, form)?;
    let absent = contact.outcome == Outcome::Absent;
    Some(match next {
        Some(next) => {
            let is_open = matches!(next, AbsenceNext::Awaiting { .. });
            (CaseAct::RecordAbsence(RecordAbsence { contact, next }), is_open)
        }
        None => (CaseAct::RecordContact(contact), absent),
    })
}

/// Reads what was said about a meeting or an absence.
pub(crate) fn read(seen: &Seen<'_>, form: &mut Form) -> Option<RecordContact> {
    let t = seen.t;
    let find = |code: &str| match code {
        EXCUSED | AWAITING => Some(Outcome::Absent),
        other => Outcome::find(other),
    };
    let outcome = form.code(t, "outcome", "contact-outcome", find);
    let held_on = form.day(t, "held_on", "contact-held-on");
    let held_at = form.optional_time(t, "held_at", "contact-held-at");
    let kind = form.code(t, "kind", "contact-kind", ContactKind::find);
    let place = form.code(t, "place", "contact-place", ContactPlace::find);
    let note = form.limited(t, "note", "contact-note", NOTE_CHARACTERS_MAX);
    let appointment = match form.value("appointment") {
        "" => None,
        _ => form.code(t, "appointment", "contact-appointment", |text| {
            Uuid::parse_str(text).ok().map(AppointmentId)
        }),
    };
    if !form.is_right() {
        return None;
    }
    Some(RecordContact {
        held: seen.effective(held_on?, held_at),
        kind: kind?,
        place: place?,
        outcome: outcome?,
        appointment,
        note: note.unwrap_or_default(),
    })
}

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> ContactPage {
    let t = seen.t;
    let outcomes = Outcome::ALL.iter().map(|outcome| {
        let words = t.code("outcome", outcome.code());
        match outcome {
            Outcome::Absent => {
                Choice::with_hint(outcome.code(), words, t.say("contact-absent-hint"))
            }
            _ => Choice::new(outcome.code(), words),
        }
    });
    let follows = [EXCUSED, AWAITING].map(|code| {
        let hint = if code == EXCUSED { "contact-excused-hint" } else { "contact-awaiting-hint" };
        Choice::with_hint(code, t.code("outcome", code), t.say(hint))
    });
    let outcomes = outcomes.chain(follows);
    let reasons: Vec<&str> = AbsenceReason::ALL.iter().map(|reason| reason.code()).collect();
    let mut reasons = Choice::codes(t, "absence_reason", &reasons);
    reasons.insert(0, Choice::new("", t.say("contact-no-reason")));
    let mut appointments = vec![Choice::new("", t.say("contact-no-appointment"))];
    appointments.extend(page.appointments.iter().filter(|one| one.status == "planned").map(
        |one| {
            let when = t.moment_figures(one.at, seen.zone());
            let kind = t.code("contact_kind", &one.kind);
            Choice::new(one.appointment.to_string(), format!("{when}, {kind}"))
        },
    ));
    ContactPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        outcomes: outcomes.collect(),
        reasons,
        appointments,
        kinds: kinds(t),
        places: places(t),
    }
}

/// The kinds of meetings.
pub(crate) fn kinds(t: Texts) -> Vec<Choice> {
    ContactKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), t.code("contact_kind", kind.code())))
        .collect()
}

/// The places of meetings.
pub(crate) fn places(t: Texts) -> Vec<Choice> {
    ContactPlace::ALL
        .iter()
        .map(|place| Choice::new(place.code(), t.code("contact_place", place.code())))
        .collect()
}
