//! What one file says: its modules, its imports, what it defines and which paths its code names.

use std::collections::{BTreeMap, BTreeSet};

use super::use_tree::Leaf;

/// Whether a name can stand before `::`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Definition {
    /// A type; a path may go on behind it, to a variant or an associated item.
    Type,
    /// A trait: besides, a glob imports its methods without naming it.
    Trait,
    /// A function, a constant or a macro.
    Value,
}

/// One `use`, with what it brings into scope.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) leaf: Leaf,
    pub(super) public: bool,
}

/// A path of two segments or more in the code.
#[derive(Debug)]
pub(super) struct PathInCode {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// A module as it is written: a file, or an inline `mod x { }` of one.
#[derive(Debug, Default)]
pub(super) struct Syntax {
    /// `mod x;`, with its line.
    pub(super) declared: Vec<(String, usize)>,
    pub(super) inline: Vec<(String, usize, Syntax)>,
    pub(super) uses: Vec<Use>,
    pub(super) definitions: BTreeMap<String, Definition>,
    /// The words inside macro calls among the items: what such a call defines is among them.
    pub(super) generated: BTreeSet<String>,
    pub(super) paths: Vec<PathInCode>,
    /// The words of the code that may name what a glob imports.
    pub(super) words: BTreeSet<String>,
    /// Calls without arguments of a function by its bare name, `window()`, with the first line.
    pub(super) bare_calls: BTreeMap<String, usize>,
    /// The items that are neither `mod` nor `use`, by how they begin.
    pub(super) code: Vec<(String, usize)>,
}
