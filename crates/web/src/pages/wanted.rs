//! The search for a client who has gone: who was asked, what they answered, and that the client was
//! found. What a court declares is asked of it on the page of a submission.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, MeasureItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{FoundBy, SearchMeasure, SearchResult, SubmissionKind};
use bagyt_casework::search::{RecordFound, RecordMeasure, RecordSearchAnswer};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "wanted.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    /// How the search stands, in sentences.
    lines: Vec<String>,
    /// What is to be asked of the court; nothing where nothing is.
    court: Option<Link>,
    rows: Vec<Row>,
    found: Vec<String>,
    may_record: bool,
    measures: Vec<Choice>,
    results: Vec<Choice>,
    /// Measures that wait for an answer.
    awaited: Vec<Choice>,
    answers: Vec<Choice>,
    may_find: bool,
    ways: Vec<Choice>,
}

/// A measure, as a line of the table shows it.
struct Row {
    when: String,
    what: String,
    words: String,
    tone: &'static str,
    result: String,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// The search in one case.
struct Searching {
    case: String,
    right: Action,
}

/// What a form of the page says.
enum Step {
    Measure(RecordMeasure),
    Answer(RecordSearchAnswer),
    Found(RecordFound),
}

/// Shows the search.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Searching { case, right: Action::ViewCase }).await
}

/// Records a step of it.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Searching { case, right: Action::KeepSearch }, form).await
}

impl CaseForm for Searching {
    type Shown = Page;
    type Read = Step;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        let form = form.preset("on", today.clone()).preset("answered_on", today.clone());
        Ok(form.preset("found_on", today))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let wanted = &page.wanted;
        let may = page.row.status != "closed" && page.may.contains(&Action::KeepSearch);
        let codes: Vec<&str> = SearchMeasure::ALL.iter().map(|one| one.code()).collect();
        let measures = Choice::codes(t, "search_measure", &codes);
        let codes: Vec<&str> = SearchResult::ALL.iter().map(|one| one.code()).collect();
        let results = Choice::codes(t, "search_result", &codes);
        let answers = Choice::codes(t, "search_result", &["nothing", "trace"]);
        let codes: Vec<&str> = FoundBy::ALL.iter().map(|one| one.code()).collect();
        let waits = wanted.measures.iter().filter(|one| one.result == SearchResult::Awaited);
        let awaited = waits.filter(|_| may).map(|one| {
            let what = t.code("search_measure", one.measure.code());
            Choice::new(one.version.to_string(), format!("{what}, {}", t.figures(one.on)))
        });
        let found = wanted.found.iter().map(|one| {
            let by = t.code("found_by", one.by.code());
            format!("{}, {by}: {}", t.day(one.on), one.words)
        });
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            lines: lines(t, page),
            court: court(t, page),
            rows: wanted.measures.iter().map(|one| row(t, one)).collect(),
            found: found.collect(),
            may_record: may,
            measures,
            results,
            awaited: awaited.collect(),
            answers,
            may_find: may && wanted.sought_since.is_some(),
            ways: Choice::codes(t, "found_by", &codes),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<Step> {
        let t = seen.t;
        match form.value("step").to_owned().as_str() {
            "answer" => {
                form.call("on", "answered_on");
                form.call("words", "answer_words");
                form.call("result", "answer");
                let measure = form.required(t, "measure_version", "wanted-measure");
                form.call("measure", "measure_version");
                let on = form.day(t, "answered_on", "wanted-answered-on");
                let result = form.code(t, "answer", "wanted-result", SearchResult::find);
                let words = form.limited(t, "answer_words", "wanted-answer-words", WORDS_MAX);
                let answered = seen.effective(on?, None);
                // What is no number names no measure, which the record says.
                let measure = measure.parse().unwrap_or_default();
                let words = words.unwrap_or_default();
                let answer = RecordSearchAnswer { measure, answered, result: result?, words };
                form.is_right().then_some(Step::Answer(answer))
            }
            "found" => {
                form.call("on", "found_on");
                form.call("words", "found_words");
                let on = form.day(t, "found_on", "wanted-found-on");
                let by = form.code(t, "by", "wanted-by", FoundBy::find);
                let words = form.limited(t, "found_words", "wanted-found-words", WORDS_MAX);
                let found = seen.effective(on?, None);
                let found = RecordFound { found, by: by?, words: words.unwrap_or_default() };
                form.is_right().then_some(Step::Found(found))
            }
            _ => {
                let measure = form.code(t, "measure", "wanted-measure", SearchMeasure::find);
                let on = form.day(t, "on", "wanted-on");
                let result = form.code(t, "result", "wanted-result", SearchResult::find);
                let words = form.limited(t, "words", "wanted-words", WORDS_MAX);
                let taken = seen.effective(on?, None);
                let words = words.unwrap_or_default();
                let measure = RecordMeasure { taken, measure: measure?, result: result?, words };
                form.is_right().then_some(Step::Measure(measure))
            }
        }
    }

