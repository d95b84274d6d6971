//! The check 检查: what is wrong with a city's sheets as a whole. The importer has already said
//! which cells it could not read; here rows are held against each other and against the day.
//!
//! Pure, so that it is the same in the browser, on the command line and in the server.
//!
//! `sources` is what the sheets say, typed, each row with the place it was read from;
//! `finding` is how a check says what is wrong. [`check`] holds everything; each module beside it
//! holds one kind of rows, and `rules` holds rules against each other.

mod calendar;
mod cases;
mod check;
mod checker;
mod circles;
pub mod columns;
mod documents;
mod finding;
mod geometry;
mod ids;
mod personal;
mod places;
mod references;
mod requirements;
pub(crate) mod rules;
mod sources;

pub use check::check;
pub use finding::{Example, Finding, Location, Severity};
pub use sources::{CitySettings, Row, Sources};
