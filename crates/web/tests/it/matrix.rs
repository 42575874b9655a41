//! Reviewed tables of bad input: every input beside every fault, with what is to come of it.
//!
//! A line says `input | fault | what is done | what comes`, or `input | fault | does not apply: why`.
//! The input `*` stands for all that have no line of their own for that fault.

use std::collections::BTreeMap;

/// What can be wrong with what comes in.
pub(crate) const FAULTS: [&str; 16] = [
    "wrong encoding",
    "not JSON",
    "wrong schema version",
    "unknown code",
    "missing field",
    "impossible date",
    "birth after the act",
    "negative term",
    "term over the maximum",
    "wrong control digit",
    "20 MB body",
    "same id with another body",
    "a case in another office",
    "an officer who left",
    "sent twice",
    "changed meanwhile",
];

/// What can be wrong with a form besides.
pub(crate) const FORM_FAULTS: [&str; 2] = ["a day to come", "too long"];

/// What can be wrong with a message besides.
pub(crate) const MESSAGE_FAULTS: [&str; 1] = ["before the calendar"];

/// One cell that applies.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) input: &'static str,
    pub(crate) fault: &'static str,
    pub(crate) done: &'static str,
    pub(crate) comes: &'static str,
}

/// Reads a table and checks that it has every cell once, each with an outcome or a reason.
#[track_caller]
pub(crate) fn cells(
    text: &'static str,
    inputs: &[&'static str],
    faults: &[&'static str],
) -> Vec<Cell> {
    let mut lines: BTreeMap<(&str, &str), Vec<&'static str>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let (input, fault) = (parts.remove(0), parts.remove(0));
        assert!(input == "*" || inputs.contains(&input), "no such input: {line}");
        assert!(faults.contains(&fault), "no such fault: {line}");
        let is_reason = parts.len() == 1 && parts[0].len() > "does not apply: ".len();
        assert!(
            is_reason && parts[0].starts_with("does not apply: ") || parts.len() == 2,
            "{line}"
        );
        assert!(lines.insert((input, fault), parts).is_none(), "twice: {line}");
    }
    let mut cells = Vec::new();
    let mut used = 0;
    for input in inputs {
        for fault in faults {
            let own = lines.get(&(*input, *fault));
            used += usize::from(own.is_some());
            let parts = own.or_else(|| lines.get(&("*", *fault)));
            let parts = parts.unwrap_or_else(|| panic!("nothing is said of {input} | {fault}"));
            if let [done, comes] = parts[..] {
                cells.push(Cell { input, fault, done, comes });
            }
        }
    }
    let own = lines.keys().filter(|(input, _)| *input != "*").count();
    assert_eq!(used, own, "a line is used by no cell");
    cells
}

/// The words of a text in a language up to its first argument, long enough to know it by.
pub(crate) fn words(language: &str, key: &str) -> String {
    let folder = format!("{}/../../i18n/{language}", env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(folder).unwrap() {
        let texts = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut lines = texts.lines().skip_while(|line| !line.starts_with(&format!("{key} =")));
        let first =
            lines.next().and_then(|line| line.split_once(" =")).map(|(_, text)| text.trim());
        // A text with a count is known by its last form.
        let found = match first {
            Some("") => lines.find_map(|line| line.trim().strip_prefix("*[")?.split_once("] ")),
            other => other.map(|text| ("", text)),
        };
        let found = found.map(|(_, text)| text);
        if let Some(text) = found {
            let literal = text.split(['{', '}']).step_by(2).max_by_key(|part| part.len()).unwrap();
            return literal.trim().to_owned();
        }
    }
    panic!("no text `{key}` in {language}");
}
