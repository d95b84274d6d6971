//! The selection: a place, or a point and what is there.

use civic::answer::Question;
use civic::places::PlaceSummary;
use civic::places::locate::RADIUS_METRES;
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::reactive::reactive;

use super::list::{metres, state_tag};
use super::model::{Found, Spot};
use super::state::Map;
use crate::components::{failure, place_name};
use crate::messages::{lookup, map};

/// The card of the selection; a hint if there is none.
pub(super) fn card(map: Map) -> AnyView {
    let picked = Memo::new(move |_| map.query.with(|query| query.place.clone()));
    let content = reactive(move || {
        if let Some(found) = map.found.get() {
            return point(map, &found);
        }
        let (id, sight) = (picked.get(), map.sight.get());
        let Some(id) = id else {
            return view! { <p class="hint">{map::HINT.text()}</p> }.into_any();
        };
        match sight.spot(&id) {
            Some(spot) => place(map, spot),
            None if sight.ready => view! { <p class="hint">{map::HINT.text()}</p> }.into_any(),
            None => ().into_any(),
        }
    });
    view! { <section class="map-card" aria-label=map::PICKED.text() aria-live="polite">{content}</section> }
        .into_any()
}

fn place(map: Map, spot: &Spot) -> AnyView {
    let lang = lang();
    let (goods, time) = (map.goods.get(), map.time.get());
    let place = spot.place();
    let summary = PlaceSummary::from(place);
    let until = goods.as_ref().and_then(|goods| {
        let answer = spot.engine().answer(&Question {
            place: place.id.clone(),
            goods: goods.clone(),
            at: time.at,
        })?;
        let until = answer.until.map_or_else(
            || lookup::NO_CHANGE.text().to_owned(),
            |until| {
                format!(
                    "{} {}",
                    lookup::UNTIL.text(),
                    format::later(lang, until, answer.local)
                )
            },
        );
        Some(view! { <p class="until">{until}</p> })
    });
    let rough = place.geometry.as_ref().is_some_and(|g| g.approximate);
    let rough = rough.then(|| view! { <p class="meta">{lookup::APPROXIMATE.text()}</p> });
    let go = if goods.is_some() {
        map::ANSWER.text()
    } else {
        map::CHOOSE_GOODS.text()
    };
    view! {
        <h2>{place_name(&summary)}</h2>
        <p>{state_tag(&spot.state(goods.as_ref(), time.at))}</p>
        {until}
        <p><a class="go" href=map.query.with(|query| query.lookup(&place.id).href(lang))>{go}</a></p>
        {rough}
    }
    .into_any()
}

fn point(map: Map, found: &Found) -> AnyView {
    if let Some(error) = &found.failed {
        return view! { <h2>{map::POINT.text()}</h2> {failure(error)} }.into_any();
    }
    let (goods, at) = (map.goods.get(), map.time.get().at);
    let line = |spot: &Spot, distance: Option<u32>| {
        let place = spot.place();
        let href = map.query.with(|query| query.lookup(&place.id).href(lang()));
        let distance = distance.map(|n| view! { <span class="meta">{metres(n)}</span> " " });
        view! {
            <li><a href=href>{place_name(&PlaceSummary::from(place))}</a> " " {distance} {state_tag(&spot.state(goods.as_ref(), at))}</li>
        }
        .into_any()
    };
    let mut rows: Vec<AnyView> = found
        .streets
        .iter()
        .map(|(spot, distance)| line(spot, Some(*distance)))
        .collect();
    rows.extend(found.zones.iter().map(|zone| line(zone, None)));
    let silent = found.streets.is_empty().then(|| {
        let nearest = found.nearest.as_ref().map(|(spot, distance)| {
            view! { <p>{map::NEAREST.text()}</p> <ul class="rows map-rows">{line(spot, Some(*distance))}</ul> }
        });
        view! { <p>{map::NO_STREET_BEFORE.text()} {RADIUS_METRES} {map::NO_STREET_AFTER.text()}</p> {nearest} }
    });
    let rows = (!rows.is_empty()).then(|| view! { <ul class="rows map-rows">{rows}</ul> });
    view! { <h2>{map::POINT.text()}</h2> {rows} {silent} }.into_any()
}
