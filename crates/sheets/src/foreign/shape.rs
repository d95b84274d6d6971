//! Geometry of an input as lines, rings and points in WGS 84.

use check::columns::files;
use civic::Text;
use serde_json::{Value, json};

use super::crs::Crs;
use super::error::Rejection;

/// One drawable part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    kind: &'static str,
    points: Vec<[f64; 2]>,
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

impl Shape {
    pub(crate) fn is_area(&self) -> bool {
        self.kind == "Polygon"
    }

    pub(crate) fn points(&self) -> &[[f64; 2]] {
        &self.points
    }

    /// A point from two texts; `None` where there is none, which data portals also write as 0, 0.
    pub(crate) fn point(lon: &str, lat: &str, crs: Crs) -> Result<Option<Self>, Rejection> {
        if lon.is_empty() && lat.is_empty() {
            return Ok(None);
        }
        let (Ok(x), Ok(y)) = (lon.trim().parse::<f64>(), lat.trim().parse::<f64>()) else {
            return Err(unreadable(&format!("{lon}, {lat}")));
        };
        if x == 0.0 && y == 0.0 {
            return Ok(None);
        }
        let point = place([x, y], crs).ok_or_else(|| unreadable(&format!("{lon}, {lat}")))?;
        Ok(Some(Self {
            kind: "Point",
            points: vec![point],
        }))
    }

    /// The parts of a GeoJSON geometry; several where it is a Multi- one.
    pub(crate) fn parts(geometry: &Value, crs: Crs) -> Result<Vec<Self>, Rejection> {
        let kind = geometry
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let Some(coordinates) = geometry.get("coordinates") else {
            return Err(unreadable(kind));
        };
        let (single, many) = match kind.strip_prefix("Multi") {
            Some(single) => (single, true),
            None => (kind, false),
        };
        let one = |c: &Value| Self::one(single, c, crs);
        if !many {
            return Ok(vec![one(coordinates)?]);
        }
        let parts = coordinates.as_array().filter(|p| !p.is_empty());
        parts
            .ok_or_else(|| unreadable(kind))?
            .iter()
            .map(one)
            .collect()
    }

    fn one(kind: &str, coordinates: &Value, crs: Crs) -> Result<Self, Rejection> {
        let line = |c: &Value| line(c, crs).ok_or_else(|| unreadable(kind));
        match kind {
            "Point" => Ok(Self {
                kind: "Point",
                points: vec![point(coordinates, crs).ok_or_else(|| unreadable(kind))?],
            }),
            "LineString" => {
                let points = line(coordinates)?;
                if points.len() < 2 {
                    return Err(too_short());
                }
                Ok(Self {
                    kind: "LineString",
                    points,
                })
            }
            "Polygon" => match coordinates.as_array().map(Vec::as_slice) {
                Some([ring]) => {
                    let mut points = line(ring)?;
                    if points.first() != points.last() {
                        points.extend(points.first().copied());
                    }
                    if points.len() < 4 {
                        return Err(too_short());
                    }
                    Ok(Self {
                        kind: "Polygon",
                        points,
                    })
                }
                Some([_, _, ..]) => Err(why(
                    "polygon_has_holes",
                    kind,
                    "面里有洞，不能不声不响地填上",
                    "The polygon has holes, which are not filled in silence",
                    "沿洞把它切成几个没有洞的面",
                    "Cut it through the holes into polygons without any",
                )),
                _ => Err(unreadable(kind)),
            },
            _ => Err(unreadable(kind)),
        }
    }

    /// As GeoJSON.
    pub(crate) fn json(&self) -> Value {
        let coordinates = match self.kind {
            "Point" => json!(self.points.first()),
            "Polygon" => json!([self.points]),
            _ => json!(self.points),
        };
        json!({ "type": self.kind, "coordinates": coordinates })
    }
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

/// Longitude and latitude in WGS 84, in whole millionths of a degree.
fn place(point: [f64; 2], crs: Crs) -> Option<[f64; 2]> {
    let fits = |[x, y]: [f64; 2]| x.abs() <= 180.0 && y.abs() <= 180.0;
    let point = Some(point).filter(|p| fits(*p)).map(|p| crs.to_wgs84(p));
    point
        .filter(|p| fits(*p))
        .map(|p| p.map(|d| (d * 1e6).round() / 1e6))
}

fn point(coordinates: &Value, crs: Crs) -> Option<[f64; 2]> {
    let pair = coordinates.as_array()?;
    place([pair.first()?.as_f64()?, pair.get(1)?.as_f64()?], crs)
}

fn line(coordinates: &Value, crs: Crs) -> Option<Vec<[f64; 2]>> {
    let points = coordinates.as_array()?.iter().map(|c| point(c, crs));
    let mut points = points.collect::<Option<Vec<_>>>()?;
    points.dedup();
    Some(points)
}
