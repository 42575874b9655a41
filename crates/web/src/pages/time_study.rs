//! Time studies: opened for an office, answered with one tap, and read beside the points in force.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{
    NowAsked, StudyItem, StudyLine, StudyResult, TimeStudiesPage, TimeStudyPage,
};
use bagyt_app::time_study_setting::{StudyWork, TimeStudyEdition};
use bagyt_casework::time_study::AnswerMoment;
use bagyt_core::identity::{OfficeCode, TimeStudyId};
use bagyt_measure::work_sampling::Estimate;

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::listing::grouped_u64;
use crate::pages::office_register::{self, OfficeList, Preset};
use crate::parts::{Fact, Offices};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "time_studies.html")]
pub(crate) struct ListPage {
    t: Texts,
    frame: Frame,
    form: Form,
    offices: Offices,
    rows: Vec<Row>,
    may_open: bool,
    /// What a study asks of people, in words.
    terms: String,
    source: String,
}

/// A study, as a line of the list shows it.
struct Row {
    days: String,
    href: String,
    people: String,
    answers: String,
    state: String,
}

#[derive(Template)]
#[template(path = "time_study.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    days: String,
    facts: Vec<Fact>,
    /// Why nothing is shown; empty where there is a result.
    nothing: String,
    /// The comparison in one sentence each.
    told: Vec<String>,
    lines: Vec<Line>,
    /// The kinds of work that are shown together; empty for none.
    together: String,
    together_share: String,
    together_answers: String,
    terms: String,
}

/// A kind of work, as the result shows it.
struct Line {
    work: String,
    answers: String,
    share: String,
    share_interval: String,
    cases: String,
    minutes: String,
    minutes_interval: String,
    points: String,
    points_ratio: String,
    time_ratio: String,
    time_interval: String,
}

/// What somebody is asked, in the day and on a page of its own.
pub(crate) struct Question {
    /// Where the answer goes.
    pub(crate) action: String,
    /// The moment, as the form carries it.
    pub(crate) asked: String,
    /// The question.
    pub(crate) text: String,
    /// What can be answered about cases.
    pub(crate) cases: Vec<Choice>,
    /// What else can be answered.
    pub(crate) others: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "time_question.html")]
struct NowPage {
    t: Texts,
    frame: Frame,
    form: Form,
    question: Option<Question>,
}

impl OfficeList for TimeStudiesPage {
    type Shown = ListPage;

    fn opened(seen: &Seen<'_>, office: Option<&OfficeCode>) -> Result<Self, Failure> {
        seen.app.time_studies(seen.user, office)
    }

    fn office(&self) -> &str {
        &self.office
    }

    fn shown(&self, seen: &Seen<'_>, form: Form) -> ListPage {
        list_page(seen, self, form)
    }
}

/// Shows the studies of an office: the reader's own, or the one that was asked for.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    office_register::list::<TimeStudiesPage>(visit, asked, Preset::OfficeFrom).await
}

/// Opens a study of an office.
pub(crate) async fn open(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let office = OfficeCode(form.value("office").to_owned());
            let page = seen.app.time_studies(seen.user, Some(&office))?;
            if !page.may_open {
                return Err(Failure::Denied);
            }
            let done = match form.day(seen.t, "from", "time-study-from") {
                Some(from) => seen.record(&mut form, |id| {
                    seen.app.open_time_study(seen.user, id, (&office, from))
                })?,
                None => None,
            };
            match done.and_then(|answer| answer.stream) {
                Some(study) => Ok(Sent::To(format!("/time-studies/{}?done=time-study", study.id))),
                None => Ok(Sent::Again(list_page(seen, &page, form))),
            }
        })
        .await
}

/// Shows a study with its result.
pub(crate) async fn show(visit: Visit, Path(study): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.time_study(seen.user, named(&study)?)?;
            Ok(one_page(seen, &page))
        })
        .await
}

/// Asks what the person is doing now.
pub(crate) async fn now(visit: Visit, Path(study): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let id: TimeStudyId = named(&study)?;
            seen.app.require_study(seen.user, id)?;
            let asked = seen.app.time_asked(seen.user)?.filter(|asked| asked.study == id);
            Ok(now_page(seen, asked.as_ref(), Form::fresh()))
        })
        .await
}

