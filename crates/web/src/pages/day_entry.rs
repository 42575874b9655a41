//! The paper of a day brought back into the record: every appointment of the day on one page, each
//! line its own act, so that one that is refused takes no other with it.

use askama::Template;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::DayLine;
use bagyt_casework::codes::{ContactKind, ContactPlace};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::fact::AppointmentId;
use bagyt_core::effective::Effective;
use bagyt_core::identity::CommandId;
use jiff::civil::Date;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::format::parse_day;
use crate::frame::{Frame, Section};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "day_entry.html")]
struct DayEntry {
    t: Texts,
    frame: Frame,
    form: Form,
    day: String,
    figures: String,
    on: String,
    lines: Vec<Line>,
    outcomes: Vec<Choice>,
}

/// An appointment that has no outcome yet.
struct Line {
    at: String,
    client: String,
    href: String,
    kind: String,
    /// The identifier under which the line is recorded once.
    command: String,
    command_name: String,
    outcome: String,
    note: String,
}

/// Longest note of a line, in characters.
const NOTE_CHARACTERS_MAX: usize = 500;

/// Days on which a paper without outcomes is looked for: today and the week before.
const DAYS_BACK: u32 = 8;

/// Shows the lines of a day.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let (on, lines) = match day(asked.get("on")) {
                Some(on) => (on, seen.app.day_lines(seen.user, on)?),
                None => newest(seen)?,
            };
            Ok(made(seen, on, &lines, Form::fresh()))
        })
        .await
}

/// Today, or if nothing of it waits for its outcome, the newest day of the last week of which
/// something does: in the morning it is yesterday's paper that lies on the desk.
fn newest(seen: &Seen<'_>) -> Result<(Date, Vec<DayLine>), Failure> {
    let mut on = seen.today();
    for _ in 0..DAYS_BACK {
        let lines = seen.app.day_lines(seen.user, on)?;
        if !lines.is_empty() {
            return Ok((on, lines));
        }
        on = on.yesterday().map_err(Failure::defect)?;
    }
    Ok((seen.today(), Vec::new()))
}

/// Records every line in which an outcome is chosen; what is refused comes back.
pub(crate) async fn send(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let on = day(form.value("on")).unwrap_or_else(|| seen.today());
            let lines = seen.app.day_lines(seen.user, on)?;
            tell_of_others(seen, &mut form, &lines);
            for line in &lines {
                record(seen, &mut form, line)?;
            }
            if form.is_right() {
                return Ok(Sent::To(format!("/day-sheet/entry?on={on}&done=day-entry")));
            }
            let lines = seen.app.day_lines(seen.user, on)?;
            Ok(Sent::Again(made(seen, on, &lines, form)))
        })
        .await
}

/// Reads a day as an address has it or as people write it.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| parse_day(text))
}

/// Says that lines were filled in whose outcome somebody else has recorded meanwhile.
fn tell_of_others(seen: &Seen<'_>, form: &mut Form, lines: &[DayLine]) {
    let known = |id: &str| lines.iter().any(|line| line.appointment.to_string() == id);
    let overtaken = form.names().any(|name| {
        name.strip_prefix("outcome-").is_some_and(|id| {
            let command = form.value(format!("command-{id}"));
            !form.value(name).is_empty() && !known(id) && !seen.was_recorded(command)
        })
    });
    if overtaken {
        form.refuse("", seen.t.say("day-entry-overtaken"));
    }
}

/// Records one line, if an outcome is chosen in it. A refusal is noted at the line.
fn record(seen: &Seen<'_>, form: &mut Form, line: &DayLine) -> Result<(), Failure> {
    let id = line.appointment;
    let (outcome_name, note_name) = (format!("outcome-{id}"), format!("note-{id}"));
    if form.value(&outcome_name).is_empty() {
        return Ok(());
    }
    let before = form.problems.len();
    let outcome = form.code(seen.t, &outcome_name, "contact-outcome", Outcome::find);
    let note = form.limited(seen.t, &note_name, "contact-note", NOTE_CHARACTERS_MAX);
    let kind = ContactKind::find(&line.kind);
    let command = Uuid::parse_str(form.value(format!("command-{id}"))).ok();
    let (Some(outcome), Some(kind), true) = (outcome, kind, form.problems.len() == before) else {
        return Ok(());
    };
    let contact = RecordContact {
        held: Effective::instant(line.at, seen.zone()),
        kind,
        place: usual_place(kind),
        outcome,
        appointment: Some(AppointmentId(id)),
        note: note.unwrap_or_default(),
    };
    let command = command.unwrap_or_else(Uuid::now_v7);
    let act = CaseAct::RecordContact(contact);
    match seen.app.act(seen.user, CommandId(command), line.case, act) {
        Ok(_) => seen.note_recorded(&command.to_string()),
        Err(Failure::Refused(refused)) => {
            form.refuse(&outcome_name, crate::refusal::words(seen.words(), &refused));
        }
        Err(Failure::Changed) => form.refuse(&outcome_name, seen.t.say("wrong-changed")),
        Err(Failure::Denied | Failure::NotFound) => {
            form.refuse(&outcome_name, seen.t.say("day-entry-denied"));
        }
        Err(other) => return Err(other),
    }
    Ok(())
}

/// Where a meeting of that kind is held, unless somebody says otherwise on the page of one contact.
fn usual_place(kind: ContactKind) -> ContactPlace {
    match kind {
        ContactKind::Home => ContactPlace::Home,
        ContactKind::Workplace | ContactKind::CommunityWork => ContactPlace::Work,
        ContactKind::Phone | ContactKind::Video => ContactPlace::Remote,
        ContactKind::Prison => ContactPlace::Prison,
        ContactKind::Registration | ContactKind::Interview | ContactKind::Group => {
            ContactPlace::Office
        }
    }
}

fn made(seen: &Seen<'_>, on: Date, lines: &[DayLine], form: Form) -> DayEntry {
    let t = seen.t;
    let line = |line: &DayLine| {
        let id = line.appointment;
        let command_name = format!("command-{id}");
        // A line that comes back keeps its identifier, so that it is still recorded once.
        let command = match form.value(&command_name) {
            "" => Uuid::now_v7().to_string(),
            kept => kept.to_owned(),
        };
        Line {
            at: crate::format::clock(line.at.to_zoned(seen.zone().time_zone()).time()),
            client: seen.name(&line.name),
            href: format!("/cases/{}", line.case),
            kind: t.code("contact_kind", &line.kind).into_owned(),
            command,
            command_name,
            outcome: format!("outcome-{id}"),
            note: format!("note-{id}"),
        }
    };
    let mut outcomes = vec![Choice::new("", t.say("day-entry-none"))];
    let codes: Vec<&str> = Outcome::ALL.iter().map(|one| one.code()).collect();
    outcomes.extend(Choice::codes(t, "outcome", &codes));
    DayEntry {
        t,
        frame: seen.frame(Section::Today),
        day: t.weekday(on),
        figures: t.figures(on),
        on: on.to_string(),
        lines: lines.iter().map(line).collect(),
        outcomes,
        form,
    }
}
