//! The model of the map: the view, and the places in it.

use std::sync::Arc;

use civic::answer::{Engine, Verdict};
use civic::lang::Lang;
use civic::places::grid::Bounds;
use civic::places::locate::metres_to;
use civic::places::{Grade, LonLat, Place};
use civic::published::{Manifest, PlaceShard};
use civic::time::{Calendar, Instant};
use civic::{GoodsId, PlaceId};
use web::published::DataError;

use crate::components::day_strip;

/// The part of the map in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) middle: LonLat,
    /// `None` until the element reports its zoom.
    pub(super) zoom: Option<u8>,
    pub(super) bounds: Bounds,
}

/// A square of the grid, and the engine over its rules.
pub(super) struct Square {
    pub(super) shard: Arc<PlaceShard>,
    pub(super) engine: Engine,
}

/// A place within a square.
#[derive(Clone)]
pub(super) struct Spot {
    pub(super) square: Arc<Square>,
    pub(super) index: usize,
}

/// The places loaded for the view.
#[derive(Default)]
pub(super) struct Sight {
    pub(super) squares: Vec<Arc<Square>>,
    /// Every place with a geometry, once.
    pub(super) spots: Vec<Spot>,
    /// Whether only the middle of the view was loaded.
    pub(super) partial: bool,
    /// Whether loading has finished.
    pub(super) ready: bool,
    /// Why nothing was loaded.
    pub(super) failed: Option<DataError>,
    /// Why some of it was not loaded.
    pub(super) missing: Option<DataError>,
}

/// The state of a place: the verdict on some goods, or its grade alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    Verdict(Verdict),
    Grade(Grade),
}

/// What is at a point.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) point: LonLat,
    /// The streets within the radius with their distances in metres, nearest first.
    pub(super) streets: Vec<(Spot, u32)>,
    /// The zones that contain the point.
    pub(super) zones: Vec<Spot>,
    /// The nearest street and zone beyond, if there is no street here.
    pub(super) beyond: Vec<(Spot, u32)>,
    /// Why the search failed.
    pub(super) failed: Option<DataError>,
}

impl Square {
    pub(super) fn of(
        shard: Arc<PlaceShard>,
        calendar: &Calendar,
        manifest: &Manifest,
    ) -> Arc<Self> {
        let (places, rules) = (&shard.places, &shard.rules);
        let engine = Engine::new(places, rules, calendar, &manifest.time_zone);
        Arc::new(Self { shard, engine })
    }
}

impl State {
    /// The CSS class of the state.
    pub(super) fn class(&self) -> &str {
        match self {
            Self::Verdict(verdict) => day_strip::class(verdict),
            Self::Grade(Grade::Unknown(_)) => Grade::Ungraded.code(),
            Self::Grade(grade) => grade.code(),
        }
    }

    /// The symbol beside the place's name on the map, for those who cannot tell the colours apart.
    pub(super) fn sign(&self) -> &'static str {
        match self {
            Self::Verdict(Verdict::Permitted) => "✓",
            Self::Verdict(Verdict::PermittedIf) => "!",
            Self::Verdict(Verdict::Prohibited) => "✕",
            Self::Verdict(_) => "?",
            Self::Grade(_) => "",
        }
    }

    pub(super) fn word(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Verdict(verdict) => (verdict.zh(), verdict.en()),
            Self::Grade(grade) => (grade.zh(), grade.en()),
        };
        lang.term(zh, en).to_owned()
    }
}

impl Spot {
    pub(super) fn place(&self) -> &Place {
        &self.square.shard.places[self.index]
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.square.engine
    }

    pub(super) fn state(&self, goods: Option<&GoodsId>, at: Instant) -> State {
        let place = self.place();
        let verdict = goods.map(|goods| {
            let here = self.engine().at(place, goods);
            here.verdict(at)
        });
        verdict.map_or_else(|| State::Grade(place.grade.clone()), State::Verdict)
    }

    /// How many public cases name it.
    pub(super) fn cases(&self) -> u32 {
        let counts = &self.square.shard.cases;
        let count = counts.get(self.place().id.as_str());
        count.copied().unwrap_or_default()
    }

    pub(super) fn metres_from(&self, point: LonLat) -> Option<u32> {
        metres_to(self.place().geometry.as_ref()?, point)
    }

    pub(super) fn is_within(&self, bounds: Bounds) -> bool {
        let geometry = self.place().geometry.as_ref();
        geometry
            .and_then(|g| Bounds::of(&g.points))
            .is_some_and(|own| own.meets(bounds))
    }
}

impl Sight {
    pub(super) fn of(squares: Vec<Arc<Square>>, partial: bool) -> Self {
        let mut spots: Vec<Spot> = Vec::new();
        for square in &squares {
            for (index, place) in square.shard.places.iter().enumerate() {
                // A place near an edge is in several squares, in each with all its rules.
                let known = || spots.iter().any(|spot| spot.place().id == place.id);
                if place.geometry.is_some() && !known() {
                    let square = Arc::clone(square);
                    spots.push(Spot { square, index });
                }
            }
        }
        Self {
            squares,
            spots,
            partial,
            ready: true,
            failed: None,
            missing: None,
        }
    }

    pub(super) fn spot(&self, id: &PlaceId) -> Option<&Spot> {
        self.spots.iter().find(|spot| spot.place().id == *id)
    }
}

impl View {
    /// The view at a zoom, about as wide as a phone's screen shows it.
    pub(super) fn around(middle: LonLat, zoom: u8) -> Self {
        let metres = 20_000_000_u32 >> zoom.min(19);
        Self {
            middle,
            zoom: Some(zoom),
            bounds: Bounds::around(middle, metres),
        }
    }

    pub(super) fn whole(south_west: LonLat, north_east: LonLat) -> Self {
        let bounds = Bounds {
            west: south_west.lon_e6.into(),
            south: south_west.lat_e6.into(),
            east: north_east.lon_e6.into(),
            north: north_east.lat_e6.into(),
        };
        Self {
            middle: LonLat::new(
                i32::midpoint(south_west.lon_e6, north_east.lon_e6),
                i32::midpoint(south_west.lat_e6, north_east.lat_e6),
            ),
            zoom: None,
            bounds,
        }
    }
}
