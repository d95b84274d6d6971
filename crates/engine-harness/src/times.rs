//! When each rule holds by itself, next to its `opening_hours` expression, so that an independent
//! evaluator of the notation can be compared with the engine.

use std::collections::BTreeMap;

use civic::answer::{Engine, Verdict};
use civic::rules::{Rule, Scope, opening_hours};
use civic::time::{DAY_MINUTES, DAY_SECONDS, Date, Instant, Timestamp};
use civic::{GoodsId, RuleId};
use serde::Serialize;

use crate::harness::{HarnessError, Published};

/// The output for one rule.
#[derive(Serialize)]
struct RuleTimes<'a> {
    rule: &'a RuleId,
    expression: Option<String>,
    /// The code of what cannot be expressed.
    inexpressible: Option<&'static str>,
    /// The spans in which it holds, in minutes since the first midnight.
    holds: Vec<(i64, i64)>,
    /// The spans in which that depends on a missing calendar.
    unknown: Vec<(i64, i64)>,
}

/// One line of JSON per rule: its expression, and when its schedule holds according to the engine
/// in the `days` days from `from`, as if it were in force throughout.
pub fn rule_times(published: &Published, from: Date, days: i64) -> Result<String, HarnessError> {
    let rules: BTreeMap<&RuleId, &Rule> = published
        .shards
        .iter()
        .flat_map(|shard| &shard.rules)
        .map(|rule| (&rule.id, rule))
        .collect();
    let places = published.shards.iter().flat_map(|shard| &shard.places);
    let Some(place) = places.clone().next() else {
        return Ok(String::new());
    };
    let goods = GoodsId::from("any");
    let mut out = String::new();
    for (id, rule) in rules {
        let alone = Rule {
            scope: Scope::City,
            goods: civic::rules::GoodsSet::All,
            in_force: Timestamp {
                instant: Instant((from.day_number() - 2) * DAY_SECONDS),
                offset_minutes: 0,
            },
            expires: None,
            ..rule.clone()
        };
        let engine = Engine::new(
            std::slice::from_ref(place),
            &[alone],
            &published.city.calendar,
            &published.zone,
        );
        let (mut holds, mut unknown) = (Vec::new(), Vec::new());
        for day in 0..days {
            let midnight = day * i64::from(DAY_MINUTES);
            let segments = engine.day(&place.id, &goods, from.plus_days(day));
            for segment in segments.into_iter().flatten() {
                let spans = match segment.verdict {
                    Verdict::NoPublishedRule => continue,
                    Verdict::Stale => &mut unknown,
                    _ => &mut holds,
                };
                let at = |minute: u16| midnight + i64::from(minute);
                add(spans, at(segment.from), at(segment.until));
            }
        }
        let exported = opening_hours::export(&rule.schedule);
        let line = RuleTimes {
            rule: id,
            inexpressible: exported
                .as_ref()
                .err()
                .map(opening_hours::Inexpressible::code),
            expression: exported.ok(),
            holds,
            unknown,
        };
        out.push_str(&serde_json::to_string(&line).map_err(HarnessError::Answer)?);
        out.push('\n');
    }
    Ok(out)
}

pub(crate) fn add(spans: &mut Vec<(i64, i64)>, from: i64, until: i64) {
    match spans.last_mut() {
        Some(last) if last.1 == from => last.1 = until,
        _ => spans.push((from, until)),
    }
}
