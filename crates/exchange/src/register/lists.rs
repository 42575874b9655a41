//! The code lists by the words that people write in the place of codes.
//!
//! A code is found as it stands; else the name of the entry in any of the four languages, without
//! regard to case, signs and ё. Words that several entries bear are not decided for one of them.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_core::words::Words;

use crate::codes::Codes;

/// What was found under some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One entry, by its code.
    One(String),
    /// More than one.
    Several(usize),
    /// None.
    None,
}

/// A list by its words.
#[derive(Clone, Debug, Default)]
pub struct List {
    by_words: BTreeMap<String, BTreeSet<String>>,
    by_code: BTreeMap<String, String>,
}

impl List {
    /// Makes a list of entries with their names.
    pub fn of<'a>(entries: impl Iterator<Item = (&'a str, &'a Words)>) -> List {
        let mut list = List::default();
        for (code, name) in entries {
            list.by_code.insert(code.to_lowercase(), code.to_owned());
            for words in [&name.ru, &name.ky, &name.kk, &name.en] {
                list.add(words, code);
            }
        }
        list
    }

    /// Adds words under which an entry is known as well.
    pub fn add(&mut self, words: &str, code: &str) {
        self.by_words.entry(plain(words)).or_default().insert(code.to_owned());
    }

    /// Finds the entry that a text means.
    pub fn find(&self, text: &str) -> Found {
        self.find_among(text, |_| true)
    }

    /// Finds the entry that a text means, where several bear the name among those that `is_near`.
    pub fn find_among(&self, text: &str, is_near: impl Fn(&str) -> bool) -> Found {
        if let Some(code) = self.by_code.get(&text.trim().to_lowercase()) {
            return Found::One(code.clone());
        }
        let Some(codes) = self.by_words.get(&plain(text)) else { return Found::None };
        let near: Vec<&String> = codes.iter().filter(|code| is_near(code)).collect();
        match (near.as_slice(), codes.len()) {
            ([one], _) => Found::One((*one).clone()),
            (_, 1) => codes.first().map_or(Found::None, |code| Found::One(code.clone())),
            (_, count) => Found::Several(count),
        }
    }
}

/// The lists of a country by their words.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Courts.
    pub courts: List,
    /// Settlements.
    pub settlements: List,
    /// Offices.
    pub offices: List,
    /// Measures.
    pub measures: List,
    /// Obligations.
    pub obligations: List,
    articles: List,
    article_codes: Vec<String>,
}

impl Lists {
    /// Makes the lists of a country.
    pub fn of(codes: &Codes) -> Lists {
        let courts = codes.courts.iter().map(|(code, court)| (code.as_str(), &court.name));
        let places = codes.settlements.iter().map(|(code, place)| (code.as_str(), &place.name));
        let offices = codes.offices.iter().map(|(code, office)| (code.as_str(), &office.name));
        let measures = codes.measures.iter().map(|(code, one)| (code.as_str(), &one.name));
        let duties = codes.obligations.iter().map(|(code, duty)| (code.as_str(), &duty.name));
        let articles = codes.articles.iter().map(|(code, one)| (code.as_str(), &one.name));
        Lists {
            courts: List::of(courts),
            settlements: List::of(places),
            offices: List::of(offices),
            measures: List::of(measures),
            obligations: List::of(duties),
            articles: List::of(articles),
            article_codes: codes.articles.keys().cloned().collect(),
        }
    }

    /// Finds the article that a text means: its code, its name, or a form such as `ст. 101 ч. 2`
    /// or `101-берененин 2-бөлүгү`.
    pub fn find_article(&self, text: &str) -> Found {
        match self.articles.find(text) {
            Found::None => {}
            found => return found,
        }
        let Some((article, part)) = article_and_part(text) else { return Found::None };
        let wanted = part.map_or_else(|| article.clone(), |part| format!("{article}({part})"));
        if self.article_codes.contains(&wanted) {
            return Found::One(wanted);
        }
        let parts = format!("{wanted}(");
        let fits: Vec<&String> =
            self.article_codes.iter().filter(|code| code.starts_with(&parts)).collect();
        match fits.as_slice() {
            [] => Found::None,
            [one] => Found::One((*one).clone()),
            several => Found::Several(several.len()),
        }
    }
}

