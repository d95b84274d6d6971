//! What decides over a stretch of days: the same engine, asked at every instant at which its
//! answer may turn.

use super::{Engine, RulesAtPlace, Verdict};
use crate::answer::day::Day;
use crate::answer::decision::Decision;
use crate::rules::Rule;
use crate::time::{Date, Instant, Local};
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
        let mut day = Day::of(&here, from);
        while day.date < until {
            let plan = here.plan(&day);
            let turn = |(since, decision)| (Instant(day.starts.0 + since), decision);
            turns.extend(plan.after(-1).map(turn));
            day = day.next(&here);
        }
        turns.dedup_by(|later, earlier| later.1 == earlier.1);
        let end = self.zone.instant(Local {
            date: until,
            second: 0,
        });
        Some(here.named(&turns, end))
    }
}

impl<'a> RulesAtPlace<'a> {
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
