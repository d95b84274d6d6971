//! Reads a city's own sheets, and foreign data by a column map, into typed sources. Bytes in, no
//! disk.
//!
//! [`table`] reads one CSV sheet by its declaration in `check::columns`, with [`grammar`] for what
//! offices write in cells. [`city`] reads a whole folder, [`foreign`] converts another city's files
//! into such a folder. [`Files`] are the files of a folder by name, from disk or a browser.

pub mod city;
pub mod document;
mod files;
pub mod foreign;
mod geojson;
pub mod grammar;
pub mod ideographs;
mod likeness;
mod packed;
pub mod spreadsheet;
pub mod table;

pub use files::Files;
