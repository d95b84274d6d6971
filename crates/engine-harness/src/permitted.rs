//! When each kind of goods is permitted at each place, asked day by day: what a calendar file must
//! say, by another way than the one it was made.

use std::collections::BTreeMap;

use civic::answer::Engine;
use civic::time::{DAY_MINUTES, Date};
use civic::{GoodsId, PlaceId, RuleId};
use serde::Serialize;

use crate::harness::{HarnessError, Published};
use crate::times;

/// One place and goods that all its rules treat alike.
#[derive(Serialize)]
struct PermittedTimes<'a> {
    place: &'a PlaceId,
    goods: Vec<&'a GoodsId>,
    /// Minutes since the first midnight at which it begins and ceases to be permitted.
    permitted: Vec<(i64, i64)>,
}

/// A line of JSON for each place and goods.
pub fn permitted_times(
    published: &Published,
    from: Date,
    days: i64,
) -> Result<String, HarnessError> {
    let calendar = &published.city.calendar;
    let mut out = String::new();
    for shard in &published.shards {
        for place in &shard.places {
            let here: Vec<_> = shard
                .rules
                .iter()
                .filter(|r| r.scope.holds(place))
                .cloned()
                .collect();
            let engine = Engine::new(
                std::slice::from_ref(place),
                &here,
                calendar,
                &published.zone,
            );
            let mut alike: BTreeMap<Vec<&RuleId>, Vec<&GoodsId>> = BTreeMap::new();
            for goods in &published.city.goods {
                let of = here.iter().filter(|r| r.goods.holds(&goods.id));
                let rules = of.map(|r| &r.id).collect();
                alike.entry(rules).or_default().push(&goods.id);
            }
            for goods in alike.into_values() {
                let mut permitted = Vec::new();
                for day in 0..days {
                    let segments = engine.day(&place.id, goods[0], from.plus_days(day));
                    let held = segments.into_iter().flatten();
                    for segment in held.filter(|s| s.verdict.permits()) {
                        let at = |minute: u16| day * i64::from(DAY_MINUTES) + i64::from(minute);
                        times::add(&mut permitted, at(segment.from), at(segment.until));
                    }
                }
                let line = PermittedTimes {
                    place: &place.id,
                    goods,
                    permitted,
                };
                out.push_str(&serde_json::to_string(&line).map_err(HarnessError::Answer)?);
                out.push('\n');
            }
        }
    }
    Ok(out)
}
