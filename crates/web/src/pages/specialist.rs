//! A client's psychologist or social worker: who was asked, the sessions with their attendance, what
//! is recommended; and a specialist's own list of clients.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::{CaseAct, SpecialistAct, SupportAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, OwnClient, SessionItem, SpecialistItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{
    ContactPlace, SessionForm, SessionOutcome, SpecialistAnswer, SpecialistEnd, SpecialistStatus,
    SpecialistTask,
};
use bagyt_casework::specialist::{
    AnswerSpecialist, ArrangeSession, AskSpecialist, EndSpecialist, RecordSession, Step,
};
use bagyt_core::identity::{OfficeCode, StaffId};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::appointment::lengths;
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::pages::contact::places;
use crate::parts::{Chip, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "specialists.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    asks: Vec<AskRow>,
    /// Where the reader's confidential notes are; empty for who keeps none.
    notes: String,
    can_ask: bool,
    specialists: Vec<Choice>,
    tasks: Vec<Choice>,
    /// Requests that the reader answers.
    waiting: Vec<Choice>,
    answers: Vec<Choice>,
    /// Requests for which the reader arranges sessions.
    own: Vec<Choice>,
    forms: Vec<Choice>,
    places: Vec<Choice>,
    lengths: Vec<Choice>,
    /// Sessions of which the reader records what became.
    sessions: Vec<Choice>,
    outcomes: Vec<Choice>,
    /// Requests that the reader ends.
    ending: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// A request, as the page shows it.
struct AskRow {
    title: String,
    chip: Chip,
    lines: Vec<(String, String)>,
    sessions: Vec<SessionRow>,
}

/// A session, as the page shows it.
struct SessionRow {
    when: String,
    what: String,
    chip: Chip,
    words: String,
}

/// The specialists of one case.
struct Specialists {
    case: String,
    right: Action,
}

/// Shows the specialists of a case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Specialists { case, right: Action::ViewCase }).await
}

/// Records a step.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    let right = match form.value("step") {
        "ask" => Action::AskSpecialist,
        // Which of the two rights is needed is decided with what is read.
        "end" | "record" => Action::ViewCase,
        _ => Action::KeepSessions,
    };
    case_form::send(visit, Specialists { case, right }, form).await
}

impl CaseForm for Specialists {
    type Shown = Page;
    type Read = SpecialistAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        let mut form = form.preset("minutes", "45");
        for name in ["on", "answered_on", "ended_on"] {
            form = form.preset(name, today.clone());
        }
        let only = |choices: Vec<Choice>| match choices.as_slice() {
            [only] => only.value.clone(),
            _ => String::new(),
        };
        let requests = [
            ("request", only(asks(seen, page, &is_waiting))),
            ("session_request", only(asks(seen, page, &is_taken))),
            ("ended_request", only(ending(seen, page))),
            ("session", only(sessions(seen, page))),
        ];
        for (name, value) in requests {
            form = form.preset(name, value);
        }
        Ok(form)
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let may = |action| page.row.status != "closed" && page.may.contains(&action);
        let mut specialists = Vec::new();
        if may(Action::AskSpecialist) {
            for one in seen.app.specialists_of(&OfficeCode(page.row.office.clone()))? {
                let role = t.code("role", one.role.code());
                specialists
                    .push(Choice::new(one.staff.to_string(), format!("{}, {role}", one.name)));
            }
        }
        let notes = match page.may.contains(&Action::KeepNotes) {
            true => format!("/cases/{}/notes", self.case),
            false => String::new(),
        };
        let tasks: Vec<&str> = SpecialistTask::ALL.iter().map(|one| one.code()).collect();
        let answers: Vec<&str> = SpecialistAnswer::ALL.iter().map(|one| one.code()).collect();
        let forms: Vec<&str> = SessionForm::ALL.iter().map(|one| one.code()).collect();
        let outcomes: Vec<&str> = SessionOutcome::ALL.iter().map(|one| one.code()).collect();
        let reasons: Vec<&str> = SpecialistEnd::ALL.iter().map(|one| one.code()).collect();
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            asks: page.specialists.iter().map(|one| ask_row(seen, one)).collect(),
            notes,
            can_ask: may(Action::AskSpecialist),
            specialists,
            tasks: Choice::codes(t, "specialist_task", &tasks),
            waiting: asks(seen, page, &is_waiting),
            answers: Choice::codes(t, "specialist_answer", &answers),
            own: asks(seen, page, &is_taken),
            forms: Choice::codes(t, "session_form", &forms),
            places: places(t),
            lengths: lengths(t),
            sessions: sessions(seen, page),
            outcomes: Choice::codes(t, "session_outcome", &outcomes),
            ending: ending(seen, page),
            reasons: Choice::codes(t, "specialist_end", &reasons),
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<SpecialistAct> {
        match form.value("step") {
            "ask" => read_ask(seen, form),
            "answer" => read_answer(seen, form),
            "arrange" => read_session(seen, form),
            "record" => read_result(seen, page, form),
            _ => read_end(seen, page, form),
        }
    }

