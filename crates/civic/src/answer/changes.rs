//! When the answer changes: within a day, and day by day until something sought is found.

use super::here::Decision;
use super::holds::Days;
use super::{HORIZON_DAYS, Here, Segment};
use crate::RuleId;
use crate::time::{DAY_MINUTES, DAY_SECONDS, Date, Instant, Local};

/// One day, and the rules that decide on it or would, were its calendar published.
pub(crate) struct Decided {
    pub(crate) segments: Vec<Segment>,
    pub(crate) rules: Vec<RuleId>,
}

impl Here<'_> {
    /// The verdicts of a day, from midnight to midnight on the city's clocks.
    pub(crate) fn day(&self, date: Date) -> Decided {
        let zone = &self.engine.zone;
        let midnight = date.day_number() * DAY_SECONDS;
        let mut minutes = self.minutes.clone();
        for instant in &self.turning {
            let since = zone.local(*instant).local_seconds() - midnight;
            if (0..DAY_SECONDS).contains(&since) {
                // A turning point inside a minute shows at the next full one.
                minutes.push(u16::try_from((since + 59) / 60).unwrap_or(DAY_MINUTES));
            }
        }
        minutes.sort_unstable();
        minutes.dedup();
        minutes.retain(|m| *m < DAY_MINUTES);
        let days = Days::of(self, date);
        let mut segments: Vec<Segment> = Vec::new();
        let mut rules: Vec<RuleId> = Vec::new();
        for from in minutes {
            let at = zone.instant(Local {
                date,
                second: u32::from(from) * 60,
            });
            let states = self.states(at, &days);
            let decision = self.decide(&states);
            let open = match decision {
                Decision::Stale => self.open(&states, self.best(&states)).collect(),
                Decision::Rule(rule) => vec![rule],
                Decision::Silence => Vec::new(),
            };
            for rule in open {
                let id = &self.rules[rule].id;
                if !rules.contains(id) {
                    rules.push(id.clone());
                }
            }
            let verdict = self.verdict_of(decision);
            let conditions = self.conditions(decision);
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
        Decided { segments, rules }
    }

    /// What decides a day, where two days of the same key have the same verdicts; `None` where
    /// something turns within the day itself, or where there are too many rules to tell.
    pub(crate) fn key(&self, date: Date) -> Option<(usize, u128)> {
        let (first, last) = self.turning_on(date);
        (first == last)
            .then(|| Days::of(self, date).signature())
            .flatten()
            .map(|signature| (first, signature))
    }

    /// Which of the turning instants lie on a day.
    fn turning_on(&self, date: Date) -> (usize, usize) {
        let midnight = |date| self.engine.zone.instant(Local { date, second: 0 });
        let (starts, ends) = (midnight(date), midnight(date.plus_days(1)));
        (
            self.turning.partition_point(|i| *i < starts),
            self.turning.partition_point(|i| *i < ends),
        )
    }

    fn differs(&self, a: Decision, b: Decision) -> bool {
        a != b
            && (self.verdict_of(a) != self.verdict_of(b)
                || self.conditions(a) != self.conditions(b))
    }

    /// The first later instant at which the answer differs, and the first at which it permits.
    /// `days` is the day of the instant.
    pub(super) fn changes(
        &self,
        at: Instant,
        now: Decision,
        mut days: Days,
    ) -> (Option<Instant>, Option<Instant>) {
        let zone = &self.engine.zone;
        let horizon = Instant(at.0 + HORIZON_DAYS * DAY_SECONDS);
        let permitted_now = self.verdict_of(now).permits();
        let mut until = None;
        // Days that went by without anything sought; a day alike brings nothing new.
        let mut quiet: Vec<u128> = Vec::new();
        let (mut instants, mut states) = (Vec::new(), Vec::with_capacity(self.rules.len()));
        loop {
            let date = days.date;
            if zone.instant(Local { date, second: 0 }) > horizon {
                return (until, None);
            }
            let (first, last) = self.turning_on(date);
            let signature = if first == last {
                days.signature()
            } else {
                None
            };
            if signature.is_none_or(|s| !quiet.contains(&s)) {
                instants.clear();
                instants.extend_from_slice(&self.turning[first..last]);
                for minute in &self.minutes {
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
                    self.states_into(*instant, &days, &mut states);
                    let then = self.decide(&states);
                    if until.is_none() && self.differs(now, then) {
                        until = Some(*instant);
                        quiet.clear();
                        if permitted_now {
                            return (until, None);
                        }
                    }
                    if !permitted_now && self.verdict_of(then).permits() {
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
            days.advance(self);
        }
    }
}
