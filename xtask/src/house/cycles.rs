//! Import cycles: files that import one another, directly or through other files.
//!
//! `components` finds the strongly connected components of the import graph, and `shortest` the
//! shortest cycle in each, which is what a finding names.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::finding::Finding;
use super::graph::Graph;
use super::workspace::Workspace;

const FIX: &str =
    "move one of the imported names to a file below both, or pass it in as a parameter";

/// One finding for each strongly connected component, with its shortest cycle.
pub(super) fn check(workspace: &Workspace, graph: &Graph) -> Vec<Finding> {
    let path = |file: usize| workspace.files.get(file).map_or("", String::as_str);
    components(graph)
        .iter()
        .map(|component| {
            let cycle = shortest(graph, component);
            let imports: Vec<String> = cycle
                .iter()
                .zip(cycle.iter().cycle().skip(1))
                .map(|(from, to)| {
                    let names = graph.names(*from, *to);
                    format!("\n    {} -> {} ({names})", path(*from), path(*to))
                })
                .collect();
            let files: Vec<&str> = component.iter().map(|file| path(*file)).collect();
            let others = if component.len() > cycle.len() {
                format!("\n    the shortest cycle among {}", files.join(", "))
            } else {
                String::new()
            };
            let what = format!(
                "{} files in a cycle{}{others}",
                cycle.len(),
                imports.concat()
            );
            Finding::new("cycle", what, FIX)
        })
        .collect()
}

/// The strongly connected components: sets of files each of which reaches every other.
fn components(graph: &Graph) -> Vec<BTreeSet<usize>> {
    let reachable: BTreeMap<usize, BTreeSet<usize>> = graph
        .edges
        .keys()
        .map(|from| (*from, paths_from(graph, *from).into_keys().collect()))
        .collect();
    let reaches =
        |from: usize, to: usize| reachable.get(&from).is_some_and(|set| set.contains(&to));
    let mut assigned: BTreeSet<usize> = BTreeSet::new();
    let mut components = Vec::new();
    for (file, others) in &reachable {
        if reaches(*file, *file) && !assigned.contains(file) {
            let mutual = others.iter().filter(|other| reaches(**other, *file));
            let component: BTreeSet<usize> = mutual.copied().collect();
            assigned.extend(&component);
            components.push(component);
        }
    }
    components
}

/// Every file reachable by one import or more, with its predecessor on a shortest path.
fn paths_from(graph: &Graph, start: usize) -> BTreeMap<usize, usize> {
    let mut before = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for next in graph.edges.get(&file).into_iter().flat_map(BTreeMap::keys) {
            if !before.contains_key(next) {
                before.insert(*next, file);
                queue.push_back(*next);
            }
        }
    }
    before
}

