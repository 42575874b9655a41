//! What the command line says to flags and files that it cannot use, and that nothing is half done.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::server::{BAGYT, Server, in_directory, run};
use crate::service::JUDGMENT;

const TABLE: &str = include_str!("bad_flags.txt");
const MAP: &str = include_str!("../../../../imports/rossi.toml");
const HEADER: &str = "week,arrest,fin,age,race,wexp,mar,paro,prio\n";

/// Makes the files that the table names.
fn files(folder: &Path) {
    let edited = |from: &str, to: &str| JUDGMENT.replacen(from, to, 1).into_bytes();
    let line = |line: &str| format!("{HEADER}{line}\n").into_bytes();
    let right = edited("000000000001", "000000000002");
    let other = String::from_utf8(right.clone()).unwrap().replace("04:30:00", "04:31:00");
    let padding = format!("\"padding\": \"{}\", \"message\"", "a".repeat(20 << 20));
    let files: BTreeMap<&str, Vec<u8>> = BTreeMap::from([
        ("latin.toml", b"law = \"\xe9\"".to_vec()),
        ("not.toml", b"law".to_vec()),
        ("unknown.toml", b"colour = \"red\"".to_vec()),
        ("rossi.toml", MAP.as_bytes().to_vec()),
        ("latin.json", b"\"\xe9\"".to_vec()),
        ("not.json", b"<judgment/>".to_vec()),
        ("version.json", edited("\"version\": 1", "\"version\": 9")),
        ("code.json", edited("restriction_of_liberty", "exile")),
        ("field.json", edited("\"case_number\": \"УД-118/25.03\",", "")),
        ("date.json", edited("2025-05-20", "2025-02-30")),
        ("birth.json", edited("1990-05-12", "2025-05-21")),
        ("negative.json", edited("\"years\": 1", "\"years\": -1")),
        ("long.json", edited("\"years\": 1", "\"years\": 60")),
        ("large.json", edited("\"message\"", &padding)),
        ("right.json", right),
        ("other.json", other.into_bytes()),
        ("rossi.csv", line("20,1,0,27,1,0,0,1,3")),
        ("column.csv", b"week,fin\n20,1\n".to_vec()),
        ("latin.csv", [HEADER.as_bytes(), b"20,1,\xe9,27,1,0,0,1,3\n"].concat()),
        ("negative.csv", line("-20,1,0,27,1,0,0,1,3")),
        ("late.csv", line("9999,1,0,27,1,0,0,1,3")),
        ("code.csv", line("20,7,0,27,1,0,0,1,3")),
        ("short.csv", line("20,1")),
        ("empty.csv", Vec::new()),
        ("twice.csv", b"rec_id,surname\na,x\na,y\n".to_vec()),
        ("nameless.csv", b"rec_id,surname\n,x\n".to_vec()),
        ("columns.csv", b"rec_id,surname,last_name\n1,x,y\n".to_vec()),
        ("columns.toml", b"[columns]\nname = \"colour\"".to_vec()),
    ]);
    for (number, (name, mut bytes)) in files.into_iter().enumerate() {
        if let Ok(text) = std::str::from_utf8(&bytes) {
            // Each message has an identifier of its own.
            let own = format!("8000-{:012x}", number + 16);
            bytes = text.replace("8000-000000000001", &own).into_bytes();
        }
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}

/// Runs a line of the table; returns what is wrong with what is said.
fn check(place: &[&str], folder: &Path, line: &str) -> Option<String> {
    let (arguments, said) = line.split_once(" | ").unwrap();
    let arguments = arguments.replace('{', &format!("{}/", folder.display())).replace('}', "");
    let arguments: Vec<&str> = arguments.split(' ').collect();
    // A place that a line names itself comes last and wins.
    let own = arguments.contains(&"--data");
    let mut command = Command::new(BAGYT);
    command.args(if own { &[] } else { place }).args(&arguments);
    let output = command.output().unwrap();
    let mut told = String::from_utf8_lossy(&output.stdout).into_owned();
    told.push_str(&String::from_utf8_lossy(&output.stderr));
    let is_said = told.contains(said) && !told.contains("panicked");
    (output.status.success() || !is_said).then(|| format!("{line}\n  says: {}", told.trim()))
}

#[test]
fn every_bad_flag_and_file_is_answered_as_the_reviewed_table_says() {
    let (directory, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    files(folder.path());
    let place = in_directory(directory.path());
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    Server::start(&place).kill();
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let wrong: Vec<String> = lines.filter_map(|line| check(&place, folder.path(), line)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!folder.path().join("new").exists(), "a record was begun that nobody asked for");
    run(&place, &["verify"]);
    run(&place, &["rebuild", "--check"]);
}
