//! Which days a schedule may hold on, decided for every day that can differ from another.
//!
//! From the first rule to forty years after the last dated thing every day is written out: in
//! forty years each day of the year falls on each day of the week, 29 February included, so that
//! nothing new can come after them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Check;
use crate::calendar::Calendar;
use crate::rule::{Rule, Schedule};
use crate::time::{DAY_MINUTES, DAY_SECONDS, Date, DateSpan, DayType, Local, Season, WeekdaySet};

/// The days after the last dated thing in which every kind of day has come.
const EVERY_KIND_OF_DAY: i64 = 40 * 366;
/// Dates beyond these are typing errors; they bound the work.
const BOUNDS: (i64, i64) = (-200_000, 1_000_000);

/// The most types that a day of a year without a calendar may turn out to have.
const TYPES: usize = 3;

/// One bit for each day and each type it may turn out to have: two rules meet on a day only where
/// they hold for the same type.
pub(super) struct Bits([Vec<u64>; TYPES]);

impl Bits {
    /// The 64 days from this one on; days before the first and after the last are not set.
    fn word(&self, of_type: usize, from: i64) -> u64 {
        let at = |word: i64| {
            usize::try_from(word)
                .ok()
                .and_then(|i| self.0[of_type].get(i))
                .copied()
                .unwrap_or(0)
        };
        let (word, shift) = (from.div_euclid(64), from.rem_euclid(64));
        if shift == 0 {
            at(word)
        } else {
            at(word) >> shift | at(word + 1) << (64 - shift)
        }
    }

    /// The days from this one on on which both hold; `offset` days later for the other.
    fn common(&self, other: &Self, day: i64, offset: i64) -> u64 {
        if offset == 0 {
            return (0..TYPES).fold(0, |days, t| days | self.word(t, day) & other.word(t, day));
        }
        // One day's type says nothing of the next day's.
        let any = |bits: &Self, from| (0..TYPES).fold(0, |days, t| days | bits.word(t, from));
        any(self, day) & any(other, day + offset)
    }
}

type DayFilter = (
    Option<WeekdaySet>,
    Vec<DayType>,
    Vec<Season>,
    Vec<DateSpan>,
    Vec<DateSpan>,
);

/// Every day that matters.
pub(super) struct Days {
    calendar: Calendar,
    first: i64,
    last: i64,
    filters: RefCell<BTreeMap<DayFilter, Rc<Bits>>>,
}

impl Days {
    pub(super) fn of(check: &Check<'_>) -> Self {
        let sources = check.sources;
        let years: Vec<_> = sources.calendar.iter().map(|y| y.value.clone()).collect();
        let special = years.iter().flat_map(|y| &y.days).map(|d| d.date);
        let starts = |rule: &Rule| check.zone.local(rule.in_force.instant).date;
        let rules = || sources.rules.iter().map(|r| &r.value);
        let spans = rules()
            .flat_map(|r| r.schedule.dates.iter().chain(&r.schedule.except_dates))
            .map(|span| span.until);
        let last = rules()
            .map(starts)
            .chain(spans)
            .chain(special)
            .chain([check.today])
            .map(Date::day_number);
        let first = rules()
            .map(starts)
            .chain([check.today])
            .map(Date::day_number);
        Self {
            calendar: Calendar::from(years.clone()),
            // The day before counts too: its windows may run past midnight.
            first: first.min().unwrap_or(0).max(BOUNDS.0) - 1,
            last: last.max().unwrap_or(0).min(BOUNDS.1) + EVERY_KIND_OF_DAY,
            filters: RefCell::default(),
        }
    }

    /// The types a day may have: its own, or each that its weekday allows where its year has no
    /// calendar yet.
    fn types(&self, date: Date) -> [DayType; TYPES] {
        match self.calendar.day_type(date) {
            Some(known) => [known.clone(), known.clone(), known],
            None if date.weekday() >= 6 => {
                [DayType::Weekend, DayType::Holiday, DayType::MakeupWorkday]
            }
            None => [DayType::Workday, DayType::Holiday, DayType::Holiday],
        }
    }

