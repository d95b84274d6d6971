//! Cases in one SQLite file.

pub(super) mod backup;
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
