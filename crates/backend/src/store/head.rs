//! Where a log ends, and the hashes it is made of.

use std::fmt;

/// A SHA-256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Reads what [`fmt::Display`] writes: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text.trim(), &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// The hash that a database holds; one of another length is no hash of ours and equals none.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// The end of a log: who knows it can tell later that nothing before it was changed or cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The number of entries.
    pub sequence: i64,
    /// The hash of the last one; zeros where there is none.
    pub hash: Hash,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sequence, self.hash)
    }
}

impl Head {
    /// Reads what [`fmt::Display`] writes: the number, a colon, the hash.
    pub fn parse(text: &str) -> Option<Self> {
        let (sequence, hash) = text.trim().split_once(':')?;
        Some(Self {
            sequence: sequence.parse().ok().filter(|sequence| *sequence >= 0)?,
            hash: Hash::parse(hash)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_log_is_read_as_it_is_written() {
        let head = Head {
            sequence: 12,
            hash: Hash([171; 32]),
        };
        assert_eq!(Head::parse(&head.to_string()), Some(head));
        for wrong in ["", "12", "12:ab", "-1:", "x:00"] {
            assert_eq!(Head::parse(wrong), None, "{wrong}");
        }
    }
}
