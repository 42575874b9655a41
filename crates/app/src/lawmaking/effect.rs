//! What a drafted row would have done to the last year of the journal.
//!
//! The row is laid over the journal as if it had come into force a year ago, or when the edition
//! began that it would follow, if that is later. All cases are computed anew beside the rows that
//! stand, on a thread of its own; what came of it is kept in memory, case by case, so that each
//! reader gets the numbers without the cases from which they are excluded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bagyt_core::drafting::{DraftEffect, RowDrafted};
use bagyt_core::identity::{CaseId, PersonId, TableId};
use bagyt_core::law::enacted::{columns_of, laid, written};
use bagyt_core::law::{Pack, Row};
use bagyt_store::query;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::App;
use crate::evidence::Told;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::policy::Relation;
use crate::publishing::CaseMoved;
use crate::role::Action;
use crate::user::User;

/// Effects that are kept; one takes a few megabytes at most.
const KEPT_MAX: usize = 4;

/// Examples that are shown.
const EXAMPLES_MAX: usize = 10;

/// How far an effect is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectState {
    /// Nobody asked for it since the draft was written.
    Unknown,
    /// It is being worked out.
    Underway {
        /// Entries that are read.
        done: u64,
        /// All entries; 0 before the first is read.
        total: u64,
    },
    /// It is there.
    Ready(EffectSeen),
    /// It could not be worked out.
    Failed {
        /// Why.
        reason: String,
    },
}

/// An effect as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectSeen {
    /// The numbers.
    pub effect: DraftEffect,
    /// Of the clocks, the open ones.
    pub open: u64,
    /// The first cases, those with open clocks before others.
    pub examples: Vec<EffectExample>,
}

/// A clock that would be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectExample {
    /// The case, where the reader may open it.
    pub case: Option<CaseId>,
    /// A short number, by which the case is spoken of without a name.
    pub short: String,
    /// The office.
    pub office: String,
    /// Code of the row.
    pub row: String,
    /// Its exclusive end now; none of one that would be new.
    pub before: Option<Timestamp>,
    /// Its exclusive end under the draft; none of one that would be gone.
    pub after: Option<Timestamp>,
    /// Whether it is open.
    pub open: bool,
}

/// The effects that were worked out of late, by draft.
#[derive(Default)]
pub(crate) struct Effects(Mutex<BTreeMap<TableId, Kept>>);

struct Kept {
    /// Version of the entry that wrote the row.
    version: u32,
    state: State,
}

enum State {
    Underway { done: u64, total: u64 },
    Ready(Arc<Whole>),
    Failed(String),
}

/// An effect with all its cases.
struct Whole {
    laid_from: Date,
    position: u64,
    cases: BTreeMap<CaseId, CaseMoved>,
    persons: BTreeMap<CaseId, PersonId>,
}

impl Effects {
    fn kept(&self) -> MutexGuard<'_, BTreeMap<TableId, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, draft: TableId, version: u32, state: State) {
        self.kept().insert(draft, Kept { version, state });
    }
}

impl App {
    /// Begins to work out what a draft would have done, on a thread of its own. Does nothing while
    /// one is underway.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], [`Failure::NotFound`]; refused with `law-effect-busy` while those of
    /// several drafts are worked out; outages.
    pub fn begin_law_effect(self: &Arc<App>, user: &User, id: TableId) -> Result<(), Failure> {
        let (draft, drafted) = self.drafted(user, id)?;
        let version = draft.drafted_version;
        {
            let mut kept = self.effects.kept();
            let is_underway = |one: &Kept| matches!(one.state, State::Underway { .. });
            if kept.get(&id).is_some_and(|one| one.version == version && is_underway(one)) {
                return Ok(());
            }
            if kept.values().any(is_underway) {
                let text = "the effect of another draft is being worked out; ask again in a minute";
                return Err(Refused::new("law-effect-busy", None, text).into());
            }
            while kept.len() >= KEPT_MAX {
                kept.pop_first();
            }
            kept.insert(id, Kept { version, state: State::Underway { done: 0, total: 0 } });
        }
        let app = Arc::clone(self);
        let work = move || app.keep_effect(id, version, &drafted);
        let begun = std::thread::Builder::new().name("effect".to_owned()).spawn(work);
        begun.map(|_| ()).map_err(Failure::outage)
    }

    /// Works out what a draft would have done, and keeps it.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], [`Failure::NotFound`].
    pub fn work_out_law_effect(&self, user: &User, id: TableId) -> Result<(), Failure> {
        let (draft, drafted) = self.drafted(user, id)?;
        self.keep_effect(id, draft.drafted_version, &drafted);
        Ok(())
    }

