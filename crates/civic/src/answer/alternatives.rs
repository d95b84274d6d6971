//! Alternatives: where else or when else the goods may be sold, offered if the answer is no.

use std::collections::BTreeSet;

use crate::answer::{Answer, Engine, Question, Verdict};
use crate::places::locate::metres_to;
use crate::places::{LonLat, PlaceSummary};
use crate::published::PlaceShard;
use crate::published::surroundings::{Reader, search};
use crate::time::Timestamp;

/// The maximum number of alternatives offered.
pub const MAX_ALTERNATIVES: usize = 3;

/// Another place or another time at which the same goods may be sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// The same goods here, at another time 换个时间.
    AnotherTime {
        /// The first instant.
        from: Timestamp,
        /// The first instant after it; `None` if nothing changes within the horizon.
        until: Option<Timestamp>,
        /// Permitted, or permitted under conditions.
        verdict: Verdict,
    },
    /// The same goods at the same time, nearby 附近.
    Nearby {
        /// Where.
        place: Box<PlaceSummary>,
        /// The estimated walking distance, in metres.
        walk_metres: u32,
        /// The first instant after it; `None` if nothing changes within the horizon.
        until: Option<Timestamp>,
        /// Permitted, or permitted under conditions.
        verdict: Verdict,
    },
}

/// The published places around the user.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The position of the user.
    pub from: LonLat,
    /// The search radius, in metres as the crow flies. The shards contain every place published
    /// within it.
    pub metres: u32,
    /// The shards, in any order; a place may be in more than one of them.
    pub shards: &'a [&'a PlaceShard],
}

/// Estimates the walking distance, in metres, from the straight-line distance. In cities the way
/// through the streets is on average about 30 % longer than the straight line.
pub fn walk_metres(straight: u32) -> u32 {
    straight.saturating_mul(13) / 10
}

/// The minutes it takes to walk so many metres with a cart: 70 metres a minute, rounded up.
pub fn walk_minutes(metres: u32) -> u32 {
    metres.div_ceil(70).max(1)
}

/// The alternatives to an answer that does not permit, at most [`MAX_ALTERNATIVES`]: another time
/// at the same place first, then nearby places, nearest first. Empty if the answer permits.
pub fn alternatives(
    engine: &Engine,
    question: &Question,
    answer: &Answer,
    around: Option<Around<'_>>,
) -> Vec<Alternative> {
    if answer.verdict.permits() {
        return Vec::new();
    }
    let mut found: Vec<Alternative> = another_time(engine, question, answer).into_iter().collect();
    if let Some(around) = around {
        let limit = MAX_ALTERNATIVES - found.len();
        found.extend(nearby(engine, question, around, limit));
    }
    found
}

/// The alternatives to an answer that does not permit, with nearby places from the published files
/// around the user, and how far was looked, in metres: nothing is known of what lies beyond.
///
/// # Errors
///
/// If a file cannot be read.
pub async fn find<R: Reader>(
    reader: &R,
    engine: &Engine,
    question: &Question,
    answer: &Answer,
    from: LonLat,
) -> Result<(Vec<Alternative>, u32), R::Error> {
    let mut found = alternatives(engine, question, answer, None);
    let looked = search(reader, from, |shards, metres| {
        let shards: Vec<&PlaceShard> = shards.iter().map(|s| &**s).collect();
        let around = Around {
            from,
            metres,
            shards: &shards,
        };
        found = alternatives(engine, question, answer, Some(around));
        found.len() == MAX_ALTERNATIVES
    })
    .await?;
    Ok((found, looked))
}

fn another_time(engine: &Engine, question: &Question, answer: &Answer) -> Option<Alternative> {
    let from = answer.next_permitted?;
    let state = engine
        .rules_at(&question.place, &question.goods)?
        .state(from.instant);
    Some(Alternative::AnotherTime {
        from,
        until: state.until.map(|i| engine.zone().timestamp(i)),
        verdict: state.verdict,
    })
}

fn nearby(
    engine: &Engine,
    question: &Question,
    around: Around<'_>,
    limit: usize,
) -> Vec<Alternative> {
    let (calendar, zone) = (engine.calendar(), engine.zone());
    let mut seen = BTreeSet::from([&question.place]);
    let mut places = Vec::new();
    for (file, shard) in around.shards.iter().enumerate() {
        for place in &shard.places {
            let metres = place
                .geometry
                .as_ref()
                .and_then(|g| metres_to(g, around.from));
            if let Some(metres) = metres.filter(|m| *m <= around.metres)
                && seen.insert(&place.id)
            {
                places.push((metres, place, file));
            }
        }
    }
    places.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    // One engine per shard, built only for the shards that are reached.
    let mut engines: Vec<Option<Engine>> = around.shards.iter().map(|_| None).collect();
    let mut found = Vec::new();
    for (metres, place, file) in places {
        if found.len() == limit {
            break;
        }
        let shard = around.shards[file];
        let engine = engines[file]
            .get_or_insert_with(|| Engine::new(&shard.places, &shard.rules, calendar, zone));
        let Some(rules) = engine.rules_at(&place.id, &question.goods) else {
            continue;
        };
        if rules.verdict(question.at).permits() {
            let state = rules.state(question.at);
            found.push(Alternative::Nearby {
                place: Box::new(PlaceSummary::from(place)),
                walk_metres: walk_metres(metres),
                until: state.until.map(|i| zone.timestamp(i)),
                verdict: state.verdict,
            });
        }
    }
    found
}
