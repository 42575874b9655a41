//! Which pairs of records are compared at all.
//!
//! A rule is a list of values that two records must share. The rules are a union: a pair is given
//! out by the first rule that holds, so each comes once, and no set of pairs is kept. Where more
//! records share a rule's values than [`BLOCK_RECORDS_MAX`], the block is refined: each of the
//! finer rules asks for one value more. What is too large even then is compared with its
//! neighbours in the order of contents. Each refined block is counted and named in the report.

use std::collections::HashSet;

use super::day;
use super::exact::mix;
use super::record::{Records, Row};
use super::words::{NONE, Words};

/// More records than this under one key are not compared each with each.
pub(super) const BLOCK_RECORDS_MAX: usize = 80;

/// Neighbours with which a record is compared where even the finest rule leaves too many.
const NEIGHBOURS: usize = 4;

/// A value that a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Number,
    Document,
    Phone,
    Case,
    Surname,
    Given,
    Father,
    /// The birth date, of the record or inside its number.
    Birth,
    Year,
    /// The birth date, day and month in any order.
    BirthUnordered,
    /// Surname and given name, in any order.
    NamePair,
    SurnameSound,
    GivenSound,
    Address,
    Settlement,
    Street,
    Postcode,
    Locality,
    Region,
    House,
    /// The digits of the personal number, in any order: equal where two are changed over.
    NumberDigits,
    /// The last five letters of the personal number.
    NumberTail,
}

use Value::{
    Address, Birth, BirthUnordered, Case, Document, Father, Given, GivenSound, House, Locality,
    NamePair, Number, NumberDigits, NumberTail, Phone, Postcode, Region, Settlement, Street,
    Surname, SurnameSound, Year,
};

/// The rules, the surest first.
const RULES: [&[Value]; 36] = [
    &[Number],
    &[Document],
    &[Birth, Given],
    &[Birth, Surname],
    &[Birth, Father],
    &[NamePair, Birth],
    &[Phone],
    &[Surname, Given, Father],
    &[NamePair, Father],
    &[Address, Surname],
    &[Address, Given],
    &[Address, Birth],
    &[Case, Given],
    &[Case, Birth],
    &[Case, Surname],
    &[Surname, Given, Year],
    &[NamePair, Settlement],
    &[SurnameSound, GivenSound, Year],
    &[Given, Father, Year],
    &[BirthUnordered, SurnameSound],
    &[Birth, Settlement],
    &[Birth, Postcode],
    &[NamePair, Postcode],
    &[Surname, Street, Locality],
    &[NumberDigits, SurnameSound],
    &[NumberDigits, GivenSound],
    &[NumberTail, SurnameSound],
    &[NumberTail, GivenSound],
    &[Surname, Postcode],
    &[Street, House, Postcode],
    &[Street, House, Locality],
    &[Settlement, House, Postcode],
    &[Locality, House, Postcode],
    &[Locality, Settlement, House],
    &[Given, Street, Postcode],
    &[Surname, House, Region],
];

/// The values by which a block that is too large is refined.
const REFINERS: [Value; 9] =
    [Birth, Given, Surname, Father, Address, Case, Settlement, Year, Postcode];

/// A rule as it is applied.
#[derive(Clone, Debug, Default)]
pub(super) struct Rule {
    values: Vec<Value>,
    /// Keys under which too many records stand.
    oversized: HashSet<u64>,
}

/// Blocks of one rule that were too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refined {
    /// The values that the records share.
    pub rule: String,
    /// How many blocks were too large.
    pub blocks: u64,
    /// How many records stand in them.
    pub records: u64,
    /// How many records stand in the largest.
    pub largest: u64,
    /// Whether no finer rule was left, and the records were compared with their neighbours only.
    pub neighbours_only: bool,
}

/// The rules, as far as the data allow them.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocking {
    pub rules: Vec<Rule>,
    pub refined: Vec<Refined>,
    /// Pairs of neighbours in blocks that no rule makes small enough.
    neighbours: Vec<(u32, u32)>,
}

/// The records under the keys of a rule, sorted by key.
type Entries = Vec<(u64, u32)>;

