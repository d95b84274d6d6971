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

/// How long days go on as they went.
enum Again {
    /// They went so for too short a time to tell.
    Unknown,
    /// Until this day, which need not be like one of them.
    Until(Date),
    /// As long as nothing turns.
    Always,
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
            let second = u32::from(from) * 60;
            let at = zone.instant(Local { date, second });
            // Where the clocks jump over it, they show another.
            let states = self.states(at, zone.local(at).second, &days);
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
        self.turning_in(self.midnight(date), self.midnight(date.plus_days(1)))
    }

    fn turning_in(&self, starts: Instant, ends: Instant) -> (usize, usize) {
        let first = self.turning.partition_point(|i| *i < starts);
        let then = &self.turning[first..];
        (first, first + then.partition_point(|i| *i < ends))
    }

    fn midnight(&self, date: Date) -> Instant {
        self.engine.zone.instant(Local { date, second: 0 })
    }

    /// The instants of a day at which the answer may differ, each with the second that the clocks
    /// show, in order.
    pub(super) fn moments(&self, date: Date, turning: &[Instant], into: &mut Vec<(Instant, u32)>) {
        let zone = &self.engine.zone;
        into.clear();
        if turning.is_empty() {
            // The clocks go evenly, and counting from midnight is far quicker than asking them.
            let midnight = self.midnight(date);
            into.extend(self.minutes.iter().map(|minute| {
                let second = u32::from(*minute) * 60;
                (Instant(midnight.0 + i64::from(second)), second)
            }));
            return;
        }
        let told = |instant: Instant| (instant, zone.local(instant).second);
        into.extend(turning.iter().copied().map(told));
        for minute in &self.minutes {
            let local = Local {
                date,
                second: u32::from(*minute) * 60,
            };
            into.push(told(zone.instant(local)));
            into.extend(zone.second_instant(local).map(told));
        }
        into.sort_unstable();
    }

    /// How long days go on as in a run of so many days, the last of which is given.
    fn again(&self, last: Date, run: i64) -> Again {
        let run = run.min(7);
        // The first of them hears of the windows that began on the day before.
        let before = last.plus_days(-run);
        let mut first: Option<Date> = None;
        for rule in &self.rules {
            let Some((period, until)) = rule.schedule.course(before) else {
                return Again::Unknown;
            };
            if period > run || until.is_some_and(|until| until <= last) {
                return Again::Unknown;
            }
            first = first.into_iter().chain(until).min();
        }
        match first {
            _ if run < 1 => Again::Unknown,
            Some(first) => Again::Until(first),
            None => Again::Always,
        }
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
        let mut quiet_days = 0_i64;
        let (mut moments, mut states) = (Vec::new(), Vec::with_capacity(self.rules.len()));
        let mut starts = self.midnight(days.date);
        while starts <= horizon {
            let date = days.date;
            let ends = self.midnight(date.plus_days(1));
            let (first, last) = self.turning_in(starts, ends);
            let even = first == last;
            // What comes again each week needs no keeping in mind.
            let signature = if even && self.period.is_none() {
                days.signature()
            } else {
                None
            };
            if signature.is_none_or(|s| !quiet.contains(&s)) {
                self.moments(date, &self.turning[first..last], &mut moments);
                let from = moments.partition_point(|(i, _)| *i <= at);
                for (instant, second) in &moments[from..] {
                    if *instant > horizon {
                        return (until, None);
                    }
                    self.states_into(*instant, *second, &days, &mut states);
                    let then = self.decide(&states);
                    if until.is_none() && self.differs(now, then) {
                        until = Some(*instant);
                        quiet.clear();
                        quiet_days = 0;
                        if permitted_now {
                            return (until, None);
                        }
                    }
                    if !permitted_now && self.verdict_of(then).permits() {
                        return (until, Some(*instant));
                    }
                }
                // The day of the question itself was seen only in part.
                if from == 0 {
                    quiet_days += 1;
                    quiet.extend(signature);
                }
            }
            if !even {
                quiet.clear();
                quiet_days = 0;
            }
            let again = if self.period.is_none_or(|period| quiet_days >= period) {
                self.again(date, quiet_days)
            } else {
                Again::Unknown
            };
            let other = match again {
                Again::Unknown => {
                    days.advance(self);
                    starts = ends;
                    continue;
                }
                Again::Until(other) => Some(other),
                Again::Always => None,
            };
            // Everything came once: until then, or until something turns, it comes again.
            let turning = self.turning.get(last).map(|i| zone.local(*i).date);
            let Some(next) = turning.into_iter().chain(other).min() else {
                return (until, None);
            };
            let next = next.max(date.plus_days(1));
            days = Days::of(self, next);
            starts = self.midnight(next);
            quiet_days = 0;
        }
        (until, None)
    }
}
