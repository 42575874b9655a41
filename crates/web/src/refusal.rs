//! A refusal in the reader's language.
//!
//! The code of a refusal is the key of its text; its arguments come as days (`2025-06-11`), codes
//! and numbers, and are written as the language writes them.

use bagyt_app::outcome::Refused;
use jiff::civil::Date;

use crate::texts::{Argument, Texts};

/// Families of codes that an argument of that name belongs to.
const FAMILIES: [(&str, &str); 7] = [
    ("role", "role"),
    ("need", "need"),
    ("status", "appointment_status"),
    ("risk", "risk"),
    ("ground", "violation_ground"),
    ("wanted", "value_type"),
    ("mender", "mender"),
];

/// Writes a refusal for a reader. A code without a text is a fault of the program, which shows
/// the English words that the log has.
pub(crate) fn words(t: Texts, refused: &Refused) -> String {
    let key = format!("refusal-{}", refused.code);
    if !t.has(&key) {
        return refused.text.clone();
    }
    let arguments = refused.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    fill(t, &key, arguments)
}

/// Writes a text of that key with arguments as refusals bring them.
pub(crate) fn fill<'a>(
    t: Texts,
    key: &str,
    arguments: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let arguments: Vec<(String, Argument)> =
        arguments.map(|(name, value)| (name.to_owned(), argument(t, name, value))).collect();
    t.fill_named(key, &arguments)
}

fn argument(t: Texts, name: &str, value: &str) -> Argument {
    if let Ok(number) = value.parse::<i64>() {
        return Argument::Number(number);
    }
    if value.len() == 10
        && let Ok(day) = value.parse::<Date>()
    {
        return Argument::Text(t.day(day));
    }
    match FAMILIES.iter().find(|(known, _)| *known == name) {
        Some((_, family)) => Argument::Text(t.code(family, value).into_owned()),
        None => Argument::Text(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[track_caller]
    fn check(language: Language, refused: &Refused, expected: &str) {
        assert_eq!(words(Texts::of(language), refused), expected);
    }

    #[test]
    fn a_refusal_is_written_with_its_day() {
        let refused = Refused::new("not-yet-held", Some("held_on"), "english")
            .with("held_on", "2026-11-23");
        check(
            Language::Ru,
            &refused,
            "Контакт записывают после того, как он состоялся; 23 ноября 2026 г. ещё не наступило",
        );
        check(
            Language::En,
            &refused,
            "A contact is recorded after it was held; 23 November 2026 has not come yet",
        );
    }

    #[test]
    fn a_refusal_without_words_shows_those_of_the_log() {
        check(Language::Ky, &Refused::new("no-such-code", None, "english"), "english");
    }
}
