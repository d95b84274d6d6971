//! What decides at one instant, and the state that is reported of it.

use super::Verdict;
use crate::time::Instant;

/// What decides at one instant: no rule, an unpublished calendar, or the rule at this index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Silence,
    Stale,
    Rule(usize),
}

/// The verdict at an instant and how long it lasts: an [`Answer`](super::Answer) without its
/// reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The verdict.
    pub verdict: Verdict,
    /// The earliest later instant at which the verdict or its conditions differ.
    pub until: Option<Instant>,
    /// The earliest later instant at which it is permitted; `None` if it is permitted now.
    pub next_permitted: Option<Instant>,
}
