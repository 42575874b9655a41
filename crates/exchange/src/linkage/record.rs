//! Records as they are compared: every value normalised and replaced by its number.

use std::collections::BTreeMap;

use super::column::{COLUMNS, Column, RecordText};
use super::day::{self, Day};
use super::exact::{fingerprint, mix};
use super::naming::Naming;
use super::words::{Interner, NONE, Words};
use crate::name::fold;
use crate::number::{self, Scheme};

/// Longer values are cut off here and counted as [`Oddity::Long`].
pub(super) const VALUE_BYTES_MAX: usize = 1024;

/// At most so many records are taken: their numbers and those of their pairs fit 32 bits.
pub(super) const RECORDS_MAX: usize = 200_000_000;

/// Shorter numbers of persons and documents tell nobody from anybody.
const NUMBER_LETTERS_MIN: usize = 4;

/// As many letters of a personal number, from its end, tell people of one birth date apart.
const NUMBER_TAIL: usize = 5;

/// The digits of a telephone number that are compared, from its end.
const PHONE_DIGITS: usize = 9;

/// A record with its values as numbers, [`NONE`] where it has none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// A fingerprint of everything but the record's own name; rows stand in this order.
    pub order: u64,
    /// Which record it is, as they came.
    pub record: u32,
    pub surname: u32,
    pub given: u32,
    pub father: u32,
    pub birth: Day,
    /// The birth date inside the personal number, if it is a valid one.
    pub number_birth: Day,
    pub number: u32,
    /// The digits of the number in any order, and its last letters.
    pub number_digits: u32,
    pub number_tail: u32,
    pub document: u32,
    pub phone: u32,
    pub case: u32,
    pub settlement: u32,
    pub street: u32,
    pub house: u32,
    pub flat: u32,
    /// Settlement, street, house and flat together.
    pub address: u32,
    pub country: u32,
    pub region: u32,
    pub postcode: u32,
    pub locality: u32,
    pub agency: u32,
    pub sex: Sex,
    /// Whether the personal number is one that its scheme allows.
    pub is_number_valid: bool,
    /// Whether sex or birth date inside the number are not those of the record: the number may
    /// be somebody else's.
    pub is_number_foreign: bool,
}

/// The sex as a record says it, or its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sex {
    #[default]
    Unknown,
    Male,
    Female,
}

/// What was odd in a register, and was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A value longer than 1,024 bytes was cut off.
    Long,
    /// A birth date could not be read.
    BirthDate,
    /// A sex could not be read.
    Sex,
    /// A personal number, document or telephone says nothing, as `000000` does.
    EmptyNumber,
    /// A value was no UTF-8; what could not be read was replaced.
    NotUtf8,
}

impl Oddity {
    /// Returns the word under which reports name it.
    pub fn code(self) -> &'static str {
        match self {
            Oddity::Long => "value-cut-off",
            Oddity::BirthDate => "birth-date-unreadable",
            Oddity::Sex => "sex-unreadable",
            Oddity::EmptyNumber => "number-says-nothing",
            Oddity::NotUtf8 => "value-not-utf8",
        }
    }
}

/// Records, and the distinct values in them.
#[derive(Clone, Debug, Default)]
pub struct Records {
    pub(super) rows: Vec<Row>,
    pub(super) words: Words,
    pub(super) places: Words,
    pub(super) numbers: Interner,
    pub(super) documents: Interner,
    pub(super) phones: Interner,
    pub(super) cases: Interner,
    small: Interner,
    addresses: Interner,
    naming: Naming,
    places_seen: Interner,
    places_folded: Vec<u32>,
    oddities: BTreeMap<Oddity, u64>,
}

impl Records {
    /// Takes a record; returns its place among those taken, from 0, or nothing where there are
    /// 200 million already.
    pub fn push(&mut self, text: &RecordText<'_>) -> Option<u32> {
        let row = self.read(text)?;
        self.rows.push(row);
        Some(row.record)
    }

    /// Returns how many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns what was odd, and how often.
    pub fn oddities(&self) -> &BTreeMap<Oddity, u64> {
        &self.oddities
    }

    /// Counts something odd that the caller has met.
    pub fn count(&mut self, oddity: Oddity) {
        *self.oddities.entry(oddity).or_default() += 1;
    }

    /// Puts the rows into the order of their contents, which does not depend on the order in
    /// which they came. What only reading needs is let go.
    pub(super) fn settle(&mut self) {
        self.rows.sort_unstable_by_key(|row| row.order);
        self.naming = Naming::default();
        self.places_seen = Interner::default();
        self.places_folded = Vec::new();
    }