    fn keep_effect(&self, id: TableId, version: u32, drafted: &RowDrafted) {
        let told = |done: u64, total: u64| {
            self.effects.set(id, version, State::Underway { done, total });
        };
        let state = match self.whole_effect(drafted, &told) {
            Ok(whole) => State::Ready(Arc::new(whole)),
            Err(failure) => {
                tracing::error!(?failure, "the effect of a draft was not worked out");
                State::Failed(format!("{failure:?}"))
            }
        };
        self.effects.set(id, version, state);
    }

    fn whole_effect(&self, drafted: &RowDrafted, told: Told<'_>) -> Result<Whole, Failure> {
        let set = self.set_in_force()?;
        let tables = self.next_with(vec![self.enacted_with(&set, &drafted.row).0])?.tables;
        let laid_from = self.laid_from(tables.pack(), drafted);
        let row = written(&laid(&columns_of(&drafted.row), laid_from));
        let next = self.next_with(vec![self.enacted_with(&set, &row).0])?;
        let position = self.position()?;
        let cases = self.differences(&next, None, told)?.by_case();
        let online = Online::new(self)?;
        let ids: Vec<CaseId> = cases.keys().copied().collect();
        let persons = query::persons_of_cases(&online.reader, &ids).map_err(Failure::outage)?;
        Ok(Whole { laid_from, position, cases, persons: persons.into_iter().collect() })
    }

    /// The day from which a row is laid over the journal: a year ago, or when the edition began that
    /// it follows, or its own first day if that is earlier.
    fn laid_from(&self, pack: &Pack, drafted: &RowDrafted) -> Date {
        let own = drafted.in_force_from;
        let year_ago = self.today().saturating_sub(Span::new().years(1));
        let is_drafted = |row: &&Row| row.in_force_from == own && row.is_enacted();
        let former = pack.rows_of(&drafted.code).find(is_drafted).and_then(|row| {
            let editions = pack.rows_of(&drafted.code).filter(|one| one.is_edition_of(row));
            editions.map(|one| one.in_force_from).filter(|from| *from < own).max()
        });
        own.min(year_ago.max(former.unwrap_or(year_ago)))
    }

    /// Returns what a draft would have done, as the reader may see it.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], [`Failure::NotFound`]; outages.
    pub fn law_effect(&self, user: &User, id: TableId) -> Result<EffectState, Failure> {
        let (draft, _) = self.drafted(user, id)?;
        let whole = {
            let kept = self.effects.kept();
            let one = kept.get(&id).filter(|one| one.version == draft.drafted_version);
            match one.map(|one| &one.state) {
                None => return Ok(EffectState::Unknown),
                Some(State::Underway { done, total }) => {
                    return Ok(EffectState::Underway { done: *done, total: *total });
                }
                Some(State::Failed(reason)) => {
                    return Ok(EffectState::Failed { reason: reason.clone() });
                }
                Some(State::Ready(whole)) => Arc::clone(whole),
            }
        };
        self.effect_seen(user, &whole).map(EffectState::Ready)
    }

    fn effect_seen(&self, user: &User, whole: &Whole) -> Result<EffectSeen, Failure> {
        let excluded = &user.own_access.excluded;
        let seen = || whole.cases.iter().filter(|(case, _)| !excluded.contains(case));
        let sum = |of: fn(&CaseMoved) -> u32| seen().map(|(_, one)| u64::from(of(one))).sum();
        let persons: BTreeSet<&PersonId> =
            seen().filter_map(|(case, _)| whole.persons.get(case)).collect();
        let effect = DraftEffect {
            laid_from: whole.laid_from,
            position: whole.position,
            cases: seen().filter(|(_, one)| one.example.is_some()).count() as u64,
            people: persons.len() as u64,
            moved: sum(|one| one.moved),
            appeared: sum(|one| one.appeared),
            gone: sum(|one| one.gone),
            acts: sum(|one| one.acts),
        };
        let mut examples: Vec<_> = seen().filter_map(|(_, one)| one.example.as_ref()).collect();
        examples.sort_by_key(|one| !one.open);
        let online = Online::new(self)?;
        let mut shown = Vec::new();
        for one in examples.into_iter().take(EXAMPLES_MAX) {
            let row = query::case_by_id(&online.reader, one.case).map_err(Failure::outage)?;
            let Some(row) = row else { continue };
            let relation: Relation =
                user.relation_to(one.case, &row.office.0, row.officer, row.restricted);
            let may = self.policy().allows(user.role, Action::ViewCase, relation);
            shown.push(EffectExample {
                case: may.then_some(one.case),
                short: self.short_number(one.case),
                office: row.office.0,
                row: one.row.clone(),
                before: one.before,
                after: one.after,
                open: one.open,
            });
        }
        Ok(EffectSeen { effect, open: sum(|one| one.open), examples: shown })
    }
}
