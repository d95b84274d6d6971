//! Contract §6: a city's own files come in by a map, and every row is taken or explained.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the test has the disk"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use check::{Finding, Severity, check};
use civic::places::PlaceKind;
use civic::rules::{Effect, GoodsSet, Scope};
use civic::time::Date;
use civic::{Bilingual as _, Text};
use proptest::prelude::*;
use publish::city_folder;
use sheets::city::{self, Imported};
use sheets::foreign::{ConvertError, InputCount, InputError, Report, Request, convert};
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of real data; `None`, said in a line, where it is not at hand.
fn data(name: &str) -> Option<PathBuf> {
    let folder = root().join("../shared/data").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

fn today() -> Date {
    Date::new(2026, 6, 1).expect("a date")
}

/// A folder in which an import is made.
struct Bench(TempDir);

impl Bench {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        Self(folder)
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("city")
    }

    fn run(&self, map: &Path, from: &Path, set: &[(&str, &str)]) -> Result<Report, ConvertError> {
        let set: Vec<_> = set
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        let converted = convert(&Request {
            map_name: &map.display().to_string(),
            map: &fs::read(map).expect("the map"),
            set: &set,
            input: &|name| {
                fs::read(from.join(name)).map_err(|error| match error.kind() {
                    std::io::ErrorKind::NotFound => InputError::Missing,
                    _ => InputError::Unreadable(error.into()),
                })
            },
            today: today(),
        })?;
        if let Some(files) = &converted.files {
            fs::create_dir_all(self.out()).expect("a folder");
            city_folder::write(&self.out(), files).expect("written");
        }
        Ok(converted.report)
    }

    fn own(&self, set: &[(&str, &str)]) -> Result<Report, ConvertError> {
        self.run(&self.0.path().join("map.toml"), self.0.path(), set)
    }

    /// The city as `mingdan check` reads it; no finding of it is an error.
    fn checked(&self) -> Imported {
        let imported = city::read(&city_folder::read(&self.out()).expect("the folder"));
        let mut findings = imported.findings.clone();
        findings.extend(check(&imported.sources, None, today()));
        findings.retain(|f| f.severity == Severity::Error);
        assert_eq!(findings, Vec::<Finding>::new());
        imported
    }

    /// Rows of `explained.csv` that were not taken, by file.
    fn not_taken(&self) -> BTreeMap<String, BTreeSet<u32>> {
        let mut all: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for row in rows(&self.out().join("explained.csv")) {
            if row["结果 outcome"].starts_with("未导入") {
                assert!(!row["what"].is_empty() && !row["fix"].is_empty());
                let n = row["行 row"].parse().expect("a row");
                let once = all.entry(row["文件 file"].clone()).or_default().insert(n);
                assert!(once, "explained twice: {row:?}");
            }
        }
        all
    }

    /// Holds the counts of the report against `explained.csv`.
    fn accounted(&self, report: &Report) {
        let not_taken = self.not_taken();
        for input in &report.inputs {
            assert_eq!(input.taken + input.explained, input.rows, "{}", input.file);
            let listed = not_taken.get(&input.file).map_or(0, BTreeSet::len);
            assert_eq!(listed, input.explained, "{}", input.file);
        }
    }
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a sheet");
    let rows = reader.deserialize().collect::<Result<_, _>>();
    rows.expect("rows")
}

fn count<'a>(report: &'a Report, input: &str) -> &'a InputCount {
    let found = report.inputs.iter().find(|i| i.input == input);
    found.expect("an input of this name")
}

/// How many rows of a file have a reason, and whether they are taken.
fn reason(report: &Report, file: &str, code: &str, noted: bool) -> usize {
    let same = report.reasons.iter();
    same.filter(|r| r.file == file && r.code == code && r.noted == noted)
        .map(|r| r.rows)
        .sum()
}

