//! Typed sources to the files of a snapshot, pure: the same bytes for the same input.

pub mod build;
pub mod directories;
mod documents;
pub mod file_set;
mod fold;
mod offices;
mod open_sheets;
mod pinyin;
mod place_shards;
mod register;
mod search;
pub mod streets;
mod subjects;
mod temporary_change;

pub use build::make;
pub use directories::Layout;
pub use file_set::{Files, MakeError, Sink, entry, put, sha256};
pub use fold::folded;
pub use rust_xlsxwriter::XlsxError;
