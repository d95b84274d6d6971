//! Rules of equal priority that apply together and disagree: an error here, so that an answer
//! never depends on their order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use civic::places::{Grade, Place};
use civic::rules::{Effect, Rule, Scope};
use civic::time::Instant;
use civic::{GoodsId, Text};

use super::days::Days;
use crate::checker::{Check, cell, message};
use crate::{Example, Row, columns};

/// Before every rule.
const ALWAYS: Instant = Instant(i64::MIN);

/// Rules by what their scope names, so that a place finds its own without asking each.
#[derive(Default)]
pub(crate) struct Scopes<'a> {
    places: HashMap<&'a str, Vec<usize>>,
    grades: BTreeMap<&'a Grade, Vec<usize>>,
    units: HashMap<&'a str, Vec<usize>>,
    city: Vec<usize>,
}

impl<'a> Scopes<'a> {
    pub(crate) fn of(rules: &'a [Row<Rule>]) -> Self {
        let mut scopes = Self::default();
        for (i, rule) in rules.iter().enumerate() {
            match &rule.value.scope {
                Scope::Places(ids) => {
                    for id in ids.iter().collect::<BTreeSet<_>>() {
                        scopes.places.entry(id.as_str()).or_default().push(i);
                    }
                }
                Scope::Grade(grade) => scopes.grades.entry(grade).or_default().push(i),
                Scope::Unit(unit) => scopes.units.entry(unit.as_str()).or_default().push(i),
                Scope::City => scopes.city.push(i),
            }
        }
        scopes
    }

    /// The rules that name the place, its grade or its unit.
    pub(crate) fn near(&self, place: &Place) -> Vec<usize> {
        let unit = place.unit.as_str();
        let units = unit
            .char_indices()
            .map(|(i, c)| &unit[..i + c.len_utf8()])
            .filter_map(|prefix| self.units.get(prefix));
        self.places
            .get(place.id.as_str())
            .into_iter()
            .chain(self.grades.get(&place.grade))
            .chain(units)
            .flatten()
            .copied()
            .collect()
    }

    /// The rules that hold the place, in the order of the sheet.
    pub(crate) fn holding(&self, place: &Place) -> Vec<usize> {
        let mut held = self.near(place);
        held.extend(&self.city);
        held.sort_unstable();
        held
    }
}

/// How much two rules disagree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Differ {
    /// The verdict would be another.
    Verdict,
    /// Both permit, under other conditions.
    Conditions,
}

fn differ(a: &Rule, b: &Rule) -> Option<Differ> {
    let permits = |r: &Rule| r.effect == Effect::Permit;
    if a.effect != b.effect || permits(a) && a.conditions.is_empty() != b.conditions.is_empty() {
        Some(Differ::Verdict)
    } else if permits(a) && a.conditions != b.conditions {
        Some(Differ::Conditions)
    } else {
        None
    }
}

fn overrides(by: &Rule, target: &Rule) -> bool {
    by.overrides
        .as_ref()
        .is_some_and(|o| o.targets.contains(&target.id))
}

pub(crate) fn check(check: &mut Check<'_>, days: &Days) {
    let sources = check.sources;
    let rules = &sources.rules;
    let scopes = Scopes::of(rules);
    let goods: Vec<&GoodsId> = sources.goods.iter().map(|g| &g.value.id).collect();
    let mut seen: HashSet<(usize, usize)> = HashSet::new();
    for place in &sources.places {
        let mut held = scopes.near(&place.value);
        held.extend(&scopes.city);
        held.sort_unstable_by_key(|i| (rules[*i].value.priority, *i));
        let groups = held.chunk_by(|a, b| rules[*a].value.priority == rules[*b].value.priority);
        for group in groups.filter(|g| g.len() > 1) {
            for (n, i) in group.iter().enumerate() {
                for j in &group[n + 1..] {
                    let (a, b) = (&rules[*i].value, &rules[*j].value);
                    let Some(by) = differ(a, b).filter(|_| a.id != b.id) else {
                        continue;
                    };
                    if !seen.insert((*i, *j)) || overrides(a, b) || overrides(b, a) {
                        continue;
                    }
                    let shared = goods.iter().find(|g| a.goods.holds(g) && b.goods.holds(g));
                    let Some(shared) = shared else { continue };
                    if let Some(when) = days.both_hold(a, b, ALWAYS) {
                        let (example, said) = check.question(when, &place.value, shared);
                        report(check, &rules[*i], &rules[*j], by, example, &said);
                    }
                }
            }
        }
    }
}

fn effect(rule: &Rule) -> Text {
    match rule.effect {
        Effect::Prohibit => Text::new("禁止", "prohibits"),
        Effect::Permit if rule.conditions.is_empty() => Text::new("准许", "permits"),
        Effect::Permit => Text::new("有条件准许", "permits with conditions"),
    }
}

fn report(
    check: &mut Check<'_>,
    a: &Row<Rule>,
    b: &Row<Rule>,
    by: Differ,
    example: Example,
    said: &Text,
) {
    let (first, second) = (effect(&a.value), effect(&b.value));
    let (a_id, b_id) = (&a.value.id, &b.value.id);
    let priority = a.value.priority;
    let what_zh = format!(
        "规则 {a_id}（{}）和 {b_id}（{}）优先级都是 {priority}，在同一地点、同一品类、同一时间都成立：例如 {}",
        first.zh, second.zh, said.zh
    );
    let what_en = format!(
        "Rule {a_id} ({}) and rule {b_id} ({}) both have priority {priority} and hold at the same place and time for the same goods: for example {}",
        first.en, second.en, said.en
    );
    let at = if b.value.outside_times {
        cell(b, columns::rules::OUTSIDE)
    } else if b.value.overrides.is_some() {
        // A temporary change has a fixed priority and no column for it.
        b.location.clone()
    } else {
        cell(b, columns::rules::PRIORITY)
    };
    let better = priority.saturating_sub(10);
    let message = message(
        what_zh,
        what_en,
        format!("让应当算数的那一条优先级数字更小，例如 {better}；或者把两条的时间、品类错开"),
        format!(
            "Give the one that should count a lower priority number, such as {better}, or separate their times or goods"
        ),
    )
    .with(example);
    let value = priority.to_string();
    match by {
        Differ::Verdict => check.error("priority_overlap", at, &value, message),
        Differ::Conditions => check.warn("conditions_overlap", at, &value, message),
    }
}
