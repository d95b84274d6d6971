//! The layers: a crate imports only crates below it.
//!
//! `LAYERS` is the table of what each crate is built on. The rule is checked in the manifests
//! (`in_manifests`) and in code (`in_code`), which may use a crate that another one re-exports.

use std::collections::BTreeSet;

use super::finding::Finding;
use super::graph::Graph;
use super::workspace::{Package, Workspace};

/// The crates from the bottom up, each with those it is built on. It may import these and their own
/// dependencies in this table, but no other crate of the workspace.
const LAYERS: [(&str, &[&str]); 17] = [
    ("civic", &[]),
    ("check", &["civic"]),
    ("notices", &["civic"]),
    ("routes", &["civic"]),
    ("api", &["civic"]),
    // The native side.
    ("sheets", &["check", "routes", "api"]),
    ("snapshot", &["sheets"]),
    ("publish", &["snapshot"]),
    ("backend", &["publish"]),
    ("generator", &["check"]),
    ("mingdan", &["backend", "generator", "notices"]),
    // The browser. Only the desk reads and checks sheets there.
    ("web", &["routes", "api"]),
    ("mingdan-portal", &["web", "notices"]),
    ("desk", &["web", "sheets"]),
    // For tests and measurements; no crate is built on them.
    ("fixtures", &["backend"]),
    ("engine-harness", &["backend"]),
    ("xtask", &[]),
];

const TABLE: &str = "LAYERS in xtask/src/house/layers.rs";

/// Checks imports in code and `[dependencies]` against the table. `[dev-dependencies]` are exempt.
pub(super) fn check(workspace: &Workspace, graph: &Graph) -> Vec<Finding> {
    let unknown = workspace
        .packages
        .iter()
        .filter(|package| !is_known(&package.name))
        .map(|package| {
            Finding::new(
                "layers",
                format!(
                    "{}Cargo.toml: crate `{}` is not in the table",
                    package.folder, package.name
                ),
                format!("add it to {TABLE}"),
            )
        });
    let mut findings: Vec<Finding> = unknown.collect();
    findings.extend(in_manifests(workspace));
    findings.extend(in_code(workspace, graph));
    findings
}

fn in_manifests(workspace: &Workspace) -> impl Iterator<Item = Finding> {
    workspace.packages.iter().flat_map(|package| {
        package
            .manifest
            .dependencies
            .iter()
            .filter_map(|dependency| {
                let target = workspace
                    .packages
                    .iter()
                    .find(|other| other.name == dependency.package)?;
                let at = format!("{}Cargo.toml:{}", package.folder, dependency.line);
                violation(package, target, &format!("{at} -> {}", target.name))
            })
    })
}

fn in_code(workspace: &Workspace, graph: &Graph) -> Vec<Finding> {
    let package = |id: usize| workspace.packages.get(id);
    let file = |id: usize| workspace.files.get(id).map_or("", String::as_str);
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for import in &graph.crates {
        let from = package(workspace.package_of(import.from));
        if let (Some(from), Some(to)) = (from, package(import.package)) {
            seen.insert((import.from, import.package));
            let what = format!("{}:{} -> {}", file(import.from), import.line, import.path);
            findings.extend(violation(from, to, &what));
        }
    }
    // A name may come from a crate that the path does not name, through a re-export.
    for (from_file, edges) in &graph.edges {
        for to_file in edges.keys() {
            let to_package = workspace.package_of(*to_file);
            let from = package(workspace.package_of(*from_file));
            if let (Some(from), Some(to)) = (from, package(to_package))
                && seen.insert((*from_file, to_package))
            {
                let names = graph.names(*from_file, *to_file);
                let what = format!("{} -> {} ({names})", file(*from_file), file(*to_file));
                findings.extend(violation(from, to, &what));
            }
        }
    }
    findings
}

/// The finding that `from` imports `to`, unless that is allowed.
fn violation(from: &Package, to: &Package, what: &str) -> Option<Finding> {
    // A crate that is not in the table has a finding of its own.
    let applies = is_known(&from.name) && is_known(&to.name) && from.name != to.name;
    let allowed = below(&from.name);
    if !applies || allowed.contains(&to.name.as_str()) {
        return None;
    }
    let allowed = if allowed.is_empty() {
        "no crate of the workspace".to_owned()
    } else {
        format!("only {}", allowed.join(", "))
    };
    Some(Finding::new(
        "layers",
        format!("{what}: `{}` is not below `{}`", to.name, from.name),
        format!(
            "`{}` may import {allowed} ({TABLE}); move what it needs down to one of them, or pass it in",
            from.name
        ),
    ))
}

fn is_known(name: &str) -> bool {
    LAYERS.iter().any(|(known, _)| *known == name)
}

