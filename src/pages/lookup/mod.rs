//! 能不能摆: where, what, when, and one answer.

mod alternatives;
mod day_and_week;
mod goods;
mod place;
mod place_search;
mod point;
mod reasons;
mod time;
mod verdict;
mod version;
mod year;

pub(crate) use time::instant;

use civic::places::PlaceSummary;
use std::sync::Arc;

use civic::PlaceId;
use civic::published::{CityFile, Manifest, PlaceIndex, PlaceShard, name};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::app::{lang, m, site};
use crate::components::{failure, heading, skeleton, when_ready};
use crate::lang::localized;
use crate::paths::Page;
use crate::published::{DataError, Loaded, Want, use_file, use_wanted};
use crate::reactive::reactive;

/// What the address bar asks. `point` is a point of the map where no place is named yet; `seq`
/// names the snapshot that is to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    place: String,
    point: String,
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
        Page::Lookup.with(
            lang(),
            &[
                ("place", &self.place),
                ("point", &self.point),
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
            point: String::new(),
            ..self.clone()
        }
        .href()
    }

    pub(super) fn with_at(&self, at: &str) -> String {
        let at = at.to_owned();
        Self { at, ..self.clone() }.href()
    }

    /// The same question to the present snapshot.
    pub(super) fn with_present(&self) -> Self {
        let seq = String::new();
        Self {
            seq,
            ..self.clone()
        }
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
            point: q.get("point").unwrap_or_default(),
            goods: q.get("goods").unwrap_or_default(),
            at: q.get("at").unwrap_or_default(),
            seq: q.get("seq").unwrap_or_default(),
        })
    });
    view! {
        {heading(move || m.vendor_title.to_owned())}
        <p class="lead">{m.vendor_lead}</p>
        {reactive(move || version::of(&asked.get()))}
    }
    .into_any()
}

/// The snapshot that is to answer.
#[derive(Clone)]
struct Version {
    manifest: Arc<Manifest>,
    city: Arc<CityFile>,
    /// Its number where it is not the present one.
    archived: Option<u64>,
}

impl Version {
    /// What is wanted of this snapshot.
    fn want(&self, want: Want) -> Want {
        match self.archived {
            Some(sequence) => Want::Of(sequence, Box::new(want)),
            None => want,
        }
    }
}

/// The first thing that is still to be asked, or the answer.
fn step(asked: &Asked, version: &Version) -> AnyView {
    if asked.place.is_empty() {
        return choose_place(asked, &version.city);
    }
    let id = PlaceId::from(asked.place.as_str());
    let shard = use_wanted::<PlaceShard>(version.want(Want::Place(id.clone())));
    let (asked, version) = (asked.clone(), version.clone());
    reactive(move || {
        let city = &version.city;
        let shard = match shard.get() {
            Loaded::Failed(DataError::Absent) => return choose_place(&asked, city),
            Loaded::Failed(error) => return failure(&error),
            Loaded::Loading => return skeleton(),
            Loaded::Ready(shard) => shard,
        };
        let Some(place) = shard.places.iter().find(|p| p.id == id) else {
            return choose_place(&asked, city);
        };
        let goods = city.goods.iter().find(|g| g.id.as_str() == asked.goods);
        let place = PlaceSummary::from(place);
        match goods {
            None => goods::choose(&place, city, &asked),
            Some(goods) => verdict::verdict(&place, goods, &asked, &version, &shard),
        }
    })
}

fn choose_place(asked: &Asked, city: &Arc<CityFile>) -> AnyView {
    let (asked, city) = (asked.clone(), Arc::clone(city));
    let manifest = site().tree.manifest.get_untracked();
    // Of a city of many places no more is read than what is typed needs.
    if manifest.is_some_and(|m| m.files.contains_key(name::NAMES_DIR)) {
        return place::choose(None, &asked, &city);
    }
    when_ready(use_file::<PlaceIndex>(name::PLACES), move |index| {
        place::choose(Some(&index), &asked, &city)
    })
}

/// A place by its name, its stretch and its side.
pub(crate) fn place_name(place: &PlaceSummary) -> AnyView {
    let lang = lang();
    let side = (place.side != civic::places::Side::Both)
        .then(|| view! { " · " {lang.term(place.side.zh(), place.side.en()).to_owned()} });
    let section = (!place.section.is_empty())
        .then(|| view! { <span class="section">" " {localized(&place.section)}</span> });
    view! { {localized(&place.name)} {section} {side} }.into_any()
}
