//! Places: stretches of street, one side of a street, zones.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::{PlaceId, Text, UnitCode};

open_enum! {
    /// The grade 道路等级 of a street. A grade has no effect by itself, only through a rule scoped to
    /// it.
    Grade {
        /// No stalls at any time, in principle.
        Strict = "strict", "严禁", "Strict";
        /// A few stalls at stated times.
        Controlled = "controlled", "严控", "Controlled";
        /// Stalls are directed here.
        Guided = "guided", "疏导", "Guided";
        /// Vendors keep order themselves.
        Open = "open", "自治", "Open";
        /// Not graded yet.
        Ungraded = "ungraded", "未分级", "Ungraded";
    }
}

open_enum! {
    /// What kind of place it is 地点类型.
    PlaceKind {
        /// A street, or a stretch of one.
        Street = "street", "街道路段", "Street";
        /// A marked area.
        Zone = "zone", "片区", "Zone";
    }
}

open_enum! {
    /// Which side of the street 侧.
    Side {
        /// Both sides.
        Both = "both", "两侧", "Both sides";
        /// The east side.
        East = "east", "东侧", "East side";
        /// The west side.
        West = "west", "西侧", "West side";
        /// The south side.
        South = "south", "南侧", "South side";
        /// The north side.
        North = "north", "北侧", "North side";
    }
}

/// A point in WGS 84, in millionths of a degree: the portal neither parses nor prints floats.
/// Published as `[longitude, latitude]`, the order of GeoJSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(i32, i32)", into = "(i32, i32)")]
pub struct LonLat {
    /// Longitude, 1e-6 degree, east positive.
    pub lon_e6: i32,
    /// Latitude, 1e-6 degree, north positive.
    pub lat_e6: i32,
}

impl From<(i32, i32)> for LonLat {
    fn from((lon_e6, lat_e6): (i32, i32)) -> Self {
        Self { lon_e6, lat_e6 }
    }
}

impl From<LonLat> for (i32, i32) {
    fn from(point: LonLat) -> Self {
        (point.lon_e6, point.lat_e6)
    }
}

impl LonLat {
    /// The point at a longitude and a latitude, both in 1e-6 degree.
    pub const fn new(lon_e6: i32, lat_e6: i32) -> Self {
        Self { lon_e6, lat_e6 }
    }

    /// Parses `101774098,36616857`, the form used in URLs; `None` if it is not a point on the
    /// earth.
    pub fn parse(text: &str) -> Option<Self> {
        let (longitude, latitude) = text.split_once(',')?;
        let point = Self::new(longitude.parse().ok()?, latitude.parse().ok()?);
        let on_earth =
            point.lon_e6.unsigned_abs() <= 180_000_000 && point.lat_e6.unsigned_abs() <= 90_000_000;
        on_earth.then_some(point)
    }
}

impl fmt::Display for LonLat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lon_e6, self.lat_e6)
    }
}

open_enum! {
    /// How a place is drawn.
    GeometryKind {
        /// A line along the street.
        Line = "line", "线", "Line";
        /// One ring around an area.
        Polygon = "polygon", "面", "Polygon";
        /// One point.
        Point = "point", "点", "Point";
    }
}

/// The geometry of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Geometry {
    /// Line, polygon (one ring, closed) or point.
    pub kind: GeometryKind,
    /// Its points, in WGS 84.
    pub points: Vec<LonLat>,
    /// Whether the position is only approximate 位置为示意.
    pub approximate: bool,
}

/// A place 地点 that rules apply to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its identifier.
    pub id: PlaceId,
    /// The name of the street or zone, such as 莫家街.
    pub name: Text,
    /// The stretch 路段, such as 西牌坊口; empty for the whole street.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub section: Text,
    /// Street or zone.
    pub kind: PlaceKind,
    /// The side of the street.
    pub side: Side,
    /// Its grade.
    pub grade: Grade,
    /// The street office it lies in.
    pub unit: UnitCode,
    /// The pinyin of the name, in lower case, syllables separated by spaces.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
    /// Other names people use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The number of stalls it has room for; `None` if it is not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Its geometry; `None` if it is not drawn on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geometry: Option<Geometry>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Where this row comes from.
    pub source: Source,
}

impl Place {
    /// The middle point of its line or ring; `None` if it has no geometry.
    pub fn middle(&self) -> Option<LonLat> {
        let points = &self.geometry.as_ref()?.points;
        points.get(points.len() / 2).copied()
    }
}
