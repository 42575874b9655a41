//! Samples of oversight: drawn by lot, looked at by the head, with the scores of the office and of
//! its officers.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{FileItem, FileScore, OversightPage, SampledFilePage};
use bagyt_casework::codes::FileAnswer;
use bagyt_casework::oversight::AnswerSample;
use bagyt_core::identity::{CaseId, OfficeCode, StaffId};

use crate::form::{Choice, Form};
use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::listing::grouped_u64;
use crate::months;
use crate::parts::{Fact, Offices, tone_of};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "oversight.html")]
struct Page {
    t: Texts,
    frame: Frame,
    form: Form,
    offices: Offices,
    /// How many samples are to be drawn; empty where none is.
    to_draw: String,
    waiting: Vec<Row>,
    done: Vec<Row>,
    scores: Vec<Score>,
}

/// A file of a sample, as a line of the table shows it.
struct Row {
    officer: String,
    client: String,
    number: String,
    month: String,
    when: String,
    distance: String,
    tone: &'static str,
    href: String,
}

/// The mean score of somebody's files.
struct Score {
    name: String,
    files: String,
    mean: String,
}

#[derive(Template)]
#[template(path = "sampled_file.html")]
struct FilePage {
    t: Texts,
    frame: Frame,
    form: Form,
    title: String,
    case_href: String,
    facts: Vec<Fact>,
    /// What was found; empty while nobody looked.
    words: String,
    answers: Vec<Fact>,
    questions: Vec<Question>,
    choices: Vec<Choice>,
    may_answer: bool,
}

/// A question about the file.
struct Question {
    field: String,
    text: String,
}

/// Shows the samples of an office.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let wanted = OfficeCode(asked.get("office").to_owned());
            let page = seen.app.oversight(seen.user, (!wanted.0.is_empty()).then_some(&wanted))?;
            let form = Form::fresh().preset("office", page.office.clone());
            Ok(made(seen, &page, form))
        })
        .await
}

