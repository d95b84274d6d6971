//! A point on the map, which is opened only if somebody wants to say it more exactly.

use civic::places::LonLat;
use civic::published::{BaseFile, CityFile, name};
use leptos::ev::{Custom, Event};
use leptos::html::custom;
use leptos::prelude::*;
use web::dom::{detail, set_attribute};
use web::i18n::lang;
use web::published::use_file;
use web::reactive::{follow, reactive};

use crate::components::city_map::{Drawing, base_lines, fetch};
use crate::components::{Glyph, Icon, Skeleton, when_ready};
use crate::messages::{feedback, frame, map};
use crate::state::{city, site};

/// The magnification at which houses can be told apart.
const NEAR: u8 = 16;

/// The button that opens the map, and the map, on which a tap sets the point.
#[component]
pub(super) fn PointOnMap(
    /// A point of the place that was chosen.
    around: Option<LonLat>,
) -> impl IntoView {
    let draft = site().draft;
    let (is_open, drawing) = (RwSignal::new(false), RwSignal::new(Drawing::Loading));
    let open = move |_| is_open.set(true);
    follow(move || {
        if is_open.get() {
            fetch(drawing);
        }
    });
    let shown = reactive(move || {
        match is_open.get().then(|| drawing.get()) {
        None => view! { <p class="part-3"><button class="btn btn-2" type="button" on:click=open><Glyph icon=Icon::MAP/>{feedback::ON_MAP.text()}</button></p> }.into_any(),
        Some(Drawing::Failed) => view! {
            <p class="bad part-3" role="alert">{map::LOST_TITLE.text()}</p>
            <p><button class="btn btn-2" type="button" on:click=move |_| fetch(drawing)>{frame::AGAIN.text()}</button></p>
        }.into_any(),
        Some(Drawing::Ready) => when_ready(city(), move |city| element(&city, around)),
        Some(_) => view! { <Skeleton/> }.into_any(),
    }
    });
    let point = Memo::new(move |_| draft.with(|draft| draft.point));
    let said = reactive(move || {
        if point.get().is_none() {
            return ().into_any();
        }
        let drop = move |_| {
            draft.update(|draft| {
                draft.edit();
                draft.point = None;
            });
        };
        view! {
            <p>{feedback::POINT_SET.text()} " " <button class="btn btn-2" type="button" on:click=drop><Glyph icon=Icon::CLOSE/>{feedback::POINT_DROP.text()}</button></p>
        }
        .into_any()
    });
    view! {
        <div class="field">
            <p><b>{feedback::MORE_EXACTLY.text()}</b></p>
            {shown}
            <div role="status">{said}</div>
            <p class="s soft">{feedback::POINT_FOR_WHOM.text()}</p>
        </div>
    }
}

fn element(city: &CityFile, around: Option<LonLat>) -> AnyView {
    let draft = site().draft;
    let node = NodeRef::new();
    let base = city
        .tiles
        .is_none()
        .then(|| use_file::<BaseFile>(name::BASE));
    follow(move || {
        let Some(node) = node.get() else { return };
        set_attribute(&node, "base", &base_lines(base));
    });
    follow(move || {
        let Some(node) = node.get() else { return };
        let spot = draft.with(|draft| draft.point);
        let spot = spot.map(|point| point.to_string()).unwrap_or_default();
        set_attribute(&node, "spot", &spot);
    });
    let middle = draft.with_untracked(|draft| draft.point).or(around);
    let view = match (middle, city.overview) {
        (Some(middle), _) => format!("{middle},{NEAR}"),
        (None, Some((from, to))) => format!("{from},{to}"),
        (None, None) => return view! { <p>{map::LOST_TITLE.text()}</p> }.into_any(),
    };
    let tiles = city.tiles.as_ref();
    let drawn = custom("city-map")
        .attr("class", "map-canvas")
        .attr("role", "region")
        .attr("aria-label", map::LABEL.text())
        .attr("words", map::WORDS.text())
        .attr("view", view)
        .attr("tiles", tiles.map(|tiles| tiles.template.clone()))
        .on(Custom::<Event>::new("map-event"), move |event: Event| {
            let point = tapped(&detail(&event).unwrap_or_default());
            if point.is_some() {
                draft.update(|draft| {
                    draft.edit();
                    draft.point = point;
                });
            }
        })
        .node_ref(node);
    let credit = tiles.map(|tiles| lang().pick(&tiles.attribution).to_owned());
    view! {
        <p class="hint">{feedback::TAP_MAP.text()}</p>
        <div class="map-frame"><div class="map-box">{drawn}{credit.map(|credit| view! { <p class="map-credit">{credit}</p> })}</div></div>
    }
    .into_any()
}

/// The point of the event `ground longitude latitude`.
fn tapped(detail: &str) -> Option<LonLat> {
    let (lon, lat) = detail.strip_prefix("ground ")?.split_once(' ')?;
    Some(LonLat::new(lon.parse().ok()?, lat.parse().ok()?))
}
