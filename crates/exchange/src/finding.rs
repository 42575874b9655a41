//! What one box of a search may mean, and what cases are found by.
//!
//! A question is taken for everything that it can be: names, a national number, a telephone, an
//! address, a court's number, words of the record. [`understand`] gives what each of these is
//! looked up under; nobody has to say beforehand what was typed.
//!
//! What is private is kept under keyed hashes: a telephone and an address as postings like those
//! of names, the words of a case as one row of short hashes that are made with the case's
//! identifier, so that the same word in two cases has nothing in common. The rows are personal:
//! they are left out of backups and go with an erasure.

use bagyt_core::finding::{Findable, Source};
use bagyt_core::view::{Cell, ViewRows, ViewTable, bytes, integer, text};
use uuid::Uuid;

use crate::name::{asked_tokens, fold, number_token};
use crate::view::PostingKey;

/// Under which tokens of telephones and addresses a case is found.
pub const CASE_POSTING: ViewTable = ViewTable {
    name: "case_posting",
    version: 1,
    columns: &[integer("token")],
    indexes: &["token"],
    personal: true,
};

/// The words of a case's record: [`WORD_BYTES`] each, sorted, as [`PostingKey::word`] and the
/// sources in which it stands.
pub const CASE_WORDS: ViewTable = ViewTable {
    name: "case_words",
    version: 2,
    columns: &[bytes("words")],
    indexes: &[],
    personal: true,
};

/// Under which forms of a court's number a case is found.
pub const CASE_NUMBER: ViewTable = ViewTable {
    name: "case_number",
    version: 1,
    columns: &[text("number")],
    indexes: &["number"],
    personal: false,
};

/// Bytes of one word in [`CASE_WORDS`]: four of its hash and one of its sources.
pub const WORD_BYTES: usize = 5;

/// From so many digits on, a question can be a national number.
const NATIONAL_DIGITS_MIN: usize = 10;

/// The fewest and the most digits of a telephone number, with the country's.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 6..=15;

/// Digits of a telephone number without the country's, and without the network's or the town's.
const PHONE_ENDINGS: [usize; 2] = [9, 6];

/// Letters of a word that are looked at, so that its endings make no difference.
const STEM_LETTERS: usize = 5;

/// The fewest letters of a word that is searched for in the record.
const WORD_LETTERS_MIN: usize = 3;

/// The most words of a question that are searched for in the record.
const WORDS_MAX: usize = 8;

/// Words of addresses that say what stands there and not where it is, folded.
const KINDS_OF_PLACES: [&str; 20] = [
    "ul", "ulitsa", "pr", "prospekt", "per", "mkr", "dom", "kv", "kvartira", "g", "gorod", "selo",
    "kowesi", "kocosu", "koco", "ui", "patir", "street", "aiil", "auil",
];

/// What a question may mean; empty lists where it cannot mean that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// For each word of a name, the tokens of which a person must have one.
    pub names: Vec<Vec<String>>,
    /// The token of a national number.
    pub national_no: Option<String>,
    /// The token of a telephone number.
    pub phone: Option<String>,
    /// The tokens of an address, of which all must stand in it.
    pub address: Vec<String>,
    /// Forms of a court's number, of which one is enough.
    pub numbers: Vec<String>,
    /// The stems of words, of which all must stand in the record.
    pub stems: Vec<String>,
}

/// Takes a question for everything that it can be.
///
/// ```
/// use bagyt_exchange::finding::understand;
///
/// let asked = understand("0555 12-34-56");
/// assert!(asked.names.is_empty());
/// assert_eq!(asked.phone, understand("+996 555 123456").phone);
/// ```
pub fn understand(question: &str) -> Asked {
    let digits = only_digits(question);
    let national_no = digits.as_ref().filter(|digits| digits.len() >= NATIONAL_DIGITS_MIN);
    Asked {
        names: asked_tokens(question),
        national_no: national_no.map(|digits| number_token(digits)),
        phone: digits.as_deref().and_then(asked_phone),
        address: asked_address(question),
        numbers: asked_numbers(question),
        stems: stems(question).into_iter().take(WORDS_MAX).collect(),
    }
}

/// The digits of a text that has nothing else but what divides them.
fn only_digits(text: &str) -> Option<String> {
    let dividing = |letter: char| letter.is_whitespace() || "+-–()".contains(letter);
    let digits: String = text.chars().filter(|letter| !dividing(*letter)).collect();
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

fn ending(digits: &str, length: usize) -> Option<String> {
    let start = digits.len().checked_sub(length)?;
    digits.get(start..).map(|ending| format!("p{length}:{ending}"))
}

fn asked_phone(digits: &str) -> Option<String> {
    if !PHONE_DIGITS.contains(&digits.len()) {
        return None;
    }
    PHONE_ENDINGS.into_iter().find_map(|length| ending(digits, length))
}

/// Returns the tokens under which a telephone number is found: with and without the network's
/// digits, whatever country's stand before them.
pub fn phone_tokens(phone: &str) -> Vec<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    PHONE_ENDINGS.into_iter().filter_map(|length| ending(&digits, length)).collect()
}

