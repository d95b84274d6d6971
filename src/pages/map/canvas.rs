//! What draws the map: fetched when the map is opened, handed what to draw, asked what was tapped.
//! The names of its attributes and what it tells are told in `map/map.js`.

use std::fmt::Write;

use civic::places::grid::Bounds;
use civic::places::{LonLat, Place};
use civic::published::CityFile;
use js_sys::Reflect;
use leptos::ev::{Custom, Event};
use leptos::html::custom;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, HtmlElement};

use super::sight::{Sight, View, look};
use super::{Map, list};
use crate::app::{focus, lang, m};
use crate::components::skeleton;
use crate::reactive::{follow, reactive};

/// The files that draw, each by its tag and the attribute that names it.
const FILES: [(&str, &str, &str); 2] = [("script", "src", "/map.js"), ("link", "href", "/map.css")];
/// Marks those that have come.
const HERE: &str = "data-map-here";

/// Where what draws stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawing {
    Awaited,
    Here,
    Lost,
}

/// The map itself, and plain words where it cannot be drawn.
pub(super) fn canvas(map: Map, city: &CityFile) -> AnyView {
    let m = m();
    let drawing = RwSignal::new(Drawing::Awaited);
    fetch(drawing);
    let tiles = city.tiles.clone();
    reactive(move || {
        match drawing.get() {
        Drawing::Awaited => skeleton(),
        Drawing::Lost => view! {
            <div class="callout callout-bad" role="alert">
                <h2>{m.map_lost_title}</h2>
                <p>{m.map_lost_text}</p>
                <p><button class="button" type="button" on:click=move |_| fetch(drawing)>{m.again}</button></p>
            </div>
        }
        .into_any(),
        Drawing::Here => {
            let credit = tiles.as_ref().map(|tiles| {
                view! { <p class="map-credit">{lang().pick(&tiles.attribution).to_owned()}</p> }
            });
            let template = tiles.as_ref().map(|tiles| tiles.template.clone());
            view! {
                <div class="map-frame">
                    <a class="skip" href=format!("#{}", list::ID) on:click=move |event| {
                        event.prevent_default();
                        focus(list::HEADING);
                    }>{m.map_skip}</a>
                    {drawn(map, template)}
                    {credit}
                    {super::controls::legend(map)}
                </div>
            }
            .into_any()
        }
    }
    })
}

fn drawn(map: Map, tiles: Option<String>) -> AnyView {
    let m = m();
    let element = custom("city-map");
    let node = NodeRef::new();
    let first = map.view.get_untracked();
    follow(move || {
        let Some(node) = node.get() else { return };
        let node: &Element = HtmlElement::as_ref(&node);
        let sight = map.sight.get();
        let places: Vec<String> = sight.spots.iter().map(|spot| line(spot.place())).collect();
        tell(node, "places", &places.join("\n"));
    });
    follow(move || {
        let Some(node) = node.get() else { return };
        tell(
            HtmlElement::as_ref(&node),
            "states",
            &states(map, &map.sight.get()),
        );
    });
    follow(move || {
        let Some(node) = node.get() else { return };
        let node: &Element = HtmlElement::as_ref(&node);
        let spot = map.found.with(|found| found.as_ref().map(|f| f.point));
        let spot = spot.map(|point| point.to_string());
        tell(node, "spot", &spot.unwrap_or_default());
        map.asked.with(|asked| tell(node, "picked", &asked.place));
        map.lit.with(|lit| tell(node, "lit", lit));
    });
    element
        .attr("class", "map-canvas")
        .attr("role", "region")
        .attr("aria-label", m.map_label)
        .attr("words", m.map_words)
        .attr("view", begin(first))
        .attr("tiles", tiles)
        .on(Custom::<Event>::new("tell"), move |event: Event| {
            let said = Reflect::get(&event, &"detail".into()).ok();
            hear(
                map,
                &said.and_then(|said| said.as_string()).unwrap_or_default(),
            );
        })
        .node_ref(node)
        .into_any()
}

fn tell(element: &Element, name: &str, value: &str) {
    // The drawing is told once: an attribute set anew is a drawing made anew.
    if element.get_attribute(name).as_deref() != Some(value) {
        let _ = element.set_attribute(name, value);
    }
}

/// Where the map opens: at a zoom, or so that all of the bounds is seen.
fn begin(view: View) -> String {
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
    let lang = lang();
    // What parts the fields is no part of a name.
    let name: String = lang
        .pick(&place.name)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
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
            format!("{} {}", state.class(), state.sign())
        })
        .collect();
    states.join("\t")
}

/// What was done on the map.
fn hear(map: Map, said: &str) {
    let (what, rest) = said.split_once(' ').unwrap_or((said, ""));
    let numbers: Vec<i32> = rest.split(' ').filter_map(|n| n.parse().ok()).collect();
    match (what, numbers.as_slice()) {
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
            map.asked.update(|asked| {
                asked.middle = Some(middle);
                asked.zoom = zoom;
            });
        }
        ("ground", [lon, lat]) => {
            map.asked.update(|asked| asked.place.clear());
            look(map, LonLat::new(*lon, *lat));
        }
        ("pick", _) => list::pick(map, rest),
        _ => {}
    }
}

/// Fetches what draws, once a visit; a failed attempt leaves nothing behind.
fn fetch(drawing: RwSignal<Drawing>) {
    drawing.set(Drawing::Awaited);
    for (tag, name, address) in FILES {
        if is_here(tag) {
            continue;
        }
        let Ok(element) = document().create_element(tag) else {
            drawing.set(Drawing::Lost);
            return;
        };
        let _ = element.set_attribute("rel", "stylesheet");
        let loaded = element.clone();
        let here = Closure::once_into_js(move || {
            let _ = loaded.set_attribute(HERE, "");
            came(drawing);
        });
        let failed = element.clone();
        let lost = Closure::once_into_js(move || {
            failed.remove();
            drawing.try_set(Drawing::Lost);
        });
        let _ = element.add_event_listener_with_callback("load", here.unchecked_ref());
        let _ = element.add_event_listener_with_callback("error", lost.unchecked_ref());
        let _ = element.set_attribute(name, address);
        if let Some(head) = document().head() {
            let _ = head.append_child(&element);
        }
    }
    came(drawing);
}

fn is_here(tag: &str) -> bool {
    let loaded = document().query_selector(&format!("{tag}[{HERE}]"));
    loaded.is_ok_and(|loaded| loaded.is_some())
}

fn came(drawing: RwSignal<Drawing>) {
    if FILES.iter().all(|(tag, ..)| is_here(tag)) {
        drawing.try_set(Drawing::Here);
    }
}
