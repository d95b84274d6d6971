//! File layout: a `mod.rs` only declares and re-exports, and no `x.rs` is beside a folder `x/`.

use super::finding::Finding;
use super::sources::Sources;
use super::workspace::Workspace;

pub(super) fn check(workspace: &Workspace, sources: &Sources) -> Vec<Finding> {
    let mut findings = code_in_mod_rs(workspace);
    findings.extend(files_beside_folders(sources));
    findings
}

fn code_in_mod_rs(workspace: &Workspace) -> Vec<Finding> {
    let findings = workspace.modules.iter().filter_map(|module| {
        let path = workspace.files.get(module.file)?;
        let is_file = module
            .parent
            .and_then(|parent| workspace.modules.get(parent));
        let is_file = is_file.is_none_or(|parent| parent.file != module.file);
        let code = &module.syntax.code;
        let (first, line) = code.first()?;
        let more = match code.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        (is_file && path.ends_with("/mod.rs")).then(|| {
            Finding::new(
                "mod.rs",
                format!("{path}:{line} contains `{first}`{more}"),
                "move it to a file of its own and re-export it here",
            )
        })
    });
    findings.collect()
}

fn files_beside_folders(sources: &Sources) -> Vec<Finding> {
    let findings = sources.rust_files().filter_map(|path| {
        let folder = format!("{}/", path.strip_suffix(".rs")?);
        let inside = sources
            .rust_files()
            .find(|other| other.starts_with(&folder))?;
        Some(Finding::new(
            "mod.rs",
            format!("{path} is beside {inside}"),
            format!("make it {folder}mod.rs, with its code in files of that folder"),
        ))
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;

    fn layout(files: &[(&str, &str)]) -> Vec<String> {
        fixture::findings(files, "mod.rs")
    }

    #[test]
    fn code_in_a_mod_rs() {
        for code in [
            "mod b; pub fn f() {}",
            "struct S;",
            "impl S {}",
            "ids! { A }",
            "macro_rules! m { () => {} }",
            "mod b { pub struct B; }",
            "#[derive(Debug)] pub(crate) enum E { A }",
        ] {
            let found = layout(&[
                ("crates/civic/src/lib.rs", "mod a; fn free() {}"),
                ("crates/civic/src/a/mod.rs", code),
                ("crates/civic/src/a/b.rs", ""),
            ]);
            assert_eq!(found.len(), 1, "{code}: {found:?}");
            assert!(
                found[0].contains("crates/civic/src/a/mod.rs:1"),
                "{}",
                found[0]
            );
        }
    }

    #[test]
    fn a_mod_rs_that_declares_and_re_exports() {
        let mod_rs = "//! Doc.\n#![deny(missing_docs)]\n/// Doc.\n#[macro_use] mod b;\npub(crate) mod c;
            #[doc(inline)] pub use b::{B, c::*};\nuse c as d;\n#[cfg(test)] mod tests { fn t() {} }";
        let found = layout(&[
            ("crates/civic/src/lib.rs", "mod a;"),
            ("crates/civic/src/a/mod.rs", mod_rs),
            ("crates/civic/src/a/b.rs", ""),
            (
                "crates/civic/src/a/c.rs",
                "fn f() {} mod inline { fn g() {} }",
            ),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_file_beside_its_folder() {
        let found = layout(&[
            ("crates/civic/src/lib.rs", "mod a;"),
            ("crates/civic/src/a.rs", "mod b;"),
            ("crates/civic/src/a/b.rs", ""),
        ]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("crates/civic/src/a.rs is beside crates/civic/src/a/b.rs"));
    }
}
