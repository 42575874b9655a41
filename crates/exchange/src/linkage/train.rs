//! Estimating a model from the records alone, without known links.
//!
//! What two people without relation agree on is counted: equal values from how often each occurs,
//! the finer levels from a sample of pairs. What pairs of one person and of relatives agree on is
//! found by expectation and maximisation over the patterns of the pairs that blocking gives out;
//! there are thousands of patterns where there are millions of pairs. What is usual
//! ([`usual`](super::model::usual)) counts as a few pairs, so that three records give a model too.

use super::compare::{COMPARISONS, Comparison, LEVELS, Pattern, Remembered, Texts, compare, level};
use super::exact::{exp2, mix};
use super::frequency::{Counts, FIELDS, Rarity, comparison};
use super::model::{Class, Classes, Shares, usual, usual_of_twins};
use super::record::{Records, Row};

/// Pairs that are drawn to see how often unrelated people agree at the finer levels.
const SAMPLE: usize = 300_000;

/// Steps of estimation; the shares have settled to the fourth digit by then.
const STEPS: usize = 40;

/// As many pairs as what is usual counts for.
const USUAL_PAIRS: f64 = 60.0;

/// A level that the sample never shows is taken to be this fraction of a pair in it.
const UNSEEN: f64 = 0.3;

/// At most this share of relatives and of twins agree on what tells them apart: comparison,
/// level, share.
const APART: [(Comparison, usize, f64); 7] = [
    (Comparison::Given, 1, 0.01),
    (Comparison::Given, 2, 0.12),
    (Comparison::Given, 5, 0.002),
    (Comparison::Given, 6, 0.02),
    (Comparison::Number, 1, 0.01),
    (Comparison::Number, 5, 0.02),
    (Comparison::Document, 1, 0.01),
];

/// What makes twins; the rest of their likeness is learned.
const TWINS: [Comparison; 4] =
    [Comparison::Surname, Comparison::Given, Comparison::Father, Comparison::Birth];

/// At most so many times oftener than chance has it names are shared together.
const NAMES_MOST: f64 = 64.0;

/// At most this share of relatives who are no twins have one birth date.
const BORN_APART: [(Comparison, usize, f64); 2] =
    [(Comparison::Birth, 1, 0.01), (Comparison::Birth, 2, 0.005)];

/// So many pairs have one pattern and one rarity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub pattern: Pattern,
    /// How much more than usual the agreed values are worth, in halves of a bit.
    pub rarity: i16,
    pub pairs: u64,
}

/// Returns how many records a person has beside one, on average, from pairs that agree on what
/// hardly two people share.
pub(super) fn others(records: &Records) -> f64 {
    let mut keys: [Vec<u64>; 2] = Default::default();
    for row in &records.rows {
        let names = mix(u64::from(row.surname), u64::from(row.given));
        let rest = [row.birth, row.father, row.settlement];
        if row.surname != 0 && row.given != 0 && rest.iter().any(|value| *value != 0) {
            let rest = if row.birth != 0 { [row.birth, 0, 0] } else { rest };
            let key = rest.iter().fold(names, |key, value| mix(key, u64::from(*value)));
            keys[0].push(key);
        }
        if row.number != 0 {
            keys[1].push(u64::from(row.number));
        }
    }
    let count = records.rows.len().max(1) as f64;
    let found = keys.map(|mut keys| {
        keys.sort_unstable();
        let blocks = keys.chunk_by(|left, right| left == right);
        let pairs: usize =
            blocks.filter(|block| block.len() < 30).map(|b| b.len() * (b.len() - 1) / 2).sum();
        pairs as f64
    });
    let [names, numbers] = found;
    (2.0 * names.max(numbers) / count).min(10.0)
}

/// People without relation, as they were counted.
pub(super) struct Unrelated {
    class: Class,
    /// Of all pairs, the share in which both have all three names.
    names_known: f64,
}

