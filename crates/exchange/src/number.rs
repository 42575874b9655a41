//! National numbers: what is wrong with one, and what a right one says of its bearer.
//!
//! Kazakhstan's IIN carries the birth date, the sex with the century and a control digit; the
//! Kyrgyz PIN carries the sex and the birth date, and no control digit that is published. A valid
//! number is evidence of identity and never a key: registries assign and change numbers, and a
//! bearer's number may be a relative's.

use std::fmt;

use jiff::civil::Date;

use crate::fact::Sex;

/// The rules by which a number is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Kazakhstan's IIN: twelve digits with a control digit.
    Kazakh,
    /// The Kyrgyz PIN: fourteen digits. The invented country `zz` has numbers of the same make.
    Kyrgyz,
}

impl Scheme {
    /// Returns the scheme of the numbers that a country issues, if it is known.
    pub fn of_country(country: &str) -> Option<Scheme> {
        match country {
            "kz" => Some(Scheme::Kazakh),
            "kg" | "zz" => Some(Scheme::Kyrgyz),
            _ => None,
        }
    }

    fn digits(self) -> usize {
        match self {
            Scheme::Kazakh => 12,
            Scheme::Kyrgyz => 14,
        }
    }
}

/// A number that its scheme allows.
///
/// Invariant: the text consists of the scheme's digits, the date exists and the control digit, if
/// the scheme has one, is right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationalNumber {
    text: String,
    sex: Option<Sex>,
    birth_on: Option<Date>,
}

impl NationalNumber {
    /// Returns the digits.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the sex that the number says; none in numbers of some foreigners.
    pub fn sex(&self) -> Option<Sex> {
        self.sex
    }

    /// Returns the birth date that the number says; none where it does not say the century.
    pub fn birth_on(&self) -> Option<Date> {
        self.birth_on
    }
}

impl fmt::Display for NationalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

bagyt_core::refusals! {
    /// Why a text is no national number.
    pub enum NumberError {
        /// It has more or fewer characters.
        #[error("a national number has {expected} digits; this one has {found} characters")]
        Length {
            /// As many as the scheme has.
            expected: usize,
            /// As many as were given.
            found: usize,
        } = "national-no-length" @ "national_no",
        /// A character is not one of 0 to 9.
        #[error("character {position} of the national number is not a digit")]
        NotADigit {
            /// Its place, from 1.
            position: usize,
        } = "national-no-not-a-digit" @ "national_no",
        /// The digit for sex, or for sex and century, has no meaning.
        #[error("digit {position} of the national number tells the sex and cannot be {digit}")]
        SexDigit {
            /// Its place, from 1.
            position: usize,
            /// What stands there.
            digit: u8,
        } = "national-no-sex-digit" @ "national_no",
        /// The digits for the birth date are no day of the calendar.
        #[error("the birth date inside the national number is no day of the calendar")]
        BirthDate = "national-no-birth-date" @ "national_no",
        /// The control digit is another.
        #[error("the control digit is {found}; the other digits of the national number give {expected}")]
        ControlDigit {
            /// What the other digits give.
            expected: u8,
            /// What stands there.
            found: u8,
        } = "national-no-control-digit" @ "national_no",
        /// The digits before the control digit are such that no number is issued for them.
        #[error("no national number is issued for these digits")]
        NeverIssued = "national-no-never-issued" @ "national_no",
    }
}

/// Reads a national number.
///
/// # Errors
///
/// The first that applies: [`NumberError::Length`], [`NumberError::NotADigit`],
/// [`NumberError::SexDigit`], [`NumberError::BirthDate`], [`NumberError::NeverIssued`],
/// [`NumberError::ControlDigit`].
///
/// # Source
///
/// Kazakhstan: Government Resolution No 406 of 22 May 2007. Kyrgyzstan: structure only; the
/// algorithm of a control digit is not published.
pub fn parse(scheme: Scheme, text: &str) -> Result<NationalNumber, NumberError> {
    let expected = scheme.digits();
    let found = text.chars().count();
    if found != expected {
        return Err(NumberError::Length { expected, found });
    }
    let mut digits = Vec::with_capacity(expected);
    for (index, letter) in text.chars().enumerate() {
        match letter {
            '0'..='9' => digits.push(letter as u8 - b'0'),
            _ => return Err(NumberError::NotADigit { position: index + 1 }),
        }
    }
    let (sex, birth_on) = match scheme {
        Scheme::Kazakh => read_kazakh(&digits)?,
        Scheme::Kyrgyz => read_kyrgyz(&digits)?,
    };
    Ok(NationalNumber { text: text.to_owned(), sex, birth_on })
}

type SexAndBirth = (Option<Sex>, Option<Date>);

fn read_kazakh(digits: &[u8]) -> Result<SexAndBirth, NumberError> {
    let century_digit = digits.get(6).copied().unwrap_or_default();
    let century = match century_digit {
        0 => None,
        1 | 2 => Some(1800),
        3 | 4 => Some(1900),
        5 | 6 => Some(2000),
        digit => return Err(NumberError::SexDigit { position: 7, digit }),
    };
    let year_of_century = number(digits, 0, 2);
    let (month, day) = (number(digits, 2, 2), number(digits, 4, 2));
    let on = |century: i16| date(century + year_of_century, month, day);
    let birth_on = match century {
        Some(century) => Some(on(century).ok_or(NumberError::BirthDate)?),
        // A foreigner's number does not say the century: the day must exist in one of the two.
        None if on(1900).or(on(2000)).is_some() => None,
        None => return Err(NumberError::BirthDate),
    };
    let found = digits.get(11).copied().unwrap_or_default();
    let expected = control_digit(digits).ok_or(NumberError::NeverIssued)?;
    if expected != found {
        return Err(NumberError::ControlDigit { expected, found });
    }
    let sex = match century_digit {
        0 => None,
        digit if digit % 2 == 1 => Some(Sex::Male),
        _ => Some(Sex::Female),
    };
    Ok((sex, birth_on))
}

