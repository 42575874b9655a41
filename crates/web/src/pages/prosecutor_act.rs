//! The prosecutors' acts of supervision of an office: the register, and each act with its answer.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{ProsecutorActItem, ProsecutorActsPage};
use bagyt_app::records::Answer;
use bagyt_casework::codes::{ProsecutorActKind, ProsecutorActOutcome};
use bagyt_casework::prosecutor::{AnswerProsecutorAct, PROSECUTOR_LINE_MAX, ReceiveProsecutorAct};
use bagyt_core::identity::{CommandId, OfficeCode, ProsecutorActId};
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::office_register::{self, OfficeList, OfficeRegister, Preset};
use crate::parts::{Fact, Offices, tone_of};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "prosecutor_acts.html")]
pub(crate) struct ListPage {
    t: Texts,
    frame: Frame,
    form: Form,
    offices: Offices,
    rows: Vec<Row>,
    may_keep: bool,
    kinds: Vec<Choice>,
}

/// An act, as a line of the list shows it.
struct Row {
    what: String,
    href: String,
    signed: String,
    received: String,
    answer_by: String,
    state: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "prosecutor_act.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    form: Form,
    what: String,
    state: String,
    tone: &'static str,
    facts: Vec<Fact>,
    words: String,
    /// The answer; empty while there is none.
    answer: Vec<Fact>,
    answer_words: String,
    /// Whether it can be answered.
    may_answer: bool,
    outcomes: Vec<Choice>,
}

impl OfficeList for ProsecutorActsPage {
    type Shown = ListPage;

    fn opened(seen: &Seen<'_>, office: Option<&OfficeCode>) -> Result<Self, Failure> {
        seen.app.prosecutor_acts(seen.user, office)
    }

    fn office(&self) -> &str {
        &self.office
    }

    fn shown(&self, seen: &Seen<'_>, form: Form) -> ListPage {
        list_page(seen, self, form)
    }
}

impl OfficeRegister for ProsecutorActsPage {
    type Read = ReceiveProsecutorAct;

    fn may_keep(&self) -> bool {
        self.may_keep
    }

    fn read(&self, seen: &Seen<'_>, form: &mut Form) -> Option<ReceiveProsecutorAct> {
        read(seen, form, &self.office)
    }

    fn enter(
        seen: &Seen<'_>,
        command: CommandId,
        read: ReceiveProsecutorAct,
    ) -> Result<Answer, Failure> {
        seen.app.receive_prosecutor_act(seen.user, command, read)
    }

    fn entered(entry: Uuid) -> String {
        format!("/prosecutor-acts/{entry}?done=prosecutor-act")
    }
}

/// Shows the acts of an office.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    office_register::list::<ProsecutorActsPage>(visit, asked, Preset::On).await
}

/// Registers an act that came to the reader's office.
pub(crate) async fn add(visit: Visit, Posted(form): Posted) -> Response {
    office_register::add::<ProsecutorActsPage>(visit, form).await
}

/// Shows an act.
pub(crate) async fn show(visit: Visit, Path(act): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let (page, at) = seen.app.prosecutor_act(seen.user, named(&act)?)?;
            let item = page.acts.get(at).ok_or(Failure::NotFound)?;
            let form = Form::fresh().preset("on", seen.t.figures(seen.today()));
            Ok(one_page(seen, &page, item, form))
        })
        .await
}

/// Records the answer to an act.
pub(crate) async fn answer(
    visit: Visit,
    Path(act): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: ProsecutorActId = named(&act)?;
            let (page, at) = seen.app.prosecutor_act(seen.user, id)?;
            let item = page.acts.get(at).ok_or(Failure::NotFound)?;
            if !page.may_keep {
                return Err(Failure::Denied);
            }
            let read = read_answer(seen, &mut form);
            let done = seen.record_read(&mut form, read, |command, answer| {
                seen.app.answer_prosecutor_act(seen.user, command, (id, answer))
            })?;
            match done {
                Some(_) => Ok(Sent::To(format!("/prosecutor-acts/{id}?done=prosecutor-answer"))),
                None => Ok(Sent::Again(one_page(seen, &page, item, form))),
            }
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form, office: &str) -> Option<ReceiveProsecutorAct> {
    let t = seen.t;
    let kind = form.code(t, "kind", "prosecutor-kind", ProsecutorActKind::find);
    let number = form.required(t, "number", "prosecutor-number");
    form.limited(t, "number", "prosecutor-number", PROSECUTOR_LINE_MAX);
    let dated = form.day(t, "dated", "prosecutor-dated");
    let signed = form.required(t, "signed", "prosecutor-signed");
    form.limited(t, "signed", "prosecutor-signed", PROSECUTOR_LINE_MAX);
    let on = form.day(t, "on", "prosecutor-on");
    let answer_by = form.optional_day(t, "answer_by", "prosecutor-answer-by");
    let words = form.required(t, "words", "prosecutor-words");
    form.limited(t, "words", "prosecutor-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(ReceiveProsecutorAct {
        received: seen.effective(on?, None),
        office: OfficeCode(office.to_owned()),
        kind: kind?,
        number,
        dated: dated?,
        answer_by,
        signed,
        words,
    })
}

