//! Records of this moment, against which one more is matched at once.
//!
//! The index has the rules of `block` and the model of a batch run, and gives the
//! same weight to the same pair: the frequencies are those of this moment. Where a rule finds too
//! many records, those are taken that agree on one thing more, as a batch refines its blocks.
//!
//! Deliberately not here: what the journal says of joins and splits, which a caller puts over the
//! answer.

use std::collections::HashMap;

use super::block::{BLOCK_RECORDS_MAX, Rule, agree_on_more, rules};
use super::column::RecordText;
use super::compare::{Agreed, COMPARISONS, Comparison, Pattern, Remembered, Texts, compare, level};
use super::frequency::{Counts, Rareness, comparison};
use super::model::{Joining, Model};
use super::record::{Records, Row};

/// At most so many candidates are told, the heaviest first.
pub const CANDIDATES_MAX: usize = 8;

/// At most so many records of one block are looked through for those that agree on more.
const LOOKED_THROUGH_MAX: usize = 4096;

/// Candidates from this weight on are a question for a person: odds of one to thirty-two.
const QUESTION_FROM: i32 = -5 * 256;

/// What a record's likeness to a candidate consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What was compared.
    pub comparison: &'static str,
    /// At which level the two agree.
    pub level: &'static str,
    /// What that weighs against people without relation, in 256ths of a bit.
    pub weight: i32,
    /// What the agreed values weigh more than usual ones, because they are rarer.
    pub rarity: i32,
}

/// A record that may be of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The record's place, as [`Index::insert`] has returned it.
    pub record: u32,
    /// The weight, in 256ths of a bit; 0 is even odds.
    pub weight: i32,
    /// The weight before anything was compared.
    pub prior: i32,
    /// What each comparison weighs.
    pub parts: Vec<Part>,
    /// What is taken off because relatives and twins agree on as much; `prior`, the parts and
    /// this together are the weight.
    pub relatives: i32,
}

/// Whose a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// That of the first candidate.
    Link,
    /// A person has to decide.
    Review,
    /// Nobody's who is known.
    New,
}

/// The answer to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whose the record is.
    pub verdict: Verdict,
    /// Who it may be, the heaviest first; at most [`CANDIDATES_MAX`].
    pub candidates: Vec<Candidate>,
}

/// The records under the keys of one rule.
#[derive(Clone, Debug)]
struct Shelf {
    rule: Rule,
    /// The records that were there at the beginning, sorted by the folded key.
    first: Vec<(u32, u32)>,
    /// Those that came later.
    later: HashMap<u32, Vec<u32>>,
}

/// Known records, ready to be matched against.
#[derive(Clone, Debug)]
pub struct Index {
    records: Records,
    counts: Counts,
    model: Model,
    rareness: Rareness,
    joining: Joining,
    shelves: Vec<Shelf>,
    names: Remembered,
    places: Remembered,
}

fn folded(key: u64) -> u32 {
    (key ^ (key >> 32)) as u32
}

impl Shelf {
    fn of(rule: Rule, records: &Records) -> Shelf {
        let mut first = Vec::new();
        for (place, row) in records.rows.iter().enumerate() {
            let keys = rule.keys(&records.words, row).into_iter().filter(|key| *key != 0);
            first.extend(keys.map(|key| (folded(key), place as u32)));
        }
        first.sort_unstable();
        first.shrink_to_fit();
        Shelf { rule, first, later: HashMap::new() }
    }

    fn under(&self, key: u64) -> impl Iterator<Item = u32> + Clone + '_ {
        let key = folded(key);
        let start = self.first.partition_point(|(kept, _)| *kept < key);
        let first = self.first.get(start..).unwrap_or_default();
        let first = first.iter().take_while(move |(kept, _)| *kept == key).map(|(_, row)| *row);
        first.chain(self.later.get(&key).into_iter().flatten().copied())
    }
}

impl Index {
    /// Puts records into an index; each keeps the place that [`Records::push`] has given it.
    pub fn new(records: Records, model: Model) -> Index {
        let counts = Counts::of(&records);
        let rareness = Rareness::of(&model.rarity, &counts);
        let shelves = rules().map(|rule| Shelf::of(rule, &records)).collect();
        Index {
            records,
            counts,
            model,
            rareness,
            joining: Joining::new(),
            shelves,
            names: Remembered::default(),
            places: Remembered::default(),
        }
    }

    /// Puts one more record in; it counts from now on. Returns its place, or nothing where the
    /// index is full.
    pub fn insert(&mut self, text: &RecordText<'_>) -> Option<u32> {
        let row = self.records.read(text)?;
        let place = row.record;
        self.counts.add(&row);
        self.rareness.renew(&self.counts);
        for shelf in &mut self.shelves {
            for key in shelf.rule.keys(&self.records.words, &row).into_iter().filter(|k| *k != 0) {
                shelf.later.entry(folded(key)).or_default().push(place);
            }
        }
        self.records.rows.push(row);
        Some(place)
    }

    /// Says whose a record is that is not in the index.
    pub fn find(&mut self, text: &RecordText<'_>) -> Option<Answer> {
        let row = self.records.read(text)?;
        Some(self.answer(&row, None))
    }

    /// Says to whom a record of the index belongs beside itself; nothing for an unknown place.
    pub fn find_again(&mut self, record: u32) -> Option<Answer> {
        let row = *self.records.rows.get(record as usize)?;
        Some(self.answer(&row, Some(record)))
    }

