//! Arranging an appointment, or a series that is shown day by day before it is arranged.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::{Failure, Refused};
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::appointment::{ArrangeAppointment, Particulars};
use bagyt_casework::codes::{ContactKind, ContactPlace};
use bagyt_casework::fact::AppointmentId;
use bagyt_casework::series::{self, Every, FreeDay, SeriesDay};
use bagyt_core::identity::CaseId;
use bagyt_exchange::message::subject::LANGUAGES;
use jiff::civil::Date;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::contact::{kinds, places};
use crate::pages::request::permission_on;
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "appointment.html")]
struct AppointmentPage {
    t: Texts,
    frame: Frame,
    who: Who,
    case: CaseId,
    form: Form,
    planned: Vec<String>,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
    lengths: Vec<Choice>,
    holders: Vec<Choice>,
    languages: Vec<Choice>,
    interpreter: Vec<Choice>,
    repeats: Vec<Choice>,
    free_days: Vec<Choice>,
    check: Option<Check>,
}

/// A series, shown before it is arranged.
struct Check {
    lead: String,
    rows: Vec<CheckRow>,
    /// Whether every appointment is possible.
    is_possible: bool,
    hidden: Vec<Fact>,
}

/// A day of a series.
struct CheckRow {
    when: String,
    tone: &'static str,
    remark: String,
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
            let form = Form::about(page.version)
                .preset("minutes", "30")
                .preset("language", page.person.language.clone())
                .preset("free_day", FreeDay::Move.code());
            made(seen, &page, form, None)
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
            let Some(wanted) = read(seen, &mut form, &page)? else {
                return Ok(Sent::Again(made(seen, &page, form, None)?));
            };
            if form.is_taken_up() || !form.value("change").is_empty() {
                return Ok(Sent::Next(made(seen, &page, form, None)?));
            }
            let is_free = |on: Date| permission_on(seen.t, &page, on).is_none();
            let clashes = !wanted.days.iter().filter_map(|day| day.on).all(is_free);
            if (wanted.repeats || clashes) && form.value("checked").is_empty() {
                let check = checked(seen, &page, &form, &wanted)?;
                return Ok(Sent::Next(made(seen, &page, form, Some(check))?));
            }
            let done = if wanted.repeats { "series" } else { "appointment" };
            if seen.act(&mut form, &page, CaseAct::ArrangeAll(wanted.appointments))?.is_some() {
                return Ok(Sent::To(format!("/cases/{case}?done={done}")));
            }
            Ok(Sent::Again(made(seen, &page, form, None)?))
        })
        .await
}

/// What the form asks for.
struct Wanted {
    repeats: bool,
    days: Vec<SeriesDay>,
    appointments: Vec<ArrangeAppointment>,
}

fn read(seen: &Seen<'_>, form: &mut Form, page: &CasePage) -> Result<Option<Wanted>, Failure> {
    let t = seen.t;
    let on = form.day(t, "on", "appointment-on");
    form.required(t, "begins_at", "appointment-at");
    let at = form.optional_time(t, "begins_at", "appointment-at");
    let kind = form.code(t, "kind", "contact-kind", ContactKind::find);
    let place = form.code(t, "place", "contact-place", ContactPlace::find);
    let minutes = form.optional_number(t, "minutes", "appointment-minutes");
    let words = form.limited(t, "words", "appointment-note", NOTE_CHARACTERS_MAX);
    let particulars = read_particulars(seen, form, page)?;
    let days = on.and_then(|on| read_days(seen, form, on));
    let (Some(at), Some(kind), Some(place), Some(days), Some(particulars), true) =
        (at, kind, place, days, particulars, form.is_right())
    else {
        return Ok(None);
    };
    let Ok(command) = Uuid::parse_str(&form.command) else { return Ok(None) };
    let repeats = !form.value("repeat").is_empty();
    let series = repeats.then_some(command);
    let held = days.iter().filter_map(|day| day.on).enumerate();
    let arrange = |(turn, on): (usize, Date)| {
        let turn = u128::try_from(turn).unwrap_or_default();
        Some(ArrangeAppointment {
            // The form's own identifier: a form sent twice arranges one appointment, or one series.
            appointment: AppointmentId(Uuid::from_u128(command.as_u128().wrapping_add(turn))),
            begins_at: seen.instant(on, at)?,
            minutes: u16::try_from(minutes.unwrap_or(30)).unwrap_or(u16::MAX),
            kind,
            place,
            words: words.clone().unwrap_or_default(),
            particulars: Particulars { series, ..particulars.clone() },
        })
    };
    let appointments: Vec<ArrangeAppointment> = held.filter_map(arrange).collect();
    if appointments.is_empty() {
        form.refuse("repeat_until", t.say("series-empty"));
        return Ok(None);
    }
    Ok(Some(Wanted { repeats, days, appointments }))
}

