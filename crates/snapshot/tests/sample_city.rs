//! The sample city `cities/xining`, as its sheets stand.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use check::{Finding, Severity, check};
use civic::Text;
use civic::documents::{Correction, CorrectionTarget, Document, LimitKind};
use civic::duties::added_demands::{AdditionState, Flag, open_flags};
use civic::duties::comparison::comparison;
use civic::duties::{DutyItem, Level, RequirementStatus, reviewed, states};
use civic::published::{IdsFile, LimitsFile};
use civic::time::Date;
use notices::draft::{Draft, StepHead};
use notices::limits::{Checked, check_draft};
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

/// The head of a requirement is told from its additions, and so is each line of its comparison.
#[test]
fn s3_the_comparison_says_of_every_requirement_what_was_found_and_decided() {
    let sources = xining().sources;
    let buffer = sources.settings.expect("settings").deadline_buffer_days;
    let documents: Vec<Document> = sources.documents.iter().map(|d| d.value.clone()).collect();
    for row in &sources.requirements {
        let requirement = &row.value;
        let target = CorrectionTarget::Requirement(requirement.id.clone());
        let corrections: Vec<Correction> = sources
            .corrections
            .iter()
            .map(|c| c.value.clone())
            .filter(|c| c.target == target)
            .collect();
        let additions = reviewed(requirement, &corrections, buffer);
        let compared = comparison(requirement, &additions, &documents, buffer);
        let found: BTreeSet<(&str, &str)> = additions
            .iter()
            .map(|a| (a.flag.code(), a.state.code()))
            .collect();
        let changes = compared.changes();
        let said: BTreeSet<(&str, &str)> = changes
            .iter()
            .map(|c| (c.flag.code(), c.state.code()))
            .collect();
        assert_eq!(said, found, "{}", requirement.id);
        // Every addition stands in the row and the column of its step, with how much it is.
        for addition in &additions {
            let rows = compared.rows.iter().filter(|r| r.flag == addition.flag);
            let mut entries = rows.flat_map(|r| r.cells.iter().flatten());
            let entry = entries.find(|e| {
                e.state.as_ref() == Some(&addition.state)
                    && e.steps.iter().any(|s| s.id == addition.step)
            });
            let entry = entry.expect("the addition's entry");
            assert!(!entry.grown.is_empty(), "{} {addition:?}", requirement.id);
            assert!(!entry.as_above && !entry.values.is_empty());
        }
        // What a unit says of the whole does not contradict what became of the parts.
        let states = states(&additions);
        let allowed: &[RequirementStatus] = match states.first() {
            None => &[RequirementStatus::Clean, RequirementStatus::Justified],
            Some(AdditionState::Corrected) => &[RequirementStatus::Corrected],
            Some(AdditionState::Confirmed) => &[RequirementStatus::Confirmed],
            Some(AdditionState::UnderReview) => &[RequirementStatus::UnderReview],
            _ => &[RequirementStatus::Open],
        };
        assert!(
            allowed.contains(&requirement.status),
            "{} is {:?}, its additions {states:?}",
            requirement.id,
            requirement.status
        );
    }
}

/// 公文规范.csv: what the city checks a notice by is in the tree, with the documents it rests on.
#[test]
fn the_limits_of_the_sample_city_are_published_and_find_something() {
    let sources = xining().sources;
    let settings = sources.settings.clone().expect("settings");
    let mut files = snapshot::Files::new();
    snapshot::make(&sources, &settings, &IdsFile::default(), &mut files).expect("files");
    let file: LimitsFile = serde_json::from_slice(&files["limits"]).expect("limits");
    assert_eq!(file.limits.len(), LimitKind::ALL.len() + 1, "two of length");
    for limit in &file.limits {
        assert!(file.documents.iter().any(|d| d.id == limit.document));
        assert!(!limit.article.en.is_empty() && !limit.advice.en.is_empty());
    }
    let text = "各街道每月报送贯彻落实情况，上传照片，每月排名通报，签订责任状，实行一票否决。\n\
        通过“检查通”APP打卡。\n每月5日前报送安全检查统计表。\n每月25日前报送安全检查统计表电子版。\n";
    let reading = notices::read(text).expect("text");
    let head = StepHead {
        id: "draft".into(),
        level: Level::County,
        unit: "630104".into(),
        unit_name: Text::default(),
        document: "draft".into(),
    };
    let draft = Draft::new(&reading, head);
    let notice = Checked {
        text,
        reading: &reading,
        draft: &draft,
    };
    let duties: Vec<DutyItem> = sources.duties.iter().map(|d| d.value.clone()).collect();
    let found: BTreeSet<String> = check_draft(notice, None, &duties, &file.limits)
        .iter()
        .map(|finding| format!("{:?}", finding.breach))
        .collect();
    // Everything but the length of four lines.
    assert_eq!(found.len(), LimitKind::ALL.len() - 1, "{found:?}");
}
