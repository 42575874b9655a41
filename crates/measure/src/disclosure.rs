//! Disclosure control: hiding small numbers of people so that nobody can compute them back.
//!
//! A number from 1 up to the rule's limit is hidden (primary). Because margins are published with
//! the cells, further numbers are hidden (secondary) until somebody who solves the table's
//! equations over whole numbers of 0 and more can bring no hidden small number into an interval
//! narrower than the rule asks, and no other hidden number to a single value.
//!
//! A table with margins is a network: a cell is an arc from its row to its column, a margin an arc
//! back, and every node keeps its balance. The values that an attacker must think possible for a
//! hidden number are those that a flow through the hidden arcs can reach; a maximum flow gives the
//! bounds exactly, in whole numbers. Not here: several published tables that share margins.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::indicator::DisclosureRule;
use crate::table::{Place, Table};

/// Why a number is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It is itself small.
    Primary,
    /// It would give a small one away.
    Secondary,
}

/// What an attacker can know of a hidden number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest value that agrees with what is published.
    pub lower: u64,
    /// The largest; `None` if there is none.
    pub upper: Option<u64>,
}

/// A table as it may be published.
///
/// Invariant: no hidden number can be computed from what is shown, in the sense of the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    table: Table,
    hidden: BTreeMap<Place, Hidden>,
}

impl Published {
    /// Returns the number at a place.
    ///
    /// # Errors
    ///
    /// Why it is hidden.
    pub fn at(&self, place: Place) -> Result<u64, Hidden> {
        self.hidden.get(&place).map_or_else(|| Ok(self.table.at(place)), |why| Err(*why))
    }

    /// Returns the keys of the rows.
    pub fn rows(&self) -> &[String] {
        self.table.rows()
    }

    /// Returns the keys of the columns.
    pub fn columns(&self) -> &[String] {
        self.table.columns()
    }

    /// Returns how many numbers are hidden.
    pub fn hidden(&self) -> usize {
        self.hidden.len()
    }
}

/// Hides what the rule asks to hide and what would give it away.
///
/// Which further numbers are hidden is a choice: small ones before large ones, cells before
/// margins, and the same table always gives the same choice.
pub fn protect(table: Table, rule: DisclosureRule) -> Published {
    let small = |place: &Place| (1..rule.below).contains(&table.at(*place));
    let primary: BTreeSet<Place> = table.places().filter(small).collect();
    let mut hidden = primary.clone();
    for &place in &primary {
        if !is_safe(&table, &hidden, &primary, place, rule) {
            let cycle = cheapest_cycle(&table, &hidden, place, rule.below);
            // Where no cycle can carry the whole width, all numbers hide each other.
            hidden.extend(cycle.unwrap_or_else(|| table.places().collect()));
        }
    }
    show_again(&table, &mut hidden, &primary, rule);
    let why = |place: Place| {
        (place, if primary.contains(&place) { Hidden::Primary } else { Hidden::Secondary })
    };
    let hidden = hidden.into_iter().map(why).collect();
    Published { table, hidden }
}

/// Returns what somebody who knows the shown numbers can know of the one at `place`, when those in
/// `hidden` are not shown.
pub fn bounds(table: &Table, hidden: &BTreeSet<Place>, place: Place) -> Bounds {
    let value = table.at(place);
    if !hidden.contains(&place) {
        return Bounds { lower: value, upper: Some(value) };
    }
    let up = Network::new(table, hidden).flow(place, true, u64::MAX);
    let down = Network::new(table, hidden).flow(place, false, value).unwrap_or(value);
    Bounds { lower: value - down, upper: up.and_then(|up| value.checked_add(up)) }
}

/// Shows secondary numbers again, the largest first, where all others stay safe without them.
fn show_again(
    table: &Table,
    hidden: &mut BTreeSet<Place>,
    primary: &BTreeSet<Place>,
    rule: DisclosureRule,
) {
    let mut secondary: Vec<Place> = hidden.difference(primary).copied().collect();
    secondary.sort_by_key(|&place| (is_margin(place), table.at(place), place));
    for place in secondary.into_iter().rev() {
        hidden.remove(&place);
        let safe = |&other: &Place| is_safe(table, hidden, primary, other, rule);
        if !hidden.iter().all(safe) {
            hidden.insert(place);
        }
    }
}

