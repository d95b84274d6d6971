//! Where: a place by its name.

use std::sync::Arc;

use civic::names::{Called, Names};
use civic::place::LonLat;
use civic::tree::{CityFile, PlaceIndex};
use leptos::prelude::*;

use super::{Asked, place_name, point};
use crate::app::{lang, m};
use crate::lang::say;
use crate::live::live;
use crate::pages::map;
use crate::pages::slip;
use crate::paths::Page;
use crate::remember;

const PLACES_MAX: usize = 12;

/// The search for a place.
pub(super) fn choose(index: &Arc<PlaceIndex>, asked: &Asked, city: &CityFile) -> AnyView {
    let (m, lang) = (m(), lang());
    let typed = RwSignal::new(String::new());
    let unknown = (!asked.place.is_empty()).then(|| {
        view! { <div class="notice notice-warn" role="alert"><p>{m.unknown_place} " " {asked.place.clone()}</p></div> }
    });
    let last = remember::get(remember::ASKED).and_then(|kept| {
        let (place, goods) = kept.split_once(' ')?;
        let place = index.places.iter().find(|p| p.id.as_str() == place)?;
        let goods = city.goods.iter().find(|g| g.id.as_str() == goods)?;
        let href = Asked {
            place: place.id.to_string(),
            goods: goods.id.to_string(),
            ..Asked::default()
        }
        .href();
        Some(view! {
            <p><a class="go" href=href>{m.ask_again} ": " {place_name(place)} " · " {say(&goods.name)}</a></p>
        })
    });
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
        None => view! { <div class="notice notice-warn" role="alert"><p>{m.bad_point} " " {asked.point.clone()}</p></div> }.into_any(),
    });
    let mine = point::mine(asked);
    let (index, asked) = (Arc::clone(index), asked.clone());
    let names = Names::new(index.places.iter().map(Called::from));
    let found = live(move || {
        let query = typed.get();
        let matches: Vec<usize> = if query.trim().is_empty() {
            (0..index.places.len()).collect()
        } else {
            let found = names.search(&query, PLACES_MAX);
            found.into_iter().map(|m| m.place).collect()
        };
        if matches.is_empty() {
            return view! { <p role="status">{m.no_such_place}</p> }.into_any();
        }
        let rows: Vec<AnyView> = matches
            .iter()
            .filter_map(|i| index.places.get(*i))
            .map(|place| {
                let unit = units.iter().find(|(code, _)| *code == place.unit.0);
                view! {
                    <li>
                        <a href=asked.with_place(place.id.as_str())>{place_name(place)}</a> " "
                        <span class="meta">{unit.map(|(_, name)| name.clone())}</span>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! { <ul class="rows places" aria-label=m.places>{rows}</ul> }.into_any()
    });
    let slips = (!slip::kept().is_empty()).then(|| {
        view! { <p><a class="go" href=Page::Slips.path(lang)>{m.slips}</a></p> }
    });
    view! {
        {unknown}
        {at_point}
        {last}
        {slips}
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
        {crate::parts::keep::section(city)}
    }
    .into_any()
}
