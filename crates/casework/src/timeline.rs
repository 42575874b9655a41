//! The entries of a case as its page shows them: one line each, by day, with what became of it.
//!
//! Nothing is left out. A withdrawn or corrected entry stays in its place and names the entry that
//! mended it; that entry has its own line on the day on which it was recorded.

use std::collections::BTreeMap;

use bagyt_core::command::Actor;
use bagyt_core::effective::Effective;
use bagyt_core::fact::{Corrected, Fact, FactCodec, Mending, Recorded};
use jiff::Timestamp;

use crate::fact::CaseFact;

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineItem<'a> {
    /// Kind of the entry, for example `casework.contact.recorded`.
    pub kind: &'static str,
    /// When it was true.
    pub effective: Effective,
    /// When the service came to know it.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub actor: &'a Actor,
    /// Position in the stream.
    pub version: u32,
    /// Position in the journal.
    pub seq: u64,
    /// What became of it.
    pub standing: Standing,
    /// The content as first recorded.
    pub fact: &'a CaseFact,
    /// The correction that holds, if there is one.
    pub correction: Option<&'a Corrected>,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds as it was recorded.
    Holds,
    /// It holds with another content.
    Corrected {
        /// Version of the entry that says so.
        by: u32,
    },
    /// It no longer holds.
    Withdrawn {
        /// Version of the entry that says so.
        by: u32,
    },
}

/// Returns the lines of a case's timeline by day, within a day as recorded.
pub fn timeline(facts: &[Recorded<CaseFact>]) -> Vec<TimelineItem<'_>> {
    let withdrawn = withdrawn(facts);
    let mut corrections: BTreeMap<u32, (u32, &Corrected)> = BTreeMap::new();
    for recorded in facts {
        if let Some(Mending::Corrects(mending)) = recorded.fact.mends()
            && !withdrawn.contains_key(&recorded.version)
        {
            corrections.insert(mending.version, (recorded.version, mending));
        }
    }
    let mut items: Vec<TimelineItem<'_>> = facts
        .iter()
        .map(|recorded| {
            let version = recorded.version;
            let correction = corrections.get(&version).copied();
            let standing = match (withdrawn.get(&version), correction) {
                (Some(&by), _) => Standing::Withdrawn { by },
                (None, Some((by, _))) => Standing::Corrected { by },
                (None, None) => Standing::Holds,
            };
            item(recorded, standing, correction.map(|(_, mending)| mending))
        })
        .collect();
    items.sort_by_key(|item| (item.effective.on(), item.seq));
    items
}

/// Returns the withdrawn entries with the entry that withdraws each; read from the newest back, so
/// that a withdrawn withdrawal no longer withdraws.
fn withdrawn(facts: &[Recorded<CaseFact>]) -> BTreeMap<u32, u32> {
    let mut newest_first: Vec<&Recorded<CaseFact>> = facts.iter().collect();
    newest_first.sort_by_key(|recorded| std::cmp::Reverse(recorded.version));
    let mut withdrawn = BTreeMap::new();
    for recorded in newest_first {
        if let Some(Mending::Withdraws(mending)) = recorded.fact.mends()
            && !withdrawn.contains_key(&recorded.version)
            && mending.version < recorded.version
        {
            withdrawn.insert(mending.version, recorded.version);
        }
    }
    withdrawn
}

fn item<'a>(
    recorded: &'a Recorded<CaseFact>,
    standing: Standing,
    correction: Option<&'a Corrected>,
) -> TimelineItem<'a> {
    TimelineItem {
        kind: recorded.fact.kind().0,
        effective: recorded.effective,
        recorded_at: recorded.recorded_at,
        actor: &recorded.actor,
        version: recorded.version,
        seq: recorded.seq,
        standing,
        fact: &recorded.fact,
        correction,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day};

    #[test]
    fn nothing_is_left_out() {
        let story = Story::whole();
        assert_eq!(timeline(&story.facts).len(), story.facts.len());
    }

    #[test]
    fn a_withdrawn_entry_names_the_entry_that_took_it_back() {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let story = story.warned(2, "2025-04-09").excused(2, "2025-04-10");
        let items = timeline(&story.facts);
        let standing = |version: u32| {
            items.iter().find(|item| item.version == version).map(|item| item.standing)
        };
        assert_eq!(standing(2), Some(Standing::Holds));
        assert_eq!(standing(4), Some(Standing::Withdrawn { by: 8 }));
        assert_eq!(standing(5), Some(Standing::Withdrawn { by: 7 }));
        assert_eq!(standing(6), Some(Standing::Holds));
    }

    #[test]
    fn a_withdrawn_withdrawal_takes_nothing_back() {
        let story = Story::opened().met("2025-04-07");
        let back = |version: u32| {
            vec![CaseFact::Withdrawn(bagyt_core::fact::Withdrawn {
                version,
                reason: "mistake".to_owned(),
                private: None,
            })]
        };
        let story = story.then("2025-04-08", back(2)).then("2025-04-09", back(3));
        let items = timeline(&story.facts);
        assert_eq!(items[1].standing, Standing::Holds);
        assert_eq!(items[2].standing, Standing::Withdrawn { by: 4 });
        assert_eq!(story.case.contacts.len(), 1);
    }

    #[test]
    fn a_corrected_entry_stays_on_its_first_day_with_the_correction_beside_it() {
        let story = Story::whole();
        let items = timeline(&story.facts);
        let contact = items.iter().find(|item| item.kind == "casework.contact.recorded").unwrap();
        assert_eq!(contact.effective.on(), day("2025-04-02"));
        assert_eq!(contact.standing, Standing::Corrected { by: 20 });
        let held = contact.correction.unwrap().payload["held"].clone();
        assert_eq!(held, "2025-04-03[Asia/Bishkek]");
    }

    #[test]
    fn lines_stand_by_day_and_then_as_recorded() {
        let story = Story::opened().met("2025-06-10").met("2025-04-01").absent("2025-06-10");
        let versions: Vec<u32> = timeline(&story.facts).iter().map(|item| item.version).collect();
        assert_eq!(versions, [1, 3, 2, 4]);
    }
}
