//! The answer to 能不能摆: "may I sell this, here, then?"
//!
//! A rule is a *candidate* when its scope holds the place, its goods hold the goods and it is in
//! force. Among the candidates whose time holds, a rule that overrides another beats its target;
//! then the lowest priority number wins. Silence is an answer of its own, never a guess.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::calendar::Calendar;
use crate::open_enum::open_enum;
use crate::place::Place;
use crate::rule::{Effect, Rule, Schedule};
use crate::time::{DAY_MINUTES, DAY_SECONDS, Date, Instant, Local, Timestamp, Window, Zone};
use crate::{DocumentId, GoodsId, PlaceId, RuleId, Text};

/// How far ahead a change is looked for, in days.
pub const HORIZON_DAYS: i64 = 400;

open_enum! {
    /// The verdict 结论.
    Verdict {
        /// Permitted.
        Permitted = "permitted", "可以摆", "Permitted";
        /// Permitted under conditions.
        PermittedIf = "permitted_if", "符合条件可以摆", "Permitted if";
        /// Prohibited.
        Prohibited = "prohibited", "不可以摆", "Prohibited";
        /// Nothing is published for this.
        NoPublishedRule = "no_published_rule", "没有公布规定", "No published rule";
        /// A rule depends on a calendar that is not published yet.
        Stale = "stale", "日历未公布，暂不能判断", "Calendar not published yet";
    }
}

impl Verdict {
    /// True for a permission, with or without conditions.
    pub fn permits(&self) -> bool {
        matches!(self, Self::Permitted | Self::PermittedIf)
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where.
    pub place: PlaceId,
    /// What is sold.
    pub goods: GoodsId,
    /// When.
    pub at: Instant,
}

/// Why a rule for this place and these goods does not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LossReason {
    /// It is in force only from then on.
    NotYetInForce(Timestamp),
    /// It is no longer in force since then.
    Expired(Timestamp),
    /// Its windows, days or seasons do not hold now.
    OutsideItsTimes,
    /// Whether it holds depends on a calendar that is not published.
    NoCalendar,
    /// This rule overrides it.
    OverriddenBy(RuleId),
    /// This rule has a lower priority number.
    LowerPriorityThan(RuleId),
}

/// A rule that does not decide, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// The rule.
    pub rule: RuleId,
    /// Why.
    pub reason: LossReason,
}

/// What a temporary rule says beyond its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Temporary {
    /// Why it was made.
    pub reason: Text,
    /// Where to go instead.
    pub instead: Text,
    /// The rules it replaces while it holds.
    pub replaces: Vec<RuleId>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// The earliest later instant at which the verdict or its conditions differ; `None` where
    /// nothing changes within [`HORIZON_DAYS`].
    pub until: Option<Timestamp>,
    /// The earliest later instant at which it is permitted; `None` where it is permitted now or
    /// not within [`HORIZON_DAYS`].
    pub next_permitted: Option<Timestamp>,
    /// The rule that won.
    pub deciding: Option<RuleId>,
    /// The other rules for this place and these goods, and why each does not decide.
    pub lost: Vec<Lost>,
    /// The conditions of the permission.
    pub conditions: Vec<Text>,
    /// The documents of the rule that won.
    pub documents: Vec<DocumentId>,
    /// What happens at a first breach.
    pub first_breach: Text,
    /// The city's local time that was used.
    pub local: Timestamp,
    /// Set where a temporary rule won.
    pub temporary: Option<Temporary>,
}

/// A part of a day with one verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// The first minute of the day.
    pub from: u16,
    /// The first minute after it, at most 1440.
    pub until: u16,
    /// The verdict.
    pub verdict: Verdict,
    /// The conditions of the permission.
    pub conditions: Vec<Text>,
}

/// Whether something holds, where a missing calendar may leave it open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    No = 0,
    Yes = 1,
    Unknown = 2,
}

impl Holds {
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::No,
        }
    }
}

