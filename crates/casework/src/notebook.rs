//! A specialist's confidential notes about a client.
//!
//! A notebook has a stream and a key of its own, apart from the case: no page of the case, no
//! search, list, count, paper or export reads it. Who wrote a note reads it, and so does the
//! specialist to whom the notebook was handed over, who keeps it from then on. The keeper may name a
//! deputy; in an emergency the deputy opens the notebook with a reason for a limited time, and that
//! stands in it for ever. Nobody else opens it: not the officer, not a head, not whoever broke the
//! glass of the case. What the officer is to know stands as a recommendation in the case
//! ([`crate::specialist`]).

use bagyt_core::command::Actor;
use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, PrivateWords, Recorded};
use bagyt_core::identity::{CaseId, NotebookId, StaffId};
use bagyt_core::refusal::required;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::Role;
use crate::fact::sealed;
use crate::specialist::is_specialist;

codes! {
    /// As what somebody is let into a notebook.
    pub enum NotebookShare {
        /// To go on with the work: keeps the notebook from now on.
        Successor = "successor",
        /// To open it in an emergency, while the keeper cannot be reached.
        Deputy = "deputy",
    }
}

/// Writes a note.
#[derive(Clone, Debug, PartialEq)]
pub struct WriteNote {
    /// Of which day it tells.
    pub written: Effective,
    /// Who writes.
    pub by: StaffId,
    /// The note.
    pub words: String,
}

/// Lets somebody into a notebook.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareNotebook {
    /// From when.
    pub shared: Effective,
    /// Who keeps the notebook.
    pub by: StaffId,
    /// Whom.
    pub with: StaffId,
    /// As what.
    pub share: NotebookShare,
}

/// Opens a notebook in an emergency.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenNotebook {
    /// Who opens.
    pub by: StaffId,
    /// Why.
    pub words: String,
}

/// A note was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// The case of the client.
    pub case: CaseId,
    /// Of which day it tells.
    pub written: Effective,
    /// The note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Somebody was let into the notebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotebookShared {
    /// From when.
    pub shared: Effective,
    /// Whom.
    pub with: StaffId,
    /// As what.
    pub share: NotebookShare,
}

/// The deputy opened the notebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotebookOpened {
    /// The exclusive end of the access.
    pub until_at: Timestamp,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::facts! {
    /// What happens to a specialist's notebook.
    pub enum NotebookFact {
        /// A note was written.
        Written(NoteWritten) = "casework.note.written" 1,
        /// Somebody was let into the notebook.
        Shared(NotebookShared) = "casework.notebook.shared" 1,
        /// The deputy opened the notebook.
        Opened(NotebookOpened) = "casework.notebook.opened" 1,
    }
}

impl Fact for NotebookFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            NotebookFact::Written(fact) => Some(fact.written),
            NotebookFact::Shared(fact) => Some(fact.shared),
            NotebookFact::Opened(_) => None,
        }
    }
}

/// A notebook as its entries say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notebook {
    /// Identifier.
    pub id: NotebookId,
    /// The highest version applied; 0 for one in which nothing stands.
    pub version: u32,
    /// The case of the client.
    pub case: Option<CaseId>,
    /// Who keeps it.
    pub keeper: Option<StaffId>,
    /// Who may open it in an emergency.
    pub deputy: Option<StaffId>,
    /// The notes, in the order in which they were written.
    pub notes: Vec<Note>,
    /// When it was opened in an emergency.
    pub openings: Vec<Opening>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Of which day it tells.
    pub on: Date,
    /// Who wrote it.
    pub by: StaffId,
    /// The note; empty where it cannot be read any more.
    pub words: String,
}

/// That a notebook was opened in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// The exclusive end of the access.
    pub until_at: Timestamp,
    /// Why.
    pub words: String,
}

bagyt_core::refusals! {
    required words;
    /// Why nothing is written into a notebook.
    pub enum NotebookRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The specialist does not work with the client.
        #[error("notes are written by a specialist who has taken the client over")]
        NotEngaged = "notebook-not-engaged",
        /// Another specialist keeps the notebook.
        #[error("another specialist keeps this notebook")]
        NotKeeper = "notebook-not-keeper",
        /// Who is to be let in is no other specialist.
        #[error("choose another psychologist or social worker")]
        NoSpecialist = "notebook-no-specialist" @ "with",
        /// Only the deputy opens a notebook.
        #[error("only the deputy whom the keeper named opens a notebook")]
        NotDeputy = "notebook-not-deputy",
    }
}

impl Notebook {
    /// Returns a notebook in which nothing stands yet.
    pub fn empty(id: NotebookId) -> Notebook {
        Notebook {
            id,
            version: 0,
            case: None,
            keeper: None,
            deputy: None,
            notes: Vec::new(),
            openings: Vec::new(),
        }
    }

