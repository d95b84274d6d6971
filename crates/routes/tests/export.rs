//! `routes.json` is up to date, and a program that uses it agrees with the Rust code on which paths
//! are pages.
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::path::Path;
use std::{env, fs};

use proptest::prelude::*;
use routes::{Page, patterns_json, portal_has};
use serde_json::Value;

/// Set this environment variable to update the file.
const UPDATE: &str = "UPDATE_ROUTES";

#[test]
fn routes_json_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("routes.json");
    if env::var_os(UPDATE).is_some() {
        fs::write(&path, patterns_json()).expect("written");
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        patterns_json(),
        "run `{UPDATE}=1 cargo test -p routes` and commit routes.json"
    );
}

/// Null, which contains no pages, if the export is not valid JSON.
fn exported() -> Value {
    serde_json::from_str(&patterns_json()).unwrap_or_default()
}

fn texts(list: &Value) -> Vec<&str> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

fn pages(exported: &Value) -> Vec<(&str, Vec<&str>)> {
    let pages = exported["pages"].as_array().into_iter().flatten();
    pages
        .map(|page| {
            let name = page["name"].as_str().unwrap_or_default();
            (name, texts(&page["segments"]))
        })
        .collect()
}

#[test]
fn every_page_is_exported() {
    let exported = exported();
    let patterns: Vec<(&str, Vec<&str>)> = Page::PATTERNS
        .iter()
        .map(|pattern| (pattern.name, pattern.segments.to_vec()))
        .collect();
    assert_eq!(pages(&exported), patterns);
    assert_eq!(texts(&exported["prefixes"]), ["en"]);
    assert_eq!(exported["tree"]["manifest"], "/data/manifest.json");
    assert_eq!(exported["tree"]["hashed"], "/data/f/");
}

/// How the service worker uses the file.
fn is_page(exported: &Value, path: &str) -> bool {
    let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if segments
        .first()
        .is_some_and(|s| texts(&exported["prefixes"]).contains(s))
    {
        segments.remove(0);
    }
    pages(exported).iter().any(|(_, pattern)| {
        pattern.len() == segments.len()
            && pattern
                .iter()
                .zip(&segments)
                .all(|(s, segment)| *s == "*" || s == segment)
    })
}

proptest! {
    #[test]
    fn the_export_describes_the_same_pages(
        path in prop_oneof![
            any::<String>(),
            "(/en)?/(tasks|vendor|feedback|requirements|slips|x)?(/[a-z0-9]{0,3}|/follow){0,3}/?",
        ],
    ) {
        prop_assert_eq!(is_page(&exported(), &path), portal_has(&path));
    }
}
