//! Many outcomes on one screen: a line a client, each its own act, so that one that is refused takes
//! no other with it and keeps what was typed.
//!
//! The outcomes and their rules are those of the page of one contact.

use bagyt_app::outcome::Failure;
use bagyt_app::read::DayLine;
use bagyt_casework::codes::{AbsenceReason, ContactKind, ContactPlace};
use bagyt_casework::contact::Outcome;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::pages::contact::{AWAITING, EXCUSED, read_act};
use crate::texts::Texts;
use crate::visit::Seen;

/// Longest note of a line, in characters.
const NOTE_CHARACTERS_MAX: usize = 500;

/// A meeting with one client.
pub(crate) struct OutcomeLine {
    pub(crate) at: String,
    pub(crate) client: String,
    pub(crate) href: String,
    pub(crate) kind: String,
    /// How it stands; empty where its outcome can be recorded in the line.
    pub(crate) state: String,
    pub(crate) tone: &'static str,
    /// Where it is moved or cancelled; empty where that is not possible.
    pub(crate) change: String,
    /// The identifier under which the line is recorded once.
    pub(crate) command: String,
    pub(crate) command_name: String,
    pub(crate) outcome: String,
    pub(crate) note: String,
    pub(crate) reason: String,
    pub(crate) until: String,
    /// Whether a reason or a day was given, or is wrong.
    pub(crate) is_reasoned: bool,
}

/// The outcomes that a line offers; the first leaves it for later.
pub(crate) fn outcomes(t: Texts) -> Vec<Choice> {
    let mut outcomes = vec![Choice::new("", t.say("day-entry-none"))];
    let codes: Vec<&str> = Outcome::ALL.iter().map(|one| one.code()).collect();
    outcomes.extend(Choice::codes(t, "outcome", &codes));
    outcomes.extend(Choice::codes(t, "outcome", &[EXCUSED, AWAITING]));
    outcomes
}

/// The reasons for an absence; the first is none.
pub(crate) fn reasons(t: Texts) -> Vec<Choice> {
    let mut reasons = vec![Choice::new("", t.say("contact-no-reason"))];
    let codes: Vec<&str> = AbsenceReason::ALL.iter().map(|one| one.code()).collect();
    reasons.extend(Choice::codes(t, "absence_reason", &codes));
    reasons
}

/// Makes a line ready to be filled in, with what was typed before.
pub(crate) fn made(seen: &Seen<'_>, form: &Form, line: &DayLine) -> OutcomeLine {
    let id = line.appointment;
    let command_name = format!("command-{id}");
    // A line that comes back keeps its identifier, so that it is still recorded once.
    let command = match form.value(&command_name) {
        "" => Uuid::now_v7().to_string(),
        kept => kept.to_owned(),
    };
    let (reason, until) = (format!("reason-{id}"), format!("until-{id}"));
    let is_given = |name: &String| !form.value(name).is_empty() || form.is_wrong(name);
    OutcomeLine {
        at: clock(line.at.to_zoned(seen.zone().time_zone()).time()),
        client: seen.name(&line.name),
        href: format!("/cases/{}", line.case),
        kind: seen.t.code("contact_kind", &line.kind).into_owned(),
        state: String::new(),
        tone: "",
        change: String::new(),
        command,
        command_name,
        outcome: format!("outcome-{id}"),
        note: format!("note-{id}"),
        is_reasoned: is_given(&reason) || is_given(&until),
        reason,
        until,
    }
}

/// Says that lines were filled in whose outcome somebody else has recorded meanwhile.
pub(crate) fn tell_of_others(seen: &Seen<'_>, form: &mut Form, lines: &[DayLine]) {
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
pub(crate) fn record(seen: &Seen<'_>, form: &mut Form, line: &DayLine) -> Result<(), Failure> {
    let id = line.appointment;
    if form.is_taken_up() || form.value(format!("outcome-{id}")).is_empty() {
        return Ok(());
    }
    let note = format!("note-{id}");
    let before = form.problems.len();
    form.limited(seen.t, &note, "contact-note", NOTE_CHARACTERS_MAX);
    if form.problems.len() > before {
        return Ok(());
    }
    let mut own = form_of(seen, form, line);
    if let Some((act, _)) = read_act(seen, &mut own) {
        match seen.act_on(&mut own, (line.case, 0), act) {
            Ok(_) => {}
            Err(Failure::Denied | Failure::NotFound) => {
                own.refuse("outcome", seen.t.say("day-entry-denied"));
            }
            Err(other) => return Err(other),
        }
    }
    for problem in own.problems {
        let field = match problem.field.as_str() {
            "why" | "note" => "note",
            "reason" => "reason",
            "until" => "until",
            _ => "outcome",
        };
        form.refuse(&format!("{field}-{id}"), problem.text);
    }
    Ok(())
}

/// The line as the form of one contact would have it.
fn form_of(seen: &Seen<'_>, form: &Form, line: &DayLine) -> Form {
    let id = line.appointment;
    let typed = |name: &str| form.value(format!("{name}-{id}")).to_owned();
    let local = line.at.to_zoned(seen.zone().time_zone());
    let outcome = typed("outcome");
    // What is written of an absence with a reason is what proves the reason.
    let is_reasoned = [EXCUSED, AWAITING].contains(&outcome.as_str());
    let (why, note) = match is_reasoned {
        true => (typed("note"), String::new()),
        false => (String::new(), typed("note")),
    };
    let place = ContactKind::find(&line.kind).map_or(ContactPlace::Office, usual_place);
    let values = [
        ("command", typed("command")),
        ("outcome", outcome),
        ("reason", typed("reason")),
        ("until", typed("until")),
        ("why", why),
        ("note", note),
        ("held_on", seen.t.figures(local.date())),
        ("held_at", clock(local.time())),
        ("kind", line.kind.clone()),
        ("place", place.code().to_owned()),
        ("appointment", id.to_string()),
    ];
    Form::sent(values.map(|(name, value)| (name.to_owned(), value)).into())
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
