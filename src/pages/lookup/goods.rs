//! The choice of goods.

use civic::places::PlaceSummary;
use civic::published::CityFile;
use leptos::prelude::*;
use routes::query::Lookup;
use web::i18n::{lang, localized};

use super::next_choice::focus_next;
use crate::components::{NotUnderstood, PlaceName};
use crate::messages::{frame, lookup};

/// The goods as large choices.
#[component]
pub(super) fn ChooseGoods<'a>(
    place: &'a PlaceSummary,
    city: &'a CityFile,
    query: &'a Lookup,
) -> impl IntoView + use<> {
    focus_next("#what");
    let unknown = query.goods.as_ref().map(|goods| {
        view! { <NotUnderstood message=lookup::UNKNOWN_GOODS.text() text=goods.to_string()/> }
    });
    let choices: Vec<AnyView> = city
        .goods
        .iter()
        .map(|goods| {
            view! { <li><a class="tile" href=query.with_goods(&goods.id).href(lang())>{localized(&goods.name)}</a></li> }.into_any()
        })
        .collect();
    view! {
        {unknown}
        <p class="picked">{lookup::WHERE_LABEL.text()} " " <strong><PlaceName place/></strong> " " <a href=query.without_place().href(lang())>{frame::CHANGE.text()}</a></p>
        <h2 id="what" tabindex="-1">{lookup::WHAT_LABEL.text()}</h2>
        <ul class="tiles" aria-labelledby="what">{choices}</ul>
    }
}
