//! Numbers that look random and are the same for the same seed on every machine.

/// A sequence of numbers (`SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Random {
    /// The sequence of one thing of a city: what is made first does not change what comes after.
    pub(crate) fn of(seed: u64, what: u64, number: u64) -> Self {
        let of_seed = mixed(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
        Self(mixed(
            mixed(of_seed ^ what.wrapping_mul(0xd1b5_4a32_d192_ed03)) ^ number,
        ))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number from 0 up to, and without, a bound; 0 where the bound is 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let scaled = (self.next() >> 32) * u64::from(bound);
        // Less than the bound, which has 32 bits.
        u32::try_from(scaled >> 32).unwrap_or_default()
    }

    /// A number of a range, both ends included.
    pub(crate) fn between(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to.saturating_sub(from) + 1)
    }

    /// True in so many of a hundred.
    pub(crate) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of some.
    pub(crate) fn one_of<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        let count = u32::try_from(some.len()).unwrap_or(u32::MAX);
        some.get(self.below(count) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_within_their_bounds_and_differ_by_seed() {
        let mut random = Random::of(1, 2, 3);
        for bound in [1, 2, 7, 1_000_000, u32::MAX] {
            assert!((0..100).all(|_| random.below(bound) < bound));
        }
        assert_eq!(random.below(0), 0);
        assert!((0..100).all(|_| (3..=5).contains(&random.between(3, 5))));
        let first = |seed| Random::of(seed, 2, 3).next();
        assert_eq!(first(1), first(1));
        assert_ne!(first(1), first(2));
    }
}
