//! Names of states and territories in the reader's language, by their two letters of ISO 3166-1.

use crate::language::Language;

/// The table, a line a state: code, Russian, Kyrgyz, Kazakh, English.
const TABLE: &str = include_str!("../../../vendor/cldr/countries.tsv");

/// Returns the states with their names, by the name.
pub(crate) fn all(language: Language) -> Vec<(&'static str, &'static str)> {
    let mut states: Vec<(&str, &str)> = lines().filter_map(|line| named(line, language)).collect();
    states.sort_unstable_by_key(|(code, name)| (*name, *code));
    states
}

/// Returns the name of a state; of one that is not in the table its code.
pub(crate) fn name(code: &str, language: Language) -> &str {
    let line = lines().find(|line| line.split('\t').next() == Some(code));
    line.and_then(|line| named(line, language)).map_or(code, |(_, name)| name)
}

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).skip(1)
}

fn named(line: &'static str, language: Language) -> Option<(&'static str, &'static str)> {
    let place = match language {
        Language::Ru => 1,
        Language::Ky => 2,
        Language::Kk => 3,
        Language::En => 4,
    };
    let mut cells = line.split('\t');
    Some((cells.next()?, cells.nth(place - 1)?))
}

#[cfg(test)]
mod tests {
    use bagyt_exchange::message::subject;

    use super::*;

    #[test]
    fn every_state_that_can_be_asked_has_a_name_in_every_language() {
        for language in Language::ALL {
            for code in subject::states() {
                assert!(name(code, language).chars().count() > 2, "{language:?}: {code}");
            }
            assert_eq!(all(language).len(), subject::states().count());
        }
    }

    #[test]
    fn a_state_is_named_in_the_language_of_the_reader() {
        let names = Language::ALL.map(|language| name("KG", language));
        let mut expected = vec!["Кыргызстан", "Кыргызстан", "Қырғызстан", "Kyrgyzstan"];
        let mut names = names.to_vec();
        names.sort_unstable();
        expected.sort_unstable();
        assert_eq!(names, expected);
        assert_eq!(name("ZZ", Language::En), "ZZ");
    }
}
