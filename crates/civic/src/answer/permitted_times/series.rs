//! Joins days into events that repeat by weekday.
//!
//! [`events`] sorts the stretches of a [`Permission`] into lines (the same hours on many days) and
//! singles (everything else). A line is cut at long pauses (`stretches`); the `EventBuilder` makes
//! the events of each part from its usual weekdays and the days outside them. `day_outcome`
//! determines how temporary rules change a stretch.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::days::{ChangedDay, Permission};
use super::{Change, Event, Hours, Occurrence, Paused, Repeats};
use crate::rules::Rule;
use crate::time::{Date, WeekdaySet, Zone};
use crate::{GoodsId, RuleId};

/// A pause longer than this, in days, starts a new event: otherwise the exceptions would outnumber
/// the occurrences.
const MAX_PAUSE_DAYS: i64 = 35;

/// The days of a line, each with the change that a temporary rule makes.
type Days = BTreeMap<Date, Option<Change>>;

/// Days by their hours and the season or year they belong to.
type Lines = BTreeMap<(Hours, String), Days>;

/// Stretches of time outside any line, with the goods permitted in them.
type Singles = BTreeMap<Occurrence, Vec<GoodsId>>;

pub(crate) fn events<'a>(zone: &Zone, permission: &Permission<'a>) -> Vec<Event<'a>> {
    let rule = permission.rule;
    let mut goods: Vec<GoodsId> = permission
        .kinds
        .iter()
        .flat_map(|k| k.goods.clone())
        .collect();
    goods.sort();
    let (mut lines, mut singles) = (Lines::new(), Singles::new());
    for (i, day) in permission.days.iter().enumerate() {
        for (part, ordinary) in day.iter().enumerate() {
            let outcome = day_outcome(permission, i, part, ordinary, &goods, &mut singles);
            let change = match outcome {
                DayOutcome::Gone => continue,
                DayOutcome::Same => None,
                DayOutcome::Changed(change) => Some(change),
            };
            if ordinary.plain {
                let key = (ordinary.hours, instance(rule, ordinary.date));
                lines.entry(key).or_default().insert(ordinary.date, change);
                continue;
            }
            let (left, goods) = match change {
                None => (Some(*ordinary), goods.clone()),
                Some(change) => (change.left, change.goods),
            };
            if let Some(left) = left {
                singles.entry(left).or_default().extend(goods);
            }
        }
        for kind in &permission.kinds {
            for extra in kind.changed.get(&i).into_iter().flat_map(|d| &d.extra) {
                singles
                    .entry(*extra)
                    .or_default()
                    .extend(kind.goods.clone());
            }
        }
    }
    let mut events = Vec::new();
    for ((hours, instance), days) in lines {
        let builder = EventBuilder {
            zone,
            rule,
            hours,
            key: format!("{}.{}.{instance}.{}", rule.id, name(hours), goods[0]),
            goods: &goods,
        };
        for (i, stretch) in stretches(&days).into_iter().enumerate() {
            builder.events(&stretch, &days, i > 0, &mut events);
        }
    }
    for (occurrence, mut goods) in singles {
        goods.sort();
        goods.dedup();
        let mut key = format!(
            "{}.{}.{}.{}",
            rule.id,
            name(occurrence.hours),
            compact(occurrence.date),
            goods[0]
        );
        if !occurrence.plain {
            let _ = write!(key, ".{}", occurrence.from.0);
        }
        events.push(Event {
            rule,
            key,
            goods,
            first: occurrence,
            repeats: None,
            except: Vec::new(),
            changes: Vec::new(),
        });
    }
    events
}

/// What temporary rules make of one stretch of a day's ordinary time.
enum DayOutcome {
    /// Other rules permit all of it.
    Gone,
    /// It is unchanged.
    Same,
    /// It is cancelled or changed.
    Changed(Change),
}

/// What temporary rules make of one stretch of a day's ordinary time. Further pieces of it, and
/// pieces for other goods at other hours, are added to the singles.
fn day_outcome(
    permission: &Permission<'_>,
    day: usize,
    part: usize,
    ordinary: &Occurrence,
    goods: &[GoodsId],
    singles: &mut Singles,
) -> DayOutcome {
    let mut left: Vec<(Vec<Occurrence>, Vec<GoodsId>)> = Vec::new();
    let mut paused: Vec<Paused> = Vec::new();
    for kind in &permission.kinds {
        let changed = kind
            .changed
            .get(&day)
            .and_then(|d: &ChangedDay| d.parts.get(part));
        let pieces = changed.map_or_else(|| vec![*ordinary], |p| p.left.clone());
        let missing = changed.and_then(|p| p.missing.as_ref());
        if let Some(missing) = missing.filter(|m| !m.replaced) {
            pause(&mut paused, missing.by.as_ref(), &kind.goods);
        }
        match left.iter_mut().find(|(p, _)| *p == pieces) {
            Some((_, goods)) => goods.extend(kind.goods.clone()),
            None if pieces.is_empty() => {}
            None => left.push((pieces, kind.goods.clone())),
        }
    }
    let mut left = left.into_iter();
    let Some((pieces, kept)) = left.next() else {
        if paused.is_empty() {
            return DayOutcome::Gone;
        }
        let mut goods: Vec<GoodsId> = paused.iter().flat_map(|p| p.goods.clone()).collect();
        goods.sort();
        return DayOutcome::Changed(Change {
            date: ordinary.date,
            left: None,
            goods,
            paused,
        });
    };
    for piece in pieces.iter().skip(1) {
        singles.entry(*piece).or_default().extend(kept.clone());
    }
    for (pieces, kept) in left {
        for piece in pieces {
            singles.entry(piece).or_default().extend(kept.clone());
        }
    }
    let mut kept = kept;
    kept.sort();
    if pieces == [*ordinary] && kept == goods {
        return DayOutcome::Same;
    }
    DayOutcome::Changed(Change {
        date: ordinary.date,
        left: pieces.first().copied(),
        goods: kept,
        paused,
    })
}

