//! What decides at one place for one kind of goods, at any instant.

use std::sync::Arc;

use super::day_plan::Plans;
use super::schedule::{Day, Holds};
use super::{Answer, Engine, LossReason, Lost, Temporary, Verdict};
use crate::Text;
use crate::rule::{Effect, Rule};
use crate::time::{DAY_MINUTES, Instant, Local};

/// The rules that speak of one place and one kind of goods, whenever they are in force, made
/// ready to be asked again and again.
#[derive(Debug)]
pub struct RulesAtPlace<'a> {
    pub(super) engine: &'a Engine,
    pub(super) prepared: Arc<PreparedRules>,
}

/// What is found out once about rules that speak together. A rule is a position among them.
#[derive(Debug)]
pub(super) struct PreparedRules {
    /// Their positions among the engine's rules, in order.
    pub(super) positions: Vec<usize>,
    /// For each rule, those that override it.
    overridden_by: Vec<Vec<usize>>,
    /// For each rule, the first that says the same: its verdict and its conditions.
    alike: Vec<usize>,
    /// The minutes of a day at which some window starts or ends, midnight among them.
    pub(super) minutes: Vec<u16>,
    /// The instants, other than those minutes, at which something may turn: a rule comes into
    /// force or expires, the clocks change.
    pub(super) turning: Vec<Instant>,
    pub(super) plans: Plans,
}

/// The verdict at an instant and how long it lasts: an [`Answer`] without its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The verdict.
    pub verdict: Verdict,
    /// The earliest later instant at which the verdict or its conditions differ.
    pub until: Option<Instant>,
    /// The earliest later instant at which it is permitted; `None` where it is permitted now.
    pub next_permitted: Option<Instant>,
}

/// What decides at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Silence,
    Stale,
    Rule(usize),
}

impl PreparedRules {
    pub(super) fn new(engine: &Engine, positions: Vec<usize>) -> Self {
        let rules: Vec<&Rule> = positions.iter().map(|i| &engine.rules[*i]).collect();
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
        let clocks = engine.zone.transitions.iter().map(|t| Instant(t.at));
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

fn conditions_of(rule: &Rule) -> &[Text] {
    match rule.effect {
        Effect::Permit => &rule.conditions,
        Effect::Prohibit => &[],
    }
}

impl<'a> RulesAtPlace<'a> {
    pub(super) fn new(engine: &'a Engine, prepared: Arc<PreparedRules>) -> Self {
        Self { engine, prepared }
    }

    pub(super) fn rule(&self, i: usize) -> &'a Rule {
        &self.engine.rules[self.prepared.positions[i]]
    }

    pub(super) fn rules(&self) -> impl DoubleEndedIterator<Item = &'a Rule> + ExactSizeIterator {
        let rules = &self.engine.rules;
        self.prepared.positions.iter().map(|i| &rules[*i])
    }

    /// The answer.
    pub fn answer(&self, at: Instant) -> Answer {
        let zone = &self.engine.zone;
        let Local { date, second } = zone.local(at);
        let day = Day::of(self, date);
        let states = self.states(at, second, &day);
        let decision = self.decide(&states);
        let lost = self.lost(at, &states, decision);
        let (until, next_permitted) = self.changes(at, decision, day);
        let winner = self.winner(decision);
        Answer {
            verdict: self.verdict_of(decision),
            until: until.map(|i| zone.timestamp(i)),
            next_permitted: next_permitted.map(|i| zone.timestamp(i)),
            deciding: winner.map(|r| r.id.clone()),
            lost,
            conditions: self.conditions(decision).to_vec(),
            documents: winner.map(|r| r.documents.clone()).unwrap_or_default(),
            first_breach: winner.map(|r| r.first_breach.clone()).unwrap_or_default(),
            local: zone.timestamp(at),
            temporary: winner
                .and_then(|r| r.overrides.as_ref())
                .map(|o| Temporary {
                    reason: o.reason.clone(),
                    instead: o.instead.clone(),
                    replaces: o.targets.clone(),
                }),
        }
    }

    /// The verdict and how long it lasts.
    pub fn state(&self, at: Instant) -> State {
        let day = Day::of(self, self.engine.zone.local(at).date);
        let decision = self.plan(&day).at(day.since(at));
        let (until, next_permitted) = self.changes(at, decision, day);
        State {
            verdict: self.verdict_of(decision),
            until,
            next_permitted,
        }
    }

    /// The verdict alone, for a map or a list of many places.
    pub fn verdict(&self, at: Instant) -> Verdict {
        let day = Day::of(self, self.engine.zone.local(at).date);
        self.verdict_of(self.plan(&day).at(day.since(at)))
    }

