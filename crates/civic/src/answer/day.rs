//! A day in the city, with what the schedules of the rules at a place say about it.

use std::ops::Range;

use super::RulesAtPlace;
use super::day_plan::DayKey;
use super::schedule::DaySchedules;
use crate::time::{DAY_SECONDS, Date, Instant};

/// A day in the city, and whether each rule's schedule holds on it and on the day before.
pub(super) struct Day {
    pub(super) date: Date,
    number: i64,
    /// The midnight at its start.
    pub(super) starts: Instant,
    /// The midnight at its end.
    pub(super) ends: Instant,
    /// The breakpoints that fall on it, as a range of `PreparedRules::breakpoints`.
    pub(super) breakpoints: Range<usize>,
    pub(super) today: DaySchedules,
    pub(super) yesterday: DaySchedules,
}

impl Day {
    pub(super) fn of(rules: &RulesAtPlace<'_>, date: Date) -> Self {
        let number = date.day_number();
        let (starts, ends) = (midnight(rules, number), midnight(rules, number + 1));
        let first = rules.prepared.breakpoints.partition_point(|i| *i < starts);
        Self {
            date,
            number,
            starts,
            ends,
            breakpoints: first..rules.prepared.breakpoints.partition_point(|i| *i < ends),
            today: rules.schedules(date),
            yesterday: rules.schedules(date.previous()),
        }
    }

    /// The next day.
    pub(super) fn next(self, rules: &RulesAtPlace<'_>) -> Self {
        let (date, number) = (self.date.next(), self.number + 1);
        let (starts, ends) = (self.ends, midnight(rules, number + 1));
        let first = self.breakpoints.end;
        let later = &rules.prepared.breakpoints[first..];
        Self {
            date,
            number,
            starts,
            ends,
            breakpoints: first..first + later.partition_point(|i| *i < ends),
            today: rules.schedules(date),
            yesterday: self.today,
        }
    }

    /// The seconds from the start of the day to an instant.
    pub(super) fn since(&self, at: Instant) -> i64 {
        at.0 - self.starts.0
    }
}

fn midnight(rules: &RulesAtPlace<'_>, number: i64) -> Instant {
    rules.engine.zone.instant_at(number * DAY_SECONDS)
}

impl Day {
    pub(super) fn key(&self) -> DayKey {
        DayKey {
            breakpoints_before: self.breakpoints.start,
            unique: (!self.breakpoints.is_empty()).then_some(self.date),
            today: self.today.clone(),
            yesterday: self.yesterday.clone(),
        }
    }
}
