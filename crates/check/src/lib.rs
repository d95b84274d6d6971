//! The checks 检查 of a city's sheets as a whole. Reading has already reported the cells that could
//! not be read; here rows are compared with each other and with the current day.
//!
//! Pure, so that it is the same in the browser, on the command line and in the server.
//!
//! [`columns`] declares the sheets and their columns; `sources` has their typed rows, each with its
//! location; `finding` is what a check reports. [`check`](check()) runs every check: one module per
//! kind of row, and `rules` for rules against each other.

mod admissions;
mod calendar;
mod cases;
mod characters;
mod check;
mod checker;
pub mod columns;
mod cycles;
mod documents;
mod duties;
mod finding;
mod formulas;
mod geometry;
mod ids;
mod limits;
mod links;
mod personal;
mod places;
mod questions;
mod references;
mod requirements;
pub(crate) mod rules;
mod sources;
mod synonyms;
mod texts;
mod units;
pub mod written;

pub use check::check;
pub use finding::{Example, Finding, Location, Severity};
pub use rules::MINUTE_BEFORE_MIDNIGHT;
pub use sources::{Blank, CitySettings, ExpiryDay, Row, Sources, WrittenEnd};
