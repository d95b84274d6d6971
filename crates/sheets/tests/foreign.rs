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

/// A map says whether its date is the last day or the first without, so that what is written of it
/// means the same whatever the city says of days alone.
#[test]
fn an_end_of_an_import_does_not_depend_on_what_the_city_means_by_a_day() {
    let ends = |portal: &str| {
        let bench = made_up(&MAP.replacen("time_zone", &format!("{portal}\ntime_zone"), 1));
        bench.own(&[]).expect("an import");
        let imported = bench.checked();
        let findings = check(&imported.sources, None, today());
        assert!(
            findings.iter().all(|f| f.code != "expiry_day_unsaid"),
            "{portal}"
        );
        let rules = imported.sources.rules.into_iter().map(|r| r.value);
        rules
            .filter_map(|r| Some((r.id.to_string(), r.expires?.to_string())))
            .collect::<Vec<_>>()
    };
    let said = ends("");
    assert!(said.len() > 2, "{said:?}");
    for day in ["included", "excluded"] {
        let portal = format!("rules = {{ expiry_day = \"{day}\" }}");
        assert_eq!(ends(&portal), said, "{day}");
    }
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
            Err(ConvertError::NoSuchField(error)) => error.key,
            other => format!("{other:?}"),
        };
        assert!(key.starts_with(expected), "{expected}: {key}");
        assert!(!bench.out().exists(), "{expected}: something was written");
    }
    let none = made_up(MAP).own(&[("inputs.bans.file", "none.csv")]);
    assert!(matches!(none, Err(ConvertError::Input { .. })));
}

#[test]
fn a_field_that_no_record_has_is_named_with_the_nearest() {
    for (right, mistake, expected, meant) in [
        (
            "{where}\" }\ngoods",
            "{were}\" }\ngoods",
            "inputs.bans.rule.scope",
            "where",
        ),
        (
            "kind = \"close\"",
            "kind = \"{kind}\"",
            "inputs.closings.exception.kind",
            "",
        ),
        (
            "grade = \"{class|class}\"",
            "grade = \"{clas|class}\"",
            "inputs.squares.place.grade",
            "class",
        ),
        (
            "id = \"S-{@id|id}\"",
            "id = \"S-{@ids|id}\"",
            "inputs.squares.place.id",
            "@id",
        ),
        // Of templates the first that is filled is used: one of them must be able to be.
        (
            "grade = \"{class|class}\"",
            "grade = [\"{a|class}\", \"{b|class}\"]",
            "inputs.squares.place.grade",
            "",
        ),
    ] {
        assert!(MAP.contains(right), "{right}");
        let bench = made_up(&MAP.replacen(right, mistake, 1));
        match bench.own(&[]) {
            Err(ConvertError::NoSuchField(error)) => {
                let nearest = error.nearest.unwrap_or_default();
                assert_eq!((error.key.as_str(), nearest.as_str()), (expected, meant));
            }
            other => panic!("{expected}: {other:?}"),
        }
        assert!(!bench.out().exists(), "{expected}: something was written");
    }
    let lenient = "grade = [\"{nothing|class}\", \"{class|class}\"]";
    let bench = made_up(&MAP.replacen("grade = \"{class|class}\"", lenient, 1));
    assert!(bench.own(&[]).expect("an import").written);
}

#[test]
fn an_import_that_lost_all_rows_of_an_input_ends_in_an_error() {
    let lost = |report: &Report| {
        let errors = report
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Error);
        errors
            .map(|f| (f.code.clone(), f.location.file.clone()))
            .collect::<Vec<_>>()
    };
    // The dates of the permits are of another form than the map says.
    let bench = made_up(&MAP.replace("%d/%m/%Y", "%Y/%m/%d"));
    let report = bench.own(&[]).expect("an import");
    assert!(!report.written && !bench.out().exists());
    assert_eq!(
        lost(&report),
        [("input_lost".to_owned(), "permits.csv".to_owned())]
    );
    let why = &report.findings[0].what;
    assert!(
        why.en.contains("(3 rows): The date cannot be read"),
        "{why:?}"
    );
    assert!(report.findings.len() > 3, "the rows are explained, too");

    // What the map leaves out on purpose is no loss.
    let filter = "\n[[inputs.closings.filters]]\nvalue = \"{no}\"\ntake = []\nexplain = { 1 = { zh = \"不要\", en = \"not wanted\" }, 2 = { zh = \"不要\", en = \"not wanted\" } }\n";
    let report = made_up(&format!("{MAP}{filter}"))
        .own(&[])
        .expect("an import");
    assert_eq!(
        (count(&report, "closings").taken, report.written),
        (0, true)
    );

    // A heading and nothing below it, in all there is.
    let bench = made_up(MAP);
    for (file, heading) in [
        (
            "squares.geojson",
            r#"{"type":"FeatureCollection","features":[]}"#,
        ),
        ("stalls.csv", "no,name,x,y\n"),
        ("bans.csv", "no,where,what,since\n"),
        ("permits.csv", "no;where;what;from;to;hours\n"),
        ("closings.csv", "no,where,from,to,why\n"),
    ] {
        fs::write(bench.0.path().join(file), heading).expect("written");
    }
    let report = bench.own(&[("portal.bounds", "[101.0, 36.0, 102.0, 37.0]")]);
    let report = report.expect("an import");
    assert_eq!((report.written, lost(&report).len()), (false, 5));
}

