//! The query of the vendor lookup 能不能摆: the place, the goods, the time and the snapshot.

use civic::lang::Lang;
use civic::places::LonLat;
use civic::{GoodsId, PlaceId};

use super::pairs::{Pairs, href, key, non_empty, text};
use super::{AskedTime, Parameter, Query, Value};
use crate::portal::Page;

const POINT: &str = "point";
const SHOW: &str = "show";

/// A question to the vendor lookup. The page asks for what is still missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The place.
    pub place: Option<PlaceId>,
    /// A point on the map, if no place has been chosen yet.
    pub point: Parameter<LonLat>,
    /// The goods.
    pub goods: Option<GoodsId>,
    /// The time; now if empty.
    pub at: Parameter<AskedTime>,
    /// The sequence number of the snapshot; the current one if empty.
    pub seq: Parameter<u64>,
    /// The period shown around the verdict; the day asked about if empty.
    pub show: Parameter<Period>,
}

/// A period shown around a verdict instead of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Seven days from the day asked about.
    Week,
    /// Twelve months from the day asked about.
    Year,
}

impl Value for Period {
    fn read(text: &str) -> Option<Self> {
        match text {
            "week" => Some(Self::Week),
            "year" => Some(Self::Year),
            _ => None,
        }
    }

    fn write(&self) -> String {
        let text = match self {
            Self::Week => "week",
            Self::Year => "year",
        };
        text.to_owned()
    }
}

impl Query for Lookup {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            place: non_empty(get(key::PLACE)),
            point: get(POINT).into(),
            goods: non_empty(get(key::GOODS)),
            at: get(key::AT).into(),
            seq: get(key::SEQUENCE).into(),
            show: get(SHOW).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (key::PLACE, text(self.place.as_ref())),
            (POINT, self.point.text().to_owned()),
            (key::GOODS, text(self.goods.as_ref())),
            (key::AT, self.at.text().to_owned()),
            (key::SEQUENCE, self.seq.text().to_owned()),
            (SHOW, self.show.text().to_owned()),
        ]
    }
}

impl Lookup {
    /// The place that the query of an address asks about, without reading the rest of it.
    pub fn place_in(search: &str) -> Option<PlaceId> {
        non_empty(Pairs::parse(search).get(key::PLACE))
    }

    /// A question that names only a place.
    pub fn of_place(place: &PlaceId) -> Self {
        Self::default().with_place(place)
    }

    /// The URL of the question.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Lookup, lang, self)
    }

    /// The same question about a place, which replaces the point.
    #[must_use]
    pub fn with_place(&self, place: &PlaceId) -> Self {
        Self {
            place: Some(place.clone()),
            point: Parameter::default(),
            ..self.clone()
        }
    }

    /// The same question without a place, to choose another.
    #[must_use]
    pub fn without_place(&self) -> Self {
        Self {
            place: None,
            point: Parameter::default(),
            ..self.clone()
        }
    }

    /// The same question without goods, to choose others.
    #[must_use]
    pub fn without_goods(&self) -> Self {
        Self {
            goods: None,
            ..self.clone()
        }
    }

    /// The same question about a kind of goods.
    #[must_use]
    pub fn with_goods(&self, goods: &GoodsId) -> Self {
        Self {
            goods: Some(goods.clone()),
            ..self.clone()
        }
    }

    /// The same question at another time.
    #[must_use]
    pub fn with_time(&self, at: AskedTime) -> Self {
        Self {
            at: Parameter::new(&at),
            ..self.clone()
        }
    }

    /// The same question to the current snapshot.
    #[must_use]
    pub fn to_present(&self) -> Self {
        Self {
            seq: Parameter::default(),
            ..self.clone()
        }
    }

    /// The same question about now, to the current snapshot.
    #[must_use]
    pub fn now(&self) -> Self {
        Self {
            at: Parameter::default(),
            ..self.to_present()
        }
    }

    /// The same question with another period shown; `None` for the day asked about.
    #[must_use]
    pub fn showing(&self, show: Option<Period>) -> Self {
        Self {
            show: show.map(|show| Parameter::new(&show)).unwrap_or_default(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    fn read(query: &str) -> Lookup {
        let pairs = Pairs::parse(query);
        Lookup::read(|key| pairs.get(key))
    }

    #[test]
    fn a_question_has_a_url() {
        let lookup = Lookup::of_place(&"Z-001".into()).with_goods(&"snack".into());
        assert_eq!(lookup.href(Lang::Zh), "/vendor?place=Z-001&goods=snack");
        assert_eq!(
            lookup.showing(Some(Period::Year)).href(Lang::En),
            "/en/vendor?place=Z-001&goods=snack&show=year"
        );
        assert_eq!(Lookup::default().href(Lang::Zh), "/vendor");
    }

    #[test]
    fn published_urls_round_trip_unchanged() {
        for query in [
            "?place=Z-001",
            "?place=Z-001&goods=snack&at=2026-11-23T10:00:00%2B08:00&seq=1",
            "?point=101774098,36618178&goods=snack",
            "?place=Z-001&goods=produce&at=2026-12-29T13:00&show=week",
            "?place=Z-001&goods=snack&at=yesterday&seq=first&show=decade",
            "?point=here",
        ] {
            assert_eq!(read(query).href(Lang::Zh), format!("/vendor{query}"));
        }
    }

    #[test]
    fn invalid_values_are_kept_to_be_shown() {
        let lookup = read("?point=here&at=yesterday&seq=first&show=decade");
        assert!(lookup.point.is_unreadable() && lookup.at.is_unreadable());
        assert!(lookup.seq.is_unreadable() && lookup.show.is_unreadable());
        assert_eq!(lookup.at.text(), "yesterday");
        assert_eq!(lookup.now().at, Parameter::default());
    }

    #[test]
    fn unknown_keys_and_empty_values_are_ignored() {
        assert_eq!(read("?place=&goods=&x=1&Place=Z-001"), Lookup::default());
    }

    #[test]
    fn another_place_replaces_the_point() {
        let at_point = read("?point=101774098,36618178&goods=snack&seq=3");
        let at_place = at_point.with_place(&"Z-002".into());
        assert_eq!(
            at_place.href(Lang::Zh),
            "/vendor?place=Z-002&goods=snack&seq=3"
        );
        assert_eq!(
            at_place.to_present().href(Lang::Zh),
            "/vendor?place=Z-002&goods=snack"
        );
    }
}
