//! What people and programs take away: an office that imports it has what was published.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::path::Path;

use check::columns::files;
use check::{Row, Severity, Sources};
use civic::duties::DutyItem;
use civic::published::{IdsFile, name};
use generator::{City, Size};
use serde_json::Value;
use sheets::city;
use snapshot::streets::copy_of;
use snapshot::{Files, make, sha256};

fn xining() -> sheets::Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    publish::city_folder::read(&root.join("cities/xining")).expect("the folder")
}

fn made_up() -> sheets::Files {
    let city = City::new(Size {
        units: 3,
        items: 20,
        requirements: 60,
        ..Size::default()
    });
    let mut files = sheets::Files::default();
    for file in city.files() {
        files.insert(file.name, file.lines.collect::<String>());
    }
    files
}

fn published(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

fn values<T: Clone>(rows: &[Row<T>]) -> Vec<T> {
    rows.iter().map(|row| row.value.clone()).collect()
}

/// The same folder with these files in place of its own.
fn with(folder: &sheets::Files, own: &[(&str, &[u8])]) -> Sources {
    let mut folder = folder.clone();
    for (file, bytes) in own {
        folder.insert(*file, *bytes);
    }
    let imported = city::read(&folder);
    let errors = imported.findings.iter();
    let errors: Vec<_> = errors.filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    imported.sources
}

#[test]
fn the_open_sheets_read_back_as_what_they_were_made_of() {
    for folder in [xining(), made_up()] {
        let sources = city::read(&folder).sources;
        assert!(!sources.corrections.is_empty() && !sources.requirements.is_empty());
        let made = published(&sources);
        let sheet = |name: &str| made[&format!("sheets/{name}.csv")].as_slice();
        let again = with(
            &folder,
            &[
                (files::DUTIES, sheet("duties")),
                (files::ADMISSIONS, sheet("admissions")),
                (files::REQUIREMENTS, sheet("requirements")),
                (files::STEPS, sheet("requirement-steps")),
                (files::CORRECTIONS, sheet("corrections")),
            ],
        );
        assert_eq!(values(&again.duties), values(&sources.duties));
        assert_eq!(values(&again.admissions), values(&sources.admissions));
        assert_eq!(values(&again.requirements), values(&sources.requirements));
        assert_eq!(values(&again.corrections), values(&sources.corrections));
        // What is published of what was read back is the same to the last byte.
        let republished = published(&again);
        for name in made
            .keys()
            .filter(|name| name.starts_with(name::SHEETS_DIR))
        {
            assert!(republished[name] == made[name], "{name}");
        }
    }
}

#[test]
fn a_unit_takes_away_exactly_its_own_list() {
    let folder = xining();
    let sources = city::read(&folder).sources;
    let made = published(&sources);
    let mut units = 0;
    for unit in &sources.units {
        let code = &unit.value.code;
        let own: Vec<DutyItem> = values(&sources.duties);
        let own: Vec<DutyItem> = own.into_iter().filter(|item| item.unit == *code).collect();
        let csv = made.get(&format!("{}{code}.csv", name::DUTY_SHEETS_DIR));
        assert_eq!(csv.is_some(), !own.is_empty(), "{code}");
        let Some(csv) = csv else { continue };
        units += 1;
        assert_eq!(values(&with(&folder, &[(files::DUTIES, csv)]).duties), own);
        let xlsx = &made[&format!("{}{code}.xlsx", name::DUTY_SHEETS_DIR)];
        let mut other = sheets::Files::default();
        for (file, bytes) in folder.read().filter(|(file, _)| *file != files::DUTIES) {
            other.insert(file, bytes);
        }
        let workbook = files::DUTIES.replace(".csv", ".xlsx");
        assert_eq!(values(&with(&other, &[(&workbook, xlsx)]).duties), own);
    }
    assert!(units > 1, "{units}");
}

#[test]
fn what_begins_as_a_formula_is_not_run_and_reads_back_the_same() {
    let folder = xining();
    let mut sources = city::read(&folder).sources;
    let hostile = "=HYPERLINK(\"https://evil.example\")";
    for (row, mark) in sources.duties.iter_mut().zip(["=", "+", "-", "@"]) {
        row.value.title.zh = hostile.replace('=', mark);
    }
    let made = published(&sources);
    let csv = &made["sheets/duties.csv"];
    let text = String::from_utf8(csv.clone()).expect("UTF-8");
    assert_eq!(text.matches("\"'").count(), 4, "each is quoted");
    let again = with(&folder, &[(files::DUTIES, csv)]);
    assert_eq!(values(&again.duties), values(&sources.duties));
}

#[test]
fn the_package_and_the_catalogue_name_every_sheet_with_its_size_and_hash() {
    let sources = city::read(&xining()).sources;
    let made = published(&sources);
    let package: Value = serde_json::from_slice(&made[name::DATA_PACKAGE]).expect("a package");
    let resources = package["resources"].as_array().expect("resources");
    let catalogue: Value = serde_json::from_slice(&made[name::CATALOGUE]).expect("JSON");
    let datasets = catalogue["dcat:dataset"].as_array().expect("datasets");
    let named: Vec<&String> = made
        .keys()
        .filter(|logical| {
            let ending = logical.rsplit_once('.').map(|(_, ending)| ending);
            matches!(ending, Some("csv" | "xlsx" | "atom")) || *logical == name::CASES_FEED
        })
        .collect();
    assert_eq!(resources.len(), named.len());
    assert_eq!(datasets.len(), named.len());
    for logical in named {
        let path = copy_of(logical).expect("it keeps its name");
        let of_path = |path: &str| path.strip_prefix("open/").map(str::to_owned);
        let resource = resources
            .iter()
            .find(|r| r["path"].as_str() == of_path(&path).as_deref());
        let resource = resource.expect("named");
        let bytes = &made[logical];
        assert_eq!(resource["bytes"], bytes.len());
        assert_eq!(resource["hash"], format!("sha256:{}", sha256(bytes)));
        assert_eq!(resource["schema"].is_object(), resource["format"] == "csv");
        for title in ["title", "title_en"] {
            assert!(
                resource[title]
                    .as_str()
                    .is_some_and(|title| !title.is_empty())
            );
        }
        let dataset = datasets
            .iter()
            .find(|d| d["dct:identifier"] == resource["name"]);
        let distribution = &dataset.expect("named")["dcat:distribution"];
        assert_eq!(distribution["dcat:byteSize"], resource["bytes"]);
        let media = distribution["dcat:mediaType"]["@id"].as_str();
        assert!(
            media.is_some_and(
                |media| media.ends_with(resource["mediatype"].as_str().expect("a type"))
            )
        );
    }
}
