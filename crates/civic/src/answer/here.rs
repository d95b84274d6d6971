//! What decides at one place for one kind of goods, at any instant.

use super::holds::{Days, Holds};
use super::{Answer, Engine, LossReason, Lost, Temporary, Verdict};
use crate::place::Place;
use crate::rule::{Effect, Rule};
use crate::time::{DAY_MINUTES, Instant, Local};
use crate::{GoodsId, Text};

/// The rules that speak of one place and one kind of goods, whenever they are in force, made
/// ready to be asked again and again.
#[derive(Debug)]
pub struct Here<'a> {
    pub(super) engine: &'a Engine,
    pub(super) rules: Vec<&'a Rule>,
    /// For each rule, the positions of those that override it.
    overridden_by: Vec<Vec<usize>>,
    /// The minutes of a day at which some window starts or ends, midnight among them.
    pub(super) minutes: Vec<u16>,
    /// The instants, other than those minutes, at which something may turn: a rule comes into
    /// force or expires, the clocks change.
    pub(super) turning: Vec<Instant>,
    /// After how many days everything comes again, the turning instants aside; `None` where a
    /// schedule knows the days of the year or of the calendar.
    pub(super) period: Option<i64>,
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
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    Silence,
    Stale,
    Rule(usize),
}

impl<'a> Here<'a> {
    pub(super) fn new(engine: &'a Engine, place: &Place, goods: &GoodsId) -> Self {
        let speaks = |r: &&Rule| r.goods.holds(goods) && r.scope.holds(place);
        let rules: Vec<&Rule> = engine.rules.iter().filter(speaks).collect();
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
        let period = rules
            .iter()
            .map(|r| r.schedule.period())
            .try_fold(1, |longest, period| Some(period?.max(longest)));
        Self {
            engine,
            rules,
            overridden_by,
            minutes,
            turning,
            period,
        }
    }

    /// The answer.
    pub fn answer(&self, at: Instant) -> Answer {
        let zone = &self.engine.zone;
        let Local { date, second } = zone.local(at);
        let days = Days::of(self, date);
        let states = self.states(at, second, &days);
        let decision = self.decide(&states);
        let lost = self.lost(at, &states, decision);
        let (until, next_permitted) = self.changes(at, decision, days);
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
        let Local { date, second } = self.engine.zone.local(at);
        let days = Days::of(self, date);
        let decision = self.decide(&self.states(at, second, &days));
        let (until, next_permitted) = self.changes(at, decision, days);
        State {
            verdict: self.verdict_of(decision),
            until,
            next_permitted,
        }
    }

    /// The verdict alone, for a map or a list of many places.
    pub fn verdict(&self, at: Instant) -> Verdict {
        let Local { date, second } = self.engine.zone.local(at);
        let days = Days::of(self, date);
        self.verdict_of(self.decide(&self.states(at, second, &days)))
    }

    /// Whether each rule holds at an instant of the day, overrides aside; the second is the one
    /// that the clocks show then.
    pub(super) fn states(&self, at: Instant, second: u32, days: &Days) -> Vec<Holds> {
        let mut states = Vec::with_capacity(self.rules.len());
        self.states_into(at, second, days, &mut states);
        states
    }

    /// The same into a list that is used again and again.
    pub(super) fn states_into(
        &self,
        at: Instant,
        second: u32,
        days: &Days,
        states: &mut Vec<Holds>,
    ) {
        states.clear();
        let said = days.today.iter().zip(&days.yesterday);
        states.extend(
            self.rules
                .iter()
                .zip(said)
                .map(|(rule, (today, yesterday))| {
                    let in_force =
                        rule.in_force.instant <= at && rule.expires.is_none_or(|e| at < e.instant);
                    if in_force {
                        rule.schedule.holds_at(second, *today, *yesterday)
                    } else {
                        Holds::No
                    }
                }),
        );
    }

    /// True where a rule that surely holds, and is not itself beaten, overrides this one. An
    /// override that comes back to where it began (an error at publication) counts for nothing.
    fn is_beaten(&self, target: usize, states: &[Holds], path: &mut Vec<usize>) -> bool {
        path.push(target);
        let beaten = self.overridden_by[target].iter().any(|by| {
            states[*by] == Holds::Yes && !path.contains(by) && !self.is_beaten(*by, states, path)
        });
        path.pop();
        beaten
    }

    /// The rules of this state that no other beats outright.
    fn standing(&self, states: &[Holds], wanted: Holds) -> impl Iterator<Item = usize> {
        (0..self.rules.len()).filter(move |i| {
            states[*i] == wanted
                && (self.overridden_by[*i].is_empty()
                    || !self.is_beaten(*i, states, &mut Vec::new()))
        })
    }

    /// The rule that decides among those that surely hold. Rules are in the order of their
    /// identifiers, so equal priorities fall the same way everywhere.
    pub(super) fn best(&self, states: &[Holds]) -> Option<usize> {
        self.standing(states, Holds::Yes)
            .min_by_key(|i| self.rules[*i].priority)
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
                    self.rules[*unknown].priority <= self.rules[best].priority
                        || self.overridden_by[best].contains(unknown)
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
            Decision::Rule(i) => self.rules.get(i).copied(),
            Decision::Silence | Decision::Stale => None,
        }
    }

    pub(super) fn verdict_of(&self, decision: Decision) -> Verdict {
        match decision {
            Decision::Silence => Verdict::NoPublishedRule,
            Decision::Stale => Verdict::Stale,
            Decision::Rule(i) => match self.rules[i].effect {
                Effect::Prohibit => Verdict::Prohibited,
                Effect::Permit if self.rules[i].conditions.is_empty() => Verdict::Permitted,
                Effect::Permit => Verdict::PermittedIf,
            },
        }
    }

    pub(super) fn conditions(&self, decision: Decision) -> &'a [Text] {
        match self.winner(decision) {
            Some(rule) if rule.effect == Effect::Permit => &rule.conditions,
            _ => &[],
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
            let by = self.overridden_by[i].iter().find(|by| {
                states[**by] == Holds::Yes && !self.is_beaten(**by, states, &mut vec![i])
            });
            if let Some(by) = by {
                return Some(LossReason::OverriddenBy(self.rules[*by].id.clone()));
            }
            winner.map(|w| LossReason::LowerPriorityThan(w.clone()))
        };
        self.rules
            .iter()
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