/// Two permits, the second of which has these hours.
fn permits(hours: &str) -> String {
    let first = "1;North Square;apples;01/03/2025;31/12/2027;9AM-5PM";
    format!(
        "no;where;what;from;to;hours\n{first}\n2;North Square;apples;01/03/2028;31/12/2029;\"{hours}\"\n"
    )
}

/// The windows of a permit's weekly hours, or the code of what is told of them.
fn weekly(hours: &str) -> Result<Vec<String>, String> {
    let bench = made_up(MAP);
    fs::write(bench.0.path().join("permits.csv"), permits(hours)).expect("written");
    let report = bench.own(&[]).expect("an import");
    assert!(report.written, "{:#?}", report.findings);
    let of_row = |f: &&Finding| f.location.file == "permits.csv" && f.location.row == 3;
    if let Some(told) = report.findings.iter().find(of_row) {
        return Err(told.code.clone());
    }
    let rules = bench.checked().sources.rules;
    let of_permit = |id: &str| id.starts_with("P-2") && !id.ends_with(".outside");
    let rules = rules.iter().filter(|r| of_permit(r.value.id.as_str()));
    let windows = rules.flat_map(|r| &r.value.schedule.windows);
    Ok(windows.map(ToString::to_string).collect())
}

#[test]
fn hours_are_read_as_people_write_them_or_explained() {
    for (hours, right) in [
        ("Mo-Fr:6:00-10:00PM", Ok("18:00-22:00")),
        ("Mo-Fr:6-10PM", Ok("18:00-22:00")),
        ("Mo-Fr:11:00-1:00PM", Ok("11:00-13:00")),
        ("Mo-Fr:10PM-2AM", Err("ends_before_start")),
        ("Mo-Fr:06:00-10:00PM", Err("time_unclear")),
        ("Mo-Fr:noon-5PM", Ok("12:00-17:00")),
        ("晚上6点-晚上12点", Ok("18:00-24:00")),
        ("周一至周五 上午8点-中午12点", Ok("08:00-12:00")),
        ("周一至周五晚6点到10点", Ok("18:00-22:00")),
        ("周六 18点半-22点", Ok("18:30-22:00")),
        ("6点-10点", Err("time_unclear")),
        ("Mo-Fr:9AM-5PM or so", Err("time_unreadable")),
        // Told, and taken.
        ("Mo-Su:5PM-11:59PM", Err("minute_before_midnight")),
    ] {
        let right = right.map(|window| vec![window.to_owned()]);
        assert_eq!(weekly(hours), right.map_err(str::to_owned), "{hours}");
    }
}

#[test]
fn a_rule_without_times_holds_all_day_only_where_the_map_says_so() {
    let map = MAP.replace("hours_cell =", "windows =");
    for (without, taken, explained) in [("", 1, 1), ("without_hours = \"all_day\"\n", 2, 0)] {
        let outside = "outside = \"prohibited\"\n";
        let bench = made_up(&map.replace(outside, &format!("{outside}{without}")));
        fs::write(bench.0.path().join("permits.csv"), permits("")).expect("written");
        let report = bench.own(&[]).expect("an import");
        assert_eq!(reason(&report, "permits.csv", "no_hours", false), explained);
        assert_eq!(count(&report, "permits").taken, taken);
    }
}

/// The made-up city with other squares.
fn squares(document: &[u8]) -> Bench {
    let bench = made_up(MAP);
    fs::write(bench.0.path().join("squares.geojson"), document).expect("written");
    bench
}