/// Returns how often unrelated people agree, from counts and a sample of pairs.
pub(super) fn unrelated(records: &Records, counts: &Counts, rarity: &Rarity) -> Unrelated {
    let mut seen = [[UNSEEN; LEVELS]; COMPARISONS];
    let texts = Texts::of(records);
    let (mut names, mut places) = (Remembered::default(), Remembered::default());
    let size = records.rows.len() as u64;
    let all = size * size.saturating_sub(1) / 2;
    let drawn = SAMPLE.min(usize::try_from(all).unwrap_or(SAMPLE));
    for draw in 0..drawn as u64 {
        let one = mix(draw, 0x51) % size;
        let other = (one + 1 + mix(draw, 0x52) % (size - 1)) % size;
        let rows = (records.rows.get(one as usize), records.rows.get(other as usize));
        let (Some(one), Some(other)) = rows else { continue };
        let (pattern, _) = compare(texts, (&mut names, &mut places), one, other);
        if is_surely_same(pattern) {
            continue;
        }
        for (comparison, seen) in seen.iter_mut().enumerate() {
            if let Some(count) = seen.get_mut(level(pattern, comparison)) {
                *count += 1.0;
            }
        }
    }
    let mut shares = as_shares(&seen);
    for field in (0..FIELDS).filter(|field| *field != 5) {
        let agree = rarity.agree.get(field).copied().unwrap_or(1.0);
        let (_, known) = counts.pairs(field);
        if known > 0.0 {
            set_share(&mut shares, (comparison(field), 1), agree);
        }
    }
    let pairs = all.max(1) as f64;
    let factors = two_names(records, counts, rarity);
    if let Some(levels) = shares.get_mut(Comparison::Names as usize) {
        for (into, factor) in levels.iter_mut().skip(1).zip(factors) {
            *into = factor;
        }
    }
    let known = [0, 1, 2].map(|field| counts.pairs(field).1 / pairs);
    Unrelated { class: Class { pairs, shares }, names_known: known.iter().product() }
}

/// Returns how much oftener than chance has it for each name the names are shared together: two
/// with the given name, all three, surname and patronymic.
///
/// Pairs of one person, of which there may be a third more than is known yet, are left out; where
/// they are most of the pairs, nothing is seen and nothing is said.
fn two_names(records: &Records, counts: &Counts, rarity: &Rarity) -> [f64; 3] {
    let same = 1.3 * rarity.others * records.rows.len() as f64 / 2.0;
    let all = (records.rows.len() as f64 * (records.rows.len() as f64 - 1.0) / 2.0).max(1.0);
    let factor = |fields: [usize; 2], of: fn(&Row) -> [u32; 2]| {
        let keys = records.rows.iter().map(of).filter(|[one, other]| *one != 0 && *other != 0);
        let mut keys: Vec<u64> =
            keys.map(|[one, other]| u64::from(one) << 32 | u64::from(other)).collect();
        keys.sort_unstable();
        let blocks = keys.chunk_by(|left, right| left == right).map(|block| block.len() as f64);
        let found: f64 = blocks.map(|size| size * (size - 1.0) / 2.0).sum();
        let chance = fields.map(|field| {
            counts.pairs(field).1 / all * rarity.agree.get(field).copied().unwrap_or(1.0)
        });
        let expected = all * chance.iter().product::<f64>();
        ((found - same) / expected.max(1.0)).clamp(1.0, NAMES_MOST)
    };
    let with_surname = factor([0, 1], |row| [row.surname, row.given]);
    let with_father = factor([1, 2], |row| [row.given, row.father]);
    // Surname and father's name are shared by brothers and sisters, who have their own class.
    let two = with_surname.max(with_father);
    [two, two, 1.0]
}

/// Whether a pair agrees on what two unrelated people of a sample do not agree on.
fn is_surely_same(pattern: Pattern) -> bool {
    let at = |comparison: Comparison| level(pattern, comparison as usize);
    let alike = [
        at(Comparison::Surname) == 1,
        matches!(at(Comparison::Given), 1 | 2 | 5),
        at(Comparison::Father) == 1,
        at(Comparison::Birth) == 1,
        at(Comparison::Number) == 1,
        at(Comparison::Address) == 1,
    ];
    alike.iter().filter(|alike| **alike).count() >= 3
}

