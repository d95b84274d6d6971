//! The files of a city's folder, a module a group of sheets.

mod duties;
mod file;
mod planted;
mod public;
mod requirements;
mod settings;
mod vending;

pub(crate) use duties::{CITY_DOCUMENTS, law, list_of};
pub(crate) use file::all;
pub use file::File;
pub use planted::FLAGS;
pub(crate) use vending::RULES_OF_A_STREET;
