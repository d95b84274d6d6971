//! Whether a rule's schedule holds.

use super::Here;
use crate::calendar::Calendar;
use crate::rule::Schedule;
use crate::time::{DAY_MINUTES, Date, MonthDay, Season, Window};

/// Whether something holds, where a missing calendar may leave it open.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    /// Whether a window may start on the day; `None` where the day's type would decide and its
    /// year has no calendar.
    pub fn holds_on(&self, date: Date, calendar: &Calendar) -> Option<bool> {
        let sure = self.weekdays.is_none_or(|set| set.holds(date.weekday()))
            && (self.seasons.is_empty() || self.seasons.iter().any(|s| s.holds(date)))
            && (self.dates.is_empty() || self.dates.iter().any(|s| s.holds(date)))
            && !self.except_dates.iter().any(|s| s.holds(date));
        if !sure || self.day_types.is_empty() {
            return Some(sure);
        }
        calendar.day_type(date).map(|t| self.day_types.contains(&t))
    }

    /// The windows of a day that the schedule holds on.
    pub fn windows(&self) -> &[Window] {
        const WHOLE_DAY: &[Window] = &[Window::WHOLE_DAY];
        if self.windows.is_empty() {
            WHOLE_DAY
        } else {
            &self.windows
        }
    }

    /// After how many days it comes again, each day or each week; `None` where it knows the days
    /// of the year or of the calendar.
    pub(super) fn period(&self) -> Option<i64> {
        let dated = !(self.day_types.is_empty()
            && self.seasons.is_empty()
            && self.dates.is_empty()
            && self.except_dates.is_empty());
        (!dated).then(|| if self.weekdays.is_some() { 7 } else { 1 })
    }

    /// How it goes on from a day: after how many days it comes again, and the first later day
    /// from which that may be otherwise. `None` where the calendar decides.
    pub(super) fn course(&self, date: Date) -> Option<(i64, Option<Date>)> {
        let until = |ends: &mut dyn Iterator<Item = Date>| ends.filter(|d| *d > date).min();
        let seasons = until(&mut self.seasons.iter().flat_map(|s| s.turns(date)));
        let spans = self.dates.iter().chain(&self.except_dates);
        let dates = until(&mut spans.flat_map(|s| [s.from, s.until]));
        let ends = seasons.into_iter().chain(dates).min();
        let off = !(self.seasons.is_empty() || self.seasons.iter().any(|s| s.holds(date)))
            || !(self.dates.is_empty() || self.dates.iter().any(|s| s.holds(date)))
            || self.except_dates.iter().any(|s| s.holds(date));
        if off || (self.day_types.is_empty() && self.weekdays.is_none()) {
            Some((1, ends))
        } else {
            self.day_types.is_empty().then_some((7, ends))
        }
    }

    fn day(&self, date: Date, calendar: &Calendar) -> Holds {
        match self.holds_on(date, calendar) {
            Some(true) => Holds::Yes,
            Some(false) => Holds::No,
            None => Holds::Unknown,
        }
    }

    /// Whether it holds at a second of a day, given what it says of that day and the one before.
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
    /// The next days after a day on which it may begin and on which it may be over.
    fn turns(self, date: Date) -> [Date; 2] {
        let next = |day: MonthDay| {
            // 29 February, where there is none, is past on 1 March.
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

/// What each rule's schedule says of a day and of the day before it.
pub(super) struct Days {
    pub(super) date: Date,
    pub(super) today: Vec<Holds>,
    pub(super) yesterday: Vec<Holds>,
}

impl Days {
    pub(super) fn of(here: &Here<'_>, date: Date) -> Self {
        Self {
            date,
            today: said(here, date),
            yesterday: said(here, date.plus_days(-1)),
        }
    }

    /// Goes on to the next day.
    pub(super) fn advance(&mut self, here: &Here<'_>) {
        self.date = self.date.plus_days(1);
        std::mem::swap(&mut self.today, &mut self.yesterday);
        let calendar = &here.engine.calendar;
        for (today, rule) in self.today.iter_mut().zip(&here.rules) {
            *today = rule.schedule.day(self.date, calendar);
        }
    }

    /// Both days as one number, two bits a rule and day; `None` where there are too many rules.
    pub(super) fn signature(&self) -> Option<u128> {
        (self.today.len() <= 32).then(|| {
            let days = self.today.iter().zip(&self.yesterday);
            days.fold(0, |bits, (today, yesterday)| {
                bits << 4 | (*yesterday as u128) << 2 | *today as u128
            })
        })
    }
}

fn said(here: &Here<'_>, date: Date) -> Vec<Holds> {
    let calendar = &here.engine.calendar;
    let day = |rule: &&crate::rule::Rule| rule.schedule.day(date, calendar);
    here.rules.iter().map(day).collect()
}