fn pause(paused: &mut Vec<Paused>, by: Option<&RuleId>, goods: &[GoodsId]) {
    if let Some(paused) = paused.iter_mut().find(|p| p.by.as_ref() == by) {
        paused.goods.extend_from_slice(goods);
        paused.goods.sort();
    } else {
        paused.push(Paused {
            goods: goods.to_vec(),
            by: by.cloned(),
        });
    }
}

/// The season a day belongs to, named by its first day (`20251101`); the year if there are no
/// seasons.
fn instance(rule: &Rule, date: Date) -> String {
    let season = rule.schedule.seasons.iter().find(|s| s.holds(date));
    season.map_or_else(
        || date.year().to_string(),
        |season| {
            let began = date.year() - i32::from(date.month_day() < season.from);
            format!("{began}{:02}{:02}", season.from.month, season.from.day)
        },
    )
}

/// Hours as written in a key: `1830-2200`.
fn name(hours: Hours) -> String {
    let clock = |second: u32| {
        let minutes = format!("{:02}{:02}", second / 3600, second / 60 % 60);
        match second % 60 {
            0 => minutes,
            rest => format!("{minutes}{rest:02}"),
        }
    };
    format!("{}-{}", clock(hours.start), clock(hours.end))
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Splits the days at long pauses.
fn stretches(days: &Days) -> Vec<Vec<Date>> {
    let days: Vec<Date> = days.keys().copied().collect();
    let near = |a: &Date, b: &Date| b.day_number() - a.day_number() <= MAX_PAUSE_DAYS;
    days.chunk_by(near).map(<[Date]>::to_vec).collect()
}

/// The runs of consecutive days.
fn runs(days: &[Date]) -> impl Iterator<Item = &[Date]> {
    days.chunk_by(|a, b| a.plus_days(1) == *b)
}

/// The weekdays on which more than half of the days between the first and the last occur.
fn usual(days: &[Date]) -> WeekdaySet {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return WeekdaySet::of([]);
    };
    let (mut all, mut occurring) = ([0_u32; 8], [0_u32; 8]);
    let count = |counts: &mut [u32; 8], date: Date| counts[usize::from(date.weekday())] += 1;
    for number in first.day_number()..=last.day_number() {
        count(&mut all, Date::from_day_number(number));
    }
    for day in days {
        count(&mut occurring, *day);
    }
    WeekdaySet::of((1..=7_u8).filter(|d| occurring[usize::from(*d)] * 2 > all[usize::from(*d)]))
}

/// Builds the events of one line.
struct EventBuilder<'a, 'b> {
    zone: &'b Zone,
    rule: &'a Rule,
    hours: Hours,
    key: String,
    goods: &'b [GoodsId],
}

impl<'a> EventBuilder<'a, '_> {
    fn events(&self, stretch: &[Date], days: &Days, later: bool, events: &mut Vec<Event<'a>>) {
        let every = WeekdaySet::of(1..=7);
        let weekdays = if runs(stretch).count() == 1 {
            every
        } else {
            usual(stretch)
        };
        let (usual, others): (Vec<Date>, Vec<Date>) = stretch
            .iter()
            .partition(|date| weekdays.holds(date.weekday()));
        if !usual.is_empty() {
            events.push(self.event(&usual, weekdays, days, later));
        }
        for run in runs(&others) {
            events.push(self.event(run, every, days, true));
        }
    }

    fn event(
        &self,
        occurring: &[Date],
        weekdays: WeekdaySet,
        days: &Days,
        dated: bool,
    ) -> Event<'a> {
        let first = occurring
            .first()
            .copied()
            .unwrap_or(Date::from_day_number(0));
        let last = occurring.last().copied().unwrap_or(first);
        let except = (first.day_number()..=last.day_number())
            .map(Date::from_day_number)
            .filter(|d| weekdays.holds(d.weekday()) && occurring.binary_search(d).is_err());
        let mut key = self.key.clone();
        if dated {
            key.push('.');
            key.push_str(&compact(first));
        }
        Event {
            rule: self.rule,
            key,
            goods: self.goods.to_vec(),
            first: Occurrence::at(self.zone, first, self.hours),
            repeats: (first != last).then_some(Repeats { weekdays, last }),
            except: except.collect(),
            changes: occurring
                .iter()
                .filter_map(|date| days.get(date)?.clone())
                .collect(),
        }
    }
}
