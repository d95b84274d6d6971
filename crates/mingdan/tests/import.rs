//! `mingdan import` as it is run: what it says, its exit codes, and what it leaves behind.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Two roads that can be taken, and one that crosses itself.
const ROADS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"way/1","properties":{"name":"长安街","highway":"residential"},"geometry":{"type":"LineString","coordinates":[[101.778,36.617],[101.780,36.618]]}},
{"type":"Feature","id":"way/2","properties":{"highway":"primary"},"geometry":{"type":"LineString","coordinates":[[101.770,36.617],[101.772,36.618]]}},
{"type":"Feature","id":"way/3","properties":{"name":"回头路","highway":"primary"},"geometry":{"type":"LineString","coordinates":[[101.760,36.610],[101.764,36.614],[101.764,36.610],[101.760,36.614]]}}
]}"#;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("roads.geojson"), ROADS).expect("written");
    folder
}

fn import(folder: &Path, more: &[&str]) -> Output {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/maps/roads.toml");
    Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .arg("import")
        .arg("--map")
        .arg(map)
        .arg("--from")
        .arg(folder)
        .arg("--out")
        .arg(folder.join("city"))
        .args(["--today", "2026-06-01"])
        .args(more)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .expect("the program runs")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn said(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_row_is_taken_or_explained_and_the_city_can_be_published() {
    let folder = folder();
    let done = import(folder.path(), &["--lang", "en"]);
    assert_eq!(code(&done), Some(0), "{}", said(&done.stderr));
    let text = said(&done.stdout);
    assert!(
        text.contains("roads.geojson: 3 rows, 2 taken, 1 explained"),
        "{text}"
    );
    let explained = fs::read_to_string(folder.path().join("city/explained.csv")).expect("there");
    assert!(explained.contains(",3,未导入 not taken,"), "{explained}");
    let build = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .arg("build")
        .arg(folder.path().join("city"))
        .arg("--out")
        .arg(folder.path().join("tree"))
        .output()
        .expect("the program runs");
    assert_eq!(code(&build), Some(0), "{}", said(&build.stdout));
}

#[test]
fn a_folder_that_is_there_is_replaced_only_where_it_is_said() {
    let folder = folder();
    assert_eq!(code(&import(folder.path(), &[])), Some(0));
    let again = import(folder.path(), &[]);
    assert_eq!(code(&again), Some(2), "{}", said(&again.stderr));
    assert!(
        said(&again.stderr).contains("--force"),
        "{}",
        said(&again.stderr)
    );
    let forced = import(folder.path(), &["--force", "--json"]);
    assert_eq!(code(&forced), Some(0));
    let json: Value = serde_json::from_slice(&forced.stdout).expect("one JSON document");
    assert_eq!(json["written"], true);
    assert_eq!(json["inputs"][0]["taken"], 2);
    assert_eq!(json["inputs"][0]["explained"], 1);
}

#[test]
fn a_folder_of_somebody_elses_is_never_replaced() {
    let folder = folder();
    fs::create_dir(folder.path().join("city")).expect("made");
    fs::write(folder.path().join("city/notes.txt"), "mine").expect("written");
    let refused = import(folder.path(), &["--force"]);
    assert_eq!(code(&refused), Some(2), "{}", said(&refused.stderr));
    let kept = fs::read_to_string(folder.path().join("city/notes.txt"));
    assert_eq!(kept.expect("still there"), "mine");
}

#[test]
fn what_is_wrong_with_the_map_is_said_by_its_key_and_nothing_is_written() {
    let folder = folder();
    for (set, key) in [
        ("portal.time_zone=Nowhere/At_All", "portal.time_zone"),
        ("inputs.roads.file=none.geojson", "none.geojson"),
        (
            "inputs.roads.place.grade={highway|nothing}",
            "inputs.roads.place.grade",
        ),
    ] {
        let wrong = import(folder.path(), &["--set", set]);
        assert!(
            matches!(code(&wrong), Some(2 | 3)),
            "{set}: {}",
            said(&wrong.stderr)
        );
        assert!(said(&wrong.stderr).contains(key), "{}", said(&wrong.stderr));
        assert!(!folder.path().join("city").exists(), "{set}");
    }
}

#[test]
fn a_field_that_no_feature_has_is_named_with_the_nearest_and_nothing_is_written() {
    let folder = folder();
    let set = "inputs.roads.place.grade={higway|grade}";
    for (lang, meant) in [
        ("en", "did you mean \"highway\"?"),
        ("zh", "是不是“highway”？"),
    ] {
        let wrong = import(folder.path(), &["--set", set, "--lang", lang]);
        assert_eq!(code(&wrong), Some(1), "{}", said(&wrong.stderr));
        let text = said(&wrong.stderr);
        for part in ["inputs.roads.place.grade", "higway", meant] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!folder.path().join("city").exists());
    }
}

#[test]
fn an_import_that_loses_all_of_its_rows_does_not_end_well() {
    let folder = folder();
    // Every road in the sea off Ghana.
    let bounds = "portal.bounds=[0.0, 0.0, 1.0, 1.0]";
    let lost = import(folder.path(), &["--set", bounds, "--lang", "en"]);
    assert_eq!(code(&lost), Some(1), "{}", said(&lost.stdout));
    let text = said(&lost.stdout);
    for part in [
        "Of 3 rows none was taken",
        "coordinates_outside",
        "3 rows, 0 taken, 3 explained",
        "was not written",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!folder.path().join("city").exists());
}

#[test]
fn s6_a_folder_that_no_import_made_is_left_alone() {
    let folder = folder();
    let city = folder.path().join("city");
    fs::create_dir(&city).expect("a folder");
    fs::write(city.join("letter.txt"), "mine").expect("written");
    for more in [&["--lang", "en"][..], &["--lang", "en", "--force"]] {
        let refused = import(folder.path(), more);
        assert_eq!(code(&refused), Some(2), "{more:?}");
        assert!(said(&refused.stderr).contains("--force"), "{more:?}");
        let left = fs::read_to_string(city.join("letter.txt"));
        assert_eq!(left.expect("the letter"), "mine");
    }
}
