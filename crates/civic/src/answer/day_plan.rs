//! The decisions of a whole day. Days on which the same schedules hold and no breakpoint falls have
//! the same decisions, so they are computed once per kind of day.

use std::sync::{Arc, Mutex};

use super::schedule::DaySchedules;
use crate::answer::decision::Decision;
use crate::time::Date;

/// What determines the decisions of a day: days with equal keys have the same decisions at the same
/// times.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DayKey {
    /// The number of breakpoints before it.
    pub(super) breakpoints_before: usize,
    /// The date, if a breakpoint falls on it: such a day is unlike any other.
    pub(super) unique: Option<Date>,
    pub(super) today: DaySchedules,
    pub(super) yesterday: DaySchedules,
}

/// The decisions of a day in order, each with the seconds from the start of the day. The first is
/// the one at midnight; consecutive decisions differ.
#[derive(Debug)]
pub(super) struct Plan(pub(super) Vec<(i64, Decision)>);

impl Plan {
    /// The decision `since` seconds after the start of the day.
    pub(super) fn at(&self, since: i64) -> Decision {
        let after = self.0.partition_point(|(from, _)| *from <= since);
        let known = after.checked_sub(1).and_then(|i| self.0.get(i));
        known.map_or(Decision::Silence, |(_, decision)| *decision)
    }

    /// The decisions that start later than `since` seconds after the start of the day.
    pub(super) fn after(&self, since: i64) -> impl Iterator<Item = (i64, Decision)> {
        let after = self.0.partition_point(|(from, _)| *from <= since);
        self.0[after..].iter().copied()
    }
}

/// The plans computed so far, sorted by key.
#[derive(Debug, Default)]
pub(super) struct Plans(pub(super) Mutex<Vec<(DayKey, Arc<Plan>)>>);
