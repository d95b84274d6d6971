//! What is computed once per set of rules that apply together.

use super::day_plan::Plans;
use crate::Text;
use crate::rules::{Effect, Rule};
use crate::time::{DAY_MINUTES, Instant, Zone};

/// What is computed once per set of rules that apply together. Rules are identified by their index
/// in the set.
#[derive(Debug)]
pub(super) struct PreparedRules {
    /// The positions of the rules in [`Engine::rules`](super::Engine), ascending.
    pub(super) positions: Vec<usize>,
    /// For each rule, the rules that override it.
    pub(super) overridden_by: Vec<Vec<usize>>,
    /// For each rule, the first one with the same effect and conditions.
    pub(super) equivalent: Vec<usize>,
    /// The minutes of the day at which a window starts or ends, midnight included; ascending.
    pub(super) minutes: Vec<u16>,
    /// The other instants at which the decision may change: a rule comes into force or expires, or
    /// the clocks change. Ascending.
    pub(super) breakpoints: Vec<Instant>,
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
        let outcome = |i: usize| (rules[i].effect, conditions_of(rules[i]));
        let equivalent = (0..rules.len())
            .map(|i| {
                (0..i)
                    .find(|earlier| outcome(*earlier) == outcome(i))
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
        let in_force = rules
            .iter()
            .flat_map(|r| std::iter::once(r.in_force.instant).chain(r.expires.map(|e| e.instant)));
        let clock_changes = zone.transitions.iter().map(|t| Instant(t.at));
        let mut breakpoints: Vec<Instant> = in_force.chain(clock_changes).collect();
        breakpoints.sort_unstable();
        breakpoints.dedup();
        Self {
            positions,
            overridden_by,
            equivalent,
            minutes,
            breakpoints,
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
