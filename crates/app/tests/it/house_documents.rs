//! What the documents of the house name exists: tests, files, folders and records.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ARCHITECTURE: &str = include_str!("../../../../ARCHITECTURE.md");
const CONTRIBUTING: &str = include_str!("../../../../CONTRIBUTING.md");
const DECISIONS: &str = include_str!("../../../../docs/decisions/README.md");

/// The least number of words in the name of a test; a name of fewer is a function or a table.
const WORDS_LEAST: usize = 4;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns what stands between back quotes in a text, outside of its blocks of code.
fn quoted(text: &str) -> BTreeSet<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

/// Collects the names of all functions in the sources under a folder.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(path).unwrap();
            let names = text.split("fn ").skip(1).filter_map(|rest| rest.split('(').next());
            found.extend(names.map(str::to_owned));
        }
    }
}

#[test]
fn every_test_that_the_architecture_names_exists() {
    let mut known = BTreeSet::new();
    functions(&root().join("crates"), &mut known);
    let is_word = |name: &&str| {
        name.chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '_' || letter.is_ascii_digit())
    };
    let named = quoted(ARCHITECTURE);
    let named: Vec<&str> = named
        .into_iter()
        .filter(is_word)
        .filter(|name| name.split('_').count() >= WORDS_LEAST)
        .collect();
    assert!(named.len() > 40, "{named:?}");
    let missing: Vec<&str> = named.into_iter().filter(|name| !known.contains(*name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_path_that_the_documents_name_exists() {
    let begins = [
        "crates/",
        "law/",
        "docs/",
        "schemas/",
        "scenarios/",
        "i18n/",
        "policy/",
        "vendor/",
        "forms/",
    ];
    let mut missing = Vec::new();
    for document in [ARCHITECTURE, CONTRIBUTING] {
        for name in quoted(document).into_iter().flat_map(str::split_whitespace) {
            let is_path = begins.iter().any(|begin| name.starts_with(begin)) && !name.contains('<');
            if is_path && !root().join(name).exists() {
                missing.push(name);
            }
        }
    }
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_decision_stands_in_the_list_of_decisions() {
    let entries = fs::read_dir(root().join("docs/decisions")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let unlisted: Vec<String> = names
        .filter(|name| name != "README.md" && !DECISIONS.contains(&format!("({name})")))
        .collect();
    assert_eq!(unlisted, Vec::<String>::new());
    for link in DECISIONS.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(root().join("docs/decisions").join(link).exists(), "{link}");
    }
}
