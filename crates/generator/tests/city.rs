//! A city that is made up: the same for the same numbers, read as it was made, without an ERROR.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use check::{Finding, Severity, check};
use civic::time::Date;
use generator::{City, FLAGS, Size};
use proptest::prelude::*;
use sheets::{Files, city};

const SMALL: Size = Size {
    units: 5,
    items: 30,
    requirements: 40,
    streets: 12,
    levels: 4,
    seed: 1,
};

fn written(size: Size) -> BTreeMap<&'static str, String> {
    let city = City::new(size);
    city.files()
        .map(|file| (file.name, file.lines.collect()))
        .collect()
}

/// The folder as the program reads it: what lies in a folder inside it is no sheet.
fn imported(size: Size) -> city::Imported {
    let mut files = Files::default();
    for (name, text) in written(size) {
        if !name.contains('/') {
            files.insert(name, text.into_bytes());
        }
    }
    city::read(&files)
}

fn errors(size: Size) -> Vec<Finding> {
    let imported = imported(size);
    let today = Date::new(2026, 6, 1).expect("a day");
    let mut findings = imported.findings;
    findings.extend(check(&imported.sources, None, today));
    findings.retain(|finding| finding.severity == Severity::Error);
    findings
}

fn sizes() -> impl Strategy<Value = Size> {
    (
        1..20_u32,
        0..25_u32,
        0..25_u32,
        0..20_u32,
        2..=6_u8,
        any::<u64>(),
    )
        .prop_map(|(units, items, requirements, streets, levels, seed)| Size {
            units,
            items,
            requirements,
            streets,
            levels,
            seed,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_small_city_is_without_an_error(size in sizes()) {
        prop_assert_eq!(errors(size), Vec::new());
    }

    #[test]
    fn the_same_numbers_give_the_same_bytes(size in sizes()) {
        prop_assert_eq!(written(size), written(size));
    }
}

#[test]
fn another_seed_is_another_city() {
    let [one, other] = [1, 2].map(|seed| written(Size { seed, ..SMALL }));
    for (name, text) in &one {
        // The days off are those of the year.
        if *name != "日历.csv" {
            assert_ne!(Some(text), other.get(name), "{name}");
        }
    }
}

#[test]
fn each_row_is_read_as_it_was_made() {
    for levels in 2..=6 {
        let size = Size { levels, ..SMALL };
        let imported = imported(size);
        let read = imported.sources.requirements.iter().map(|row| &row.value);
        let city = City::new(size);
        let made: Vec<_> = city.chains().collect();
        assert!(
            read.eq(made.iter().map(|chain| &chain.requirement)),
            "{levels} levels"
        );
        let deepest = made.iter().flat_map(|chain| &chain.requirement.steps);
        let codes: BTreeSet<_> = deepest.map(|step| step.level.depth()).collect();
        assert_eq!(codes.len(), usize::from(levels));
        for count in &imported.counts {
            assert_eq!(count.refused(), 0, "{}", count.file);
        }
        let read: Vec<_> = imported
            .sources
            .corrections
            .iter()
            .map(|row| &row.value)
            .collect();
        let made: Vec<_> = made
            .iter()
            .filter_map(|chain| chain.correction.as_ref())
            .collect();
        assert_eq!(read, made);
    }
}

#[test]
fn a_city_is_as_large_as_was_asked() {
    let sources = imported(SMALL).sources;
    assert_eq!(sources.duties.len(), 150);
    assert_eq!(sources.requirements.len(), 40);
    assert_eq!(sources.places.len(), 12);
    let lists: BTreeSet<_> = sources.duties.iter().map(|duty| &duty.value.unit).collect();
    assert_eq!(lists.len(), 5);
}

#[test]
fn all_of_it_is_marked_as_made_up() {
    for (name, text) in written(SMALL) {
        if name == "portal.toml" {
            assert!(text.contains("\nsample = true\n"));
        } else if name != FLAGS && name != "地点.geojson" {
            let rows = text.lines().skip(1);
            for row in rows {
                assert!(row.ends_with(",示例,程序生成的示例"), "{name}: {row}");
            }
        }
    }
}

/// The cells of some columns of a sheet of the sample city.
fn of_sample_city(sheet: &str, columns: &[usize]) -> BTreeSet<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    let text = fs::read_to_string(folder.join(sheet)).expect("a sheet");
    let rows = text.lines().skip(1);
    rows.flat_map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let cells = columns
            .iter()
            .filter_map(|at| cells.get(*at).map(|c| (*c).to_owned()));
        cells.collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn nothing_is_called_what_it_is_called_in_the_sample_city() {
    for seed in 0..5 {
        let written = written(Size { seed, ..SMALL });
        for (sheet, columns) in [
            ("单位.csv", [0, 1]),
            ("品类.csv", [0, 1]),
            ("地点.csv", [0, 1]),
            ("规则.csv", [0, 0]),
            ("履职事项.csv", [0, 4]),
            ("工作要求.csv", [0, 1]),
            ("要求层级.csv", [0, 0]),
            ("文件.csv", [0, 2]),
        ] {
            let taken = of_sample_city(sheet, &columns);
            let text = written.get(sheet).expect(sheet);
            for row in text.lines().skip(1) {
                let cells: Vec<&str> = row.split(',').collect();
                for at in columns {
                    let cell = cells.get(at).copied().unwrap_or_default();
                    assert!(!taken.contains(cell), "{sheet}: {cell}");
                }
            }
        }
    }
}

#[test]
fn an_identifier_has_no_fixed_form() {
    let mut prefixes: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for seed in 0..12 {
        for (sheet, text) in written(Size { seed, ..SMALL }) {
            if !["地点.csv", "工作要求.csv", "要求层级.csv"].contains(&sheet) {
                continue;
            }
            for row in text.lines().skip(1) {
                let id = row.split(',').next().unwrap_or_default();
                assert!(!id.starts_with(['Z', 'z', 'T', 't']), "{sheet}: {id}");
                let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
                prefixes.entry(sheet).or_default().insert(prefix);
            }
        }
    }
    for (sheet, prefixes) in prefixes {
        assert!(prefixes.len() > 8, "{sheet}: {prefixes:?}");
    }
}

#[test]
fn what_cannot_be_is_the_nearest_that_can() {
    let size = Size {
        units: 0,
        levels: 9,
        ..SMALL
    };
    assert_eq!(
        size.clamped(),
        Size {
            units: 1,
            levels: 6,
            ..SMALL
        }
    );
}
