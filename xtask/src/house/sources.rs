//! The text of the workspace's manifests and sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::manifest::Manifest;
use crate::process::Failure;

/// Each manifest and Rust source by its path from the root, with `/` between folders.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<String, String>);

impl Sources {
    /// Reads the root package and every member of the workspace from the disk.
    pub(super) fn read(root: &Path) -> Result<Self, Failure> {
        let mut sources = Self::default();
        sources.file(root, "Cargo.toml")?;
        let members = sources.manifest("").map(|manifest| manifest.members);
        sources.folder(root, "src/")?;
        for member in members.unwrap_or_default() {
            for folder in folders_of(root, &member)? {
                sources.file(root, &format!("{folder}Cargo.toml"))?;
                sources.folder(root, &format!("{folder}src/"))?;
            }
        }
        Ok(sources)
    }

    fn file(&mut self, root: &Path, path: &str) -> Result<(), Failure> {
        let text = fs::read_to_string(root.join(path)).map_err(|error| unreadable(path, &error))?;
        self.0.insert(path.to_owned(), text);
        Ok(())
    }

    fn folder(&mut self, root: &Path, folder: &str) -> Result<(), Failure> {
        if !root.join(folder).is_dir() {
            return Ok(());
        }
        for (name, is_folder) in entries(root, folder)? {
            if is_folder {
                self.folder(root, &format!("{folder}{name}/"))?;
            } else if is_rust(&name) {
                self.file(root, &format!("{folder}{name}"))?;
            }
        }
        Ok(())
    }

    /// A workspace given by a test.
    #[cfg(test)]
    pub(super) fn in_memory(files: &[(&str, &str)]) -> Self {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self(files.iter().map(owned).collect())
    }

    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    pub(super) fn rust_files(&self) -> impl Iterator<Item = &str> {
        self.paths().filter(|path| is_rust(path))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The manifest in a folder, which is given with a trailing `/`.
    pub(super) fn manifest(&self, folder: &str) -> Option<Manifest> {
        self.get(&format!("{folder}Cargo.toml")).map(Manifest::read)
    }
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

/// The folders of a workspace member: itself, or those in it if it ends with `/*`.
fn folders_of(root: &Path, member: &str) -> Result<Vec<String>, Failure> {
    let Some(parent) = member.strip_suffix('*') else {
        return Ok(vec![format!("{}/", member.trim_end_matches('/'))]);
    };
    let names = entries(root, parent)?.into_iter();
    Ok(names
        .filter(|(_, is_folder)| *is_folder)
        .map(|(name, _)| format!("{parent}{name}/"))
        .filter(|folder| root.join(folder).join("Cargo.toml").is_file())
        .collect())
}

/// The names in a folder, each with whether it is a folder itself.
fn entries(root: &Path, folder: &str) -> Result<Vec<(String, bool)>, Failure> {
    let listed = fs::read_dir(root.join(folder)).map_err(|error| unreadable(folder, &error))?;
    listed
        .map(|entry| {
            let entry = entry.map_err(|error| unreadable(folder, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            Ok((name, entry.path().is_dir()))
        })
        .collect()
}

fn unreadable(path: &str, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("{path} could not be read ({error})"),
        "check that it exists and is UTF-8 text",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_members_of_this_workspace_are_found() {
        let sources = Sources::read(crate::process::root()).expect("sources");
        for path in [
            "Cargo.toml",
            "src/main.rs",
            "crates/civic/Cargo.toml",
            "crates/civic/src/lib.rs",
            "xtask/src/house/sources.rs",
        ] {
            assert!(sources.get(path).is_some(), "{path}");
        }
        assert!(sources.rust_files().all(|path| path.contains("src/")));
    }
}
