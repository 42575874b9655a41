//! What two records have in common, as one pattern of levels.
//!
//! Each comparison looks at one thing and says at which level the two agree; level 0 says that
//! one of them does not tell. Surname and given name that stand in each other's places are one
//! finding, not two. The sex is not asked where the given names agree: a name has its sex.

use super::day::{self, DayLikeness};
use super::record::{Records, Row, Sex};
use super::similar::{Likeness, is_one_slip, likeness};
use super::words::{Interner, NONE, Words};

/// How many comparisons there are.
pub(super) const COMPARISONS: usize = 16;

/// How many levels a comparison has at most, that of nothing told among them.
pub(super) const LEVELS: usize = 10;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Comparison {
    /// The surname.
    Surname,
    /// The given name.
    Given,
    /// The father's name.
    Father,
    /// The birth date.
    Birth,
    /// The sex.
    Sex,
    /// The personal number.
    Number,
    /// The document.
    Document,
    /// The telephone number.
    Phone,
    /// The case.
    Case,
    /// The address below the country.
    Address,
    /// The country.
    Country,
    /// The region.
    Region,
    /// The postcode.
    Postcode,
    /// The part of a settlement.
    Locality,
    /// Who keeps the record.
    Agency,
    /// Which of the names agree together: names of one language come together, so that they are
    /// shared oftener than chance has it for each.
    Names,
}

use Comparison::{
    Address, Agency, Birth, Case, Country, Document, Father, Given, Locality, Names, Number, Phone,
    Postcode, Region, Sex as SexOf, Surname,
};

impl Comparison {
    /// All of them, in their order.
    pub(super) const ALL: [Comparison; COMPARISONS] = [
        Surname, Given, Father, Birth, SexOf, Number, Document, Phone, Case, Address, Country,
        Region, Postcode, Locality, Agency, Names,
    ];

    /// Returns the word under which reports name it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Surname => "surname",
            Given => "given-name",
            Father => "patronymic",
            Birth => "birth-date",
            SexOf => "sex",
            Number => "personal-number",
            Document => "document",
            Phone => "phone",
            Case => "case",
            Address => "address",
            Country => "country",
            Region => "region",
            Postcode => "postcode",
            Locality => "locality",
            Agency => "agency",
            Names => "names-together",
        }
    }

    /// Returns what the levels from 1 on mean.
    pub(super) fn levels(self) -> &'static [&'static str] {
        match self {
            Surname => &["same", "near", "similar", "other", "in-each-others-place"],
            Given => &[
                "same",
                "near",
                "similar",
                "other",
                "short-form",
                "initial",
                "other-initial",
                "patronymic-in-its-place",
            ],
            Father => {
                &["same", "near", "similar", "other", "short-form", "initial", "other-initial"]
            }
            Birth => &[
                "same",
                "same-by-number",
                "day-and-month-swapped",
                "one-digit",
                "year-only",
                "other-year",
                "same-year",
                "other",
            ],
            Number => {
                &["same", "one-digit", "other", "other-both-valid", "same-but-not-its-records"]
            }
            Document | Phone => &["same", "one-digit", "other"],
            SexOf | Case | Agency => &["same", "other"],
            Names => &["two-with-given-name", "all-three", "surname-and-patronymic"],
            Address => &[
                "same",
                "same-house",
                "house-and-near-street",
                "same-street",
                "same-house-number",
                "same-settlement",
                "other",
            ],
            Country | Region | Postcode | Locality => &["same", "near", "other"],
        }
    }
}

/// The levels of all comparisons, four bits each, the first lowest.
pub(super) type Pattern = u64;

/// Returns the level of a comparison in a pattern.
pub(super) fn level(pattern: Pattern, comparison: usize) -> usize {
    (pattern >> (4 * comparison) & 15) as usize
}

/// The values whose agreement weighs by how common they are; [`NONE`] where they do not agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Agreed {
    pub surname: u32,
    pub given: u32,
    pub father: u32,
    pub birth: u32,
    pub address: u32,
    pub settlement: u32,
    pub country: u32,
    pub region: u32,
    pub postcode: u32,
    pub locality: u32,
}

/// Likenesses of words that were asked for before; pairs of common names come back thousands of
/// times.
#[derive(Clone, Debug)]
pub(super) struct Remembered {
    slots: Vec<(u64, Likeness)>,
}

/// As many likenesses are remembered.
const SLOTS: usize = 1 << 15;

impl Default for Remembered {
    fn default() -> Self {
        Remembered { slots: vec![(0, Likeness::Other); SLOTS] }
    }
}

