//! What is found out once about rules that speak together.

use super::day_plan::Plans;
use crate::Text;
use crate::rules::{Effect, Rule};
use crate::time::Zone;
use crate::time::{DAY_MINUTES, Instant};

/// What is found out once about rules that speak together. A rule is a position among them.
#[derive(Debug)]
pub(super) struct PreparedRules {
    /// Their positions among the engine's rules, in order.
    pub(super) positions: Vec<usize>,
    /// For each rule, those that override it.
    pub(super) overridden_by: Vec<Vec<usize>>,
    /// For each rule, the first that says the same: its verdict and its conditions.
    pub(super) alike: Vec<usize>,
    /// The minutes of a day at which some window starts or ends, midnight among them.
    pub(super) minutes: Vec<u16>,
    /// The instants, other than those minutes, at which something may turn: a rule comes into
    /// force or expires, the clocks change.
    pub(super) turning: Vec<Instant>,
    pub(super) plans: Plans,
}

impl PreparedRules {
    pub(super) fn new(rules: &[Rule], zone: &Zone, positions: Vec<usize>) -> Self {
        let rules: Vec<&Rule> = positions.iter().map(|i| &rules[*i]).collect();
        let overrides = |by: &Rule, target: &Rule| {
            by.id != target.id
                && by
                    .overrides
                    .as_ref()
                    .is_some_and(|o| o.targets.contains(&target.id))
        };
        let overridden_by = rules
            .iter()
            .map(|target| {
                (0..rules.len())
                    .filter(|by| overrides(rules[*by], target))
                    .collect()
            })
            .collect();
        let says = |i: usize| (rules[i].effect, conditions_of(rules[i]));
        let alike = (0..rules.len())
            .map(|i| {
                (0..i)
                    .find(|earlier| says(*earlier) == says(i))
                    .unwrap_or(i)
            })
            .collect();
        let windows = rules.iter().flat_map(|r| r.schedule.windows());
        let mut minutes: Vec<u16> = windows
            .flat_map(|w| [w.start(), w.end() % DAY_MINUTES])
            .chain([0])
            .collect();
        minutes.sort_unstable();
        minutes.dedup();
        let force = rules
            .iter()
            .flat_map(|r| std::iter::once(r.in_force.instant).chain(r.expires.map(|e| e.instant)));
        let clocks = zone.transitions.iter().map(|t| Instant(t.at));
        let mut turning: Vec<Instant> = force.chain(clocks).collect();
        turning.sort_unstable();
        turning.dedup();
        Self {
            positions,
            overridden_by,
            alike,
            minutes,
            turning,
            plans: Plans::default(),
        }
    }
}

pub(super) fn conditions_of(rule: &Rule) -> &[Text] {
    match rule.effect {
        Effect::Permit => &rule.conditions,
        Effect::Prohibit => &[],
    }
}