fn is_safe(
    table: &Table,
    hidden: &BTreeSet<Place>,
    primary: &BTreeSet<Place>,
    place: Place,
    rule: DisclosureRule,
) -> bool {
    let width = if primary.contains(&place) { rule.below.saturating_sub(1) } else { 1 };
    let up = Network::new(table, hidden).flow(place, true, width).unwrap_or(width);
    // It cannot shrink below 0, whatever the others can take up.
    let missing = width.saturating_sub(up).min(table.at(place));
    let down = Network::new(table, hidden).flow(place, false, missing).unwrap_or(missing);
    up + down >= width
}

fn is_margin(place: Place) -> bool {
    place.row.is_none() || place.column.is_none()
}

/// The table as a network of nodes: the rows, the sum over rows, the columns, the sum over columns.
struct Network<'a> {
    table: &'a Table,
    /// The hidden numbers that are arcs at each node.
    arcs: Vec<Vec<Place>>,
    /// How far each hidden number has been moved from its true value.
    moved: BTreeMap<Place, i128>,
}

/// A step through an arc: over which number, and whether it grows.
type Step = (Place, bool);

impl<'a> Network<'a> {
    fn new(table: &'a Table, hidden: &BTreeSet<Place>) -> Self {
        let mut arcs = vec![Vec::new(); table.rows().len() + table.columns().len() + 2];
        for &place in hidden {
            let (tail, head) = ends(table, place);
            for node in [tail, head] {
                if let Some(arcs) = arcs.get_mut(node) {
                    arcs.push(place);
                }
            }
        }
        Network { table, arcs, moved: BTreeMap::new() }
    }

    /// Returns how far the number at `place` can grow (or shrink), at most `limit`; `None` if
    /// there is no end to it and `limit` is the largest number.
    fn flow(&mut self, place: Place, grows: bool, limit: u64) -> Option<u64> {
        let mut total = 0;
        while total < limit {
            let Some(path) = self.path(place, grows) else { break };
            let room = path.iter().filter(|(_, grows)| !grows).map(|&(place, _)| self.room(place));
            let room = match room.min() {
                Some(room) => room.min(limit - total),
                None if limit == u64::MAX => return None,
                None => limit - total,
            };
            for (place, grows) in path {
                let step = i128::from(room);
                *self.moved.entry(place).or_default() += if grows { step } else { -step };
            }
            total += room;
        }
        Some(total)
    }

    /// Returns how far a number can still shrink.
    fn room(&self, place: Place) -> u64 {
        let moved = self.moved.get(&place).copied().unwrap_or(0);
        u64::try_from(i128::from(self.table.at(place)) + moved).unwrap_or(0)
    }

    /// Finds the shortest way by which the others make up for the number at `place` moving.
    fn path(&self, place: Place, grows: bool) -> Option<Vec<Step>> {
        let (tail, head) = ends(self.table, place);
        let (start, goal) = if grows { (head, tail) } else { (tail, head) };
        let mut came_by: BTreeMap<usize, (usize, Step)> = BTreeMap::new();
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == goal {
                break;
            }
            let arcs = self.arcs.get(node).into_iter().flatten();
            for &other in arcs.filter(|&&other| other != place) {
                let (tail, head) = ends(self.table, other);
                let grows = node == tail;
                let next = if grows { head } else { tail };
                let passes = grows || self.room(other) > 0;
                if passes && next != start && !came_by.contains_key(&next) {
                    came_by.insert(next, (node, (other, grows)));
                    queue.push_back(next);
                }
            }
        }
        walk_back(&came_by, start, goal)
    }
}

/// Returns the nodes from which and to which a number flows.
fn ends(table: &Table, place: Place) -> (usize, usize) {
    let row = place.row.unwrap_or(table.rows().len());
    let columns_from = table.rows().len() + 1;
    let column = columns_from + place.column.unwrap_or(table.columns().len());
    // A margin is the other side of its equation, so it flows back.
    if place.row.is_none() == place.column.is_none() { (row, column) } else { (column, row) }
}

fn walk_back(
    came_by: &BTreeMap<usize, (usize, Step)>,
    start: usize,
    goal: usize,
) -> Option<Vec<Step>> {
    let (mut steps, mut node) = (Vec::new(), goal);
    while node != start {
        let (before, step) = *came_by.get(&node)?;
        steps.push(step);
        node = before;
    }
    Some(steps)
}

