//! Arranging a meeting of several clients, which is shown client by client before it is arranged.

use askama::Template;
use axum::response::Response;
use bagyt_app::group_session::{ArrangeGroup, GroupProspect};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CaseRow, HolderItem};
use bagyt_casework::appointment::Holder;
use bagyt_casework::codes::ContactPlace;
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_exchange::message::subject::LANGUAGES;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::appointment::lengths;
use crate::pages::contact::places;
use crate::parts::Fact;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "group_session.html")]
struct ArrangePage {
    t: Texts,
    frame: Frame,
    form: Form,
    topics: Vec<Choice>,
    lengths: Vec<Choice>,
    places: Vec<Choice>,
    holders: Vec<Choice>,
    languages: Vec<Choice>,
    clients: Vec<Choice>,
    more: String,
    check: Option<Check>,
}

/// A session, shown before it is arranged.
struct Check {
    facts: Vec<Fact>,
    clients: Vec<CheckRow>,
    /// Whether every client can be asked.
    is_possible: bool,
    answers: Vec<(String, String)>,
}

/// A client of a session that is shown.
struct CheckRow {
    name: String,
    tone: &'static str,
    remark: String,
}

/// Shows the form, with the client ticked from whose case somebody comes.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let own = seen.user.staff.to_string();
            let form = Form::fresh()
                .preset("minutes", "60")
                .preset("place", ContactPlace::Office.code())
                .preset("holder", own)
                .preset("cases", asked.get("case"));
            made(seen, form, None)
        })
        .await
}

/// Finds clients, shows the session to be checked, or arranges it.
pub(crate) async fn send(visit: Visit, Posted(form): Posted) -> Response {
    visit
        .send(move |seen| {
            let mut form = with_clients(form);
            if form.value("step") == "find" || form.is_to_change() {
                return Ok(Sent::Form(made(seen, form, None)?));
            }
            let Some(wanted) = read(seen, &mut form)? else {
                return Ok(Sent::Again(made(seen, form, None)?));
            };
            if !form.is_confirmed() {
                return checked(seen, form, &wanted);
            }
            let arrange = |_| seen.app.arrange_group(seen.user, &wanted);
            if carried_out(seen, &mut form, arrange)?
                && let Some(case) = wanted.cases.first()
            {
                let session = wanted.session;
                let address = format!("/cases/{case}/group-sessions/{session}");
                return Ok(Sent::To(format!("{address}?done=group-arranged")));
            }
            Ok(Sent::Again(made(seen, form, None)?))
        })
        .await
}

/// A form in which nobody is ticked has that field as well: a refusal stands at it.
pub(crate) fn with_clients(form: Form) -> Form {
    if form.has("cases") { form } else { form.preset("cases", "") }
}

/// The cases that are ticked.
///
/// # Errors
///
/// [`Failure::NotFound`] if one is named that cannot be.
pub(crate) fn ticked(form: &Form) -> Result<Vec<CaseId>, Failure> {
    form.values("cases").into_iter().map(named).collect()
}

/// Acts in all cases or in none. Whoever stands in the way is told, and nothing is lost; a form sent
/// twice gets its first answer.
///
/// # Errors
///
/// What is no refusal: no right, no such thing, an outage.
pub(crate) fn carried_out(
    seen: &Seen<'_>,
    form: &mut Form,
    act: impl FnOnce(CommandId) -> Result<Vec<GroupProspect>, Failure>,
) -> Result<bool, Failure> {
    if seen.was_recorded(&form.command) {
        return Ok(true);
    }
    let command = named::<Uuid>(&form.command)?;
    match act(CommandId(command)) {
        Ok(told) if told.is_empty() => {
            seen.note_recorded(&form.command);
            return Ok(true);
        }
        Ok(told) => told.iter().for_each(|one| refuse(seen, form, one)),
        Err(Failure::Refused(refused)) => seen.refuse(form, &refused),
        Err(Failure::Changed) => form.refuse("", seen.t.say("wrong-changed")),
        Err(other) => return Err(other),
    }
    Ok(false)
}

