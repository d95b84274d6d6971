//! The sample city `cities/xining`, as its sheets stand.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use check::{Finding, Severity, check};
use civic::duties::RequirementStatus;
use civic::duties::added_demands::{Flag, open_flags};
use civic::time::Date;
use sheets::city::Imported;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn xining() -> Imported {
    sheets::city::read(
        &publish::city_folder::read(&root().join("cities/xining")).expect("the folder"),
    )
}

fn errors(findings: &[Finding]) -> Vec<&Finding> {
    let errors = findings.iter().filter(|f| f.severity == Severity::Error);
    errors.collect()
}

#[test]
fn s6_the_sample_city_has_no_errors() {
    let imported = xining();
    assert_eq!(errors(&imported.findings), Vec::<&Finding>::new());
    let today = Date::new(2026, 6, 1).expect("a date");
    let findings = check(&imported.sources, None, today);
    assert_eq!(errors(&findings), Vec::<&Finding>::new());
}

/// Contract §3: the flags that were reasoned by hand for each requirement, and no others.
#[test]
fn s3_the_flags_of_the_sample_city_are_those_reasoned_by_hand() {
    let sources = xining().sources;
    let buffer = sources.settings.expect("settings").deadline_buffer_days;
    let found: BTreeMap<String, String> = sources
        .requirements
        .iter()
        .map(|r| {
            let mut flags = open_flags(&r.value, buffer);
            flags.sort_by(|a, b| a.code().cmp(b.code()));
            let codes: Vec<&str> = flags.iter().map(Flag::code).collect();
            (r.value.id.to_string(), codes.join(";"))
        })
        .collect();
    let golden =
        fs::read_to_string(root().join("tests/golden/flags.csv")).expect("the golden flags");
    let mut rows = 0;
    for line in golden.lines().skip(1).filter(|l| !l.trim().is_empty()) {
        let (requirement, flags) = line.split_once(',').expect("two columns");
        let mut expected: Vec<&str> = flags.split(';').filter(|f| !f.is_empty()).collect();
        expected.sort_unstable();
        assert_eq!(
            found.get(requirement),
            Some(&expected.join(";")),
            "{requirement}"
        );
        rows += 1;
    }
    assert!(rows >= 12, "the golden table is not empty");
}

/// What the city says of a requirement and what the comparison finds do not contradict.
#[test]
fn s3_no_requirement_is_called_clean_while_something_was_added() {
    let sources = xining().sources;
    let buffer = sources.settings.expect("settings").deadline_buffer_days;
    for row in &sources.requirements {
        let requirement = &row.value;
        if requirement.status == RequirementStatus::Clean {
            assert_eq!(open_flags(requirement, buffer), [], "{}", requirement.id);
        }
    }
}
