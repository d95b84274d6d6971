//! Where else, or when else: what to offer where the answer is no.

use crate::places::PlaceSummary;
use std::collections::BTreeSet;

use crate::answer::{Answer, Engine, Question, Verdict};
use crate::places::LonLat;
use crate::places::locate::metres_to;
use crate::published::PlaceShard;
use crate::time::Timestamp;

/// How many alternatives are offered at most.
pub const MAX_ALTERNATIVES: usize = 3;

/// How far is looked for a place, in metres of straight line: first close by and, while too few
/// are found, farther away.
pub const RINGS_METRES: [u32; 3] = [400, 1200, 3000];

/// Another place or another time at which the same goods may be sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// The same goods here, at another time 换个时间.
    AnotherTime {
        /// From when.
        from: Timestamp,
        /// Until when; `None` where nothing changes within the horizon.
        until: Option<Timestamp>,
        /// Permitted, or permitted under conditions.
        verdict: Verdict,
    },
    /// The same goods at the same time, nearby 附近.
    Nearby {
        /// Where.
        place: Box<PlaceSummary>,
        /// How far it is on foot, estimated, in metres.
        walk_metres: u32,
        /// Until when; `None` where nothing changes within the horizon.
        until: Option<Timestamp>,
        /// Permitted, or permitted under conditions.
        verdict: Verdict,
    },
}

/// What is published around the asker.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Where the asker stands.
    pub from: LonLat,
    /// How far is looked, in metres of straight line; all that is published within is in the files.
    pub metres: u32,
    /// The files, in any order, a place in more than one of them included.
    pub shards: &'a [&'a PlaceShard],
}

/// An estimate of the way on foot, in metres: nobody walks through houses. In cities the way
/// through the streets is, on average, some three tenths longer than the straight line.
pub fn walk_metres(straight: u32) -> u32 {
    straight.saturating_mul(13) / 10
}

/// What to offer in place of an answer that permits nothing; nothing where it permits. First
/// another time here, then places nearby, nearest first.
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
        let left = MAX_ALTERNATIVES - found.len();
        found.extend(nearby(engine, question, around, left));
    }
    found
}

fn another_time(engine: &Engine, question: &Question, answer: &Answer) -> Option<Alternative> {
    let from = answer.next_permitted?;
    let state = engine
        .here(&question.place, &question.goods)?
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
    most: usize,
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
    // One engine a file, and only for the files that are come to.
    let mut engines: Vec<Option<Engine>> = around.shards.iter().map(|_| None).collect();
    let mut found = Vec::new();
    for (metres, place, file) in places {
        if found.len() == most {
            break;
        }
        let shard = around.shards[file];
        let engine = engines[file]
            .get_or_insert_with(|| Engine::new(&shard.places, &shard.rules, calendar, zone));
        let Some(here) = engine.here(&place.id, &question.goods) else {
            continue;
        };
        if here.verdict(question.at).permits() {
            let state = here.state(question.at);
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