#[test]
fn s6_every_row_of_san_francisco_is_taken_or_explained() {
    const PERMITS: &str = "sf_Mobile_Food_Facility_Permit.csv";
    const SCHEDULE: &str = "sf_Mobile_Food_Schedule.csv";
    let Some(from) = data("san-francisco") else {
        return;
    };
    let bench = Bench::new(&[]);
    let map = root().join("docs/maps/san-francisco.toml");
    let report = bench.run(&map, &from, &[]).expect("an import");
    assert!(report.written);
    bench.accounted(&report);
    let imported = bench.checked();

    // What the files themselves say.
    let permits = rows(&from.join(PERMITS));
    let granted: BTreeSet<&str> = permits
        .iter()
        .filter(|p| ["APPROVED", "ISSUED", "EXPIRED"].contains(&p["Status"].as_str()))
        .map(|p| p["locationid"].as_str())
        .collect();
    let schedule = rows(&from.join(SCHEDULE));
    let ends = |of: fn(&str, &str) -> bool| {
        let such = schedule.iter();
        such.filter(|r| of(&r["start24"], &r["end24"])).count()
    };
    // Both are HH:MM, so that their order as texts is their order as times.
    assert!(
        schedule
            .iter()
            .all(|r| r["start24"].len() == 5 && r["end24"].len() == 5)
    );
    let (before, equal) = (ends(|s, e| e < s), ends(|s, e| e == s));
    let at_24 = ends(|_, e| e == "24:00");
    assert_eq!((before, equal, at_24), (12, 5, 110));

    let of = |input: &str| {
        let c = count(&report, input);
        (c.rows, c.taken, c.explained)
    };
    assert_eq!((permits.len(), granted.len()), (629, 431));
    assert_eq!(of("permits"), (629, 431, 198));
    assert_eq!(schedule.len(), 4_923);
    assert_eq!(of("schedule"), (4_923, 463, 4_460));
    assert_eq!(reason(&report, PERMITS, "filtered", false), 198);
    let left_out = |code| reason(&report, SCHEDULE, code, false);
    assert_eq!(left_out("ends_before_start"), before);
    assert_eq!(left_out("start_equals_end"), equal);
    // 24:00 is a time of day: no row is left out for it.
    assert_eq!(left_out("permit_not_taken"), 4_460 - before - equal);

    // A row that is taken belongs to a permit that was granted, and stands in a rule of it.
    let not_taken = bench.not_taken();
    let rules: BTreeSet<&str> = imported
        .sources
        .rules
        .iter()
        .filter_map(|r| {
            r.value
                .id
                .as_str()
                .strip_prefix("R-")?
                .split(['-', '.'])
                .next()
        })
        .collect();
    for (i, row) in schedule.iter().enumerate() {
        let n = u32::try_from(i + 2).expect("a row");
        if !not_taken[SCHEDULE].contains(&n) {
            let id = row["locationid"].as_str();
            assert!(granted.contains(id) && rules.contains(id), "row {n}");
        }
    }
    assert_eq!(imported.sources.places.len(), 431);
    // The same input gives the same bytes.
    let sheet = |file: &str| fs::read(bench.out().join(file)).expect("a sheet");
    let first = (sheet("规则.csv"), sheet("地点.csv"), sheet("explained.csv"));
    bench.run(&map, &from, &[]).expect("a second import");
    let second = (sheet("规则.csv"), sheet("地点.csv"), sheet("explained.csv"));
    assert!(first == second, "a second import differs");
}

#[test]
fn s6_the_roads_of_helsinki_come_in_by_their_class() {
    let Some(from) = data("roads") else { return };
    let bench = Bench::new(&[]);
    let set = [
        ("inputs.roads.file", "helsinki_fi.geojson"),
        ("portal.id", "helsinki"),
        ("portal.time_zone", "Europe/Helsinki"),
    ];
    let report = bench
        .run(&root().join("docs/maps/roads.toml"), &from, &set)
        .expect("an import");
    bench.accounted(&report);
    let roads = count(&report, "roads");
    assert_eq!(
        (roads.rows, roads.taken, roads.explained),
        (4_776, 4_775, 1)
    );
    let file = "helsinki_fi.geojson";
    assert_eq!(reason(&report, file, "geometry_too_short", false), 1);
    let sources = bench.checked().sources;
    assert_eq!(sources.places.len(), 4_775);
    assert!(sources.places.iter().all(|p| p.value.geometry.is_some()));
    assert_eq!(sources.settings.expect("settings").id.as_str(), "helsinki");
}

