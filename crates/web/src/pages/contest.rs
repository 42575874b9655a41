//! The client contests an entry in own words, and a head answers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, EntryAct};
use bagyt_casework::contest::{AnswerContest, ContestEntry};
use bagyt_casework::fact::CaseFact;
use jiff::civil::Date;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::who;
use crate::pages::case_form::{self, CaseForm, CheckedForm};
use crate::pages::check::{Check, followed};
use crate::pages::entry::{card, find, open};
use crate::pages::timeline::{Entry, naming};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "contest.html")]
struct ContestPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
    /// Until when the law lets the client object; empty where it sets no day.
    limit: Option<String>,
}

#[derive(Template)]
#[template(path = "contest_answer.html")]
struct AnswerPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
    /// Until when the law let the client object; empty where it sets no day.
    limit: Option<String>,
    said: String,
    decisions: Vec<Choice>,
}

/// Longest words of a client or of an answer, in characters.
const WORDS_MAX: usize = 4_000;

/// An entry that is contested.
struct Contesting {
    case: String,
    version: String,
}

/// A contest that is answered.
struct Answering {
    case: String,
    contest: String,
}

/// Shows the form for the client's words.
pub(crate) async fn begin(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Contesting { case, version }).await
}

/// Records that the client contests the entry.
pub(crate) async fn contest(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Contesting { case, version }, form).await
}

/// Shows what is contested, what the client says, and the form of the answer.
pub(crate) async fn show(visit: Visit, Path((case, contest)): Path<(String, String)>) -> Response {
    case_form::show(visit, Answering { case, contest }).await
}

/// Shows the answer to be checked, then records it.
pub(crate) async fn answer(
    visit: Visit,
    Path((case, contest)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send_checked(visit, Answering { case, contest }, form).await
}

/// Says until when the client may object to an entry, as its letter told, and whether the day had
/// passed. Words that come later are kept all the same: what they are worth, a head says.
fn limit(t: Texts, page: &CasePage, version: &str, on: Date) -> Option<String> {
    let version = version.parse().ok()?;
    let letter = naming(page, "casework.letter.issued", "about", version).next()?;
    let (_, day) = letter.details.iter().find(|(name, _)| name == "respond_by")?;
    let day: Date = day.parse().ok()?;
    let key = if on > day { "contest-limit-passed" } else { "contest-limit" };
    Some(t.fill(key, &[("day", day.into())]))
}

impl CaseForm for Contesting {
    type Shown = ContestPage;
    type Read = ContestEntry;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, &self.version, EntryAct::Contest)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<ContestPage, Failure> {
        Ok(ContestPage {
            t: seen.t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            entry: card(seen, page, &self.version)?,
            limit: limit(seen.t, page, &self.version, seen.today()),
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<ContestEntry> {
        let t = seen.t;
        form.required(t, "words", "contest-words");
        let words = form.limited(t, "words", "contest-words", WORDS_MAX);
        let on = form.day(t, "on", "contest-on");
        if !form.is_right() {
            return None;
        }
        let version = find(page, &self.version).ok()?.version;
        Some(ContestEntry { version, contested: seen.effective(on?, None), words: words? })
    }

    fn act(&self, read: &ContestEntry) -> CaseAct {
        CaseAct::Contest(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=contested", self.case)
    }
}

impl CaseForm for Answering {
    type Shown = AnswerPage;
    type Read = AnswerContest;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, &self.contest, EntryAct::Answer)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<AnswerPage, Failure> {
        let t = seen.t;
        let item = find(page, &self.contest)?;
        let entry = item.details.iter().find(|(name, _)| name == "version");
        let entry = entry.map(|(_, version)| version.as_str()).ok_or(Failure::NotFound)?;
        Ok(AnswerPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            entry: card(seen, page, entry)?,
            limit: limit(t, page, entry, item.on),
            said: item.words.clone().unwrap_or_else(|| t.say("name-hidden").into_owned()),
            decisions: vec![
                Choice::with_hint(
                    "true",
                    t.code("contest_upheld", "true"),
                    t.say("answer-true-hint"),
                ),
                Choice::with_hint(
                    "false",
                    t.code("contest_upheld", "false"),
                    t.say("answer-false-hint"),
                ),
            ],
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<AnswerContest> {
        let t = seen.t;
        let upheld = form.choice(t, "upheld", "answer-upheld", &["true", "false"]);
        form.required(t, "words", "answer-words");
        let words = form.limited(t, "words", "answer-words", WORDS_MAX);
        let on = form.day(t, "on", "answer-on");
        if !form.is_right() {
            return None;
        }
        Some(AnswerContest {
            contest: find(page, &self.contest).ok()?.version,
            answered: seen.effective(on?, None),
            upheld: upheld? == "true",
            words: words?,
        })
    }

    fn act(&self, read: &AnswerContest) -> CaseAct {
        CaseAct::AnswerContest(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=answered", self.case)
    }
}

impl CheckedForm for Answering {
    fn asked(
        &self,
        seen: &Seen<'_>,
        _: &CasePage,
        answer: &AnswerContest,
        facts: &[CaseFact],
    ) -> Check {
        let t = seen.t;
        let upheld = t.code("contest_upheld", if answer.upheld { "true" } else { "false" });
        Check {
            title: t.say("answer-check-title").into_owned(),
            facts: vec![
                Fact::new(t.say("answer-upheld"), upheld),
                Fact::new(t.say("answer-on"), t.day(answer.answered.on())),
                Fact::new(t.say("answer-words"), answer.words.clone()),
            ],
            notes: followed(t, facts),
            button: t.say("answer-button").into_owned(),
        }
    }
}
