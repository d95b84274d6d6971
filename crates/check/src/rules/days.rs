//! Which days a schedule may hold on, decided for every day that can differ from another.
//!
//! From the first rule to forty years after the last dated thing every day is written out: in
//! forty years each day of the year falls on each day of the week, 29 February included, so that
//! later days add nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use civic::rules::{Rule, Schedule};
use civic::time::{
    Calendar, DAY_MINUTES, DAY_SECONDS, Date, DateSpan, DayType, Instant, Season, WeekdaySet,
    Window, Zone,
};

use crate::checker::Check;

/// The days after the last dated thing within which every kind of day has occurred.
const EVERY_KIND_OF_DAY: i64 = 40 * 366;
/// Dates beyond these are typing errors; they bound the work.
const BOUNDS: (i64, i64) = (-200_000, 1_000_000);

/// The most types that a day of a year without a calendar may turn out to have.
const TYPES: usize = 3;

/// Sets of days, one bit a day.
pub(crate) struct Bits {
    /// A set for each type a day may turn out to have: two rules meet on a day only where they
    /// hold for the same type.
    types: [Vec<u64>; TYPES],
    /// The days on which the answer engine does not rule it out.
    possible: Vec<u64>,
}

impl Bits {
    /// The 64 days from this one on; days before the first and after the last are not set.
    fn word(days: &[u64], from: i64) -> u64 {
        let at = |word: i64| {
            usize::try_from(word)
                .ok()
                .and_then(|i| days.get(i))
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
        let word = |bits: &Self, t: usize, from| Self::word(&bits.types[t], from);
        if offset == 0 {
            return (0..TYPES).fold(0, |days, t| days | word(self, t, day) & word(other, t, day));
        }
        // A day's type does not determine the next day's.
        let any = |bits: &Self, from| (0..TYPES).fold(0, |days, t| days | word(bits, t, from));
        any(self, day) & any(other, day + offset)
    }

    /// The 64 days from this one on on which it may hold, or may turn out to.
    pub(crate) fn possible(&self, from: i64) -> u64 {
        Self::word(&self.possible, from)
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
pub(crate) struct Days {
    calendar: Calendar,
    zone: Zone,
    /// The number of the first day.
    pub(crate) first: i64,
    /// The number of the last day.
    pub(crate) last: i64,
    filters: RefCell<BTreeMap<DayFilter, Rc<Bits>>>,
}

/// A stretch of time in which the clocks run without a jump, in seconds on them.
pub(crate) struct Stretch {
    pub(crate) from: i64,
    pub(crate) until: Option<i64>,
    /// What the clocks are ahead of UTC, in seconds.
    pub(crate) ahead: i64,
}

impl Stretch {
    /// The days, counted from `first`, on which a window from `start` to `end` (seconds after
    /// midnight) lies in this stretch at least in part.
    pub(crate) fn days(&self, days: &Days, start: i64, end: i64) -> (i64, i64) {
        let earliest = (self.from - end).div_euclid(DAY_SECONDS) + 1;
        let latest = self
            .until
            .map_or(days.last, |u| (u - start - 1).div_euclid(DAY_SECONDS));
        (
            earliest.max(days.first) - days.first,
            latest.min(days.last) - days.first,
        )
    }
}

impl Days {
    pub(crate) fn of(check: &Check<'_>) -> Self {
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
            zone: check.zone.clone(),
            // The day before counts too: its windows may run past midnight.
            first: first.min().unwrap_or(0).max(BOUNDS.0) - 1,
            last: last.max().unwrap_or(0).min(BOUNDS.1) + EVERY_KIND_OF_DAY,
            filters: RefCell::default(),
        }
    }

    /// The types a day may have: its own, or each that its weekday allows where its year has no
    /// calendar yet.
    pub(crate) fn types(&self, date: Date) -> [DayType; TYPES] {
        let possible = self.calendar.possible_day_types(date);
        std::array::from_fn(|i| possible[i.min(possible.len() - 1)].clone())
    }

    /// The type of a day; `None` where its year has no calendar.
    pub(crate) fn known_type(&self, date: Date) -> Option<DayType> {
        self.calendar.day_type(date)
    }

    /// The days on which a window of the schedule may start.
    pub(crate) fn bits(&self, schedule: &Schedule) -> Rc<Bits> {
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
        let mut possible = none.clone();
        let mut bits = [none.clone(), none.clone(), none];
        for (i, day) in (self.first..=self.last).enumerate() {
            let date = Date::from_day_number(day);
            if untyped.holds_on(date, &self.calendar) != Some(true) {
                continue;
            }
            if schedule.holds_on(date, &self.calendar) != Some(false) {
                possible[i / 64] |= 1 << (i % 64);
            }
            let types = self.types(date);
            for (bits, day_type) in bits.iter_mut().zip(&types) {
                if schedule.day_types.is_empty() || schedule.day_types.contains(day_type) {
                    bits[i / 64] |= 1 << (i % 64);
                }
            }
        }
        let bits = Rc::new(Bits {
            types: bits,
            possible,
        });
        self.filters.borrow_mut().insert(key, Rc::clone(&bits));
        bits
    }

    /// `[from, until)`, split where the clocks change: on either side of a change a day's
    /// minutes follow one another, across it they do not.
    pub(crate) fn stretches(&self, from: Instant, until: Option<Instant>) -> Vec<Stretch> {
        let changes = self.zone.transitions.iter().map(|t| Instant(t.at));
        let within = changes.filter(|t| *t > from && until.is_none_or(|until| *t < until));
        let starts: Vec<Instant> = [from].into_iter().chain(within).collect();
        starts
            .iter()
            .enumerate()
            .map(|(i, start)| {
                let ahead = i64::from(self.zone.offset_at(*start)) * 60;
                let end = starts.get(i + 1).copied().or(until);
                Stretch {
                    from: start.0 + ahead,
                    until: end.map(|end| end.0 + ahead),
                    ahead,
                }
            })
            .collect()
    }

    /// The first instant from this one on at which both rules may hold; a rule and itself give
    /// the first instant at which it may hold at all.
    pub(crate) fn both_hold(&self, a: &Rule, b: &Rule, from: Instant) -> Option<Instant> {
        let from = from.max(a.in_force.instant).max(b.in_force.instant);
        let until = [a.expires, b.expires]
            .into_iter()
            .flatten()
            .map(|e| e.instant)
            .min();
        if until.is_some_and(|until| until <= from) {
            return None;
        }
        let meets: Vec<(i64, i64, i64)> = pairs(&a.schedule, &b.schedule)
            .map(|(first, second, offset)| (first.0.max(second.0), first.1.min(second.1), offset))
            .filter(|(start, end, _)| start < end)
            .collect();
        if meets.is_empty() {
            return None;
        }
        let (a, b) = (self.bits(&a.schedule), self.bits(&b.schedule));
        self.stretches(from, until).iter().find_map(|stretch| {
            let moments = meets.iter().filter_map(|(start, end, offset)| {
                let (mut day, latest) = stretch.days(self, *start, *end);
                while day <= latest {
                    let common = a.common(&b, day, *offset);
                    if common != 0 {
                        day += i64::from(common.trailing_zeros());
                        let moment = (self.first + day) * DAY_SECONDS + start;
                        return (day <= latest).then_some(moment.max(stretch.from));
                    }
                    day += 64;
                }
                None
            });
            moments.min().map(|moment| Instant(moment - stretch.ahead))
        })
    }

    /// The first instant from this one on at which the rule may hold.
    pub(crate) fn holds(&self, rule: &Rule, from: Instant) -> Option<Instant> {
        self.both_hold(rule, rule, from)
    }
}

/// Every window of one schedule beside every window of the other that starts on the same day, the
/// day before or the day after; in seconds after the midnight of the first one's day.
fn pairs(a: &Schedule, b: &Schedule) -> impl Iterator<Item = ((i64, i64), (i64, i64), i64)> {
    let seconds = |w: Window, days: i64| {
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