const MAP: &str = include_str!("../../../docs/maps/example/map.toml");

const SQUARES: &str = include_str!("../../../docs/maps/example/squares.geojson");

const STALLS: &str = include_str!("../../../docs/maps/example/stalls.csv");
const BANS: &str = include_str!("../../../docs/maps/example/bans.csv");
const PERMITS: &str = include_str!("../../../docs/maps/example/permits.csv");
const CLOSINGS: &str = include_str!("../../../docs/maps/example/closings.csv");

fn made_up(map: &str) -> Bench {
    Bench::new(&[
        ("map.toml", map.as_bytes()),
        ("squares.geojson", SQUARES.as_bytes()),
        ("stalls.csv", STALLS.as_bytes()),
        ("bans.csv", BANS.as_bytes()),
        ("permits.csv", PERMITS.as_bytes()),
        ("closings.csv", CLOSINGS.as_bytes()),
    ])
}

#[test]
fn s6_a_made_up_city_gets_its_places_rules_and_changes() {
    let bench = made_up(MAP);
    let report = bench.own(&[]).expect("an import");
    assert!(report.written, "{:#?}", report.findings);
    bench.accounted(&report);
    let sources = bench.checked().sources;

    let places: Vec<_> = sources
        .places
        .iter()
        .map(|p| (p.value.id.as_str(), p.value.kind.clone()))
        .collect();
    assert_eq!(
        places,
        [
            ("S-1", PlaceKind::Zone),
            ("S-3-1", PlaceKind::Street),
            ("S-3-2", PlaceKind::Street),
            ("T-1", PlaceKind::Street),
            ("T-2", PlaceKind::Street)
        ]
    );
    assert_eq!(reason(&report, "stalls.csv", "no_coordinates", true), 1);
    assert_eq!(
        reason(&report, "stalls.csv", "coordinates_outside", false),
        1,
        "its axes are swapped"
    );
    assert_eq!(
        reason(&report, "squares.geojson", "polygon_has_holes", false),
        1
    );
    assert_eq!(
        reason(&report, "squares.geojson", "value_unmapped", false),
        1
    );

    let rule = |id: &str| {
        let found = sources.rules.iter().find(|r| r.value.id.as_str() == id);
        &found.expect("a rule of this id").value
    };
    let ban = rule("B-1");
    assert_eq!(ban.effect, Effect::Prohibit);
    assert_eq!(ban.goods, GoodsSet::Only(vec!["grill".into()]));
    assert_eq!(
        ban.scope,
        Scope::Places(vec!["S-3-1".into(), "S-3-2".into()])
    );
    assert_eq!(reason(&report, "bans.csv", "place_not_found", false), 1);
    assert_eq!(reason(&report, "bans.csv", "goods_unclear", false), 1);
    assert_eq!(count(&report, "bans").taken, 1);

    let windows = |id: &str| {
        let windows = rule(id).schedule.windows.iter();
        windows.map(ToString::to_string).collect::<Vec<_>>()
    };
    let weekly: Vec<_> = sources
        .rules
        .iter()
        .map(|r| r.value.id.as_str())
        .filter(|id| id.starts_with("P-2-") && !id.contains(".outside"))
        .collect();
    assert_eq!(weekly, ["P-2-12345", "P-2-6"]);
    assert_eq!(windows("P-2-12345"), ["09:00-17:00", "18:00-20:00"]);
    assert_eq!(windows("P-2-6"), ["10:00-24:00"]);
    assert_eq!(
        reason(&report, "permits.csv", "ends_before_start", false),
        1
    );

    // What the check refuses is explained and left out.
    assert_eq!(count(&report, "closings").taken, 1);
    assert!(sources.rules.iter().any(|r| r.value.id.as_str() == "C-1"));
}