    fn act(&self, read: &SpecialistAct) -> CaseAct {
        CaseAct::Support(SupportAct::Specialist(read.clone()))
    }

    fn next(&self) -> String {
        format!("/cases/{}/specialists?done=specialist", self.case)
    }
}

fn version(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn read_ask(seen: &Seen<'_>, form: &mut Form) -> Option<SpecialistAct> {
    let t = seen.t;
    let find = |text: &str| text.parse::<StaffId>().ok();
    let specialist = form.code(t, "specialist", "specialist-who", find);
    let task = form.code(t, "task", "specialist-task", SpecialistTask::find);
    let on = form.day(t, "on", "specialist-on");
    let words = form.required(t, "words", "specialist-words");
    form.limited(t, "words", "specialist-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (asked, specialist, task) = (seen.effective(on?, None), specialist?, task?);
    Some(SpecialistAct::Ask(AskSpecialist { asked, specialist, task, words }))
}

fn read_answer(seen: &Seen<'_>, form: &mut Form) -> Option<SpecialistAct> {
    let t = seen.t;
    form.call("on", "answered_on");
    form.call("words", "answer_words");
    let request = form.code(t, "request", "specialist-request", version);
    let outcome = form.code(t, "answer", "specialist-answer", SpecialistAnswer::find);
    let on = form.day(t, "answered_on", "specialist-answered-on");
    let words = form.limited(t, "answer_words", "specialist-answer-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(SpecialistAct::Answer(AnswerSpecialist {
        request: request?,
        answered: seen.effective(on?, None),
        by: seen.user.staff,
        outcome: outcome?,
        words: words.unwrap_or_default(),
    }))
}

fn read_session(seen: &Seen<'_>, form: &mut Form) -> Option<SpecialistAct> {
    let t = seen.t;
    form.call("request", "session_request");
    form.call("words", "session_words");
    let request = form.code(t, "session_request", "specialist-request", version);
    let on = form.day(t, "begins_on", "session-on");
    form.required(t, "begins_at", "appointment-at");
    let at = form.optional_time(t, "begins_at", "appointment-at");
    let minutes = form.optional_number(t, "minutes", "appointment-minutes");
    let kind = form.code(t, "session_form", "session-form", SessionForm::find);
    let place = form.code(t, "place", "contact-place", ContactPlace::find);
    let words = form.limited(t, "session_words", "session-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(SpecialistAct::Arrange(ArrangeSession {
        request: request?,
        by: seen.user.staff,
        begins_at: seen.instant(on?, at?)?,
        minutes: u16::try_from(minutes.unwrap_or_default()).unwrap_or(u16::MAX),
        form: kind?,
        place: place?,
        words: words.unwrap_or_default(),
    }))
}

