//! What is known of what can be seen: the squares that meet the view, read again when it moves.

use std::sync::Arc;

use civic::GoodsId;
use civic::answer::{Engine, Verdict};
use civic::places::grid::Bounds;
use civic::places::locate::{Near, RADIUS_METRES, locate, metres_to};
use civic::places::{Grade, LonLat, Place};
use civic::published::{Manifest, PlaceShard};
use civic::time::Calendar;
use civic::time::Instant;
use leptos::prelude::*;

use super::Map;
use crate::app::site;
use crate::components::day_strip;
use crate::lang::Lang;
use crate::published::{DataError, Tree};
use crate::reactive::{load_latest, spawn, task};

/// How many files are read at most for one view: some hundred places.
const MAX_FILES: usize = 64;

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
    shard: Arc<PlaceShard>,
    engine: Engine,
}

/// A place within a square.
#[derive(Clone)]
pub(super) struct Spot {
    square: Arc<Square>,
    index: usize,
}

/// What is known.
#[derive(Default)]
pub(super) struct Sight {
    squares: Vec<Arc<Square>>,
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
    fn of(shard: Arc<PlaceShard>, calendar: &Calendar, manifest: &Manifest) -> Arc<Self> {
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
    fn of(squares: Vec<Arc<Square>>, partial: bool) -> Self {
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

    pub(super) fn spot(&self, id: &str) -> Option<&Spot> {
        self.spots
            .iter()
            .find(|spot| spot.place().id.as_str() == id)
    }
}

/// Reads what can be seen, and again when the view or the snapshot changes.
pub(super) fn follow_view(map: Map) {
    let tree = site().tree;
    load_latest(move || {
        let view = map.view.get();
        let manifest = tree.manifest.get()?;
        Some(task(async move {
            let read = around_the_middle(tree, view.bounds).await;
            move || {
                let sight = read.map(|(shards, partial)| {
                    let before = map.sight.get_untracked();
                    let squares = shards.into_iter().map(|shard| {
                        let known = before
                            .squares
                            .iter()
                            .find(|s| Arc::ptr_eq(&s.shard, &shard));
                        let known = known.map(Arc::clone);
                        known.unwrap_or_else(|| {
                            map.calendar
                                .with_value(|calendar| Square::of(shard, calendar, &manifest))
                        })
                    });
                    Sight::of(squares.collect(), partial)
                });
                let sight = sight.unwrap_or_else(|error| Sight {
                    failed: Some(error),
                    ..Sight::default()
                });
                map.sight.set(Arc::new(sight));
            }
        }))
    });
}

/// What lies within the bounds, or, where that is too much, around their middle.
async fn around_the_middle(
    tree: Tree,
    bounds: Bounds,
) -> Result<(Vec<Arc<PlaceShard>>, bool), DataError> {
    let mut within = bounds;
    loop {
        if let Some(found) = tree.within_files(within, MAX_FILES).await? {
            return Ok((found, within != bounds));
        }
        let (width, height) = (within.east - within.west, within.north - within.south);
        if width.max(height) < 4 {
            // One file that is too large alone: published by no publisher of ours.
            return Ok((Vec::new(), true));
        }
        within = Bounds {
            west: within.west + width / 4,
            south: within.south + height / 4,
            east: within.east - width / 4,
            north: within.north - height / 4,
        };
    }
}

/// Finds what answers for a point, in what is seen and in the point's own square.
pub(super) fn look(map: Map, point: LonLat) {
    let tree = site().tree;
    spawn(async move {
        // Without it the answer could say "no street here" of a street that was not read.
        let around = Bounds::around(point, RADIUS_METRES);
        let shards = match tree.within(around).await {
            Ok(shards) => shards.unwrap_or_default(),
            Err(error) => {
                map.found.try_set(Some(Found {
                    point,
                    streets: Vec::new(),
                    zones: Vec::new(),
                    nearest: None,
                    failed: Some(error),
                }));
                return;
            }
        };
        let Some(sight) = map.sight.try_get_untracked() else {
            return;
        };
        let mut spots = sight.spots.clone();
        if let Some(manifest) = tree.manifest.get_untracked() {
            let squares = map.calendar.with_value(|calendar| {
                let square = |shard| Square::of(shard, calendar, &manifest);
                shards.into_iter().map(square).collect()
            });
            let own = Sight::of(squares, false);
            spots.extend(
                own.spots
                    .into_iter()
                    .filter(|s| sight.spot(s.place().id.as_str()).is_none()),
            );
        }
        let places: Vec<Place> = spots.iter().map(|spot| spot.place().clone()).collect();
        let located = locate(&places, point, RADIUS_METRES);
        let near = |near: &Near| (spots[near.place].clone(), near.metres);
        let streets: Vec<(Spot, u32)> = located.streets.iter().map(near).collect();
        map.found.try_set(Some(Found {
            point,
            nearest: located
                .nearest
                .as_ref()
                .filter(|_| streets.is_empty())
                .map(near),
            streets,
            zones: located
                .zones
                .iter()
                .map(|zone| spots[*zone].clone())
                .collect(),
            failed: None,
        }));
    });
}