impl Row {
    /// Returns a value that a rule asks for, 0 for none.
    fn value(&self, words: &Words, value: Value) -> u64 {
        let one = |number: u32| u64::from(number);
        match value {
            Number => one(self.number),
            Document => one(self.document),
            Phone => one(self.phone),
            Case => one(self.case),
            Surname => one(self.surname),
            Given => one(self.given),
            Father => one(self.father),
            Birth => one(self.birth),
            Year => one(day::year(if self.birth == 0 { self.number_birth } else { self.birth })),
            BirthUnordered => one(day::unordered(self.birth)),
            NamePair if self.surname == NONE || self.given == NONE => 0,
            NamePair => {
                let (least, most) = (self.surname.min(self.given), self.surname.max(self.given));
                one(least) << 32 | one(most)
            }
            SurnameSound => one(words.sound(self.surname)),
            GivenSound => one(words.sound(self.given)),
            Address => one(self.address),
            Settlement => one(self.settlement),
            Street => one(self.street),
            Postcode => one(self.postcode),
            Locality => one(self.locality),
            Region => one(self.region),
            House => one(self.house),
            NumberDigits => one(self.number_digits),
            NumberTail => one(self.number_tail),
        }
    }

    /// Returns the birth dates under which the record stands, 0 for none.
    fn births(&self) -> [u32; 2] {
        [self.birth, if self.number_birth == self.birth { 0 } else { self.number_birth }]
    }
}

impl Rule {
    fn new(values: Vec<Value>) -> Rule {
        Rule { values, oversized: HashSet::new() }
    }

    /// Returns the keys of a record, 0 for none.
    pub(super) fn keys(&self, words: &Words, row: &Row) -> [u64; 2] {
        let mut key = 1;
        let mut by_birth = false;
        for value in &self.values {
            if *value == Birth {
                by_birth = true;
                continue;
            }
            match row.value(words, *value) {
                0 => return [0, 0],
                found => key = mix(key, found),
            }
        }
        if !by_birth {
            return [key.max(1), 0];
        }
        row.births().map(|birth| match birth {
            0 => 0,
            birth => mix(key, u64::from(birth)).max(1),
        })
    }

    /// Whether a key stands for too many records.
    pub(super) fn is_oversized(&self, key: u64) -> bool {
        self.oversized.contains(&key)
    }

    fn may_hold(&self, words: &Words, one: &Row, other: &Row) -> bool {
        self.values.iter().all(|value| match value {
            Birth => {
                let others = other.births();
                one.births().iter().any(|birth| *birth != 0 && others.contains(birth))
            }
            value => {
                let found = one.value(words, *value);
                found != 0 && found == other.value(words, *value)
            }
        })
    }

    /// Returns the key under which the rule gives a pair out, if it holds for the two.
    pub(super) fn holds(&self, words: &Words, one: &Row, other: &Row) -> Option<u64> {
        if !self.may_hold(words, one, other) {
            return None;
        }
        let others = self.keys(words, other);
        let shared = self
            .keys(words, one)
            .into_iter()
            .filter(|key| *key != 0 && others.contains(key) && !self.oversized.contains(key));
        shared.min()
    }

    fn entries(&self, records: &Records, parent: Option<&Rule>) -> Entries {
        let mut entries = Vec::new();
        for (place, row) in records.rows.iter().enumerate() {
            let is_in_parent = |parent: &Rule| {
                parent.keys(&records.words, row).iter().any(|key| parent.is_oversized(*key))
            };
            if parent.is_none_or(is_in_parent) {
                let keys = self.keys(&records.words, row).into_iter().filter(|key| *key != 0);
                entries.extend(keys.map(|key| (key, place as u32)));
            }
        }
        entries.sort_unstable();
        entries
    }

    fn name(&self) -> String {
        let names: Vec<String> =
            self.values.iter().map(|value| format!("{value:?}").to_lowercase()).collect();
        names.join(" + ")
    }
}

impl Blocking {
    /// Gives each pair that some rule holds for to one of the workers, once. The workers run at
    /// the same time; which of them gets a pair is not fixed.
    pub(super) fn run<W: Send>(
        records: &Records,
        workers: &mut [W],
        each: &(impl Fn(&mut W, (u32, u32)) + Sync),
    ) -> Blocking {
        let mut blocking = Blocking::default();
        for values in RULES {
            let rule = blocking.rules.len();
            let oversized = blocking.apply(records, values.to_vec(), None, (workers, each));
            if !oversized {
                continue;
            }
            for refiner in REFINERS.into_iter().filter(|refiner| !values.contains(refiner)) {
                let finer = values.iter().copied().chain([refiner]).collect();
                blocking.apply(records, finer, Some(rule), (workers, each));
            }
        }
        blocking.give_neighbours(records, (workers, each));
        blocking
    }

