//! Silence: times at which no rule applies.
//!
//! Between the minutes at which some window starts or ends, a day is covered or it is not; each
//! such part is checked for all days at once.

use std::rc::Rc;

use civic::rules::{Rule, Schedule};
use civic::time::{DAY_MINUTES, DAY_SECONDS, Instant};

use super::days::{Bits, Days, Stretch};

/// Which moments of silence are sought.
#[derive(Clone, Copy)]
pub(crate) enum Wanted<'a> {
    /// The first.
    First,
    /// The first at which a window of this rule ends.
    JustAfter(&'a Rule),
}

/// Windows of one part of a day: the days on which they start, and how many days before.
type Covering = (Rc<Bits>, i64);

impl Days {
    /// The first instant of `[from, until)` at which none of the rules holds, nor may turn out to
    /// once the calendar of its year is published.
    pub(crate) fn silence(
        &self,
        rules: &[&Rule],
        from: Instant,
        until: Option<Instant>,
        wanted: Wanted<'_>,
    ) -> Option<Instant> {
        let within = |t: &Instant| *t > from && until.is_none_or(|until| *t < until);
        let turns = rules
            .iter()
            .flat_map(|r| std::iter::once(r.in_force.instant).chain(r.expires.map(|e| e.instant)));
        let mut starts: Vec<Instant> = turns.filter(within).chain([from]).collect();
        starts.sort_unstable();
        starts.dedup();
        starts.iter().enumerate().find_map(|(i, start)| {
            let end = starts.get(i + 1).copied().or(until);
            if end.is_some_and(|end| end <= *start) {
                return None;
            }
            let in_force: Vec<&Rule> = rules
                .iter()
                .filter(|r| r.in_force.instant <= *start)
                .filter(|r| r.expires.is_none_or(|e| *start < e.instant))
                .copied()
                .collect();
            if in_force.iter().any(|r| r.schedule == Schedule::default()) {
                return None;
            }
            let stretches = self.stretches(*start, end);
            stretches.iter().find_map(|stretch| {
                let moment = self.silent_part(&in_force, stretch, wanted)?;
                Some(Instant(moment - stretch.ahead))
            })
        })
    }

    /// The first silent moment of a stretch throughout which these rules are in force.
    fn silent_part(&self, rules: &[&Rule], stretch: &Stretch, wanted: Wanted<'_>) -> Option<i64> {
        let after = match wanted {
            Wanted::First => None,
            Wanted::JustAfter(rule) => Some(rule),
        };
        let mut minutes: Vec<u16> = rules
            .iter()
            .flat_map(|r| r.schedule.windows())
            .flat_map(|w| [w.start(), w.end() % DAY_MINUTES])
            .chain([0])
            .collect();
        minutes.sort_unstable();
        minutes.dedup();
        let ends = minutes.iter().skip(1).copied().chain([DAY_MINUTES]);
        let parts = minutes.iter().zip(ends).filter_map(|(start, end)| {
            let covering = self.covering(rules, |first, last| first <= *start && *start < last);
            let ended = after.map(|rule| self.covering(&[rule], |_, last| last == *start));
            if ended.as_ref().is_some_and(Vec::is_empty) {
                return None;
            }
            let (start, end) = (i64::from(*start) * 60, i64::from(end) * 60);
            let (mut day, latest) = stretch.days(self, start, end);
            if ended.is_some() && (self.first + day) * DAY_SECONDS + start < stretch.from {
                day += 1;
            }
            while day <= latest {
                let held = |windows: &[Covering]| {
                    windows
                        .iter()
                        .fold(0, |days, (bits, before)| days | bits.possible(day - before))
                };
                let silent = !held(&covering) & ended.as_ref().map_or(u64::MAX, |e| held(e));
                if silent != 0 {
                    day += i64::from(silent.trailing_zeros());
                    let moment = (self.first + day) * DAY_SECONDS + start;
                    return (day <= latest).then_some(moment.max(stretch.from));
                }
                day += 64;
            }
            None
        });
        parts.min()
    }

    /// The windows that fit, seen from the day itself and from the day after.
    fn covering(&self, rules: &[&Rule], fits: impl Fn(u16, u16) -> bool) -> Vec<Covering> {
        let mut covering = Vec::new();
        for rule in rules {
            for window in rule.schedule.windows() {
                if fits(window.start(), window.end()) {
                    covering.push((self.bits(&rule.schedule), 0));
                }
                // The part after midnight, on the day after; a window may end at midnight.
                if let Some(end) = window.end().checked_sub(DAY_MINUTES)
                    && fits(0, end)
                {
                    covering.push((self.bits(&rule.schedule), 1));
                }
            }
        }
        covering
    }
}
