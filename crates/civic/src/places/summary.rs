//! The summary of a place.

use serde::{Deserialize, Serialize};

use crate::places::{Grade, LonLat, Place, Side};
use crate::{PlaceId, Text, UnitCode};

/// An entry of the published `places` file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceSummary {
    /// The place.
    pub id: PlaceId,
    /// Its name.
    pub name: Text,
    /// The stretch 路段; empty for the whole street.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub section: Text,
    /// The side of the street.
    pub side: Side,
    /// Its grade.
    pub grade: Grade,
    /// The street office it lies in.
    pub unit: UnitCode,
    /// The pinyin of the name, syllables separated by spaces.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The name in Chinese and in English, the stretch and the other names, in this order, each as
    /// it is searched; empty if the search gets there from the names themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folded: Vec<String>,
    /// A point on it; `None` if it is not drawn on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<LonLat>,
}

impl From<&Place> for PlaceSummary {
    fn from(place: &Place) -> Self {
        Self {
            id: place.id.clone(),
            name: place.name.clone(),
            section: place.section.clone(),
            side: place.side.clone(),
            grade: place.grade.clone(),
            unit: place.unit.clone(),
            pinyin: place.pinyin.clone(),
            aliases: place.aliases.clone(),
            folded: Vec::new(),
            at: place.middle(),
        }
    }
}
