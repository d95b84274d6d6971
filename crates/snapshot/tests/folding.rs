//! A name is found in whatever case, width or form of its characters it was written, and is typed.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

mod asking;

use std::collections::BTreeMap;

use asking::Asked;
use check::Sources;
use civic::Text;
use civic::places::names::{Called, Names, typed};
use civic::places::{Grade, Place};
use civic::published::{IdsFile, PlaceIndex, name};
use fixtures::place;
use fixtures::sources::rows;
use snapshot::file_set::Files;
use snapshot::{folded, make};

/// What is published, and what is typed.
const NAMES: [(&str, &str); 14] = [
    ("НАБЕРЕЖНАЯ", "наб"),
    ("Набережная реки", "НАБЕРЕЖНАЯ Р"),
    ("Ångström", "ång"),
    ("ångbåtsvägen", "A\u{30a}NGB"),
    ("Hauptstraße", "HAUPTSTRASSE"),
    ("ΟΔΟΣ ΕΡΜΟΥ", "οδοσ"),
    ("İstiklal", "i\u{307}stik"),
    ("ქუჩა", "ᲥᲣᲩᲐ"),
    ("二零大街", "二〇大"),
    ("三〇路", "三零"),
    ("⻄⼤街", "西大"),
    ("西关⼤街", "西关大街"),
    ("南关大街", "南关⼤街"),
    ("Ｎｏ．８街", "no8"),
];

fn city(others: usize) -> Sources {
    let street = |(i, name): (usize, String)| Place {
        name: Text::new(&name, &name),
        ..place(&format!("Z-{i:04}"), Grade::Guided)
    };
    let own = NAMES.iter().map(|(name, _)| (*name).to_owned());
    let names = own.chain((0..others).map(|i| format!("别的街{i}")));
    Sources {
        places: rows("地点.csv", names.enumerate().map(street).collect()),
        ..fixtures::sources::city()
    }
}

fn files(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

/// The published names of the places that a query finds.
fn found(index: &PlaceIndex, query: &str) -> Vec<String> {
    let names = Names::new(index.places.iter().map(Called::from));
    let found = names.search(query, 12).into_iter();
    let exact = found.filter(|met| !met.typo);
    exact
        .map(|met| index.places[met.place].name.zh.clone())
        .collect()
}

#[test]
fn a_name_is_found_in_any_case_width_and_form() {
    let index: PlaceIndex = serde_json::from_slice(&files(&city(0))[name::PLACES]).expect("places");
    for (published, query) in NAMES {
        let found = found(&index, &folded(query));
        assert!(found.iter().any(|n| n == published), "{query}: {found:?}");
    }
    let plain = index.places.iter().find(|p| p.name.zh == "南关大街");
    assert!(
        plain.is_some_and(|p| p.folded.is_empty()),
        "nothing is added to a name that is found as it is"
    );
}

#[test]
fn a_name_is_found_in_the_leaf_of_what_is_typed() {
    let files = files(&city(600));
    let leaves: BTreeMap<&str, PlaceIndex> = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(name::NAMES_DIR)?, bytes)))
        .map(|(leaf, bytes)| (leaf, serde_json::from_slice(bytes).expect("a leaf")))
        .collect();
    assert!(leaves.len() > 3);
    for (published, query) in NAMES {
        let query = folded(query);
        let key = typed(&query).expect("letters");
        let (_, leaf) = leaves.range(..=key.as_str()).next_back().expect("a leaf");
        let found = found(leaf, &query);
        assert!(found.iter().any(|n| n == published), "{query}: {found:?}");
    }
}

#[test]
fn a_title_is_found_in_any_case_width_and_form() {
    let files = files(&city(0));
    for (published, query) in NAMES {
        let found = Asked::of(&files, "").titles(query);
        // An abbreviation splits into words here, and whole words are searched.
        let is_found = found.iter().any(|title| title == published) || folded(query) == "no8";
        assert!(is_found, "{query}: {found:?}");
    }
}