/// Turns counts of levels into shares among the pairs that tell.
fn as_shares(counts: &Shares) -> Shares {
    let mut shares = [[1.0; LEVELS]; COMPARISONS];
    for ((into, counts), comparison) in shares.iter_mut().zip(counts).zip(Comparison::ALL) {
        if comparison == Comparison::Names {
            continue;
        }
        let levels = comparison.levels().len();
        let told = counts.get(1..=levels).unwrap_or_default();
        let all: f64 = told.iter().sum();
        for (into, count) in into.iter_mut().skip(1).zip(told) {
            *into = count / all.max(UNSEEN);
        }
    }
    shares
}

/// Sets the share of a level; the others share the rest as before.
fn set_share(shares: &mut Shares, (comparison, level): (Comparison, usize), share: f64) {
    let Some(levels) = shares.get_mut(comparison as usize) else { return };
    let count = comparison.levels().len();
    let Some(before) = levels.get(level).copied() else { return };
    let scale = (1.0 - share).max(1e-9) / (1.0 - before).max(1e-9);
    for (place, into) in levels.iter_mut().enumerate().skip(1).take(count) {
        *into = if place == level { share } else { *into * scale };
    }
}

/// Estimates the classes from the patterns of the pairs that blocking gives out.
///
/// `cells` stand in a defined order: the sums, and so every bit of the result, do not depend on
/// who compared what.
pub(super) fn estimate(cells: &[Cell], mut unrelated: Unrelated, rarity: &Rarity) -> Classes {
    let all = unrelated.class.pairs;
    let records = (2.0 * all).sqrt();
    for (comparison, level) in OWN {
        set_share(&mut unrelated.class.shares, (comparison, level), (0.5 / all).max(1e-12));
    }
    let expected = (rarity.others * records / 2.0).max(1.0).min(all);
    let class = |pairs: f64, of: fn(Comparison) -> &'static [f64]| Class {
        pairs,
        shares: usual_shares(of),
    };
    let mut classes = Classes {
        same: class(expected, |comparison| usual(comparison).0),
        relatives: class((records / 10.0).max(0.1), |comparison| usual(comparison).1),
        twins: class((records / 1000.0).max(0.01), usual_of_twins),
        unrelated: unrelated.class,
        names_known: unrelated.names_known,
    };
    for _ in 0..STEPS {
        step(cells, &mut classes);
    }
    classes
}

/// What unrelated people share only by a slip or a borrowed paper: how often is estimated too.
const OWN: [(Comparison, usize); 4] = [
    (Comparison::Number, 1),
    (Comparison::Number, 5),
    (Comparison::Document, 1),
    (Comparison::Phone, 1),
];

fn usual_shares(of: fn(Comparison) -> &'static [f64]) -> Shares {
    let mut counts = [[0.0; LEVELS]; COMPARISONS];
    for (into, comparison) in counts.iter_mut().zip(Comparison::ALL) {
        for (into, share) in into.iter_mut().skip(1).zip(of(comparison)) {
            *into = *share;
        }
    }
    as_shares(&counts)
}

/// What a step has summed up.
struct Sums {
    /// Of one person, of relatives, of twins.
    counts: [Shares; 3],
    pairs: [f64; 3],
    own: [f64; OWN.len()],
    /// Pairs without relation that share all three names.
    three_names: f64,
    /// Of all pairs, the share in which both have all three names.
    names_known: f64,
}

