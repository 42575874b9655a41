//! Translations: the four languages have the same texts, with the same things filled in, and none
//! is left in another language.
//!
//! Two languages may share a text (a number, "PDF"): then it stands in `i18n/shared.txt`, which is
//! reviewed and may only shrink.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{files, root, shown, text};

const LANGUAGES: [&str; 4] = ["ky", "kk", "ru", "en"];
const SHARED: &str = "i18n/shared.txt";

/// A text of one language: where it stands, and its words.
struct Message {
    place: String,
    words: String,
}

/// Finds texts that are missing, uneven or left untranslated.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    let mut languages = BTreeMap::new();
    for language in LANGUAGES {
        languages.insert(language, messages(language, &mut faults)?);
    }
    let keys: BTreeSet<&String> = languages.values().flat_map(BTreeMap::keys).collect();
    let mut shared = shared()?;
    for key in keys {
        let mut filled: Option<BTreeSet<String>> = None;
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for language in LANGUAGES {
            let Some(message) = languages.get(language).and_then(|texts| texts.get(key)) else {
                faults.push(format!("i18n/{language}: `{key}` is missing"));
                continue;
            };
            let variables = variables(&message.words);
            match &filled {
                None => filled = Some(variables),
                Some(first) if *first != variables => faults.push(format!(
                    "{}: `{key}` fills in {variables:?}, another language {first:?}",
                    message.place
                )),
                Some(_) => {}
            }
            if !has_letters(&message.words) {
                continue;
            }
            if let Some(other) = seen.insert(&message.words, language) {
                let entry = format!("{key} {other} {language}");
                if !shared.remove(&entry) {
                    faults.push(format!(
                        "{}: `{key}` is the same in {other} and {language}: translate it or add \
                         `{entry}` to {SHARED}",
                        message.place
                    ));
                }
            }
        }
    }
    faults.extend(shared.iter().map(|entry| format!("{SHARED}: `{entry}` is no longer shared")));
    Ok(faults)
}

/// Reads the texts of a language.
fn messages(language: &str, faults: &mut Vec<String>) -> Result<BTreeMap<String, Message>, String> {
    let mut found: BTreeMap<String, Message> = BTreeMap::new();
    for path in files(&format!("i18n/{language}"), ".ftl")? {
        for (line, key, words) in parse(&text(&path)?) {
            let place = format!("{}:{line}", shown(&path));
            if let Some(first) = found.get(&key) {
                faults.push(format!("{place}: `{key}` stands already at {}", first.place));
            }
            found.insert(key, Message { place, words });
        }
    }
    Ok(found)
}

/// Reads a Fluent file: the line, the key and the words of each message and attribute.
fn parse(text: &str) -> Vec<(usize, String, String)> {
    let mut found: Vec<(usize, String, String)> = Vec::new();
    let mut message = String::new();
    for (index, line) in text.lines().enumerate() {
        let is_indented = line.starts_with([' ', '\t']);
        let trimmed = line.trim();
        let key_of = |text: &str| {
            let (key, words) = text.split_once('=')?;
            let key = key.trim();
            let is_key = !key.is_empty()
                && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
            is_key.then(|| (key.to_owned(), words.trim().to_owned()))
        };
        if trimmed.is_empty() || line.starts_with('#') {
            continue;
        }
        if !is_indented && let Some((key, words)) = key_of(line) {
            message.clone_from(&key);
            found.push((index + 1, key, words));
        } else if let Some((key, words)) =
            trimmed.strip_prefix('.').filter(|_| is_indented).and_then(key_of)
        {
            found.push((index + 1, format!("{message}.{key}"), words));
        } else if let Some((_, _, words)) = found.last_mut() {
            words.push('\n');
            words.push_str(trimmed);
        }
    }
    found
}

/// Returns the names of what is filled in.
fn variables(words: &str) -> BTreeSet<String> {
    let name = |rest: &str| -> String {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
    };
    words.split('$').skip(1).map(name).collect()
}

/// Returns whether there is something to translate outside of the braces.
fn has_letters(words: &str) -> bool {
    let mut depth = 0_u32;
    words.chars().any(|character| {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && character.is_alphabetic()
    })
}

/// Reads the reviewed list: a key and two languages a line; `#` begins a comment.
fn shared() -> Result<BTreeSet<String>, String> {
    let list = text(&root().join(SHARED))?;
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default());
    Ok(lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_attributes_and_further_lines_are_read() {
        let text = "# about\none = Бир { $count }\ntwo =\n    { $n ->\n       *[other] эки\n    }\n    .title = Ат\n";
        let read = parse(text);
        let keys: Vec<&str> = read.iter().map(|(_, key, _)| key.as_str()).collect();
        assert_eq!(keys, ["one", "two", "two.title"]);
        assert_eq!(variables(&read[1].2), BTreeSet::from(["n".to_owned()]));
    }

    #[test]
    fn a_text_of_numbers_and_placeables_alone_needs_no_translation() {
        assert!(!has_letters("{ $count } / 12"));
        assert!(has_letters("{ $count } дел"));
    }
}