#[test]
fn s6_a_wrong_map_names_the_key() {
    let wrong = [
        (
            "unit = \"990000\"",
            "unit = \"990000\"\ncolour = \"red\"",
            "inputs.squares.place",
        ),
        (
            "{where}\" }\ngoods = { words = \"{what}\", fallback = \"all\"",
            "{wher}\" }\ngoods = { words = \"{what}\", fallback = \"all\"",
            "inputs.bans.rule.scope",
        ),
        (
            "words = \"{what}\", fallback = \"fruit\"",
            "words = \"{wares}\", fallback = \"fruit\"",
            "inputs.permits.rule.goods",
        ),
        (
            "grade = \"{class|class}\"",
            "grade = \"{class|clas}\"",
            "inputs.squares.place.grade",
        ),
        ("Asia/Shanghai", "Asia/Nowhere", "portal.time_zone"),
        ("match = [\"apple\"]", "match = 3", "goods[0].match"),
        (
            "status = \"in_force\"",
            "state = \"in_force\"",
            "documents[0].state",
        ),
        (
            "last_day = \"{to}\"\nreason",
            "reason",
            "inputs.closings.exception.until",
        ),
    ];
    for (right, mistake, expected) in wrong {
        assert!(MAP.contains(right), "{right}");
        let bench = made_up(&MAP.replacen(right, mistake, 1));
        let key = match bench.own(&[]) {
            Err(ConvertError::Map { key, .. }) => key,
            other => format!("{other:?}"),
        };
        assert!(key.starts_with(expected), "{expected}: {key}");
        assert!(!bench.out().exists(), "{expected}: something was written");
    }
    let none = made_up(MAP).own(&[("inputs.bans.file", "none.csv")]);
    assert!(matches!(none, Err(ConvertError::Input { .. })));
}

/// True where such an error stands behind this one.
fn is_caused_by<E: Error + 'static>(error: &ConvertError) -> bool {
    error.source().is_some_and(<dyn Error>::is::<E>)
}

#[test]
fn an_error_keeps_its_cause_and_reads_in_both_languages() {
    let error = made_up("portal = 3").own(&[]).expect_err("a wrong map");
    assert!(is_caused_by::<toml::de::Error>(&error));
    let Text { zh, en } = error.text();
    assert!(zh.starts_with("对照文件 "), "{zh}");
    assert_eq!(en, error.to_string());

    let gone = || std::io::Error::other("the disk is gone");
    let error = convert(&Request {
        map_name: "map.toml",
        map: MAP.as_bytes(),
        set: &[],
        input: &|_| Err(InputError::Unreadable(gone().into())),
        today: today(),
    })
    .expect_err("an input that cannot be read");
    assert!(is_caused_by::<std::io::Error>(&error));
    assert!(error.text().zh.ends_with("无法读取：the disk is gone"));

    let bench = made_up(MAP);
    fs::write(bench.0.path().join("squares.geojson"), "{").expect("written");
    let error = bench.own(&[]).expect_err("a file that is no JSON");
    assert!(is_caused_by::<serde_json::Error>(&error), "{error}");
}

/// A file with some of its bytes replaced, or cut short.
fn mangled(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (changes, any::<prop::sample::Index>(), any::<bool>()).prop_map(move |(changes, cut, whole)| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        bytes
    })
}

fn either(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        3 => mangled(text),
        1 => proptest::collection::vec(any::<u8>(), 0..300),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever the files hold, the import ends, and accounts for every row it could read.
    #[test]
    fn no_input_panics(
        squares in either(SQUARES),
        bans in either(BANS),
        permits in either(PERMITS),
        closings in either(CLOSINGS),
    ) {
        // One at a time, so that one unreadable file does not hide the others.
        let files = [
            ("squares.geojson", squares),
            ("bans.csv", bans),
            ("permits.csv", permits),
            ("closings.csv", closings),
        ];
        for (file, bytes) in files {
            let bench = made_up(MAP);
            fs::write(bench.0.path().join(file), bytes).expect("written");
            if let Ok(report) = bench.own(&[]) && report.written {
                bench.accounted(&report);
            }
        }
    }

    #[test]
    fn no_map_panics(map in either(MAP)) {
        let bench = made_up(MAP);
        fs::write(bench.0.path().join("map.toml"), map).expect("written");
        if let Ok(report) = bench.own(&[]) && report.written {
            bench.accounted(&report);
        }
    }
}
