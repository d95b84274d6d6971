//! The pure crates: no files, no network, no clock, no browser.

use super::finding::Finding;
use super::graph::Graph;
use super::workspace::Workspace;

const PURE: [&str; 7] = [
    "civic",
    "check",
    "generator",
    "notices",
    "routes",
    "api",
    "snapshot",
];

/// What a pure crate must not import.
const IMPURE: [&str; 10] = [
    "web_sys",
    "js_sys",
    "leptos",
    "tokio",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::time::SystemTime",
    "std::time::Instant",
];

pub(super) fn check(workspace: &Workspace, graph: &Graph) -> Vec<Finding> {
    let package = |file: usize| {
        let package = workspace.packages.get(workspace.package_of(file));
        package.map_or("", |package| package.name.as_str())
    };
    let impure = graph.externals_by_file(|external| {
        let path = external.path.join("::");
        PURE.contains(&package(external.from))
            && IMPURE.iter().any(|impure| {
                let rest = path.strip_prefix(impure);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            })
    });
    impure
        .into_iter()
        .map(|(from, (line, paths))| {
            let file = workspace.files.get(from).map_or("", String::as_str);
            Finding::new(
                "purity",
                format!("{file}:{line} -> {paths}: `{}` is pure", package(from)),
                "let the caller read it and pass in bytes, values or the instant",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;

    fn purity(code: &str) -> Vec<String> {
        fixture::findings(&[("crates/civic/src/lib.rs", code)], "purity")
    }

    #[test]
    fn impure_imports() {
        for code in [
            "use std::fs;",
            "use std::{fmt, env::{self, args}};",
            "use std::time::{Duration, SystemTime};",
            "fn f() { std::process::exit(1) }",
            "use std as s; fn f() { s::net::lookup() }",
            "use std::time; fn f() { time::Instant::now(); }",
            "use leptos::prelude::*;",
            "use tokio;",
        ] {
            assert!(!purity(code).is_empty(), "{code}");
        }
    }

    #[test]
    fn pure_imports() {
        let code =
            "use std::time::Duration; use std::fmt; mod fs { pub struct File; } use fs::File;
            // use std::fs;
            #[cfg(test)] mod tests { use std::fs; }
            use tokio_like::fs as disk; fn f() { \"std::fs::read()\"; }";
        assert_eq!(purity(code), Vec::<String>::new());
        let native = [
            ("crates/publish/Cargo.toml", "[package]\nname = \"publish\""),
            ("crates/publish/src/lib.rs", "use std::fs;"),
        ];
        assert_eq!(fixture::findings(&native, "purity"), Vec::<String>::new());
    }
}
