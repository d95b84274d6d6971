//! The map: what of the city is in view, about which goods, at which time.

use civic::lang::Lang;
use civic::places::{LonLat, Place};
use civic::{GoodsId, PlaceId};

use super::pairs::{href, key, said, text};
use super::{AskedTime, Lookup, Parameter, Query};
use crate::portal::Page;

const MIDDLE: &str = "middle";
const ZOOM: &str = "zoom";

/// The zoom at which a street fills a phone.
pub const STREET_ZOOM: u8 = 16;

/// A view of the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// The middle of the view; where most places are, where it is empty.
    pub middle: Parameter<LonLat>,
    /// The zoom, as web maps count it.
    pub zoom: Parameter<u8>,
    /// The place that is picked.
    pub place: Option<PlaceId>,
    /// What is sold; the map shows grades where nothing is named.
    pub goods: Option<GoodsId>,
    /// When; now where it is empty.
    pub at: Parameter<AskedTime>,
}

impl Query for Map {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            middle: get(MIDDLE).into(),
            zoom: get(ZOOM).into(),
            place: said(get(key::PLACE)),
            goods: said(get(key::GOODS)),
            at: get(key::AT).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (MIDDLE, self.middle.text().to_owned()),
            (ZOOM, self.zoom.text().to_owned()),
            (key::PLACE, text(self.place.as_ref())),
            (key::GOODS, text(self.goods.as_ref())),
            (key::AT, self.at.text().to_owned()),
        ]
    }
}

impl Map {
    /// The map around a place, which is picked on it; `None` where the place is not drawn.
    pub fn around(place: &Place) -> Option<Self> {
        Some(Self {
            middle: Parameter::new(&place.middle()?),
            zoom: Parameter::new(&STREET_ZOOM),
            place: Some(place.id.clone()),
            ..Self::default()
        })
    }

    /// The whole map, about the goods and the time of a question.
    pub fn about(lookup: &Lookup) -> Self {
        Self::default().asking(lookup)
    }

    /// The same view, about the goods and the time of a question.
    #[must_use]
    pub fn asking(&self, lookup: &Lookup) -> Self {
        Self {
            goods: lookup.goods.clone(),
            at: lookup.at.clone(),
            ..self.clone()
        }
    }

    /// The question about a place that the map's goods and time make.
    pub fn lookup(&self, place: &PlaceId) -> Lookup {
        Lookup {
            goods: self.goods.clone(),
            at: self.at.clone(),
            ..Lookup::of_place(place)
        }
    }

    /// The address of the view.
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
    fn a_view_has_its_address() {
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
    fn a_middle_that_cannot_be_read_is_not_lost() {
        let map = read("?middle=200000000,0&zoom=near&x=1");
        assert!(map.middle.is_unreadable() && map.zoom.is_unreadable());
        assert_eq!(map.href(Lang::Zh), "/map?middle=200000000,0&zoom=near");
    }
}