    /// Returns what the entries of a stream add up to.
    pub fn fold(id: NotebookId, facts: &[Recorded<NotebookFact>]) -> Notebook {
        let mut notebook = Notebook::empty(id);
        for recorded in facts {
            notebook.apply(recorded);
        }
        notebook
    }

    /// Takes one more entry into the state.
    pub fn apply(&mut self, recorded: &Recorded<NotebookFact>) {
        let by = match recorded.actor {
            Actor::Staff(staff) => Some(staff),
            _ => None,
        };
        let words = |private: &Option<PrivateWords>| {
            private.as_ref().map_or_else(String::new, |private| private.words.clone())
        };
        match (&recorded.fact, by) {
            (NotebookFact::Written(fact), Some(by)) => {
                self.case = Some(fact.case);
                self.keeper = self.keeper.or(Some(by));
                let (on, words) = (recorded.effective.on(), words(&fact.private));
                self.notes.push(Note { on, by, words });
            }
            (NotebookFact::Shared(fact), _) => match fact.share {
                NotebookShare::Successor => {
                    self.keeper = Some(fact.with);
                    // Whoever goes on names a deputy of their own.
                    self.deputy = None;
                }
                NotebookShare::Deputy => self.deputy = Some(fact.with),
            },
            (NotebookFact::Opened(fact), Some(by)) => {
                let (at, until_at) = (recorded.recorded_at, fact.until_at);
                self.openings.push(Opening { at, by, until_at, words: words(&fact.private) });
            }
            (NotebookFact::Written(_) | NotebookFact::Opened(_), None) => {}
        }
        self.version = self.version.max(recorded.version);
    }

    /// Whether that person has opened the notebook in an emergency and may still read it.
    pub fn is_open_to(&self, staff: StaffId, now: Timestamp) -> bool {
        let own = |one: &Opening| one.by == staff && now < one.until_at;
        self.deputy == Some(staff) && self.openings.iter().any(own)
    }

    /// Returns the notes that a person may read at that time, in the order in which they were
    /// written: the keeper all of them, a deputy who opened the notebook all of them, and whoever
    /// handed it over their own.
    pub fn read_by(&self, staff: StaffId, now: Timestamp) -> Vec<&Note> {
        let all = self.keeper == Some(staff) || self.is_open_to(staff, now);
        self.notes.iter().filter(|note| all || note.by == staff).collect()
    }
}

/// Decides what to write when a specialist writes a note about a client whom they have taken over.
///
/// # Errors
///
/// [`NotebookRefusal`], in the order of its variants; the first that applies is returned.
pub fn write(
    notebook: &Notebook,
    case: &Case,
    command: &WriteNote,
    today: Date,
) -> Result<Vec<NotebookFact>, NotebookRefusal> {
    let on = command.written.on();
    if on > today {
        return Err(NotebookRefusal::NotYet { on });
    }
    if !case.is_with_specialist(command.by) {
        return Err(NotebookRefusal::NotEngaged);
    }
    if notebook.keeper.is_some_and(|keeper| keeper != command.by)
        || notebook.case.is_some_and(|of| of != case.id)
    {
        return Err(NotebookRefusal::NotKeeper);
    }
    required(&command.words)?;
    let (written, private) = (command.written, sealed(&command.words));
    Ok(vec![NoteWritten { case: case.id, written, private }.into()])
}

/// Decides what to write when the keeper hands a notebook over or names a deputy.
///
/// `role` is the role that the other holds that day.
///
/// # Errors
///
/// [`NotebookRefusal`], in the order of its variants; the first that applies is returned.
pub fn share(
    notebook: &Notebook,
    command: &ShareNotebook,
    role: Option<Role>,
    today: Date,
) -> Result<Vec<NotebookFact>, NotebookRefusal> {
    let on = command.shared.on();
    if on > today {
        return Err(NotebookRefusal::NotYet { on });
    }
    if notebook.keeper != Some(command.by) {
        return Err(NotebookRefusal::NotKeeper);
    }
    if command.with == command.by || !role.is_some_and(is_specialist) {
        return Err(NotebookRefusal::NoSpecialist);
    }
    let ShareNotebook { shared, with, share, .. } = *command;
    Ok(vec![NotebookShared { shared, with, share }.into()])
}

/// Decides what to write when the deputy opens a notebook in an emergency, until `until_at`.
///
/// # Errors
///
/// [`NotebookRefusal`], in the order of its variants; the first that applies is returned.
pub fn open(
    notebook: &Notebook,
    command: &OpenNotebook,
    until_at: Timestamp,
) -> Result<Vec<NotebookFact>, NotebookRefusal> {
    if notebook.deputy != Some(command.by) {
        return Err(NotebookRefusal::NotDeputy);
    }
    required(&command.words)?;
    Ok(vec![NotebookOpened { until_at, private: sealed(&command.words) }.into()])
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::of_one_note;