impl Remembered {
    fn likeness(&mut self, words: &Words, one: u32, other: u32) -> Likeness {
        let key = u64::from(one.min(other)) << 32 | u64::from(one.max(other));
        let place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 49) as usize % SLOTS;
        match self.slots.get(place) {
            Some((kept, found)) if *kept == key => *found,
            _ => {
                let found = likeness(words.letters(one), words.letters(other));
                if let Some(slot) = self.slots.get_mut(place) {
                    *slot = (key, found);
                }
                found
            }
        }
    }
}

/// The texts that comparisons look into.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    words: &'a Words,
    places: &'a Words,
    records: &'a Records,
}

impl<'a> Texts<'a> {
    pub(super) fn of(records: &'a Records) -> Self {
        Texts { words: &records.words, places: &records.places, records }
    }

    /// Returns the row at a place.
    pub(super) fn row(&self, place: u32) -> Option<&'a Row> {
        self.records.rows.get(place as usize)
    }
}

/// Compares two records.
pub(super) fn compare(
    texts: Texts<'_>,
    (names, places): (&mut Remembered, &mut Remembered),
    one: &Row,
    other: &Row,
) -> (Pattern, Agreed) {
    let mut agreed = Agreed::default();
    let [surname, given, father] = compare_names(texts.words, names, (one, other), &mut agreed);
    let birth = compare_births(one, other, &mut agreed);
    let sex = match (one.sex, other.sex) {
        (Sex::Unknown, _) | (_, Sex::Unknown) => 0,
        _ if matches!(given, 1 | 2 | 5) => 0,
        (left, right) => {
            if left == right {
                1
            } else {
                2
            }
        }
    };
    let address = compare_addresses(texts.places, places, (one, other), &mut agreed);
    let mut place = |left: u32, right: u32, agreed: &mut u32| {
        compare_places(texts.places, places, (left, right), agreed)
    };
    let levels = [
        surname,
        given,
        father,
        birth,
        sex,
        compare_numbers(texts.records, one, other),
        compare_codes(&texts.records.documents, (one.document, other.document)),
        compare_codes(&texts.records.phones, (one.phone, other.phone)),
        equal(one.case, other.case),
        address,
        place(one.country, other.country, &mut agreed.country),
        place(one.region, other.region, &mut agreed.region),
        place(one.postcode, other.postcode, &mut agreed.postcode),
        place(one.locality, other.locality, &mut agreed.locality),
        equal(one.agency, other.agency),
        together([surname, given, father]),
    ];
    let pattern =
        levels.iter().rev().fold(0, |pattern: u64, level| pattern << 4 | u64::from(*level));
    (pattern, agreed)
}

/// Says which names agree together.
fn together(levels: [u8; 3]) -> u8 {
    match levels.map(|level| level == 1) {
        [true, true, true] => 2,
        [true, true, false] | [false, true, true] => 1,
        [true, false, true] => 3,
        _ => 0,
    }
}

fn equal(one: u32, other: u32) -> u8 {
    match (one, other) {
        (NONE, _) | (_, NONE) => 0,
        _ if one == other => 1,
        _ => 2,
    }
}

fn compare_names(
    words: &Words,
    remembered: &mut Remembered,
    (one, other): (&Row, &Row),
    agreed: &mut Agreed,
) -> [u8; 3] {
    let mut word = |left: u32, right: u32, is_given: bool| -> u8 {
        compare_words(words, remembered, (left, right), is_given)
    };
    let mut surname = word(one.surname, other.surname, false);
    let mut given = word(one.given, other.given, true);
    let mut father = word(one.father, other.father, true);
    if !is_alike(surname) || !is_alike(given) {
        let crossed =
            [word(one.surname, other.given, false), word(one.given, other.surname, false)];
        let is_crossed = crossed.contains(&1) && crossed.iter().all(|level| matches!(level, 1 | 2));
        if is_crossed && !is_alike(surname) && !is_alike(given) {
            (surname, given) = (5, 0);
            agreed.surname = one.surname;
            agreed.given = one.given;
        }
    }
    if given == 4 && father != 1 {
        let crossed = [word(one.given, other.father, true), word(one.father, other.given, true)];
        if crossed.contains(&1) && crossed.iter().all(|level| matches!(level, 1 | 2)) {
            (given, father) = (8, 0);
            agreed.given = if crossed[0] == 1 { one.given } else { other.given };
        }
    }
    // *X уулу* names the father in the surname's place: he is compared once, and says nothing of
    // the surname that another record has.
    let of_father = |row: &Row| row.surname != NONE && row.surname == row.father;
    match (of_father(one), of_father(other)) {
        (true, true) => father = 0,
        (true, false) | (false, true) if surname != 1 => surname = 0,
        _ => {}
    }
    if surname == 1 {
        agreed.surname = one.surname;
    }
    if given == 1 {
        agreed.given = one.given;
    }
    if father == 1 {
        agreed.father = one.father;
    }
    [surname, given, father]
}

