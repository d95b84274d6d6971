//! The house rules: who may import whom, held by reading the sources.
//!
//! 1. No two files import each other, straight or by way of others (`circles`).
//! 2. A crate imports only crates below it (`layers`, which has the order as a table).
//! 3. Pages of one journey import none of another's, and touch the browser only through `web`
//!    (`pages`).
//! 4. A `mod.rs` declares and re-exports, and no `x.rs` stands beside a folder `x/` (`layout`).
//! 5. `civic`, `check` and `snapshot` import nothing that reads a disk, a network, a clock or a
//!    page (`purity`).
//!
//! An import is a name that a `use`, or a path in the code, takes from another file. It is followed
//! through re-exports to the file that defines it, so a `mod.rs` hides nothing and is no meeting
//! place either. Methods and trait implementations are no imports, since nothing names their file;
//! neither is what only the tests see. From the ground up: `tokens`, `use_tree`, `attributes`,
//! `extent`, `code` and `items` read a file, `manifest` a `Cargo.toml`, `workspace` the modules of
//! all crates, `resolve` finds what a path names, `graph` collects the imports.

mod attributes;
mod check;
mod circles;
mod code;
mod extent;
mod finding;
mod graph;
mod items;
mod layers;
mod layout;
mod manifest;
mod pages;
#[cfg(test)]
mod planted;
mod purity;
mod resolve;
mod sources;
mod syntax;
mod tokens;
mod use_tree;
mod workspace;

pub(crate) use check::check;