/// Records the answer.
pub(crate) async fn answer(
    visit: Visit,
    Path(study): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: TimeStudyId = named(&study)?;
            seen.app.require_study(seen.user, id)?;
            let work = form.value("work").to_owned();
            let work = (!work.is_empty()).then_some(work);
            let done = match form.value("asked").parse() {
                Ok(asked) => seen.once(&mut form, |command| {
                    let answer = AnswerMoment { asked, work };
                    seen.app.answer_time_study(seen.user, command, (id, answer))
                })?,
                Err(_) => {
                    form.refuse("", seen.t.say("refusal-time-study-not-asked"));
                    false
                }
            };
            if done {
                return Ok(Sent::To("/today?done=time-answer".to_owned()));
            }
            let asked = seen.app.time_asked(seen.user)?.filter(|asked| asked.study == id);
            Ok(Sent::Again(now_page(seen, asked.as_ref(), form)))
        })
        .await
}

fn now_page(seen: &Seen<'_>, asked: Option<&NowAsked>, form: Form) -> NowPage {
    NowPage {
        t: seen.t,
        frame: seen.frame(Section::Today),
        form,
        question: asked.map(|asked| question(seen, asked)),
    }
}

/// What somebody is asked, as a page shows it.
pub(crate) fn question(seen: &Seen<'_>, asked: &NowAsked) -> Question {
    let t = seen.t;
    let time = clock(asked.asked.to_zoned(seen.zone().time_zone()).time());
    let choice = |work: &StudyWork| Choice::new(work.code.clone(), seen.row_text(&work.text));
    let (cases, others): (Vec<&StudyWork>, Vec<&StudyWork>) =
        asked.works.iter().partition(|work| work.kind.is_some());
    Question {
        action: format!("/time-studies/{}/now", asked.study),
        asked: asked.asked.to_string(),
        text: t.with("time-study-question", "time", time),
        cases: cases.into_iter().map(choice).collect(),
        others: others.into_iter().map(choice).collect(),
    }
}

fn list_page(seen: &Seen<'_>, page: &TimeStudiesPage, form: Form) -> ListPage {
    let t = seen.t;
    let edition = page.edition.as_ref();
    ListPage {
        t,
        frame: seen.frame(Section::Office),
        form,
        offices: Offices::of(seen, &page.office, &page.offices),
        rows: page.studies.iter().map(|item| row(t, item)).collect(),
        may_open: page.may_open && edition.is_some(),
        terms: edition.map(|edition| terms(t, edition)).unwrap_or_default(),
        source: edition.map(|edition| edition.source.clone()).unwrap_or_default(),
    }
}

/// From how many people and answers on anything is shown.
fn terms(t: Texts, edition: &TimeStudyEdition) -> String {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).to_string();
    let (people, answers) = (count(edition.people_min()), count(edition.answers_min()));
    let words = [("people", people.as_str().into()), ("answers", answers.as_str().into())];
    t.fill("time-study-terms", &words)
}

fn days(t: Texts, item: &StudyItem) -> String {
    format!("{} – {}", t.figures(item.from), t.figures(item.until))
}

fn row(t: Texts, item: &StudyItem) -> Row {
    Row {
        days: days(t, item),
        href: format!("/time-studies/{}", item.study),
        people: grouped_u64(item.people),
        answers: grouped_u64(item.answers),
        state: t.say(if item.is_over { "time-study-over" } else { "time-study-runs" }).into_owned(),
    }
}

