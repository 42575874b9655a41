//! Accounts and sessions: who is at the other end.
//!
//! Accounts are outside the journal; what a person does at work is in it under their staff
//! identifier. Passwords are kept as argon2id; a session is a random token whose hash alone is
//! stored. Rules of length follow NIST SP 800-63B: no rules of composition, no forced change.

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest, Sha256};

use crate::secrets::{SecretError, chance};

/// Shortest password, in characters (NIST SP 800-63B-4, 3.1.1.2: 15 where it stands alone).
pub const PASSWORD_CHARACTERS_MIN: usize = 15;
/// Longest password, in characters; longer ones are refused, never cut.
pub const PASSWORD_CHARACTERS_MAX: usize = 256;
/// A session ends after so long without a request, in seconds.
pub const SESSION_IDLE_SECONDS: i64 = 8 * 3600;
/// A session ends so long after sign-in in any case, in seconds.
pub const SESSION_SECONDS: i64 = 14 * 3600;

/// Why a password is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Too short.
    #[error("a password has at least {PASSWORD_CHARACTERS_MIN} characters; this one has {length}")]
    Short {
        /// Its length in characters.
        length: usize,
    },
    /// Too long.
    #[error("a password has at most {PASSWORD_CHARACTERS_MAX} characters; this one has {length}")]
    Long {
        /// Its length in characters.
        length: usize,
    },
}

/// The hash of a password cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// The password is refused.
    #[error(transparent)]
    Refused(#[from] PasswordRefusal),
    /// The hashing function failed.
    #[error("the password's hash cannot be made: {reason}")]
    Failed {
        /// What it says.
        reason: String,
    },
}

/// How much work a password costs whoever checks it, and whoever guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordWork {
    /// 19 MiB, two passes, one lane: the OWASP minimum for argon2id, about 30 ms.
    Usual,
    /// As little as there can be, for tests whose accounts guard nothing.
    Least,
}

impl PasswordWork {
    fn hasher(self) -> Argon2<'static> {
        let params = match self {
            PasswordWork::Usual => Params::default(),
            // These bounds are the least that the algorithm takes.
            PasswordWork::Least => {
                Params::new(Params::MIN_M_COST, Params::MIN_T_COST, Params::MIN_P_COST, None)
                    .unwrap_or_default()
            }
        };
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// Hashes a password for keeping.
///
/// # Errors
///
/// [`HashError::Refused`] for its length, then [`HashError::Failed`].
pub fn hash_password(password: &str, work: PasswordWork) -> Result<String, HashError> {
    let length = password.chars().count();
    if length < PASSWORD_CHARACTERS_MIN {
        return Err(PasswordRefusal::Short { length }.into());
    }
    if length > PASSWORD_CHARACTERS_MAX {
        return Err(PasswordRefusal::Long { length }.into());
    }
    let salt = SaltString::generate(&mut OsRng);
    work.hasher()
        .hash_password(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| HashError::Failed { reason: error.to_string() })
}

/// Tells whether a password is the one that was hashed. The same work is done for an unknown
/// login (`hash` is `None`), so that the time tells nothing.
pub fn is_password(password: &str, hash: Option<&str>) -> bool {
    // The hash of a password that nobody has; verified against for unknown logins.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$\
                          ZGlFvcXN0mMLJqsgKHMXFtUL0gRYSDZ9Gq8Vl5bo1pg";
    let known = hash.is_some();
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY));
    // The work is that with which the hash was made.
    let hasher = PasswordWork::Usual.hasher();
    let fits =
        parsed.is_ok_and(|parsed| hasher.verify_password(password.as_bytes(), &parsed).is_ok());
    known && fits
}

/// Makes a password that a person can copy from a screen: five groups of four characters.
///
/// # Errors
///
/// [`SecretError::NoChance`].
pub fn random_password() -> Result<String, SecretError> {
    // 32 characters that cannot be mistaken for one another; 20 of them carry 100 bits.
    const CHARACTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";
    let bytes: [u8; 20] = chance()?;
    let mut password = String::with_capacity(24);
    for (position, byte) in bytes.iter().enumerate() {
        if position > 0 && position % 4 == 0 {
            password.push('.');
        }
        password.push(char::from(CHARACTERS[usize::from(byte % 32)]));
    }
    Ok(password)
}

/// Makes a session's token: what the cookie carries.
///
/// # Errors
///
/// [`SecretError::NoChance`].
pub fn new_token() -> Result<String, SecretError> {
    Ok(BASE64.encode(chance::<32>()?))
}

/// Returns what is stored of a token.
pub fn token_hash(token: &str) -> String {
    BASE64.encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_of_a_known_login_is_accepted() {
        for work in [PasswordWork::Usual, PasswordWork::Least] {
            let hash = hash_password("correct horse battery", work).unwrap();
            assert!(is_password("correct horse battery", Some(&hash)));
            assert!(!is_password("correct horse batterz", Some(&hash)));
        }
        assert!(!is_password("correct horse battery", None));
    }

    #[test]
    fn a_kept_password_costs_what_is_asked_of_a_service() {
        let hash = hash_password("correct horse battery", PasswordWork::Usual).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }

    #[test]
    fn a_short_password_is_refused_with_its_length() {
        let refusal = hash_password("12345678901234", PasswordWork::Usual).unwrap_err().to_string();
        assert_eq!(refusal, "a password has at least 15 characters; this one has 14");
    }

    #[test]
    fn random_passwords_are_long_enough_and_differ() {
        let (one, other) = (random_password().unwrap(), random_password().unwrap());
        assert!(hash_password(&one, PasswordWork::Least).is_ok());
        assert_ne!(one, other);
    }

    #[test]
    fn the_hash_for_unknown_logins_is_a_hash() {
        // A malformed hash would be refused at once, and its quick answer would tell.
        let start = argon2::password_hash::PasswordHash::new(
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$\
             ZGlFvcXN0mMLJqsgKHMXFtUL0gRYSDZ9Gq8Vl5bo1pg",
        );
        assert!(start.is_ok());
    }
}
