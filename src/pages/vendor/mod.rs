//! 能不能摆: where, what, when, and one answer.

mod goods;
mod picture;
mod place;
mod verdict;
mod when;
mod why;
mod year;

use std::sync::Arc;

use civic::tree::{CityFile, PlaceIndex, PlaceSummary, name};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::app::{city, lang, m};
use crate::data::use_file;
use crate::lang::say;
use crate::parts::{heading, when_ready};
use crate::paths::Page;

/// What the address bar asks. `seq` names the snapshot that is to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    place: String,
    goods: String,
    at: String,
    seq: String,
}

impl Asked {
    pub(super) fn href(&self) -> String {
        self.showing("")
    }

    /// The same question with a picture of time chosen.
    pub(super) fn showing(&self, show: &str) -> String {
        Page::Vendor.with(
            lang(),
            &[
                ("place", &self.place),
                ("goods", &self.goods),
                ("at", &self.at),
                ("seq", &self.seq),
                ("show", show),
            ],
        )
    }

    pub(super) fn with_place(&self, place: &str) -> String {
        let place = place.to_owned();
        Self {
            place,
            ..self.clone()
        }
        .href()
    }

    pub(super) fn with_goods(&self, goods: &str) -> String {
        let goods = goods.to_owned();
        Self {
            goods,
            ..self.clone()
        }
        .href()
    }
}
/// The vendor lookup page.
pub(crate) fn page() -> AnyView {
    let m = m();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|q| Asked {
            place: q.get("place").unwrap_or_default(),
            goods: q.get("goods").unwrap_or_default(),
            at: q.get("at").unwrap_or_default(),
            seq: q.get("seq").unwrap_or_default(),
        })
    });
    view! {
        {heading(move || m.vendor_title.to_owned())}
        <p class="lead">{m.vendor_lead}</p>
        {with_data(move |index, city| step(&asked.get(), &index, &city))}
    }
    .into_any()
}

/// What every step is asked from.
fn with_data(
    show: impl Fn(Arc<PlaceIndex>, Arc<CityFile>) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    let index = use_file::<PlaceIndex>(name::PLACES);
    when_ready(index, move |index| {
        let show = show.clone();
        when_ready(city(), move |city| show(Arc::clone(&index), city))
    })
}

/// The first thing that is still to be asked, or the answer.
fn step(asked: &Asked, index: &Arc<PlaceIndex>, city: &Arc<CityFile>) -> AnyView {
    let place = index.places.iter().find(|p| p.id.as_str() == asked.place);
    let goods = city.goods.iter().find(|g| g.id.as_str() == asked.goods);
    match (place, goods) {
        (None, _) => place::choose(index, asked, city),
        (Some(place), None) => goods::choose(place, city, asked),
        (Some(place), Some(goods)) => verdict::verdict(place, goods, asked, city),
    }
}

fn place_name(place: &PlaceSummary) -> AnyView {
    let lang = lang();
    let side = (place.side != civic::place::Side::Both)
        .then(|| view! { " · " {lang.term(place.side.zh(), place.side.en()).to_owned()} });
    let section = (!place.section.is_empty())
        .then(|| view! { <span class="section">" " {say(&place.section)}</span> });
    view! { {say(&place.name)} {section} {side} }.into_any()
}
