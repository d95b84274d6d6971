//! Where cases are kept: a trait that names no database, SQLite and PostgreSQL behind it, and a log
//! of all that happened, which is only ever appended to.

mod case;
mod case_store;
mod chain;
mod entry;
mod error;
mod head;
mod postgres;
pub(crate) mod private;
mod sqlite;
mod table;
mod url;
mod verify;

pub use case::{
    Appended, Backup, CaseFilter, CaseIndex, CaseKey, CaseRow, Change, Forgotten, Insertion,
    NewCase, NewPhoto, PhotoAdded, PhotoNumber, PhotoRow, Retention, StoredCase,
};
pub use case_store::CaseStore;
pub use entry::{CaseNumber, Entry, NewEntry, Sequence, StoredWord, Word, WordKey};
pub use error::{StoreError, Trouble};
pub use head::{Hash, Head};
pub use postgres::{AddressError, PostgresAddress, PostgresStore};
pub use sqlite::SqliteStore;
pub use url::{StoreName, StoreUrl, StoreUrlError};
pub use verify::{Fault, Verification};