    /// Whether each rule holds at an instant of the day, overrides aside; the second is the one
    /// that the clocks show then.
    pub(super) fn states(&self, at: Instant, second: u32, day: &Day) -> Vec<Holds> {
        let state = |(i, rule): (usize, &Rule)| {
            let in_force =
                rule.in_force.instant <= at && rule.expires.is_none_or(|e| at < e.instant);
            if in_force {
                rule.schedule
                    .holds_at(second, day.today.of_rule(i), day.yesterday.of_rule(i))
            } else {
                Holds::No
            }
        };
        self.rules().enumerate().map(state).collect()
    }

    /// True where a rule that surely holds, and is not itself beaten, overrides this one. An
    /// override that comes back to where it began (an error at publication) counts for nothing.
    fn is_beaten(&self, target: usize, states: &[Holds], path: &mut Vec<usize>) -> bool {
        path.push(target);
        let beaten = self.prepared.overridden_by[target].iter().any(|by| {
            states[*by] == Holds::Yes && !path.contains(by) && !self.is_beaten(*by, states, path)
        });
        path.pop();
        beaten
    }

    /// The rules of this state that no other beats outright.
    fn standing(&self, states: &[Holds], wanted: Holds) -> impl Iterator<Item = usize> {
        (0..self.prepared.positions.len()).filter(move |i| {
            states[*i] == wanted
                && (self.prepared.overridden_by[*i].is_empty()
                    || !self.is_beaten(*i, states, &mut Vec::new()))
        })
    }

    /// The rule that decides among those that surely hold. Rules are in the order of their
    /// identifiers, so equal priorities fall the same way everywhere.
    pub(super) fn best(&self, states: &[Holds]) -> Option<usize> {
        self.standing(states, Holds::Yes)
            .min_by_key(|i| self.rule(*i).priority)
    }

    /// The rules that would decide before the best one if the missing calendar let them hold.
    pub(super) fn open(
        &self,
        states: &[Holds],
        best: Option<usize>,
    ) -> impl Iterator<Item = usize> {
        self.standing(states, Holds::Unknown)
            .filter(move |unknown| match best {
                None => true,
                Some(best) => {
                    self.rule(*unknown).priority <= self.rule(best).priority
                        || self.prepared.overridden_by[best].contains(unknown)
                }
            })
    }

    pub(super) fn decide(&self, states: &[Holds]) -> Decision {
        let best = self.best(states);
        if self.open(states, best).next().is_some() {
            return Decision::Stale;
        }
        best.map_or(Decision::Silence, Decision::Rule)
    }

    pub(super) fn winner(&self, decision: Decision) -> Option<&'a Rule> {
        match decision {
            Decision::Rule(i) => Some(self.rule(i)),
            Decision::Silence | Decision::Stale => None,
        }
    }

    pub(super) fn verdict_of(&self, decision: Decision) -> Verdict {
        match decision {
            Decision::Silence => Verdict::NoPublishedRule,
            Decision::Stale => Verdict::Stale,
            Decision::Rule(i) => {
                let rule = self.rule(i);
                match rule.effect {
                    Effect::Prohibit => Verdict::Prohibited,
                    Effect::Permit if rule.conditions.is_empty() => Verdict::Permitted,
                    Effect::Permit => Verdict::PermittedIf,
                }
            }
        }
    }

    pub(super) fn conditions(&self, decision: Decision) -> &'a [Text] {
        self.winner(decision).map_or(&[], conditions_of)
    }

    /// True where the verdict or its conditions are others.
    pub(super) fn differs(&self, a: Decision, b: Decision) -> bool {
        match (a, b) {
            (Decision::Rule(a), Decision::Rule(b)) => {
                self.prepared.alike[a] != self.prepared.alike[b]
            }
            _ => a != b,
        }
    }

    fn lost(&self, at: Instant, states: &[Holds], decision: Decision) -> Vec<Lost> {
        let winner = self.winner(decision).map(|r| &r.id);
        let reason = |i: usize, rule: &Rule| {
            if rule.in_force.instant > at {
                return Some(LossReason::NotYetInForce(rule.in_force));
            }
            if let Some(expires) = rule.expires.filter(|e| e.instant <= at) {
                return Some(LossReason::Expired(expires));
            }
            match states[i] {
                Holds::No => return Some(LossReason::OutsideItsTimes),
                Holds::Unknown => return Some(LossReason::NoCalendar),
                Holds::Yes => {}
            }
            let by = self.prepared.overridden_by[i].iter().find(|by| {
                states[**by] == Holds::Yes && !self.is_beaten(**by, states, &mut vec![i])
            });
            if let Some(by) = by {
                return Some(LossReason::OverriddenBy(self.rule(*by).id.clone()));
            }
            winner.map(|w| LossReason::LowerPriorityThan(w.clone()))
        };
        self.rules()
            .enumerate()
            .filter(|(_, rule)| Some(&rule.id) != winner)
            .filter_map(|(i, rule)| {
                reason(i, rule).map(|reason| Lost {
                    rule: rule.id.clone(),
                    reason,
                })
            })
            .collect()
    }
}
