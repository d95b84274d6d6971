//! Calendar events, and when they occur.

use crate::rules::{Goods, Rule};
use crate::time::{Calendar, DAY_SECONDS, Date, Instant, Local, WeekdaySet, Zone};
use crate::{GoodsId, RuleId};

/// The hours of an occurrence in the city's local time, in seconds after the midnight of the day on
/// which its window starts; an end beyond 86,400 is on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    /// The first second.
    pub start: u32,
    /// The first second after them.
    pub end: u32,
}

/// An occurrence: a span of time that belongs to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The day on which its window starts.
    pub date: Date,
    /// The local time.
    pub hours: Hours,
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
    /// Whether the local time alone identifies the instants: false if the clocks are set back over
    /// the start or the end.
    pub plain: bool,
}

/// How an event repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// The weekdays on which it occurs; all seven for every day.
    pub weekdays: WeekdaySet,
    /// The last day, included.
    pub last: Date,
}

/// Goods that are paused for one occurrence, and the temporary rule that does so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Paused {
    /// The goods.
    pub goods: Vec<GoodsId>,
    /// The rule that decides instead; `None` if none does.
    pub by: Option<RuleId>,
}

/// How a temporary rule changes one occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day of the occurrence.
    pub date: Date,
    /// What is left of it; `None` if it is cancelled.
    pub left: Option<Occurrence>,
    /// The goods that are still permitted.
    pub goods: Vec<GoodsId>,
    /// The goods that are paused, and by which rule.
    pub paused: Vec<Paused>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// The permitting rule.
    pub rule: &'a Rule,
    /// Identifies the event among those of the place. It is stable across snapshots as long as the
    /// rule, the hours, the season or year and the first kind of goods are.
    pub key: String,
    /// The goods it permits, sorted by identifier.
    pub goods: Vec<GoodsId>,
    /// The first occurrence.
    pub first: Occurrence,
    /// How it repeats; `None` if it occurs once.
    pub repeats: Option<Repeats>,
    /// The days on its weekdays on which it does not occur.
    pub except: Vec<Date>,
    /// The occurrences that a temporary rule cancels or changes, in order.
    pub changes: Vec<Change>,
}

/// The data of a city that its events are computed from.
#[derive(Clone, Copy, Debug)]
pub struct City<'a> {
    /// Its kinds of goods.
    pub goods: &'a [Goods],
    /// Its calendars.
    pub calendar: &'a Calendar,
    /// Its time zone.
    pub zone: &'a Zone,
    /// The first day of the horizon.
    pub from: Date,
    /// The first day after it.
    pub until: Date,
}

impl Occurrence {
    /// The occurrence `[from, until)` that belongs to the day.
    pub(super) fn of(zone: &Zone, date: Date, from: Instant, until: Instant) -> Self {
        let midnight = date.day_number() * DAY_SECONDS;
        let shown = |at: Instant| {
            u32::try_from(zone.local(at).local_seconds() - midnight).unwrap_or_default()
        };
        let hours = Hours {
            start: shown(from),
            end: shown(until),
        };
        let plain = hours.start < hours.end
            && clock(zone, date, hours.start) == from
            && clock(zone, date, hours.end) == until;
        Self {
            date,
            hours,
            from,
            until,
            plain,
        }
    }

    /// The occurrence of these hours on the day.
    pub fn at(zone: &Zone, date: Date, hours: Hours) -> Self {
        Self {
            date,
            hours,
            from: clock(zone, date, hours.start),
            until: clock(zone, date, hours.end),
            plain: true,
        }
    }
}

/// The instant that a local time in a calendar file means (RFC 5545 §3.3.5): the first one if it
/// occurs twice; with the offset before the gap if it is skipped.
fn clock(zone: &Zone, date: Date, second: u32) -> Instant {
    let seconds = date.day_number() * DAY_SECONDS + i64::from(second);
    let local = Local::from_local_seconds(seconds);
    let instant = zone.instant(local);
    if zone.local(instant) == local {
        return instant;
    }
    let before = zone.offset_at(Instant(instant.0 - 1));
    Instant(seconds - i64::from(before) * 60)
}
