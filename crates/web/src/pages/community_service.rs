//! Community service: what is owed and left, each session, and the host where it is done.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, WorkBox, WorkItem};
use bagyt_app::role::Action;
use bagyt_casework::community_service::{PlaceAtWork, RecordWork};
use bagyt_casework::fact::AppointmentId;
use bagyt_core::effective::Effective;
use jiff::civil::Date;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

/// Longest note, in characters; the rest of the story belongs into a contact.
const NOTE_CHARACTERS_MAX: usize = 2000;

#[derive(Template)]
#[template(path = "work.html")]
struct WorkPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    facts: Vec<Fact>,
    credited: u32,
    owed: u32,
    sessions: Vec<SessionRow>,
    /// Where to name the host; empty for those who may not.
    host_href: String,
    /// Whether a session can be recorded now.
    can_record: bool,
    day_hint: String,
    travel_hint: String,
}

/// A session that was recorded, as a line of the table shows it.
struct SessionRow {
    when: String,
    host: String,
    taken_off: String,
    travel: String,
    credited: String,
}

#[derive(Template)]
#[template(path = "work_host.html")]
struct HostPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    hosts: Vec<Choice>,
}

/// A session of work in one case.
struct Session {
    case: String,
    /// The appointment whose outcome it is; empty if it is none's.
    appointment: String,
}

/// The host to which the client of one case goes.
struct Host {
    case: String,
}

/// Shows what is owed and the form for a session.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    let appointment = asked.get("appointment").to_owned();
    case_form::show(visit, Session { case, appointment }).await
}

/// Records a session.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Session { case, appointment: String::new() }, form).await
}

/// Asks to which host the client goes.
pub(crate) async fn ask_host(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Host { case }).await
}

/// Records to which host the client goes.
pub(crate) async fn send_host(
    visit: Visit,
    Path(case): Path<String>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Host { case }, form).await
}

