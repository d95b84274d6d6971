//! Contract §5.5 and §2.12: files cut by squares answer as the whole city does.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::BTreeMap;
use std::path::Path;

use check::{Row, Sources};
use civic::answer::{Engine, Question};
use civic::places::grid::{Cell, DEPTH};
use civic::places::locate::{RADIUS_METRES, locate};
use civic::places::names::{Called, MAX_LEAF_PLACES, Names, typed};
use civic::places::{LonLat, Place};
use civic::published::{
    Directory, IdsFile, MAX_DIRECTORY_LINES, Manifest, PlaceIndex, PlaceShard, WhereFile, name,
};
use civic::rules::Rule;
use civic::time::Timestamp;
use publish::{Folder, Publication, publish, verify};
use snapshot::build::make;
use snapshot::file_set::Files;

fn sample() -> Sources {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    sheets::city::read(&publish::city_folder::read(&city).expect("the folder")).sources
}

fn files(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

fn read<T: serde::de::DeserializeOwned>(files: &Files, folder: &str) -> BTreeMap<String, T> {
    files
        .iter()
        .filter(|(name, _)| name.starts_with(folder))
        .map(|(name, bytes)| (name.clone(), serde_json::from_slice(bytes).expect(name)))
        .collect()
}

fn values<T: Clone>(rows: &[Row<T>]) -> Vec<T> {
    rows.iter().map(|r| r.value.clone()).collect()
}

#[test]
fn s5_5_the_file_that_where_names_answers_for_a_place_as_all_the_rules_do() {
    let sources = sample();
    let files = files(&sources);
    let shards: BTreeMap<String, PlaceShard> = read(&files, "rules/");
    let known: BTreeMap<String, WhereFile> = read(&files, "where/");
    let at: BTreeMap<_, _> = known.values().flat_map(|w| &w.places).collect();
    let zone = &sources.settings.as_ref().expect("settings").zone;
    let calendar = values(&sources.calendar).into();
    let places: Vec<Place> = values(&sources.places);
    let rules: Vec<Rule> = values(&sources.rules);
    let whole = Engine::new(&places, &rules, &calendar, zone);
    assert_eq!(at.len(), places.len());
    for place in &places {
        let shard = &shards[at[&place.id]];
        let part = Engine::new(&shard.places, &shard.rules, &calendar, zone);
        for goods in &sources.goods {
            let question = Question {
                place: place.id.clone(),
                goods: goods.value.id.clone(),
                at: Timestamp::parse("2026-11-23T18:30:00+08:00")
                    .expect("a time")
                    .instant,
            };
            assert_eq!(
                part.answer(&question),
                whole.answer(&question),
                "{question:?}"
            );
        }
        let cited = shard.rules.iter().flat_map(|r| &r.documents);
        assert!(
            cited
                .clone()
                .all(|id| shard.documents.iter().any(|d| d.id == *id))
        );
    }
}

#[test]
fn s2_12_the_square_of_a_point_finds_what_the_whole_city_does() {
    let sources = sample();
    let shards: BTreeMap<String, PlaceShard> = read(&files(&sources), "rules/");
    let places: Vec<Place> = values(&sources.places);
    let mut found = 0;
    let corners = places
        .iter()
        .filter_map(|p| p.geometry.as_ref())
        .flat_map(|g| &g.points);
    for corner in corners {
        for (east, north) in [(0, 0), (150, 130), (-250, 40), (60, -260), (400, 400)] {
            let point = LonLat::new(corner.lon_e6 + east, corner.lat_e6 + north);
            let name = format!("rules/{}", Cell::of(point, DEPTH));
            let shard = shards
                .range(..=name.clone())
                .next_back()
                .filter(|(known, _)| name.starts_with(known.as_str()));
            let whole = locate(&places, point, RADIUS_METRES);
            let here = shard.map(|(_, s)| locate(&s.places, point, RADIUS_METRES));
            let ids = |places: &[Place], of: &[usize]| {
                let mut ids: Vec<_> = of.iter().map(|i| places[*i].id.clone()).collect();
                ids.sort();
                ids
            };
            let streets = |l: &civic::places::locate::Located| {
                l.streets.iter().map(|n| n.place).collect::<Vec<_>>()
            };
            let (expected, zones) = (ids(&places, &streets(&whole)), ids(&places, &whole.zones));
            let (got, got_zones) = shard
                .zip(here)
                .map_or_else(Default::default, |((_, s), l)| {
                    (ids(&s.places, &streets(&l)), ids(&s.places, &l.zones))
                });
            assert_eq!((got, got_zones), (expected, zones), "{point:?}");
            found += usize::from(!whole.streets.is_empty());
        }
    }
    assert!(found > 100, "{found} points had a street");
}

#[test]
fn s5_5_no_directory_file_is_long_and_all_of_them_are_verified() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = sample();
    // Identifiers in between, so that many files are needed to say where each place is.
    let places = sources.places.clone();
    for copy in 0..4 {
        sources.places.extend(places.iter().cloned().map(|mut row| {
            row.value.id = format!("{}-{copy}", row.value.id).as_str().into();
            row
        }));
    }
    sources.duties.clear();
    sources.requirements.clear();
    let published = publish(
        &Publication {
            sources: &sources,
            target: &Folder::new(out.path()),
            published_at: Timestamp::parse("2026-11-23T10:00:00+08:00").expect("a time"),
            force: false,
        },
        &mut |_| Ok(()),
    )
    .expect("published");
    let count = verify(&Folder::new(out.path())).expect("whole");
    let on_disk = std::fs::read_dir(out.path().join("f"))
        .expect("there")
        .count();
    assert!(
        count * 2 >= on_disk,
        "{count} verified of {on_disk} with their twins"
    );
    let mut open: Vec<_> = directories(&published.manifest);
    let mut levels = 0;
    while !open.is_empty() {
        levels += 1;
        let read = |path: &String| -> Directory {
            let bytes = std::fs::read(out.path().join(path)).expect("there");
            serde_json::from_slice(&bytes).expect("a directory")
        };
        let all: Vec<Directory> = open.iter().map(read).collect();
        for directory in &all {
            assert!(directory.files.len() + directory.parts.len() <= MAX_DIRECTORY_LINES);
        }
        open = all
            .iter()
            .flat_map(|d| d.parts.values())
            .map(|e| e.path.clone())
            .collect();
    }
    assert!(levels >= 2, "some directory has parts");
}

