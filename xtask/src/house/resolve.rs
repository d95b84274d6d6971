//! Resolves a path to the file that defines what it names. Re-exports are followed to their end, so
//! that importing from a `mod.rs` counts as importing from the file behind it.
//!
//! `Resolver::path` resolves the first segments (`start`) to a module, an item or a crate, and the
//! rest segment by segment (`descend`). `lookup` finds a name in one module: a child module, a
//! definition, a named import, a glob, or a word in a macro call, in that order.

use super::syntax::Definition;
use super::workspace::{Module, Workspace};

/// What a path resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entity {
    Module(usize),
    /// An item of a file, with the name it is defined by.
    Item {
        file: usize,
        name: String,
        /// Whether a path may continue after it; true if unknown.
        is_type: bool,
    },
    /// Something outside the workspace, by its full path.
    External(Vec<String>),
}

/// An entity, and the files whose `use` led to it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) entity: Entity,
    pub(super) via: Vec<usize>,
}

impl Found {
    fn direct(entity: Entity) -> Self {
        let via = Vec::new();
        Self { entity, via }
    }

    fn can_continue(&self) -> bool {
        !matches!(self.entity, Entity::Item { is_type: false, .. })
    }
}

/// What a path resolves to; several entities if a name is both a module and a function, say.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) found: Vec<Found>,
    /// The root module of the crate that the path starts with, if it starts with a crate's name.
    pub(super) library: Option<usize>,
}

pub(super) struct Resolver<'w> {
    workspace: &'w Workspace,
}

/// The imports being followed, each by its module and its index there, so that none is followed
/// twice.
type Trail = Vec<(usize, usize)>;

impl<'w> Resolver<'w> {
    pub(super) fn new(workspace: &'w Workspace) -> Self {
        Self { workspace }
    }

    /// Resolves a path in a module.
    pub(super) fn path(&self, module: usize, path: &[String]) -> Walk {
        self.walk(module, path, &mut Trail::new())
    }

    /// Resolves a name in a module.
    pub(super) fn name(&self, module: usize, name: &str) -> Vec<Found> {
        self.lookup(module, name, &mut Trail::new())
    }

