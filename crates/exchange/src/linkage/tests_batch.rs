//! What linking a register holds to, whatever the register.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::Records;
use super::batch::{Linked, link};
use super::column::{COLUMNS, Column, RecordText};
use super::exact::mix;
use super::tests_people::{Invented, people, texts};

fn records(texts: &[Vec<String>]) -> Records {
    let mut records = Records::default();
    for text in texts {
        let text: RecordText<'_> = std::array::from_fn(|place| text[place].as_str());
        records.push(&text).unwrap();
    }
    records
}

fn linked(texts: &[Vec<String>], threads: usize) -> Linked {
    link(&mut records(texts), None, threads, &mut |_| {})
}

/// Returns the clusters as sets of the records' places before they were put into `order`.
fn clusters(linked: &Linked, order: &[usize]) -> BTreeSet<BTreeSet<usize>> {
    let mut clusters: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (record, first) in linked.clusters.of_record.iter().enumerate() {
        clusters.entry(*first).or_default().insert(order[record]);
    }
    clusters.into_values().collect()
}

fn shuffled(size: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by_key(|place| mix(seed, *place as u64));
    order
}

/// Returns precision and recall of the links, in thousandths.
fn quality(people: &[Invented], linked: &Linked) -> (usize, usize) {
    let threshold = linked.model.threshold;
    let links = linked.links.iter().filter(|link| link.weight >= threshold);
    let person = |record: u32| people[record as usize].0;
    let right = links.clone().filter(|link| person(link.one) == person(link.other)).count();
    (right * 1000 / links.count().max(1), right * 1000 / (people.len() / 2))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn order_threads_and_own_names_change_no_cluster(seed in 0_u64..1000, threads in 1_usize..6) {
        let texts = texts(&people(300, seed));
        let plain: Vec<usize> = (0..texts.len()).collect();
        let expected = linked(&texts, 1);
        let order = shuffled(texts.len(), seed);
        let mut other: Vec<Vec<String>> =
            order.iter().map(|place| texts[*place].clone()).collect();
        for (number, text) in other.iter_mut().enumerate() {
            text[Column::RecordId.place()] = format!("{:x}", mix(seed, number as u64));
        }
        let found = linked(&other, threads);
        prop_assert_eq!(clusters(&found, &order), clusters(&expected, &plain));
        prop_assert_eq!(found.model.fingerprint(), expected.model.fingerprint());
        prop_assert_eq!(found.pairs, expected.pairs);
    }
}

#[test]
fn records_of_one_person_are_found_in_invented_people() {
    let people = people(2000, 3);
    let (precision, recall) = quality(&people, &linked(&texts(&people), 2));
    assert!(precision >= 990 && recall >= 970, "{precision} {recall}");
}

#[test]
fn each_pair_is_compared_once() {
    let linked = linked(&texts(&people(2000, 4)), 3);
    let pairs: BTreeSet<(u32, u32)> = linked.links.iter().map(|l| (l.one, l.other)).collect();
    assert_eq!(pairs.len(), linked.links.len());
    assert!(linked.links.iter().all(|link| link.one < link.other));
}

#[test]
fn a_register_without_duplicates_is_left_as_it_is() {
    let people: Vec<Invented> = people(1200, 8).into_iter().step_by(2).collect();
    let linked = linked(&texts(&people), 2);
    let joined = linked.clusters.of_record.iter().enumerate();
    let joined = joined.filter(|(record, first)| *record != **first as usize).count();
    assert!(joined <= 2, "{joined}");
}

#[test]
fn nothing_one_and_three_records_are_linked_too() {
    assert_eq!(linked(&[], 4).pairs, 0);
    let people = people(4, 1);
    let texts = texts(&people);
    assert_eq!(linked(&texts[..1], 4).clusters.of_record, [0]);
    assert_eq!(linked(&texts[..3], 4).clusters.of_record, [0, 0, 2]);
}

#[test]
fn columns_may_be_missing_or_the_same_everywhere() {
    let people = people(1000, 6);
    for missing in [Column::PersonalNo, Column::Patronymic, Column::Settlement, Column::Sex] {
        let mut texts = texts(&people);
        for text in &mut texts {
            text[missing.place()].clear();
            text[Column::Country.place()] = "KG".to_owned();
        }
        let (precision, recall) = quality(&people, &linked(&texts, 2));
        assert!(precision >= 960 && recall >= 900, "{missing:?}: {precision} {recall}");
    }
}

#[test]
fn ten_thousand_equal_names_stay_within_bounds_and_are_told() {
    let name = |number: usize| {
        let mut text = vec![String::new(); COLUMNS];
        text[Column::RecordId.place()] = number.to_string();
        text[Column::Surname.place()] = "Иванов".to_owned();
        text[Column::GivenName.place()] = "Иван".to_owned();
        text[Column::Patronymic.place()] = "Иванович".to_owned();
        text
    };
    let texts: Vec<Vec<String>> = (0..10_000).map(name).collect();
    let linked = linked(&texts, 2);
    assert!(linked.pairs <= 50_000, "{}", linked.pairs);
    assert!(linked.refined.iter().any(|refined| refined.largest == 10_000));
    // Equal names alone make nobody the same person.
    assert!(
        linked.clusters.of_record.iter().enumerate().all(|(one, first)| one == *first as usize)
    );
}

#[test]
fn hostile_values_are_taken_without_harm() {
    let odd = ["\u{0}", "'; --", "\u{202e}", "𝔄𝔅", "уулу уулу уулу", "....", "٣٤٥", "-1", "1e99"];
    let mut texts = Vec::new();
    for (number, value) in odd.iter().cycle().take(90).enumerate() {
        let mut text = vec![(*value).to_owned(); COLUMNS];
        text[Column::RecordId.place()] = number.to_string();
        text[number % COLUMNS] = "я".repeat(1 << 12);
        texts.push(text);
    }
    let linked = linked(&texts, 2);
    assert_eq!(linked.clusters.of_record.len(), 90);
}
