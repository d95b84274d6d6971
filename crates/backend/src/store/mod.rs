//! Where cases are kept: a trait that names no database, and SQLite behind it.

mod case_store;
pub(crate) mod private;
mod sqlite;

pub use case_store::{CaseStore, Forgotten, Insertion, NewCase, Retention, StoreError, StoredCase};
pub use sqlite::SqliteStore;
