//! The vendor lookup 能不能摆: where, what, when, and which snapshot answers.

use civic::lang::Lang;
use civic::places::LonLat;
use civic::{GoodsId, PlaceId};

use super::pairs::{href, key, said, text};
use super::{AskedTime, Parameter, Query, Value};
use crate::portal::Page;

const POINT: &str = "point";
const SHOW: &str = "show";

/// A question to the vendor lookup. What is not said yet is what the page asks for next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// Where.
    pub place: Option<PlaceId>,
    /// A point of the map, where no place is named yet.
    pub point: Parameter<LonLat>,
    /// What is sold.
    pub goods: Option<GoodsId>,
    /// When; now where it is empty.
    pub at: Parameter<AskedTime>,
    /// The sequence number of the snapshot that answers; the present one where it is empty.
    pub seq: Parameter<u64>,
    /// What the verdict is shown amid; the asked day where it is empty.
    pub show: Parameter<Period>,
}

/// A stretch of time that a verdict is shown amid, instead of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Seven days from the asked one.
    Week,
    /// Twelve months from the asked one.
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
            place: said(get(key::PLACE)),
            point: get(POINT).into(),
            goods: said(get(key::GOODS)),
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
    /// What is known of a place, and nothing else asked.
    pub fn of_place(place: &PlaceId) -> Self {
        Self::default().with_place(place)
    }

    /// The address of the question.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Lookup, lang, self)
    }

    /// The same question about a place: it takes the place of a point.
    #[must_use]
    pub fn with_place(&self, place: &PlaceId) -> Self {
        Self {
            place: Some(place.clone()),
            point: Parameter::default(),
            ..self.clone()
        }
    }

    /// The same question, its place to be chosen again.
    #[must_use]
    pub fn without_place(&self) -> Self {
        Self {
            place: None,
            point: Parameter::default(),
            ..self.clone()
        }
    }

    /// The same question, its goods to be chosen again.
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

    /// The same question about a time.
    #[must_use]
    pub fn with_time(&self, at: AskedTime) -> Self {
        Self {
            at: Parameter::new(&at),
            ..self.clone()
        }
    }

    /// The same question, to the present snapshot.
    #[must_use]
    pub fn to_present(&self) -> Self {
        Self {
            seq: Parameter::default(),
            ..self.clone()
        }
    }

    /// The same question about now, to the present snapshot.
    #[must_use]
    pub fn now(&self) -> Self {
        Self {
            at: Parameter::default(),
            ..self.to_present()
        }
    }

    /// The same question with its answer shown amid a period; `None` for the asked day.
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
    fn a_question_has_its_address() {
        let lookup = Lookup::of_place(&"Z-001".into()).with_goods(&"snack".into());
        assert_eq!(lookup.href(Lang::Zh), "/vendor?place=Z-001&goods=snack");
        assert_eq!(
            lookup.showing(Some(Period::Year)).href(Lang::En),
            "/en/vendor?place=Z-001&goods=snack&show=year"
        );
        assert_eq!(Lookup::default().href(Lang::Zh), "/vendor");
    }

    #[test]
    fn addresses_in_print_are_read_and_passed_on_as_they_are() {
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
    fn what_cannot_be_read_stays_to_be_shown() {
        let lookup = read("?point=here&at=yesterday&seq=first&show=decade");
        assert!(lookup.point.is_unreadable() && lookup.at.is_unreadable());
        assert!(lookup.seq.is_unreadable() && lookup.show.is_unreadable());
        assert_eq!(lookup.at.text(), "yesterday");
        assert_eq!(lookup.now().at, Parameter::default());
    }

    #[test]
    fn unknown_keys_and_empty_values_say_nothing() {
        assert_eq!(read("?place=&goods=&x=1&Place=Z-001"), Lookup::default());
    }

    #[test]
    fn another_place_replaces_the_point() {
        let at_point = read("?point=101774098,36618178&goods=snack&seq=3");
        let here = at_point.with_place(&"Z-002".into());
        assert_eq!(here.href(Lang::Zh), "/vendor?place=Z-002&goods=snack&seq=3");
        assert_eq!(
            here.to_present().href(Lang::Zh),
            "/vendor?place=Z-002&goods=snack"
        );
    }
}