    /// Normalises a record without keeping it.
    pub(super) fn read(&mut self, text: &RecordText<'_>) -> Option<Row> {
        let record = u32::try_from(self.rows.len()).ok()?;
        if self.rows.len() >= RECORDS_MAX {
            return None;
        }
        let text = &self.cut(text);
        let value = |column: Column| text.get(column.place()).copied().unwrap_or_default();
        let names =
            [Column::FullName, Column::Surname, Column::GivenName, Column::Patronymic].map(value);
        let names = self.naming.parts(&mut self.words, names);
        let mut row = Row {
            order: order(text),
            record,
            surname: names.surname,
            given: names.given,
            father: names.father,
            sex: self.sex(value(Column::Sex)),
            birth: self.birth(value(Column::BirthDate)),
            document: self.document(value(Column::DocumentNo)),
            phone: self.phone(value(Column::Phone)),
            ..Row::default()
        };
        self.number(value(Column::PersonalNo), &mut row);
        let case = compact(value(Column::Case));
        row.case = self.cases.intern(case.as_bytes());
        let agency = compact(value(Column::Agency));
        row.agency = self.small.intern(agency.as_bytes());
        self.address(&value, &mut row);
        Some(row)
    }

    fn cut<'a>(&mut self, text: &RecordText<'a>) -> RecordText<'a> {
        let mut cut = *text;
        for value in &mut cut {
            if value.len() > VALUE_BYTES_MAX {
                self.count(Oddity::Long);
                let end = (0..=VALUE_BYTES_MAX).rev().find(|end| value.is_char_boundary(*end));
                *value = value.get(..end.unwrap_or_default()).unwrap_or_default();
            }
        }
        cut
    }

    fn birth(&mut self, text: &str) -> Day {
        day::read(text).unwrap_or_else(|| {
            self.count(Oddity::BirthDate);
            0
        })
    }

    fn sex(&mut self, text: &str) -> Sex {
        let first = text.trim().chars().next().map(|letter| letter.to_ascii_lowercase());
        match first {
            None => Sex::Unknown,
            Some('m' | 'M' | 'м' | 'М' | '1' | 'э' | 'Э') => Sex::Male,
            Some('f' | 'F' | 'ж' | 'Ж' | '2' | 'ә' | 'Ә' | 'а' | 'А' | 'w') => Sex::Female,
            Some('е' | 'Е' | 'e') => Sex::Male,
            Some(_) => {
                self.count(Oddity::Sex);
                Sex::Unknown
            }
        }
    }

    fn number(&mut self, text: &str, row: &mut Row) {
        let number = compact(text);
        if self.says_nothing(text, &number) {
            return;
        }
        row.number = self.numbers.intern(number.as_bytes());
        let mut digits = number.clone().into_bytes();
        digits.sort_unstable();
        row.number_digits = (fingerprint(&digits) as u32).max(1);
        let tail = number.as_bytes().get(number.len().saturating_sub(NUMBER_TAIL)..);
        row.number_tail = (fingerprint(tail.unwrap_or_default()) as u32).max(1);
        let scheme = match number.len() {
            12 => Scheme::Kazakh,
            14 => Scheme::Kyrgyz,
            _ => return,
        };
        if let Ok(number) = number::parse(scheme, &number) {
            row.is_number_valid = true;
            let birth = number.birth_on().and_then(|day| {
                day::packed(day.year() as u32, day.month() as u32, day.day() as u32)
            });
            row.number_birth = birth.unwrap_or_default();
            let sex = match number.sex() {
                Some(crate::fact::Sex::Male) => Sex::Male,
                Some(crate::fact::Sex::Female) => Sex::Female,
                _ => Sex::Unknown,
            };
            let is_other_sex = sex != row.sex && sex != Sex::Unknown && row.sex != Sex::Unknown;
            row.is_number_foreign = is_other_sex || day::is_other(row.birth, row.number_birth);
            if row.sex == Sex::Unknown {
                row.sex = sex;
            }
        }
    }

    fn document(&mut self, text: &str) -> u32 {
        let number = compact(text);
        if self.says_nothing(text, &number) {
            return NONE;
        }
        self.documents.intern(number.as_bytes())
    }

    fn phone(&mut self, text: &str) -> u32 {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.get(digits.len().saturating_sub(PHONE_DIGITS)..).unwrap_or_default();
        if self.says_nothing(text, digits) {
            return NONE;
        }
        self.phones.intern(digits.as_bytes())
    }

    fn says_nothing(&mut self, written: &str, number: &str) -> bool {
        let first = number.as_bytes().first();
        let is_one_letter = number.as_bytes().iter().all(|letter| Some(letter) == first);
        let says_nothing = number.len() < NUMBER_LETTERS_MIN || is_one_letter;
        if says_nothing && !written.trim().is_empty() {
            self.count(Oddity::EmptyNumber);
        }
        says_nothing
    }

    fn address<'a>(&mut self, value: &impl Fn(Column) -> &'a str, row: &mut Row) {
        row.settlement = self.place(value(Column::Settlement));
        row.street = self.place(value(Column::Street));
        row.country = self.place(value(Column::Country));
        row.region = self.place(value(Column::Region));
        row.postcode = self.place(value(Column::Postcode));
        row.locality = self.place(value(Column::Locality));
        let (house, flat) = (compact(value(Column::House)), compact(value(Column::Flat)));
        row.house = self.small.intern(house.as_bytes());
        row.flat = self.small.intern(flat.as_bytes());
        if row.house != NONE && (row.street != NONE || row.settlement != NONE) {
            let mut key = [0; 16];
            let parts = [row.settlement, row.street, row.house, row.flat];
            for (into, byte) in key.iter_mut().zip(parts.iter().flat_map(|part| part.to_le_bytes()))
            {
                *into = byte;
            }
            row.address = self.addresses.intern(&key);
        }
    }

    fn place(&mut self, text: &str) -> u32 {
        let known = self.places_seen.len();
        let number = self.places_seen.intern(text.as_bytes()) as usize;
        if number == 0 {
            return NONE;
        }
        if number < known {
            return self.places_folded.get(number - 1).copied().unwrap_or_default();
        }
        let folded = self.places.intern(&folded_place(text));
        self.places_folded.push(folded);
        folded
    }
}

