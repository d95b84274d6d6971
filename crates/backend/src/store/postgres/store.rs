//! The store in one database.

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use futures_util::future::BoxFuture;
use tokio_postgres::IsolationLevel;

use super::address::PostgresAddress;
use super::pool::Connections;
use super::trouble::{error_of, said};
use super::writer::Writer;
use super::{copy, read, verify, write};
use crate::store::case::{
    Appended, Backup, CaseFilter, CaseKey, CaseRow, Change, Forgotten, Insertion, NewCase,
    NewPhoto, PhotoAdded, PhotoNumber, PhotoRow, Retention, StoredCase,
};
use crate::store::case_store::CaseStore;
use crate::store::entry::{CaseNumber, Entry, NewEntry, Sequence};
use crate::store::error::{Cause, OwnError, StoreError};
use crate::store::head::Head;
use crate::store::verify::Verification;

/// How long whoever reads a case or a page waits at most.
const DEADLINE: Duration = Duration::from_secs(20);

/// A store in a PostgreSQL database, in a schema `mingdan` of its own. It connects when it is first
/// asked, and again after the database was gone.
#[derive(Debug)]
pub struct PostgresStore {
    address: PostgresAddress,
    connections: Connections,
    writer: Writer,
}

/// Something to be read in a transaction.
type Read<'f, T> =
    Box<dyn for<'a> FnOnce(&'a Transaction<'a>) -> BoxFuture<'a, Result<T, Cause>> + Send + 'f>;

impl PostgresStore {
    /// A store at an address. Nothing is connected yet: a database that is not there is found out by
    /// the first thing that is asked.
    pub fn new(address: PostgresAddress) -> Result<Self, StoreError> {
        let connections = Connections::new(&address);
        let connections = connections.map_err(|cause| error_of("be opened", cause))?;
        Ok(Self {
            address,
            writer: Writer::new(connections.clone()),
            connections,
        })
    }

    /// The address.
    pub fn address(&self) -> &PostgresAddress {
        &self.address
    }

    async fn read<T: Send>(
        &self,
        action: &'static str,
        work: Read<'_, T>,
    ) -> Result<T, StoreError> {
        match tokio::time::timeout(DEADLINE, self.read_long(action, work)).await {
            Ok(done) => done,
            Err(_) => Err(OwnError::NoAnswer(DEADLINE.as_secs()).cannot(action)),
        }
    }

    /// The same, for work that may take as long as there is much to read.
    async fn read_long<T: Send>(
        &self,
        action: &'static str,
        work: Read<'_, T>,
    ) -> Result<T, StoreError> {
        let done = async {
            let mut client = self.connections.get().await?;
            let transaction = client
                .build_transaction()
                .isolation_level(IsolationLevel::RepeatableRead)
                .read_only(true)
                .start()
                .await
                .map_err(said)?;
            let done = work(&transaction).await?;
            transaction.commit().await.map_err(said)?;
            Ok::<T, Cause>(done)
        };
        done.await.map_err(|cause| error_of(action, cause))
    }
}

#[async_trait]
impl CaseStore for PostgresStore {
    async fn insert(&self, case: NewCase) -> Result<Insertion, StoreError> {
        self.writer.insert(case).await
    }

    async fn append(&self, changes: Vec<Change>) -> Result<Appended, StoreError> {
        self.writer
            .write("append to the log", changes, |w, changes| {
                Box::pin(write::append(w, changes))
            })
            .await
    }

    async fn find(&self, key: CaseKey) -> Result<Option<StoredCase>, StoreError> {
        self.read(
            "read a case",
            Box::new(move |t| Box::pin(async move { read::find(t, &key).await })),
        )
        .await
    }

    async fn list(
        &self,
        filter: CaseFilter,
        after: CaseNumber,
        most: u32,
    ) -> Result<Vec<CaseRow>, StoreError> {
        self.read(
            "list cases",
            Box::new(move |t| Box::pin(async move { read::list(t, &filter, after, most).await })),
        )
        .await
    }

    async fn entries(&self, after: Sequence, most: u32) -> Result<Vec<Entry>, StoreError> {
        self.read(
            "read the log",
            Box::new(move |t| Box::pin(read::entries(t, after, most))),
        )
        .await
    }

    async fn contact(&self, case: CaseNumber) -> Result<Option<String>, StoreError> {
        self.read(
            "read a contact",
            Box::new(move |t| Box::pin(read::contact(t, case))),
        )
        .await
    }

    async fn add_photo(&self, photo: NewPhoto) -> Result<PhotoAdded, StoreError> {
        self.writer
            .write("add a photo", photo, |w, photo| {
                Box::pin(write::add_photo(w, photo))
            })
            .await
    }

    async fn photos(&self, case: CaseNumber) -> Result<Vec<PhotoRow>, StoreError> {
        self.read(
            "list photos",
            Box::new(move |t| Box::pin(read::photos(t, case))),
        )
        .await
    }

    async fn photo(&self, photo: PhotoNumber) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(
            "read a photo",
            Box::new(move |t| Box::pin(read::photo(t, photo))),
        )
        .await
    }

    async fn delete_photo(&self, photo: PhotoNumber, entry: NewEntry) -> Result<bool, StoreError> {
        self.writer
            .write("delete a photo", (photo, entry), |w, photo| {
                Box::pin(write::delete_photo(w, photo))
            })
            .await
    }

    async fn forget(&self, retention: Retention) -> Result<Forgotten, StoreError> {
        let action = "delete what is no longer kept";
        let mut forgotten = Forgotten::default();
        loop {
            let some = self
                .writer
                .write(action, retention.clone(), |w, retention| {
                    Box::pin(write::forget(w, retention))
                })
                .await?;
            forgotten.add(some);
            if !some.is_full() {
                break;
            }
        }
        Ok(forgotten)
    }

    async fn verify(&self, known: Option<Head>) -> Result<Verification, StoreError> {
        self.read_long(
            "verify its log",
            Box::new(move |t| Box::pin(verify::verify(t, known))),
        )
        .await
    }

    async fn backup(&self, to: &Path) -> Result<Backup, StoreError> {
        let to = to.to_owned();
        self.read_long(
            "be backed up",
            Box::new(move |t| Box::pin(async move { copy::backup(t, &to).await })),
        )
        .await
    }

    async fn restore(&self, from: &Path) -> Result<Backup, StoreError> {
        let done = async {
            let mut client = self.connections.get().await?;
            let transaction = client.transaction().await.map_err(said)?;
            let restored = copy::restore(&transaction, from).await?;
            transaction.commit().await.map_err(said)?;
            Ok::<Backup, Cause>(restored)
        };
        done.await.map_err(|cause| error_of("be restored", cause))
    }

    async fn check(&self) -> Result<(), StoreError> {
        self.writer
            .write("be written to", (), |w, ()| Box::pin(write::check(w)))
            .await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.connections.close();
        Ok(())
    }
}
