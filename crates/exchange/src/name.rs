//! Names folded to one skeleton, so that a name is found in whatever script it was written.
//!
//! One name stands as *Зарылбек уулу Алмазбек* in one paper and as *Almazbek Zarylbek uulu* in
//! another. [`fold`] brings a word of Russian, Kazakh, Kyrgyz or Uzbek, in Cyrillic or in a Latin
//! scheme, to one skeleton; [`tokens`] gives what a name is found by, [`asked_tokens`] what a
//! question asks for, [`weigh`] says whether and how nearly a found name answers it. The letters
//! stand in [`letters`].
//!
//! The skeleton is coarse on purpose (Kazakh letters are typed as their Russian look-alikes): it
//! finds, it does not decide. The name as written is kept and shown. Deliberately not here: how
//! much a likeness weighs, which is `linkage`'s.

pub mod letters;
mod near;

use std::collections::BTreeSet;

pub use letters::fold;
use near::near_tokens;
pub(crate) use near::surname_root;
pub use near::{NameHit, Spelling, weigh};

use crate::person::Names;

/// The lengths, in letters of the skeleton, of the beginnings under which a name is found.
const PREFIXES: [usize; 3] = [3, 4, 5];

/// The folded words that say *son of* and *daughter of*: уулу, ұлы, оглы, кызы and their like.
const PARTICLES: [&str; 4] = ["ulu", "uli", "ogli", "kizi"];

/// The folded endings of a father's name, with what is cut off; the stem keeps three letters.
const PATRONYMIC_ENDINGS: [(&str, usize); 9] = [
    ("ovic", 4),
    ("evic", 4),
    ("avic", 3),
    ("ovna", 4),
    ("evna", 4),
    ("avna", 3),
    ("uli", 3),
    ("ogli", 4),
    ("kizi", 4),
];

/// Returns what a name is found by: its folded words, the father's names inside patronymics, and
/// the beginnings of three, four and five letters, which end in `*`. Sorted, each once; the words
/// for *son* and *daughter* are left out.
///
/// ```
/// use bagyt_exchange::name::tokens;
///
/// let cyrillic = tokens("Зарылбек уулу Алмазбек");
/// assert_eq!(cyrillic, tokens("Almazbek Zarylbek uulu"));
/// assert!(cyrillic.contains(&"almazbek".to_owned()));
/// assert!(cyrillic.contains(&"zar*".to_owned()));
/// ```
pub fn tokens(name: &str) -> Vec<String> {
    let mut tokens = BTreeSet::new();
    for word in name_words(name) {
        if let Some(father) = father_of(&word) {
            add(&mut tokens, father);
        }
        add(&mut tokens, &word);
    }
    tokens.into_iter().collect()
}

fn add(tokens: &mut BTreeSet<String>, word: &str) {
    for length in PREFIXES {
        if let Some(beginning) = beginning(word, length) {
            tokens.insert(format!("{beginning}*"));
        }
    }
    tokens.insert(word.to_owned());
}

/// Returns under what a surname is found beside the tokens of its words: the root that surnames of
/// both sexes and of the *uulu* form share.
pub fn surname_tokens(surname: &str) -> Vec<String> {
    name_words(surname).iter().map(|word| root_token(word)).collect()
}

/// Returns under what names are found that are asked for with one letter wrong.
pub fn slip_tokens(name: &str) -> Vec<String> {
    let words = name_words(name);
    let tokens: BTreeSet<String> =
        words.iter().flat_map(|word| near_tokens(father_of(word).unwrap_or(word))).collect();
    tokens.into_iter().collect()
}

