//! Workspaces in memory, for tests.

use super::check;
use super::sources::Sources;

/// The findings of one rule in the given files. The manifest of `civic` is added.
pub(super) fn findings(files: &[(&str, &str)], rule: &str) -> Vec<String> {
    let mut files = files.to_vec();
    files.push(("crates/civic/Cargo.toml", "[package]\nname = \"civic\""));
    let findings = check::findings(&Sources::in_memory(&files)).expect("a module tree");
    findings
        .iter()
        .map(ToString::to_string)
        .filter(|finding| finding.starts_with(&format!("{rule}: ")))
        .collect()
}
