//! What drawn moments say of work: shares of time, minutes a case, and how many times more one kind of
//! case takes than another.
//!
//! Each answer is one moment of the working day, drawn by lot; the share of answers that name a kind of
//! work estimates the share of time that it takes. Answers are counted as independent of each other.
//! Those of one person are not quite, so that the true intervals are somewhat wider.

use crate::proportion::{interval, interval_permille};

/// An estimate with its 95 % interval, in hundredths of its unit, each rounded to the nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The estimate.
    pub value: u64,
    /// The lower end.
    pub lower: u64,
    /// The upper end; none where nothing bounds it.
    pub upper: Option<u64>,
}

/// Answers about a kind of work, and the cases to which it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sampled {
    /// Answers that name it.
    pub answers: u64,
    /// Cases.
    pub cases: u64,
}

/// Returns how many times the time that a case of the second kind takes a case of the first takes;
/// none without answers and cases of the second, or without cases of the first.
///
/// # Source
///
/// Of the answers that name either kind, the number that name the first is binomial; the score
/// interval of that share is turned into odds and divided by the ratio of the cases: P. L. Graham,
/// K. Mengersen and A. P. Morton, Confidence limits for the ratio of two rates based on likelihood
/// scores: non-iterative method, Statistics in Medicine 22 (2003) 2071-2083.
pub fn ratio(first: Sampled, second: Sampled) -> Option<Estimate> {
    if second.answers == 0 || second.cases == 0 || first.cases == 0 {
        return None;
    }
    let per = second.cases as f64 / first.cases as f64;
    let (lower, upper) = odds_interval(first.answers, second.answers);
    Some(Estimate {
        value: hundredths(first.answers as f64 / second.answers as f64 * per),
        lower: hundredths(lower * per),
        upper: upper.map(|upper| hundredths(upper * per)),
    })
}

fn odds_interval(part: u64, rest: u64) -> (f64, Option<f64>) {
    let (lower, upper) = interval(part as f64, (part + rest) as f64);
    (lower / (1.0 - lower), (upper < 1.0).then(|| upper / (1.0 - upper)))
}

/// Returns the minutes that a case takes, where `minutes` are those of everybody together; none
/// without answers or cases.
pub fn minutes_a_case(sampled: Sampled, whole: u64, minutes: u64) -> Option<Estimate> {
    if whole < sampled.answers || whole == 0 || sampled.cases == 0 {
        return None;
    }
    let per = minutes as f64 / sampled.cases as f64;
    let (lower, upper) = interval(sampled.answers as f64, whole as f64);
    Some(Estimate {
        value: hundredths(sampled.answers as f64 / whole as f64 * per),
        lower: hundredths(lower * per),
        upper: Some(hundredths(upper * per)),
    })
}

/// Returns a share of answers with its interval, in thousandths; none without answers.
pub fn share_permille(answers: u64, whole: u64) -> Option<(u64, u32, u32)> {
    let (lower, upper) = interval_permille(answers, whole)?;
    Some(((answers * 1_000 + whole / 2) / whole, lower, upper))
}

/// The rounding for publication.
fn hundredths(value: f64) -> u64 {
    (value * 100.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sampled(answers: u64, cases: u64) -> Sampled {
        Sampled { answers, cases }
    }

    #[test]
    fn a_ratio_of_equal_numbers_of_cases_is_the_odds_of_the_published_intervals() {
        // Newcombe 1998, table I, method 3: 81 of 263 is 0.2553 to 0.3662, 15 of 148 is 0.0624 to
        // 0.1605, 1 of 29 is 0.0061 to 0.1718.
        for (part, rest, share) in
            [(81, 182, (0.2553, 0.3662)), (15, 133, (0.0624, 0.1605)), (1, 28, (0.0061, 0.1718))]
        {
            let (lower, upper) = odds_interval(part, rest);
            let near = |one: f64, share: f64| (one - share / (1.0 - share)).abs() < 0.000_2;
            assert!(near(lower, share.0) && near(upper.unwrap(), share.1), "{lower} {upper:?}");
        }
    }

    /// The score statistic by which the interval is defined.
    fn score(first: Sampled, second: Sampled, ratio: f64) -> f64 {
        let expected = ratio * first.cases as f64 / second.cases as f64;
        let (one, other) = (first.answers as f64, second.answers as f64);
        (one - expected * other).powi(2) / (expected * (one + other))
    }

    /// The end of the interval between two ratios, found by halving.
    fn slowly(first: Sampled, second: Sampled, (mut inside, mut outside): (f64, f64)) -> f64 {
        for _ in 0..200 {
            let middle = f64::midpoint(inside, outside);
            match score(first, second, middle) < 3.841_458_820_694_124 {
                true => inside = middle,
                false => outside = middle,
            }
        }
        inside
    }

    #[test]
    fn the_interval_of_a_ratio_is_where_the_score_statistic_ends() {
        for (first, second) in [
            (sampled(41, 28_010), sampled(15, 19_017)),
            (sampled(90, 20), sampled(120, 40)),
            (sampled(7, 300), sampled(2, 10)),
        ] {
            let found = ratio(first, second).unwrap();
            let value = found.value as f64 / 100.0;
            let lower = slowly(first, second, (value, 1e-9));
            let upper = slowly(first, second, (value, 1e9));
            assert_eq!(found.lower, hundredths(lower));
            assert_eq!(found.upper, Some(hundredths(upper)));
        }
    }

    #[test]
    fn a_case_that_takes_twice_the_time_is_told_from_one_that_takes_as_much() {
        // 90 answers about 20 cases against 120 about 40: 1.5 times.
        let found = ratio(sampled(90, 20), sampled(120, 40)).unwrap();
        assert_eq!(found, Estimate { value: 150, lower: 114, upper: Some(197) });
        assert_eq!(ratio(sampled(3, 5), sampled(0, 5)), None);
        assert_eq!(ratio(sampled(3, 0), sampled(2, 5)), None);
        assert_eq!(ratio(sampled(0, 5), sampled(2, 5)).map(|one| one.value), Some(0));
    }

    #[test]
    fn minutes_are_the_share_of_everybodys_time_over_the_cases() {
        // A quarter of 10,000 minutes over 50 cases.
        let found = minutes_a_case(sampled(50, 50), 200, 10_000).unwrap();
        assert_eq!(found.value, 5_000);
        // Newcombe's method for 50 of 200 gives 0.1950 to 0.3144.
        assert!(found.lower.abs_diff(3_900) < 5 && found.upper.unwrap().abs_diff(6_288) < 5);
        assert_eq!(minutes_a_case(sampled(1, 0), 10, 100), None);
        assert_eq!(minutes_a_case(sampled(0, 3), 0, 100), None);
        assert_eq!(share_permille(81, 263), Some((308, 255, 366)));
        assert_eq!(share_permille(0, 0), None);
    }
}
