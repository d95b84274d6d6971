//! Where: a place by its name.

use civic::places::PlaceSummary;
use std::sync::Arc;

use civic::places::LonLat;
use civic::places::names::Form;
use civic::published::{CityFile, PlaceIndex, PlaceShard};
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;

use super::place_search::{Answers, listed};
use super::{Asked, place_name, point};
use crate::app::{lang, m};
use crate::components::failure;
use crate::lang::localized;
use crate::pages::map;
use crate::pages::saved_answer;
use crate::paths::Page;
use crate::published::{Loaded, Want, use_wanted};
use crate::reactive::reactive;
use crate::storage;

/// The search for a place among all of them, or, where they are too many to be read, among those
/// that what is typed leads to.
pub(super) fn choose(
    all: Option<&Arc<PlaceIndex>>,
    asked: &Asked,
    city: &Arc<CityFile>,
) -> AnyView {
    let (m, lang) = (m(), lang());
    let unknown = (!asked.place.is_empty()).then(|| {
        view! { <div class="callout callout-warn" role="alert"><p>{m.unknown_place} " " {asked.place.clone()}</p></div> }
    });
    let last = last(all, city);
    let typed = RwSignal::new(String::new());
    let places = listed(all, typed);
    let units: Vec<(String, String)> = city
        .units
        .iter()
        .map(|u| (u.code.to_string(), lang.pick(&u.name).to_owned()))
        .collect();
    let on_map = map::Asked {
        goods: asked.goods.clone(),
        at: asked.at.clone(),
        ..map::Asked::default()
    }
    .href();
    let at_point = (!asked.point.is_empty()).then(|| match LonLat::parse(&asked.point) {
        Some(at) => point::at(at, asked),
        None => view! { <div class="callout callout-warn" role="alert"><p>{m.bad_point} " " {asked.point.clone()}</p></div> }.into_any(),
    });
    let mine = point::mine(asked);
    let asked = asked.clone();
    let found = reactive(move || {
        let query = typed.get();
        let known = match places.known.get() {
            Loaded::Loading => return ().into_any(),
            Loaded::Failed(error) => return failure(&error),
            Loaded::Ready(known) => known,
        };
        let matches = known.search(&query);
        if matches.is_empty() {
            return match known.answers(&query) {
                Answers::NotYet => ().into_any(),
                Answers::All => view! { <p role="status">{m.no_such_place}</p> }.into_any(),
                Answers::WithoutTypos => view! {
                    <p role="status">{m.no_such_place}</p>
                    <p><button class="button button-plain" type="button" on:click=move |_| places.whole.set(true)>{m.all_names}</button></p>
                }
                .into_any(),
            };
        }
        // Exact ones come first: where the first is not, none is.
        let typo = matches
            .first()
            .is_some_and(|(_, met)| met.is_some_and(|met| met.typo));
        let rows: Vec<AnyView> = matches
            .into_iter()
            .map(|(place, met)| {
                let unit = units.iter().find(|(code, _)| *code == place.unit.0);
                let alias = met.is_some_and(|met| met.form == Form::Alias);
                let alias =
                    alias.then(|| format!("{} {} ", m.also_called, place.aliases.join(" · ")));
                view! {
                    <li>
                        <a href=asked.with_place(place.id.as_str())>{place_name(place)}</a> " "
                        <span class="meta">{alias} {unit.map(|(_, name)| name.clone())}</span>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            {typo.then(|| view! { <p role="status">{m.perhaps}</p> })}
            <ul class="rows places" aria-label=m.places>{rows}</ul>
        }
        .into_any()
    });
    let saved = (!saved_answer::kept().is_empty()).then(|| {
        view! { <p><a class="go" href=Page::SavedAnswers.path(lang)>{m.slips}</a></p> }
    });
    view! {
        {unknown}
        {at_point}
        {last}
        {saved}
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <h2><label for="place">{m.where_label}</label></h2>
            <p class="hint" id="place-hint">{m.where_hint}</p>
            <input
                id="place" type="search" autocomplete="off" aria-describedby="place-hint"
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <p><a href=on_map>{m.map_link}</a></p>
        </form>
        {mine}
        {found}
        {crate::components::keep_district::section(city)}
    }
    .into_any()
}

/// The street and goods asked for last.
fn last(all: Option<&Arc<PlaceIndex>>, city: &Arc<CityFile>) -> Option<AnyView> {
    let kept = storage::get(storage::ASKED)?;
    let (place, goods) = kept.split_once(' ')?;
    let (place, goods) = (PlaceId::from(place), GoodsId::from(goods));
    if let Some(all) = all {
        let place = all.places.iter().find(|p| p.id == place)?;
        return again(place, &goods, city);
    }
    let shard = use_wanted::<PlaceShard>(Want::Place(place.clone()));
    let city = Arc::clone(city);
    Some(reactive(move || {
        let Loaded::Ready(shard) = shard.get() else {
            return ().into_any();
        };
        let known = shard.places.iter().find(|p| p.id == place);
        known
            .and_then(|place| again(&PlaceSummary::from(place), &goods, &city))
            .into_any()
    }))
}

fn again(place: &PlaceSummary, goods: &GoodsId, city: &CityFile) -> Option<AnyView> {
    let goods = city.goods.iter().find(|g| g.id == *goods)?;
    let href = Asked {
        place: place.id.to_string(),
        goods: goods.id.to_string(),
        ..Asked::default()
    }
    .href();
    let ask = m().ask_again;
    Some(
        view! { <p><a class="go" href=href>{ask} ": " {place_name(place)} " · " {localized(&goods.name)}</a></p> }
            .into_any(),
    )
}