fn is_alike(level: u8) -> bool {
    !matches!(level, 3 | 4 | 7)
}

fn compare_words(
    words: &Words,
    remembered: &mut Remembered,
    (one, other): (u32, u32),
    is_given: bool,
) -> u8 {
    if one == NONE || other == NONE {
        return 0;
    }
    let has_initial = words.is_initial(one) || words.is_initial(other);
    if is_given && has_initial {
        let same = words.letters(one).first() == words.letters(other).first();
        return if same { 6 } else { 7 };
    }
    if one == other {
        return 1;
    }
    if is_given && words.full(one) == words.full(other) {
        return 5;
    }
    match remembered.likeness(words, one, other) {
        Likeness::Near => 2,
        Likeness::Similar => 3,
        Likeness::Other => 4,
    }
}

fn compare_births(one: &Row, other: &Row, agreed: &mut Agreed) -> u8 {
    let (left, right) = (one.birth, other.birth);
    let by_number = |birth: u32, number_birth: u32| birth != 0 && birth == number_birth;
    if left != 0 && left == right {
        agreed.birth = left;
        return 1;
    }
    if by_number(left, other.number_birth) || by_number(one.number_birth, right) {
        agreed.birth = if left == other.number_birth { left } else { right };
        return 2;
    }
    // A record without a date has that of its number.
    let left = if left == 0 { one.number_birth } else { left };
    let right = if right == 0 { other.number_birth } else { right };
    if left == 0 || right == 0 {
        return 0;
    }
    match day::likeness(left, right) {
        DayLikeness::Same => {
            agreed.birth = left;
            2
        }
        DayLikeness::Swapped => 3,
        DayLikeness::OneDigit => 4,
        DayLikeness::YearOnly => 5,
        DayLikeness::OtherYear => 6,
        DayLikeness::SameYear => 7,
        DayLikeness::Other => 8,
    }
}

fn compare_numbers(records: &Records, one: &Row, other: &Row) -> u8 {
    if one.number == NONE || other.number == NONE {
        return 0;
    }
    if one.number == other.number {
        let is_foreign = one.is_number_foreign || other.is_number_foreign;
        return if is_foreign { 5 } else { 1 };
    }
    let (left, right) = (records.numbers.text(one.number), records.numbers.text(other.number));
    if is_one_slip(left, right) {
        2
    } else if !(one.is_number_valid && other.is_number_valid && left.len() == right.len()) {
        3
    } else {
        4
    }
}

fn compare_codes(texts: &Interner, (one, other): (u32, u32)) -> u8 {
    if one == NONE || other == NONE {
        0
    } else if one == other {
        1
    } else if is_one_slip(texts.text(one), texts.text(other)) {
        2
    } else {
        3
    }
}

fn compare_places(
    places: &Words,
    remembered: &mut Remembered,
    (one, other): (u32, u32),
    agreed: &mut u32,
) -> u8 {
    if one == NONE || other == NONE {
        return 0;
    }
    if one == other {
        *agreed = one;
        return 1;
    }
    match remembered.likeness(places, one, other) {
        Likeness::Near => 2,
        Likeness::Similar | Likeness::Other => 3,
    }
}

fn compare_addresses(
    places: &Words,
    remembered: &mut Remembered,
    (one, other): (&Row, &Row),
    agreed: &mut Agreed,
) -> u8 {
    if one.address != NONE && one.address == other.address {
        agreed.address = one.address;
        return 1;
    }
    let mut alike = |left: u32, right: u32| match (left, right) {
        (NONE, _) | (_, NONE) => 0,
        _ if left == right => 1,
        _ if remembered.likeness(places, left, right) == Likeness::Near => 2,
        _ => 3,
    };
    let settlement = alike(one.settlement, other.settlement);
    let street = alike(one.street, other.street);
    let house = equal(one.house, other.house);
    match (settlement, street, house) {
        (0, 0, 0 | 1) => 0,
        (0..=2, 1 | 2, 1) if settlement == 2 || street == 2 => 3,
        (0 | 1, 1, 1) => 2,
        (0..=2, 1 | 2, _) => 4,
        (1 | 2, _, 1) => 5,
        (1 | 2, ..) => {
            agreed.settlement = if settlement == 1 { one.settlement } else { NONE };
            6
        }
        _ => 7,
    }
}
