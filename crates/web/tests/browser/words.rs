//! The product's texts as a reader of a page recognises them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The texts of a language, by key.
pub(crate) struct Words {
    texts: BTreeMap<String, Text>,
}

/// Every way in which a text is said, each as the pieces that stand before, between and after what
/// is filled into it.
type Text = Vec<Vec<String>>;

impl Words {
    /// Reads the texts of a language.
    pub(crate) fn of(language: &str) -> Words {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../i18n").join(language);
        let mut texts = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let mut read: Option<(String, String)> = None;
            let mut take = |text: Option<(String, String)>| {
                texts.extend(text.map(|(key, said)| (key, pieces(&said))));
            };
            for line in fs::read_to_string(entry.unwrap().path()).unwrap().lines() {
                match (line.split_once(" ="), &mut read) {
                    _ if line.starts_with('#') => {}
                    (_, Some((_, said))) if line.starts_with(' ') => {
                        said.push('\n');
                        said.push_str(line.trim());
                    }
                    (Some((key, said)), _) if !line.starts_with(' ') => {
                        take(read.replace((key.to_owned(), said.trim().to_owned())));
                    }
                    _ => {}
                }
            }
            take(read);
        }
        Words { texts }
    }

    /// Whether the words stand in what was seen: those of a key, or themselves.
    ///
    /// # Errors
    ///
    /// A key that the product does not have.
    pub(crate) fn stand_in(&self, words: &str, seen: &str) -> Result<bool, String> {
        let in_order = |said: &Vec<String>| {
            let mut rest = Some(seen);
            for piece in said {
                rest = rest.and_then(|rest| Some(rest.split_once(piece.as_str())?.1));
            }
            rest.is_some()
        };
        Ok(self.said(words)?.iter().any(in_order))
    }

    /// The ways in which something is said.
    ///
    /// # Errors
    ///
    /// A key that the product does not have.
    pub(crate) fn said(&self, words: &str) -> Result<Text, String> {
        let is_key = |sign: char| sign.is_ascii_lowercase() || sign == '-' || sign == '_';
        if !words.chars().all(|sign| is_key(sign) || sign.is_ascii_digit()) {
            return Ok(vec![vec![plain(words)]]);
        }
        let text = self.texts.get(words);
        text.cloned().ok_or_else(|| format!("`{words}` is not a text of the product"))
    }
}

/// Words with one space between them, as a browser shows them.
pub(crate) fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes a text apart: by its plural forms, where it has such, and by what is filled into it.
fn pieces(said: &str) -> Text {
    let form = |line: &str| {
        let line = line.trim_start_matches('*').strip_prefix('[')?;
        Some(line.split_once(']')?.1.to_owned())
    };
    let forms: Vec<String> = said.lines().filter_map(form).collect();
    let ways = if forms.is_empty() { vec![said.to_owned()] } else { forms };
    let apart = |way: &String| {
        let parts = way.split('{').enumerate();
        let outside = parts.map(|(at, part)| match part.split_once('}') {
            Some((_, rest)) if at > 0 => plain(rest),
            _ => plain(part),
        });
        outside.filter(|piece| !piece.is_empty()).collect()
    };
    ways.iter().map(apart).collect()
}
