//! The house rules on imports and layout, checked by reading the sources.
//!
//! 1. No two files import each other, directly or through other files (`cycles`).
//! 2. A crate imports only crates below it (`layers`, which has the table).
//! 3. Pages of one journey import nothing from another's, and access the browser only through
//!    `web` (`pages`).
//! 4. A `mod.rs` only declares and re-exports, and no `x.rs` is beside a folder `x/` (`layout`).
//! 5. `civic`, `check` and `snapshot` import nothing that accesses files, the network, a clock or a
//!    browser (`purity`).
//!
//! An import is a name that a `use`, or a path in code, takes from another file. It is resolved
//! through re-exports to the file that defines it, so importing from a `mod.rs` counts as importing
//! from the file behind it. Methods and trait implementations do not count, since no path names
//! their file; neither does test-only code. From the bottom up: `tokens`, `use_tree`, `attributes`,
//! `extent`, `code` and `items` read a file, `manifest` reads a `Cargo.toml`, `workspace` reads the
//! modules of all crates, `resolve` resolves paths, and `graph` collects the imports.

mod attributes;
mod check;
mod code;
mod cycles;
mod extent;
mod finding;
#[cfg(test)]
mod fixture;
mod graph;
mod items;
mod layers;
mod layout;
mod manifest;
mod pages;
mod purity;
mod resolve;
mod sources;
mod syntax;
mod tokens;
mod use_tree;
mod workspace;

pub(crate) use check::check;
