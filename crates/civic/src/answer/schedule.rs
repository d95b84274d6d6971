//! Whether a rule's schedule holds on a day, and at a second of it.

use std::sync::Arc;

use crate::rules::{Rule, Schedule};
use crate::time::{Calendar, DAY_MINUTES, Date, DayType, MonthDay, Season, Window};

impl Schedule {
    /// Whether a window starts on the day; `None` if that depends on the day's type and its year
    /// has no calendar.
    pub fn holds_on(&self, date: Date, calendar: &Calendar) -> Option<bool> {
        let mut cases = calendar
            .possible_day_types(date)
            .iter()
            .map(|day_type| self.holds_on_a(day_type, date));
        let first = cases.next()?;
        cases.all(|holds| holds == first).then_some(first)
    }

    /// Whether a window starts on the day if it is of this type.
    fn holds_on_a(&self, day_type: &DayType, date: Date) -> bool {
        self.weekdays.is_none_or(|set| set.holds(date.weekday()))
            && (self.day_types.is_empty() || self.day_types.contains(day_type))
            && (self.seasons.is_empty() || self.seasons.iter().any(|s| s.holds(date)))
            && (self.dates.is_empty() || self.dates.iter().any(|s| s.holds(date)))
            && !self.except_dates.iter().any(|s| s.holds(date))
    }

    /// The windows of a day on which the schedule holds; the whole day if it names none.
    pub fn windows(&self) -> &[Window] {
        const WHOLE_DAY: &[Window] = &[Window::WHOLE_DAY];
        if self.windows.is_empty() {
            WHOLE_DAY
        } else {
            &self.windows
        }
    }

    /// How it recurs from a day on: the period in days, and the first later day from which that may
    /// change.
    pub(super) fn recurrence(&self, date: Date, calendar: &Calendar) -> (i64, Option<Date>) {
        let until = |ends: &mut dyn Iterator<Item = Date>| ends.filter(|d| *d > date).min();
        let seasons = until(&mut self.seasons.iter().flat_map(|s| s.next_boundaries(date)));
        let spans = self.dates.iter().chain(&self.except_dates);
        let dates = until(&mut spans.flat_map(|s| [s.from, s.until]));
        let ends = seasons.into_iter().chain(dates).min();
        let off = !(self.seasons.is_empty() || self.seasons.iter().any(|s| s.holds(date)))
            || !(self.dates.is_empty() || self.dates.iter().any(|s| s.holds(date)))
            || self.except_dates.iter().any(|s| s.holds(date));
        if off {
            return (1, ends);
        }
        let typed = !self.day_types.is_empty();
        let irregular = typed.then(|| calendar.next_irregular_day(date));
        // Between special days, the day type depends on the weekday alone; so do the types that a
        // day may turn out to have.
        let on = |day_type| self.day_types.contains(&day_type);
        let weekly = self.weekdays.is_some()
            || on(DayType::Workday) != on(DayType::Weekend)
            || on(DayType::Holiday) != on(DayType::MakeupWorkday)
                && !calendar.has_year(date.year());
        (
            if weekly { 7 } else { 1 },
            ends.into_iter().chain(irregular).min(),
        )
    }

    /// Whether it holds at a second of a day, given whether it holds on that day and on the one
    /// before.
    pub(super) fn holds_at(&self, second: u32, today: bool, yesterday: bool) -> bool {
        let tomorrow_second = second + u32::from(DAY_MINUTES) * 60;
        (today || yesterday)
            && self.windows().iter().any(|window| {
                let window = u32::from(window.start()) * 60..u32::from(window.end()) * 60;
                today && window.contains(&second) || yesterday && window.contains(&tomorrow_second)
            })
    }
}

impl Season {
    /// The next days after `date` on which the season starts and on which it is over.
    fn next_boundaries(self, date: Date) -> [Date; 2] {
        let next = |day: MonthDay| {
            // In a year without 29 February, 1 March stands in for it.
            let of = |year| {
                Date::new(year, day.month.into(), day.day.into()).or_else(|| Date::new(year, 3, 1))
            };
            of(date.year())
                .filter(|d| *d > date)
                .or_else(|| of(date.year() + 1))
                .unwrap_or_else(|| date.plus_days(1))
        };
        [next(self.from), next(self.until)]
    }
}

/// The most types that a day may turn out to have.
const MAX_DAY_TYPES: usize = 3;

/// Whether the schedule of each rule holds on one day, in the order of the rules, for each type that
/// the day may turn out to have. A day of fewer types repeats the last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DaySchedules {
    /// One bit per rule: numbers are compared and copied far faster than lists.
    Few([u64; MAX_DAY_TYPES]),
    /// For more rules than fit into a number.
    Many([Arc<[bool]>; MAX_DAY_TYPES]),
}

impl DaySchedules {
    const MAX_FEW: usize = 64;

    pub(super) fn of<'a>(
        rules: &(impl DoubleEndedIterator<Item = &'a Rule> + ExactSizeIterator + Clone),
        calendar: &Calendar,
        date: Date,
    ) -> Self {
        let types = calendar.possible_day_types(date);
        if rules.len() > Self::MAX_FEW {
            return Self::Many(per_type(types, |day_type| {
                let holds = rules.clone().map(|r| r.schedule.holds_on_a(day_type, date));
                holds.collect()
            }));
        }
        Self::Few(per_type(types, |day_type| {
            rules.clone().rev().fold(0, |bits, rule| {
                bits << 1 | u64::from(rule.schedule.holds_on_a(day_type, date))
            })
        }))
    }

    /// In how many cases a rule may hold or not: one if the day's type does not matter.
    pub(super) fn cases(&self) -> usize {
        let certain = match self {
            Self::Few(bits) => bits.iter().all(|b| b == &bits[0]),
            Self::Many(lists) => lists.iter().all(|l| l == &lists[0]),
        };
        if certain { 1 } else { MAX_DAY_TYPES }
    }

    pub(super) fn holds(&self, case: usize, rule: usize) -> bool {
        match self {
            Self::Few(bits) => bits[case] >> rule & 1 == 1,
            Self::Many(lists) => lists[case][rule],
        }
    }
}

/// One value for each type, the last repeated.
fn per_type<T: Clone + Default>(
    types: &[DayType],
    value: impl Fn(&DayType) -> T,
) -> [T; MAX_DAY_TYPES] {
    let mut values = std::array::from_fn(|_| T::default());
    for (i, day_type) in types.iter().enumerate() {
        values[i..].fill(value(day_type));
    }
    values
}
