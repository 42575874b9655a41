//! The files that are attached to a case.

use bagyt_casework::attachment::{Attachment, AttachmentKept};
use bagyt_casework::codes::{AttachmentKind, FileType};
use bagyt_casework::fact::CaseFact;
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// A file of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentItem {
    /// Its version in the case.
    pub version: u32,
    /// What it is.
    pub kind: AttachmentKind,
    /// The day of the paper or picture.
    pub dated_on: Date,
    /// When it was attached.
    pub attached_on: Date,
    /// Version of the paper of which it is the signed copy.
    pub paper: Option<u32>,
    /// What it is by its content.
    pub file: FileType,
    /// Its bytes.
    pub bytes: u64,
    /// Its pages.
    pub pages: u32,
    /// What it is called, and what stands in it.
    pub words: String,
    /// When and why it was withdrawn.
    pub withdrawn: Option<(Date, String)>,
}

impl App {
    /// Returns the files of a case, the newest first.
    ///
    /// # Errors
    ///
    /// As [`App::case`].
    pub fn attachments(&self, user: &User, case: CaseId) -> Result<Vec<AttachmentItem>, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        drop(online);
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let attached = read.case.papers().attached.iter().rev();
        let items = attached.filter_map(|one| item(&read, one)).collect();
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "attachments", subjects)?;
        Ok(items)
    }
}

/// Returns the fact of a file of that version.
pub(crate) fn attached_fact(read: &Read, version: u32) -> Option<&AttachmentKept> {
    read.facts.iter().find_map(|recorded| match &recorded.fact {
        CaseFact::AttachmentKept(fact) if recorded.version == version => Some(fact),
        _ => None,
    })
}

fn item(read: &Read, one: &Attachment) -> Option<AttachmentItem> {
    let fact = attached_fact(read, one.mark.version)?;
    let withdrawn = one.withdrawn.map(|mark| {
        let said = fact_of(read, mark).map_or_else(String::new, |fact| match fact {
            CaseFact::AttachmentWithdrawn(fact) => words(fact.private.as_ref()),
            _ => String::new(),
        });
        (mark.on, said)
    });
    Some(AttachmentItem {
        version: one.mark.version,
        kind: one.kind,
        dated_on: fact.dated_on,
        attached_on: one.mark.on,
        paper: one.paper,
        file: fact.file,
        bytes: fact.bytes,
        pages: fact.pages,
        words: fact.private.as_ref().map(|one| one.words.clone()).unwrap_or_default(),
        withdrawn,
    })
}
