//! Countersignatures: an officer asks for one where a row of law is not verified, a head signs or
//! refuses with the password.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, RowWords, SignatureItem};
use bagyt_app::role::Action;
use bagyt_app::second_factor::Confirmation;
use bagyt_casework::codes::SubmissionKind;
use bagyt_casework::countersign::{SignedAct, Subject};
use bagyt_core::identity::CommandId;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Fact, Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

/// What a form says about the rows of its act that are not verified.
pub(crate) struct SignatureNote {
    pub(crate) tone: &'static str,
    pub(crate) text: String,
    /// The rows, each with its words and where it stands.
    pub(crate) rows: Vec<String>,
    /// Where a head is asked.
    pub(crate) ask: Option<Link>,
}

#[derive(Template)]
#[template(path = "countersign_ask.html")]
struct AskPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    what: String,
    rows: Vec<String>,
}

#[derive(Template)]
#[template(path = "countersign.html")]
struct AnswerPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    what: String,
    about: Option<Link>,
    rows: Vec<String>,
    words: String,
    facts: Vec<Fact>,
    decisions: Vec<Choice>,
    has_code: bool,
    action: String,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// The request for a countersignature in one case.
struct Asking {
    case: String,
    /// The act, as the page that led here names it.
    known: Vec<(&'static str, String)>,
}

/// What is read from the request.
struct Read {
    subject: Subject,
    duty: Option<String>,
    words: String,
}

/// Shows the form of a request.
pub(crate) async fn begin(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    case_form::show(visit, Asking { case, known: known(&asked) }).await
}

/// Records the request.
pub(crate) async fn ask(
    visit: Visit,
    Path(case): Path<String>,
    asked: Asked,
    Posted(form): Posted,
) -> Response {
    let known = known(&asked);
    let form = filled_in(form, &known);
    case_form::send(visit, Asking { case, known }, form).await
}

/// The act, as far as the address names it.
fn known(asked: &Asked) -> Vec<(&'static str, String)> {
    let names = ["act", "about", "submission", "duty"];
    let known = names.map(|name| (name, asked.get(name).to_owned()));
    known.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn filled_in(form: Form, known: &[(&'static str, String)]) -> Form {
    known.iter().fold(form, |form, (name, value)| form.preset(name, value.clone()))
}

/// Reads which act a form is about.
fn subject_of(form: &Form) -> Option<Subject> {
    let act = SignedAct::find(form.value("act"))?;
    let about = Some(form.value("about")).filter(|about| !about.is_empty());
    let about = about.map(str::parse).transpose().ok()?;
    let submission = Some(form.value("submission")).filter(|kind| !kind.is_empty());
    let submission = match submission {
        Some(kind) => Some(SubmissionKind::find(kind)?),
        None => None,
    };
    Some(Subject { act, about, submission })
}

fn duty_of(form: &Form) -> Option<String> {
    Some(form.value("duty").to_owned()).filter(|duty| !duty.is_empty())
}

/// Says what is to be done.
fn what(t: Texts, subject: Subject) -> String {
    let kind = subject.submission.map(|kind| t.code("submission_kind", kind.code()));
    match kind {
        Some(kind) => t.with("countersign-submission", "kind", kind),
        None => t.code("signed_act", subject.act.code()).into_owned(),
    }
}

fn row_lines(seen: &Seen<'_>, rows: &[RowWords]) -> Vec<String> {
    let line =
        |row: &RowWords| format!("{} ({})", seen.row_text(&row.text), seen.citation(&row.article));
    rows.iter().map(line).collect()
}

/// Says what an act still needs before it can be recorded; nothing where every row is verified.
pub(crate) fn note(
    seen: &Seen<'_>,
    page: &CasePage,
    subject: Subject,
    duty: Option<&str>,
) -> Result<Option<SignatureNote>, Failure> {
    let t = seen.t;
    let state = seen.app.signature_state(seen.user, page.row.case, subject, duty)?;
    if state.rows.is_empty() {
        return Ok(None);
    }
    let about = subject.about.map(|about| about.to_string()).unwrap_or_default();
    let submission = subject.submission.map_or("", |kind| kind.code());
    let act = subject.act.code();
    let query = format!(
        "act={act}&about={about}&submission={submission}&duty={}",
        duty.unwrap_or_default()
    );
    let href = format!("/cases/{}/countersignature?{query}", page.row.case);
    let ask = Some(Link::new(href, t.say("countersign-ask-title")));
    let (tone, text, ask) = match state.asked.as_ref().map(|item| (item.status.as_str(), item)) {
        Some(("asked", item)) => {
            ("soon", t.fill("countersign-asked", &[("day", item.asked_on.into())]), None)
        }
        Some(("signed", item)) => ("calm", answered(t, "countersign-signed", item), None),
        Some(("refused", item)) => ("late", answered(t, "countersign-refused", item), ask),
        _ => ("soon", t.say("countersign-needed").into_owned(), ask),
    };
    Ok(Some(SignatureNote { tone, text, rows: row_lines(seen, &state.rows), ask }))
}

fn answered(t: Texts, key: &str, item: &SignatureItem) -> String {
    let day = item.answered_on.unwrap_or(item.asked_on);
    let values = [
        ("day", day.into()),
        ("head", item.answered_by.clone().into()),
        ("words", item.answer.clone().into()),
    ];
    t.fill(key, &values)
}

impl CaseForm for Asking {
    type Shown = AskPage;
    type Read = Read;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::DraftSubmission)
    }

    fn filled(&self, _: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(filled_in(form, &self.known))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<AskPage, Failure> {
        let subject = subject_of(&form).ok_or(Failure::NotFound)?;
        let duty = duty_of(&form);
        let state = seen.app.signature_state(seen.user, page.row.case, subject, duty.as_deref())?;
        Ok(AskPage {
            t: seen.t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            what: what(seen.t, subject),
            rows: row_lines(seen, &state.rows),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<Read> {
        form.required(seen.t, "words", "countersign-words");
        let words = form.limited(seen.t, "words", "countersign-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        Some(Read { subject: subject_of(form)?, duty: duty_of(form), words: words? })
    }

    fn act(&self, read: &Read) -> CaseAct {
        CaseAct::AskCountersignature {
            subject: read.subject,
            duty: read.duty.clone(),
            words: read.words.clone(),
        }
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=countersign-asked", self.case)
    }
}

/// Shows a request, to be answered or read.
pub(crate) async fn show(visit: Visit, Path((case, asked)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::ViewCase)?;
            made(seen, &page, version(&asked)?, Form::about(page.version))
        })
        .await
}

/// Signs with the head's password, or refuses.
pub(crate) async fn answer(
    visit: Visit,
    Path((case, asked)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::Countersign)?;
            let asked = version(&asked)?;
            let item = seen.app.signature(seen.user, page.row.case, asked)?;
            // One that is answered already may be this very form, sent twice.
            if item.status == "asked" && !item.may_answer {
                return Err(Failure::Denied);
            }
            let t = seen.t;
            let signed = form.choice(t, "signed", "countersign-decision", &["true", "false"]);
            form.required(t, "words", "countersign-answer-words");
            form.limited(t, "words", "countersign-answer-words", WORDS_MAX);
            if signed.as_deref() == Some("true") {
                form.required(t, "password", "sign-in-password");
            }
            if form.is_right() && seen.may_try(&mut form) && sign(seen, &page, asked, &mut form)? {
                seen.tried_well();
                return Ok(Sent::To(format!("/cases/{case}?done=countersign-answered")));
            }
            Ok(Sent::Again(made(seen, &page, asked, form)?))
        })
        .await
}

fn version(text: &str) -> Result<u32, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn sign(seen: &Seen<'_>, page: &CasePage, asked: u32, form: &mut Form) -> Result<bool, Failure> {
    let Ok(command) = Uuid::parse_str(&form.command) else { return Err(Failure::NotFound) };
    let (password, code) = (form.value("password").to_owned(), form.value("code").to_owned());
    let answer = (asked, form.value("signed") == "true", form.value("words").to_owned());
    let confirmation = Confirmation { password: &password, code: &code };
    let case = page.row.case;
    match seen.app.countersign(seen.user, CommandId(command), case, answer, confirmation) {
        Ok(_) => Ok(true),
        Err(Failure::Refused(refused)) => {
            seen.refuse(form, &refused);
            Ok(false)
        }
        Err(other) => Err(other),
    }
}

fn made(seen: &Seen<'_>, page: &CasePage, asked: u32, form: Form) -> Result<AnswerPage, Failure> {
    let t = seen.t;
    let item = seen.app.signature(seen.user, page.row.case, asked)?;
    let who = who(seen, page);
    let about = item.subject.about.map(|about| match item.subject.act {
        SignedAct::Violation => format!("{}/absences/{about}", who.href),
        _ => format!("{}/violations/{about}", who.href),
    });
    let mut facts = vec![
        Fact::new(t.say("countersign-asked-by"), item.asked_by.clone()),
        Fact::new(t.say("countersign-asked-on"), t.weekday(item.asked_on)),
    ];
    if let Some(on) = item.answered_on {
        let status = t.code("signature_status", &item.status);
        facts.push(Fact::new(t.say("countersign-answer"), status));
        facts.push(Fact::new(t.say("countersign-answered-by"), item.answered_by.clone()));
        facts.push(Fact::new(t.say("countersign-answered-on"), t.weekday(on)));
        facts.push(Fact::new(t.say("countersign-answer-words"), item.answer.clone()));
    }
    let decision = |code: &str, hint: &str| {
        Choice::with_hint(code, t.code("countersign_signed", code), t.say(hint))
    };
    let decisions =
        [decision("true", "countersign-true-hint"), decision("false", "countersign-false-hint")];
    Ok(AnswerPage {
        t,
        frame: seen.frame(Section::Cases),
        form,
        what: what(t, item.subject),
        about: about.map(|href| Link::new(href, t.say("countersign-about"))),
        rows: row_lines(seen, &item.rows),
        words: item.words.clone(),
        facts,
        decisions: if item.may_answer { decisions.to_vec() } else { Vec::new() },
        has_code: item.may_answer && seen.app.second_factor(seen.user)?.enrolled,
        action: format!("{}/countersignatures/{asked}", who.href),
        who,
    })
}
