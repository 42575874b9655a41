//! Forgetting who a client was, as the page of it shows: what would go, what stays, what holds the
//! record, and how far a request has come.

use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, StaffId};
use bagyt_exchange::person::ErasureOutcome;
use bagyt_store::query;
use jiff::Timestamp;

use super::{CaseRow, RowWords};
use crate::App;
use crate::conduct::{Kept, keep};
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::role::Action;
use crate::user::User;

/// How far a request has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErasureState {
    /// Nobody asked.
    Unasked,
    /// It waits for its decision.
    Waiting,
    /// It was refused.
    Refused {
        /// When.
        at: Timestamp,
        /// Why.
        words: String,
    },
    /// It is forgotten who the client was.
    Erased {
        /// When it was approved.
        at: Timestamp,
    },
}

/// What the page of an erasure shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasurePage {
    /// The case by which the reader came; without names where it is restricted for them.
    pub row: CaseRow,
    /// How far it has come.
    pub state: ErasureState,
    /// Who asked, and when.
    pub asked: Option<(String, Timestamp)>,
    /// The row of law that was relied on, or would be.
    pub law: Option<RowWords>,
    /// The last day on which the record was, or is, to be kept.
    pub kept_until: Option<jiff::civil::Date>,
    /// Number of cases whose words go.
    pub cases: u64,
    /// Number of messages that go.
    pub messages: u64,
    /// Number of kept contents that go: messages, scans, papers.
    pub contents: u64,
    /// Number of contents that stay, because another record shares them.
    pub shared: u64,
    /// What holds the record now.
    pub held: Option<Refused>,
    /// Whether the reader may ask for it now.
    pub may_ask: bool,
    /// Whether the reader may decide it now.
    pub may_decide: bool,
}

/// A request that waits, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureItem {
    /// A case of the client.
    pub case: CaseId,
    /// The client's names; empty where the case is restricted for the reader.
    pub name: String,
    /// The court's number of the case.
    pub number: String,
    /// When it was asked.
    pub asked_at: Timestamp,
}

impl App {
    /// Returns what is to be known before it is forgotten who the client of a case was.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn erasure(&self, user: &User, case: CaseId) -> Result<ErasurePage, Failure> {
        let relation = self.erasure_relation(user, case)?;
        let allows = |action, relation| self.policy().allows(user.role, action, relation);
        let asks = allows(Action::AskErasure, relation.asking);
        // Whoever asked sees the page, and decides nothing.
        if !asks && !allows(Action::DecideErasure, relation.asking) {
            return Err(Failure::Denied);
        }
        let row = self.shown(user, &relation.row).ok_or(Failure::NotFound)?;
        let mut online = Online::new(self)?;
        let kept = keep(&self.tables(), self.today(), &mut online, relation.person)?;
        let asked = match &kept.person.erasure {
            Some(erasure) => Some((name_of(&online, erasure.asked_by)?, erasure.asked_at)),
            None => None,
        };
        drop(online);
        let state = state_of(&kept);
        let is_waiting = state == ErasureState::Waiting;
        let is_free = !matches!(state, ErasureState::Waiting | ErasureState::Erased { .. });
        let held = kept.free(self.today()).err().map(|refusal| Refused::of(&refusal));
        let held = held.filter(|_| !matches!(state, ErasureState::Erased { .. }));
        let page = ErasurePage {
            asked,
            law: self.retention_words(&kept),
            kept_until: self.kept_until(&kept),
            cases: count(kept.cases.len()),
            messages: count(kept.messages.len()),
            contents: count(kept.contents.len()),
            shared: count(kept.shared.len()),
            may_ask: asks && is_free && held.is_none(),
            may_decide: is_waiting && allows(Action::DecideErasure, relation.deciding),
            held,
            state,
            row,
        };
        let subjects = [case.stream(), relation.person.stream()];
        self.log_access(user, Purpose::Oversight, "erasure", subjects)?;
        Ok(page)
    }

    /// Returns the requests that wait for a decision in the reader's reach, the oldest first.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn erasures(&self, user: &User) -> Result<Vec<ErasureItem>, Failure> {
        let scope = self.scope(user, Action::DecideErasure)?;
        let online = Online::new(self)?;
        let waiting = query::erasures_waiting(&online.reader, &scope).map_err(Failure::outage)?;
        drop(online);
        let mut items: Vec<(ErasureItem, bagyt_core::identity::PersonId)> = Vec::new();
        for row in waiting {
            if items.iter().any(|(_, person)| *person == row.person_id) {
                continue;
            }
            let relation = match self.erasure_relation(user, row.case_id) {
                Err(Failure::NotFound) => continue,
                relation => relation?,
            };
            let is_allowed =
                self.policy().allows(user.role, Action::DecideErasure, relation.asking);
            let Some(shown) = self.shown(user, &relation.row).filter(|_| is_allowed) else {
                continue;
            };
            let (name, number) = (shown.name, shown.number);
            let (case, asked_at) = (row.case_id, row.asked_at);
            items.push((ErasureItem { case, name, number, asked_at }, row.person_id));
        }
        let subjects: Vec<_> = items.iter().map(|(item, _)| item.case.stream()).collect();
        self.log_access(user, Purpose::Oversight, "erasures", subjects)?;
        Ok(items.into_iter().map(|(item, _)| item).collect())
    }

    /// The row that was relied on; before that, the one that would be.
    fn retention_words(&self, kept: &Kept) -> Option<RowWords> {
        let tables = self.tables();
        let pack = tables.pack();
        let row = match kept.person.erased() {
            Some(approved) => {
                let retention = &approved.retention;
                pack.edition(&retention.row, retention.edition_from).ok()?
            }
            None => {
                let retention = &kept.row.as_ref()?.retention;
                pack.edition(&retention.row, retention.edition_from).ok()?
            }
        };
        Some(RowWords::of(row))
    }

    fn kept_until(&self, kept: &Kept) -> Option<jiff::civil::Date> {
        match kept.person.erased() {
            Some(approved) => Some(approved.retention.until),
            None => kept.row.as_ref().map(|row| row.retention.until),
        }
    }
}

fn state_of(kept: &Kept) -> ErasureState {
    match kept.person.erasure.as_ref().map(|erasure| &erasure.outcome) {
        None => ErasureState::Unasked,
        Some(ErasureOutcome::Waiting) => ErasureState::Waiting,
        Some(ErasureOutcome::Refused { refused_at, words }) => {
            ErasureState::Refused { at: *refused_at, words: words.clone().unwrap_or_default() }
        }
        Some(ErasureOutcome::Approved { approved_at, .. }) => {
            ErasureState::Erased { at: *approved_at }
        }
    }
}

pub(super) fn name_of(online: &Online<'_>, staff: Option<StaffId>) -> Result<String, Failure> {
    let Some(staff) = staff else { return Ok(String::new()) };
    let posts = query::staff_by_id(&online.reader, staff).map_err(Failure::outage)?;
    Ok(posts.into_iter().next_back().map(|post| post.name).unwrap_or_default())
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
