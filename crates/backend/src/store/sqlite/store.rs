//! The store in one file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use tokio::task::spawn_blocking;

use super::file::File;
use super::readers::Readers;
use super::schema::{self, checkpoint};
use super::writer::{Writer, error_of};
use super::{backup, read, verify, write};
use crate::store::case::{
    Appended, Backup, CaseFilter, CaseKey, CaseRow, Change, Forgotten, Insertion, NewCase,
    NewPhoto, PhotoAdded, PhotoNumber, PhotoRow, Retention, StoredCase,
};
use crate::store::case_store::CaseStore;
use crate::store::entry::{CaseNumber, Entry, NewEntry, Sequence};
use crate::store::error::{OwnError, StoreError};
use crate::store::head::Head;
use crate::store::verify::Verification;

/// A store in one SQLite file, in WAL mode with `synchronous=FULL`, which makes each commit durable.
#[derive(Debug)]
pub struct SqliteStore {
    pub(super) writer: Writer,
    readers: Readers,
    file: Arc<File>,
}

impl SqliteStore {
    /// Opens the file, makes it where there is none, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        const ACTION: &str = "be opened";
        let file = File::open(path).map_err(|error| StoreError::new(ACTION, error))?;
        let file = Arc::new(file);
        let connection = schema::open(path).map_err(|cause| error_of(ACTION, cause))?;
        let writer = Writer::start(connection, Arc::clone(&file));
        Ok(Self {
            writer: writer.map_err(|error| StoreError::new(ACTION, error))?,
            readers: Readers::new(Arc::clone(&file)),
            file,
        })
    }

    /// The folder of the file.
    fn folder(&self) -> PathBuf {
        let folder = self.file.path.parent();
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).to_owned()
    }
}

#[async_trait]
impl CaseStore for SqliteStore {
    async fn insert(&self, case: NewCase) -> Result<Insertion, StoreError> {
        let work = move |connection: &_| write::insert(connection, &case);
        self.writer.write("insert a case", work).await
    }

    async fn append(&self, changes: Vec<Change>) -> Result<Appended, StoreError> {
        let erases = changes
            .iter()
            .any(|change| change.erases_contact || !change.erased.is_empty());
        let work = move |connection: &_| write::append(connection, &changes);
        let appended = self.writer.write("append to the log", work).await?;
        if erases && appended == Appended::Done {
            self.wipe().await?;
        }
        Ok(appended)
    }

    async fn find(&self, key: CaseKey) -> Result<Option<StoredCase>, StoreError> {
        let work = move |connection: &_| read::find(connection, &key);
        self.readers.read("read a case", work).await
    }

    async fn list(
        &self,
        filter: CaseFilter,
        after: CaseNumber,
        most: u32,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let work = move |connection: &_| read::list(connection, &filter, after, most);
        self.readers.read("list cases", work).await
    }

    async fn entries(&self, after: Sequence, most: u32) -> Result<Vec<Entry>, StoreError> {
        let work = move |connection: &_| read::entries(connection, after, most);
        self.readers.read("read the log", work).await
    }

    async fn contact(&self, case: CaseNumber) -> Result<Option<String>, StoreError> {
        let work = move |connection: &_| read::contact(connection, case);
        self.readers.read("read a contact", work).await
    }

    async fn add_photo(&self, photo: NewPhoto) -> Result<PhotoAdded, StoreError> {
        let work = move |connection: &_| write::add_photo(connection, &photo);
        self.writer.write("add a photo", work).await
    }

    async fn photos(&self, case: CaseNumber) -> Result<Vec<PhotoRow>, StoreError> {
        let work = move |connection: &_| read::photos(connection, case);
        self.readers.read("list photos", work).await
    }

    async fn photo(&self, photo: PhotoNumber) -> Result<Option<Vec<u8>>, StoreError> {
        let work = move |connection: &_| read::photo(connection, photo);
        self.readers.read("read a photo", work).await
    }

    async fn delete_photo(&self, photo: PhotoNumber, entry: NewEntry) -> Result<bool, StoreError> {
        let work = move |connection: &_| write::delete_photo(connection, photo, &entry);
        let deleted = self.writer.write("delete a photo", work).await?;
        if deleted {
            self.wipe().await?;
        }
        Ok(deleted)
    }

    async fn forget(&self, retention: Retention) -> Result<Forgotten, StoreError> {
        let action = "delete what is no longer kept";
        let mut forgotten = Forgotten::default();
        let retention = Arc::new(retention);
        loop {
            let retention = Arc::clone(&retention);
            let work = move |connection: &_| write::forget(connection, &retention);
            let some = self.writer.write(action, work).await?;
            forgotten.add(some);
            if !some.is_full() {
                break;
            }
        }
        if !forgotten.is_empty() {
            self.wipe().await?;
        }
        Ok(forgotten)
    }

    async fn verify(&self, known: Option<Head>) -> Result<Verification, StoreError> {
        let work = move |connection: &_| verify::verify(connection, known);
        self.readers.read_long("verify its log", work).await
    }

    async fn backup(&self, to: &Path) -> Result<Backup, StoreError> {
        const ACTION: &str = "be backed up";
        let (file, to) = (Arc::clone(&self.file), to.to_owned());
        let done = spawn_blocking(move || backup::backup(&file.path, &to)).await;
        done.map_err(|_| OwnError::BrokenOff.cannot(ACTION))?
            .map_err(|cause| error_of(ACTION, cause))
    }

    async fn restore(&self, from: &Path) -> Result<Backup, StoreError> {
        let (from, room) = (from.to_owned(), self.folder());
        let work = move |connection: &mut _| backup::restore(connection, &from, &room);
        self.writer.alone_long("be restored", work).await
    }

    async fn check(&self) -> Result<(), StoreError> {
        let file = Arc::clone(&self.file);
        let work = move |connection: &_| {
            file.has_room()?;
            write::check(connection)
        };
        self.writer.write("be written to", work).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        let work = |connection: &mut _| Ok(checkpoint(connection)?);
        self.writer.alone("be closed", work).await
    }
}

impl SqliteStore {
    /// What was deleted is overwritten in the file, but the write-ahead log still has it.
    async fn wipe(&self) -> Result<(), StoreError> {
        let work = |connection: &mut _| Ok(checkpoint(connection)?);
        self.writer.alone("overwrite what was deleted", work).await
    }
}
