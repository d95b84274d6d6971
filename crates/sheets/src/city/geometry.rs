//! `地点.geojson`: where the places lie.

use std::collections::{BTreeMap, HashSet};

use check::columns::files;
use check::{Finding, Location, Row, Severity};
use civic::places::{Geometry, GeometryKind, LonLat, Place};
use civic::{Bilingual as _, PlaceId, Text};
use serde_json::Value;

use super::folder::Folder;
use crate::geojson::{self, Crs, DocumentError, Fault, as_text};
use crate::table::SheetCount;

/// Gives each place its geometry; where each was read, by place.
pub(crate) fn read(folder: &mut Folder, places: &mut [Row<Place>]) -> BTreeMap<PlaceId, Location> {
    let mut locations = BTreeMap::new();
    let Some(bytes) = folder.bytes(files::GEOMETRY, Severity::Warning) else {
        return locations;
    };
    let features = match geojson::read(&bytes) {
        Ok(features) => features,
        Err(error) => {
            let row = match &error {
                DocumentError::NotJson(error) => u32::try_from(error.line()).unwrap_or(0),
                DocumentError::NotText(_)
                | DocumentError::NotACollection
                | DocumentError::OtherCrs(_) => 0,
            };
            refuse(folder, row, "", error.text());
            return locations;
        }
    };
    let mut by_id: BTreeMap<String, Geometry> = BTreeMap::new();
    let ids: HashSet<&str> = places.iter().map(|p| p.value.id.as_str()).collect();
    let unread = folder.unread(files::PLACES);
    let mut followed = 0;
    for (i, feature) in features.iter().enumerate() {
        let number = u32::try_from(i + 1).unwrap_or(u32::MAX);
        let id = id(feature, &ids);
        match geometry(feature) {
            _ if !ids.contains(id.as_str()) && unread.may_have(&id) => followed += 1,
            _ if !ids.contains(id.as_str()) => {
                let what = Text::new(
                    "没有这个编号的地点",
                    "There is no place with this identifier",
                );
                refuse(folder, number, &id, what);
            }
            Ok(_) if by_id.contains_key(&id) => {
                let what = Text::new(
                    "这个地点已经有一个图形",
                    "This place has a geometry already",
                );
                refuse(folder, number, &id, what);
            }
            Ok((geometry, repaired)) => {
                if let Some((what, fix)) = repaired {
                    folder.findings.push(Finding {
                        code: "geometry_repaired".to_owned(),
                        severity: Severity::Info,
                        location: at(number),
                        value: id.clone(),
                        what,
                        fix,
                        example: None,
                    });
                }
                locations.insert(id.as_str().into(), at(number));
                by_id.insert(id, geometry);
            }
            Err(what) => refuse(folder, number, &id, what),
        }
    }
    folder.follow(files::PLACES, followed);
    folder.counts.push(SheetCount {
        file: files::GEOMETRY.to_owned(),
        rows: features.len(),
        read: by_id.len(),
    });
    for place in places {
        place.value.geometry = by_id.remove(place.value.id.as_str());
    }
    locations
}

/// The place that a feature is about: by its property `id`, or by its own identifier.
fn id(feature: &Value, ids: &HashSet<&str>) -> String {
    let named = [feature.pointer("/properties/id"), feature.get("id")];
    let named: Vec<String> = named.into_iter().flatten().map(as_text).collect();
    let known = named.iter().find(|id| ids.contains(id.as_str()));
    let id = known.or_else(|| named.iter().find(|id| !id.is_empty()));
    id.cloned().unwrap_or_default()
}

/// A feature, by its number.
fn at(number: u32) -> Location {
    Location {
        file: files::GEOMETRY.to_owned(),
        row: number,
        column: files::GEOMETRY_MEMBER.to_owned(),
    }
}

fn refuse(folder: &mut Folder, row: u32, value: &str, what: Text) {
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

/// A geometry, and what was repaired in it with what to do about it; or what is wrong.
fn geometry(feature: &Value) -> Result<(Geometry, Option<(Text, Text)>), Text> {
    let unreadable = || {
        Text::new(
            "图形应为 LineString、单环 Polygon 或 Point，坐标为经度在前的度数",
            "The geometry should be a LineString, a Polygon of one ring or a Point, longitude first, in degrees",
        )
    };
    let coordinates = feature.pointer("/geometry/coordinates");
    let coordinates = coordinates.ok_or_else(unreadable)?;
    let kind = feature.pointer("/geometry/type").and_then(Value::as_str);
    let mut repaired = None;
    let (kind, points) = match kind {
        Some("LineString") => {
            let points = geojson::line(coordinates, Crs::Wgs84).filter(|line| line.len() >= 2);
            (GeometryKind::Line, points.ok_or_else(unreadable)?)
        }
        Some("Polygon") => {
            let (ring, told) = polygon(coordinates).ok_or_else(unreadable)??;
            repaired = told;
            (GeometryKind::Polygon, ring)
        }
        Some("Point") => {
            let point = geojson::point(coordinates, Crs::Wgs84).ok_or_else(unreadable)?;
            (GeometryKind::Point, vec![point])
        }
        _ => return Err(unreadable()),
    };
    let approximate = feature
        .pointer("/properties/approximate")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    let geometry = Geometry {
        kind,
        points,
        approximate,
    };
    Ok((geometry, repaired))
}

type Ring = (Vec<LonLat>, Option<(Text, Text)>);

/// The ring of a polygon, and what was repaired in it; `None` where there is none to read.
fn polygon(coordinates: &Value) -> Option<Result<Ring, Text>> {
    let rings = coordinates.as_array()?.iter();
    let rings: Vec<_> = rings
        .map(|ring| geojson::line(ring, Crs::Wgs84))
        .collect::<Option<_>>()?;
    let repaired = match geojson::repair(&rings) {
        Ok(repaired) => repaired,
        Err(Fault::NoArea) => return None,
        Err(Fault::Hole) => {
            return Some(Err(Text::new(
                "面里有洞：沿洞把它切成几个没有洞的面，每个面一个地点",
                "The polygon has a hole: cut it through the hole into polygons without any, each a place",
            )));
        }
    };
    let told = repaired.told();
    Some(match <[_; 1]>::try_from(repaired.rings) {
        Ok([ring]) => Ok((ring, told)),
        Err(rings) => Err(Text::new(
            format!("这个面是只在一点相接的 {} 块：每块一个地点", rings.len()),
            format!(
                "The polygon is {} parts that meet in a point: make each a place",
                rings.len()
            ),
        )),
    })
}
