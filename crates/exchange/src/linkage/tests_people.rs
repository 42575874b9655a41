//! Invented people for the tests of linking: two records of each, the second with a slip.

use super::column::{COLUMNS, Column};
use super::exact::mix;

/// An invented record: the person, and the values by column.
pub(super) type Invented = (u32, Vec<(Column, String)>);

const SURNAMES: [&str; 12] = [
    "Асанов",
    "Бакытов",
    "Жумабеков",
    "Ибраимов",
    "Иванов",
    "Петров",
    "Сыдыков",
    "Токтогулов",
    "Қасымов",
    "Нұрланов",
    "Эргешов",
    "Каримов",
];
const GIVEN: [&str; 14] = [
    "Нурлан",
    "Бакыт",
    "Азамат",
    "Эрлан",
    "Улан",
    "Талант",
    "Кубат",
    "Сергей",
    "Андрей",
    "Дмитрий",
    "Қанат",
    "Ерлан",
    "Жасур",
    "Шерзод",
];

/// Invents `count` records from a seed; the same seed gives the same records.
pub(super) fn people(count: u32, seed: u64) -> Vec<Invented> {
    let mut made = Vec::new();
    for person in 0..count / 2 {
        let pick = |what: u64, of: u64| mix(mix(seed, u64::from(person)), what) % of;
        let name =
            |list: &[&str], what: u64| list[pick(what, list.len() as u64) as usize].to_owned();
        let (year, month, day) = (1950 + pick(4, 55), 1 + pick(5, 12), 1 + pick(6, 28));
        let birth = format!("{year}-{month:02}-{day:02}");
        let number = format!("2{day:02}{month:02}{year}{:05}", pick(7, 100_000));
        let whole = vec![
            (Column::Surname, name(&SURNAMES, 1)),
            (Column::GivenName, name(&GIVEN, 2)),
            (Column::Patronymic, format!("{}ович", name(&GIVEN, 3))),
            (Column::BirthDate, birth),
            (Column::PersonalNo, number),
            (Column::Settlement, format!("Село-{}", pick(8, 40))),
            (Column::Sex, "m".to_owned()),
        ];
        let mut second = whole.clone();
        match pick(9, 5) {
            0 => second[0].1.push('а'),
            1 => second[3].1 = format!("{year}-01-01"),
            2 => drop(second.remove(4)),
            3 => second[1].1 = second[1].1.chars().take(1).collect(),
            _ => drop(second.remove(2)),
        }
        made.extend([(person, whole), (person, second)]);
    }
    made
}

/// Returns the values of records by the place of their columns.
pub(super) fn texts(people: &[Invented]) -> Vec<Vec<String>> {
    let text = |(number, (_, values)): (usize, &Invented)| {
        let mut text = vec![String::new(); COLUMNS];
        text[Column::RecordId.place()] = format!("r{number}");
        for (column, value) in values {
            text[column.place()].clone_from(value);
        }
        text
    };
    people.iter().enumerate().map(text).collect()
}
