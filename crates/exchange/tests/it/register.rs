//! Lines of a register become the messages that the courts would have sent.

use std::sync::LazyLock;

use bagyt_exchange::register::guide::Guide;
use bagyt_exchange::register::line::{Entry, House, LineFault, Reader};
use bagyt_exchange::register::lists::Lists;
use bagyt_exchange::register::mapping::{Mapping, Source};
use bagyt_exchange::register::twin::{Twin, Twins};
use bagyt_exchange::register::{Field, Line};
use jiff::civil::date;
use uuid::Uuid;

use crate::invented::{codes, limits};

static GUIDE: LazyLock<Guide> =
    LazyLock::new(|| Guide::parse(include_str!("../../../../imports/register.toml")).unwrap());
static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::of(codes()));

/// A sheet as an office keeps it, with the headings of its own.
const SHEET: [(&str, &str); 17] = [
    ("Ф.И.О.", "Зарылбек уулу Алмазбек"),
    ("Пол", "муж."),
    ("Дата рождения", "12 мая 1990 г."),
    ("ПИН", "21205199000017"),
    ("Гражданство", "zz"),
    ("Язык", "кыргызский"),
    ("Населённый пункт", "ZZ-P-03-013"),
    ("Суд", "ZZ-C-0303"),
    ("№ дела", "УД-118/25.03"),
    ("Дата приговора", "20.05.2025"),
    ("Вступил в силу", "45812"),
    ("Дата поступления", "10/6/25"),
    ("Статья УК", "ст. 101 ч. 2"),
    ("Вид наказания", "Ограничение свободы"),
    ("Срок наказания", "1 год 6 мес."),
    ("Инспектор", "Асанов"),
    ("Закреплено с", "11.06.2025"),
];

fn headings() -> Vec<String> {
    SHEET.iter().map(|(heading, _)| (*heading).to_owned()).collect()
}

fn read(cells: Vec<String>, mapping: &Mapping) -> Result<Entry, Vec<LineFault>> {
    let (guide, codes, lists) = (&*GUIDE, codes(), &*LISTS);
    let house = House { guide, codes, lists, limits: &limits, known_from: None };
    let reader = Reader::new(house, mapping, &headings());
    let now = "2025-06-13T08:00:00Z".parse().unwrap();
    reader.read(&Line { number: 2, cells }, Uuid::from_u128(7), now)
}

/// Changes cells by their headings, and compares the faults, each as `field code`.
#[track_caller]
fn check(changes: &[(&str, &str)], expected: &[&str]) {
    let cells = SHEET.map(|(heading, cell)| {
        let change = changes.iter().find(|(changed, _)| *changed == heading);
        change.map_or(cell, |(_, changed)| changed).to_owned()
    });
    let found = match read(cells.to_vec(), &Mapping::guess(&GUIDE, &headings())) {
        Ok(_) => Vec::new(),
        Err(faults) => faults
            .iter()
            .map(|one| format!("{} {}", one.field.map_or("", Field::code), one.fault.code))
            .collect(),
    };
    assert_eq!(found, expected);
}

#[test]
fn every_heading_of_the_guide_is_known_and_means_one_field() {
    for field in Field::ALL.iter().copied() {
        let guide = GUIDE.of(field).unwrap();
        for language in ["ru", "ky", "kk", "en"] {
            assert_eq!(GUIDE.field_of(guide.heading.in_language(language)), Some(field));
        }
    }
    assert!(GUIDE.is_example(&[String::new(), "Пример (удалите строку)".to_owned()]));
    assert!(!GUIDE.is_example(&["Асанов".to_owned()]));
}

#[test]
fn a_sheet_with_headings_of_its_own_is_read_as_it_is() {
    let mapping = Mapping::guess(&GUIDE, &headings());
    assert_eq!(mapping.missing(&GUIDE), []);
    let cells = SHEET.map(|(_, cell)| cell.to_owned()).to_vec();
    let entry = read(cells, &mapping).unwrap();
    let sentence = &entry.sentence;
    assert_eq!(sentence.subject.names.surname, "Зарылбек уулу");
    assert_eq!(sentence.subject.birth_on, Some(date(1990, 5, 12)));
    assert_eq!(sentence.subject.language, "ky");
    assert_eq!((sentence.in_force_on, entry.received_on), (date(2025, 6, 4), date(2025, 6, 10)));
    assert_eq!(
        (sentence.articles.as_slice(), &*sentence.measure),
        (&["101(2)".to_owned()][..], "restriction_of_liberty")
    );
    assert_eq!((sentence.term.years, sentence.term.months), (1, 6));
    assert_eq!(entry.office.0, "ZZ-03-05");
    assert_eq!((entry.officer.as_str(), entry.allocated_on), ("Асанов", Some(date(2025, 6, 11))));
    let again = SHEET.map(|(_, cell)| cell.to_owned()).to_vec();
    assert_eq!(read(again, &mapping).unwrap().bytes, entry.bytes, "the same line, the same bytes");
}

