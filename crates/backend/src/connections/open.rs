//! The connections that are open: no more than there may be, none longer than it may wait.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::AbortHandle;

use super::activity::{Activity, Waiting};

/// How many connections there may be, and how long each may keep the server waiting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The most connections at once.
    pub(crate) connections: usize,
    /// From the first byte of a request, or the making of the connection, to the end of the header.
    pub(crate) header: Duration,
    /// Between requests.
    pub(crate) idle: Duration,
    /// During a request, without a byte in either direction.
    pub(crate) stalled: Duration,
}

/// A connection whose header is due for so long may have to make room for another: time enough for a
/// client that has just come.
const MOMENT: Duration = Duration::from_millis(250);
/// And one with a request under way, without a byte in either direction for so long.
const SLOW: Duration = Duration::from_secs(3);

/// The open connections.
#[derive(Debug)]
pub(super) struct Open {
    limits: Limits,
    all: Mutex<All>,
    /// One has ended.
    ended: Notify,
}

#[derive(Debug, Default)]
struct All {
    next: u64,
    by_number: HashMap<u64, Connection>,
}

#[derive(Debug)]
struct Connection {
    activity: Arc<Activity>,
    task: AbortHandle,
}

impl Open {
    pub(super) fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            limits,
            all: Mutex::default(),
            ended: Notify::new(),
        })
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a connection until it ends by itself or is ended.
    pub(super) fn add(
        self: &Arc<Self>,
        activity: Arc<Activity>,
        connection: impl Future<Output = ()> + Send + 'static,
    ) {
        // The lock is held until the connection is in the list, so that it cannot leave it before.
        let mut all = self.all();
        let number = all.next;
        all.next += 1;
        let entry = Entry {
            open: Arc::clone(self),
            number,
        };
        let task = tokio::spawn(async move {
            connection.await;
            drop(entry);
        });
        let task = task.abort_handle();
        all.by_number.insert(number, Connection { activity, task });
    }

    /// Waits until there is room for one more. Where there is none, the connection that has kept
    /// the server waiting longest is ended: one that stalls never keeps out one that does not. None
    /// may be ended yet where all have just come, so it is to be called again after a while.
    pub(super) async fn room(&self) {
        loop {
            let ended = self.ended.notified();
            if !self.is_full() {
                return;
            }
            ended.await;
        }
    }

    /// True where there is no room yet; then one that waits is being ended, if any may be.
    fn is_full(&self) -> bool {
        let all = self.all();
        if all.by_number.len() < self.limits.connections {
            return false;
        }
        let waits = |activity: &Activity| {
            let least = match activity.waiting() {
                Waiting::Idle => Duration::ZERO,
                Waiting::Header => MOMENT,
                Waiting::Request => SLOW,
            };
            activity.waited() >= least
        };
        let open = all.by_number.values();
        let waiting = open.filter(|one| waits(&one.activity));
        if let Some(longest) = waiting.max_by_key(|one| one.activity.waited()) {
            longest.task.abort();
        }
        true
    }

    /// Ends every connection that has waited for longer than it may. Called again and again.
    pub(super) fn end_overdue(&self) {
        let limits = &self.limits;
        self.end(|activity| {
            let most = match activity.waiting() {
                Waiting::Idle => limits.idle,
                Waiting::Header => limits.header,
                Waiting::Request => limits.stalled,
            };
            activity.waited() >= most
        });
    }

    /// Ends every connection on which no request is under way.
    pub(super) fn end_waiting(&self) {
        self.end(|activity| activity.waiting() != Waiting::Request);
    }

    /// Ends every connection.
    pub(super) fn end_all(&self) {
        self.end(|_| true);
    }

    fn end(&self, is_over: impl Fn(&Activity) -> bool) {
        for one in self.all().by_number.values() {
            if is_over(&one.activity) {
                one.task.abort();
            }
        }
    }
}

/// A connection's place in the list, left when its task ends, however it ends.
struct Entry {
    open: Arc<Open>,
    number: u64,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.open.all().by_number.remove(&self.number);
        self.open.ended.notify_waiters();
    }
}
