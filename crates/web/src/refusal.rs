//! A refusal in the reader's language.
//!
//! The code of a refusal is the key of its text; its arguments come as days (`2025-06-11`), codes
//! and numbers, and are written as the language writes them.

use bagyt_app::outcome::Refused;
use jiff::civil::Date;

use crate::pages::payment::{parse_sum, sum};
use crate::texts::Argument;
use crate::words::Words;

/// Families of codes that an argument of that name belongs to.
const FAMILIES: [(&str, &str); 13] = [
    ("role", "role"),
    ("need", "need"),
    ("status", "appointment_status"),
    ("risk", "risk"),
    ("ground", "violation_ground"),
    ("kind", "submission_kind"),
    ("reason", "close_reason"),
    ("needed", "submission_status"),
    ("list", "code_list"),
    ("wanted", "value_type"),
    ("mender", "mender"),
    ("reduction", "reduction_kind"),
    ("result", "ruling_result"),
];

/// Writes a refusal for a reader. A code without a text is a fault of the program, which shows
/// the English words that the log has.
pub(crate) fn words(words: Words<'_>, refused: &Refused) -> String {
    let t = words.texts();
    let key = format!("refusal-{}", refused.code);
    if !t.has(&key) {
        return refused.text.clone();
    }
    let arguments = refused.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    fill(words, &key, arguments)
}

/// Writes a text of that key with arguments as refusals bring them.
pub(crate) fn fill<'a>(
    words: Words<'_>,
    key: &str,
    arguments: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let about = Argued { words, is_of_submission: key.contains("submission") };
    let arguments: Vec<(String, Argument)> =
        arguments.map(|(name, value)| (name.to_owned(), about.argument(name, value))).collect();
    words.texts().fill_named(key, &arguments)
}

/// What the arguments of a refusal are about.
struct Argued<'a> {
    words: Words<'a>,
    /// Whether its status is that of a submission rather than of an appointment.
    is_of_submission: bool,
}

impl Argued<'_> {
    fn argument(&self, name: &str, value: &str) -> Argument {
        let t = self.words.texts();
        if let Ok(number) = value.parse::<i64>() {
            return Argument::Number(number);
        }
        if value.len() == 10
            && let Ok(day) = value.parse::<Date>()
        {
            return Argument::Day(day);
        }
        Argument::Text(match name {
            "left" | "amount" | "wage" | "withheld" | "most" => match parse_sum(value) {
                Some(money) => sum(t, money),
                None => value.to_owned(),
            },
            "attribute" => self.words.attribute(value),
            "duty" => self.words.obligation(value),
            "office" => self.words.office(value),
            "row" => self.words.row(value),
            "article" => crate::cited::citation(t, value),
            "status" if self.is_of_submission => t.code("submission_status", value).into_owned(),
            _ => match FAMILIES.iter().find(|(known, _)| *known == name) {
                Some((_, family)) => t.code(family, value).into_owned(),
                None => value.to_owned(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::texts::Texts;
    use bagyt_app::law::Country;
    use bagyt_app::secrets::Secrets;
    use bagyt_app::tables::Tables;
    use bagyt_exchange::view::PostingKey;

    #[track_caller]
    fn check(language: Language, refused: &Refused, expected: &str) {
        let secrets = Secrets::of_invented([0; 32]);
        let tables = Tables::load(Country::Zz, PostingKey::new(secrets.searching())).unwrap();
        assert_eq!(words(Words::new(&tables, Texts::of(language)), refused), expected);
    }

    #[test]
    fn a_refusal_is_written_with_its_day() {
        let refused =
            Refused::new("not-yet-held", Some("held_on"), "english").with("held_on", "2026-11-23");
        check(
            Language::Ru,
            &refused,
            "Контакт записывают после того, как он состоялся; 23 ноября 2026\u{a0}г. ещё не наступило",
        );
        check(
            Language::En,
            &refused,
            "A contact is recorded after it was held; 23 November 2026 has not come yet",
        );
    }

    #[test]
    fn codes_in_a_refusal_are_written_in_words() {
        let refused = Refused::new("no-grounds", Some("grounds"), "english").with("kind", "extend");
        check(
            Language::En,
            &refused,
            "“Extend the term” needs at least one violation as its ground",
        );
    }

    #[test]
    fn a_refusal_without_words_shows_those_of_the_log() {
        check(Language::Ky, &Refused::new("no-such-code", None, "english"), "english");
    }
}
