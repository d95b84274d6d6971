//! Geometry of an input as lines, rings and points in WGS 84.

use check::columns::files;
use civic::Text;
use civic::places::LonLat;
use serde_json::{Value, json};

use super::error::Rejection;
use crate::geojson::{self, Crs, Fault};

/// One drawable part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    kind: &'static str,
    points: Vec<LonLat>,
}

/// The parts of a geometry.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    pub(crate) shapes: Vec<Shape>,
    /// What was repaired in them, for a note; `None` where nothing was.
    pub(crate) repaired: Option<Rejection>,
}

fn why(code: &str, value: &str, zh: &str, en: &str, fix_zh: &str, fix_en: &str) -> Rejection {
    Rejection::new(code, value, Text::new(zh, en), Text::new(fix_zh, fix_en))
        .in_column(files::GEOMETRY_MEMBER)
}

fn unreadable(value: &str) -> Rejection {
    why(
        "geometry_unreadable",
        value,
        "图形无法读懂",
        "The geometry cannot be read",
        "图形应为点、线、面，坐标为经度在前的度数",
        "It should be a point, a line or a polygon, longitude first, in degrees",
    )
}

impl Parts {
    /// A point from two texts; none where there is none, which data portals also write as 0, 0.
    pub(crate) fn of_point(lon: &str, lat: &str, crs: Crs) -> Result<Self, Rejection> {
        if lon.is_empty() && lat.is_empty() {
            return Ok(Self::default());
        }
        let unreadable = || unreadable(&format!("{lon}, {lat}"));
        let (Ok(x), Ok(y)) = (lon.trim().parse::<f64>(), lat.trim().parse::<f64>()) else {
            return Err(unreadable());
        };
        if x == 0.0 && y == 0.0 {
            return Ok(Self::default());
        }
        let point = geojson::place(x, y, crs).ok_or_else(unreadable)?;
        let mut parts = Self::default();
        parts.push("Point", vec![point]);
        Ok(parts)
    }

    /// The parts of a GeoJSON geometry; several where it is a Multi- one.
    pub(crate) fn of_geometry(geometry: &Value, crs: Crs) -> Result<Self, Rejection> {
        let kind = geometry
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let Some(coordinates) = geometry.get("coordinates") else {
            return Err(unreadable(kind));
        };
        let mut parts = Self::default();
        let Some(single) = kind.strip_prefix("Multi") else {
            parts.add(kind, coordinates, crs)?;
            return Ok(parts);
        };
        let many = coordinates.as_array().filter(|many| !many.is_empty());
        for coordinates in many.ok_or_else(|| unreadable(kind))? {
            parts.add(single, coordinates, crs)?;
        }
        Ok(parts)
    }

    fn push(&mut self, kind: &'static str, points: Vec<LonLat>) {
        self.shapes.push(Shape { kind, points });
    }

    fn add(&mut self, kind: &str, coordinates: &Value, crs: Crs) -> Result<(), Rejection> {
        let unreadable = || unreadable(kind);
        match kind {
            "Point" => {
                let point = geojson::point(coordinates, crs).ok_or_else(unreadable)?;
                self.push("Point", vec![point]);
            }
            "LineString" => {
                let mut points = geojson::line(coordinates, crs).ok_or_else(unreadable)?;
                points.dedup();
                if points.len() < 2 {
                    return Err(too_short());
                }
                self.push("LineString", points);
            }
            "Polygon" => {
                let rings = coordinates.as_array().filter(|rings| !rings.is_empty());
                let rings = rings.ok_or_else(unreadable)?.iter();
                let rings = rings.map(|ring| geojson::line(ring, crs));
                let rings: Vec<_> = rings.collect::<Option<_>>().ok_or_else(unreadable)?;
                self.polygon(&rings)?;
            }
            _ => return Err(unreadable()),
        }
        Ok(())
    }

    fn polygon(&mut self, rings: &[Vec<LonLat>]) -> Result<(), Rejection> {
        let repaired = geojson::repair(rings).map_err(|fault| match fault {
            Fault::NoArea => too_short(),
            Fault::Hole => why(
                "polygon_has_holes",
                "Polygon",
                "面里有洞，不能不声不响地填上",
                "The polygon has holes, which are not filled in silence",
                "沿洞把它切成几个没有洞的面",
                "Cut it through the holes into polygons without any",
            ),
        })?;
        if let Some((what, fix)) = repaired.told() {
            let told = Rejection::new("geometry_repaired", "Polygon", what, fix);
            let told = told.in_column(files::GEOMETRY_MEMBER);
            self.repaired.get_or_insert(told);
        }
        for ring in repaired.rings {
            self.push("Polygon", ring);
        }
        Ok(())
    }
}

impl Shape {
    pub(crate) fn is_area(&self) -> bool {
        self.kind == "Polygon"
    }

    pub(crate) fn points(&self) -> &[LonLat] {
        &self.points
    }

    /// As GeoJSON.
    pub(crate) fn json(&self) -> Value {
        let points: Vec<[f64; 2]> = self.points.iter().map(|p| degrees(*p)).collect();
        let coordinates = match self.kind {
            "Point" => json!(points.first()),
            "Polygon" => json!([points]),
            _ => json!(points),
        };
        json!({ "type": self.kind, "coordinates": coordinates })
    }
}

/// Longitude and latitude in degrees.
pub(crate) fn degrees(point: LonLat) -> [f64; 2] {
    [point.lon_e6, point.lat_e6].map(|millionths| f64::from(millionths) / 1e6)
}

fn too_short() -> Rejection {
    why(
        "geometry_too_short",
        "",
        "图形的点太少，或者都在一处",
        "The geometry has too few points, or all in one place",
        "线至少要两个点，面至少要三个",
        "A line needs two points, a polygon three",
    )
}
