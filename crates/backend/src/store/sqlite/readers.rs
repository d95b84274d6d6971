//! Connections that read while the writer writes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::file::File;
use super::schema;
use super::writer::error_of;
use crate::store::error::{Cause, OwnError, StoreError};

/// How many may read at once: more would only wait for the same disk.
const AT_ONCE: usize = 4;
/// How long whoever reads a case or a page waits at most.
const DEADLINE: Duration = Duration::from_secs(20);

/// Connections for reading, opened as they are needed.
#[derive(Clone, Debug)]
pub(super) struct Readers {
    file: Arc<File>,
    idle: Arc<Mutex<Vec<Connection>>>,
    free: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(file: Arc<File>) -> Self {
        Self {
            file,
            idle: Arc::default(),
            free: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Does some work with a connection on a thread that may block: SQLite waits for the disk. All
    /// that the work reads is of one instant.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        action: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Cause> + Send + 'static,
    ) -> Result<T, StoreError> {
        let read = self.read_long(action, work);
        match tokio::time::timeout(DEADLINE, read).await {
            Ok(done) => done,
            Err(_) => Err(OwnError::NoAnswer(DEADLINE.as_secs()).cannot(action)),
        }
    }

    /// The same, for work that may take as long as there is much to read.
    pub(super) async fn read_long<T: Send + 'static>(
        &self,
        action: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Cause> + Send + 'static,
    ) -> Result<T, StoreError> {
        let free = Arc::clone(&self.free).acquire_owned().await;
        let free = free.map_err(|_| OwnError::Closed.cannot(action))?;
        let readers = self.clone();
        let work = move || -> Result<T, Cause> {
            let mut connection = readers.connection()?;
            let transaction = connection.transaction()?;
            let done = work(&transaction)?;
            transaction.finish()?;
            readers.idle().push(connection);
            drop(free);
            Ok(done)
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|_| OwnError::BrokenOff.cannot(action))?
            .map_err(|cause| error_of(action, cause))
    }

    fn connection(&self) -> Result<Connection, Cause> {
        let idle = self.idle().pop();
        if let Some(connection) = idle {
            return Ok(connection);
        }
        self.file.in_place()?;
        Ok(schema::open_reader(&self.file.path)?)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