/// Returns the tokens under which an address is found: the stems of its words and its numbers,
/// without what only says what stands there.
pub fn address_tokens(address: &str) -> Vec<String> {
    let mut tokens: Vec<String> = words(address)
        .filter(|word| !KINDS_OF_PLACES.contains(&word.as_str()))
        .map(|word| format!("a:{}", stem(&word)))
        .collect();
    tokens.sort();
    tokens.dedup();
    tokens
}

fn asked_address(question: &str) -> Vec<String> {
    let names_a_place = words(question).any(|word| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        letters >= WORD_LETTERS_MIN && !KINDS_OF_PLACES.contains(&word.as_str())
    });
    if names_a_place { address_tokens(question) } else { Vec::new() }
}

/// Returns the forms under which a court's number is found: with its letters, its digits alone, and
/// without the last part, which is often a year.
pub fn number_forms(number: &str) -> Vec<String> {
    let parts = parts(number);
    let digits: Vec<&String> = parts.iter().filter(|part| is_digits(part)).collect();
    let join =
        |parts: &[&String]| parts.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(".");
    let mut forms = vec![join(&parts.iter().collect::<Vec<_>>()), join(&digits)];
    if let [first @ .., _] = digits.as_slice()
        && first.len() >= 2
    {
        forms.push(join(first));
    }
    forms.retain(|form| form.bytes().filter(u8::is_ascii_digit).count() >= 2);
    forms.sort();
    forms.dedup();
    forms
}

fn asked_numbers(question: &str) -> Vec<String> {
    let parts = parts(question);
    let digits: usize = parts.iter().filter(|part| is_digits(part)).map(String::len).sum();
    if digits < 2 { Vec::new() } else { vec![parts.join(".")] }
}

fn is_digits(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The folded letters and the digits of a number, apart.
fn parts(number: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for group in number.split(|letter: char| !letter.is_alphanumeric()) {
        let mut last: Option<bool> = None;
        for letter in group.chars() {
            let is_digit = letter.is_ascii_digit();
            match parts.last_mut() {
                Some(part) if last == Some(is_digit) => part.push(letter),
                _ => parts.push(letter.to_string()),
            }
            last = Some(is_digit);
        }
    }
    let folded = parts.iter().map(|part| if is_digits(part) { part.clone() } else { fold(part) });
    folded.filter(|part| !part.is_empty()).collect()
}

/// The folded words of a text.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric() && !"'ʻʼ‘’".contains(letter))
        .map(fold)
        .filter(|word| !word.is_empty())
}

/// Returns what a folded word is compared by: its first letters without a vowel at their end, so
/// that most endings of four languages make no difference; a word with a digit is compared whole.
fn stem(word: &str) -> String {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let letters: String = word.chars().take(STEM_LETTERS).collect();
    match letters.strip_suffix(['a', 'e', 'i', 'o', 'u']) {
        Some(stem) if stem.chars().count() >= WORD_LETTERS_MIN => stem.to_owned(),
        _ => letters,
    }
}