/// Returns, for each word of a question, the tokens of which a name must have one.
///
/// A word of one or two letters is asked for whole if there is no longer one, and is left to
/// [`weigh`] otherwise; a longer one is asked for by its first letters, so that a name is found
/// while it is still being typed, by its root and with one letter wrong. A patronymic beside two
/// other words is left to [`weigh`], because papers leave it out. Nothing is asked for where a
/// digit stands: that is no name.
///
/// ```
/// use bagyt_exchange::name::{asked_tokens, tokens};
///
/// let asked = asked_tokens("Алмаз");
/// assert!(asked[0].iter().any(|token| tokens("Almazbek Zarylbek uulu").contains(token)));
/// ```
pub fn asked_tokens(question: &str) -> Vec<Vec<String>> {
    if question.chars().any(|letter| letter.is_ascii_digit()) {
        return Vec::new();
    }
    let words: BTreeSet<String> = name_words(question).into_iter().collect();
    let long = |word: &&String| word.chars().count() >= 3;
    let telling: Vec<&String> = words.iter().filter(long).collect();
    if telling.is_empty() {
        return words.into_iter().map(|word| vec![word]).collect();
    }
    let needed: Vec<&String> =
        telling.iter().copied().filter(|word| father_of(word).is_none()).collect();
    let needed = if needed.len() >= 2 { needed } else { telling };
    needed.into_iter().map(|word| asked_word(word)).collect()
}

fn asked_word(word: &str) -> Vec<String> {
    let father = father_of(word);
    let mut asked = BTreeSet::from([root_token(word)]);
    for stem in [Some(word), father].into_iter().flatten() {
        let found = PREFIXES.into_iter().rev().find_map(|length| beginning(stem, length));
        asked.extend(found.map(|beginning| format!("{beginning}*")));
    }
    asked.extend(near_tokens(father.unwrap_or(word)));
    asked.into_iter().collect()
}

fn root_token(word: &str) -> String {
    format!("={}", surname_root(father_of(word).unwrap_or(word)))
}

/// Returns the token under which a national number is found.
pub fn number_token(national_no: &str) -> String {
    format!("#{national_no}")
}

/// The parts of a name by which two records are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    /// The surname without the ending that tells the sex; father's name of an *uulu* surname.
    pub surname: String,
    /// The given name.
    pub given_name: String,
    /// The father's name inside the patronymic.
    pub patronymic: Option<String>,
}

impl NameKey {
    /// Folds names into their key.
    pub fn of(names: &Names) -> Self {
        let joined = |text: &str| name_words(text).join(" ");
        let father = |text: &str| {
            let words = name_words(text);
            let fathers: Vec<&str> =
                words.iter().map(|word| father_of(word).unwrap_or(word)).collect();
            fathers.join(" ")
        };
        NameKey {
            surname: without_sex(&father(&names.surname)),
            given_name: joined(&names.given_name),
            patronymic: names
                .patronymic
                .as_deref()
                .map(father)
                .filter(|patronymic| !patronymic.is_empty()),
        }
    }

    /// Returns surname and given name in the order of the alphabet: equal for swapped fields.
    pub fn pair(&self) -> (&str, &str) {
        let (surname, given_name) = (self.surname.as_str(), self.given_name.as_str());
        if surname <= given_name { (surname, given_name) } else { (given_name, surname) }
    }

    /// Returns the surname without the Russian ending `-ov`, `-ev`, which papers add and leave out.
    pub fn surname_root(&self) -> &str {
        let root = self.surname.strip_suffix("ov").or_else(|| self.surname.strip_suffix("ev"));
        root.filter(|root| root.len() >= 3).unwrap_or(&self.surname)
    }
}

/// Returns the folded words of a name without the words for *son* and *daughter*, unless there is
/// nothing else.
fn name_words(name: &str) -> Vec<String> {
    let words: Vec<String> = split(name).map(fold).filter(|word| !word.is_empty()).collect();
    let named: Vec<String> = words.iter().filter(|word| !is_particle(word)).cloned().collect();
    if named.is_empty() { words } else { named }
}

/// Whether a folded word says *son of* or *daughter of*.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Returns the words of a text as they are written.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '‐' | '–' | '.' | ',' | ';' | '/')
    })
}

