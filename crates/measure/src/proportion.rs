//! How far a share of a few can be trusted: an interval beside a proportion.
//!
//! Offices are compared by shares of very different numbers. An interval says between which shares
//! the practice of an office lies if its month was one of many like it; two offices whose intervals
//! meet are not told apart by it.

/// The quantile of the normal distribution that leaves 2.5 % on each side.
const NORMAL_QUANTILE_975: f64 = 1.959_963_984_540_054;

/// Returns the 95 % interval of a proportion in thousandths, each end rounded to the nearest; none
/// where nothing was counted or more than all.
///
/// # Source
///
/// The score interval of Wilson (1927) without continuity correction, which keeps its promise for
/// small numbers and for shares near nought and one: R. G. Newcombe, Two-sided confidence intervals
/// for the single proportion, Statistics in Medicine 17 (1998) 857-872, method 3.
pub fn interval_permille(part: u64, whole: u64) -> Option<(u32, u32)> {
    if whole == 0 || whole < part {
        return None;
    }
    let (lower, upper) = interval(part as f64, whole as f64);
    Some((permille(lower), permille(upper)))
}

pub(crate) fn interval(part: f64, whole: f64) -> (f64, f64) {
    let square = NORMAL_QUANTILE_975 * NORMAL_QUANTILE_975;
    let middle = 2.0 * part + square;
    let reach = NORMAL_QUANTILE_975 * (square + 4.0 * part * (1.0 - part / whole)).sqrt();
    let breadth = 2.0 * (whole + square);
    (((middle - reach) / breadth).max(0.0), ((middle + reach) / breadth).min(1.0))
}

/// The rounding for publication.
fn permille(share: f64) -> u32 {
    (share * 1_000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(part: u32, whole: u32, expected: (f64, f64)) {
        let (lower, upper) = interval(f64::from(part), f64::from(whole));
        let near = |one: f64, other: f64| (one - other).abs() < 0.000_05;
        assert!(near(lower, expected.0) && near(upper, expected.1), "{lower} {upper}");
    }

    #[test]
    fn intervals_are_those_of_the_published_table() {
        // Newcombe 1998, table I, method 3.
        check(81, 263, (0.2553, 0.3662));
        check(15, 148, (0.0624, 0.1605));
        check(0, 20, (0.0, 0.1611));
        check(1, 29, (0.0061, 0.1718));
    }

    #[test]
    fn an_interval_is_of_a_part_of_something() {
        assert_eq!(interval_permille(0, 0), None);
        assert_eq!(interval_permille(3, 2), None);
        assert_eq!(interval_permille(81, 263), Some((255, 366)));
        assert_eq!(interval_permille(20, 20).map(|(_, upper)| upper), Some(1_000));
    }

    #[test]
    fn more_of_the_same_narrows_the_interval_around_the_share() {
        let mut breadth = 1_001;
        for times in [1, 10, 100] {
            let (lower, upper) = interval_permille(9 * times, 10 * times).unwrap();
            assert!(lower <= 900 && 900 <= upper);
            assert!(upper - lower < breadth);
            breadth = upper - lower;
        }
    }
}
