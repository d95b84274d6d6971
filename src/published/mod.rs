//! The published tree as the portal reads it: the manifest first, every file checked against it.
//!
//! Where a file is not what the manifest says, nothing of it is shown: the portal goes back to the
//! last good snapshot, says so, and shows how old that is.

mod fetch;
mod find;
mod newest;
mod offline;
mod read;

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Weak};

use civic::places::grid::Bounds;
use civic::published::{Entry, FORMAT, Manifest, PlaceShard};
use civic::time::Instant;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

pub(crate) use fetch::{Failure, Reply, get_json, post_json};
pub(crate) use find::Want;
pub(crate) use offline::{can_keep, is_kept};
pub(crate) use read::from_slice;

use crate::app::site;
use crate::reactive::{load_latest, task, together};
use crate::storage;

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DataError {
    /// Nothing answered.
    Offline,
    /// The server answered with this status.
    Status(u16),
    /// What came is not what the manifest says.
    Mismatch,
    /// What came cannot be read.
    Unreadable,
    /// The tree is of a format this portal does not know.
    Format,
    /// The snapshot has no such file.
    Absent,
}

impl DataError {
    /// True where the tree itself is at fault, not the network.
    fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Mismatch | Self::Unreadable | Self::Status(400..=499)
        )
    }
}

/// A file on its way.
pub(crate) enum Loaded<T: ?Sized> {
    /// On its way.
    Loading,
    /// Here.
    Ready(Arc<T>),
    /// Not to be had.
    Failed(DataError),
}

impl<T: ?Sized> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(file) => Self::Ready(Arc::clone(file)),
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

impl From<read::Unreadable> for DataError {
    fn from(_: read::Unreadable) -> Self {
        Self::Unreadable
    }
}

/// What a visitor is told when the newest snapshot is not the one shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The newest could not be reached.
    Offline,
    /// The newest does not match what it promises.
    Damaged,
}

thread_local! {
    /// Checked files by path: a name is a hash, so what it holds never changes.
    static CHECKED: RefCell<BTreeMap<String, Rc<[u8]>>> = const { RefCell::new(BTreeMap::new()) };
    /// Squares of the map by snapshot and name, while they are looked at.
    static SQUARES: RefCell<BTreeMap<String, Weak<PlaceShard>>> =
        const { RefCell::new(BTreeMap::new()) };
}

/// The tree and its state, living as long as the program.
#[derive(Clone, Copy)]
pub(crate) struct Tree {
    /// The manifest shown.
    pub(crate) manifest: RwSignal<Option<Arc<Manifest>>>,
    /// Why it is not the newest.
    pub(crate) trouble: RwSignal<Option<Trouble>>,
    /// Set where there is nothing at all to show.
    pub(crate) failed: RwSignal<Option<DataError>>,
    /// The text of the manifest, to be kept once its files are seen to be good.
    text: StoredValue<String>,
    /// A newer manifest, for the next page that is opened.
    newer: StoredValue<Vec<u8>>,
    /// When the manifest was last asked for.
    asked: StoredValue<Instant>,
}

/// How many squares' files are fetched at once at most.
const MAX_SQUARES: usize = 32;

impl Tree {
    /// A tree of which nothing is known yet.
    pub(crate) fn new() -> Self {
        Self {
            manifest: RwSignal::new(None),
            trouble: RwSignal::new(None),
            failed: RwSignal::new(None),
            text: StoredValue::new(String::new()),
            newer: StoredValue::new(Vec::new()),
            asked: StoredValue::new(Instant(0)),
        }
    }

    fn start_from_memory(self, error: DataError) {
        let kept = storage::get(storage::MANIFEST).unwrap_or_default();
        if self.adopt(kept.as_bytes()).is_ok() {
            self.trouble.set(Some(trouble(&error)));
        } else {
            self.failed.set(Some(error));
        }
    }

    fn adopt(self, bytes: &[u8]) -> Result<(), DataError> {
        let manifest: Manifest = from_slice(bytes)?;
        if manifest.format != FORMAT {
            return Err(DataError::Format);
        }
        self.text
            .set_value(String::from_utf8_lossy(bytes).into_owned());
        self.manifest.set(Some(Arc::new(manifest)));
        Ok(())
    }