/// Returns the father's name inside a folded patronymic, if the word is one.
pub(crate) fn father_of(word: &str) -> Option<&str> {
    PATRONYMIC_ENDINGS
        .iter()
        .find(|(ending, _)| word.ends_with(ending))
        .and_then(|(_, cut)| word.get(..word.len() - cut))
        .filter(|stem| stem.chars().count() >= 3)
}

fn without_sex(surname: &str) -> String {
    let ending = |ending: &str| surname.strip_suffix(ending).filter(|stem| stem.len() >= 3);
    if let Some(stem) = ending("skaia").or_else(|| ending("ski")) {
        return format!("{stem}sk");
    }
    let feminine = surname.ends_with("va") || surname.ends_with("na");
    match surname.strip_suffix('a') {
        Some(stem) if feminine && stem.len() >= 4 => stem.to_owned(),
        _ => surname.to_owned(),
    }
}

fn beginning(word: &str, length: usize) -> Option<&str> {
    let end = word.char_indices().nth(length - 1).map(|(start, last)| start + last.len_utf8())?;
    word.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str) {
        assert_eq!(tokens(one), tokens(other));
    }

    #[test]
    fn uulu_and_kyzy_may_stand_anywhere_and_in_any_script() {
        check("Зарылбек уулу Алмазбек", "Almazbek Zarylbek uulu");
        check("Эрмек кызы Айсулуу", "Aisuluu Ermek kyzy");
        check("Серікұлы", "Serikuly");
        check("Серік ұлы Дәулет", "Daulet Serik-uly");
        check("Ботир ўғли Жасур", "Jasur Botir oʻgʻli");
    }

    #[test]
    fn a_patronymic_is_found_by_the_fathers_name() {
        assert!(tokens("Асанович").contains(&"asan".to_owned()));
        assert!(tokens("Асановна").contains(&"asan".to_owned()));
        assert!(tokens("Асанұлы").contains(&"asan".to_owned()));
        assert!(tokens("Асанқызы").contains(&"asan".to_owned()));
    }

    #[test]
    fn a_question_asks_for_what_begins_like_it() {
        let found = tokens("Зарылбек уулу Алмазбек");
        for question in ["зар", "zaryl", "ALMAZBEK zar", "Зарылбек уулу", "алмазбек"]
        {
            let asked = asked_tokens(question);
            let is_found = |word: &Vec<String>| word.iter().any(|token| found.contains(token));
            assert!(asked.iter().all(is_found), "{question}");
        }
    }

    #[test]
    fn a_short_name_is_found_whole() {
        assert_eq!(asked_tokens("Ли"), [["li"]]);
        assert!(tokens("Ли Виктор").contains(&"li".to_owned()));
        assert!(!tokens("Лим Виктор").contains(&"li".to_owned()));
    }

    #[test]
    fn digits_are_no_name() {
        assert!(asked_tokens("2 290220 0400017").is_empty());
        assert!(asked_tokens("Чуй 12").is_empty());
    }

    #[test]
    fn a_key_knows_no_sex_of_a_surname_and_no_particle() {
        let key = |surname: &str, given_name: &str, patronymic: Option<&str>| {
            NameKey::of(&Names {
                surname: surname.to_owned(),
                given_name: given_name.to_owned(),
                patronymic: patronymic.map(str::to_owned),
            })
        };
        assert_eq!(key("Иванова", "Анна", None).surname, key("Ivanov", "Anna", None).surname);
        assert_eq!(key("Исаева", "Анна", None).surname, key("Isayev", "Anna", None).surname);
        assert_eq!(key("Рудницкая", "А", None).surname, key("Rudnitskiy", "A", None).surname);
        let uulu = key("Асан уулу", "Бакыт", None);
        assert_eq!(uulu.surname, "asan");
        assert_eq!(uulu.pair(), key("Бакыт", "Асан уулу", None).pair());
        assert_eq!(key("А", "Б", Some("Асанович")).patronymic.as_deref(), Some("asan"));
        assert_eq!(key("Асанов", "Б", None).surname_root(), "asan");
        assert_eq!(key("Лев", "Б", None).surname_root(), "lev");
    }
}
