//! Which rule decides at one place for one kind of goods, at any instant.
//!
//! [`RulesAtPlace::answer`] gives the full answer with its reasons, [`RulesAtPlace::state`] and
//! [`RulesAtPlace::verdict`] less of it, faster. All of them evaluate the schedules (`cases`), pick
//! the winner among the rules that are not overridden (`winners`), once for each type that the day
//! may turn out to have, and see whether these agree (`decide`). `plan` caches the decisions of a
//! whole day.

use std::sync::{Arc, PoisonError};

use super::decision::State;
use super::prepared::conditions_of;
use super::{Answer, Engine, LossReason, Lost, RulesAtPlace, Temporary, Verdict};
use crate::answer::answer::{Question, Segment};
use crate::answer::day::Day;
use crate::answer::day_plan::Plan;
use crate::answer::decision::Decision;
use crate::rules::{Effect, Rule};
use crate::time::{Date, Instant, Local};
use crate::{GoodsId, PlaceId, Text};

impl Engine {
    /// The answer; `None` if the engine does not know the place.
    pub fn answer(&self, question: &Question) -> Option<Answer> {
        let rules = self.rules_at(&question.place, &question.goods)?;
        Some(rules.answer(question.at))
    }

    /// The verdicts of one day, from midnight to midnight in the city's local time; `None` if the
    /// engine does not know the place.
    pub fn day(&self, place: &PlaceId, goods: &GoodsId, date: Date) -> Option<Vec<Segment>> {
        Some(self.rules_at(place, goods)?.day(date).segments)
    }
}

