//! Evidence: the Merkle tree over the journal's entries (RFC 9162) and its signed heads.
//!
//! Each entry is a leaf. The root over the first *n* leaves commits to all of them and to their
//! order; an inclusion proof shows that one entry is under a root, a consistency proof that one
//! root continues another. A [`Frontier`] is all that a writer must remember to go on. Signed
//! heads are written as notes in [`note`]. There is no other chain in the journal.
//!
//! # Source
//!
//! RFC 9162 (Certificate Transparency 2.0), section 2.1; the tree is that of RFC 6962.

pub mod note;
mod proof;

pub use proof::{
    consistency_proof, inclusion_proof, is_consistency_proven, is_inclusion_proven, root_of,
};

use sha2::{Digest, Sha256};

/// SHA-256 of a leaf or of a node.
pub type Hash = [u8; 32];

/// Most subtrees that a frontier can hold: one a bit of the size.
const SUBTREES_MAX: usize = 64;

/// Returns the hash of a leaf: SHA-256 of a zero byte and the entry's bytes.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}

/// Returns the hash of a node over two subtrees.
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// Returns the root of the tree without leaves.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// The right edge of a growing tree: the roots of its full subtrees, largest first.
///
/// Invariant: there are as many subtrees as the size has bits set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

/// Bytes are not a frontier of that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} bytes are not the frontier of a tree of {size} leaves")]
pub struct NoFrontier {
    /// Number of leaves that were claimed.
    pub size: u64,
    /// Number of bytes that were given.
    pub found: usize,
}

impl Frontier {
    /// The frontier of the tree without leaves.
    pub fn new() -> Self {
        Frontier::default()
    }

    /// Returns the number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf at the right end.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // Each trailing one of the size is a full subtree of the size that now finds its pair.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.subtrees.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.subtrees.push(hash);
        self.size += 1;
    }

    /// Returns the root over all leaves so far.
    pub fn root(&self) -> Hash {
        let mut from_the_right = self.subtrees.iter().rev();
        let Some(last) = from_the_right.next() else { return empty_root() };
        from_the_right.fold(*last, |root, left| node_hash(left, &root))
    }

    /// Returns the subtrees' roots one after the other, largest first; the size is kept beside.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.subtrees.concat()
    }

    /// Takes back what [`Frontier::to_bytes`] gave.
    ///
    /// # Errors
    ///
    /// [`NoFrontier`] if there are not as many subtrees as the size has bits set.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Result<Self, NoFrontier> {
        let refusal = NoFrontier { size, found: bytes.len() };
        let (subtrees, rest) = bytes.as_chunks::<32>();
        let expected = usize::try_from(size.count_ones()).unwrap_or(SUBTREES_MAX);
        if !rest.is_empty() || subtrees.len() != expected {
            return Err(refusal);
        }
        Ok(Frontier { size, subtrees: subtrees.to_vec() })
    }
}

impl Extend<Hash> for Frontier {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inputs and roots of the test tree that the implementations of RFC 6962 share
    /// (`certificate-transparency/python/ct/crypto/merkle_test.py`).
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn hexadecimal(hash: Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[track_caller]
    fn check(leaves: usize, root: &str) {
        let hashes: Vec<Hash> = LEAVES[..leaves].iter().map(|leaf| leaf_hash(leaf)).collect();
        let mut frontier = Frontier::new();
        frontier.extend(hashes.iter().copied());
        assert_eq!(hexadecimal(frontier.root()), root);
        assert_eq!(hexadecimal(root_of(&hashes)), root);
        assert_eq!(frontier.size(), leaves as u64);
    }

    #[test]
    fn the_roots_are_those_that_other_implementations_find() {
        for (leaves, root) in ROOTS.iter().enumerate() {
            check(leaves, root);
        }
    }

    #[test]
    fn a_frontier_goes_on_where_its_bytes_were_kept() {
        let mut whole = Frontier::new();
        for number in 0..200_u64 {
            let size = whole.size();
            let mut kept = Frontier::from_bytes(size, &whole.to_bytes()).unwrap();
            assert_eq!(kept, whole);
            whole.push(leaf_hash(&number.to_be_bytes()));
            kept.push(leaf_hash(&number.to_be_bytes()));
            assert_eq!(kept.root(), whole.root());
        }
    }

    #[test]
    fn bytes_of_another_size_are_refused() {
        let mut frontier = Frontier::new();
        frontier.extend([[1; 32], [2; 32], [3; 32]]);
        let bytes = frontier.to_bytes();
        assert_eq!(Frontier::from_bytes(4, &bytes), Err(NoFrontier { size: 4, found: 64 }));
        assert_eq!(Frontier::from_bytes(3, &bytes[1..]), Err(NoFrontier { size: 3, found: 63 }));
        assert_eq!(Frontier::from_bytes(3, &bytes), Ok(frontier));
    }
}