#[test]
fn geojson_with_a_mark_numbers_for_ids_and_cgcs2000_is_read() {
    let numbered = SQUARES
        .replace("\"id\":\"1\"", "\"id\":1")
        .replace("\"id\":\"3\"", "\"id\":3.0");
    let crs =
        "{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4490\"}},";
    let document = format!("\u{feff}{}", numbered.replacen('{', crs, 1));
    let bench = squares(document.as_bytes());
    let report = bench.own(&[]).expect("an import");
    assert_eq!((report.written, count(&report, "squares").taken), (true, 2));
    let places = bench.checked().sources.places;
    let ids: Vec<&str> = places.iter().map(|p| p.value.id.as_str()).collect();
    assert_eq!(ids, ["S-1", "S-3-1", "S-3-2", "T-1", "T-2"]);

    let metres = document.replace("EPSG::4490", "EPSG::4547");
    let error = squares(metres.as_bytes()).own(&[]).expect_err("in metres");
    assert!(error.to_string().contains("EPSG::4547"), "{error}");
    // The map may say it, too, and the places do not say that anything was converted.
    let file = "file = \"squares.geojson\"";
    let bench = made_up(&MAP.replacen(file, &format!("{file}\ncrs = \"cgcs2000\""), 1));
    assert!(bench.own(&[]).expect("an import").written);
    let drawn = fs::read_to_string(bench.out().join("地点.geojson")).expect("drawn");
    assert!(!drawn.contains("converted_from"));
}

#[test]
fn a_polygon_with_small_faults_is_repaired_and_told() {
    let square = "[101.70,36.60],[101.71,36.60],[101.71,36.61],[101.70,36.61]";
    let ring = format!("[[{square},[101.70,36.60]]]");
    assert!(SQUARES.contains(&ring));
    for (drawn, places) in [
        (format!("[[{square}]]"), 1),
        (format!("[[{square},[101.69,36.61],[101.70,36.61],[101.70,36.60]]]"), 1),
        (format!("[[{square},[101.70,36.60]],[[101.705,36.605],[101.70501,36.605],[101.705,36.60501],[101.705,36.605]]]"), 1),
        // Two squares that meet in a point are two places.
        ("[[[101.70,36.60],[101.71,36.60],[101.71,36.61],[101.72,36.61],[101.72,36.62],[101.71,36.62],[101.71,36.61],[101.70,36.61],[101.70,36.60]]]".to_owned(), 2),
    ] {
        let bench = squares(SQUARES.replacen(&ring, &drawn, 1).as_bytes());
        let report = bench.own(&[]).expect("an import");
        assert_eq!(
            count(&report, "squares").taken,
            2,
            "{drawn}: {:#?}",
            report.findings
        );
        let told = reason(&report, "squares.geojson", "geometry_repaired", true);
        let zones = bench.checked().sources.places;
        let zones = zones.iter().filter(|p| p.value.kind == PlaceKind::Zone);
        assert_eq!((told, zones.count()), (1, places), "{drawn}");
    }
    // A bow tie is not repaired: what was meant is not known.
    let bow = "[[[101.70,36.60],[101.71,36.61],[101.71,36.60],[101.70,36.61],[101.70,36.60]]]";
    let report = squares(SQUARES.replacen(&ring, bow, 1).as_bytes()).own(&[]);
    let report = report.expect("an import");
    assert_eq!(
        reason(&report, "squares.geojson", "geometry_self_crossing", false),
        1
    );
}

