//! `底图.geojson`: what is drawn below the places on the map.
//!
//! It says nothing about rules, so that nothing in it keeps them from being published: whatever
//! cannot be read is a WARNING, and the rest is drawn.

use check::columns::files;
use check::{CitySettings, Finding, Location, Severity, Sources};
use civic::places::{BaseFeature, BaseKind, GeometryKind, LonLat};
use civic::published::BaseFile;
use civic::{Bilingual as _, Text};
use serde_json::{Map, Value};

use super::folder::Folder;
use crate::geojson::{self, Crs, DocumentError, as_text};
use crate::grammar::fold;
use crate::table::SheetCount;

/// How far, in metres, what is published may lie from what is drawn.
const TOLERANCE_METRES: f64 = 5.0;
/// How often that is doubled at most to keep within [`MAX_BYTES`].
const MAX_DOUBLINGS: i32 = 6;
/// What is published takes at most so many bytes.
const MAX_BYTES: usize = 200_000;

/// Reads the base map, if the city has one.
pub(super) fn read(folder: &mut Folder, sources: &mut Sources) {
    let document = match folder.optional(files::BASE) {
        None => return,
        Some(Ok(bytes)) => geojson::read_with_members(&bytes),
        Some(Err(why)) => {
            let what = Text::new(
                format!("无法读取：{why}"),
                format!("It cannot be read: {why}"),
            );
            folder.findings.push(of_file(0, what));
            return;
        }
    };
    let (features, members) = match document {
        Ok(document) => document,
        Err(error) => {
            let row = match &error {
                DocumentError::NotJson(error) => u32::try_from(error.line()).unwrap_or(0),
                _ => 0,
            };
            folder.findings.push(of_file(row, error.text()));
            return;
        }
    };
    let mut base = BaseFile {
        credit: credit(&members),
        features: Vec::new(),
    };
    let mut locations = Vec::new();
    for (i, feature) in features.iter().enumerate() {
        let number = u32::try_from(i + 1).unwrap_or(u32::MAX);
        let read = read_feature(feature).and_then(|read| {
            let told = beyond(&read, sources.settings.as_ref())?;
            Ok((read, told))
        });
        match read {
            Ok((read, told)) => {
                let told = told.map(|told| told.finding(number, feature));
                folder.findings.extend(told);
                base.features.push(read);
                locations.push(at(number, ""));
            }
            Err(told) => folder.findings.push(told.finding(number, feature)),
        }
    }
    let read = base.features.len();
    let (base, told) = within_bounds(&base);
    folder.findings.extend(told);
    folder.counts.push(SheetCount {
        file: files::BASE.to_owned(),
        rows: features.len(),
        read: if base.is_some() { read } else { 0 },
    });
    sources.base_locations = locations;
    sources.base = base;
}

/// What is wrong with a feature.
struct Told {
    code: &'static str,
    severity: Severity,
    column: &'static str,
    what: Text,
    fix: Text,
}

impl Told {
    fn refused(code: &'static str, column: &'static str, what: Text, fix: Text) -> Box<Self> {
        Box::new(Self {
            code,
            severity: Severity::Warning,
            column,
            what,
            fix,
        })
    }

    fn finding(self, number: u32, feature: &Value) -> Finding {
        Finding {
            code: self.code.to_owned(),
            severity: self.severity,
            location: at(number, self.column),
            value: property(feature, &["名称", "name"]),
            what: self.what,
            fix: self.fix,
            example: None,
        }
    }
}

fn at(number: u32, column: &str) -> Location {
    Location {
        file: files::BASE.to_owned(),
        row: number,
        column: column.to_owned(),
    }
}

/// A finding about the file as a whole.
fn of_file(row: u32, what: Text) -> Finding {
    Finding {
        code: "base_unreadable".to_owned(),
        severity: Severity::Warning,
        location: at(row, ""),
        value: String::new(),
        what,
        fix: Text::new(
            "地图照常画出街道和片区，只是没有底图；把它另存为 WGS 84 的 GeoJSON（FeatureCollection）",
            "The map draws streets and zones all the same, without a base map; save it as GeoJSON in WGS 84, a FeatureCollection",
        ),
        example: None,
    }
}

/// Whose drawing it is, by the member `note`: a text, or one for each language.
fn credit(members: &Map<String, Value>) -> Text {
    let Some(note) = members.get("note") else {
        return Text::default();
    };
    let of = |lang: &str| note.get(lang).map(as_text).unwrap_or_default();
    match note {
        Value::String(text) => Text::new(text.trim(), ""),
        _ => Text::new(of("zh").trim(), of("en").trim()),
    }
}

