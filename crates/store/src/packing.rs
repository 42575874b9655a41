//! Entries as they lie in the database: the same bytes, packed.
//!
//! An entry is JSON whose members recur; with a dictionary of what recurs it takes a third of the
//! room. The leaf hash, proofs, exports and everything above the store are of the unpacked bytes.
//! The first byte says how the rest is packed; an unknown byte, or bytes that do not unpack, are
//! given back as they are, so that checking them against their leaf hash finds them changed.
//!
//! The dictionary is never edited: another one would be another first byte. It was trained with
//! zstd's own trainer on 20,000 entries of an invented country.

use std::cell::RefCell;
use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use crate::commit::ENTRY_BYTES_MAX;

/// Packed by zstd with the first dictionary.
const FIRST: u8 = 1;

/// The level: the fastest that uses the dictionary well.
const LEVEL: i32 = 1;

static BYTES: &[u8] = include_bytes!("entries-1.dictionary");
static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(BYTES, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(BYTES));

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> =
        RefCell::new(packer());
    static UNPACKER: RefCell<Option<Decompressor<'static>>> =
        RefCell::new(Decompressor::with_prepared_dictionary(&UNPACKING).ok());
}

fn packer() -> Option<Compressor<'static>> {
    let mut packer = Compressor::with_prepared_dictionary(&PACKING).ok()?;
    // The first byte names the dictionary already.
    packer.include_dictid(false).ok()?;
    Some(packer)
}

/// Packs an entry. Where it cannot be made smaller it stays as it is: an entry's own first byte
/// is its format, behind a zero here.
pub(crate) fn pack(entry: &[u8]) -> Vec<u8> {
    let mut kept = vec![FIRST; 1 + zstd::zstd_safe::compress_bound(entry.len())];
    let packed = PACKER.with_borrow_mut(|packer| {
        packer.as_mut()?.compress_to_buffer(entry, kept.get_mut(1..)?).ok()
    });
    match packed {
        Some(bytes) if bytes < entry.len() => {
            kept.truncate(1 + bytes);
            kept
        }
        _ => [&[0][..], entry].concat(),
    }
}

/// Unpacks an entry; bytes that do not unpack come back as they are.
pub(crate) fn unpack(kept: Vec<u8>) -> Vec<u8> {
    match kept.split_first() {
        Some((0, entry)) => entry.to_vec(),
        Some((&FIRST, packed)) => UNPACKER
            .with_borrow_mut(|unpacker| {
                unpacker.as_mut()?.decompress(packed, unpacked_bytes(packed)).ok()
            })
            .unwrap_or(kept),
        _ => kept,
    }
}

/// The room that the unpacked entry takes, as the packed one says. Making room for the longest
/// entry each time would cost more than unpacking.
fn unpacked_bytes(packed: &[u8]) -> usize {
    let told = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    told.and_then(|told| usize::try_from(told).ok()).map_or(0, |told| told.min(ENTRY_BYTES_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let entries: [&[u8]; 4] = [
            b"",
            b"\x01{}",
            b"\x01{\"actor\":\"system\",\"kind\":\"casework.contact.recorded\",\"v\":1}",
            &[255; 4096],
        ];
        for entry in entries {
            assert_eq!(unpack(pack(entry)), entry);
        }
    }

    #[test]
    fn changed_bytes_do_not_come_back_as_the_entry() {
        let entry = b"\x01{\"actor\":\"system\",\"kind\":\"casework.contact.recorded\",\"v\":1}";
        let packed = pack(entry);
        for place in 0..packed.len() {
            let mut changed = packed.clone();
            changed[place] ^= 1;
            assert_ne!(unpack(changed), entry);
        }
    }
}
