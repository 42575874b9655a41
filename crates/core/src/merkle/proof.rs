//! Inclusion and consistency proofs.
//!
//! A proof is the list of the hashes that a reader lacks, nearest to the leaf first, in the order
//! of RFC 9162, sections 2.1.3 and 2.1.4. Proofs are made from all leaves, which is a second's
//! work for some millions; they are asked for by inspectors, not by pages.

use super::{Hash, empty_root, node_hash};

/// Returns the root over `leaves`.
pub fn root_of(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root_of(left), &root_of(right))
        }
    }
}

/// Returns the largest power of two below `size`, which is at least 2.
fn split(size: usize) -> usize {
    1 << (size - 1).ilog2()
}

/// Proves that the leaf at `index` (from 0) is under the root over `leaves`.
///
/// Returns `None` if there is no such leaf.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut leaves, mut index, mut proof) = (leaves, index, Vec::new());
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(split(leaves.len()));
        if index < left.len() {
            proof.push(root_of(right));
            leaves = left;
        } else {
            proof.push(root_of(left));
            index -= left.len();
            leaves = right;
        }
    }
    proof.reverse();
    Some(proof)
}

/// Says whether `proof` shows that `leaf` stands at `index` (from 0) under `root` over `size`
/// leaves (RFC 9162, section 2.1.3.2).
pub fn is_inclusion_proven(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut first, mut last, mut hash) = (index, size - 1, leaf);
    for step in proof {
        if last == 0 {
            return false;
        }
        if first & 1 == 1 || first == last {
            hash = node_hash(step, &hash);
            while first & 1 == 0 && first != 0 {
                first >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        first >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// Proves that the tree over `leaves` continues that over the first `old_size` of them.
///
/// Returns `None` unless `old_size` is from 1 to the number of leaves. The proof is empty where
/// both trees are the same.
pub fn consistency_proof(leaves: &[Hash], old_size: usize) -> Option<Vec<Hash>> {
    if old_size == 0 || old_size > leaves.len() {
        return None;
    }
    let (mut leaves, mut old_size, mut is_old_root, mut proof) =
        (leaves, old_size, true, Vec::new());
    while old_size < leaves.len() {
        let (left, right) = leaves.split_at(split(leaves.len()));
        if old_size <= left.len() {
            proof.push(root_of(right));
            leaves = left;
        } else {
            proof.push(root_of(left));
            old_size -= left.len();
            leaves = right;
            is_old_root = false;
        }
    }
    if !is_old_root {
        proof.push(root_of(leaves));
    }
    proof.reverse();
    Some(proof)
}

/// Says whether `proof` shows that `new_root` over `new_size` leaves continues `old_root` over
/// `old_size` (RFC 9162, section 2.1.4.2).
pub fn is_consistency_proven(
    old_size: u64,
    old_root: Hash,
    new_size: u64,
    new_root: Hash,
    proof: &[Hash],
) -> bool {
    if old_size == 0 || old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    let mut steps = proof.iter();
    let start = if old_size.is_power_of_two() { Some(&old_root) } else { steps.next() };
    let Some(start) = start else { return false };
    let (mut first, mut last) = (old_size - 1, new_size - 1);
    while first & 1 == 1 {
        first >>= 1;
        last >>= 1;
    }
    let (mut old_hash, mut new_hash) = (*start, *start);
    for step in steps {
        if last == 0 {
            return false;
        }
        if first & 1 == 1 || first == last {
            old_hash = node_hash(step, &old_hash);
            new_hash = node_hash(step, &new_hash);
            while first & 1 == 0 && first != 0 {
                first >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(&new_hash, step);
        }
        first >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == old_root && new_hash == new_root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::leaf_hash;

    /// Enough for every shape of a tree of up to seven levels.
    const SIZE_MAX: usize = 65;

    fn leaves(size: usize) -> Vec<Hash> {
        (0..size).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    /// PATH of RFC 9162, section 2.1.3.1, written as it is defined there.
    fn plain_path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
        if leaves.len() == 1 {
            return Vec::new();
        }
        let k = leaves.len().next_power_of_two() / 2;
        let (mut path, sibling) = if index < k {
            (plain_path(index, &leaves[..k]), root_of(&leaves[k..]))
        } else {
            (plain_path(index - k, &leaves[k..]), root_of(&leaves[..k]))
        };
        path.push(sibling);
        path
    }

    /// SUBPROOF of RFC 9162, section 2.1.4.1, written as it is defined there.
    fn plain_subproof(m: usize, leaves: &[Hash], complete: bool) -> Vec<Hash> {
        if m == leaves.len() {
            return if complete { Vec::new() } else { vec![root_of(leaves)] };
        }
        let k = leaves.len().next_power_of_two() / 2;
        let (mut proof, sibling) = if m <= k {
            (plain_subproof(m, &leaves[..k], complete), root_of(&leaves[k..]))
        } else {
            (plain_subproof(m - k, &leaves[k..], false), root_of(&leaves[..k]))
        };
        proof.push(sibling);
        proof
    }

    #[test]
    fn every_leaf_of_every_tree_is_proven_where_it_stands_and_nowhere_else() {
        for size in 1..=SIZE_MAX {
            let leaves = leaves(size);
            let root = root_of(&leaves);
            for index in 0..size {
                let proof = inclusion_proof(&leaves, index).unwrap();
                assert_eq!(proof, plain_path(index, &leaves));
                for claimed in 0..=size {
                    let proven = is_inclusion_proven(
                        leaves[index],
                        claimed as u64,
                        size as u64,
                        &proof,
                        root,
                    );
                    assert_eq!(proven, claimed == index, "{index} claimed {claimed} of {size}");
                }
            }
            assert_eq!(inclusion_proof(&leaves, size), None);
        }
    }

    #[test]
    fn a_changed_leaf_step_or_root_is_not_proven() {
        let leaves = leaves(21);
        let root = root_of(&leaves);
        let proof = inclusion_proof(&leaves, 13).unwrap();
        let proven = |leaf, proof: &[Hash], root| is_inclusion_proven(leaf, 13, 21, proof, root);
        assert!(proven(leaves[13], &proof, root));
        assert!(!proven(leaves[12], &proof, root));
        assert!(!proven(leaves[13], &proof, leaves[0]));
        assert!(!proven(leaves[13], &proof[1..], root));
        for step in 0..proof.len() {
            let mut changed = proof.clone();
            changed[step][31] ^= 1;
            assert!(!proven(leaves[13], &changed, root));
        }
        let mut longer = proof;
        longer.push([0; 32]);
        assert!(!proven(leaves[13], &longer, root));
    }

    #[test]
    fn every_tree_is_proven_to_continue_every_smaller_one() {
        for size in 1..=SIZE_MAX {
            let leaves = leaves(size);
            let new_root = root_of(&leaves);
            for old_size in 1..=size {
                let old_root = root_of(&leaves[..old_size]);
                let proof = consistency_proof(&leaves, old_size).unwrap();
                assert_eq!(proof, plain_subproof(old_size, &leaves, true));
                let proven = |old_root, new_root, proof: &[Hash]| {
                    is_consistency_proven(old_size as u64, old_root, size as u64, new_root, proof)
                };
                assert!(proven(old_root, new_root, &proof));
                let mut forged = old_root;
                forged[0] ^= 1;
                assert!(!proven(forged, new_root, &proof));
                assert!(!proven(old_root, forged, &proof));
                if let Some((_, shorter)) = proof.split_last() {
                    assert!(!proven(old_root, new_root, shorter));
                }
            }
            assert_eq!(consistency_proof(&leaves, 0), None);
            assert_eq!(consistency_proof(&leaves, size + 1), None);
        }
    }
}
