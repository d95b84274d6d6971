//! The state shared by the parts of the map page.

use std::sync::Arc;

use civic::GoodsId;
use civic::places::LonLat;
use civic::published::CityFile;
use civic::rules::Goods;
use civic::time::{Calendar, Instant, Local};
use leptos::prelude::*;
use routes::query::{AskedTime, Map as MapQuery, Parameter, STREET_ZOOM};
use web::clock;
use web::published::tree;

use super::address::follow_address;
use super::model::{Found, Sight, View};
use crate::state::asked_time::instant;
use crate::state::last_question;

/// The state of the map page.
#[derive(Clone, Copy)]
pub(super) struct Map {
    /// The query of the address.
    pub(super) query: RwSignal<MapQuery>,
    /// The part of the map in view.
    pub(super) view: RwSignal<View>,
    /// The places loaded for the view.
    pub(super) sight: RwSignal<Arc<Sight>>,
    /// The minute of the day while the slider is being moved.
    pub(super) minute: RwSignal<Option<u16>>,
    /// How often what is missing was asked for again.
    pub(super) tries: RwSignal<u32>,
    /// What is at the point that was tapped.
    pub(super) found: RwSignal<Option<Found>>,
    /// The place highlighted from the list.
    pub(super) lit: RwSignal<String>,
    /// The chosen goods; `None` if the map shows grades, as it does for a time that is invalid.
    pub(super) goods: Memo<Option<GoodsId>>,
    /// Whether it is shown where public cases are about.
    pub(super) cases: Memo<bool>,
    /// The city's calendar.
    pub(super) calendar: StoredValue<Calendar>,
    /// The time of the address, in the city's time zone.
    pub(super) time: Memo<Moment>,
}

/// A time, absolute and on the city's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) at: Instant,
    pub(super) local: Local,
    /// Whether the address names no time.
    pub(super) now: bool,
    /// Whether the address names a valid time or none.
    pub(super) is_readable: bool,
}

impl Map {
    pub(super) fn new(city: &CityFile) -> Self {
        let query = follow_address();
        let known: Vec<GoodsId> = city.goods.iter().map(|g: &Goods| g.id.clone()).collect();
        // What was asked last is what the visitor sells: verdicts without a further tap.
        let asked = last_question::kept().map(|(_, goods)| goods);
        let asked = asked.filter(|goods| known.contains(goods));
        if asked.is_some() && query.with_untracked(|query| query.goods.is_none()) {
            query.update(|query| query.goods = asked);
        }
        let goods = Memo::new(move |_| {
            query.with(|a| {
                // Without a time there is nothing to say of goods.
                let goods = a.goods.as_ref().filter(|_| !a.at.is_unreadable());
                goods.filter(|id| known.contains(id)).cloned()
            })
        });
        let at = Memo::new(move |_| query.with(|a| a.at.text().to_owned()));
        let time = Memo::new(move |_| moment(&Parameter::from_text(at.get())));
        let (middle, zoom) =
            query.with_untracked(|a| (a.middle.value().copied(), a.zoom.value().copied()));
        let view = match (middle, city.overview) {
            (Some(middle), _) => View::around(middle, zoom.unwrap_or(STREET_ZOOM)),
            (None, Some((south_west, north_east))) => View::whole(south_west, north_east),
            (None, None) => View::around(LonLat::new(0, 0), 0),
        };

        Self {
            query,
            view: RwSignal::new(view),
            sight: RwSignal::new(Arc::default()),
            minute: RwSignal::new(None),
            tries: RwSignal::new(0),
            found: RwSignal::new(None),
            lit: RwSignal::new(String::new()),
            goods,
            cases: Memo::new(move |_| query.with(|query| query.cases)),
            calendar: StoredValue::new(city.calendar.clone()),
            time,
        }
    }

    /// The time shown on the map: the address's, or the slider's while it is being moved.
    pub(super) fn shown(self) -> Instant {
        let time = self.time.get();
        let Some(minute) = self.minute.get() else {
            return time.at;
        };
        let local = Local {
            second: u32::from(minute) * 60,
            ..time.local
        };
        tree().manifest.with_untracked(|manifest| {
            let zone = manifest.as_ref().map(|m| &m.time_zone);
            zone.map_or(time.at, |zone| zone.instant(local))
        })
    }
}

fn moment(at: &Parameter<AskedTime>) -> Moment {
    let at_address = instant(at);
    let instant = at_address.unwrap_or_else(clock::now);
    tree().manifest.with_untracked(|manifest| Moment {
        at: instant,
        local: manifest
            .as_ref()
            .map_or(civic::time::Zone::fixed("", 0).local(instant), |manifest| {
                manifest.time_zone.local(instant)
            }),
        now: at.is_empty(),
        is_readable: at_address.is_some(),
    })
}