impl Schedule {
    /// Whether a window may start on the day; `None` where the day's type would decide and its
    /// year has no calendar.
    pub fn holds_on(&self, date: Date, calendar: &Calendar) -> Option<bool> {
        let sure = self.weekdays.is_none_or(|set| set.holds(date.weekday()))
            && (self.seasons.is_empty() || self.seasons.iter().any(|s| s.holds(date)))
            && (self.dates.is_empty() || self.dates.iter().any(|s| s.holds(date)))
            && !self.except_dates.iter().any(|s| s.holds(date));
        if !sure || self.day_types.is_empty() {
            return Some(sure);
        }
        calendar.day_type(date).map(|t| self.day_types.contains(&t))
    }

    /// The windows of a day that the schedule holds on.
    pub fn windows(&self) -> &[Window] {
        const WHOLE_DAY: &[Window] = &[Window::WHOLE_DAY];
        if self.windows.is_empty() {
            WHOLE_DAY
        } else {
            &self.windows
        }
    }

    fn day(&self, date: Date, calendar: &Calendar) -> Holds {
        match self.holds_on(date, calendar) {
            Some(true) => Holds::Yes,
            Some(false) => Holds::No,
            None => Holds::Unknown,
        }
    }

    fn holds(&self, local: Local, calendar: &Calendar) -> Holds {
        let second = local.second;
        let tomorrow_second = second + u32::from(DAY_MINUTES) * 60;
        let (mut today, mut yesterday) = (None, None);
        let mut result = Holds::No;
        for window in self.windows() {
            let start = u32::from(window.start()) * 60;
            let end = u32::from(window.end()) * 60;
            if start <= second && second < end {
                let day = *today.get_or_insert_with(|| self.day(local.date, calendar));
                result = result.or(day);
            }
            if start <= tomorrow_second && tomorrow_second < end {
                let day =
                    *yesterday.get_or_insert_with(|| self.day(local.date.plus_days(-1), calendar));
                result = result.or(day);
            }
        }
        result
    }
}

/// Answers questions about the places and rules it was given.
#[derive(Clone, Debug)]
pub struct Engine {
    places: BTreeMap<PlaceId, Place>,
    rules: Vec<Rule>,
    calendar: Calendar,
    zone: Zone,
}

/// The rules that speak of one place and one kind of goods, whenever they are in force.
struct Candidates<'a> {
    engine: &'a Engine,
    rules: Vec<&'a Rule>,
    /// For each rule, the positions of those that override it.
    overridden_by: Vec<Vec<usize>>,
}

/// What decides at one instant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Silence,
    Stale,
    Rule(usize),
}

impl Engine {
    /// An engine over these places and rules.
    pub fn new(places: &[Place], rules: &[Rule], calendar: &Calendar, zone: &Zone) -> Self {
        let mut rules = rules.to_vec();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        rules.dedup_by(|a, b| a.id == b.id);
        Self {
            places: places.iter().map(|p| (p.id.clone(), p.clone())).collect(),
            rules,
            calendar: calendar.clone(),
            zone: zone.clone(),
        }
    }

