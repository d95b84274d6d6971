//! What is published of duty items beside their lists: the admission log, and the law.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::path::Path;

use check::{Finding, Severity, Sources, check};
use civic::duties::{Admission, AdmissionDecision};
use civic::published::{AdmissionsFile, DutyFile, IdsFile};
use civic::time::Date;
use sheets::city::Imported;
use snapshot::{Files, make};

fn imported() -> Imported {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = publish::city_folder::read(&root.join("cities/xining"));
    sheets::city::read(&folder.expect("the folder"))
}

fn xining() -> Sources {
    imported().sources
}

fn published(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

/// Every duty that was taken back says by whom and how, every proposed one who proposed it, and the
/// lists follow what was decided.
#[test]
fn the_duties_and_the_log_of_the_sample_city_leave_nothing_to_say() {
    let imported = imported();
    let today = Date::new(2026, 11, 23).expect("a day");
    let mut findings = check(&imported.sources, None, today);
    findings.extend(imported.findings);
    let told: Vec<&Finding> = findings
        .iter()
        .filter(|f| f.severity > Severity::Info)
        .filter(|f| ["履职事项.csv", "职责准入.csv"].contains(&f.location.file.as_str()))
        .collect();
    assert_eq!(told, Vec::<&Finding>::new());
}

#[test]
fn the_admission_log_is_published_with_all_it_names_and_beside_the_items() {
    let sources = xining();
    let files = published(&sources);
    let log: AdmissionsFile = serde_json::from_slice(&files["admissions"]).expect("the log");
    assert_eq!(log.admissions.len(), sources.admissions.len());
    let told: Vec<_> = log.admissions.iter().map(Admission::told_on).collect();
    assert!(told.is_sorted_by(|a, b| a >= b), "{told:?}");
    for decision in AdmissionDecision::ALL {
        let of = log.admissions.iter();
        assert!(of.filter(|a| a.decision == *decision).count() > 1);
    }
    for admission in &log.admissions {
        for unit in &admission.units {
            assert!(log.units.iter().any(|u| u.code == *unit), "{unit}");
        }
        if let Some(id) = &admission.document {
            assert!(log.documents.iter().any(|d| d.id == *id), "{id}");
        }
        for duty in &admission.duties {
            let item = log
                .duties
                .iter()
                .find(|d| d.duty == *duty)
                .expect("an item");
            let file = &files[&format!("duties/{}", item.unit)];
            let file: DutyFile = serde_json::from_slice(file).expect("a list");
            assert!(file.admissions.contains(admission), "{duty}");
            if let Some(id) = &admission.document {
                assert!(file.documents.iter().any(|d| d.id == *id), "{id}");
            }
        }
    }
    // A city that keeps no log has no file of it.
    let mut without = sources;
    without.admissions.clear();
    assert!(!published(&without).contains_key("admissions"));
}

#[test]
fn an_item_cites_what_in_law_it_rests_on() {
    let sources = xining();
    let files = published(&sources);
    let file: DutyFile = serde_json::from_slice(&files["duties/630102001"]).expect("a list");
    let item = file.items.iter().find(|i| i.id.as_str() == "DG-A-01");
    let laws = &item.expect("the item").legal_basis;
    assert_eq!(laws.len(), 2);
    for id in laws {
        let law = file.documents.iter().find(|d| d.id == *id).expect("cited");
        assert!(!law.article.is_empty(), "{id}");
    }
}
