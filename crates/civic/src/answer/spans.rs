//! What decides over a stretch of days: the same engine, asked at every instant at which its
//! answer may turn.

use std::collections::BTreeMap;

use super::here::Decision;
use super::holds::Days;
use super::{Engine, Here, Verdict};
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
        let here = self.here(place, goods)?;
        let mut turns: Vec<(Instant, Decision)> = Vec::new();
        // Days whose schedules say the same take their decisions at the same minutes.
        let mut known: BTreeMap<u128, Vec<(i64, Decision)>> = BTreeMap::new();
        let midnight = |date| self.zone.instant(Local { date, second: 0 });
        let mut moments = Vec::new();
        let mut days = Days::of(&here, from);
        while days.date < until {
            let date = days.date;
            let (start, next) = (midnight(date), midnight(date.plus_days(1)));
            let first = here.turning.partition_point(|i| *i < start);
            let last = here.turning.partition_point(|i| *i < next);
            let signature = (first == last && next.0 - start.0 == DAY_SECONDS)
                .then(|| days.signature())
                .flatten();
            // From here on other rules are in force, and days alike in their schedules are not.
            if signature.is_none() {
                known.clear();
            }
            if let Some(day) = signature.and_then(|s| known.get(&s)) {
                turns.extend(day.iter().map(|(since, d)| (Instant(start.0 + since), *d)));
            } else {
                here.moments(date, &here.turning[first..last], &mut moments);
                moments.retain(|(i, _)| start <= *i && *i < next);
                moments.dedup();
                let decided = |(i, second): &(Instant, u32)| {
                    let states = here.states(*i, *second, &days);
                    (i.0 - start.0, here.decide(&states))
                };
                let day: Vec<(i64, Decision)> = moments.iter().map(decided).collect();
                turns.extend(day.iter().map(|(since, d)| (Instant(start.0 + since), *d)));
                if let Some(signature) = signature {
                    known.insert(signature, day);
                }
            }
            days.advance(&here);
        }
        turns.dedup_by(|later, earlier| later.1 == earlier.1);
        Some(here.named(&turns, midnight(until)))
    }
}

impl<'a> Here<'a> {
    fn named(&self, turns: &[(Instant, Decision)], end: Instant) -> Vec<Span<'a>> {
        let ends = turns.iter().skip(1).map(|(at, _)| *at).chain([end]);
        turns
            .iter()
            .zip(ends)
            .map(|((from, decision), until)| Span {
                from: *from,
                until,
                verdict: self.verdict_of(*decision),
                rule: self.winner(*decision),
            })
            .collect()
    }
}