/// Finds the further numbers to hide so that the one at `place` can grow by `width`, at the least
/// cost: numbers hidden already cost nothing, small ones less than large ones, and zeros and
/// margins much. `None` if no cycle carries that width.
fn cheapest_cycle(
    table: &Table,
    hidden: &BTreeSet<Place>,
    place: Place,
    width: u64,
) -> Option<Vec<Place>> {
    let whole = u128::from(table.at(Place { row: None, column: None })) + 1;
    let cost = |other: Place| match table.at(other) {
        _ if hidden.contains(&other) => 0,
        0 => 4 * whole,
        value if is_margin(other) => 2 * whole + u128::from(value),
        value => u128::from(value),
    };
    let (goal, start) = ends(table, place);
    let mut came_by: BTreeMap<usize, (usize, Step)> = BTreeMap::new();
    let mut best: BTreeMap<usize, u128> = [(start, 0)].into();
    let mut queue = BinaryHeap::from([(std::cmp::Reverse(0_u128), start)]);
    while let Some((std::cmp::Reverse(spent), node)) = queue.pop() {
        if best.get(&node).is_some_and(|&known| known < spent) {
            continue;
        }
        for other in arcs_at(table, node).filter(|&other| other != place) {
            let (tail, head) = ends(table, other);
            let grows = node == tail;
            if !grows && table.at(other) < width {
                continue;
            }
            let (next, spent) = (if grows { head } else { tail }, spent + cost(other));
            if best.get(&next).is_none_or(|&known| spent < known) {
                best.insert(next, spent);
                came_by.insert(next, (node, (other, grows)));
                queue.push((std::cmp::Reverse(spent), next));
            }
        }
    }
    let steps = walk_back(&came_by, start, goal)?;
    Some(steps.into_iter().map(|(place, _)| place).collect())
}