fn read_result(seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<SpecialistAct> {
    let t = seen.t;
    form.call("words", "recommendation");
    let session = form.code(t, "session", "session-which", version);
    let outcome = form.code(t, "outcome", "session-outcome", SessionOutcome::find);
    let words = form.limited(t, "recommendation", "session-recommendation", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let session = session?;
    let has = |ask: &&SpecialistItem| ask.sessions.iter().any(|one| one.version == session);
    let ask = page.specialists.iter().find(has);
    let by = ask.and_then(|ask| acting(seen, page, ask));
    let (outcome, words) = (outcome?, words.unwrap_or_default());
    Some(SpecialistAct::Record(RecordSession { session, by, outcome, words }))
}

fn read_end(seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<SpecialistAct> {
    let t = seen.t;
    form.call("request", "ended_request");
    form.call("on", "ended_on");
    form.call("words", "end_words");
    let request = form.code(t, "ended_request", "specialist-request", version);
    let reason = form.code(t, "reason", "specialist-reason", SpecialistEnd::find);
    let on = form.day(t, "ended_on", "specialist-ended-on");
    let words = form.required(t, "end_words", "specialist-end-words");
    form.limited(t, "end_words", "specialist-end-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (request, reason) = (request?, reason?);
    let ask = page.specialists.iter().find(|one| one.version == request);
    let by = ask.and_then(|ask| acting(seen, page, ask));
    let ended = seen.effective(on?, None);
    Some(SpecialistAct::End(EndSpecialist { request, ended, by, reason, words }))
}

/// In whose name the reader acts: their own; a head in nobody's, for a specialist who cannot.
fn acting(seen: &Seen<'_>, page: &CasePage, ask: &SpecialistItem) -> Option<StaffId> {
    let leads = page.may.contains(&Action::LeadSpecialists);
    (ask.specialist == seen.user.staff || !leads).then_some(seen.user.staff)
}

fn is_waiting(ask: &SpecialistItem) -> bool {
    ask.status == SpecialistStatus::AwaitingAnswer
}

fn is_taken(ask: &SpecialistItem) -> bool {
    ask.status == SpecialistStatus::Taken
}

fn choice(t: Texts, ask: &SpecialistItem) -> Choice {
    let task = t.code("specialist_task", ask.task.code());
    Choice::new(ask.version.to_string(), format!("{task}, {}", t.figures(ask.asked_on)))
}

/// The reader's own requests that stand so.
fn asks(seen: &Seen<'_>, page: &CasePage, fits: &dyn Fn(&SpecialistItem) -> bool) -> Vec<Choice> {
    let own = page.specialists.iter().filter(|one| one.specialist == seen.user.staff);
    own.filter(|one| fits(one)).map(|one| choice(seen.t, one)).collect()
}

/// Whether the reader records what became of it: the specialist, or a head.
fn keeps(seen: &Seen<'_>, page: &CasePage, ask: &SpecialistItem) -> bool {
    ask.specialist == seen.user.staff || page.may.contains(&Action::LeadSpecialists)
}

fn ending(seen: &Seen<'_>, page: &CasePage) -> Vec<Choice> {
    let all = page.specialists.iter().filter(|one| is_taken(one) && keeps(seen, page, one));
    all.map(|one| choice(seen.t, one)).collect()
}

fn sessions(seen: &Seen<'_>, page: &CasePage) -> Vec<Choice> {
    let all = page.specialists.iter().filter(|one| is_taken(one) && keeps(seen, page, one));
    let open = all.flat_map(|one| &one.sessions).filter(|one| one.result.is_none());
    let choice = |one: &SessionItem| {
        Choice::new(one.version.to_string(), seen.t.moment(one.begins_at, seen.zone()))
    };
    open.map(choice).collect()
}

fn ask_row(seen: &Seen<'_>, ask: &SpecialistItem) -> AskRow {
    let t = seen.t;
    let tone = match ask.status {
        SpecialistStatus::AwaitingAnswer if ask.answer_by < seen.today() => "late",
        SpecialistStatus::AwaitingAnswer => "soon",
        SpecialistStatus::Taken => "calm",
        SpecialistStatus::Declined => "late",
        SpecialistStatus::Ended | SpecialistStatus::Lapsed => "",
    };
    let task = t.code("specialist_task", ask.task.code());
    let mut lines = vec![(t.day(ask.asked_on), ask.words.clone())];
    for (on, step, words) in &ask.steps {
        let what = match step {
            Step::Answered(answer) => t.code("specialist_answer", answer.code()),
            Step::Ended(reason) => t.code("specialist_end", reason.code()),
        };
        let said = if words.is_empty() { String::new() } else { format!(". {words}") };
        lines.push((t.day(*on), format!("{what}{said}")));
    }
    if is_waiting(ask) {
        let next = t.fill("specialist-awaits", &[("day", ask.answer_by.into())]);
        lines.push((t.say("referral-next").into_owned(), next));
    }
    AskRow {
        title: format!("{task} · {}", seen.name(&ask.name)),
        chip: Chip::new(t.code("specialist_status", ask.status.code()), tone),
        lines,
        sessions: ask.sessions.iter().map(|one| session_row(seen, one)).collect(),
    }
}

fn session_row(seen: &Seen<'_>, session: &SessionItem) -> SessionRow {
    let t = seen.t;
    let (form, place) = (
        t.code("session_form", session.form.code()),
        t.code("contact_place", session.place.code()),
    );
    let (chip, words) = match &session.result {
        Some((outcome, words)) => {
            let tone = match outcome {
                SessionOutcome::Held => "calm",
                SessionOutcome::Missed => "late",
                SessionOutcome::Excused | SessionOutcome::Cancelled => "",
            };
            (Chip::new(t.code("session_outcome", outcome.code()), tone), words.clone())
        }
        None => (Chip::new(t.say("session-planned"), "soon"), session.words.clone()),
    };
    SessionRow {
        when: t.moment(session.begins_at, seen.zone()),
        what: format!("{form}, {place}"),
        chip,
        words,
    }
}

#[derive(Template)]
#[template(path = "own_clients.html")]
struct OwnPage {
    t: Texts,
    frame: Frame,
    rows: Vec<OwnRow>,
}

/// A client of the reader's.
struct OwnRow {
    name: String,
    href: String,
    notes: String,
    task: String,
    asked: String,
    status: String,
    tone: &'static str,
    next: String,
}

/// Shows the clients of the reader, who is a specialist.
pub(crate) async fn own(visit: Visit) -> Response {
    visit
        .show(move |seen| {
            let clients = seen.app.own_clients(seen.user)?;
            Ok(OwnPage {
                t: seen.t,
                frame: seen.frame(Section::Elsewhere),
                rows: clients.iter().map(|one| own_row(seen, one)).collect(),
            })
        })
        .await
}

fn own_row(seen: &Seen<'_>, client: &OwnClient) -> OwnRow {
    let t = seen.t;
    let is_taken = client.status == SpecialistStatus::Taken.code();
    OwnRow {
        name: seen.name(&client.name),
        href: format!("/cases/{}/specialists", client.case),
        notes: if is_taken { format!("/cases/{}/notes", client.case) } else { String::new() },
        task: t.code("specialist_task", &client.task).into_owned(),
        asked: t.figures(client.asked_on),
        status: t.code("specialist_status", &client.status).into_owned(),
        tone: if is_taken { "calm" } else { "soon" },
        next: client.next_at.map_or_else(String::new, |at| t.moment(at, seen.zone())),
    }
}
