//! One-time passwords by the clock: what an authenticator app on a telephone shows.
//!
//! Six digits, a new one every thirty seconds, HMAC-SHA-1: the form that every authenticator app
//! reads. Here is the arithmetic alone; that a code is taken once is the store's promise.
//!
//! # Source
//!
//! RFC 6238 (TOTP) and RFC 4226 (HOTP), section 5.3; the address form of authenticator apps.

use hmac::{Hmac, Mac};
use jiff::Timestamp;
use sha1::Sha1;

use crate::secrets::{SecretError, chance};

/// Seconds for which a code is shown (RFC 6238, 5.2).
pub const STEP_SECONDS: i64 = 30;
/// Steps before and after the present one whose codes are taken, for clocks that differ.
pub const STEPS_AROUND: i64 = 1;
/// Digits of a code.
const DIGITS: u32 = 6;
/// Length of a secret (RFC 4226, 4, R6: 160 bits).
const SECRET_BYTES: usize = 20;
/// The letters of base 32 (RFC 4648, 6).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the server and the telephone share.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; SECRET_BYTES]);

impl Secret {
    /// Makes a secret.
    ///
    /// # Errors
    ///
    /// [`SecretError::NoChance`].
    pub fn new() -> Result<Secret, SecretError> {
        Ok(Secret(chance()?))
    }

    /// Takes the secret of these bytes, if they are as many as a secret has.
    pub(crate) fn of(bytes: &[u8]) -> Option<Secret> {
        bytes.try_into().ok().map(Secret)
    }

    /// Reads a secret as a person may have typed it: base 32, with or without spaces.
    pub fn parse(text: &str) -> Option<Secret> {
        let (mut bytes, mut rest, mut bits) = (Vec::with_capacity(SECRET_BYTES), 0_u32, 0_u32);
        for letter in text.bytes().filter(|letter| *letter != b' ') {
            let letter = letter.to_ascii_uppercase();
            let value = BASE32.iter().position(|known| *known == letter)?;
            rest = (rest << 5 | u32::try_from(value).ok()?) & 0xfff;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push(u8::try_from(rest >> bits & 0xff).ok()?);
            }
            if bytes.len() > SECRET_BYTES {
                return None;
            }
        }
        Secret::of(&bytes)
    }

    /// The secret in base 32, in groups of four letters.
    pub fn text(&self) -> String {
        let letters = self.letters();
        let groups: Vec<&str> =
            letters.as_bytes().chunks(4).filter_map(|group| str::from_utf8(group).ok()).collect();
        groups.join(" ")
    }

    fn letters(&self) -> String {
        let mut letters = String::with_capacity(SECRET_BYTES * 8 / 5);
        // Five bytes are eight letters; a secret has four times five.
        for group in self.0.chunks(5) {
            let bits = group.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            for place in (0..8).rev() {
                letters.push(char::from(BASE32[(bits >> (place * 5) & 31) as usize]));
            }
        }
        letters
    }

    /// The address that an authenticator app reads from a picture. `login` has plain letters only.
    pub fn address(&self, login: &str) -> String {
        let secret = self.letters();
        format!("otpauth://totp/Bagyt:{login}?secret={secret}&issuer=Bagyt")
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The code that is shown at an instant.
    pub fn code_at(&self, at: Timestamp) -> String {
        let code = code(&self.0, step_at(at), DIGITS);
        format!("{code:0width$}", width = DIGITS as usize)
    }

    /// Returns the step whose code this is, among those that are taken at an instant.
    pub(crate) fn step_of(&self, code: &str, at: Timestamp) -> Option<i64> {
        let now = at.as_second().div_euclid(STEP_SECONDS);
        (-STEPS_AROUND..=STEPS_AROUND).map(|around| now + around).find(|step| {
            let instant = Timestamp::from_second(step * STEP_SECONDS);
            instant.is_ok_and(|instant| self.code_at(instant) == code)
        })
    }
}

fn step_at(at: Timestamp) -> u64 {
    u64::try_from(at.as_second().div_euclid(STEP_SECONDS)).unwrap_or(0)
}

/// The code of a step, with as many digits (RFC 4226, 5.3).
fn code(secret: &[u8], step: u64, digits: u32) -> u32 {
    let Ok(mut mac) = <Hmac<Sha1> as Mac>::new_from_slice(secret) else {
        unreachable!("HMAC takes keys of every length");
    };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let start = usize::from(hash[19] & 0x0f);
    let part = [hash[start] & 0x7f, hash[start + 1], hash[start + 2], hash[start + 3]];
    u32::from_be_bytes(part) % 10_u32.pow(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B, for SHA-1.
    fn known() -> Secret {
        Secret::of(b"12345678901234567890").unwrap()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[track_caller]
    fn check(second: i64, eight_digits: &str) {
        let step = step_at(at(second));
        assert_eq!(format!("{:08}", code(known().bytes(), step, 8)), eight_digits);
        // Fewer digits are the last of them (RFC 4226, 5.3).
        assert_eq!(known().code_at(at(second)), eight_digits[2..]);
    }

    #[test]
    fn codes_are_those_of_the_published_table() {
        // RFC 6238, appendix B, rows of SHA1.
        check(59, "94287082");
        check(1_111_111_109, "07081804");
        check(1_111_111_111, "14050471");
        check(1_234_567_890, "89005924");
        check(2_000_000_000, "69279037");
        check(20_000_000_000, "65353130");
    }

    #[test]
    fn a_code_is_taken_in_its_step_and_one_around_it() {
        let code = known().code_at(at(1_234_567_890));
        let step = 1_234_567_890 / STEP_SECONDS;
        let first = (step - 1) * STEP_SECONDS;
        let after = (step + 2) * STEP_SECONDS;
        assert_eq!(known().step_of(&code, at(first - 1)), None);
        assert_eq!(known().step_of(&code, at(first)), Some(step));
        assert_eq!(known().step_of(&code, at(after - 1)), Some(step));
        assert_eq!(known().step_of(&code, at(after)), None);
    }

    #[test]
    fn a_secret_is_written_and_read_in_base_32() {
        // RFC 4648, section 10, extended to the length of a secret.
        assert_eq!(known().text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(Secret::parse("gezd gnbv gy3t qojq gezdgnbvgy3tqojq") == Some(known()));
        for wrong in ["", "GEZD", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGE", "1EZDGNBVGY3TQOJQ"] {
            assert!(Secret::parse(wrong).is_none(), "{wrong}");
        }
        let made = Secret::new().unwrap();
        assert!(Secret::parse(&made.text()) == Some(made));
    }

    #[test]
    fn the_address_for_the_telephone_names_login_and_secret() {
        let address = known().address("osmonov");
        let expected =
            "otpauth://totp/Bagyt:osmonov?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bagyt";
        assert_eq!(address, expected);
    }
}