/// One step: to which class each pattern belongs, and what each class is like then.
fn step(cells: &[Cell], classes: &mut Classes) {
    let sums = sum(cells, classes);
    let class = |place: usize, of: fn(Comparison) -> &'static [f64]| {
        let counts = sums.counts.get(place).copied().unwrap_or([[0.0; LEVELS]; COMPARISONS]);
        let pairs = sums.pairs.get(place).copied().unwrap_or_default();
        Class { pairs: pairs.max(0.01), shares: learned(&counts, of) }
    };
    classes.same = class(0, |comparison| usual(comparison).0);
    classes.relatives = class(1, |comparison| usual(comparison).1);
    limit(&mut classes.relatives.shares, &APART);
    limit(&mut classes.relatives.shares, &BORN_APART);
    classes.twins = class(2, usual_of_twins);
    let usual = usual_shares(usual_of_twins);
    for comparison in TWINS {
        let kept = classes.twins.shares.get_mut(comparison as usize);
        if let (Some(kept), Some(usual)) = (kept, usual.get(comparison as usize)) {
            *kept = *usual;
        }
    }
    limit(&mut classes.twins.shares, &APART);
    let all = classes.unrelated.pairs;
    for ((comparison, level), own) in OWN.into_iter().zip(sums.own) {
        let share = ((own + 0.5) / all).min(0.1);
        set_share(&mut classes.unrelated.shares, (comparison, level), share);
    }
    renew_names(classes, &sums);
}

/// Renews how much oftener all three names are shared than chance has it for each.
fn renew_names(classes: &mut Classes, sums: &Sums) {
    let shares = &mut classes.unrelated.shares;
    let share = |shares: &Shares, comparison: Comparison, level: usize| {
        shares.get(comparison as usize).and_then(|levels| levels.get(level)).copied()
    };
    let names = [Comparison::Surname, Comparison::Given, Comparison::Father];
    let chance: f64 = names.iter().filter_map(|name| share(shares, *name, 1)).product();
    let expected = classes.unrelated.pairs * chance * sums.names_known;
    let factor = (sums.three_names / expected.max(1.0)).clamp(1.0, NAMES_MOST);
    let levels = shares.get_mut(Comparison::Names as usize);
    if let Some(all_three) = levels.and_then(|levels| levels.get_mut(2)) {
        *all_three = factor;
    }
}

fn sum(cells: &[Cell], classes: &Classes) -> Sums {
    let mut sums = Sums {
        counts: [[[0.0; LEVELS]; COMPARISONS]; 3],
        pairs: [0.0; 3],
        own: [0.0; OWN.len()],
        three_names: 0.0,
        names_known: classes.names_known,
    };
    for cell in cells {
        let of = [&classes.same, &classes.relatives, &classes.twins]
            .map(|class| class.expected(cell.pattern));
        let rarity = exp2(-f64::from(cell.rarity) / 2.0);
        let of_unrelated = classes.unrelated.expected(cell.pattern) * rarity;
        let all = (of.iter().sum::<f64>() + of_unrelated).max(1e-290);
        let pairs = cell.pairs as f64;
        let each = sums.counts.iter_mut().zip(&mut sums.pairs).zip(of);
        for ((counts, sum), of) in each {
            let share = pairs * of / all;
            *sum += share;
            for comparison in 0..COMPARISONS {
                add(counts, (comparison, level(cell.pattern, comparison)), share);
            }
        }
        if level(cell.pattern, Comparison::Names as usize) == 2 {
            sums.three_names += pairs * of_unrelated / all;
        }
        for ((comparison, at), own) in OWN.iter().zip(&mut sums.own) {
            if level(cell.pattern, *comparison as usize) == *at {
                *own += pairs * of_unrelated / all;
            }
        }
    }
    sums
}

fn limit(shares: &mut Shares, limits: &[(Comparison, usize, f64)]) {
    for (comparison, level, most) in limits {
        let share = shares.get(*comparison as usize).and_then(|levels| levels.get(*level));
        if share.is_some_and(|share| share > most) {
            set_share(shares, (*comparison, *level), *most);
        }
    }
}

fn add(counts: &mut Shares, (comparison, level): (usize, usize), pairs: f64) {
    let count = counts.get_mut(comparison).and_then(|levels| levels.get_mut(level));
    if let Some(count) = count {
        *count += pairs;
    }
}

fn learned(counts: &Shares, of: fn(Comparison) -> &'static [f64]) -> Shares {
    let mut counts = *counts;
    for (counts, comparison) in counts.iter_mut().zip(Comparison::ALL) {
        for (count, share) in counts.iter_mut().skip(1).zip(of(comparison)) {
            *count += share * USUAL_PAIRS;
        }
    }
    as_shares(&counts)
}
