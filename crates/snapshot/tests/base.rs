//! The base map: a file of its own, and none in a city without one.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use check::Sources;
use civic::Text;
use civic::places::{BaseFeature, BaseKind, GeometryKind, LonLat};
use civic::published::{BaseFile, IdsFile, name};
use snapshot::file_set::Files;
use snapshot::make;

fn files(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

#[test]
fn a_base_map_is_one_file_beside_the_others() {
    let mut sources = fixtures::sources::city();
    let without = files(&sources);
    assert!(!without.contains_key(name::BASE));
    let base = BaseFile {
        credit: Text::new("示意", "Schematic"),
        features: vec![BaseFeature {
            kind: BaseKind::River,
            name: Text::default(),
            shape: GeometryKind::Line,
            parts: vec![vec![
                LonLat::new(101_770_000, 36_630_000),
                LonLat::new(101_780_000, 36_629_000),
            ]],
        }],
    };
    sources.base = Some(base.clone());
    let mut with = files(&sources);
    let bytes = with.remove(name::BASE).expect("the base map");
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        r#"{"credit":{"zh":"示意","en":"Schematic"},"features":[{"kind":"river","shape":"line","parts":[[[101770000,36630000],[101780000,36629000]]]}]}"#
    );
    let read: BaseFile = serde_json::from_slice(&bytes).expect("as it was written");
    assert_eq!(read, base);
    // Nothing else of the snapshot changes.
    assert_eq!(with, without);
}

#[test]
fn a_kind_of_a_later_version_is_read() {
    let json = r#"{"features":[{"kind":"tram","shape":"line","parts":[[[1,2],[3,4]]]}]}"#;
    let read: BaseFile = serde_json::from_str(json).expect("a kind that is not known yet");
    assert_eq!(read.features[0].kind, BaseKind::Unknown("tram".to_owned()));
    assert!(read.features[0].name.is_empty() && read.credit.is_empty());
}
