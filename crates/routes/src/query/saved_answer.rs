//! The query of a saved answer 小票: enough to find it on this device, and to repeat the question on
//! another.

use civic::lang::Lang;
use civic::time::Timestamp;
use civic::{GoodsId, PlaceId};

use super::pairs::{href, key, non_empty, text};
use super::{AskedTime, Lookup, Parameter, Query};
use crate::portal::Page;

/// Identifies a saved answer by its question and the snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedAnswer {
    /// The place.
    pub place: Option<PlaceId>,
    /// The goods.
    pub goods: Option<GoodsId>,
    /// The time.
    pub at: Parameter<AskedTime>,
    /// The sequence number of the snapshot.
    pub seq: Parameter<u64>,
}

impl Query for SavedAnswer {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let at = Parameter::from(get(key::AT));
        Self {
            place: non_empty(get(key::PLACE)),
            goods: non_empty(get(key::GOODS)),
            // However the time is written, it is the same answer.
            at: at.value().map_or(at.clone(), Parameter::new),
            seq: get(key::SEQUENCE).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (key::PLACE, text(self.place.as_ref())),
            (key::GOODS, text(self.goods.as_ref())),
            (key::AT, self.at.text().to_owned()),
            (key::SEQUENCE, self.seq.text().to_owned()),
        ]
    }
}

impl SavedAnswer {
    /// The answer to a question from the snapshot with this sequence number.
    pub fn new(place: &PlaceId, goods: &GoodsId, at: Timestamp, sequence: u64) -> Self {
        Self {
            place: Some(place.clone()),
            goods: Some(goods.clone()),
            at: Parameter::new(&AskedTime::Timestamp(at)),
            seq: Parameter::new(&sequence),
        }
    }

    /// The URL at which this device shows the answer.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::SavedAnswer, lang, self)
    }

    /// The same question to the same snapshot.
    pub fn lookup(&self) -> Lookup {
        Lookup {
            place: self.place.clone(),
            goods: self.goods.clone(),
            at: self.at.clone(),
            seq: self.seq.clone(),
            ..Lookup::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    #[test]
    fn an_answer_has_a_url_and_its_question_can_be_repeated() {
        let at = Timestamp::parse("2026-11-23T10:00:00+08:00").expect("a time");
        let saved = SavedAnswer::new(&"Z-001".into(), &"snack".into(), at, 1);
        let query = "?place=Z-001&goods=snack&at=2026-11-23T10:00:00%2B08:00&seq=1";
        assert_eq!(saved.href(Lang::Zh), format!("/slip{query}"));
        assert_eq!(saved.lookup().href(Lang::En), format!("/en/vendor{query}"));
        let pairs = Pairs::parse(query);
        assert_eq!(SavedAnswer::read(|key| pairs.get(key)), saved);
        let typed = Pairs::parse("place=Z-001&goods=snack&at=2026-11-23T10:00+08:00&seq=1");
        assert_eq!(SavedAnswer::read(|key| typed.get(key)), saved);
    }
}
