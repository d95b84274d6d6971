//! `地点.geojson`: where the places lie.

use std::collections::{BTreeMap, HashSet};

use check::columns::files;
use check::{Finding, Location, Row, Severity};
use civic::places::{Geometry, GeometryKind, LonLat, Place};
use civic::{PlaceId, Text};
use serde_json::Value;

use super::folder::Folder;

/// Degrees in millionths; `None` beyond ±180.
pub(crate) fn millionths(degrees: f64) -> Option<i32> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounded by the check before it"
    )]
    (degrees.abs() <= 180.0).then(|| (degrees * 1e6).round() as i32)
}

/// Gives each place its geometry; where each was read, by place.
pub(crate) fn read(
    folder: &mut Folder<'_>,
    places: &mut [Row<Place>],
) -> BTreeMap<PlaceId, Location> {
    let mut locations = BTreeMap::new();
    let Some(bytes) = folder.bytes(files::GEOMETRY, Severity::Warning) else {
        return locations;
    };
    let document: Value = match serde_json::from_slice(&bytes) {
        Ok(document) => document,
        Err(error) => {
            let row = u32::try_from(error.line()).unwrap_or(0);
            let what = Text::new(
                format!("不是 JSON：{error}"),
                format!("This is not JSON: {error}"),
            );
            refuse(folder, row, "", what);
            return locations;
        }
    };
    let mut by_id: BTreeMap<String, Geometry> = BTreeMap::new();
    let features = document.get("features").and_then(Value::as_array);
    let Some(features) = features else {
        let what = Text::new("不是 FeatureCollection", "This is not a FeatureCollection");
        refuse(folder, 0, "", what);
        return locations;
    };
    let ids: HashSet<&str> = places.iter().map(|p| p.value.id.as_str()).collect();
    let unread = folder.unread(files::PLACES);
    let mut followed = 0;
    for (i, feature) in features.iter().enumerate() {
        let number = u32::try_from(i + 1).unwrap_or(u32::MAX);
        let id = feature
            .pointer("/properties/id")
            .and_then(Value::as_str)
            .unwrap_or_default();
        match geometry(feature) {
            _ if !ids.contains(id) && unread.may_have(id) => followed += 1,
            _ if !ids.contains(id) => {
                let what = Text::new(
                    "没有这个编号的地点",
                    "There is no place with this identifier",
                );
                refuse(folder, number, id, what);
            }
            Some(_) if by_id.contains_key(id) => {
                let what = Text::new(
                    "这个地点已经有一个图形",
                    "This place has a geometry already",
                );
                refuse(folder, number, id, what);
            }
            Some(geometry) => {
                locations.insert(id.into(), at(number));
                by_id.insert(id.to_owned(), geometry);
            }
            None => {
                let what = Text::new(
                    "图形应为 LineString、单环 Polygon 或 Point，坐标为经度在前的度数",
                    "The geometry should be a LineString, a Polygon of one ring or a Point, longitude first, in degrees",
                );
                refuse(folder, number, id, what);
            }
        }
    }
    folder.follow(files::PLACES, followed);
    for place in places {
        place.value.geometry = by_id.remove(place.value.id.as_str());
    }
    locations
}

/// A feature, by its number.
fn at(number: u32) -> Location {
    Location {
        file: files::GEOMETRY.to_owned(),
        row: number,
        column: files::GEOMETRY_MEMBER.to_owned(),
    }
}

fn refuse(folder: &mut Folder<'_>, row: u32, value: &str, what: Text) {
    folder.findings.push(Finding {
        code: "geometry_unreadable".to_owned(),
        severity: Severity::Error,
        location: at(row),
        value: value.to_owned(),
        what,
        fix: Text::new(
            "例如：{\"type\":\"LineString\",\"coordinates\":[[101.778,36.617],[101.780,36.618]]}",
            "For example: {\"type\":\"LineString\",\"coordinates\":[[101.778,36.617],[101.780,36.618]]}",
        ),
        example: None,
    });
}

fn geometry(feature: &Value) -> Option<Geometry> {
    let shape = feature.get("geometry")?;
    let coordinates = shape.get("coordinates")?;
    let (kind, points) = match shape.get("type")?.as_str()? {
        "LineString" => (GeometryKind::Line, line(coordinates)?),
        "Polygon" => match coordinates.as_array()?.as_slice() {
            [ring] => (GeometryKind::Polygon, line(ring)?),
            _ => return None,
        },
        "Point" => (GeometryKind::Point, vec![point(coordinates)?]),
        _ => return None,
    };
    let enough = match kind {
        GeometryKind::Line => points.len() >= 2,
        GeometryKind::Polygon => points.len() >= 4 && points.first() == points.last(),
        _ => true,
    };
    let approximate = feature
        .pointer("/properties/approximate")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    enough.then_some(Geometry {
        kind,
        points,
        approximate,
    })
}

fn line(coordinates: &Value) -> Option<Vec<LonLat>> {
    coordinates.as_array()?.iter().map(point).collect()
}

fn point(coordinates: &Value) -> Option<LonLat> {
    let pair = coordinates.as_array()?;
    let degrees = |i: usize| pair.get(i).and_then(Value::as_f64).and_then(millionths);
    Some(LonLat::new(degrees(0)?, degrees(1)?))
}
