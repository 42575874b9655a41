//! `bagyt link` on files, as somebody who keeps registers runs it.

use std::path::Path;

use tempfile::TempDir;

use crate::server::run;

const ONE: &str = "rec_id,agency,surname,given_name,patronymic,dob,personal_no,colour\n\
    a1,police,Жумабеков,Асан,Бакытович,1990-05-12,21205199000017,red\n\
    a2,police,Ибраимова,Айгүл,Эмиловна,1985-11-02,10211198500023,\n";
const OTHER: &str = "rec_id;Фамилия;given_name;patronymic;dob;personal_no\n\
    b1;Jumabekov;Asan;Bakyt uulu;12.05.1990;21205199000017\n\
    b2;Петров;Иван;Олегович;1970-01-31;23101197000031\n";
const MAPPING: &str = "[columns]\n\"Фамилия\" = \"surname\"\n";

/// Writes a file into a folder and returns its path.
fn file(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn two_registers_are_linked_and_the_model_that_was_written_gives_the_same() {
    let folder = TempDir::new().unwrap();
    let one = file(folder.path(), "one.csv", ONE.as_bytes());
    let other = file(folder.path(), "other.csv", OTHER.as_bytes());
    let map = file(folder.path(), "map.toml", MAPPING.as_bytes());
    let out = folder.path().join("out");
    let again = folder.path().join("again");
    let (out_text, again_text) = (out.to_str().unwrap(), again.to_str().unwrap());
    let told = run(&[], &["link", &one, &other, "--map", &map, "--out", out_text]);
    assert!(told.starts_with("4 records, "), "{told}");
    let clusters = "rec_id,cluster_id\na1,a1\na2,a2\nb1,a1\nb2,b2\n";
    assert_eq!(read(&out, "clusters.csv"), clusters);
    let links = read(&out, "links.csv");
    assert!(links.starts_with("rec_id_a,rec_id_b,weight\na1,b1,"), "{links}");
    assert_eq!(links.lines().count(), 2);
    let report: serde_json::Value = serde_json::from_str(&read(&out, "report.json")).unwrap();
    assert_eq!(report["records"], 4);
    assert_eq!(report["columns_passed_over"], serde_json::json!(["colour"]));
    let model = out.join("model.json");
    let model = model.to_str().unwrap();
    let command = ["link", &one, &other, "--map", &map, "--out", again_text];
    run(&[], &[&command[..], &["--model", model, "--threads", "3"]].concat());
    assert_eq!(read(&again, "links.csv"), links);
    assert_eq!(read(&again, "model.json"), read(&out, "model.json"));
}

#[test]
fn values_that_cannot_be_read_are_counted_and_lose_no_record() {
    let folder = TempDir::new().unwrap();
    let mut bytes = b"rec_id,surname,dob,sex\nx,\xff\xfe\xe9,soon,?\ny,".to_vec();
    bytes.extend("я".repeat(1 << 19).bytes());
    bytes.extend(b",1990-05-12,m\nz\n");
    let odd = file(folder.path(), "odd.csv", &bytes);
    let out = folder.path().join("out");
    run(&[], &["link", &odd, "--out", out.to_str().unwrap()]);
    assert_eq!(read(&out, "clusters.csv").lines().count(), 4);
    let report: serde_json::Value = serde_json::from_str(&read(&out, "report.json")).unwrap();
    let odd: Vec<&str> =
        report["oddities"].as_array().unwrap().iter().filter_map(|o| o["what"].as_str()).collect();
    let expected = ["value-cut-off", "birth-date-unreadable", "sex-unreadable", "value-not-utf8"];
    assert_eq!(odd, expected);
}
