//! Signed heads of the journal's tree, as notes that other programs can check.
//!
//! A checkpoint says which journal (origin), how many entries and which root. Its text is signed
//! with Ed25519 and can carry further signatures, of the agencies that countersign as witnesses.
//!
//! # Source
//!
//! C2SP `signed-note` and `tlog-checkpoint`, version 1.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::Hash;

/// What stands before the name of a signer.
const SIGNATURE_MARK: &str = "\u{2014} ";

/// The algorithm byte of Ed25519 in `signed-note`.
const ED25519: u8 = 0x01;

/// Longest note that is read; a checkpoint with a hundred witnesses is shorter.
pub const NOTE_BYTES_MAX: usize = 65_536;

/// A head of the tree: what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which journal: a name without schema, unique in the world; one line.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
}

/// A note is not a checkpoint signed by that key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The note is longer than [`NOTE_BYTES_MAX`] or does not have the form of a signed note.
    #[error("the text is not a signed note")]
    Form,
    /// No signature carries the signer's name and key identifier.
    #[error("the note is not signed by that signer")]
    NotSigned,
    /// A signature carries the signer's name and key identifier, but does not fit the text.
    #[error("the signature does not fit the note's text")]
    Forged,
    /// The signed text is not a checkpoint.
    #[error("the signed text is not a checkpoint")]
    NoCheckpoint,
}

/// Returns the identifier of a signer's key: the first four bytes of SHA-256 over the name, a
/// line feed, the algorithm and the key.
pub fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let digest = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key.as_bytes())
        .finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}

/// Returns the key in the form in which it is handed to those who check: `name+id+base64`.
pub fn verifier_key(name: &str, key: &VerifyingKey) -> String {
    let id: String = key_id(name, key).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut bytes = vec![ED25519];
    bytes.extend_from_slice(key.as_bytes());
    format!("{name}+{id}+{}", BASE64.encode(bytes))
}

/// Signs a text that ends in a line feed, and returns the note.
pub fn sign(text: &str, name: &str, key: &SigningKey) -> String {
    format!("{text}\n{}", signature_line(text, name, key))
}

/// Adds a signature to a note: how a witness countersigns.
///
/// # Errors
///
/// [`NoteError::Form`] if `note` is no signed note. The witness checks the note before.
pub fn countersign(note: &str, name: &str, key: &SigningKey) -> Result<String, NoteError> {
    let (text, _) = parts(note)?;
    Ok(format!("{note}{}", signature_line(text, name, key)))
}

fn signature_line(text: &str, name: &str, key: &SigningKey) -> String {
    let mut bytes = key_id(name, &key.verifying_key()).to_vec();
    bytes.extend_from_slice(&key.sign(text.as_bytes()).to_bytes());
    format!("{SIGNATURE_MARK}{name} {}\n", BASE64.encode(bytes))
}

/// Splits a note into its text, with the last line feed, and its signatures' lines.
fn parts(note: &str) -> Result<(&str, &str), NoteError> {
    if note.len() > NOTE_BYTES_MAX || !note.ends_with('\n') {
        return Err(NoteError::Form);
    }
    let blank = note.rfind("\n\n").ok_or(NoteError::Form)?;
    let (text, signatures) = (&note[..=blank], &note[blank + 2..]);
    let is_form = !signatures.is_empty()
        && signatures.lines().all(|line| line.starts_with(SIGNATURE_MARK))
        && !note.chars().any(|letter| letter < ' ' && letter != '\n');
    if is_form { Ok((text, signatures)) } else { Err(NoteError::Form) }
}

/// Checks a note's signature by `name` and returns its text.
///
/// # Errors
///
/// [`NoteError::Form`], [`NoteError::NotSigned`], [`NoteError::Forged`], in this order.
pub fn verify<'a>(note: &'a str, name: &str, key: &VerifyingKey) -> Result<&'a str, NoteError> {
    let (text, signatures) = parts(note)?;
    let id = key_id(name, key);
    for line in signatures.lines() {
        let Some((signer, signature)) =
            line.strip_prefix(SIGNATURE_MARK).and_then(|line| line.rsplit_once(' '))
        else {
            return Err(NoteError::Form);
        };
        let bytes = BASE64.decode(signature).map_err(|_| NoteError::Form)?;
        let Some((found_id, signature)) = bytes.split_first_chunk::<4>() else {
            return Err(NoteError::Form);
        };
        if signer != name || *found_id != id {
            continue;
        }
        let signature = Signature::from_slice(signature).map_err(|_| NoteError::Forged)?;
        let forged = key.verify_strict(text.as_bytes(), &signature).is_err();
        return if forged { Err(NoteError::Forged) } else { Ok(text) };
    }
    Err(NoteError::NotSigned)
}

