//! The installation's secrets: one master key, from which the others are derived.
//!
//! Record keys are wrapped by the master key and kept in the store; the master key itself is kept
//! apart, by the binary. The server's signing key signs checkpoints and documents.

use bagyt_core::identity::StreamId;
use bagyt_core::seal::RecordKey;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Length of the nonce that stands before a wrapped key.
const NONCE_BYTES: usize = 24;

/// Where record keys come from.
#[derive(Clone)]
enum KeySource {
    /// From the operating system's source of chance.
    Chance,
    /// From the seed of an invented country, so that the same seed gives the same journal.
    Seed([u8; 32]),
}

/// A wrapped key cannot be opened, or chance is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The wrapped key was made with another master key, or was changed.
    #[error("a record's key does not open with this master key")]
    Wrapped,
    /// The operating system gives no random bytes.
    #[error("the operating system gives no random bytes")]
    NoChance,
}

/// The keys derived from the master key.
#[derive(Clone)]
pub struct Secrets {
    wrapping: [u8; 32],
    searching: [u8; 32],
    signing: SigningKey,
    source: KeySource,
}

impl Secrets {
    /// Derives the keys of a real installation.
    pub fn new(master: &[u8; 32]) -> Secrets {
        Secrets::derived(master, KeySource::Chance)
    }

    /// Derives the keys of an invented country; never used for real data.
    pub fn of_invented(seed: [u8; 32]) -> Secrets {
        Secrets::derived(&seed, KeySource::Seed(seed))
    }

    fn derived(master: &[u8; 32], source: KeySource) -> Secrets {
        Secrets {
            wrapping: derive(master, b"bagyt wrapping of record keys"),
            searching: derive(master, b"bagyt search tokens and claims"),
            signing: SigningKey::from_bytes(&derive(master, b"bagyt signatures of the server")),
            source,
        }
    }

    /// Returns the key with which the server signs documents and checkpoints.
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// Returns the name by which this installation is told from every other: 32 hexadecimal digits
    /// made of the key with which the server signs.
    pub fn installation_name(&self) -> String {
        let digest = Sha256::new()
            .chain_update(b"bagyt installation")
            .chain_update(self.signing.verifying_key().as_bytes())
            .finalize();
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Returns the key of the search tokens.
    pub fn searching(&self) -> &[u8; 32] {
        &self.searching
    }

    /// Makes the key of a new record.
    ///
    /// # Errors
    ///
    /// [`SecretError::NoChance`].
    pub fn new_record_key(&self, stream: StreamId) -> Result<RecordKey, SecretError> {
        match &self.source {
            KeySource::Seed(seed) => Ok(RecordKey::of_invented(seed, stream)),
            KeySource::Chance => Ok(RecordKey::new(chance()?)),
        }
    }

    /// Wraps a record's key for keeping; bound to its stream.
    ///
    /// # Errors
    ///
    /// [`SecretError::NoChance`].
    pub fn wrap(&self, stream: StreamId, key: &RecordKey) -> Result<Vec<u8>, SecretError> {
        let nonce: [u8; NONCE_BYTES] = match &self.source {
            // The record key is derived from the same seed and stream: one plain text a nonce.
            KeySource::Seed(seed) => derive(seed, stream.to_string().as_bytes())[..NONCE_BYTES]
                .try_into()
                .map_err(|_| SecretError::NoChance)?,
            KeySource::Chance => chance()?,
        };
        let name = stream.to_string();
        let payload = Payload { msg: key.bytes(), aad: name.as_bytes() };
        let boxed = XChaCha20Poly1305::new((&self.wrapping).into())
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| SecretError::Wrapped)?;
        Ok([&nonce[..], &boxed].concat())
    }

