//! Where something stands in a text.

use serde::{Deserialize, Serialize};

/// A half-open span of bytes of the text that was read; both ends lie between characters.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
}

impl Span {
    /// The words it covers; empty if it is not a span of this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Returns `true` if `other` lies within it.
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns `true` if the two share a byte.
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
