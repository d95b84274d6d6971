//! `docs/findings.md` is the list of what the check finds: each code that is raised is on it, and
//! each on it is raised.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of every source file of a folder.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text.push_str(&sources(&path));
        } else {
            text.push_str(&fs::read_to_string(&path).expect("a source file"));
        }
    }
    text
}

fn is_code(text: &str) -> bool {
    text.contains('_') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// The codes in the first cells of the tables.
fn listed() -> BTreeSet<String> {
    let list = fs::read_to_string(root().join("docs/findings.md")).expect("docs/findings.md");
    let first_cells = list
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('|').next());
    first_cells
        .flat_map(|cell| cell.split('`').map(str::to_owned).collect::<Vec<_>>())
        .filter(|code| is_code(code))
        .collect()
}

/// The codes that the checks raise: the first argument of what raises a finding.
fn raised() -> BTreeSet<String> {
    let text = sources(&root().join("crates/check/src"));
    let calls = ["check.error(", "check.warn(", "check.info(", "check.add("];
    let mut raised = BTreeSet::new();
    for call in calls {
        for (at, _) in text.match_indices(call) {
            let argument = text[at + call.len()..].trim_start();
            if let Some(code) = argument.strip_prefix('"').and_then(|a| a.split('"').next()) {
                raised.insert(code.to_owned());
            }
        }
    }
    raised
}

#[test]
fn every_code_that_is_raised_is_listed_and_the_other_way_round() {
    let (listed, raised) = (listed(), raised());
    assert!(raised.len() > 30, "the calls are found: {raised:?}");
    let missing: Vec<_> = raised.difference(&listed).collect();
    assert!(missing.is_empty(), "not in docs/findings.md: {missing:?}");
    let written = ["crates/check/src", "crates/sheets/src"]
        .map(|folder| sources(&root().join(folder)))
        .concat();
    let gone: Vec<_> = listed
        .iter()
        .filter(|code| !written.contains(&format!("\"{code}\"")))
        .collect();
    assert!(gone.is_empty(), "no longer raised: {gone:?}");
}
