//! A client's work and training: sent to a vacancy, what became of it, and whether it was kept.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::{CaseAct, JobAct, SupportAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, EmployerItem, JobItem, VacancyItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{JobAnswer, JobEvidence, JobOutcome, JobStatus};
use bagyt_casework::job::{AnswerJob, CheckJob, SendToJob, Step};
use bagyt_core::identity::{EmployerId, OfficeCode};
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::pages::payment::sum;
use crate::parts::{Chip, Record, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "jobs.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rows: Vec<Record>,
    can_send: bool,
    vacancies: Vec<Choice>,
    /// Sendings whose answer the reader records.
    waiting: Vec<Choice>,
    answers: Vec<Choice>,
    /// Jobs at which the reader looks.
    working: Vec<Choice>,
    outcomes: Vec<Choice>,
    evidence: Vec<Choice>,
}

/// The jobs of one case.
struct Working {
    case: String,
    right: Action,
}

/// Shows the jobs of a case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Working { case, right: Action::ViewCase }).await
}

/// Records a step.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Working { case, right: Action::KeepJobs }, form).await
}

impl CaseForm for Working {
    type Shown = Page;
    type Read = JobAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        let mut form = form;
        for name in ["on", "answered_on", "checked_on"] {
            form = form.preset(name, today.clone());
        }
        let only = |status| {
            let all = page.jobs.iter().filter(|one| one.status == status);
            match all.collect::<Vec<_>>().as_slice() {
                [only] => only.version.to_string(),
                _ => String::new(),
            }
        };
        let (waiting, working) = (only(JobStatus::AwaitingAnswer), only(JobStatus::Working));
        Ok(form.preset("job", waiting).preset("checked_job", working))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let may = page.row.status != "closed" && page.may.contains(&Action::KeepJobs);
        let office = OfficeCode(page.row.office.clone());
        let employers = if may { seen.app.employers_of(&office)? } else { Vec::new() };
        let offers = employers.iter().flat_map(|employer| {
            let open = employer.vacancies.iter().filter(|one| one.is_open);
            open.map(move |one| (employer, one))
        });
        let of = |status| {
            let all = page.jobs.iter().filter(move |one| may && one.status == status);
            all.map(|one| job_choice(t, one)).collect()
        };
        let answers: Vec<&str> = JobAnswer::ALL.iter().map(|one| one.code()).collect();
        let outcomes: Vec<&str> = JobOutcome::ALL.iter().map(|one| one.code()).collect();
        let evidence: Vec<&str> = JobEvidence::ALL.iter().map(|one| one.code()).collect();
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            rows: page.jobs.iter().map(|one| row(seen, one)).collect(),
            can_send: may,
            vacancies: offers.map(|(employer, one)| vacancy_choice(seen, employer, one)).collect(),
            waiting: of(JobStatus::AwaitingAnswer),
            answers: Choice::codes(t, "job_answer", &answers),
            working: of(JobStatus::Working),
            outcomes: Choice::codes(t, "job_outcome", &outcomes),
            evidence: Choice::codes(t, "job_evidence", &evidence),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<JobAct> {
        match form.value("step") {
            "answer" => read_answer(seen, form),
            "check" => read_check(seen, form),
            _ => read_sending(seen, form),
        }
    }

    fn act(&self, read: &JobAct) -> CaseAct {
        CaseAct::Support(SupportAct::Job(read.clone()))
    }

    fn next(&self) -> String {
        format!("/cases/{}/jobs?done=job", self.case)
    }
}