    fn act(&self, read: &Step) -> CaseAct {
        match read {
            Step::Measure(measure) => CaseAct::TakeSearchMeasure(measure.clone()),
            Step::Answer(answer) => CaseAct::AnswerSearch(answer.clone()),
            Step::Found(found) => CaseAct::FindClient(found.clone()),
        }
    }

    fn next(&self) -> String {
        format!("/cases/{}/wanted?done=wanted", self.case)
    }
}

/// How the search stands.
fn lines(t: Texts, page: &CasePage) -> Vec<String> {
    let wanted = &page.wanted;
    let mut lines = Vec::new();
    lines.push(match wanted.sought_since {
        Some(since) => t.fill("wanted-since", &[("day", since.into())]),
        None => t.say("wanted-not").into_owned(),
    });
    if let Some(since) = wanted.suspended_since {
        lines.push(t.fill("wanted-suspended", &[("day", since.into())]));
    } else if wanted.sought_since.is_some() {
        lines.push(t.say("wanted-running").into_owned());
    }
    let own = ["search_materials", "search_after_release", "resumption_asked"];
    let open = page.clocks.iter().filter(|clock| clock.state == "open");
    for clock in open.filter(|clock| own.contains(&clock.row.code.as_str())) {
        lines.push(t.fill("wanted-due", &[("day", clock.due_on.into())]));
    }
    lines
}

/// What is to be asked of the court, where the reader may draft it.
fn court(t: Texts, page: &CasePage) -> Option<Link> {
    let wanted = &page.wanted;
    let may = page.row.status != "closed" && page.may.contains(&Action::DraftSubmission);
    let asks = |kind: SubmissionKind| {
        let decided = |status: &str| matches!(status, "decided" | "lapsed");
        let mut asked = page.submissions.iter().filter(|one| one.kind == kind.code());
        let href = format!("/cases/{}/submission?kind={}", page.row.case, kind.code());
        let is_asked = asked.any(|one| !decided(&one.status));
        (!is_asked).then(|| Link::new(href, t.code("submission_kind", kind.code())))
    };
    if wanted.waits_for_court() {
        return may.then(|| asks(SubmissionKind::Resume))?;
    }
    let goes = wanted.sought_since.is_some() && wanted.suspended_since.is_none();
    if goes && may { asks(SubmissionKind::Search) } else { None }
}

fn row(t: Texts, one: &MeasureItem) -> Row {
    let answer = one.answer.as_ref().map(|(on, words)| format!("{}: {words}", t.day(*on)));
    Row {
        when: t.figures(one.on),
        what: t.code("search_measure", one.measure.code()).into_owned(),
        words: [Some(one.words.clone()), answer]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" → "),
        tone: match one.result {
            SearchResult::Awaited => "soon",
            SearchResult::Trace => "calm",
            SearchResult::Nothing => "",
        },
        result: t.code("search_result", one.result.code()).into_owned(),
    }
}