    fn answer(&mut self, row: &Row, itself: Option<u32>) -> Answer {
        let mut found: Vec<(i32, u32)> = Vec::new();
        for place in self.candidates(row) {
            if Some(place) != itself
                && let Some(weight) = self.weight(row, place)
                && weight >= QUESTION_FROM
            {
                found.push((-weight, place));
            }
        }
        found.sort_unstable();
        found.truncate(CANDIDATES_MAX);
        let verdict = match found.first() {
            Some((weight, _)) if -weight >= self.model.threshold => Verdict::Link,
            Some(_) => Verdict::Review,
            None => Verdict::New,
        };
        let places = found.into_iter().map(|(_, place)| place);
        let candidates = places.collect::<Vec<_>>().into_iter();
        let candidates = candidates.filter_map(|place| self.explain(row, place)).collect();
        Answer { verdict, candidates }
    }

    /// Returns the records that some rule puts beside this one, each once.
    fn candidates(&self, row: &Row) -> Vec<u32> {
        let words = &self.records.words;
        let mut places = Vec::new();
        for shelf in &self.shelves {
            for key in shelf.rule.keys(words, row).into_iter().filter(|key| *key != 0) {
                let under = shelf.under(key);
                if under.clone().nth(BLOCK_RECORDS_MAX).is_none() {
                    places.extend(under);
                    continue;
                }
                let agreeing = under.take(LOOKED_THROUGH_MAX).filter(|place| {
                    let other = self.records.rows.get(*place as usize);
                    other.is_some_and(|other| agree_on_more(&shelf.rule, words, row, other))
                });
                places.extend(agreeing);
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    fn compared(&mut self, row: &Row, place: u32) -> Option<(Pattern, Agreed)> {
        let other = self.records.rows.get(place as usize)?;
        let remembered = (&mut self.names, &mut self.places);
        Some(compare(Texts::of(&self.records), remembered, row, other))
    }

    fn weight(&mut self, row: &Row, place: u32) -> Option<i32> {
        let (pattern, agreed) = self.compared(row, place)?;
        let rarity = self.rareness.sum(&self.counts, &agreed);
        Some(self.joining.weight(self.model.against(pattern), rarity))
    }

    fn explain(&mut self, row: &Row, place: u32) -> Option<Candidate> {
        let (pattern, agreed) = self.compared(row, place)?;
        let rarities = self.rareness.each(&self.counts, &agreed);
        let weight = self.weight(row, place)?;
        let prior = self.model.prior.first().copied().unwrap_or_default();
        let mut parts = Vec::new();
        let mut sum = prior;
        for (number, what) in Comparison::ALL.into_iter().enumerate().take(COMPARISONS) {
            let [weight, ..] = self.model.at(pattern, number);
            let of_this = rarities.iter().enumerate();
            let rarity =
                of_this.filter(|(field, _)| comparison(*field) == what).map(|(_, r)| r).sum();
            sum += weight + rarity;
            let name = level(pattern, number).checked_sub(1);
            if let Some(level) = name.and_then(|place| what.levels().get(place)) {
                parts.push(Part { comparison: what.code(), level, weight, rarity });
            }
        }
        let record = self.records.rows.get(place as usize)?.record;
        Some(Candidate { record, weight, prior, parts, relatives: weight - sum })
    }
}

#[cfg(test)]
mod tests {
    use super::super::batch::link;
    use super::super::tests_people::{people, texts};
    use super::*;

    /// Puts texts into records.
    fn records(texts: &[Vec<String>]) -> Records {
        let mut records = Records::default();
        for text in texts {
            records.push(&std::array::from_fn(|place| text[place].as_str()));
        }
        records
    }

    #[test]
    fn a_batch_and_the_index_give_one_weight_to_one_pair() {
        let texts = texts(&people(900, 5));
        let linked = link(&mut records(&texts), None, 1, &mut |_| {});
        let mut whole = Index::new(records(&texts), linked.model.clone());
        let half = texts.len() / 2;
        let mut grown = Index::new(records(&texts[..half]), linked.model.clone());
        for text in &texts[half..] {
            grown.insert(&std::array::from_fn(|place| text[place].as_str())).unwrap();
        }
        let mut compared = 0;
        for link in linked.links.iter().filter(|link| link.weight >= QUESTION_FROM) {
            let answer = whole.find_again(link.one).unwrap();
            assert_eq!(answer, grown.find_again(link.one).unwrap());
            if let Some(found) = answer.candidates.iter().find(|c| c.record == link.other) {
                let parts: i32 = found.parts.iter().map(|part| part.weight + part.rarity).sum();
                assert_eq!(found.weight, link.weight);
                assert_eq!(found.weight, found.prior + parts + found.relatives);
                compared += 1;
            } else {
                assert_eq!(answer.candidates.len(), CANDIDATES_MAX);
            }
        }
        assert!(compared > 300, "{compared}");
    }

    #[test]
    fn a_record_is_linked_asked_about_or_new() {
        let texts = texts(&people(900, 5));
        let model = link(&mut records(&texts), None, 1, &mut |_| {}).model;
        let mut index = Index::new(records(&texts), model);
        let answer = index.find(&index_text(&texts[7])).unwrap();
        assert_eq!(answer.verdict, Verdict::Link);
        let nobody: RecordText<'_> = std::array::from_fn(|_| "");
        assert_eq!(index.find(&nobody).unwrap().verdict, Verdict::New);
        assert!(index.find_again(1 << 30).is_none());
    }

    fn index_text(text: &[String]) -> RecordText<'_> {
        std::array::from_fn(|place| text[place].as_str())
    }
}
