//! A city's sheets in, a checked and published snapshot out.

pub mod cells;
pub mod import;
pub mod table;
