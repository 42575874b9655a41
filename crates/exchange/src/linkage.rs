//! To whom does a record belong? An answer where it is plain, a question to a person where not.
//!
//! A valid national number that is equal, with nothing against it, links. Everything else that
//! looks alike (names in any script and order, birth dates with a slip, a number of former days or
//! one digit off) becomes a question that a person decides, with what speaks for it and against
//! it. Nobody alike means somebody new. The answer does not depend on the order of the candidates.
//!
//! Restricted and erased records are kept out by the caller.
//!
//! Many records at once are linked below, by weights that are estimated from the data: a
//! [`Records`] takes them in and normalises them, [`batch::link`] blocks, compares, trains a
//! [`Model`], weighs and joins them to [`cluster::Clusters`], and an [`index::Index`] matches one
//! record more with the same weights. Decision 0013 says why so. Deliberately not here yet: facts
//! of the journal about clusters, and what a person decides about them.

pub mod batch;
mod block;
pub mod cluster;
pub mod column;
mod compare;
mod day;
mod exact;
mod frequency;
pub mod index;
mod kept;
mod model;
mod naming;
mod record;
mod shorts;
mod similar;
mod threshold;
mod train;
mod words;

pub use block::Refined;
pub use kept::ModelError;
pub use model::Model;
pub use record::{Oddity, Records};
pub use threshold::Expected;

use std::cmp::Reverse;

use bagyt_core::identity::PersonId;
use jiff::civil::Date;

use crate::fact::{Candidate, Likeness, Sex};
use crate::name::{NameKey, number_token};
use crate::number::{NationalNumber, is_one_digit_off};
use crate::person::{Names, Person};

/// At most so many candidates are put before a person; a page shows them at once.
pub const CANDIDATES_MAX: usize = 8;

/// Names shorter than this, in letters of the skeleton, are not compared with one letter off.
const SIMILAR_LETTERS_MIN: usize = 4;

/// What a record says of the person whom it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The names.
    pub names: Names,
    /// The sex.
    pub sex: Sex,
    /// The birth date, where the record has one.
    pub birth_on: Option<Date>,
    /// The national number, where the record has a valid one.
    pub national_no: Option<NationalNumber>,
}

/// A known person as far as a record is compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The person.
    pub person: PersonId,
    /// The names of today and of former days.
    pub names: Vec<Names>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The birth date.
    pub birth_on: Option<Date>,
    /// The national number.
    pub national_no: Option<String>,
    /// The numbers of former days.
    pub former_numbers: Vec<String>,
}

impl Known {
    /// Takes what is compared out of a person's state.
    pub fn of(id: PersonId, person: &Person) -> Self {
        Known {
            person: id,
            names: person.names.iter().chain(&person.former_names).cloned().collect(),
            sex: person.sex,
            birth_on: person.birth_on,
            national_no: person.national_no.clone(),
            former_numbers: person.former_numbers.clone(),
        }
    }
}

/// To whom a record belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// To this person, by the national number.
    Linked {
        /// The person.
        person: PersonId,
        /// What speaks for it.
        reasons: Vec<Likeness>,
    },
    /// To nobody who is known.
    New,
    /// A person has to decide.
    Review {
        /// Whom it may be, the likest first; at most [`CANDIDATES_MAX`].
        candidates: Vec<Candidate>,
    },
}

/// Says to whom a record belongs.
///
/// `by_number` is the person who bears the record's national number now, if there is one;
/// `candidates` are the persons found by [`candidate_tokens`], in any order, with or without that
/// person.
pub fn match_person(claim: &Claim, by_number: Option<&Known>, candidates: &[Known]) -> Match {
    if let Some(known) = by_number {
        let reasons = compare(claim, known);
        if reasons.contains(&Likeness::SameNumber) && !reasons.iter().any(|r| contradicts(*r)) {
            return Match::Linked { person: known.person, reasons };
        }
    }
    let mut found: Vec<Candidate> = by_number
        .into_iter()
        .chain(candidates)
        .map(|known| Candidate { person: known.person, reasons: compare(claim, known) })
        .filter(|candidate| is_candidate(&candidate.reasons))
        .collect();
    if found.is_empty() {
        return Match::New;
    }
    found.sort_by_key(|candidate| (Reverse(likeness(&candidate.reasons)), candidate.person));
    found.dedup_by_key(|candidate| candidate.person);
    found.truncate(CANDIDATES_MAX);
    Match::Review { candidates: found }
}

