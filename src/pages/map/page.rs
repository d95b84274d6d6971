//! The map 地图: streets and zones with their state at a time. The list beside it has the same
//! content, so the map is never the only way to it.

use std::sync::Arc;

use civic::published::CityFile;
use leptos::prelude::*;

use super::canvas::Canvas;
use super::card::Card;
use super::controls::Controls;
use super::list::PlaceList;
use super::load::follow_view;
use super::state::Map;
use crate::components::{FixedHeading, Icon, Note, NoteKind, when_ready};
use crate::messages::map;
use crate::state::city;

/// The map page.
#[component]
pub(crate) fn MapPage() -> impl IntoView {
    view! {
        <FixedHeading text=map::TITLE.text()/>
        <p class="soft">{map::LEAD.text()}</p>
        {when_ready(city(), move |city| view! { <CityMap city=&city/> }.into_any())}
    }
}

#[component]
fn CityMap<'a>(city: &'a Arc<CityFile>) -> impl IntoView + use<> {
    if city.overview.is_none() {
        return view! { <Note kind=NoteKind::Plain icon=Icon::INFO><p>{map::EMPTY.text()}</p></Note> }.into_any();
    }
    let map = Map::new(city);
    follow_view(map);
    view! {
        <Controls map city/>
        <div class="map">
            <Canvas map city/>
            <div class="map-side">
                <Card map/>
                <PlaceList map/>
            </div>
        </div>
    }
    .into_any()
}
