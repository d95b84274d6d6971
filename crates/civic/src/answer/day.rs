//! A day of the city as the rules at a place see it.

use super::RulesAtPlace;
use super::day_plan::DayKey;
use super::schedule::DaySchedules;
use crate::time::{DAY_SECONDS, Date, Instant};
use std::ops::Range;

/// A day of the city, and what each rule's schedule says of it and of the day before.
pub(super) struct Day {
    pub(super) date: Date,
    number: i64,
    /// The midnight that begins it.
    pub(super) starts: Instant,
    /// The midnight that ends it.
    pub(super) ends: Instant,
    /// Which of the turning instants lie on it.
    pub(super) turning: Range<usize>,
    pub(super) today: DaySchedules,
    pub(super) yesterday: DaySchedules,
}

impl Day {
    pub(super) fn of(here: &RulesAtPlace<'_>, date: Date) -> Self {
        let number = date.day_number();
        let (starts, ends) = (midnight(here, number), midnight(here, number + 1));
        let first = here.prepared.turning.partition_point(|i| *i < starts);
        Self {
            date,
            number,
            starts,
            ends,
            turning: first..here.prepared.turning.partition_point(|i| *i < ends),
            today: here.schedules(date),
            yesterday: here.schedules(date.previous()),
        }
    }

    /// The next day.
    pub(super) fn next(self, here: &RulesAtPlace<'_>) -> Self {
        let (date, number) = (self.date.next(), self.number + 1);
        let (starts, ends) = (self.ends, midnight(here, number + 1));
        let first = self.turning.end;
        let then = &here.prepared.turning[first..];
        Self {
            date,
            number,
            starts,
            ends,
            turning: first..first + then.partition_point(|i| *i < ends),
            today: here.schedules(date),
            yesterday: self.today,
        }
    }

    /// The seconds from its first midnight to an instant.
    pub(super) fn since(&self, at: Instant) -> i64 {
        at.0 - self.starts.0
    }
}

fn midnight(here: &RulesAtPlace<'_>, number: i64) -> Instant {
    here.engine.zone.instant_at(number * DAY_SECONDS)
}

impl Day {
    pub(super) fn key(&self) -> DayKey {
        DayKey {
            turned: self.turning.start,
            alone: (!self.turning.is_empty()).then_some(self.date),
            today: self.today.clone(),
            yesterday: self.yesterday.clone(),
        }
    }
}