/// Returns the stems of a text's words, each once, in the order of the alphabet; words of one or
/// two letters are left out.
///
/// ```
/// use bagyt_exchange::finding::stems;
///
/// assert_eq!(stems("Потерял работу"), stems("потеряла РАБОТЫ"));
/// ```
pub fn stems(text: &str) -> Vec<String> {
    let long = |word: &String| {
        word.chars().count() >= WORD_LETTERS_MIN || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut stems: Vec<String> = words(text).filter(long).map(|word| stem(&word)).collect();
    stems.sort();
    stems.dedup();
    stems
}

/// Returns the rows by which a case is found: `found` are the texts of its record.
pub fn case_finding(case: Uuid, found: &[Findable], key: &PostingKey) -> Vec<ViewRows> {
    let mut tokens: Vec<i64> = Vec::new();
    let mut numbers: Vec<String> = Vec::new();
    let mut kept: std::collections::BTreeMap<u32, u8> = std::collections::BTreeMap::new();
    for Findable { source, text } in found {
        match source {
            Source::Number => numbers.extend(number_forms(text)),
            Source::Phone => tokens.extend(phone_tokens(text).iter().map(|one| key.posting(one))),
            Source::Address => {
                tokens.extend(address_tokens(text).iter().map(|one| key.posting(one)));
            }
            Source::Notes | Source::Client | Source::Papers | Source::File => {
                let bit = Source::WORDS.iter().find(|(word, _)| word == source);
                for stem in stems(text) {
                    *kept.entry(key.word(case, &stem)).or_default() |=
                        bit.map_or(0, |(_, bit)| *bit);
                }
            }
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    numbers.sort();
    numbers.dedup();
    let words: Vec<u8> = kept
        .into_iter()
        .flat_map(|(hash, sources)| hash.to_be_bytes().into_iter().chain([sources]))
        .collect();
    let words = if words.is_empty() { Vec::new() } else { vec![vec![Cell::Bytes(words)]] };
    vec![
        ViewRows {
            table: &CASE_POSTING,
            rows: tokens.into_iter().map(|token| vec![token.into()]).collect(),
        },
        ViewRows { table: &CASE_WORDS, rows: words },
        ViewRows {
            table: &CASE_NUMBER,
            rows: numbers.into_iter().map(|number| vec![number.into()]).collect(),
        },
    ]
}

/// Says in which sources of a case all stems stand, each somewhere; nothing if one is missing.
/// `words` is a row of [`CASE_WORDS`].
pub fn sources_of(
    case: Uuid,
    stems: &[String],
    words: &[u8],
    key: &PostingKey,
) -> Option<Vec<Source>> {
    let (kept, _) = words.as_chunks::<WORD_BYTES>();
    let mut sources = 0;
    for stem in stems {
        let hash = key.word(case, stem).to_be_bytes();
        let place = kept.binary_search_by(|word| word[..4].cmp(&hash[..])).ok()?;
        sources |= kept.get(place).map_or(0, |word| word[4]);
    }
    let standing = Source::WORDS.iter().filter(|(_, bit)| sources & bit != 0);
    Some(standing.map(|(source, _)| *source).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: Uuid = Uuid::from_u128(7);

    #[track_caller]
    fn check_number(kept: &str, asked: &str, is_found: bool) {
        let forms = number_forms(kept);
        let found = understand(asked).numbers.iter().any(|form| forms.contains(form));
        assert_eq!(found, is_found, "{kept} {asked}");
    }

    #[test]
    fn a_courts_number_is_found_with_and_without_its_letters_and_its_year() {
        check_number("УД-118/25.03", "УД-118/25.03", true);
        check_number("УД-118/25.03", "ud 118 25 03", true);
        check_number("УД-118/25.03", "118/25", true);
        check_number("УД-118/25.03", "118/25.03", true);
        check_number("УД-118/25.03", "118", false);
        check_number("УД-118/25.03", "218/25", false);
        check_number("1-247/2025", "1-247/2025", true);
        check_number("1-247/2025", "1-247", true);
    }

    #[track_caller]
    fn check_phone(kept: &str, asked: &str, is_found: bool) {
        let found = understand(asked).phone.is_some_and(|one| phone_tokens(kept).contains(&one));
        assert_eq!(found, is_found, "{kept} {asked}");
    }

    #[test]
    fn a_telephone_is_found_with_and_without_the_codes_before_it() {
        check_phone("+996 555 123-456", "0555123456", true);
        check_phone("+996 555 123-456", "996555123456", true);
        check_phone("+996 555 123-456", "123456", true);
        check_phone("8 (312) 12-34-56", "12-34-56", true);
        check_phone("+996 555 123-456", "555123457", false);
        check_phone("+996 555 123-456", "23456", false);
    }

    #[track_caller]
    fn check_address(kept: &str, asked: &str, is_found: bool) {
        let (kept_tokens, asked_tokens) = (address_tokens(kept), understand(asked).address);
        let found = !asked_tokens.is_empty()
            && asked_tokens.iter().all(|token| kept_tokens.contains(token));
        assert_eq!(found, is_found, "{kept} {asked}");
    }

    #[test]
    fn an_address_is_found_by_street_and_house_in_any_script() {
        check_address("ул. Манаса, д. 12, кв. 4", "манас 12", true);
        check_address("ул. Манаса, д. 12, кв. 4", "Manas 12", true);
        check_address("Манас көчөсү, 12-4", "улица Манаса 12", true);
        check_address("ул. Манаса, д. 12, кв. 4", "Манаса 13", false);
        check_address("ул. Манаса, д. 12, кв. 4", "12", false);
        check_address("ул. Манаса, д. 12, кв. 4", "улица", false);
    }

    #[track_caller]
    fn check_words(kept: &str, asked: &str, expected: Option<Vec<Source>>) {
        let key = PostingKey::new(&[7; 32]);
        let note = |source, text: &str| Findable { source, text: text.to_owned() };
        let found = [note(Source::Notes, kept), note(Source::Client, "Болела мать")];
        let rows = case_finding(CASE, &found, &key);
        let Cell::Bytes(words) = &rows[1].rows[0][0] else { panic!() };
        assert_eq!(sources_of(CASE, &stems(asked), words, &key), expected, "{asked}");
        // The same words of another case have nothing in common with them.
        assert_eq!(sources_of(Uuid::from_u128(8), &stems(asked), words, &key), None);
    }

    #[test]
    fn words_are_found_in_any_ending_and_the_place_is_told() {
        let kept = "Потерял работу на стройке 5 мая, жумушу жок";
        check_words(kept, "работа", Some(vec![Source::Notes]));
        check_words(kept, "стройка работы", Some(vec![Source::Notes]));
        check_words(kept, "жумуш", Some(vec![Source::Notes]));
        check_words(kept, "мать", Some(vec![Source::Client]));
        check_words(kept, "работа мать", Some(vec![Source::Notes, Source::Client]));
        check_words(kept, "завод", None);
        check_words(kept, "работа завод", None);
    }
}
