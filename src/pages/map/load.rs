//! Loads the squares of the grid that intersect the view, again whenever it moves.

use std::sync::Arc;

use civic::places::grid::Bounds;
use civic::places::locate::{NearbyPlace, RADIUS_METRES, locate};
use civic::places::{LonLat, Place};
use civic::published::PlaceShard;
use leptos::prelude::*;
use web::published::{DataError, Tree, tree};
use web::reactive::{load_latest, spawn, task};

use super::model::{Found, Sight, Spot, Square};
use super::state::Map;

/// How many files are fetched at most for one view: about a hundred places.
const MAX_FILES: usize = 64;

/// Loads the places in view, and again when the view or the snapshot changes.
pub(super) fn follow_view(map: Map) {
    let tree = tree();
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

/// The shards within the bounds, or, if those are too many, around the middle of the bounds. The
/// flag is true if some were left out.
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
            // No tree of our publisher has so many files in so small an area.
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

/// Finds what is at a point, among the places in view and in the point's own square.
pub(super) fn look(map: Map, point: LonLat) {
    let tree = tree();
    spawn(async move {
        // Otherwise the answer could be "no street here" for a street that is not loaded.
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
                    .filter(|s| sight.spot(&s.place().id).is_none()),
            );
        }
        let places: Vec<Place> = spots.iter().map(|spot| spot.place().clone()).collect();
        let located = locate(&places, point, RADIUS_METRES);
        let near = |near: &NearbyPlace| (spots[near.place].clone(), near.metres);
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
