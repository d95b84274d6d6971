//! One thread writes. What waits while it commits is committed together the next time, so that many
//! who write at once share one wait for the disk.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{mpsc, oneshot};

use super::file::{File, FileError};
use crate::store::error::{Cause, OwnError, StoreError, Trouble};

/// How many may wait to be written; more wait to wait.
const QUEUE: usize = 1024;
/// The most that is committed together.
const TOGETHER: usize = 256;
/// How long whoever writes waits at most.
const DEADLINE: Duration = Duration::from_secs(20);

/// Something to be written.
enum Job {
    /// In one transaction with others.
    Together(Shared),
    /// Outside any transaction.
    Alone(Box<dyn FnOnce(&mut Connection) + Send>),
}

/// Work in a transaction with others; without one it is not done, and its owner is told so.
type Shared = Box<dyn FnOnce(Option<&Connection>) -> Told + Send>;

/// Tells whoever waits what became of the work, once that is known.
type Told = Box<dyn FnOnce(Result<(), Arc<rusqlite::Error>>) + Send>;

/// The way to the thread that writes. The thread ends with it.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    file: Arc<File>,
}

impl Writer {
    pub(super) fn start(connection: Connection, file: Arc<File>) -> std::io::Result<Self> {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || serve(connection, waiting))?;
        Ok(Self { jobs, file })
    }

    /// Does some work in a transaction. It returns once that is durable; work that fails changes
    /// nothing, and what was written together with it is not affected.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        action: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Cause> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        let job = move |connection: Option<&Connection>| -> Told {
            let done = connection.map(|connection| apart(connection, work));
            Box::new(move |committed: Result<(), Arc<rusqlite::Error>>| {
                let done = match (done, committed) {
                    (Some(Err(error)), _) => Err(error),
                    (_, Err(error)) => Err(error.into()),
                    (Some(done), Ok(())) => done,
                    (None, Ok(())) => Err(OwnError::BrokenOff.into()),
                };
                let _nobody_waits = tell.send(done);
            })
        };
        self.ask(action, Job::Together(Box::new(job)), told).await
    }

    /// Does some work that no transaction can hold.
    pub(super) async fn alone<T: Send + 'static>(
        &self,
        action: &'static str,
        work: impl FnOnce(&mut Connection) -> Result<T, Cause> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (job, told) = on_its_own(work);
        self.ask(action, job, told).await
    }

    /// The same, for work that may take as long as there is much to write.
    pub(super) async fn alone_long<T: Send + 'static>(
        &self,
        action: &'static str,
        work: impl FnOnce(&mut Connection) -> Result<T, Cause> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (job, told) = on_its_own(work);
        self.ask_long(action, job, told).await
    }

    async fn ask<T>(
        &self,
        action: &'static str,
        job: Job,
        told: Answer<T>,
    ) -> Result<T, StoreError> {
        let asked = self.ask_long(action, job, told);
        match tokio::time::timeout(DEADLINE, asked).await {
            Ok(done) => done,
            Err(_) => Err(OwnError::NoAnswer(DEADLINE.as_secs()).cannot(action)),
        }
    }

    async fn ask_long<T>(
        &self,
        action: &'static str,
        job: Job,
        told: Answer<T>,
    ) -> Result<T, StoreError> {
        let in_place = self.file.in_place();
        in_place.map_err(|error| error_of(action, error.into()))?;
        let sent = self.jobs.send(job).await;
        sent.map_err(|_| OwnError::Closed.cannot(action))?;
        let done = told.await.map_err(|_| OwnError::BrokenOff.cannot(action))?;
        done.map_err(|cause| error_of(action, cause))
    }
}

/// What became of some work.
type Answer<T> = oneshot::Receiver<Result<T, Cause>>;

fn on_its_own<T: Send + 'static>(
    work: impl FnOnce(&mut Connection) -> Result<T, Cause> + Send + 'static,
) -> (Job, Answer<T>) {
    let (tell, told) = oneshot::channel();
    let job = move |connection: &mut Connection| {
        let _nobody_waits = tell.send(work(connection));
    };
    (Job::Alone(Box::new(job)), told)
}

