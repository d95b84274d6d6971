//! The domain of Mingdan 明单, without any I/O.
//!
//! Types, rules, the calendar, answers, the comparison of requirements and search. Nothing here
//! accesses a DOM, a network, a disk or a clock: the caller passes the instant. The same code runs
//! in the browser, on the server and on the command line, and gives byte-identical answers in all
//! three.
//!
//! - [`places`], [`rules`], [`time`]: what a city publishes about street vending.
//! - [`answer`]: the engine that answers "may I sell this, here, then?".
//! - [`duties`], [`cases`], [`documents`]: duty lists and requirements, feedback, sources.
//! - [`published`]: the file format of a published city.
//! - [`ical`]: the lines of calendar files.
//! - [`search`]: full-text search over titles.

pub mod answer;
pub mod cases;
pub mod documents;
pub mod duties;
pub mod ical;
mod id;
pub mod lang;
mod open_enum;
pub mod places;
pub mod published;
pub mod rules;
pub mod search;
mod text;
pub mod time;

pub use id::*;
pub use text::{Bilingual, Text};
