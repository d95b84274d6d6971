//! The next question of a lookup, or its answer.

use std::sync::Arc;

use civic::places::PlaceSummary;
use civic::published::{CityFile, PlaceIndex, PlaceShard, name};
use leptos::prelude::*;
use routes::query::Lookup;
use web::published::{DataError, Loaded, Want, tree, use_file, use_wanted};
use web::reactive::reactive;

use super::snapshot::Version;
use super::verdict::verdict;
use super::{goods, place};
use crate::components::{failure, skeleton, when_ready};

/// The first question that is still open, or the answer.
pub(crate) fn step(query: &Lookup, version: &Version) -> AnyView {
    let Some(id) = query.place.clone() else {
        return choose_place(query, &version.city);
    };
    let shard = use_wanted::<PlaceShard>(version.want(Want::Place(id.clone())));
    let (query, version) = (query.clone(), version.clone());
    reactive(move || {
        let city = &version.city;
        let shard = match shard.get() {
            Loaded::Failed(DataError::Absent) => return choose_place(&query, city),
            Loaded::Failed(error) => return failure(&error),
            Loaded::Loading => return skeleton(),
            Loaded::Ready(shard) => shard,
        };
        let Some(place) = shard.places.iter().find(|p| p.id == id) else {
            return choose_place(&query, city);
        };
        let goods = city
            .goods
            .iter()
            .find(|g| Some(&g.id) == query.goods.as_ref());
        let place = PlaceSummary::from(place);
        match goods {
            None => goods::choose(&place, city, &query),
            Some(goods) => verdict(&place, goods, &query, &version, &shard),
        }
    })
}

fn choose_place(query: &Lookup, city: &Arc<CityFile>) -> AnyView {
    let (query, city) = (query.clone(), Arc::clone(city));
    let manifest = tree().manifest.get_untracked();
    // A large city has a name index, of which only the matching leaves are fetched.
    if manifest.is_some_and(|m| m.files.contains_key(name::NAMES_DIR)) {
        return place::choose(None, &query, &city);
    }
    when_ready(use_file::<PlaceIndex>(name::PLACES), move |index| {
        place::choose(Some(&index), &query, &city)
    })
}
