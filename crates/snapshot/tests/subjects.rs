//! What the identifiers in updates are about is looked up, whatever they look like.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::documents::CorrectionTarget;
use civic::published::{HomeFile, IdsFile, Subject, SubjectKind, UpdatesFile, name};
use civic::rules::Scope;
use snapshot::build::make;
use snapshot::file_set::Files;

/// The subjects of the updates page, for a city whose update names these identifiers.
fn subjects(change: impl FnOnce(&mut check::Sources), affects: &[&str]) -> Vec<Subject> {
    let mut sources = fixtures::sources::city();
    change(&mut sources);
    sources.updates[0].value.affects = affects.iter().map(|id| (*id).to_owned()).collect();
    let settings = sources.settings.clone().expect("settings");
    let mut files = Files::new();
    make(&sources, &settings, &IdsFile::default(), &mut files).expect("files");
    let updates: UpdatesFile = serde_json::from_slice(&files[name::UPDATES]).expect("updates");
    let home: HomeFile = serde_json::from_slice(&files[name::HOME]).expect("home");
    assert_eq!(home.subjects, updates.subjects);
    updates.subjects
}

fn of<'a>(subjects: &'a [Subject], id: &str) -> Option<(&'a SubjectKind, &'a str)> {
    let subject = subjects.iter().find(|subject| subject.named == id)?;
    Some((&subject.kind, subject.id.as_str()))
}

#[test]
fn an_identifier_is_about_what_bears_it_and_not_what_it_looks_like() {
    // A place named like a requirement, and a requirement named like a place.
    let found = subjects(
        |s| {
            s.places[0].value.id = "T-7".into();
            s.requirements[0].value.id = "Z-7".into();
            s.corrections[0].value.target = CorrectionTarget::Requirement("Z-7".into());
        },
        &["T-7", "Z-7", "U-1", "K-1", "630103001"],
    );
    assert_eq!(of(&found, "T-7"), Some((&SubjectKind::Place, "T-7")));
    assert_eq!(of(&found, "Z-7"), Some((&SubjectKind::Requirement, "Z-7")));
    assert_eq!(of(&found, "K-1"), Some((&SubjectKind::Requirement, "Z-7")));
    assert_eq!(of(&found, "U-1"), Some((&SubjectKind::Duty, "U-1")));
    let duty = found.iter().find(|subject| subject.named == "U-1");
    assert_eq!(
        duty.and_then(|duty| duty.unit.clone()),
        Some("630103001".into())
    );
    assert_eq!(
        of(&found, "630103001"),
        Some((&SubjectKind::Unit, "630103001"))
    );
}

#[test]
fn what_has_no_page_of_its_own_is_left_out() {
    let found = subjects(
        |s| {
            s.rules[0].value.scope = Scope::City;
        },
        &["Z-404", "R-1"],
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_correction_of_a_case_is_about_the_case() {
    let found = subjects(
        |s| s.corrections[0].value.target = CorrectionTarget::Case("F-1".into()),
        &["K-1"],
    );
    assert_eq!(of(&found, "K-1"), Some((&SubjectKind::Case, "F-1")));
}

#[test]
fn a_rule_is_about_its_places() {
    let of_rule = |scope: Scope| {
        subjects(
            |s| {
                s.rules[0].value.id = "O-1".into();
                s.rules[0].value.scope = scope;
            },
            &["O-1"],
        )
    };
    let one = of_rule(Scope::Places(vec!["Z-1".into()]));
    assert_eq!(of(&one, "O-1"), Some((&SubjectKind::Place, "Z-1")));
    let two = of_rule(Scope::Places(vec!["Z-1".into(), "Z-2".into()]));
    let places: Vec<&str> = two.iter().map(|subject| subject.id.as_str()).collect();
    assert_eq!(places, ["Z-1", "Z-2"]);
}

#[test]
fn a_temporary_rule_is_told_as_before_and_after() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    let files = publish::city_folder::read(&folder).expect("the folder");
    let sources = sheets::city::read(&files).sources;
    let settings = sources.settings.clone().expect("settings");
    let mut files = Files::new();
    make(&sources, &settings, &IdsFile::default(), &mut files).expect("files");
    let updates: UpdatesFile = serde_json::from_slice(&files[name::UPDATES]).expect("updates");
    let told = |named: &str| {
        let mut subjects = updates.subjects.iter();
        let subject = subjects.find(|subject| subject.named == named)?;
        let (before, after) = subject.change.as_ref()?;
        Some((before.zh.as_str(), after.zh.as_str()))
    };
    for (id, before, after) in [
        // Goods with other hours each.
        ("O-06", "照常", "暂停"),
        ("O-08", "照常", "改到毛胜寺路口"),
        ("O-09", "没有", "10:00–21:00"),
        ("O-10", "10:00–21:00", "10:00–次日01:00"),
    ] {
        assert_eq!(told(id), Some((before, after)), "{id}");
    }
    assert_eq!(
        told("Z-051"),
        None,
        "a place alone says nothing of a change"
    );
}
