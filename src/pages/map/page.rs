//! The map 地图: streets and zones with their state at a time. The list beside it has the same
//! content, so the map is never the only way to it.

use std::sync::Arc;

use civic::published::CityFile;
use leptos::prelude::*;
use web::dom::focus;
use web::published::DataError;
use web::reactive::reactive;

use super::canvas::Canvas;
use super::card::Card;
use super::controls::Controls;
use super::list::PlaceList;
use super::load::follow_view;
use super::state::Map;
use crate::components::city_map::{Drawing, fetch};
use crate::components::{FixedHeading, Icon, Note, NoteKind, Skeleton, when_ready};
use crate::messages::{frame, map};
use crate::state::city;

/// The map page.
#[component]
pub(crate) fn MapPage() -> impl IntoView {
    let drawing = RwSignal::new(Drawing::Loading);
    fetch(drawing);
    let is_styled = Memo::new(move |_| drawing.get() != Drawing::Loading);
    let content = reactive(move || {
        if !is_styled.get() {
            return view! { <Skeleton/> }.into_any();
        }
        when_ready(city(), move |city| {
            view! { <CityMap city=&city drawing/> }.into_any()
        })
    });
    view! {
        <div class="part-3"><FixedHeading text=map::TITLE.text()/></div>
        <p class="soft wide-only">{map::LEAD.text()}</p>
        {content}
    }
}

#[component]
fn CityMap<'a>(city: &'a Arc<CityFile>, drawing: RwSignal<Drawing>) -> impl IntoView + use<> {
    if city.overview.is_none() {
        return view! { <Note kind=NoteKind::Plain icon=Icon::INFO><p>{map::EMPTY.text()}</p></Note> }.into_any();
    }
    let map = Map::new(city);
    follow_view(map);
    view! {
        <Controls map city/>
        <Missing map/>
        <div class="map-page">
            <Canvas map city drawing/>
            <div class="map-side">
                <Card map/>
                <PlaceList map/>
            </div>
        </div>
    }
    .into_any()
}

/// Says that some of what is in view was not loaded, and offers another try.
#[component]
fn Missing(map: Map) -> impl IntoView {
    let missing = Memo::new(move |_| map.sight.with(|sight| sight.missing.clone()));
    let note = reactive(move || {
        let Some(error) = missing.get() else {
            return ().into_any();
        };
        let (icon, text) = match error {
            DataError::Offline => (Icon::OFFLINE, map::MISSING_OFFLINE.text()),
            _ => (Icon::WARN, map::MISSING.text()),
        };
        let again = move |_| {
            focus("city-map");
            map.tries.update(|tries| *tries += 1);
        };
        view! {
            <Note kind=NoteKind::Warn icon>
                <p>{text}</p>
                <p><button class="btn" type="button" on:click=again>{frame::AGAIN.text()}</button></p>
            </Note>
        }
        .into_any()
    });
    view! { <div class="map-missing" role="status">{note}</div> }
}