impl Checkpoint {
    /// Returns the text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(self.root))
    }

    /// Signs the checkpoint and returns the note. The signer's name is the origin.
    pub fn sign(&self, key: &SigningKey) -> String {
        sign(&self.text(), &self.origin, key)
    }

    /// Checks a note that the journal `origin` signed and returns what it says.
    ///
    /// Lines after the third are extensions, which are signed but not read.
    ///
    /// # Errors
    ///
    /// As [`verify`], then [`NoteError::NoCheckpoint`] if the text is none or is of another
    /// origin.
    pub fn open(note: &str, origin: &str, key: &VerifyingKey) -> Result<Self, NoteError> {
        let checkpoint = Self::read(verify(note, origin, key)?)?;
        if checkpoint.origin == origin { Ok(checkpoint) } else { Err(NoteError::NoCheckpoint) }
    }

    fn read(text: &str) -> Result<Self, NoteError> {
        let mut lines = text.lines();
        let mut line =
            || lines.next().filter(|line| !line.is_empty()).ok_or(NoteError::NoCheckpoint);
        let (origin, size, root) = (line()?, line()?, line()?);
        let is_plain = size.bytes().all(|byte| byte.is_ascii_digit())
            && (size == "0" || !size.starts_with('0'));
        let root = BASE64.decode(root).map_err(|_| NoteError::NoCheckpoint)?;
        Ok(Checkpoint {
            origin: origin.to_owned(),
            size: size.parse().ok().filter(|_| is_plain).ok_or(NoteError::NoCheckpoint)?,
            root: root.try_into().map_err(|_| NoteError::NoCheckpoint)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of Go's `golang.org/x/mod/sumdb/note`, where the form comes from.
    const EXAMPLE_TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                                then you don't know what your problem is.\n";
    const EXAMPLE_SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const EXAMPLE_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const EXAMPLE_SIGNATURE: &str = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2p\
                                     ZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    fn key(number: u8) -> SigningKey {
        SigningKey::from_bytes(&[number; 32])
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint { origin: "bagyt.example/zz".to_owned(), size: 1_500_000, root: [9; 32] }
    }

    #[test]
    fn a_note_is_written_as_other_programs_write_it() {
        let seed = BASE64.decode(EXAMPLE_SEED).unwrap();
        let key = SigningKey::from_bytes(&seed[1..].try_into().unwrap());
        assert_eq!(verifier_key("PeterNeumann", &key.verifying_key()), EXAMPLE_KEY);
        let note = sign(EXAMPLE_TEXT, "PeterNeumann", &key);
        assert_eq!(note, format!("{EXAMPLE_TEXT}\n— PeterNeumann {EXAMPLE_SIGNATURE}\n"));
        assert_eq!(verify(&note, "PeterNeumann", &key.verifying_key()), Ok(EXAMPLE_TEXT));
    }

    #[test]
    fn a_checkpoint_opens_with_its_key_and_says_what_was_signed() {
        let note = checkpoint().sign(&key(1));
        let verifying = key(1).verifying_key();
        assert_eq!(Checkpoint::open(&note, "bagyt.example/zz", &verifying), Ok(checkpoint()));
        let witnessed = countersign(&note, "witness.example", &key(2)).unwrap();
        assert_eq!(Checkpoint::open(&witnessed, "bagyt.example/zz", &verifying), Ok(checkpoint()));
        let witness = key(2).verifying_key();
        assert_eq!(verify(&witnessed, "witness.example", &witness), Ok(&*checkpoint().text()));
    }

    #[track_caller]
    fn check_refused(note: &str, why: NoteError) {
        let verifying = key(1).verifying_key();
        assert_eq!(Checkpoint::open(note, "bagyt.example/zz", &verifying), Err(why));
    }

    #[test]
    fn a_changed_unsigned_or_foreign_note_is_refused() {
        let note = checkpoint().sign(&key(1));
        check_refused(&note.replace("1500000", "1500001"), NoteError::Forged);
        check_refused(&checkpoint().sign(&key(2)), NoteError::NotSigned);
        check_refused(&checkpoint().text(), NoteError::Form);
        check_refused(note.trim_end(), NoteError::Form);
        check_refused("", NoteError::Form);
        check_refused(&"x".repeat(NOTE_BYTES_MAX + 1), NoteError::Form);
    }

    #[test]
    fn a_signed_text_that_is_no_checkpoint_is_refused() {
        let origin = "bagyt.example/zz";
        for text in [
            "bagyt.example/zz\n",
            "bagyt.example/zz\n01\nAAAA\n",
            "bagyt.example/zz\n1\nAAAA\n",
            "bagyt.example/zz\n-1\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n",
            "other\n1\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n",
        ] {
            check_refused(&sign(text, origin, &key(1)), NoteError::NoCheckpoint);
        }
    }
}