    /// Goes back to an older snapshot: the one kept, or the one this manifest names before it.
    async fn fall_back(self, damaged: &Manifest) -> bool {
        if self.sequence() != Some(damaged.sequence) {
            return true;
        }
        let is_older = |kept: &String| {
            from_slice::<Manifest>(kept.as_bytes())
                .is_ok_and(|kept| kept.sequence < damaged.sequence)
        };
        let older = [storage::MANIFEST, storage::MANIFEST_BEFORE]
            .into_iter()
            .filter_map(storage::get)
            .find(is_older);
        let found = if let Some(older) = older {
            storage::set(storage::MANIFEST, &older);
            self.adopt(older.as_bytes())
        } else {
            self.adopt_previous(damaged).await
        };
        if found.is_ok() {
            self.trouble.set(Some(Trouble::Damaged));
        }
        found.is_ok()
    }

    async fn adopt_previous(self, damaged: &Manifest) -> Result<(), DataError> {
        let previous = damaged.previous.as_ref().ok_or(DataError::Absent)?;
        let path = format!("/data/manifests/{}.json", previous.sequence);
        let bytes = fetch::bytes(&path, false).await?;
        if fetch::sha256(&bytes) != previous.sha256 {
            return Err(DataError::Mismatch);
        }
        self.adopt(&bytes)
    }

    fn sequence(self) -> Option<u64> {
        self.manifest
            .with_untracked(|m| m.as_ref().map(|m| m.sequence))
    }

    /// A file of this manifest was good.
    fn is_good(self, manifest: &Manifest, want: &Want, fresh: bool) {
        if self.sequence() == Some(manifest.sequence) && self.trouble.get_untracked().is_none() {
            self.note(want, fresh);
        }
    }

    async fn checked(self, entry: &Entry) -> Result<Rc<[u8]>, DataError> {
        if let Some(known) = CHECKED.with_borrow(|files| files.get(&entry.path).cloned()) {
            return Ok(known);
        }
        let bytes: Rc<[u8]> = self.fetched(entry).await?.into();
        CHECKED.with_borrow_mut(|files| files.insert(entry.path.clone(), Rc::clone(&bytes)));
        Ok(bytes)
    }

    /// The bytes of a file, held against its hash.
    pub(crate) async fn fetched(self, entry: &Entry) -> Result<Vec<u8>, DataError> {
        let bytes = fetch::bytes(&format!("/data/{}", entry.path), false).await?;
        if bytes.len() as u64 != entry.size || fetch::sha256(&bytes) != entry.sha256 {
            return Err(DataError::Mismatch);
        }
        Ok(bytes)
    }

    /// A file by its name, read; where the tree is damaged it goes back to an older one, and what
    /// is shown follows the manifest.
    pub(crate) async fn file<T: Published>(self, name: &str) -> Result<Arc<T>, DataError> {
        let want = Want::Name(name.to_owned());
        typed(self.anything(&want, T::read).await?)
    }

    /// What is published within the bounds, in the squares that meet them; `None` where that
    /// would be too many files to ask a phone to fetch.
    pub(crate) async fn within(
        self,
        bounds: Bounds,
    ) -> Result<Option<Vec<Arc<PlaceShard>>>, DataError> {
        self.within_files(bounds, MAX_SQUARES).await
    }

