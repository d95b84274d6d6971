//! Officials' own reports 基层反映, published in groups only.
//!
//! A report is counted once, in a group of at least [`SMALLEST`], and a published group never changes
//! but as a whole. Whatever a reader adds up or subtracts is a sum of whole groups, within one table
//! and across all that were ever published. docs/cases.md says why that holds.

mod cell;
mod county;
mod group;
mod release;
mod report;

pub use cell::{Cell, Month, Period};
pub use county::County;
pub use group::{Group, GroupId, Outcome, OutcomeCount, SMALLEST, Table, TableRow, table};
pub use release::{Inconsistent, Release, release};
pub use report::Report;
