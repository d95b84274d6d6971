//! The selection: a place, or a point and what is there.

use civic::GoodsId;
use civic::answer::Question;
use civic::places::locate::RADIUS_METRES;
use civic::places::{PlaceKind, PlaceSummary};
use civic::time::Instant;
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::reactive::reactive;

use super::list::{StateTag, cases_of, metres};
use super::model::{Found, Spot};
use super::state::{Map, Moment};
use crate::components::{Failure, Icon, PlaceName, SmallGlyph};
use crate::messages::{lookup, map, sign};

/// The card of the selection; a hint if there is none.
#[component]
pub(super) fn Card(map: Map) -> impl IntoView {
    let picked = Memo::new(move |_| map.query.with(|query| query.place.clone()));
    let content = reactive(move || {
        let (goods, time) = (map.goods.get(), map.time.get());
        if let Some(found) = map.found.get() {
            return view! { <PickedPoint map found=&found goods at=time.at/> }.into_any();
        }
        let (id, sight) = (picked.get(), map.sight.get());
        let Some(id) = id else {
            return view! { <p class="hint">{map::HINT.text()}</p> }.into_any();
        };
        match sight.spot(&id) {
            Some(spot) => {
                view! { <PickedPlace map spot goods time with_cases=map.cases.get()/> }.into_any()
            }
            None if sight.ready => view! { <p class="hint">{map::HINT.text()}</p> }.into_any(),
            None => ().into_any(),
        }
    });
    view! { <section class="map-card" aria-label=map::PICKED.text() aria-live="polite">{content}</section> }
}

#[component]
fn PickedPlace<'a>(
    map: Map,
    spot: &'a Spot,
    goods: Option<GoodsId>,
    time: Moment,
    with_cases: bool,
) -> impl IntoView + use<> {
    let lang = lang();
    let place = spot.place();
    let state = spot.state(goods.as_ref(), time.at);
    let href = map
        .query
        .with_untracked(|query| query.lookup(&place.id).href(lang));
    let summary = PlaceSummary::from(place);
    let until = goods.as_ref().and_then(|goods| {
        let answer = spot.engine().answer(&Question {
            place: place.id.clone(),
            goods: goods.clone(),
            at: time.at,
        })?;
        let until = answer.until.map_or_else(
            || sign::NO_CHANGE.text().to_owned(),
            |until| {
                format!(
                    "{} {}",
                    sign::UNTIL.text(),
                    format::later(lang, until, answer.local)
                )
            },
        );
        Some(view! { <span>{until}</span> })
    });
    let cases = with_cases.then(|| cases_of(spot).map(|cases| view! { <p>{cases}</p> }));
    let rough = place.geometry.as_ref().is_some_and(|g| g.approximate);
    let rough = rough.then(|| view! { <p class="s soft">{lookup::APPROXIMATE.text()}</p> });
    let go = if goods.is_some() {
        map::ANSWER.text()
    } else {
        map::CHOOSE_GOODS.text()
    };
    view! {
        <h2 class="rule"><PlaceName place=&summary/></h2>
        <p class="map-state"><StateTag state=&state/> {until}</p>
        <p><a class="go" href=href>{go}<SmallGlyph icon=Icon::RIGHT/></a></p>
        {cases}
        {rough}
    }
}

#[component]
fn PickedPoint<'a>(
    map: Map,
    found: &'a Found,
    goods: Option<GoodsId>,
    at: Instant,
) -> impl IntoView + use<> {
    if let Some(error) = &found.failed {
        return view! { <h2 class="rule">{map::POINT.text()}</h2> <Failure error/> }.into_any();
    }
    let line = |spot: &Spot, distance: Option<u32>| {
        let place = PlaceSummary::from(spot.place());
        let state = spot.state(goods.as_ref(), at);
        let href = map
            .query
            .with_untracked(|query| query.lookup(&place.id).href(lang()));
        let distance = distance.map(|n| view! { <span class="s soft">{metres(n)}</span> " " });
        view! {
            <li><a class="map-of" href=href><span><PlaceName place=&place/> " " {distance}</span> <StateTag state=&state/></a></li>
        }
        .into_any()
    };
    let near = |(spot, distance): &(Spot, u32)| line(spot, Some(*distance));
    let mut rows: Vec<AnyView> = found.streets.iter().map(near).collect();
    rows.extend(found.zones.iter().map(|zone| line(zone, None)));
    let silent = found.streets.is_empty().then(|| {
        let beyond = found.beyond.iter().map(|found| {
            let nearest = match found.0.place().kind {
                PlaceKind::Zone => map::NEAREST_ZONE.text(),
                _ => map::NEAREST_STREET.text(),
            };
            let row = near(found);
            view! { <p>{nearest}</p> <ul class="list map-rows">{row}</ul> }
                .into_any()
        });
        let beyond: Vec<AnyView> = beyond.collect();
        view! { <p>{map::NO_STREET_BEFORE.text()} {RADIUS_METRES} {map::NO_STREET_AFTER.text()}</p> {beyond} }
    });
    let rows = (!rows.is_empty()).then(|| view! { <ul class="list map-rows">{rows}</ul> });
    view! { <h2 class="rule">{map::POINT.text()}</h2> {rows} {silent} }.into_any()
}
