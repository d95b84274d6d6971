//! Answers for points of the map, as the portal gives them: the square that holds the point, the
//! nearest street among what is published in it, and its verdict.

use civic::answer::{Engine, State};
use civic::cells::{Cell, DEPTH};
use civic::locate::{RADIUS_METRES, locate};
use civic::place::{LonLat, Place};
use civic::time::Instant;
use civic::{GoodsId, PlaceId};

use crate::{ProbeError, Published};

struct Square {
    name: String,
    places: Vec<Place>,
    engine: Engine,
}

/// Every square of a city.
pub struct Lookups {
    squares: Vec<Square>,
}

impl Lookups {
    /// Decodes published files; `names` are the squares of their shards, in the same order.
    pub fn decode(published: &str, names: Vec<String>) -> Result<Self, ProbeError> {
        let published: Published =
            serde_json::from_str(published).map_err(ProbeError::Published)?;
        let calendar = &published.city.calendar;
        let mut squares: Vec<Square> = names
            .into_iter()
            .zip(published.shards)
            .map(|(name, shard)| Square {
                name,
                engine: Engine::new(&shard.places, &shard.rules, calendar, &published.zone),
                places: shard.places,
            })
            .collect();
        squares.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { squares })
    }

    /// The place that answers for a point.
    pub fn place(&self, point: LonLat) -> Option<&PlaceId> {
        self.find(point).map(|(_, place)| &place.id)
    }

    /// What may be sold at a point at an instant; `None` where no street is near.
    pub fn state(&self, point: LonLat, goods: &GoodsId, at: Instant) -> Option<State> {
        let (square, place) = self.find(point)?;
        Some(square.engine.here(&place.id, goods)?.state(at))
    }

    fn find(&self, point: LonLat) -> Option<(&Square, &Place)> {
        let name = Cell::of(point, DEPTH).to_string();
        let after = self.squares.partition_point(|square| square.name <= name);
        let square = self.squares.get(after.checked_sub(1)?)?;
        if !name.starts_with(&square.name) {
            return None;
        }
        let nearest = *locate(&square.places, point, RADIUS_METRES)
            .streets
            .first()?;
        Some((square, square.places.get(nearest.place)?))
    }
}