    /// Applies a rule; says whether some of its blocks are too large.
    fn apply<W: Send>(
        &mut self,
        records: &Records,
        values: Vec<Value>,
        parent: Option<usize>,
        (workers, each): (&mut [W], &(impl Fn(&mut W, (u32, u32)) + Sync)),
    ) -> bool {
        let mut rule = Rule::new(values);
        let parent_rule = parent.and_then(|parent| self.rules.get(parent));
        let entries = rule.entries(records, parent_rule);
        let mut log = Refined {
            rule: rule.name(),
            blocks: 0,
            records: 0,
            largest: 0,
            neighbours_only: parent.is_some(),
        };
        for block in entries.chunk_by(|left, right| left.0 == right.0) {
            if block.len() > BLOCK_RECORDS_MAX {
                rule.oversized.extend(block.first().map(|(key, _)| *key));
                log.blocks += 1;
                log.records += block.len() as u64;
                log.largest = log.largest.max(block.len() as u64);
                if parent.is_some() {
                    self.note_neighbours(block);
                }
            }
        }
        let is_oversized = log.blocks > 0;
        if is_oversized {
            self.refined.push(log);
        }
        self.rules.push(rule);
        self.neighbours.sort_unstable();
        self.neighbours.dedup();
        let this = &*self;
        let parts = parts(&entries, workers.len());
        std::thread::scope(|scope| {
            for (worker, part) in workers.iter_mut().zip(parts) {
                scope.spawn(move || this.give_part(records, part, &mut |pair| each(worker, pair)));
            }
        });
        is_oversized
    }

    fn note_neighbours(&mut self, block: &[(u64, u32)]) {
        for (place, (_, one)) in block.iter().enumerate() {
            let next = block.iter().skip(place + 1).take(NEIGHBOURS);
            self.neighbours.extend(next.map(|(_, other)| (*one, *other)));
        }
    }

    /// Gives out the pairs of a part of the last rule's blocks that no earlier rule holds for.
    fn give_part(&self, records: &Records, part: &[(u64, u32)], each: &mut dyn FnMut((u32, u32))) {
        let Some((rule, earlier)) = self.rules.split_last() else { return };
        let row = |place: u32| records.rows.get(place as usize);
        for block in part.chunk_by(|left, right| left.0 == right.0) {
            if block.len() < 2 || block.len() > BLOCK_RECORDS_MAX {
                continue;
            }
            for (place, (key, one)) in block.iter().enumerate() {
                let Some(first) = row(*one) else { continue };
                for (_, other) in block.iter().skip(place + 1) {
                    let Some(second) = row(*other) else { continue };
                    let has_two_keys = first.births()[1] != 0 || second.births()[1] != 0;
                    let here =
                        !has_two_keys || rule.holds(&records.words, first, second) == Some(*key);
                    if here && !is_held(earlier, &records.words, (first, second)) {
                        each((*one, *other));
                    }
                }
            }
        }
    }

    fn give_neighbours<W>(
        &mut self,
        records: &Records,
        (workers, each): (&mut [W], &(impl Fn(&mut W, (u32, u32)) + Sync)),
    ) {
        let Some(worker) = workers.first_mut() else { return };
        for (one, other) in std::mem::take(&mut self.neighbours) {
            let rows = (records.rows.get(one as usize), records.rows.get(other as usize));
            if let (Some(first), Some(second)) = rows
                && !is_held(&self.rules, &records.words, (first, second))
            {
                each(worker, (one, other));
            }
        }
    }
}

/// Returns the rules as they stand before any data are known.
pub(super) fn rules() -> impl Iterator<Item = Rule> {
    RULES.into_iter().map(|values| Rule::new(values.to_vec()))
}

/// Whether two records that share a rule's values agree on one thing more.
pub(super) fn agree_on_more(rule: &Rule, words: &Words, one: &Row, other: &Row) -> bool {
    let refiners = REFINERS.into_iter().filter(|refiner| !rule.values.contains(refiner));
    refiners.into_iter().any(|refiner| Rule::new(vec![refiner]).may_hold(words, one, other))
}

fn is_held(rules: &[Rule], words: &Words, (one, other): (&Row, &Row)) -> bool {
    rules.iter().any(|rule| rule.holds(words, one, other).is_some())
}

/// Cuts sorted entries into as many parts as there are workers, never inside a block.
fn parts(entries: &[(u64, u32)], workers: usize) -> Vec<&[(u64, u32)]> {
    let mut parts = Vec::with_capacity(workers);
    let mut rest = entries;
    for left in (1..=workers).rev() {
        let mut end = rest.len() / left;
        while end > 0 && rest.get(end).is_some_and(|next| Some(next.0) == key_before(rest, end)) {
            end += 1;
        }
        let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        parts.push(part);
        rest = behind;
    }
    parts
}

fn key_before(entries: &[(u64, u32)], place: usize) -> Option<u64> {
    entries.get(place - 1).map(|(key, _)| *key)
}