/// Reads who holds it and in which language; what goes without saying is left out.
fn read_particulars(
    seen: &Seen<'_>,
    form: &mut Form,
    page: &CasePage,
) -> Result<Option<Particulars>, Failure> {
    let t = seen.t;
    let wanted = form.value("holder").to_owned();
    let known = seen.app.holders(seen.user, page.row.case)?;
    let found = known.into_iter().find(|one| one.holder.staff.to_string() == wanted);
    if found.is_none() && !wanted.is_empty() {
        form.refuse("holder", t.with("wrong-choice", "field", t.say("appointment-holder")));
        return Ok(None);
    }
    let holder = found.map(|one| one.holder).filter(|one| Some(one.staff) != page.row.officer);
    let language = match form.value("language") {
        "" => None,
        _ => form.choice(t, "language", "appointment-language", &LANGUAGES),
    };
    let language = language.filter(|language| *language != page.person.language);
    let interpreter = form.is_chosen("interpreter", "yes");
    Ok(Some(Particulars { holder, language, interpreter, series: None, group: None }))
}

/// Reads the days of a series; of a single appointment its day.
fn read_days(seen: &Seen<'_>, form: &mut Form, first: Date) -> Option<Vec<SeriesDay>> {
    let t = seen.t;
    if form.value("repeat").is_empty() {
        return Some(vec![SeriesDay { meant_on: first, on: Some(first) }]);
    }
    let every = form.code(t, "repeat", "appointment-repeat", Every::find);
    let until = form.day(t, "repeat_until", "appointment-repeat-until");
    let free_day = form.code(t, "free_day", "appointment-free-day", FreeDay::find);
    match series::days(first, every?, until?, free_day?, seen.tables().calendar()) {
        Ok(days) => Some(days),
        Err(refusal) => {
            seen.refuse(form, &Refused::of(&refusal));
            None
        }
    }
}

/// Sets each day of a series beside what stands in its way.
fn checked(
    seen: &Seen<'_>,
    page: &CasePage,
    form: &Form,
    wanted: &Wanted,
) -> Result<Check, Failure> {
    let t = seen.t;
    let outlook = seen.app.outlook(seen.user, page.row.case, &wanted.appointments)?;
    let is_possible = outlook.iter().all(Option::is_none);
    let mut refusals = outlook.into_iter();
    let row = |day: &SeriesDay| {
        let Some(on) = day.on else {
            let remark = t.say("series-left-out").into_owned();
            return CheckRow { when: t.weekday(day.meant_on), tone: "", remark };
        };
        let moved = t.fill("series-moved", &[("day", day.meant_on.into())]);
        let (tone, remark) = match refusals.next().flatten() {
            Some(refused) => ("late", crate::refusal::words(seen.words(), &refused)),
            None if permission_on(t, page, on).is_some() => {
                let permission = permission_on(t, page, on).unwrap_or_default();
                ("soon", t.with("request-clash", "permission", permission))
            }
            None if on != day.meant_on => ("soon", moved),
            None => ("calm", t.say("series-free").into_owned()),
        };
        CheckRow { when: t.weekday(on), tone, remark }
    };
    let names = [
        "on",
        "begins_at",
        "kind",
        "place",
        "minutes",
        "words",
        "holder",
        "language",
        "interpreter",
        "repeat",
        "repeat_until",
        "free_day",
    ];
    let count = i64::try_from(wanted.appointments.len()).unwrap_or(i64::MAX);
    Ok(Check {
        lead: t.count("series-lead", count),
        rows: wanted.days.iter().map(row).collect(),
        is_possible,
        hidden: names.map(|name| Fact::new(name, form.value(name))).into(),
    })
}

fn made(
    seen: &Seen<'_>,
    page: &CasePage,
    form: Form,
    check: Option<Check>,
) -> Result<AppointmentPage, Failure> {
    let t = seen.t;
    let planned = page.appointments.iter().filter(|one| one.status == "planned").map(|one| {
        let (moment, kind) = (t.moment(one.at, seen.zone()), t.code("contact_kind", &one.kind));
        t.fill("appointment-planned", &[("moment", moment.into()), ("kind", kind.as_ref().into())])
    });
    let mut holders = vec![Choice::new("", t.say("appointment-holder-own"))];
    holders.extend(seen.app.holders(seen.user, page.row.case)?.into_iter().map(|one| {
        let role = t.code("role", one.holder.role.code());
        Choice::new(one.holder.staff.to_string(), format!("{}, {role}", one.name))
    }));
    let mut repeats = vec![Choice::new("", t.say("appointment-repeat-none"))];
    let codes: Vec<&str> = Every::ALL.iter().map(|one| one.code()).collect();
    repeats.extend(Choice::codes(t, "series_every", &codes));
    let codes: Vec<&str> = FreeDay::ALL.iter().map(|one| one.code()).collect();
    Ok(AppointmentPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        case: page.row.case,
        form,
        planned: planned.collect(),
        kinds: kinds(t),
        places: places(t),
        lengths: lengths(t),
        holders,
        languages: Choice::codes(t, "language", &LANGUAGES),
        interpreter: vec![Choice::new("yes", t.say("yes"))],
        repeats,
        free_days: Choice::codes(t, "free_day", &codes),
        check,
    })
}

/// The lengths that a form offers.
pub(crate) fn lengths(t: Texts) -> Vec<Choice> {
    let length =
        |minutes: u16| Choice::new(minutes.to_string(), t.count("minutes", i64::from(minutes)));
    LENGTHS.map(length).into()
}