/// Splits an article into its number and its part, by the words beside the numbers.
fn article_and_part(text: &str) -> Option<(String, Option<String>)> {
    let text = text.to_lowercase();
    let mut numbers: Vec<(String, bool)> = Vec::new();
    let mut word = String::new();
    let signs: Vec<char> = text.chars().collect();
    let mut place = 0;
    while let Some(sign) = signs.get(place).copied() {
        if sign.is_ascii_digit() {
            let rest = signs.iter().skip(place);
            let number: String = rest.take_while(|sign| sign.is_ascii_digit()).collect();
            place += number.len();
            numbers.push((number, is_part(&word)));
            word.clear();
            continue;
        }
        if sign.is_alphabetic() {
            let rest = signs.iter().skip(place);
            word = rest.take_while(|sign| sign.is_alphabetic()).collect();
            place += word.chars().count();
            // In Kyrgyz and Kazakh the word stands behind its number.
            if (word.starts_with("бөл") || word.starts_with("бөл"))
                && let Some((_, is_part)) = numbers.last_mut()
            {
                *is_part = true;
            }
            continue;
        }
        place += 1;
    }
    match numbers.as_slice() {
        [(article, _)] => Some((article.clone(), None)),
        [(part, true), (article, false)] => Some((article.clone(), Some(part.clone()))),
        [(article, _), (part, _)] => Some((article.clone(), Some(part.clone()))),
        _ => None,
    }
}

fn is_part(word: &str) -> bool {
    word == "ч" || word == "p" || word.starts_with("част") || word.starts_with("part")
}

/// Returns words without case, signs and ё, one space between them.
pub fn plain(text: &str) -> String {
    let letters = text.to_lowercase().replace('ё', "е");
    let words = letters.split(|sign: char| !sign.is_alphanumeric() && sign != '%');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> List {
        let words = |ru: &str| Words {
            ru: ru.to_owned(),
            ky: format!("{ru} ky"),
            kk: format!("{ru} kk"),
            en: format!("{ru} en"),
        };
        let names =
            [("A-1", words("Районный суд «Берёза»")), ("A-2", words("Лес")), ("B-2", words("Лес"))];
        List::of(names.iter().map(|(code, name)| (*code, name)))
    }

    #[test]
    fn an_entry_is_found_by_its_code_and_by_its_name_in_any_writing() {
        let list = list();
        for text in
            ["a-1", "районный  суд берёза", "Районный суд \"БЕРЕЗА\"", "районный суд берёза KY"]
        {
            assert_eq!(list.find(text), Found::One("A-1".to_owned()), "{text}");
        }
        assert_eq!(list.find("суд"), Found::None);
    }

    #[test]
    fn a_name_that_two_bear_is_decided_by_what_is_near_or_not_at_all() {
        assert_eq!(list().find("лес"), Found::Several(2));
        assert_eq!(
            list().find_among("лес", |code| code.starts_with('B')),
            Found::One("B-2".to_owned())
        );
    }

    #[test]
    fn an_article_is_read_in_the_forms_of_four_languages() {
        let codes = ["101(1)", "101(2)", "115(1)"];
        let lists = Lists {
            article_codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            ..Lists::default()
        };
        for text in [
            "101(2)",
            "ст. 101 ч. 2",
            "ч.2 ст.101 УК",
            "101 ч 2",
            "статья 101 часть 2",
            "101-берененин 2-бөлүгү",
            "101-бап 2-бөлік",
            "article 101 part 2",
        ] {
            assert_eq!(lists.find_article(text), Found::One("101(2)".to_owned()), "{text}");
        }
        assert_eq!(lists.find_article("115"), Found::One("115(1)".to_owned()));
        assert_eq!(lists.find_article("ст. 101"), Found::Several(2));
        assert_eq!(lists.find_article("ст. 999 ч. 1"), Found::None);
    }
}