    /// The place, if it is one of this engine's.
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.places.get(id)
    }

    /// The rule, if it is one of this engine's.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules
            .binary_search_by(|r| r.id.cmp(id))
            .ok()
            .and_then(|i| self.rules.get(i))
    }

    /// Every rule whose scope holds the place.
    pub fn rules_of(&self, place: &PlaceId) -> Vec<&Rule> {
        self.place(place)
            .map(|place| self.rules.iter().filter(|r| r.scope.holds(place)).collect())
            .unwrap_or_default()
    }

    fn candidates(&self, place: &PlaceId, goods: &GoodsId) -> Option<Candidates<'_>> {
        let place = self.place(place)?;
        let rules: Vec<&Rule> = self
            .rules
            .iter()
            .filter(|r| r.scope.holds(place) && r.goods.holds(goods))
            .collect();
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
        Some(Candidates {
            engine: self,
            rules,
            overridden_by,
        })
    }

    /// The answer; `None` where the place is not one of this engine's.
    pub fn answer(&self, question: &Question) -> Option<Answer> {
        let candidates = self.candidates(&question.place, &question.goods)?;
        let at = question.at;
        let states = candidates.states(at);
        let decision = candidates.decide(&states);
        let (until, next_permitted) = candidates.changes(at, decision);
        let winner = candidates.winner(decision);
        Some(Answer {
            verdict: candidates.verdict(decision),
            until: until.map(|i| self.zone.timestamp(i)),
            next_permitted: next_permitted.map(|i| self.zone.timestamp(i)),
            deciding: winner.map(|r| r.id.clone()),
            lost: candidates.lost(at, &states, decision),
            conditions: candidates.conditions(decision).to_vec(),
            documents: winner.map(|r| r.documents.clone()).unwrap_or_default(),
            first_breach: winner.map(|r| r.first_breach.clone()).unwrap_or_default(),
            local: self.zone.timestamp(at),
            temporary: winner
                .and_then(|r| r.overrides.as_ref())
                .map(|o| Temporary {
                    reason: o.reason.clone(),
                    instead: o.instead.clone(),
                    replaces: o.targets.clone(),
                }),
        })
    }

    /// The verdict alone, for a map or a list of many places: what [`Engine::answer`] would give
    /// without the search for when it ends. `None` where the place is not one of this engine's.
    pub fn verdict(&self, question: &Question) -> Option<Verdict> {
        let candidates = self.candidates(&question.place, &question.goods)?;
        Some(candidates.verdict(candidates.decide(&candidates.states(question.at))))
    }

    /// The verdicts of one day of the city, from midnight to midnight on its clocks; `None` where
    /// the place is not one of this engine's.
    pub fn day(&self, place: &PlaceId, goods: &GoodsId, date: Date) -> Option<Vec<Segment>> {
        let candidates = self.candidates(place, goods)?;
        let midnight = date.day_number() * DAY_SECONDS;
        let mut minutes = candidates.minutes_of_day();
        for instant in candidates.turning_instants() {
            let since = self.zone.local(instant).local_seconds() - midnight;
            if (0..DAY_SECONDS).contains(&since) {
                // A turning point inside a minute shows at the next full one.
                minutes.push(u16::try_from((since + 59) / 60).unwrap_or(DAY_MINUTES));
            }
        }
        minutes.sort_unstable();
        minutes.dedup();
        minutes.retain(|m| *m < DAY_MINUTES);
        let mut segments: Vec<Segment> = Vec::new();
        for from in minutes {
            let local = Local {
                date,
                second: u32::from(from) * 60,
            };
            let decision = candidates.decide(&candidates.states(self.zone.instant(local)));
            let verdict = candidates.verdict(decision);
            let conditions = candidates.conditions(decision);
            if let Some(last) = segments.last_mut() {
                last.until = from;
                if last.verdict == verdict && last.conditions == conditions {
                    continue;
                }
            }
            segments.push(Segment {
                from,
                until: DAY_MINUTES,
                verdict,
                conditions: conditions.to_vec(),
            });
        }
        if let Some(last) = segments.last_mut() {
            last.until = DAY_MINUTES;
        }
        Some(segments)
    }
}

