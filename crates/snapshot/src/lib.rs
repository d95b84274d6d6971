//! A city's sheets in, a checked and published snapshot out.

pub mod cells;
pub mod convert;
mod directories;
pub mod files;
pub mod import;
pub mod publish;
mod shards;
mod streets;
pub mod table;
