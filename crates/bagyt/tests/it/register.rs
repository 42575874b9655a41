//! A register is brought in by a program that is killed again and again.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::cluster::Place;
use crate::server::{BAGYT, Server, in_directory, run};

/// Lines of the register; a faulty one stands among them.
const LINES: usize = 240;

/// How often the program is killed at most.
const KILLS: usize = 16;

/// How long the program lives at first, in milliseconds; longer by half after each life in which it
/// took nothing, so that a slow machine meets a line on its way too.
const LIFE: u64 = 300;

const HEADINGS: &str = "Фамилия;Имя;Пол;Дата рождения;ПИН;Гражданство;Язык;Населённый пункт;Суд;\
    № дела;Дата приговора;Вступил в силу;Дата поступления;Статья УК;Вид наказания;Срок наказания";

fn line(number: usize) -> String {
    let letter = |shift: u32| ["а", "б", "в", "г", "д", "е", "и", "к"][(number >> shift) & 7];
    let name: String = (0..5).map(|place| letter(3 * place)).collect();
    let (day, month, year) = (1 + number % 28, 1 + number / 28 % 12, 1960 + number / 336 % 40);
    let article = if number == 100 { "999" } else { "ст. 101 ч. 2" };
    format!(
        "Т{name}ов;Б{name};м;{day:02}.{month:02}.{year};2{day:02}{month:02}{year}{number:05};zz;ky;\
         ZZ-P-03-013;ZZ-C-0303;УД-{number};20.05.2025;04.06.2025;10.06.2025;{article};\
         Ограничение свободы;1 год 6 мес."
    )
}

/// Takes the register in until the program is killed; says whether it had ended by itself.
fn killed_after(place: &[&str], sheet: &str, life: u64) -> bool {
    let mut command = Command::new(BAGYT);
    command.args(place).args(["register", "import", sheet]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(life));
    let has_ended = child.try_wait().unwrap().is_some();
    let _ = child.kill();
    child.wait().unwrap();
    has_ended
}

/// The numbers of the cases that the journal opens, with how often, and the lines that came.
fn journal(place: &[&str]) -> (BTreeMap<String, u32>, BTreeMap<u64, u32>) {
    let (mut cases, mut lines) = (BTreeMap::new(), BTreeMap::new());
    for line in run(place, &["journal", "export"]).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (kind, payload) = (&line["entry"]["kind"], &line["entry"]["payload"]);
        if kind == "casework.case.opened" {
            let number = payload["number"].as_str().unwrap().to_owned();
            *cases.entry(number).or_insert(0) += 1;
        }
        if let Some(line) = payload["register_line"].as_u64() {
            *lines.entry(line).or_insert(0) += 1;
        }
    }
    (cases, lines)
}

fn brought_in_through_kills(place: &[&str]) {
    Server::start(place).kill();
    let folder = TempDir::new().unwrap();
    let sheet = folder.path().join("register.csv");
    let text: String = (1..=LINES).map(|number| format!("{}\n", line(number))).collect();
    fs::write(&sheet, format!("{HEADINGS}\n{text}")).unwrap();
    let sheet = sheet.to_str().unwrap();
    let looked = run(place, &["register", "check", sheet]);
    assert!(looked.contains(&format!("{} would be taken", LINES - 1)), "{looked}");
    assert_eq!(journal(place).0.len(), 0, "looking writes nothing");
    let (mut cut, mut taken, mut life) = (0, 0, LIFE);
    for _ in 0..KILLS {
        let has_ended = killed_after(place, sheet, life);
        let before = taken;
        taken = journal(place).0.len();
        if has_ended || taken == LINES - 1 {
            break;
        }
        if before < taken {
            cut += 1;
        } else {
            life += life / 2;
        }
    }
    let told = run(place, &["register", "import", sheet]);
    assert!(told.contains("line 101: Column “Статья УК”"), "{told}");
    assert!(told.contains(&format!("{} taken", LINES - 1)), "{told}");
    let (cases, lines) = journal(place);
    assert_eq!((cases.len(), lines.len()), (LINES - 1, LINES - 1), "nothing is lost");
    assert!(cases.values().chain(lines.values()).all(|count| *count == 1), "nothing is doubled");
    assert!(cut > 0, "no kill met a line on its way; the lives are too short or too long");
    assert!(run(place, &["verify"]).contains("are as they were written"));
    run(place, &["rebuild", "--check"]);
}

#[test]
fn a_register_is_brought_in_once_through_kills_on_sqlite() {
    let directory = TempDir::new().unwrap();
    let place = in_directory(directory.path());
    brought_in_through_kills(&place.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_register_is_brought_in_once_through_kills_on_postgresql() {
    let (directory, database) = (TempDir::new().unwrap(), Place::postgresql());
    let mut place = in_directory(directory.path());
    place.extend(["--database".to_owned(), database.to_give()]);
    brought_in_through_kills(&place.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn the_template_is_written_and_its_example_is_no_line() {
    let (directory, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let place = in_directory(directory.path());
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    Server::start(&place).kill();
    for language in ["ru", "ky", "kk", "en"] {
        let template = folder.path().join(format!("{language}.xlsx"));
        let template = template.to_str().unwrap();
        run(&place, &["register", "template", "--language", language, template]);
        let command = ["register", "map", template];
        let output = Command::new(BAGYT).args(&place).args(command).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains("no lines below its headings"), "{told}");
    }
}
