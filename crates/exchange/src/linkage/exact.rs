//! Logarithms and powers of two that give the same bits on every machine.
//!
//! The mathematical library differs between systems in the last bit; the four operations do not.
//! What is estimated from data stays in floating point until [`model`](super::model) rounds it to
//! whole 256ths of a bit; these two functions are the only ones on the way that are not plain
//! arithmetic.

use std::f64::consts::{LN_2, SQRT_2};

/// The least number that is told from nothing.
pub(super) const TINY: f64 = 1e-300;

/// Returns the logarithm to base two; of nothing, or of less, that of [`TINY`].
pub(super) fn log2(number: f64) -> f64 {
    let number = if number > TINY { number } else { TINY };
    let bits = number.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
    let mut mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (1023 << 52));
    if mantissa > SQRT_2 {
        mantissa /= 2.0;
        exponent += 1;
    }
    // The series of the area tangent, of which twelve terms reach the last bit here.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut sum = 0.0;
    for odd in (0..12).rev() {
        sum = sum * square + 1.0 / f64::from(2 * odd + 1);
    }
    f64::from(exponent) + 2.0 * ratio * sum / LN_2
}

/// Returns two to the power; nothing below -900, and no more than at 900.
pub(super) fn exp2(power: f64) -> f64 {
    if power < -900.0 {
        return 0.0;
    }
    let power = if power > 900.0 { 900.0 } else { power };
    let whole = power.floor();
    let rest = (power - whole) * LN_2;
    let mut sum = 1.0;
    for term in (1..18).rev() {
        sum = 1.0 + sum * rest / f64::from(term);
    }
    let scale = f64::from_bits(((whole as i64 + 1023) as u64) << 52);
    sum * scale
}

/// Mixes a word into a fingerprint of what came before it.
pub(super) fn mix(state: u64, word: u64) -> u64 {
    let product = u128::from(state ^ word ^ 0x9e37_79b9_7f4a_7c15)
        .wrapping_mul(u128::from(0xe703_7ed1_a0b4_28db_u64));
    ((product >> 64) as u64) ^ (product as u64)
}

/// Returns the fingerprint of bytes, the same on every machine.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut state = mix(0x2d35_8dcc_aa6c_78a5, bytes.len() as u64);
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        for (into, byte) in word.iter_mut().zip(chunk) {
            *into = *byte;
        }
        state = mix(state, u64::from_le_bytes(word));
    }
    mix(state, 0x8bb8_4b93_962e_acc9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_and_powers_are_those_of_the_library_to_the_last_digits() {
        for step in 1..2000 {
            let number = f64::from(step) * 0.37;
            assert!((log2(number) - number.log2()).abs() < 1e-12, "{number}");
            let power = f64::from(step) * 0.1 - 100.0;
            assert!((exp2(power) / power.exp2() - 1.0).abs() < 1e-12, "{power}");
        }
        assert!(log2(0.0) < -900.0);
        assert!(exp2(-1000.0) < 1e-250);
    }
}
