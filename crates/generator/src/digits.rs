//! Numbers in another order, so that nothing can be read from where one stands.

use crate::random::Random;

/// A fixed order of the numbers of so many digits: each occurs once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shuffled {
    pub(crate) digits: u32,
    size: u64,
    factor: u64,
    offset: u64,
}

impl Shuffled {
    /// An order of at least `count` numbers.
    pub(crate) fn new(count: u64, random: &mut Random) -> Self {
        let mut digits = 3;
        while 10_u64.pow(digits) < count {
            digits += 1;
        }
        let size = 10_u64.pow(digits);
        let some = u64::from(random.below(u32::MAX)) % (size / 10);
        // Coprime to ten, so that no two numbers fall together.
        let last = [1, 3, 7, 9].get(random.below(4) as usize).copied();
        Self {
            digits,
            size,
            factor: some * 10 + last.unwrap_or(1),
            offset: u64::from(random.below(u32::MAX)) % size,
        }
    }

    pub(crate) fn at(&self, number: u64) -> u64 {
        let product = u128::from(number % self.size) * u128::from(self.factor);
        let moved = (product + u128::from(self.offset)) % u128::from(self.size);
        // Less than the size, which has 64 bits.
        u64::try_from(moved).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_number_occurs_once() {
        for seed in 0..20 {
            let order = Shuffled::new(1500, &mut Random::of(seed, 0, 0));
            let all: BTreeSet<u64> = (0..10_000).map(|n| order.at(n)).collect();
            assert_eq!((order.digits, all.len()), (4, 10_000));
        }
    }
}