    fn module(&self, module: usize) -> Option<&'w Module> {
        self.workspace.modules.get(module)
    }

    fn walk(&self, module: usize, path: &[String], trail: &mut Trail) -> Walk {
        let (start, read) = self.start(module, path, trail);
        let library = start.library;
        let mut found = Vec::new();
        for first in start.found {
            self.descend(
                first,
                path.get(read..).unwrap_or_default(),
                trail,
                &mut found,
            );
        }
        Walk { found, library }
    }

    /// Resolves the first segments, and returns their number.
    fn start(&self, module: usize, path: &[String], trail: &mut Trail) -> (Walk, usize) {
        let own = |module: usize| Walk {
            found: vec![Found::direct(Entity::Module(module))],
            library: None,
        };
        let mut at = 0;
        let mut here = module;
        while let Some(segment) = path.get(at) {
            match segment.as_str() {
                "crate" => here = self.root(here),
                "self" => {}
                "super" => here = self.module(here).and_then(|m| m.parent).unwrap_or(here),
                _ => break,
            }
            at += 1;
        }
        if at > 0 {
            return (own(here), at);
        }
        match path {
            [empty, name, ..] if empty.is_empty() => (self.outside(name), 2),
            [name, rest @ ..] => {
                let mut found = self.lookup(module, name, trail);
                if !rest.is_empty() {
                    found.retain(Found::can_continue);
                }
                if found.is_empty() {
                    (self.outside(name), 1)
                } else {
                    (
                        Walk {
                            found,
                            library: None,
                        },
                        1,
                    )
                }
            }
            [] => (Walk::default(), 0),
        }
    }

    fn root(&self, mut module: usize) -> usize {
        while let Some(parent) = self.module(module).and_then(|m| m.parent) {
            module = parent;
        }
        module
    }

    /// A crate by its name, in the workspace or outside.
    fn outside(&self, name: &str) -> Walk {
        let library = self.workspace.library(name);
        let entity = match library {
            Some(root) => Entity::Module(root),
            None => Entity::External(vec![name.to_owned()]),
        };
        Walk {
            found: vec![Found::direct(entity)],
            library,
        }
    }

    fn descend(&self, from: Found, rest: &[String], trail: &mut Trail, into: &mut Vec<Found>) {
        let [segment, rest @ ..] = rest else {
            into.push(from);
            return;
        };
        match from.entity {
            // Variants and associated items belong to the file of their type.
            Entity::Item { .. } => into.push(from),
            Entity::External(mut path) => {
                path.push(segment.clone());
                path.extend_from_slice(rest);
                into.push(Found {
                    entity: Entity::External(path),
                    via: from.via,
                });
            }
            Entity::Module(module) => {
                let mut next = self.lookup(module, segment, trail);
                if !rest.is_empty() {
                    next.retain(Found::can_continue);
                }
                if next.is_empty() {
                    next.push(Found::direct(self.undefined(module, segment, trail)));
                }
                for mut found in next {
                    found.via.extend_from_slice(&from.via);
                    self.descend(found, rest, trail, into);
                }
            }
        }
    }

    /// A name without a visible definition: imported by a glob from outside the workspace, or else
    /// defined by a macro.
    fn undefined(&self, module: usize, name: &str, trail: &mut Trail) -> Entity {
        let Some(here) = self.module(module) else {
            return Entity::External(vec![name.to_owned()]);
        };
        for (index, import) in here.syntax.uses.iter().enumerate() {
            if !import.leaf.is_glob() || trail.contains(&(module, index)) {
                continue;
            }
            trail.push((module, index));
            let target = self.walk(module, &import.leaf.path, trail).found.pop();
            trail.pop();
            if let Some(Entity::External(path)) = target.map(|found| found.entity) {
                return Entity::External([path, vec![name.to_owned()]].concat());
            }
        }
        Entity::Item {
            file: here.file,
            name: name.to_owned(),
            is_type: true,
        }
    }

    fn lookup(&self, module: usize, name: &str, trail: &mut Trail) -> Vec<Found> {
        let Some(here) = self.module(module) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        if let Some(child) = here.children.get(name) {
            found.push(Found::direct(Entity::Module(*child)));
        }
        let item = |is_type| {
            Found::direct(Entity::Item {
                file: here.file,
                name: name.to_owned(),
                is_type,
            })
        };
        if let Some(definition) = here.syntax.definitions.get(name) {
            found.push(item(*definition != Definition::Value));
        }
        self.through_uses(module, name, false, trail, &mut found);
        if found.is_empty() {
            self.through_uses(module, name, true, trail, &mut found);
        }
        if found.is_empty() && here.syntax.generated.contains(name) {
            found.push(item(true));
        }
        found
    }

    /// What a module imports under this name, either by name or by `globs`.
    fn through_uses(
        &self,
        module: usize,
        name: &str,
        globs: bool,
        trail: &mut Trail,
        into: &mut Vec<Found>,
    ) {
        let Some(here) = self.module(module) else {
            return;
        };
        for (index, import) in here.syntax.uses.iter().enumerate() {
            let leaf = &import.leaf;
            let matches = if globs {
                leaf.is_glob()
            } else {
                leaf.name == name
            };
            if !matches || trail.contains(&(module, index)) {
                continue;
            }
            trail.push((module, index));
            let before = into.len();
            for target in self.walk(module, &leaf.path, trail).found {
                match target.entity {
                    Entity::Module(target) if globs => {
                        into.extend(self.lookup(target, name, trail));
                    }
                    _ if globs => {}
                    _ => into.push(target),
                }
            }
            trail.pop();
            for found in into.iter_mut().skip(before) {
                found.via.push(here.file);
            }
        }
    }
}
