//! When each kind of goods is permitted at each place, computed day by day: an independent check of
//! the published calendar files.

use std::collections::BTreeMap;

use civic::answer::{Engine, Question, Segment};
use civic::time::{DAY_MINUTES, Date, Local};
use civic::{GoodsId, PlaceId, RuleId};
use serde::Serialize;

use crate::harness::{HarnessError, Published};
use crate::times;

/// One place and the goods to which the same of its rules apply.
#[derive(Serialize)]
struct PermittedTimes<'a> {
    place: &'a PlaceId,
    goods: Vec<&'a GoodsId>,
    /// The permitted spans, in minutes since the first midnight.
    permitted: Vec<(i64, i64)>,
}

/// One line of JSON per place and group of goods, for `days` days from `from`.
pub fn permitted_times(
    published: &Published,
    from: Date,
    days: i64,
) -> Result<String, HarnessError> {
    let calendar = &published.city.calendar;
    let mut out = String::new();
    for shard in &published.shards {
        for place in &shard.places {
            let rules: Vec<_> = shard
                .rules
                .iter()
                .filter(|r| r.scope.holds(place))
                .cloned()
                .collect();
            let engine = Engine::new(
                std::slice::from_ref(place),
                &rules,
                calendar,
                &published.zone,
            );
            let mut groups: BTreeMap<Vec<&RuleId>, Vec<&GoodsId>> = BTreeMap::new();
            for goods in &published.city.goods {
                let applicable = rules.iter().filter(|r| r.goods.holds(&goods.id));
                let ids = applicable.map(|r| &r.id).collect();
                groups.entry(ids).or_default().push(&goods.id);
            }
            for goods in groups.into_values() {
                let mut permitted = Vec::new();
                for day in 0..days {
                    let date = from.plus_days(day);
                    let segments = engine.day(&place.id, goods[0], date);
                    let segments = segments.into_iter().flatten();
                    // Times that depend on a calendar still to come are in no calendar file.
                    let is_pending = |minute: u16| {
                        let at = Local {
                            date,
                            second: u32::from(minute) * 60,
                        };
                        let answer = engine.answer(&Question {
                            place: place.id.clone(),
                            goods: goods[0].clone(),
                            at: published.zone.instant(at),
                        });
                        answer.is_some_and(|answer| answer.calendar_pending)
                    };
                    let is_known = calendar.day_type(date).is_some();
                    let counts =
                        |s: &Segment| s.verdict.permits() && (is_known || !is_pending(s.from));
                    for segment in segments.filter(counts) {
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