fn one_page(seen: &Seen<'_>, page: &TimeStudyPage) -> OnePage {
    let (t, words, item) = (seen.t, seen.words(), &page.item);
    let mut facts = vec![
        Fact::new(t.say("column-office"), words.office(&page.office)),
        Fact::new(t.say("time-study-days"), days(t, item)),
        Fact::new(t.say("time-study-people"), grouped_u64(item.people)),
        Fact::new(t.say("time-study-answers"), grouped_u64(item.answers)),
        Fact::new(t.say("time-study-position"), grouped_u64(page.draw.0)),
        Fact::new(t.say("time-study-lot"), page.draw.1.clone()),
    ];
    let nothing = match (&page.result, item.is_over) {
        (Some(_), _) => "",
        (None, true) => "time-study-too-few-answers",
        (None, false) => "time-study-not-over",
    };
    let result = page.result.as_ref();
    if let Some(result) = result {
        let unsaid = Fact::new(t.say("time-study-unsaid"), grouped_u64(result.unsaid));
        let spoke = Fact::new(t.say("time-study-spoke"), grouped_u64(result.people));
        facts.extend([unsaid, spoke]);
    }
    let together = result.and_then(|result| result.together.as_ref());
    let names = |works: &[StudyWork]| {
        works.iter().map(|work| seen.row_text(&work.text)).collect::<Vec<_>>().join("; ")
    };
    OnePage {
        t,
        frame: seen.frame(Section::Office),
        days: days(t, item),
        facts,
        nothing: if nothing.is_empty() { String::new() } else { t.say(nothing).into_owned() },
        told: result.map(|result| told(seen, result)).unwrap_or_default(),
        lines: result
            .map(|result| result.lines.iter().map(|one| line(seen, one)).collect())
            .unwrap_or_default(),
        together: together.map(|sum| names(&sum.works)).unwrap_or_default(),
        together_share: together.map(|sum| shared(t, sum.share)).unwrap_or_default(),
        together_answers: together.map(|sum| grouped_u64(sum.answers)).unwrap_or_default(),
        terms: terms(t, &page.edition),
    }
}

/// Each kind of work whose points and time can be compared with the first's.
fn told(seen: &Seen<'_>, result: &StudyResult) -> Vec<String> {
    let compared = |line: &StudyLine| Some((line.points_ratio?, line.time_ratio?));
    let mut lines = result.lines.iter().filter(|line| line.answers > 0 && compared(line).is_some());
    let Some(first) = lines.next() else { return Vec::new() };
    let first = seen.row_text(&first.work.text);
    let sentence = |line: &StudyLine| {
        let (points, time) = compared(line)?;
        let work = seen.row_text(&line.work.text);
        let words = [
            ("first", first.as_str().into()),
            ("work", work.as_str().into()),
            ("points", tenths(seen.t, points).into()),
            ("time", tenths(seen.t, time.value).into()),
            ("interval", interval(seen.t, &time, tenths).into()),
        ];
        Some(seen.t.fill("time-study-told", &words))
    };
    lines.filter_map(sentence).collect()
}

fn line(seen: &Seen<'_>, line: &StudyLine) -> Line {
    let t = seen.t;
    let (share, lower, upper) = line.share;
    let permille = |one: u64| t.share(i64::try_from(one).unwrap_or(i64::MAX));
    let time = line.time_ratio.as_ref();
    let minutes = line.minutes.as_ref();
    Line {
        work: seen.row_text(&line.work.text),
        answers: grouped_u64(line.answers),
        share: permille(share),
        share_interval: format!("{} – {}", permille(lower.into()), permille(upper.into())),
        cases: line.cases.map(grouped_u64).unwrap_or_default(),
        minutes: minutes.map(|one| whole(t, one.value)).unwrap_or_default(),
        minutes_interval: minutes.map(|one| interval(t, one, whole)).unwrap_or_default(),
        points: line.points.map(|points| grouped_u64(points.into())).unwrap_or_default(),
        points_ratio: line.points_ratio.map(|one| tenths(t, one)).unwrap_or_default(),
        time_ratio: time.map(|one| tenths(t, one.value)).unwrap_or_default(),
        time_interval: time.map(|one| interval(t, one, tenths)).unwrap_or_default(),
    }
}

fn shared(t: Texts, (share, lower, upper): (u64, u32, u32)) -> String {
    let permille = |one: u64| t.share(i64::try_from(one).unwrap_or(i64::MAX));
    format!("{} ({} – {})", permille(share), permille(lower.into()), permille(upper.into()))
}

/// Hundredths as a whole number.
fn whole(_: Texts, hundredths: u64) -> String {
    grouped_u64((hundredths + 50) / 100)
}

/// Hundredths as a number with one decimal.
fn tenths(t: Texts, hundredths: u64) -> String {
    let tenths = (hundredths + 5) / 10;
    let (whole, tenth) = (grouped_u64(tenths / 10), (tenths % 10).to_string());
    let words = [("whole", whole.as_str().into()), ("tenth", tenth.as_str().into())];
    t.fill("time-study-number", &words)
}

fn interval(t: Texts, one: &Estimate, number: fn(Texts, u64) -> String) -> String {
    match one.upper {
        Some(upper) => format!("{} – {}", number(t, one.lower), number(t, upper)),
        None => format!("{} – ∞", number(t, one.lower)),
    }
}
