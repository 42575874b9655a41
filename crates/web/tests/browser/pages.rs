//! The list of pages (`pages.txt`): who opens what, and which heading is the page's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A page to be looked at.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// A name of its own, for pictures and messages.
    pub(crate) name: &'static str,
    /// The role that opens it; `nobody` is not signed in.
    pub(crate) role: &'static str,
    /// The page that is opened first.
    pub(crate) start: &'static str,
    /// The beginnings of addresses that are followed from there, each the first link so begun.
    pub(crate) links: Vec<&'static str>,
    /// Whether the form is sent empty, to look at the page that refuses it.
    pub(crate) refused: bool,
    /// The answers with which the form is sent, to look at the page on which they are checked.
    pub(crate) answers: Vec<(&'static str, &'static str)>,
    /// Whether something is written into the form and it is kept for later, to look at the draft.
    pub(crate) kept: bool,
    /// The status with which the page comes, where it is an unusual one.
    pub(crate) status: Option<u64>,
    /// Whether it is looked at years later.
    pub(crate) later: bool,
    /// The key of the heading in `i18n/`; `None` where the heading is a name or a number.
    pub(crate) heading: Option<&'static str>,
}

/// Reads the list.
pub(crate) fn listed() -> Vec<Listed> {
    let lines = include_str!("pages.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(parse).collect()
}

impl Listed {
    /// Whether the page is the answer to a form, which its address alone does not bring.
    pub(crate) fn is_answer(&self) -> bool {
        self.refused || self.kept || !self.answers.is_empty() || self.start == "-"
    }
}

fn parse(line: &'static str) -> Listed {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [name, role, heading, start, rest @ ..] = &words[..] else {
        panic!("`{line}` is not: name role heading start [link…] [word…]");
    };
    let mut page = Listed {
        name,
        role,
        start,
        links: Vec::new(),
        refused: false,
        answers: Vec::new(),
        kept: false,
        status: None,
        later: false,
        heading: Some(*heading).filter(|heading| *heading != "-"),
    };
    for word in rest {
        match word.split_once(':') {
            _ if word.starts_with('/') => page.links.push(word),
            Some(("status", status)) => page.status = Some(status.parse().unwrap()),
            Some(("answered", answers)) => {
                page.answers = answers.split(';').filter_map(|one| one.split_once('=')).collect();
            }
            None if *word == "refused" => page.refused = true,
            None if *word == "kept" => page.kept = true,
            None if *word == "later" => page.later = true,
            _ => panic!("`{word}` in `{line}` is neither a link nor a known word"),
        }
    }
    page
}

/// Returns the texts of a language that nothing is filled into, by key.
pub(crate) fn texts(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../i18n").join(language);
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in file.lines().filter(|line| !line.starts_with([' ', '#'])) {
            if let Some((key, words)) = line.split_once(" = ")
                && !words.contains('{')
            {
                texts.insert(key.to_owned(), words.trim().to_owned());
            }
        }
    }
    texts
}
