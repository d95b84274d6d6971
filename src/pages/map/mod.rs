//! The map 地图: the streets and zones around, and where each stands at a time. Never the only way:
//! the list beside it says the same, and needs no drawing.

mod address;
mod canvas;
mod card;
mod controls;
mod list;
mod sight;

use std::sync::Arc;

use civic::GoodsId;
use civic::places::LonLat;
use civic::places::grid::Bounds;
use civic::published::CityFile;
use civic::rules::Goods;
use civic::time::Calendar;
use civic::time::{Instant, Local};
use leptos::prelude::*;

pub(crate) use address::{Asked, around};

use crate::app::{city, m, site};
use crate::clock;
use crate::components::{heading, when_ready};
use crate::pages::lookup::instant;
use sight::{Found, Sight, View};

/// What the page is about, shared by its parts.
#[derive(Clone, Copy)]
struct Map {
    /// What the address says.
    asked: RwSignal<Asked>,
    /// What can be seen.
    view: RwSignal<View>,
    /// What is known of it.
    sight: RwSignal<Arc<Sight>>,
    /// The minute of the day while the slider is moved.
    minute: RwSignal<Option<u16>>,
    /// What answers for the point that was tapped.
    found: RwSignal<Option<Found>>,
    /// The place looked at in the list.
    lit: RwSignal<String>,
    /// The goods asked about; `None` where the map shows grades.
    goods: Memo<Option<GoodsId>>,
    /// The city's calendar.
    calendar: StoredValue<Calendar>,
    /// The time of the address, in the city's zone.
    time: Memo<Moment>,
}

/// The time that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    at: Instant,
    local: Local,
    /// True where the address names no time.
    now: bool,
}

impl Map {
    fn new(city: &CityFile) -> Self {
        let asked = address::follow_address();
        let ids: Vec<GoodsId> = city.goods.iter().map(|g: &Goods| g.id.clone()).collect();
        let goods = Memo::new(move |_| {
            asked.with(|a| ids.iter().find(|id| id.as_str() == a.goods).cloned())
        });
        let at = Memo::new(move |_| asked.with(|a| a.at.clone()));
        let time = Memo::new(move |_| at.with(|at| moment(at)));
        let (middle, zoom) = asked.with_untracked(|a| (a.middle, a.zoom));
        let view = match (middle, city.overview) {
            (Some(middle), _) => View::around(middle, zoom.unwrap_or(address::CLOSE)),
            (None, Some((south_west, north_east))) => View::whole(south_west, north_east),
            (None, None) => View::around(LonLat::new(0, 0), 0),
        };
        let map = Self {
            asked,
            view: RwSignal::new(view),
            sight: RwSignal::new(Arc::default()),
            minute: RwSignal::new(None),
            found: RwSignal::new(None),
            lit: RwSignal::new(String::new()),
            goods,
            calendar: StoredValue::new(city.calendar.clone()),
            time,
        };
        sight::follow_view(map);
        map
    }

    /// The time shown on the map: the address's, or the slider's while it is moved.
    fn shown(self) -> Instant {
        let time = self.time.get();
        let Some(minute) = self.minute.get() else {
            return time.at;
        };
        let local = Local {
            second: u32::from(minute) * 60,
            ..time.local
        };
        site().tree.manifest.with_untracked(|manifest| {
            let zone = manifest.as_ref().map(|m| &m.time_zone);
            zone.map_or(time.at, |zone| zone.instant(local))
        })
    }
}

fn moment(at: &str) -> Moment {
    let at_address = instant(at);
    let instant = at_address.unwrap_or_else(clock::now);
    site().tree.manifest.with_untracked(|manifest| Moment {
        at: instant,
        local: manifest
            .as_ref()
            .map_or(civic::time::Zone::fixed("", 0).local(instant), |manifest| {
                manifest.time_zone.local(instant)
            }),
        now: at.is_empty() || at_address.is_none(),
    })
}

/// The map page.
pub(crate) fn page() -> AnyView {
    let m = m();
    view! {
        {heading(move || m.map.to_owned())}
        <p class="lead">{m.map_lead}</p>
        {when_ready(city(), move |city| untrack(|| shown(&city)))}
    }
    .into_any()
}

fn shown(city: &Arc<CityFile>) -> AnyView {
    let m = m();
    if city.overview.is_none() {
        return view! { <div class="callout"><p>{m.map_empty}</p></div> }.into_any();
    }
    let map = Map::new(city);
    view! {
        {controls::controls(map, city)}
        <div class="map">
            {canvas::canvas(map, city)}
            <div class="map-side">
                {card::card(map)}
                {list::list(map)}
            </div>
        </div>
    }
    .into_any()
}

impl View {
    /// So many metres from the middle to the edge as a phone shows at this zoom.
    fn around(middle: LonLat, zoom: u8) -> Self {
        let metres = 20_000_000_u32 >> zoom.min(19);
        Self {
            middle,
            zoom: Some(zoom),
            bounds: Bounds::around(middle, metres),
        }
    }

    fn whole(south_west: LonLat, north_east: LonLat) -> Self {
        let bounds = Bounds {
            west: south_west.lon_e6.into(),
            south: south_west.lat_e6.into(),
            east: north_east.lon_e6.into(),
            north: north_east.lat_e6.into(),
        };
        Self {
            middle: LonLat::new(
                i32::midpoint(south_west.lon_e6, north_east.lon_e6),
                i32::midpoint(south_west.lat_e6, north_east.lat_e6),
            ),
            zoom: None,
            bounds,
        }
    }
}
