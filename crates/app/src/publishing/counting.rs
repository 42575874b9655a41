//! Counting the clocks that differ between rows that stand and rows that are made anew.

use std::collections::BTreeMap;

use bagyt_casework::view::{CLOCK, SECOND_LOOK};
use bagyt_core::identity::CaseId;
use bagyt_core::law::ClockState;
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::Changed;
use jiff::Timestamp;

use super::{ClockMoved, ClocksChange, EXAMPLES_MAX};

/// Counts the clocks that differ between rows that stand and rows that are made anew.
#[derive(Default)]
pub(crate) struct Count {
    change: ClocksChange,
    open: Vec<ClockMoved>,
    others: Vec<ClockMoved>,
    cases: BTreeMap<CaseId, CaseMoved>,
}

/// What differs in one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CaseMoved {
    pub(crate) moved: u32,
    pub(crate) appeared: u32,
    pub(crate) gone: u32,
    pub(crate) open: u32,
    pub(crate) acts: u32,
    /// The first of its clocks that differ; an open one before others.
    pub(crate) example: Option<ClockMoved>,
}

/// The rows of one rule that were started by one entry, by their ends.
type Ends = BTreeMap<(String, Option<i64>), Vec<(Option<i64>, bool)>>;

impl Count {
    pub(super) fn take(&mut self, changed: &Changed<'_>) {
        if changed.table == &SECOND_LOOK {
            let before = acts(changed.before);
            let new = acts(changed.after).filter(|act| !before.clone().any(|known| known == *act));
            let new = new.count();
            self.change.acts += new as u64;
            self.of(CaseId(changed.stream.id)).acts += u32::try_from(new).unwrap_or(u32::MAX);
        }
        if changed.table != &CLOCK {
            return;
        }
        let case = CaseId(changed.stream.id);
        let (mut before, after) = (ends(changed.before), ends(changed.after));
        let counted = self.counted();
        for (key, after) in after {
            let before = before.remove(&key).unwrap_or_default();
            self.compare(case, &key.0, &before, &after);
        }
        for (key, before) in before {
            self.compare(case, &key.0, &before, &[]);
        }
        if self.counted() > counted {
            self.change.cases += 1;
        }
    }

    fn counted(&self) -> u64 {
        self.change.moved + self.change.appeared + self.change.gone
    }

    /// Sets the clocks of one rule that one entry started side by side, in their order.
    fn compare(
        &mut self,
        case: CaseId,
        row: &str,
        before: &[(Option<i64>, bool)],
        after: &[(Option<i64>, bool)],
    ) {
        for place in 0..before.len().max(after.len()) {
            let (was, is) = (before.get(place), after.get(place));
            match (was, is) {
                (Some((was, _)), Some((is, _))) if was == is => continue,
                (Some(_), Some(_)) => {
                    self.change.moved += 1;
                    self.of(case).moved += 1;
                }
                (None, _) => {
                    self.change.appeared += 1;
                    self.of(case).appeared += 1;
                }
                (_, None) => {
                    self.change.gone += 1;
                    self.of(case).gone += 1;
                }
            }
            let moment = |end: Option<&(Option<i64>, bool)>| {
                end.and_then(|(due, _)| Timestamp::from_microsecond((*due)?).ok())
            };
            let open = is.or(was).is_some_and(|(_, open)| *open);
            let (before, after) = (moment(was), moment(is));
            let moved = ClockMoved { case, row: row.to_owned(), before, after, open };
            self.change.open += u64::from(open);
            let own = self.of(case);
            own.open += u32::from(open);
            if own.example.as_ref().is_none_or(|known| open && !known.open) {
                own.example = Some(moved.clone());
            }
            let examples = if open { &mut self.open } else { &mut self.others };
            if examples.len() < EXAMPLES_MAX {
                examples.push(moved);
            }
        }
    }

    fn of(&mut self, case: CaseId) -> &mut CaseMoved {
        self.cases.entry(case).or_default()
    }

    /// Returns what differs case by case.
    pub(crate) fn by_case(self) -> BTreeMap<CaseId, CaseMoved> {
        self.cases
    }

    /// Returns what differs in all.
    pub(super) fn finish(self) -> ClocksChange {
        let examples = self.open.into_iter().chain(self.others).take(EXAMPLES_MAX).collect();
        ClocksChange { examples, ..self.change }
    }
}

/// Reads off the rows of a case which of its acts need a second look.
fn acts(rows: &[ViewRow]) -> impl Iterator<Item = &Cell> + Clone {
    let place = SECOND_LOOK.columns.iter().position(|column| column.name == "act_version");
    rows.iter().filter_map(move |row| row.get(place?))
}

/// Reads the ends off the rows of a case.
fn ends(rows: &[ViewRow]) -> Ends {
    let column = |name: &str| CLOCK.columns.iter().position(|column| column.name == name);
    let (row, due, started) = (column("row"), column("due_at"), column("started_version"));
    let state = column("state");
    let text = |cells: &ViewRow, place: Option<usize>| match place.and_then(|at| cells.get(at)) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let number = |cells: &ViewRow, place: Option<usize>| match place.and_then(|at| cells.get(at)) {
        Some(Cell::Integer(number)) => Some(*number),
        _ => None,
    };
    let mut ends = Ends::new();
    for cells in rows {
        let is_open = text(cells, state) == ClockState::Open.name();
        let clocks = ends.entry((text(cells, row), number(cells, started))).or_default();
        clocks.push((number(cells, due), is_open));
    }
    ends
}