/// Returns the tokens under which the persons stand with whom a record must be compared: any one
/// of them is enough. They stand in the same table as those of [`crate::name::tokens`].
pub fn candidate_tokens(claim: &Claim) -> Vec<String> {
    let mut tokens = record_tokens(&claim.names, claim.birth_on);
    if let Some(swapped) = claim.birth_on.and_then(swapped) {
        let key = NameKey::of(&claim.names);
        tokens.extend(birth_tokens(&key, swapped));
    }
    tokens.extend(claim.national_no.as_ref().map(|number| number_token(number.as_str())));
    tokens.sort();
    tokens.dedup();
    tokens
}

/// Returns the tokens under which a record with these names and this birth date is kept for
/// [`candidate_tokens`].
pub fn record_tokens(names: &Names, birth_on: Option<Date>) -> Vec<String> {
    let key = NameKey::of(names);
    let (first, second) = key.pair();
    let mut tokens = vec![format!("{first}+{second}")];
    if let Some(birth_on) = birth_on {
        tokens.extend(birth_tokens(&key, birth_on));
    }
    tokens
}

fn birth_tokens(key: &NameKey, birth_on: Date) -> [String; 2] {
    [format!("{}+{birth_on}", key.surname_root()), format!("{}+{birth_on}", key.given_name)]
}

/// Says what in a record is like a known person and what is not, in the order of [`Likeness`].
pub fn compare(claim: &Claim, known: &Known) -> Vec<Likeness> {
    let mut reasons = vec![compare_names(claim, known), compare_birth(claim, known)];
    reasons.extend(compare_number(claim, known));
    if known.sex.is_some_and(|sex| sex != claim.sex) {
        reasons.push(Likeness::OtherSex);
    }
    reasons.sort();
    reasons
}

fn compare_number(claim: &Claim, known: &Known) -> Vec<Likeness> {
    let Some(number) = &claim.national_no else { return Vec::new() };
    let mut reasons = Vec::new();
    let text = number.as_str();
    match known.national_no.as_deref() {
        Some(same) if same == text => reasons.push(Likeness::SameNumber),
        _ if known.former_numbers.iter().any(|former| former == text) => {
            reasons.push(Likeness::FormerNumber);
        }
        Some(near) if is_one_digit_off(near, text) => reasons.push(Likeness::NumberOneDigitOff),
        Some(_) => reasons.push(Likeness::OtherNumber),
        None => {}
    }
    let other_birth = matches!((number.birth_on(), claim.birth_on), (Some(a), Some(b)) if a != b);
    if other_birth || number.sex().is_some_and(|sex| sex != claim.sex) {
        reasons.push(Likeness::NumberAgainstItsRecord);
    }
    reasons
}

fn compare_names(claim: &Claim, known: &Known) -> Likeness {
    let claimed = NameKey::of(&claim.names);
    let levels = known.names.iter().map(|names| name_likeness(&claimed, &NameKey::of(names)));
    // The variants of names stand in the order from like to unlike.
    levels.min().unwrap_or(Likeness::OtherNames)
}

fn name_likeness(one: &NameKey, other: &NameKey) -> Likeness {
    let same_surname = one.surname == other.surname;
    let same_given = one.given_name == other.given_name;
    let patronymics = one.patronymic.as_ref().zip(other.patronymic.as_ref());
    match (same_surname, same_given) {
        (true, true) if patronymics.is_some_and(|(left, right)| left != right) => {
            Likeness::OtherPatronymic
        }
        (true, true) => Likeness::SameNames,
        _ if one.pair() == other.pair() => Likeness::NamesInOtherOrder,
        (true, false) if is_similar(&one.given_name, &other.given_name) => Likeness::SimilarNames,
        (false, true) if one.surname_root() == other.surname_root() => Likeness::SimilarNames,
        (false, true) if is_similar(&one.surname, &other.surname) => Likeness::SimilarNames,
        (false, true) if patronymics.is_some_and(|(left, right)| left == right) => {
            Likeness::OtherSurname
        }
        _ => Likeness::OtherNames,
    }
}

