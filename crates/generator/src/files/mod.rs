//! The files of a city's folder, a module a group of sheets.

mod duties;
mod file;
mod folder;
mod planted;
mod public;
mod requirements;
mod settings;
mod vending;

pub use file::File;
pub use planted::FLAGS;
