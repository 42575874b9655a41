//! Linking a whole register at once.

use std::collections::{BTreeMap, HashMap};

use super::block::{Blocking, Refined};
use super::cluster::{Clusters, clusters};
use super::compare::{Pattern, Remembered, Texts, compare};
use super::frequency::{Counts, Rareness, Rarity};
use super::model::{AGAINST, Joining, Model};
use super::record::Records;
use super::threshold::{Expected, choose};
use super::train::{Cell, estimate, others, unrelated};

/// Pairs are kept in pieces of this many, so that none has to be moved when there are more.
const PIECE: usize = 1 << 16;

/// Pairs below this weight are not told.
pub const FLOOR: i32 = -10 * 256;

/// Two records and what their likeness weighs, in 256ths of a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The record that came first.
    pub one: u32,
    /// The other.
    pub other: u32,
    /// The weight; 0 is even odds.
    pub weight: i32,
}

/// What linking a register has found.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The model by which the pairs were weighed.
    pub model: Model,
    /// What the threshold is expected to give.
    pub expected: Expected,
    /// How many pairs were compared.
    pub pairs: u64,
    /// How many patterns they had.
    pub patterns: u64,
    /// The pairs of at least [`FLOOR`], sorted.
    pub links: Vec<Link>,
    /// The clusters.
    pub clusters: Clusters,
    /// Blocks that were too large and how they were refined.
    pub refined: Vec<Refined>,
}

/// What is being done, for whoever watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Counting values.
    Count,
    /// Finding and comparing pairs.
    Compare,
    /// Estimating the model.
    Estimate,
    /// Weighing the pairs.
    Weigh,
    /// Joining them to clusters.
    Cluster,
}

impl Phase {
    /// Returns the word under which reports name it.
    pub fn code(self) -> &'static str {
        match self {
            Phase::Count => "count",
            Phase::Compare => "compare",
            Phase::Estimate => "estimate",
            Phase::Weigh => "weigh",
            Phase::Cluster => "cluster",
        }
    }
}

/// A pair as it is kept between comparing and weighing.
#[derive(Clone, Debug, Default)]
struct Pieces {
    pairs: Vec<Vec<(u32, u32)>>,
    patterns: Vec<Vec<u32>>,
    rarities: Vec<Vec<i16>>,
}

impl Pieces {
    fn push(&mut self, pair: (u32, u32), pattern: u32, rarity: i16) {
        if self.pairs.last().is_none_or(|piece| piece.len() == PIECE) {
            self.pairs.push(Vec::with_capacity(PIECE));
            self.patterns.push(Vec::with_capacity(PIECE));
            self.rarities.push(Vec::with_capacity(PIECE));
        }
        let last = (self.pairs.last_mut(), self.patterns.last_mut(), self.rarities.last_mut());
        if let (Some(pairs), Some(patterns), Some(rarities)) = last {
            pairs.push(pair);
            patterns.push(pattern);
            rarities.push(rarity);
        }
    }

    fn each(&self) -> impl Iterator<Item = ((u32, u32), u32, i16)> + '_ {
        let pieces = self.pairs.iter().zip(&self.patterns).zip(&self.rarities);
        pieces.flat_map(|((pairs, patterns), rarities)| {
            let each = pairs.iter().zip(patterns).zip(rarities);
            each.map(|((pair, pattern), rarity)| (*pair, *pattern, *rarity))
        })
    }
}

/// What one thread has compared.
#[derive(Default)]
struct Worker {
    names: Remembered,
    places: Remembered,
    numbers: HashMap<Pattern, u32>,
    patterns: Vec<Pattern>,
    pieces: Pieces,
}

