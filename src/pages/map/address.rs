//! What the address bar asks of the map, both ways.

use civic::places::{LonLat, Place};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use crate::app::lang;
use crate::paths::Page;
use crate::reactive::follow;

/// The zoom at which a street fills a phone.
pub(super) const CLOSE: u8 = 16;

/// What the address bar asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The middle of the map; `None` for where most places are.
    pub(crate) middle: Option<LonLat>,
    /// Its zoom, as web maps count it.
    pub(crate) zoom: Option<u8>,
    /// The goods; empty for grades.
    pub(crate) goods: String,
    /// The time; empty for now.
    pub(crate) at: String,
    /// The place that is picked.
    pub(crate) place: String,
}

impl Asked {
    fn read(query: &ParamsMap) -> Self {
        Self {
            middle: query.get("middle").and_then(|text| LonLat::parse(&text)),
            zoom: query.get("zoom").and_then(|zoom| zoom.parse().ok()),
            goods: query.get("goods").unwrap_or_default(),
            at: query.get("at").unwrap_or_default(),
            place: query.get("place").unwrap_or_default(),
        }
    }

    /// The address of the map.
    pub(crate) fn href(&self) -> String {
        let middle = self.middle.map(|middle| middle.to_string());
        let zoom = self.zoom.map(|zoom| zoom.to_string());
        Page::Map.with(
            lang(),
            &[
                ("middle", &middle.unwrap_or_default()),
                ("zoom", &zoom.unwrap_or_default()),
                ("place", &self.place),
                ("goods", &self.goods),
                ("at", &self.at),
            ],
        )
    }

    /// The vendor page for a place, about the same goods and time.
    pub(super) fn answer(&self, place: &str) -> String {
        let asked = [("place", place), ("goods", &self.goods), ("at", &self.at)];
        Page::Lookup.with(lang(), &asked)
    }
}

/// The map around a place, about these goods at this time; `None` where it is not drawn.
pub(crate) fn around(place: &Place, goods: &str, at: &str) -> Option<String> {
    let asked = Asked {
        middle: Some(place.middle()?),
        zoom: Some(CLOSE),
        goods: goods.to_owned(),
        at: at.to_owned(),
        place: place.id.to_string(),
    };
    Some(asked.href())
}

/// What the address asks; what is set here becomes the address, without a step in the history.
pub(super) fn follow_address() -> RwSignal<Asked> {
    let query = use_query_map();
    let navigate = use_navigate();
    let asked = RwSignal::new(query.with_untracked(Asked::read));
    follow(move || {
        let said = query.with(Asked::read);
        if asked.with_untracked(|asked| *asked != said) {
            asked.set(said);
        }
    });
    follow(move || {
        let wanted = asked.get();
        if query.with_untracked(Asked::read) != wanted {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&wanted.href(), options);
        }
    });
    asked
}