/// Says whether one letter is missing, added or another, or two neighbours are changed over.
pub(crate) fn is_similar(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < SIMILAR_LETTERS_MIN || long.len() - short.len() > 1 {
        return false;
    }
    let alike = short.iter().zip(&long).take_while(|(left, right)| left == right).count();
    let rest = |letters: &[char], from: usize| letters.get(from..).unwrap_or_default().to_vec();
    if long.len() > short.len() {
        return rest(&short, alike) == rest(&long, alike + 1);
    }
    let neighbours =
        short.get(alike) == long.get(alike + 1) && short.get(alike + 1) == long.get(alike);
    rest(&short, alike + 1) == rest(&long, alike + 1)
        || (neighbours && rest(&short, alike + 2) == rest(&long, alike + 2))
}

fn compare_birth(claim: &Claim, known: &Known) -> Likeness {
    let (Some(one), Some(other)) = (claim.birth_on, known.birth_on) else {
        return Likeness::BirthDateUnknown;
    };
    let year_only = |day: Date| day.month() == 1 && day.day() == 1;
    if one == other {
        Likeness::SameBirthDate
    } else if swapped(one) == Some(other) {
        Likeness::DayAndMonthSwapped
    } else if is_one_digit_off(&one.to_string(), &other.to_string()) {
        Likeness::BirthDateOneDigitOff
    } else if one.year() == other.year() && (year_only(one) || year_only(other)) {
        Likeness::BirthYearOnly
    } else {
        Likeness::OtherBirthDate
    }
}

fn swapped(day: Date) -> Option<Date> {
    Date::new(day.year(), day.day(), day.month()).ok().filter(|swapped| *swapped != day)
}

/// Whether a likeness speaks against an equal national number.
fn contradicts(reason: Likeness) -> bool {
    use Likeness::*;
    let against = [
        NumberAgainstItsRecord,
        OtherNames,
        OtherPatronymic,
        DayAndMonthSwapped,
        BirthDateOneDigitOff,
        OtherBirthDate,
        OtherSex,
    ];
    against.contains(&reason)
}

/// Whether what is alike is worth a person's question.
fn is_candidate(reasons: &[Likeness]) -> bool {
    use Likeness::*;
    let has = |reason: Likeness| reasons.contains(&reason);
    if has(SameNumber) || has(FormerNumber) {
        return true;
    }
    let same_names = has(SameNames) || has(NamesInOtherOrder);
    let near_names = has(SimilarNames) || has(OtherSurname) || has(OtherPatronymic);
    let sure_birth = has(SameBirthDate) || has(DayAndMonthSwapped);
    if has(NumberOneDigitOff) && (same_names || near_names || sure_birth) {
        return true;
    }
    // Two numbers that are unlike are strong evidence for two people: only the whole rest being
    // equal raises the question whether one of them had the number changed.
    if has(OtherNumber) {
        return same_names && has(SameBirthDate) && !has(OtherSex);
    }
    if has(OtherSex) {
        return same_names && has(SameBirthDate);
    }
    let likely_birth = sure_birth || has(BirthDateOneDigitOff) || has(BirthYearOnly);
    (same_names && (likely_birth || has(BirthDateUnknown))) || (near_names && sure_birth)
}

/// Orders candidates; a count of what speaks for one, the surest first, and no probability.
fn likeness(reasons: &[Likeness]) -> u32 {
    use Likeness::*;
    let points = |reason: &Likeness| match reason {
        SameNumber => 8,
        FormerNumber => 7,
        NumberOneDigitOff => 5,
        SameNames => 4,
        NamesInOtherOrder | SameBirthDate => 3,
        SimilarNames | OtherSurname | OtherPatronymic | DayAndMonthSwapped => 2,
        BirthDateOneDigitOff | BirthYearOnly => 1,
        OtherNumber
        | NumberAgainstItsRecord
        | OtherNames
        | BirthDateUnknown
        | OtherBirthDate
        | OtherSex => 0,
    };
    reasons.iter().map(points).sum()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_batch;
#[cfg(test)]
mod tests_febrl;
#[cfg(test)]
mod tests_people;