impl CaseForm for Session {
    type Shown = WorkPage;
    type Read = RecordWork;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open_work(seen, &self.case)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let form = form.preset("on", seen.t.figures(seen.today()));
        let meant =
            page.appointments.iter().find(|one| one.appointment.to_string() == self.appointment);
        let Some(one) = meant.filter(|one| one.status == "planned") else { return Ok(form) };
        let local = one.at.to_zoned(seen.zone().time_zone());
        Ok(form
            .preset("on", seen.t.figures(local.date().min(seen.today())))
            .preset("began", clock(local.time()))
            .preset("appointment", self.appointment.as_str()))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<WorkPage, Failure> {
        let t = seen.t;
        let work = work_of(page)?;
        let is_open = page.row.status != "closed";
        Ok(WorkPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            facts: facts(seen, work),
            credited: work.credited_minutes,
            owed: u32::from(work.hours) * 60,
            sessions: work.sessions.iter().map(|one| session(seen, one)).collect(),
            host_href: if is_open {
                format!("/cases/{}/work/host", page.row.case)
            } else {
                String::new()
            },
            can_record: is_open && work.host.is_some() && work.left_minutes > 0,
            day_hint: t.with("work-day-hint", "time", time(t, u32::from(work.daily_most))),
            travel_hint: t.with("work-travel-hint", "time", time(t, u32::from(work.travel_most))),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<RecordWork> {
        let t = seen.t;
        let on = form.day(t, "on", "work-on");
        form.required(t, "began", "work-began");
        let began = form.optional_time(t, "began", "work-began");
        form.required(t, "ended", "work-ended");
        let ended = form.optional_time(t, "ended", "work-ended");
        let penalty = minutes(form, t, "penalty", "work-penalty");
        let travel = minutes(form, t, "travel", "work-travel");
        let words = form.limited(t, "words", "work-words", NOTE_CHARACTERS_MAX);
        let appointment = Uuid::parse_str(form.value("appointment")).ok().map(AppointmentId);
        if !form.is_right() {
            return None;
        }
        let began = Effective::instant(seen.instant(on?, began?)?, seen.zone());
        Some(RecordWork {
            began,
            ended_at: seen.instant(on?, ended?)?,
            penalty_minutes: penalty?,
            travel_minutes: travel?,
            appointment,
            words: words.unwrap_or_default(),
        })
    }

    fn act(&self, read: &RecordWork) -> CaseAct {
        CaseAct::RecordWork(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/work?done=work", self.case)
    }
}

impl CaseForm for Host {
    type Shown = HostPage;
    type Read = PlaceAtWork;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open_work(seen, &self.case)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<HostPage, Failure> {
        let work = work_of(page)?;
        let mut hosts = vec![Choice::new("", seen.t.say("work-choose-host"))];
        hosts.extend(work.hosts.iter().map(|code| Choice::new(code, seen.words().host(code))));
        Ok(HostPage {
            t: seen.t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            hosts,
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<PlaceAtWork> {
        let t = seen.t;
        let on = form.day(t, "on", "work-host-from");
        let host = form.required(t, "host", "work-host");
        let words = form.limited(t, "words", "work-host-words", NOTE_CHARACTERS_MAX);
        if !form.is_right() {
            return None;
        }
        Some(PlaceAtWork {
            placed: seen.effective(on?, None),
            host,
            words: words.unwrap_or_default(),
        })
    }

    fn act(&self, read: &PlaceAtWork) -> CaseAct {
        CaseAct::PlaceAtWork(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/work?done=work-host", self.case)
    }
}

/// Reads a case that is counted in hours, and refuses who may not record them.
fn open_work(seen: &Seen<'_>, case: &str) -> Result<CasePage, Failure> {
    let page = open(seen, case, Action::RecordWork)?;
    work_of(&page)?;
    Ok(page)
}

/// A sentence that is not counted in hours has no such page.
fn work_of(page: &CasePage) -> Result<&WorkBox, Failure> {
    page.work.as_ref().ok_or(Failure::NotFound)
}

/// Reads minutes; none are zero.
fn minutes(form: &mut Form, t: Texts, name: &str, label: &str) -> Option<u16> {
    let given = form.optional_number(t, name, label).unwrap_or(0);
    let minutes = u16::try_from(given).ok();
    if minutes.is_none() {
        form.refuse(name, t.with("wrong-number", "field", t.say(label)));
    }
    minutes
}

fn facts(seen: &Seen<'_>, work: &WorkBox) -> Vec<Fact> {
    let t = seen.t;
    let mut facts = vec![
        Fact::new(t.say("work-ordered"), time(t, u32::from(work.hours) * 60)),
        Fact::new(t.say("work-credited"), time(t, work.credited_minutes)),
        Fact::new(t.say("work-left"), time(t, work.left_minutes)),
    ];
    let host = work.host.as_ref().map(|(code, since)| host_since(seen, code, *since));
    facts.push(Fact::new(
        t.say("work-host"),
        host.unwrap_or_else(|| t.say("work-no-host").into_owned()),
    ));
    if let Some(law) = &work.law {
        let words = format!("{} ({})", seen.row_text(&law.text), seen.citation(&law.article));
        facts.push(Fact::new(t.say("work-law"), words));
    }
    if let Some((days, law)) = work.converted.as_ref().filter(|_| work.left_minutes > 0) {
        let days = t.count("work-worth", i64::try_from(*days).unwrap_or(i64::MAX));
        let words = format!("{days} ({})", seen.citation(&law.article));
        facts.push(Fact::new(t.say("work-converted"), words));
    }
    facts
}

fn host_since(seen: &Seen<'_>, code: &str, since: Date) -> String {
    let words = [("host", seen.words().host(code).into()), ("day", seen.t.figures(since).into())];
    seen.t.fill("work-host-since", &words)
}

fn session(seen: &Seen<'_>, one: &WorkItem) -> SessionRow {
    let t = seen.t;
    let ended = one.ended_at.to_zoned(seen.zone().time_zone());
    let when = format!("{}–{}", t.moment_figures(one.began_at, seen.zone()), clock(ended.time()));
    let some = |minutes: u16| match minutes {
        0 => String::new(),
        _ => time(t, u32::from(minutes)),
    };
    SessionRow {
        when,
        host: seen.words().host(&one.host),
        taken_off: some(one.penalty_minutes),
        travel: some(one.travel_minutes),
        credited: time(t, u32::from(one.credited_minutes)),
    }
}

/// Hours and minutes.
fn time(t: Texts, minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let hours = t.with("work-hours", "count", hours.to_string());
    match rest {
        0 => hours,
        _ => format!("{hours} {}", t.with("work-minutes", "count", rest.to_string())),
    }
}
