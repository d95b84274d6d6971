//! The street notice 街道告示: all rules that apply at one place, for all goods, as an office posts
//! them on a wall.
//!
//! A rule is on the notice only if it decides at some time of the days covered, or would decide
//! once a missing calendar is published: a rule that another one always beats would mislead.

use std::collections::BTreeSet;

use crate::answer::{Engine, Segment, Verdict};
use crate::rules::{Effect, Rule};
use crate::time::{DAY_MINUTES, Date, DateSpan, Instant, Local};
use crate::{DocumentId, GoodsId, PlaceId, RuleId};

/// Equivalent rules, and the goods for which they decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The rules, sorted by identifier; at least one.
    pub rules: Vec<RuleId>,
    /// The goods, in the order of the city's list.
    pub goods: Vec<GoodsId>,
}

/// The notice of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreetNotice {
    /// The permissions.
    pub permits: Vec<Group>,
    /// The prohibitions, by a rule of their own, of goods that are not prohibited throughout.
    pub closings: Vec<Group>,
    /// Temporary closings, openings and extensions.
    pub temporary: Vec<Group>,
    /// Goods that are permitted at some time, or may be once a calendar is published, and
    /// prohibited at every other.
    pub otherwise_prohibited: Vec<GoodsId>,
    /// Goods that are prohibited throughout.
    pub prohibited: Vec<GoodsId>,
    /// Goods for which rules are published that leave some time undecided.
    pub silent: Vec<GoodsId>,
    /// Goods for which no rule is published.
    pub unpublished: Vec<GoodsId>,
    /// Years whose calendar is not published although a decision depends on it.
    pub stale_years: Vec<i32>,
    /// The documents of all these rules, sorted by identifier.
    pub documents: Vec<DocumentId>,
}

/// A day by one rule alone, for a picture of its hours. The rest of the day has the verdict `rest`;
/// without one it is left open.
pub fn day_of(rule: &Rule, rest: Option<Verdict>) -> Vec<Segment> {
    let verdict = match (&rule.effect, rule.conditions.is_empty()) {
        (Effect::Permit, true) => Verdict::Permitted,
        (Effect::Permit, false) => Verdict::PermittedIf,
        _ => Verdict::Prohibited,
    };
    // What runs past midnight is drawn at the start of the day, too.
    let mut spans: Vec<(u16, u16)> = Vec::new();
    for window in rule.schedule.windows() {
        let (from, until) = (window.start(), window.end());
        spans.push((from, until.min(DAY_MINUTES)));
        if window.ends_next_day() {
            spans.push((0, until.saturating_sub(DAY_MINUTES)));
        }
    }
    spans.sort_unstable();
    let segment = |from, until, verdict: &Verdict| Segment {
        from,
        until,
        verdict: verdict.clone(),
        conditions: Vec::new(),
    };
    let mut day = Vec::new();
    let mut end = 0;
    for (from, until) in spans {
        if let Some(rest) = rest.as_ref().filter(|_| from > end) {
            day.push(segment(end, from, rest));
        }
        let from = from.max(end);
        if until > from {
            day.push(segment(from, until, &verdict));
            end = until;
        }
    }
    if let Some(rest) = rest.filter(|_| end < DAY_MINUTES) {
        day.push(segment(end, DAY_MINUTES, &rest));
    }
    day
}

/// Where the conditions of a permission stand on a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conditions {
    /// They are its own.
    Own,
    /// They are those of the permission above.
    AsAbove,
    /// They are those under which its goods are permitted otherwise.
    AsUsual,
}

/// The days on which a rule is in force, where it begins and ends at midnight; `None` where it has no
/// end or ends within a day.
pub fn days_in_force(rule: &Rule) -> Option<DateSpan> {
    let (from, until) = (rule.in_force.local(), rule.expires?.local());
    let is_whole = from.second == 0 && until.second == 0;
    is_whole.then_some(DateSpan {
        from: from.date,
        until: until.date,
    })
}

impl StreetNotice {
    /// How the conditions of a permission relate to those on the notice before it.
    pub fn conditions_of(&self, group: &Group, engine: &Engine) -> Conditions {
        let rule_of = |group: &Group| engine.rule(group.rules.first()?);
        let Some(rule) = rule_of(group).filter(|rule| !rule.conditions.is_empty()) else {
            return Conditions::Own;
        };
        let is_same =
            |other: &Group| rule_of(other).is_some_and(|other| other.conditions == rule.conditions);
        if let Some(at) = self.permits.iter().position(|permit| permit == group) {
            let before = at
                .checked_sub(1)
                .and_then(|before| self.permits.get(before));
            return match before {
                Some(before) if is_same(before) => Conditions::AsAbove,
                _ => Conditions::Own,
            };
        }
        let is_usual = |goods: &GoodsId| {
            let mut usual = self
                .permits
                .iter()
                .filter(|permit| permit.goods.contains(goods));
            usual.any(is_same)
        };
        if group.goods.iter().all(is_usual) {
            Conditions::AsUsual
        } else {
            Conditions::Own
        }
    }

