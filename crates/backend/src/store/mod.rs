//! Where cases are kept: a trait that names no database, and SQLite behind it.

mod case_store;
mod sqlite;

pub use case_store::{CaseStore, Insertion, NewCase, StoreError, StoredCase};
pub use sqlite::SqliteStore;