fn directories(manifest: &Manifest) -> Vec<String> {
    let named = manifest
        .files
        .iter()
        .filter(|(name, _)| name.ends_with('/'));
    named.map(|(_, entry)| entry.path.clone()).collect()
}

#[test]
fn s5_5_the_names_of_a_city_of_many_places_are_found_leaf_by_leaf() {
    let mut sources = sample();
    assert!(
        read::<PlaceIndex>(&files(&sources), name::NAMES_DIR).is_empty(),
        "few are read whole"
    );
    let few = sources.places.clone();
    for copy in 1..12 {
        sources.places.extend(few.iter().cloned().map(|mut row| {
            row.value.id = format!("{}-{copy}", row.value.id).as_str().into();
            row.value.name.zh = format!("第{copy}{}", row.value.name.zh);
            row
        }));
    }
    let leaves = read::<PlaceIndex>(&files(&sources), name::NAMES_DIR);
    assert!(
        leaves
            .values()
            .all(|leaf| leaf.places.len() <= MAX_LEAF_PLACES)
    );
    for row in &sources.places {
        let place = &row.value;
        for query in [&place.name.zh, &place.id.0] {
            let name = format!("{}{}", name::NAMES_DIR, typed(query).expect("letters"));
            let (_, leaf) = leaves.range(..=name.clone()).next_back().expect("a leaf");
            let names = Names::new(leaf.places.iter().map(Called::from));
            // Several stretches of one street are called the same.
            let found = names.search(query, MAX_LEAF_PLACES);
            assert!(
                found.iter().any(|m| leaf.places[m.place].id == place.id),
                "{query} in {name}"
            );
        }
    }
}
