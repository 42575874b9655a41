//! Records joined to people, and what in a cluster contradicts.
//!
//! Linked records are joined. A cluster in which two valid personal numbers stand that no slip
//! makes of each other, or two birth dates each of which several records have, cannot be one
//! person: the links of least weight together whose loss takes it apart are proposed for review,
//! and until a person has decided, the parts stand as people of their own. Nothing is joined that
//! a person might have to take apart.

use std::collections::BTreeMap;

use super::batch::Link;
use super::day;
use super::record::{Records, Row};
use super::similar::is_one_slip;
use super::words::NONE;

/// The people that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// For each record, the first record of its cluster.
    pub of_record: Vec<u32>,
    /// Clusters that a person has to look at.
    pub reviews: Vec<Review>,
}

/// A cluster in which something contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The first record of the cluster as it was joined.
    pub cluster: u32,
    /// The links whose loss takes the contradictions apart, sorted.
    pub cut: Vec<Link>,
}

/// Clusters of more records are first taken apart at their lightest links: looking for the least
/// cut costs the cube of their size.
const SEARCHED_MAX: usize = 150;

/// Joins linked records and takes apart what contradicts.
pub(super) fn clusters(records: &Records, links: &[Link], threshold: i32) -> Clusters {
    let rows = by_record(records);
    let linked: Vec<Link> = links.iter().copied().filter(|l| l.weight >= threshold).collect();
    let mut joined = join(records.len(), &linked);
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for link in &linked {
        members.entry(joined.first(link.one)).or_default().extend([link.one, link.other]);
    }
    for members in members.values_mut() {
        members.sort_unstable();
        members.dedup();
    }
    members.retain(|_, members| contradiction(records, &rows, members).is_some());
    let mut cuts: BTreeMap<u32, Vec<Link>> = BTreeMap::new();
    let mut inside: BTreeMap<u32, Vec<Link>> = BTreeMap::new();
    for link in &linked {
        let first = joined.first(link.one);
        if members.contains_key(&first) {
            inside.entry(first).or_default().push(*link);
        }
    }
    for (first, members) in members {
        let links = inside.remove(&first).unwrap_or_default();
        let mut cut = take_apart(records, &rows, (members, links));
        cut.sort_unstable();
        cuts.insert(first, cut);
    }
    let cut: std::collections::HashSet<(u32, u32)> =
        cuts.values().flatten().map(|link| (link.one, link.other)).collect();
    let kept: Vec<Link> =
        linked.into_iter().filter(|link| !cut.contains(&(link.one, link.other))).collect();
    let mut joined = join(records.len(), &kept);
    let of_record = (0..records.len() as u32).map(|record| joined.first(record)).collect();
    let reviews = cuts.into_iter().map(|(cluster, cut)| Review { cluster, cut }).collect();
    Clusters { of_record, reviews }
}

/// Returns the place of each record's row.
fn by_record(records: &Records) -> Vec<u32> {
    let mut places = vec![0; records.rows.len()];
    for (place, row) in records.rows.iter().enumerate() {
        if let Some(into) = places.get_mut(row.record as usize) {
            *into = place as u32;
        }
    }
    places
}

fn join(size: usize, links: &[Link]) -> Joined {
    let mut joined = Joined::new(size);
    for link in links {
        joined.join(link.one, link.other);
    }
    joined
}

/// Two sets of members that cannot be of one person.
type Contradiction = (Vec<u32>, Vec<u32>);

fn contradiction(records: &Records, rows: &[u32], members: &[u32]) -> Option<Contradiction> {
    let row = |member: &u32| {
        rows.get(*member as usize).and_then(|place| records.rows.get(*place as usize))
    };
    let mut numbers: BTreeMap<&[u8], Vec<u32>> = BTreeMap::new();
    let mut births: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (member, row) in members.iter().filter_map(|member| Some((*member, row(member)?))) {
        if is_telling(row) {
            numbers.entry(records.numbers.text(row.number)).or_default().push(member);
        }
        if row.birth != 0 && !day::is_year_only(row.birth) {
            births.entry(row.birth).or_default().push(member);
        }
    }
    births.retain(|_, members| members.len() > 1);
    let number = apart(&numbers, |one, other| one.len() == other.len() && !is_one_slip(one, other));
    number.or_else(|| apart(&births, |one, other| day::is_other(*one, *other)))
}

/// Whether a record's number speaks of its person.
fn is_telling(row: &Row) -> bool {
    row.number != NONE && row.is_number_valid && !row.is_number_foreign
}

fn apart<K: Ord>(
    held: &BTreeMap<K, Vec<u32>>,
    are_apart: impl Fn(&K, &K) -> bool,
) -> Option<Contradiction> {
    let mut all: Vec<(&K, &Vec<u32>)> = held.iter().collect();
    // Those held by most records first: a value that one record has is the likelier to be wrong.
    all.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    for (place, (one, holders)) in all.iter().enumerate() {
        let other = all.iter().skip(place + 1).find(|(other, _)| are_apart(one, other));
        if let Some((_, others)) = other {
            return Some(((*holders).clone(), (*others).clone()));
        }
    }
    None
}

