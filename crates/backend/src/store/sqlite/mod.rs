//! Cases in one SQLite file.

pub(super) mod backup;
pub(super) mod copy;
mod file;
mod migrate;
mod read;
mod readers;
pub(super) mod schema;
mod store;
#[cfg(test)]
mod tests;
mod verify;
mod write;
mod writer;

pub use store::SqliteStore;
pub(super) use writer::of_file;
