//! Work that a program shows in place of waiting 工作量证明, when more is sent than a server lets pass
//! at once.
//!
//! Thousands of phones may share one network address, so an address that has sent much is no proof of a
//! flood, and nobody is asked to solve a picture. The refusal 429 names in the header [`WORK_WANTED`] a
//! seed and a number of bits. Whoever sends the same again with the same idempotency key and, in the
//! header [`WORK`], a number for which the SHA-256 of seed, key and number, a space between them, begins with as many zero bits
//! is let pass. Each bit doubles the work. As one key never makes two cases, work is good for one. A
//! client that knows nothing of this waits as `Retry-After` says.

use std::fmt;
use std::ops::RangeInclusive;

use sha2::{Digest, Sha256};

/// The header of a refusal that says what work would do.
pub const WORK_WANTED: &str = "work-wanted";
/// The header of a request that shows work: the number, in decimal digits.
pub const WORK: &str = "work";
/// The most bits that are ever asked for, and that a client agrees to: half a minute of a cheap phone.
pub const MOST_BITS: u32 = 21;

/// What work is asked for. As text it is the bits, a space and the seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// How many bits of the hash are zero.
    pub bits: u32,
    /// What nobody could know before.
    pub seed: String,
}

impl Work {
    /// Reads what [`WORK_WANTED`] says; `None` where it is not understood or more than a client agrees to.
    pub fn parse(text: &str) -> Option<Self> {
        let (bits, seed) = text.split_once(' ')?;
        let bits = bits.parse().ok().filter(|bits| *bits <= MOST_BITS)?;
        Some(Self {
            bits,
            seed: seed.to_owned(),
        })
    }

    /// Whether a number shows the work under an idempotency key.
    pub fn is_shown_by(&self, key: &str, number: u64) -> bool {
        self.find(key, number..=number).is_some()
    }

    /// The first number of a span that shows the work.
    pub fn find(&self, key: &str, mut numbers: RangeInclusive<u64>) -> Option<u64> {
        let begun = Sha256::new().chain_update(format!("{} {key} ", self.seed));
        numbers.find(|number| {
            let hash = begun.clone().chain_update(number.to_string()).finalize();
            let first = hash.first_chunk::<4>().copied().unwrap_or_default();
            u32::from_be_bytes(first).leading_zeros() >= self.bits
        })
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.bits, self.seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(bits: u32) -> Work {
        Work {
            bits,
            seed: "a seed".to_owned(),
        }
    }

    #[test]
    fn s4_10_what_is_found_is_shown_under_this_seed_and_key_alone() {
        let wanted = work(10);
        let number = wanted.find("key", 0..=1_000_000).expect("a number");
        assert!(wanted.is_shown_by("key", number));
        assert!(!wanted.is_shown_by("another", number));
        let another = Work {
            seed: "another".to_owned(),
            ..wanted
        };
        assert!(!another.is_shown_by("key", number));
    }

    #[test]
    fn s4_10_each_bit_doubles_the_work() {
        let shown = |bits| {
            let numbers = 0..20_000;
            let shown = numbers.filter(|number| work(bits).is_shown_by("key", *number));
            shown.count()
        };
        assert_eq!(shown(0), 20_000);
        let (fewer, more) = (shown(4), shown(5));
        assert!((1_100..1_400).contains(&fewer), "{fewer}");
        assert!((530..720).contains(&more), "{more}");
    }

    #[test]
    fn what_is_asked_for_is_read_as_it_was_written() {
        assert_eq!(Work::parse(&work(17).to_string()), Some(work(17)));
        for text in ["", "17", "x seed", "-1 seed", "22 seed", "4294967296 seed"] {
            assert_eq!(Work::parse(text), None, "{text:?}");
        }
    }
}
