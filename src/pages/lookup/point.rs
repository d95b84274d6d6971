//! 这一点: which streets and zones answer for a point, by the phone's location or from the map.

use civic::places::PlaceSummary;
use std::collections::BTreeSet;
use std::sync::Arc;

use civic::PlaceId;
use civic::answer::alternatives::RINGS_METRES;
use civic::places::grid::Bounds;
use civic::places::locate::{Located, RADIUS_METRES, locate};
use civic::places::{LonLat, Place};
use civic::published::PlaceShard;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{Position, PositionError, PositionOptions};

use super::{Asked, place_name};
use crate::app::{m, site};
use crate::components::failure;
use crate::published::{DataError, Tree};
use crate::reactive::{load_latest, reactive, task};

/// How long the phone may look for its place, in milliseconds.
const PATIENCE: u32 = 20_000;

/// Where the phone says it is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phone {
    NotAsked,
    Asking,
    Here { point: LonLat, accuracy_metres: u32 },
    Refused,
    Failed,
    Missing,
}

/// "Use where I am": asks the phone when tapped, and shows what answers for that point. Where the
/// phone is stays in this page's memory; it is not in the address.
pub(super) fn mine(asked: &Asked) -> AnyView {
    let m = m();
    let phone = RwSignal::new(Phone::NotAsked);
    let asked = asked.clone();
    let shown = reactive(move || {
        let words = match phone.get() {
            Phone::NotAsked => return ().into_any(),
            Phone::Here {
                point,
                accuracy_metres,
            } => {
                let rough = (accuracy_metres > RADIUS_METRES).then(
                    || view! { <p class="meta">{m.location_rough} " " {accuracy_metres}</p> },
                );
                return view! { {rough} {at(point, &asked)} }.into_any();
            }
            Phone::Asking => m.location_asking,
            Phone::Refused => m.location_refused,
            Phone::Failed => m.location_failed,
            Phone::Missing => m.location_missing,
        };
        view! { <p>{words}</p> }.into_any()
    });
    view! {
        <p>
            <button class="button button-plain" type="button" aria-describedby="mine-hint" on:click=move |_| ask(phone)>{m.use_location}</button>
            " " <span class="hint" id="mine-hint">{m.location_hint}</span>
        </p>
        <div aria-live="polite">{shown}</div>
    }
    .into_any()
}

fn ask(phone: RwSignal<Phone>) {
    let Some(found) = web_sys::window().and_then(|w| w.navigator().geolocation().ok()) else {
        phone.set(Phone::Missing);
        return;
    };
    phone.set(Phone::Asking);
    let here = Closure::once_into_js(move |position: Position| {
        let coordinates = position.coords();
        let point = LonLat::new(
            millionths(coordinates.longitude()),
            millionths(coordinates.latitude()),
        );
        phone.try_set(Phone::Here {
            point,
            accuracy_metres: metres(coordinates.accuracy()),
        });
    });
    let failed = Closure::once_into_js(move |error: PositionError| {
        phone.try_set(if error.code() == PositionError::PERMISSION_DENIED {
            Phone::Refused
        } else {
            Phone::Failed
        });
    });
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE);
    let asked = found.get_current_position_with_error_callback_and_options(
        here.unchecked_ref(),
        Some(failed.unchecked_ref()),
        &options,
    );
    if asked.is_err() {
        phone.set(Phone::Missing);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast of a float stops at the bounds, and degrees stay within them"
)]
fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6) as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float stops at the bounds, and no accuracy is negative"
)]
fn metres(accuracy: f64) -> u32 {
    accuracy as u32
}

/// What was found around a point.
type Found = Result<(Vec<Place>, Located), DataError>;

/// What answers for a point: the nearest streets within the radius and the zones that hold it, or
/// the nearest street beyond.
pub(super) fn at(point: LonLat, asked: &Asked) -> AnyView {
    let found = RwSignal::new(None::<Arc<Found>>);
    let tree = site().tree;
    load_latest(move || {
        Some(task(async move {
            let result = Arc::new(look(tree, point).await);
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    let asked = asked.clone();
    reactive(move || match found.get().as_deref() {
        None => crate::components::skeleton(),
        Some(Err(error)) => failure(error),
        Some(Ok((places, located))) => show(places, located, &asked),
    })
}

/// Looks close by first and, while there is no street, farther away.
async fn look(tree: Tree, point: LonLat) -> Found {
    let mut found = (Vec::new(), Located::default());
    for metres in [2 * RADIUS_METRES].into_iter().chain(RINGS_METRES) {
        let Some(shards) = tree.within(Bounds::around(point, metres)).await? else {
            break;
        };
        let places = drawn(&shards);
        let located = locate(&places, point, RADIUS_METRES);
        let done = located.nearest.is_some_and(|near| near.metres <= metres);
        found = (places, located);
        if done {
            break;
        }
    }
    Ok(found)
}

/// The places of these files, each once.
fn drawn(shards: &[Arc<PlaceShard>]) -> Vec<Place> {
    let mut seen: BTreeSet<&PlaceId> = BTreeSet::new();
    shards
        .iter()
        .flat_map(|shard| &shard.places)
        .filter(|place| seen.insert(&place.id))
        .cloned()
        .collect()
}

fn show(places: &[Place], located: &Located, asked: &Asked) -> AnyView {
    let m = m();
    let row = |place: usize, metres: Option<u32>| {
        let place = PlaceSummary::from(&places[place]);
        let far = metres.map(|n| format!("{n} {}", m.map_metres));
        view! {
            <li><a href=asked.with_place(place.id.as_str())>{place_name(&place)}</a> " " <span class="meta">{far}</span></li>
        }
        .into_any()
    };
    let streets = located.streets.iter().map(|n| row(n.place, Some(n.metres)));
    let rows: Vec<AnyView> = streets
        .chain(located.zones.iter().map(|i| row(*i, None)))
        .collect();
    let none = located.streets.is_empty();
    let beyond = located
        .nearest
        .filter(|_| none)
        .map(|n| row(n.place, Some(n.metres)));
    let nothing = if !none {
        None
    } else if beyond.is_some() {
        Some(format!(
            "{}{RADIUS_METRES}{}",
            m.map_no_street.0, m.map_no_street.1
        ))
    } else {
        Some(m.nothing_here.to_owned())
    };
    let nothing = nothing.map(|words| view! { <p>{words}</p> });
    let rows = (!rows.is_empty()).then(|| view! { <ul class="rows places">{rows}</ul> });
    let beyond =
        beyond.map(|row| view! { <h3>{m.map_nearest}</h3><ul class="rows places">{row}</ul> });
    view! {
        <section aria-labelledby="at-point">
            <h2 id="at-point">{m.at_point}</h2>
            {rows}
            {nothing}
            {beyond}
        </section>
    }
    .into_any()
}
