//! What was counted already, kept until somebody changes what it was counted from.

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

/// Answers kept; a page asks for each month of its trend, a reader for a few dozen pages.
const ANSWERS_MAX: usize = 10_000;

/// Protected tables kept; they depend on their counts alone and outlive a position.
const TABLES_MAX: usize = 500;

/// Counts, and tables with small numbers hidden.
///
/// Invariant: a kept count stands as long as the position at which the rows that it was counted
/// from last changed is the same.
#[derive(Default)]
pub(crate) struct Cache {
    counts: Mutex<BTreeMap<String, Counted>>,
    published: Mutex<HashMap<[u8; 32], Arc<Published>>>,
    follow_up: Mutex<Option<(u64, Date, Arc<FollowUp>)>>,
}

/// An answer, and at which position the rows that it was counted from last changed.
struct Counted {
    changed_at: u64,
    answer: Arc<Vec<Count>>,
}

impl Cache {
    /// Forgets everything: what the tables say is counted differently from now on.
    pub(crate) fn clear(&self) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.published.lock().unwrap_or_else(PoisonError::into_inner).clear();
        *self.follow_up.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Returns the answer to a question about rows that last changed at a position, asking if it
    /// is not known.
    pub(crate) fn counts(
        &self,
        changed_at: u64,
        question: String,
        ask: impl FnOnce() -> Result<Vec<Count>, Failure>,
    ) -> Result<Arc<Vec<Count>>, Failure> {
        {
            let kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(counted) = kept.get(&question)
                && counted.changed_at == changed_at
            {
                return Ok(Arc::clone(&counted.answer));
            }
        }
        // Asked without the lock: one slow question must not hold up the others.
        let answer = Arc::new(ask()?);
        let mut kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= ANSWERS_MAX {
            kept.clear();
        }
        kept.insert(question, Counted { changed_at, answer: Arc::clone(&answer) });
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks a question about rows that last changed at a position, and says whether it was counted.
    fn is_counted(cache: &Cache, changed_at: u64, question: &str) -> bool {
        let mut asked = false;
        let ask = || {
            asked = true;
            Ok(Vec::new())
        };
        cache.counts(changed_at, question.to_owned(), ask).unwrap();
        asked
    }

    #[test]
    fn a_count_stands_until_its_rows_change_and_no_longer() {
        let cache = Cache::default();
        assert!(is_counted(&cache, 7, "contacts of May"));
        assert!(!is_counted(&cache, 7, "contacts of May"));
        assert!(is_counted(&cache, 7, "contacts of June"));
        assert!(is_counted(&cache, 9, "contacts of May"), "something was written into May");
        assert!(!is_counted(&cache, 7, "contacts of June"), "nothing was written into June");
        // Somebody who still reads the state before gets that state's number.
        assert!(is_counted(&cache, 7, "contacts of May"));
    }
}
