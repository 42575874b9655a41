//! A specialist's confidential notes. Nothing of what is typed here is kept as a draft.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, NotebookPage};
use bagyt_app::records::Answer;
use bagyt_app::role::Action;
use bagyt_casework::codes::NotebookShare;
use bagyt_casework::notebook::{OpenNotebook, ShareNotebook, WriteNote};
use bagyt_core::identity::{CaseId, StaffId};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

/// Longest note, in characters.
const WORDS_MAX: usize = 12_000;

#[derive(Template)]
#[template(path = "notes.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    notes: Vec<Line>,
    openings: Vec<Line>,
    /// Until when the reader, a deputy, reads; empty for others.
    open_until: String,
    deputy: String,
    may_write: bool,
    may_open: bool,
    keeps: bool,
    choices: Vec<Choice>,
    shares: Vec<Choice>,
}

/// A note, or that the notebook was opened.
struct Line {
    when: String,
    by: String,
    words: String,
}

/// Shows the reader's own notes about a client.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::KeepNotes)?;
            let form = Form::fresh().preset("on", seen.t.figures(seen.today()));
            shown(seen, &page, form)
        })
        .await
}

/// Writes a note, lets somebody in, or opens the notebook in an emergency.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::KeepNotes)?;
            let id: CaseId = named(&case)?;
            let done = match form.value("step") {
                "share" => share(seen, &mut form, id)?,
                "open" => unlock(seen, &mut form, id)?,
                _ => write(seen, &mut form, id)?,
            };
            match done {
                Some(_) => Ok(Sent::To(format!("/cases/{case}/notes?done=notes"))),
                None => Ok(Sent::Again(shown(seen, &page, form)?)),
            }
        })
        .await
}

fn write(seen: &Seen<'_>, form: &mut Form, case: CaseId) -> Result<Option<Answer>, Failure> {
    let t = seen.t;
    let on = form.day(t, "on", "notes-on");
    let words = form.required(t, "words", "notes-words");
    form.limited(t, "words", "notes-words", WORDS_MAX);
    let (Some(on), true) = (on, form.is_right()) else { return Ok(None) };
    let write = WriteNote { written: seen.effective(on, None), by: seen.user.staff, words };
    seen.record(form, |id| seen.app.write_note(seen.user, id, (case, write)))
}

fn share(seen: &Seen<'_>, form: &mut Form, case: CaseId) -> Result<Option<Answer>, Failure> {
    let t = seen.t;
    let find = |text: &str| text.parse::<StaffId>().ok();
    let with = form.code(t, "with", "notes-with", find);
    let share = form.code(t, "share", "notes-share", NotebookShare::find);
    let (Some(with), Some(share), true) = (with, share, form.is_right()) else { return Ok(None) };
    let (shared, by) = (seen.effective(seen.today(), None), seen.user.staff);
    let share = ShareNotebook { shared, by, with, share };
    seen.record(form, |id| seen.app.share_notebook(seen.user, id, (case, share)))
}

fn unlock(seen: &Seen<'_>, form: &mut Form, case: CaseId) -> Result<Option<Answer>, Failure> {
    let t = seen.t;
    form.call("words", "open_words");
    let words = form.required(t, "open_words", "notes-open-words");
    form.limited(t, "open_words", "notes-open-words", WORDS_MAX);
    if !form.is_right() {
        return Ok(None);
    }
    let unlock = OpenNotebook { by: seen.user.staff, words };
    seen.record(form, |id| seen.app.open_notebook(seen.user, id, (case, unlock)))
}

fn shown(seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
    let t = seen.t;
    let NotebookPage { notes, may_write, keeps, deputy, may_open, open_until, openings, choices } =
        seen.app.notes(seen.user, page.row.case)?;
    let notes = notes.into_iter().map(|note| Line {
        when: t.day(note.on),
        by: seen.name(&note.by),
        words: note.words,
    });
    let openings = openings.into_iter().map(|one| Line {
        when: t.moment(one.at, seen.zone()),
        by: seen.name(&one.by),
        words: one.words,
    });
    let choices = choices.into_iter().map(|one| {
        let role = t.code("role", one.role.code());
        Choice::new(one.staff.to_string(), format!("{}, {role}", one.name))
    });
    let shares: Vec<&str> = NotebookPage::SHARES.iter().map(|one| one.code()).collect();
    Ok(Page {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        notes: notes.collect(),
        openings: openings.collect(),
        open_until: open_until.map_or_else(String::new, |at| t.moment(at, seen.zone())),
        deputy: seen.name(&deputy),
        may_write,
        may_open,
        keeps,
        choices: choices.collect(),
        shares: Choice::codes(t, "notebook_share", &shares),
    })
}
