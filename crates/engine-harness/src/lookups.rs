//! Answers for points on the map, as in the portal: the cell that contains the point, the nearest
//! street published in it, and its verdict.

use std::ops::Range;

use civic::answer::{Engine, State};
use civic::places::grid::{Cell, DEPTH};
use civic::places::locate::{PlaceGeometries, RADIUS_METRES};
use civic::places::{LonLat, Place};
use civic::time::Instant;
use civic::{GoodsId, PlaceId};

use crate::harness::{HarnessError, Published};

struct Square {
    span: Range<u64>,
    places: Vec<Place>,
    ground: PlaceGeometries,
}

/// The cells of a city, sorted along the Z-order curve, with one engine over all of them.
pub struct Lookups {
    squares: Vec<Square>,
    engine: Engine,
}

impl Lookups {
    /// Decodes [`Published`] from JSON; `names` are the names of the cells of its shards, in the
    /// same order.
    pub fn decode(published: &str, names: &[String]) -> Result<Self, HarnessError> {
        let published: Published =
            serde_json::from_str(published).map_err(HarnessError::Published)?;
        let (mut places, mut rules) = (Vec::new(), Vec::new());
        for shard in &published.shards {
            places.extend_from_slice(&shard.places);
            rules.extend_from_slice(&shard.rules);
        }
        let calendar = &published.city.calendar;
        let engine = Engine::new(&places, &rules, calendar, &published.zone);
        let shards = published.shards.into_iter();
        // Places without a geometry are in no cell.
        let squares = names.iter().zip(shards).filter_map(|(name, shard)| {
            Some(Square {
                span: Cell::parse(name)?.span(),
                ground: PlaceGeometries::of(&shard.places),
                places: shard.places,
            })
        });
        let mut squares: Vec<Square> = squares.collect();
        squares.sort_by_key(|square| square.span.start);
        Ok(Self { squares, engine })
    }

    /// The place that answers for a point.
    pub fn place(&self, point: LonLat) -> Option<&PlaceId> {
        self.find(point).map(|place| &place.id)
    }

    /// The state at a point for some goods at an instant; `None` if no street is near.
    pub fn state(&self, point: LonLat, goods: &GoodsId, at: Instant) -> Option<State> {
        let place = self.find(point)?;
        Some(self.engine.at(place, goods).state(at))
    }

    fn find(&self, point: LonLat) -> Option<&Place> {
        let own = Cell::of(point, DEPTH).span().start;
        let after = self
            .squares
            .partition_point(|square| square.span.start <= own);
        let square = self.squares.get(after.checked_sub(1)?)?;
        if !square.span.contains(&own) {
            return None;
        }
        let located = square.ground.locate(point, RADIUS_METRES);
        let nearest = located.streets.first()?;
        square.places.get(nearest.place)
    }
}
