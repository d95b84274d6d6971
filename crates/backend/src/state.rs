//! What every request shares.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use civic::time::Instant;

use crate::cases::Secret;
use crate::config::Settings;
use crate::portal::Portal;
use crate::published::Published;
use crate::store::{CaseStore, SqliteStore};
use crate::{Error, clock};

/// What every request shares: the settings, the files, the store. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Server {
    pub(crate) settings: Arc<Settings>,
    pub(crate) portal: Arc<Portal>,
    pub(crate) published: Arc<Published>,
    pub(crate) store: Arc<dyn CaseStore>,
    pub(crate) secret: Arc<Secret>,
    /// Where the time comes from; a test gives its own.
    pub(crate) now: fn() -> Instant,
}

impl Server {
    /// Opens the directories, and the SQLite store in the data directory.
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
        fs::create_dir_all(data).map_err(cannot_write)?;
        let secret = Secret::open(data).map_err(cannot_write)?;
        let store = SqliteStore::open(&data.join("feedback.sqlite3"))
            .map_err(|error| Error::Store(data.clone(), error))?;
        Ok(Self {
            portal: Arc::new(Portal::new(settings.portal.clone())),
            published: Arc::new(Published::new(settings.tree.clone())),
            store: Arc::new(store),
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

    /// Leaves the store ready to be copied. Nothing may be asked of the server after it.
    pub async fn close(&self) -> Result<(), Error> {
        let closed = self.store.close().await;
        closed.map_err(|error| Error::Store(self.settings.data_dir.clone(), error))
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
