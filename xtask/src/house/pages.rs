//! Pages: those of one journey are independent of another's, and none accesses the browser itself.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::graph::Graph;
use super::workspace::Workspace;

/// A page imports nothing from another journey, which is a folder or file of `src/pages/`.
pub(super) fn check_journeys(workspace: &Workspace, graph: &Graph) -> Vec<Finding> {
    let journey = |file: usize| {
        let path = workspace.files.get(file)?;
        Some((workspace.package_of(file), journey_of(path)?))
    };
    let mut foreign: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
    let edges = graph.edges.iter().flat_map(|(from, edges)| {
        let names = edges
            .iter()
            .flat_map(|(to, names)| names.iter().map(|name| (*to, name)));
        names.map(|(to, name)| (*from, to, name.as_str()))
    });
    // A name defined on a page of another journey is one of the edges already.
    let indirect = graph
        .indirect
        .iter()
        .filter(|import| journey(import.to).is_none())
        .map(|import| (import.from, import.through, import.name.as_str()));
    for (from, to, name) in edges.chain(indirect) {
        if let (Some(own), Some(other)) = (journey(from), journey(to))
            && own != other
        {
            foreign.entry((from, to)).or_default().insert(name);
        }
    }
    let path = |file: usize| workspace.files.get(file).map_or("", String::as_str);
    foreign
        .into_iter()
        .map(|((from, to), names)| {
            let names = names.into_iter().collect::<Vec<_>>().join(", ");
            Finding::new(
                "journeys",
                format!("{} -> {} ({names})", path(from), path(to)),
                "move what both need to `components`, `state` or `query`",
            )
        })
        .collect()
}

/// Crates that give access to the browser.
const BROWSER: [&str; 3] = ["web_sys", "js_sys", "gloo_net"];

/// A page accesses the browser only through `web`, so that it could be rendered without one.
pub(super) fn check_browser(workspace: &Workspace, graph: &Graph) -> Vec<Finding> {
    let file = |id: usize| workspace.files.get(id).map_or("", String::as_str);
    let accesses = graph.externals_by_file(|external| {
        let path: Vec<&str> = external.path.iter().map(String::as_str).collect();
        in_pages(file(external.from)).is_some()
            && (path.iter().any(|segment| BROWSER.contains(segment))
                || matches!(path[..], ["leptos", .., "document" | "window"]))
    });
    accesses
        .into_iter()
        .map(|(from, (line, paths))| {
            Finding::new(
                "browser",
                format!("{}:{line} -> {paths}", file(from)),
                "use the crate `web`; event types are in `leptos::ev`",
            )
        })
        .collect()
}

/// The path below `pages/`, of the portal's and the desk's pages.
fn in_pages(path: &str) -> Option<&str> {
    let source = path.strip_prefix("desk/").unwrap_or(path);
    source.strip_prefix("src/pages/")
}

fn journey_of(path: &str) -> Option<&str> {
    let first = in_pages(path)?.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (name != "mod").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;

    const PAGES: &str = "pub mod lookup; pub mod map; pub mod home; pub mod about;";
    const PORTAL: &str = "[package]\nname = \"mingdan-portal\"";

    fn portal<'a>(page: &'a str, map_mod: &'a str) -> Vec<(&'a str, &'a str)> {
        vec![
            ("Cargo.toml", PORTAL),
            ("src/lib.rs", "mod pages; mod query;"),
            ("src/query/mod.rs", "pub struct Asked;"),
            ("src/pages/mod.rs", PAGES),
            ("src/pages/home.rs", ""),
            ("src/pages/about.rs", "pub fn about() {}"),
            ("src/pages/lookup/mod.rs", "pub mod page; pub mod time;"),
            ("src/pages/lookup/page.rs", page),
            ("src/pages/lookup/time.rs", "pub fn instant() {}"),
            ("src/pages/map/mod.rs", map_mod),
            ("src/pages/map/page.rs", "pub fn page() {}"),
        ]
    }

    #[test]
    fn imports_from_another_journey() {
        for page in [
            "use crate::pages::map::page;",
            "use super::super::map; fn f() { map::page() }",
            "fn f() { crate::pages::about::about() }",
            // Re-exported by the other journey, though defined elsewhere.
            "use crate::pages::map::Asked;",
        ] {
            let map_mod = "mod page; pub use page::page; pub use crate::query::Asked;";
            let found = fixture::findings(&portal(page, map_mod), "journeys");
            assert_eq!(found.len(), 1, "{page}: {found:?}");
            assert!(found[0].contains("src/pages/lookup/page.rs -> src/pages/"));
        }
    }

    #[test]
    fn imports_within_a_journey_and_of_shared_code() {
        let page = "use super::time; use crate::query::Asked; fn f(_: Asked) { time::instant() }";
        let found = fixture::findings(&portal(page, "mod page;"), "journeys");
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_page_that_accesses_the_browser() {
        for page in [
            "use web_sys::Element;",
            "use leptos::web_sys::Element;",
            "use leptos::{ev, prelude::{document, Get}};",
            "use leptos::prelude; fn f() { prelude::window(); }",
            "use leptos::prelude::*; fn f() { window().print(); }",
            "fn f() { js_sys::Date::now(); }",
        ] {
            let found = fixture::findings(&portal(page, "mod page;"), "browser");
            assert_eq!(found.len(), 1, "{page}: {found:?}");
        }
    }

    #[test]
    fn a_page_that_does_not() {
        let page = "use leptos::prelude::*; use leptos::ev::SubmitEvent; fn document() {}
            fn f(window: Window) { document(); window.open(); a.window(); }";
        let found = fixture::findings(&portal(page, "mod page;"), "browser");
        assert_eq!(found, Vec::<String>::new());
    }
}
