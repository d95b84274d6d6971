//! The import graph: which file imports which names, from which files and crates.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::{Entity, Found, Resolver};
use super::syntax::{Definition, Use};
use super::workspace::{Module, Workspace};

/// The imports of all files of a workspace.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// For each file, the files it imports from, and the names.
    pub(super) edges: BTreeMap<usize, BTreeMap<usize, BTreeSet<String>>>,
    /// Imports through re-exports.
    pub(super) indirect: BTreeSet<IndirectImport>,
    /// Paths that start with the name of another crate of the workspace.
    pub(super) crates: Vec<CrateImport>,
    pub(super) externals: Vec<External>,
}

/// A name that one file imports through a re-export in another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct IndirectImport {
    pub(super) from: usize,
    pub(super) through: usize,
    pub(super) to: usize,
    pub(super) name: String,
}

/// A path into another crate.
#[derive(Debug)]
pub(super) struct CrateImport {
    pub(super) from: usize,
    pub(super) line: usize,
    /// The package that is imported.
    pub(super) package: usize,
    pub(super) path: String,
}

/// A path out of the workspace; a glob ends in `*`.
#[derive(Debug)]
pub(super) struct External {
    pub(super) from: usize,
    pub(super) line: usize,
    pub(super) path: Vec<String>,
}

impl Graph {
    pub(super) fn read(workspace: &Workspace) -> Self {
        let mut builder = Builder {
            resolver: Resolver::new(workspace),
            workspace,
            graph: Self::default(),
        };
        for (id, module) in workspace.modules.iter().enumerate() {
            builder.module(id, module);
        }
        builder.graph
    }

    /// The paths out of the workspace that are `wanted`: for each file the first line and the
    /// paths. A path that extends another is left out.
    pub(super) fn externals_by_file(
        &self,
        wanted: impl Fn(&External) -> bool,
    ) -> BTreeMap<usize, (usize, String)> {
        let mut files: BTreeMap<usize, (usize, Vec<String>)> = BTreeMap::new();
        for external in self.externals.iter().filter(|external| wanted(external)) {
            let (line, paths) = files.entry(external.from).or_default();
            *line = if *line == 0 {
                external.line
            } else {
                external.line.min(*line)
            };
            let path = external.path.join("::");
            let is_known =
                |known: &String| path == *known || path.starts_with(&format!("{known}::"));
            if !paths.iter().any(is_known) {
                paths.push(path);
            }
        }
        let joined = |(line, paths): (usize, Vec<String>)| (line, paths.join(", "));
        files
            .into_iter()
            .map(|(file, found)| (file, joined(found)))
            .collect()
    }

    /// The first few names that one file imports from another.
    pub(super) fn names(&self, from: usize, to: usize) -> String {
        const SHOWN: usize = 6;
        let names = self.edges.get(&from).and_then(|edges| edges.get(&to));
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        match names.get(..SHOWN) {
            Some(first) if names.len() > SHOWN => {
                format!("{} and {} more", first.join(", "), names.len() - SHOWN)
            }
            _ => names.join(", "),
        }
    }
}

struct Builder<'w> {
    resolver: Resolver<'w>,
    workspace: &'w Workspace,
    graph: Graph,
}

impl Builder<'_> {
    fn module(&mut self, id: usize, module: &Module) {
        for import in &module.syntax.uses {
            let found = self.path(id, module, &import.leaf.path, import.leaf.line);
            if import.leaf.is_glob() {
                self.glob(module, import, found);
            } else {
                self.record(module, import.leaf.line, found);
            }
        }
        for path in &module.syntax.paths {
            let found = self.path(id, module, &path.segments, path.line);
            self.record(module, path.line, found);
        }
        for globbed in self.foreign_globs(id, module) {
            for (name, line) in &module.syntax.bare_calls {
                if self.resolver.name(id, name).is_empty() {
                    let path = [globbed.clone(), vec![name.clone()]].concat();
                    self.external(module, *line, path);
                }
            }
        }
    }

    fn path(&mut self, id: usize, module: &Module, path: &[String], line: usize) -> Vec<Found> {
        let walk = self.resolver.path(id, path);
        let library = walk
            .library
            .and_then(|root| self.workspace.modules.get(root));
        if let Some(library) = library.filter(|library| library.package != module.package) {
            self.graph.crates.push(CrateImport {
                from: module.file,
                line,
                package: library.package,
                path: path.join("::"),
            });
        }
        walk.found
    }

    fn record(&mut self, module: &Module, line: usize, found: Vec<Found>) {
        for Found { entity, via } in found {
            match entity {
                Entity::Item { file, name, .. } => self.edge(module.file, file, name, via),
                Entity::External(path) => self.external(module, line, path),
                // Importing a module counts only where a name is used through it.
                Entity::Module(_) => {}
            }
        }
    }

    fn edge(&mut self, from: usize, to: usize, name: String, via: Vec<usize>) {
        for through in via {
            if through != from && through != to {
                let name = name.clone();
                let import = IndirectImport {
                    from,
                    through,
                    to,
                    name,
                };
                self.graph.indirect.insert(import);
            }
        }
        if from != to {
            let edges = self.graph.edges.entry(from).or_default();
            edges.entry(to).or_default().insert(name);
        }
    }

    fn external(&mut self, module: &Module, line: usize, path: Vec<String>) {
        self.graph.externals.push(External {
            from: module.file,
            line,
            path,
        });
    }

    /// A glob imports every trait, and the names that the code uses and that are not defined or
    /// imported otherwise. A re-exported glob imports everything.
    fn glob(&mut self, module: &Module, import: &Use, found: Vec<Found>) {
        for Found { entity, .. } in found {
            match entity {
                Entity::Module(target) => {
                    let Some(there) = self.workspace.modules.get(target) else {
                        continue;
                    };
                    let defined = &there.syntax.definitions;
                    if import.public && !(defined.is_empty() && there.syntax.generated.is_empty()) {
                        self.edge(module.file, there.file, "*".to_owned(), Vec::new());
                    }
                    let traits = defined
                        .iter()
                        .filter(|(_, definition)| **definition == Definition::Trait)
                        .map(|(name, _)| name);
                    let used = module
                        .syntax
                        .words
                        .iter()
                        .filter(|word| !binds(module, word));
                    let names: BTreeSet<&String> = traits.chain(used).collect();
                    for name in names {
                        let found = self.resolver.name(target, name);
                        self.record(module, import.leaf.line, found);
                    }
                }
                Entity::External(mut path) => {
                    path.push("*".to_owned());
                    self.external(module, import.leaf.line, path);
                }
                Entity::Item { file, name, .. } => self.edge(module.file, file, name, Vec::new()),
            }
        }
    }

    /// The globs of a module that import from outside the workspace: a bare call may come from any
    /// of them.
    fn foreign_globs(&self, id: usize, module: &Module) -> Vec<Vec<String>> {
        let globs = module.syntax.uses.iter().filter(|u| u.leaf.is_glob());
        globs
            .flat_map(|glob| self.resolver.path(id, &glob.leaf.path).found)
            .filter_map(|found| match found.entity {
                Entity::External(path) => Some(path),
                _ => None,
            })
            .collect()
    }
}

/// Whether a module itself defines or imports a name, which shadows any glob.
fn binds(module: &Module, name: &str) -> bool {
    module.children.contains_key(name)
        || module.syntax.definitions.contains_key(name)
        || module.syntax.uses.iter().any(|u| u.leaf.name == name)
}
