//! The syntax of one file: its modules, imports, definitions, and the paths in its code.

use std::collections::{BTreeMap, BTreeSet};

use super::use_tree::Leaf;

/// The kind of a definition, which decides whether `::` may follow its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Definition {
    /// A type; a path may continue to a variant or an associated item.
    Type,
    /// A trait; in addition, a glob imports its methods without naming it.
    Trait,
    /// A function, a constant or a macro.
    Value,
}

/// One name or glob that a `use` brings into scope.
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

/// A module: a file, or an inline `mod x { }`.
#[derive(Debug, Default)]
pub(super) struct Syntax {
    /// `mod x;`, with its line.
    pub(super) declared: Vec<(String, usize)>,
    pub(super) inline: Vec<(String, usize, Syntax)>,
    pub(super) uses: Vec<Use>,
    pub(super) definitions: BTreeMap<String, Definition>,
    /// The words inside item macro calls, which include the names that such a call defines.
    pub(super) generated: BTreeSet<String>,
    pub(super) paths: Vec<PathInCode>,
    /// The words of the code that may be names imported by a glob.
    pub(super) words: BTreeSet<String>,
    /// Calls without arguments of a function by its bare name, `window()`, with the first line.
    pub(super) bare_calls: BTreeMap<String, usize>,
    /// The items other than `mod` and `use`, by how they begin.
    pub(super) code: Vec<(String, usize)>,
}