/// The shortest cycle within a component, in the order of its imports.
fn shortest(graph: &Graph, component: &BTreeSet<usize>) -> Vec<usize> {
    let cycles = component.iter().filter_map(|start| {
        let before = paths_from(graph, *start);
        let mut cycle = vec![*start];
        let mut file = *before.get(start)?;
        while file != *start {
            cycle.push(file);
            file = *before.get(&file)?;
        }
        cycle.reverse();
        Some(cycle)
    });
    cycles.min_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;

    fn cycles(files: &[(&str, &str)]) -> Vec<String> {
        fixture::findings(files, "cycle")
    }

    #[test]
    fn two_files() {
        let found = cycles(&[
            (
                "crates/civic/src/lib.rs",
                "pub mod a; pub mod b; pub mod c;",
            ),
            ("crates/civic/src/a.rs", "use crate::b::B; pub struct A(B);"),
            (
                "crates/civic/src/b.rs",
                "use super::a::A; pub struct B(Box<A>);",
            ),
            (
                "crates/civic/src/c.rs",
                "use super::{a::A, b::B}; fn c(_: A, _: B) {}",
            ),
        ]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("crates/civic/src/a.rs -> crates/civic/src/b.rs (B)"));
        assert!(found[0].contains("crates/civic/src/b.rs -> crates/civic/src/a.rs (A)"));
        assert!(!found[0].contains("c.rs"));
    }

    #[test]
    fn three_files_one_imported_by_a_path() {
        let found = cycles(&[
            (
                "crates/civic/src/lib.rs",
                "pub mod a; pub mod b; pub mod c;",
            ),
            (
                "crates/civic/src/a.rs",
                "use crate::b; pub fn a() { b::b() }",
            ),
            ("crates/civic/src/b.rs", "pub fn b() { super::c::c() }"),
            (
                "crates/civic/src/c.rs",
                "use crate::a as x; pub fn c() { if true { x::a() } }",
            ),
        ]);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("cycle: 3 files"), "{}", found[0]);
    }

    #[test]
    fn through_re_exports_and_globs() {
        let lib = ("crates/civic/src/lib.rs", "pub mod time; pub mod b;");
        let date = "crates/civic/src/time/date.rs";
        for (mod_rs, import) in [
            ("mod date; pub use date::Date;", "use crate::time::Date;"),
            ("mod date; pub use self::date::*;", "use crate::time::Date;"),
            (
                "mod date; pub use date::Date as Day;",
                "use crate::time::{Day as Date};",
            ),
            ("mod date; pub use date::*;", "use crate::time::*;"),
            (
                "mod date; pub use date::*;",
                "use crate::time; type Date = time::Date;",
            ),
        ] {
            let found = cycles(&[
                lib,
                ("crates/civic/src/time/mod.rs", mod_rs),
                (date, "use crate::b::b; pub struct Date; fn c() { b() }"),
                (
                    "crates/civic/src/b.rs",
                    &format!("{import} pub fn b() -> Date {{ todo!() }}"),
                ),
            ]);
            assert_eq!(found.len(), 1, "{mod_rs} {import}");
            assert!(
                found[0].contains("crates/civic/src/b.rs -> crates/civic/src/time/date.rs (Date)")
            );
            assert!(!found[0].contains("mod.rs"), "{}", found[0]);
        }
    }

    #[test]
    fn a_macro_defines_names_where_it_is_called() {
        let found = cycles(&[
            ("crates/civic/src/lib.rs", "mod id; mod b; pub use id::*;"),
            (
                "crates/civic/src/id.rs",
                "ids! { PlaceId; } use crate::b::B;",
            ),
            (
                "crates/civic/src/b.rs",
                "use crate::PlaceId; pub struct B(PlaceId);",
            ),
        ]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("b.rs -> crates/civic/src/id.rs (PlaceId)"));
    }

    #[test]
    fn a_parent_and_its_child() {
        let found = cycles(&[
            ("crates/civic/src/lib.rs", "mod a;"),
            (
                "crates/civic/src/a/mod.rs",
                "mod b; pub struct A; fn a() { b::b() }",
            ),
            (
                "crates/civic/src/a/b.rs",
                "use super::A; pub fn b() -> A { A }",
            ),
        ]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn no_cycle_between_a_binary_and_its_library() {
        let found = cycles(&[
            (
                "crates/engine-harness/Cargo.toml",
                "[package]\nname = \"engine-harness\"",
            ),
            ("crates/engine-harness/src/lib.rs", "mod a; pub use a::A;"),
            ("crates/engine-harness/src/a.rs", "pub struct A;"),
            (
                "crates/engine-harness/src/main.rs",
                "use engine_harness::A; fn main() { A; }",
            ),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn imports_without_a_cycle() {
        let found = cycles(&[
            (
                "crates/civic/src/lib.rs",
                "pub mod a; pub mod b; pub use a::A; pub mod c;",
            ),
            (
                "crates/civic/src/a.rs",
                "use super::b::B; pub struct A(B); pub fn b() {} mod inline { use super::A; }",
            ),
            (
                "crates/civic/src/b.rs",
                "// use crate::a::A;\npub struct B; const S: &str = \"crate::a::A\";
                 #[cfg(test)] mod tests { use crate::a::A; }
                 #[cfg(test)] use super::a;
                 fn f(a: u8) -> u8 { a }",
            ),
            (
                "crates/civic/src/c.rs",
                "use std::fmt; impl fmt::Display for X { }",
            ),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }
}
