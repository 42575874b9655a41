//! Birth dates as they are written, with how exact they are, and how like two of them are.

/// A day as its eight digits, four bits each, the year first; 0 for none. Month or day 0 says
/// that it is not known. A day that no calendar has is kept: one of its digits is wrong, and the
/// others still tell.
pub(super) type Day = u32;

/// How like two birth dates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayLikeness {
    /// The same day.
    Same,
    /// Day and month changed over.
    Swapped,
    /// One digit another, or two neighbours changed over.
    OneDigit,
    /// The same year, of which one of the two says no more.
    YearOnly,
    /// The same day and month of another year.
    OtherYear,
    /// The same year.
    SameYear,
    /// Nothing of all that.
    Other,
}

/// Reads a day: `2001-05-31`, `31.05.2001`, `31/05/2001`, `20010531`, `2001`; [`None`] where the
/// text is something else. Empty text is day 0.
pub(super) fn read(text: &str) -> Option<Day> {
    let mut groups = [(0_u32, 0_u8); 3];
    let mut count = 0;
    let mut within = false;
    for letter in text.trim().chars() {
        match letter.to_digit(10) {
            Some(digit) => {
                if !within {
                    count += 1;
                }
                within = true;
                let group = groups.get_mut(count - 1)?;
                *group = (group.0.checked_mul(10)?.checked_add(digit)?, group.1 + 1);
            }
            None if matches!(letter, '-' | '.' | '/' | ' ') => within = false,
            // A time of day may follow.
            None if letter == 'T' && count == 3 => break,
            None => return None,
        }
    }
    let [first, second, third] = groups;
    match (count, first.1, third.1) {
        (0, ..) => Some(0),
        (1, 8, _) => eight(first.0),
        (1, 4, _) => packed(first.0, 0, 0),
        (2, 4, _) => packed(first.0, second.0, 0),
        (3, 4, _) => packed(first.0, second.0, third.0),
        (3, _, 4) => packed(third.0, second.0, first.0),
        _ => None,
    }
}

fn eight(digits: u32) -> Option<Day> {
    match digits / 10_000 {
        1800..=2199 => packed(digits / 10_000, digits / 100 % 100, digits % 100),
        _ => packed(digits % 10_000, digits / 10_000 % 100, digits / 1_000_000),
    }
}

/// Packs year, month and day.
pub(super) fn packed(year: u32, month: u32, day: u32) -> Option<Day> {
    if !(1800..=2199).contains(&year) || month > 99 || day > 99 {
        return None;
    }
    let mut packed = 0;
    for (number, digits) in [(year, 4), (month, 2), (day, 2)] {
        for place in (0..digits).rev() {
            packed = packed << 4 | (number / 10_u32.pow(place) % 10);
        }
    }
    Some(packed)
}

/// Returns the year's digits.
pub(super) fn year(day: Day) -> u32 {
    day >> 16
}

/// Returns the day with the smaller of month and day first: equal for dates changed over.
pub(super) fn unordered(day: Day) -> Day {
    let (month, date) = (day >> 8 & 0xff, day & 0xff);
    (day & 0xffff_0000) | month.min(date) << 8 | month.max(date)
}

/// Whether a date may stand for its year alone: the first of January, or no month at all.
pub(super) fn is_year_only(day: Day) -> bool {
    day & 0xffff == 0x0101 || day & 0xff00 == 0
}

/// Says how like two days are, neither of which is 0.
pub(super) fn likeness(one: Day, other: Day) -> DayLikeness {
    let differing = one ^ other;
    if differing == 0 {
        return DayLikeness::Same;
    }
    let same_year = year(one) == year(other);
    if same_year && (is_year_only(one) || is_year_only(other)) {
        return DayLikeness::YearOnly;
    }
    if same_year && one >> 8 & 0xff == other & 0xff && one & 0xff == other >> 8 & 0xff {
        return DayLikeness::Swapped;
    }
    if is_one_slip(one, other) {
        DayLikeness::OneDigit
    } else if differing & 0xffff == 0 {
        DayLikeness::OtherYear
    } else if same_year {
        DayLikeness::SameYear
    } else {
        DayLikeness::Other
    }
}

/// Whether two days are known and no slip makes one of the other.
pub(super) fn is_other(one: Day, other: Day) -> bool {
    one != 0
        && other != 0
        && matches!(
            likeness(one, other),
            DayLikeness::Other | DayLikeness::SameYear | DayLikeness::OtherYear
        )
}

fn is_one_slip(one: Day, other: Day) -> bool {
    let differing = one ^ other;
    let lowest = differing.trailing_zeros() / 4;
    let highest = (31 - differing.leading_zeros()) / 4;
    let digit = |day: Day, place: u32| day >> (4 * place) & 0xf;
    lowest == highest
        || (highest == lowest + 1
            && digit(one, lowest) == digit(other, highest)
            && digit(one, highest) == digit(other, lowest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_in_the_region_and_by_machines() {
        for text in ["2001-05-31", "31.05.2001", "31/05/2001", "20010531", "31052001", "2001.05.31"]
        {
            assert_eq!(read(text), Some(0x2001_0531), "{text}");
        }
        assert_eq!(read("2001"), Some(0x2001_0000));
        assert_eq!(read(""), Some(0));
        assert_eq!(read("2001-05-31T00:00:00"), Some(0x2001_0531));
        for text in ["31.05.01", "soon", "1", "99999999999999", "1-2-3-4", "31.05.1200"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn slips_are_told_from_other_days() {
        let likeness = |one: &str, other: &str| likeness(read(one).unwrap(), read(other).unwrap());
        assert_eq!(likeness("2001-05-31", "2001-05-31"), DayLikeness::Same);
        assert_eq!(likeness("2001-05-11", "2001-11-05"), DayLikeness::Swapped);
        assert_eq!(likeness("2001-05-31", "2001-05-21"), DayLikeness::OneDigit);
        assert_eq!(likeness("2001-05-31", "2010-05-31"), DayLikeness::OneDigit);
        assert_eq!(likeness("2001-05-31", "2001-01-01"), DayLikeness::YearOnly);
        assert_eq!(likeness("2001-05-31", "2001"), DayLikeness::YearOnly);
        assert_eq!(likeness("2001-05-31", "1994-05-31"), DayLikeness::OtherYear);
        assert_eq!(likeness("2001-05-31", "2001-12-12"), DayLikeness::SameYear);
        assert_eq!(likeness("2001-05-31", "1987-12-12"), DayLikeness::Other);
    }
}
