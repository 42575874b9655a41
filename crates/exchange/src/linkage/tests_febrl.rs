//! The usual small yardstick of record linkage, at the threshold that is chosen without its
//! answers; `tests/data/README.md` says whose the data are.

use std::collections::BTreeMap;

use super::Records;
use super::batch::{Linked, link};
use super::column::{COLUMNS, Column, RecordText};

const DATASET_3: &str = include_str!("../../../../tests/data/febrl/dataset3.csv");
const DATASET_4A: &str = include_str!("../../../../tests/data/febrl/dataset4a.csv");
const DATASET_4B: &str = include_str!("../../../../tests/data/febrl/dataset4b.csv");

/// Returns the F1 of the links in millionths.
fn f1(files: &[&str]) -> (u64, Linked) {
    let mut records = Records::default();
    let mut persons: Vec<String> = Vec::new();
    for file in files {
        let mut lines = file.lines();
        let headings = lines.next().unwrap().split(',').map(Column::of_heading);
        let columns: Vec<Option<Column>> = headings.collect();
        for line in lines.filter(|line| !line.is_empty()) {
            let mut text: RecordText<'_> = [""; COLUMNS];
            for (column, value) in columns.iter().zip(line.split(',')) {
                text[column.unwrap().place()] = value.trim();
            }
            let id = std::mem::take(&mut text[Column::RecordId.place()]);
            persons.push(id.split('-').nth(1).unwrap().to_owned());
            records.push(&text).unwrap();
        }
    }
    let linked = link(&mut records, None, 2, &mut |_| {});
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for person in &persons {
        *sizes.entry(person).or_default() += 1;
    }
    let same: u64 = sizes.values().map(|size| size * (size - 1) / 2).sum();
    let links = linked.links.iter().filter(|link| link.weight >= linked.model.threshold);
    let right =
        |link: &&super::batch::Link| persons[link.one as usize] == persons[link.other as usize];
    let (found, right) = (links.clone().count() as u64, links.filter(right).count() as u64);
    (2_000_000 * right / (found + same), linked)
}

#[test]
fn the_third_set_is_linked_with_an_f1_of_995_thousandths_and_more() {
    let (f1, _) = f1(&[DATASET_3]);
    assert!(f1 >= 995_000, "{f1}");
}

#[test]
fn the_fourth_set_is_linked_with_an_f1_of_9995_ten_thousandths_and_more() {
    let (f1, linked) = f1(&[DATASET_4A, DATASET_4B]);
    assert!(f1 >= 999_500, "{f1}");
    assert!(linked.clusters.reviews.is_empty());
}
