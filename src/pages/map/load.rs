//! Loads the squares of the grid that intersect the view, again whenever it moves.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use civic::places::LonLat;
use civic::places::grid::Bounds;
use civic::places::locate::NearbyPlace;
use civic::published::PlaceShard;
use civic::published::surroundings::{Reader as _, at_point, squares_within};
use leptos::prelude::*;
use web::published::{DataError, Files, tree};
use web::reactive::{join_all, load_latest, spawn, task};

use super::model::{Found, Sight, Square};
use super::state::Map;

/// Loads the places in view, and again when the view or the snapshot changes, or at another try.
pub(super) fn follow_view(map: Map) {
    let tree = tree();
    load_latest(move || {
        let view = map.view.get();
        map.tries.get();
        let manifest = tree.manifest.get()?;
        Some(task(async move {
            let read = around_the_middle(&tree.files(&manifest), view.bounds).await;
            move || {
                let before = map.sight.get_untracked();
                let sight = match read {
                    Ok(read) => {
                        let squares = read.shards.into_iter().map(|shard| {
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
                        Sight {
                            missing: read.missing,
                            ..Sight::of(squares.collect(), read.partial)
                        }
                    }
                    // What was drawn before stays.
                    Err(error) if !before.squares.is_empty() => Sight {
                        missing: Some(error),
                        ..Sight::of(before.squares.clone(), before.partial)
                    },
                    Err(error) => Sight {
                        failed: Some(error),
                        ..Sight::default()
                    },
                };
                map.sight.set(Arc::new(sight));
            }
        }))
    });
}

/// What was read of the squares in view.
struct Read {
    shards: Vec<Arc<PlaceShard>>,
    /// Whether only those in the middle were looked for.
    partial: bool,
    /// Why one of them at least could not be read.
    missing: Option<DataError>,
}

/// The shards within the bounds, or, if those are too many, around the middle of the bounds. One
/// that cannot be read does not keep the others back; if none can, that is an error.
async fn around_the_middle(files: &Files<'_>, bounds: Bounds) -> Result<Read, DataError> {
    let mut middle = bounds;
    let squares = loop {
        if let Some(found) = squares_within(files, middle).await? {
            break found;
        }
        let (width, height) = (middle.east - middle.west, middle.north - middle.south);
        if width.max(height) < 4 {
            // No tree of our publisher has so many files in so small an area.
            break BTreeSet::new();
        }
        middle = Bounds {
            west: middle.west + width / 4,
            south: middle.south + height / 4,
            east: middle.east - width / 4,
            north: middle.north - height / 4,
        };
    };
    let each = squares.into_iter().map(|square| {
        let read: Pin<Box<dyn Future<Output = _> + '_>> =
            Box::pin(files.shards(BTreeSet::from([square])));
        read
    });
    let (mut shards, mut missing) = (Vec::new(), None);
    for read in join_all(each.collect()).await {
        match read {
            Ok(read) => shards.extend(read),
            Err(error) => missing = Some(error),
        }
    }
    match missing {
        Some(error) if shards.is_empty() => Err(error),
        missing => Ok(Read {
            shards,
            partial: middle != bounds,
            missing,
        }),
    }
}

/// Finds what is at a point.
pub(super) fn look(map: Map, point: LonLat) {
    let tree = tree();
    spawn(async move {
        let Some(manifest) = tree.manifest.get_untracked() else {
            return;
        };
        let found = at_point(&tree.files(&manifest), point).await;
        if map.found.is_disposed() {
            return;
        }
        let found = found.map(|found| {
            let squares = map.calendar.with_value(|calendar| {
                let shards = found.shards.iter().map(Arc::clone);
                let square = |shard| Square::of(shard, calendar, &manifest);
                Sight::of(shards.map(square).collect(), false)
            });
            let (places, located) = (&found.places, &found.located);
            let spot = |place: usize| squares.spot(&places[place].id).cloned();
            let near = |near: NearbyPlace| Some((spot(near.place)?, near.metres));
            Found {
                point,
                streets: located.streets.iter().copied().filter_map(near).collect(),
                beyond: found.beyond().filter_map(near).collect(),
                zones: located
                    .zones
                    .iter()
                    .filter_map(|zone| spot(*zone))
                    .collect(),
                failed: None,
            }
        });
        map.found.try_set(Some(found.unwrap_or_else(|error| Found {
            point,
            streets: Vec::new(),
            zones: Vec::new(),
            beyond: Vec::new(),
            failed: Some(error),
        })));
    });
}
