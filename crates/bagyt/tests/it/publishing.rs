//! Tables are published by a command that can be tried before, and by starting the server.

use std::path::Path;

use bagyt_app::law::Country;
use bagyt_app::table_set::{Table, TableSet};
use bagyt_store::Location;
use tempfile::TempDir;

use crate::server::{Server, in_directory, run};
use crate::service::{JUDGMENT, MASTER_KEY, Service};

/// A record that a program left whose law had five days where this one has ten.
fn record(directory: &Path) {
    std::fs::write(directory.join("installation.toml"), "law = \"zz\"\ncomplete = true\n").unwrap();
    std::fs::write(directory.join("master.key"), MASTER_KEY).unwrap();
    let own = TableSet::of_program(Country::Zz).unwrap();
    let name = "law/zz/supervision";
    let text = own.find(name).unwrap().text.clone();
    let (before, after) = text.split_at(text.find("code = \"first_interview\"").unwrap());
    let text = format!("{before}{}", after.replacen("\"P10D\"", "\"P5D\"", 1));
    let location = Location::Sqlite { path: directory.to_owned() };
    let service = Service::carrying(&location, own.with(Table::new(name, text)));
    service.app.publish_tables(&|_, _| {}).unwrap();
    service.at("2025-06-12", 10);
    service.app.receive_message(None, JUDGMENT.into()).unwrap();
}

#[test]
fn a_lawyer_looks_at_what_a_publication_changes_before_it_is_made() {
    let directory = TempDir::new().unwrap();
    record(directory.path());
    let place = in_directory(directory.path());
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    let entries = || run(&place, &["journal", "export"]).lines().count();
    let before = entries();
    let looked = run(&place, &["law", "publish", "--dry-run"]);
    let lines: Vec<&str> = looked.lines().collect();
    assert_eq!(lines[0], "1 table to be published:");
    assert_eq!(lines[1], "  law/zz/supervision: another edition");
    let counted =
        "1 clock of 1 case changed, 1 of them open: 1 with another due moment, 0 new, 0 gone";
    assert_eq!(lines[2], counted);
    let moved = "row `first_interview`, open: by 2025-06-19 23:59 → by 2025-06-26 23:59";
    assert!(lines[3].ends_with(moved), "{looked}");
    run(&place, &["verify"]);
    run(&place, &["rebuild"]);
    run(&place, &["rebuild", "--check"]);
    assert_eq!(run(&place, &["law", "publish", "--dry-run"]), looked);
    assert_eq!(entries(), before);

    let published = run(&place, &["law", "publish"]);
    let first = format!("1 table published at position {}:", before + 1);
    assert_eq!(published.lines().next(), Some(first.as_str()));
    assert_eq!(published.lines().skip(1).collect::<Vec<_>>(), lines[1..]);
    run(&place, &["rebuild", "--check"]);
    assert!(run(&place, &["law", "publish"]).contains("there is nothing to publish"));
    assert_eq!(entries(), before + 1);
}

#[test]
fn a_server_publishes_what_its_program_carries_when_it_starts() {
    let directory = TempDir::new().unwrap();
    record(directory.path());
    let place = in_directory(directory.path());
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    let before = run(&place, &["journal", "export"]).lines().count();
    Server::start(&place).kill();
    assert_eq!(run(&place, &["journal", "export"]).lines().count(), before + 1);
    run(&place, &["rebuild", "--check"]);
    assert!(run(&place, &["law", "publish", "--dry-run"]).contains("there is nothing to publish"));
}