/// Draws the samples of the month.
pub(crate) async fn draw(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let office = OfficeCode(form.value("office").to_owned());
            let page = seen.app.oversight(seen.user, Some(&office))?;
            let done =
                seen.once(&mut form, |command| seen.app.draw_samples(seen.user, command, &office))?;
            if done {
                return Ok(Sent::To(format!("/oversight?office={}&done=sample", office.0)));
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn made(seen: &Seen<'_>, page: &OversightPage, form: Form) -> Page {
    let t = seen.t;
    let (done, waiting): (Vec<&FileItem>, Vec<&FileItem>) =
        page.files.iter().partition(|file| file.answered_on.is_some());
    let to_draw = i64::try_from(page.to_draw).unwrap_or(i64::MAX);
    Page {
        t,
        frame: seen.frame(Section::Office),
        form,
        offices: Offices::of(seen, &page.office, &page.offices),
        to_draw: if to_draw > 0 { t.count("oversight-to-draw", to_draw) } else { String::new() },
        waiting: waiting.into_iter().map(|file| row(seen, file)).collect(),
        done: done.into_iter().rev().map(|file| row(seen, file)).collect(),
        scores: page.scores.iter().map(|one| score(t, one)).collect(),
    }
}

fn row(seen: &Seen<'_>, file: &FileItem) -> Row {
    let t = seen.t;
    let late = (file.days_left < 0).then(|| t.count("late-days", -file.days_left));
    let near = t.distance(file.answer_by, seen.today());
    let (when, distance, tone) = match file.answered_on {
        Some(on) => (t.figures(on), mean(t, file.score_permille), "calm"),
        None => {
            let distance = late.or(near).unwrap_or_default();
            (t.figures(file.answer_by), distance, tone_of(file.days_left))
        }
    };
    Row {
        officer: seen.name(&file.officer),
        client: seen.name(&file.row.name),
        number: file.row.number.clone(),
        month: t.month(months::first_day(file.month)),
        when,
        distance,
        tone,
        href: address(file),
    }
}

fn address(file: &FileItem) -> String {
    format!("/oversight/{}/{}/{}", file.staff, file.version, file.row.case)
}

fn mean(t: Texts, permille: Option<i64>) -> String {
    permille.map_or_else(|| t.say("oversight-no-score").into_owned(), |score| t.share(score))
}

fn score(t: Texts, one: &FileScore) -> Score {
    Score {
        name: match one.staff {
            Some(_) => one.name.clone(),
            None => t.say("oversight-whole").into_owned(),
        },
        files: grouped(i64::from(one.files)),
        mean: mean(t, one.mean_permille),
    }
}

/// Shows a file of a sample with what is asked about it.
pub(crate) async fn file(
    visit: Visit,
    Path((staff, version, case)): Path<(String, String, String)>,
) -> Response {
    visit
        .show(move |seen| {
            let of = (named(&staff)?, named(&version)?);
            let page = seen.app.sampled_file(seen.user, of, named(&case)?)?;
            Ok(file_page(seen, &page, Form::fresh()))
        })
        .await
}

/// Records what was found in a file.
pub(crate) async fn answer(
    visit: Visit,
    Path((staff, version, case)): Path<(String, String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let (id, version): (StaffId, u32) = (named(&staff)?, named(&version)?);
            let case: CaseId = named(&case)?;
            let page = seen.app.sampled_file(seen.user, (id, version), case)?;
            let own = page.item.staff == seen.user.staff;
            if own {
                return Err(Failure::Denied);
            }
            if let Some(answers) = answered(seen, &page, &mut form) {
                let answered = seen.effective(seen.today(), None);
                let words = form.value("words").to_owned();
                let answer = AnswerSample { sample: version, case, answered, answers, words };
                let done = seen.record(&mut form, |command| {
                    seen.app.answer_file(seen.user, command, id, answer)
                })?;
                if done.is_some() {
                    return Ok(Sent::To("/oversight?done=sampled-file".to_owned()));
                }
            }
            Ok(Sent::Again(file_page(seen, &page, form)))
        })
        .await
}

fn field(code: &str) -> String {
    format!("q-{code}")
}

/// Reads the answer to each question.
fn answered(
    seen: &Seen<'_>,
    page: &SampledFilePage,
    form: &mut Form,
) -> Option<BTreeMap<String, FileAnswer>> {
    let t = seen.t;
    let mut answers = BTreeMap::new();
    for question in &page.questions {
        let name = field(&question.code);
        match FileAnswer::find(form.value(&name)) {
            Some(answer) => drop(answers.insert(question.code.clone(), answer)),
            None => form.refuse(&name, t.with("wrong-choice", "field", t.say("oversight-answer"))),
        }
    }
    form.is_right().then_some(answers)
}

fn file_page(seen: &Seen<'_>, page: &SampledFilePage, form: Form) -> FilePage {
    let t = seen.t;
    let (position, seed, pool) = &page.draw;
    let drawn = t.fill(
        "oversight-lot",
        &[
            ("position", grouped_u64(*position).into()),
            ("pool", grouped(i64::from(*pool)).into()),
            ("seed", seed.as_str().into()),
        ],
    );
    let item = &page.item;
    let mut facts = vec![
        Fact::new(t.say("column-officer"), seen.name(&item.officer)),
        Fact::new(t.say("column-month"), t.month(months::first_day(item.month))),
        Fact::new(t.say("oversight-by"), t.day(item.answer_by)),
        Fact::new(t.say("oversight-drawn"), drawn),
    ];
    if let Some(on) = item.answered_on {
        facts.push(Fact::new(t.say("oversight-looked"), t.day(on)));
        facts.push(Fact::new(t.say("oversight-score"), mean(t, item.score_permille)));
    }
    let said = |code: &str| page.answers.get(code).map(|one| t.code("file_answer", one.code()));
    let answers = page.questions.iter().filter_map(|question| {
        Some(Fact::new(seen.row_text(&question.text), said(&question.code)?.into_owned()))
    });
    let codes: Vec<&str> = FileAnswer::ALL.iter().map(|answer| answer.code()).collect();
    FilePage {
        t,
        frame: seen.frame(Section::Office),
        title: t.with("oversight-file", "name", seen.name(&item.row.name)),
        case_href: format!("/cases/{}", item.row.case),
        form,
        facts,
        words: page.words.clone(),
        answers: answers.collect(),
        questions: page
            .questions
            .iter()
            .map(|one| Question { field: field(&one.code), text: seen.row_text(&one.text) })
            .collect(),
        choices: Choice::codes(t, "file_answer", &codes),
        may_answer: page.may_answer,
    }
}
