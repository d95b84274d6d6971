//! One task writes. What waits while it commits is committed together the next time, so that many
//! who write at once share one wait for the disk of the database.

use std::time::Duration;

use deadpool_postgres::Transaction;
use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot};

use super::pool::Connections;
use super::schema::WRITE_LOCK;
use super::trouble::{DatabaseError, error_of, said};
use crate::store::chain::{Hash, Head};
use crate::store::error::{Cause, OwnError, StoreError};

/// How many may wait to be written; more wait to wait.
const QUEUE: usize = 1024;
/// The most that is committed together.
const TOGETHER: usize = 256;
/// How long a commit may take.
const COMMIT: Duration = Duration::from_secs(10);
/// How long whoever writes waits at most.
const DEADLINE: Duration = Duration::from_secs(20);

/// A transaction that holds the end of the log.
pub(super) struct Writing<'a> {
    pub(super) transaction: Transaction<'a>,
    pub(super) head: Head,
    /// The number of the last case.
    pub(super) last_case: i64,
}

/// Something to be written. It may be begun again, where what was written with it failed.
type Run<I, T> = for<'a, 'b> fn(&'a mut Writing<'b>, &'a I) -> BoxFuture<'a, Result<T, Cause>>;

struct Job<I, T> {
    input: I,
    run: Run<I, T>,
    done: Option<T>,
    tell: Option<oneshot::Sender<Result<T, Cause>>>,
}

/// A job of any kind.
trait Work: Send {
    fn run<'a>(&'a mut self, writing: &'a mut Writing<'_>) -> BoxFuture<'a, Result<(), Cause>>;
    /// Tells whoever waits what became of it.
    fn tell(&mut self, outcome: Result<(), Cause>);
}

impl<I: Send + Sync, T: Send> Work for Job<I, T> {
    fn run<'a>(&'a mut self, writing: &'a mut Writing<'_>) -> BoxFuture<'a, Result<(), Cause>> {
        Box::pin(async move {
            self.done = Some((self.run)(writing, &self.input).await?);
            Ok(())
        })
    }

    fn tell(&mut self, outcome: Result<(), Cause>) {
        let done = match outcome {
            Ok(()) => self.done.take().ok_or_else(|| OwnError::BrokenOff.into()),
            Err(error) => Err(error),
        };
        if let Some(tell) = self.tell.take() {
            let _nobody_waits = tell.send(done);
        }
    }
}

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
        let job = Job {
            input,
            run,
            done: None,
            tell: Some(tell),
        };
        let jobs = self.jobs.get_or_init(async || {
            let (jobs, waiting) = mpsc::channel(QUEUE);
            tokio::spawn(serve(self.connections.clone(), waiting));
            jobs
        });
        let asked = async {
            let sent = jobs.await.send(Box::new(job)).await;
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
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, TOGETHER).await > 0 {
        // One that fails is told, and the others begin again without it.
        loop {
            let done = commit_in_time(&connections, &mut batch).await;
            let Err(Failed { at, cause }) = done else {
                break;
            };
            match at {
                Some(at) if at < batch.len() => batch.remove(at).tell(Err(cause)),
                _ => {
                    for mut work in batch.drain(..) {
                        work.tell(Err(shared(&cause)));
                    }
                }
            }
        }
        for mut work in batch.drain(..) {
            work.tell(Ok(()));
        }
    }
}

/// The same cause for each of those who waited together.
fn shared(cause: &Cause) -> Cause {
    if let Some(said) = cause.downcast_ref::<DatabaseError>() {
        return said.clone().into();
    }
    if let Some(own) = cause.downcast_ref::<OwnError>() {
        return own.clone().into();
    }
    cause.to_string().into()
}

/// Why nothing was committed.
struct Failed {
    /// The work that failed; `None` where it was not the work.
    at: Option<usize>,
    cause: Cause,
}

impl From<Cause> for Failed {
    fn from(cause: Cause) -> Self {
        Self { at: None, cause }
    }
}

async fn commit_in_time(
    connections: &Connections,
    batch: &mut [Box<dyn Work>],
) -> Result<(), Failed> {
    if batch.is_empty() {
        return Ok(());
    }
    match tokio::time::timeout(COMMIT, commit(connections, batch)).await {
        Ok(done) => done,
        // What waited behind a connection that does not answer does not wait for another one.
        Err(_) => Err(Cause::from(OwnError::NoAnswer(COMMIT.as_secs())).into()),
    }
}

async fn commit(connections: &Connections, batch: &mut [Box<dyn Work>]) -> Result<(), Failed> {
    let mut client = connections.get().await?;
    let transaction = client.transaction().await.map_err(said)?;
    let mut writing = Writing::begin(transaction).await?;
    for (at, work) in batch.iter_mut().enumerate() {
        let Err(cause) = work.run(&mut writing).await else {
            continue;
        };
        let lost = cause
            .downcast_ref::<DatabaseError>()
            .is_some_and(|error| !error.is_statement);
        return Err(Failed {
            at: (!lost).then_some(at),
            cause,
        });
    }
    Ok(writing.transaction.commit().await.map_err(said)?)
}

impl<'a> Writing<'a> {
    /// Waits until nobody else writes, and reads where the log ends.
    pub(super) async fn begin(transaction: Transaction<'a>) -> Result<Self, Cause> {
        transaction.batch_execute(WRITE_LOCK).await.map_err(said)?;
        let last = transaction
            .prepare_cached("SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1")
            .await
            .map_err(said)?;
        let last = transaction.query_opt(&last, &[]).await.map_err(said)?;
        let head = match last {
            None => Head::default(),
            Some(row) => {
                let sequence = row.get(0);
                let hash = Hash::of_bytes(row.get(1));
                let hash =
                    hash.ok_or_else(|| OwnError::Broken(format!("entry {sequence} has no hash")))?;
                Head { sequence, hash }
            }
        };
        let last_case = transaction
            .prepare_cached("SELECT coalesce(max(number), 0) FROM cases")
            .await
            .map_err(said)?;
        let last_case = transaction.query_one(&last_case, &[]).await.map_err(said)?;
        Ok(Self {
            transaction,
            head,
            last_case: last_case.get(0),
        })
    }
}
