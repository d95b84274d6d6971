//! The decisions over a range of days, as spans with one decision each.

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
    /// The deciding rule; `None` if no published rule applies or a calendar is missing.
    pub rule: Option<&'a Rule>,
}

impl Engine {
    /// The decisions of the days `[from, until)`, in order and without gaps; `None` if the engine
    /// does not know the place.
    pub fn spans(
        &self,
        place: &PlaceId,
        goods: &GoodsId,
        from: Date,
        until: Date,
    ) -> Option<Vec<Span<'_>>> {
        let rules = self.rules_at(place, goods)?;
        let mut changes: Vec<(Instant, Decision)> = Vec::new();
        let mut day = Day::of(&rules, from);
        while day.date < until {
            let plan = rules.plan(&day);
            let at_instant = |(since, decision)| (Instant(day.starts.0 + since), decision);
            changes.extend(plan.after(-1).map(at_instant));
            day = day.next(&rules);
        }
        changes.dedup_by(|later, earlier| later.1 == earlier.1);
        let end = self.zone.instant(Local {
            date: until,
            second: 0,
        });
        Some(rules.spans_of(&changes, end))
    }
}

impl<'a> RulesAtPlace<'a> {
    fn spans_of(&self, changes: &[(Instant, Decision)], end: Instant) -> Vec<Span<'a>> {
        let ends = changes.iter().skip(1).map(|(at, _)| *at).chain([end]);
        changes
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
