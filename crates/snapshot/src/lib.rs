//! A city's sheets in, a checked and published snapshot out.

pub mod cells;
pub mod convert;
pub mod files;
pub mod import;
pub mod publish;
mod streets;
pub mod table;