/// Returns the control digit of the first eleven digits of an IIN, or none where no number is
/// issued for them.
pub fn control_digit(digits: &[u8]) -> Option<u8> {
    const FIRST: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const SECOND: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
    let weighed = |weights: [u32; 11]| {
        let sum: u32 = digits.iter().zip(weights).map(|(digit, w)| u32::from(*digit) * w).sum();
        u8::try_from(sum % 11).ok().filter(|rest| *rest < 10)
    };
    weighed(FIRST).or_else(|| weighed(SECOND))
}

fn read_kyrgyz(digits: &[u8]) -> Result<SexAndBirth, NumberError> {
    let sex = match digits.first().copied().unwrap_or_default() {
        1 => Sex::Female,
        2 => Sex::Male,
        digit => return Err(NumberError::SexDigit { position: 1, digit }),
    };
    let (day, month) = (number(digits, 1, 2), number(digits, 3, 2));
    let birth_on = date(number(digits, 5, 4), month, day).ok_or(NumberError::BirthDate)?;
    if birth_on.year() < 1850 {
        return Err(NumberError::BirthDate);
    }
    Ok((Some(sex), Some(birth_on)))
}

fn number(digits: &[u8], from: usize, count: usize) -> i16 {
    digits.iter().skip(from).take(count).fold(0, |sum, digit| sum * 10 + i16::from(*digit))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Says whether two numbers differ in one digit, or in two neighbours changed over.
pub fn is_one_digit_off(one: &str, other: &str) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let differing: Vec<usize> = one
        .bytes()
        .zip(other.bytes())
        .enumerate()
        .filter_map(|(index, (left, right))| (left != right).then_some(index))
        .collect();
    match differing.as_slice() {
        [_] => true,
        [first, second] if first + 1 == *second => {
            let at = |text: &str, index: usize| text.as_bytes().get(index).copied();
            at(one, *first) == at(other, *second) && at(one, *second) == at(other, *first)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(scheme: Scheme, text: &str, expected: Result<&str, NumberError>) {
        let read = parse(scheme, text).map(|number| {
            let sex = number.sex().map_or("-", Sex::code);
            let birth_on = number.birth_on().map_or("-".to_owned(), |day| day.to_string());
            format!("{sex} {birth_on}")
        });
        assert_eq!(read, expected.map(str::to_owned));
    }

    #[test]
    fn a_kazakh_number_says_sex_and_birth_date() {
        check(Scheme::Kazakh, "900131300010", Ok("m 1990-01-31"));
        check(Scheme::Kazakh, "040229600011", Ok("f 2004-02-29"));
    }

    #[test]
    fn the_second_weights_apply_where_the_first_give_ten() {
        let digits = [9, 0, 0, 1, 0, 1, 3, 0, 0, 8, 1];
        let first: u32 = (1..=11).zip(digits).map(|(w, digit)| w * u32::from(digit)).sum();
        assert_eq!(first % 11, 10);
        assert_eq!(control_digit(&digits), Some(1));
        check(Scheme::Kazakh, "900101300811", Ok("m 1990-01-01"));
    }

    #[test]
    fn a_wrong_control_digit_is_named_with_the_right_one() {
        let wrong = NumberError::ControlDigit { expected: 0, found: 6 };
        check(Scheme::Kazakh, "900131300016", Err(wrong));
    }

    #[test]
    fn digits_that_both_weights_leave_at_ten_are_never_issued() {
        check(Scheme::Kazakh, "900101300800", Err(NumberError::NeverIssued));
    }

    #[test]
    fn a_day_that_no_calendar_has_is_refused() {
        check(Scheme::Kazakh, "900231300015", Err(NumberError::BirthDate));
        check(Scheme::Kyrgyz, "23102199000001", Err(NumberError::BirthDate));
        check(Scheme::Kyrgyz, "20101184900001", Err(NumberError::BirthDate));
    }

    #[test]
    fn a_kyrgyz_number_says_sex_and_birth_date() {
        check(Scheme::Kyrgyz, "22902200400017", Ok("m 2004-02-29"));
        check(Scheme::Kyrgyz, "10101198500017", Ok("f 1985-01-01"));
        check(Scheme::Kyrgyz, "20101185000017", Ok("m 1850-01-01"));
    }

    #[test]
    fn what_is_wrong_with_the_characters_is_named() {
        let short = NumberError::Length { expected: 14, found: 13 };
        check(Scheme::Kyrgyz, "2290220040001", Err(short));
        let letter = NumberError::NotADigit { position: 3 };
        check(Scheme::Kyrgyz, "22О02200400017", Err(letter));
        check(Scheme::Kyrgyz, "22902200400017", Ok("m 2004-02-29"));
        let sex = NumberError::SexDigit { position: 1, digit: 3 };
        check(Scheme::Kyrgyz, "32902200400017", Err(sex));
        check(Scheme::Kazakh, "900131700015", Err(NumberError::SexDigit { position: 7, digit: 7 }));
    }

    #[test]
    fn one_digit_or_two_neighbours_are_one_slip() {
        assert!(is_one_digit_off("22902200400017", "22902200400018"));
        assert!(is_one_digit_off("22902200400017", "29202200400017"));
        assert!(!is_one_digit_off("22902200400017", "22902200400017"));
        assert!(!is_one_digit_off("22902200400017", "22902200410018"));
        assert!(!is_one_digit_off("22902200400017", "2290220040001"));
    }
}
