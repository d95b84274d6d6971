//! Searches around a point read some of the files, and say what a search over everything says.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use check::Sources;
use civic::answer::alternatives::{Alternative, Around, MAX_ALTERNATIVES, alternatives, find};
use civic::answer::{Engine, Question};
use civic::places::grid::Bounds;
use civic::places::locate::{NearbyPlace, RADIUS_METRES, locate};
use civic::places::{LonLat, Place};
use civic::published::surroundings::{
    MAX_SQUARES, Reader, SEARCH_RADII_METRES, at_point, descend, within,
};
use civic::published::{Directory, Entry, FORMAT, IdsFile, Licence, Manifest, PlaceShard, name};
use fixtures::drawn::{DISTRICT, beside_middle, city_of_districts, random_city};
use fixtures::{calendar, local, xining};
use proptest::prelude::*;
use snapshot::{Files, Layout, entry, make};

/// A snapshot in memory.
struct Snapshot {
    manifest: Manifest,
    contents: BTreeMap<String, Vec<u8>>,
    /// Everything published, in one piece.
    whole: PlaceShard,
}

impl Snapshot {
    fn of(sources: &Sources) -> Self {
        let settings = sources.settings.as_ref().expect("settings");
        let mut made = Files::new();
        make(sources, settings, &IdsFile::default(), &mut made).expect("files");
        let mut contents = BTreeMap::new();
        let mut keep = |logical: &str, bytes: Vec<u8>| {
            let entry = entry(logical, &bytes);
            contents.insert(entry.path.clone(), bytes);
            entry
        };
        let mut layout = Layout::default();
        for (logical, bytes) in made {
            let entry = keep(&logical, bytes);
            layout.add(logical, entry);
        }
        let files =
            layout.finish(|logical, bytes| Ok::<_, serde_json::Error>(keep(logical, bytes)));
        let files = files.expect("laid out");
        let manifest = Manifest {
            format: FORMAT,
            sequence: 1,
            published_at: local("2026-06-01 12:00"),
            previous: None,
            city: settings.id.clone(),
            city_name: settings.name.clone(),
            sample: settings.sample,
            time_zone: xining(),
            licence: Licence {
                name: settings.licence.clone(),
                url: settings.licence_url.clone(),
            },
            files,
        };
        let whole = PlaceShard {
            places: sources.places.iter().map(|p| p.value.clone()).collect(),
            rules: sources.rules.iter().map(|r| r.value.clone()).collect(),
            documents: Vec::new(),
            cases: BTreeMap::new(),
        };
        Self {
            manifest,
            contents,
            whole,
        }
    }

    fn read<T: serde::de::DeserializeOwned>(&self, entry: &Entry) -> T {
        serde_json::from_slice(&self.contents[&entry.path]).expect("JSON")
    }

    /// The alternatives that the files around a point offer, and those within the same distance
    /// among everything.
    fn alternatives(&self, place: &Place, from: LonLat) -> (Vec<Alternative>, u32) {
        let (places, rules) = (&self.whole.places, &self.whole.rules);
        let engine = Engine::new(places, rules, &calendar(), &xining());
        let question = Question {
            place: place.id.clone(),
            goods: "snack".into(),
            at: local("2026-06-01 12:00").instant,
        };
        let answer = engine.answer(&question).expect("a place");
        let search = find(self, &engine, &question, &answer, from);
        let (found, metres) = block_on(search).expect("readable");
        let around = Around {
            from,
            metres,
            shards: &[&self.whole],
        };
        assert_eq!(
            found,
            alternatives(&engine, &question, &answer, Some(around)),
            "within {metres} m"
        );
        (found, metres)
    }
}

impl Reader for Snapshot {
    type Error = String;

    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn directory(&self, entry: &Entry) -> Result<Directory, String> {
        Ok(self.read(entry))
    }

    async fn shards(&self, names: BTreeSet<String>) -> Result<Vec<Arc<PlaceShard>>, String> {
        assert!(names.len() <= MAX_SQUARES);
        let mut shards = Vec::new();
        for name in names {
            let mut path = Vec::new();
            assert_eq!(descend(self, &name, &mut path).await?, Some(name));
            shards.push(Arc::new(self.read(path.last().expect("the file"))));
        }
        Ok(shards)
    }
}

/// Runs a future that never waits.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing waits"),
    }
}

