//! A requirement as a comparison 逐级对照: what every level wrote of each element, one below the other,
//! how much was added where, and what became of it.
//!
//! The additions are those of [`reviewed`](crate::duties::reviewed); nothing here finds or decides
//! one. [`comparison`] lays them beside the values they belong to. Amounts are exact integers, each
//! row in one unit of its own.
//!
//! `values` is what a comparison consists of, `ladder` how it is made, `growth` how much was added, in
//! words, and `week` the picture of a week.

mod growth;
mod ladder;
mod values;
mod week;

pub use ladder::comparison;
pub use values::{Change, Comparison, Entry, Part, Row, Said, Split, short_level};
pub use week::{Act, Week};