fn read_answer(seen: &Seen<'_>, form: &mut Form) -> Option<AnswerProsecutorAct> {
    let t = seen.t;
    let outcome = form.code(t, "outcome", "prosecutor-outcome", ProsecutorActOutcome::find);
    let number = form.required(t, "number", "prosecutor-answer-number");
    form.limited(t, "number", "prosecutor-answer-number", PROSECUTOR_LINE_MAX);
    let on = form.day(t, "on", "prosecutor-answered-on");
    let words = form.required(t, "words", "prosecutor-answer-words");
    form.limited(t, "words", "prosecutor-answer-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let answered = seen.effective(on?, None);
    Some(AnswerProsecutorAct { answered, outcome: outcome?, number, words })
}

fn list_page(seen: &Seen<'_>, page: &ProsecutorActsPage, form: Form) -> ListPage {
    let t = seen.t;
    let kinds: Vec<&str> = ProsecutorActKind::ALL.iter().map(|kind| kind.code()).collect();
    ListPage {
        t,
        frame: seen.frame(Section::Office),
        form,
        offices: Offices::of(seen, &page.office, &page.offices),
        rows: page.acts.iter().map(|item| row(t, item)).collect(),
        may_keep: page.may_keep,
        kinds: Choice::codes(t, "prosecutor_act_kind", &kinds),
    }
}

/// The kind, number and day of an act.
fn what(t: Texts, item: &ProsecutorActItem) -> String {
    let kind = item.kind.map(|kind| t.code("prosecutor_act_kind", kind.code()));
    let kind = kind.unwrap_or_default();
    let words = [
        ("kind", kind.as_ref().into()),
        ("number", item.number.as_str().into()),
        ("day", item.dated_on.into()),
    ];
    t.fill("prosecutor-what", &words)
}

/// How an act stands, and how pressing that is.
fn state(t: Texts, item: &ProsecutorActItem) -> (String, &'static str) {
    if let Some(answer) = &item.answer {
        return match answer.days_late {
            late @ 1.. => (t.count("prosecutor-answered-late", late), "late"),
            _ => (t.say("prosecutor-answered-in-time").into_owned(), "calm"),
        };
    }
    let left = item.days_left.unwrap_or_default();
    match left {
        ..0 => (t.count("late-days", -left), "late"),
        _ => (t.count("prosecutor-left", left), tone_of(left)),
    }
}

fn row(t: Texts, item: &ProsecutorActItem) -> Row {
    let (state, tone) = state(t, item);
    Row {
        what: what(t, item),
        href: format!("/prosecutor-acts/{}", item.act),
        signed: item.signed.clone(),
        received: t.figures(item.received_on),
        answer_by: t.figures(item.answer_by),
        state,
        tone,
    }
}

fn one_page(
    seen: &Seen<'_>,
    page: &ProsecutorActsPage,
    item: &ProsecutorActItem,
    form: Form,
) -> OnePage {
    let t = seen.t;
    let (state, tone) = state(t, item);
    let basis = match item.is_stated {
        true => "prosecutor-by-act",
        false => "prosecutor-by-policy",
    };
    let facts = vec![
        Fact::new(t.say("column-office"), seen.words().office(&page.office)),
        Fact::new(t.say("prosecutor-signed"), item.signed.clone()),
        Fact::new(t.say("prosecutor-on"), t.day(item.received_on)),
        Fact::new(t.say("prosecutor-answer-by"), t.with(basis, "day", t.day(item.answer_by))),
    ];
    let answer = item.answer.as_ref().map(|answer| {
        let outcome = answer.outcome.map(|one| t.code("prosecutor_act_outcome", one.code()));
        vec![
            Fact::new(t.say("prosecutor-outcome"), outcome.unwrap_or_default()),
            Fact::new(t.say("prosecutor-answer-number"), answer.number.clone()),
            Fact::new(t.say("prosecutor-answered-on"), t.day(answer.on)),
        ]
    });
    let outcomes: Vec<&str> = ProsecutorActOutcome::ALL.iter().map(|one| one.code()).collect();
    OnePage {
        t,
        frame: seen.frame(Section::Office),
        form,
        what: what(t, item),
        state,
        tone,
        facts,
        words: item.words.clone(),
        answer: answer.unwrap_or_default(),
        answer_words: item.answer.as_ref().map(|one| one.words.clone()).unwrap_or_default(),
        may_answer: page.may_keep && item.answer.is_none(),
        outcomes: Choice::codes(t, "prosecutor_act_outcome", &outcomes),
    }
}
