//! Law against practice: of the time limits that the law set, how many were kept.
//!
//! A clock is one time limit in one case. It counts in the month and at the office in which it was
//! due. Kept is a clock met by its due moment; late, one met after it; never, one whose case closed
//! after the due moment without it being met. Open clocks and void ones (the case closed before
//! they were due) are shown, but are in no share. Nothing here depends on today.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_core::identity::OfficeCode;

use crate::indicator::{ActsByRow, Indicator};

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClockState {
    /// Not met yet, and the case is open.
    Open,
    /// Met by its due moment.
    InTime,
    /// Met after its due moment.
    Late,
    /// Not met when the case closed after its due moment.
    Never,
    /// The case closed before it was due.
    Void,
}

impl ClockState {
    /// Every state, in the order in which tables show them.
    pub const ALL: [ClockState; 5] = [
        ClockState::InTime,
        ClockState::Late,
        ClockState::Never,
        ClockState::Open,
        ClockState::Void,
    ];

    /// Returns the code as it stands in the projection.
    pub fn code(self) -> &'static str {
        match self {
            ClockState::Open => "open",
            ClockState::InTime => "in_time",
            ClockState::Late => "late",
            ClockState::Never => "never",
            ClockState::Void => "void",
        }
    }

    /// Returns the state of that code, if there is one.
    pub fn find(code: &str) -> Option<ClockState> {
        ClockState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Clocks that are alike, as counted from the projection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockGroup {
    /// Code of the law row.
    pub row: String,
    /// The office.
    pub office: OfficeCode,
    /// The month in which they were due: year * 12 + month - 1.
    pub due_month: i64,
    /// How they stand.
    pub state: ClockState,
    /// Whole days from the due day to the day on which they were met; read for late ones only.
    pub delay_days: u32,
    /// How many.
    pub count: u64,
}

/// By what the figures are told apart, besides the row or indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breakdown {
    /// By nothing more.
    Whole,
    /// By office.
    Office,
    /// By month.
    Month,
    /// By office and month.
    OfficeAndMonth,
}

/// What became of the clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    /// Met by the due moment.
    pub in_time: u64,
    /// Met after it.
    pub late: u64,
    /// Not met when the case closed.
    pub never: u64,
    /// Not met yet.
    pub open: u64,
    /// No longer needed when they would have been due.
    pub void: u64,
    /// Delay in days of the late ones: how many had each.
    delays: BTreeMap<u32, u64>,
}

/// What the law asked and what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Code of the law row, or of the indicator.
    pub code: String,
    /// The office; `None` for all.
    pub office: Option<OfficeCode>,
    /// The month in which the clocks were due; `None` for all.
    pub month: Option<i64>,
    /// What became of them.
    pub practice: Practice,
}

impl Practice {
    /// Adds clocks that are alike.
    pub fn add(&mut self, state: ClockState, delay_days: u32, count: u64) {
        match state {
            ClockState::Open => self.open += count,
            ClockState::InTime => self.in_time += count,
            ClockState::Never => self.never += count,
            ClockState::Void => self.void += count,
            ClockState::Late => {
                self.late += count;
                *self.delays.entry(delay_days).or_default() += count;
            }
        }
    }

    /// Returns how many clocks the share is of: in time, late and never.
    pub fn decided(&self) -> u64 {
        self.in_time + self.late + self.never
    }

    /// Returns all clocks.
    pub fn all(&self) -> u64 {
        self.decided() + self.open + self.void
    }

    /// Returns the number of clocks in a state.
    pub fn count(&self, state: ClockState) -> u64 {
        match state {
            ClockState::Open => self.open,
            ClockState::InTime => self.in_time,
            ClockState::Late => self.late,
            ClockState::Never => self.never,
            ClockState::Void => self.void,
        }
    }

    /// Returns the share met in time, in thousandths of those decided, halves rounded up; `None`
    /// where none is decided.
    pub fn in_time_permille(&self) -> Option<u32> {
        permille(self.in_time, self.decided())
    }

    /// Returns the smallest number of days within which at least half of the late ones were met,
    /// counted from the due day; `None` where none was late.
    pub fn delay_days_median(&self) -> Option<u32> {
        let mut met = 0;
        self.delays.iter().find_map(|(&days, &count)| {
            met += count;
            (count > 0 && 2 * met >= self.late).then_some(days)
        })
    }
}

/// Returns `part` in thousandths of `whole`, halves rounded up; `None` of nothing.
pub fn permille(part: u64, whole: u64) -> Option<u32> {
    if whole == 0 {
        return None;
    }
    let thousandths = (2000 * u128::from(part) + u128::from(whole)) / (2 * u128::from(whole));
    u32::try_from(thousandths).ok()
}

/// Holds law against practice, row by row.
///
/// The figures come in the order of row, office, month; what no clock fell into is absent.
pub fn by_row(groups: &[ClockGroup], breakdown: Breakdown) -> Vec<Gap> {
    collect(groups, breakdown, |row| vec![row.to_owned()])
}

/// Holds law against practice by indicator: all law rows that one reads count together.
///
/// A row that no indicator reads counts nowhere; one that two read counts in both.
pub fn by_indicator(
    groups: &[ClockGroup],
    breakdown: Breakdown,
    indicators: &[Indicator],
    acts: &ActsByRow,
) -> Vec<Gap> {
    let none = BTreeSet::new();
    collect(groups, breakdown, |row| {
        let met_by = acts.get(row).unwrap_or(&none);
        let reading = indicators.iter().filter(|indicator| indicator.reads_clocks(row, met_by));
        reading.map(|indicator| indicator.code.clone()).collect()
    })
}

