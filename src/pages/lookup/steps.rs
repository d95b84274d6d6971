//! The next question of a lookup, or its answer.

use std::sync::Arc;

use civic::places::PlaceSummary;
use civic::published::{CityFile, PlaceShard};
use leptos::prelude::*;
use routes::query::Lookup;
use web::published::{DataError, Loaded, Locator, use_file_at};
use web::reactive::reactive;

use super::goods::ChooseGoods;
use super::next_choice::{failed, loading, step};
use super::place::ChoosePlace;
use super::snapshot::Version;
use super::verdict::AnswerSection;
use crate::components::place_search::with_places;

/// The first question that is still open, or the answer.
#[component]
pub(crate) fn LookupStep<'a>(query: &'a Lookup, version: &'a Version) -> impl IntoView + use<> {
    let Some(id) = query.place.clone() else {
        return view! { <PlaceStep query city=&version.city/> }.into_any();
    };
    let shard = use_file_at::<PlaceShard>(version.locator(Locator::Place(id.clone())));
    let (query, version) = (query.clone(), version.clone());
    reactive(move || {
        let city = &version.city;
        let shard = match shard.get() {
            Loaded::Failed(DataError::Absent) => {
                return view! { <PlaceStep query=&query city/> }.into_any();
            }
            Loaded::Failed(error) => return failed(&error),
            Loaded::Loading => return loading(),
            Loaded::Ready(shard) => shard,
        };
        let Some(place) = shard.places.iter().find(|p| p.id == id) else {
            return view! { <PlaceStep query=&query city/> }.into_any();
        };
        let goods = city
            .goods
            .iter()
            .find(|g| Some(&g.id) == query.goods.as_ref());
        let place = PlaceSummary::from(place);
        match goods {
            None => {
                let cases = shard.cases.get(id.as_str()).copied().unwrap_or_default();
                step(view! { <ChooseGoods place=&place city query=&query cases/> }.into_any())
            }
            Some(goods) => view! { <AnswerSection place=&place goods query=&query version=&version shard=&shard/> }.into_any(),
        }
    })
}

#[component]
fn PlaceStep<'a>(query: &'a Lookup, city: &'a Arc<CityFile>) -> impl IntoView + use<> {
    let (query, city) = (query.clone(), Arc::clone(city));
    step(with_places(Box::new(move |all| {
        view! { <ChoosePlace all query=&query city=&city/> }.into_any()
    })))
}
