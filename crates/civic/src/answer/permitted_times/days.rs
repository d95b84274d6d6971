//! What each rule permits on each day, with and without temporary rules.
//!
//! [`permissions`] asks the engine twice for each group of goods with the same rules: once with all
//! rules (`now`) and once without the temporary ones (`ordinary`). `of_rule` assigns both to the
//! windows of each permitting rule, and `compare` records where they differ.

use std::collections::BTreeMap;

use super::{City, Occurrence};
use crate::answer::{Engine, Span};
use crate::places::Place;
use crate::rules::{Effect, Rule};
use crate::time::{DAY_SECONDS, Date, Instant, Local, Window, Zone};
use crate::{GoodsId, RuleId};

/// What temporary rules leave of one stretch of a day's ordinary time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) left: Vec<Occurrence>,
    pub(crate) missing: Option<Missing>,
}

/// Time in which another rule decides instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    /// The rule that decides first in it; `None` if none does.
    pub(crate) by: Option<RuleId>,
    /// Whether other rules permit all of it.
    pub(crate) replaced: bool,
}

/// A day that temporary rules change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChangedDay {
    /// One for each stretch of ordinary time.
    pub(crate) parts: Vec<Part>,
    /// Time that is permitted in addition.
    pub(crate) extra: Vec<Occurrence>,
}

/// Goods to which the same rules of the place apply, so that their times are the same.
pub(crate) struct Kind {
    pub(crate) goods: Vec<GoodsId>,
    /// The days that temporary rules change, by their index in [`Permission::days`].
    pub(crate) changed: BTreeMap<usize, ChangedDay>,
}

/// What one rule permits for goods with the same ordinary times.
pub(crate) struct Permission<'a> {
    pub(crate) rule: &'a Rule,
    /// The stretches of ordinary time, for each day and window on which the rule holds.
    pub(crate) days: Vec<Vec<Occurrence>>,
    pub(crate) kinds: Vec<Kind>,
}

/// A window of a rule on one day: `[from, until)`.
struct Start {
    date: Date,
    from: Instant,
    until: Instant,
}

fn is_temporary(rule: &Rule) -> bool {
    rule.overrides.is_some() && rule.expires.is_some()
}

pub(crate) fn permissions<'a>(
    city: &City<'_>,
    place: &Place,
    rules: &'a [Rule],
) -> Vec<Permission<'a>> {
    let at_place: Vec<&Rule> = rules.iter().filter(|r| r.scope.holds(place)).collect();
    let engine = |rules: Vec<&Rule>| {
        let rules: Vec<Rule> = rules.into_iter().cloned().collect();
        Engine::new(
            std::slice::from_ref(place),
            &rules,
            city.calendar,
            city.zone,
        )
    };
    let lasting = at_place
        .iter()
        .copied()
        .filter(|r| !is_temporary(r))
        .collect();
    let (now, ordinary) = (engine(at_place.clone()), engine(lasting));
    // A window that starts on the last day may run into the next.
    let end = city.until.plus_days(1);
    let spans = |engine: &'_ Engine, goods: &GoodsId| -> Vec<(Instant, Instant, Decided)> {
        let spans = engine.spans(&place.id, goods, city.from, end);
        spans.unwrap_or_default().iter().map(decided).collect()
    };
    let times: Vec<Times> = group_by_rules(city, &at_place)
        .into_iter()
        .filter_map(|goods| {
            let applicable = || at_place.iter().filter(|r| r.goods.holds(&goods[0]));
            applicable().any(|r| r.effect == Effect::Permit).then(|| {
                let now = spans(&now, &goods[0]);
                let ordinary = applicable()
                    .any(|r| is_temporary(r))
                    .then(|| spans(&ordinary, &goods[0]));
                Times {
                    ordinary: ordinary.unwrap_or_else(|| now.clone()),
                    now,
                    goods: goods.clone(),
                }
            })
        })
        .collect();
    at_place
        .into_iter()
        .filter(|rule| rule.effect == Effect::Permit)
        .flat_map(|rule| of_rule(city, rule, &times))
        .collect()
}

/// Groups the goods by the rules that apply to them; no group is empty.
fn group_by_rules(city: &City<'_>, rules: &[&Rule]) -> Vec<Vec<GoodsId>> {
    let mut groups: BTreeMap<Vec<&RuleId>, Vec<GoodsId>> = BTreeMap::new();
    for goods in city.goods {
        let of = rules.iter().filter(|r| r.goods.holds(&goods.id));
        let key = of.map(|r| &r.id).collect();
        groups.entry(key).or_default().push(goods.id.clone());
    }
    let mut groups: Vec<Vec<GoodsId>> = groups.into_values().collect();
    for goods in &mut groups {
        goods.sort();
    }
    groups.sort();
    groups
}

