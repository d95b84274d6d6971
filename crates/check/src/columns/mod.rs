//! The columns of every sheet a city keeps, each declared once.
//!
//! The declaration is here, below the reader, because three parties need columns: the reader of
//! sheets finds them by their headings, `mingdan import` writes them, and a finding names the one
//! to look at. `docs/sheets.md` is held to it by a test. How the text of a cell is read into a
//! type is not declared here: that is `sheets::grammar`.
//!
//! [`Column`], [`ColumnPair`] and [`SheetFormat`] make up a declaration, [`files`] names the files;
//! each sheet has a module of its own with one constant per column and the sheet as a whole in
//! `SHEET`. [`SHEETS`] lists them all.

pub mod admissions;
pub mod calendar;
pub mod cases;
pub mod changes;
mod column;
pub mod corrections;
mod declare;
pub mod documents;
pub mod duties;
pub mod files;
pub mod goods;
pub mod limits;
pub mod places;
pub mod questions;
pub mod requirements;
pub mod rules;
pub mod services;
mod sheets;
pub mod source;
pub mod steps;
pub mod synonyms;
mod terms;
pub mod units;
pub mod updates;

pub use column::{Column, ColumnPair, Entry, Kind, Presence, SheetFormat, Term};
pub use sheets::SHEETS;
