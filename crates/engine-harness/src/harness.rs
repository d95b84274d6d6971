//! The harness: engines over published files.

use std::collections::BTreeMap;
use std::fmt;

use civic::answer::{Answer, Engine, Question, State};
use civic::places::names::{Called, Names};
use civic::published::{CityFile, PlaceIndex, PlaceShard};
use civic::time::{Calendar, Instant, Timestamp, Zone};
use civic::{GoodsId, PlaceId};
use serde::{Deserialize, Serialize};

/// The published files needed to answer questions about a city, in one JSON document.
#[derive(Debug, Deserialize, Serialize)]
pub struct Published {
    /// The time zone in the manifest.
    pub zone: Zone,
    /// The file `city`.
    pub city: CityFile,
    /// The files `rules/<square>`.
    pub shards: Vec<PlaceShard>,
}

/// Why a question was not answered.
#[derive(Debug)]
pub enum HarnessError {
    /// The published files cannot be decoded.
    Published(serde_json::Error),
    /// A line is not `place,goods,at` with an RFC 3339 time.
    Question(String),
    /// No shard contains this place.
    Place(PlaceId),
    /// The answer cannot be serialised.
    Answer(serde_json::Error),
}

impl fmt::Display for HarnessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published(error) => write!(f, "the published files cannot be read: {error}"),
            Self::Question(line) => write!(f, "not a question `place,goods,at`: {line}"),
            Self::Place(place) => write!(f, "no published place {place}"),
            Self::Answer(error) => write!(f, "the answer cannot be written: {error}"),
        }
    }
}

impl std::error::Error for HarnessError {}

/// One engine per shard, as in the portal.
pub struct Harness {
    engines: Vec<Engine>,
    shard_of: BTreeMap<PlaceId, usize>,
}

impl Harness {
    /// Decodes [`Published`] from JSON.
    pub fn decode(published: &str) -> Result<Self, HarnessError> {
        let published: Published =
            serde_json::from_str(published).map_err(HarnessError::Published)?;
        Ok(Self::new(&published))
    }

    /// Creates a harness over decoded files.
    pub fn new(published: &Published) -> Self {
        let calendar: &Calendar = &published.city.calendar;
        let engines = published
            .shards
            .iter()
            .map(|shard| Engine::new(&shard.places, &shard.rules, calendar, &published.zone))
            .collect();
        let shard_of = published
            .shards
            .iter()
            .enumerate()
            .flat_map(|(i, shard)| shard.places.iter().map(move |p| (p.id.clone(), i)))
            .collect();
        Self { engines, shard_of }
    }

    /// The answer to one question.
    pub fn answer(&self, question: &Question) -> Result<Answer, HarnessError> {
        self.shard_of
            .get(&question.place)
            .and_then(|i| self.engines.get(*i))
            .and_then(|engine| engine.answer(question))
            .ok_or_else(|| HarnessError::Place(question.place.clone()))
    }

    /// The states of one place at many instants; `None` if no shard contains the place.
    pub fn states(
        &self,
        place: &PlaceId,
        goods: &GoodsId,
        instants: impl Iterator<Item = Instant>,
    ) -> Option<Vec<State>> {
        let engine = self.engines.get(*self.shard_of.get(place)?)?;
        let rules = engine.rules_at(place, goods)?;
        Some(instants.map(|at| rules.state(at)).collect())
    }

    /// Answers lines of `place,goods,at` with one line of JSON each.
    pub fn answers(&self, questions: &str) -> Result<String, HarnessError> {
        let mut out = String::new();
        for line in questions.lines().filter(|line| !line.is_empty()) {
            let answer = self.answer(&question(line)?)?;
            out.push_str(&serde_json::to_string(&answer).map_err(HarnessError::Answer)?);
            out.push('\n');
        }
        Ok(out)
    }
}

/// Indexes the names in a published [`PlaceIndex`], given as JSON.
pub fn names(places: &str) -> Result<Names, HarnessError> {
    let index: PlaceIndex = serde_json::from_str(places).map_err(HarnessError::Published)?;
    Ok(Names::new(index.places.iter().map(Called::from)))
}

/// Parses `place,goods,at`.
pub fn question(line: &str) -> Result<Question, HarnessError> {
    let error = || HarnessError::Question(line.to_owned());
    let mut cells = line.split(',');
    let (Some(place), Some(goods), Some(at), None) =
        (cells.next(), cells.next(), cells.next(), cells.next())
    else {
        return Err(error());
    };
    Ok(Question {
        place: PlaceId::from(place),
        goods: GoodsId::from(goods),
        at: Timestamp::parse(at).ok_or_else(error)?.instant,
    })
}