/// Notes who stands in the way, at the field that it is about.
fn refuse(seen: &Seen<'_>, form: &mut Form, one: &GroupProspect) {
    let Some(refused) = &one.refused else { return };
    let field = form.field_of(refused.field.as_deref().unwrap_or_default());
    let why = crate::refusal::words(seen.words(), refused);
    form.refuse(&field, format!("{}: {why}", seen.name(&one.name)));
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Result<Option<ArrangeGroup>, Failure> {
    let t = seen.t;
    let tables = seen.tables();
    let known = |code: &str| tables.codes().topics.get(code).map(|topic| topic.code.clone());
    let topic = form.code(t, "topic", "group-topic", known);
    let on = form.day(t, "on", "group-on");
    form.required(t, "begins_at", "appointment-at");
    let at = form.optional_time(t, "begins_at", "appointment-at");
    let minutes = form.optional_number(t, "minutes", "appointment-minutes");
    let place = form.code(t, "place", "contact-place", ContactPlace::find);
    let holders = seen.app.group_holders(seen.user)?;
    let holder = form.code(t, "holder", "appointment-holder", |id| holder_of(&holders, id));
    let language = match form.value("language") {
        "" => None,
        _ => form.choice(t, "language", "group-language", &LANGUAGES),
    };
    let cases = ticked(form)?;
    if cases.is_empty() {
        form.required(t, "cases", "group-clients");
    }
    let begins_at = on.zip(at).and_then(|(on, at)| seen.instant(on, at));
    let (Some(topic), Some(begins_at), Some(place), Some(holder), true) =
        (topic, begins_at, place, holder, form.is_right())
    else {
        return Ok(None);
    };
    Ok(Some(ArrangeGroup {
        // The form's own identifier: a form sent twice arranges one session.
        session: named(&form.command)?,
        topic,
        begins_at,
        minutes: u16::try_from(minutes.unwrap_or(60)).unwrap_or(u16::MAX),
        place,
        holder,
        language,
        cases,
    }))
}

fn holder_of(known: &[HolderItem], id: &str) -> Option<Holder> {
    known.iter().map(|one| one.holder).find(|holder| holder.staff.to_string() == id)
}

/// Shows the session with what stands in its way.
fn checked(
    seen: &Seen<'_>,
    mut form: Form,
    wanted: &ArrangeGroup,
) -> Result<Sent<ArrangePage>, Failure> {
    let t = seen.t;
    let prospects = match seen.app.group_outlook(seen.user, wanted) {
        Ok(prospects) => prospects,
        Err(Failure::Refused(refused)) => {
            seen.refuse(&mut form, &refused);
            return Ok(Sent::Again(made(seen, form, None)?));
        }
        Err(other) => return Err(other),
    };
    let row = |one: &GroupProspect| {
        let (tone, remark) = match &one.refused {
            Some(refused) => ("late", crate::refusal::words(seen.words(), refused)),
            None => ("calm", t.say("series-free").into_owned()),
        };
        CheckRow { name: seen.name(&one.name), tone, remark }
    };
    let holders = seen.app.group_holders(seen.user)?;
    let holder = holders.iter().find(|one| one.holder == wanted.holder);
    let language = match &wanted.language {
        Some(language) => t.code("language", language),
        None => t.say("group-language-own"),
    };
    let count = i64::try_from(prospects.len()).unwrap_or(i64::MAX);
    let facts = vec![
        Fact::new(t.say("group-topic"), seen.words().topic(&wanted.topic)),
        Fact::new(t.say("group-on"), t.moment(wanted.begins_at, seen.zone())),
        Fact::new(t.say("appointment-minutes"), t.count("minutes", i64::from(wanted.minutes))),
        Fact::new(t.say("contact-place"), t.code("contact_place", wanted.place.code())),
        Fact::new(t.say("appointment-holder"), holder.map_or("", |one| one.name.as_str())),
        Fact::new(t.say("group-language"), language),
        Fact::new(t.say("group-clients"), t.count("group-size", count)),
    ];
    let check = Check {
        facts,
        is_possible: prospects.iter().all(|one| one.refused.is_none()),
        clients: prospects.iter().map(row).collect(),
        answers: form.answers(),
    };
    Ok(Sent::Next(made(seen, form, Some(check))?))
}

fn made(seen: &Seen<'_>, form: Form, check: Option<Check>) -> Result<ArrangePage, Failure> {
    let t = seen.t;
    let mut topics = vec![Choice::new("", t.say("group-topic-choose"))];
    topics.extend(seen.tables().codes().topics.values().map(|topic| {
        let name = topic.name.in_language(t.language().code());
        let most = i64::from(topic.clients_max);
        let words = t.fill("group-topic-choice", &[("topic", name.into()), ("count", most.into())]);
        Choice::new(topic.code.as_str(), words)
    }));
    let holders = seen.app.group_holders(seen.user)?.into_iter().map(|one| {
        let role = t.code("role", one.holder.role.code());
        Choice::new(one.holder.staff.to_string(), format!("{}, {role}", one.name))
    });
    let mut languages = vec![Choice::new("", t.say("group-language-own"))];
    languages.extend(Choice::codes(t, "language", &LANGUAGES));
    let (clients, more) = clients(seen, &form, &[])?;
    Ok(ArrangePage {
        t,
        frame: seen.frame(Section::Today),
        form,
        topics,
        lengths: lengths(t),
        places: places(t),
        holders: holders.collect(),
        languages,
        clients,
        more,
        check,
    })
}

/// The clients who may be ticked, without those of some cases, and how many more there are.
pub(crate) fn clients(
    seen: &Seen<'_>,
    form: &Form,
    without: &[CaseId],
) -> Result<(Vec<Choice>, String), Failure> {
    let t = seen.t;
    let (find, language) = (form.value("find"), t.language().code());
    let found = seen.app.group_choices(seen.user, find, &ticked(form)?, language)?;
    let choice = |row: &CaseRow| {
        let risk = row.risk.as_ref().map(|risk| {
            let words = t.code("risk", risk);
            format!(" · {}: {words}", t.say("column-risk"))
        });
        let hint = format!("{}{}", row.number, risk.unwrap_or_default());
        Choice::with_hint(row.case.to_string(), seen.name(&row.name), hint)
    };
    let rows = found.rows.iter().filter(|row| !without.contains(&row.case));
    let more = i64::try_from(found.more).unwrap_or(i64::MAX);
    let more = if more > 0 { t.count("group-more", more) } else { String::new() };
    Ok((rows.map(choice).collect(), more))
}
