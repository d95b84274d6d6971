//! What the map shows: the view, and what stands where in it.

use crate::components::day_strip;
use civic::GoodsId;
use civic::PlaceId;
use civic::answer::{Engine, Verdict};
use civic::lang::Lang;
use civic::places::grid::Bounds;
use civic::places::locate::metres_to;
use civic::places::{Grade, LonLat, Place};
use civic::published::{Manifest, PlaceShard};
use civic::time::Calendar;
use civic::time::Instant;
use std::sync::Arc;
use web::published::DataError;

/// What can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) middle: LonLat,
    /// `None` until the drawing says how far it went in.
    pub(super) zoom: Option<u8>,
    pub(super) bounds: Bounds,
}

/// A square of the map and what answers for it.
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

/// What is known.
#[derive(Default)]
pub(super) struct Sight {
    pub(super) squares: Vec<Arc<Square>>,
    /// Every drawn place once.
    pub(super) spots: Vec<Spot>,
    /// True where only the middle of the view was read.
    pub(super) partial: bool,
    /// True once something was read.
    pub(super) ready: bool,
    /// Why it could not be read.
    pub(super) failed: Option<DataError>,
}

/// Where a place stands: by its rules for some goods, or by its grade alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    Verdict(Verdict),
    Grade(Grade),
}

/// What answers for a point.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) point: LonLat,
    /// The streets within the radius and how far each is, nearest first.
    pub(super) streets: Vec<(Spot, u32)>,
    /// The zones that hold it.
    pub(super) zones: Vec<Spot>,
    /// The nearest street, where none is within the radius.
    pub(super) nearest: Option<(Spot, u32)>,
    /// Why nothing can be said of it.
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
    /// The class that draws it.
    pub(super) fn class(&self) -> &str {
        match self {
            Self::Verdict(verdict) => day_strip::class(verdict),
            Self::Grade(Grade::Unknown(_)) => Grade::Ungraded.code(),
            Self::Grade(grade) => grade.code(),
        }
    }

    /// The sign beside its name on the map: a shape, for whom colours are alike.
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
                // A place near an edge is in both squares, with all its rules.
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
        }
    }

    pub(super) fn spot(&self, id: &PlaceId) -> Option<&Spot> {
        self.spots.iter().find(|spot| spot.place().id == *id)
    }
}

impl View {
    /// So many metres from the middle to the edge as a phone shows at this zoom.
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
