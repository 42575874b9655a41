//! A person comes into a group or leaves one while something repeated runs.
//!
//! What must be done once goes by the groups of the day on which its clock started. What must be
//! done again and again goes by the groups of the day: the running period ends, and the next one
//! counts from that day by the row that is meant now. Where the row is for the same persons as
//! before, nothing changes.

use super::{Clock, ClockError, Kind, Row, Run, Started};

impl<'p> Run<'p, '_> {
    /// Goes on with every repeated row by the edition that is meant for the person's groups now.
    pub(super) fn regroup(&mut self, now: Started, version: u32) -> Result<(), ClockError> {
        for chain in 0..self.chains.len() {
            let latest = self.chains.get(chain).and_then(|position| self.clocks.get(*position));
            let Some(latest) = latest.copied() else { continue };
            let meant = self.meant(&latest, now)?;
            if meant.is_some_and(|row| is_for_the_same(row, latest.row)) {
                continue;
            }
            self.cut_short(chain, now);
            let Some(row) = meant else { continue };
            let added = self.add(row, now, (version, latest.about, latest.period + 1))?;
            if let (Some(slot), Some(added)) = (self.chains.get_mut(chain), added) {
                *slot = added;
            }
        }
        Ok(())
    }

    /// Returns the row of the same rule that is meant on a day.
    fn meant(&self, latest: &Clock<'p>, now: Started) -> Result<Option<&'p Row>, ClockError> {
        let pack = self.pack;
        for row in pack.rows_of(&latest.row.code) {
            if row.kind == Kind::Frequency && self.applies(row, now.on)? {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// Ends the running period of a repeated row; one that ran out stays owed.
    fn cut_short(&mut self, chain: usize, now: Started) {
        let Some(position) = self.chains.get(chain).copied() else { return };
        let Some(clock) = self.clocks.get_mut(position) else { return };
        if clock.is_open() && clock.due >= now.at {
            clock.ended = Some(now.at);
            self.open.retain(|open| *open != position);
        }
    }

    /// Ends the running period of a repeated row that starts anew; one that ran out stays owed.
    pub(super) fn replace_chain(&mut self, row: &Row, now: Started) {
        let clocks = &mut self.clocks;
        self.chains.retain(|position| {
            let Some(clock) = clocks.get_mut(*position).filter(|clock| clock.row.code == row.code)
            else {
                return true;
            };
            if clock.is_open() && clock.due >= now.at {
                clock.ended = Some(now.at);
            }
            false
        });
        self.open.retain(|position| clocks.get(*position).is_some_and(Clock::is_open));
    }
}

/// Whether two rows of a rule are for the same persons, perhaps in two editions.
fn is_for_the_same(row: &Row, other: &Row) -> bool {
    row.for_groups == other.for_groups
        && row.with_groups == other.with_groups
        && row.not_for_groups == other.not_for_groups
        && row.for_measures == other.for_measures
}
