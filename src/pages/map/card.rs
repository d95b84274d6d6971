//! What was picked: a place, or a point and what answers for it.

use civic::answer::Question;
use civic::places::PlaceSummary;
use civic::places::locate::RADIUS_METRES;

use leptos::prelude::*;

use super::Map;
use super::list::{metres, state_tag};
use super::sight::{Found, Spot};
use crate::app::{lang, m};
use crate::components::failure;
use crate::format;
use crate::pages::lookup::place_name;
use crate::reactive::reactive;

/// The card; where nothing is picked, how to.
pub(super) fn card(map: Map) -> AnyView {
    let m = m();
    let picked = Memo::new(move |_| map.asked.with(|asked| asked.place.clone()));
    let said = reactive(move || {
        if let Some(found) = map.found.get() {
            return point(map, &found);
        }
        let (id, sight) = (picked.get(), map.sight.get());
        if id.is_empty() {
            return view! { <p class="hint">{m.map_hint}</p> }.into_any();
        }
        match sight.spot(&id) {
            Some(spot) => place(map, spot),
            None if sight.ready => view! { <p class="hint">{m.map_hint}</p> }.into_any(),
            None => ().into_any(),
        }
    });
    view! { <section class="map-card" aria-label=m.map_picked aria-live="polite">{said}</section> }
        .into_any()
}

fn place(map: Map, spot: &Spot) -> AnyView {
    let (lang, m) = (lang(), m());
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
            || m.no_change.to_owned(),
            |until| format!("{} {}", m.until, format::later(lang, until, answer.local)),
        );
        Some(view! { <p class="until">{until}</p> })
    });
    let rough = place.geometry.as_ref().is_some_and(|g| g.approximate);
    let rough = rough.then(|| view! { <p class="meta">{m.approximate}</p> });
    let go = if goods.is_some() {
        m.map_answer
    } else {
        m.map_choose_goods
    };
    view! {
        <h2>{place_name(&summary)}</h2>
        <p>{state_tag(&spot.state(goods.as_ref(), time.at))}</p>
        {until}
        <p><a class="go" href=map.asked.with(|asked| asked.answer(place.id.as_str()))>{go}</a></p>
        {rough}
    }
    .into_any()
}

fn point(map: Map, found: &Found) -> AnyView {
    let m = m();
    if let Some(error) = &found.failed {
        return view! { <h2>{m.map_point}</h2> {failure(error)} }.into_any();
    }
    let (goods, at) = (map.goods.get(), map.time.get().at);
    let line = |spot: &Spot, far: Option<u32>| {
        let place = spot.place();
        let href = map.asked.with(|asked| asked.answer(place.id.as_str()));
        let far = far.map(|far| view! { <span class="meta">{metres(far)}</span> " " });
        view! {
            <li><a href=href>{place_name(&PlaceSummary::from(place))}</a> " " {far} {state_tag(&spot.state(goods.as_ref(), at))}</li>
        }
        .into_any()
    };
    let mut rows: Vec<AnyView> = found
        .streets
        .iter()
        .map(|(s, far)| line(s, Some(*far)))
        .collect();
    rows.extend(found.zones.iter().map(|zone| line(zone, None)));
    let silent = found.streets.is_empty().then(|| {
        let nearest = found.nearest.as_ref().map(|(spot, far)| {
            view! { <p>{m.map_nearest}</p> <ul class="rows map-rows">{line(spot, Some(*far))}</ul> }
        });
        view! { <p>{m.map_no_street.0} {RADIUS_METRES} {m.map_no_street.1}</p> {nearest} }
    });
    let rows = (!rows.is_empty()).then(|| view! { <ul class="rows map-rows">{rows}</ul> });
    view! { <h2>{m.map_point}</h2> {rows} {silent} }.into_any()
}