/// The deciding rule, and whether it permits.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Decided {
    rule: Option<RuleId>,
    permits: bool,
}

fn decided(span: &Span<'_>) -> (Instant, Instant, Decided) {
    let decided = Decided {
        rule: span.rule.map(|r| r.id.clone()),
        permits: span.verdict.permits(),
    };
    (span.from, span.until, decided)
}

type Spans = Vec<(Instant, Instant, Decided)>;

/// The decisions for a group of goods, with temporary rules (`now`) and without (`ordinary`).
struct Times {
    goods: Vec<GoodsId>,
    now: Spans,
    ordinary: Spans,
}

fn of_rule<'a>(city: &City<'_>, rule: &'a Rule, times: &[Times]) -> Vec<Permission<'a>> {
    let starts = starts(city, rule);
    let mut found: Vec<Permission<'a>> = Vec::new();
    for times in times.iter().filter(|t| rule.goods.holds(&t.goods[0])) {
        // A temporary rule has no ordinary time that other rules could take away.
        let ordinary = if is_temporary(rule) {
            &times.now
        } else {
            &times.ordinary
        };
        let occurrences = |spans: &Spans, start: &Start| -> Vec<Occurrence> {
            let won = within(spans, start.from, start.until)
                .filter(|(_, _, d)| d.rule.as_ref() == Some(&rule.id));
            won.map(|(from, until, _)| Occurrence::of(city.zone, start.date, from, until))
                .collect()
        };
        let mut days = Vec::with_capacity(starts.len());
        let mut changed = BTreeMap::new();
        for (i, start) in starts.iter().enumerate() {
            let ordinarily = occurrences(ordinary, start);
            let now = occurrences(&times.now, start);
            if ordinarily != now {
                changed.insert(i, compare(&ordinarily, &now, &times.now, rule));
            }
            days.push(ordinarily);
        }
        if changed.is_empty() && days.iter().all(Vec::is_empty) {
            continue;
        }
        let kind = Kind {
            goods: times.goods.clone(),
            changed,
        };
        match found.iter_mut().find(|p| p.days == days) {
            Some(permission) => permission.kinds.push(kind),
            None => found.push(Permission {
                rule,
                days,
                kinds: vec![kind],
            }),
        }
    }
    found
}

/// The windows of every day of the horizon on which the rule holds for certain.
fn starts(city: &City<'_>, rule: &Rule) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut date = city.from;
    while date < city.until {
        if rule.schedule.holds_on(date, city.calendar) == Some(true) {
            starts.extend(rule.schedule.windows().iter().map(|w| Start {
                date,
                from: city.zone.instant(local(date, w.start())),
                until: last_instant(city.zone, date, *w),
            }));
        }
        date = date.plus_days(1);
    }
    starts
}

fn local(date: Date, minute: u16) -> Local {
    Local::from_local_seconds(date.day_number() * DAY_SECONDS + i64::from(minute) * 60)
}

/// The end of a window: the later instant if the clocks are set back over it.
fn last_instant(zone: &Zone, date: Date, window: Window) -> Instant {
    let end = local(date, window.end());
    zone.second_instant(end)
        .unwrap_or_else(|| zone.instant(end))
}

/// The parts of the spans that lie between two instants.
fn within(
    spans: &Spans,
    from: Instant,
    until: Instant,
) -> impl Iterator<Item = (Instant, Instant, &Decided)> {
    let first = spans.partition_point(|(_, end, _)| *end <= from);
    spans[first..]
        .iter()
        .take_while(move |(start, _, _)| *start < until)
        .map(move |(start, end, decided)| ((*start).max(from), (*end).min(until), decided))
}

/// Compares the ordinary time with the actual time. An actual stretch belongs to the first ordinary
/// one that it overlaps.
fn compare(
    ordinarily: &[Occurrence],
    now: &[Occurrence],
    spans: &Spans,
    rule: &Rule,
) -> ChangedDay {
    let mut changed = ChangedDay::default();
    for was in ordinarily {
        let mut taken = within(spans, was.from, was.until)
            .filter(|(_, _, d)| d.rule.as_ref() != Some(&rule.id))
            .peekable();
        let missing = taken.peek().map(|(_, _, d)| d.rule.clone());
        let missing = missing.map(|by| Missing {
            by,
            replaced: taken.all(|(_, _, d)| d.permits),
        });
        changed.parts.push(Part {
            left: Vec::new(),
            missing,
        });
    }
    for is in now {
        let overlaps = |was: &Occurrence| was.from < is.until && is.from < was.until;
        let part = ordinarily.iter().position(overlaps);
        match part.and_then(|i| changed.parts.get_mut(i)) {
            Some(part) => part.left.push(*is),
            None => changed.extra.push(*is),
        }
    }
    changed
}
