//! Whether the server can do its work: each part is looked at, and a change is logged.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::causes::chain;
use crate::portal::Portal;
use crate::published::Published;
use crate::store::CaseStore;
use crate::tree_check::TreeCheck;

/// A store that has not answered by then counts as failing.
const STORE_TIMEOUT: Duration = Duration::from_secs(1);
/// How long a store that is well is not asked again: anybody may ask, and each time it writes.
const INTERVAL: Duration = Duration::from_secs(1);

/// What the server is made of.
#[derive(Clone, Copy, Debug)]
enum Part {
    Tree,
    Store,
    Portal,
}

impl Part {
    /// What the log says where the part is failing.
    fn failing(self) -> &'static str {
        match self {
            Self::Tree => "the published tree is failing",
            Self::Store => "the store is failing",
            Self::Portal => "the portal is failing",
        }
    }

    fn well(self) -> &'static str {
        match self {
            Self::Tree => "the published tree is well again",
            Self::Store => "the store is well again",
            Self::Portal => "the portal is well again",
        }
    }
}

/// What was last known of each part.
#[derive(Debug, Default)]
pub(crate) struct HealthMonitor {
    /// Why each part is failing.
    failing: Mutex<[Option<String>; 3]>,
    /// When the store was last found well.
    store_well: Mutex<Option<Instant>>,
}

/// Which parts are well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HealthReport {
    /// The number of the snapshot that is served; `None` where no tree can be read.
    pub(crate) sequence: Option<u64>,
    pub(crate) tree: bool,
    /// True where feedback can be stored.
    pub(crate) store: bool,
    pub(crate) portal: bool,
}

impl HealthMonitor {
    /// Looks at every part, and logs those that have begun to fail or are well again.
    pub(crate) async fn look(
        &self,
        published: &Published,
        check: &TreeCheck,
        store: &dyn CaseStore,
        portal: &Portal,
    ) -> HealthReport {
        let served = published.snapshot().await.ok();
        let trouble = match published.newest().await {
            Ok(_) => check.defect().await,
            Err(error) => Some(chain(&error)),
        };
        let tree = self.note(Part::Tree, trouble);
        let trouble = self.store(store).await;
        let store = self.note(Part::Store, trouble);
        let trouble = portal.newest().await.err().map(|error| chain(&error));
        HealthReport {
            sequence: served.map(|snapshot| snapshot.manifest.sequence),
            tree,
            store,
            portal: self.note(Part::Portal, trouble),
        }
    }

    /// Why the store cannot store; `None` where it can.
    async fn store(&self, store: &dyn CaseStore) -> Option<String> {
        let well = *self
            .store_well
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if well.is_some_and(|at| at.elapsed() < INTERVAL) {
            return None;
        }
        let trouble = match tokio::time::timeout(STORE_TIMEOUT, store.check()).await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(chain(&error)),
            Err(_) => Some("the store does not answer".to_owned()),
        };
        let well = trouble.is_none().then(Instant::now);
        *self
            .store_well
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = well;
        trouble
    }

    /// Remembers what is wrong with a part; true where nothing is.
    fn note(&self, part: Part, trouble: Option<String>) -> bool {
        let is_well = trouble.is_none();
        let mut failing = self.failing.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(before) = failing.get_mut(part as usize) else {
            return is_well;
        };
        if *before != trouble {
            if let Some(cause) = &trouble {
                tracing::error!(cause, "{}", part.failing());
            } else {
                tracing::info!("{}", part.well());
            }
            *before = trouble;
        }
        is_well
    }
}
