//! A specialist's confidential notes: read by who keeps them, and by nobody else.
//!
//! Nothing else in the house reads a notebook. Whoever has none to read is shown no count of the
//! notes of others and is not told that there are any.

use bagyt_casework::codes::NotebookShare;
use bagyt_casework::notebook::{Notebook, OpenNotebook, ShareNotebook, WriteNote};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, NotebookId, OfficeCode};
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;

use super::specialist::SpecialistChoice;
use crate::App;
use crate::command::{Command, NotebookAct};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::user::User;

/// What somebody may read and do in the notebooks of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotebookPage {
    /// The notes that the reader may read, the newest first.
    pub notes: Vec<NoteItem>,
    /// Whether the reader may write a note.
    pub may_write: bool,
    /// Whether the reader keeps a notebook and may hand it over or name a deputy.
    pub keeps: bool,
    /// The deputy of the reader's own notebook.
    pub deputy: String,
    /// Whether the reader is a deputy who may open a notebook in an emergency.
    pub may_open: bool,
    /// The end of the reader's access in an emergency.
    pub open_until: Option<Timestamp>,
    /// When the reader's own notebook was opened in an emergency.
    pub openings: Vec<OpeningItem>,
    /// Colleagues who can be let in.
    pub choices: Vec<SpecialistChoice>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteItem {
    /// Of which day it tells.
    pub on: Date,
    /// Who wrote it.
    pub by: String,
    /// The note.
    pub words: String,
}

/// That a notebook was opened in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningItem {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub words: String,
}

impl App {
    /// Returns the reader's own page of confidential notes about the client of a case.
    ///
    /// # Errors
    ///
    /// As [`App::case`]; [`Failure::Denied`] for whoever is no specialist.
    pub fn notes(&self, user: &User, case: CaseId) -> Result<NotebookPage, Failure> {
        let mut online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::KeepNotes, &read.case)?;
        let (me, now) = (user.staff, self.now());
        let mut page =
            NotebookPage { may_write: read.case.is_with_specialist(me), ..NotebookPage::default() };
        for notebook in self.notebooks(&mut online, case)? {
            self.add_notebook(user, &online, (&notebook, now), &mut page)?;
        }
        page.notes.sort_by_key(|note| std::cmp::Reverse(note.on));
        drop(online);
        if page.keeps {
            let office = OfficeCode(read.row.office.clone());
            page.choices = self.specialists_of(&office)?;
            page.choices.retain(|choice| choice.staff != me);
        }
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "notes", subjects)?;
        Ok(page)
    }

    /// Adds what the reader may know of one notebook.
    fn add_notebook(
        &self,
        user: &User,
        online: &Online<'_>,
        (notebook, now): (&Notebook, Timestamp),
        page: &mut NotebookPage,
    ) -> Result<(), Failure> {
        let me = user.staff;
        for note in notebook.read_by(me, now) {
            let by = self.colleague(online, note.by)?;
            // A later note of the same day stands above an earlier one.
            page.notes.insert(0, NoteItem { on: note.on, by, words: note.words.clone() });
        }
        if notebook.deputy == Some(me) {
            page.may_open = !notebook.is_open_to(me, now);
            let own = notebook.openings.iter().filter(|one| one.by == me);
            page.open_until = own.map(|one| one.until_at).max().filter(|until| now < *until);
        }
        if notebook.keeper == Some(me) {
            page.keeps = true;
            if let Some(deputy) = notebook.deputy {
                page.deputy = self.colleague(online, deputy)?;
            }
            for one in notebook.openings.iter().rev() {
                let by = self.colleague(online, one.by)?;
                page.openings.push(OpeningItem { at: one.at, by, words: one.words.clone() });
            }
        }
        Ok(())
    }

    fn notebooks(&self, online: &mut Online<'_>, case: CaseId) -> Result<Vec<Notebook>, Failure> {
        let rows = query::notebooks_of(&online.reader, case).map_err(Failure::outage)?;
        rows.into_iter().map(|row| online.notebook(row.notebook_id)).collect()
    }

    /// Writes a note into the writer's own notebook; the first one begins it.
    ///
    /// # Errors
    ///
    /// As [`App::notes`], then the words of the wing.
    pub fn write_note(
        &self,
        user: &User,
        id: CommandId,
        (case, write): (CaseId, WriteNote),
    ) -> Result<Answer, Failure> {
        let own = self.notebook_where(user, case, |one| one.keeper == Some(user.staff))?;
        // A new one takes the command's number, so that a form sent twice is one note.
        let notebook = own.map_or(NotebookId(id.0), |one| one.id);
        self.in_notebook(user, id, (notebook, NotebookAct::Write { case, write }))
    }

    /// Hands the keeper's notebook over, or names a deputy.
    ///
    /// # Errors
    ///
    /// As [`App::notes`]; [`Failure::NotFound`] for who keeps none; then the words of the wing.
    pub fn share_notebook(
        &self,
        user: &User,
        id: CommandId,
        (case, share): (CaseId, ShareNotebook),
    ) -> Result<Answer, Failure> {
        let own = self.notebook_where(user, case, |one| one.keeper == Some(user.staff))?;
        let notebook = own.ok_or(Failure::NotFound)?.id;
        self.in_notebook(user, id, (notebook, NotebookAct::Share(share)))
    }

    /// Opens in an emergency the notebook whose deputy the reader is.
    ///
    /// # Errors
    ///
    /// As [`App::notes`]; [`Failure::NotFound`] for who is no deputy; then the words of the wing.
    pub fn open_notebook(
        &self,
        user: &User,
        id: CommandId,
        (case, open): (CaseId, OpenNotebook),
    ) -> Result<Answer, Failure> {
        let own = self.notebook_where(user, case, |one| one.deputy == Some(user.staff))?;
        let notebook = own.ok_or(Failure::NotFound)?.id;
        self.in_notebook(user, id, (notebook, NotebookAct::Open(open)))
    }

    /// Finds a notebook of a case that the person may know of.
    fn notebook_where(
        &self,
        user: &User,
        case: CaseId,
        fits: impl Fn(&Notebook) -> bool,
    ) -> Result<Option<Notebook>, Failure> {
        let mut online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::KeepNotes, &read.case)?;
        Ok(self.notebooks(&mut online, case)?.into_iter().find(fits))
    }

    fn in_notebook(
        &self,
        user: &User,
        id: CommandId,
        (notebook, act): (NotebookId, NotebookAct),
    ) -> Result<Answer, Failure> {
        let meta = self.meta(user, id, Purpose::Supervision);
        self.execute(&meta, &Command::InNotebook { notebook, act })
    }
}

impl NotebookPage {
    /// As what a colleague can be let in.
    pub const SHARES: &'static [NotebookShare] = NotebookShare::ALL;
}