/// The crates that a crate may import, in the order of the table.
fn below(name: &str) -> Vec<&'static str> {
    let mut wanted: BTreeSet<&str> = BTreeSet::from([name]);
    // From the top down, since a crate comes after those it is built on.
    for (layer, built_on) in LAYERS.iter().rev() {
        if wanted.contains(layer) {
            wanted.extend(*built_on);
        }
    }
    let names = LAYERS.iter().map(|(layer, _)| *layer);
    names
        .filter(|layer| *layer != name && wanted.contains(layer))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn layers(files: &[(&str, &str)]) -> Vec<String> {
        fixture::findings(files, "layers")
    }

    #[test]
    fn the_table_is_in_order() {
        let mut above: Vec<&str> = Vec::new();
        for (layer, built_on) in LAYERS {
            assert!(
                built_on.iter().all(|below| above.contains(below)),
                "{layer}"
            );
            above.push(layer);
        }
    }

    #[test]
    fn allowed_imports() {
        assert_eq!(below("routes"), ["civic"]);
        assert_eq!(below("web"), ["civic", "routes", "api"]);
        assert_eq!(
            below("mingdan-portal"),
            ["civic", "notices", "routes", "api", "web"]
        );
        assert_eq!(
            below("desk"),
            ["civic", "check", "routes", "api", "sheets", "web"]
        );
        let native = [
            "civic", "check", "routes", "api", "sheets", "snapshot", "publish", "backend",
        ];
        assert_eq!(
            below("mingdan"),
            [
                "civic",
                "check",
                "notices",
                "routes",
                "api",
                "sheets",
                "snapshot",
                "publish",
                "backend",
                "generator",
            ]
        );
        assert_eq!(below("fixtures"), native);
        assert_eq!(below("xtask"), Vec::<&str>::new());
        for (layer, _) in LAYERS {
            assert!(!below(layer).contains(&"fixtures"), "{layer}");
            assert!(!below(layer).contains(&"engine-harness"), "{layer}");
        }
    }

    const CHECK: [(&str, &str); 3] = [
        ("crates/check/Cargo.toml", "[package]\nname = \"check\""),
        (
            "crates/check/src/lib.rs",
            "mod finding; pub use finding::Finding;",
        ),
        ("crates/check/src/finding.rs", "pub struct Finding;"),
    ];

    #[test]
    fn an_import_against_the_order() {
        for code in [
            "use check::Finding;",
            "use ::check::{Finding as F};",
            "fn f() -> check::Finding { todo!() }",
            "use check as c; fn f(_: c::Finding) {}",
            "pub use check::*;",
        ] {
            let mut files = CHECK.to_vec();
            files.push(("crates/routes/Cargo.toml", "[package]\nname = \"routes\""));
            files.push(("crates/routes/src/lib.rs", code));
            let found = layers(&files);
            assert_eq!(found.len(), 1, "{code}: {found:?}");
            assert!(
                found[0].contains("crates/routes/src/lib.rs:1 -> "),
                "{}",
                found[0]
            );
            assert!(
                found[0].contains("`routes` may import only civic"),
                "{}",
                found[0]
            );
        }
    }

    #[test]
    fn test_imports_and_modules_of_the_same_name_are_allowed() {
        let mut files = CHECK.to_vec();
        files.push((
            "crates/routes/Cargo.toml",
            "[package]\nname = \"routes\"\n[dev-dependencies]\ncheck.workspace = true",
        ));
        files.push((
            "crates/routes/src/lib.rs",
            "mod check; use check::Own; #[cfg(test)] mod tests { use ::check::Finding; }",
        ));
        files.push(("crates/routes/src/check.rs", "pub struct Own;"));
        assert_eq!(layers(&files), Vec::<String>::new());
    }

    #[test]
    fn a_dependency_against_the_order() {
        for dependency in [
            "[dependencies]\ncheck.workspace = true",
            "[dependencies]\ncheck = { path = \"../check\" }",
            "[dependencies]\nfindings = { package = \"check\", path = \"../check\" }",
            "[build-dependencies]\ncheck.workspace = true",
            "[target.'cfg(unix)'.dependencies.check]\npath = \"../check\"\ndefault-features = false",
        ] {
            let mut files = CHECK.to_vec();
            let manifest = format!("[package]\nname = \"routes\"\n{dependency}");
            files.push(("crates/routes/Cargo.toml", &manifest));
            let found = layers(&files);
            assert_eq!(found.len(), 1, "{dependency}: {found:?}");
            assert!(
                found[0].contains("crates/routes/Cargo.toml:"),
                "{}",
                found[0]
            );
        }
    }

    #[test]
    fn an_import_in_order() {
        let mut files = CHECK.to_vec();
        files.push((
            "desk/Cargo.toml",
            "[package]\nname = \"desk\"\n[dependencies]\ncheck = { path = \"../crates/check\" }",
        ));
        files.push(("desk/src/main.rs", "use check::Finding; fn main() {}"));
        assert_eq!(layers(&files), Vec::<String>::new());
    }

    #[test]
    fn a_crate_that_is_not_in_the_table() {
        let found = layers(&[("crates/new/Cargo.toml", "[package]\nname = \"new\"")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("crates/new/Cargo.toml") && found[0].contains(TABLE));
    }
}
