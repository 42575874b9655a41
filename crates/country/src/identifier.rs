//! Identifiers of the invented country: UUIDs of version 7 from simulated time and seeded chance.
//!
//! They have the form that the product makes (RFC 9562, section 5.7), so that they sort by the
//! time at which they were made; the same seed gives the same identifiers.

use uuid::Uuid;

use crate::chance::Chance;
use crate::diary::Millis;

/// Makes identifiers.
#[derive(Clone, Debug)]
pub(crate) struct Identifiers {
    chance: Chance,
}

impl Identifiers {
    /// Opens the source of identifiers of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Identifiers::of(seed, 0x1d)
    }

    /// Opens another source of the same seed; sources of different labels do not disturb each
    /// other.
    pub(crate) fn of(seed: u64, label: u64) -> Self {
        Identifiers { chance: Chance::new(seed, label) }
    }

    /// Makes the identifier of something that begins at `at`.
    pub(crate) fn make(&mut self, at: Millis) -> Uuid {
        let [high, low] = [(); 2].map(|()| self.chance.bits());
        let moment = u128::from(at.max(0).unsigned_abs() & 0xffff_ffff_ffff) << 80;
        let version = 0x7_u128 << 76;
        let high = u128::from(high & 0x0fff) << 64;
        let variant = 0b10_u128 << 62;
        let low = u128::from(low >> 2);
        Uuid::from_u128(moment | version | high | variant | low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_a_version_7_uuid_that_carries_its_moment() {
        let id = Identifiers::new(1).make(1_730_419_200_000);
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
        assert_eq!(id.get_timestamp().unwrap().to_unix().0, 1_730_419_200);
    }

    #[test]
    fn identifiers_of_one_moment_differ() {
        let mut identifiers = Identifiers::new(1);
        let made: std::collections::BTreeSet<Uuid> =
            (0..10_000).map(|_| identifiers.make(5)).collect();
        assert_eq!(made.len(), 10_000);
    }
}
