//! What was counted already, kept while nobody writes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use bagyt_measure::disclosure::{self, Published};
use bagyt_measure::indicator::DisclosureRule;
use bagyt_measure::table::Table;
use bagyt_store::query::Count;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::survival::FollowUp;
use crate::outcome::Failure;

/// Answers kept for one position; a page asks three questions, a reader a few dozen pages.
const ANSWERS_MAX: usize = 1000;

/// Protected tables kept; they depend on their counts alone and outlive a position.
const TABLES_MAX: usize = 500;

/// Counts of the newest position of the journal, and tables with small numbers hidden.
///
/// Invariant: every kept count was read at the kept position.
#[derive(Default)]
pub(crate) struct Cache {
    counts: Mutex<Counted>,
    published: Mutex<HashMap<[u8; 32], Arc<Published>>>,
    follow_up: Mutex<Option<(u64, Date, Arc<FollowUp>)>>,
}

#[derive(Default)]
struct Counted {
    position: u64,
    answers: BTreeMap<String, Arc<Vec<Count>>>,
}

impl Cache {
    /// Returns the answer to a question at a position, asking if it is not known.
    pub(crate) fn counts(
        &self,
        position: u64,
        question: String,
        ask: impl FnOnce() -> Result<Vec<Count>, Failure>,
    ) -> Result<Arc<Vec<Count>>, Failure> {
        {
            let kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.position == position
                && let Some(answer) = kept.answers.get(&question)
            {
                return Ok(Arc::clone(answer));
            }
        }
        // Asked without the lock: one slow question must not hold up the others.
        let answer = Arc::new(ask()?);
        let mut kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.position < position || kept.answers.len() >= ANSWERS_MAX {
            kept.answers.clear();
        }
        if kept.position <= position {
            kept.position = position;
            kept.answers.insert(question, Arc::clone(&answer));
        }
        Ok(answer)
    }

    /// Returns the releases followed until a day at a position, reading them if they are not known.
    pub(crate) fn follow_up(
        &self,
        (position, today): (u64, Date),
        read: impl FnOnce() -> Result<FollowUp, Failure>,
    ) -> Result<Arc<FollowUp>, Failure> {
        {
            let kept = self.follow_up.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((at, on, follow_up)) = &*kept
                && (*at, *on) == (position, today)
            {
                return Ok(Arc::clone(follow_up));
            }
        }
        let follow_up = Arc::new(read()?);
        let mut kept = self.follow_up.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((position, today, Arc::clone(&follow_up)));
        Ok(follow_up)
    }

    /// Returns a table as it may be published. Hiding is costly and the same for the same counts.
    pub(crate) fn published(&self, table: Table, rule: DisclosureRule) -> Arc<Published> {
        let digest = digest(&table, rule);
        {
            let kept = self.published.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(published) = kept.get(&digest) {
                return Arc::clone(published);
            }
        }
        let published = Arc::new(disclosure::protect(table, rule));
        let mut kept = self.published.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= TABLES_MAX {
            kept.clear();
        }
        kept.insert(digest, Arc::clone(&published));
        published
    }
}

fn digest(table: &Table, rule: DisclosureRule) -> [u8; 32] {
    let mut hashing = Sha256::new();
    hashing.update(rule.below.to_be_bytes());
    for key in table.rows().iter().chain([&String::new()]).chain(table.columns()) {
        hashing.update(key.as_bytes());
        hashing.update([0]);
    }
    for place in table.places() {
        hashing.update(table.at(place).to_be_bytes());
    }
    hashing.finalize().into()
}