/// An error with the kind of trouble that it tells of.
pub(super) fn error_of(action: &'static str, cause: Cause) -> StoreError {
    StoreError::of(action, trouble(&cause), cause)
}

fn trouble(cause: &Cause) -> Trouble {
    let own = cause.downcast_ref::<OwnError>().map(OwnError::trouble);
    own.or_else(|| of_file(cause)).unwrap_or(Trouble::Other)
}

/// The kind of trouble that a file or SQLite had; `None` where it was something else.
pub(in crate::store) fn of_file(cause: &Cause) -> Option<Trouble> {
    if let Some(file) = cause.downcast_ref::<FileError>() {
        return Some(match file {
            FileError::Moved(_) | FileError::Io(_) => Trouble::Unavailable,
            #[cfg(unix)]
            FileError::NoRoom => Trouble::Full,
        });
    }
    if let Some(error) = cause.downcast_ref::<std::io::Error>() {
        return Some(match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Trouble::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Trouble::ReadOnly,
            _ => Trouble::Other,
        });
    }
    let shared = cause.downcast_ref::<Arc<rusqlite::Error>>();
    let error = shared.map(AsRef::as_ref);
    let error = error.or_else(|| cause.downcast_ref::<rusqlite::Error>())?;
    Some(match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Trouble::Full,
        Some(ErrorCode::ReadOnly) => Trouble::ReadOnly,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Trouble::Damaged,
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::OperationAborted
            | ErrorCode::CannotOpen
            | ErrorCode::SystemIoFailure,
        ) => Trouble::Unavailable,
        _ => Trouble::Other,
    })
}

/// Work of its own within a transaction: where it fails, what it wrote is taken back.
fn apart<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Cause>,
) -> Result<T, Cause> {
    connection.execute_batch("SAVEPOINT work")?;
    match work(connection) {
        Ok(done) => {
            connection.execute_batch("RELEASE work")?;
            Ok(done)
        }
        Err(error) => {
            // A full disk ends the whole transaction.
            if !connection.is_autocommit() {
                connection.execute_batch("ROLLBACK TO work; RELEASE work")?;
            }
            Err(error)
        }
    }
}

fn serve(mut connection: Connection, mut waiting: mpsc::Receiver<Job>) {
    let mut put_off = None;
    while let Some(job) = put_off.take().or_else(|| waiting.blocking_recv()) {
        let worked = catch_unwind(AssertUnwindSafe(|| match job {
            Job::Alone(work) => {
                work(&mut connection);
                None
            }
            Job::Together(first) => together(&connection, first, &mut waiting),
        }));
        // Whoever waited is told by what they waited on being dropped.
        put_off = worked.unwrap_or(None);
        if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
            tracing::error!("the store cannot take back what was broken off");
        }
    }
}

/// Writes what waits, in one transaction. Gives back a job that has to be alone.
fn together(
    connection: &Connection,
    first: Shared,
    waiting: &mut mpsc::Receiver<Job>,
) -> Option<Job> {
    let mut next = Some(Job::Together(first));
    let mut to_tell = Vec::new();
    let mut begun = connection
        .execute_batch("BEGIN IMMEDIATE")
        .map_err(Arc::new);
    while let Some(job) = next.take() {
        match job {
            alone @ Job::Alone(_) => {
                next = Some(alone);
                break;
            }
            Job::Together(work) => {
                to_tell.push(work(begun.is_ok().then_some(connection)));
                // A full disk, for one, ends the whole transaction: what was written before is gone,
                // and what comes after would not be in it.
                if begun.is_ok() && connection.is_autocommit() {
                    begun = Err(Arc::new(taken_back()));
                }
            }
        }
        if to_tell.len() < TOGETHER {
            next = waiting.try_recv().ok();
        }
    }
    let committed = match begun {
        Ok(()) => connection.execute_batch("COMMIT").map_err(Arc::new),
        Err(error) => Err(error),
    };
    for tell in to_tell {
        tell(committed.clone());
    }
    next
}

fn taken_back() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT_ROLLBACK),
        Some("what was written together was taken back".to_owned()),
    )
}