/// The first of these properties that says something.
fn property(feature: &Value, names: &[&str]) -> String {
    let properties = feature.get("properties");
    let values = names.iter().filter_map(|name| properties?.get(name));
    let said = values.map(|value| fold(&as_text(value)).trim().to_owned());
    said.into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

fn read_feature(feature: &Value) -> Result<BaseFeature, Box<Told>> {
    let said = property(feature, &["类型", "kind"]);
    let is_meant = |kind: &&BaseKind| {
        kind.zh() == said
            || kind.code().eq_ignore_ascii_case(&said)
            || kind.en().eq_ignore_ascii_case(&said)
    };
    let Some(kind) = BaseKind::ALL.iter().find(is_meant) else {
        let all = |of: fn(&BaseKind) -> &str, comma| {
            BaseKind::ALL.iter().map(of).collect::<Vec<_>>().join(comma)
        };
        return Err(Told::refused(
            "base_kind_unknown",
            "类型",
            Text::new(
                format!("类型“{said}”不认识，没有画出"),
                format!("The kind “{said}” is not known, and this is not drawn"),
            ),
            Text::new(
                format!("写成其中一种：{}", all(BaseKind::zh, "、")),
                format!("Write one of: {}", all(BaseKind::code, ", ")),
            ),
        ));
    };
    let (shape, parts) = geometry(feature).ok_or_else(|| {
        Told::refused(
            "base_geometry_missing",
            files::GEOMETRY_MEMBER,
            Text::new(
                "没有能读的图形，没有画出",
                "There is no geometry that can be read, and this is not drawn",
            ),
            Text::new(
                "图形应为 LineString、MultiLineString、Polygon、MultiPolygon 或 Point，坐标为经度在前的度数",
                "It should be a LineString, MultiLineString, Polygon, MultiPolygon or Point, longitude first, in degrees",
            ),
        )
    })?;
    if !kind.takes(&shape) {
        return Err(Told::refused(
            "base_shape_unfit",
            files::GEOMETRY_MEMBER,
            Text::new(
                format!("{}不能画成{}，没有画出", kind.zh(), shape.zh()),
                format!(
                    "A {} is not drawn as a {}: it is left out",
                    kind.code(),
                    shape.code()
                ),
            ),
            Text::new(
                "道路、铁路画成线，水面、公园画成面，河流画成线或面，地名画成点",
                "Draw roads and railways as lines, water and parks as areas, rivers as either, place names as points",
            ),
        ));
    }
    let name = Text::new(
        property(feature, &["名称", "name"]),
        property(feature, &["英文名称", "name_en"]),
    );
    if name.is_empty() && *kind == BaseKind::Locality {
        return Err(Told::refused(
            "base_name_missing",
            "名称",
            Text::new(
                "地名没有名称，没有画出",
                "A place name without a name is not drawn",
            ),
            Text::new("填上名称，例如：城中区", "Fill in the name, such as 城中区"),
        ));
    }
    Ok(BaseFeature {
        kind: kind.clone(),
        name,
        shape,
        parts,
    })
}

/// The shape of a feature and its parts; `None` where any of it cannot be read.
fn geometry(feature: &Value) -> Option<(GeometryKind, Vec<Vec<LonLat>>)> {
    let coordinates = feature.pointer("/geometry/coordinates")?;
    let line = |value: &Value| geojson::line(value, Crs::Wgs84).filter(|line| line.len() >= 2);
    let ring = |value: &Value| {
        let mut ring = geojson::line(value, Crs::Wgs84)?;
        if ring.first() != ring.last() {
            ring.extend(ring.first().copied());
        }
        (ring.len() >= 4).then_some(ring)
    };
    let rings = |value: &Value| -> Option<Vec<_>> { value.as_array()?.iter().map(ring).collect() };
    let (shape, parts) = match feature.pointer("/geometry/type")?.as_str()? {
        "LineString" => (GeometryKind::Line, vec![line(coordinates)?]),
        "MultiLineString" => {
            let lines = coordinates.as_array()?.iter().map(line);
            (GeometryKind::Line, lines.collect::<Option<_>>()?)
        }
        "Polygon" => (GeometryKind::Polygon, rings(coordinates)?),
        "MultiPolygon" => {
            let polygons = coordinates.as_array()?.iter().map(rings);
            let polygons: Vec<Vec<_>> = polygons.collect::<Option<_>>()?;
            (GeometryKind::Polygon, polygons.concat())
        }
        "Point" => {
            let point = geojson::point(coordinates, Crs::Wgs84)?;
            (GeometryKind::Point, vec![vec![point]])
        }
        _ => return None,
    };
    (!parts.is_empty()).then_some((shape, parts))
}

/// Refuses what lies wholly outside the city, and tells what does in part: a river runs on.
fn beyond(
    feature: &BaseFeature,
    settings: Option<&CitySettings>,
) -> Result<Option<Told>, Box<Told>> {
    let Some((low, high)) = settings.map(|settings| settings.bounds) else {
        return Ok(None);
    };
    let inside = |p: &LonLat| {
        (low.lon_e6..=high.lon_e6).contains(&p.lon_e6)
            && (low.lat_e6..=high.lat_e6).contains(&p.lat_e6)
    };
    let points = || feature.parts.iter().flatten();
    let Some(outside) = points().find(|p| !inside(p)) else {
        return Ok(None);
    };
    let shown = |p: LonLat| {
        let degrees = |millionths: i32| f64::from(millionths) / 1e6;
        format!("[{:.6}, {:.6}]", degrees(p.lon_e6), degrees(p.lat_e6))
    };
    let (first, turned) = (shown(*outside), LonLat::new(outside.lat_e6, outside.lon_e6));
    if points().any(inside) {
        return Ok(Some(Told {
            severity: Severity::Info,
            ..*Told::refused(
                "base_outside",
                files::GEOMETRY_MEMBER,
                Text::new(
                    format!("从 {first} 起有一部分在城市以外，照样画出"),
                    format!(
                        "From {first} on, part of it lies outside the city; it is drawn all the same"
                    ),
                ),
                Text::new(
                    "不必画出城市以外的部分",
                    "What lies outside need not be drawn",
                ),
            )
        }));
    }
    if points().all(|p| inside(&LonLat::new(p.lat_e6, p.lon_e6))) {
        return Err(Told::refused(
            "base_axes_swapped",
            files::GEOMETRY_MEMBER,
            Text::new(
                format!("坐标 {first} 在城市以外，经度和纬度像是写反了，没有画出"),
                format!(
                    "The coordinates {first} lie outside the city: longitude and latitude look swapped, and this is not drawn"
                ),
            ),
            Text::new(
                format!("经度在前、纬度在后，例如 {}", shown(turned)),
                format!(
                    "Write longitude first, then latitude, such as {}",
                    shown(turned)
                ),
            ),
        ));
    }
    Err(Told::refused(
        "base_outside",
        files::GEOMETRY_MEMBER,
        Text::new(
            format!("坐标 {first} 在城市以外，没有画出"),
            format!("The coordinates {first} lie outside the city, and this is not drawn"),
        ),
        Text::new(
            format!(
                "检查坐标系（应为 WGS 84）和数字；城市范围有误就改 {} 的 bounds",
                files::SETTINGS
            ),
            format!(
                "Check the coordinate system (WGS 84) and the digits; if the city's limits are wrong, fix bounds in {}",
                files::SETTINGS
            ),
        ),
    ))
}

/// The base map with fewer points, and coarser where it would be too large; `None` where it is too
/// large even so.
fn within_bounds(drawn: &BaseFile) -> (Option<BaseFile>, Option<Finding>) {
    let size = |base: &BaseFile| serde_json::to_vec(base).map_or(usize::MAX, |json| json.len());
    let mut metres = TOLERANCE_METRES;
    let mut base = simplified(drawn.clone(), metres);
    let first = size(&base);
    for _ in 0..MAX_DOUBLINGS {
        if size(&base) <= MAX_BYTES {
            break;
        }
        metres *= 2.0;
        base = simplified(drawn.clone(), metres);
    }
    if first <= MAX_BYTES {
        return (Some(base), None);
    }
    let fits = size(&base) <= MAX_BYTES;
    let (kb, most) = (first.div_ceil(1000), MAX_BYTES / 1000);
    let what = if fits {
        Text::new(
            format!("底图太细（{kb} KB，最多 {most} KB），发布时简化到误差 {metres:.0} 米"),
            format!(
                "The base map is too detailed ({kb} KB, at most {most} KB): it is published to within {metres:.0} m of what is drawn"
            ),
        )
    } else {
        Text::new(
            format!("底图太大（{kb} KB，最多 {most} KB），简化后仍然超出，没有发布"),
            format!(
                "The base map is too large ({kb} KB, at most {most} KB) however coarse it is made, and is not published"
            ),
        )
    };
    let finding = Finding {
        code: "base_too_large".to_owned(),
        fix: Text::new(
            "只留主要道路、河流和地名",
            "Keep only main streets, rivers and place names",
        ),
        ..of_file(0, what)
    };
    (fits.then_some(base), Some(finding))
}

fn simplified(mut base: BaseFile, metres: f64) -> BaseFile {
    for feature in &mut base.features {
        let is_area = feature.shape == GeometryKind::Polygon;
        let parts = feature.parts.iter().map(|part| {
            let simple = geojson::simplify(part, metres);
            // A ring of less is no area any more.
            if is_area && simple.len() < 4 {
                part.clone()
            } else {
                simple
            }
        });
        feature.parts = parts.collect();
    }
    base
}
