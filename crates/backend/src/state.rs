//! What every request shares.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use civic::time::Instant;

use crate::cases::{Secret, forget};
use crate::causes::chain;
use crate::config::Settings;
use crate::health::HealthMonitor;
use crate::portal::Portal;
use crate::published::Published;
use crate::store::{CaseStore, private};
use crate::tree_check::TreeCheck;
use crate::tree_files::TreeFiles;
use crate::{Error, clock};

/// How often what has to be forgotten is.
const UPKEEP: Duration = Duration::from_hours(1);

/// What every request shares: the settings, the files, the store. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Server {
    pub(crate) settings: Arc<Settings>,
    pub(crate) portal: Arc<Portal>,
    pub(crate) published: Arc<Published>,
    pub(crate) tree: Arc<TreeFiles>,
    pub(crate) tree_check: TreeCheck,
    pub(crate) health: Arc<HealthMonitor>,
    pub(crate) store: Arc<dyn CaseStore>,
    pub(crate) secret: Arc<Secret>,
    /// Where the time comes from; a test gives its own.
    pub(crate) now: fn() -> Instant,
}

impl Server {
    /// Opens the directories and the store. A database that is not there is waited for: the server
    /// serves what needs none, and takes feedback once it is there.
    pub fn open(settings: Settings) -> Result<Self, Error> {
        needs(
            &settings.portal,
            "index.html",
            "trunk build --release (or give the portal with --portal DIR)",
        )?;
        needs(
            &settings.tree,
            "manifest.json",
            "mingdan build CITY --out DIR (or give the tree with --tree DIR)",
        )?;
        let data = &settings.data_dir;
        let cannot_write = |error| Error::DataDirectory(data.clone(), error);
        private::folder(data).map_err(cannot_write)?;
        let secret = Secret::open(data).map_err(cannot_write)?;
        let store = settings.store.open();
        let store = store.map_err(|error| Error::Store(settings.store.to_string(), error))?;
        Ok(Self {
            portal: Arc::new(Portal::new(settings.portal.clone())),
            published: Arc::new(Published::new(settings.tree.clone())),
            tree: Arc::new(TreeFiles::new(settings.tree.clone())),
            tree_check: TreeCheck::new(settings.tree.clone()),
            health: Arc::default(),
            store,
            secret: Arc::new(secret),
            now: clock::now,
            settings: Arc::new(settings),
        })
    }

    /// The same server with another store.
    #[must_use]
    pub fn with_store(mut self, store: Arc<dyn CaseStore>) -> Self {
        self.store = store;
        self
    }

    /// The same server with another clock.
    #[must_use]
    pub fn with_clock(mut self, now: fn() -> Instant) -> Self {
        self.now = now;
        self
    }

    /// What is to be done while the server runs, whoever asks for what: it never ends by itself.
    pub(crate) async fn upkeep(self) {
        // A database may not be there yet: whoever runs the server should not have to wait for a
        // visitor to find out.
        if let Err(error) = self.store.check().await {
            tracing::error!(cause = chain(&error), "the store is failing");
        }
        // Checking a large tree takes its time: it is begun before anybody asks.
        let _ = self.tree_check.defect().await;
        loop {
            self.forget().await;
            tokio::time::sleep(UPKEEP).await;
        }
    }

    /// Deletes contacts and texts of cases that ended as long ago as the city says they are kept.
    pub async fn forget(&self) {
        let snapshot = match self.published.snapshot().await {
            Ok(snapshot) => snapshot,
            // How long they are kept is not known now; it will be the next time.
            Err(error) => {
                let cause = chain(&error);
                tracing::warn!(cause, "nothing is deleted without a published tree");
                return;
            }
        };
        let settings = &snapshot.feedback.settings;
        match forget(&*self.store, settings, (self.now)()).await {
            Ok(forgotten) if forgotten.is_empty() => {}
            Ok(forgotten) => tracing::info!(
                contacts = forgotten.contacts,
                texts = forgotten.texts,
                "deleted what is no longer kept of cases that have ended"
            ),
            Err(error) => tracing::error!(cause = chain(&error), "nothing could be deleted"),
        }
    }

    /// Leaves the store ready to be copied. Nothing may be asked of the server after it.
    pub async fn close(&self) -> Result<(), Error> {
        let closed = self.store.close().await;
        closed.map_err(|error| Error::Store(self.settings.store.to_string(), error))
    }
}

fn needs(directory: &Path, file: &'static str, fix: &'static str) -> Result<(), Error> {
    if directory.join(file).is_file() {
        return Ok(());
    }
    Err(Error::Directory {
        path: directory.to_path_buf(),
        needs: file,
        fix,
    })
}