/// Returns a fingerprint of a record's values without its own name.
fn order(text: &RecordText<'_>) -> u64 {
    let mut state = COLUMNS as u64;
    for (place, value) in text.iter().enumerate() {
        if place != Column::RecordId.place() {
            state = mix(state, fingerprint(value.as_bytes()));
        }
    }
    state
}

/// Returns letters and digits without marks and spaces, capital, look-alikes of the Cyrillic
/// alphabet as Latin letters.
fn compact(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        for capital in letter.to_uppercase() {
            let place = "АВЕКМНОРСТУХІ".chars().position(|cyrillic| cyrillic == capital);
            let latin = place.and_then(|place| "ABEKMHOPCTYXI".chars().nth(place));
            compact.push(latin.unwrap_or(capital));
        }
    }
    compact
}

/// Folds the name of a place without the words that say what kind of place it is.
fn folded_place(text: &str) -> String {
    const KINDS: [&str; 32] = [
        "g",
        "gor",
        "gorod",
        "s",
        "selo",
        "pos",
        "poselok",
        "pgt",
        "aul",
        "auil",
        "aiil",
        "aili",
        "auili",
        "kalasi",
        "waari",
        "d",
        "derevnia",
        "r",
        "rn",
        "raion",
        "ul",
        "ulitsa",
        "kowesi",
        "kocosu",
        "pr",
        "prospekt",
        "per",
        "pereulok",
        "mkr",
        "mikroraion",
        "k",
        "str",
    ];
    let words: Vec<String> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | '-' | '/'))
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let named: String =
        words.iter().filter(|word| !KINDS.contains(&word.as_str())).cloned().collect();
    if named.is_empty() { words.concat() } else { named }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'a>(values: &[(Column, &'a str)]) -> RecordText<'a> {
        let mut text = [""; COLUMNS];
        for (column, value) in values {
            text[column.place()] = value;
        }
        text
    }

    #[test]
    fn a_valid_number_gives_its_birth_date_and_sex() {
        let mut records = Records::default();
        let row = records.read(&text(&[(Column::PersonalNo, "9001 3130 0010")])).unwrap();
        assert!(row.is_number_valid);
        assert_eq!(row.number_birth, 0x1990_0131);
        assert_eq!(row.sex, Sex::Male);
        let row = records.read(&text(&[(Column::PersonalNo, "900131300016")])).unwrap();
        assert!(!row.is_number_valid && row.number != NONE);
    }

    #[test]
    fn the_records_own_name_tells_nothing() {
        let mut records = Records::default();
        let one = records.read(&text(&[(Column::RecordId, "a"), (Column::Surname, "Ли")])).unwrap();
        let two = records.read(&text(&[(Column::RecordId, "b"), (Column::Surname, "Ли")])).unwrap();
        assert_eq!(one.order, two.order);
    }

    #[test]
    fn places_and_phones_are_the_same_however_they_are_written() {
        let mut records = Records::default();
        let mut row = |settlement, street, phone| {
            let values = [
                (Column::Settlement, settlement),
                (Column::Street, street),
                (Column::Phone, phone),
            ];
            let row = records.read(&text(&values)).unwrap();
            (row.settlement, row.street, row.phone)
        };
        let one = row("г. Бишкек", "ул. Чүй", "+996 555 12-34-56");
        assert_eq!(one, row("Bishkek", "Чуй көчөсү", "0555123456"));
    }

    #[test]
    fn what_says_nothing_or_too_much_is_counted_and_passed_over() {
        let mut records = Records::default();
        let long = "я".repeat(1 << 19);
        let values = [
            (Column::Surname, long.as_str()),
            (Column::PersonalNo, "00000000000000"),
            (Column::BirthDate, "soon"),
            (Column::Sex, "?"),
        ];
        let row = records.read(&text(&values)).unwrap();
        assert_eq!(row.number, NONE);
        assert_eq!(row.birth, 0);
        let odd: Vec<&str> = records.oddities().keys().map(|oddity| oddity.code()).collect();
        let expected =
            ["value-cut-off", "birth-date-unreadable", "sex-unreadable", "number-says-nothing"];
        assert_eq!(odd, expected);
    }
}
