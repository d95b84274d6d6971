//! When the answer changes: within a day, and day by day until something sought is found.

use super::day_plan::DayKey;
use crate::answer::day::Day;
use crate::answer::decision::Decision;

use super::{HORIZON_DAYS, RulesAtPlace, Segment};
use crate::RuleId;
use crate::rules::Rule;
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

impl RulesAtPlace<'_> {
    /// The verdicts of a day, from midnight to midnight on the city's clocks.
    pub(crate) fn day(&self, date: Date) -> Decided {
        let zone = &self.engine.zone;
        let midnight = date.day_number() * DAY_SECONDS;
        let mut minutes = self.prepared.minutes.clone();
        for instant in &self.prepared.turning {
            let since = zone.local(*instant).local_seconds() - midnight;
            if (0..DAY_SECONDS).contains(&since) {
                // A turning point inside a minute shows at the next full one.
                minutes.push(u16::try_from((since + 59) / 60).unwrap_or(DAY_MINUTES));
            }
        }
        minutes.sort_unstable();
        minutes.dedup();
        minutes.retain(|m| *m < DAY_MINUTES);
        let day = Day::of(self, date);
        let mut segments: Vec<Segment> = Vec::new();
        let mut rules: Vec<RuleId> = Vec::new();
        for from in minutes {
            let second = u32::from(from) * 60;
            let at = zone.instant(Local { date, second });
            // Where the clocks jump over it, they show another.
            let states = self.states(at, zone.local(at).second, &day);
            let decision = self.decide(&states);
            let open = match decision {
                Decision::Stale => self.open(&states, self.best(&states)).collect(),
                Decision::Rule(rule) => vec![rule],
                Decision::Silence => Vec::new(),
            };
            for rule in open {
                let id = &self.rule(rule).id;
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

    /// What decides a day.
    pub(crate) fn key(&self, date: Date) -> DayKey {
        Day::of(self, date).key()
    }

    /// How long days go on, as far as nothing turns, as in a run of so many days, the last of
    /// which is given.
    fn again(&self, day: &Day, run: i64) -> Again {
        if run < 1 {
            return Again::Unknown;
        }
        let (last, run) = (day.date, run.min(7));
        // The first of them hears of the windows that began on the day before.
        let before = last.plus_days(-run);
        let mut first: Option<Date> = None;
        let in_force = |rule: &&Rule| {
            rule.in_force.instant < day.ends && rule.expires.is_none_or(|e| e.instant > day.starts)
        };
        for rule in self.rules().filter(in_force) {
            let (period, until) = rule.schedule.course(before, &self.engine.calendar);
            if period > run || until.is_some_and(|until| until <= last) {
                return Again::Unknown;
            }
            first = first.into_iter().chain(until).min();
        }
        first.map_or(Again::Always, Again::Until)
    }

    /// The first later instant at which the answer differs, and the first at which it permits.
    /// `day` is the day of the instant.
    pub(super) fn changes(
        &self,
        at: Instant,
        now: Decision,
        mut day: Day,
    ) -> (Option<Instant>, Option<Instant>) {
        let horizon = Instant(at.0 + HORIZON_DAYS * DAY_SECONDS);
        let permitted_now = self.verdict_of(now).permits();
        let mut until = None;
        let mut quiet_days = 0_i64;
        // The last day that went by from midnight to midnight without anything sought.
        let mut quiet: Option<DayKey> = None;
        while day.starts <= horizon {
            // The day of the question itself is seen only in part.
            quiet_days += i64::from(day.starts > at);
            let key = day.key();
            let alike = quiet.as_ref() == Some(&key);
            let plan = (!alike).then(|| self.plan(&day));
            let turns = plan.iter().flat_map(|plan| plan.after(day.since(at)));
            for (since, then) in turns {
                let instant = Instant(day.starts.0 + since);
                if instant > horizon {
                    return (until, None);
                }
                if until.is_none() && self.differs(now, then) {
                    until = Some(instant);
                    quiet_days = i64::from(day.starts > at);
                    if permitted_now {
                        return (until, None);
                    }
                }
                if !permitted_now && self.verdict_of(then).permits() {
                    return (until, Some(instant));
                }
            }
            if !day.turning.is_empty() {
                quiet_days = 0;
            }
            quiet = (day.starts > at).then_some(key);
            let other = match self.again(&day, quiet_days) {
                Again::Unknown => {
                    day = day.next(self);
                    continue;
                }
                Again::Until(other) => Some(other),
                Again::Always => None,
            };
            // Everything came once: until then, or until something turns, it comes again.
            let turning = self.prepared.turning.get(day.turning.end);
            let turning = turning.map(|i| self.engine.zone.local(*i).date);
            let Some(next) = turning.into_iter().chain(other).min() else {
                return (until, None);
            };
            day = Day::of(self, next.max(day.date.next()));
            quiet_days = 0;
        }
        (until, None)
    }
}
