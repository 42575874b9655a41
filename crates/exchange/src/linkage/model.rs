//! What agreement and disagreement are worth: the model of Fellegi and Sunter with relatives.
//!
//! A pair of records is of one person, of two relatives, of twins or of two people without
//! relation. Relatives share surname, father, address, telephone and case far more often than
//! chance has it, all at once, and twins the birth date besides; without classes of their own
//! those agreements would be counted as so many independent proofs. People of one case need no
//! class: how many pairs share a case is counted, not taken for chance. A pair's weight is the
//! logarithm, to base two, of the odds for one person against the three others together, and is
//! always whole 256ths of a bit: 0 is even odds.
//!
//! # Source
//!
//! Fellegi and Sunter (1969), *A Theory for Record Linkage*; Winkler (1988) on the estimation of
//! its parameters without known links; the classes of relatives and twins are our own.

use super::compare::{COMPARISONS, Comparison, LEVELS, Pattern, level};
use super::exact::{exp2, fingerprint, log2};
use super::frequency::{Rarity, fixed_point};

/// For each comparison, for each level; level 0, nothing told, is 1 in every class.
pub(super) type Shares = [[f64; LEVELS]; COMPARISONS];

/// A class of pairs: how many there are and how often they agree at each level.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Class {
    pub pairs: f64,
    pub shares: Shares,
}

impl Class {
    /// Returns how many pairs of a pattern are expected.
    pub(super) fn expected(&self, pattern: Pattern) -> f64 {
        let each = self.shares.iter().enumerate();
        each.fold(self.pairs, |product, (comparison, shares)| {
            product * shares.get(level(pattern, comparison)).copied().unwrap_or(1.0)
        })
    }
}

/// The classes as they were estimated.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Classes {
    /// Pairs of one person.
    pub same: Class,
    /// Pairs of relatives.
    pub relatives: Class,
    /// Pairs of twins.
    pub twins: Class,
    /// Pairs without relation.
    pub unrelated: Class,
    /// Of all pairs, the share in which both have all three names.
    pub names_known: f64,
}

/// What a pair may be instead of one person: without relation, relatives, twins.
pub(super) const AGAINST: usize = 3;

/// A trained model: tables of whole 256ths of a bit, and what makes values rare.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Odds of one person against each other explanation before anything is compared.
    pub(super) prior: [i32; AGAINST],
    /// Weights of each level of each comparison against each other explanation.
    pub(super) weights: [[[i32; AGAINST]; LEVELS]; COMPARISONS],
    pub(super) rarity: Rarity,
    /// From this weight on two records are linked.
    pub threshold: i32,
}

/// Two weights further apart than this do not change each other: 16 bits.
const FAR: usize = 16 * 256;

impl Model {
    /// Rounds the classes to tables; the threshold is even odds until it is chosen.
    pub(super) fn of(classes: &Classes, rarity: &Rarity) -> Model {
        let against = [&classes.unrelated, &classes.relatives, &classes.twins];
        let mut weights = [[[0; AGAINST]; LEVELS]; COMPARISONS];
        for (comparison, levels) in weights.iter_mut().enumerate() {
            for (level, into) in levels.iter_mut().enumerate() {
                let share = |class: &Class| {
                    let levels = class.shares.get(comparison);
                    log2(levels.and_then(|levels| levels.get(level)).copied().unwrap_or(1.0))
                };
                *into = against.map(|class| fixed_point(share(&classes.same) - share(class)));
            }
        }
        let prior = against.map(|class| fixed_point(log2(classes.same.pairs) - log2(class.pairs)));
        Model { prior, weights, rarity: rarity.clone(), threshold: 0 }
    }

    /// Returns the weights of a pattern against each other explanation.
    pub(super) fn against(&self, pattern: Pattern) -> [i32; AGAINST] {
        let mut sums = self.prior;
        for comparison in 0..COMPARISONS {
            for (sum, weight) in sums.iter_mut().zip(self.at(pattern, comparison)) {
                *sum += weight;
            }
        }
        sums
    }

    /// Returns the weights of a comparison in a pattern.
    pub(super) fn at(&self, pattern: Pattern, comparison: usize) -> [i32; AGAINST] {
        let levels = self.weights.get(comparison);
        let weights = levels.and_then(|levels| levels.get(level(pattern, comparison)));
        weights.copied().unwrap_or_default()
    }

    /// Returns a fingerprint of everything that a weight depends on.
    pub fn fingerprint(&self) -> String {
        let tables = self.weights.iter().flatten().flatten().copied();
        let numbers = self.prior.into_iter().chain(tables);
        let mut bytes: Vec<u8> = numbers.flat_map(i32::to_le_bytes).collect();
        let rarity = self.rarity.agree.iter().chain([&self.rarity.others]);
        bytes.extend(rarity.flat_map(|number| number.to_bits().to_le_bytes()));
        bytes.extend(self.threshold.to_le_bytes());
        format!("{:016x}", fingerprint(&bytes))
    }
}

