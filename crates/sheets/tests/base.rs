//! `底图.geojson`: what is drawn is read, what is not understood is told, and nothing of it is an
//! ERROR.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::{Finding, Severity};
use civic::Text;
use civic::places::{BaseKind, GeometryKind, LonLat};
use civic::published::BaseFile;
use sheets::Files;
use sheets::city::{self, Imported};

const SETTINGS: &str = include_str!("../../../cities/xining/portal.toml");

fn with(base: &str) -> Imported {
    let mut files = Files::default();
    files.insert("portal.toml", SETTINGS);
    files.insert("底图.geojson", base);
    city::read(&files)
}

fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","note":{{"zh":"示意","en":"Schematic"}},"features":[{}]}}"#,
        features.join(",")
    )
}

fn feature(properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

const ROAD: &str = r#""类型":"道路","名称":"西大街","英文名称":"Xi Dajie""#;
const LINE: &str = "[[101.770,36.621],[101.777,36.622]]";
const RING: &str = "[[101.75,36.62],[101.76,36.62],[101.76,36.63],[101.75,36.62]]";

fn found(imported: &Imported) -> Vec<&Finding> {
    let findings = imported.findings.iter();
    findings
        .filter(|f| f.location.file == "底图.geojson")
        .collect()
}

/// The rows of the file, those that were read, and what is published.
fn read(imported: &Imported) -> (usize, usize, BaseFile) {
    let mut counts = imported.counts.iter();
    let count = counts
        .find(|count| count.file == "底图.geojson")
        .expect("the count of the base map");
    let base = imported.sources.base.clone().unwrap_or_default();
    (count.rows, count.read, base)
}

#[test]
fn a_city_may_do_without() {
    let imported = city::read(&Files::default());
    assert_eq!(found(&imported), [] as [&Finding; 0]);
    assert_eq!(imported.sources.base, None);
    assert!(imported.counts.iter().all(|c| c.file != "底图.geojson"));
}

#[test]
fn every_kind_and_shape_is_read_in_either_language() {
    let holes =
        format!("[{RING},[[101.756,36.622],[101.757,36.622],[101.757,36.623],[101.756,36.622]]]");
    let features = [
        feature(
            r#""类型":"河流","名称":"湟水河","英文名称":"Huangshui River""#,
            "MultiLineString",
            &format!("[{LINE},{LINE}]"),
        ),
        feature(
            r#""kind":"River","name":"湟水河","name_en":"Huangshui River""#,
            "Polygon",
            &format!("[{RING}]"),
        ),
        feature(
            r#""类型":"水面""#,
            "MultiPolygon",
            &format!("[{holes},[{RING}]]"),
        ),
        feature(ROAD, "LineString", LINE),
        feature(r#""kind":"railway""#, "LineString", LINE),
        // A ring that was not closed.
        feature(
            r#""类型":" 公园 ""#,
            "Polygon",
            "[[[101.75,36.62],[101.76,36.62],[101.76,36.63]]]",
        ),
        feature(
            r#""类型":"地名","名称":"城中区","英文名称":"Chengzhong""#,
            "Point",
            "[101.7762,36.6142]",
        ),
    ];
    let imported = with(&collection(&features));
    assert_eq!(found(&imported), [] as [&Finding; 0]);
    let (rows, read, base) = read(&imported);
    assert_eq!((rows, read, base.features.len()), (7, 7, 7));
    assert_eq!(base.credit, Text::new("示意", "Schematic"));
    let kinds: Vec<&str> = base.features.iter().map(|f| f.kind.code()).collect();
    assert_eq!(
        kinds,
        [
            "river", "river", "water", "road", "railway", "park", "locality"
        ]
    );
    let parts: Vec<usize> = base.features.iter().map(|f| f.parts.len()).collect();
    assert_eq!(parts, [2, 1, 3, 1, 1, 1, 1]);
    assert_eq!(
        base.features[0].name,
        Text::new("湟水河", "Huangshui River")
    );
    assert_eq!(base.features[1].name, base.features[0].name);
    assert_eq!(base.features[5].parts[0].len(), 4);
    assert_eq!(base.features[6].kind, BaseKind::Locality);
    assert_eq!(base.features[6].shape, GeometryKind::Point);
    assert_eq!(
        base.features[6].parts,
        [[LonLat::new(101_776_200, 36_614_200)]]
    );
    assert_eq!(imported.sources.base_locations.len(), 7);
    assert_eq!(imported.sources.base_locations[6].row, 7);
}

#[test]
fn what_is_not_understood_is_told_and_left_out_and_the_rest_is_drawn() {
    let cases = [
        (
            feature(r#""类型":"地铁""#, "LineString", LINE),
            "base_kind_unknown",
            "类型",
        ),
        (
            feature(r#""名称":"西大街""#, "LineString", LINE),
            "base_kind_unknown",
            "类型",
        ),
        (
            r#"{"type":"Feature","properties":null,"geometry":null}"#.to_owned(),
            "base_kind_unknown",
            "类型",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{{ROAD}}},"geometry":null}}"#),
            "base_geometry_missing",
            "geometry",
        ),
        (
            feature(ROAD, "GeometryCollection", "[]"),
            "base_geometry_missing",
            "geometry",
        ),
        (
            feature(ROAD, "MultiLineString", "[]"),
            "base_geometry_missing",
            "geometry",
        ),
        (
            feature(ROAD, "LineString", "[[101.77,36.62]]"),
            "base_geometry_missing",
            "geometry",
        ),
        (
            feature(ROAD, "LineString", r#"[[101.77,36.62],["x",1]]"#),
            "base_geometry_missing",
            "geometry",
        ),
        (
            feature(
                ROAD,
                "LineString",
                "[[4055000.0,1000.0],[4055001.0,1001.0]]",
            ),
            "base_geometry_missing",
            "geometry",
        ),
        (
            feature(ROAD, "Polygon", &format!("[{RING}]")),
            "base_shape_unfit",
            "geometry",
        ),
        (
            feature(r#""类型":"公园""#, "LineString", LINE),
            "base_shape_unfit",
            "geometry",
        ),
        (
            feature(r#""类型":"地名""#, "Point", "[101.77,36.62]"),
            "base_name_missing",
            "名称",
        ),
        (
            feature(ROAD, "LineString", "[[121.47,31.23],[121.48,31.24]]"),
            "base_outside",
            "geometry",
        ),
        (
            feature(ROAD, "LineString", "[[36.621,101.770],[36.622,101.777]]"),
            "base_axes_swapped",
            "geometry",
        ),
    ];
    for (wrong, code, column) in cases {
        let features = [feature(ROAD, "LineString", LINE), wrong.clone()];
        let imported = with(&collection(&features));
        let told: Vec<_> = found(&imported)
            .iter()
            .map(|f| {
                (
                    f.code.as_str(),
                    f.severity,
                    f.location.row,
                    f.location.column.as_str(),
                )
            })
            .collect();
        assert_eq!(told, [(code, Severity::Warning, 2, column)], "{wrong}");
        let (rows, read, base) = read(&imported);
        assert_eq!((rows, read, base.features.len()), (2, 1, 1), "{wrong}");
    }
}

#[test]
fn what_runs_on_beyond_the_city_is_drawn_and_told() {
    let long = "[[101.9,36.6],[103.8,36.06]]";
    let imported = with(&collection(&[feature(ROAD, "LineString", long)]));
    let told: Vec<_> = found(&imported)
        .iter()
        .map(|f| (f.code.as_str(), f.severity))
        .collect();
    assert_eq!(told, [("base_outside", Severity::Info)]);
    assert_eq!(read(&imported).1, 1);
}

#[test]
fn a_file_that_is_no_collection_in_degrees_costs_only_itself() {
    let metres = format!(
        r#"{{"crs":{{"properties":{{"name":"EPSG:4547"}}}},{}"#,
        &collection(&[feature(ROAD, "LineString", LINE)])[1..]
    );
    for wrong in ["{", "[]", r#"{"type":"FeatureCollection"}"#, &metres] {
        let imported = with(wrong);
        let told: Vec<_> = found(&imported)
            .iter()
            .map(|f| (f.code.as_str(), f.severity))
            .collect();
        assert_eq!(told, [("base_unreadable", Severity::Warning)], "{wrong}");
        assert_eq!(imported.sources.base, None, "{wrong}");
    }
    let mut files = Files::default();
    files.insert_unreadable("底图.geojson", "no permission");
    let imported = city::read(&files);
    assert_eq!(found(&imported)[0].severity, Severity::Warning);
}

/// A road that goes to and fro by about so many metres at each point.
fn winding(points: usize, metres: i32) -> String {
    let at = |i: usize| {
        let i = i32::try_from(i).expect("a small number");
        let north = if i % 2 == 0 { 0 } else { metres * 9 };
        format!(
            "[{:.6},{:.6}]",
            f64::from(101_000_000 + i * 10) / 1e6,
            f64::from(36_600_000 + north) / 1e6
        )
    };
    let all: Vec<String> = (0..points).map(at).collect();
    feature(ROAD, "LineString", &format!("[{}]", all.join(",")))
}

#[test]
fn what_is_published_has_no_more_points_than_it_needs() {
    let imported = with(&collection(&[winding(5000, 2)]));
    assert_eq!(found(&imported), [] as [&Finding; 0]);
    assert!(read(&imported).2.features[0].parts[0].len() < 20);
    // A bend of more than the tolerance stays.
    let imported = with(&collection(&[winding(500, 20)]));
    assert!(read(&imported).2.features[0].parts[0].len() > 490);
}

#[test]
fn a_base_map_that_is_too_large_is_made_coarser_and_told_or_left_out() {
    let imported = with(&collection(&[winding(20_000, 30)]));
    let told: Vec<_> = found(&imported)
        .iter()
        .map(|f| (f.code.as_str(), f.severity))
        .collect();
    assert_eq!(told, [("base_too_large", Severity::Warning)]);
    let (rows, count, base) = read(&imported);
    assert_eq!((rows, count), (1, 1));
    assert!(serde_json::to_vec(&base).expect("JSON").len() <= 200_000);
    assert!(found(&imported)[0].what.en.contains("40 m"));
    // Names alone cannot be made coarser.
    let name = |i: i32| {
        let at = format!("[{:.6},36.6]", f64::from(101_000_000 + i) / 1e6);
        feature(r#""类型":"地名","名称":"城中区""#, "Point", &at)
    };
    let imported = with(&collection(&(0..4000).map(name).collect::<Vec<_>>()));
    assert_eq!(found(&imported)[0].code, "base_too_large");
    assert_eq!(imported.sources.base, None);
    assert_eq!((read(&imported).0, read(&imported).1), (4000, 0));
}
