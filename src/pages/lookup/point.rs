//! 这一点: the streets and zones at a point, from the phone's location or the map.

use std::sync::Arc;

use civic::places::locate::RADIUS_METRES;
use civic::places::{LonLat, PlaceKind, PlaceSummary};
use civic::published::surroundings::{AtPoint as Found, at_point};
use leptos::prelude::*;
use routes::query::Lookup;
use web::i18n::lang;
use web::position::{self, Position};
use web::published::{DataError, tree};
use web::reactive::{load_latest, reactive, task};

use crate::components::{Failure, Glyph, Icon, PlaceName, Skeleton};
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
                    || view! { <p class="s soft">{lookup::LOCATION_ROUGH.text()} " " {accuracy_metres}</p> },
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
        <button class="go go-b mine" type="button" aria-describedby="mine-hint" on:click=move |_| request(phone)><Glyph icon=Icon::LOCATE/>{lookup::USE_LOCATION.text()}</button>
        <p class="hint" id="mine-hint">{lookup::LOCATION_HINT.text()}</p>
        <div aria-live="polite">{shown}</div>
    }
}

fn request(phone: RwSignal<Phone>) {
    phone.set(Phone::Asking);
    position::request(move |position| {
        phone.try_set(Phone::Answered(position));
    });
}

/// What is at a point: the nearest streets within the radius and the zones that contain it, or what
/// is nearest beyond.
#[component]
pub(super) fn AtPoint<'a>(point: LonLat, query: &'a Lookup) -> impl IntoView + use<> {
    let found = RwSignal::new(None::<Arc<Result<Found, DataError>>>);
    let tree = tree();
    load_latest(move || {
        Some(task(async move {
            let result = match tree.manifest.get_untracked() {
                Some(manifest) => at_point(&tree.files(&manifest), point).await,
                None => Err(DataError::Absent),
            };
            move || {
                found.try_set(Some(Arc::new(result)));
            }
        }))
    });
    let query = query.clone();
    reactive(move || match found.get().as_deref() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Err(error)) => view! { <Failure error/> }.into_any(),
        Some(Ok(found)) => view! { <PlacesAtPoint found query=&query/> }.into_any(),
    })
}

#[component]
fn PlacesAtPoint<'a>(found: &'a Found, query: &'a Lookup) -> impl IntoView + use<> {
    let located = &found.located;
    let row = |place: usize, metres: Option<u32>| {
        let place = PlaceSummary::from(&found.places[place]);
        let distance = metres.map(|n| format!("{n} {}", map::METRES.text()));
        view! {
            <li><a class="list-link" href=query.with_place(&place.id).href(lang())><b><PlaceName place=&place/></b><span class="s soft">{distance}</span></a></li>
        }
        .into_any()
    };
    let streets = located.streets.iter().map(|n| row(n.place, Some(n.metres)));
    let rows: Vec<AnyView> = streets
        .chain(located.zones.iter().map(|i| row(*i, None)))
        .collect();
    let beyond: Vec<AnyView> = found
        .beyond()
        .map(|n| {
            let nearest = match found.places[n.place].kind {
                PlaceKind::Zone => map::NEAREST_ZONE.text(),
                _ => map::NEAREST_STREET.text(),
            };
            let row = row(n.place, Some(n.metres));
            view! { <h3>{nearest}</h3><ul class="list">{row}</ul> }.into_any()
        })
        .collect();
    let nothing = if !located.streets.is_empty() {
        None
    } else if rows.is_empty() && beyond.is_empty() {
        Some(format!(
            "{}{}{}",
            lookup::NOTHING_HERE_BEFORE.text(),
            radius(found.looked_metres),
            lookup::NOTHING_HERE_AFTER.text()
        ))
    } else {
        Some(format!(
            "{}{RADIUS_METRES}{}",
            map::NO_STREET_BEFORE.text(),
            map::NO_STREET_AFTER.text()
        ))
    };
    let nothing = nothing.map(|words| view! { <p>{words}</p> });
    let rows = (!rows.is_empty()).then(|| view! { <ul class="list">{rows}</ul> });
    view! {
        <section aria-labelledby="at-point">
            <h2 class="rule" id="at-point">{lookup::AT_POINT.text()}</h2>
            {rows}
            {nothing}
            {beyond}
        </section>
    }
}

/// A radius that was looked at, with its unit.
pub(super) fn radius(metres: u32) -> String {
    if metres.is_multiple_of(1000) {
        format!("{} {}", metres / 1000, lookup::KILOMETRES.text())
    } else {
        format!("{metres} {}", map::METRES.text())
    }
}
