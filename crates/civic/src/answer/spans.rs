//! What decides over a stretch of days: the same engine, asked at every instant at which its
//! answer may turn.

use std::collections::BTreeMap;

use super::{Candidates, Decision, Engine, Verdict};
use crate::rule::Rule;
use crate::time::{DAY_SECONDS, Date, Instant, Local};
use crate::{GoodsId, PlaceId};

/// A span of time with one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
    /// The verdict throughout.
    pub verdict: Verdict,
    /// The rule that wins; `None` where nothing is published or a calendar is missing.
    pub rule: Option<&'a Rule>,
}

impl Engine {
    /// What decides from the midnight that begins `from` to the one that begins `until`, without
    /// gaps and in order; `None` where the place is not one of this engine's.
    pub fn spans(
        &self,
        place: &PlaceId,
        goods: &GoodsId,
        from: Date,
        until: Date,
    ) -> Option<Vec<Span<'_>>> {
        let candidates = self.candidates(place, goods)?;
        let mut turns: Vec<(Instant, Decision)> = Vec::new();
        // Days whose schedules say the same take their decisions at the same minutes.
        let mut known: BTreeMap<u128, Vec<(i64, Decision)>> = BTreeMap::new();
        let turning = candidates.turning_instants();
        let minutes = candidates.minutes_of_day();
        let midnight = |date| self.zone.instant(Local { date, second: 0 });
        let mut date = from;
        while date < until {
            let (start, next) = (midnight(date), midnight(date.plus_days(1)));
            let first = turning.partition_point(|i| *i < start);
            let last = turning.partition_point(|i| *i < next);
            let signature = (first == last && next.0 - start.0 == DAY_SECONDS)
                .then(|| candidates.signature(date))
                .flatten();
            // From here on other rules are in force, and days alike in their schedules are not.
            if signature.is_none() {
                known.clear();
            }
            if let Some(day) = signature.and_then(|s| known.get(&s)) {
                turns.extend(day.iter().map(|(since, d)| (Instant(start.0 + since), *d)));
            } else {
                let mut instants = turning[first..last].to_vec();
                for minute in &minutes {
                    let local = Local {
                        date,
                        second: u32::from(*minute) * 60,
                    };
                    instants.push(self.zone.instant(local));
                    instants.extend(self.zone.second_instant(local));
                }
                instants.retain(|i| start <= *i && *i < next);
                instants.sort_unstable();
                instants.dedup();
                let day: Vec<(i64, Decision)> = instants
                    .iter()
                    .map(|i| (i.0 - start.0, candidates.decide(&candidates.states(*i))))
                    .collect();
                turns.extend(day.iter().map(|(since, d)| (Instant(start.0 + since), *d)));
                if let Some(signature) = signature {
                    known.insert(signature, day);
                }
            }
            date = date.plus_days(1);
        }
        turns.dedup_by(|later, earlier| later.1 == earlier.1);
        Some(candidates.named(&turns, midnight(until)))
    }
}

impl<'a> Candidates<'a> {
    fn named(&self, turns: &[(Instant, Decision)], end: Instant) -> Vec<Span<'a>> {
        let ends = turns.iter().skip(1).map(|(at, _)| *at).chain([end]);
        turns
            .iter()
            .zip(ends)
            .map(|((from, decision), until)| Span {
                from: *from,
                until,
                verdict: self.verdict(*decision),
                rule: match decision {
                    Decision::Rule(i) => self.rules.get(*i).copied(),
                    Decision::Silence | Decision::Stale => None,
                },
            })
            .collect()
    }
}