fn version(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// Reads `employer.vacancy`, as the form names a vacancy.
fn place(text: &str) -> Option<(EmployerId, Uuid)> {
    let (employer, vacancy) = text.split_once('.')?;
    Some((employer.parse().ok()?, vacancy.parse().ok()?))
}

fn read_sending(seen: &Seen<'_>, form: &mut Form) -> Option<JobAct> {
    let t = seen.t;
    let place = form.code(t, "vacancy", "job-vacancy", place);
    let on = form.day(t, "on", "job-on");
    let words = form.required(t, "words", "job-words");
    form.limited(t, "words", "job-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (sent, (employer, vacancy)) = (seen.effective(on?, None), place?);
    Some(JobAct::Send(SendToJob { sent, employer, vacancy, words }))
}

fn read_answer(seen: &Seen<'_>, form: &mut Form) -> Option<JobAct> {
    let t = seen.t;
    form.call("on", "answered_on");
    form.call("words", "answer_words");
    form.call("vacancy", "answer");
    form.call("outcome", "answer");
    let job = form.code(t, "job", "job-which", version);
    let outcome = form.code(t, "answer", "job-answer", JobAnswer::find);
    let on = form.day(t, "answered_on", "job-answered-on");
    let words = form.limited(t, "answer_words", "job-answer-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (answered, words) = (seen.effective(on?, None), words.unwrap_or_default());
    Some(JobAct::Answer(AnswerJob { job: job?, answered, outcome: outcome?, words }))
}

fn read_check(seen: &Seen<'_>, form: &mut Form) -> Option<JobAct> {
    let t = seen.t;
    form.call("job", "checked_job");
    form.call("on", "checked_on");
    form.call("words", "check_words");
    let job = form.code(t, "checked_job", "job-which", version);
    let outcome = form.code(t, "outcome", "job-outcome", JobOutcome::find);
    let evidence = form.code(t, "evidence", "job-evidence", JobEvidence::find);
    let on = form.day(t, "checked_on", "job-checked-on");
    let words = form.limited(t, "check_words", "job-check-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (checked, words) = (seen.effective(on?, None), words.unwrap_or_default());
    let (job, outcome, evidence) = (job?, outcome?, evidence?);
    Some(JobAct::Check(CheckJob { job, checked, outcome, evidence, words }))
}

fn job_choice(t: Texts, job: &JobItem) -> Choice {
    Choice::new(job.version.to_string(), format!("{}, {}", job.employer, t.figures(job.sent_on)))
}

fn vacancy_choice(seen: &Seen<'_>, employer: &EmployerItem, vacancy: &VacancyItem) -> Choice {
    let t = seen.t;
    let mut hint = format!("{} · {}", employer.name, employer.place);
    if let Some(wage) = vacancy.wage {
        hint.push_str(&format!(" · {}", sum(t, wage)));
    }
    hint.push_str(&format!(" · {}", t.count("vacancy-free", i64::from(vacancy.free))));
    let value = format!("{}.{}", employer.employer, vacancy.vacancy);
    Choice::with_hint(value, vacancy.name.clone(), hint)
}

fn row(seen: &Seen<'_>, job: &JobItem) -> Record {
    let t = seen.t;
    let tone = match job.status {
        JobStatus::AwaitingAnswer => "soon",
        JobStatus::Working | JobStatus::Kept => "calm",
        JobStatus::Refused | JobStatus::Lost => "late",
        JobStatus::Lapsed => "",
    };
    let mut lines = vec![(t.day(job.sent_on), job.words.clone())];
    for (on, step, words) in &job.steps {
        let what = match step {
            Step::Answered(answer) => t.code("job_answer", answer.code()).into_owned(),
            Step::Checked(JobOutcome::Kept, Some(months)) => {
                t.count("job-kept", i64::from(*months))
            }
            Step::Checked(outcome, _) => t.code("job_outcome", outcome.code()).into_owned(),
        };
        let said = if words.is_empty() { String::new() } else { format!(". {words}") };
        lines.push((t.day(*on), format!("{what}{said}")));
    }
    if let Some((what, by)) = job.awaits {
        let next = t.fill(&format!("job-awaits-{}", what.code()), &[("day", by.into())]);
        lines.push((t.say("referral-next").into_owned(), next));
    }
    let kind = t.code("offer_kind", job.kind.code());
    Record {
        title: format!("{kind} · {}", job.employer),
        chip: Chip::new(t.code("job_status", job.status.code()), tone),
        lines,
    }
}