/// Holds the search against a plain one; returns how far it looked.
fn holds_at(snapshot: &Snapshot, point: LonLat) -> u32 {
    let found = block_on(at_point(snapshot, point)).expect("readable");
    let all = &snapshot.whole.places;
    let plain = locate(all, point, RADIUS_METRES);
    let ids = |places: &[Place], of: &mut dyn Iterator<Item = usize>| -> BTreeSet<String> {
        of.map(|i| places[i].id.0.clone()).collect()
    };
    let own = &found.located;
    let streets = |of: &[NearbyPlace]| of.iter().map(|n| n.place).collect::<Vec<_>>();
    assert_eq!(
        ids(&found.places, &mut streets(&own.streets).into_iter()),
        ids(all, &mut streets(&plain.streets).into_iter())
    );
    assert_eq!(
        ids(&found.places, &mut own.zones.iter().copied()),
        ids(all, &mut plain.zones.iter().copied())
    );
    let looked = found.looked_metres;
    // Of two at the same distance, either may be named.
    let within = |near: Option<NearbyPlace>| near.map(|n| n.metres).filter(|m| *m <= looked);
    assert_eq!(own.nearest.map(|n| n.metres), within(plain.nearest));
    assert_eq!(
        own.nearest_zone.map(|n| n.metres),
        within(plain.nearest_zone)
    );
    let is_found = own.nearest.is_some() || own.nearest_zone.is_some();
    assert!(is_found || is_as_far_as_can_be(snapshot, point, looked));
    looked
}

/// Whether a search that found too little had a reason to stop: it was the last step, or the next
/// has too many files.
fn is_as_far_as_can_be(snapshot: &Snapshot, point: LonLat, looked: u32) -> bool {
    let next = SEARCH_RADII_METRES.into_iter().find(|m| *m > looked);
    next.is_none_or(|metres| {
        let bounds = Bounds::around(point, metres);
        block_on(within(snapshot, bounds))
            .expect("readable")
            .is_none()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_only_said_of_what_was_looked_at(
        sources in random_city(),
        points in prop::collection::vec((-60_000..60_000_i32, -50_000..50_000_i32), 6),
    ) {
        let snapshot = Snapshot::of(&sources);
        let places = &snapshot.whole.places;
        for (i, (east, north)) in points.into_iter().enumerate() {
            let point = beside_middle(east, north);
            holds_at(&snapshot, point);
            let place = &places[i % places.len()];
            let from = place.middle().expect("drawn");
            let (found, metres) = snapshot.alternatives(place, from);
            let is_enough = found.len() == MAX_ALTERNATIVES;
            let permits = place_permits(&snapshot, place);
            prop_assert!(is_enough || permits || is_as_far_as_can_be(&snapshot, from, metres));
        }
    }
}

fn place_permits(snapshot: &Snapshot, place: &Place) -> bool {
    let rules = &snapshot.whole.rules;
    let engine = Engine::new(&snapshot.whole.places, rules, &calendar(), &xining());
    let here = engine.at(place, &"snack".into());
    here.verdict(local("2026-06-01 12:00").instant).permits()
}

#[test]
fn in_a_city_of_large_districts_the_next_one_is_found() {
    let snapshot = Snapshot::of(&city_of_districts());
    let street = &snapshot.whole.places[0];
    // From the middle of a district to some hundred metres from the one in the east.
    for metres in [2_500, 1_000, 400, 50] {
        // A millionth of a degree of longitude is 0.089 m here.
        let from = beside_middle(DISTRICT / 2 - metres * 1_000 / 89, 0);
        let (found, looked) = snapshot.alternatives(street, from);
        let [Alternative::Nearby { place, .. }] = found.as_slice() else {
            panic!("{found:?} within {looked} m");
        };
        assert_eq!(place.id.as_str(), "D-EAST", "{metres} m away");
        assert_eq!(looked, 3_000, "all of it was looked at");
    }
    // Outside all districts, and outside the zone over all of them.
    let edge = 2 * DISTRICT;
    for metres in [400, 2_000] {
        let point = beside_middle(edge + metres * 1_000 / 89, 0);
        assert!(holds_at(&snapshot, point) >= 400);
        let found = block_on(at_point(&snapshot, point)).expect("readable");
        let zone = found.located.nearest_zone.expect("the zone over all");
        assert_eq!(found.places[zone.place].id.as_str(), "C-1");
        assert!(zone.metres.abs_diff(u32::try_from(metres).expect("small")) < 20);
    }
    let squares = names(&snapshot, name::RULES_DIR);
    assert!(squares < 100, "a district is in few files: {squares}");
}

/// How many files a directory names.
fn names(snapshot: &Snapshot, directory: &str) -> usize {
    let mut walk = civic::published::Walk::all(&snapshot.manifest, directory);
    let mut count = 0;
    while let Some(entry) = walk.next_directory() {
        count += walk.enter(snapshot.read(&entry)).len();
    }
    count
}