impl Candidates<'_> {
    fn in_force(rule: &Rule, at: Instant) -> bool {
        rule.in_force.instant <= at && rule.expires.is_none_or(|e| at < e.instant)
    }

    /// Whether each rule holds at the instant, overrides aside.
    fn states(&self, at: Instant) -> Vec<Holds> {
        let local = self.engine.zone.local(at);
        self.rules
            .iter()
            .map(|rule| {
                if Self::in_force(rule, at) {
                    rule.schedule.holds(local, &self.engine.calendar)
                } else {
                    Holds::No
                }
            })
            .collect()
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

    fn decide(&self, states: &[Holds]) -> Decision {
        let standing = |i: &usize| {
            self.overridden_by[*i].is_empty() || !self.is_beaten(*i, states, &mut Vec::new())
        };
        let of = |wanted: Holds| (0..self.rules.len()).filter(move |i| states[*i] == wanted);
        // Rules are in the order of their identifiers, so equal priorities fall the same way
        // everywhere.
        let best = of(Holds::Yes)
            .filter(standing)
            .min_by_key(|i| self.rules[*i].priority);
        let could_decide = |unknown: usize| match best {
            None => true,
            Some(best) => {
                self.rules[unknown].priority <= self.rules[best].priority
                    || self.overridden_by[best].contains(&unknown)
            }
        };
        if of(Holds::Unknown).filter(standing).any(could_decide) {
            return Decision::Stale;
        }
        best.map_or(Decision::Silence, Decision::Rule)
    }

    fn winner(&self, decision: Decision) -> Option<&Rule> {
        match decision {
            Decision::Rule(i) => self.rules.get(i).copied(),
            Decision::Silence | Decision::Stale => None,
        }
    }

    fn verdict(&self, decision: Decision) -> Verdict {
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

    fn conditions(&self, decision: Decision) -> &[Text] {
        match self.winner(decision) {
            Some(rule) if rule.effect == Effect::Permit => &rule.conditions,
            _ => &[],
        }
    }

    fn differs(&self, a: Decision, b: Decision) -> bool {
        a != b && (self.verdict(a) != self.verdict(b) || self.conditions(a) != self.conditions(b))
    }

    /// The minutes of a day at which some window starts or ends, midnight among them.
    fn minutes_of_day(&self) -> Vec<u16> {
        let mut minutes = vec![0];
        for window in self.rules.iter().flat_map(|r| r.schedule.windows()) {
            minutes.extend([window.start(), window.end() % DAY_MINUTES]);
        }
        minutes.sort_unstable();
        minutes.dedup();
        minutes
    }

    /// The instants, other than those minutes, at which something may turn: a rule comes into
    /// force or expires, the clocks change.
    fn turning_instants(&self) -> Vec<Instant> {
        let rules = self
            .rules
            .iter()
            .flat_map(|r| std::iter::once(r.in_force.instant).chain(r.expires.map(|e| e.instant)));
        let clocks = self.engine.zone.transitions.iter().map(|t| Instant(t.at));
        let mut instants: Vec<Instant> = rules.chain(clocks).collect();
        instants.sort_unstable();
        instants.dedup();
        instants
    }

    /// What the schedules say of a day and the day before it, two bits a rule and day; `None`
    /// where there are too many rules to tell.
    fn signature(&self, date: Date) -> Option<u128> {
        if self.rules.len() > 32 {
            return None;
        }
        let calendar = &self.engine.calendar;
        let before = date.plus_days(-1);
        Some(self.rules.iter().fold(0, |bits, rule| {
            let yesterday = rule.schedule.day(before, calendar) as u128;
            let today = rule.schedule.day(date, calendar) as u128;
            bits << 4 | yesterday << 2 | today
        }))
    }

    /// The first later instant at which the answer differs, and the first at which it permits.
    fn changes(&self, at: Instant, now: Decision) -> (Option<Instant>, Option<Instant>) {
        let zone = &self.engine.zone;
        let horizon = Instant(at.0 + HORIZON_DAYS * DAY_SECONDS);
        let minutes = self.minutes_of_day();
        let turning = self.turning_instants();
        let permitted_now = self.verdict(now).permits();
        let mut until = None;
        // Days that went by without anything sought; a day alike brings nothing new.
        let mut quiet: Vec<u128> = Vec::new();
        let mut date = zone.local(at).date;
        loop {
            let day_starts = zone.instant(Local { date, second: 0 });
            if day_starts > horizon {
                return (until, None);
            }
            let next_day = zone.instant(Local {
                date: date.plus_days(1),
                second: 0,
            });
            let first = turning.partition_point(|i| *i < day_starts);
            let last = turning.partition_point(|i| *i < next_day);
            let signature = if first == last {
                self.signature(date)
            } else {
                None
            };
            if signature.is_none_or(|s| !quiet.contains(&s)) {
                let mut instants: Vec<Instant> = turning[first..last].to_vec();
                for minute in &minutes {
                    let local = Local {
                        date,
                        second: u32::from(*minute) * 60,
                    };
                    instants.push(zone.instant(local));
                    instants.extend(zone.second_instant(local));
                }
                instants.sort_unstable();
                let from = instants.partition_point(|i| *i <= at);
                for instant in &instants[from..] {
                    if *instant > horizon {
                        return (until, None);
                    }
                    let then = self.decide(&self.states(*instant));
                    if until.is_none() && self.differs(now, then) {
                        until = Some(*instant);
                        quiet.clear();
                        if permitted_now {
                            return (until, None);
                        }
                    }
                    if !permitted_now && self.verdict(then).permits() {
                        return (until, Some(*instant));
                    }
                }
                // The day of the question itself was seen only in part.
                match signature {
                    Some(signature) if from == 0 => quiet.push(signature),
                    Some(_) => {}
                    None => quiet.clear(),
                }
            }
            date = date.plus_days(1);
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