/// Joins the weights against several other explanations to one against all of them.
#[derive(Clone, Debug)]
pub(super) struct Joining {
    table: Vec<i32>,
}

impl Joining {
    pub(super) fn new() -> Joining {
        let bits = |apart: usize| log2(1.0 + exp2(-(apart as f64) / 256.0));
        Joining { table: (0..FAR).map(|apart| fixed_point(bits(apart))).collect() }
    }

    /// Returns the weight of a pair from the weights of its pattern; `rarity` is what the agreed
    /// values are worth more than usual, against people without relation alone.
    pub(super) fn weight(&self, against: [i32; AGAINST], rarity: i16) -> i32 {
        let [unrelated, relatives, twins] = against;
        self.join(self.join(unrelated + i32::from(rarity), relatives), twins)
    }

    /// Returns minus the logarithm of the sum of both odds against.
    fn join(&self, one: i32, other: i32) -> i32 {
        let apart = one.abs_diff(other) as usize;
        one.min(other) - self.table.get(apart).copied().unwrap_or_default()
    }
}

/// Returns the share of pairs of one person among pairs of a weight.
pub(super) fn share_same(weight: i32) -> f64 {
    let odds = exp2(f64::from(weight) / 256.0);
    odds / (1.0 + odds)
}

/// Returns how often pairs of one person agree at each level where nothing else is known, and the
/// same for relatives. The data outweigh these where they have more than a few hundred pairs.
pub(super) fn usual(comparison: Comparison) -> (&'static [f64], &'static [f64]) {
    match comparison {
        Comparison::Surname => (&[0.88, 0.05, 0.02, 0.04, 0.01], &[0.80, 0.03, 0.02, 0.15, 0.002]),
        Comparison::Given => (
            &[0.86, 0.05, 0.02, 0.03, 0.01, 0.02, 0.001, 0.01],
            &[0.004, 0.02, 0.13, 0.82, 0.001, 0.01, 0.02, 0.005],
        ),
        Comparison::Father => (
            &[0.88, 0.04, 0.02, 0.04, 0.005, 0.015, 0.001],
            &[0.60, 0.03, 0.04, 0.31, 0.002, 0.01, 0.01],
        ),
        Comparison::Birth => (
            &[0.86, 0.03, 0.01, 0.04, 0.02, 0.01, 0.01, 0.02],
            &[0.02, 0.002, 0.002, 0.02, 0.01, 0.01, 0.06, 0.87],
        ),
        Comparison::Sex => (&[0.99, 0.01], &[0.55, 0.45]),
        Comparison::Number => {
            (&[0.93, 0.04, 0.015, 0.01, 0.005], &[0.002, 0.002, 0.01, 0.976, 0.01])
        }
        Comparison::Document => (&[0.80, 0.05, 0.15], &[0.003, 0.002, 0.995]),
        Comparison::Phone => (&[0.70, 0.03, 0.27], &[0.30, 0.01, 0.69]),
        Comparison::Case => (&[0.30, 0.70], &[0.20, 0.80]),
        Comparison::Address => (
            &[0.62, 0.06, 0.06, 0.03, 0.02, 0.09, 0.12],
            &[0.60, 0.05, 0.05, 0.03, 0.02, 0.15, 0.10],
        ),
        Comparison::Country => (&[0.97, 0.01, 0.02], &[0.97, 0.01, 0.02]),
        Comparison::Region => (&[0.92, 0.02, 0.06], &[0.90, 0.02, 0.08]),
        Comparison::Postcode => (&[0.86, 0.07, 0.07], &[0.80, 0.05, 0.15]),
        Comparison::Locality => (&[0.72, 0.10, 0.18], &[0.60, 0.08, 0.32]),
        Comparison::Agency => (&[0.30, 0.70], &[0.30, 0.70]),
        // No share: a factor, which is 1 but for people without relation.
        Comparison::Names => (&[1.0, 1.0, 1.0], &[1.0, 1.0, 1.0]),
    }
}

/// Returns how often twins agree at each level: as relatives do, but for what makes them twins.
pub(super) fn usual_of_twins(comparison: Comparison) -> &'static [f64] {
    match comparison {
        Comparison::Surname => &[0.94, 0.04, 0.01, 0.01, 0.001],
        Comparison::Father => &[0.92, 0.04, 0.01, 0.01, 0.005, 0.014, 0.001],
        Comparison::Birth => &[0.90, 0.04, 0.005, 0.03, 0.015, 0.004, 0.004, 0.002],
        other => usual(other).1,
    }
}
