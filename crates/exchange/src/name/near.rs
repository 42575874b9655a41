//! Names that answer a question although they are written otherwise, and how near they come.
//!
//! [`near_tokens`] puts a word under itself and under itself with each of its letters left out:
//! two words that differ by one letter, missing, added, another or changed over with its
//! neighbour, share one of them. [`weigh`] then says whether a name truly answers and how: a
//! shared token only proposes.

use std::collections::BTreeSet;

use super::{father_of, fold, is_particle, split, without_sex};
use crate::linkage::is_similar;
use crate::person::Names;

/// Shorter words, in letters of the skeleton, have no neighbours: half of all short names would be.
const NEAR_LETTERS_MIN: usize = 4;

/// Letters of a word that are looked at for neighbours; a slip further behind makes no difference.
const NEAR_LETTERS_MAX: usize = 8;

/// How the spelling of a name answers a question, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// Letter by letter.
    Written,
    /// In another script, or with letters that are typed for each other.
    Folded,
    /// The name goes on behind what was asked for.
    Beginning,
    /// The record has no patronymic where the question has one.
    WithoutPatronymic,
    /// With another ending of the surname, or the father's name in another form.
    Form,
    /// With one letter missing, added, another or changed over.
    OneLetter,
}

impl Spelling {
    /// All of them, the nearest first.
    pub const ALL: [Spelling; 6] = [
        Spelling::Written,
        Spelling::Folded,
        Spelling::Beginning,
        Spelling::WithoutPatronymic,
        Spelling::Form,
        Spelling::OneLetter,
    ];

    /// Returns the word under which texts name it.
    pub fn code(self) -> &'static str {
        match self {
            Spelling::Written => "written",
            Spelling::Folded => "folded",
            Spelling::Beginning => "beginning",
            Spelling::WithoutPatronymic => "without-patronymic",
            Spelling::Form => "form",
            Spelling::OneLetter => "one-letter",
        }
    }
}

/// A name that answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameHit {
    /// Which of the names that were given, the first being 0.
    pub which: usize,
    /// How the least like of its words answers.
    pub spelling: Spelling,
    /// How far it is from the question, all words together; the nearest have the least.
    pub distance: u32,
}

/// Returns under what a folded word and the words that differ from it by one letter meet.
pub(super) fn near_tokens(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().take(NEAR_LETTERS_MAX).collect();
    if letters.len() < NEAR_LETTERS_MIN {
        return Vec::new();
    }
    let mut tokens = BTreeSet::from([format!("~{}", letters.iter().collect::<String>())]);
    for left_out in 0..letters.len() {
        let rest = letters.iter().enumerate().filter(|(place, _)| *place != left_out);
        tokens.insert(format!("~{}", rest.map(|(_, letter)| letter).collect::<String>()));
    }
    tokens.into_iter().collect()
}

/// Returns the root of a folded surname: without the ending of the sex and without `-ov`, `-ev`.
pub(crate) fn surname_root(word: &str) -> String {
    let plain = without_sex(word);
    let root = plain.strip_suffix("ov").or_else(|| plain.strip_suffix("ev"));
    root.filter(|root| root.len() >= 3).unwrap_or(&plain).to_owned()
}

/// Says how names answer a question: the nearest of `names`, of which earlier ones go before equal
/// later ones; nothing if none does.
///
/// Every word of the question must answer to a word of the name of its own, in any order and
/// script. One of them may have a letter wrong. A single letter stands for a name that begins so.
///
/// ```
/// use bagyt_exchange::name::{Spelling, weigh};
/// use bagyt_exchange::person::Names;
///
/// let names = Names {
///     surname: "Жумабеков".to_owned(),
///     given_name: "Нурлан".to_owned(),
///     patronymic: None,
/// };
/// let hit = weigh("Zhumabekov nurlan", &[names]).map(|hit| hit.spelling);
/// assert_eq!(hit, Some(Spelling::Folded));
/// ```
pub fn weigh(question: &str, names: &[Names]) -> Option<NameHit> {
    let asked = words(question);
    if asked.is_empty() {
        return None;
    }
    let weighed = names.iter().enumerate().filter_map(|(which, names)| {
        let (spelling, distance) = distance(&asked, names)?;
        // A former name is a little further than the present one.
        Some(NameHit { which, spelling, distance: distance * 2 + u32::from(which > 0) })
    });
    weighed.min_by_key(|hit| (hit.distance, hit.which))
}

