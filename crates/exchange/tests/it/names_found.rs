//! Names that a search finds, and names that it does not: `names_found.txt`, line by line, with
//! the tokens as they are kept and as they are asked for.

use bagyt_core::identity::PersonId;
use bagyt_core::view::Cell;
use bagyt_exchange::name::{asked_tokens, weigh};
use bagyt_exchange::person::{Names, Person};
use bagyt_exchange::view::{PERSON_VIEW, PersonTables, PostingKey, SortKeys};
use bagyt_exchange::view::{former_names, person_tokens, person_views};
use uuid::Uuid;

const LINES: &str = include_str!("names_found.txt");

fn names(surname: &str, given_name: &str, patronymic: &str) -> Names {
    let patronymic = Some(patronymic.to_owned()).filter(|patronymic| !patronymic.is_empty());
    Names { surname: surname.to_owned(), given_name: given_name.to_owned(), patronymic }
}

/// How a person is found, as the first column says it.
fn found(question: &str, person: &Person) -> String {
    let kept = person_tokens(person);
    let asked = asked_tokens(question);
    let is_proposed =
        !asked.is_empty() && asked.iter().all(|word| word.iter().any(|token| kept.contains(token)));
    let names: Vec<Names> = person.names.iter().chain(&person.former_names).cloned().collect();
    let hit = weigh(question, &names).filter(|_| is_proposed);
    hit.map_or("no".to_owned(), |hit| {
        let former = if hit.which > 0 { " former" } else { "" };
        format!("{}{former}", hit.spelling.code())
    })
}

#[test]
fn names_are_found_in_every_spelling_of_the_table_and_no_others() {
    let lines = LINES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut wrong, mut counted) = (Vec::new(), 0);
    for line in lines {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [expected, question, surname, given, patronymic, former @ ..] = columns.as_slice()
        else {
            panic!("{line}")
        };
        let former = former.iter().flat_map(|names| names.split(';')).filter_map(|line| {
            let mut words = line.split_whitespace();
            let (surname, given) = (words.next()?, words.next()?);
            Some(names(surname, given, words.next().unwrap_or_default()))
        });
        let person = Person {
            names: Some(names(surname, given, patronymic)),
            former_names: former.collect(),
            ..Person::default()
        };
        let outcome = found(question, &person);
        if outcome != *expected {
            wrong.push(format!("{outcome} instead of: {line}"));
        }
        counted += 1;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(counted >= 70, "{counted} lines");
}

#[test]
fn former_names_are_read_as_they_were_kept() {
    let person = Person {
        names: Some(names("Асанов", "Бакыт", "")),
        sex: Some(bagyt_exchange::fact::Sex::Male),
        former_names: vec![names("Асан уулу", "Бакыт", ""), names("Усенов", "Б", "Асанович")],
        ..Person::default()
    };
    let key = PostingKey::new(&[7; 32]);
    let tables = PersonTables { posting_key: &key, sort_keys: &|_| SortKeys::default() };
    let views = person_views(PersonId(Uuid::from_u128(1)), &person, &tables);
    let rows = &views.iter().find(|rows| rows.table == &PERSON_VIEW).unwrap().rows;
    let Some(Cell::Text(lines)) = rows[0].last() else { panic!() };
    assert_eq!(former_names(lines), person.former_names);
}