    /// As [`Tree::within`], where so many files are not too many.
    pub(crate) async fn within_files(
        self,
        bounds: Bounds,
        most: usize,
    ) -> Result<Option<Vec<Arc<PlaceShard>>>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let squares = self.squares(&manifest, bounds, most).await?;
        if squares.len() > most {
            return Ok(None);
        }
        let read = squares.into_iter().map(|name| {
            let manifest = Arc::clone(&manifest);
            let read: Pin<Box<dyn Future<Output = _>>> =
                Box::pin(async move { self.square(&manifest, name).await });
            read
        });
        let read: Result<Vec<_>, DataError> = together(read.collect()).await.into_iter().collect();
        read.map(Some)
    }

    /// One square's file, read once for as long as somebody looks at it.
    async fn square(self, manifest: &Manifest, name: String) -> Result<Arc<PlaceShard>, DataError> {
        let key = format!("{} {name}", manifest.sequence);
        let known = SQUARES.with_borrow(|squares| squares.get(&key).and_then(Weak::upgrade));
        if let Some(known) = known {
            return Ok(known);
        }
        let bytes = self.wanted(manifest, &Want::Name(name)).await?;
        let read: Arc<PlaceShard> = typed(PlaceShard::read(&bytes)?)?;
        SQUARES.with_borrow_mut(|squares| {
            squares.retain(|_, square| square.strong_count() > 0);
            squares.insert(key, Arc::downgrade(&read));
        });
        Ok(read)
    }

    async fn anything(self, want: &Want, read: Read) -> Result<Arc<Anything>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let error = match self.wanted(&manifest, want).await {
            Ok(bytes) => match read(&bytes) {
                Ok(file) => return Ok(file),
                Err(error) => error,
            },
            Err(error) => error,
        };
        let is_archived = matches!(want, Want::Snapshot(_) | Want::Of(..));
        if error.is_damage() && !is_archived {
            self.fall_back(&manifest).await;
        }
        Err(error)
    }
}

/// True where a file has been read already.
fn is_here(entry: &Entry) -> bool {
    CHECKED.with_borrow(|files| files.contains_key(&entry.path))
}

/// A file of any type: what fetches and keeps it is compiled once, not once a type.
type Anything = dyn Any + Send + Sync;
type Read = fn(&[u8]) -> Result<Arc<Anything>, DataError>;

/// What a published file can be read as.
pub(crate) trait Published: DeserializeOwned + Send + Sync + 'static {
    /// Reads the file.
    fn read(bytes: &[u8]) -> Result<Arc<Anything>, DataError> {
        Ok(Arc::new(from_slice::<Self>(bytes)?))
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> Published for T {}

fn typed<T: Published>(file: Arc<Anything>) -> Result<Arc<T>, DataError> {
    file.downcast().map_err(|_| DataError::Unreadable)
}

fn trouble(error: &DataError) -> Trouble {
    if error.is_damage() || *error == DataError::Format {
        Trouble::Damaged
    } else {
        Trouble::Offline
    }
}

/// A file that follows its name and the manifest.
pub(crate) struct File<T> {
    state: RwSignal<Loaded<Anything>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for File<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for File<T> {}

impl<T: Published> File<T> {
    /// The file as it stands, followed.
    pub(crate) fn get(self) -> Loaded<T> {
        match self.state.get() {
            Loaded::Loading => Loaded::Loading,
            Loaded::Failed(error) => Loaded::Failed(error),
            Loaded::Ready(file) => typed(file).map_or_else(Loaded::Failed, Loaded::Ready),
        }
    }
}

/// The file of a name.
pub(crate) fn use_file<T: Published>(name: impl Into<String>) -> File<T> {
    use_wanted(Want::Name(name.into()))
}

/// The file that is wanted.
pub(crate) fn use_wanted<T: Published>(want: Want) -> File<T> {
    File {
        state: follow_file(want, T::read),
        of: PhantomData,
    }
}

fn follow_file(want: Want, read: Read) -> RwSignal<Loaded<Anything>> {
    let tree = site().tree;
    let state = RwSignal::new(Loaded::Loading);
    load_latest(move || {
        if let Some(error) = tree.failed.get() {
            state.set(Loaded::Failed(error));
            return None;
        }
        if tree.manifest.get().is_none() {
            state.set(Loaded::Loading);
            return None;
        }
        // A file of the snapshot before is not shown beside one of this.
        if !matches!(state.get_untracked(), Loaded::Loading) {
            state.set(Loaded::Loading);
        }
        let want = want.clone();
        Some(task(async move {
            let result = tree.anything(&want, read).await;
            move || {
                state.try_set(result.map_or_else(Loaded::Failed, Loaded::Ready));
            }
        }))
    });
    state
}
