//! Search by name over the sample city: a golden table derived by hand from the names in the
//! sheets, and every possible typing error in every name.

#![expect(clippy::expect_used, reason = "test helpers panic like tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use civic::places::PlaceSummary;
use civic::places::names::{Called, Fit, Form, Names};
use civic::published::{IdsFile, PlaceIndex};

const MIN_ROWS: usize = 60;
/// The number of matches that the page shows.
const LIMIT: usize = 12;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn places() -> Vec<PlaceSummary> {
    let imported = sheets::city::read(
        &publish::city_folder::read(&root().join("cities/xining")).expect("the folder"),
    );
    let settings = imported.sources.settings.clone().expect("settings");
    let ids = IdsFile::default();
    let mut files = snapshot::Files::new();
    snapshot::make(&imported.sources, &settings, &ids, &mut files).expect("files");
    let index: PlaceIndex = serde_json::from_slice(&files["places"]).expect("places");
    index.places
}

fn names(places: &[PlaceSummary]) -> Names {
    Names::new(places.iter().map(Called::from))
}

fn form(word: &str) -> Form {
    let forms = [
        ("name", Form::Name),
        ("pinyin", Form::Pinyin),
        ("initials", Form::Initials),
        ("alias", Form::Alias),
        ("english", Form::English),
        ("section", Form::Section),
        ("id", Form::Id),
    ];
    let known = forms.into_iter().find(|(name, _)| *name == word);
    known.expect("a form").1
}

#[test]
fn the_first_match_is_that_of_the_golden_table() {
    let places = places();
    let names = names(&places);
    let path = root().join("tests/golden/names.csv");
    let mut reader = csv::Reader::from_path(&path).expect("the golden table");
    let mut rows = 0;
    let mut wrong = Vec::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let (query, place, why) = (&record[0], &record[1], &record[4]);
        let expected = Some((place.to_owned(), form(&record[2]), &record[3] == "yes"));
        let query = snapshot::folded(query);
        let found = names.search(&query, LIMIT).first().map(|m| {
            let id = places[m.place].id.to_string();
            (id, m.form, m.typo)
        });
        if found != expected {
            wrong.push(format!("{query}: {found:?}, not {expected:?} ({why})"));
        }
        rows += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows >= MIN_ROWS, "only {rows} rows");
}

fn initials(pinyin: &str) -> String {
    pinyin.split(' ').filter_map(|s| s.chars().next()).collect()
}

/// Every spelling by which a place must be found.
fn spellings(place: &PlaceSummary) -> Vec<String> {
    let mut all = vec![
        place.name.zh.clone(),
        place.name.en.clone(),
        place.pinyin.clone(),
        place.pinyin.replace(' ', ""),
        initials(&place.pinyin),
        place.id.to_string(),
    ];
    all.extend(place.aliases.iter().cloned());
    all
}

#[test]
fn every_name_finds_its_place_among_the_whole_matches() {
    let places = places();
    let names = names(&places);
    for (i, place) in places.iter().enumerate() {
        for query in spellings(place) {
            let found = names.search(&query, LIMIT);
            let at = found.iter().position(|m| m.place == i);
            let before = at.map(|at| &found[..=at]).unwrap_or_default();
            assert!(
                !before.is_empty() && before.iter().all(|m| !m.typo && m.fit == Fit::Whole),
                "{query} for {}: {found:?}",
                place.id
            );
        }
    }
}

/// Every text that differs from a name by one typing error.
fn typos(name: &str, others: &[char]) -> BTreeSet<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut all = BTreeSet::new();
    for at in 0..=chars.len() {
        let (before, after) = chars.split_at(at);
        let mut add = |middle: &[char], skipped: usize| {
            if let Some(after) = after.get(skipped..) {
                all.insert([before, middle, after].concat().iter().collect());
            }
        };
        add(&[], 1);
        if let [a, b, ..] = after {
            add(&[*b, *a], 2);
        }
        for other in others {
            add(&[*other], 0);
            // A letter or digit is never replaced by a character, nor the reverse.
            let kind = |c: &char| c.is_ascii();
            if after.first().is_none_or(|c| kind(c) == kind(other)) {
                add(&[*other], 1);
            }
        }
    }
    all
}

#[test]
fn every_name_is_found_despite_any_typing_error() {
    let places = places();
    let names = names(&places);
    let letters: Vec<char> = ('a'..='z').collect();
    // One that no name contains, one that many contain.
    let characters = ['龘', '大'];
    let mut searched = 0_u32;
    for (i, place) in places.iter().enumerate() {
        for name in spellings(place) {
            let chinese = !name.is_ascii() && !name.contains('’');
            let length = name.chars().filter(|c| c.is_alphanumeric()).count();
            if name == place.id.0 || length < if chinese { 3 } else { 4 } {
                continue;
            }
            let others: &[char] = if chinese { &characters } else { &letters };
            for query in typos(&name, others) {
                let found = names.search(&query, LIMIT);
                assert!(
                    found.iter().any(|m| m.place == i),
                    "{query} for {name}: {found:?}"
                );
                searched += 1;
            }
        }
    }
    assert!(searched > 50_000, "only {searched} searches");
}
