//! A place in one line.

use crate::places::{Grade, LonLat, Place, Side};
use crate::{PlaceId, Text, UnitCode};
use serde::{Deserialize, Serialize};

/// One line of `places`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceSummary {
    /// The place.
    pub id: PlaceId,
    /// Its name.
    pub name: Text,
    /// Which stretch.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub section: Text,
    /// Which side.
    pub side: Side,
    /// Its grade.
    pub grade: Grade,
    /// The street office it lies in.
    pub unit: UnitCode,
    /// Pinyin, syllables parted by spaces.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A point on it; `None` where it is not drawn.
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
            at: place.middle(),
        }
    }
}
