//! The crates of the workspace and the tree of their modules.

use std::collections::BTreeMap;

use super::items;
use super::manifest::Manifest;
use super::sources::Sources;
use super::syntax::Syntax;
use crate::process::Failure;

/// Files, modules and packages refer to one another by their index in these lists.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// The files that belong to a crate, by their path from the root.
    pub(super) files: Vec<String>,
    pub(super) modules: Vec<Module>,
    pub(super) packages: Vec<Package>,
}

/// A module of a crate.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) file: usize,
    pub(super) package: usize,
    pub(super) parent: Option<usize>,
    pub(super) children: BTreeMap<String, usize>,
    pub(super) syntax: Syntax,
}

/// A package with its library and binaries.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    /// Its folder with a trailing `/`; empty for the root.
    pub(super) folder: String,
    pub(super) manifest: Manifest,
    /// The library's name in paths, and its root module.
    pub(super) library: Option<(String, usize)>,
}

impl Workspace {
    /// Reads every module that a library or binary declares, except test-only ones.
    pub(super) fn read(sources: &Sources) -> Result<Self, Failure> {
        let mut workspace = Self::default();
        let folders = sources
            .paths()
            .filter_map(|path| path.strip_suffix("Cargo.toml"));
        for folder in folders {
            let Some(manifest) = sources.manifest(folder) else {
                continue;
            };
            // A workspace's manifest need not be a package.
            if let Some(name) = manifest.package.clone() {
                workspace.package(sources, folder, name, manifest)?;
            }
        }
        Ok(workspace)
    }

    fn package(
        &mut self,
        sources: &Sources,
        folder: &str,
        name: String,
        manifest: Manifest,
    ) -> Result<(), Failure> {
        let package = self.packages.len();
        let called = manifest.library.as_ref().unwrap_or(&name).replace('-', "_");
        self.packages.push(Package {
            name,
            folder: folder.to_owned(),
            manifest,
            library: None,
        });
        let programs = format!("{folder}src/bin/");
        let roots = sources.paths().filter(|path| {
            let program = path.strip_prefix(&programs);
            let own = path.strip_prefix(folder).unwrap_or_default();
            matches!(own, "src/lib.rs" | "src/main.rs")
                || program.is_some_and(|p| !p.contains('/') || p.ends_with("/main.rs"))
        });
        for root in roots {
            let mut reader = TreeReader {
                sources,
                workspace: self,
                package,
            };
            let children = parent_folder(root);
            let module = reader.file(root, children, None)?;
            if root.ends_with("src/lib.rs")
                && let Some(package) = self.packages.get_mut(package)
            {
                package.library = Some((called.clone(), module));
            }
        }
        Ok(())
    }

    /// The root module of the library with this name in paths.
    pub(super) fn library(&self, name: &str) -> Option<usize> {
        self.packages
            .iter()
            .filter_map(|package| package.library.as_ref())
            .find(|(called, _)| called == name)
            .map(|(_, root)| *root)
    }

    /// The package that a file belongs to.
    pub(super) fn package_of(&self, file: usize) -> usize {
        let module = self.modules.iter().find(|module| module.file == file);
        module.map_or(0, |module| module.package)
    }
}

fn parent_folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

struct TreeReader<'s, 'w> {
    sources: &'s Sources,
    workspace: &'w mut Workspace,
    package: usize,
}

impl TreeReader<'_, '_> {
    /// Reads a file with the modules below it, whose files lie in the folder `children`.
    fn file(
        &mut self,
        path: &str,
        children: &str,
        parent: Option<usize>,
    ) -> Result<usize, Failure> {
        let known = self.workspace.files.iter().position(|file| file == path);
        let file = known.unwrap_or(self.workspace.files.len());
        if known.is_none() {
            self.workspace.files.push(path.to_owned());
        }
        let syntax = items::read(self.sources.get(path).unwrap_or_default());
        self.module(file, children, parent, syntax)
    }

    fn module(
        &mut self,
        file: usize,
        children: &str,
        parent: Option<usize>,
        mut syntax: Syntax,
    ) -> Result<usize, Failure> {
        let inline = std::mem::take(&mut syntax.inline);
        let declared = syntax.declared.clone();
        let id = self.workspace.modules.len();
        self.workspace.modules.push(Module {
            file,
            package: self.package,
            parent,
            children: BTreeMap::new(),
            syntax,
        });
        for (name, line) in declared {
            let child = self.declared(id, children, &name, line)?;
            self.adopt(id, name, child);
        }
        for (name, line, syntax) in inline {
            let child = self.module(file, &format!("{children}{name}/"), Some(id), syntax)?;
            self.adopt(id, name.clone(), child);
            if let Some(module) = self.workspace.modules.get_mut(id) {
                module.syntax.code.push((format!("mod {name} {{ }}"), line));
            }
        }
        Ok(id)
    }

    fn adopt(&mut self, parent: usize, name: String, child: usize) {
        if let Some(parent) = self.workspace.modules.get_mut(parent) {
            parent.children.insert(name, child);
        }
    }

    fn declared(
        &mut self,
        parent: usize,
        children: &str,
        name: &str,
        line: usize,
    ) -> Result<usize, Failure> {
        let own_folder = format!("{children}{name}/");
        let found = [
            format!("{children}{name}.rs"),
            format!("{own_folder}mod.rs"),
        ]
        .into_iter()
        .find(|path| self.sources.get(path).is_some());
        if let Some(path) = found {
            return self.file(&path, &own_folder, Some(parent));
        }
        let file = self.workspace.modules.get(parent).map_or(0, |m| m.file);
        let file = self.workspace.files.get(file).map_or("", String::as_str);
        Err(Failure::new(
            format!(
                "{file}:{line}: `mod {name};` has neither {children}{name}.rs nor {own_folder}mod.rs"
            ),
            "create the file; `#[path]` is not supported here",
        ))
    }
}
