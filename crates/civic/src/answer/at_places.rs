//! What holds at many places at once for one kind of goods, as a list of streets shows it.

use std::collections::BTreeMap;

use super::{Engine, Segment, Verdict};
use crate::published::PlaceShard;
use crate::time::{Calendar, Instant, Timestamp, Zone};
use crate::{GoodsId, PlaceId};

/// What holds at a place at an instant, and on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtPlace {
    /// The verdict.
    pub verdict: Verdict,
    /// The earliest later instant at which it differs; `None` if nothing changes within the horizon.
    pub until: Option<Timestamp>,
    /// The verdicts of the whole day.
    pub segments: Vec<Segment>,
}

/// What holds at each place of these shards; a place may be in more than one of them.
pub fn at_places<'a>(
    shards: impl IntoIterator<Item = &'a PlaceShard>,
    (calendar, zone): (&Calendar, &Zone),
    goods: &GoodsId,
    at: Instant,
) -> BTreeMap<PlaceId, AtPlace> {
    let date = zone.local(at).date;
    let mut found = BTreeMap::new();
    for shard in shards {
        let engine = Engine::new(&shard.places, &shard.rules, calendar, zone);
        for place in &shard.places {
            if found.contains_key(&place.id) {
                continue;
            }
            let Some(rules) = engine.rules_at(&place.id, goods) else {
                continue;
            };
            let state = rules.state(at);
            let at_place = AtPlace {
                verdict: state.verdict,
                until: state.until.map(|until| zone.timestamp(until)),
                segments: rules.day(date).segments,
            };
            found.insert(place.id.clone(), at_place);
        }
    }
    found
}