#[test]
fn words_for_goods_are_matched_as_words() {
    let map = fs::read_to_string(root().join("docs/maps/san-francisco.toml")).expect("the map");
    let mut permits = "locationid,Address,LocationDescription,permit,Status,FoodItems,Latitude,Longitude,dayshours,Approved,ExpirationDate\n".to_owned();
    let rows = [
        ("Philly Cheesesteaks", "food"),
        ("Watermelon", "food"),
        ("Iced teas", "drinks"),
        ("Hot dogs: candies: bottled water", "food;snacks;drinks"),
    ];
    let row = |n: usize, items: &str| {
        format!(
            "{n},{n} MARKET ST,,21MFF-{n},APPROVED,{items},37.77,-122.4{n},Mo-Fr:9AM-5PM,11/05/2021 12:00:00 AM,11/15/2027 12:00:00 AM\n"
        )
    };
    for (n, (items, _)) in rows.iter().enumerate() {
        permits += &row(n, items);
    }
    let bench = Bench::new(&[
        ("map.toml", map.as_bytes()),
        ("sf_Mobile_Food_Facility_Permit.csv", permits.as_bytes()),
        (
            "sf_Mobile_Food_Schedule.csv",
            b"locationid,DayOfWeekStr,start24,end24\n",
        ),
    ]);
    let report = bench.own(&[]).expect("an import");
    assert!(report.written, "{:#?}", report.findings);
    let rules = bench.checked().sources.rules;
    for (n, (items, goods)) in rows.iter().enumerate() {
        let rule = rules
            .iter()
            .find(|r| r.value.id.as_str() == format!("R-{n}"));
        let right = goods.split(';').map(Into::into).collect();
        assert_eq!(
            rule.expect("a rule").value.goods,
            GoodsSet::Only(right),
            "{items}"
        );
    }
    // Places without one of the rules that the map makes of them are a loss, too.
    let days = permits.replace("11/05/2021", "05.11.2021");
    let file = "sf_Mobile_Food_Facility_Permit.csv";
    fs::write(bench.0.path().join(file), days).expect("written");
    let report = bench.own(&[]).expect("an import");
    let lost = &report.findings[0];
    assert_eq!((report.written, lost.code.as_str()), (false, "input_lost"));
    let why = "Of 4 rows none became a rule; most often (4 rows): The date";
    assert!(lost.what.en.starts_with(why), "{lost:?}");
}

#[test]
fn explained_rows_open_in_a_spreadsheet_and_run_nothing() {
    let bench = made_up(MAP);
    let bans = "no,where,what,since\n1,Twin Street,skewers,2025-01-01\n2,\"=HYPERLINK(\"\"https://example.org\"\")\",apples,2025-01-01\n3,@SUM(A1),apples,2025-01-01\n";
    fs::write(bench.0.path().join("bans.csv"), bans).expect("written");
    let report = bench.own(&[]).expect("an import");
    bench.accounted(&report);
    for file in ["explained.csv", "规则.csv", "地点.csv"] {
        let bytes = fs::read(bench.out().join(file)).expect("written");
        assert!(bytes.starts_with(b"\xef\xbb\xbf"), "{file}");
    }
    let explained = rows(&bench.out().join("explained.csv"));
    let values: Vec<&str> = explained
        .iter()
        .map(|row| row["值 value"].as_str())
        .collect();
    assert!(
        values.contains(&"'=HYPERLINK(\"https://example.org\")"),
        "{values:?}"
    );
    assert!(values.contains(&"'@SUM(A1)"), "{values:?}");
    // Programs have the value as it is.
    assert!(report.findings.iter().any(|f| f.value == "@SUM(A1)"));
}

#[test]
fn no_row_of_a_csv_file_is_lost() {
    let bench = made_up(MAP);
    let bans = "no,where,what,since\n\n1,Twin Street,skewers,2025-01-01\n\n2,\"Twin\" Street,apples,2025-01-01\n3,Twin Street,apples,2025-01-01\n4,\"Twin Street,apples,2025-01-01\n5,North Square,apples,some day\n";
    fs::write(bench.0.path().join("bans.csv"), bans).expect("written");
    let report = bench.own(&[]).expect("an import");
    bench.accounted(&report);
    let bans = count(&report, "bans");
    assert_eq!((bans.rows, bans.taken, bans.explained), (5, 2, 3));
    // As a spreadsheet numbers them.
    assert_eq!(bench.not_taken()["bans.csv"], BTreeSet::from([5, 7, 8]));
    assert_eq!(reason(&report, "bans.csv", "quote_unclosed", false), 2);

    let twice = "no,where,where,what,since\n1,Twin Street,North Square,skewers,2025-01-01\n";
    fs::write(bench.0.path().join("bans.csv"), twice).expect("written");
    let error = bench.own(&[]).expect_err("two columns of one heading");
    assert!(error.text().zh.contains("两列都叫“where”"), "{error}");

    let (gb, _, _) = encoding_rs::GB18030.encode("no,where,what,since\n1,Twin Street,skewers,2025-01-01\n2,北广场的烧烤摊位和水果摊位,apples,2025-01-01\n");
    fs::write(bench.0.path().join("bans.csv"), &gb).expect("written");
    let report = bench.own(&[]).expect("an import");
    assert_eq!(reason(&report, "bans.csv", "encoding_read_as", true), 1);
    fs::write(
        bench.0.path().join("bans.csv"),
        b"no,where,what,since\n1,K\xf6nigsweg,skewers,2025-01-01\n",
    )
    .expect("written");
    let error = bench.own(&[]).expect_err("Windows-1252");
    assert!(error.to_string().contains("bans.csv"), "{error}");
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
