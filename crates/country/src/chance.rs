//! The source of chance of the invented country.
//!
//! A seed decides everything: the generator is xoshiro256++ (Blackman and Vigna 2019, public
//! domain), its state filled from the seed by SplitMix64 as its authors advise. It is written out
//! here because a library may change its stream between releases, and then the same seed would no
//! longer give the same country. Shares are given in permille, never as floating point.

/// Odds in thousandths: `permille(125)` comes true one time in eight.
pub(crate) type Permille = u32;

/// A stream of pseudo-random numbers; the same seed and label give the same stream.
#[derive(Clone, Debug)]
pub(crate) struct Chance {
    state: [u64; 4],
}

/// One step of SplitMix64 (Steele, Lea and Flood 2014), a bijection of its counter.
fn split_mix(counter: &mut u64) -> u64 {
    *counter = counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*counter ^ (*counter >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Chance {
    /// Opens the stream `label` of `seed`; streams of different labels do not disturb each other.
    pub(crate) fn new(seed: u64, label: u64) -> Self {
        let mut counter = seed ^ label.wrapping_mul(0xd134_2543_de82_ef95);
        let state = [(); 4].map(|()| split_mix(&mut counter));
        Chance { state }
    }

    /// Returns the next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        let [first, second, third, fourth] = self.state;
        let result = first.wrapping_add(fourth).rotate_left(23).wrapping_add(first);
        let third_mixed = third ^ first;
        let fourth_mixed = fourth ^ second;
        self.state = [
            first ^ fourth_mixed,
            second ^ third_mixed,
            third_mixed ^ (second << 17),
            fourth_mixed.rotate_left(45),
        ];
        result
    }

    /// Returns a number from 0 to `limit - 1`; 0 when `limit` is 0.
    ///
    /// The multiplication leaves a bias below `limit / 2^32`, which no count of the country shows.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(limit) * (self.bits() >> 32)) >> 32) as u32
    }

    /// Returns a number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        let width = most.saturating_sub(least).max(0).unsigned_abs();
        least + self.below(width + 1) as i32
    }

    /// Says yes `odds` times in a thousand.
    pub(crate) fn permille(&mut self, odds: Permille) -> bool {
        self.below(1000) < odds
    }

    /// Returns a position in a list of `length`.
    pub(crate) fn position(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).unwrap_or(u32::MAX)) as usize
    }

    /// Returns one of `choices`, or the default when there is none.
    pub(crate) fn pick<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        choices.get(self.position(choices.len())).copied().unwrap_or_default()
    }

    /// Returns the position of a weight, each as likely as it is heavy; 0 when all are 0.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (position, &weight) in weights.iter().enumerate() {
            if rest < weight {
                return position;
            }
            rest -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_label_give_the_same_stream() {
        let stream = |seed, label| {
            let mut chance = Chance::new(seed, label);
            [(); 8].map(|()| chance.bits())
        };
        assert_eq!(stream(7, 1), stream(7, 1));
        assert_ne!(stream(7, 1), stream(7, 2));
        assert_ne!(stream(7, 1), stream(8, 1));
    }

    #[test]
    fn the_generator_is_xoshiro256_plus_plus() {
        // The first numbers that the authors' C program prints for the state 1, 2, 3, 4, as the
        // test vector of the `rand_xoshiro` crate has them.
        let mut chance = Chance { state: [1, 2, 3, 4] };
        let numbers = [(); 4].map(|()| chance.bits());
        assert_eq!(numbers, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn numbers_stay_between_their_bounds_and_reach_both() {
        let mut chance = Chance::new(1, 1);
        let drawn: std::collections::BTreeSet<i32> =
            (0..400).map(|_| chance.between(-2, 3)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [-2, -1, 0, 1, 2, 3]);
        assert_eq!(chance.below(0), 0);
    }

    #[test]
    fn weights_are_kept() {
        let mut chance = Chance::new(1, 1);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[chance.weighted(&[1, 0, 3])] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((2_300..2_700).contains(&counts[0]), "{counts:?}");
    }
}
