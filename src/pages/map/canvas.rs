//! The drawn map: the custom element `<city-map>`, whose script is fetched when the map is opened.
//! It gets what to draw as attributes and reports by the event `map-event`; `map/map.js` documents
//! both.

use std::fmt::Write;

use civic::places::grid::Bounds;
use civic::places::{LonLat, Place};
use civic::published::{BaseFile, CityFile, name};
use leptos::ev::{Custom, Event};
use leptos::html::custom;
use leptos::prelude::*;
use routes::query::{Parameter, cases_about};
use web::dom::{focus, set_attribute};
use web::i18n::lang;
use web::published::{File, use_file};
use web::reactive::{follow, reactive};

use super::controls::Legend;
use super::list::{HEADING, ID, pick};
use super::load::look;
use super::model::{Sight, View};
use super::state::Map;
use crate::components::city_map::{Drawing, base_lines, drawn, fetch, field};
use crate::components::{Icon, Note, NoteKind, Skeleton};
use crate::messages::{frame, map};

/// The map, or an error message if it cannot be drawn.
#[component]
pub(super) fn Canvas<'a>(
    map: Map,
    city: &'a CityFile,
    drawing: RwSignal<Drawing>,
) -> impl IntoView + use<> {
    let tiles = city.tiles.clone();
    let base = tiles.is_none().then(|| use_file::<BaseFile>(name::BASE));
    reactive(move || {
        match drawing.get() {
        // As large as the map, so that the list stays where it is.
        Drawing::Loading | Drawing::Styled => framed(map, view! { <div class="map-wait"><Skeleton/></div> }.into_any()),
        Drawing::Failed => view! {
            <Note kind=NoteKind::Bad icon=Icon::WARN>
                <h2>{map::LOST_TITLE.text()}</h2>
                <p>{map::LOST_TEXT.text()}</p>
                <p><button class="btn" type="button" on:click=move |_| fetch(drawing)>{frame::AGAIN.text()}</button></p>
            </Note>
        }
        .into_any(),
        Drawing::Ready => {
            let of_tiles = tiles.as_ref().map(|tiles| lang().pick(&tiles.attribution).to_owned());
            let credit = move || {
                let credit = of_tiles.clone().or_else(|| Some(lang().pick(&drawn(base)?.credit).to_owned()));
                let credit = credit.filter(|credit| !credit.is_empty());
                credit.map(|credit| view! { <p class="map-credit">{credit}</p> }).into_any()
            };
            let template = tiles.as_ref().map(|tiles| tiles.template.clone());
            framed(map, view! { <MapElement map tiles=template base/> {reactive(credit)} }.into_any())
        }
    }
    })
}

fn framed(map: Map, drawn: AnyView) -> AnyView {
    view! {
        <div class="map-frame">
            <a class="skip" href=format!("#{}", ID) on:click=move |event| {
                event.prevent_default();
                focus(HEADING);
            }>{map::SKIP.text()}</a>
            <div class="map-box">{drawn}</div>
            <Legend map/>
        </div>
    }
    .into_any()
}

#[component]
fn MapElement(map: Map, tiles: Option<String>, base: Option<File<BaseFile>>) -> impl IntoView {
    let element = custom("city-map");
    let node = NodeRef::new();
    let first = map.view.get_untracked();
    follow(move || {
        let Some(node) = node.get() else { return };
        set_attribute(&node, "base", &base_lines(base));
    });
    follow(move || {
        let Some(node) = node.get() else { return };
        let sight = map.sight.get();
        let places: Vec<String> = sight.spots.iter().map(|spot| line(spot.place())).collect();
        set_attribute(&node, "places", &places.join("\n"));
    });
    follow(move || {
        let Some(node) = node.get() else { return };
        set_attribute(&node, "states", &states(map, &map.sight.get()));
    });
    follow(move || {
        let Some(node) = node.get() else { return };
        let href = cases_about("ID", lang());
        set_attribute(&node, "cases", if map.cases.get() { &href } else { "" });
    });
    follow(move || {
        let Some(node) = node.get() else { return };
        let spot = map.found.with(|found| found.as_ref().map(|f| f.point));
        let spot = spot.map(|point| point.to_string());
        set_attribute(&node, "spot", &spot.unwrap_or_default());
        map.query.with(|query| {
            set_attribute(
                &node,
                "picked",
                &query
                    .place
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            );
        });
        map.lit.with(|lit| set_attribute(&node, "lit", lit));
    });
    element
        .attr("class", "map-canvas")
        .attr("role", "region")
        .attr("aria-label", map::LABEL.text())
        .attr("words", map::WORDS.text())
        .attr("view", initial_view(first))
        .attr("tiles", tiles)
        .on(Custom::<Event>::new("map-event"), move |event: Event| {
            on_map_event(map, &web::dom::detail(&event).unwrap_or_default());
        })
        .node_ref(node)
}

/// The initial view: a middle and a zoom, or bounds to fit.
fn initial_view(view: View) -> String {
    let Bounds {
        west,
        south,
        east,
        north,
    } = view.bounds;
    view.zoom.map_or_else(
        || format!("{west},{south},{east},{north}"),
        |zoom| format!("{},{zoom}", view.middle),
    )
}

fn line(place: &Place) -> String {
    let name = field(&place.name);
    let Some(geometry) = &place.geometry else {
        return String::new();
    };
    let rough = if geometry.approximate {
        "rough"
    } else {
        "exact"
    };
    let mut line = format!(
        "{}\t{name}\t{}\t{}\t{rough}",
        place.id,
        geometry.kind.code(),
        place.side.code(),
    );
    for LonLat {
        lon_e6: lon,
        lat_e6: lat,
    } in &geometry.points
    {
        let _ = write!(line, "\t{lon}\t{lat}");
    }
    line
}

fn states(map: Map, sight: &Sight) -> String {
    let (goods, at) = (map.goods.get(), map.shown());
    let states: Vec<String> = sight
        .spots
        .iter()
        .map(|spot| {
            let state = spot.state(goods.as_ref(), at);
            format!("{} {} {}", state.class(), state.sign(), spot.cases())
        })
        .collect();
    states.join("\t")
}

/// Handles what the element reports: a move of the view, or a tap.
fn on_map_event(map: Map, detail: &str) {
    let (kind, rest) = detail.split_once(' ').unwrap_or((detail, ""));
    let numbers: Vec<i32> = rest.split(' ').filter_map(|n| n.parse().ok()).collect();
    match (kind, numbers.as_slice()) {
        ("move", [west, south, east, north, lon, lat, zoom]) => {
            let zoom = u8::try_from(*zoom).ok();
            let middle = LonLat::new(*lon, *lat);
            let bounds = Bounds {
                west: (*west).into(),
                south: (*south).into(),
                east: (*east).into(),
                north: (*north).into(),
            };
            map.view.set(View {
                middle,
                zoom,
                bounds,
            });
            map.query.update(|query| {
                query.middle = Parameter::new(&middle);
                query.zoom = zoom.as_ref().map(Parameter::new).unwrap_or_default();
            });
        }
        ("ground", [lon, lat]) => {
            map.query.update(|query| query.place = None);
            look(map, LonLat::new(*lon, *lat));
        }
        ("pick", _) => pick(map, &rest.into()),
        _ => {}
    }
}