impl Worker {
    fn take(
        &mut self,
        (texts, counts, rareness): (Texts<'_>, &Counts, &Rareness),
        pair: (u32, u32),
    ) {
        let rows = (texts.row(pair.0), texts.row(pair.1));
        let (Some(one), Some(other)) = rows else { return };
        let remembered = (&mut self.names, &mut self.places);
        let (pattern, agreed) = compare(texts, remembered, one, other);
        let next = self.patterns.len() as u32;
        let number = *self.numbers.entry(pattern).or_insert(next);
        if number == next {
            self.patterns.push(pattern);
        }
        self.pieces.push(pair, number, rareness.sum(counts, &agreed));
    }
}

/// Links the records of one person.
///
/// The result depends on the records alone: not on their order, on the number of `threads` or on
/// their own names. With a `model` nothing is estimated. `told` hears which phase begins.
pub fn link(
    records: &mut Records,
    model: Option<Model>,
    threads: usize,
    told: &mut dyn FnMut(Phase),
) -> Linked {
    told(Phase::Count);
    records.settle();
    let records = &*records;
    let counts = Counts::of(records);
    let rarity = match &model {
        Some(model) => model.rarity.clone(),
        None => Rarity::of(&counts, others(records)),
    };
    let rareness = Rareness::of(&rarity, &counts);
    told(Phase::Compare);
    let mut workers: Vec<Worker> = (0..threads.max(1)).map(|_| Worker::default()).collect();
    let about = (Texts::of(records), &counts, &rareness);
    let take = |worker: &mut Worker, pair| worker.take(about, pair);
    let blocking = Blocking::run(records, &mut workers, &take);
    told(Phase::Estimate);
    let is_given = model.is_some();
    let mut model = model.unwrap_or_else(|| {
        let classes = estimate(&cells(&workers), unrelated(records, &counts, &rarity), &rarity);
        Model::of(&classes, &rarity)
    });
    told(Phase::Weigh);
    let (pairs, patterns) = sizes(&workers);
    let (mut links, weights) = weigh(records, &model, workers);
    let expected = choose(&weights);
    if !is_given {
        model.threshold = expected.threshold;
    }
    let expected = Expected::at(&weights, model.threshold);
    links.sort_unstable();
    told(Phase::Cluster);
    let clusters = clusters(records, &links, model.threshold);
    Linked { model, expected, pairs, patterns, links, clusters, refined: blocking.refined }
}

/// Counts the pairs of each pattern and rarity, in a defined order.
fn cells(workers: &[Worker]) -> Vec<Cell> {
    let mut counted: HashMap<(Pattern, i16), u64> = HashMap::new();
    for worker in workers {
        for (_, pattern, rarity) in worker.pieces.each() {
            let pattern = worker.patterns.get(pattern as usize).copied().unwrap_or_default();
            *counted.entry((pattern, (rarity + 64) >> 7)).or_default() += 1;
        }
    }
    let cell = |((pattern, rarity), pairs)| Cell { pattern, rarity, pairs };
    let mut cells: Vec<Cell> = counted.into_iter().map(cell).collect();
    cells.sort_unstable();
    cells
}

fn sizes(workers: &[Worker]) -> (u64, u64) {
    let pairs = workers.iter().flat_map(|worker| &worker.pieces.pairs);
    let mut patterns: Vec<Pattern> =
        workers.iter().flat_map(|worker| worker.patterns.iter().copied()).collect();
    patterns.sort_unstable();
    patterns.dedup();
    (pairs.map(|piece| piece.len() as u64).sum(), patterns.len() as u64)
}

/// Weighs the pairs; returns those to be told, and how many there are of each weight.
fn weigh(
    records: &Records,
    model: &Model,
    workers: Vec<Worker>,
) -> (Vec<Link>, BTreeMap<i32, u64>) {
    let joining = Joining::new();
    let mut links = Vec::new();
    let mut weights: BTreeMap<i32, u64> = BTreeMap::new();
    let record = |place: u32| records.rows.get(place as usize).map_or(0, |row| row.record);
    for worker in workers {
        let against: Vec<[i32; AGAINST]> =
            worker.patterns.iter().map(|pattern| model.against(*pattern)).collect();
        for (pair, pattern, rarity) in worker.pieces.each() {
            let against = against.get(pattern as usize).copied().unwrap_or_default();
            let weight = joining.weight(against, rarity);
            if weight >= FLOOR {
                *weights.entry(weight).or_default() += 1;
                let (one, other) = (record(pair.0), record(pair.1));
                links.push(Link { one: one.min(other), other: one.max(other), weight });
            }
        }
    }
    (links, weights)
}
