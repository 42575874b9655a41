//! How like two words are, letter by letter.
//!
//! # Source
//!
//! Jaro (1989) and Winkler (1990): matching letters within half the longer length, transpositions,
//! and a bonus of a tenth for each of the first four letters that agree. Letters are compared, not
//! bytes: over UTF-8 bytes unlike Cyrillic words look alike.

/// How like two unequal words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// One letter missing, added, another or changed over, or Jaro–Winkler at least 0.92.
    Near,
    /// Jaro–Winkler at least 0.84.
    Similar,
    /// Less.
    Other,
}

/// Words shorter than this are near only if they are equal: one letter makes another name.
const NEAR_LETTERS_MIN: usize = 4;

/// From this Jaro–Winkler likeness two words are near.
const NEAR: f64 = 0.92;

/// From this Jaro–Winkler likeness two words are similar.
const SIMILAR: f64 = 0.84;

/// Says how like two unequal words are.
pub(super) fn likeness(one: &[u8], other: &[u8]) -> Likeness {
    if one.len().min(other.len()) >= NEAR_LETTERS_MIN && is_one_slip(one, other) {
        return Likeness::Near;
    }
    let likeness = jaro_winkler(one, other);
    if likeness >= NEAR {
        Likeness::Near
    } else if likeness >= SIMILAR {
        Likeness::Similar
    } else {
        Likeness::Other
    }
}

/// Whether one letter is missing, added, another, or two neighbours are changed over.
pub(super) fn is_one_slip(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let alike = short.iter().zip(long).take_while(|(left, right)| left == right).count();
    let rest = |letters: &'_ [u8], from: usize| -> Vec<u8> {
        letters.get(from..).unwrap_or_default().to_vec()
    };
    if long.len() > short.len() {
        return short.get(alike..) == long.get(alike + 1..);
    }
    if short.get(alike + 1..) == long.get(alike + 1..) {
        return true;
    }
    let neighbours =
        short.get(alike) == long.get(alike + 1) && short.get(alike + 1) == long.get(alike);
    neighbours && rest(short, alike + 2) == rest(long, alike + 2)
}

/// Returns the Jaro–Winkler likeness of two words of at most 64 letters, from 0 to 1.
pub(super) fn jaro_winkler(one: &[u8], other: &[u8]) -> f64 {
    let jaro = jaro(one, other);
    let beginning = one.iter().zip(other).take(4).take_while(|(left, right)| left == right).count();
    jaro + beginning as f64 * 0.1 * (1.0 - jaro)
}

fn jaro(one: &[u8], other: &[u8]) -> f64 {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.is_empty() {
        return if long.is_empty() { 1.0 } else { 0.0 };
    }
    let window = (long.len() / 2).saturating_sub(1);
    let (mut taken_short, mut taken_long) = (0_u64, 0_u64);
    let mut matches = 0;
    for (place, letter) in short.iter().enumerate().take(64) {
        let (from, until) = (place.saturating_sub(window), (place + window + 1).min(long.len()));
        for (far, candidate) in long.iter().enumerate().take(until.min(64)).skip(from) {
            if candidate == letter && taken_long & (1 << far) == 0 {
                taken_long |= 1 << far;
                taken_short |= 1 << place;
                matches += 1;
                break;
            }
        }
    }
    if matches == 0 {
        return 0.0;
    }
    let mut crossed = 0;
    let mut rest = taken_long;
    for (place, letter) in short.iter().enumerate().take(64) {
        if taken_short & (1 << place) != 0 {
            let far = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            crossed += u32::from(long.get(far) != Some(letter));
        }
    }
    let (matches, crossed) = (f64::from(matches), f64::from(crossed / 2));
    let (short, long) = (short.len() as f64, long.len() as f64);
    (matches / short + matches / long + (matches - crossed) / matches) / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of Cyrillic words as one byte each, without folding.
    fn codes(word: &str) -> Vec<u8> {
        word.chars().map(|letter| (u32::from(letter) & 0xff) as u8).collect()
    }

    #[track_caller]
    fn check(one: &str, other: &str, expected: f64) {
        let found = jaro_winkler(&codes(one), &codes(other));
        assert!((found - expected).abs() < 0.0006, "{one} {other}: {found}");
        let found = jaro_winkler(&codes(other), &codes(one));
        assert!((found - expected).abs() < 0.0006, "{other} {one}: {found}");
    }

    #[test]
    fn the_figures_are_those_of_winkler_and_of_letters_not_bytes() {
        check("martha", "marhta", 0.961);
        check("dwayne", "duane", 0.840);
        check("dixon", "dicksonx", 0.813);
        check("бакыт", "эрлан", 0.0);
        check("нурлан", "асан", 0.611);
        check("жумабеков", "ибраимов", 0.660);
        check("ivanov", "petrov", 0.556);
    }

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        assert_eq!(likeness(b"asanov", b"asamov"), Likeness::Near);
        assert_eq!(likeness(b"asanov", b"asnaov"), Likeness::Near);
        assert_eq!(likeness(b"ali", b"ani"), Likeness::Other);
        assert_eq!(likeness(b"asanov", b"petrov"), Likeness::Other);
        assert!(is_one_slip(b"anna", b"anna"));
    }
}
