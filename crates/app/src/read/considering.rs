//! What an act would do, before it is done: what it would write, and how the clocks would run then.

use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_core::command::CommandMeta;
use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, Recorded};
use bagyt_core::identity::{CaseId, CommandId};
use uuid::Uuid;

use super::ClockItem;
use crate::App;
use crate::acting::purpose_of;
use crate::command::{CaseAct, Command};
use crate::conduct::{Desk, conduct};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::records::AnyFact;
use crate::user::User;

/// What an act would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Considered {
    /// What it would write into the case.
    pub facts: Vec<CaseFact>,
    /// The open clocks that would run otherwise, begin or end.
    pub clocks: Vec<ClockChange>,
}

/// What an act does to a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// As it runs now; `None` if it starts.
    pub before: Option<ClockItem>,
    /// As it will run; `None` if it ends.
    pub after: Option<ClockItem>,
}

impl App {
    /// Says what an act would do, without doing it: what a person is shown to check.
    ///
    /// # Errors
    ///
    /// As [`App::act`], with the words of the wing where the act would be refused.
    pub fn consider(&self, user: &User, id: CaseId, act: CaseAct) -> Result<Considered, Failure> {
        self.require_act(user, id, &act)?;
        let meta = self.meta(user, CommandId(Uuid::nil()), purpose_of(&act));
        let tables = self.tables();
        let desk = Desk { tables: &tables, meta: &meta, signing: self.secrets().signing() };
        let mut online = Online::new(self)?;
        let stored = online.stored(id.stream())?.ok_or(Failure::NotFound)?;
        let mut known = facts::<CaseFact>(&stored.entries, None)?;
        let before = Case::fold(id, &known).map_err(Failure::defect)?;
        let decision = conduct(&desk, &mut online, &Command::InCase { case: id, act })?;
        drop(online);
        let own = decision.writes.into_iter().filter(|write| write.stream == id.stream());
        let facts: Vec<CaseFact> = own
            .flat_map(|write| write.facts)
            .filter_map(|fact| match fact {
                AnyFact::Case(fact) => Some(fact),
                _ => None,
            })
            .collect();
        for fact in &facts {
            suppose(&mut known, &before, fact.clone(), &meta);
        }
        let after = Case::fold(id, &known).map_err(Failure::defect)?;
        let clocks =
            changes(self.clock_items(&tables, &before)?, self.clock_items(&tables, &after)?);
        Ok(Considered { facts, clocks })
    }
}

/// Adds a fact to the entries of a case, as if it were recorded now.
fn suppose(known: &mut Vec<Recorded<CaseFact>>, case: &Case, fact: CaseFact, meta: &CommandMeta) {
    let last = known.last();
    let seq = last.map_or(0, |last| last.seq) + 1;
    let version = last.map_or(0, |last| last.version) + 1;
    let now = Effective::instant(meta.recorded_at, case.zone);
    known.push(Recorded {
        seq,
        version,
        recorded_at: meta.recorded_at,
        effective: fact.effective().unwrap_or(now),
        actor: meta.actor.clone(),
        cause: meta.id,
        fact,
    });
}

/// Sets the open clocks of before and after side by side, rule by rule; those that stay as they are
/// are left out.
fn changes(before: Vec<ClockItem>, after: Vec<ClockItem>) -> Vec<ClockChange> {
    let is_open = |item: &ClockItem| item.state == "open";
    let mut was: Vec<ClockItem> = before.into_iter().filter(is_open).collect();
    let mut becomes: Vec<ClockItem> = Vec::new();
    for item in after.into_iter().filter(is_open) {
        match was.iter().position(|known| *known == item) {
            Some(place) => drop(was.remove(place)),
            None => becomes.push(item),
        }
    }
    let mut changes = Vec::new();
    for item in was {
        let same = |other: &ClockItem| other.row.code == item.row.code;
        let after = becomes.iter().position(same).map(|place| becomes.remove(place));
        changes.push(ClockChange { before: Some(item), after });
    }
    changes.extend(becomes.into_iter().map(|item| ClockChange { before: None, after: Some(item) }));
    changes
}