#[test]
fn every_fault_of_a_line_is_named_at_its_column() {
    check(&[], &[]);
    check(&[("Дата рождения", "12.05.90")], &["birth_on register-short-year"]);
    check(&[("Дата рождения", "май")], &["birth_on field-no-date"]);
    check(&[("ПИН", "21332199000017")], &["national_no national-no-birth-date"]);
    check(&[("Суд", "Суд Нигде")], &["court field-unknown-code"]);
    check(&[("Статья УК", "ст. 101")], &["articles register-several-meanings"]);
    check(&[("Срок наказания", "полтора года")], &["term register-no-term"]);
    check(&[("Срок наказания", "")], &["term field-missing"]);
    check(&[("Срок наказания", "1 месяц")], &["term term-too-short"]);
    check(&[("Дата поступления", "")], &["received_on field-missing"]);
    check(&[("Дата поступления", "14.06.2025")], &["received_on field-not-yet"]);
    check(
        &[("Ф.И.О.", "Асанов"), ("Вид наказания", "порка"), ("Дата приговора", "30.02.2025")],
        &["given_name field-missing", "passed_on field-no-date", "measure field-unknown-code"],
    );
}

#[test]
fn a_day_of_allocation_lies_between_the_receipt_and_today_and_has_an_officer() {
    let of = |day| check(&[("Закреплено с", day)], &[]);
    of("10.06.2025");
    of("13.06.2025");
    of("");
    let since = |day, fault| check(&[("Закреплено с", day)], &[fault]);
    since("09.06.2025", "allocated_on register-allocated-before-receipt");
    since("14.06.2025", "allocated_on field-not-yet");
    since("давно", "allocated_on field-no-date");
    check(&[("Инспектор", "")], &["allocated_on register-allocated-to-nobody"]);
    check(&[("Инспектор", ""), ("Закреплено с", "")], &[]);
}

#[test]
fn what_a_national_number_says_need_not_be_written() {
    check(&[("Пол", ""), ("Дата рождения", "")], &[]);
    check(&[("Дата рождения", ""), ("ПИН", "")], &["birth_on field-missing"]);
}

#[test]
fn a_value_for_all_lines_stands_in_the_place_of_a_column() {
    let mut mapping = Mapping::guess(&GUIDE, &headings());
    mapping.sources.insert(Field::Citizenship, Source::Value("Россия".to_owned()));
    mapping.sources.insert(Field::Office, Source::Value("ZZ-01-01".to_owned()));
    let cells = SHEET.map(|(_, cell)| cell.to_owned()).to_vec();
    let faults = read(cells.clone(), &mapping).unwrap_err();
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!((fault.field, fault.fault.code), (Some(Field::Office), "register-another-office"));
    mapping.sources.remove(&Field::Office);
    assert_eq!(read(cells, &mapping).unwrap().sentence.subject.citizenship, "RU");
    assert_eq!(Mapping::parse(&mapping.written()).unwrap(), mapping);
    mapping.sources.remove(&Field::Court);
    assert_eq!(mapping.missing(&GUIDE), [Field::Court]);
}

#[test]
fn lines_of_one_file_are_held_against_each_other() {
    let mapping = Mapping::guess(&GUIDE, &headings());
    let of = |changes: &[(&str, &str)]| {
        let cells = SHEET.map(|(heading, cell)| {
            let change = changes.iter().find(|(changed, _)| *changed == heading);
            change.map_or(cell, |(_, changed)| changed).to_owned()
        });
        read(cells.to_vec(), &mapping).unwrap().sentence
    };
    let mut twins = Twins::default();
    assert_eq!(twins.add(2, &of(&[]), "one"), Twin::None);
    assert_eq!(twins.add(3, &of(&[]), "one"), Twin::SameAct(2));
    assert_eq!(twins.add(4, &of(&[("№ дела", "УД-2")]), "two"), Twin::None);
    let alike = of(&[("№ дела", "УД-3"), ("ПИН", "")]);
    assert_eq!(twins.add(5, &alike, "three"), Twin::Perhaps(2));
    let other =
        [("Ф.И.О.", "Ким Ирина"), ("Пол", "ж"), ("ПИН", ""), ("Дата рождения", "01.02.1980")];
    assert_eq!(twins.add(6, &of(&other), "four"), Twin::None);
}
