//! The definition of the classes, by versions: a later one breaks the line of a chart.

use crate::time::{Date, DateSpan};

/// A version of the definition of the classes 口径版本.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// The first day on which it holds.
    pub from: Date,
}

/// Which version holds in a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InForce {
    /// None: there was no definition yet.
    None,
    /// One, all the time.
    One(u32),
    /// Another at the end than at the start, or none at the start: the figures of the span are not
    /// comparable with any.
    Several,
}

impl InForce {
    /// True where figures of two spans may be joined by a line.
    pub fn joins(self, other: Self) -> bool {
        matches!((self, other), (Self::One(a), Self::One(b)) if a == b)
    }
}

/// Which version holds in a span. The versions may come in any order; of two that begin on one day the
/// later number holds.
pub fn in_force(span: DateSpan, versions: &[Version]) -> InForce {
    let at = |day: Date| {
        let begun = versions.iter().filter(|version| version.from <= day);
        begun.max_by_key(|version| (version.from, version.number))
    };
    let changes = versions
        .iter()
        .any(|version| span.from < version.from && version.from < span.until);
    match (at(span.from), changes) {
        (None, false) => InForce::None,
        (Some(version), false) => InForce::One(version.number),
        (_, true) => InForce::Several,
    }
}
