//! Makes up a city 示例城市 of any size, for measurements and for what the comparison of levels finds.
//!
//! [`City::new`] takes a [`Size`]; [`City::files`] gives the files of its folder, each as lines that
//! are made as they are taken, so that a city of any size needs no more memory than a small one. The
//! same size and seed give the same bytes. Nothing is real: every row is marked 示例.
//!
//! What is known beforehand is which steps add what: [`City::chains`] gives each requirement with
//! the flags that were [`Planted`] in it, and the file [`FLAGS`] lists them. They say what a careful
//! reader finds, not what the program finds: the two are held against each other in
//! `tests/figures.rs`, whose figures are in `docs/comparison.md`.
//!
//! Pure: no disk, clock or randomness but the seed's.

mod chains;
mod city;
mod digits;
mod files;
mod ids;
mod random;
mod rows;
mod size;
mod words;

pub use chains::{Case, Chain, Planted};
pub use city::City;
pub use files::{FLAGS, File};
pub use size::Size;
