//! One line of a case's log.

use serde::{Deserialize, Serialize};

use super::{Actor, Event, Words};
use crate::time::Instant;

/// One line of a case's log: when, who, what, and what was said. A log is in the order in which its
/// entries were accepted; a clock that was set back does not change that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Actor,
    /// What.
    pub event: Event,
    /// What was said. A text that was deleted stays here as [`Said::Deleted`](super::Said::Deleted).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Words>,
}
