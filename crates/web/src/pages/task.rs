//! Putting a piece of work off, or handing it to a colleague.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, right_to_task};
use bagyt_casework::fact::Task;
use bagyt_casework::task::PutOffTask;
use bagyt_core::identity::StaffId;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit, named};

/// Longest words, in characters.
const WORDS_MAX: usize = 1_000;

const STEPS: [&str; 2] = ["put_off", "hand_over"];

#[derive(Template)]
#[template(path = "task.html")]
struct TaskPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    what: String,
    steps: Vec<Choice>,
    colleagues: Vec<Choice>,
}

/// A piece of work of one case, by its key.
struct Arranging {
    case: String,
    task: String,
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path((case, task)): Path<(String, String)>) -> Response {
    case_form::show(visit, Arranging { case, task }).await
}

/// Puts the work off or hands it over.
pub(crate) async fn send(
    visit: Visit,
    Path((case, task)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Arranging { case, task }, form).await
}

impl Arranging {
    fn task(&self) -> Result<Task, Failure> {
        Task::find(&self.task).ok_or(Failure::NotFound)
    }
}

/// Says which work it is.
pub(crate) fn told(seen: &Seen<'_>, task: &Task) -> String {
    if let Task::Clock { row, .. } = task {
        let row = seen.app.row_words(row, seen.today());
        if let Some(row) = row {
            return seen.row_text(&row.text);
        }
    }
    if let Task::Prompt { prompt, .. } = task {
        return seen.t.code("task_prompt", prompt.code()).into_owned();
    }
    let key = task.key();
    let kind = key.split('.').next().unwrap_or_default();
    seen.t.code("task_kind", kind).into_owned()
}

impl CaseForm for Arranging {
    type Shown = TaskPage;
    type Read = CaseAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, right_to_task(&self.task()?))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<TaskPage, Failure> {
        let (t, task) = (seen.t, self.task()?);
        let colleagues = seen.app.colleagues(seen.user, &task)?;
        let mut choices = vec![Choice::new("", t.say("choose"))];
        choices
            .extend(colleagues.into_iter().map(|one| Choice::new(one.staff.to_string(), one.name)));
        Ok(TaskPage {
            t,
            frame: seen.frame(Section::Today),
            who: who(seen, page),
            form,
            what: told(seen, &task),
            steps: Choice::codes(t, "task_step", &STEPS),
            colleagues: choices,
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<CaseAct> {
        let (t, task) = (seen.t, self.task().ok()?);
        let step = form.choice(t, "step", "task-step", &STEPS);
        let until = match step.as_deref() {
            Some("put_off") => form.day(t, "until", "task-until"),
            _ => None,
        };
        let to = match step.as_deref() {
            Some("hand_over") => form.required(t, "to", "task-to"),
            _ => String::new(),
        };
        form.required(t, "words", "task-words");
        let words = form.limited(t, "words", "task-words", WORDS_MAX)?;
        if !form.is_right() {
            return None;
        }
        match until {
            Some(until) => Some(CaseAct::PutOff(PutOffTask { task, until, words })),
            None => Some(CaseAct::HandOver { task, to: named::<StaffId>(&to).ok()?, words }),
        }
    }

    fn act(&self, read: &CaseAct) -> CaseAct {
        read.clone()
    }

    fn next(&self) -> String {
        "/today?done=task".to_owned()
    }
}
