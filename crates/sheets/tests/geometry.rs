//! `地点.geojson` as drawing programs write it.

use check::{Finding, Severity};
use sheets::Files;
use sheets::city::{self, Imported};

const PLACES: &str =
    "地点编号,名称,类型,侧,等级,单位代码,来源类型\n1024,莫家街,片区,两侧,疏导,630103001,示例\n";

/// A city of one place, drawn by these features.
fn drawn(features: &str) -> Imported {
    let mut files = Files::default();
    files.insert("地点.csv", PLACES);
    files.insert("地点.geojson", features);
    city::read(&files)
}

fn feature(members: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature",{members},"geometry":{{"type":"Polygon","coordinates":{coordinates}}}}}]}}"#
    )
}

fn found(imported: &Imported) -> Vec<(&str, Severity)> {
    let of_file = |f: &&Finding| f.location.file == "地点.geojson";
    let findings = imported.findings.iter().filter(of_file);
    findings.map(|f| (f.code.as_str(), f.severity)).collect()
}

fn points(imported: &Imported) -> usize {
    let places = imported.sources.places.iter();
    let drawn = places.filter_map(|p| p.value.geometry.as_ref());
    drawn.map(|geometry| geometry.points.len()).sum()
}

const BY_ID: &str = r#""properties":{"id":"1024"}"#;
const SQUARE: &str =
    "[[[101.70,36.60],[101.71,36.60],[101.71,36.61],[101.70,36.61],[101.70,36.60]]]";

#[test]
fn a_feature_is_matched_by_a_number_and_by_its_own_id() {
    for members in [
        BY_ID,
        r#""properties":{"id":1024}"#,
        r#""properties":{"id":1024.0}"#,
        r#""properties":null,"id":1024"#,
        r#""properties":{"name":"莫家街"},"id":"1024""#,
        // A number of the drawing program's own.
        r#""properties":{"id":7},"id":1024"#,
    ] {
        let imported = drawn(&feature(members, SQUARE));
        assert_eq!(
            (found(&imported), points(&imported)),
            (vec![], 5),
            "{members}"
        );
    }
    let imported = drawn(&feature(r#""properties":{"id":1025},"id":7"#, SQUARE));
    assert_eq!(found(&imported), [("geometry_unreadable", Severity::Error)]);
}

#[test]
fn a_byte_order_mark_and_cgcs2000_are_taken_and_metres_are_not() {
    let document = feature(BY_ID, SQUARE);
    let in_crs = |code: &str| {
        let crs =
            format!("{{\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{code}\"}}}},");
        format!("\u{feff}{}", document.replacen('{', &crs, 1))
    };
    for code in ["EPSG:4490", "urn:ogc:def:crs:OGC:1.3:CRS84"] {
        let imported = drawn(&in_crs(code));
        assert_eq!((found(&imported), points(&imported)), (vec![], 5), "{code}");
    }
    for code in ["EPSG:4547", "EPSG:3857"] {
        let imported = drawn(&in_crs(code));
        let told = imported.findings.iter().any(|f| f.what.zh.contains(code));
        assert!(told && points(&imported) == 0, "{code}");
    }
}

#[test]
fn small_faults_are_repaired_and_told() {
    let repaired = [("geometry_repaired", Severity::Info)];
    for (coordinates, count) in [
        (
            "[[[101.70,36.60],[101.71,36.60],[101.71,36.61],[101.70,36.61]]]",
            5,
        ),
        (
            "[[[101.70,36.60],[101.71,36.60],[101.72,36.60],[101.71,36.60],[101.71,36.61],[101.70,36.61],[101.70,36.60]]]",
            5,
        ),
        (
            "[[[101.70,36.60],[101.71,36.60],[101.71,36.61],[101.70,36.61],[101.70,36.60]],[[101.705,36.605],[101.70501,36.605],[101.705,36.60501],[101.705,36.605]]]",
            5,
        ),
    ] {
        let imported = drawn(&feature(BY_ID, coordinates));
        assert_eq!(
            (found(&imported), points(&imported)),
            (repaired.to_vec(), count)
        );
    }
    // What would be a guess is an ERROR, and nothing is drawn.
    for (coordinates, word) in [
        (
            "[[[101.70,36.60],[101.71,36.60],[101.71,36.61],[101.70,36.61],[101.70,36.60]],[[101.703,36.603],[101.707,36.603],[101.707,36.607],[101.703,36.603]]]",
            "hole",
        ),
        (
            "[[[101.70,36.60],[101.71,36.60],[101.71,36.61],[101.72,36.61],[101.72,36.62],[101.71,36.62],[101.71,36.61],[101.70,36.61],[101.70,36.60]]]",
            "2 parts",
        ),
        (
            "[[[101.70,36.60],[101.71,36.60],[101.70,36.60]]]",
            "should be",
        ),
    ] {
        let imported = drawn(&feature(BY_ID, coordinates));
        assert_eq!(found(&imported), [("geometry_unreadable", Severity::Error)]);
        let told = imported.findings.iter().any(|f| f.what.en.contains(word));
        assert!(told && points(&imported) == 0, "{word}");
    }
}
