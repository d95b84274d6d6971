//! The desk of a program that is no server: it waits for what it asks.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::{CaseFile, CaseList};
use civic::UnitCode;
use civic::cases::grouped::Table;
use civic::cases::handling::{Action, Actor};
use civic::duties::Unit;
use civic::time::{Calendar, Instant, Zone};
use tokio::runtime::{Builder, Runtime};

use super::context::{Desk, DeskError};
use super::groups::{GroupsError, groups};
use super::list::ListQuery;
use super::publish::{Cleared, cleared};
use crate::published::{Published, Snapshot};
use crate::store::{CaseNumber, CaseStore, PhotoNumber, StoreUrl, private};
use crate::{Error, clock};

/// A store of this machine, and the published tree beside it. A server may use the same at the same
/// time.
#[derive(Debug)]
pub struct Cabinet {
    runtime: Runtime,
    store: Arc<dyn CaseStore>,
    published: Published,
    tree: PathBuf,
    data_dir: PathBuf,
}

/// Why a cabinet does not do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum CabinetError {
    /// Nothing that is published can be read.
    #[error("the published tree {} cannot be read", .0.display())]
    Tree(PathBuf, #[source] Box<dyn std::error::Error + Send + Sync>),
    /// It was not done.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl Cabinet {
    /// Opens the store of a data directory, or the one that is named, and the published tree.
    pub fn open(data_dir: &Path, url: &StoreUrl, tree: &Path) -> Result<Self, Error> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(Error::Runtime)?;
        private::folder(data_dir)
            .map_err(|error| Error::DataDirectory(data_dir.to_owned(), error))?;
        // A database is spoken to by tasks of the runtime.
        let store = {
            let _in_runtime = runtime.enter();
            url.open()
                .map_err(|error| Error::Store(url.to_string(), error))?
        };
        Ok(Self {
            runtime,
            store,
            published: Published::new(tree.to_owned()),
            tree: tree.to_owned(),
            data_dir: data_dir.to_owned(),
        })
    }

    fn snapshot(&self) -> Result<Arc<Snapshot>, CabinetError> {
        let snapshot = self.runtime.block_on(self.published.newest());
        snapshot.map_err(|error| CabinetError::Tree(self.tree.clone(), error.into()))
    }

    /// [`Desk::list`].
    pub fn list(&self, query: &ListQuery, actor: &Actor) -> Result<CaseList, CabinetError> {
        let snapshot = self.snapshot()?;
        Ok(self
            .runtime
            .block_on(self.desk(&snapshot).list(query, actor))?)
    }

    /// [`Desk::show`].
    pub fn show(&self, number: i64, actor: &Actor) -> Result<CaseFile, CabinetError> {
        let snapshot = self.snapshot()?;
        Ok(self
            .runtime
            .block_on(self.desk(&snapshot).show(number, actor))?)
    }

    /// [`Desk::act`].
    pub fn act(
        &self,
        number: i64,
        seen: Option<u64>,
        actor: &Actor,
        action: Action,
    ) -> Result<CaseFile, CabinetError> {
        let snapshot = self.snapshot()?;
        let desk = self.desk(&snapshot);
        Ok(self
            .runtime
            .block_on(desk.act(number, seen, actor, action))?)
    }

    /// [`Desk::photo`].
    pub fn photo(
        &self,
        number: i64,
        photo: i64,
        actor: &Actor,
    ) -> Result<Option<Vec<u8>>, CabinetError> {
        let snapshot = self.snapshot()?;
        let desk = self.desk(&snapshot);
        let photo = desk.photo(CaseNumber(number), PhotoNumber(photo), actor);
        Ok(self.runtime.block_on(photo)?)
    }

    /// Everything of the store that may be public, by the days and the calendar of a city ([`cleared`]).
    pub fn cleared(
        &self,
        zone: &Zone,
        calendar: &Calendar,
        now: Instant,
    ) -> Result<Vec<Cleared>, DeskError> {
        self.runtime
            .block_on(cleared(&*self.store, zone, calendar, now))
    }

    /// What of officials' reports may be published now ([`groups`]).
    pub fn groups(&self, units: &[Unit], zone: &Zone, now: Instant) -> Result<Table, GroupsError> {
        let released = groups(&*self.store, &self.data_dir, units, zone, now);
        self.runtime.block_on(released)
    }

    /// [`Desk::due`].
    pub fn due(
        &self,
        unit: Option<&UnitCode>,
        within: u32,
    ) -> Result<(String, usize), CabinetError> {
        let snapshot = self.snapshot()?;
        Ok(self
            .runtime
            .block_on(self.desk(&snapshot).due(unit, within))?)
    }

    fn desk<'a>(&'a self, snapshot: &'a Snapshot) -> Desk<'a> {
        Desk {
            store: &*self.store,
            snapshot,
            now: clock::now(),
        }
    }
}