impl<'a> RulesAtPlace<'a> {
    /// The answer at an instant, with its reasons.
    pub fn answer(&self, at: Instant) -> Answer {
        let zone = &self.engine.zone;
        let Local { date, second } = zone.local(at);
        let day = Day::of(self, date);
        let cases = self.cases(at, second, &day);
        let winners = self.winners(&cases);
        let decision = self.decide(&cases, &winners);
        let lost = self.lost(at, &cases, decision);
        let (until, next_permitted) = self.changes(at, decision, day);
        let winner = self.winner(decision);
        Answer {
            verdict: self.verdict_of(decision),
            calendar_pending: decision != Decision::Stale
                && winners.iter().any(|w| *w != winners[0]),
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

    /// The verdict alone, as a map or a list of many places needs it.
    pub fn verdict(&self, at: Instant) -> Verdict {
        let day = Day::of(self, self.engine.zone.local(at).date);
        self.verdict_of(self.plan(&day).at(day.since(at)))
    }

    /// Whether each rule holds at an instant of the day, overrides aside: one list for each
    /// combination of types that the day and the one before may turn out to have, at least one.
    /// `second` is the second of the day in local time.
    pub(super) fn cases(&self, at: Instant, second: u32, day: &Day) -> Vec<Vec<bool>> {
        let (today, yesterday) = (&day.today, &day.yesterday);
        let case = |(t, y)| {
            let holds = |(i, rule): (usize, &Rule)| {
                rule.in_force.instant <= at
                    && rule.expires.is_none_or(|e| at < e.instant)
                    && rule
                        .schedule
                        .holds_at(second, today.holds(t, i), yesterday.holds(y, i))
            };
            self.rules().enumerate().map(holds).collect()
        };
        (0..today.cases())
            .flat_map(|t| (0..yesterday.cases()).map(move |y| (t, y)))
            .map(case)
            .collect()
    }

    /// The rule that decides in each case.
    pub(super) fn winners(&self, cases: &[Vec<bool>]) -> Vec<Option<usize>> {
        cases.iter().map(|holds| self.best(holds)).collect()
    }

    /// Returns `true` if a rule that holds, and is not itself overridden, overrides this one. A
    /// cycle of overrides (an error at publication) has no effect.
    fn is_overridden(&self, target: usize, holds: &[bool], path: &mut Vec<usize>) -> bool {
        path.push(target);
        let overridden = self.prepared.overridden_by[target]
            .iter()
            .any(|by| holds[*by] && !path.contains(by) && !self.is_overridden(*by, holds, path));
        path.pop();
        overridden
    }

    /// The rule that decides among those that hold. Rules are sorted by identifier, so ties between
    /// equal priorities are broken the same way everywhere.
    fn best(&self, holds: &[bool]) -> Option<usize> {
        let mut path = Vec::new();
        (0..holds.len())
            .filter(|i| {
                holds[*i]
                    && (self.prepared.overridden_by[*i].is_empty()
                        || !self.is_overridden(*i, holds, &mut path))
            })
            .min_by_key(|i| self.rule(*i).priority)
    }

    /// The decision that all cases agree on. Where several rules would decide, one that holds in
    /// every case is named before one that only may hold.
    pub(super) fn decide(&self, cases: &[Vec<bool>], winners: &[Option<usize>]) -> Decision {
        let of = |winner: &Option<usize>| winner.map_or(Decision::Silence, Decision::Rule);
        let mut decisions = winners.iter().map(of);
        let Some(first) = decisions.next() else {
            return Decision::Silence;
        };
        if decisions.any(|other| self.differs(first, other)) {
            return Decision::Stale;
        }
        let certain = winners
            .iter()
            .flatten()
            .find(|winner| cases.iter().all(|holds| holds[**winner]));
        certain.map_or(first, |winner| Decision::Rule(*winner))
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

    /// Returns `true` if the verdict or its conditions differ.
    pub(super) fn differs(&self, a: Decision, b: Decision) -> bool {
        match (a, b) {
            (Decision::Rule(a), Decision::Rule(b)) => {
                self.prepared.equivalent[a] != self.prepared.equivalent[b]
            }
            _ => a != b,
        }
    }

    fn lost(&self, at: Instant, cases: &[Vec<bool>], decision: Decision) -> Vec<Lost> {
        let in_all = |i: usize| cases.iter().all(|holds| holds[i]);
        let certain: Vec<bool> = (0..self.prepared.positions.len()).map(in_all).collect();
        let winner = self.winner(decision).map(|r| &r.id);
        let reason = |i: usize, rule: &Rule| {
            if rule.in_force.instant > at {
                return Some(LossReason::NotYetInForce(rule.in_force));
            }
            if let Some(expires) = rule.expires.filter(|e| e.instant <= at) {
                return Some(LossReason::Expired(expires));
            }
            if !certain[i] {
                return Some(if cases.iter().any(|holds| holds[i]) {
                    LossReason::NoCalendar
                } else {
                    LossReason::OutsideItsTimes
                });
            }
            let by = self.prepared.overridden_by[i]
                .iter()
                .find(|by| certain[**by] && !self.is_overridden(**by, &certain, &mut vec![i]));
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

impl RulesAtPlace<'_> {
    /// The decisions of the day, cached by its key.
    pub(super) fn plan(&self, day: &Day) -> Arc<Plan> {
        let key = day.key();
        let plans = &self.prepared.plans.0;
        let mut known = plans.lock().unwrap_or_else(PoisonError::into_inner);
        let index = known.binary_search_by(|(known, _)| known.cmp(&key));
        let index = index.unwrap_or_else(|at| {
            known.insert(at, (key, Arc::new(self.compute_plan(day))));
            at
        });
        Arc::clone(&known[index].1)
    }

    fn compute_plan(&self, day: &Day) -> Plan {
        let decided = |(at, second): (Instant, u32)| {
            let cases = self.cases(at, second, day);
            (day.since(at), self.decide(&cases, &self.winners(&cases)))
        };
        let mut plan: Vec<(i64, Decision)> = self.instants(day).into_iter().map(decided).collect();
        plan.dedup_by_key(|(_, decision)| *decision);
        Plan(plan)
    }

    /// The instants of the day at which the decision may change, in order, each with the second of
    /// the day in local time.
    fn instants(&self, day: &Day) -> Vec<(Instant, u32)> {
        let zone = &self.engine.zone;
        let minutes = self.prepared.minutes.iter();
        let seconds = minutes.map(|minute| u32::from(*minute) * 60);
        let breakpoints = &self.prepared.breakpoints[day.breakpoints.clone()];
        if breakpoints.is_empty() {
            // There is no clock change: counting from midnight is far faster than converting.
            let with_second = |second| (Instant(day.starts.0 + i64::from(second)), second);
            return seconds.map(with_second).collect();
        }
        let with_second = |instant: Instant| (instant, zone.local(instant).second);
        let window_edges = seconds.flat_map(|second| {
            let local = Local {
                date: day.date,
                second,
            };
            std::iter::once(zone.instant(local)).chain(zone.second_instant(local))
        });
        let mut instants: Vec<(Instant, u32)> = window_edges
            .chain(breakpoints.iter().copied())
            .map(with_second)
            .collect();
        instants.sort_unstable();
        instants.retain(|(at, _)| day.starts <= *at && *at < day.ends);
        instants
    }
}
