//! The query of the map: the view, the goods and the time.

use civic::lang::Lang;
use civic::places::{LonLat, Place};
use civic::{GoodsId, PlaceId};

use super::pairs::{href, key, non_empty, text};
use super::{AskedTime, Lookup, Parameter, Query};
use crate::portal::Page;

const MIDDLE: &str = "middle";
const ZOOM: &str = "zoom";
const CASES: &str = "cases";
const YES: &str = "yes";

/// The zoom level at which a street fills the screen of a phone.
pub const STREET_ZOOM: u8 = 16;

/// A view of the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// The centre of the view; the overview of the city if empty.
    pub middle: Parameter<LonLat>,
    /// The zoom level, as in web maps.
    pub zoom: Parameter<u8>,
    /// The selected place.
    pub place: Option<PlaceId>,
    /// The goods; without them, the map shows grades.
    pub goods: Option<GoodsId>,
    /// The time; now if empty.
    pub at: Parameter<AskedTime>,
    /// Whether it shows where public cases are about.
    pub cases: bool,
}

impl Query for Map {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            middle: get(MIDDLE).into(),
            zoom: get(ZOOM).into(),
            place: non_empty(get(key::PLACE)),
            goods: non_empty(get(key::GOODS)),
            at: get(key::AT).into(),
            cases: get(CASES).as_deref() == Some(YES),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (MIDDLE, self.middle.text().to_owned()),
            (ZOOM, self.zoom.text().to_owned()),
            (key::PLACE, text(self.place.as_ref())),
            (key::GOODS, text(self.goods.as_ref())),
            (key::AT, self.at.text().to_owned()),
            (CASES, if self.cases { YES } else { "" }.to_owned()),
        ]
    }
}

impl Map {
    /// The map around a selected place; `None` if the place has no geometry.
    pub fn around(place: &Place) -> Option<Self> {
        Some(Self {
            middle: Parameter::new(&place.middle()?),
            zoom: Parameter::new(&STREET_ZOOM),
            place: Some(place.id.clone()),
            ..Self::default()
        })
    }

    /// The whole map, for the goods and the time of a question.
    pub fn about(lookup: &Lookup) -> Self {
        Self::default().asking(lookup)
    }

    /// The same view, for the goods and the time of a question.
    #[must_use]
    pub fn asking(&self, lookup: &Lookup) -> Self {
        Self {
            goods: lookup.goods.clone(),
            at: lookup.at.clone(),
            ..self.clone()
        }
    }

    /// The whole map, with where public cases are about.
    pub fn of_cases() -> Self {
        Self {
            cases: true,
            ..Self::default()
        }
    }

    /// The question about a place with the goods and the time of the map.
    pub fn lookup(&self, place: &PlaceId) -> Lookup {
        Lookup {
            goods: self.goods.clone(),
            at: self.at.clone(),
            ..Lookup::of_place(place)
        }
    }

    /// The URL of the view.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Map, lang, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    fn read(query: &str) -> Map {
        let pairs = Pairs::parse(query);
        Map::read(|key| pairs.get(key))
    }

    #[test]
    fn a_view_has_a_url() {
        let query =
            "?middle=101774098,36618178&zoom=15&place=Z-001&goods=snack&at=2026-11-23T10:00";
        let map = read(query);
        assert_eq!(map.zoom.value(), Some(&15));
        assert_eq!(map.href(Lang::En), format!("/en/map{query}"));
        assert_eq!(
            map.lookup(&"Z-002".into()).href(Lang::En),
            "/en/vendor?place=Z-002&goods=snack&at=2026-11-23T10:00"
        );
        assert_eq!(
            Map::about(&map.lookup(&"Z-002".into())).href(Lang::Zh),
            "/map?goods=snack&at=2026-11-23T10:00"
        );
    }

    #[test]
    fn where_cases_are_about_is_shown_only_where_that_is_asked_for() {
        assert_eq!(Map::of_cases().href(Lang::Zh), "/map?cases=yes");
        assert!(read("?cases=yes").cases);
        for query in ["", "?cases=", "?cases=no"] {
            assert!(!read(query).cases, "{query}");
        }
    }

    #[test]
    fn an_invalid_centre_is_kept() {
        let map = read("?middle=200000000,0&zoom=near&x=1");
        assert!(map.middle.is_unreadable() && map.zoom.is_unreadable());
        assert_eq!(map.href(Lang::Zh), "/map?middle=200000000,0&zoom=near");
    }
}