    /// The verdict at the times that a group of permissions leaves out: not permitted if that is so
    /// for all its goods, otherwise nothing is published.
    pub fn rest_of(&self, group: &Group) -> Verdict {
        let is_closed = |goods| self.otherwise_prohibited.contains(goods);
        if group.goods.iter().all(is_closed) {
            Verdict::Prohibited
        } else {
            Verdict::NoPublishedRule
        }
    }
}

/// Returns `true` if two rules read the same on a notice. For rules in force before `from`, it does
/// not matter since when.
fn is_equivalent(a: &Rule, b: &Rule, from: Instant) -> bool {
    a.effect == b.effect
        && a.schedule == b.schedule
        && a.conditions == b.conditions
        && a.expires == b.expires
        && a.in_force.instant.max(from) == b.in_force.instant.max(from)
        && a.overrides.as_ref().map(|o| (&o.reason, &o.instead))
            == b.overrides.as_ref().map(|o| (&o.reason, &o.instead))
}

impl Engine {
    /// The notice of a place for the days `[from, until)` and these goods, in their order; `None`
    /// if the engine does not know the place.
    pub fn street_notice(
        &self,
        place: &PlaceId,
        goods: &[GoodsId],
        from: Date,
        until: Date,
    ) -> Option<StreetNotice> {
        let mut street_notice = StreetNotice::default();
        let midnight = self.zone().instant(Local {
            date: from,
            second: 0,
        });
        let mut stale = BTreeSet::new();
        let mut documents = BTreeSet::new();
        for goods in goods {
            let day_patterns = self.day_patterns(place, goods, from, until)?;
            let some = |wanted: fn(&Verdict) -> bool| {
                let mut segments = day_patterns.patterns.iter().flat_map(|p| &p.segments);
                segments.any(|s| wanted(&s.verdict))
            };
            let silent = some(|v| *v == Verdict::NoPublishedRule);
            let permitted = some(Verdict::permits);
            let prohibited = some(|v| *v == Verdict::Prohibited);
            let undecided = silent || some(|v| *v == Verdict::Stale);
            let throughout = prohibited && !permitted && !undecided;
            if silent && day_patterns.rules.is_empty() {
                street_notice.unpublished.push(goods.clone());
            } else if silent {
                street_notice.silent.push(goods.clone());
            } else if throughout {
                street_notice.prohibited.push(goods.clone());
            } else if prohibited {
                street_notice.otherwise_prohibited.push(goods.clone());
            }
            for day in &day_patterns.days {
                let is_stale = day_patterns
                    .pattern(*day)
                    .is_some_and(|p| p.segments.iter().any(|s| s.verdict == Verdict::Stale));
                if is_stale {
                    // A window that starts on 31 December may run into 1 January.
                    stale.extend(self.years_without_calendar(day.date));
                }
            }
            for rule in day_patterns.rules.iter().filter_map(|id| self.rule(id)) {
                documents.extend(rule.documents.iter().cloned());
                let groups = if rule.overrides.is_some() {
                    &mut street_notice.temporary
                } else if rule.effect == Effect::Permit {
                    &mut street_notice.permits
                } else if rule.outside_times || throughout {
                    continue;
                } else {
                    &mut street_notice.closings
                };
                self.add_to_groups(groups, rule, goods, midnight);
            }
        }
        street_notice
            .temporary
            .sort_by_key(|g| self.in_force_from(g));
        street_notice.stale_years = stale.into_iter().collect();
        street_notice.documents = documents.into_iter().collect();
        Some(street_notice)
    }

    fn add_to_groups(&self, groups: &mut Vec<Group>, rule: &Rule, goods: &GoodsId, from: Instant) {
        let same = |group: &&mut Group| {
            let first = group.rules.first().and_then(|id| self.rule(id));
            first.is_some_and(|first| is_equivalent(first, rule, from))
        };
        let Some(group) = groups.iter_mut().find(same) else {
            groups.push(Group {
                rules: vec![rule.id.clone()],
                goods: vec![goods.clone()],
            });
            return;
        };
        if let Err(at) = group.rules.binary_search(&rule.id) {
            group.rules.insert(at, rule.id.clone());
        }
        if group.goods.last() != Some(goods) {
            group.goods.push(goods.clone());
        }
    }

    fn in_force_from(&self, group: &Group) -> Option<Instant> {
        let rule = group.rules.first().and_then(|id| self.rule(id))?;
        Some(rule.in_force.instant)
    }

    fn years_without_calendar(&self, date: Date) -> impl Iterator<Item = i32> + '_ {
        [date.plus_days(-1).year(), date.year()]
            .into_iter()
            .filter(|year| !self.calendar().has_year(*year))
    }
}
