//! `mingdan sample`: a city that is made up, from its numbers to its tree.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// A small city: its folder, and more options.
fn sample(folder: &Path, more: &[&str]) -> Output {
    let folder = folder.display().to_string();
    let small = [
        "--units",
        "3",
        "--items",
        "20",
        "--requirements",
        "30",
        "--streets",
        "6",
    ];
    run(&[&["sample", &folder], small.as_slice(), more].concat())
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The files of a folder, and of those in it, by their path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            let inside = self::files(&path).into_iter();
            files.extend(inside.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).expect("its bytes"));
        }
    }
    files
}

#[test]
fn a_city_is_made_checked_and_published() {
    let folder = tempfile::tempdir().expect("a folder");
    let (city, tree) = (folder.path().join("city"), folder.path().join("tree"));
    let made = sample(&city, &["--json"]);
    assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
    let said: Value = serde_json::from_slice(&made.stdout).expect("JSON");
    assert_eq!((&said["units"], &said["seed"]), (&3.into(), &1.into()));
    let names = files(&city).len();
    assert_eq!(said["files"].as_array().map(Vec::len), Some(names));

    let city = city.display().to_string();
    let day = ["--today", "2026-06-01", "--json"];
    let checked = run(&[&["check", &city], day.as_slice()].concat());
    assert_eq!(checked.status.code(), Some(0), "{}", printed(&checked));
    let said: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    assert_eq!(said["counts"]["error"], 0);
    let codes: Vec<&str> = said["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|finding| finding["code"].as_str())
        .collect();
    assert!(
        !codes.contains(&"file_unknown") && !codes.contains(&"file_beside"),
        "what was planted lies where no sheet is looked for: {codes:?}"
    );

    let tree = tree.display().to_string();
    let at = ["--at", "2026-06-01T08:00:00+08:00"];
    let built = run(&[&["build", &city, "--out", &tree], at.as_slice()].concat());
    assert_eq!(built.status.code(), Some(0), "{}", printed(&built));
    let manifest = fs::read(Path::new(&tree).join("manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    assert_eq!(manifest["sample"], true);
}

#[test]
fn the_same_command_writes_the_same_bytes_and_another_seed_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = |name: &str, seed: &str| {
        let city = folder.path().join(name);
        let made = sample(&city, &["--seed", seed]);
        assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
        files(&city)
    };
    let one = made("one", "7");
    assert_eq!(one, made("again", "7"));
    assert_ne!(one, made("other", "8"));
}

#[test]
fn a_folder_that_is_not_empty_is_refused_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("notes.txt");
    fs::write(&own, "mine").expect("written");
    for (lang, words) in [("zh", "不是空文件夹"), ("en", "is not empty")] {
        let refused = sample(folder.path(), &["--lang", lang]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(printed(&refused).contains(words), "{}", printed(&refused));
    }
    assert_eq!(files(folder.path()).len(), 1, "nothing was written");
    for made_up in [["--units", "0"], ["--levels", "7"], ["--levels", "1"]] {
        let refused = run(&[&["sample", "city"], made_up.as_slice()].concat());
        assert_eq!(refused.status.code(), Some(2), "{made_up:?}");
    }
}
