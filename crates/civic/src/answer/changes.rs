//! When the answer changes: within a day ([`RulesAtPlace::day`]), and day by day until the next
//! change and the next permission are found ([`RulesAtPlace::changes`]).

use super::day_plan::DayKey;
use super::{HORIZON_DAYS, RulesAtPlace, Segment};
use crate::RuleId;
use crate::answer::day::Day;
use crate::answer::decision::Decision;
use crate::rules::Rule;
use crate::time::{DAY_MINUTES, DAY_SECONDS, Date, Instant, Local};

/// The segments of one day, and the rules that decide on it or would decide if its calendar were
/// published.
pub(crate) struct Decided {
    pub(crate) segments: Vec<Segment>,
    pub(crate) rules: Vec<RuleId>,
}

/// For how long the days of the preceding run repeat.
enum Repetition {
    /// The run is too short to tell.
    Unknown,
    /// Until this day, which may differ.
    Until(Date),
    /// Up to the next breakpoint.
    Forever,
}

impl RulesAtPlace<'_> {
    /// The verdicts of a day, from midnight to midnight in the city's local time.
    pub(crate) fn day(&self, date: Date) -> Decided {
        let zone = &self.engine.zone;
        let midnight = date.day_number() * DAY_SECONDS;
        let mut minutes = self.prepared.minutes.clone();
        for instant in &self.prepared.breakpoints {
            let offset = zone.local(*instant).local_seconds() - midnight;
            if (0..DAY_SECONDS).contains(&offset) {
                // A breakpoint within a minute takes effect at the next full minute.
                minutes.push(u16::try_from((offset + 59) / 60).unwrap_or(DAY_MINUTES));
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
            // If a clock change skips this time, the local time differs from `second`.
            let cases = self.cases(at, zone.local(at).second, &day);
            let winners = self.winners(&cases);
            let decision = self.decide(&cases, &winners);
            for rule in winners.iter().flatten() {
                let id = &self.rule(*rule).id;
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

    /// What determines the decisions of a day.
    pub(crate) fn key(&self, date: Date) -> DayKey {
        Day::of(self, date).key()
    }

    /// For how long, breakpoints aside, the days repeat those of the run of `run` days that ends
    /// with `day`.
    fn repetition(&self, day: &Day, run: i64) -> Repetition {
        if run < 1 {
            return Repetition::Unknown;
        }
        let (last, run) = (day.date, run.min(7));
        // Windows that start on the day before the run reach into its first day.
        let before = last.plus_days(-run);
        let mut first: Option<Date> = None;
        let in_force = |rule: &&Rule| {
            rule.in_force.instant < day.ends && rule.expires.is_none_or(|e| e.instant > day.starts)
        };
        for rule in self.rules().filter(in_force) {
            let (period, until) = rule.schedule.recurrence(before, &self.engine.calendar);
            if period > run || until.is_some_and(|until| until <= last) {
                return Repetition::Unknown;
            }
            first = first.into_iter().chain(until).min();
        }
        first.map_or(Repetition::Forever, Repetition::Until)
    }

    /// The first later instant at which the answer differs, and the first at which it permits.
    /// `day` is the day of `at`.
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
        // The last whole day in which nothing was found.
        let mut quiet: Option<DayKey> = None;
        while day.starts <= horizon {
            // The day of the question counts only in part.
            quiet_days += i64::from(day.starts > at);
            let key = day.key();
            let known = quiet.as_ref() == Some(&key);
            let plan = (!known).then(|| self.plan(&day));
            let changes = plan.iter().flat_map(|plan| plan.after(day.since(at)));
            for (offset, then) in changes {
                let instant = Instant(day.starts.0 + offset);
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
            if !day.breakpoints.is_empty() {
                quiet_days = 0;
            }
            quiet = (day.starts > at).then_some(key);
            let irregular = match self.repetition(&day, quiet_days) {
                Repetition::Unknown => {
                    day = day.next(self);
                    continue;
                }
                Repetition::Until(date) => Some(date),
                Repetition::Forever => None,
            };
            // Every kind of day has been seen: skip to the next breakpoint or irregular day.
            let breakpoint = self.prepared.breakpoints.get(day.breakpoints.end);
            let breakpoint = breakpoint.map(|i| self.engine.zone.local(*i).date);
            let Some(next) = breakpoint.into_iter().chain(irregular).min() else {
                return (until, None);
            };
            day = Day::of(self, next.max(day.date.next()));
            quiet_days = 0;
        }
        (until, None)
    }
}
