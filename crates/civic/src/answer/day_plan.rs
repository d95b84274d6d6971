//! What decides through a day. Days on which every schedule says the same, and nothing turns, go
//! alike: each kind of day is worked out once.

use std::sync::{Arc, Mutex, PoisonError};

use super::RulesAtPlace;
use super::rules_at_place::Decision;
use super::schedule::{Day, DaySchedules};
use crate::time::{Date, Instant, Local};

/// What decides a day; two days of the same key have the same decisions at the same times.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DayKey {
    /// How many of the turning instants lie before it.
    turned: usize,
    /// Where something turns on the day itself, it is like no other.
    alone: Option<Date>,
    today: DaySchedules,
    yesterday: DaySchedules,
}

/// The decisions of a day in order, each with the seconds from the first midnight to it. The
/// first is midnight's, and none is that of the one before.
#[derive(Debug)]
pub(super) struct Plan(Vec<(i64, Decision)>);

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
pub(super) struct Plans(Mutex<Vec<(DayKey, Arc<Plan>)>>);

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

impl RulesAtPlace<'_> {
    /// What decides through the day.
    pub(super) fn plan(&self, day: &Day) -> Arc<Plan> {
        let key = day.key();
        let plans = &self.prepared.plans.0;
        let mut known = plans.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.binary_search_by(|(known, _)| known.cmp(&key));
        let at = at.unwrap_or_else(|at| {
            known.insert(at, (key, Arc::new(self.work_out(day))));
            at
        });
        Arc::clone(&known[at].1)
    }

    fn work_out(&self, day: &Day) -> Plan {
        let decided = |(at, second): (Instant, u32)| {
            (day.since(at), self.decide(&self.states(at, second, day)))
        };
        let mut plan: Vec<(i64, Decision)> = self.moments(day).into_iter().map(decided).collect();
        plan.dedup_by_key(|(_, decision)| *decision);
        Plan(plan)
    }

    /// The instants of the day at which the decision may change, each with the second that the
    /// clocks show, in order.
    fn moments(&self, day: &Day) -> Vec<(Instant, u32)> {
        let zone = &self.engine.zone;
        let minutes = self.prepared.minutes.iter();
        let seconds = minutes.map(|minute| u32::from(*minute) * 60);
        let turning = &self.prepared.turning[day.turning.clone()];
        if turning.is_empty() {
            // The clocks go evenly, and counting from midnight is far quicker than asking them.
            let told = |second| (Instant(day.starts.0 + i64::from(second)), second);
            return seconds.map(told).collect();
        }
        let told = |instant: Instant| (instant, zone.local(instant).second);
        let shown = seconds.flat_map(|second| {
            let local = Local {
                date: day.date,
                second,
            };
            std::iter::once(zone.instant(local)).chain(zone.second_instant(local))
        });
        let mut moments: Vec<(Instant, u32)> =
            shown.chain(turning.iter().copied()).map(told).collect();
        moments.sort_unstable();
        moments.retain(|(at, _)| day.starts <= *at && *at < day.ends);
        moments
    }
}