fn collect(
    groups: &[ClockGroup],
    breakdown: Breakdown,
    codes_of: impl Fn(&str) -> Vec<String>,
) -> Vec<Gap> {
    let mut practices: BTreeMap<(String, Option<OfficeCode>, Option<i64>), Practice> =
        BTreeMap::new();
    let mut codes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for group in groups {
        let office = matches!(breakdown, Breakdown::Office | Breakdown::OfficeAndMonth)
            .then(|| group.office.clone());
        let month = matches!(breakdown, Breakdown::Month | Breakdown::OfficeAndMonth)
            .then_some(group.due_month);
        for code in codes.entry(&group.row).or_insert_with(|| codes_of(&group.row)) {
            let key = (code.clone(), office.clone(), month);
            let practice = practices.entry(key).or_default();
            practice.add(group.state, group.delay_days, group.count);
        }
    }
    let gap = |((code, office, month), practice)| Gap { code, office, month, practice };
    practices.into_iter().map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(row: &str, office: &str, due_month: i64, state: &str, delay_days: u32) -> ClockGroup {
        let office = OfficeCode(office.to_owned());
        let state = ClockState::find(state).unwrap();
        ClockGroup { row: row.to_owned(), office, due_month, state, delay_days, count: 1 }
    }

    #[track_caller]
    fn check(states: &[(&str, u32)], permille: Option<u32>, median: Option<u32>) {
        let groups: Vec<ClockGroup> =
            states.iter().map(|&(state, delay)| group("r", "o", 0, state, delay)).collect();
        let gaps = by_row(&groups, Breakdown::Whole);
        assert_eq!(gaps.len(), 1);
        assert_eq!(gaps[0].practice.in_time_permille(), permille);
        assert_eq!(gaps[0].practice.delay_days_median(), median);
        assert_eq!(gaps[0].practice.all(), states.len() as u64);
    }

    #[test]
    fn open_and_void_clocks_are_in_no_share() {
        check(&[("open", 0), ("void", 0)], None, None);
        check(&[("open", 0), ("in_time", 0), ("void", 0)], Some(1000), None);
    }

    #[test]
    fn a_clock_never_met_counts_against_practice_and_has_no_delay() {
        check(&[("in_time", 0), ("never", 0)], Some(500), None);
    }

    #[test]
    fn a_share_is_rounded_half_up() {
        check(&[("in_time", 0), ("late", 3), ("late", 5)], Some(333), Some(3));
        assert_eq!(permille(1, 16), Some(63));
        assert_eq!(permille(2, 3), Some(667));
        assert_eq!(permille(u64::MAX, u64::MAX), Some(1000));
        assert_eq!(permille(0, 0), None);
    }

    #[test]
    fn the_median_delay_is_that_within_which_half_were_met() {
        check(&[("late", 9), ("late", 1), ("late", 2)], Some(0), Some(2));
        check(&[("late", 9), ("late", 1), ("late", 2), ("late", 4)], Some(0), Some(2));
        check(&[("late", 0)], Some(0), Some(0));
    }

    #[test]
    fn figures_come_by_row_then_office_then_month() {
        let groups = [
            group("b", "o2", 2, "late", 1),
            group("b", "o1", 3, "in_time", 0),
            group("a", "o2", 1, "never", 0),
            group("b", "o1", 2, "in_time", 0),
        ];
        let keys: Vec<String> = by_row(&groups, Breakdown::OfficeAndMonth)
            .into_iter()
            .map(|gap| format!("{} {} {}", gap.code, gap.office.unwrap(), gap.month.unwrap()))
            .collect();
        assert_eq!(keys, ["a o2 1", "b o1 2", "b o1 3", "b o2 2"]);
        assert_eq!(by_row(&groups, Breakdown::Month).len(), 3);
        assert_eq!(by_row(&groups, Breakdown::Office).len(), 3);
    }

    #[test]
    fn rows_that_the_same_act_meets_count_together() {
        let indicators = crate::indicator::tests::in_time(&["contact_held"]);
        let met_by = [("monthly", "contact_held"), ("weekly", "contact_held"), ("plan", "agreed")];
        let acts = |(row, act): (&str, &str)| (row.to_owned(), [act.to_owned()].into());
        let met_by = met_by.map(acts).into();
        let groups = [
            group("monthly", "o", 1, "in_time", 0),
            group("weekly", "o", 1, "late", 2),
            group("plan", "o", 1, "never", 0),
            group("unknown", "o", 1, "never", 0),
        ];
        let gaps = by_indicator(&groups, Breakdown::Whole, &indicators, &met_by);
        assert_eq!(gaps.len(), 1);
        assert_eq!(gaps[0].code, "tested_in_time");
        assert_eq!(gaps[0].practice.in_time_permille(), Some(500));
    }

    proptest! {
        #[test]
        fn every_breakdown_counts_every_clock_once(
            clocks in proptest::collection::vec((0_usize..3, 0_usize..3, 0_i64..4, 0_usize..5), 0..50),
        ) {
            let names = ["a", "b", "c"];
            let groups: Vec<ClockGroup> = clocks
                .iter()
                .map(|&(row, office, month, state)| {
                    group(names[row], names[office], month, ClockState::ALL[state].code(), 1)
                })
                .collect();
            for breakdown in
                [Breakdown::Whole, Breakdown::Office, Breakdown::Month, Breakdown::OfficeAndMonth]
            {
                for state in ClockState::ALL {
                    let gaps = by_row(&groups, breakdown);
                    let counted: u64 = gaps.iter().map(|gap| gap.practice.count(state)).sum();
                    let given = groups.iter().filter(|group| group.state == state).count();
                    prop_assert_eq!(counted, given as u64);
                }
            }
        }
    }
}