    /// The days on which a window of the schedule may start.
    fn bits(&self, schedule: &Schedule) -> Rc<Bits> {
        let key = (
            schedule.weekdays,
            schedule.day_types.clone(),
            schedule.seasons.clone(),
            schedule.dates.clone(),
            schedule.except_dates.clone(),
        );
        if let Some(bits) = self.filters.borrow().get(&key) {
            return Rc::clone(bits);
        }
        let untyped = Schedule {
            day_types: Vec::new(),
            ..schedule.clone()
        };
        let days = usize::try_from(self.last - self.first + 1).unwrap_or(0);
        let none = vec![0u64; days.div_ceil(64)];
        let mut bits = [none.clone(), none.clone(), none];
        for (i, day) in (self.first..=self.last).enumerate() {
            let date = Date::from_day_number(day);
            if untyped.holds_on(date, &self.calendar) != Some(true) {
                continue;
            }
            let types = self.types(date);
            for (bits, day_type) in bits.iter_mut().zip(&types) {
                if schedule.day_types.is_empty() || schedule.day_types.contains(day_type) {
                    bits[i / 64] |= 1 << (i % 64);
                }
            }
        }
        let bits = Rc::new(Bits(bits));
        self.filters.borrow_mut().insert(key, Rc::clone(&bits));
        bits
    }

    /// The first moment on the city's clocks at which both rules may hold; a rule and itself give
    /// the first moment at which it may hold at all.
    pub(super) fn both_hold(&self, check: &Check<'_>, a: &Rule, b: &Rule) -> Option<Local> {
        let local = |t: crate::time::Timestamp| check.zone.local(t.instant).local_seconds();
        let from = local(a.in_force).max(local(b.in_force));
        let until = [a.expires, b.expires]
            .into_iter()
            .flatten()
            .map(local)
            .min();
        if until.is_some_and(|until| until <= from) {
            return None;
        }
        let mut bits = None;
        let mut found: Option<i64> = None;
        for (first, second, offset) in pairs(&a.schedule, &b.schedule) {
            let start = first.0.max(second.0);
            let end = first.1.min(second.1);
            if start >= end {
                continue;
            }
            let (a, b) =
                bits.get_or_insert_with(|| (self.bits(&a.schedule), self.bits(&b.schedule)));
            // The days whose common part of the two windows lies in force, at least in part.
            let earliest = (from - end).div_euclid(DAY_SECONDS) + 1 - self.first;
            let latest = until.map_or(self.last, |until| {
                (until - start - 1).div_euclid(DAY_SECONDS)
            }) - self.first;
            let mut day = earliest.max(0);
            while day <= latest.min(self.last - self.first) {
                let common = a.common(b, day, offset);
                if common == 0 {
                    day += 64;
                    continue;
                }
                day += i64::from(common.trailing_zeros());
                if day <= latest {
                    let moment = ((self.first + day) * DAY_SECONDS + start).max(from);
                    found = Some(found.map_or(moment, |f| f.min(moment)));
                }
                break;
            }
        }
        found.map(Local::from_local_seconds)
    }
}

/// Every window of one schedule beside every window of the other that starts on the same day, the
/// day before or the day after; in seconds after the midnight of the first one's day.
fn pairs(a: &Schedule, b: &Schedule) -> impl Iterator<Item = ((i64, i64), (i64, i64), i64)> {
    let seconds = |w: crate::time::Window, days: i64| {
        let shift = days * DAY_SECONDS;
        (
            i64::from(w.start()) * 60 + shift,
            i64::from(w.end()) * 60 + shift,
        )
    };
    debug_assert_eq!(i64::from(DAY_MINUTES) * 60, DAY_SECONDS);
    a.windows().iter().flat_map(move |first| {
        b.windows().iter().flat_map(move |second| {
            (-1..=1).map(move |offset| (seconds(*first, 0), seconds(*second, offset), offset))
        })
    })
}
