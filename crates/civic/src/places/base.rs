//! The base map 底图 that a city may ship: what lies around the places, so that a reader finds the
//! way. It has no effect on any answer.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::open_enum::open_enum;
use crate::places::{GeometryKind, LonLat};

open_enum! {
    /// What is drawn 类型.
    BaseKind {
        /// A river, as a line or as its banks.
        River = "river", "河流", "River";
        /// A lake or pond.
        Water = "water", "水面", "Water";
        /// A main street.
        Road = "road", "道路", "Road";
        /// A railway.
        Railway = "railway", "铁路", "Railway";
        /// A park.
        Park = "park", "公园", "Park";
        /// The name of a district or neighbourhood, at a point.
        Locality = "locality", "地名", "Place name";
    }
}

impl BaseKind {
    /// Whether it is drawn in this shape; what is not known is.
    pub fn takes(&self, shape: &GeometryKind) -> bool {
        match self {
            Self::River => *shape != GeometryKind::Point,
            Self::Water | Self::Park => *shape == GeometryKind::Polygon,
            Self::Road | Self::Railway => *shape == GeometryKind::Line,
            Self::Locality => *shape == GeometryKind::Point,
            Self::Unknown(_) => true,
        }
    }
}

/// One thing on the base map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseFeature {
    /// What it is.
    pub kind: BaseKind,
    /// Its name; empty for none.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// How it is drawn.
    pub shape: GeometryKind,
    /// Its lines; its rings, outer ones and holes alike (what an odd number of them encloses is
    /// inside); or its points, each a part of its own.
    pub parts: Vec<Vec<LonLat>>,
}