/// A word as written, in small letters, and folded.
struct Word {
    written: String,
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let all =
        split(text).map(|written| Word { folded: fold(written), written: written.to_lowercase() });
    let all: Vec<Word> = all.filter(|word| !word.folded.is_empty()).collect();
    match all.iter().any(|word| !is_particle(&word.folded)) {
        true => all.into_iter().filter(|word| !is_particle(&word.folded)).collect(),
        false => all,
    }
}

/// A word of a name, and which part of the name it stands in.
struct Part {
    word: Word,
    is_surname: bool,
}

fn distance(asked: &[Word], names: &Names) -> Option<(Spelling, u32)> {
    let part = |text: &str, is_surname| {
        words(text).into_iter().map(move |word| Part { word, is_surname }).collect::<Vec<_>>()
    };
    let mut parts = part(&names.surname, true);
    parts.extend(part(&names.given_name, false));
    parts.extend(names.patronymic.iter().flat_map(|text| part(text, false)));
    let mut found: Vec<Spelling> = Vec::new();
    // Whole words choose first, so that an initial does not take what a name needs.
    let mut order: Vec<&Word> = asked.iter().collect();
    order.sort_by_key(|word| std::cmp::Reverse(word.folded.len()));
    for word in order {
        let best = parts.iter().enumerate().filter_map(|(place, part)| {
            likeness(word, part, asked.len()).map(|spelling| (spelling, place))
        });
        match best.min() {
            Some((spelling, place)) => {
                parts.remove(place);
                found.push(spelling);
            }
            // Papers leave the patronymic out.
            None if names.patronymic.is_none() && is_spare(word, asked.len()) => {
                found.push(Spelling::WithoutPatronymic);
            }
            None => return None,
        }
    }
    let slips = found.iter().filter(|spelling| **spelling == Spelling::OneLetter).count();
    let worst = found.iter().max().copied()?;
    let sum = found.iter().map(|spelling| u32::from(*spelling as u8)).sum();
    (slips <= 1).then_some((worst, sum))
}

/// Whether a word of a question is a patronymic beside a surname and a given name.
fn is_spare(word: &Word, asked: usize) -> bool {
    asked >= 3 && father_of(&word.folded).is_some()
}

fn likeness(asked: &Word, part: &Part, words: usize) -> Option<Spelling> {
    let (one, other) = (asked.folded.as_str(), part.word.folded.as_str());
    let letters = one.chars().count();
    if asked.written == part.word.written {
        return Some(Spelling::Written);
    }
    if one == other {
        return Some(Spelling::Folded);
    }
    // A short word alone is a whole name; beside another it is an initial.
    if other.starts_with(one) && (letters >= 3 || (letters == 1 && words > 1)) {
        return Some(Spelling::Beginning);
    }
    let fathers = father_of(one).is_some() || father_of(other).is_some();
    let (one_father, other_father) =
        (father_of(one).unwrap_or(one), father_of(other).unwrap_or(other));
    let same_father = one_father == other_father;
    let same_root = part.is_surname && surname_root(one_father) == surname_root(other_father);
    if (fathers && same_father) || same_root {
        return Some(Spelling::Form);
    }
    is_similar(one, other).then_some(Spelling::OneLetter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, meet: bool) {
        let (one, other) = (near_tokens(&fold(one)), near_tokens(&fold(other)));
        assert_eq!(one.iter().any(|token| other.contains(token)), meet);
    }

    #[test]
    fn words_that_differ_by_one_letter_meet() {
        check("Асанов", "Осанов", true);
        check("Асанов", "Асаноа", true);
        check("Асанов", "Асано", true);
        check("Асанов", "Асаонв", true);
        check("Жумабекова", "Жумабкова", true);
        check("Абдыкадырова", "Абдыкадырава", true);
    }

    #[test]
    fn words_that_differ_by_more_and_short_words_do_not_meet() {
        check("Асанов", "Усонов", false);
        check("Бакыт", "Бактыбек", false);
        check("Ким", "Ким", false);
    }
}
