//! One task writes. What waits while it does is committed together the next time; another task waits for
//! the disk of the database meanwhile ([`flush`]), for many who write at once together.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::flush::{BATCHES, Committed, flush};
use super::insert::insert_all;
use super::pool::Connections;
use super::trouble::{DatabaseError, error_of, said};
use super::work::{InsertJob, Job, Run, Work, shared};
use super::writing::Writing;
use crate::store::case::{Insertion, NewCase};
use crate::store::error::{Cause, OwnError, StoreError};
use crate::store::head::Head;

/// How many may wait to be written; more wait to wait.
const QUEUE: usize = 1024;
/// The most that is committed together.
const TOGETHER: usize = 256;
/// How long a commit may take.
const COMMIT: Duration = Duration::from_secs(10);
/// How long whoever writes waits at most.
const DEADLINE: Duration = Duration::from_secs(20);

/// The way to the task that writes, which is begun with the first that is written, and ends with
/// this.
#[derive(Debug)]
pub(super) struct Writer {
    connections: Connections,
    jobs: tokio::sync::OnceCell<mpsc::Sender<Box<dyn Work>>>,
}

impl Writer {
    pub(super) fn new(connections: Connections) -> Self {
        Self {
            connections,
            jobs: tokio::sync::OnceCell::new(),
        }
    }

    /// Does some work in a transaction. It returns once that is durable; work that fails changes
    /// nothing, and what was written together with it is not affected.
    pub(super) async fn write<I, T>(
        &self,
        action: &'static str,
        input: I,
        run: Run<I, T>,
    ) -> Result<T, StoreError>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job = Job::new(input, run, tell);
        self.ask(action, Box::new(job), told).await
    }

    /// Stores a case.
    pub(super) async fn insert(&self, case: NewCase) -> Result<Insertion, StoreError> {
        let (tell, told) = oneshot::channel();
        let job = InsertJob::new(case, tell);
        self.ask("insert a case", Box::new(job), told).await
    }

    async fn ask<T>(
        &self,
        action: &'static str,
        job: Box<dyn Work>,
        told: oneshot::Receiver<Result<T, Cause>>,
    ) -> Result<T, StoreError> {
        let jobs = self.jobs.get_or_init(async || {
            let (jobs, waiting) = mpsc::channel(QUEUE);
            tokio::spawn(serve(self.connections.clone(), waiting));
            jobs
        });
        let asked = async {
            let sent = jobs.await.send(job).await;
            sent.map_err(|_| OwnError::Closed)?;
            told.await.map_err(|_| OwnError::BrokenOff)
        };
        match tokio::time::timeout(DEADLINE, asked).await {
            Ok(Ok(done)) => done.map_err(|cause| error_of(action, cause)),
            Ok(Err(own)) => Err(own.cannot(action)),
            Err(_) => Err(OwnError::NoAnswer(DEADLINE.as_secs()).cannot(action)),
        }
    }
}

async fn serve(connections: Connections, mut waiting: mpsc::Receiver<Box<dyn Work>>) {
    let (committed, flushing) = mpsc::channel(BATCHES);
    tokio::spawn(flush(connections.clone(), flushing));
    // The other task ends after this one.
    let pass_on = async |work, head| {
        let _is_there = committed.send(Committed { work, head }).await;
    };
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, TOGETHER).await > 0 {
        // One that fails is told, and the others begin again without it.
        while !batch.is_empty() {
            let Failed { of, cause } = match commit_in_time(&connections, &mut batch).await {
                Ok(head) => {
                    pass_on(std::mem::take(&mut batch), head).await;
                    break;
                }
                Err(failed) => failed,
            };
            match of {
                Of::One(at) if at < batch.len() => batch.remove(at).tell(Err(cause)),
                Of::Cases if batch.len() > 1 => {
                    // Which of them it was is found out one by one.
                    for mut work in batch.drain(..) {
                        let alone = std::slice::from_mut(&mut work);
                        match commit_in_time(&connections, alone).await {
                            Ok(head) => pass_on(vec![work], head).await,
                            Err(failed) => work.tell(Err(failed.cause)),
                        }
                    }
                }
                _ => {
                    for mut work in batch.drain(..) {
                        work.tell(Err(shared(&cause)));
                    }
                }
            }
        }
    }
}

/// Why nothing was committed.
struct Failed {
    of: Of,
    cause: Cause,
}

/// What it was that failed.
#[derive(Clone, Copy)]
enum Of {
    /// The work at this place.
    One(usize),
    /// One of the cases that were stored together.
    Cases,
    /// None of the work: the connection, or the commit.
    All,
}

impl Failed {
    fn new(of: Of, cause: Cause) -> Self {
        let lost = cause
            .downcast_ref::<DatabaseError>()
            .is_some_and(|error| !error.is_statement);
        Self {
            of: if lost { Of::All } else { of },
            cause,
        }
    }
}

impl From<Cause> for Failed {
    fn from(cause: Cause) -> Self {
        Self::new(Of::All, cause)
    }
}

async fn commit_in_time(
    connections: &Connections,
    batch: &mut [Box<dyn Work>],
) -> Result<Head, Failed> {
    match tokio::time::timeout(COMMIT, commit(connections, batch)).await {
        Ok(done) => done,
        // What waited behind a connection that does not answer does not wait for another one.
        Err(_) => Err(Cause::from(OwnError::NoAnswer(COMMIT.as_secs())).into()),
    }
}

/// Commits some work, without waiting for the disk: where the log ends then.
async fn commit(connections: &Connections, batch: &mut [Box<dyn Work>]) -> Result<Head, Failed> {
    let mut client = connections.get().await?;
    let transaction = client.transaction().await.map_err(said)?;
    let mut writing = Writing::begin(transaction).await?;
    let cases: Vec<&NewCase> = batch.iter().filter_map(|work| work.case()).collect();
    let inserted = insert_all(&mut writing, &cases).await;
    let inserted = inserted.map_err(|cause| Failed::new(Of::Cases, cause))?;
    let cases = batch.iter_mut().filter(|work| work.case().is_some());
    for (work, insertion) in cases.zip(inserted) {
        work.take(insertion);
    }
    for (at, work) in batch.iter_mut().enumerate() {
        let done = work.run(&mut writing).await;
        done.map_err(|cause| Failed::new(Of::One(at), cause))?;
    }
    let head = writing.head;
    writing.transaction.commit().await.map_err(said)?;
    Ok(head)
}
