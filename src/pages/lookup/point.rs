//! 这一点: the streets and zones at a point, from the phone's location or the map.

use std::collections::BTreeSet;
use std::sync::Arc;

use civic::PlaceId;
use civic::answer::alternatives::SEARCH_RADII_METRES;
use civic::places::grid::Bounds;
use civic::places::locate::{Located, RADIUS_METRES, locate};
use civic::places::{LonLat, Place, PlaceSummary};
use civic::published::PlaceShard;
use leptos::prelude::*;
use routes::query::Lookup;
use web::i18n::lang;
use web::position::{self, Position};
use web::published::{DataError, Tree, tree};
use web::reactive::{load_latest, reactive, task};

use crate::components::{Failure, PlaceName, Skeleton};
use crate::messages::{lookup, map};

/// The state of the request for the phone's position.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phone {
    NotAsked,
    Asking,
    Answered(Position),
}

/// "Use where I am": asks for the position when tapped, and shows what is there. The position stays
/// in this page's memory and is never put into the address.
#[component]
pub(super) fn UseLocation<'a>(query: &'a Lookup) -> impl IntoView + use<> {
    let phone = RwSignal::new(Phone::NotAsked);
    let query = query.clone();
    let shown = reactive(move || {
        let words = match phone.get() {
            Phone::NotAsked => return ().into_any(),
            Phone::Answered(Position::Here {
                point,
                accuracy_metres,
            }) => {
                let rough = (accuracy_metres > RADIUS_METRES).then(
                    || view! { <p class="meta">{lookup::LOCATION_ROUGH.text()} " " {accuracy_metres}</p> },
                );
                return view! { {rough} <AtPoint point query=&query/> }.into_any();
            }
            Phone::Asking => lookup::LOCATION_ASKING.text(),
            Phone::Answered(Position::Refused) => lookup::LOCATION_REFUSED.text(),
            Phone::Answered(Position::Failed) => lookup::LOCATION_FAILED.text(),
            Phone::Answered(Position::Missing) => lookup::LOCATION_MISSING.text(),
        };
        view! { <p>{words}</p> }.into_any()
    });
    view! {
        <p>
            <button class="button button-plain" type="button" aria-describedby="mine-hint" on:click=move |_| request(phone)>{lookup::USE_LOCATION.text()}</button>
            " " <span class="hint" id="mine-hint">{lookup::LOCATION_HINT.text()}</span>
        </p>
        <div aria-live="polite">{shown}</div>
    }
}

fn request(phone: RwSignal<Phone>) {
    phone.set(Phone::Asking);
    position::request(move |position| {
        phone.try_set(Phone::Answered(position));
    });
}

/// The places around a point, and which of them are at it.
type Found = Result<(Vec<Place>, Located), DataError>;

/// What is at a point: the nearest streets within the radius and the zones that contain it, or the
/// nearest street beyond.
#[component]
pub(super) fn AtPoint<'a>(point: LonLat, query: &'a Lookup) -> impl IntoView + use<> {
    let found = RwSignal::new(None::<Arc<Found>>);
    let tree = tree();
    load_latest(move || {
        Some(task(async move {
            let result = Arc::new(search(tree, point).await);
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    let query = query.clone();
    reactive(move || match found.get().as_deref() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Err(error)) => view! { <Failure error/> }.into_any(),
        Some(Ok((places, located))) => {
            view! { <PlacesAtPoint places located query=&query/> }.into_any()
        }
    })
}

/// Searches close by first, and farther away while no street is found.
async fn search(tree: Tree, point: LonLat) -> Found {
    let mut found = (Vec::new(), Located::default());
    for metres in [2 * RADIUS_METRES].into_iter().chain(SEARCH_RADII_METRES) {
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

/// The places of these shards, without duplicates.
fn drawn(shards: &[Arc<PlaceShard>]) -> Vec<Place> {
    let mut seen: BTreeSet<&PlaceId> = BTreeSet::new();
    shards
        .iter()
        .flat_map(|shard| &shard.places)
        .filter(|place| seen.insert(&place.id))
        .cloned()
        .collect()
}

#[component]
fn PlacesAtPoint<'a>(
    places: &'a [Place],
    located: &'a Located,
    query: &'a Lookup,
) -> impl IntoView + use<> {
    let row = |place: usize, metres: Option<u32>| {
        let place = PlaceSummary::from(&places[place]);
        let distance = metres.map(|n| format!("{n} {}", map::METRES.text()));
        view! {
            <li><a href=query.with_place(&place.id).href(lang())><PlaceName place=&place/></a> " " <span class="meta">{distance}</span></li>
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
            map::NO_STREET_BEFORE.text(),
            map::NO_STREET_AFTER.text()
        ))
    } else {
        Some(lookup::NOTHING_HERE.text().to_owned())
    };
    let nothing = nothing.map(|words| view! { <p>{words}</p> });
    let rows = (!rows.is_empty()).then(|| view! { <ul class="rows places">{rows}</ul> });
    let beyond = beyond
        .map(|row| view! { <h3>{map::NEAREST.text()}</h3><ul class="rows places">{row}</ul> });
    view! {
        <section aria-labelledby="at-point">
            <h2 id="at-point">{lookup::AT_POINT.text()}</h2>
            {rows}
            {nothing}
            {beyond}
        </section>
    }
}
