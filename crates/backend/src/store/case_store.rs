//! What the server asks of a store.

use std::fmt::Debug;
use std::path::Path;

use async_trait::async_trait;

use super::case::{
    Appended, Backup, CaseFilter, CaseKey, CaseRow, Change, Forgotten, Insertion, NewCase,
    NewPhoto, PhotoAdded, PhotoNumber, PhotoRow, Retention, StoredCase,
};
use super::entry::{CaseNumber, Entry, NewEntry, Sequence};
use super::error::StoreError;
use super::head::Head;
use super::verify::Verification;

/// A store of cases and of the log of all that happened to them. Each operation is atomic, none
/// blocks the thread that awaits it, and none takes longer than a bounded time. Once a change is
/// answered, it survives a power cut.
#[async_trait]
pub trait CaseStore: Debug + Send + Sync {
    /// Stores a case with its first entry.
    async fn insert(&self, case: NewCase) -> Result<Insertion, StoreError>;

    /// Appends to the logs of some cases, to all of them or to none.
    async fn append(&self, changes: Vec<Change>) -> Result<Appended, StoreError>;

    /// A case with its log; `None` where there is none.
    async fn find(&self, key: CaseKey) -> Result<Option<StoredCase>, StoreError>;

    /// The cases of a filter with a higher number than `after`, in their order, `most` of them.
    async fn list(
        &self,
        filter: CaseFilter,
        after: CaseNumber,
        most: u32,
    ) -> Result<Vec<CaseRow>, StoreError>;

    /// The entries of all cases after one, in their order, `most` of them.
    async fn entries(&self, after: Sequence, most: u32) -> Result<Vec<Entry>, StoreError>;

    /// Where the person of a case can be reached; `None` where they did not say or it was deleted.
    async fn contact(&self, case: CaseNumber) -> Result<Option<String>, StoreError>;

    /// Adds a photo to a case.
    async fn add_photo(&self, photo: NewPhoto) -> Result<PhotoAdded, StoreError>;

    /// The photos of a case, in the order in which they came.
    async fn photos(&self, case: CaseNumber) -> Result<Vec<PhotoRow>, StoreError>;

    /// The bytes of a photo; `None` where there is none.
    async fn photo(&self, photo: PhotoNumber) -> Result<Option<Vec<u8>>, StoreError>;

    /// Deletes a photo, with the entry that tells of it; false where there is none.
    async fn delete_photo(&self, photo: PhotoNumber, entry: NewEntry) -> Result<bool, StoreError>;

    /// Deletes contacts, texts and photos of cases that have ended, and says so in the log of each.
    /// It is atomic for each case, not for all of them.
    async fn forget(&self, retention: Retention) -> Result<Forgotten, StoreError>;

    /// Walks the whole log. Whoever kept the end of the log from before gives it, and is told where
    /// the log is no longer the one that ended there.
    async fn verify(&self, known: Option<Head>) -> Result<Verification, StoreError>;

    /// Copies everything, as it is at one instant, into a new file, while the store is used. Any
    /// store can be restored from it.
    async fn backup(&self, to: &Path) -> Result<Backup, StoreError>;

    /// Takes everything over from a backup. The store has to be empty.
    async fn restore(&self, from: &Path) -> Result<Backup, StoreError>;

    /// Whether cases can be stored: something is, durably. Costs the same however many there are.
    async fn check(&self) -> Result<(), StoreError>;

    /// Ends the work: what was stored can then be copied as it lies on the disk.
    async fn close(&self) -> Result<(), StoreError>;
}
