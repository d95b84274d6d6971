//! The choice of goods.

use civic::places::PlaceSummary;
use civic::published::CityFile;
use civic::rules::{Goods, Registration};
use leptos::prelude::*;
use routes::query::Lookup;
use web::i18n::{lang, localized};

use super::next_choice::focus_next;
use crate::components::{CasesAbout, Glyph, Icon, NotUnderstood, PlaceName};
use crate::messages::{frame, lookup};
use crate::state::last_question;

/// The goods as pictures, those asked about lately first.
#[component]
pub(super) fn ChooseGoods<'a>(
    place: &'a PlaceSummary,
    city: &'a CityFile,
    query: &'a Lookup,
    cases: u32,
) -> impl IntoView + use<> {
    focus_next("#what");
    let unknown = query.goods.as_ref().map(|goods| {
        view! { <NotUnderstood message=lookup::UNKNOWN_GOODS.text() text=goods.to_string()/> }
    });
    let lately = last_question::lately();
    let age = |goods: &Goods| {
        let at = lately.iter().position(|id| *id == goods.id);
        at.unwrap_or(lately.len())
    };
    let mut all: Vec<&Goods> = city.goods.iter().collect();
    all.sort_by_key(|goods| age(goods));
    let tiles: Vec<AnyView> = all
        .into_iter()
        .map(|goods| tile(goods, age(goods) < lately.len(), query))
        .collect();
    view! {
        {unknown}
        <p class="row"><span>{lookup::WHERE_LABEL.text()}</span><strong><PlaceName place/></strong> <a class="go" href=query.without_place().href(lang())>{frame::CHANGE.text()}</a></p>
        <h2 id="what" tabindex="-1">{lookup::WHAT_LABEL.text()}</h2>
        <ul class="tiles tiles-8" aria-labelledby="what">{tiles}</ul>
        <p class="field soft s">{lookup::NEEDS_CARD_TEXT.text()}</p>
        <CasesAbout id=place.id.as_str() count=cases/>
    }
}

fn tile(goods: &Goods, is_lately: bool, query: &Lookup) -> AnyView {
    let href = query.with_goods(&goods.id).href(lang());
    let needs = match goods.registration {
        Registration::Exempt => Some(lookup::NEEDS_NOTHING.text()),
        Registration::Permit => Some(lookup::NEEDS_PERMIT.text()),
        _ => None,
    };
    let needs = needs.map(|needs| view! { <small>{needs}</small> });
    let lately = is_lately.then(|| view! { <small>{lookup::LATELY.text()}</small> });
    view! { <li><a class="tile" href=href><Glyph icon=Icon::of_goods(&goods.id)/><span>{localized(&goods.name)}</span>{needs}{lately}</a></li> }
        .into_any()
}