    /// Opens a wrapped record key.
    ///
    /// # Errors
    ///
    /// [`SecretError::Wrapped`].
    pub fn unwrap(&self, stream: StreamId, wrapped: &[u8]) -> Result<RecordKey, SecretError> {
        let (nonce, boxed) = wrapped.split_at_checked(NONCE_BYTES).ok_or(SecretError::Wrapped)?;
        let name = stream.to_string();
        let payload = Payload { msg: boxed, aad: name.as_bytes() };
        let bytes = XChaCha20Poly1305::new((&self.wrapping).into())
            .decrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| SecretError::Wrapped)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| SecretError::Wrapped)?;
        Ok(RecordKey::new(bytes))
    }

    /// Locks the secret of an account's second factor; bound to its login.
    ///
    /// # Errors
    ///
    /// [`SecretError::NoChance`].
    pub(crate) fn lock_second_factor(
        &self,
        login: &str,
        secret: &[u8],
    ) -> Result<Vec<u8>, SecretError> {
        self.lock(b"bagyt second factors", login, secret)
    }

    /// Opens what [`Secrets::lock_second_factor`] locked.
    ///
    /// # Errors
    ///
    /// [`SecretError::Wrapped`] if it was changed, or belongs to another login or master key.
    pub(crate) fn open_second_factor(
        &self,
        login: &str,
        kept: &[u8],
    ) -> Result<Vec<u8>, SecretError> {
        self.open(b"bagyt second factors", login, kept)
    }

    /// Locks what somebody has begun to write; bound to the login and the page.
    ///
    /// # Errors
    ///
    /// [`SecretError::NoChance`].
    pub(crate) fn lock_draft(
        &self,
        (login, page): (&str, &str),
        body: &[u8],
    ) -> Result<Vec<u8>, SecretError> {
        self.lock(b"bagyt drafts", &draft_name(login, page), body)
    }

    /// Opens what [`Secrets::lock_draft`] locked.
    ///
    /// # Errors
    ///
    /// [`SecretError::Wrapped`] if it was changed, or belongs to another login, page or master key.
    pub(crate) fn open_draft(
        &self,
        (login, page): (&str, &str),
        kept: &[u8],
    ) -> Result<Vec<u8>, SecretError> {
        self.open(b"bagyt drafts", &draft_name(login, page), kept)
    }

    /// Locks bytes under a key of that purpose, bound to a name.
    fn lock(&self, purpose: &[u8], name: &str, bytes: &[u8]) -> Result<Vec<u8>, SecretError> {
        let nonce: [u8; NONCE_BYTES] = chance()?;
        let payload = Payload { msg: bytes, aad: name.as_bytes() };
        let boxed = XChaCha20Poly1305::new((&derive(&self.wrapping, purpose)).into())
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| SecretError::Wrapped)?;
        Ok([&nonce[..], &boxed].concat())
    }

    /// Opens what [`Secrets::lock`] locked.
    fn open(&self, purpose: &[u8], name: &str, kept: &[u8]) -> Result<Vec<u8>, SecretError> {
        let (nonce, boxed) = kept.split_at_checked(NONCE_BYTES).ok_or(SecretError::Wrapped)?;
        let payload = Payload { msg: boxed, aad: name.as_bytes() };
        XChaCha20Poly1305::new((&derive(&self.wrapping, purpose)).into())
            .decrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| SecretError::Wrapped)
    }

    /// Locks bytes for keeping under the SHA-256 of what they are. The key is that of this content
    /// alone, so that the nonce may stand fixed and the same bytes are kept once.
    ///
    /// # Errors
    ///
    /// [`SecretError::Wrapped`] if the bytes are more than the cipher takes (256 GiB).
    pub fn lock_blob(&self, digest: &[u8; 32], bytes: &[u8]) -> Result<Vec<u8>, SecretError> {
        let payload = Payload { msg: bytes, aad: digest };
        XChaCha20Poly1305::new((&derive(&self.wrapping, digest)).into())
            .encrypt(&XNonce::default(), payload)
            .map_err(|_| SecretError::Wrapped)
    }

    /// Opens bytes locked by [`Secrets::lock_blob`].
    ///
    /// # Errors
    ///
    /// [`SecretError::Wrapped`] if they were changed, or locked under another master key.
    pub fn open_blob(&self, digest: &[u8; 32], kept: &[u8]) -> Result<Vec<u8>, SecretError> {
        let payload = Payload { msg: kept, aad: digest };
        XChaCha20Poly1305::new((&derive(&self.wrapping, digest)).into())
            .decrypt(&XNonce::default(), payload)
            .map_err(|_| SecretError::Wrapped)
    }

    /// Returns the keyed hash of a word, lower-case hexadecimal: what stands in claims.
    pub fn keyed_hash(&self, word: &str) -> String {
        self.mac(word).finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Tells whether `hash` is the keyed hash of a word, in a time that says nothing about it.
    pub(crate) fn is_keyed_hash(&self, word: &str, hash: &str) -> bool {
        crate::evidence::digest_of(hash)
            .is_some_and(|hash| self.mac(word).verify_slice(&hash).is_ok())
    }

    fn mac(&self, word: &str) -> Hmac<Sha256> {
        let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&self.searching) else {
            unreachable!("HMAC takes keys of every length");
        };
        mac.update(word.as_bytes());
        mac
    }
}