/// Returns links whose loss leaves no contradiction.
fn take_apart(records: &Records, rows: &[u32], whole: (Vec<u32>, Vec<Link>)) -> Vec<Link> {
    let mut cut = Vec::new();
    let mut rest = vec![whole];
    while let Some((members, links)) = rest.pop() {
        let Some(sides) = contradiction(records, rows, &members) else { continue };
        let lost = if members.len() > SEARCHED_MAX {
            let lightest = links.iter().map(|link| link.weight).min().unwrap_or_default();
            links.iter().copied().filter(|link| link.weight == lightest).collect()
        } else {
            least_cut(&members, &links, &sides)
        };
        if lost.is_empty() {
            continue;
        }
        let kept: Vec<Link> = links.into_iter().filter(|link| !lost.contains(link)).collect();
        cut.extend(lost);
        rest.extend(parts(&members, &kept));
    }
    cut
}

fn parts(members: &[u32], links: &[Link]) -> Vec<(Vec<u32>, Vec<Link>)> {
    let place = |record: u32| members.binary_search(&record).unwrap_or_default() as u32;
    let mut joined = Joined::new(members.len());
    for link in links {
        joined.join(place(link.one), place(link.other));
    }
    let mut parts: BTreeMap<u32, (Vec<u32>, Vec<Link>)> = BTreeMap::new();
    for member in members {
        parts.entry(joined.first(place(*member))).or_default().0.push(*member);
    }
    for link in links {
        parts.entry(joined.first(place(link.one))).or_default().1.push(*link);
    }
    parts.into_values().collect()
}

/// Returns the links of least weight together without which no way leads from one side to the
/// other: the greatest flow between them fills exactly those.
///
/// # Source
///
/// Ford and Fulkerson (1956); the shortest way is filled first (Edmonds and Karp 1972).
fn least_cut(members: &[u32], links: &[Link], (from, to): &Contradiction) -> Vec<Link> {
    let size = members.len();
    let place = |record: u32| members.binary_search(&record).unwrap_or_default();
    let mut room = vec![vec![0_i64; size]; size];
    for link in links {
        // Also a link at an odds of one to many holds a little.
        let holds = i64::from(link.weight.max(0)) + 64;
        let (one, other) = (place(link.one), place(link.other));
        room[one][other] = holds;
        room[other][one] = holds;
    }
    let from: Vec<usize> = from.iter().map(|record| place(*record)).collect();
    let to: Vec<usize> = to.iter().map(|record| place(*record)).collect();
    loop {
        let came_from = reach(&room, &from);
        let Some(end) = to.iter().copied().find(|end| came_from[*end].is_some()) else {
            let is_near = |record: u32| came_from[place(record)].is_some();
            let lost = links.iter().filter(|link| is_near(link.one) != is_near(link.other));
            return lost.copied().collect();
        };
        let mut way = Vec::new();
        let mut at = end;
        while let Some(before) = came_from[at].filter(|before| *before != at) {
            way.push((before, at));
            at = before;
        }
        let flow = way.iter().map(|(one, other)| room[*one][*other]).min().unwrap_or_default();
        for (one, other) in way {
            room[one][other] -= flow;
            room[other][one] += flow;
        }
    }
}

/// Returns from where each place is reached; a beginning from itself.
fn reach(room: &[Vec<i64>], from: &[usize]) -> Vec<Option<usize>> {
    let mut came_from = vec![None; room.len()];
    let mut queue: std::collections::VecDeque<usize> = from.iter().copied().collect();
    for start in from {
        came_from[*start] = Some(*start);
    }
    while let Some(at) = queue.pop_front() {
        for (next, left) in room[at].iter().enumerate() {
            if *left > 0 && came_from[next].is_none() {
                came_from[next] = Some(at);
                queue.push_back(next);
            }
        }
    }
    came_from
}

/// Sets of records, each named by its first.
struct Joined {
    up: Vec<u32>,
}

impl Joined {
    fn new(size: usize) -> Joined {
        Joined { up: (0..size as u32).collect() }
    }

    fn first(&mut self, record: u32) -> u32 {
        let mut at = record;
        while let Some(up) = self.up.get(at as usize).copied().filter(|up| *up != at) {
            let next = self.up.get(up as usize).copied().unwrap_or(up);
            if let Some(into) = self.up.get_mut(at as usize) {
                *into = next;
            }
            at = next;
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(up) = self.up.get_mut(one.max(other) as usize) {
            *up = one.min(other);
        }
    }
}

/// Returns how many clusters there are of each size.
pub fn sizes(clusters: &Clusters) -> BTreeMap<u32, u64> {
    let mut members: Vec<u32> = vec![0; clusters.of_record.len()];
    for first in &clusters.of_record {
        if let Some(count) = members.get_mut(*first as usize) {
            *count += 1;
        }
    }
    let mut sizes = BTreeMap::new();
    for size in members.into_iter().filter(|size| *size > 0) {
        *sizes.entry(size).or_default() += 1;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(one: u32, other: u32, weight: i32) -> Link {
        Link { one, other, weight: weight * 256 }
    }

    #[test]
    fn the_least_cut_takes_the_weak_bridge_and_not_the_firm_ends() {
        let links = [link(0, 1, 20), link(1, 2, 3), link(2, 3, 20), link(0, 2, 2)];
        let cut = least_cut(&[0, 1, 2, 3], &links, &(vec![0], vec![3]));
        assert_eq!(cut, [links[1], links[3]]);
        let firm = [link(0, 1, 9), link(1, 2, 30)];
        assert_eq!(least_cut(&[0, 1, 2], &firm, &(vec![0], vec![2])), [firm[0]]);
    }
}
