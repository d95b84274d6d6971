//! What: one of the city's kinds of goods.

use civic::places::PlaceSummary;
use civic::published::CityFile;
use leptos::prelude::*;

use super::{Asked, place_name};
use crate::app::m;
use crate::lang::localized;

/// The goods as large choices.
pub(super) fn choose(place: &PlaceSummary, city: &CityFile, asked: &Asked) -> AnyView {
    let m = m();
    let unknown = (!asked.goods.is_empty()).then(|| {
        view! { <div class="callout callout-warn" role="alert"><p>{m.unknown_goods} " " {asked.goods.clone()}</p></div> }
    });
    let choices: Vec<AnyView> = city
        .goods
        .iter()
        .map(|goods| {
            view! { <li><a class="big-choice" href=asked.with_goods(goods.id.as_str())>{localized(&goods.name)}</a></li> }.into_any()
        })
        .collect();
    view! {
        {unknown}
        <p class="picked">{m.where_label} " " <strong>{place_name(place)}</strong> " " <a href=asked.with_place("")>{m.change}</a></p>
        <h2 id="what">{m.what_label}</h2>
        <ul class="big-choices" aria-labelledby="what">{choices}</ul>
    }
    .into_any()
}
