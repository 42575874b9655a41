//! Sealing of what tells who somebody is.
//!
//! Each source record has a key of its own (never a linked cluster of records). The key of one
//! entry is derived from it by HKDF-SHA-256 (RFC 5869) over the command and the entry's ordinal,
//! so that a single entry can be disclosed without the rest; a commitment to the entry's key
//! stands beside the box, so that a disclosed key can be checked. The cipher is
//! XChaCha20-Poly1305. When the record key is destroyed, names go and the journal still verifies.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::identity::{CommandId, StreamId};

/// The sealed part of an entry; texts are base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The cipher text with its tag.
    #[serde(rename = "box")]
    pub cipher_text: String,
    /// SHA-256 of the entry's key under its own prefix.
    pub commitment: String,
    /// Ordinal of the entry among those of its command.
    pub ordinal: u32,
}

/// A private part cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The stream has no key: none was made, or it was destroyed.
    #[error("the record's key is not there")]
    NoKey,
    /// The key does not fit the commitment.
    #[error("the key is not the one the entry was sealed with")]
    WrongKey,
    /// The box was changed, or is not a box.
    #[error("the sealed text was changed")]
    Broken,
}

/// The key of one source record. Its debug form does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordKey([u8; 32]);

impl std::fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordKey(…)")
    }
}

impl RecordKey {
    /// Takes 32 bytes of chance.
    pub fn new(bytes: [u8; 32]) -> Self {
        RecordKey(bytes)
    }

    /// Derives the key of a stream from the seed of an invented country; never used for real data.
    pub fn of_invented(seed: &[u8; 32], stream: StreamId) -> Self {
        let mut key = [0; 32];
        expand(seed, stream.to_string().as_bytes(), &mut key);
        RecordKey(key)
    }

    /// Returns the bytes, to be wrapped by the master key.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn entry_key(&self, command: CommandId, ordinal: u32) -> [u8; 32] {
        let mut info = [0; 20];
        info[..16].copy_from_slice(command.0.as_bytes());
        info[16..].copy_from_slice(&ordinal.to_be_bytes());
        let mut key = [0; 32];
        expand(&self.0, &info, &mut key);
        key
    }

    /// Seals `text`, bound to `bound_to` (the stream and the entry's version in it).
    ///
    /// # Errors
    ///
    /// [`SealError::Broken`] if the text is longer than the cipher takes (256 GiB).
    pub fn seal(
        &self,
        command: CommandId,
        ordinal: u32,
        bound_to: &str,
        text: &[u8],
    ) -> Result<Sealed, SealError> {
        let key = self.entry_key(command, ordinal);
        // The key is used for this one entry, so that the nonce may stand fixed.
        let cipher_text = XChaCha20Poly1305::new((&key).into())
            .encrypt(&XNonce::default(), Payload { msg: text, aad: bound_to.as_bytes() })
            .map_err(|_| SealError::Broken)?;
        Ok(Sealed {
            cipher_text: BASE64.encode(cipher_text),
            commitment: BASE64.encode(commitment(&key)),
            ordinal,
        })
    }

    /// Opens a sealed part.
    ///
    /// # Errors
    ///
    /// [`SealError::WrongKey`] if the commitment is another key's, then [`SealError::Broken`].
    pub fn open(
        &self,
        command: CommandId,
        sealed: &Sealed,
        bound_to: &str,
    ) -> Result<Vec<u8>, SealError> {
        let key = self.entry_key(command, sealed.ordinal);
        if BASE64.encode(commitment(&key)) != sealed.commitment {
            return Err(SealError::WrongKey);
        }
        let cipher_text = BASE64.decode(&sealed.cipher_text).map_err(|_| SealError::Broken)?;
        XChaCha20Poly1305::new((&key).into())
            .decrypt(&XNonce::default(), Payload { msg: &cipher_text, aad: bound_to.as_bytes() })
            .map_err(|_| SealError::Broken)
    }
}

fn commitment(key: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update(b"bagyt entry key").chain_update(key).finalize().into()
}

fn expand(secret: &[u8; 32], info: &[u8], into: &mut [u8; 32]) {
    // HKDF refuses only outputs over 255 blocks; 32 bytes are one.
    if Hkdf::<Sha256>::new(None, secret).expand(info, into).is_err() {
        unreachable!("one block is within the limit of HKDF");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_sealed_text_opens_only_with_its_key_at_its_place() {
        let key = RecordKey::new([7; 32]);
        let command = CommandId(Uuid::from_u128(1));
        let sealed = key.seal(command, 0, "case/1#1", "Асан уулу Бакыт".as_bytes()).unwrap();
        let opened = key.open(command, &sealed, "case/1#1").unwrap();
        assert_eq!(opened, "Асан уулу Бакыт".as_bytes());
        assert_eq!(key.open(command, &sealed, "case/1#2"), Err(SealError::Broken));
        let other = RecordKey::new([8; 32]);
        assert_eq!(other.open(command, &sealed, "case/1#1"), Err(SealError::WrongKey));
    }
}