/// Returns the numbers that are arcs at a node: those of one row, or of one column.
fn arcs_at(table: &Table, node: usize) -> impl Iterator<Item = Place> + use<> {
    let (rows, columns) = (table.rows().len(), table.columns().len());
    let fixed = if node <= rows { node } else { node - rows - 1 };
    let others = if node <= rows { columns } else { rows };
    (0..=others).map(move |position| {
        let (row, column) = if node <= rows { (fixed, position) } else { (position, fixed) };
        Place { row: (row < rows).then_some(row), column: (column < columns).then_some(column) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Counted;
    use proptest::prelude::*;

    const RULE: DisclosureRule = DisclosureRule { below: 5 };

    fn table(cells: &[&[u64]]) -> Table {
        let counted = cells.iter().enumerate().flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(column, &count)| Counted {
                row: format!("r{row}"),
                column: format!("c{column}"),
                count,
            })
        });
        Table::of(&counted.collect::<Vec<_>>()).unwrap()
    }

    /// Writes a published table: `-` for primary, `x` for secondary.
    fn written(published: &Published) -> String {
        let (table, mut text) = (&published.table, String::new());
        for place in table.places() {
            text += &match published.at(place) {
                Ok(value) => value.to_string(),
                Err(Hidden::Primary) => "-".to_owned(),
                Err(Hidden::Secondary) => "x".to_owned(),
            };
            text += if place.column.is_none() { "\n" } else { " " };
        }
        text
    }

    #[track_caller]
    fn check(cells: &[&[u64]], expected: &str) {
        let published = protect(table(cells), RULE);
        let lines: String = expected.split('|').map(|line| format!("{}\n", line.trim())).collect();
        assert_eq!(written(&published), lines);
        check_safe(&published);
    }

    #[track_caller]
    fn check_safe(published: &Published) {
        let hidden: BTreeSet<Place> = published.hidden.keys().copied().collect();
        for (&place, why) in &published.hidden {
            let bounds = bounds(&published.table, &hidden, place);
            let width = if *why == Hidden::Primary { RULE.below - 1 } else { 1 };
            let wide = bounds.upper.is_none_or(|upper| upper - bounds.lower >= width);
            assert!(wide, "{place:?} is known to be in {bounds:?}\n{}", written(published));
        }
    }

    #[test]
    fn a_table_without_small_numbers_is_published_whole() {
        check(&[&[5, 0], &[9, 7]], "5 0 5 | 9 7 16 | 14 7 21");
    }

    #[test]
    fn a_small_number_takes_three_others_with_it() {
        check(&[&[3, 20], &[30, 40]], "- x 23 | x x 70 | 33 60 93");
    }

    #[test]
    fn the_smallest_numbers_that_protect_are_hidden() {
        check(
            &[&[3, 20, 90], &[30, 40, 95], &[91, 92, 93]],
            "- x 90 113 | x x 95 165 | 91 92 93 276 | 124 152 278 554",
        );
    }

    #[test]
    fn small_numbers_in_one_rectangle_protect_each_other() {
        let cells: &[&[u64]] = &[&[4, 4, 50], &[4, 4, 50]];
        check(cells, "- - 50 58 | - - 50 58 | 8 8 100 116");
    }

    #[test]
    fn small_numbers_that_are_too_small_for_each_other_take_more_with_them() {
        // Without the third column each would be known to be 0, 1 or 2.
        let published = protect(table(&[&[1, 1, 50], &[1, 1, 50]]), RULE);
        assert!(published.hidden() > 4, "{}", written(&published));
        check_safe(&published);
    }

    #[test]
    fn a_table_of_one_column_hides_its_margin_too() {
        check(&[&[3], &[20], &[30]], "- - | x x | 30 30 | 53 53");
    }

    #[test]
    fn a_table_of_one_small_number_is_hidden_whole() {
        check(&[&[3]], "- - | - -");
    }

    #[test]
    fn a_limit_of_0_or_1_hides_nothing() {
        for below in [0, 1] {
            assert_eq!(protect(table(&[&[1, 2]]), DisclosureRule { below }).hidden(), 0);
        }
    }

    #[test]
    fn the_bounds_are_those_that_the_equations_leave() {
        let table = table(&[&[3, 20], &[30, 40]]);
        let cell = |row, column| Place { row: Some(row), column: Some(column) };
        let all = BTreeSet::from([cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)]);
        let expected = Bounds { lower: 0, upper: Some(23) };
        assert_eq!(bounds(&table, &all, cell(0, 0)), expected);
        let row = BTreeSet::from([cell(0, 0), cell(0, 1)]);
        let expected = Bounds { lower: 3, upper: Some(3) };
        assert_eq!(bounds(&table, &row, cell(0, 0)), expected);
        let everything: BTreeSet<Place> = table.places().collect();
        let expected = Bounds { lower: 0, upper: None };
        assert_eq!(bounds(&table, &everything, cell(0, 0)), expected);
    }

    /// Every table of two rows and three columns with these margins that agrees with what is shown.
    fn agreeing(table: &Table, hidden: &BTreeSet<Place>) -> Vec<Vec<u64>> {
        let margin = |row, column| table.at(Place { row, column });
        let mut found = Vec::new();
        let of_row = |row| margin(Some(row), None);
        for first in 0..=of_row(0) {
            for second in 0..=of_row(0) - first {
                let top = [first, second, of_row(0) - first - second];
                let columns = (0..3).map(|column| margin(None, Some(column)));
                let bottom: Option<Vec<u64>> =
                    columns.zip(top).map(|(whole, part)| whole.checked_sub(part)).collect();
                let Some(bottom) = bottom else { continue };
                let cells: Vec<u64> = top.into_iter().chain(bottom).collect();
                let shown = table.places().filter(|place| !is_margin(*place));
                let agrees = shown
                    .zip(&cells)
                    .all(|(place, &value)| hidden.contains(&place) || table.at(place) == value);
                if agrees {
                    found.push(cells);
                }
            }
        }
        found
    }

    #[test]
    fn a_table_of_sixty_offices_is_protected() {
        let cell = |row: u64, column: u64| (row * 7 + column * 13 + row * column * 5) % 23;
        let cells: Vec<Vec<u64>> =
            (0..60).map(|row| (0..8).map(|column| cell(row, column)).collect()).collect();
        let rows: Vec<&[u64]> = cells.iter().map(Vec::as_slice).collect();
        check_safe(&protect(table(&rows), RULE));
    }

    proptest! {
        #[test]
        fn no_hidden_number_can_be_computed_back(
            cells in proptest::collection::vec(proptest::collection::vec(0_u64..25, 4), 1..6),
        ) {
            let rows: Vec<&[u64]> = cells.iter().map(Vec::as_slice).collect();
            check_safe(&protect(table(&rows), RULE));
        }

        #[test]
        fn the_bounds_are_those_of_trying_every_table(
            cells in proptest::collection::vec(0_u64..7, 6),
            pattern in proptest::collection::vec(any::<bool>(), 6),
        ) {
            let table = table(&[&cells[..3], &cells[3..]]);
            let inner = table.places().filter(|place| !is_margin(*place));
            let inner: Vec<Place> = inner.collect();
            let hidden: BTreeSet<Place> =
                inner.iter().zip(&pattern).filter(|(_, hide)| **hide).map(|(place, _)| *place).collect();
            let tables = agreeing(&table, &hidden);
            for (position, &place) in inner.iter().enumerate() {
                let values = || tables.iter().map(|cells| cells[position]);
                let expected = Bounds { lower: values().min().unwrap(), upper: values().max() };
                prop_assert_eq!(bounds(&table, &hidden, place), expected);
            }
        }
    }
}
