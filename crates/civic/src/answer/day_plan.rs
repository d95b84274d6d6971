//! What decides through a day. Days on which every schedule says the same, and nothing turns, go
//! alike: each kind of day is worked out once.

use crate::answer::decision::Decision;

use super::schedule::DaySchedules;
use crate::time::Date;
use std::sync::{Arc, Mutex};

/// What decides a day; two days of the same key have the same decisions at the same times.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DayKey {
    /// How many of the turning instants lie before it.
    pub(super) turned: usize,
    /// Where something turns on the day itself, it is like no other.
    pub(super) alone: Option<Date>,
    pub(super) today: DaySchedules,
    pub(super) yesterday: DaySchedules,
}

/// The decisions of a day in order, each with the seconds from the first midnight to it. The
/// first is midnight's, and none is that of the one before.
#[derive(Debug)]
pub(super) struct Plan(pub(super) Vec<(i64, Decision)>);

impl Plan {
    /// The decision so many seconds after the first midnight.
    pub(super) fn at(&self, since: i64) -> Decision {
        let after = self.0.partition_point(|(from, _)| *from <= since);
        let known = after.checked_sub(1).and_then(|i| self.0.get(i));
        known.map_or(Decision::Silence, |(_, decision)| *decision)
    }

    /// The decisions that begin later than so many seconds after the first midnight.
    pub(super) fn after(&self, since: i64) -> impl Iterator<Item = (i64, Decision)> {
        let after = self.0.partition_point(|(from, _)| *from <= since);
        self.0[after..].iter().copied()
    }
}

/// The kinds of days that came up so far, in order of their keys.
#[derive(Debug, Default)]
pub(super) struct Plans(pub(super) Mutex<Vec<(DayKey, Arc<Plan>)>>);
