//! The client contests an entry in own words, and a head answers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, EntryAct};
use bagyt_casework::contest::{AnswerContest, ContestEntry};
use bagyt_casework::fact::CaseFact;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::who;
use crate::pages::check::{self, Check, followed};
use crate::pages::entry::{card, find, open};
use crate::pages::timeline::Entry;
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "contest.html")]
struct ContestPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
}

#[derive(Template)]
#[template(path = "contest_answer.html")]
struct AnswerPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
    said: String,
    decisions: Vec<Choice>,
}

/// Longest words of a client or of an answer, in characters.
const WORDS_MAX: usize = 4_000;

/// Shows the form for the client's words.
pub(crate) async fn begin(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, &version, EntryAct::Contest)?;
            let form = Form::about(page.version).preset("on", seen.t.figures(seen.today()));
            contesting(seen, &page, &version, form)
        })
        .await
}

/// Records that the client contests the entry.
pub(crate) async fn contest(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, &version, EntryAct::Contest)?;
            let t = seen.t;
            form.required(t, "words", "contest-words");
            let words = form.limited(t, "words", "contest-words", WORDS_MAX);
            let on = form.day(t, "on", "contest-on");
            if let (Some(words), Some(on), true) = (words, on, form.is_right()) {
                let contest = ContestEntry {
                    version: find(&page, &version)?.version,
                    contested: seen.effective(on, None),
                    words,
                };
                if seen.act(&mut form, &page, CaseAct::Contest(contest))?.is_some() {
                    return Ok(Sent::To(format!("/cases/{case}?done=contested")));
                }
            }
            Ok(Sent::Again(contesting(seen, &page, &version, form)?))
        })
        .await
}

fn contesting(
    seen: &Seen<'_>,
    page: &CasePage,
    version: &str,
    form: Form,
) -> Result<ContestPage, Failure> {
    Ok(ContestPage {
        t: seen.t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        entry: card(seen, page, version)?,
    })
}

/// Shows what is contested, what the client says, and the form of the answer.
pub(crate) async fn show(visit: Visit, Path((case, contest)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, &contest, EntryAct::Answer)?;
            let form = Form::about(page.version).preset("on", seen.t.figures(seen.today()));
            answering(seen, &page, &contest, form)
        })
        .await
}

/// Shows the answer to be checked, then records it.
pub(crate) async fn answer(
    visit: Visit,
    Path((case, contest)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, &contest, EntryAct::Answer)?;
            if form.is_to_change() {
                return Ok(Sent::Form(answering(seen, &page, &contest, form)?));
            }
            let version = find(&page, &contest)?.version;
            if let Some(answer) = read(seen, &mut form, version) {
                let act = CaseAct::AnswerContest(answer.clone());
                if form.is_confirmed() {
                    if seen.act(&mut form, &page, act)?.is_some() {
                        return Ok(Sent::To(format!("/cases/{case}?done=answered")));
                    }
                } else if let Some(facts) = seen.consider(&mut form, &page, act)? {
                    let check = asked(seen, &answer, &facts);
                    return Ok(Sent::Check(check::page(seen, &page, form, check)));
                }
            }
            Ok(Sent::Again(answering(seen, &page, &contest, form)?))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form, contest: u32) -> Option<AnswerContest> {
    let t = seen.t;
    let upheld = form.choice(t, "upheld", "answer-upheld", &["true", "false"]);
    form.required(t, "words", "answer-words");
    let words = form.limited(t, "words", "answer-words", WORDS_MAX);
    let on = form.day(t, "on", "answer-on");
    if !form.is_right() {
        return None;
    }
    Some(AnswerContest {
        contest,
        answered: seen.effective(on?, None),
        upheld: upheld? == "true",
        words: words?,
    })
}

fn asked(seen: &Seen<'_>, answer: &AnswerContest, facts: &[CaseFact]) -> Check {
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

fn answering(
    seen: &Seen<'_>,
    page: &CasePage,
    contest: &str,
    form: Form,
) -> Result<AnswerPage, Failure> {
    let t = seen.t;
    let item = find(page, contest)?;
    let entry = item.details.iter().find(|(name, _)| name == "version");
    let entry = entry.map(|(_, version)| version.as_str()).ok_or(Failure::NotFound)?;
    Ok(AnswerPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        entry: card(seen, page, entry)?,
        said: item.words.clone().unwrap_or_else(|| t.say("name-hidden").into_owned()),
        decisions: vec![
            Choice::with_hint("true", t.code("contest_upheld", "true"), t.say("answer-true-hint")),
            Choice::with_hint(
                "false",
                t.code("contest_upheld", "false"),
                t.say("answer-false-hint"),
            ),
        ],
    })
}