/// Returns random bytes from the operating system.
///
/// # Errors
///
/// [`SecretError::NoChance`].
pub fn chance<const N: usize>() -> Result<[u8; N], SecretError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SecretError::NoChance)?;
    Ok(bytes)
}

/// What a draft is bound to; a login has no spaces.
fn draft_name(login: &str, page: &str) -> String {
    format!("{login} {page}")
}

fn derive(secret: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    if Hkdf::<Sha256>::new(None, secret).expand(purpose, &mut key).is_err() {
        unreachable!("one block is within the limit of HKDF");
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use bagyt_core::identity::PersonId;
    use uuid::Uuid;

    #[test]
    fn a_wrapped_key_opens_only_for_its_stream_and_master() {
        let stream = PersonId(Uuid::from_u128(1)).stream();
        let other = PersonId(Uuid::from_u128(2)).stream();
        let secrets = Secrets::new(&[1; 32]);
        let key = secrets.new_record_key(stream).unwrap();
        let wrapped = secrets.wrap(stream, &key).unwrap();
        assert_eq!(secrets.unwrap(stream, &wrapped), Ok(key));
        assert_eq!(secrets.unwrap(other, &wrapped), Err(SecretError::Wrapped));
        assert_eq!(Secrets::new(&[2; 32]).unwrap(stream, &wrapped), Err(SecretError::Wrapped));
    }

    #[test]
    fn a_draft_opens_only_for_its_login_page_and_master() {
        let secrets = Secrets::new(&[1; 32]);
        let kept = secrets.lock_draft(("osmonov", "/contact"), b"words").unwrap();
        assert!(!kept.windows(5).any(|part| part == b"words"));
        assert_eq!(secrets.open_draft(("osmonov", "/contact"), &kept), Ok(b"words".to_vec()));
        let wrong = Err(SecretError::Wrapped);
        assert_eq!(secrets.open_draft(("abdieva", "/contact"), &kept), wrong);
        assert_eq!(secrets.open_draft(("osmonov", "/plan"), &kept), wrong);
        assert_eq!(Secrets::new(&[2; 32]).open_draft(("osmonov", "/contact"), &kept), wrong);
        assert_eq!(secrets.open_second_factor("osmonov /contact", &kept), wrong);
    }

    #[test]
    fn a_second_factor_opens_only_for_its_login_and_master() {
        let secrets = Secrets::new(&[1; 32]);
        let kept = secrets.lock_second_factor("osmonov", b"secret").unwrap();
        assert!(!kept.windows(6).any(|part| part == b"secret"));
        assert_eq!(secrets.open_second_factor("osmonov", &kept), Ok(b"secret".to_vec()));
        let wrong = Err(SecretError::Wrapped);
        assert_eq!(secrets.open_second_factor("abdieva", &kept), wrong);
        assert_eq!(Secrets::new(&[2; 32]).open_second_factor("osmonov", &kept), wrong);
        assert_eq!(secrets.open_second_factor("osmonov", b"short"), wrong);
    }
}
