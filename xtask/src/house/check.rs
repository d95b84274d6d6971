//! Runs every house rule.

use std::path::Path;

use super::finding::Finding;
use super::graph::Graph;
use super::sources::Sources;
use super::workspace::Workspace;
use super::{cycles, layers, layout, pages, purity};
use crate::process::Failure;

/// Prints the findings in the workspace at `root` and returns their number.
pub(crate) fn check(root: &Path) -> Result<u64, Failure> {
    let mut count = 0;
    for finding in findings(&Sources::read(root)?)? {
        println!("{finding}");
        count += 1;
    }
    Ok(count)
}

pub(super) fn findings(sources: &Sources) -> Result<Vec<Finding>, Failure> {
    let workspace = Workspace::read(sources)?;
    let graph = Graph::read(&workspace);
    let mut findings = cycles::check(&workspace, &graph);
    findings.extend(layers::check(&workspace, &graph));
    findings.extend(pages::check_journeys(&workspace, &graph));
    findings.extend(pages::check_browser(&workspace, &graph));
    findings.extend(layout::check(&workspace, sources));
    findings.extend(purity::check(&workspace, &graph));
    Ok(findings)
}
