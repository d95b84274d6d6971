//! The map 地图: streets and zones with their state at a time. The list beside it has the same
//! content, so the map is never the only way to it.

use std::sync::Arc;

use civic::published::CityFile;
use leptos::prelude::*;

use super::canvas::canvas;
use super::card::card;
use super::controls::controls;
use super::list::list;
use super::load::follow_view;
use super::state::Map;
use crate::components::{fixed_heading, when_ready};
use crate::messages::map;
use crate::state::city;

/// The map page.
pub(crate) fn page() -> AnyView {
    view! {
        {fixed_heading(map::TITLE.text())}
        <p class="lead">{map::LEAD.text()}</p>
        {when_ready(city(), move |city| untrack(|| shown(&city)))}
    }
    .into_any()
}

fn shown(city: &Arc<CityFile>) -> AnyView {
    if city.overview.is_none() {
        return view! { <div class="callout"><p>{map::EMPTY.text()}</p></div> }.into_any();
    }
    let map = Map::new(city);
    follow_view(map);
    view! {
        {controls(map, city)}
        <div class="map">
            {canvas(map, city)}
            <div class="map-side">
                {card(map)}
                {list(map)}
            </div>
        </div>
    }
    .into_any()
}
