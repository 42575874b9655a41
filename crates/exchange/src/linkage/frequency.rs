//! How common a value is, and what an agreement on it is therefore worth.
//!
//! Two unrelated people agree on a rare surname far less often than on a common one. The counts
//! are those of this moment: a record that is put into the index counts at once. From the count of
//! a value the records of the person in question are left out, as many as a person has on average.

use super::compare::{Agreed, Comparison};
use super::exact::log2;
use super::kept::kept_share;
use super::record::{Records, Row};
use super::words::NONE;

/// Weights are whole 256ths of a bit.
pub(super) const WEIGHT_ONE: i32 = 256;

/// What is counted, by the comparison to which it belongs.
const COUNTED: [Comparison; FIELDS] = [
    Comparison::Surname,
    Comparison::Given,
    Comparison::Father,
    Comparison::Birth,
    Comparison::Address,
    Comparison::Address,
    Comparison::Country,
    Comparison::Region,
    Comparison::Postcode,
    Comparison::Locality,
];

/// How many kinds of values are counted.
pub(super) const FIELDS: usize = 10;

/// Counts up to this have their logarithm ready.
const READY: usize = 1 << 12;

/// How often each value occurs.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    counts: [Vec<u32>; FIELDS],
    /// Records that have a value at all.
    known: [u64; FIELDS],
    pub records: u64,
}

/// Days have a place of their own for every month and day that may be written.
fn birth_place(birth: u32) -> u32 {
    let digits = |from: u32, count: u32| {
        (0..count).rev().fold(0, |sum, place| sum * 10 + (birth >> (from + 4 * place) & 15))
    };
    let (year, month, day) = (digits(16, 4), digits(8, 2), digits(0, 2));
    if birth == 0 {
        return NONE;
    }
    (year.saturating_sub(1800) * 13 + month.min(12)) * 32 + day.min(31) + 1
}

fn values(agreed: &Agreed) -> [u32; FIELDS] {
    [
        agreed.surname,
        agreed.given,
        agreed.father,
        birth_place(agreed.birth),
        agreed.address,
        agreed.settlement,
        agreed.country,
        agreed.region,
        agreed.postcode,
        agreed.locality,
    ]
}

impl Counts {
    /// Counts the values of all records.
    pub(super) fn of(records: &Records) -> Counts {
        let mut counts = Counts::default();
        for row in &records.rows {
            counts.add(row);
        }
        counts
    }

    /// Counts the values of one record more.
    pub(super) fn add(&mut self, row: &Row) {
        let agreed = Agreed {
            surname: row.surname,
            given: row.given,
            father: row.father,
            birth: row.birth,
            address: row.address,
            settlement: row.settlement,
            country: row.country,
            region: row.region,
            postcode: row.postcode,
            locality: row.locality,
        };
        self.records += 1;
        let each = self.counts.iter_mut().zip(&mut self.known).zip(values(&agreed));
        for ((counts, known), value) in each.filter(|(_, value)| *value != NONE) {
            let place = value as usize;
            if counts.len() <= place {
                counts.resize(place + 1, 0);
            }
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
                *known += 1;
            }
        }
    }

    /// Returns how many pairs of records have the same value, and how many have one at all.
    pub(super) fn pairs(&self, field: usize) -> (f64, f64) {
        let counts = self.counts.get(field).map(Vec::as_slice).unwrap_or_default();
        let same: u64 = counts.iter().map(|count| pairs(u64::from(*count))).sum();
        let known = self.known.get(field).copied().unwrap_or_default();
        (same as f64, pairs(known) as f64)
    }
}

fn pairs(records: u64) -> u64 {
    records.saturating_mul(records.saturating_sub(1)) / 2
}

/// Returns the comparison to which a counted value belongs.
pub(super) fn comparison(field: usize) -> Comparison {
    COUNTED.get(field).copied().unwrap_or(Comparison::Agency)
}

/// What turns a count into a weight; fixed when a model is trained.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rarity {
    /// The other records of the same person, on average.
    pub others: f64,
    /// How often two unrelated records agree, by kind of value.
    pub agree: [f64; FIELDS],
}

impl Rarity {
    /// Estimates from the counts, where a person has on average `others` records more.
    pub(super) fn of(counts: &Counts, others: f64) -> Rarity {
        let persons_pairs = others * counts.records as f64 / 2.0;
        let all = pairs(counts.records).max(1) as f64;
        let mut agree = [1.0; FIELDS];
        for (field, agree) in agree.iter_mut().enumerate() {
            let (same, known) = counts.pairs(field);
            let known = known.max(1.0);
            let unrelated = (same - 0.9 * persons_pairs * known / all).max(same * 0.02).max(0.5);
            *agree = kept_share((unrelated / known).min(1.0));
        }
        Rarity { others: kept_share(others), agree }
    }
}

/// The weights of agreeing on a value, by how common it is, ready for looking up.
#[derive(Clone, Debug, Default)]
pub(super) struct Rareness {
    /// For each kind of value, by count.
    ready: Vec<Vec<i32>>,
    known: [i32; FIELDS],
    rarity: Option<Rarity>,
}

impl Rareness {
    /// Makes the logarithms ready for counts as they are now.
    pub(super) fn of(rarity: &Rarity, counts: &Counts) -> Rareness {
        let mut rareness = Rareness { rarity: Some(rarity.clone()), ..Rareness::default() };
        for field in 0..FIELDS {
            rareness.ready.push((0..READY).map(|count| weight(rarity, field, count)).collect());
        }
        rareness.renew(counts);
        rareness
    }

    /// Takes over how many records there are now.
    pub(super) fn renew(&mut self, counts: &Counts) {
        for (fixed, known) in self.known.iter_mut().zip(counts.known) {
            *fixed = fixed_point(log2(known.max(1) as f64));
        }
    }

    /// Returns how much more than on average the agreed values are worth, of each kind.
    pub(super) fn each(&self, counts: &Counts, agreed: &Agreed) -> [i32; FIELDS] {
        let mut weights = [0; FIELDS];
        let places = values(agreed).into_iter().enumerate();
        for (field, value) in places.filter(|(_, value)| *value != NONE) {
            let count = counts.counts.get(field).and_then(|counts| counts.get(value as usize));
            let count = count.copied().unwrap_or_default() as usize;
            let ready = self.ready.get(field).and_then(|ready| ready.get(count)).copied();
            let of_count =
                ready.or_else(|| self.rarity.as_ref().map(|rarity| weight(rarity, field, count)));
            let known = self.known.get(field).copied().unwrap_or_default();
            if let Some(into) = weights.get_mut(field) {
                *into = of_count.unwrap_or_default() + known;
            }
        }
        weights
    }

    /// Returns how much more than on average all agreed values are worth together.
    pub(super) fn sum(&self, counts: &Counts, agreed: &Agreed) -> i16 {
        let sum: i32 = self.each(counts, agreed).iter().sum();
        sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
    }
}

/// Returns what a value that occurs so often is worth more than the average one, but for the
/// number of all records.
fn weight(rarity: &Rarity, field: usize, count: usize) -> i32 {
    let agree = rarity.agree.get(field).copied().unwrap_or(1.0);
    let of_one = 1.0 + rarity.others;
    let unseen = (agree * 1000.0).clamp(0.05, 0.5);
    let others = (count as f64 - of_one).max(0.0) + unseen * of_one;
    fixed_point(log2(agree) - log2(others))
}

/// Rounds to a whole 256th of a bit.
pub(super) fn fixed_point(bits: f64) -> i32 {
    (bits * f64::from(WEIGHT_ONE)).round().clamp(-1e6, 1e6) as i32
}
