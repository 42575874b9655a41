//! Choosing from which weight on two records are linked, without known links.
//!
//! A weight is the logarithm of odds, so the pairs say themselves how many of them are expected to
//! be of one person. The threshold is the weight at which the expected F1 of the pairs is highest.

use std::collections::BTreeMap;

use super::model::share_same;

/// What is expected of a threshold, from the weights alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// From this weight on, in 256ths of a bit, two records are linked.
    pub threshold: i32,
    /// Of a million pairs that are linked, so many are expected to be of one person.
    pub precision_ppm: u32,
    /// Of a million pairs of one person among those compared, so many are linked.
    pub recall_ppm: u32,
}

impl Expected {
    /// Returns what is expected of a threshold.
    pub(super) fn at(weights: &BTreeMap<i32, u64>, threshold: i32) -> Expected {
        let (mut linked, mut right, mut all) = (0.0, 0.0, 0.0);
        for (weight, pairs) in weights.iter().rev() {
            let same = share_same(*weight) * *pairs as f64;
            all += same;
            if *weight >= threshold {
                linked += *pairs as f64;
                right += same;
            }
        }
        let ppm = |part: f64, whole: f64| match whole > 0.0 {
            true => (part / whole * 1e6).round() as u32,
            false => 1_000_000,
        };
        Expected { threshold, precision_ppm: ppm(right, linked), recall_ppm: ppm(right, all) }
    }
}

/// Chooses the threshold of the highest expected F1 among the weights at hand; even odds where
/// there are none.
pub(super) fn choose(weights: &BTreeMap<i32, u64>) -> Expected {
    let all: f64 = weights.iter().map(|(weight, pairs)| share_same(*weight) * *pairs as f64).sum();
    let (mut linked, mut right) = (0.0, 0.0);
    let (mut best, mut threshold) = (0.0, 0);
    for (weight, pairs) in weights.iter().rev() {
        linked += *pairs as f64;
        right += share_same(*weight) * *pairs as f64;
        let f1 = 2.0 * right / (linked + all);
        if f1 > best && share_same(*weight) > 0.05 {
            (best, threshold) = (f1, *weight);
        }
    }
    Expected::at(weights, threshold)
}
