//! Whether a rule's schedule holds on a day, and at a second of it.

use std::sync::Arc;

use crate::rules::{Rule, Schedule};
use crate::time::{Calendar, DAY_MINUTES, Date, DayType, MonthDay, Season, Window};

/// Whether a schedule holds; `Unknown` if that depends on a missing calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    No = 0,
    Yes = 1,
    Unknown = 2,
}

impl Holds {
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::No,
        }
    }
}

impl Schedule {
    /// Whether a window starts on the day; `None` if that depends on the day's type and its year
    /// has no calendar.
    pub fn holds_on(&self, date: Date, calendar: &Calendar) -> Option<bool> {
        let holds_by_date = self.weekdays.is_none_or(|set| set.holds(date.weekday()))
            && (self.seasons.is_empty() || self.seasons.iter().any(|s| s.holds(date)))
            && (self.dates.is_empty() || self.dates.iter().any(|s| s.holds(date)))
            && !self.except_dates.iter().any(|s| s.holds(date));
        if !holds_by_date || self.day_types.is_empty() {
            return Some(holds_by_date);
        }
        calendar.day_type(date).map(|t| self.day_types.contains(&t))
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
        // Between special days, the day type depends on the weekday alone.
        let weekly = self.weekdays.is_some()
            || self.day_types.contains(&DayType::Workday)
                != self.day_types.contains(&DayType::Weekend);
        (
            if weekly { 7 } else { 1 },
            ends.into_iter().chain(irregular).min(),
        )
    }

    fn day(&self, date: Date, calendar: &Calendar) -> Holds {
        match self.holds_on(date, calendar) {
            Some(true) => Holds::Yes,
            Some(false) => Holds::No,
            None => Holds::Unknown,
        }
    }

    /// Whether it holds at a second of a day, given whether it holds on that day and on the one
    /// before.
    pub(super) fn holds_at(&self, second: u32, today: Holds, yesterday: Holds) -> Holds {
        let tomorrow_second = second + u32::from(DAY_MINUTES) * 60;
        let mut result = Holds::No;
        if today == Holds::No && yesterday == Holds::No {
            return result;
        }
        for window in self.windows() {
            let start = u32::from(window.start()) * 60;
            let end = u32::from(window.end()) * 60;
            if start <= second && second < end {
                result = result.or(today);
            }
            if start <= tomorrow_second && tomorrow_second < end {
                result = result.or(yesterday);
            }
        }
        result
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

/// Whether the schedule of each rule holds on one day, in the order of the rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DaySchedules {
    /// Two bits per rule: a number is compared and copied far faster than a list.
    Few(u128),
    /// For more rules than fit into the number.
    Many(Arc<[Holds]>),
}

impl DaySchedules {
    const MAX_FEW: usize = 64;

    pub(super) fn of<'a>(
        rules: impl DoubleEndedIterator<Item = &'a Rule> + ExactSizeIterator,
        calendar: &Calendar,
        date: Date,
    ) -> Self {
        let states = rules.map(|rule| rule.schedule.day(date, calendar));
        if states.len() > Self::MAX_FEW {
            return Self::Many(states.collect());
        }
        Self::Few(
            states
                .rev()
                .fold(0, |bits, holds| bits << 2 | holds as u128),
        )
    }

    pub(super) fn of_rule(&self, i: usize) -> Holds {
        match self {
            Self::Few(bits) => match bits >> (2 * i) & 3 {
                0 => Holds::No,
                1 => Holds::Yes,
                _ => Holds::Unknown,
            },
            Self::Many(states) => states[i],
        }
    }
}
